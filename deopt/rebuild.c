/* Runs compiled code, and leaves it: writes the interpreter's frames from an exit's descriptor.
 *
 * An exit of the unit's own frame is written into that frame and the evaluation loop goes on with
 * it.  Frames of inlined callees are pushed, innermost last, and run to their ends here; then the
 * loop goes on behind the outermost call.  GIL held; references as AdderFill says. */
#define NEED_OPCODE_TABLES 1
#define _PyOpcode_Caches adder_rebuild_caches
#define _PyOpcode_Deopt adder_rebuild_base
#include "deopt/deopt.h"
#include "deopt/fill.h"
#include "deopt/reserve.h"
#include "deopt/run.h"
#include "deopt/threads.h"

#include <internal/pycore_ceval.h>
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-const-variable"
#include <internal/pycore_opcode.h>
#pragma GCC diagnostic pop
#include <opcode.h>
#include <pthread.h>
#include <string.h>

#include "irgen/runtime/runtime.h"

ADDER_THREAD AdderActivation *adder_activation;

/* ---- Native stack --------------------------------------------------------------------------------- */

enum { STACK_MARGIN = 512 * 1024 };

#define UNKNOWN_LIMIT ((char *)UINTPTR_MAX)
ADDER_THREAD char *adder_stack_limit = UNKNOWN_LIMIT;

static void find_stack_limit(void)
{
    pthread_attr_t attr;
    void *low = NULL;
    size_t size = 0;
    adder_stack_limit = (char *)1;
    adder_threads_note();
    if (pthread_getattr_np(pthread_self(), &attr) == 0) {
        if (pthread_attr_getstack(&attr, &low, &size) == 0) {
            size_t margin = size / 4 < STACK_MARGIN ? size / 4 : STACK_MARGIN;
            adder_stack_limit = (char *)low + margin;
        }
        pthread_attr_destroy(&attr);
    }
}

intptr_t adder_stack_limit_offset(void)
{
    return (char *)&adder_stack_limit - (char *)__builtin_thread_pointer();
}

intptr_t adder_stack_left(void)
{
    if (ADDER_UNLIKELY(adder_stack_limit == UNKNOWN_LIMIT)) {
        find_stack_limit();
    }
    return (char *)__builtin_frame_address(0) - adder_stack_limit;
}

bool adder_rt_stack_short(void)
{
    return adder_stack_left() < 0;
}

/* ---- Writing frames ---------------------------------------------------------------------------------- */

/* Everything about one exit while it is taken. */
typedef struct {
    PyThreadState *ts;
    AdderActivation *act;
    const AdderExit *exit;
    PyObject **objects; /* owned, in the order of the entries, from `first` on */
    uint32_t first;
    bool raised;        /* an exception is set */
} Leaving;

static AdderExitFrame *exit_frame(const Leaving *l, uint32_t i)
{
    return &l->act->unit->frames[l->exit->frames + i];
}

/* What is in the frame already (locals that compiled code never took) is replaced. */
static void write_values(Leaving *l, const AdderExitFrame *from, _PyInterpreterFrame *frame)
{
    PyObject **values = l->objects + (from->first - l->first);
    for (int i = 0; i < from->nlocals; i++) {
        PyObject *old = frame->localsplus[i];
        frame->localsplus[i] = values[i];
        Py_XDECREF(old);
    }
    for (int i = from->nlocals; i < from->nlocals + from->nstack; i++) {
        frame->localsplus[i] = values[i];
    }
    frame->stacktop = from->nlocals + from->nstack;
}

/* Innermost frame: the instruction raises, or runs again. */
static void write_position(const Leaving *l, const AdderExitFrame *from,
                           _PyInterpreterFrame *frame)
{
    frame->prev_instr = _PyCode_CODE(frame->f_code) + from->bytecode - (l->raised ? 0 : 1);
}

/* Without memory for a box: its place on the stack must hold something. */
static void patch_stack(Leaving *l)
{
    for (uint32_t i = 0; i < l->exit->nframes; i++) {
        const AdderExitFrame *frame = exit_frame(l, i);
        for (int k = frame->nlocals; k < frame->nlocals + frame->nstack; k++) {
            uint32_t at = frame->first + (uint32_t)k;
            if (l->objects[at - l->first] == NULL
                && l->act->unit->entries[at].fill != ADDER_FILL_NULL
                && l->act->unit->entries[at].fill != ADDER_FILL_TAKE
                && l->act->unit->entries[at].fill != ADDER_FILL_COPY) {
                l->objects[at - l->first] = Py_NewRef(Py_None);
            }
        }
    }
}

/* May run finalisers: comes last, with the exception put aside. */
static void let_drops_go(Leaving *l)
{
    PyObject *type, *value, *traceback;
    if (l->exit->ndrops == 0) {
        return;
    }
    PyErr_Fetch(&type, &value, &traceback);
    for (uint32_t i = 0; i < l->exit->ndrops; i++) {
        uint32_t slot = l->act->unit->drops[l->exit->drops + i];
        Py_XDECREF((PyObject *)(uintptr_t)l->act->slot[slot]);
    }
    PyErr_Restore(type, value, traceback);
}

/* ---- Frames of inlined callees --------------------------------------------------------------------------- */

/* What an instruction makes of what its inlined callee has returned (consumed); top: above its
 * operands.  NULL: raised. */
typedef PyObject *Finish(PyObject *result, PyObject **top, int oparg);

static PyObject *from_truth(PyObject *result, int truth, bool expected)
{
    Py_DECREF(result);
    return truth < 0 ? NULL : Py_NewRef((truth != 0) == expected ? Py_True : Py_False);
}

static PyObject *finish_binary(PyObject *result, PyObject **top, int oparg)
{
    return adder_rt_operator_result(result, top[-2], top[-1], oparg);
}

static PyObject *finish_comparison(PyObject *result, PyObject **top, int oparg)
{
    int what = oparg | ADDER_OPERATOR_COMPARES;
    PyTypeObject *asked =
        Py_TYPE(PyType_HasFeature(Py_TYPE(top[-2]), Py_TPFLAGS_HEAPTYPE) ? top[-2] : top[-1]);
    what |= oparg == Py_NE && adder_rt_unequal_by_equal(asked) ? ADDER_OPERATOR_CONTRARY : 0;
    return adder_rt_operator_result(result, top[-2], top[-1], what);
}

static PyObject *finish_contains(PyObject *result, PyObject **top, int oparg)
{
    (void)top;
    return from_truth(result, PyObject_IsTrue(result), oparg == 0);
}

static PyObject *finish_not(PyObject *result, PyObject **top, int oparg)
{
    (void)oparg;
    return from_truth(result, adder_rt_truth_result(top[-1], result), false);
}

/* len(x) and the like; what else is called has left the stack, or gives what it has returned. */
static PyObject *finish_builtin(PyObject *result, PyObject **top, int oparg)
{
    PyObject *callable = top[-1 - oparg];
    return callable != NULL && PyCFunction_Check(callable)
               ? adder_rt_builtin_result(callable, result)
               : result;
}

/* Values that instructions take off the stack (of a call with its arguments), and whether they put
 * a result there; BEFORE_WITH has __exit__ there already. */
static const struct {
    int pops;
    bool silent;
    Finish *finish;
} callers[256] = {
    [BINARY_OP] = {2, false, finish_binary},
    [COMPARE_OP] = {2, false, finish_comparison},
    [CONTAINS_OP] = {2, false, finish_contains},
    [BINARY_SUBSCR] = {2, false, NULL},
    [STORE_SUBSCR] = {3, true, NULL},
    [STORE_ATTR] = {2, true, NULL},
    [DELETE_SUBSCR] = {2, true, NULL},
    [UNARY_POSITIVE] = {1, false, NULL},
    [UNARY_NEGATIVE] = {1, false, NULL},
    [UNARY_INVERT] = {1, false, NULL},
    [UNARY_NOT] = {1, false, finish_not},
    [LOAD_ATTR] = {1, false, NULL},
    [CALL] = {2, false, finish_builtin},
    [CALL_FUNCTION_EX] = {3, false, NULL},
};

/* Jumps that ask for the truth of an instance: where they lead, and when they are taken. */
static const struct {
    int direction;
    bool on, keeps; /* the value stays where the jump is taken */
} jumps[256] = {
    [POP_JUMP_FORWARD_IF_TRUE] = {1, true, false},
    [POP_JUMP_FORWARD_IF_FALSE] = {1, false, false},
    [POP_JUMP_BACKWARD_IF_TRUE] = {-1, true, false},
    [POP_JUMP_BACKWARD_IF_FALSE] = {-1, false, false},
    [JUMP_IF_TRUE_OR_POP] = {1, true, true},
    [JUMP_IF_FALSE_OR_POP] = {1, false, true},
};

/* The instruction at `unit` that called an inlined callee: its opcode (of a call CALL) and oparg,
 * the code unit behind it, and how many values it takes off the stack. */
typedef struct {
    int opcode, oparg, next, pops;
} CallAt;

static CallAt call_at(PyCodeObject *code, int unit)
{
    const _Py_CODEUNIT *at = _PyCode_CODE(code);
    CallAt call = { .oparg = 0 };
    for (;; unit++) {
        call.opcode = _PyOpcode_Deopt[_Py_OPCODE(at[unit])];
        call.oparg = call.oparg << 8 | _Py_OPARG(at[unit]);
        if (call.opcode == PRECALL) {
            unit += INLINE_CACHE_ENTRIES_PRECALL;
            call.oparg = 0;
        }
        else if (call.opcode != EXTENDED_ARG) {
            break;
        }
    }
    call.next = unit + 1 + _PyOpcode_Caches[call.opcode];
    int more = call.opcode == CALL               ? call.oparg
               : call.opcode == CALL_FUNCTION_EX ? call.oparg & 1
                                                 : 0;
    call.pops = callers[call.opcode].pops + more;
    return call;
}

/* What came of the truth of the value on top (result is consumed) decides where it goes on.  False:
 * raised. */
static bool finish_jump(_PyInterpreterFrame *frame, const CallAt *call, PyObject *result)
{
    int truth = adder_rt_truth_result(_PyFrame_GetStackPointer(frame)[-1], result);
    bool taken = (truth != 0) == jumps[call->opcode].on;
    Py_DECREF(result);
    if (truth < 0) {
        return false;
    }
    if (!(taken && jumps[call->opcode].keeps)) {
        Py_DECREF(_PyFrame_StackPop(frame));
    }
    int distance = taken ? jumps[call->opcode].direction * call->oparg : 0;
    frame->prev_instr = _PyCode_CODE(frame->f_code) + call->next + distance - 1;
    return true;
}

/* The instruction at `unit` gets result (consumed) from what it called: the frame goes on behind
 * it.  False: raised. */
static bool finish_call(_PyInterpreterFrame *frame, int unit, PyObject *result)
{
    CallAt call = call_at(frame->f_code, unit);
    Finish *finish = callers[call.opcode].finish;
    if (jumps[call.opcode].direction != 0) {
        return finish_jump(frame, &call, result);
    }
    if (finish != NULL) {
        result = finish(result, _PyFrame_GetStackPointer(frame), call.oparg);
    }
    if (result == NULL) {
        return false;
    }
    while (call.pops-- > 0) {
        PyObject *value = _PyFrame_StackPop(frame);
        Py_XDECREF(value);
    }
    if (callers[call.opcode].silent) {
        Py_DECREF(result);
    }
    else {
        _PyFrame_StackPush(frame, result);
    }
    frame->prev_instr = _PyCode_CODE(frame->f_code) + call.next - 1;
    return true;
}

/* What the caller of inlined frame i gets when that has returned result (consumed): the same, or
 * the instance that it was to initialise.  NULL: raised. */
static PyObject *given(const Leaving *l, uint32_t i, PyObject *result)
{
    uint32_t at = exit_frame(l, i)->gives;
    if (at == 0) {
        return result;
    }
    PyObject *instance = l->objects[at - l->first];
    if (result == NULL || adder_rt_check_init(result) < 0) {
        Py_CLEAR(instance);
    }
    Py_XDECREF(result);
    return instance;
}

/* Frames 0 to last cannot be made: lets their values go, and their functions but the last one's. */
static void let_callees_go(Leaving *l, uint32_t last)
{
    for (uint32_t i = 0; i <= last; i++) {
        const AdderExitFrame *from = exit_frame(l, i);
        for (int k = 0; k < from->nlocals + from->nstack; k++) {
            Py_XDECREF(l->objects[from->first - l->first + (uint32_t)k]);
        }
        if (i < last) {
            Py_DECREF(l->objects[from->func - l->first]);
        }
        given(l, i, NULL);
    }
}

/* The generator whose frame is callee i: on top of its caller's stack.  NULL: it could not be made. */
static PyObject *generator_of(const Leaving *l, uint32_t i)
{
    const AdderExitFrame *caller = exit_frame(l, i + 1);
    PyObject *top = l->objects[caller->first - l->first
                               + (uint32_t)(caller->nlocals + caller->nstack) - 1];
    return top != NULL && PyGen_CheckExact(top) ? top : NULL;
}

static _PyInterpreterFrame *push_generator(Leaving *l, uint32_t i, PyObject *func)
{
    PyObject *generator = generator_of(l, i);
    if (generator == NULL) {
        Py_DECREF(func);
        return NULL;
    }
    Py_DECREF(func);
    return adder_generator_link(l->ts, generator);
}

/* Pushes the frame of inlined callee i and writes it; NULL without memory: its values are gone,
 * and those of its callees. */
static _PyInterpreterFrame *push_inlined(Leaving *l, uint32_t i)
{
    const AdderExitFrame *from = exit_frame(l, i);
    PyObject *func = l->objects[from->func - l->first];
    _PyInterpreterFrame *frame
        = from->generator ? push_generator(l, i, func)
                          : adder_inlined_push(l->ts, (PyFunctionObject *)func, from);
    if (frame == NULL) {
        let_callees_go(l, i);
        PyErr_NoMemory();
        return NULL;
    }
    frame->prev_instr = _PyCode_CODE(frame->f_code) + from->bytecode;
    write_values(l, from, frame);
    return frame;
}

/* Writes the frames that are linked already (inlined.c); answers how many: the outermost. */
static uint32_t take_linked(Leaving *l, _PyInterpreterFrame **frames)
{
    uint32_t depth = l->exit->nframes - 1u, n = l->act->ninlined;
    _PyInterpreterFrame *frame = l->act->inlined;
    for (uint32_t k = n; k-- > 0; frame = frame->previous) {
        const AdderExitFrame *from = exit_frame(l, depth - 1 - k);
        Py_DECREF(l->objects[from->func - l->first]); /* the frame has its own */
        write_values(l, from, frame);
        frame->prev_instr = _PyCode_CODE(frame->f_code) + from->bytecode;
        frames[k] = frame;
    }
    l->act->ninlined = l->act->counted = 0;
    return n;
}

/* Runs the innermost pushed frame, that of callee i, to its end and takes it off.  NULL: raised. */
static PyObject *run_inlined(Leaving *l, uint32_t i, _PyInterpreterFrame *frame, bool throwflag)
{
    PyThreadState *ts = l->ts;
    bool over = adder_raise_out(ts, frame, throwflag, &exit_frame(l, i)->line);
    ts->cframe->current_frame = frame->previous;
    ts->recursion_remaining++; /* the loop counts the frame itself */
    PyObject *result
        = over ? NULL : adder_loop_eval(ts, frame, throwflag ? ADDER_THROW_INSIDE : 0);
    ts->recursion_remaining += adder_inlined_levels(exit_frame(l, i)) - 1;
    adder_frame_pop(ts, frame);
    return result;
}

/* The same for a generator's: the caller's FOR_ITER has got the next item, or the end.  False: raised. */
static bool run_generator(Leaving *l, uint32_t i, _PyInterpreterFrame *frame,
                          _PyInterpreterFrame *caller, bool throwflag)
{
    const _Py_CODEUNIT *at = _PyCode_CODE(caller->f_code);
    PyObject *value, *generator = generator_of(l, i);
    if (generator == NULL) {
        Py_XDECREF(run_inlined(l, i, frame, true));
        return false;
    }
    if (frame->owner != FRAME_OWNED_BY_GENERATOR) {
        frame = adder_generator_adopt(l->ts, generator, frame);
    }
    PySendResult status = adder_generator_go_on(l->ts, frame, throwflag, &value);
    if (status == PYGEN_ERROR) {
        return false;
    }
    CallAt iterates = call_at(caller->f_code, exit_frame(l, i + 1)->bytecode);
    if (status == PYGEN_NEXT) {
        _PyFrame_StackPush(caller, value);
        caller->prev_instr = (_Py_CODEUNIT *)at + iterates.next - 1;
        return true;
    }
    Py_DECREF(value);
    caller->prev_instr = (_Py_CODEUNIT *)at + iterates.next - 1 + iterates.oparg;
    Py_DECREF(_PyFrame_StackPop(caller));
    return true;
}

static bool run_function(Leaving *l, uint32_t i, _PyInterpreterFrame *frame,
                         _PyInterpreterFrame *caller, bool throwflag)
{
    PyObject *result = given(l, i, run_inlined(l, i, frame, throwflag));
    return result != NULL && finish_call(caller, exit_frame(l, i + 1)->bytecode, result);
}

/* At the innermost frame, as long as it stands where the exit is. */
static void look(const Leaving *l, _PyInterpreterFrame *frame)
{
    if (!l->raised) {
        adder_look_at_exit(l->act->unit, l->exit, frame);
    }
}

/* The callees of the unit's frame, which is written already.  True: all returned. */
static bool run_callees(Leaving *l)
{
    uint32_t depth = l->exit->nframes - 1u;
    _PyInterpreterFrame *frames[depth];
    uint32_t pushed = take_linked(l, frames);
    for (; pushed < depth; pushed++) {
        frames[pushed] = push_inlined(l, depth - 1 - pushed);
        if (frames[pushed] == NULL) {
            l->raised = true;
            break;
        }
    }
    if (pushed == depth) {
        write_position(l, exit_frame(l, 0), frames[depth - 1]);
        look(l, frames[depth - 1]);
    }
    bool raised = l->raised;
    while (pushed-- > 0) {
        uint32_t i = depth - 1 - pushed;
        _PyInterpreterFrame *caller = pushed > 0 ? frames[pushed - 1] : l->act->frame;
        raised = exit_frame(l, i)->generator
                     ? !run_generator(l, i, frames[pushed], caller, raised)
                     : !run_function(l, i, frames[pushed], caller, raised);
    }
    return !raised;
}

/* ---- Leaving ------------------------------------------------------------------------------------------------ */

static AdderOutcome leave_frames(Leaving *l)
{
    _PyInterpreterFrame *frame = l->act->frame;
    const AdderExitFrame *own = exit_frame(l, l->exit->nframes - 1u);
    write_values(l, own, frame);
    if (l->exit->nframes == 1) {
        write_position(l, own, frame);
        look(l, frame);
        let_drops_go(l);
        return l->raised ? ADDER_RAISED : ADDER_RESUMED;
    }
    frame->prev_instr = _PyCode_CODE(frame->f_code) + own->bytecode;
    let_drops_go(l);
    return run_callees(l) ? ADDER_RESUMED : ADDER_RAISED;
}

static AdderOutcome leave(PyThreadState *ts, AdderActivation *act, const AdderExit *e)
{
    PyObject *objects[e->nentries + 1u]; /* bounded: ADDER_MAX_ENTRIES */
    Leaving l = { ts, act, e, objects, act->unit->frames[e->frames].first,
                  e->kind == ADDER_EXIT_RAISE };
    if (!adder_fill_objects(act, e, true, objects)) {
        l.raised = true;
        patch_stack(&l);
    }
    return leave_frames(&l);
}

/* The code of inlined callees may be gone for good when their frames have run to their ends; the judge looks at
 * it once more. */
static void keep_callees(const AdderUnit *unit, const AdderExit *e)
{
    for (uint32_t i = 0; i < e->nframes; i++) {
        Py_XINCREF(unit->frames[e->frames + i].code);
    }
}

static void let_callees_die(const AdderUnit *unit, const AdderExit *e)
{
    PyObject *type, *value, *traceback;
    if (e->nframes <= 1) {
        return;
    }
    PyErr_Fetch(&type, &value, &traceback);
    for (uint32_t i = 0; i < e->nframes; i++) {
        Py_XDECREF(unit->frames[e->frames + i].code);
    }
    PyErr_Restore(type, value, traceback);
}

AdderOutcome adder_unit_left(PyThreadState *ts, AdderActivation *act, AdderResult result)
{
    AdderUnit *unit = act->unit;
    AdderExit *e = &unit->exits[result.exit - 1];
    unit->left++;
    keep_callees(unit, e);
    if (e->kind == ADDER_EXIT_DEOPT && e->failures++ == 0) {
        e->line = adder_exit_line(unit, e, act->frame->f_code);
    }
    AdderOutcome outcome = leave(ts, act, e);
    adder_reserve_refill();
    if (e->kind == ADDER_EXIT_DEOPT) {
        adder_note_exit(unit, e);
    }
    let_callees_die(unit, e);
    return outcome;
}

AdderOutcome adder_unit_run(PyThreadState *ts, _PyInterpreterFrame *frame, AdderUnit *unit,
                            PyObject **retval)
{
    return adder_stack_room(ts, unit) ? adder_unit_run_inline(ts, frame, unit, retval) : ADDER_GO_ON;
}
