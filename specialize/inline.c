/* Inlining: small leaf functions into their callers.
 *
 * A callee qualifies if it takes just the arguments that it is given, has no loop, calls nothing
 * and stores into no object: then nothing in it can look for its frame, and the frame exists only
 * when an exit builds it.  What turns out to need Python code after all leaves (see types.c).
 *
 * The guard is the function's version, at the call. Memory: the arena's. */
#include "irgen/irgen.h"
#include "profile/caches.h"
#include "specialize/attributes.h"
#include "specialize/emit.h"
#include "specialize/specialize.h"

#include <opcode.h>

enum {
    MAX_CALLEE = 80,  /* bytecodes */
    MAX_TOTAL = 1000, /* bytecodes put into one function */
};

/* ---- Which callees --------------------------------------------------------------------------- */

static const uint8_t leaf_opcodes[] = {
    RESUME, NOP, CACHE, LOAD_FAST, STORE_FAST, LOAD_CONST, BINARY_OP, UNARY_NEGATIVE, UNARY_NOT,
    UNARY_INVERT, UNARY_POSITIVE, COMPARE_OP, IS_OP, POP_TOP, COPY, SWAP, BINARY_SUBSCR, LOAD_ATTR,
    LOAD_GLOBAL, JUMP_FORWARD, POP_JUMP_FORWARD_IF_FALSE, POP_JUMP_FORWARD_IF_TRUE,
    POP_JUMP_FORWARD_IF_NONE, POP_JUMP_FORWARD_IF_NOT_NONE, JUMP_IF_FALSE_OR_POP,
    JUMP_IF_TRUE_OR_POP, RETURN_VALUE,
};

static bool
is_leaf_opcode(int opcode)
{
    for (size_t k = 0; k < ADDER_COUNT(leaf_opcodes); k++) {
        if (leaf_opcodes[k] == opcode) {
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
           || opcode == LOAD_ATTR;
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

/* Number of bytecodes, or 0: not a leaf, too long, or never seen at work. */
static int
leaf_size(HirFunc *func, PyCodeObject *code)
{
    AdderBytecodes codes;
    int wanting = 0, known = 0;
    if (adder_decode(func->arena, code, &codes) != ADDER_OK || codes.n > MAX_CALLEE) {
        return 0;
    }
    for (int k = 0; k < codes.n; k++) {
        if (!is_leaf_opcode(codes.at[k].base)) {
            return 0;
        }
        if (needs_feedback(codes.at[k].base)) {
            wanting++;
            known += has_feedback(code, &codes.at[k]);
        }
    }
    return wanting == 0 || known * 2 >= wanting ? codes.n : 0;
}

static bool
takes(const PyFunctionObject *callee, int nargs)
{
    const PyCodeObject *code = (const PyCodeObject *)callee->func_code;
    int refused = CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
    int needed = CO_OPTIMIZED | CO_NEWLOCALS;
    return (code->co_flags & refused) == 0 && (code->co_flags & needed) == needed
           && code->co_kwonlyargcount == 0 && code->co_argcount == nargs
           && PyBytes_GET_SIZE(code->co_exceptiontable) == 0;
}

/* ---- Which calls ----------------------------------------------------------------------------- */

typedef struct {
    PyFunctionObject *func; /* borrowed */
    HirInstr *value;        /* the callable on the stack */
    HirInstr **args;        /* with self */
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

static bool
find_target(const HirFunc *func, HirInstr *call, Target *target)
{
    HirInstr *first = hir_resolve(call->args[0]), *second = hir_resolve(call->args[1]);
    bool bare = first->op == HIR_NullConst;
    PyObject *value = bare ? global_value(func, second) : method_value(first);
    if (value == NULL || !PyFunction_Check(value) || call->sym != NULL) {
        return false;
    }
    *target = (Target){.func = (PyFunctionObject *)value,
                       .value = bare ? second : first,
                       .args = call->args + (bare ? 2 : 1),
                       .nargs = call->nargs - (bare ? 2 : 1)};
    return target->func->func_globals == func->globals && takes(target->func, target->nargs)
           && target->func->func_code != (PyObject *)func->code
           && adder_cache_func_version(target->func) != 0;
}

static bool
may_speculate(const HirFunc *func, const HirInstr *call)
{
    return call->state != NULL && call->state->caller == NULL
           && !adder_feedback_failed(func->code_profile, call->bytecode);
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
guard_target(HirFunc *func, HirInstr *call, const Target *target)
{
    AdderEmit e = adder_emit_before(func, call);
    HirInstr *guard = adder_emit1(&e, HIR_GuardFunc, target->value);
    guard->imm = adder_cache_func_version(target->func);
    return guard;
}

/* The call's state while the callee runs: what it was called with has moved into its frame. */
static HirState *
state_inside(HirFunc *func, const HirInstr *call)
{
    HirState *state = hir_state_copy(func, call->state);
    for (int k = 1; state != NULL && k <= call->nargs; k++) {
        state->slots[state->nlocals + state->nstack - k] = NULL;
    }
    return state;
}

/* False: the body cannot be built, and nothing has changed but an idle guard. */
static bool
inline_call(HirFunc *func, HirInstr *call, const Target *target)
{
    HirBlock *block = call->block;
    HirInstr *guard = guard_target(func, call, target);
    HirBlock *rest = split_after(func, call);
    HirInstr *result = hir_instr_new(func, HIR_Phi, NULL, 0, NULL);
    HirState *inside = state_inside(func, call);
    if (rest == NULL || result == NULL || inside == NULL) {
        return false;
    }
    result->bytecode = call->bytecode;
    result->type = ADDER_T_Object;
    if (rest->first != NULL) {
        hir_insert_before(rest->first, result);
    }
    HirBlock *entry = adder_build_inlined(func, target->func, guard, target->args, target->nargs,
                                          inside, rest, result);
    HirInstr *jump = hir_instr_new(func, HIR_Jump, NULL, 0, NULL);
    if (entry == NULL || jump == NULL) {
        return false;
    }
    hir_replace(call, result);
    hir_append(block, jump);
    hir_link(block, 0, entry);
    adder_drop_tracing_check(rest->first);
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
            int size = leaf_size(func, (PyCodeObject *)target.func->func_code);
            if (size == 0 || size > budget) {
                continue;
            }
            budget -= size;
            if (!inline_call(func, i, &target)) {
                return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_DECLINED;
            }
            break; /* the rest of the block has moved to one that comes later */
        }
    }
    hir_apply_forwards(func);
    hir_analyse(func);
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
