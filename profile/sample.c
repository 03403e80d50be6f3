/* Sampling: while a frame is watched, the loop calls adder_profile_step before each instruction
 * and the types of its operands are written down at its site.
 *
 * Bounded by a budget of instructions per session.  Sites belong to AdderCode.  GIL needed. */
#include "profile/code.h"

#include "embed/options.h"

#include "irgen/opcodes.h"

#include <opcode.h>
#include <string.h>

/* Private copies of CPython's tables: how many caches follow, what a quickened opcode was. */
#define NEED_OPCODE_TABLES
#define _PyOpcode_Caches adder_sample_caches
#define _PyOpcode_Deopt adder_sample_base
#pragma GCC visibility push(hidden)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-variable"
#pragma GCC diagnostic ignored "-Wunused-const-variable"
#include <internal/pycore_opcode.h>
#pragma GCC diagnostic pop
#pragma GCC visibility pop

enum {
    SESSION_BUDGET = 400, /* samples worth having in a session, at least ... */
    SESSION_MAX = 4000,   /* ... and at most */
    SATED = 8,            /* a site seen as often as that has little to tell: it costs nothing */
    SESSION_STEPS = 2000, /* instructions in a session, told or not, at most ... */
    STEPS_A_CALL = 7      /* ... and for each call of the threshold: hooks are not asked meanwhile */
};

/* The session of this thread, and the conditional jump whose direction the next step tells. */
static __thread struct {
    int budget, steps;
    _PyInterpreterFrame *frame;
    PyCodeObject *code; /* borrowed; compared only */
    AdderSite *site;
    int fall_through;
} session;

void adder_sample_start(PyThreadState *ts, AdderCode *known)
{
    Py_ssize_t units = Py_SIZE(known->code);
    /* Evaluations inside of a sampled one share its budget: each with one of its own would keep that
     * one sampled for ever. */
    if (session.budget <= 0 || !adder_loop_is_sampling(ts)) {
        session.steps = 0;
        session.budget = units < SESSION_BUDGET / 2 ? SESSION_BUDGET : (int)(units * 2);
    }
    if (session.budget > SESSION_MAX) {
        session.budget = SESSION_MAX;
    }
    session.site = NULL;
    known->sampled++;
    adder_loop_start_sampling(ts);
}

static bool fits_int64(PyObject *object)
{
    int overflow = 0;
    if (Py_ABS(Py_SIZE(object)) <= 2) {
        return true;
    }
    PyLong_AsLongLongAndOverflow(object, &overflow);
    return overflow == 0;
}

static void see_class(AdderSite *site, int i, PyTypeObject *type)
{
    AdderClassId id = adder_class_id(type), *seen = site->classes[i];
    for (int k = 0; id != 0 && k < ADDER_SITE_CLASSES; k++) {
        if (seen[k] == id || seen[k] == 0) {
            seen[k] = id;
            return;
        }
    }
    site->manifold[i] = true;
}

/* ADDER_STRESS=lie:SEED: any one of the exact types that operands have. */
static AdderTypes lie(void)
{
    static uint64_t state;
    state = state != 0 ? state : (uint64_t)adder_options.stress.lie;
    state = state * 6364136223846793005u + 1442695040888963407u;
    static const AdderTypes types[] = {
        ADDER_T_Long, ADDER_T_Float, ADDER_T_Bool, ADDER_T_Str, ADDER_T_None, ADDER_T_List,
        ADDER_T_Tuple, ADDER_T_Dict, ADDER_T_Set, ADDER_T_Func, ADDER_T_RangeIter, ADDER_T_Other,
        ADDER_T_DictKeyIter, ADDER_T_DictItemIter, ADDER_T_SetIter, ADDER_T_Enumerate, ADDER_T_Zip,
    };
    return types[(state >> 33) % ADDER_COUNT(types)];
}

static void see(AdderSite *site, int i, PyObject *object)
{
    AdderTypes types = adder_types_of(object);
    if (types == ADDER_T_Long && !fits_int64(object)) {
        types |= adder_fits_u64(object) ? ADDER_T_BigInt : ADDER_T_BigInt | ADDER_T_HugeInt;
    }
    if (adder_options.stress.lie != 0 && object != NULL) {
        types = lie();
    }
    if (types == ADDER_T_Other) {
        see_class(site, i, Py_TYPE(object));
    }
    site->seen[i] |= types;
}

/* The frame has gone on after a conditional jump: to its target or not? */
static void settle_jump(_PyInterpreterFrame *frame, int index)
{
    if (session.site != NULL && session.frame == frame && session.code == frame->f_code
        && index != session.fall_through && session.site->taken < UINT16_MAX) {
        session.site->taken++;
    }
    session.site = NULL;
}

uint32_t adder_lessons;

static void note_widened(AdderSite *site, bool widened)
{
    site->widened = widened ? ++adder_lessons : site->widened;
}

static void see_operand(AdderSite *site, int i, PyObject *object)
{
    AdderSite before = *site;
    see(site, i, object);
    note_widened(site, site->seen[i] != before.seen[i]
                           || memcmp(site->classes[i], before.classes[i], sizeof before.classes[i]) != 0);
}

/* A function of the caller's globals, or what self's class has under its name, is told by its code. */
static uint32_t number_of_code(PyFunctionObject *func, PyObject *self, bool same_names)
{
    PyCodeObject *code = (PyCodeObject *)func->func_code;
    bool told = same_names
                || (self != NULL && _PyType_Lookup(Py_TYPE(self), code->co_name) == (PyObject *)func);
    return told ? adder_code_number(code) : 0;
}

/* Of a method that is the type's own: its place there, plus one; 0: it is inherited. */
static uint32_t number_of_method(const PyCFunctionObject *bound)
{
    const PyMethodDef *methods = Py_TYPE(bound->m_self)->tp_methods;
    for (uint32_t k = 0; methods != NULL && methods[k].ml_name != NULL; k++) {
        if (&methods[k] == bound->m_ml) {
            return k + 1;
        }
    }
    return 0;
}

/* What is called, with the self that it is bound to. */
typedef struct {
    AdderCalled how;
    uint32_t number; /* 0: nothing tells it */
    PyObject *self;  /* borrowed; NULL: it has none */
    bool one_of;     /* it may be one of several */
} Called;

/* The two slots below the arguments: bound methods have mostly been taken apart there. */
static Called read_called(_PyInterpreterFrame *frame, PyObject **slots)
{
    PyObject *callable = slots[0] != NULL ? slots[0] : slots[1], *self = slots[0] != NULL ? slots[1] : NULL;
    if (callable != NULL && self == NULL && Py_IS_TYPE(callable, &PyMethod_Type)) {
        self = PyMethod_GET_SELF(callable);
        callable = PyMethod_GET_FUNCTION(callable);
    }
    if (callable != NULL && PyFunction_Check(callable)) {
        PyFunctionObject *func = (PyFunctionObject *)callable;
        bool same_names = func->func_globals == frame->f_globals && func->func_builtins == frame->f_builtins;
        return (Called){self != NULL ? ADDER_CALLED_METHOD : ADDER_CALLED_FUNCTION,
                        number_of_code(func, self, same_names), self, same_names};
    }
    bool alone = callable != NULL && self == NULL;
    if (alone && PyType_HasFeature(Py_TYPE(callable), Py_TPFLAGS_HEAPTYPE) && !PyType_Check(callable)) {
        return (Called){ADDER_CALLED_INSTANCE, 1, callable, false};
    }
    PyObject *bound = alone && PyCFunction_CheckExact(callable)
                          ? PyCFunction_GET_SELF(callable)
                          : NULL;
    return bound != NULL ? (Called){ADDER_CALLED_BUILTIN, number_of_method((PyCFunctionObject *)callable), bound, false}
                         : (Called){ADDER_CALLED_SEVERAL, 0, NULL, false};
}

/* False: there is no room for it, or what was seen before has to be the only one. */
static bool note_number(AdderSite *site, const Called *now)
{
    int k = 0;
    while (k < ADDER_SITE_CALLEES && site->callees[k] != 0 && site->callees[k] != now->number) {
        k++;
    }
    if (now->number == 0 || k == ADDER_SITE_CALLEES || (k > 0 && !now->one_of)) {
        return false;
    }
    site->callees[k] = now->number;
    return true;
}

static void see_callee(_PyInterpreterFrame *frame, AdderSite *site, PyObject **slots)
{
    AdderSite before = *site;
    Called now = read_called(frame, slots);
    AdderClassId self = now.self != NULL ? adder_class_id(Py_TYPE(now.self)) : 0;
    bool first = site->called == ADDER_CALLED_NONE, same = first || site->self == self;
    bool known = (first || site->called == now.how) && note_number(site, &now)
                 && (now.how < ADDER_CALLED_BUILTIN || (same && self != 0)); /* which the class tells */
    site->called = known ? now.how : ADDER_CALLED_SEVERAL;
    site->self = known && same ? self : 0;
    note_widened(site, site->called != before.called || site->self != before.self
                           || memcmp(site->callees, before.callees, sizeof before.callees) != 0);
}

/* How many arguments come out of the stars: n < 0 if nothing tells. */
static void see_spread(AdderSite *site, Py_ssize_t n)
{
    bool few = n >= 0 && n + 1 < ADDER_SPREAD_SEVERAL;
    uint8_t now = few ? (uint8_t)(n + 1) : ADDER_SPREAD_SEVERAL;
    now = site->spread == 0 || site->spread == now ? now : ADDER_SPREAD_SEVERAL;
    note_widened(site, site->spread != now);
    site->spread = now;
}

static void see_operands(_PyInterpreterFrame *frame, AdderSite *site, int index,
                         PyObject **stack_pointer)
{
    _Py_CODEUNIT unit = _PyCode_CODE(frame->f_code)[index];
    PyObject **base = frame->localsplus + frame->f_code->co_nlocalsplus;
    int opcode = adder_sample_base[_Py_OPCODE(unit)], n = adder_opcode_operands(opcode);
    PyObject **called = stack_pointer - _Py_OPARG(unit) - 2;
    if (opcode == CALL && called >= base) {
        see_callee(frame, site, called);
    }
    PyObject **spread = stack_pointer - 3 - (_Py_OPARG(unit) & 1);
    if (opcode == CALL_FUNCTION_EX && spread >= base) {
        see_callee(frame, site, spread);
        see_spread(site, PyTuple_CheckExact(spread[2]) ? PyTuple_GET_SIZE(spread[2]) : -1);
    }
    if (opcode == DICT_MERGE && stack_pointer > base) {
        see_spread(site, PyDict_Check(stack_pointer[-1]) ? PyDict_GET_SIZE(stack_pointer[-1]) : -1);
    }
    for (int i = 0; i < n && stack_pointer - 1 - i >= base; i++) {
        see_operand(site, i, stack_pointer[-1 - i]);
    }
    if (opcode == CALL && n > 0 && stack_pointer > base
        && stack_pointer[-1] == (PyObject *)&PySuper_Type) {
        see_operand(site, ADDER_SITE_SELF, frame->localsplus[0]); /* what super() goes by */
    }
}

static void record(_PyInterpreterFrame *frame, AdderSite *site, int index, int opcode,
                   PyObject **stack_pointer)
{
    see_operands(frame, site, index, stack_pointer);
    if (site->samples < UINT16_MAX) {
        site->samples++;
    }
    if (adder_opcode_branches(opcode)) {
        session.frame = frame;
        session.code = frame->f_code;
        session.site = site;
        session.fall_through = index + 1 + adder_sample_caches[opcode];
    }
}

/* The opcode itself behind its EXTENDED_ARGs, which are not traced one by one. */
static int skip_extended(const _Py_CODEUNIT *units, int index)
{
    while (adder_sample_base[_Py_OPCODE(units[index])] == EXTENDED_ARG) {
        index++;
    }
    return index;
}

bool adder_sample_exit(_PyInterpreterFrame *frame, int bytecode)
{
    const _Py_CODEUNIT *units = _PyCode_CODE(frame->f_code);
    int index = skip_extended(units, _PyInterpreterFrame_LASTI(frame) + 1);
    AdderCode *known = adder_code_make(frame->f_code);
    AdderSite *sites = known != NULL ? adder_code_sites(known) : NULL;
    if (sites == NULL || index != bytecode) {
        return false;
    }
    see_operands(frame, &sites[index], index, frame->localsplus + frame->stacktop);
    sites[index].samples += sites[index].samples == 0;
    return true;
}

static int most_steps(void)
{
    int most = adder_options.calls < SESSION_STEPS / STEPS_A_CALL
                   ? (int)adder_options.calls * STEPS_A_CALL
                   : SESSION_STEPS;
    return most > SESSION_BUDGET ? most : SESSION_BUDGET;
}

bool adder_profile_step(PyThreadState *ts, _PyInterpreterFrame *frame, _Py_CODEUNIT *next_instr,
                        PyObject **stack_pointer)
{
    (void)ts;
    const _Py_CODEUNIT *units = _PyCode_CODE(frame->f_code);
    int index = (int)(next_instr - units);
    settle_jump(frame, index);
    index = skip_extended(units, index);
    if (session.budget <= 0 || ++session.steps > most_steps()) {
        session.budget = 0;
        return false;
    }
    AdderCode *known = adder_code_make(frame->f_code);
    AdderSite *sites = known != NULL ? adder_code_sites(known) : NULL;
    if (sites == NULL) {
        return --session.budget > 0;
    }
    session.budget -= sites[index].samples < SATED;
    int opcode = adder_sample_base[_Py_OPCODE(units[index])];
    if (opcode == RESUME && _Py_OPARG(units[index]) == 0) {
        known->ways[0].count++; /* the hooks are not asked meanwhile */
    }
    record(frame, &sites[index], index, opcode, stack_pointer);
    return true;
}
