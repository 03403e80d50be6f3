/* The cold side of the patched evaluation loop: events, quickening and silencing of code objects,
 * and sampling, which rides on the dispatch of tracing.
 *
 * Owns only a small table of the evaluations that are being sampled (pointers into C stacks, valid
 * as long as they are listed).  The GIL protects everything; raises only what a hook has raised. */
#include "adder_loop.h"

#include <internal/pycore_atomic.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_opcode.h>
#include <opcode.h>
#include <string.h>

/* tables.c defines them. */
extern const uint8_t _PyOpcode_Caches[256];
extern const uint8_t _PyOpcode_Deopt[256];

_Static_assert(offsetof(_PyCFrame, adder_sampling) < offsetof(_PyCFrame, current_frame)
                   && offsetof(_PyCFrame, current_frame) == sizeof(void *),
               "the mark of sampling must lie in padding");

enum { SILENT = INT32_MIN };

/* ---- Quickening ----------------------------------------------------------------------------- */

/* A quickened form anywhere says that the code has been quickened; code without any form to
 * quicken may be "quickened" again, to no effect.  co_warmup says it only while no hook uses it as
 * its letter box. */
static bool is_quickened(PyCodeObject *code)
{
    if (code->co_warmup == 0) {
        return true;
    }
    const _Py_CODEUNIT *units = _PyCode_CODE(code);
    for (Py_ssize_t i = 0; i < Py_SIZE(code); i++) {
        int opcode = _Py_OPCODE(units[i]);
        if (_PyOpcode_Deopt[opcode] != opcode) {
            return true;
        }
        i += _PyOpcode_Caches[opcode];
    }
    return false;
}

/* What code._co_code_adaptive and dis.dis(adaptive=True) show is quickened code as ever: RESUME and
 * JUMP_BACKWARD in their _QUICK forms.  The getter is CPython's, with ours in front of it. */
static getter stock_adaptive_code;

static PyObject *adaptive_code(PyObject *self, void *closure)
{
    PyObject *bytes = stock_adaptive_code(self, closure);
    if (bytes == NULL || !is_quickened((PyCodeObject *)self)) {
        return bytes;
    }
    _Py_CODEUNIT *units = (_Py_CODEUNIT *)PyBytes_AS_STRING(bytes); /* new: nobody else has it */
    for (Py_ssize_t i = 0; i < Py_SIZE(self); i++) {
        int opcode = _Py_OPCODE(units[i]);
        if (opcode == RESUME || opcode == JUMP_BACKWARD) {
            _Py_SET_OPCODE(units[i], opcode == RESUME ? RESUME_QUICK : JUMP_BACKWARD_QUICK);
        }
        i += _PyOpcode_Caches[_PyOpcode_Deopt[opcode]];
    }
    return bytes;
}

static void show_quick_forms(void)
{
    if (stock_adaptive_code != NULL) {
        return;
    }
    for (PyGetSetDef *entry = PyCode_Type.tp_getset; entry->name != NULL; entry++) {
        if (strcmp(entry->name, "_co_code_adaptive") == 0) {
            stock_adaptive_code = entry->get;
            entry->get = adaptive_code;
        }
    }
}

static void quicken_once(PyCodeObject *code)
{
    if (!is_quickened(code)) {
        _PyCode_Quicken(code);
        *adder_loop_counter(code) = adder_wants_code(code) ? -1 : SILENT;
        show_quick_forms();
    }
    code->co_warmup = 0;
}

/* Puts RESUME and JUMP_BACKWARD into one of their two forms. */
static void set_forms(PyCodeObject *code, int resume, int jump_backward)
{
    _Py_CODEUNIT *units = _PyCode_CODE(code);
    for (Py_ssize_t i = 0; i < Py_SIZE(code); i++) {
        int base = _PyOpcode_Deopt[_Py_OPCODE(units[i])];
        if (base == RESUME) {
            _Py_SET_OPCODE(units[i], (uint8_t)resume);
        }
        else if (base == JUMP_BACKWARD) {
            _Py_SET_OPCODE(units[i], (uint8_t)jump_backward);
        }
        i += _PyOpcode_Caches[base];
    }
}

void adder_loop_quicken(PyCodeObject *code)
{
    quicken_once(code);
    if (adder_wants_code(code)) {
        set_forms(code, RESUME, JUMP_BACKWARD);
        *adder_loop_counter(code) = -1;
    }
}

void adder_loop_silence(PyCodeObject *code)
{
    quicken_once(code);
    set_forms(code, RESUME_QUICK, JUMP_BACKWARD_QUICK);
    *adder_loop_counter(code) = SILENT;
}

/* ---- Events --------------------------------------------------------------------------------- */

static bool may_ask(PyThreadState *ts)
{
    return !ts->cframe->use_tracing && ts->interp->eval_frame == adder_eval
           && !_Py_atomic_load_relaxed(&ts->interp->ceval.eval_breaker);
}

AdderOutcome adder_loop_event(PyThreadState *ts, _PyInterpreterFrame *frame, _Py_CODEUNIT *target,
                              PyObject **stack_pointer, PyObject **retval)
{
    PyCodeObject *code = frame->f_code;
    quicken_once(code);
    if (!may_ask(ts)) {
        *adder_loop_counter(code) = adder_wants_code(code) ? -1 : SILENT;
        return ADDER_GO_ON;
    }
    *adder_loop_counter(code) = SILENT; /* unless the hook says when it wants to hear again */
    _PyFrame_SetStackPointer(frame, stack_pointer);
    Py_INCREF(code); /* the frame may be gone with what it owned */
    AdderOutcome outcome = target == NULL ? adder_on_resume(ts, frame, retval)
                                          : adder_on_backedge(ts, frame, target, retval);
    if (code->co_warmup != 0) {
        *adder_loop_counter(code) = code->co_warmup;
        code->co_warmup = 0;
    }
    Py_DECREF(code);
    if (outcome == ADDER_GO_ON) {
        frame->stacktop = -1;
    }
    return outcome;
}

/* ---- Generators ----------------------------------------------------------------------------- */

static int take_send(PyTypeObject *type)
{
    for (PyMethodDef *method = type->tp_methods; method->ml_name != NULL; method++) {
        if (strcmp(method->ml_name, "send") == 0) {
            method->ml_meth = adder_loop_generators.method;
            type->tp_as_async->am_send = adder_loop_generators.send;
            return 0;
        }
    }
    PyErr_Format(PyExc_SystemError, "%s has no send", type->tp_name);
    return -1;
}

int adder_loop_take_generators(void)
{
    if (take_send(&PyGen_Type) < 0 || take_send(&PyCoro_Type) < 0) {
        return -1;
    }
    PyGen_Type.tp_iternext = adder_loop_generators.next;
    return 0;
}

/* ---- Sampling ------------------------------------------------------------------------------- */

/* The evaluations that are being sampled; more at a time are refused.  An entry may be stale (its
 * thread is gone in a forked child): then it only costs a comparison. */
enum { MAX_SAMPLED = 16 };
static const _PyCFrame *sampled[MAX_SAMPLED];

static int find_sampled(const _PyCFrame *cframe)
{
    for (int i = 0; i < MAX_SAMPLED; i++) {
        if (sampled[i] == cframe) {
            return i;
        }
    }
    return -1;
}

bool adder_loop_is_sampling(PyThreadState *ts)
{
    for (const _PyCFrame *c = ts->cframe; c != NULL; c = c->previous) {
        if (find_sampled(c) >= 0 && c->adder_sampling) {
            return true;
        }
    }
    return false;
}

uint8_t adder_loop_tracing(PyThreadState *ts)
{
    return ts->tracing == 0 && (ts->c_tracefunc != NULL || ts->c_profilefunc != NULL) ? 255 : 0;
}

void adder_loop_start_sampling(PyThreadState *ts)
{
    _PyCFrame *cframe = ts->cframe;
    if (ts->interp->eval_frame != adder_eval || cframe == &ts->root_cframe
        || ts->tracing != 0) {
        return;
    }
    int at = find_sampled(cframe);
    if (at < 0) {
        at = find_sampled(NULL);
    }
    if (at < 0) {
        return;
    }
    sampled[at] = cframe;
    cframe->adder_sampling = 1;
    cframe->use_tracing = 255;
}

void adder_loop_stop_sampling(PyThreadState *ts, _PyCFrame *cframe)
{
    int at = find_sampled(cframe);
    if (at >= 0) {
        sampled[at] = NULL;
    }
    cframe->adder_sampling = 0;
    cframe->use_tracing = adder_loop_tracing(ts);
}

void adder_loop_leave(PyThreadState *ts, _PyCFrame *cframe)
{
    _PyCFrame *outer = ts->cframe;
    if (cframe->adder_sampling) {
        adder_loop_stop_sampling(ts, cframe);
    }
    bool outer_samples = find_sampled(outer) >= 0 && outer->adder_sampling;
    outer->use_tracing = outer_samples ? 255 : cframe->use_tracing;
}
