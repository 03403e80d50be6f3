/* Where the interpreter lets go of what compiled code lets go of.
 *
 * A local that nobody needs any more dies in compiled code behind its last use, in the interpreter where it
 * is overwritten or deleted.  Nothing runs in between, so that the position is all that a finaliser can see
 * of it.  (What dies at a return finds the frame gone: adder_rt_dealloc_late.)
 * Memory: the arena's. */
#include "irgen/irgen.h"
#include "specialize/specialize.h"

#include <opcode.h>

static bool
holds(const HirState *state, int slot, const HirInstr *root)
{
    return state->slots[slot] != NULL && hir_root(hir_resolve(state->slots[slot])) == root;
}

static bool
goes_straight_on(const AdderBytecode *b)
{
    return b->target < 0 && b->base != RETURN_VALUE && b->base != YIELD_VALUE
           && b->base != RAISE_VARARGS && b->base != RERAISE;
}

static bool
moves_local(const AdderBytecode *b)
{
    return b->base == LOAD_FAST || b->base == STORE_FAST || b->base == DELETE_FAST;
}

/* The instruction from `from` on that takes the local's value away; -1 if that depends. */
static int
overwritten_at(const AdderBytecodes *codes, int from, int local)
{
    for (int k = from; k < codes->n && goes_straight_on(&codes->at[k]); k++) {
        const AdderBytecode *b = &codes->at[k];
        if (b->base == LOAD_FAST && b->oparg == local) {
            return -1; /* it may live on elsewhere */
        }
        if ((b->base == STORE_FAST || b->base == DELETE_FAST) && b->oparg == local) {
            return b->at;
        }
    }
    return -1;
}

/* The local that root is in behind site, from *next on; -1: none. */
static int
local_behind(const AdderBytecodes *codes, const HirInstr *site, const HirInstr *root, int *next)
{
    const HirState *state = site->state;
    int top = state->nlocals + state->nstack - 1;
    int at = *next, stored = site == root ? at + 1 : at;
    for (int k = 0; k < state->nlocals; k++) {
        if (holds(state, k, root)) {
            bool before = moves_local(&codes->at[at]); /* nothing stands for it but what follows */
            *next = before ? at : at + 1;
            return k;
        }
    }
    bool is_stored = site == root || (state->nstack > 0 && holds(state, top, root));
    *next = stored + 1;
    return is_stored && stored < codes->n && codes->at[stored].base == STORE_FAST
               ? codes->at[stored].oparg
               : -1;
}

/* What a call's state may name: from there it would be run again. */
static bool
collects_arguments(int opcode)
{
    return opcode == KW_NAMES || opcode == BUILD_LIST || opcode == BUILD_MAP || opcode == BUILD_CONST_KEY_MAP;
}

static int
place_of(const AdderBytecodes *codes, const HirInstr *site, const HirInstr *root)
{
    int next = codes->n > 0 ? codes->by_index[site->state->bytecode] : -1;
    if (next >= 0 && collects_arguments(codes->at[next].base)) {
        next = codes->by_index[site->bytecode]; /* the call */
    }
    int local = next >= 0 ? local_behind(codes, site, root, &next) : -1;
    int place = local >= 0 ? overwritten_at(codes, next, local) : -1;
    return place >= 0 ? place : site->bytecode;
}

void
adder_place_death(HirFunc *func, const AdderBytecodes *codes, HirInstr *count, HirInstr *site,
                  HirInstr *root)
{
    const HirState *own = site->state;
    if (own == NULL || (root->type & ~(AdderTypes)ADDER_T_Harmless) == 0) {
        return;
    }
    bool inlined = own->caller != NULL;
    if (!inlined && (site->op == HIR_CheckFrame || own->code != func->code)) {
        return;
    }
    while (own->caller != NULL) {
        own = own->caller;
    }
    count->bytecode = inlined ? own->bytecode : place_of(codes, site, root);
    count->code = own->code;
    count->state = hir_state_new(func, own->code, count->bytecode, own->nlocals, 0);
}
