/* Exceptions that only a handler of the same unit sees.
 *
 * What is raised and caught in one unit is seen by nobody if the handler has forgotten it before anything has
 * an effect.  Then nothing has to be made or raised: the handler is where the program goes on, and whatever
 * leaves on the way goes back to the state before the exception was made, so that the interpreter makes it.
 * The same with a key that a dict does not have, if looking for it runs no Python code.  Which class of
 * exceptions the handler takes is known here.  Memory: the arena's. */
#include "specialize/types.h"

typedef struct {
    HirFunc *func;
    HirInstr *op;       /* RaiseVarargs or DictItem */
    HirInstr *made;     /* what RaiseVarargs raises; else NULL */
    PyTypeObject *cls;  /* of the exception */
    HirState *before;   /* where the interpreter would make it */
    HirInstr *caught, *pushed; /* Catch, PushExcInfo */
    ADDER_VEC(HirInstr *) on_way; /* instructions of the handler, to where it forgets the exception */
    ADDER_VEC(HirInstr *) tests;  /* which of them are ExceptionIs */
    bool *reached;      /* by order of the blocks: without the branches that are decided by the tests */
} Raise;

/* ---- What may happen on the way -------------------------------------------------------------- */

/* Leaves for want of memory at most. */
static bool
is_allocation(const HirInstr *i)
{
    return i->op == HIR_BoxI64 || i->op == HIR_BoxU64 || i->op == HIR_BoxF64 || i->op == HIR_StrConcat
           || i->op == HIR_BuildString;
}

static bool
has_no_effect(const HirInstr *i)
{
    uint32_t effects = hir_effects(i);
    return (effects & (HIR_E_Write | HIR_E_CALL_BIT)) == 0
           && ((effects & HIR_E_Raise) == 0 || is_allocation(i));
}

/* 1 or 0: what a test of the exception's class says; -1: i is none. */
static int
answer_of(const Raise *r, const HirInstr *i)
{
    if (i->op != HIR_ExceptionIs || hir_resolve(i->args[0]) != r->caught || i->sym->object == NULL) {
        return -1;
    }
    return PyType_IsSubtype(r->cls, (PyTypeObject *)i->sym->object);
}

/* Some slot has value. */
static bool
is_held(const HirState *state, HirInstr *value)
{
    for (; state != NULL; state = state->caller) {
        for (int k = 0; k < state->nlocals + state->nstack; k++) {
            if (state->slots[k] != NULL && hir_root(hir_resolve(state->slots[k])) == value) {
                return true;
            }
        }
    }
    return false;
}

/* What the frames had where the exception was made, and what its traceback would have kept, is either still there or
 * nothing that could tell of its end. */
static bool
dies_unnoticed(const HirState *from, const HirState *to)
{
    for (; from != NULL; from = from->caller) {
        for (int k = 0; k < from->nlocals + from->nstack; k++) {
            HirInstr *slot = from->slots[k] != NULL ? hir_resolve(from->slots[k]) : NULL;
            HirInstr *root = slot != NULL ? hir_root(slot) : NULL;
            if (root != NULL && adder_is_counted(root) && hir_result_ref(root) != HIR_R_Borrow
                && (slot->type & ~(AdderTypes)ADDER_T_Harmless) != 0 && !is_held(to, root)) {
                return false;
            }
        }
    }
    return true;
}

/* ---- The way to where it is forgotten ---------------------------------------------------------- */

typedef enum { GOES_ON, FORGOTTEN, MATTERS } Step;

static Step
step(Raise *r, HirInstr *i)
{
    if (i->op == HIR_PopExcInfo) {
        bool ends = r->pushed != NULL && hir_resolve(i->args[0]) == r->pushed;
        return ends && dies_unnoticed(r->before, i->state) ? FORGOTTEN : MATTERS;
    }
    if (i->op == HIR_PushExcInfo) {
        bool begins = r->pushed == NULL && r->caught != NULL && hir_resolve(i->args[0]) == r->caught;
        r->pushed = begins ? i : r->pushed;
        return begins ? GOES_ON : MATTERS;
    }
    if (i->op == HIR_Catch || i->op == HIR_Unwind) {
        bool first = r->caught == NULL;
        r->caught = first && i->op == HIR_Catch ? i : r->caught;
        return first ? GOES_ON : MATTERS;
    }
    if (answer_of(r, i) >= 0) {
        ADDER_VEC_PUSH(r->func->arena, &r->tests, i);
        return GOES_ON;
    }
    return has_no_effect(i) ? GOES_ON : MATTERS;
}

/* Which successor the handler takes; -1: it depends. */
static int
taken(const Raise *r, const HirBlock *block)
{
    const HirInstr *last = block->last;
    int answer = last->op == HIR_Branch ? answer_of(r, hir_resolve(last->args[0])) : -1;
    return answer >= 0 ? 1 - answer : -1;
}

enum { MOST_BLOCKS = 32 };

/* From block on everything is harmless until the exception is forgotten, on every way. */
static bool
follow(Raise *r, HirBlock *block, int depth)
{
    if (block->preds.n != 1 || depth == MOST_BLOCKS) {
        return false;
    }
    HIR_FOR_INSTRS (i, block) {
        ADDER_VEC_PUSH(r->func->arena, &r->on_way, i);
        Step s = step(r, i);
        if (s != GOES_ON) {
            return s == FORGOTTEN;
        }
    }
    int only = taken(r, block);
    for (int s = 0; s < block->nsucc; s++) {
        if ((only < 0 || only == s) && !follow(r, block->succ[s], depth + 1)) {
            return false;
        }
    }
    return block->nsucc > 0 || hir_always_leaves(block->last); /* the interpreter makes it then */
}

/* ---- Does nobody else see it? ------------------------------------------------------------------ */

/* Big functions have thousands of blocks: no recursion. */
static void
reach_blocks(Raise *r)
{
    ADDER_VEC(HirBlock *) work = {0};
    ADDER_VEC_PUSH(r->func->arena, &work, r->func->blocks.at[0]);
    while (work.n > 0) {
        HirBlock *block = work.at[--work.n];
        int only = taken(r, block);
        r->reached[block->order] = true;
        for (int s = 0; s < block->nsucc; s++) {
            bool raises_no_more = block == r->op->block && r->made != NULL && s == 1;
            if ((only < 0 || only == s) && !raises_no_more && !r->reached[block->succ[s]->order]) {
                ADDER_VEC_PUSH(r->func->arena, &work, block->succ[s]);
            }
        }
    }
}

typedef struct {
    const Raise *r;
    bool found;
} Finder;

static void
look(HirInstr **value, void *arg)
{
    Finder *f = arg;
    const HirInstr *v = hir_resolve(*value);
    f->found |= v == f->r->caught || v == f->r->pushed || (f->r->made != NULL && v == f->r->made);
}

/* Does anything name the exception, or what was handled before it, that is not on the way and remains? */
static bool
is_seen(Raise *r)
{
    Finder f = {.r = r};
    for (int k = 0; k < r->on_way.n; k++) {
        r->on_way.at[k]->scratch = 1;
    }
    for (int b = 0; b < r->func->blocks.n && !f.found; b++) {
        if (!r->reached[b]) {
            continue;
        }
        HIR_FOR_INSTRS (i, r->func->blocks.at[b]) {
            for (int k = 0; k < i->nargs && i != r->op && !i->scratch; k++) {
                look(&i->args[k], &f);
            }
            if (i->state != NULL && i != r->op && !i->scratch) {
                hir_state_visit(i->state, look, &f);
            }
        }
    }
    return f.found;
}

/* On the way only what goes, and tests and states, which are changed, use it. */
static bool
is_used_on_way(const Raise *r)
{
    for (int k = 0; k < r->on_way.n; k++) {
        HirInstr *i = r->on_way.at[k];
        bool known = i->op == HIR_PushExcInfo || i->op == HIR_PopExcInfo || answer_of(r, i) >= 0;
        Finder f = {.r = r};
        for (int n = 0; n < i->nargs && !known; n++) {
            look(&i->args[n], &f);
        }
        if (f.found) {
            return true;
        }
    }
    return false;
}

static bool
goes_unseen(Raise *r)
{
    HirFunc *func = r->func;
    r->reached = ADDER_NEW_ARRAY(func->arena, bool, func->blocks.n + 1);
    if (r->reached == NULL) {
        return false;
    }
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS (i, func->blocks.at[b]) {
            i->scratch = 0;
        }
    }
    reach_blocks(r);
    return !is_used_on_way(r) && !is_seen(r);
}

/* ---- Candidates -------------------------------------------------------------------------------- */

/* Nothing between the two has an effect. */
static bool
follows(const HirInstr *made, const HirInstr *op)
{
    const HirInstr *i = made->block == op->block ? made->next : NULL;
    while (i != NULL && i != op && has_no_effect(i)) {
        i = i->next;
    }
    return i == op;
}

static bool
is_candidate(Raise *r)
{
    HirInstr *value = r->op->nargs > 0 ? hir_resolve(r->op->args[0]) : NULL;
    if (r->op->op == HIR_RaiseVarargs && r->op->nargs == 1 && value->op == HIR_ExceptionNew) {
        r->made = value;
        r->cls = (PyTypeObject *)value->sym->object;
        r->before = value->state;
        return r->cls != NULL && follows(value, r->op);
    }
    const AdderTypes keys = ADDER_T_Long | ADDER_T_Str;
    r->cls = (PyTypeObject *)PyExc_KeyError;
    r->before = r->op->state;
    return r->op->op == HIR_DictItem && (hir_resolve(r->op->args[1])->type & ~keys) == 0
           && r->op->block->succ[1]->preds.n == 1;
}

/* ---- Without it -------------------------------------------------------------------------------- */

/* What leaves goes back to before; a failure is put down to what raised, if that is in another frame. */
static void
send_back(const Raise *r, HirInstr *i)
{
    if (i->state->caller != r->before->caller || i->state->func != r->before->func || is_allocation(i)) {
        i->bytecode = r->op->bytecode;
        i->code = r->op->code;
    }
    i->state = r->before;
}

static void
clear_way(Raise *r)
{
    for (int k = 0; k < r->on_way.n; k++) {
        HirInstr *i = r->on_way.at[k];
        int answer = answer_of(r, i);
        if (i->op == HIR_Catch || i->op == HIR_Unwind || i->op == HIR_PushExcInfo || i->op == HIR_PopExcInfo) {
            hir_remove(i);
        }
        else if (answer >= 0) {
            AdderEmit e = adder_emit_before(r->func, i);
            HirInstr *known = adder_emit0(&e, HIR_ConstI1);
            known->imm = answer;
            hir_replace(i, known);
        }
        else if (i->state != NULL) {
            send_back(r, i);
        }
    }
}

static void
go_to_handler(Raise *r)
{
    HirBlock *block = r->op->block;
    hir_remove_pred(block->succ[1], block);
    block->nsucc = 1;
    block->last->op = HIR_Jump;
    hir_remove(r->op);
    hir_remove(r->made);
}

/* A look whether the key is there, and a branch. */
static void
look_for_key(Raise *r)
{
    HirBlock *block = r->op->block;
    AdderEmit e = adder_emit_before(r->func, r->op);
    HirInstr *dict = hir_resolve(r->op->args[0]);
    HirInstr *found = adder_emit2(&e, HIR_DictProbe, dict, r->op->args[1]);
    HirInstr *untold = adder_emit2(&e, HIR_SameObject, found, dict);
    adder_emit1(&e, HIR_GuardTrue, adder_emit1(&e, HIR_NotI1, untold));
    HirInstr *missing = adder_emit1(&e, HIR_IsNull, found);
    HirInstr *branch = hir_instr_new(r->func, HIR_Branch, NULL, 1, &missing);
    HirInstr *item = hir_instr_new(r->func, HIR_Refine, NULL, 1, &found);
    if (branch == NULL || item == NULL) {
        return;
    }
    branch->bytecode = item->bytecode = r->op->bytecode;
    item->type = item->guard_type = ADDER_T_Object;
    hir_insert_before(adder_after_phis(block->succ[1]), item);
    hir_remove(block->last);
    hir_append(block, branch);
    hir_replace(r->op, item);
}

static bool
without_raise(HirFunc *func, HirInstr *op)
{
    Raise r = {.func = func, .op = op};
    HirBlock *block = op->block;
    const AdderTyper typer = {.func = func};
    if (op->state == NULL || !adder_typer_may_guard(&typer, op) || !is_candidate(&r) || r.before == NULL
        || !follow(&r, block->succ[0], 0) || !goes_unseen(&r)) {
        return false;
    }
    clear_way(&r);
    if (r.made != NULL) {
        go_to_handler(&r);
    }
    else {
        look_for_key(&r);
    }
    return true;
}

static bool
any_without(HirFunc *func)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HirInstr *op = hir_caught(func->blocks.at[b]);
        if (op != NULL && without_raise(func, op)) {
            return true;
        }
    }
    return false;
}

static bool
any_candidate(const HirFunc *func)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HirInstr *op = hir_caught(func->blocks.at[b]);
        if (op != NULL && (op->op == HIR_RaiseVarargs || op->op == HIR_DictItem)) {
            return true;
        }
    }
    return false;
}

AdderStatus
adder_pass_raises(HirFunc *func)
{
    if (!any_candidate(func)) {
        return ADDER_OK;
    }
    AdderStatus status = adder_pass_simplify(func); /* phis of handlers with one way in */
    while (status == ADDER_OK && !adder_arena_failed(func->arena) && any_without(func)) {
        status = adder_pass_simplify(func);
    }
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : status;
}
