/* Scalar replacement of range iterators: the iterator that `for i in range(...)` makes lives in
 * registers; states hold a description from which an exit builds the real object.
 *
 * Only iterators that this function made and that nothing but its one loop sees. Memory: arena. */
#include "specialize/emit.h"
#include "specialize/specialize.h"

typedef struct {
    HirFunc *func;
    HirInstr *iter;       /* RangeIterNew: lo, length, step */
    HirInstr *has, *take; /* its only users, besides states */
    HirInstr *zero, *index, *next;     /* before, at the head of, and in the loop */
    HirInstr *before, *at_head, *in_body; /* the virtual objects for states there */
} Replacement;

/* ---- May it be replaced? --------------------------------------------------------------------- */

/* What holds it as a state does. */
static bool
is_virtual(const HirInstr *i)
{
    return hir_result_ref(i) == HIR_R_Virtual;
}

static bool
note_user(Replacement *r, HirInstr *user)
{
    HirInstr **place = user->op == HIR_RangeIterHas    ? &r->has
                       : user->op == HIR_RangeIterTake ? &r->take
                                                       : NULL;
    if (place == NULL || *place != NULL) {
        return false;
    }
    *place = user;
    return true;
}

static bool
find_users(Replacement *r)
{
    for (int b = 0; b < r->func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, r->func->blocks.at[b]) {
            for (int k = 0; k < i->nargs && !is_virtual(i); k++) {
                if (hir_resolve(i->args[k]) == r->iter && !note_user(r, i)) {
                    return false;
                }
            }
        }
    }
    return r->has != NULL && r->take != NULL;
}

/* The index is 0 on the way in and the next one on the way back: each edge is one of the two.
 * A `for` that never comes back to its head is no loop, and may share a block with its iterator. */
static bool
edges_fit(const Replacement *r)
{
    const HirBlock *head = r->has->block, *body = r->take->block;
    if (!hir_dominates(head, body) || head == body || head == r->iter->block
        || !hir_dominates(r->iter->block, head)) {
        return false;
    }
    for (int k = 0; k < head->preds.n; k++) {
        const HirBlock *pred = head->preds.at[k];
        if (hir_dominates(head, pred) && !hir_dominates(body, pred)) {
            return false;
        }
    }
    return true;
}

/* ---- Replacing ------------------------------------------------------------------------------- */

static HirInstr *
emit_virtual(Replacement *r, HirInstr *before, HirInstr *index)
{
    AdderEmit e = {.func = r->func, .at = before};
    HirInstr **iter = r->iter->args;
    return adder_emit(&e, HIR_RangeIterVirtual, 4,
                      (HirInstr *[]){index, hir_resolve(iter[0]), hir_resolve(iter[1]),
                                     hir_resolve(iter[2])});
}

static void
emit_indices(Replacement *r)
{
    AdderEmit e = {.func = r->func, .at = r->iter};
    HirBlock *head = r->has->block;
    r->zero = adder_emit_i64(&e, 0);
    r->before = emit_virtual(r, r->iter, r->zero);
    e.at = r->take;
    HirInstr *one = adder_emit_i64(&e, 1);
    HirInstr **inputs = ADDER_NEW_ARRAY(r->func->arena, HirInstr *, head->preds.n);
    if (inputs == NULL) {
        return;
    }
    for (int k = 0; k < head->preds.n; k++) {
        inputs[k] = r->zero;
    }
    r->index = hir_instr_new(r->func, HIR_Phi, NULL, head->preds.n, inputs);
    if (r->index == NULL) {
        return;
    }
    r->index->type = ADDER_T_I64;
    r->index->bytecode = r->has->bytecode;
    hir_insert_before(head->first, r->index);
    r->at_head = emit_virtual(r, adder_after_phis(head), r->index);
    r->next = adder_emit2(&e, HIR_AddI64, r->index, one);
    r->in_body = emit_virtual(r, r->take, r->next);
    for (int k = 0; k < head->preds.n; k++) {
        r->index->args[k] = hir_dominates(head, head->preds.at[k]) ? r->next : r->zero;
    }
}

/* The item: lo + index * step, which range() has proven to fit; the product alone may not. */
static HirInstr *
emit_item(Replacement *r)
{
    AdderEmit e = {.func = r->func, .at = r->take};
    HirInstr *lo = hir_resolve(r->iter->args[0]), *step = hir_resolve(r->iter->args[2]);
    int64_t value;
    if (!adder_const_i64(step, &value) || value != 1) {
        return adder_emit3(&e, HIR_RangeItem, lo, r->index, step);
    }
    if (adder_const_i64(lo, &value) && value == 0) {
        return r->index;
    }
    return adder_emit2(&e, HIR_AddI64, lo, r->index);
}

static void
replace_users(Replacement *r)
{
    AdderEmit e = {.func = r->func, .at = r->has};
    HirInstr *has = adder_emit2(&e, HIR_CmpI64, r->index, hir_resolve(r->iter->args[1]));
    has->imm = Py_LT;
    HirInstr *item = emit_item(r);
    hir_replace(r->has, has);
    hir_replace(r->take, item);
}

/* States name the index that holds where they are used. Blocks come in reverse post-order, so a
 * state that the head and the body share is taken at the head. */
static void
replace_in_state(const Replacement *r, HirState *state, HirInstr *virtual_iter)
{
    for (; state != NULL; state = state->caller) {
        for (int k = 0; k < state->nlocals + state->nstack; k++) {
            if (state->slots[k] != NULL && hir_resolve(state->slots[k]) == r->iter) {
                state->slots[k] = virtual_iter;
            }
        }
    }
}

static void
replace_in_states(const Replacement *r, HirBlock *head, HirBlock *body)
{
    for (int b = 0; b < r->func->blocks.n; b++) {
        HirBlock *block = r->func->blocks.at[b];
        HirInstr *place = hir_dominates(body, block)   ? r->in_body
                          : hir_dominates(head, block) ? r->at_head
                                                       : r->before;
        if (block == body) {
            place = r->at_head; /* up to the new index */
        }
        HIR_FOR_INSTRS(i, block) {
            place = i == r->in_body ? r->in_body : place;
            for (int k = 0; k < i->nargs && is_virtual(i); k++) {
                i->args[k] = hir_resolve(i->args[k]) == r->iter ? place : i->args[k];
            }
            replace_in_state(r, i->state, place);
        }
    }
}

static void
replace_iterator(HirFunc *func, HirInstr *iter)
{
    Replacement r = {.func = func, .iter = iter};
    if (!find_users(&r) || !edges_fit(&r)) {
        return;
    }
    HirBlock *head = r.has->block, *body = r.take->block;
    emit_indices(&r);
    if (adder_arena_failed(func->arena)) {
        return;
    }
    replace_users(&r);
    replace_in_states(&r, head, body);
    hir_remove(iter);
}

AdderStatus
adder_pass_iterators(HirFunc *func)
{
    hir_analyse(func);
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            if (i->op == HIR_RangeIterNew) {
                replace_iterator(func, i);
            }
        }
    }
    hir_apply_forwards(func);
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
