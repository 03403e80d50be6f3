/* Exits that share a state: a guard goes back to where nothing has had an effect since.
 *
 * An *epoch* lasts from one write, call or death of an object (whose destructor may run Python code)
 * to the next; blocks with several predecessors start one of their own.  Within an epoch the
 * interpreter may run a guard's bytecode and those before it once more, so guards take the state of
 * the first guard of their epoch.  That leaves fewer exits, and fewer values that have to be at hand
 * for them.  What the interpreter would make again is let go by the exit.  Memory: the arena's. */
#include "specialize/specialize.h"

/* ---- Epochs ---------------------------------------------------------------------------------- */

typedef struct {
    HirFunc *func;
    AdderLiveness *live;
    AdderValues *deaths;
    HirInstr **by_id;     /* object roots */
    AdderTypes *narrow;   /* by id of the root: what a guard has proven ... */
    HirBlock **narrow_at; /* ... from this block on */
    int *of;              /* by id of the instruction: the epoch that it runs in */
    bool *keeps;          /* by id of the instruction: several objects die there, in the order of its own state */
    int *at_end;          /* by block order */
    int now, last;
} Epochs;

/* May the end of root, at `now`, run code?  Not what was borrowed in this epoch: whoever it was
 * borrowed from has it still. */
static bool
is_harmful(const Epochs *e, const HirInstr *root, const HirBlock *here)
{
    AdderTypes type = root->type;
    if (hir_result_ref(root) == HIR_R_Borrow && e->of[root->id] == e->now) {
        return false;
    }
    if (e->narrow_at[root->id] != NULL && hir_dominates(e->narrow_at[root->id], here)) {
        type &= e->narrow[root->id];
    }
    return (type & ~(AdderTypes)ADDER_T_Harmless) != 0;
}

static void
pass_instr(Epochs *e, HirInstr *i)
{
    bool ends = (hir_effects(i) & (HIR_E_Write | HIR_E_CALL_BIT)) != 0;
    const AdderValues *dead = &e->deaths[i->id];
    int harmful = 0;
    e->of[i->id] = e->now;
    for (int k = 0; k < dead->n; k++) {
        harmful += is_harmful(e, dead->at[k], i->block);
    }
    e->keeps[i->id] = harmful > 1;
    if (ends || harmful > 0) {
        e->now = ++e->last;
    }
    if (i->op == HIR_GuardType) {
        HirInstr *root = hir_root(i);
        e->narrow[root->id] = i->guard_type;
        e->narrow_at[root->id] = i->block;
    }
}

/* Does an object that may have a destructor die on the way from the only predecessor? */
static bool
dies_on_edge(const Epochs *e, const HirBlock *block)
{
    const HirBlock *pred = block->preds.at[0];
    for (int id = 0; pred->nsucc > 1 && id < e->func->next_value; id++) {
        HirInstr *root = e->by_id[id];
        if (root != NULL && adder_live_out(e->live, pred, root)
            && !adder_live_in(e->live, block, root) && is_harmful(e, root, pred)) {
            return true;
        }
    }
    return false;
}

static void
start_block(Epochs *e, const HirBlock *block)
{
    if (block->preds.n == 1) {
        e->now = e->at_end[block->preds.at[0]->order];
    }
    if (block->preds.n != 1 || dies_on_edge(e, block)) {
        e->now = ++e->last;
    }
}

static bool
prepare(Epochs *e, HirFunc *func)
{
    AdderArena *arena = func->arena;
    e->func = func;
    e->live = adder_liveness(func);
    e->deaths = e->live ? adder_deaths(func, e->live, NULL) : NULL;
    e->by_id = ADDER_NEW_ARRAY(arena, HirInstr *, func->next_value + 1);
    e->narrow = ADDER_NEW_ARRAY(arena, AdderTypes, func->next_value + 1);
    e->narrow_at = ADDER_NEW_ARRAY(arena, HirBlock *, func->next_value + 1);
    e->of = ADDER_NEW_ARRAY(arena, int, func->next_value + 1);
    e->keeps = ADDER_NEW_ARRAY(arena, bool, func->next_value + 1);
    e->at_end = ADDER_NEW_ARRAY(arena, int, func->blocks.n + 1);
    if (adder_arena_failed(arena)) {
        return false;
    }
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            e->by_id[i->id] = adder_is_counted(i) && hir_root(i) == i ? i : NULL;
        }
    }
    return true;
}

static bool
find_epochs(Epochs *e, HirFunc *func)
{
    if (!prepare(e, func)) {
        return false;
    }
    for (int b = 0; b < func->blocks.n; b++) {
        HirBlock *block = func->blocks.at[b];
        start_block(e, block);
        HIR_FOR_INSTRS(i, block) {
            pass_instr(e, i);
        }
        e->at_end[b] = e->now;
    }
    return true;
}

/* ---- The pass -------------------------------------------------------------------------------- */

/* Leaves, and does nothing else.  A poll keeps its state: what the loop has just computed need not
 * be beside what it began with. */
static bool
is_guard(const HirInstr *i)
{
    uint32_t effects = hir_effects(i);
    return (effects & HIR_E_Deopt) != 0 && i->state != NULL && i->op != HIR_Poll
           && i->op != HIR_CheckBail /* whose result has come back as an object */
           && (effects & (HIR_E_Write | HIR_E_CALL_BIT | HIR_E_Ctrl)) == 0;
}

/* Of the same frames, so that the site's bytecode is the state's; values that die between the two
 * are harmless, or there would be another epoch. */
static bool
may_stand_for(const HirInstr *first, const HirInstr *i)
{
    const HirState *early = first->state, *late = i->state;
    return early->caller == late->caller && early->code == late->code && early->func == late->func
           && hir_dominates(first->block, i->block);
}

AdderStatus
adder_pass_states(HirFunc *func)
{
    hir_analyse(func);
    Epochs epochs = {.last = 0};
    int most = func->next_value + func->blocks.n + 1; /* epochs */
    HirInstr **first = ADDER_NEW_ARRAY(func->arena, HirInstr *, most);
    if (!find_epochs(&epochs, func) || first == NULL) {
        return ADDER_NOMEM;
    }
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            HirInstr **known = &first[epochs.of[i->id]];
            if (!is_guard(i) || epochs.keeps[i->id]) {
                continue;
            }
            if (*known != NULL && may_stand_for(*known, i)) {
                i->state = (*known)->state;
            }
            else {
                *known = i;
            }
        }
    }
    return ADDER_OK;
}
