/* Global value numbering: what has been computed, checked or loaded on every way here is not done
 * again; what each turn of a loop would do again is done before the loop.
 *
 * Pure ops and guards of SSA values hold for ever.  What reads memory holds as long as the places that
 * it reads (memory.h) keep their *stamps*: a write changes those of the places that it writes, a call or
 * the death of an object (whose destructor may run Python code) all of them.  Where ways meet, what any
 * of them has written has a stamp of its own.  What a store writes is known until then, and what it
 * replaces, if that had been read: then the store tells its type.  Boxes are never shared: each
 * operation of the program makes its own object.
 *
 * What a loop writes is assumed to be nothing at first, and that what its phis have from memory is still kept
 * there: by induction over the turns that holds, if it does at the end of each turn that begins so.  The
 * walk is repeated with what it has found to be written until nothing is added; only then anything is
 * changed.  So the death of an item of a list is no write, if nothing else changes the list.
 *
 * What is done in every turn of a loop, of values from outside, and reads nothing that the loop writes, goes
 * before the loop, and leaves to the state there (LoopEntry).  Memory: the arena's. */
#include "specialize/loops.h"
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
    HirInstr **leader;    /* by id: the value that stands for it, perhaps itself */
    HirBlock **home;      /* by id: where it is to stand */
    int *kept;            /* by id of a borrowed root: the stamp of where it is kept */
    AdderPlaces *keeps;   /* by id of a root: the places that keep it; 0: none does */
    AdderLoop **loops;
    AdderPlaces *written; /* by order of a loop's head: what the loop writes, as far as known */
    bool *lost;           /* by id of a phi: in some turn nothing keeps it */
    bool changed;         /* written or lost have grown */
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
    case HIR_LoopEntry:
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
           || op == HIR_XorI64 || op == HIR_AddU64 || op == HIR_MulU64 || op == HIR_AndU64
           || op == HIR_OrU64 || op == HIR_XorU64 || op == HIR_StrEq || op == HIR_SameObject;
}

/* What stands for the value. */
static HirInstr *
leader(const Numbering *n, HirInstr *value)
{
    while (value->id < n->nvalues && n->leader[value->id] != value) {
        value = n->leader[value->id];
    }
    return value;
}

static HirBlock *
home(const Numbering *n, const HirInstr *i)
{
    return i->id < n->nvalues ? n->home[i->id] : i->block;
}

static bool
same_operands(const Numbering *n, const HirInstr *a, const HirInstr *b)
{
    for (int k = 0; k < a->nargs; k++) {
        if (leader(n, a->args[k]) != leader(n, b->args[k])) {
            return commutes(a->op) && leader(n, a->args[0]) == leader(n, b->args[1])
                   && leader(n, a->args[1]) == leader(n, b->args[0]);
        }
    }
    return true;
}

static bool
same_value(const Numbering *n, const HirInstr *a, const HirInstr *b)
{
    return a->op == b->op && a->nargs == b->nargs && a->imm == b->imm && a->sym == b->sym
           && a->guard_type == b->guard_type && memcmp(&a->dbl, &b->dbl, sizeof(a->dbl)) == 0
           && same_operands(n, a, b);
}

static unsigned
hash_of(const Numbering *n, const HirInstr *i)
{
    unsigned hash = (unsigned)i->op * 31 + (unsigned)i->imm;
    for (int k = 0; k < i->nargs; k++) {
        hash += (unsigned)leader(n, i->args[k])->id * 2654435761u; /* a sum: operands may stand swapped */
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

/* Does what the value was borrowed from still hold it? */
static bool
is_kept(const Numbering *n, const HirInstr *root)
{
    return n->kept[root->id] != 0 && n->kept[root->id] == stamp_of(n, n->keeps[root->id]);
}

/* Might the death of this value run code? */
static bool
is_harmful(const Numbering *n, const HirInstr *root, const HirBlock *here)
{
    return (narrowed(n, root, here) & ~(AdderTypes)ADDER_T_Harmless) != 0 && !is_kept(n, root);
}

static void
write_places(Numbering *n, AdderPlaces places)
{
    n->last_stamp++;
    for (int p = 0; p < ADDER_NPLACES; p++) {
        n->now.of[p] = places >> p & 1 ? n->last_stamp : n->now.of[p];
    }
}

/* Loop and all around it write these places. */
static void
loops_write(Numbering *n, const AdderLoop *loop, AdderPlaces places)
{
    for (; places != 0 && loop != NULL; loop = loop->outer) {
        AdderPlaces *known = &n->written[loop->head->order];
        n->changed |= (places & ~*known) != 0;
        *known |= places;
    }
}

/* Answers what may have been written. */
static AdderPlaces
pass_instr(Numbering *n, HirInstr *i)
{
    AdderPlaces places = adder_writes_on(i);
    if (i->op != HIR_Phi) {
        n->kept[i->id] = stamp_of(n, n->keeps[i->id]);
    }
    const AdderValues *dead = &n->deaths[i->id];
    for (int k = 0; k < dead->n && places != ADDER_EVERYWHERE; k++) {
        places = is_harmful(n, dead->at[k], i->block) ? ADDER_EVERYWHERE : places;
    }
    if (places != 0) {
        write_places(n, places);
        loops_write(n, n->loops[i->block->order], places);
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

/* The iterator lets go of what it has gone through. */
static bool
ends_iteration(const HirBlock *pred, const HirBlock *block)
{
    return adder_iteration_of(pred) != NULL && pred->succ[0] == block;
}

/* What is written on the way from a predecessor that has been passed. */
static AdderPlaces
written_on_edge(Numbering *n, const HirBlock *pred, const HirBlock *block)
{
    bool all = ends_iteration(pred, block) || dies_on_edge(n, pred, block);
    const AdderLoop *loop = all ? n->loops[block->order] : NULL;
    while (loop != NULL && !adder_loop_has(n->loops, loop, pred)) {
        loop = loop->outer;
    }
    loops_write(n, loop, all ? ADDER_EVERYWHERE : 0);
    return all ? ADDER_EVERYWHERE : 0;
}

/* A value that flows into a phi at the end of this block, at the present point: kept, or harmless? */
static bool
flows_kept(const Numbering *n, HirInstr *value, const HirBlock *end)
{
    HirInstr *root = hir_root(value);
    return !adder_is_counted(root) || !is_harmful(n, root, end);
}

/* The phis that the edge from this block, which ends at the present point, leads to. */
static void
check_phis(Numbering *n, const HirBlock *pred, HirBlock *block)
{
    for (int k = 0; k < block->preds.n; k++) {
        for (HirInstr *phi = block->first; phi && phi->op == HIR_Phi; phi = phi->next) {
            if (block->preds.at[k] == pred && !n->lost[phi->id]
                && !flows_kept(n, phi->args[k], pred)) {
                n->lost[phi->id] = true;
                n->changed |= block->order <= pred->order;
            }
        }
    }
}

static void
end_block(Numbering *n, const HirBlock *block)
{
    n->end[block->order] = n->now;
    for (int s = 0; s < block->nsucc; s++) {
        check_phis(n, block, block->succ[s]);
        if (block->succ[s]->order <= block->order) {
            (void)written_on_edge(n, block, block->succ[s]);
        }
    }
}

/* Where ways meet, a place is as before them if none of them has written it: its stamp is one that all have
 * from there. */
static void
start_block(Numbering *n, const HirBlock *block)
{
    AdderPlaces written = block->preds.n == 0 ? ADDER_EVERYWHERE : 0;
    bool first = true;
    for (int k = 0; k < block->preds.n && written != ADDER_EVERYWHERE; k++) {
        const HirBlock *pred = block->preds.at[k];
        if (pred->order >= block->order) {
            written |= hir_dominates(block, pred) ? n->written[block->order] : ADDER_EVERYWHERE;
            continue;
        }
        n->now = first ? n->end[pred->order] : n->now;
        first = false;
        written |= written_on_edge(n, pred, block) | differing(&n->now, &n->end[pred->order]);
    }
    if (written != 0) {
        write_places(n, written);
    }
    for (HirInstr *phi = block->first; phi && phi->op == HIR_Phi; phi = phi->next) {
        n->kept[phi->id] = n->lost[phi->id] ? 0 : stamp_of(n, n->keeps[phi->id]);
    }
}

/* ---- Known values -------------------------------------------------------------------------------- */

static HirInstr *
find(const Numbering *n, const HirInstr *i)
{
    int stamp = stamp_of(n, adder_reads(i));
    for (Entry *e = n->buckets[hash_of(n, i)]; e != NULL; e = e->next) {
        if (e->stamp == stamp && same_value(n, e->instr, i) && hir_dominates(home(n, e->instr), i->block)) {
            return leader(n, e->value);
        }
    }
    return NULL;
}

static void
remember(Numbering *n, HirInstr *i, HirInstr *value)
{
    Entry *entry = ADDER_NEW(n->func->arena, Entry);
    if (entry != NULL) {
        unsigned hash = hash_of(n, i);
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
    if (load != NULL) {
        i->guard_type = old != NULL ? narrowed(n, hir_root(old), i->block) : 0;
    }
    bool known = pass_instr(n, i) != ADDER_EVERYWHERE;
    if (known && load != NULL && hir_is_object(i->args[value])) {
        remember(n, load, i->args[value]);
    }
}

/* ---- Loops ------------------------------------------------------------------------------------- */

static bool
tells_class(const HirInstr *i)
{
    return i->op == HIR_GuardClass || i->op == HIR_GuardClassIn;
}

/* What is found in an instance is there because of its class, which a guard or a branch has proven: the
 * guard is an operand, or goes the same way. */
static bool
rests_on_class(const HirInstr *i)
{
    switch (i->op) {
    case HIR_InstanceValues:
    case HIR_InlineValue:
    case HIR_SlotMember:
    case HIR_DictHint:
    case HIR_ClassAttr:
    case HIR_GuardKeys:
    case HIR_GuardKeysIn:
        return true;
    default:
        return false;
    }
}

/* i, which would else stand in block. */
static bool
may_leave_loop(const Numbering *n, const HirInstr *i, const HirBlock *block, const AdderLoop *loop)
{
    if (loop->entry == NULL || (adder_reads(i) & n->written[loop->head->order]) != 0
        || !adder_loop_always(loop, block)) {
        return false;
    }
    for (int k = 0; k < i->nargs; k++) {
        if (adder_loop_has(n->loops, loop, home(n, leader(n, i->args[k])))) {
            return false;
        }
    }
    return true;
}

/* Where i may stand: outside of all loops that would only repeat it. */
static HirBlock *
place_for(const Numbering *n, HirInstr *i)
{
    HirBlock *block = i->block;
    if (i->op == HIR_Refine || (rests_on_class(i) && !tells_class(leader(n, i->args[0])))) {
        return block;
    }
    const AdderLoop *loop = n->loops[block->order];
    while (loop != NULL && may_leave_loop(n, i, block, loop)) {
        block = loop->entry->block;
        loop = loop->outer;
    }
    return block;
}

/* ---- The walk ------------------------------------------------------------------------------------- */

static void
number_instr(Numbering *n, HirInstr *i)
{
    while (tells_class(i) && tells_class(i->args[0])) {
        i->args[0] = i->args[0]->args[0]; /* the same object: it may be the same guard */
    }
    n->leader[i->id] = i;
    n->home[i->id] = i->block;
    if (!is_numbered(i)) {
        number_store(n, i);
        return;
    }
    HirInstr *earlier = find(n, i);
    if (earlier == NULL) {
        n->home[i->id] = place_for(n, i);
        remember(n, i, i);
    }
    pass_instr(n, i);
    n->leader[i->id] = earlier != NULL ? earlier : i;
}

/* Answers whether what it took for granted has turned out to be so. */
static bool
walk(Numbering *n)
{
    memset(n->buckets, 0, sizeof n->buckets);
    memset(n->narrow_at, 0, sizeof *n->narrow_at * (size_t)(n->nvalues + 1));
    n->last_stamp = 0;
    n->changed = false;
    for (int b = 0; b < n->func->blocks.n; b++) {
        HirBlock *block = n->func->blocks.at[b];
        start_block(n, block);
        HIR_FOR_INSTRS(i, block) {
            number_instr(n, i);
        }
        end_block(n, block);
    }
    return !n->changed;
}

/* Nothing is known of any loop. */
static void
give_in(Numbering *n)
{
    for (int b = 0; b < n->func->blocks.n; b++) {
        n->written[b] = ADDER_EVERYWHERE;
    }
    for (int id = 0; id < n->nvalues; id++) {
        n->lost[id] = true;
    }
}

static void
settle(Numbering *n)
{
    enum { PATIENCE = 8 };
    for (int round = 0; !walk(n) && !adder_arena_failed(n->func->arena); round++) {
        if (round == PATIENCE) {
            give_in(n);
        }
    }
}

/* ---- Rewriting ---------------------------------------------------------------------------------- */

static void
move_before_loop(HirInstr *i, HirInstr *entry)
{
    hir_remove(i);
    hir_insert_before(entry->block->last, i);
    if (i->state != NULL) {
        i->state = entry->state;
        i->bytecode = entry->bytecode;
        i->hoisted = true;
    }
}

/* The entry of the outermost loop around i that its home is not in. */
static HirInstr *
entry_for(const Numbering *n, const HirInstr *i)
{
    const AdderLoop *loop = n->loops[i->block->order];
    while (loop->entry->block != n->home[i->id]) {
        loop = loop->outer;
    }
    return loop->entry;
}

static void
rewrite(Numbering *n)
{
    HirFunc *func = n->func;
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            if (n->leader[i->id] != i) {
                hir_replace(i, leader(n, i));
            }
            else if (n->home[i->id] != i->block) {
                move_before_loop(i, entry_for(n, i));
            }
        }
    }
    hir_apply_forwards(func);
}

/* States before loops have done their work. */
static void
drop_entries(HirFunc *func)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            if (i->op == HIR_LoopEntry) {
                hir_remove(i);
            }
        }
    }
}

/* ---- The pass -------------------------------------------------------------------------------- */

/* Of a phi all that keeps its operands, however far back. */
static void
find_keeps(Numbering *n)
{
    for (bool grown = true; grown;) {
        grown = false;
        for (int b = 0; b < n->func->blocks.n; b++) {
            HirInstr *phi = n->func->blocks.at[b]->first;
            for (; phi != NULL && phi->op == HIR_Phi; phi = phi->next) {
                AdderPlaces keeps = n->keeps[phi->id];
                for (int k = 0; k < phi->nargs; k++) {
                    keeps |= n->keeps[hir_root(phi->args[k])->id];
                }
                grown |= keeps != n->keeps[phi->id];
                n->keeps[phi->id] = keeps;
            }
        }
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
    n->leader = ADDER_NEW_ARRAY(arena, HirInstr *, func->next_value + 1);
    n->home = ADDER_NEW_ARRAY(arena, HirBlock *, func->next_value + 1);
    n->keeps = ADDER_NEW_ARRAY(arena, AdderPlaces, func->next_value + 1);
    n->lost = ADDER_NEW_ARRAY(arena, bool, func->next_value + 1);
    n->written = ADDER_NEW_ARRAY(arena, AdderPlaces, func->blocks.n + 1);
    n->loops = adder_loops(func);
    if (adder_arena_failed(arena)) {
        return false;
    }
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            n->by_id[i->id] = adder_is_counted(i) && hir_root(i) == i ? i : NULL;
            n->keeps[i->id] = hir_result_ref(i) == HIR_R_Borrow ? adder_keeps(i) : 0;
            n->leader[i->id] = i;
            n->home[i->id] = i->block;
        }
    }
    find_keeps(n);
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
    settle(n);
    rewrite(n);
    drop_entries(func);
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
