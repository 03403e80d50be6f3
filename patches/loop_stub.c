/* Stands in for the patched evaluation loop until that is built: CPython's own loop. */
#include "profile/profile.h"

#include <internal/pycore_ceval.h>
#include <internal/pycore_dict.h>
#include <internal/pycore_frame.h>
#include <internal/pycore_pystate.h>

PyObject *adder_loop_eval(PyThreadState *ts, _PyInterpreterFrame *frame, int throwflag)
{
    return _PyEval_EvalFrameDefault(ts, frame, throwflag);
}

void adder_loop_start_sampling(PyThreadState *ts)
{
    (void)ts;
}

void adder_loop_quicken(PyCodeObject *code)
{
    (void)code;
}

void adder_loop_silence(PyCodeObject *code)
{
    (void)code;
}

/* What the loop's shim gives in place of functions that the stock binary hides. */
uint32_t _PyDictKeys_GetVersionForCurrentState(PyDictKeysObject *keys)
{
    (void)keys;
    return 0;
}

uint32_t _PyFunction_GetVersionForCurrentState(PyFunctionObject *function);

uint32_t _PyFunction_GetVersionForCurrentState(PyFunctionObject *function)
{
    (void)function;
    return 0;
}

_PyInterpreterFrame *_PyFrame_Push(PyThreadState *ts, PyFunctionObject *function)
{
    (void)ts, (void)function;
    Py_FatalError("no frames without the loop");
}

void _PyFrame_Clear(_PyInterpreterFrame *frame)
{
    (void)frame;
    Py_FatalError("no frames without the loop");
}

void _PyThreadState_PopFrame(PyThreadState *ts, _PyInterpreterFrame *frame)
{
    (void)ts, (void)frame;
    Py_FatalError("no frames without the loop");
}
