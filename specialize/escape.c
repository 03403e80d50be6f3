/* Escape analysis and scalar replacement: an object that this function makes, and that nobody else
 * can see, is not made.  What is stored in it lives in SSA values; states name a virtual object,
 * which tells an exit how to build it.
 *
 * An object stays if anything uses it but its own loads, stores and guards, and states: calls, or
 * stores into objects that are made.  While it lives no Python code may run on the usual path of an
 * instruction, so that nobody looks for it.  Containers come before what they contain, which is
 * then named by their virtual objects only.
 *
 * A state names the object as it is there: a node of its own after each store.  A phi that only
 * states use (a local that keeps the object until the loop comes round again) becomes a choice: a
 * bit that tells whether it is the object, what it is otherwise, and phis of the fields.
 *
 * Memory: the arena's. */
#include "specialize/emit.h"
#include "specialize/specialize.h"

enum { MAX_FIELDS = 16 };

/* ---- Kinds of objects ------------------------------------------------------------------------ */

typedef struct {
    HirOp make, virtual_op;
    HirOp load, store;
    int value;         /* operand of the store */
    int first, unit;   /* field k is the one with imm (or index) first + k * unit */
    int header;        /* operands of the virtual object before the fields: what make has */
} Kind;

static const Kind kinds[] = {
    {HIR_InstanceNew, HIR_InstanceVirtual, HIR_InlineValue, HIR_StoreInlineValue, 2, 0, 1, 1},
    {HIR_InstanceNew, HIR_SlottedVirtual, HIR_SlotMember, HIR_StoreSlotMember, 1, sizeof(PyObject),
     sizeof(PyObject *), 1},
    {HIR_BuildTuple, HIR_TupleVirtual, HIR_TupleItem, HIR_NONE, 0, 0, 1, 0},
};

typedef struct {
    HirInstr *phi;
    /* Phis beside it: is it the object?  what it is else; what make has; the fields. */
    HirInstr *is_object, *other, *header, *fields[MAX_FIELDS];
} Choice;

typedef struct {
    HirFunc *func;
    HirInstr *object; /* that is made here */
    const Kind *kind;
    int nfields;
    /* At the present point. */
    uint32_t set;       /* fields that have a value */
    HirInstr **fields;
    HirInstr *node;     /* the virtual object as it is now; NULL: not named yet */
    HirState *was, *is; /* the last state that named the object, and what came of it */
    /* At the end of each block, by its order. */
    uint32_t *set_after;
    HirInstr ***fields_after;
    /* Phis that only states use, and that the object flows into. */
    ADDER_VEC(Choice) choices;
    const AdderLiveness *live;
} Scalar;

static bool
is_object(const Scalar *s, HirInstr *value)
{
    return value != NULL && hir_root(hir_resolve(value)) == s->object;
}

/* The field that a load or store of the object is about, or -1. */
static int
field_of(const Scalar *s, const HirInstr *i)
{
    int64_t at = i->imm;
    if (i->op == HIR_TupleItem && !adder_const_i64(hir_resolve(i->args[1]), &at)) {
        return -1;
    }
    at -= s->kind->first;
    if (i->op == HIR_TupleItem && at < 0) {
        at += s->object->nargs;
    }
    int64_t field = at / s->kind->unit;
    return at >= 0 && field < MAX_FIELDS && at % s->kind->unit == 0 ? (int)field : -1;
}

static bool
is_load(const Scalar *s, const HirInstr *i)
{
    return i->op == s->kind->load;
}

static bool
is_store(const Scalar *s, const HirInstr *i)
{
    return s->kind->store != HIR_NONE && i->op == s->kind->store;
}

/* ---- May it be replaced? --------------------------------------------------------------------- */

static bool
guard_is_known(const Scalar *s, const HirInstr *i)
{
    switch (i->op) {
    case HIR_GuardClass:
        return s->object->op == HIR_InstanceNew && i->imm == (uint32_t)s->object->imm;
    case HIR_GuardType:
    case HIR_Refine:
        return (s->object->type & ~i->guard_type) == 0;
    case HIR_GuardNonNull:
        return true;
    default:
        return false;
    }
}

/* Operand k of i is the object: does i leave it to itself? */
static bool
use_is_harmless(const Scalar *s, const HirInstr *i, int k)
{
    switch (i->op) {
    case HIR_GuardKeys:
    case HIR_ClassAttr:
    case HIR_InstanceValues:
        return s->object->op == HIR_InstanceNew;
    case HIR_SameObject:
    case HIR_IsNull:
        return true;
    case HIR_ListLen:
        return s->object->op == HIR_BuildTuple;
    case HIR_InstanceVirtual:
    case HIR_SlottedVirtual:
    case HIR_TupleVirtual:
        return true;
    default:
        break;
    }
    if (k == 0 && (is_load(s, i) || is_store(s, i))) {
        return field_of(s, i) >= 0;
    }
    return guard_is_known(s, i);
}

typedef struct {
    const HirInstr *value;
    bool found;
} Search;

static void
search_value(HirInstr **value, void *arg)
{
    Search *search = arg;
    search->found |= hir_root(hir_resolve(*value)) == search->value;
}

static bool
state_names(HirState *state, const HirInstr *value)
{
    Search search = {value, false};
    hir_state_visit(state, search_value, &search);
    return search.found;
}

/* Somebody may look for the value while i is at work. */
static bool
exposes(HirInstr *i, const HirInstr *value)
{
    return hir_is_site(i) && (hir_effects(i) & HIR_E_CALL_BIT) != 0 && state_names(i->state, value);
}

static bool
is_virtual_object(const HirInstr *i)
{
    return hir_result_ref(i) == HIR_R_Virtual;
}

/* ---- Phis that only states use ---- */

static const Choice *
choice_of(const Scalar *s, const HirInstr *phi)
{
    for (int k = 0; k < s->choices.n; k++) {
        if (s->choices.at[k].phi == phi) {
            return &s->choices.at[k];
        }
    }
    return NULL;
}

/* The value flows into phi, and nowhere else on that way: behind it nobody could tell that the two
 * are one. */
static bool
moves_into(const Scalar *s, const HirInstr *value, const HirInstr *phi)
{
    if (adder_live_in(s->live, phi->block, value)) {
        return false;
    }
    for (HirInstr *other = phi->block->first; other && other->op == HIR_Phi; other = other->next) {
        for (int k = 0; other != phi && k < other->nargs; k++) {
            if (hir_root(hir_resolve(other->args[k])) == value) {
                return false;
            }
        }
    }
    return true;
}

/* value is an operand of the phi. */
static bool
add_choice(Scalar *s, HirInstr *phi, const HirInstr *value)
{
    Choice choice = {.phi = phi};
    return moves_into(s, value, phi)
           && (choice_of(s, phi) != NULL
               || ADDER_VEC_PUSH(s->func->arena, &s->choices, choice));
}

/* Users of the phi are states, virtual objects, and phis of the kind. */
static bool
only_states_use(Scalar *s, const HirInstr *phi)
{
    for (int b = 0; b < s->func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, s->func->blocks.at[b]) {
            for (int k = 0; k < i->nargs; k++) {
                bool used = hir_root(hir_resolve(i->args[k])) == phi && !is_virtual_object(i);
                if (used && (i->op != HIR_Phi || (i != phi && !add_choice(s, i, phi)))) {
                    return false;
                }
            }
            if (exposes(i, phi)) {
                return false;
            }
        }
    }
    return true;
}

static bool
choices_fit(Scalar *s)
{
    for (int k = 0; k < s->choices.n; k++) { /* grows meanwhile */
        if (!only_states_use(s, s->choices.at[k].phi)) {
            return false;
        }
    }
    return true;
}

/* ---- The object itself ---- */

static bool
uses_are_harmless(Scalar *s)
{
    for (int b = 0; b < s->func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, s->func->blocks.at[b]) {
            for (int k = 0; k < i->nargs; k++) {
                if (is_object(s, i->args[k])
                    && !(i->op == HIR_Phi ? add_choice(s, i, s->object) : use_is_harmless(s, i, k))) {
                    return false;
                }
            }
            bool access = i->nargs > 0 && is_object(s, i->args[0]) && (is_load(s, i) || is_store(s, i));
            int field = access ? field_of(s, i) : -1;
            s->nfields = field >= s->nfields ? field + 1 : s->nfields;
            if (i != s->object && exposes(i, s->object)) {
                return false;
            }
        }
    }
    return true;
}

/* Blocks where the object may live. */
static bool
is_inside(const Scalar *s, const HirBlock *block)
{
    return hir_dominates(s->object->block, block);
}

/* What is set when `block` begins; false if its predecessors do not agree. */
static bool
set_before(Scalar *s, const HirBlock *block, uint32_t *set)
{
    *set = 0;
    if (block == s->object->block) {
        return true;
    }
    bool known = false;
    for (int k = 0; k < block->preds.n; k++) {
        const HirBlock *pred = block->preds.at[k];
        if (pred->order >= block->order) {
            continue; /* looked at when all is known */
        }
        if (known && s->set_after[pred->order] != *set) {
            return false;
        }
        *set = s->set_after[pred->order];
        known = true;
    }
    return true;
}

/* Loads find a value; fields of an instance are set for the first time in the order of their
 * places, which is the order that its dict will have. */
static bool
accesses_fit(Scalar *s, HirBlock *block, uint32_t *set)
{
    for (HirInstr *i = block == s->object->block ? s->object : block->first; i != NULL; i = i->next) {
        if (i->nargs == 0 || !is_object(s, i->args[0]) || !(is_load(s, i) || is_store(s, i))) {
            continue;
        }
        uint32_t bit = UINT32_C(1) << field_of(s, i);
        if (is_load(s, i) ? !(*set & bit) : !(*set & bit) && *set > bit) {
            return false;
        }
        *set |= bit;
    }
    return true;
}

static bool
fields_are_known(Scalar *s)
{
    for (int b = s->object->block->order; b < s->func->blocks.n; b++) {
        HirBlock *block = s->func->blocks.at[b];
        uint32_t set = s->set;
        if (!is_inside(s, block)) {
            continue;
        }
        if (block != s->object->block && !set_before(s, block, &set)) {
            return false;
        }
        if (!accesses_fit(s, block, &set)) {
            return false;
        }
        s->set_after[b] = set;
    }
    for (int b = s->object->block->order + 1; b < s->func->blocks.n; b++) {
        HirBlock *block = s->func->blocks.at[b];
        for (int k = 1; is_inside(s, block) && k < block->preds.n; k++) {
            if (s->set_after[block->preds.at[k]->order] != s->set_after[block->preds.at[0]->order]) {
                return false;
            }
        }
    }
    return true;
}

static bool
start_with(Scalar *s, HirFunc *func, HirInstr *object, const Kind *kind)
{
    int nblocks = func->blocks.n;
    *s = (Scalar){.func = func, .object = object, .kind = kind};
    s->fields = ADDER_NEW_ARRAY(func->arena, HirInstr *, MAX_FIELDS);
    s->set_after = ADDER_NEW_ARRAY(func->arena, uint32_t, nblocks + 1);
    s->fields_after = ADDER_NEW_ARRAY(func->arena, HirInstr **, nblocks + 1);
    if (adder_arena_failed(func->arena)) {
        return false;
    }
    if (object->op == HIR_BuildTuple && object->nargs == 0) {
        return false; /* there is only one empty tuple */
    }
    if (object->op == HIR_BuildTuple) {
        s->nfields = object->nargs;
        for (int k = 0; k < object->nargs && k < MAX_FIELDS; k++) {
            s->fields[k] = object->args[k];
            s->set |= UINT32_C(1) << k;
        }
    }
    return s->nfields <= MAX_FIELDS;
}

static bool
may_replace(Scalar *s)
{
    bool plain = s->object->op != HIR_InstanceNew || (s->object->imm & HIR_PLAIN_INSTANCE) != 0;
    s->live = plain ? adder_liveness(s->func) : NULL;
    return s->live != NULL && uses_are_harmless(s) && choices_fit(s) && s->nfields <= MAX_FIELDS && fields_are_known(s);
}

/* ---- Fields as values ------------------------------------------------------------------------ */

/* Before the other phis of the block; its operands come later. */
static HirInstr *
make_phi(Scalar *s, HirBlock *block)
{
    HirInstr **args = ADDER_NEW_ARRAY(s->func->arena, HirInstr *, block->preds.n);
    HirInstr *phi = args ? hir_instr_new(s->func, HIR_Phi, NULL, block->preds.n, args) : NULL;
    if (phi != NULL) {
        phi->type = ADDER_T_Object;
        phi->bytecode = block->bytecode;
        hir_insert_before(block->first, phi);
    }
    return phi;
}

/* At a block's start: what came along its only edge, or phis. */
static void
enter(Scalar *s, HirBlock *block)
{
    const HirBlock *first = block->preds.at[0];
    s->set = s->set_after[first->order];
    for (int k = 0; k < s->nfields; k++) {
        bool has = (s->set >> k & 1) != 0;
        s->fields[k] = !has                  ? NULL
                       : block->preds.n == 1 ? s->fields_after[first->order][k]
                                             : make_phi(s, block);
    }
}

static void
leave(Scalar *s, const HirBlock *block)
{
    HirInstr **after = ADDER_NEW_ARRAY(s->func->arena, HirInstr *, s->nfields + 1);
    for (int k = 0; after != NULL && k < s->nfields; k++) {
        after[k] = s->fields[k];
    }
    s->fields_after[block->order] = after;
    s->set_after[block->order] = s->set;
}

/* The phis that `enter` made stand first in the block, the last field's before the others. */
static void
fill_phis(Scalar *s, HirBlock *block)
{
    HirInstr *phi = block->first;
    uint32_t set = s->set_after[block->preds.at[0]->order];
    for (int k = s->nfields - 1; k >= 0; k--) {
        if ((set >> k & 1) == 0) {
            continue;
        }
        for (int p = 0; p < block->preds.n; p++) {
            phi->args[p] = hir_resolve(s->fields_after[block->preds.at[p]->order][k]);
        }
        phi = phi->next;
    }
}

/* ---- Naming the object in states ------------------------------------------------------------- */

/* A field that is an object which may itself be replaced, and so change under the same name. */
static bool
may_change_inside(const Scalar *s)
{
    for (int k = 0; k < s->nfields; k++) {
        HirInstr *value = s->fields[k] ? hir_root(hir_resolve(s->fields[k])) : NULL;
        if (value != NULL && (value->op == HIR_InstanceNew || value->op == HIR_BuildTuple)) {
            return true;
        }
    }
    return false;
}

/* The virtual object as it is before `at`. */
static HirInstr *
node_before(Scalar *s, HirInstr *at)
{
    if (s->node != NULL) {
        return s->node;
    }
    AdderEmit e = {.func = s->func, .at = at};
    HirInstr *args[MAX_FIELDS + 1];
    int n = 0, header = s->kind->header;
    for (int k = 0; k < header; k++) {
        args[n++] = hir_resolve(s->object->args[k]);
    }
    for (int k = 0; k < s->nfields; k++) {
        bool has = (s->set >> k & 1) != 0;
        args[n++] = has ? hir_resolve(s->fields[k]) : adder_emit0(&e, HIR_NullConst);
    }
    s->node = adder_emit(&e, s->kind->virtual_op, n, args);
    s->node->imm = s->object->id;
    s->node->type = s->object->type;
    return s->node;
}

static void
name_value(HirInstr **value, void *arg)
{
    Scalar *s = arg;
    if (is_object(s, *value)) {
        *value = s->node;
    }
}

/* States are shared, also with instructions before a store: those that name the object are copied. */
static void
name_in_state(Scalar *s, HirInstr *i)
{
    if (i->state == NULL || (i->state != s->was && !state_names(i->state, s->object))) {
        return;
    }
    if (i->state != s->was || s->node == NULL) {
        HirState *copy = hir_state_copy(s->func, i->state);
        if (copy == NULL) {
            return;
        }
        node_before(s, i);
        hir_state_visit(copy, name_value, s);
        s->was = i->state;
        s->is = copy;
    }
    i->state = s->is;
}

static void
forget_names(Scalar *s)
{
    s->node = NULL;
    s->was = s->is = NULL;
}

/* ---- Replacing ------------------------------------------------------------------------------- */

/* The object is known, its class may have changed. */
static void
check_class(Scalar *s, HirInstr *guard, HirOp op)
{
    AdderEmit e = adder_emit_before(s->func, guard);
    HirInstr *check = adder_emit1(&e, op, hir_resolve(s->object->args[0]));
    check->imm = guard->imm;
    if (op == HIR_GuardVersion) {
        check->type = ADDER_T_Type;
    }
}

static HirInstr *
constant_of(Scalar *s, HirInstr *i, HirOp op, int64_t value)
{
    AdderEmit e = adder_emit_before(s->func, i);
    HirInstr *constant = adder_emit0(&e, op);
    constant->imm = value;
    return constant;
}

static void
name_in_container(Scalar *s, HirInstr *i)
{
    for (int k = 0; k < i->nargs; k++) {
        if (is_object(s, i->args[k])) {
            i->args[k] = node_before(s, i);
        }
    }
}

/* i has the object as operand 0 or 1. */
static void
replace_use(Scalar *s, HirInstr *i)
{
    if (is_store(s, i)) {
        s->set |= UINT32_C(1) << field_of(s, i);
        s->fields[field_of(s, i)] = hir_resolve(i->args[s->kind->value]);
        forget_names(s);
        hir_remove(i);
        return;
    }
    if (is_load(s, i)) {
        hir_replace(i, hir_resolve(s->fields[field_of(s, i)]));
        return;
    }
    switch (i->op) {
    case HIR_GuardClass:
        check_class(s, i, HIR_GuardVersion);
        hir_replace(i, s->object);
        break;
    case HIR_GuardKeys:
        check_class(s, i, HIR_GuardClassKeys);
        hir_remove(i);
        break;
    case HIR_ClassAttr:
        i->args[0] = hir_resolve(s->object->args[0]);
        break;
    case HIR_SameObject:
        hir_replace(i, constant_of(s, i, HIR_ConstI1,
                                   is_object(s, i->args[0]) && is_object(s, i->args[1])));
        break;
    case HIR_IsNull:
        hir_replace(i, constant_of(s, i, HIR_ConstI1, 0));
        break;
    case HIR_InstanceValues: /* nothing of it will be loaded */
        hir_replace(i, constant_of(s, i, HIR_ConstI64, 0));
        break;
    case HIR_ListLen:
        hir_replace(i, constant_of(s, i, HIR_ConstI64, s->nfields));
        break;
    default: /* a guard that is proven */
        hir_replace(i, s->object);
        break;
    }
}

static bool
has_operand(const Scalar *s, const HirInstr *i)
{
    for (int k = 0; k < i->nargs; k++) {
        if (is_object(s, i->args[k])) {
            return true;
        }
    }
    return false;
}

static void
replace_in_block(Scalar *s, HirInstr *first)
{
    for (HirInstr *i = first, *next; i != NULL; i = next) {
        next = i->next;
        if (is_virtual_object(i)) {
            name_in_container(s, i);
            continue; /* at the same point as what follows */
        }
        name_in_state(s, i);
        if (i->op != HIR_Phi && has_operand(s, i)) {
            replace_use(s, i);
        }
        if (may_change_inside(s)) {
            forget_names(s);
        }
    }
}

/* ---- Choices ---- */

/* What stands for operand p of a choice's phi, in the phi at `part` of it. */
static HirInstr *
part_of_operand(Scalar *s, const Choice *choice, int p, const HirInstr *part)
{
    HirBlock *pred = choice->phi->block->preds.at[p];
    HirInstr *value = hir_root(hir_resolve(choice->phi->args[p]));
    AdderEmit e = {.func = s->func, .at = pred->last};
    const Choice *same = choice_of(s, value);
    bool made = value == s->object;
    if (part == choice->is_object && same == NULL) {
        HirInstr *bit = adder_emit0(&e, HIR_ConstI1);
        bit->imm = made;
        return bit;
    }
    if (part == choice->is_object) {
        return same->is_object;
    }
    HirInstr *none = adder_emit0(&e, HIR_NullConst);
    if (part == choice->other) {
        return same != NULL ? same->other : made ? none : hir_resolve(choice->phi->args[p]);
    }
    if (part == choice->header) {
        return same != NULL ? same->header : made ? hir_resolve(s->object->args[0]) : none;
    }
    for (int k = 0; k < s->nfields; k++) {
        if (part == choice->fields[k] && (same != NULL || made)) {
            HirInstr *field = made ? s->fields_after[pred->order][k] : same->fields[k];
            return field != NULL ? hir_resolve(field) : none;
        }
    }
    return none;
}

static void
fill_part(Scalar *s, const Choice *choice, HirInstr *part)
{
    for (int p = 0; p < part->nargs; p++) {
        part->args[p] = part_of_operand(s, choice, p, part);
    }
}

static void
make_choice(Scalar *s, Choice *choice)
{
    HirBlock *block = choice->phi->block;
    choice->is_object = make_phi(s, block);
    choice->is_object->type = ADDER_T_I1;
    choice->other = make_phi(s, block);
    choice->header = s->kind->header > 0 ? make_phi(s, block) : NULL;
    for (int k = 0; k < s->nfields; k++) {
        choice->fields[k] = make_phi(s, block);
    }
}

static void
fill_choice(Scalar *s, Choice *choice)
{
    fill_part(s, choice, choice->is_object);
    fill_part(s, choice, choice->other);
    if (choice->header != NULL) {
        fill_part(s, choice, choice->header);
    }
    for (int k = 0; k < s->nfields; k++) {
        fill_part(s, choice, choice->fields[k]);
    }
}

static void
name_choice(Scalar *s, Choice *choice)
{
    HirInstr *phi = choice->phi, *args[MAX_FIELDS + 1];
    AdderEmit e = {.func = s->func, .at = adder_after_phis(phi->block)};
    int n = 0;
    if (choice->header != NULL) {
        args[n++] = choice->header;
    }
    for (int k = 0; k < s->nfields; k++) {
        args[n++] = choice->fields[k];
    }
    HirInstr *object = adder_emit(&e, s->kind->virtual_op, n, args);
    object->imm = phi->id;
    object->type = s->object->type;
    hir_replace(phi, adder_emit3(&e, HIR_ChoiceVirtual, choice->is_object, choice->other, object));
}

typedef void ChoiceWork(Scalar *s, Choice *choice);

static void
replace_choices(Scalar *s)
{
    static ChoiceWork *const steps[] = {make_choice, fill_choice, name_choice};
    for (size_t step = 0; step < ADDER_COUNT(steps); step++) {
        for (int k = 0; k < s->choices.n && !adder_arena_failed(s->func->arena); k++) {
            steps[step](s, &s->choices.at[k]);
        }
    }
}

static void
replace(Scalar *s)
{
    HirFunc *func = s->func;
    int from = s->object->block->order;
    for (int b = from; b < func->blocks.n && !adder_arena_failed(func->arena); b++) {
        HirBlock *block = func->blocks.at[b];
        if (!is_inside(s, block)) {
            continue;
        }
        forget_names(s);
        if (b > from) {
            enter(s, block);
        }
        replace_in_block(s, b > from ? block->first : s->object->next);
        leave(s, block);
    }
    for (int b = from + 1; b < func->blocks.n && !adder_arena_failed(func->arena); b++) {
        HirBlock *block = func->blocks.at[b];
        if (is_inside(s, block) && block->preds.n > 1) {
            fill_phis(s, block);
        }
    }
    replace_choices(s);
    hir_remove(s->object);
    hir_apply_forwards(func);
}

/* ---- The pass -------------------------------------------------------------------------------- */

typedef bool PhiWork(HirInstr *phi);

static bool
for_new_phis(HirFunc *func, int first_new, PhiWork *work)
{
    bool changed = false;
    for (int b = 0; b < func->blocks.n; b++) {
        HirInstr *phi = func->blocks.at[b]->first;
        for (; phi != NULL && phi->op == HIR_Phi; phi = phi->next) {
            changed |= phi->id >= first_new && work(phi);
        }
    }
    return changed;
}

static bool
clear_type(HirInstr *phi)
{
    phi->type = 0;
    return false;
}

static bool
grow_type(HirInstr *phi)
{
    AdderTypes types = phi->type;
    for (int k = 0; k < phi->nargs; k++) {
        types |= phi->args[k]->type;
    }
    bool grown = types != phi->type;
    phi->type = types;
    return grown;
}

/* The new phis have the types of their operands, growing from nothing. */
static void
type_phis(HirFunc *func, int first_new)
{
    for_new_phis(func, first_new, clear_type);
    while (for_new_phis(func, first_new, grow_type)) {
    }
}

static bool
try_object(HirFunc *func, HirInstr *object)
{
    for (size_t k = 0; k < ADDER_COUNT(kinds); k++) {
        Scalar s;
        if (kinds[k].make == object->op && start_with(&s, func, object, &kinds[k])
            && may_replace(&s)) {
            replace(&s);
            return true;
        }
    }
    return false;
}

static bool
try_all(HirFunc *func)
{
    bool changed = false;
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            changed |= (i->op == HIR_InstanceNew || i->op == HIR_BuildTuple)
                       && !adder_arena_failed(func->arena) && try_object(func, i);
        }
    }
    return changed;
}

AdderStatus
adder_pass_escape(HirFunc *func)
{
    bool changed = false;
    int first_new = func->next_value;
    hir_analyse(func);
    while (try_all(func)) { /* what was in a container may be free now */
        changed = true;
    }
    if (changed) {
        type_phis(func, first_new);
        return adder_pass_simplify(func);
    }
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
