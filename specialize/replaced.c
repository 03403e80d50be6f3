/* What stores replace.  Mostly something that others have as well, or that dies without a sound (a number, a
 * str): a quiet store looks, and leaves where it is not so.  Then nothing dies there that could run code, and what
 * is known of memory stays known (gvn.c).  In loops: a number that overwrites something mostly overwrites its like.  A load and
 * a guard before the store prove it, so that a float is updated where it is.  Where either has failed the store is
 * left alone.  Memory: the arena's. */
#include "profile/feedback.h"
#include "specialize/emit.h"
#include "specialize/memory.h"
#include "specialize/specialize.h"

/* What is boxed into, or has, one of these types, and is not a mark for "nothing yet". */
static const struct {
    AdderTypes stored, replaced;
} likes[] = {
    {ADDER_T_I64, ADDER_T_Long},   {ADDER_T_F64, ADDER_T_Float}, {ADDER_T_Long, ADDER_T_Long},
    {ADDER_T_Float, ADDER_T_Float}, {ADDER_T_Bool, ADDER_T_Bool},
};

static AdderTypes
like(const HirInstr *value)
{
    for (size_t k = 0; k < ADDER_COUNT(likes); k++) {
        if (likes[k].stored == value->type) {
            return likes[k].replaced;
        }
    }
    return 0;
}

/* The first store into a new instance replaces nothing. */
static bool
may_be_first(const HirInstr *store)
{
    return store->state->gives != NULL || hir_root(store->args[0])->op == HIR_InstanceNew;
}

static bool
may_leave(const HirInstr *store)
{
    const HirState *state = store->state;
    return state != NULL && (hir_effects(store) & HIR_E_Deopt) != 0
           && !adder_feedback_tripped(state->code, store->bytecode);
}

static void
guard_replaced(HirFunc *func, HirInstr *store)
{
    int value;
    HirOp load = adder_load_of(store, &value);
    if (load == HIR_NONE || !may_leave(store)) {
        return;
    }
    store->quiet = true;
    bool guarded = store->block->loop_depth > 0 && !may_be_first(store);
    AdderTypes type = guarded ? like(store->args[value]) : 0;
    if (type == 0) {
        return;
    }
    AdderEmit e = adder_emit_before(func, store);
    HirInstr *old = adder_emit(&e, load, hir_op_info[load].nargs, store->args);
    old->imm = store->imm;
    old->sym = store->sym;
    adder_emit_guard_type(&e, old, type);
}

AdderStatus
adder_pass_replaced(HirFunc *func)
{
    hir_analyse(func);
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            guard_replaced(func, i);
        }
    }
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
