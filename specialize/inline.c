/* Inlining: small Python callees into their callers, and classes that are called: the instance is
 * made here, and the body of its __init__ follows.
 *
 * The guard is the function's version, at the call; for a class the class's version before it.
 * Bodies that were put in are searched for calls as well.  What is called there and cannot be put
 * in leaves (see types.c): nothing may look for a frame that is not there.  Memory: the arena's. */
#include "irgen/irgen.h"
#include "irgen/runtime/runtime.h"
#include "profile/caches.h"
#include "specialize/attributes.h"
#include "specialize/emit.h"
#include "specialize/specialize.h"

#include <opcode.h>

enum {
    MAX_CALLEE = 80,  /* bytecodes */
    MAX_TOTAL = 1000, /* bytecodes put into one function */
    MAX_DEPTH = 6,    /* frames of callees in one another */
};

/* ---- Which callees --------------------------------------------------------------------------- */

static const uint8_t simple_opcodes[] = {
    RESUME, NOP, CACHE, LOAD_FAST, STORE_FAST, LOAD_CONST, BINARY_OP, UNARY_NEGATIVE, UNARY_NOT,
    UNARY_INVERT, UNARY_POSITIVE, COMPARE_OP, IS_OP, POP_TOP, COPY, SWAP, BINARY_SUBSCR, LOAD_ATTR,
    LOAD_GLOBAL, JUMP_FORWARD, POP_JUMP_FORWARD_IF_FALSE, POP_JUMP_FORWARD_IF_TRUE,
    POP_JUMP_FORWARD_IF_NONE, POP_JUMP_FORWARD_IF_NOT_NONE, JUMP_IF_FALSE_OR_POP,
    JUMP_IF_TRUE_OR_POP, RETURN_VALUE, STORE_ATTR, LOAD_METHOD, PUSH_NULL, PRECALL, CALL,
    UNPACK_SEQUENCE, STORE_SUBSCR, RAISE_VARARGS,
};

static bool
is_simple(int opcode)
{
    for (size_t k = 0; k < ADDER_COUNT(simple_opcodes); k++) {
        if (simple_opcodes[k] == opcode) {
            return true;
        }
    }
    return false;
}

/* Types decide whether these can stay in the caller; something must be known of them. */
static bool
needs_feedback(int opcode)
{
    return opcode == BINARY_OP || opcode == COMPARE_OP || opcode == BINARY_SUBSCR
           || opcode == LOAD_ATTR || opcode == STORE_ATTR || opcode == LOAD_METHOD;
}

static bool
has_feedback(PyCodeObject *code, const AdderBytecode *at)
{
    AdderTypes types[2];
    const AdderSite *site = adder_feedback_other(code, at->at);
    if (site != NULL) {
        return site->samples > 0 && !site->failed;
    }
    adder_cache_types(code, at->at, types);
    return (types[0] | types[1]) != 0 || adder_cache_read(code, at->at).kind != ADDER_CACHE_NONE;
}

/* Number of bytecodes, or 0: not simple, too long, or never seen at work. */
static int
simple_size(HirFunc *func, PyCodeObject *code)
{
    AdderBytecodes codes;
    int wanting = 0, known = 0;
    if (adder_decode(func->arena, code, &codes) != ADDER_OK || codes.n > MAX_CALLEE) {
        return 0;
    }
    for (int k = 0; k < codes.n; k++) {
        if (!is_simple(codes.at[k].base)) {
            return 0;
        }
        if (needs_feedback(codes.at[k].base)) {
            wanting++;
            known += has_feedback(code, &codes.at[k]);
        }
    }
    return wanting == 0 || known * 2 >= wanting ? codes.n : 0;
}

/* Its death is nothing, and it may be kept alive. */
static bool
is_plain_default(PyObject *value)
{
    return (adder_types_of(value) & ~(AdderTypes)ADDER_T_Harmless) == 0;
}

/* nargs arguments and the function's defaults are all that it takes. */
static bool
takes(const PyFunctionObject *callee, int nargs)
{
    const PyCodeObject *code = (const PyCodeObject *)callee->func_code;
    int refused = CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
    int needed = CO_OPTIMIZED | CO_NEWLOCALS;
    Py_ssize_t missing = code->co_argcount - nargs;
    Py_ssize_t have = callee->func_defaults ? PyTuple_GET_SIZE(callee->func_defaults) : 0;
    bool fits = missing >= 0 && missing <= have;
    for (Py_ssize_t k = have - missing; fits && k < have; k++) {
        fits = is_plain_default(PyTuple_GET_ITEM(callee->func_defaults, k));
    }
    return fits && (code->co_flags & refused) == 0 && (code->co_flags & needed) == needed
           && code->co_kwonlyargcount == 0 && PyBytes_GET_SIZE(code->co_exceptiontable) == 0;
}

/* ---- Which calls ----------------------------------------------------------------------------- */

typedef struct {
    PyTypeObject *cls;      /* borrowed; whose __init__ is called; NULL: func itself is */
    PyFunctionObject *func; /* borrowed; NULL: the class has no __init__ of its own */
    HirInstr *value;        /* the callable on the stack */
    HirInstr **args;        /* with self, if there is one already */
    int nargs;
} Target;

static PyObject *
global_value(const HirFunc *func, const HirInstr *load)
{
    uint32_t version, index;
    PyObject *value;
    bool found = load->op == HIR_LoadGlobal && load->sym != NULL && func->globals != NULL
                 && adder_cache_dict_slot(func->globals, load->sym->object, &version, &index,
                                          &value);
    return found ? value : NULL;
}

static PyObject *
method_value(const HirInstr *load)
{
    if (load->op != HIR_LoadMethod || load->state == NULL || load->state->code == NULL) {
        return NULL;
    }
    AdderCache cache = adder_attribute(load);
    bool method = cache.kind == ADDER_CACHE_METHOD_VALUES || cache.kind == ADDER_CACHE_METHOD_NO_DICT;
    return method ? cache.descr : NULL;
}

/* Calls of the class make an instance and run a Python __init__ on it, or none. */
static bool
find_init(PyTypeObject *cls, Target *target)
{
    PyObject *init = adder_rt_init_of(cls); /* gives the class a version */
    bool bare = cls->tp_init == PyBaseObject_Type.tp_init && target->nargs == 0;
    if (!Py_IS_TYPE(cls, &PyType_Type)
        || (init == NULL && !(bare && adder_rt_makes_plainly(cls)))) {
        return false;
    }
    target->cls = cls;
    target->func = (PyFunctionObject *)init;
    return cls->tp_version_tag != 0;
}

static bool
is_in_chain(const HirFunc *func, const HirState *state, const PyObject *code)
{
    for (; state != NULL; state = state->caller) {
        if ((PyObject *)state->code == code) {
            return true;
        }
    }
    return (PyObject *)func->code == code;
}

static bool
find_target(const HirFunc *func, HirInstr *call, Target *target)
{
    HirInstr *first = hir_resolve(call->args[0]), *second = hir_resolve(call->args[1]);
    bool bare = first->op == HIR_NullConst;
    PyObject *value = bare ? global_value(func, second) : method_value(first);
    if (value == NULL || call->sym != NULL) {
        return false;
    }
    *target = (Target){.value = bare ? second : first,
                       .args = call->args + (bare ? 2 : 1),
                       .nargs = call->nargs - (bare ? 2 : 1)};
    if (bare && PyType_Check(value)) {
        if (!find_init((PyTypeObject *)value, target)) {
            return false;
        }
    }
    else if (PyFunction_Check(value)) {
        target->func = (PyFunctionObject *)value;
    }
    else {
        return false;
    }
    return target->func == NULL
           || (target->func->func_globals == func->globals
               && takes(target->func, target->nargs + (target->cls != NULL))
               && !is_in_chain(func, call->state, target->func->func_code)
               && adder_cache_func_version(target->func) != 0);
}

static int
depth_of(const HirState *state)
{
    int depth = 0;
    for (; state->caller != NULL; state = state->caller) {
        depth++;
    }
    return depth;
}

static bool
may_speculate(const HirFunc *func, const HirInstr *call)
{
    if (call->state == NULL || depth_of(call->state) >= MAX_DEPTH) {
        return false;
    }
    if (call->state->caller == NULL) {
        return !adder_feedback_failed(func->code_profile, call->bytecode);
    }
    const AdderSite *site = adder_feedback_other(call->state->code, call->bytecode);
    return site == NULL || !site->failed;
}

/* ---- Putting the body in --------------------------------------------------------------------- */

/* Moves what follows `at` into a new block, which takes over the successors. */
static HirBlock *
split_after(HirFunc *func, HirInstr *at)
{
    HirBlock *block = at->block, *rest = hir_block_new(func, block->bytecode);
    if (rest == NULL) {
        return NULL;
    }
    while (at->next != NULL) {
        HirInstr *moved = at->next;
        hir_remove(moved);
        hir_append(rest, moved);
    }
    for (int s = 0; s < block->nsucc; s++) {
        HirBlock *to = block->succ[s];
        rest->succ[s] = to;
        for (int k = 0; k < to->preds.n; k++) {
            to->preds.at[k] = to->preds.at[k] == block ? rest : to->preds.at[k];
        }
    }
    rest->nsucc = block->nsucc;
    block->nsucc = 0;
    return rest;
}

static HirInstr *
guard_function(AdderEmit *e, HirInstr *value, PyFunctionObject *func)
{
    HirInstr *guard = adder_emit1(e, HIR_GuardFunc, value);
    guard->imm = adder_cache_func_version(func);
    return guard;
}

/* Nobody can tell when instances are made, and when they die. */
static bool
is_unnoticed(const PyTypeObject *cls)
{
    return cls->tp_finalize == NULL && cls->tp_del == NULL && cls->tp_alloc == PyType_GenericAlloc;
}

/* The instance that a call of the class makes; *init is the guarded __init__, if there is one. */
static HirInstr *
make_instance(AdderEmit *e, const Target *target, HirInstr **init)
{
    HirInstr *cls = adder_emit1(e, HIR_GuardVersion, target->value);
    cls->imm = target->cls->tp_version_tag;
    cls->type = ADDER_T_Type;
    if (target->func != NULL) {
        HirInstr *found = adder_emit1(e, HIR_ClassAttr, cls);
        found->sym = hir_sym(e->func, HIR_SYM_GLOBAL, (PyObject *)target->func, NULL);
        *init = guard_function(e, found, target->func);
    }
    HirInstr *instance = adder_emit1(e, HIR_InstanceNew, cls);
    instance->imm = cls->imm | (is_unnoticed(target->cls) ? HIR_PLAIN_INSTANCE : 0);
    instance->type = ADDER_T_Other;
    return instance;
}

/* The call's state while the callee runs.  What a function was called with has moved into its
 * frame; what a class was called with stays on the stack until its instance is ready. */
static HirState *
state_inside(HirFunc *func, const HirInstr *call, const Target *target)
{
    HirState *state = hir_state_copy(func, call->state);
    for (int k = 1; state != NULL && target->cls == NULL && k <= call->nargs; k++) {
        state->slots[state->nlocals + state->nstack - k] = NULL;
    }
    return state;
}

/* All that the callee takes: the instance that it initialises, what it is given, its defaults. */
static HirInstr **
all_arguments(AdderEmit *e, const Target *target, HirInstr *instance)
{
    const PyCodeObject *code = (const PyCodeObject *)target->func->func_code;
    HirInstr **args = ADDER_NEW_ARRAY(e->func->arena, HirInstr *, code->co_argcount + 1);
    int n = 0;
    if (args == NULL) {
        return NULL;
    }
    if (instance != NULL) {
        args[n++] = instance;
    }
    for (int k = 0; k < target->nargs; k++) {
        args[n++] = target->args[k];
    }
    for (; n < code->co_argcount; n++) {
        PyObject *defaults = target->func->func_defaults;
        Py_ssize_t at = PyTuple_GET_SIZE(defaults) - code->co_argcount + n;
        args[n] = adder_emit_const(e, PyTuple_GET_ITEM(defaults, at));
    }
    return args;
}

/* An __init__ may return something else than None only where the value is not known. */
static void
check_init(HirFunc *func, HirInstr *result, HirState *inside, int bytecode)
{
    bool none = true;
    for (int k = 0; k < result->nargs; k++) {
        none = none && hir_resolve(result->args[k])->type == ADDER_T_None;
    }
    HirInstr *check = none ? NULL : hir_instr_new(func, HIR_CheckInit, inside, 1, &result);
    if (check != NULL) {
        check->bytecode = bytecode;
        hir_insert_after(result, check);
    }
}

/* False: the body cannot be built, and nothing has changed but idle guards. */
static bool
inline_call(HirFunc *func, HirInstr *call, const Target *target)
{
    AdderEmit e = adder_emit_before(func, call);
    HirInstr *value, *instance = NULL;
    if (target->cls != NULL) {
        instance = make_instance(&e, target, &value);
    }
    else {
        value = guard_function(&e, target->value, target->func);
    }
    if (target->func == NULL) {
        adder_drop_tracing_check(call->next);
        hir_replace(call, instance);
        return true;
    }
    HirBlock *block = call->block, *rest = split_after(func, call);
    HirInstr *result = hir_instr_new(func, HIR_Phi, NULL, 0, NULL);
    AdderInlining inlining = {.callee = target->func,
                              .value = value,
                              .args = all_arguments(&e, target, instance),
                              .nargs = ((PyCodeObject *)target->func->func_code)->co_argcount,
                              .caller = state_inside(func, call, target),
                              .gives = instance,
                              .exit = rest,
                              .result = result};
    if (rest == NULL || result == NULL || inlining.args == NULL || inlining.caller == NULL) {
        return false;
    }
    result->bytecode = call->bytecode;
    result->type = ADDER_T_Object;
    hir_insert_before(rest->first, result);
    HirBlock *entry = adder_build_inlined(func, &inlining);
    HirInstr *jump = hir_instr_new(func, HIR_Jump, NULL, 0, NULL);
    if (entry == NULL || jump == NULL) {
        return false;
    }
    hir_append(block, jump);
    hir_link(block, 0, entry);
    adder_drop_tracing_check(rest->first);
    if (instance != NULL) {
        check_init(func, result, inlining.caller, call->bytecode);
    }
    hir_replace(call, instance != NULL ? instance : result);
    if (result->nargs == 1) {
        hir_replace(result, result->args[0]);
    }
    return true;
}

AdderStatus
adder_pass_inline(HirFunc *func)
{
    int budget = MAX_TOTAL;
    for (int b = 0; b < func->blocks.n && func->code_profile != NULL; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            Target target;
            if (i->op != HIR_Call || !may_speculate(func, i) || !find_target(func, i, &target)) {
                continue;
            }
            int size = target.func == NULL
                           ? 1
                           : simple_size(func, (PyCodeObject *)target.func->func_code);
            if (size == 0 || size > budget) {
                continue;
            }
            budget -= size;
            if (!inline_call(func, i, &target)) {
                return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_DECLINED;
            }
            if (target.func != NULL) {
                break; /* the rest of the block has moved to one that comes later */
            }
        }
    }
    hir_apply_forwards(func);
    hir_analyse(func);
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
