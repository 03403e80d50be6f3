/* Global value numbering: what has been computed, checked or loaded on every way here is not done
 * again.
 *
 * Pure ops and guards of SSA values hold for ever.  What reads memory holds as long as the places that
 * it reads (memory.h) keep their *stamps*: a write changes those of the places that it writes, a call or
 * the death of an object (whose destructor may run Python code) all of them.  Where ways meet, what any
 * of them has written has a stamp of its own, in a loop everything.  What a store writes is known until then, and what it
 * replaces, if that had been read: then the store tells its type.  Boxes are never shared: each
 * operation of the program makes its own object.  Memory: the arena's. */
#include "specialize/memory.h"
#include "specialize/specialize.h"

#include <string.h>

typedef struct Entry {
    struct Entry *next;
    HirInstr *instr; /* what is known ... */
    HirInstr *value; /* ... to give this */
    int stamp;       /* 0: for ever */
} Entry;

enum { BUCKETS = 512 };
typedef struct {
    int of[ADDER_NPLACES];
} Stamps;

typedef struct {
    HirFunc *func;
    AdderLiveness *live;
    AdderValues *deaths;
    int nvalues;          /* when the pass began; loads that stand for stores have ids beyond */
    HirInstr **by_id;     /* object roots */
    int *kept;            /* by id of a borrowed root: the stamp of where it is kept */
    AdderTypes *narrow;   /* by id of the root: what a guard has proven ... */
    HirBlock **narrow_at; /* ... from this block on */
    Stamps *end;          /* by block order */
    Stamps now;
    int last_stamp;
    Entry *buckets[BUCKETS];
} Numbering;

/* ---- Which ops ------------------------------------------------------------------------------- */

static bool
is_numbered(const HirInstr *i)
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
        return false;
    default:
        break;
    }
    uint32_t effects = hir_effects(i), ref = hir_result_ref(i);
    return ref != HIR_R_New && ref != HIR_R_Virtual
           && (effects & ~(uint32_t)(HIR_E_Deopt | HIR_E_Read)) == 0;
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

/* ---- Stamps ---------------------------------------------------------------------------------- */

static AdderTypes
narrowed(const Numbering *n, const HirInstr *root, const HirBlock *here)
{
    bool holds = n->narrow_at[root->id] != NULL && hir_dominates(n->narrow_at[root->id], here);
    return holds ? root->type & n->narrow[root->id] : root->type;
}

/* The latest of the stamps of some places; 0: of none. */
static int
stamp_of(const Numbering *n, AdderPlaces places)
{
    int stamp = 0;
    for (int p = 0; places != 0 && p < ADDER_NPLACES; p++) {
        stamp = (places >> p & 1) && n->now.of[p] > stamp ? n->now.of[p] : stamp;
    }
    return stamp;
}

/* Might the death of this value run code?  Not while what it was borrowed from still holds it. */
static bool
is_harmful(const Numbering *n, const HirInstr *root, const HirBlock *here)
{
    if ((narrowed(n, root, here) & ~(AdderTypes)ADDER_T_Harmless) == 0) {
        return false;
    }
    return n->kept[root->id] == 0 || n->kept[root->id] != stamp_of(n, adder_keeps(root));
}

static void
write_places(Numbering *n, AdderPlaces places)
{
    n->last_stamp++;
    for (int p = 0; p < ADDER_NPLACES; p++) {
        n->now.of[p] = places >> p & 1 ? n->last_stamp : n->now.of[p];
    }
}

/* Answers what may have been written. */
static AdderPlaces
pass_instr(Numbering *n, HirInstr *i)
{
    AdderPlaces places = adder_writes(i);
    n->kept[i->id] = hir_result_ref(i) == HIR_R_Borrow ? stamp_of(n, adder_keeps(i)) : 0;
    const AdderValues *dead = &n->deaths[i->id];
    for (int k = 0; k < dead->n && places != ADDER_EVERYWHERE; k++) {
        places = is_harmful(n, dead->at[k], i->block) ? ADDER_EVERYWHERE : places;
    }
    if (places != 0) {
        write_places(n, places);
    }
    if (i->op == HIR_GuardType) {
        HirInstr *root = hir_root(i);
        n->narrow[root->id] = i->guard_type;
        n->narrow_at[root->id] = i->block;
    }
    return places;
}

/* Does an object that may have a destructor die on the way from a predecessor? */
static bool
dies_on_edge(const Numbering *n, const HirBlock *pred, const HirBlock *block)
{
    for (int id = 0; pred->nsucc > 1 && id < n->nvalues; id++) {
        HirInstr *root = n->by_id[id];
        if (root != NULL && adder_live_out(n->live, pred, root)
            && !adder_live_in(n->live, block, root) && is_harmful(n, root, pred)) {
            return true;
        }
    }
    return false;
}

static AdderPlaces
differing(const Stamps *a, const Stamps *b)
{
    AdderPlaces places = 0;
    for (int p = 0; p < ADDER_NPLACES; p++) {
        places |= a->of[p] != b->of[p] ? (AdderPlaces)1 << p : 0;
    }
    return places;
}

/* Where ways meet, a place is as before them if none of them has written it: its stamp is one that all have
 * from there. */
static void
start_block(Numbering *n, const HirBlock *block)
{
    AdderPlaces written = block->preds.n == 0 ? ADDER_EVERYWHERE : 0;
    for (int k = 0; k < block->preds.n && written != ADDER_EVERYWHERE; k++) {
        const HirBlock *pred = block->preds.at[k];
        n->now = k == 0 ? n->end[pred->order] : n->now;
        bool unknown = pred->order >= block->order || dies_on_edge(n, pred, block);
        written |= unknown ? ADDER_EVERYWHERE : differing(&n->now, &n->end[pred->order]);
    }
    if (written != 0) {
        write_places(n, written);
    }
}

/* ---- The pass -------------------------------------------------------------------------------- */

static HirInstr *
find(const Numbering *n, const HirInstr *i)
{
    int stamp = stamp_of(n, adder_reads(i));
    for (Entry *e = n->buckets[hash_of(i)]; e != NULL; e = e->next) {
        if (e->stamp == stamp && e->instr->forward == NULL && same_value(e->instr, i)
            && hir_dominates(e->instr->block, i->block)) {
            return hir_resolve(e->value);
        }
    }
    return NULL;
}

static void
remember(Numbering *n, HirInstr *i, HirInstr *value)
{
    Entry *entry = ADDER_NEW(n->func->arena, Entry);
    if (entry != NULL) {
        unsigned hash = hash_of(i);
        *entry = (Entry){.next = n->buckets[hash],
                         .instr = i,
                         .value = value,
                         .stamp = stamp_of(n, adder_reads(i))};
        n->buckets[hash] = entry;
    }
}

/* ---- Stores ----------------------------------------------------------------------------------- */

/* The load that would read what i writes: it stands nowhere, but belongs to i's block. NULL: i is no
 * store. */
static HirInstr *
load_for(const Numbering *n, HirInstr *i, int *value)
{
    HirOp op = adder_load_of(i, value);
    HirInstr *load = op != HIR_NONE ? hir_instr_new(n->func, op, NULL, hir_op_info[op].nargs, i->args)
                                    : NULL;
    if (load != NULL) {
        load->imm = i->imm;
        load->sym = i->sym;
        load->block = i->block;
    }
    return load;
}

static void
number_store(Numbering *n, HirInstr *i)
{
    int value;
    HirInstr *load = load_for(n, i, &value), *old = load != NULL ? find(n, load) : NULL;
    if (old != NULL) {
        i->guard_type = narrowed(n, hir_root(old), i->block);
    }
    bool known = pass_instr(n, i) != ADDER_EVERYWHERE;
    if (known && load != NULL && hir_is_object(i->args[value])) {
        remember(n, load, i->args[value]);
    }
}

static bool
tells_class(const HirInstr *i)
{
    return i->op == HIR_GuardClass || i->op == HIR_GuardClassIn;
}

static void
number_instr(Numbering *n, HirInstr *i)
{
    for (int k = 0; k < i->nargs; k++) {
        i->args[k] = hir_resolve(i->args[k]);
    }
    while (tells_class(i) && tells_class(i->args[0])) {
        i->args[0] = hir_resolve(i->args[0]->args[0]); /* the same object: it may be the same guard */
    }
    if (!is_numbered(i)) {
        number_store(n, i);
        return;
    }
    HirInstr *earlier = find(n, i);
    if (earlier == NULL) {
        remember(n, i, i);
    }
    pass_instr(n, i);
    if (earlier != NULL) {
        hir_replace(i, earlier);
    }
}

static bool
prepare(Numbering *n, HirFunc *func)
{
    AdderArena *arena = func->arena;
    n->func = func;
    n->nvalues = func->next_value;
    n->live = adder_liveness(func);
    n->deaths = n->live ? adder_deaths(func, n->live, NULL) : NULL;
    n->by_id = ADDER_NEW_ARRAY(arena, HirInstr *, func->next_value + 1);
    n->kept = ADDER_NEW_ARRAY(arena, int, func->next_value + 1);
    n->narrow = ADDER_NEW_ARRAY(arena, AdderTypes, func->next_value + 1);
    n->narrow_at = ADDER_NEW_ARRAY(arena, HirBlock *, func->next_value + 1);
    n->end = ADDER_NEW_ARRAY(arena, Stamps, func->blocks.n + 1);
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
        n->end[b] = n->now;
    }
    hir_apply_forwards(func);
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
