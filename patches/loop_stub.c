/* Stands in for the patched evaluation loop until that is built: CPython's own loop. */
#include "profile/profile.h"

#include <internal/pycore_ceval.h>

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
