/* Calls of Python functions from compiled code: pushes the frame, and runs it in compiled code
 * when there is some, without going through the evaluation loop.
 *
 * Frames lie on the thread's data stack, as the loop's own; they are taken off here.  GIL held. */
#include "deopt/run.h"

#include <internal/pycore_ceval.h>
#include <opcode.h>
#include <string.h>

/* ---- Taking frames off ------------------------------------------------------------------------------ */

static void pop_frame_slowly(PyThreadState *ts, _PyInterpreterFrame *frame)
{
    ts->recursion_remaining--;
    _PyFrame_Clear(frame);
    ts->recursion_remaining++;
    _PyThreadState_PopFrame(ts, frame);
}

/* As _PyFrame_Clear and _PyThreadState_PopFrame, for the usual case: nobody has a frame object. */
static inline void pop_frame(PyThreadState *ts, _PyInterpreterFrame *frame)
{
    PyObject **base = (PyObject **)frame;
    if (ADDER_UNLIKELY(frame->frame_obj != NULL || base == &ts->datastack_chunk->data[0])) {
        pop_frame_slowly(ts, frame);
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

void adder_frame_pop(PyThreadState *ts, _PyInterpreterFrame *frame)
{
    pop_frame(ts, frame);
}

/* ---- Frames for those who look ------------------------------------------------------------------------------ */

_PyInterpreterFrame *adder_frame_link(PyThreadState *ts, PyFunctionObject *func)
{
    _PyInterpreterFrame *frame = _PyFrame_Push(ts, func);
    if (frame == NULL) {
        return NULL;
    }
    memset(frame->localsplus, 0, sizeof(PyObject *) * (size_t)frame->f_code->co_nlocalsplus);
    frame->previous = ts->cframe->current_frame;
    ts->cframe->current_frame = frame;
    return frame;
}

/* ---- Running ------------------------------------------------------------------------------------------- */

static inline bool is_generator(const PyCodeObject *code)
{
    return (code->co_flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) != 0;
}

/* Where RESUME is if nothing comes before it but COPY_FREE_VARS. */
static inline _Py_CODEUNIT *resume_of(const PyCodeObject *code)
{
    return _PyCode_CODE(code) + (code->co_nfreevars != 0);
}

/* The unit at the code's beginning, if it may be entered now.  Unit code begins behind RESUME: no cells may have
 * to be made.  We have been called: this is the main interpreter. */
static inline AdderUnit *entry_unit(PyThreadState *ts, PyCodeObject *code, PyObject *globals,
                                    PyObject *builtins)
{
    const AdderCode *known = adder_code_get(code);
    if (known == NULL || known->units == NULL || code->co_ncellvars != 0
        || is_generator(code) || !adder_may_enter(ts)) {
        return NULL;
    }
    return adder_code_unit(known, globals, builtins, 0);
}

/* Compiled code did not run to the end: the loop goes on with the frame. */
static PyObject *run_on(PyThreadState *ts, _PyInterpreterFrame *frame, AdderOutcome outcome)
{
    if (outcome == ADDER_GO_ON) {
        frame->prev_instr = resume_of(frame->f_code) - 1;
    }
    return adder_loop_eval(ts, frame, outcome == ADDER_RAISED ? ADDER_THROW_INSIDE : 0);
}

static inline void copy_free_variables(_PyInterpreterFrame *frame)
{
    const PyCodeObject *code = frame->f_code;
    for (int i = 0; i < code->co_nfreevars; i++) {
        frame->localsplus[code->co_nlocalsplus - code->co_nfreevars + i]
            = Py_NewRef(PyTuple_GET_ITEM(frame->f_func->func_closure, i));
    }
}

static inline PyObject *run_unit(PyThreadState *ts, _PyInterpreterFrame *frame, AdderUnit *unit)
{
    PyObject *result = NULL;
    if (_Py_EnterRecursiveCallTstate(ts, "")) {
        return NULL; /* before the frame began: it is in no traceback */
    }
    _PyCFrame *cframe = ts->cframe;
    AdderOutcome outcome = ADDER_GO_ON;
    copy_free_variables(frame);
    frame->prev_instr = resume_of(frame->f_code); /* it has been passed */
    frame->is_entry = true;
    frame->previous = cframe->current_frame;
    cframe->current_frame = frame;
    if (ADDER_LIKELY(adder_stack_room(ts, unit))) {
        outcome = adder_unit_run_inline(ts, frame, unit, &result);
    }
    int line = 0;
    bool over = outcome == ADDER_RETURNED
                || (outcome != ADDER_GO_ON
                    && adder_raise_out(ts, frame, outcome == ADDER_RAISED, &line));
    cframe->current_frame = frame->previous;
    _Py_LeaveRecursiveCallTstate(ts);
    return ADDER_LIKELY(over) ? result : run_on(ts, frame, outcome);
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
static inline _PyInterpreterFrame *push_frame(PyThreadState *ts, PyFunctionObject *func)
{
    const PyCodeObject *code = (const PyCodeObject *)func->func_code;
    size_t size = (size_t)(code->co_nlocalsplus + code->co_stacksize) + FRAME_SPECIALS_SIZE;
    _PyInterpreterFrame *frame = _PyThreadState_BumpFramePointer(ts, size);
    if (ADDER_UNLIKELY(frame == NULL)) {
        PyErr_NoMemory();
        return NULL;
    }
    _PyFrame_InitializeSpecials(frame, func, NULL, code->co_nlocalsplus);
    return frame;
}

static PyObject *let_go(PyFunctionObject *func, PyObject *const *args, Py_ssize_t nargs)
{
    for (Py_ssize_t i = 0; i < nargs; i++) {
        Py_DECREF(args[i]);
    }
    Py_DECREF(func);
    return NULL;
}

static void fill_defaults(_PyInterpreterFrame *frame, Py_ssize_t nargs)
{
    const PyCodeObject *code = frame->f_code;
    PyObject *defaults = frame->f_func->func_defaults;
    Py_ssize_t surplus = PyTuple_GET_SIZE(defaults) - code->co_argcount;
    for (Py_ssize_t at = nargs; at < code->co_argcount; at++) {
        frame->localsplus[at] = Py_NewRef(PyTuple_GET_ITEM(defaults, surplus + at));
    }
}

static inline void fill_arguments(_PyInterpreterFrame *frame, PyObject *const *args,
                                  Py_ssize_t nargs)
{
    const PyCodeObject *code = frame->f_code;
    for (Py_ssize_t i = 0; i < nargs; i++) {
        frame->localsplus[i] = args[i];
    }
    if (ADDER_UNLIKELY(nargs < code->co_argcount)) {
        fill_defaults(frame, nargs);
    }
    for (Py_ssize_t i = Py_MAX(nargs, code->co_argcount); i < code->co_nlocalsplus; i++) {
        frame->localsplus[i] = NULL;
    }
}

bool adder_call_takes(PyObject *callable, Py_ssize_t nargs)
{
    return PyFunction_Check(callable)
           && ((PyFunctionObject *)callable)->vectorcall == _PyFunction_Vectorcall
           && takes_plainly((PyFunctionObject *)callable, nargs);
}

/* What the prologue and RETURN_GENERATOR would make; NULL without memory. */
static PyObject *make_generator(PyFunctionObject *func, PyObject *const *args, Py_ssize_t nargs)
{
    const PyCodeObject *code = (const PyCodeObject *)func->func_code;
    PyGenObject *generator = (PyGenObject *)_Py_MakeCoro(func);
    if (generator == NULL) {
        return let_go(func, args, nargs);
    }
    _PyInterpreterFrame *frame = (_PyInterpreterFrame *)generator->gi_iframe;
    _PyFrame_InitializeSpecials(frame, func, NULL, code->co_nlocalsplus);
    fill_arguments(frame, args, nargs);
    copy_free_variables(frame);
    frame->prev_instr = resume_of(code);
    frame->owner = FRAME_OWNED_BY_GENERATOR;
    generator->gi_frame_state = FRAME_CREATED;
    return (PyObject *)generator;
}

/* Calling func just makes a generator or coroutine: nothing but COPY_FREE_VARS comes before, and no
 * frame has to be there for its origin. */
static bool makes_generator(PyThreadState *ts, const PyFunctionObject *func)
{
    const PyCodeObject *code = (const PyCodeObject *)func->func_code;
    return is_generator(code)
           && _Py_OPCODE(*resume_of(code)) == RETURN_GENERATOR
           && ts->coroutine_origin_tracking_depth == 0 && adder_may_enter(ts)
           && ts->recursion_remaining > 1;
}

PyObject *adder_call_function(PyThreadState *ts, PyFunctionObject *func, PyObject *const *args,
                              Py_ssize_t nargs)
{
    if (makes_generator(ts, func)) {
        return make_generator(func, args, nargs);
    }
    AdderUnit *unit = entry_unit(ts, (PyCodeObject *)func->func_code, func->func_globals,
                                 func->func_builtins);
    _PyInterpreterFrame *frame = push_frame(ts, func);
    if (ADDER_UNLIKELY(frame == NULL)) {
        return let_go(func, args, nargs);
    }
    fill_arguments(frame, args, nargs);
    PyObject *result = unit != NULL ? run_unit(ts, frame, unit) : adder_loop_eval(ts, frame, 0);
    pop_frame(ts, frame);
    return result;
}

/* ---- Calls from C ------------------------------------------------------------------------------------------- */

PyObject *adder_eval(PyThreadState *ts, _PyInterpreterFrame *frame, int throwflag)
{
    PyCodeObject *code = frame->f_code;
    bool begins = !throwflag && frame->prev_instr == _PyCode_CODE(code) - 1;
    AdderUnit *unit = begins ? entry_unit(ts, code, frame->f_globals, frame->f_builtins) : NULL;
    return unit != NULL ? run_unit(ts, frame, unit) : adder_loop_eval(ts, frame, throwflag);
}
