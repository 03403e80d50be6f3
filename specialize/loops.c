/* Natural loops: which blocks belong to them, and where what they repeat can stand instead. */
#include "specialize/loops.h"
#include "profile/feedback.h"

static bool
is_latch(const HirBlock *head, const HirBlock *pred)
{
    return hir_dominates(head, pred);
}

/* Did what stood before this loop fail too often? */
static bool
is_refused(const HirInstr *entry)
{
    return adder_feedback_stays(entry->state->code, entry->bytecode);
}

/* The state before the loop, if there is one way in that has it. */
static HirInstr *
find_entry(const HirBlock *head)
{
    const HirBlock *before = NULL;
    for (int k = 0; k < head->preds.n; k++) {
        const HirBlock *pred = head->preds.at[k];
        if (is_latch(head, pred)) {
            continue;
        }
        if (before != NULL) {
            return NULL;
        }
        before = pred;
    }
    for (HirInstr *i = before != NULL && before->nsucc == 1 ? before->last : NULL; i != NULL; i = i->prev) {
        if (i->op == HIR_LoopEntry) {
            return is_refused(i) ? NULL : i;
        }
        if ((hir_effects(i) & (HIR_E_Write | HIR_E_CALL_BIT)) != 0) {
            return NULL;
        }
    }
    return NULL;
}

/* From the latches back to the head. */
static void
mark(AdderLoop **of, AdderLoop *loop, HirBlock **work)
{
    int n = 0;
    loop->outer = of[loop->head->order];
    of[loop->head->order] = loop;
    for (int k = 0; k < loop->head->preds.n; k++) {
        HirBlock *pred = loop->head->preds.at[k];
        if (is_latch(loop->head, pred) && of[pred->order] != loop) {
            of[pred->order] = loop;
            work[n++] = pred;
        }
    }
    while (n > 0) {
        const HirBlock *block = work[--n];
        for (int k = 0; k < block->preds.n; k++) {
            HirBlock *pred = block->preds.at[k];
            if (of[pred->order] != loop) {
                of[pred->order] = loop;
                work[n++] = pred;
            }
        }
    }
}

AdderLoop **
adder_loops(HirFunc *func)
{
    AdderLoop **of = ADDER_NEW_ARRAY(func->arena, AdderLoop *, func->blocks.n + 1);
    HirBlock **work = ADDER_NEW_ARRAY(func->arena, HirBlock *, func->blocks.n + 1);
    if (of == NULL || work == NULL) {
        return NULL;
    }
    for (int b = 0; b < func->blocks.n; b++) { /* outer heads come before inner ones */
        HirBlock *head = func->blocks.at[b];
        AdderLoop *loop = head->loop_head ? ADDER_NEW(func->arena, AdderLoop) : NULL;
        if (loop != NULL) {
            *loop = (AdderLoop){.head = head, .entry = find_entry(head)};
            mark(of, loop, work);
        }
    }
    return adder_arena_failed(func->arena) ? NULL : of;
}

bool
adder_loop_has(AdderLoop *const *loops, const AdderLoop *loop, const HirBlock *block)
{
    const AdderLoop *l = loops[block->order];
    while (l != NULL && l != loop) {
        l = l->outer;
    }
    return l != NULL;
}

bool
adder_loop_always(const AdderLoop *loop, const HirBlock *block)
{
    for (int k = 0; k < loop->head->preds.n; k++) {
        const HirBlock *pred = loop->head->preds.at[k];
        if (is_latch(loop->head, pred) && !hir_dominates(block, pred)) {
            return false;
        }
    }
    return true;
}
