/* The types pass for iteration: iterators of builtin types are advanced in line.
 *
 * The iterator stays the interpreter's own object, or becomes numbers in a later pass (iterators.c), so an
 * exit may happen anywhere.  Pairs that `enumerate`, `zip` and `items()` give are built of their parts in the
 * loop's body; when the body unpacks them, nobody needs the tuple.  Memory: the arena's. */
#include "specialize/types.h"

static const struct {
    AdderTypes iterable, iterator;
} iterators[] = {
    {ADDER_T_List, ADDER_T_ListIter},           {ADDER_T_Tuple, ADDER_T_TupleIter},
    {ADDER_T_Dict, ADDER_T_DictKeyIter},        {ADDER_T_DictKeys, ADDER_T_DictKeyIter},
    {ADDER_T_DictValues, ADDER_T_DictValueIter}, {ADDER_T_DictItems, ADDER_T_DictItemIter},
    {ADDER_T_Set, ADDER_T_SetIter},             {ADDER_T_FrozenSet, ADDER_T_SetIter},
    {ADDER_T_Bytes, ADDER_T_BytesIter},         {ADDER_T_ByteArray, ADDER_T_ByteArrayIter},
};

/* Those whose next item is one operation. */
static const struct {
    AdderTypes iterator, item;
    HirOp next;
} nexts[] = {
    {ADDER_T_ListIter, ADDER_T_Any, HIR_ListIterNext},
    {ADDER_T_TupleIter, ADDER_T_Any, HIR_TupleIterNext},
    {ADDER_T_ListRevIter, ADDER_T_Any, HIR_ListRevIterNext},
    {ADDER_T_StrIter, ADDER_T_Str | ADDER_T_Null, HIR_StrIterNext},
    {ADDER_T_UnicodeIter, ADDER_T_Str | ADDER_T_Null, HIR_UnicodeIterNext},
    {ADDER_T_BytesIter, ADDER_T_Long | ADDER_T_Null, HIR_BytesIterNext},
    {ADDER_T_ByteArrayIter, ADDER_T_Long | ADDER_T_Null, HIR_ByteArrayIterNext},
    {ADDER_T_DictKeyIter, ADDER_T_Any, HIR_DictKeyIterNext},
    {ADDER_T_DictValueIter, ADDER_T_Any, HIR_DictValueIterNext},
    {ADDER_T_SetIter, ADDER_T_Any, HIR_SetIterNext},
};

/* ---- iter() ------------------------------------------------------------------------------------ */

/* What iter() makes of it; Object: that is not known. */
static AdderTypes
iterator_of(AdderTypes iterable)
{
    if (iterable & ADDER_T_Iterators) {
        return iterable;
    }
    for (size_t k = 0; k < ADDER_COUNT(iterators); k++) {
        if (iterators[k].iterable == iterable) {
            return iterators[k].iterator;
        }
    }
    return ADDER_T_Object;
}

static AdderTypes
infer_get_iter(const AdderTyper *t, HirInstr *instr)
{
    HirInstr *source = hir_resolve(instr->args[0]);
    AdderTypes type = adder_typer_plan(t, instr, 0, 0);
    if (type == ADDER_T_Bottom) {
        return type;
    }
    if (type == ADDER_T_Range) { /* one of int64s only if we make it */
        return source->op == HIR_Call || source->op == HIR_RangeNew ? ADDER_T_RangeIter
                                                                    : instr->type;
    }
    type = iterator_of(type);
    return type == ADDER_T_Object ? instr->type : type;
}

static void
rewrite_get_iter(AdderTyper *t, HirInstr *instr)
{
    HirInstr *source = instr->args[0];
    AdderEmit e = adder_emit_before(t->func, instr);
    AdderTypes type = adder_typer_plan(t, instr, 0, 0), made = iterator_of(type);
    if (source->op == HIR_RangeNew) {
        e.state = source->state; /* so that nothing but states needs the range object */
        HirInstr *length = adder_emit3(&e, HIR_RangeLen, source->args[0], source->args[1],
                                       source->args[2]);
        hir_replace(instr, adder_emit3(&e, HIR_RangeIterNew, source->args[0], length,
                                       source->args[2]));
    }
    else if (made == type && made != ADDER_T_Object) {
        hir_replace(instr, adder_emit_guard_type(&e, source, type));
    }
    else if (made != ADDER_T_Object || type == ADDER_T_Range) {
        instr->op = HIR_GetIterPlain;
        instr->args[0] = adder_emit_guard_type(&e, source, type);
        instr->type = made;
    }
}

/* ---- next() ------------------------------------------------------------------------------------ */

/* Row of nexts, or -1. */
static int
find_next(AdderTypes iterator)
{
    for (int k = 0; k < (int)ADDER_COUNT(nexts); k++) {
        if (nexts[k].iterator == iterator) {
            return k;
        }
    }
    return -1;
}

static AdderTypes
infer_iter_next(const AdderTyper *t, HirInstr *instr)
{
    AdderTypes type = adder_typer_plan(t, instr, 0, 0);
    int row = find_next(type);
    switch (type) {
    case ADDER_T_Bottom:
        return type;
    case ADDER_T_RangeIter:
        return ADDER_T_Long | ADDER_T_Null;
    case ADDER_T_DictItemIter:
    case ADDER_T_Enumerate:
    case ADDER_T_Zip:
        return ADDER_T_Tuple | ADDER_T_Null;
    default:
        return row >= 0 ? nexts[row].item : instr->type;
    }
}

/* The block that runs when there is an item: IsNull's branch, not taken. */
static HirBlock *
body_of(HirInstr *next)
{
    HirBlock *block = hir_is_caught(next) ? next->block->succ[1] : next->block;
    HirInstr *branch = block->last;
    if (branch->op != HIR_Branch || branch->args[0]->op != HIR_IsNull
        || branch->args[0]->args[0] != next || block->succ[1]->preds.n != 1) {
        return NULL;
    }
    return block->succ[1];
}

static AdderEmit
emit_in_body(AdderTyper *t, const HirInstr *instr, HirBlock *body)
{
    return (AdderEmit){.func = t->func, .at = adder_after_phis(body), .state = instr->state};
}

static void
rewrite_range_next(AdderTyper *t, HirInstr *instr, HirBlock *body)
{
    AdderEmit e = adder_emit_before(t->func, instr), in_body = emit_in_body(t, instr, body);
    HirInstr *iter = adder_emit_guard_type(&e, instr->args[0], ADDER_T_RangeIter);
    HirInstr *has = adder_emit1(&e, HIR_RangeIterHas, iter);
    HirInstr *ended = adder_emit1(&e, HIR_NotI1, has);
    HirInstr *item = adder_emit1(&in_body, HIR_RangeIterTake, iter);
    HirInstr *box = adder_emit1(&in_body, HIR_BoxI64, item);
    item->bytecode = box->bytecode = instr->bytecode;
    item->code = box->code = instr->code;
    instr->note = ended; /* for IsNull */
    hir_replace(instr, box);
}

/* In the body next has given something. */
static HirInstr *
emit_given(AdderEmit *e, HirInstr *next)
{
    HirInstr *given = adder_emit1(e, HIR_Refine, next);
    given->type = given->guard_type = ADDER_T_Object;
    return given;
}

/* instr gave a tuple: in the body it is built of n parts; whether there is one, next tells. */
static void
replace_by_tuple(AdderEmit *e, HirInstr *instr, HirInstr *next, int n, HirInstr **parts)
{
    HirInstr *tuple = adder_emit(e, HIR_BuildTuple, n, parts);
    for (HirInstr *i = adder_after_phis(e->at->block); i != e->at; i = i->next) {
        i->bytecode = instr->bytecode;
        i->code = instr->code;
    }
    instr->note = next; /* for IsNull */
    hir_replace(instr, tuple);
}

static void
rewrite_item_next(AdderTyper *t, HirInstr *instr, HirBlock *body)
{
    AdderEmit e = adder_emit_before(t->func, instr), in_body = emit_in_body(t, instr, body);
    HirInstr *iter = adder_emit_guard_type(&e, instr->args[0], ADDER_T_DictItemIter);
    HirInstr *next = adder_emit1(&e, HIR_DictItemIterNext, iter);
    HirInstr *key = emit_given(&in_body, next);
    HirInstr *value = adder_emit1(&in_body, HIR_Second, next);
    value->type = ADDER_T_Object;
    replace_by_tuple(&in_body, instr, next, 2, (HirInstr *[]){key, value});
}

/* The iterator is made here, of nothing but sequences that go on without Python code. */
static bool
is_over_plain(HirInstr *iter)
{
    const AdderTypes plain = ADDER_T_List | ADDER_T_Tuple | ADDER_T_Str | ADDER_T_Bytes | ADDER_T_Range;
    const HirInstr *made = hir_root(iter);
    bool found = (made->op == HIR_CallNative || made->op == HIR_CallPlain)
                 && (made->imm == ADDER_NATIVE_CLASS || made->imm == ADDER_NATIVE_PLAIN_CLASS);
    bool counts = found && made->sym->object == (PyObject *)&PyEnum_Type;
    for (int k = 0; found && k < (counts ? 1 : made->nargs); k++) {
        AdderTypes type = hir_resolve(made->args[k])->type;
        found = type != ADDER_T_Bottom && (type & ~plain) == 0;
    }
    return found;
}

static void
rewrite_enumerate_next(AdderTyper *t, HirInstr *instr, HirBlock *body)
{
    AdderEmit e = adder_emit_before(t->func, instr), in_body = emit_in_body(t, instr, body);
    HirInstr *iter = adder_emit_guard_type(&e, instr->args[0], ADDER_T_Enumerate);
    adder_emit1(&e, HIR_GuardEnumerate, iter);
    HirOp op = is_over_plain(iter) ? HIR_EnumeratePlainNext : HIR_EnumerateNext;
    HirInstr *next = adder_emit1(&e, op, iter);
    HirInstr *index = adder_emit1(&in_body, HIR_EnumerateIndex, iter);
    HirInstr *box = adder_emit1(&in_body, HIR_BoxI64, index);
    HirInstr *item = emit_given(&in_body, next);
    replace_by_tuple(&in_body, instr, next, 2, (HirInstr *[]){box, item});
}

/* Into how many names the loop's body unpacks the item; 0: it does not. */
static int
unpacked_into(const HirFunc *func, const HirInstr *item)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            if (i->op == HIR_Unpack && hir_root(hir_resolve(i->args[0])) == item) {
                return (int)i->imm;
            }
        }
    }
    return 0;
}

static void
rewrite_zip_next(AdderTyper *t, HirInstr *instr, HirBlock *body)
{
    AdderEmit e = adder_emit_before(t->func, instr), in_body = emit_in_body(t, instr, body);
    int n = unpacked_into(t->func, instr);
    HirInstr **parts = ADDER_NEW_ARRAY(t->func->arena, HirInstr *, n + 1);
    if (n == 0 || parts == NULL) {
        return;
    }
    HirInstr *iter = adder_emit_guard_type(&e, instr->args[0], ADDER_T_Zip);
    adder_emit1(&e, HIR_GuardZip, iter)->imm = n;
    HirInstr *next = adder_emit1(&e, is_over_plain(iter) ? HIR_ZipPlainNext : HIR_ZipNext, iter);
    next->imm = n;
    parts[0] = emit_given(&in_body, next);
    for (int k = 1; k < n; k++) {
        parts[k] = adder_emit1(&in_body, HIR_Second, next);
        parts[k]->imm = k - 1;
        parts[k]->type = ADDER_T_Object;
    }
    replace_by_tuple(&in_body, instr, next, n, parts);
}

static void
rewrite_one_next(AdderTyper *t, HirInstr *instr, int row)
{
    AdderEmit e = adder_emit_before(t->func, instr);
    HirInstr *iter = adder_emit_guard_type(&e, instr->args[0], nexts[row].iterator);
    HirInstr *next = adder_emit1(&e, nexts[row].next, iter);
    next->type = nexts[row].item;
    hir_replace(instr, next);
}

static void
rewrite_iter_next(AdderTyper *t, HirInstr *instr)
{
    static const struct {
        AdderTypes iterator;
        void (*rewrite)(AdderTyper *t, HirInstr *instr, HirBlock *body);
    } loops[] = {
        {ADDER_T_RangeIter, rewrite_range_next},
        {ADDER_T_DictItemIter, rewrite_item_next},
        {ADDER_T_Enumerate, rewrite_enumerate_next},
        {ADDER_T_Zip, rewrite_zip_next},
    };
    AdderTypes type = adder_typer_plan(t, instr, 0, 0);
    HirBlock *body = body_of(instr);
    int row = find_next(type);
    instr->note = NULL;
    if (row >= 0) {
        rewrite_one_next(t, instr, row);
        return;
    }
    for (size_t k = 0; k < ADDER_COUNT(loops) && body != NULL; k++) {
        if (loops[k].iterator == type) {
            loops[k].rewrite(t, instr, body);
        }
    }
}

static AdderTypes
infer_is_null(const AdderTyper *t, HirInstr *instr)
{
    (void)t;
    return instr->type;
}

/* An IterNext that was replaced has a note: the answer, or what to ask instead. */
static void
rewrite_is_null(AdderTyper *t, HirInstr *instr)
{
    (void)t;
    HirInstr *source = instr->args[0]; /* not resolved: the op that was replaced */
    HirInstr *note = source->op == HIR_IterNext && source->forward != NULL ? source->note : NULL;
    if (note != NULL && note->type == ADDER_T_I1) {
        hir_replace(instr, note);
    }
    else if (note != NULL) {
        instr->args[0] = note;
    }
}

const AdderTypeRule adder_iter_rules[] = {
    {HIR_GetIter, infer_get_iter, rewrite_get_iter},
    {HIR_IterNext, infer_iter_next, rewrite_iter_next},
    {HIR_IsNull, infer_is_null, rewrite_is_null},
    {HIR_NONE, NULL, NULL},
};
