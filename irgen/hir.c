/* Making and changing HIR: instructions, blocks, states, edges, dominators.
 *
 * All memory is the compilation's arena; only symbols hold Python references (GIL needed there).
 * Without memory constructors answer NULL and the arena is failed. */
#include "irgen/hir.h"

#include "irgen/irgen.h"

#include <string.h>

const HirOpInfo hir_op_info[HIR_NOPS] = {
#define X(op, operands, type, does, holds, carries)                                               \
    [HIR_##op] = {#op, operands, ADDER_T_##type, HIR_E_##does, HIR_R_##holds, HIR_X_##carries},
    HIR_OP_TABLE(X)
#undef X
};

/* ---- Making ---------------------------------------------------------------------------------- */

HirFunc *
hir_func_new(AdderArena *arena)
{
    HirFunc *func = ADDER_NEW(arena, HirFunc);
    if (func != NULL) {
        func->arena = arena;
    }
    return func;
}

HirBlock *
hir_block_new(HirFunc *func, int bytecode)
{
    HirBlock *block = ADDER_NEW(func->arena, HirBlock);
    if (block == NULL || !ADDER_VEC_PUSH(func->arena, &func->blocks, block)) {
        return NULL;
    }
    block->id = func->next_block++;
    block->func = func;
    block->bytecode = bytecode;
    block->order = func->blocks.n - 1;
    block->weight = 1;
    return block;
}

HirState *
hir_state_new(HirFunc *func, PyCodeObject *code, int bytecode, int nlocals, int nstack)
{
    HirState *state = ADDER_NEW(func->arena, HirState);
    HirInstr **slots = ADDER_NEW_ARRAY(func->arena, HirInstr *, nlocals + nstack + 1);
    if (state == NULL || slots == NULL) {
        return NULL;
    }
    *state = (HirState){.id = func->next_state++,
                        .bytecode = bytecode,
                        .nlocals = nlocals,
                        .nstack = nstack,
                        .slots = slots,
                        .code = code};
    return state;
}

HirState *
hir_state_copy(HirFunc *func, const HirState *state)
{
    HirState *copy = hir_state_new(func, state->code, state->bytecode, state->nlocals,
                                   state->nstack);
    if (copy == NULL) {
        return NULL;
    }
    size_t n = (size_t)(state->nlocals + state->nstack);
    memcpy(copy->slots, state->slots, n * sizeof(HirInstr *));
    copy->func = state->func;
    copy->gives = state->gives;
    copy->indirect = state->indirect;
    copy->generator = state->generator;
    copy->caller = state->caller;
    if (state->caller != NULL && (copy->caller = hir_state_copy(func, state->caller)) == NULL) {
        return NULL;
    }
    return copy;
}

void
hir_state_replace(HirState *state, const HirInstr *old, HirInstr *other)
{
    for (; state != NULL; state = state->caller) {
        for (int k = 0; k < state->nlocals + state->nstack; k++) {
            if (state->slots[k] != NULL && hir_resolve(state->slots[k]) == old) {
                state->slots[k] = other;
            }
        }
    }
}

static const char *
sym_text(HirFunc *func, HirSymKind kind, PyObject *object)
{
    if (object != NULL && PyUnicode_Check(object) && kind == HIR_SYM_NAME) {
        const char *utf8 = PyUnicode_AsUTF8(object);
        if (utf8 != NULL) {
            return adder_arena_printf(func->arena, "%s", utf8);
        }
        PyErr_Clear();
    }
    if (object != NULL && PyType_Check(object)) {
        return adder_arena_printf(func->arena, "%s", ((PyTypeObject *)object)->tp_name);
    }
    return adder_arena_printf(func->arena, "%d", func->syms.n);
}

static bool
is_strong(HirSymKind kind)
{
    return kind == HIR_SYM_CONST || kind == HIR_SYM_NAME;
}

static HirSym *
find_sym(const HirFunc *func, HirSymKind kind, const PyObject *object, const char *text)
{
    for (int k = 0; k < func->syms.n; k++) {
        HirSym *sym = func->syms.at[k];
        bool same = object != NULL ? sym->object == object
                                   : text != NULL && sym->text && strcmp(sym->text, text) == 0;
        if (sym->kind == kind && same) {
            return sym;
        }
    }
    return NULL;
}

/* Two classes may have one name: the text of the second gets a number. */
static const char *
unique_text(HirFunc *func, HirSymKind kind, const char *text)
{
    const char *unique = text;
    for (int n = 2; unique != NULL && find_sym(func, kind, NULL, unique) != NULL; n++) {
        unique = adder_arena_printf(func->arena, "%s~%d", text, n);
    }
    return unique;
}

HirSym *
hir_sym(HirFunc *func, HirSymKind kind, PyObject *object, const char *text)
{
    HirSym *sym = find_sym(func, kind, object, text);
    if (sym != NULL) {
        return sym;
    }
    text = unique_text(func, kind, text ? text : sym_text(func, kind, object));
    sym = ADDER_NEW(func->arena, HirSym);
    if (sym == NULL || text == NULL || !ADDER_VEC_PUSH(func->arena, &func->syms, sym)) {
        return NULL;
    }
    sym->kind = kind;
    sym->text = text;
    sym->object = object;
    if (is_strong(kind) && adder_counts_const(object)) {
        Py_INCREF(object);
    }
    return sym;
}

HirInstr *
hir_instr_new(HirFunc *func, HirOp op, HirState *state, int nargs, HirInstr *const *args)
{
    HirInstr *instr = ADDER_NEW(func->arena, HirInstr);
    if (instr == NULL) {
        return NULL;
    }
    *instr = (HirInstr){.op = op,
                        .type = hir_op_info[op].result,
                        .id = func->next_value++,
                        .nargs = nargs,
                        .state = state,
                        .bytecode = state ? state->bytecode : 0,
                        .code = state ? state->code : NULL};
    if (nargs > 0) {
        instr->args = ADDER_NEW_ARRAY(func->arena, HirInstr *, nargs);
        if (instr->args == NULL) {
            return NULL;
        }
        memcpy(instr->args, args, (size_t)nargs * sizeof(HirInstr *));
    }
    return instr;
}

void
hir_func_clear(HirFunc *func)
{
    for (int k = 0; k < func->syms.n; k++) {
        HirSym *sym = func->syms.at[k];
        if (is_strong(sym->kind) && adder_counts_const(sym->object)) {
            Py_CLEAR(sym->object);
        }
    }
}

/* ---- Instructions in their block --------------------------------------------------------------- */

void
hir_append(HirBlock *block, HirInstr *instr)
{
    instr->block = block;
    instr->prev = block->last;
    instr->next = NULL;
    if (block->last != NULL) {
        block->last->next = instr;
    }
    else {
        block->first = instr;
    }
    block->last = instr;
}

void
hir_insert_before(HirInstr *where, HirInstr *instr)
{
    HirBlock *block = where->block;
    instr->block = block;
    instr->prev = where->prev;
    instr->next = where;
    if (where->prev != NULL) {
        where->prev->next = instr;
    }
    else {
        block->first = instr;
    }
    where->prev = instr;
}

void
hir_insert_after(HirInstr *where, HirInstr *instr)
{
    if (where->next != NULL) {
        hir_insert_before(where->next, instr);
    }
    else {
        hir_append(where->block, instr);
    }
}

void
hir_remove(HirInstr *instr)
{
    HirBlock *block = instr->block;
    if (block == NULL) {
        return;
    }
    *(instr->prev ? &instr->prev->next : &block->first) = instr->next;
    *(instr->next ? &instr->next->prev : &block->last) = instr->prev;
    instr->block = NULL;
    instr->prev = instr->next = NULL;
}

HirInstr *
hir_resolve(HirInstr *instr)
{
    while (instr->forward != NULL) {
        instr = instr->forward;
    }
    return instr;
}

void
hir_replace(HirInstr *old, HirInstr *replacement)
{
    replacement = hir_resolve(replacement);
    if (replacement != old) {
        old->forward = replacement;
        hir_remove(old);
    }
}

HirInstr *
hir_root(HirInstr *i)
{
    while ((hir_op_info[i->op].refs & HIR_R_MASK) == HIR_R_Alias) {
        i = hir_resolve(i->args[0]);
    }
    return i;
}

bool
hir_is_merged(const HirInstr *i)
{
    switch (i->op) {
    case HIR_Phi: return (i->type & (ADDER_T_I64 | ADDER_T_U64 | ADDER_T_F64)) != 0;
    case HIR_MinI64:
    case HIR_MaxI64:
    case HIR_MinF64:
    case HIR_MaxF64: return true;
    default: return false;
    }
}

bool
hir_is_site(const HirInstr *instr)
{
    uint32_t effects = hir_effects(instr);
    bool allocates = (effects & (HIR_E_Raise | HIR_E_Write)) == (HIR_E_Raise | HIR_E_Write);
    switch (instr->op) {
    case HIR_RangeNew: /* its arguments come in a tuple */
    case HIR_InstanceNew:
        return instr->state != NULL;
    case HIR_CallPlain:
        return (instr->imm & (ADDER_NATIVE_PURE | ADDER_NATIVE_ITEMS)) == 0 && instr->state != NULL;
    case HIR_ListAppend: /* the list's storage only */
    case HIR_ListPop:
    case HIR_EnumeratePlainNext: /* what is made there, no collector knows */
    case HIR_ZipPlainNext:
    case HIR_StoreCell:
    case HIR_PopExcInfo: /* on a cold path only */
        return false;
    default:
        return ((effects & HIR_E_CALL_BIT) != 0 || allocates)
               && (effects & (HIR_E_Deopt | HIR_E_Ref)) == 0 && instr->state != NULL;
    }
}

int
hir_results(const HirInstr *i)
{
    switch (i->op) {
    case HIR_LoadMethod: /* the interpreter's two slots */
    case HIR_BeforeWith:
    case HIR_CheckEgMatch:
    case HIR_Send: /* yielded, returned */
    case HIR_DictItemIterNext:
        return 2;
    case HIR_Unpack:
    case HIR_ZipNext:
    case HIR_ZipPlainNext:
        return (int)i->imm;
    case HIR_UnpackEx:
        return (int)((i->imm & 0xff) + 1 + (i->imm >> 8));
    default:
        return hir_op_info[i->op].result != 0;
    }
}

int
hir_successors(HirOp op)
{
    switch (op) {
    case HIR_Jump:
        return 1;
    case HIR_Branch:
    case HIR_BranchRaised:
        return 2;
    default:
        return 0;
    }
}

static void
forward_state(HirState *state)
{
    for (; state != NULL; state = state->caller) {
        for (int k = 0; k < state->nlocals + state->nstack; k++) {
            state->slots[k] = state->slots[k] ? hir_resolve(state->slots[k]) : NULL;
        }
        state->func = state->func ? hir_resolve(state->func) : NULL;
        state->gives = state->gives ? hir_resolve(state->gives) : NULL;
    }
}

void
hir_apply_forwards(HirFunc *func)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            for (int k = 0; k < i->nargs; k++) {
                i->args[k] = hir_resolve(i->args[k]);
            }
            forward_state(i->state);
        }
    }
}

typedef void Visit(HirInstr **value, void *arg);

/* A value, and what it holds if it is no object yet. */
static void
visit_value(HirInstr **where, Visit *visit, void *arg)
{
    if (*where == NULL) {
        return;
    }
    visit(where, arg);
    HirInstr *value = hir_resolve(*where);
    for (int k = 0; hir_result_ref(value) == HIR_R_Virtual && k < value->nargs; k++) {
        visit_value(&value->args[k], visit, arg);
    }
}

void
hir_state_visit(HirState *state, Visit *visit, void *arg)
{
    for (; state != NULL; state = state->caller) {
        for (int k = 0; k < state->nlocals + state->nstack; k++) {
            visit_value(&state->slots[k], visit, arg);
        }
        visit_value(&state->func, visit, arg);
        visit_value(&state->gives, visit, arg);
    }
}

/* ---- Edges ------------------------------------------------------------------------------------- */

void
hir_link(HirBlock *from, int which, HirBlock *to)
{
    from->succ[which] = to;
    if (from->nsucc <= which) {
        from->nsucc = which + 1;
    }
    ADDER_VEC_PUSH(to->func->arena, &to->preds, from);
}

static void
remove_phi_operand(HirInstr *phi, int at)
{
    memmove(phi->args + at, phi->args + at + 1,
            (size_t)(phi->nargs - at - 1) * sizeof(HirInstr *));
    phi->nargs--;
}

void
hir_remove_pred(HirBlock *block, HirBlock *pred)
{
    for (int k = 0; k < block->preds.n; k++) {
        if (block->preds.at[k] != pred) {
            continue;
        }
        for (HirInstr *i = block->first; i != NULL && i->op == HIR_Phi; i = i->next) {
            remove_phi_operand(i, k);
        }
        memmove(block->preds.at + k, block->preds.at + k + 1,
                (size_t)(block->preds.n - k - 1) * sizeof(HirBlock *));
        block->preds.n--;
        return;
    }
}

/* A new block on the edge from->succ[which]; it takes from's place among the predecessors. */
static void
split_edge(HirFunc *func, HirBlock *from, int which)
{
    HirBlock *to = from->succ[which], *between = hir_block_new(func, to->bytecode);
    HirInstr *jump = hir_instr_new(func, HIR_Jump, NULL, 0, NULL);
    if (between == NULL || jump == NULL) {
        return;
    }
    jump->bytecode = to->bytecode;
    hir_append(between, jump);
    between->succ[0] = to;
    between->nsucc = 1;
    between->weight = from->weight;
    for (int k = 0; k < to->preds.n; k++) {
        if (to->preds.at[k] == from) {
            to->preds.at[k] = between;
            break; /* one edge at a time: both may lead to the same block */
        }
    }
    from->succ[which] = between;
    ADDER_VEC_PUSH(func->arena, &between->preds, from);
}

void
hir_split_critical_edges(HirFunc *func)
{
    int n = func->blocks.n;
    for (int b = 0; b < n; b++) {
        HirBlock *block = func->blocks.at[b];
        for (int s = 0; block->nsucc > 1 && s < block->nsucc; s++) {
            if (block->succ[s]->preds.n > 1) {
                split_edge(func, block, s);
            }
        }
    }
}

/* ---- Error edges ------------------------------------------------------------------------------- */

HirInstr *
hir_caught(const HirBlock *block)
{
    if (block->last == NULL || block->last->op != HIR_BranchRaised) {
        return NULL;
    }
    HirInstr *i = block->last->prev;
    while (i != NULL && (hir_effects(i) & HIR_E_Ref) != 0) {
        i = i->prev;
    }
    return i != NULL && hir_is_catchable(i) ? i : NULL;
}

bool
hir_is_caught(const HirInstr *i)
{
    return hir_is_catchable(i) && i->block != NULL && hir_caught(i->block) == i;
}

HirInstr *
hir_block_end(HirBlock *block)
{
    HirInstr *caught = hir_caught(block);
    return caught != NULL ? caught : block->last;
}

/* Appends what `next` holds to the only block before it, which ends in a Jump there. */
static void
join_blocks(HirBlock *block, HirBlock *next)
{
    hir_remove(block->last);
    while (next->first != NULL) {
        HirInstr *moved = next->first;
        hir_remove(moved);
        hir_append(block, moved);
    }
    block->nsucc = next->nsucc;
    for (int s = 0; s < next->nsucc; s++) {
        HirBlock *to = next->succ[s];
        block->succ[s] = to;
        for (int k = 0; k < to->preds.n; k++) {
            to->preds.at[k] = to->preds.at[k] == next ? block : to->preds.at[k];
        }
    }
    next->nsucc = next->preds.n = 0;
}

/* What was before the BranchRaised has become something that does not raise, or has gone. */
static void
drop_error_edge(HirBlock *block)
{
    HirBlock *on = block->succ[1];
    hir_remove_pred(block->succ[0], block);
    block->last->op = HIR_Jump;
    block->succ[0] = on;
    block->nsucc = 1;
    if (on->preds.n == 1 && on->first->op != HIR_Phi) {
        join_blocks(block, on);
    }
}

static void
drop_error_edges(HirFunc *func)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HirBlock *block = func->blocks.at[b];
        while (block->last != NULL && block->last->op == HIR_BranchRaised
               && hir_caught(block) == NULL) {
            drop_error_edge(block);
        }
    }
    int kept = 0;
    for (int b = 0; b < func->blocks.n; b++) {
        if (func->blocks.at[b]->first != NULL) {
            func->blocks.at[kept++] = func->blocks.at[b]; /* not joined to another one */
        }
    }
    func->blocks.n = kept;
}

/* ---- Order, dominators, loops ------------------------------------------------------------------ */

/* Depth-first without recursion: big functions have thousands of blocks. Answers the number of
 * blocks reached; order[] gets them in post-order. */
static int
post_order(HirFunc *func, HirBlock **order, HirBlock **stack, int *next)
{
    int n = 0, depth = 0;
    HirBlock *entry = func->blocks.at[0];
    for (int b = 0; b < func->blocks.n; b++) {
        func->blocks.at[b]->order = -1;
    }
    entry->order = 0;
    stack[depth] = entry;
    next[depth++] = 0;
    while (depth > 0) {
        HirBlock *block = stack[depth - 1];
        /* The second successor first: loop bodies then come before what follows the loop. */
        int s = block->nsucc - 1 - next[depth - 1]++;
        if (s < 0) {
            order[n++] = block;
            depth--;
        }
        else if (block->succ[s]->order < 0) {
            block->succ[s]->order = 0;
            stack[depth] = block->succ[s];
            next[depth++] = 0;
        }
    }
    return n;
}

static void
drop_unreached(HirFunc *func)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HirBlock *block = func->blocks.at[b];
        for (int s = 0; block->order < 0 && s < block->nsucc; s++) {
            if (block->succ[s]->order >= 0) {
                hir_remove_pred(block->succ[s], block);
            }
        }
    }
}

static bool
order_blocks(HirFunc *func)
{
    size_t n = (size_t)func->blocks.n;
    HirBlock **order = ADDER_NEW_ARRAY(func->arena, HirBlock *, n);
    HirBlock **stack = ADDER_NEW_ARRAY(func->arena, HirBlock *, n);
    int *next = ADDER_NEW_ARRAY(func->arena, int, n);
    if (order == NULL || stack == NULL || next == NULL) {
        return false;
    }
    int reached = post_order(func, order, stack, next);
    drop_unreached(func);
    for (int k = 0; k < reached; k++) {
        func->blocks.at[k] = order[reached - 1 - k];
        func->blocks.at[k]->order = k;
    }
    func->blocks.n = reached;
    return true;
}

HirBlock *
hir_common_dominator(HirBlock *a, HirBlock *b)
{
    while (a != b) {
        if (a->order > b->order) {
            a = a->idom;
        }
        else {
            b = b->idom;
        }
    }
    return a;
}

/* Cooper, Harvey and Kennedy: A Simple, Fast Dominance Algorithm. */
static bool
dominators_round(HirFunc *func)
{
    bool changed = false;
    for (int b = 1; b < func->blocks.n; b++) {
        HirBlock *block = func->blocks.at[b], *idom = NULL;
        for (int k = 0; k < block->preds.n; k++) {
            HirBlock *pred = block->preds.at[k];
            if (pred->idom != NULL || pred == func->blocks.at[0]) {
                idom = idom ? hir_common_dominator(idom, pred) : pred;
            }
        }
        changed |= block->idom != idom;
        block->idom = idom;
    }
    return changed;
}

bool
hir_dominates(const HirBlock *a, const HirBlock *b)
{
    while (b != NULL && b->order > a->order) {
        b = b->idom;
    }
    return a == b;
}

bool
hir_comes_before(const HirInstr *a, const HirInstr *b)
{
    for (const HirInstr *i = a; i != NULL; i = i->next) {
        if (i == b) {
            return true;
        }
    }
    return false;
}

/* Adds one level of depth to the natural loop of the back edge tail -> head. */
static void
mark_loop(HirFunc *func, HirBlock *head, HirBlock *tail, int *seen, HirBlock **stack, int stamp)
{
    int depth = 0;
    (void)func;
    seen[head->order] = stamp;
    if (seen[tail->order] != stamp) {
        seen[tail->order] = stamp;
        stack[depth++] = tail;
    }
    head->loop_depth++;
    while (depth > 0) {
        HirBlock *block = stack[--depth];
        block->loop_depth++;
        for (int k = 0; k < block->preds.n; k++) {
            HirBlock *pred = block->preds.at[k];
            if (seen[pred->order] != stamp) {
                seen[pred->order] = stamp;
                stack[depth++] = pred;
            }
        }
    }
}

/* Several back edges of one head are one loop: their bodies are marked under one stamp. */
static void
mark_loops_of(HirFunc *func, HirBlock *head, int *seen, HirBlock **stack, int stamp)
{
    bool first = true;
    for (int k = 0; k < head->preds.n; k++) {
        HirBlock *tail = head->preds.at[k];
        if (!hir_dominates(head, tail)) {
            continue;
        }
        head->loop_head = true;
        mark_loop(func, head, tail, seen, stack, stamp);
        head->loop_depth -= !first;
        first = false;
    }
}

static bool
find_loops(HirFunc *func)
{
    int n = func->blocks.n;
    int *seen = ADDER_NEW_ARRAY(func->arena, int, n);
    HirBlock **stack = ADDER_NEW_ARRAY(func->arena, HirBlock *, n);
    if (seen == NULL || stack == NULL) {
        return false;
    }
    for (int b = 0; b < n; b++) {
        func->blocks.at[b]->loop_depth = 0;
        func->blocks.at[b]->loop_head = false;
    }
    for (int b = 0; b < n; b++) {
        mark_loops_of(func, func->blocks.at[b], seen, stack, b + 1);
    }
    return true;
}

void
hir_analyse(HirFunc *func)
{
    drop_error_edges(func);
    if (func->blocks.n == 0 || !order_blocks(func)) {
        return;
    }
    for (int b = 0; b < func->blocks.n; b++) {
        func->blocks.at[b]->idom = NULL;
    }
    while (dominators_round(func)) {
    }
    (void)find_loops(func);
}
