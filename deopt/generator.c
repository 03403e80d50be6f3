/* Resumes generators and coroutines in compiled code, without the evaluation loop.  One that only
 * waits for what it delegates to needs no code at all: what is sent goes straight on.
 *
 * CPython's own function for sending (genobject.c, compiled with the loop) checks the generator,
 * links its frame and its exceptions, and ends it; where it would start the evaluation loop it asks
 * here (patch 70).  GIL held. */
#include "deopt/run.h"

#include <internal/pycore_ceval.h>
#include <opcode.h>

/* ---- Delegation ------------------------------------------------------------------------------ */

const _Py_CODEUNIT *adder_generator_send_of(const _Py_CODEUNIT *resume)
{
    const _Py_CODEUNIT *jump = resume + 1, *send = jump + 1 - _Py_OPARG(*jump);
    bool delegates = _Py_OPARG(*resume) > 1 && _Py_OPCODE(*jump) == JUMP_BACKWARD_NO_INTERRUPT
                     && _Py_OPCODE(*send) == SEND;
    return delegates ? send : NULL;
}

/* Deep chains return through all their levels for each value: native frames are what they cost. */
static inline PySendResult send_on(PyObject *receiver, PyObject *value, PyObject **result)
{
    return PyGen_CheckExact(receiver) || PyCoro_CheckExact(receiver)
               ? adder_loop_generators.send(receiver, value, result)
               : PyIter_Send(receiver, value, result);
}

static inline AdderOutcome delegate(_PyInterpreterFrame *frame, const _Py_CODEUNIT *send,
                                    PyObject **value)
{
    _Py_CODEUNIT *resume = frame->prev_instr;
    PyObject *sent = _PyFrame_StackPop(frame), *receiver = _PyFrame_StackPeek(frame);
    frame->prev_instr = (_Py_CODEUNIT *)send;
    PySendResult status = send_on(receiver, sent, value);
    Py_DECREF(sent);
    if (status == PYGEN_NEXT) {
        frame->prev_instr = resume - 1;
        _PyFrame_GetGenerator(frame)->gi_frame_state = FRAME_SUSPENDED;
        return ADDER_YIELDED;
    }
    if (status == PYGEN_ERROR) {
        return ADDER_RAISED;
    }
    frame->localsplus[frame->stacktop - 1] = *value;
    frame->prev_instr = (_Py_CODEUNIT *)send + _Py_OPARG(*send);
    Py_DECREF(receiver);
    return ADDER_RESUMED;
}

AdderOutcome adder_generator_delegate(_PyInterpreterFrame *frame, const _Py_CODEUNIT *send,
                                      PyObject **value)
{
    return delegate(frame, send, value);
}

/* ---- Entering -------------------------------------------------------------------------------- */

/* Where frame goes on: its RESUME. A fresh one has to pop what was sent first (None). */
static void pass_to_resume(_PyInterpreterFrame *frame)
{
    frame->prev_instr++;
    if (_Py_OPCODE(*frame->prev_instr) == POP_TOP) {
        Py_DECREF(_PyFrame_StackPop(frame));
        frame->prev_instr++;
    }
}

static inline AdderOutcome go_on(PyThreadState *ts, _PyInterpreterFrame *frame, PyObject **value)
{
    const _Py_CODEUNIT *send = adder_generator_send_of(frame->prev_instr);
    if (send != NULL) {
        AdderOutcome outcome = delegate(frame, send, value);
        return outcome == ADDER_RESUMED ? adder_enter(ts, frame, value) : outcome;
    }
    const AdderCode *known = adder_code_get(frame->f_code);
    AdderUnit *unit = known != NULL
                          ? adder_code_unit(known, frame->f_globals, frame->f_builtins,
                                            adder_resume_head(frame->prev_instr, frame->f_code))
                          : NULL;
    if (unit == NULL || ts->recursion_remaining < unit->depth) {
        frame->prev_instr--; /* the loop counts at the RESUME */
        return ADDER_GO_ON;
    }
    return adder_unit_run_inline(ts, frame, unit, value);
}

PyObject *adder_generator_eval(PyThreadState *ts, _PyInterpreterFrame *frame, int throwflag)
{
    if (throwflag || !adder_may_enter(ts) || !adder_native_room()
        || ts->recursion_remaining <= 1) {
        return _PyEval_EvalFrame(ts, frame, throwflag);
    }
    PyObject *value = NULL;
    _PyCFrame *cframe = ts->cframe;
    ts->recursion_remaining--;
    frame->is_entry = true;
    cframe->current_frame = frame;
    pass_to_resume(frame);
    AdderOutcome outcome = go_on(ts, frame, &value);
    cframe->current_frame = frame->previous;
    ts->recursion_remaining++;
    if (ADDER_LIKELY(outcome == ADDER_YIELDED)) {
        return value;
    }
    if (outcome == ADDER_RETURNED) {
        frame->stacktop = frame->f_code->co_nlocalsplus;
        return value;
    }
    return adder_loop_eval(ts, frame, outcome == ADDER_RAISED ? ADDER_THROW_INSIDE : 0);
}
