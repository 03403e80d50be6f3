/* Which object values are live where: backward data flow over bit sets of roots (the values behind
 * guards).  Operands and states' slots are uses; a phi's operands are used at the end of the
 * predecessor, so they are not live into the phi's block.  Memory: the arena's. */
#include "specialize/specialize.h"

#include <string.h>

struct AdderLiveness {
    int nwords;
    uint64_t *in, *out, *use, *def; /* nwords for each block, by order */
};

static void
set_bit(uint64_t *set, int bit)
{
    set[bit >> 6] |= (uint64_t)1 << (bit & 63);
}

static bool
has_bit(const uint64_t *set, int bit)
{
    return (set[bit >> 6] >> (bit & 63)) & 1;
}

typedef struct {
    const AdderLiveness *live;
    int order; /* of the block */
} UseArg;

static void
note_use(const AdderLiveness *live, int order, HirInstr *value)
{
    HirInstr *root = hir_root(hir_resolve(value));
    if (hir_is_object(root) && !has_bit(live->def + (size_t)order * live->nwords, root->id)) {
        set_bit(live->use + (size_t)order * live->nwords, root->id);
    }
}

static void
note_state_use(HirInstr **value, void *arg)
{
    const UseArg *use = arg;
    note_use(use->live, use->order, *value);
}

static void
note_instr(const AdderLiveness *live, int order, HirInstr *i)
{
    for (int k = 0; i->op != HIR_Phi && k < i->nargs; k++) {
        note_use(live, order, i->args[k]);
    }
    UseArg use = {live, order};
    hir_state_visit(i->state, note_state_use, &use);
    set_bit(live->def + (size_t)order * live->nwords, i->id);
}

static void
note_block(const AdderLiveness *live, HirBlock *block)
{
    HIR_FOR_INSTRS(i, block) {
        note_instr(live, block->order, i);
    }
    for (int s = 0; s < block->nsucc; s++) {
        HirBlock *to = block->succ[s];
        for (HirInstr *phi = to->first; phi != NULL && phi->op == HIR_Phi; phi = phi->next) {
            for (int k = 0; k < to->preds.n; k++) {
                if (to->preds.at[k] == block) {
                    note_use(live, block->order, phi->args[k]);
                }
            }
        }
    }
}

static bool
flow_block(const AdderLiveness *live, const HirBlock *block)
{
    size_t at = (size_t)block->order * live->nwords;
    bool changed = false;
    for (int w = 0; w < live->nwords; w++) {
        uint64_t out = 0;
        for (int s = 0; s < block->nsucc; s++) {
            out |= live->in[(size_t)block->succ[s]->order * live->nwords + w];
        }
        uint64_t in = live->use[at + w] | (out & ~live->def[at + w]);
        changed |= in != live->in[at + w];
        live->out[at + w] = out;
        live->in[at + w] = in;
    }
    return changed;
}

AdderLiveness *
adder_liveness(HirFunc *func)
{
    AdderLiveness *live = ADDER_NEW(func->arena, AdderLiveness);
    if (live == NULL) {
        return NULL;
    }
    live->nwords = func->next_value / 64 + 1;
    size_t n = (size_t)live->nwords * (size_t)func->blocks.n;
    uint64_t *sets = ADDER_NEW_ARRAY(func->arena, uint64_t, 4 * n);
    if (sets == NULL) {
        return NULL;
    }
    live->in = sets;
    live->out = sets + n;
    live->use = sets + 2 * n;
    live->def = sets + 3 * n;
    for (int b = 0; b < func->blocks.n; b++) {
        note_block(live, func->blocks.at[b]);
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (int b = func->blocks.n - 1; b >= 0; b--) {
            changed |= flow_block(live, func->blocks.at[b]);
        }
    }
    return live;
}

bool
adder_live_in(const AdderLiveness *live, const HirBlock *block, const HirInstr *value)
{
    return value->id < live->nwords * 64
           && has_bit(live->in + (size_t)block->order * live->nwords, value->id);
}

bool
adder_live_out(const AdderLiveness *live, const HirBlock *block, const HirInstr *value)
{
    return value->id < live->nwords * 64
           && has_bit(live->out + (size_t)block->order * live->nwords, value->id);
}

bool
adder_dies_between(const AdderLiveness *live, const HirBlock *pred, const HirBlock *block, const uint64_t *set)
{
    const uint64_t *out = live->out + (size_t)pred->order * live->nwords;
    const uint64_t *in = live->in + (size_t)block->order * live->nwords;
    for (int w = 0; w < live->nwords; w++) {
        if ((out[w] & ~in[w] & set[w]) != 0) {
            return true;
        }
    }
    return false;
}

/* ---- Last uses ------------------------------------------------------------------------------- */

bool
adder_is_counted(const HirInstr *root)
{
    return hir_is_object(root) && root->type != ADDER_T_Null
           && hir_result_ref(root) != HIR_R_Const && hir_result_ref(root) != HIR_R_Virtual;
}

typedef struct {
    HirFunc *func;
    const AdderLiveness *live;
    AdderValues *deaths;
    int *uses, *seen, stamp;
    HirInstr *user; /* whose state is visited */
} DeathFinder;

static void
note_last_use(DeathFinder *d, HirInstr *user, HirInstr *value)
{
    HirInstr *root = hir_root(hir_resolve(value));
    if (!adder_is_counted(root)) {
        return;
    }
    if (d->uses != NULL) {
        d->uses[root->id]++;
    }
    if (d->seen[root->id] == d->stamp) {
        return;
    }
    d->seen[root->id] = d->stamp;
    if (!adder_live_out(d->live, user->block, root)) {
        ADDER_VEC_PUSH(d->func->arena, &d->deaths[user->id], root);
    }
}

/* What the phis of the only successor take at the end of this block. */
static void
note_phi_operands(DeathFinder *d, HirInstr *jump)
{
    HirBlock *to = jump->block->nsucc == 1 ? jump->block->succ[0] : NULL;
    for (int k = 0; to != NULL && k < to->preds.n; k++) {
        for (HirInstr *phi = to->first; phi && phi->op == HIR_Phi; phi = phi->next) {
            if (to->preds.at[k] == jump->block) {
                note_last_use(d, jump, phi->args[k]);
            }
        }
    }
}

static void
note_last_use_in_state(HirInstr **value, void *arg)
{
    DeathFinder *d = arg;
    note_last_use(d, d->user, *value);
}

static void
note_all_uses(DeathFinder *d, HirInstr *i)
{
    for (int k = 0; i->op != HIR_Phi && k < i->nargs; k++) {
        note_last_use(d, i, i->args[k]);
    }
    d->user = i;
    hir_state_visit(i->state, note_last_use_in_state, d);
}

static void
find_deaths(DeathFinder *d, HirBlock *block)
{
    d->stamp++;
    for (HirInstr *i = block->last; i != NULL; i = i->prev) {
        bool root = adder_is_counted(i) && hir_root(i) == i;
        if (root && d->seen[i->id] != d->stamp && !adder_live_out(d->live, block, i)) {
            d->seen[i->id] = d->stamp;
            ADDER_VEC_PUSH(d->func->arena, &d->deaths[i->id], i); /* never used */
        }
        if (i == block->last) {
            note_phi_operands(d, i);
        }
        note_all_uses(d, i);
    }
}

AdderValues *
adder_deaths(HirFunc *func, const AdderLiveness *live, int *uses)
{
    int n = func->next_value + 1;
    DeathFinder d = {.func = func, .live = live, .uses = uses};
    d.deaths = ADDER_NEW_ARRAY(func->arena, AdderValues, n);
    d.seen = ADDER_NEW_ARRAY(func->arena, int, n);
    if (d.deaths == NULL || d.seen == NULL) {
        return NULL;
    }
    for (int b = 0; b < func->blocks.n; b++) {
        find_deaths(&d, func->blocks.at[b]);
    }
    return adder_arena_failed(func->arena) ? NULL : d.deaths;
}
