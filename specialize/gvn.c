/* Global value numbering: what has been computed, checked or loaded on every way here is not done
 * again.
 *
 * Pure ops and guards of SSA values hold for ever.  What reads memory holds within an *epoch*: from
 * one write, call or death of an object (whose destructor may run Python code) to the next.  Blocks
 * with several predecessors start an epoch of their own.  Boxes are never shared: each operation
 * of the program makes its own object.  Memory: the arena's. */
#include "specialize/specialize.h"

#include <string.h>

typedef struct Entry {
    struct Entry *next;
    HirInstr *instr;
    int epoch; /* 0: for ever */
} Entry;

enum { BUCKETS = 512 };

typedef struct {
    HirFunc *func;
    AdderLiveness *live;
    AdderValues *deaths;
    HirInstr **by_id;     /* object roots */
    AdderTypes *narrow;   /* by id of the root: what a guard has proven ... */
    HirBlock **narrow_at; /* ... from this block on */
    int *end_epoch;       /* by block order */
    int epoch, last_epoch;
    Entry *buckets[BUCKETS];
} Numbering;

/* ---- Which ops ------------------------------------------------------------------------------- */

typedef enum { NEVER, FOR_EVER, WITHIN_EPOCH } Lasts;

static Lasts
lasts(const HirInstr *i)
{
    switch (i->op) {
    case HIR_Arg:
    case HIR_Phi:
    case HIR_Second:
    case HIR_RangeIterVirtual:
    case HIR_Poll:
    case HIR_CheckTracing:
    case HIR_CheckStack:
    case HIR_CheckFrame:
        return NEVER;
    case HIR_TupleItem: /* tuples do not change */
        return FOR_EVER;
    default:
        break;
    }
    uint32_t effects = hir_effects(i), ref = hir_result_ref(i);
    if (ref == HIR_R_New || ref == HIR_R_Virtual
        || (effects & ~(uint32_t)(HIR_E_Deopt | HIR_E_Read)) != 0) {
        return NEVER;
    }
    return effects & HIR_E_Read ? WITHIN_EPOCH : FOR_EVER;
}

static bool
commutes(HirOp op)
{
    return op == HIR_AddI64 || op == HIR_MulI64 || op == HIR_AddI64Chk || op == HIR_MulI64Chk
           || op == HIR_AddF64 || op == HIR_MulF64 || op == HIR_AndI64 || op == HIR_OrI64
           || op == HIR_XorI64 || op == HIR_StrEq || op == HIR_SameObject;
}

static bool
same_operands(const HirInstr *a, const HirInstr *b)
{
    for (int k = 0; k < a->nargs; k++) {
        if (a->args[k] != b->args[k]) {
            return commutes(a->op) && a->args[0] == b->args[1] && a->args[1] == b->args[0];
        }
    }
    return true;
}

static bool
same_value(const HirInstr *a, const HirInstr *b)
{
    return a->op == b->op && a->nargs == b->nargs && a->imm == b->imm && a->sym == b->sym
           && a->guard_type == b->guard_type && memcmp(&a->dbl, &b->dbl, sizeof(a->dbl)) == 0
           && same_operands(a, b);
}

static unsigned
hash_of(const HirInstr *i)
{
    unsigned hash = (unsigned)i->op * 31 + (unsigned)i->imm;
    for (int k = 0; k < i->nargs; k++) {
        hash += (unsigned)i->args[k]->id * 2654435761u; /* a sum: operands may stand swapped */
    }
    return hash % BUCKETS;
}

/* ---- Epochs ---------------------------------------------------------------------------------- */

static bool
is_harmful(const Numbering *n, const HirInstr *root, const HirBlock *here)
{
    AdderTypes type = root->type;
    if (n->narrow_at[root->id] != NULL && hir_dominates(n->narrow_at[root->id], here)) {
        type &= n->narrow[root->id];
    }
    return (type & ~(AdderTypes)ADDER_T_Harmless) != 0;
}

static void
new_epoch(Numbering *n)
{
    n->epoch = ++n->last_epoch;
}

static void
pass_instr(Numbering *n, HirInstr *i)
{
    bool ends = (hir_effects(i) & (HIR_E_Write | HIR_E_CALL_BIT)) != 0;
    const AdderValues *dead = &n->deaths[i->id];
    for (int k = 0; k < dead->n && !ends; k++) {
        ends = is_harmful(n, dead->at[k], i->block);
    }
    if (ends) {
        new_epoch(n);
    }
    if (i->op == HIR_GuardType) {
        HirInstr *root = hir_root(i);
        n->narrow[root->id] = i->guard_type;
        n->narrow_at[root->id] = i->block;
    }
}

/* Does an object that may have a destructor die on the way from the only predecessor? */
static bool
dies_on_edge(const Numbering *n, const HirBlock *block)
{
    const HirBlock *pred = block->preds.at[0];
    for (int id = 0; pred->nsucc > 1 && id < n->func->next_value; id++) {
        HirInstr *root = n->by_id[id];
        if (root != NULL && adder_live_out(n->live, pred, root)
            && !adder_live_in(n->live, block, root) && is_harmful(n, root, pred)) {
            return true;
        }
    }
    return false;
}

static void
start_block(Numbering *n, const HirBlock *block)
{
    if (block->preds.n == 1 && !dies_on_edge(n, block)) {
        n->epoch = n->end_epoch[block->preds.at[0]->order];
    }
    else {
        new_epoch(n);
    }
}

/* ---- The pass -------------------------------------------------------------------------------- */

static HirInstr *
find(const Numbering *n, const HirInstr *i, int epoch)
{
    for (Entry *e = n->buckets[hash_of(i)]; e != NULL; e = e->next) {
        if ((e->epoch == 0 || e->epoch == epoch) && e->instr->forward == NULL
            && same_value(e->instr, i) && hir_dominates(e->instr->block, i->block)) {
            return e->instr;
        }
    }
    return NULL;
}

static void
remember(Numbering *n, HirInstr *i, int epoch)
{
    Entry *entry = ADDER_NEW(n->func->arena, Entry);
    if (entry != NULL) {
        unsigned hash = hash_of(i);
        *entry = (Entry){.next = n->buckets[hash], .instr = i, .epoch = epoch};
        n->buckets[hash] = entry;
    }
}

static void
number_instr(Numbering *n, HirInstr *i)
{
    for (int k = 0; k < i->nargs; k++) {
        i->args[k] = hir_resolve(i->args[k]);
    }
    Lasts how = lasts(i);
    int epoch = how == WITHIN_EPOCH ? n->epoch : 0;
    HirInstr *earlier = how == NEVER ? NULL : find(n, i, n->epoch);
    pass_instr(n, i);
    if (earlier != NULL) {
        hir_replace(i, earlier);
    }
    else if (how != NEVER) {
        remember(n, i, epoch);
    }
}

static bool
prepare(Numbering *n, HirFunc *func)
{
    AdderArena *arena = func->arena;
    n->func = func;
    n->live = adder_liveness(func);
    n->deaths = n->live ? adder_deaths(func, n->live, NULL) : NULL;
    n->by_id = ADDER_NEW_ARRAY(arena, HirInstr *, func->next_value + 1);
    n->narrow = ADDER_NEW_ARRAY(arena, AdderTypes, func->next_value + 1);
    n->narrow_at = ADDER_NEW_ARRAY(arena, HirBlock *, func->next_value + 1);
    n->end_epoch = ADDER_NEW_ARRAY(arena, int, func->blocks.n + 1);
    if (adder_arena_failed(arena)) {
        return false;
    }
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            n->by_id[i->id] = adder_is_counted(i) && hir_root(i) == i ? i : NULL;
        }
    }
    return true;
}

AdderStatus
adder_pass_gvn(HirFunc *func)
{
    Numbering *n = ADDER_NEW(func->arena, Numbering);
    hir_analyse(func);
    if (n == NULL || !prepare(n, func)) {
        return ADDER_NOMEM;
    }
    for (int b = 0; b < func->blocks.n; b++) {
        HirBlock *block = func->blocks.at[b];
        start_block(n, block);
        HIR_FOR_INSTRS_SAFE(i, block) {
            number_instr(n, i);
        }
        n->end_epoch[b] = n->epoch;
    }
    hir_apply_forwards(func);
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
