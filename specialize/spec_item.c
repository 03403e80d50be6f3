/* The types pass for containers: subscripts and unpacking of lists, tuples, str, bytes and dicts.
 * Memory: the arena's. */
#include "specialize/attributes.h"
#include "specialize/derived.h"
#include "specialize/types.h"

/* ---- Slices ---------------------------------------------------------------------------------- */

enum { LO, HI, STEP, BOUNDS };

static const struct {
    AdderTypes container;
    HirOp load, store;
} sliced[] = {
    {ADDER_T_List, HIR_ListSlice, HIR_ListStoreSlice}, {ADDER_T_Tuple, HIR_TupleSlice, HIR_NONE},
    {ADDER_T_Str, HIR_StrSlice, HIR_NONE},             {ADDER_T_Bytes, HIR_BytesSlice, HIR_NONE},
};

/* How a container is loaded from or stored to, for instr; NONE: generically. */
static HirOp
slice_op(AdderTypes container, const HirInstr *instr)
{
    for (size_t k = 0; k < ADDER_COUNT(sliced); k++) {
        if (sliced[k].container == container) {
            return instr->op == HIR_Subscr ? sliced[k].load : sliced[k].store;
        }
    }
    return HIR_NONE;
}

/* container[lo:hi:step] with int or absent bounds, whose slice object is made just before.  What may be an int is
 * expected to be one.  NONE: none such. */
static HirOp
plan_slice(const AdderTyper *t, HirInstr *instr, AdderTypes *container)
{
    const HirInstr *slice = hir_resolve(instr->args[1]);
    if (slice->op != HIR_BuildSlice || instr->prev != slice || slice->state == NULL
        || !adder_typer_may_guard(t, instr) || !adder_typer_may_guard(t, slice)) {
        return HIR_NONE;
    }
    for (int k = 0; k < slice->nargs; k++) {
        AdderTypes type = adder_typer_type(t, hir_resolve(slice->args[k]));
        if (type != ADDER_T_None && type != ADDER_T_Bottom && (type & ADDER_T_Long) == 0) {
            return HIR_NONE;
        }
    }
    *container = adder_typer_plan(t, instr, 0, 1);
    return slice_op(*container, instr);
}

/* The bounds unboxed, before the slice object; answers which are given. */
static int64_t
emit_bounds(AdderEmit *e, const HirInstr *slice, HirInstr *bounds[BOUNDS])
{
    int64_t given = 0;
    for (int k = 0; k < BOUNDS; k++) {
        HirInstr *value = k < slice->nargs ? hir_resolve(slice->args[k]) : NULL;
        bool there = value != NULL && value->type != ADDER_T_None;
        bounds[k] = there ? adder_emit_as_i64(e, value, ADDER_T_Long) : adder_emit_i64(e, 0);
        given |= there ? 1 << k : 0;
    }
    return given;
}

/* The state of an op that only raises, without the slice on top of the stack: nobody needs it. */
static HirState *
without_slice(HirFunc *func, const HirState *state)
{
    HirState *copy = hir_state_copy(func, state);
    if (copy != NULL && copy->nstack > 0) {
        copy->slots[copy->nlocals + copy->nstack - 1] = NULL;
    }
    return copy;
}

/* False: not a slice of what HIR knows. The guards stand before the slice is made. */
static bool
rewrite_slice(AdderTyper *t, HirInstr *instr)
{
    AdderTypes type;
    HirOp wanted = plan_slice(t, instr, &type);
    if (wanted == HIR_NONE) {
        return false;
    }
    HirInstr *slice = hir_resolve(instr->args[1]), *bounds[BOUNDS];
    AdderEmit e = adder_emit_before(t->func, slice);
    HirInstr *container = adder_emit_guard_type(&e, instr->args[0], type);
    int64_t given = emit_bounds(&e, slice, bounds);
    bool load = instr->op == HIR_Subscr;
    if (!load && (given >> STEP & 1)) {
        return false;
    }
    e = adder_emit_before(t->func, instr);
    e.state = without_slice(t->func, instr->state);
    HirInstr *last = load ? bounds[STEP] : hir_resolve(instr->args[2]);
    HirInstr *op = adder_emit(&e, wanted, 4, (HirInstr *[]){container, bounds[LO], bounds[HI], last});
    op->imm = given;
    if (load) {
        hir_replace(instr, op);
    }
    else {
        hir_remove(instr);
    }
    return true;
}

/* ---- Subscripts ------------------------------------------------------------------------------ */

static const struct {
    AdderTypes container;
    HirOp load;
    AdderTypes item;
} indexed[] = {
    {ADDER_T_List, HIR_ListItem, ADDER_T_Object},
    {ADDER_T_Tuple, HIR_TupleItem, ADDER_T_Object},
    {ADDER_T_Str, HIR_StrItem, ADDER_T_Str},
    {ADDER_T_Bytes, HIR_BytesItem, ADDER_T_Long},
    {ADDER_T_ByteArray, HIR_ByteArrayItem, ADDER_T_Long},
};

bool
adder_is_plain_key(AdderTypes type)
{
    return adder_one_type(type) && (type & ADDER_PLAIN_KEYS) != 0;
}

/* The subclass of dict that instr looks into with a plain key, guarded; NULL: none. */
static HirInstr *emit_derived_dict(AdderTyper *t, AdderEmit *e, HirInstr *instr, int arg, int depth,
                                   AdderTypes key, AdderAsked asked)
{
    return adder_is_plain_key(key)
               ? adder_emit_derived(t, e, instr, arg, depth, ADDER_T_Dict, asked)
               : NULL;
}

/* The row of `indexed` for container[key], -1: none, -2: not known yet. */
static int
plan_index(const AdderTyper *t, HirInstr *instr, AdderTypes *container, AdderTypes *key)
{
    *container = adder_typer_plan(t, instr, 0, 1);
    *key = adder_typer_plan(t, instr, 1, 0);
    if (*container == ADDER_T_Bottom || *key == ADDER_T_Bottom) {
        return -2;
    }
    if ((*key != ADDER_T_Long && *key != ADDER_T_Bool) || !adder_typer_may_guard(t, instr)) {
        return -1;
    }
    for (int i = 0; i < (int)ADDER_COUNT(indexed); i++) {
        if (indexed[i].container == *container) {
            return i;
        }
    }
    return -1;
}

static AdderTypes
infer_subscr(const AdderTyper *t, HirInstr *instr)
{
    AdderTypes container, key;
    if (plan_slice(t, instr, &container) != HIR_NONE) {
        return container;
    }
    int row = plan_index(t, instr, &container, &key);
    return row == -2 ? ADDER_T_Bottom : row == -1 ? instr->type : indexed[row].item;
}

static void
rewrite_subscr(AdderTyper *t, HirInstr *instr)
{
    AdderTypes container, key;
    if (rewrite_slice(t, instr)) {
        return;
    }
    int row = plan_index(t, instr, &container, &key);
    AdderEmit e = adder_emit_before(t->func, instr);
    if (row >= 0) {
        HirInstr *object = adder_emit_guard_type(&e, instr->args[0], container);
        HirInstr *index = adder_emit_as_i64(&e, instr->args[1], key);
        HirInstr *item = adder_emit2(&e, indexed[row].load, object, index);
        hir_replace(instr, hir_is_object(item) ? item : adder_emit_box(&e, item));
    }
    else if (container == ADDER_T_Dict) {
        key = adder_typer_plan_key(t, instr, 1, 0);
        bool caught = hir_is_caught(instr), plain = adder_typer_may_guard(t, instr);
        HirInstr *dict = adder_emit_guard_type(&e, instr->args[0], container), *at = instr->args[1];
        if (caught && plain && (key == ADDER_T_Long || key == ADDER_T_Str)) {
            /* A handler waits for it: the raises pass wants to look whether the key is there. */
            at = adder_emit_guard_type(&e, at, key);
        }
        HirOp op = plain && !adder_often_misses(instr) && adder_is_plain_key(key) ? HIR_DictFind : HIR_DictItem;
        hir_replace(instr, adder_emit2(&e, op, dict, at));
    }
    else if (!adder_often_misses(instr)) {
        key = adder_typer_plan_key(t, instr, 1, 0);
        HirInstr *dict = emit_derived_dict(t, &e, instr, 0, 1, key, ADDER_ASKED_ITEM);
        if (dict != NULL) {
            hir_replace(instr, adder_emit2(&e, HIR_DictFind, dict, instr->args[1]));
        }
    }
}

static AdderTypes
infer_nothing(const AdderTyper *t, HirInstr *instr)
{
    (void)t;
    return instr->type;
}

static void
rewrite_store_subscr(AdderTyper *t, HirInstr *instr)
{
    AdderTypes container, key;
    if (rewrite_slice(t, instr)) {
        return;
    }
    int row = plan_index(t, instr, &container, &key);
    AdderEmit e = adder_emit_before(t->func, instr);
    if (row >= 0 && container == ADDER_T_List) {
        HirInstr *list = adder_emit_guard_type(&e, instr->args[0], container);
        HirInstr *index = adder_emit_as_i64(&e, instr->args[1], key);
        adder_emit3(&e, HIR_ListStore, list, index, instr->args[2]);
        hir_remove(instr);
    }
    else if (row >= 0 && container == ADDER_T_ByteArray) {
        AdderTypes value = adder_typer_plan(t, instr, 2, 2);
        if (adder_is_int(value)) {
            HirInstr *array = adder_emit_guard_type(&e, instr->args[0], container);
            HirInstr *index = adder_emit_as_i64(&e, instr->args[1], key);
            adder_emit3(&e, HIR_ByteArrayStore, array, index,
                        adder_emit_as_i64(&e, instr->args[2], value));
            hir_remove(instr);
        }
    }
    else if (container == ADDER_T_Dict) {
        HirInstr *dict = adder_emit_guard_type(&e, instr->args[0], container);
        key = adder_typer_plan_key(t, instr, 1, 0);
        bool plain = adder_is_plain_key(key) && adder_typer_may_guard(t, instr);
        HirOp op = plain ? HIR_DictPut : HIR_DictStore;
        adder_emit3(&e, op, dict, instr->args[1], instr->args[2]);
        hir_remove(instr);
    }
    else {
        key = adder_typer_plan_key(t, instr, 1, 0);
        HirInstr *dict = emit_derived_dict(t, &e, instr, 0, 1, key, ADDER_ASKED_STORE);
        if (dict != NULL) {
            adder_emit3(&e, HIR_DictPut, dict, instr->args[1], instr->args[2]);
            hir_remove(instr);
        }
    }
}

/* A key that is not there is an error. */
static void
rewrite_delete_subscr(AdderTyper *t, HirInstr *instr)
{
    if (adder_typer_plan(t, instr, 0, 1) == ADDER_T_Dict && adder_is_plain_key(adder_typer_plan_key(t, instr, 1, 0))
        && !adder_often_misses(instr) && adder_typer_may_guard(t, instr)) {
        AdderEmit e = adder_emit_before(t->func, instr);
        HirInstr *dict = adder_emit_guard_type(&e, instr->args[0], ADDER_T_Dict);
        adder_emit2(&e, HIR_DictDrop, dict, instr->args[1]);
        hir_remove(instr);
    }
}

/* ---- Membership ------------------------------------------------------------------------------- */

static const struct {
    AdderTypes container;
    HirOp has;
} memberships[] = {
    {ADDER_T_Dict, HIR_DictHas},  {ADDER_T_Set, HIR_SetHas},     {ADDER_T_FrozenSet, HIR_SetHas},
    {ADDER_T_List, HIR_ItemsHave}, {ADDER_T_Tuple, HIR_ItemsHave},
};

/* NONE: it is left to the container's type. */
static HirOp
membership(AdderTypes container, AdderTypes item)
{
    for (size_t k = 0; k < ADDER_COUNT(memberships); k++) {
        if (memberships[k].container == container && adder_is_plain_key(item)) {
            return memberships[k].has;
        }
    }
    return container == ADDER_T_Str && item == ADDER_T_Str ? HIR_StrHas : HIR_NONE;
}

static void
rewrite_contains(AdderTyper *t, HirInstr *instr)
{
    AdderTypes item = adder_typer_plan_key(t, instr, 0, 1);
    AdderTypes container = adder_typer_plan(t, instr, 1, 0);
    HirOp op = adder_typer_may_guard(t, instr) ? membership(container, item) : HIR_NONE;
    AdderEmit e = adder_emit_before(t->func, instr);
    if (op == HIR_NONE) {
        HirInstr *dict = emit_derived_dict(t, &e, instr, 1, 0, item, ADDER_ASKED_HAS);
        if (dict != NULL) {
            hir_replace(instr, adder_emit2(&e, HIR_DictHas, dict, instr->args[0]));
        }
        return;
    }
    HirInstr *within = adder_emit_guard_type(&e, instr->args[1], container);
    HirInstr *what = op == HIR_StrHas ? adder_emit_guard_type(&e, instr->args[0], item) : instr->args[0];
    hir_replace(instr, adder_emit2(&e, op, within, what));
}

/* ---- Unpacking ------------------------------------------------------------------------------- */

static bool
plan_unpack(const AdderTyper *t, HirInstr *instr, AdderTypes *type)
{
    *type = adder_typer_plan(t, instr, 0, 0);
    return (*type == ADDER_T_Tuple || *type == ADDER_T_List) && adder_typer_may_guard(t, instr);
}

static void
emit_items(AdderEmit *e, HirInstr *instr, AdderTypes type, HirInstr **items)
{
    HirInstr *sequence = adder_emit_guard_type(e, instr->args[0], type);
    if (sequence->op == HIR_BuildTuple && sequence->nargs == instr->imm) {
        for (int k = 0; k < sequence->nargs; k++) {
            items[k] = hir_resolve(sequence->args[k]);
        }
        return;
    }
    adder_emit_length_guard(e, HIR_ListLen, sequence, instr->imm);
    HirOp op = type == ADDER_T_Tuple ? HIR_TupleItem : HIR_ListItem;
    for (int k = 0; k < instr->imm; k++) {
        items[k] = adder_emit2(e, op, sequence, adder_emit_i64(e, k));
    }
}

static void
rewrite_unpack(AdderTyper *t, HirInstr *instr)
{
    AdderTypes type;
    instr->note = NULL;
    if (instr->imm < 1 || !plan_unpack(t, instr, &type)) {
        return;
    }
    HirInstr **items = ADDER_NEW_ARRAY(t->func->arena, HirInstr *, instr->imm);
    if (items == NULL) {
        return;
    }
    AdderEmit e = adder_emit_before(t->func, instr);
    emit_items(&e, instr, type, items);
    instr->note = items;
    hir_replace(instr, items[0]);
}

/* ---- Patterns of sequences and mappings ------------------------------------------------------- */

static AdderTypes
plan_len(const AdderTyper *t, HirInstr *instr)
{
    AdderTypes type = adder_typer_plan(t, instr, 0, 0);
    bool sized = type == ADDER_T_List || type == ADDER_T_Tuple || type == ADDER_T_Dict;
    return sized && adder_typer_may_guard(t, instr) ? type : ADDER_T_Bottom;
}

static AdderTypes
infer_get_len(const AdderTyper *t, HirInstr *instr)
{
    return plan_len(t, instr) != ADDER_T_Bottom ? ADDER_T_Long : instr->type;
}

static void
rewrite_get_len(AdderTyper *t, HirInstr *instr)
{
    AdderTypes type = plan_len(t, instr);
    if (type == ADDER_T_Bottom) {
        return;
    }
    AdderEmit e = adder_emit_before(t->func, instr);
    HirInstr *sized = adder_emit_guard_type(&e, instr->args[0], type);
    HirOp op = type == ADDER_T_Dict ? HIR_DictLen : HIR_ListLen;
    hir_replace(instr, adder_emit_box(&e, adder_emit1(&e, op, sized)));
}

static void
rewrite_has_flag(AdderTyper *t, HirInstr *instr)
{
    PyTypeObject *type = adder_types_type(instr->args[0]->type);
    if (type != NULL) {
        AdderEmit e = adder_emit_before(t->func, instr);
        HirInstr *has = adder_emit0(&e, HIR_ConstI1);
        has->imm = (type->tp_flags & (unsigned long)instr->imm) != 0;
        hir_replace(instr, has);
    }
}

/* ---- Sets and dicts that are made -------------------------------------------------------------- */

static bool
hashes_plainly(AdderTypes type)
{
    const AdderTypes plain = ADDER_T_None | ADDER_T_Bool | ADDER_T_Long | ADDER_T_Float | ADDER_T_Str
                             | ADDER_T_Bytes;
    return (type & ~plain) == 0;
}

/* The constant keys of a display. */
static bool
constants_hash_plainly(const HirInstr *keys)
{
    PyObject *tuple = adder_const_object(keys);
    bool plain = tuple != NULL && PyTuple_CheckExact(tuple);
    for (Py_ssize_t k = 0; plain && k < PyTuple_GET_SIZE(tuple); k++) {
        plain = hashes_plainly(adder_types_of(PyTuple_GET_ITEM(tuple, k)));
    }
    return plain;
}

/* A display runs no Python code, and wants no frame, where its keys hash like that. */
static void
rewrite_display(AdderTyper *t, HirInstr *instr)
{
    (void)t;
    static const struct {
        HirOp op, plain;
        int stride; /* from key to key; 0: the last operand has them all */
    } displays[] = {
        {HIR_BuildSet, HIR_BuildSetPlain, 1},
        {HIR_BuildMap, HIR_BuildMapPlain, 2},
        {HIR_BuildConstKeyMap, HIR_BuildConstKeyMapPlain, 0},
    };
    int row = 0;
    while (displays[row].op != instr->op) {
        row++;
    }
    int stride = displays[row].stride;
    bool plain = stride > 0 || constants_hash_plainly(instr->args[instr->nargs - 1]);
    for (int k = 0; plain && stride > 0 && k < instr->nargs; k += stride) {
        plain = hashes_plainly(instr->args[k]->type);
    }
    if (plain) {
        instr->op = displays[row].plain;
    }
}

/* Nothing else puts anything into the set or dict. */
static bool
collects_alone(const HirFunc *func, const HirInstr *made, const HirInstr *instr)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            bool adds = i->op == HIR_SetAdd || i->op == HIR_SetUpdate || i->op == HIR_MapAdd
                        || i->op == HIR_DictUpdate || i->op == HIR_DictMerge;
            if (adds && i != instr && hir_root(hir_resolve(i->args[0])) == made) {
                return false;
            }
        }
    }
    return true;
}

/* What a comprehension collects is seen by nobody else: with keys of builtin types only, none is compared by
 * Python code. */
static void
rewrite_collect(AdderTyper *t, HirInstr *instr)
{
    const HirInstr *made = hir_root(instr->args[0]);
    bool fresh = made->nargs == 0 && (made->op == HIR_BuildSetPlain || made->op == HIR_BuildMapPlain);
    for (int k = 1; k < instr->nargs && fresh; k++) {
        fresh = hashes_plainly(instr->args[k]->type);
    }
    if (fresh && collects_alone(t->func, made, instr)) {
        AdderEmit e = adder_emit_before(t->func, instr);
        adder_emit(&e, instr->op == HIR_SetAdd ? HIR_SetAddPlain : HIR_MapAddPlain, instr->nargs,
                   instr->args);
        hir_remove(instr);
    }
}

const AdderTypeRule adder_item_rules[] = {
    {HIR_BuildSet, infer_nothing, rewrite_display},
    {HIR_BuildMap, infer_nothing, rewrite_display},
    {HIR_BuildConstKeyMap, infer_nothing, rewrite_display},
    {HIR_SetAdd, infer_nothing, rewrite_collect},
    {HIR_MapAdd, infer_nothing, rewrite_collect},
    {HIR_Subscr, infer_subscr, rewrite_subscr},
    {HIR_StoreSubscr, infer_nothing, rewrite_store_subscr},
    {HIR_DeleteSubscr, infer_nothing, rewrite_delete_subscr},
    {HIR_Contains, infer_nothing, rewrite_contains},
    {HIR_Unpack, infer_nothing, rewrite_unpack},
    {HIR_GetLen, infer_get_len, rewrite_get_len},
    {HIR_HasTypeFlag, infer_nothing, rewrite_has_flag},
    {HIR_NONE, NULL, NULL},
};
