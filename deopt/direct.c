/* Direct calls: compiled code that was called by compiled code, without an interpreter frame.
 *
 * Its activation stands for the frame.  Who is about to let others look (a site) has the missing
 * frames made, outermost first; they stay until their function returns.  An exit makes the frame
 * too, and the interpreter finishes the call.
 *
 * The same code is entered from the interpreter: then it has the interpreter's frame from the beginning, lent.  GIL held. */
#include "deopt/deopt.h"
#include "deopt/run.h"
#include "embed/aside.h"
#include "embed/compiler.h"

#include <internal/pycore_ceval.h>
#include <string.h>

/* ---- Making frames ----------------------------------------------------------------------------------- */

/* What act's own frame does at its site. */
static AdderExitFrame *own_frame(const AdderActivation *act)
{
    const AdderUnit *unit = act->unit;
    const AdderExit *e = &unit->exits[act->site - 1];
    return &unit->frames[e->frames + e->nframes - 1u];
}

static void write_position(AdderActivation *act)
{
    act->frame->prev_instr = _PyCode_CODE(act->frame->f_code) + own_frame(act)->bytecode;
}

/* Locals are in the activation: the frame's stay empty.  From here on it owns its function, to which
 * nobody else may refer any more: it may have been in a variable that was just overwritten. */
static void push_frame(PyThreadState *ts, AdderActivation *act)
{
    act->frame = adder_frame_link(ts, (PyFunctionObject *)Py_NewRef(act->func));
    if (act->frame == NULL) {
        Py_FatalError("adder: no memory for a frame");
    }
    act->frame->is_entry = true;
    ts->recursion_remaining--;
    act->elided--;
}

/* The inlined callees out of which act calls directly get frames; answers the levels that these are. */
static uint32_t link_inlined(PyThreadState *ts, AdderActivation *act)
{
    uint32_t before = act->counted;
    adder_rt_show_inlined(ts, act);
    return act->counted - before;
}

/* Everything behind a caller whose own frame is there, up to act's own frame, which has no position. */
static void link_chain(PyThreadState *ts, AdderActivation *at, AdderActivation *inner)
{
    uint32_t linked = 0;
    while (inner != NULL) {
        AdderActivation *next = inner->previous;
        write_position(at);
        linked += link_inlined(ts, at);
        inner->previous = at;
        inner->elided -= linked;
        push_frame(ts, inner);
        linked++;
        at = inner;
        inner = next;
    }
}

/* The chain is turned round on the way out, and back on the way in: it may be very long.  The first
 * one that has a frame already may have gone on since it got it: its position is written again. */
void adder_rt_link(PyThreadState *ts, AdderActivation *act)
{
    AdderActivation *inner = NULL, *at = act;
    while (at->frame == NULL) {
        AdderActivation *outer = at->previous;
        at->previous = inner;
        inner = at;
        at = outer;
    }
    link_chain(ts, at, inner);
    adder_activation = act;
}

/* The same for a caller at work, with what it has inlined. */
static void link_caller(PyThreadState *ts, AdderActivation *caller)
{
    adder_rt_link(ts, caller);
    write_position(caller);
    link_inlined(ts, caller);
}

static _PyInterpreterFrame *unlink_frame(PyThreadState *ts, AdderActivation *act)
{
    _PyInterpreterFrame *frame = act->frame;
    adder_activation = act->previous;
    ts->cframe->current_frame = frame->previous;
    ts->recursion_remaining++;
    return frame;
}

/* ---- Lent frames -------------------------------------------------------------------------------------- */

/* So many elided calls no limit allows: then the code looks closer, and finds that its frame is there.  What is called
 * directly by other code pays nothing for that. */
enum { LENT = INT_MAX };

typedef AdderResult CodeOfFew(PyThreadState *ts, AdderActivation *caller, PyObject *func, PyObject *, PyObject *, PyObject *);
typedef AdderResult CodeOfMany(PyThreadState *ts, AdderActivation *caller, PyObject *func, PyObject *, PyObject *, PyObject *,
                               PyObject *, PyObject *, PyObject *, PyObject *, PyObject *, PyObject *, PyObject *, PyObject *,
                               PyObject *, PyObject *, PyObject *);

static inline PyObject *take_local(_PyInterpreterFrame *frame, int i)
{
    PyObject *value = frame->localsplus[i];
    frame->localsplus[i] = NULL;
    return value;
}

static AdderResult call_of_many(PyThreadState *ts, AdderActivation *caller, const AdderDirect *cell, _PyInterpreterFrame *frame)
{
    PyObject *a[ADDER_DIRECT_ARGS] = { NULL };
    for (int i = 0; i < cell->signature.nargs; i++) {
        a[i] = take_local(frame, i);
    }
    return ((CodeOfMany *)cell->entry)(ts, caller, (PyObject *)frame->f_func, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7],
                                       a[8], a[9], a[10], a[11], a[12], a[13]);
}

/* What the frame holds moves into the arguments.  More than it takes is no harm: the caller takes them off. */
static inline AdderResult call_code(PyThreadState *ts, AdderActivation *caller, const AdderDirect *cell, _PyInterpreterFrame *frame)
{
    PyObject *a = NULL, *b = NULL, *c = NULL;
    switch (cell->signature.nargs) {
    case 3: c = take_local(frame, 2); /* fall through */
    case 2: b = take_local(frame, 1); /* fall through */
    case 1: a = take_local(frame, 0); /* fall through */
    case 0: return ((CodeOfFew *)cell->entry)(ts, caller, (PyObject *)frame->f_func, a, b, c);
    default: return call_of_many(ts, caller, cell, frame);
    }
}

AdderResult adder_lend_frame(PyThreadState *ts, _PyInterpreterFrame *frame, AdderActivation *act)
{
    const PyCodeObject *code = frame->f_code;
    const AdderDirect *cell = act->unit->direct;
    for (int i = code->co_nfreevars; i > 0; i--) { /* the code takes them from its function */
        Py_CLEAR(frame->localsplus[code->co_nlocalsplus - i]);
    }
    act->elided = LENT - 1;
    act->inner = 0;
    act->unit->entered--; /* the code counts too */
    return call_code(ts, act, cell, frame);
}

static bool is_lent(const AdderActivation *act)
{
    return act->func == NULL;
}

/* It takes the place of the activation that lends. */
static void borrow_frame(AdderActivation *act)
{
    AdderActivation *lender = act->previous;
    act->frame = lender->frame;
    act->previous = lender->previous;
    act->func = NULL;
    act->elided = 0;
    adder_activation = act;
}

static AdderResult leave_lent(PyThreadState *ts, AdderActivation *act, uintptr_t number)
{
    adder_activation = act->previous;
    AdderOutcome outcome = adder_unit_left(ts, act, (AdderResult){ NULL, number });
    return (AdderResult){ (PyObject *)(uintptr_t)outcome, ADDER_EXIT_LEFT };
}

/* ---- Beginning ----------------------------------------------------------------------------------------- */

bool adder_rt_begin_with_care(PyThreadState *ts, AdderActivation *act)
{
    if (act->elided == LENT) {
        borrow_frame(act);
        return true;
    }
    link_caller(ts, act->previous); /* making the exception may start a collection */
    act->elided = 1;
    ts->recursion_remaining--;
    if (_Py_CheckRecursiveCall(ts, "") != 0) {
        return false;
    }
    ts->recursion_remaining++;
    return true;
}

void adder_rt_let_go(PyObject *o)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    Py_DECREF(o);
    PyErr_Restore(type, value, traceback);
}

static PyObject *boxed(uint64_t word, AdderRep rep)
{
    double number;
    switch (rep) {
    case ADDER_REP_I64: return PyLong_FromLongLong((int64_t)word);
    case ADDER_REP_F64: memcpy(&number, &word, sizeof(number)); return PyFloat_FromDouble(number);
    default: return (PyObject *)(uintptr_t)word;
    }
}

/* ---- Answers ------------------------------------------------------------------------------------------- */

/* A result (consumed; NULL: raised) as the caller wants it, if it can go on at all. */
static AdderResult answer(const PyThreadState *ts, AdderRep ret, PyObject *value)
{
    int64_t integer;
    double number;
    if (value == NULL) {
        return (AdderResult){ NULL, ADDER_DIRECT_RAISED };
    }
    if (adder_watched(ts) || adder_aside) {
        return (AdderResult){ value, ADDER_DIRECT_BAILED };
    }
    if (ret == ADDER_REP_OBJECT) {
        return (AdderResult){ value, ADDER_DIRECT_DONE };
    }
    AdderResult result = { NULL, ADDER_DIRECT_DONE };
    if (ret == ADDER_REP_I64 && PyLong_CheckExact(value)
             && (integer = adder_rt_unbox_i64(value)) != ADDER_UNFIT) {
        memcpy(&result.value, &integer, sizeof(integer));
    }
    else if (ret == ADDER_REP_F64 && PyFloat_CheckExact(value)) {
        number = PyFloat_AS_DOUBLE(value);
        memcpy(&result.value, &number, sizeof(number));
    }
    else {
        return (AdderResult){ value, ADDER_DIRECT_BAILED };
    }
    Py_DECREF(value);
    return result;
}

AdderResult adder_rt_leave(PyThreadState *ts, AdderActivation *act, uintptr_t number)
{
    if (is_lent(act)) {
        return leave_lent(ts, act, number);
    }
    AdderRep ret = act->unit->direct_signature.ret;
    act->site = (uint32_t)number;
    adder_rt_link(ts, act);
    int *line = &own_frame(act)->line;
    AdderOutcome outcome = adder_unit_left(ts, act, (AdderResult){ NULL, number });
    bool over = adder_raise_out(ts, act->frame, outcome == ADDER_RAISED, line);
    _PyInterpreterFrame *frame = unlink_frame(ts, act);
    PyObject *value = over ? NULL
                           : adder_loop_eval(ts, frame,
                                             outcome == ADDER_RAISED ? ADDER_THROW_INSIDE : 0);
    adder_frame_pop(ts, frame);
    return answer(ts, ret, value);
}

AdderResult adder_rt_return(PyThreadState *ts, AdderActivation *act, uint64_t word, bool raw)
{
    if (is_lent(act)) {
        adder_activation = act->previous;
        return (AdderResult){ (PyObject *)(uintptr_t)word, ADDER_DIRECT_DONE };
    }
    AdderRep ret = act->unit->direct_signature.ret;
    adder_frame_pop(ts, unlink_frame(ts, act));
    if (!raw) {
        return answer(ts, ret, (PyObject *)(uintptr_t)word);
    }
    if (!adder_watched(ts)) {
        return (AdderResult){ (PyObject *)(uintptr_t)word, ADDER_DIRECT_DONE };
    }
    return answer(ts, ret, boxed(word, ret));
}

/* ---- Without code ---------------------------------------------------------------------------------------- */

static bool box_all(const AdderSignature *signature, const uint64_t *words, PyObject **args)
{
    bool complete = true;
    for (int i = 0; i < signature->nargs; i++) {
        args[i] = boxed(words[i], signature->args[i]);
        complete &= args[i] != NULL;
    }
    for (int i = 0; i < signature->nargs && !complete; i++) {
        Py_XDECREF(args[i]);
    }
    return complete;
}

AdderResult adder_rt_direct_miss(PyThreadState *ts, AdderActivation *act, AdderDirect *cell,
                                 PyObject *func, uint64_t *words)
{
    PyObject *args[ADDER_DIRECT_ARGS];
    AdderSignature signature = cell->signature;
    link_caller(ts, act);
    if (!box_all(&signature, words, args)) {
        return (AdderResult){ NULL, ADDER_DIRECT_RAISED };
    }
    Py_INCREF(func);
    adder_direct_missed(ts, cell, (PyFunctionObject *)func, args);
    PyObject *value = adder_call_function(ts, (PyFunctionObject *)func, args, signature.nargs);
    return answer(ts, signature.ret, value);
}
