/* Resumes generators and coroutines in compiled code, without the evaluation loop.  One that only
 * waits for what it delegates to needs no code at all: what is sent goes straight on.
 *
 * CPython's own function for sending (genobject.c, compiled with the loop) checks the generator,
 * links its frame and its exceptions, and ends it; where it would start the evaluation loop it asks
 * here (patch 70).  GIL held. */
#include "deopt/run.h"

#include <internal/pycore_ceval.h>
#include <opcode.h>
#include <string.h>

/* ---- Delegation ------------------------------------------------------------------------------ */

const _Py_CODEUNIT *adder_generator_send_of(const _Py_CODEUNIT *resume)
{
    const _Py_CODEUNIT *jump = resume + 1, *send = jump + 1 - _Py_OPARG(*jump);
    bool delegates = _Py_OPARG(*resume) > 1 && _Py_OPCODE(*jump) == JUMP_BACKWARD_NO_INTERRUPT
                     && _Py_OPCODE(*send) == SEND;
    return delegates ? send : NULL;
}

static inline bool is_generator(PyObject *receiver)
{
    return PyGen_CheckExact(receiver) || PyCoro_CheckExact(receiver);
}

static inline PySendResult send_on(PyObject *receiver, PyObject *value, PyObject **result)
{
    return is_generator(receiver) ? adder_loop_generators.send(receiver, value, result)
                                  : PyIter_Send(receiver, value, result);
}

/* frame waits at its SEND, and value has come: it goes on behind that, or raises there. */
static inline AdderOutcome receive(_PyInterpreterFrame *frame, PySendResult status, PyObject *value)
{
    if (status == PYGEN_ERROR) {
        return ADDER_RAISED;
    }
    PyObject *receiver = _PyFrame_StackPeek(frame);
    frame->localsplus[frame->stacktop - 1] = value;
    frame->prev_instr += _Py_OPARG(*frame->prev_instr);
    Py_DECREF(receiver);
    return ADDER_RESUMED;
}

/* What am_send does before it evaluates a frame, and what that does first. */
static void link_generator(PyThreadState *ts, PyGenObject *gen, const _Py_CODEUNIT *send)
{
    _PyInterpreterFrame *frame = adder_generator_link(ts, (PyObject *)gen);
    frame->prev_instr = (_Py_CODEUNIT *)send;
    frame->is_entry = true;
    gen->gi_exc_state.previous_item = ts->exc_info;
    ts->exc_info = &gen->gi_exc_state;
}

/* Links those that only wait for what they delegate to, outermost first; answers who does not. */
static PyObject *link_waiting(PyThreadState *ts, PyObject *receiver, int *linked)
{
    while (is_generator(receiver) && ts->recursion_remaining > 1) {
        PyGenObject *gen = (PyGenObject *)receiver;
        _PyInterpreterFrame *frame = (_PyInterpreterFrame *)gen->gi_iframe;
        if (gen->gi_frame_state != FRAME_SUSPENDED) {
            break;
        }
        const _Py_CODEUNIT *resume = frame->prev_instr + 1, *send = adder_generator_send_of(resume);
        if (send == NULL || send + 2 != resume) {
            break;
        }
        link_generator(ts, gen, send);
        receiver = _PyFrame_StackPeek(frame);
        ++*linked;
    }
    return receiver;
}

/* The innermost frame is that of a linked generator, to which something has been given to pass on. */
static void suspend_linked(PyThreadState *ts)
{
    _PyInterpreterFrame *frame = ts->cframe->current_frame;
    PyGenObject *gen = _PyFrame_GetGenerator(frame);
    frame->prev_instr++; /* the YIELD_VALUE */
    ts->cframe->current_frame = frame->previous;
    frame->previous = NULL;
    ts->exc_info = gen->gi_exc_state.previous_item;
    gen->gi_exc_state.previous_item = NULL;
    gen->gi_frame_state = FRAME_SUSPENDED;
    ts->recursion_remaining++;
}

/* What became of a frame that had been entered: the rest of its evaluation. */
static PyObject *end_evaluation(PyThreadState *ts, _PyInterpreterFrame *frame, AdderOutcome outcome,
                                PyObject *value)
{
    ts->cframe->current_frame = frame->previous;
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

/* The innermost frame's generator goes on: what it waited for has returned, or raised. */
static PySendResult resume_linked(PyThreadState *ts, PySendResult status, PyObject **result)
{
    _PyInterpreterFrame *frame = ts->cframe->current_frame;
    PyObject *gen = (PyObject *)_PyFrame_GetGenerator(frame), *value = *result;
    AdderOutcome outcome = receive(frame, status, value);
    outcome = outcome == ADDER_RESUMED ? adder_enter(ts, frame, &value) : outcome;
    return adder_loop_sent(gen, end_evaluation(ts, frame, outcome, value), Py_None, result);
}

/* As am_send. A chain of generators that wait for each other takes no native frames, and some ten
 * instructions for each of them, instead of a call through all levels for each value. */
static PySendResult send_through(PyObject *receiver, PyObject *sent, PyObject **result)
{
    PyThreadState *ts = _PyThreadState_GET();
    int linked = 0;
    receiver = link_waiting(ts, receiver, &linked);
    PySendResult status = send_on(receiver, sent, result);
    for (; linked > 0; linked--) {
        if (status == PYGEN_NEXT) {
            suspend_linked(ts);
        }
        else {
            status = resume_linked(ts, status, result);
        }
    }
    return status;
}

static inline AdderOutcome delegate(_PyInterpreterFrame *frame, const _Py_CODEUNIT *send,
                                    PyObject **value)
{
    _Py_CODEUNIT *resume = frame->prev_instr;
    PyObject *sent = _PyFrame_StackPop(frame), *receiver = _PyFrame_StackPeek(frame);
    frame->prev_instr = (_Py_CODEUNIT *)send;
    PySendResult status = send_through(receiver, sent, value);
    Py_DECREF(sent);
    if (status == PYGEN_NEXT) {
        frame->prev_instr = resume - 1;
        _PyFrame_GetGenerator(frame)->gi_frame_state = FRAME_SUSPENDED;
        return ADDER_YIELDED;
    }
    return receive(frame, status, *value);
}

AdderOutcome adder_generator_delegate(_PyInterpreterFrame *frame, const _Py_CODEUNIT *send,
                                      PyObject **value)
{
    return delegate(frame, send, value);
}

/* ---- Generators that compiled code has not made ------------------------------------------------ */

PyObject *adder_generator_new(PyFunctionObject *func, PyCodeObject *code)
{
    PyObject *present = func->func_code; /* may have been replaced since the generator began */
    func->func_code = (PyObject *)code;
    PyGenObject *gen = (PyGenObject *)_Py_MakeCoro(func);
    if (gen != NULL) {
        _PyInterpreterFrame *frame = (_PyInterpreterFrame *)gen->gi_iframe;
        Py_INCREF(func);
        _PyFrame_InitializeSpecials(frame, func, NULL, code->co_nlocalsplus);
        memset(frame->localsplus, 0, sizeof(PyObject *) * (size_t)code->co_nlocalsplus);
        frame->owner = FRAME_OWNED_BY_GENERATOR;
        gen->gi_frame_state = FRAME_COMPLETED;
    }
    func->func_code = present;
    return (PyObject *)gen;
}

PyObject *adder_generator_at(PyFunctionObject *func, PyCodeObject *code, int64_t where,
                             PyObject *const *values)
{
    PyGenObject *gen = (PyGenObject *)adder_generator_new(func, code);
    if (gen == NULL || where == ADDER_GENERATOR_RUNNING) {
        return (PyObject *)gen;
    }
    _PyInterpreterFrame *frame = (_PyInterpreterFrame *)gen->gi_iframe;
    if (where == ADDER_GENERATOR_FINISHED) {
        gen->gi_frame_state = FRAME_CLEARED;
        _PyFrame_Clear(frame);
        return (PyObject *)gen;
    }
    frame->stacktop = code->co_nlocalsplus + (int)(where >> 32);
    for (int k = 0; k < frame->stacktop; k++) {
        frame->localsplus[k] = Py_XNewRef(values[k]);
    }
    frame->prev_instr = _PyCode_CODE(code) + (uint32_t)where;
    bool begun = _Py_OPCODE(*frame->prev_instr) != RETURN_GENERATOR;
    gen->gi_frame_state = begun ? FRAME_SUSPENDED : FRAME_CREATED;
    return (PyObject *)gen;
}

_PyInterpreterFrame *adder_generator_link(PyThreadState *ts, PyObject *generator)
{
    PyGenObject *gen = (PyGenObject *)generator;
    _PyInterpreterFrame *frame = (_PyInterpreterFrame *)gen->gi_iframe;
    gen->gi_frame_state = FRAME_EXECUTING;
    frame->previous = ts->cframe->current_frame;
    ts->cframe->current_frame = frame;
    ts->recursion_remaining--;
    return frame;
}

_PyInterpreterFrame *adder_generator_adopt(PyThreadState *ts, PyObject *generator,
                                           _PyInterpreterFrame *frame)
{
    PyGenObject *gen = (PyGenObject *)generator;
    _PyInterpreterFrame *own = (_PyInterpreterFrame *)gen->gi_iframe;
    Py_DECREF(own->f_func);
    Py_DECREF(own->f_code);
    memcpy(own, frame, (size_t)((char *)&frame->localsplus[frame->stacktop] - (char *)frame));
    own->owner = FRAME_OWNED_BY_GENERATOR;
    if (own->frame_obj != NULL) {
        own->frame_obj->f_frame = own;
    }
    gen->gi_frame_state = FRAME_EXECUTING;
    ts->cframe->current_frame = own;
    _PyThreadState_PopFrame(ts, frame);
    return own;
}

/* The frame that is to go on in the middle; what is sent takes the place of its first slot. */
static ADDER_THREAD struct {
    _PyInterpreterFrame *frame;
    PyObject *first;
    int stacktop;
    bool raises;
} inside;

PySendResult adder_generator_go_on(PyThreadState *ts, _PyInterpreterFrame *frame, bool raises,
                                   PyObject **value)
{
    PyGenObject *gen = _PyFrame_GetGenerator(frame);
    ts->cframe->current_frame = frame->previous;
    ts->recursion_remaining++;
    gen->gi_frame_state = FRAME_SUSPENDED;
    inside.frame = frame;
    inside.first = frame->localsplus[0];
    inside.stacktop = frame->stacktop;
    inside.raises = raises;
    frame->stacktop = 0;
    return adder_loop_generators.send((PyObject *)gen, Py_None, value);
}

static PyObject *go_on_inside(PyThreadState *ts, _PyInterpreterFrame *frame)
{
    Py_DECREF(frame->localsplus[0]); /* None: what was sent */
    frame->localsplus[0] = inside.first;
    frame->stacktop = inside.stacktop;
    inside.frame = NULL;
    return adder_loop_eval(ts, frame, inside.raises ? ADDER_THROW_INSIDE : 0);
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
    if (ADDER_UNLIKELY(frame == inside.frame)) {
        return go_on_inside(ts, frame);
    }
    if (throwflag || !adder_may_enter(ts) || !adder_native_room()
        || ts->recursion_remaining <= 1) {
        return _PyEval_EvalFrame(ts, frame, throwflag);
    }
    PyObject *value = NULL;
    ts->recursion_remaining--;
    frame->is_entry = true;
    ts->cframe->current_frame = frame;
    pass_to_resume(frame);
    AdderOutcome outcome = go_on(ts, frame, &value);
    return end_evaluation(ts, frame, outcome, value);
}
