/* Calls of Python functions from compiled code: pushes the frame, and runs it in compiled code
 * when there is some, without going through the evaluation loop.
 *
 * Frames lie on the thread's data stack, as the loop's own; they are taken off here.  GIL held. */
#include "deopt/deopt.h"
#include "irgen/runtime/runtime.h"
#include "profile/code.h"

#include <internal/pycore_atomic.h>
#include <internal/pycore_ceval.h>
#include <internal/pycore_interp.h>

/* ---- Taking frames off ------------------------------------------------------------------------------ */

/* As _PyFrame_Clear and _PyThreadState_PopFrame, for the usual case: nobody has a frame object. */
static void pop_frame(PyThreadState *ts, _PyInterpreterFrame *frame)
{
    PyObject **base = (PyObject **)frame;
    if (ADDER_UNLIKELY(frame->frame_obj != NULL || base == &ts->datastack_chunk->data[0])) {
        ts->recursion_remaining--;
        _PyFrame_Clear(frame);
        ts->recursion_remaining++;
        _PyThreadState_PopFrame(ts, frame);
        return;
    }
    ts->recursion_remaining--;
    for (int i = 0; i < frame->stacktop; i++) {
        Py_XDECREF(frame->localsplus[i]);
    }
    Py_XDECREF(frame->f_locals);
    Py_DECREF(frame->f_func);
    Py_DECREF(frame->f_code);
    ts->recursion_remaining++;
    ts->datastack_top = base;
}

/* ---- Running ------------------------------------------------------------------------------------------- */

/* Unit code begins behind RESUME, so nothing may be in front of it. */
static bool starts_plainly(const PyCodeObject *code)
{
    return code->co_ncellvars == 0 && code->co_nfreevars == 0
           && (code->co_flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) == 0;
}

static AdderUnit *entry_unit(PyThreadState *ts, _PyInterpreterFrame *frame)
{
    if (!starts_plainly(frame->f_code)
        || _Py_atomic_load_relaxed(&ts->interp->ceval.eval_breaker)) {
        return NULL;
    }
    return adder_code_entry(ts, frame);
}

static PyObject *run_unit(PyThreadState *ts, _PyInterpreterFrame *frame, AdderUnit *unit)
{
    PyObject *result = NULL;
    if (_Py_EnterRecursiveCallTstate(ts, "")) {
        return NULL; /* before the frame began: it is in no traceback */
    }
    frame->prev_instr = _PyCode_CODE(frame->f_code); /* RESUME has been passed */
    frame->is_entry = true;
    frame->previous = ts->cframe->current_frame;
    ts->cframe->current_frame = frame;
    AdderOutcome outcome = adder_unit_run(ts, frame, unit, &result);
    ts->cframe->current_frame = frame->previous;
    _Py_LeaveRecursiveCallTstate(ts);
    if (ADDER_LIKELY(outcome == ADDER_RETURNED)) {
        return result;
    }
    if (outcome == ADDER_GO_ON) {
        frame->prev_instr = _PyCode_CODE(frame->f_code) - 1;
    }
    return adder_loop_eval(ts, frame, outcome == ADDER_RAISED ? ADDER_THROW_INSIDE : 0);
}

PyObject *adder_frame_run(PyThreadState *ts, _PyInterpreterFrame *frame)
{
    AdderUnit *unit = entry_unit(ts, frame);
    PyObject *result = unit != NULL ? run_unit(ts, frame, unit) : adder_loop_eval(ts, frame, 0);
    pop_frame(ts, frame);
    return result;
}

/* ---- Functions -------------------------------------------------------------------------------------------- */

/* Positional parameters only, and as many arguments as it needs: *ndefaults come from the
 * function's defaults. */
static bool takes_plainly(const PyFunctionObject *func, Py_ssize_t nargs)
{
    const PyCodeObject *code = (const PyCodeObject *)func->func_code;
    if ((code->co_flags & (CO_VARKEYWORDS | CO_VARARGS | CO_OPTIMIZED)) != CO_OPTIMIZED
        || code->co_kwonlyargcount != 0 || nargs > code->co_argcount) {
        return false;
    }
    Py_ssize_t missing = code->co_argcount - nargs;
    return missing == 0
           || (func->func_defaults != NULL && PyTuple_GET_SIZE(func->func_defaults) >= missing);
}

/* Takes over the reference to func; NULL without memory. */
static _PyInterpreterFrame *push_frame(PyThreadState *ts, PyFunctionObject *func)
{
    const PyCodeObject *code = (const PyCodeObject *)func->func_code;
    size_t size = (size_t)(code->co_nlocalsplus + code->co_stacksize) + FRAME_SPECIALS_SIZE;
    _PyInterpreterFrame *frame = _PyThreadState_BumpFramePointer(ts, size);
    if (frame == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    _PyFrame_InitializeSpecials(frame, func, NULL, code->co_nlocalsplus);
    return frame;
}

static void fill_arguments(_PyInterpreterFrame *frame, PyObject *const *args, Py_ssize_t nargs)
{
    const PyCodeObject *code = frame->f_code;
    PyObject *defaults = frame->f_func->func_defaults;
    Py_ssize_t at = 0, ndefaults = defaults != NULL ? PyTuple_GET_SIZE(defaults) : 0;
    for (; at < nargs; at++) {
        frame->localsplus[at] = args[at];
    }
    for (; at < code->co_argcount; at++) {
        Py_ssize_t k = ndefaults - (code->co_argcount - at);
        frame->localsplus[at] = Py_NewRef(PyTuple_GET_ITEM(defaults, k));
    }
    for (; at < code->co_nlocalsplus; at++) {
        frame->localsplus[at] = NULL;
    }
}

bool adder_call_takes(PyObject *callable, Py_ssize_t nargs)
{
    return PyFunction_Check(callable)
           && ((PyFunctionObject *)callable)->vectorcall == _PyFunction_Vectorcall
           && takes_plainly((PyFunctionObject *)callable, nargs);
}

PyObject *adder_call_function(PyThreadState *ts, PyFunctionObject *func, PyObject *const *args,
                              Py_ssize_t nargs)
{
    _PyInterpreterFrame *frame = push_frame(ts, func);
    if (frame == NULL) {
        for (Py_ssize_t i = 0; i < nargs; i++) {
            Py_DECREF(args[i]);
        }
        Py_DECREF(func);
        return NULL;
    }
    fill_arguments(frame, args, nargs);
    return adder_frame_run(ts, frame);
}
