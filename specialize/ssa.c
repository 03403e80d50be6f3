/* Restores SSA form where a value has got several definitions: each use gets the one that reaches it, with
 * phis where several do.
 *
 * Phis are made on demand, where paths meet; some are trivial.  Memory: the arena's. */
#include "specialize/ssa.h"

typedef struct {
    HirFunc *func;
    const AdderRedefined *of;
    HirInstr **at_start; /* by id of the block; NULL: not known yet */
} Repair;

static HirInstr *value_at_end(Repair *r, HirBlock *block);

static HirInstr *
merge(Repair *r, HirBlock *block)
{
    HirInstr **args = ADDER_NEW_ARRAY(r->func->arena, HirInstr *, block->preds.n + 1);
    HirInstr *phi = args ? hir_instr_new(r->func, HIR_Phi, NULL, 0, NULL) : NULL;
    if (phi == NULL) {
        return r->of->old;
    }
    phi->type = r->of->old->type;
    phi->bytecode = block->bytecode;
    hir_insert_before(block->first, phi);
    r->at_start[block->id] = phi;
    for (int k = 0; k < block->preds.n; k++) {
        args[k] = value_at_end(r, block->preds.at[k]);
    }
    phi->args = args;
    phi->nargs = block->preds.n;
    return phi;
}

static HirInstr *
value_at_start(Repair *r, HirBlock *block)
{
    HirInstr **known = &r->at_start[block->id];
    if (*known == NULL) {
        *known = block->preds.n == 1 ? value_at_end(r, block->preds.at[0]) : merge(r, block);
    }
    return *known;
}

static HirInstr *
value_at_end(Repair *r, HirBlock *block)
{
    for (int k = 0; k < ADDER_DEFINITIONS; k++) {
        if (block == r->of->block[k]) {
            return r->of->value[k];
        }
    }
    return value_at_start(r, block);
}

/* ---- Uses -------------------------------------------------------------------------------------- */

static bool
names(const HirState *state, const HirInstr *value)
{
    for (; state != NULL; state = state->caller) {
        if (state->func == value || state->gives == value) {
            return true;
        }
        for (int k = 0; k < state->nlocals + state->nstack; k++) {
            if (state->slots[k] == value) {
                return true;
            }
        }
    }
    return false;
}

/* A state that may be named in other blocks as well, where other definitions reach. */
static HirState *
state_with(Repair *r, const HirState *state, HirInstr *value)
{
    HirState *copy = hir_state_copy(r->func, state);
    for (HirState *s = copy; s != NULL; s = s->caller) {
        for (int k = 0; k < s->nlocals + s->nstack; k++) {
            s->slots[k] = s->slots[k] == r->of->old ? value : s->slots[k];
        }
        s->func = s->func == r->of->old ? value : s->func;
        s->gives = s->gives == r->of->old ? value : s->gives;
    }
    return copy;
}

static void
repair_phi(Repair *r, HirInstr *phi)
{
    for (int k = 0; k < phi->nargs; k++) {
        if (phi->args[k] == r->of->old) {
            phi->args[k] = value_at_end(r, phi->block->preds.at[k]);
        }
    }
}

static void
repair_block(Repair *r, HirBlock *block)
{
    const HirState *was = NULL;
    HirState *is = NULL;
    HIR_FOR_INSTRS(i, block) {
        if (i->op == HIR_Phi) {
            repair_phi(r, i);
            continue;
        }
        for (int k = 0; k < i->nargs; k++) {
            if (i->args[k] == r->of->old) {
                i->args[k] = value_at_start(r, block);
            }
        }
        if (i->state != NULL && i->state == was) {
            i->state = is;
        }
        else if (i->state != NULL && names(i->state, r->of->old)) {
            was = i->state;
            i->state = is = state_with(r, i->state, value_at_start(r, block));
        }
    }
}

static HirInstr *
only_value(const HirInstr *phi)
{
    HirInstr *only = NULL;
    for (int k = 0; k < phi->nargs; k++) {
        HirInstr *arg = hir_resolve(phi->args[k]);
        if (arg != phi && arg != only) {
            if (only != NULL) {
                return NULL;
            }
            only = arg;
        }
    }
    return only;
}

void
adder_drop_trivial_phis(HirFunc *func)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (int b = 0; b < func->blocks.n; b++) {
            HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
                HirInstr *only = i->op == HIR_Phi ? only_value(i) : NULL;
                if (only != NULL) {
                    hir_replace(i, only);
                    changed = true;
                }
            }
        }
    }
    hir_apply_forwards(func);
}

void
adder_redefine(HirFunc *func, const AdderRedefined *of)
{
    Repair r = {.func = func, .of = of};
    r.at_start = ADDER_NEW_ARRAY(func->arena, HirInstr *, func->next_block + 1);
    for (int b = 0; r.at_start != NULL && b < func->blocks.n; b++) {
        repair_block(&r, func->blocks.at[b]);
    }
}
