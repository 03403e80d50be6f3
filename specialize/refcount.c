/* Reference counting: the last pass, from ownership and liveness.
 *
 * An object value is either *owned*: its SSA value stands for one reference, from its definition
 * to its last use, where the reference is consumed or given up; or *borrowed*, and then somebody
 * else keeps it alive as long as it is used.  States' slots count as uses, so that an object in a
 * local lives exactly as long as in the interpreter.
 *
 *   - new references are owned, constants borrowed;
 *   - a reference read from memory stays borrowed if all its uses come, on all ways, before
 *     anything that can run code or write memory; else it is taken (Incref) and owned;
 *   - a phi is borrowed if all its operands are, and stay so for as long as it is used, else owned.
 *
 * Each exiting instruction gets its HirExit: which slots take the reference, which copy one, what
 * has to be let go of.  Memory: the arena's. */
#include "irgen/irgen.h"
#include "specialize/memory.h"
#include "specialize/specialize.h"

enum { PHIS_IN_TURN = 4 }; /* looked through for what keeps a value */

typedef struct {
    HirFunc *func;
    AdderLiveness *live;
    int nvalues;         /* values when the pass began */
    uint8_t *owned;      /* by id of the root */
    uint64_t *perilous;  /* bits by id: owned, and their deaths may run code */
    ADDER_VEC(HirBlock *) todo; /* of a walk over blocks */
    int *visited, stamp; /* by order of the block: the last walk that came there */
    int *held;           /* by id: position in `now` + 1 */
    AdderValues *deaths;      /* by id of the instruction: object roots used there last */
    AdderValues now;          /* owned values alive in the forward scan */
    AdderBytecodes codes;
} Counter;

static HirInstr *
root_of(HirInstr *value)
{
    return hir_root(hir_resolve(value));
}

static bool
is_in(const AdderValues *values, const HirInstr *root)
{
    for (int k = 0; k < values->n; k++) {
        if (values->at[k] == root) {
            return true;
        }
    }
    return false;
}

/* ---- Ownership ------------------------------------------------------------------------------- */

/* Something dies at this instruction, and others with it. */
static bool
lets_go(const Counter *c, const HirInstr *i)
{
    const AdderValues *dead = &c->deaths[i->id];
    for (int k = 0; k < dead->n; k++) {
        if (c->owned[dead->at[k]->id] && (dead->at[k]->type & ~(AdderTypes)ADDER_T_Harmless)) {
            return true;
        }
    }
    return false;
}

/* After this instruction a value that these places keep may be gone. */
static bool
clobbers(const Counter *c, const HirInstr *i, AdderPlaces keeps)
{
    AdderPlaces written = adder_writes(i);
    return written == ADDER_EVERYWHERE || (written & keeps) != 0 || lets_go(c, i);
}

typedef struct {
    const HirInstr *root;
    int n;
} UseCount;

static void
count_use(HirInstr **value, void *arg)
{
    UseCount *count = arg;
    count->n += root_of(*value) == count->root;
}

static int
uses_in_state(HirState *state, const HirInstr *root)
{
    UseCount count = {root, 0};
    hir_state_visit(state, count_use, &count);
    return count.n;
}

/* The function of a direct call: when somebody could let go of it, the callee has got a frame that holds it. */
static bool
is_kept_by_callee(const HirInstr *i, int k)
{
    return i->op == HIR_CallDirect && k == 0;
}

/* Does i, which may let root go, need it no more by then? */
static bool
is_used_early(const HirInstr *i, const HirInstr *root)
{
    if (uses_in_state(i->state, root) > 0 && (hir_effects(i) & HIR_E_Raise) != 0) {
        return false;
    }
    for (int k = 0; i->op != HIR_Phi && k < i->nargs; k++) {
        if (root_of(i->args[k]) == root && !hir_steals(i, k) && !is_kept_by_callee(i, k)) {
            return false;
        }
    }
    return true;
}

/* What is live where pred ends, and not where block begins, is let go of between. */
static bool
edge_lets_go(const Counter *c, const HirBlock *pred, const HirBlock *block)
{
    return pred->nsucc > 1 && adder_dies_between(c->live, pred, block, c->perilous);
}

/* The ways on from an instruction on which a borrowed value is used. */
typedef struct {
    const HirInstr *value;
    AdderPlaces keeps;
} Borrowed;

/* False: the value may be gone before its last use in the block.  *on: it is used behind the block. */
static bool
lasts_in_block(const Counter *c, const Borrowed *of, const HirInstr *first, const HirBlock *block, bool *on)
{
    *on = adder_live_out(c->live, block, of->value);
    for (const HirInstr *i = first; i != NULL; i = i->next) {
        bool last = !*on && is_in(&c->deaths[i->id], of->value);
        if (clobbers(c, i, of->keeps) && !(last && is_used_early(i, of->value))) {
            return false;
        }
        if (last) {
            return true;
        }
    }
    return *on;
}

static bool
lasts(Counter *c, const Borrowed *of)
{
    HirBlock *block = of->value->block;
    const HirInstr *first = of->value->next;
    bool on;
    c->todo.n = 0;
    c->stamp++;
    for (;;) {
        if (!lasts_in_block(c, of, first, block, &on)) {
            return false;
        }
        for (int s = 0; on && s < block->nsucc; s++) {
            HirBlock *to = block->succ[s];
            if (!adder_live_in(c->live, to, of->value)) {
                continue;
            }
            if (edge_lets_go(c, block, to)) {
                return false;
            }
            if (c->visited[to->order] != c->stamp) {
                c->visited[to->order] = c->stamp;
                if (!ADDER_VEC_PUSH(c->func->arena, &c->todo, to)) {
                    return false;
                }
            }
        }
        if (c->todo.n == 0) {
            return true;
        }
        block = c->todo.at[--c->todo.n];
        first = block->first;
    }
}

/* Of phis what keeps their operands: anything, where phis go by others for long. */
static AdderPlaces
keeps_of(const HirInstr *value, int depth)
{
    if (value->op != HIR_Phi) {
        return adder_keeps(value);
    }
    AdderPlaces keeps = depth > 0 ? 0 : ADDER_EVERYWHERE;
    for (int k = 0; depth > 0 && k < value->nargs; k++) {
        HirInstr *root = root_of(value->args[k]);
        keeps |= adder_is_counted(root) ? keeps_of(root, depth - 1) : 0;
    }
    return keeps;
}

static bool
stays_borrowed(Counter *c, HirInstr *value)
{
    if (is_in(&c->deaths[value->id], value)) {
        return true; /* nobody uses it */
    }
    Borrowed of = {value, keeps_of(value, PHIS_IN_TURN)};
    return !lets_go(c, value) /* such as the container that it comes from */ && lasts(c, &of);
}

static bool
phi_is_owned(Counter *c, HirInstr *phi)
{
    bool counted = false;
    for (int k = 0; k < phi->nargs; k++) {
        HirInstr *root = root_of(phi->args[k]);
        if (adder_is_counted(root) && c->owned[root->id]) {
            return true;
        }
        counted |= adder_is_counted(root);
    }
    return counted && !stays_borrowed(c, phi);
}

static bool
becomes_owned(Counter *c, HirInstr *i)
{
    if (!adder_is_counted(i) || c->owned[i->id]) {
        return false;
    }
    switch (hir_result_ref(i)) {
    case HIR_R_New:
        return true;
    case HIR_R_Phi:
        return phi_is_owned(c, i);
    case HIR_R_Borrow:
        return !stays_borrowed(c, i);
    default:
        return false;
    }
}

static void
note_owned(Counter *c, const HirInstr *i)
{
    c->owned[i->id] = 1;
    if ((i->type & ~(AdderTypes)ADDER_T_Harmless) != 0) {
        c->perilous[i->id >> 6] |= (uint64_t)1 << (i->id & 63);
    }
}

/* Owned grows until it is stable: one value's death can end another's borrowing. */
static void
settle_ownership(Counter *c)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (int b = 0; b < c->func->blocks.n; b++) {
            HIR_FOR_INSTRS(i, c->func->blocks.at[b]) {
                if (becomes_owned(c, i)) {
                    note_owned(c, i);
                    changed = true;
                }
            }
        }
    }
}

/* ---- Putting counts in ----------------------------------------------------------------------- */

static void
hold(Counter *c, HirInstr *root)
{
    if (c->held[root->id] == 0 && ADDER_VEC_PUSH(c->func->arena, &c->now, root)) {
        c->held[root->id] = c->now.n;
    }
}

static void
release(Counter *c, HirInstr *root)
{
    int at = c->held[root->id] - 1;
    if (at >= 0) {
        HirInstr *last = c->now.at[--c->now.n];
        c->now.at[at] = last;
        c->held[last->id] = at + 1;
        c->held[root->id] = 0;
    }
}

static HirInstr *
make_count(Counter *c, HirOp op, HirOp op_or_null, HirInstr *root, const HirInstr *site)
{
    bool may_be_null = (root->type & ADDER_T_Null) != 0;
    HirInstr *count = hir_instr_new(c->func, may_be_null ? op_or_null : op, NULL, 1, &root);
    if (count != NULL) {
        count->bytecode = site->bytecode;
        count->code = site->code;
    }
    return count;
}

static void
incref_before(Counter *c, HirInstr *where, HirInstr *root)
{
    HirInstr *count = make_count(c, HIR_Incref, HIR_XIncref, root, where);
    if (count != NULL) {
        hir_insert_before(where, count);
    }
}

/* After the instruction and the counts that already follow it; answers the new end. */
static HirInstr *
decref_after(Counter *c, HirInstr *where, HirInstr *site, HirInstr *root)
{
    HirInstr *count = make_count(c, HIR_Decref, HIR_XDecref, root, site);
    if (count == NULL) {
        return where;
    }
    if (where == NULL) {
        hir_insert_before(site, count);
        return NULL;
    }
    hir_insert_after(where, count);
    return count;
}

/* ---- Exits ----------------------------------------------------------------------------------- */

typedef struct {
    HirExit *exit;
    AdderValues taken;    /* roots whose reference has found a slot */
    const AdderValues *consumed;
} ExitMaker;

static HirHold
hold_of(Counter *c, ExitMaker *m, HirInstr *value)
{
    HirInstr *root = value ? root_of(value) : NULL;
    if (root == NULL || root->type == ADDER_T_Null) {
        return HIR_UNSET;
    }
    if ((root->type & ADDER_T_Machine) != 0 || hir_result_ref(root) == HIR_R_Virtual) {
        return HIR_BOX;
    }
    if (!adder_is_counted(root) || !c->owned[root->id]) {
        return HIR_COPY;
    }
    if (m->consumed != NULL && is_in(m->consumed, root)) {
        return HIR_UNSET;
    }
    if (is_in(&m->taken, root)) {
        return HIR_COPY;
    }
    ADDER_VEC_PUSH(c->func->arena, &m->taken, root);
    return HIR_TAKE;
}

static int
count_slots(const HirState *state)
{
    int n = 0;
    for (; state != NULL; state = state->caller) {
        n += state->nlocals + state->nstack;
    }
    return n;
}

static void
fill_holds(Counter *c, ExitMaker *m, const HirState *state)
{
    int n = 0;
    for (const HirState *s = state; s != NULL; s = s->caller) {
        for (int k = 0; k < s->nlocals + s->nstack; k++) {
            m->exit->hold[n++] = hold_of(c, m, s->slots[k]);
        }
    }
    m->exit->nhold = n;
}

/* What is owned and found no slot, and the references that were made for the op. */
static void
fill_drops(Counter *c, ExitMaker *m, const AdderValues *extra)
{
    AdderValues drop = {NULL, 0, 0};
    for (int k = 0; k < c->now.n; k++) {
        HirInstr *root = c->now.at[k];
        bool gone = m->consumed != NULL && is_in(m->consumed, root);
        if (!gone && !is_in(&m->taken, root)) {
            ADDER_VEC_PUSH(c->func->arena, &drop, root);
        }
    }
    for (int k = 0; extra != NULL && k < extra->n; k++) {
        ADDER_VEC_PUSH(c->func->arena, &drop, extra->at[k]);
    }
    m->exit->drop = drop.at;
    m->exit->ndrop = drop.n;
}

static void
make_exit(Counter *c, HirInstr *i, const AdderValues *consumed, const AdderValues *extra)
{
    bool raises = (hir_effects(i) & HIR_E_Raise) != 0;
    ExitMaker m = {.exit = ADDER_NEW(c->func->arena, HirExit),
                   .consumed = raises ? consumed : NULL};
    int n = count_slots(i->state);
    if (m.exit == NULL || (m.exit->hold = ADDER_NEW_ARRAY(c->func->arena, HirHold, n + 1)) == NULL) {
        return;
    }
    fill_holds(c, &m, i->state);
    fill_drops(c, &m, extra);
    i->exit = m.exit;
}

/* ---- The forward scan ------------------------------------------------------------------------ */

static int
times_as_operand(const HirInstr *i, const HirInstr *root)
{
    int n = 0;
    for (int k = 0; k < i->nargs; k++) {
        n += root_of(i->args[k]) == root;
    }
    return n;
}

/* May i take root's own reference?  Not when an exit wants to put it into other slots too.  (`s += t`
 * is the exception, as in the interpreter: without memory the local that it would have been stored
 * to is unset; only so can the string grow in place.) */
static bool
is_last_reference(const Counter *c, HirInstr *i, HirInstr *root)
{
    bool stays = (hir_effects(i) & HIR_E_Raise) != 0 && uses_in_state(i->state, root) > 1
                 && i->op != HIR_StrAppend;
    return adder_is_counted(root) && c->owned[root->id] && is_in(&c->deaths[i->id], root)
           && times_as_operand(i, root) == 1 && !stays;
}

/* References that i consumes: its own last one, or one made for it. */
static void
count_steals(Counter *c, HirInstr *i, AdderValues *consumed, AdderValues *extra)
{
    for (int k = 0; k < i->nargs; k++) {
        HirInstr *root = root_of(i->args[k]);
        if (!hir_steals(i, k) || !hir_is_object(root) || root->type == ADDER_T_Null) {
            continue;
        }
        bool last = is_last_reference(c, i, root);
        if (!last) {
            incref_before(c, i, root);
        }
        ADDER_VEC_PUSH(c->func->arena, last ? consumed : extra, root);
    }
}

/* A call sees as many references as the interpreter's frame would hold: an object in several slots
 * gets those that its one value does not stand for. */
static void
count_pins(Counter *c, HirInstr *i, AdderValues *pins)
{
    bool call = (hir_op_info[i->op].refs & HIR_STEAL_ALL) != 0 && (hir_effects(i) & HIR_E_Call) == HIR_E_Call;
    for (HirState *s = i->state; call && s != NULL; s = s->caller) {
        for (int k = 0; k < s->nlocals + s->nstack; k++) {
            HirInstr *root = s->slots[k] ? root_of(s->slots[k]) : NULL;
            if (root == NULL || !adder_is_counted(root) || !c->owned[root->id] || is_in(pins, root)) {
                continue;
            }
            int missing = uses_in_state(i->state, root) - times_as_operand(i, root) - 1;
            for (; missing > 0; missing--) {
                incref_before(c, i, root);
                ADDER_VEC_PUSH(c->func->arena, pins, root);
            }
        }
    }
}

/* When the interpreter would let go of root, which dies at an instruction with this state: first
 * operands from the bottom of the stack, then locals in the order of their slots. */
static int
death_rank(const HirState *state, HirInstr *root)
{
    int base = 0, rank = 0;
    for (; state != NULL; state = state->caller) {
        int n = state->nlocals + state->nstack;
        for (int k = 0; k < n; k++) {
            int place = k < state->nlocals ? state->nstack + k : k - state->nlocals;
            bool here = state->slots[k] != NULL && root_of(state->slots[k]) == root;
            rank = here && base + place > rank ? base + place : rank;
        }
        base += n;
    }
    return rank;
}

static void
sort_deaths(AdderValues *dead, const HirState *state)
{
    for (int k = 1; state != NULL && k < dead->n; k++) {
        HirInstr *root = dead->at[k];
        int rank = death_rank(state, root), to = k;
        for (; to > 0 && death_rank(state, dead->at[to - 1]) > rank; to--) {
            dead->at[to] = dead->at[to - 1];
        }
        dead->at[to] = root;
    }
}

/* The result of an op that may have raised instead, which nobody uses: it is let go where there is
 * one. */
static void
decref_on_success(Counter *c, HirInstr *caught)
{
    HirInstr *first = caught->block->succ[1]->first;
    HirInstr *count = make_count(c, HIR_Decref, HIR_XDecref, caught, caught);
    if (count != NULL) {
        hir_insert_before(first, count);
    }
}

/* What dies here and was not consumed. */
static void
count_deaths(Counter *c, HirInstr *i, const AdderValues *consumed, const AdderValues *pins)
{
    AdderValues *dead = &c->deaths[i->id];
    sort_deaths(dead, i->state);
    bool ends = (hir_effects(i) & HIR_E_Ctrl) != 0;
    HirInstr *end = ends ? NULL : i;
    if (i->op == HIR_Phi) {
        while (end->next != NULL && end->next->op == HIR_Phi) {
            end = end->next;
        }
    }
    while (end != NULL && end->next != NULL && (hir_effects(end->next) & HIR_E_Ref) != 0) {
        end = end->next;
    }
    for (int k = 0; k < pins->n; k++) {
        end = decref_after(c, end, i, pins->at[k]);
    }
    for (int k = 0; k < dead->n; k++) {
        HirInstr *root = dead->at[k];
        if (!c->owned[root->id]) {
            continue;
        }
        release(c, root);
        bool left = hir_always_leaves(i); /* its exit takes them all */
        if (root == i && hir_is_caught(i)) {
            decref_on_success(c, i);
        }
        else if (!is_in(consumed, root) && !left) {
            end = decref_after(c, end, i, root);
            if (end != NULL) {
                adder_place_death(c->func, &c->codes, end, i, root);
            }
        }
    }
}

/* At a jump the successor's owned phis need a reference each. */
static void
count_phi_operands(Counter *c, HirInstr *jump, AdderValues *consumed)
{
    HirBlock *block = jump->block, *to = block->nsucc == 1 ? block->succ[0] : NULL;
    for (int k = 0; to != NULL && k < to->preds.n; k++) {
        if (to->preds.at[k] != block) {
            continue;
        }
        for (HirInstr *phi = to->first; phi && phi->op == HIR_Phi; phi = phi->next) {
            HirInstr *root = root_of(phi->args[k]);
            if (!adder_is_counted(phi) || !c->owned[phi->id] || root->type == ADDER_T_Null) {
                continue;
            }
            bool moves = adder_is_counted(root) && c->owned[root->id]
                         && is_in(&c->deaths[jump->id], root) && !is_in(consumed, root);
            if (moves) {
                ADDER_VEC_PUSH(c->func->arena, consumed, root);
            }
            else {
                incref_before(c, jump, root);
            }
        }
    }
}

static void
count_instr(Counter *c, HirInstr *i)
{
    AdderValues consumed = {NULL, 0, 0}, extra = {NULL, 0, 0}, pins = {NULL, 0, 0};
    count_steals(c, i, &consumed, &extra);
    count_pins(c, i, &pins);
    if (hir_has_exit(i) && i->state != NULL) {
        bool raises = (hir_effects(i) & HIR_E_Raise) != 0;
        make_exit(c, i, &consumed, raises ? &pins : &extra);
    }
    if (i == i->block->last) {
        count_phi_operands(c, i, &consumed);
    }
    if (adder_is_counted(i) && root_of(i) == i && c->owned[i->id]) {
        hold(c, i);
        if (hir_result_ref(i) == HIR_R_Borrow) {
            HirInstr *count = make_count(c, HIR_Incref, HIR_XIncref, i, i);
            if (count != NULL) {
                hir_insert_after(i, count);
            }
        }
    }
    count_deaths(c, i, &consumed, &pins);
}

/* What a block inherits: what is live at its start, less what dies on the way in. */
static void
count_edge(Counter *c, HirBlock *block, HirInstr *value)
{
    HirBlock *pred = block->preds.n == 1 ? block->preds.at[0] : NULL;
    if (adder_live_in(c->live, block, value)) {
        hold(c, value);
    }
    else if (pred != NULL && block == pred->succ[0] && hir_caught(pred) == value) {
        return; /* it raised, and gave no result */
    }
    else if (pred != NULL && pred->nsucc > 1 && hir_dominates(value->block, pred)
             && adder_live_out(c->live, pred, value)) {
        HirInstr *count = make_count(c, HIR_Decref, HIR_XDecref, value, block->first);
        if (count != NULL) {
            hir_insert_before(block->first, count);
        }
    }
}

static void
count_block(Counter *c, HirBlock *block, const AdderValues *all)
{
    HirInstr *first = block->first;
    while (c->now.n > 0) {
        release(c, c->now.at[c->now.n - 1]);
    }
    for (int k = all->n - 1; k >= 0; k--) {
        count_edge(c, block, all->at[k]);
    }
    for (HirInstr *i = first, *next; i != NULL; i = next) {
        next = i->next;
        if (i->id < c->nvalues) {
            count_instr(c, i);
        }
    }
}

/* ---- The pass -------------------------------------------------------------------------------- */

/* A phi with one operand is that operand; the edges above count on it. */
static void
drop_single_phis(HirFunc *func)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            if (i->op == HIR_Phi && i->nargs == 1) {
                hir_replace(i, hir_resolve(i->args[0]));
            }
        }
    }
    hir_apply_forwards(func);
}

static bool
prepare(Counter *c, HirFunc *func)
{
    AdderArena *arena = func->arena;
    c->func = func;
    c->nvalues = func->next_value;
    int n = c->nvalues + 1;
    c->owned = ADDER_NEW_ARRAY(arena, uint8_t, n);
    c->held = ADDER_NEW_ARRAY(arena, int, n);
    c->perilous = ADDER_NEW_ARRAY(arena, uint64_t, n / 64 + 1);
    c->visited = ADDER_NEW_ARRAY(arena, int, func->blocks.n);
    c->live = adder_liveness(func);
    c->deaths = c->live ? adder_deaths(func, c->live, NULL) : NULL;
    bool decoded = func->code == NULL /* parsed */
                   || adder_decode(arena, func->code, &c->codes) == ADDER_OK;
    return decoded && !adder_arena_failed(arena) && c->deaths != NULL;
}

static AdderValues
all_owned(Counter *c)
{
    AdderValues all = {NULL, 0, 0};
    for (int b = 0; b < c->func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, c->func->blocks.at[b]) {
            if (adder_is_counted(i) && root_of(i) == i && c->owned[i->id]) {
                ADDER_VEC_PUSH(c->func->arena, &all, i);
            }
        }
    }
    return all;
}

AdderStatus
adder_pass_refcount(HirFunc *func)
{
    Counter c = {.func = func};
    drop_single_phis(func);
    hir_split_critical_edges(func);
    hir_analyse(func);
    if (!prepare(&c, func)) {
        return ADDER_NOMEM;
    }
    settle_ownership(&c);
    AdderValues all = all_owned(&c);
    for (int b = 0; b < func->blocks.n && !adder_arena_failed(func->arena); b++) {
        count_block(&c, func->blocks.at[b], &all);
    }
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
