/* Unboxing: numbers stay machine values across phis, and are boxed only where an object is wanted.
 *
 * After type specialisation every typed operation still ends in a Box.  This pass
 *   1. turns phis of ints, floats and bools into machine phis where something computes with them;
 *      a local that may still be unset (the loop variable at the loop's head) becomes a value and
 *      a bit that says whether it is set,
 *   2. puts each Box where its object is first needed, never inside a loop that its value does not
 *      change in, so that one value is boxed once and keeps its identity from there on,
 *   3. gives states the machine value where no object exists (the exit boxes it),
 *   4. fuses a Box into the store that is its only user (which may then update in place).
 *
 * Memory: the arena's. */
#include "specialize/emit.h"
#include "specialize/specialize.h"

/* ---- Uses ------------------------------------------------------------------------------------ */

/* Uses of each value that existed at the start, other than by states. */
typedef struct {
    HirFunc *func;
    int nvalues;
    struct Uses {
        ADDER_VEC(HirInstr *) by; /* instructions with the value as operand */
        bool local;               /* a state has it as a local */
        bool word;                /* a phi of ints that are words */
    } *of;
} UseTable;

static void
note_state_locals(UseTable *table, const HirState *state)
{
    for (; state != NULL; state = state->caller) {
        for (int k = 0; k < state->nlocals; k++) {
            HirInstr *value = state->slots[k];
            if (value != NULL && value->id < table->nvalues) {
                table->of[value->id].local = true;
            }
        }
    }
}

static void
note_local(HirInstr **value, void *arg)
{
    UseTable *table = arg;
    if ((*value)->id < table->nvalues) {
        table->of[(*value)->id].local = true;
    }
}

/* A virtual object holds its fields as states hold locals. */
static void
collect_instr_uses(UseTable *table, HirInstr *instr)
{
    if (hir_result_ref(instr) == HIR_R_Virtual) {
        for (int k = 0; k < instr->nargs; k++) {
            HirInstr *held = hir_resolve(instr->args[k]);
            note_local(&held, table);
        }
        return;
    }
    for (int k = 0; k < instr->nargs; k++) {
        HirInstr *arg = hir_resolve(instr->args[k]);
        if (arg->id < table->nvalues) {
            ADDER_VEC_PUSH(table->func->arena, &table->of[arg->id].by, instr);
        }
    }
    note_state_locals(table, instr->state);
}

static bool
collect_uses(UseTable *table, HirFunc *func)
{
    table->func = func;
    table->nvalues = func->next_value;
    table->of = adder_arena_alloc(func->arena, sizeof(*table->of) * (size_t)table->nvalues);
    if (table->of == NULL) {
        return false;
    }
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            collect_instr_uses(table, i);
        }
    }
    return true;
}

static bool
is_box(const HirInstr *instr)
{
    return instr->op == HIR_BoxI64 || instr->op == HIR_BoxU64 || instr->op == HIR_BoxF64
           || instr->op == HIR_BoxI1;
}

static bool
is_unbox(const HirInstr *instr)
{
    return instr->op == HIR_UnboxI64 || instr->op == HIR_UnboxU64 || instr->op == HIR_LowU64
           || instr->op == HIR_UnboxF64 || instr->op == HIR_UnboxI1;
}

/* ---- Which phis ------------------------------------------------------------------------------ */

/* For the types that can be unboxed: the machine type and the op. */
static const struct {
    AdderTypes object, machine;
    HirOp unbox;
} forms[] = {
    {ADDER_T_Long, ADDER_T_I64, HIR_UnboxI64},
    {ADDER_T_Float, ADDER_T_F64, HIR_UnboxF64},
    {ADDER_T_Bool, ADDER_T_I1, HIR_UnboxI1},
    {ADDER_T_Long, ADDER_T_U64, HIR_UnboxU64},
};
enum { WORD = 3 }; /* the last one: of phis that are marked so */

/* Row of forms for a type, which may have Null beside; -1: none. */
static int
form_of(AdderTypes type)
{
    type &= ~(AdderTypes)ADDER_T_Null;
    for (int i = 0; i < (int)ADDER_COUNT(forms); i++) {
        if (forms[i].object == type) {
            return i;
        }
    }
    return -1;
}

enum { REFUSED = 0, CANDIDATE = 1, WANTED = 2 }; /* HirInstr.scratch of phis */

static bool
may_be_null(const HirInstr *value)
{
    return (value->type & ADDER_T_Null) != 0;
}

/* The phi behind a GuardNonNull, else the value itself. */
static HirInstr *
behind_null_guard(HirInstr *value)
{
    HirInstr *source = value->op == HIR_GuardNonNull ? hir_resolve(value->args[0]) : value;
    return source->op == HIR_Phi ? source : value;
}

static int
form_of_phi(const UseTable *table, const HirInstr *phi)
{
    return table->of[phi->id].word ? WORD : form_of(phi->type);
}

/* The word that an int was boxed from; NULL: it was from none. */
static HirInstr *
boxed_word(const HirInstr *value)
{
    HirInstr *machine = is_box(value) ? hir_resolve(value->args[0]) : NULL;
    return machine == NULL             ? NULL
           : machine->type == ADDER_T_U64 ? machine
           : machine->op == HIR_BitsI64   ? hir_resolve(machine->args[0])
                                          : NULL;
}

static bool
can_be_word(const UseTable *table, HirInstr *input)
{
    uint64_t value;
    if (input->op == HIR_Phi) {
        return table->of[input->id].word && input->scratch != REFUSED;
    }
    return boxed_word(input) != NULL || adder_const_u64(input, &value)
           || (input->op == HIR_GuardType && input->type == ADDER_T_Long);
}

static bool
can_unbox_input(const UseTable *table, HirInstr *input, int form)
{
    int64_t value;
    if (form == WORD) {
        return can_be_word(table, input);
    }
    if (input->type == ADDER_T_Null) {
        return true; /* of a phi that may be unset */
    }
    if (form_of(input->type) != form) {
        return false;
    }
    if (behind_null_guard(input)->op == HIR_Phi) {
        const HirInstr *phi = behind_null_guard(input);
        return phi->scratch != REFUSED && !table->of[phi->id].word;
    }
    if (input->op == HIR_BoxU64) {
        return false;
    }
    if (may_be_null(input)) {
        /* a local of an OSR entry that is not used there */
        return input->op == HIR_GuardType && forms[form].object != ADDER_T_Bool;
    }
    return is_box(input) || forms[form].object != ADDER_T_Long || input->op == HIR_GuardType
           || adder_const_i64(input, &value);
}

/* Of what may be unset, nobody may want the object itself. */
static bool
users_allow(const UseTable *table, const HirInstr *phi)
{
    const struct Uses *uses = &table->of[phi->id];
    for (int k = 0; may_be_null(phi) && k < uses->by.n; k++) {
        const HirInstr *user = uses->by.at[k];
        bool phi_too = user->op == HIR_Phi && user->scratch != REFUSED && may_be_null(user);
        if (!phi_too && user->op != HIR_GuardNonNull && user->op != HIR_IsNull) {
            return false;
        }
    }
    return true;
}

static bool
inputs_allow(const UseTable *table, HirInstr *phi)
{
    for (int k = 0; k < phi->nargs; k++) {
        if (!can_unbox_input(table, hir_resolve(phi->args[k]), form_of_phi(table, phi))) {
            return false;
        }
    }
    return true;
}

/* Worth it: something unboxes it, a wanted phi takes it, or no object is wanted of it at all. */
static bool
is_wanted(const UseTable *table, const HirInstr *phi)
{
    const struct Uses *uses = &table->of[phi->id];
    bool object_wanted = false;
    for (int k = 0; k < uses->by.n; k++) {
        const HirInstr *user = uses->by.at[k];
        if (is_unbox(user) || (user->op == HIR_Phi && user->scratch == WANTED)) {
            return true;
        }
        bool neutral = user->op == HIR_GuardNonNull || user->op == HIR_IsNull;
        object_wanted |= !neutral && (user->op != HIR_Phi || user->scratch == REFUSED);
    }
    for (int k = 0; k < phi->nargs && !object_wanted; k++) {
        HirInstr *input = behind_null_guard(hir_resolve(phi->args[k]));
        if (is_box(input) || (input->op == HIR_Phi && input->scratch == WANTED)) {
            return true;
        }
    }
    return false;
}

typedef bool PhiTest(const UseTable *table, HirInstr *phi);

static bool
refuse_step(const UseTable *table, HirInstr *phi)
{
    if (phi->scratch == CANDIDATE && !(inputs_allow(table, phi) && users_allow(table, phi))) {
        phi->scratch = REFUSED;
        return true;
    }
    return false;
}

static bool
want_step(const UseTable *table, HirInstr *phi)
{
    if (phi->scratch == CANDIDATE && is_wanted(table, phi)) {
        phi->scratch = WANTED;
        return true;
    }
    return false;
}

static bool
unwant_step(const UseTable *table, HirInstr *phi)
{
    bool bad = false;
    for (int k = 0; phi->scratch == WANTED && k < phi->nargs; k++) {
        HirInstr *input = behind_null_guard(hir_resolve(phi->args[k]));
        bool stays = input->op == HIR_Phi && input->scratch != WANTED;
        bad |= stays && (form_of(phi->type) == form_of(ADDER_T_Long) || may_be_null(input));
    }
    const struct Uses *uses = &table->of[phi->id];
    for (int k = 0; phi->scratch == WANTED && may_be_null(phi) && k < uses->by.n; k++) {
        bad |= uses->by.at[k]->op == HIR_Phi && uses->by.at[k]->scratch != WANTED;
    }
    if (bad) {
        phi->scratch = REFUSED;
    }
    return bad;
}

static void
settle(const UseTable *table, PhiTest *step)
{
    HirFunc *func = table->func;
    for (bool changed = true; changed;) {
        changed = false;
        for (int b = 0; b < func->blocks.n; b++) {
            for (HirInstr *i = func->blocks.at[b]->first; i && i->op == HIR_Phi; i = i->next) {
                changed |= step(table, i);
            }
        }
    }
}

/* What an input brings, given the types of phis that are known so far. */
static AdderTypes
type_of_input(const AdderTypes *types, HirInstr *input)
{
    HirInstr *source = behind_null_guard(input);
    AdderTypes type = source->op == HIR_Phi ? types[source->id] : input->type;
    return input->op == HIR_GuardNonNull ? type & ~(AdderTypes)ADDER_T_Null : type;
}

/* Escape analysis may have put values into phis that are better known than what they were read from when
 * types were inferred. */
static bool
narrow_phis(HirFunc *func)
{
    AdderTypes *types = ADDER_NEW_ARRAY(func->arena, AdderTypes, func->next_value);
    for (bool grown = types != NULL; grown;) {
        grown = false;
        for (int b = 0; b < func->blocks.n; b++) {
            for (HirInstr *i = func->blocks.at[b]->first; i && i->op == HIR_Phi; i = i->next) {
                AdderTypes before = types[i->id];
                for (int k = 0; k < i->nargs; k++) {
                    types[i->id] |= type_of_input(types, hir_resolve(i->args[k]));
                }
                grown |= types[i->id] != before;
            }
        }
    }
    for (int b = 0; types != NULL && b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            AdderTypes type = i->op == HIR_Phi            ? types[i->id]
                              : i->op == HIR_GuardNonNull ? type_of_input(types, i)
                                                          : 0;
            i->type = type & i->type ? type & i->type : i->type;
        }
    }
    return types != NULL;
}

/* Of ints of which one at least was a word that may not fit in an I64. */
static bool
word_step(const UseTable *table, HirInstr *phi)
{
    bool *word = &table->of[phi->id].word;
    for (int k = 0; !*word && phi->type == ADDER_T_Long && k < phi->nargs; k++) {
        const HirInstr *input = hir_resolve(phi->args[k]);
        *word = input->op == HIR_BoxU64 || (input->op == HIR_Phi && table->of[input->id].word);
        if (*word) {
            return true;
        }
    }
    return false;
}

static void
choose_phis(const UseTable *table)
{
    HirFunc *func = table->func;
    settle(table, word_step);
    for (int b = 0; b < func->blocks.n; b++) {
        for (HirInstr *i = func->blocks.at[b]->first; i && i->op == HIR_Phi; i = i->next) {
            i->scratch = form_of(i->type) >= 0 ? CANDIDATE : REFUSED;
        }
    }
    settle(table, refuse_step);
    settle(table, want_step);
    settle(table, unwant_step);
}

/* ---- Where a Box goes ------------------------------------------------------------------------ */

/* A state that holds at `at` or shortly before: for errors of a Box without one of its own. */
static HirState *
state_before(HirInstr *at)
{
    for (HirBlock *block = at->block; block != NULL; block = block->idom) {
        for (HirInstr *i = at; i != NULL; i = i->prev) {
            if (i->state != NULL) {
                return i->state;
            }
        }
        at = block->idom ? block->idom->last : NULL;
    }
    return NULL;
}

/* Where a user needs its operand: a phi at the end of the predecessor. */
static HirInstr *
point_of_use(HirInstr *user, const HirInstr *value, int *next)
{
    if (user->op != HIR_Phi) {
        return user;
    }
    for (int k = *next; k < user->nargs; k++) {
        if (hir_resolve(user->args[k]) == value) {
            *next = k + 1;
            return user->block->preds.at[k]->last;
        }
    }
    return NULL;
}

/* The users that want an object, as points; NULL: nobody does.  Answers the instruction before
 * which the Box belongs: it dominates all points and is in no deeper loop than `def`. */
typedef struct {
    HirInstr *at;
    int n;
} BoxPlace;

static void
add_point(BoxPlace *place, HirInstr *point)
{
    if (place->n++ == 0) {
        place->at = point;
        return;
    }
    HirBlock *block = hir_common_dominator(place->at->block, point->block);
    if (block == place->at->block && block == point->block) {
        place->at = hir_comes_before(point, place->at) ? point : place->at;
    }
    else if (block == point->block) {
        place->at = point;
    }
    else if (block != place->at->block) {
        place->at = hir_block_end(block);
    }
}

static bool
wants_object(const HirInstr *user)
{
    return user->block != NULL && !is_unbox(user) && user->forward == NULL
           && !(user->op == HIR_Phi && user->scratch == WANTED);
}

static bool
has_operand(const HirInstr *user, const HirInstr *value)
{
    for (int k = 0; k < user->nargs; k++) {
        if (hir_resolve(user->args[k]) == value) {
            return true;
        }
    }
    return false;
}

static BoxPlace
find_place(const UseTable *table, HirInstr *value, HirInstr *def)
{
    BoxPlace place = {NULL, 0};
    const struct Uses *uses = &table->of[value->id];
    for (int k = 0; k < uses->by.n; k++) {
        int next = 0;
        HirInstr *user = uses->by.at[k], *point;
        if (!wants_object(user) || !has_operand(user, value)) {
            continue;
        }
        while ((point = point_of_use(user, value, &next)) != NULL) {
            add_point(&place, point);
            if (user->op != HIR_Phi) {
                break;
            }
        }
    }
    while (place.n > 0 && place.at->block->loop_depth > def->block->loop_depth) {
        place.at = hir_block_end(place.at->block->idom);
    }
    if (place.n > 0 && place.at->block == def->block && hir_comes_before(place.at, def)) {
        place.at = def->op == HIR_Phi ? adder_after_phis(def->block) : def->next;
    }
    return place;
}

static bool
state_mentions(const HirState *state, const HirInstr *value)
{
    for (; state != NULL; state = state->caller) {
        for (int k = 0; k < state->nlocals + state->nstack; k++) {
            if (state->slots[k] != NULL && hir_resolve(state->slots[k]) == value) {
                return true;
            }
        }
    }
    return false;
}

/* From `i` on, old is the object: it has been made and keeps its identity.  A state may be shared
 * with instructions before the box: they keep the machine value, so these get a copy. */
static void
replace_from(HirFunc *func, HirInstr *i, const HirInstr *old, HirInstr *box)
{
    HirState *was = NULL, *copy = NULL;
    for (; i != NULL; i = i->next) {
        for (int k = 0; i->op != HIR_Phi && k < i->nargs; k++) {
            i->args[k] = hir_resolve(i->args[k]) == old ? box : i->args[k];
        }
        if (i->state != NULL && i->state == was) {
            i->state = copy;
        }
        else if (i->state != NULL && state_mentions(i->state, old)) {
            was = i->state;
            copy = hir_state_copy(func, was);
            if (copy == NULL) {
                return;
            }
            hir_state_replace(copy, old, box);
            i->state = copy;
        }
    }
}

static void
replace_dominated(HirFunc *func, const HirInstr *old, HirInstr *box)
{
    for (int b = box->block->order; b < func->blocks.n; b++) {
        HirBlock *block = func->blocks.at[b];
        if (hir_dominates(box->block, block)) {
            replace_from(func, block == box->block ? box->next : block->first, old, box);
        }
    }
}

/* Phi users take their operand at the end of the predecessor, wherever their own block is. */
static void
replace_phi_operands(const UseTable *table, HirInstr *old, HirInstr *box)
{
    const struct Uses *uses = &table->of[old->id];
    for (int k = 0; k < uses->by.n; k++) {
        HirInstr *user = uses->by.at[k];
        for (int a = 0; user->op == HIR_Phi && wants_object(user) && a < user->nargs; a++) {
            if (hir_resolve(user->args[a]) == old) {
                user->args[a] = box;
            }
        }
    }
}

static HirInstr *
make_box(HirFunc *func, HirInstr *before, HirInstr *machine)
{
    AdderEmit e = {.func = func, .at = before, .state = state_before(before)};
    return adder_emit_box(&e, machine);
}

/* The object form of `value` (a phi or Box, defined at def) is made where it is wanted; all else
 * gets the machine value. */
static void
place_box(const UseTable *table, HirInstr *value, HirInstr *def, HirInstr *machine)
{
    BoxPlace place = find_place(table, value, def);
    if (is_box(value) && place.n > 0 && place.at->block == def->block) {
        return; /* it stands well */
    }
    if (place.n > 0) {
        HirInstr *box = make_box(table->func, place.at, machine);
        replace_phi_operands(table, value, box);
        replace_dominated(table->func, value, box);
    }
    hir_replace(value, machine);
}

/* ---- Phis ------------------------------------------------------------------------------------ */

static const HirOp zero_of[] = {HIR_ConstI64, HIR_ConstF64, HIR_ConstI1};
static const HirOp unbox_maybe[] = {HIR_UnboxMaybeI64, HIR_UnboxMaybeF64, HIR_UnboxMaybeI1};

static HirInstr *
word_input(AdderEmit *e, HirInstr *input)
{
    uint64_t value;
    if (boxed_word(input) != NULL) {
        return boxed_word(input);
    }
    if (adder_const_u64(input, &value)) {
        return adder_emit_u64(e, value);
    }
    e->at = input->next; /* behind its guard, whose state holds there */
    e->state = input->state;
    return adder_emit1(e, HIR_UnboxU64, input);
}

static HirInstr *
unboxed_input(HirFunc *func, HirInstr *input, int form, HirBlock *pred)
{
    AdderEmit e = {.func = func, .at = pred->last, .state = NULL};
    input = behind_null_guard(hir_resolve(input));
    if (input->op == HIR_Phi && input->scratch == WANTED) {
        return input->note;
    }
    if (form == WORD) {
        return word_input(&e, input);
    }
    if (is_box(input)) {
        return hir_resolve(input->args[0]);
    }
    if (input->type == ADDER_T_Null) {
        return adder_emit0(&e, zero_of[form]);
    }
    if (input->op == HIR_GuardType && forms[form].object == ADDER_T_Long) {
        e.at = input->next; /* where the guard's state holds */
        e.state = input->state;
    }
    if (may_be_null(input)) {
        return adder_emit1(&e, unbox_maybe[form], input);
    }
    if (form_of(input->type) == 2) {
        return adder_emit1(&e, HIR_UnboxI1, input);
    }
    return input->type == ADDER_T_Long ? adder_emit_as_i64(&e, input, ADDER_T_Long)
                                       : adder_emit_as_f64(&e, input, ADDER_T_Float);
}

static HirInstr *
make_phi_beside(HirFunc *func, HirInstr *phi, AdderTypes type)
{
    HirInstr *machine = hir_instr_new(func, HIR_Phi, NULL, phi->nargs, phi->args);
    if (machine != NULL) {
        machine->type = type;
        machine->bytecode = phi->bytecode;
        machine->note = NULL;
        hir_insert_before(phi, machine);
    }
    return machine;
}

/* note of the phi: its machine phi; note of that: the phi of the bit "is set", if there is one. */
static void
make_machine_phi(const UseTable *table, HirInstr *phi)
{
    HirFunc *func = table->func;
    HirInstr *machine = make_phi_beside(func, phi, forms[form_of_phi(table, phi)].machine);
    if (machine != NULL && may_be_null(phi)) {
        machine->note = make_phi_beside(func, phi, ADDER_T_I1);
    }
    phi->note = machine;
}

typedef void PhiWork(const UseTable *table, HirInstr *phi);

static void
for_wanted_phis(const UseTable *table, PhiWork *work)
{
    HirFunc *func = table->func;
    for (int b = 0; b < func->blocks.n && !adder_arena_failed(func->arena); b++) {
        HirInstr *next;
        for (HirInstr *i = func->blocks.at[b]->first; i && i->op == HIR_Phi; i = next) {
            next = i->next;
            if (i->id < table->nvalues && i->scratch == WANTED) {
                work(table, i);
            }
        }
    }
}

static void
work_make(const UseTable *table, HirInstr *phi)
{
    make_machine_phi(table, phi);
}

static HirInstr *
is_set_input(HirFunc *func, HirInstr *input, HirBlock *pred)
{
    AdderEmit e = {.func = func, .at = pred->last, .state = NULL};
    input = hir_resolve(input);
    if (input->op == HIR_Phi && input->scratch == WANTED && may_be_null(input)) {
        return ((HirInstr *)input->note)->note;
    }
    if (input->type != ADDER_T_Null && may_be_null(input)) {
        return adder_emit1(&e, HIR_NotI1, adder_emit1(&e, HIR_IsNull, input));
    }
    HirInstr *bit = adder_emit0(&e, HIR_ConstI1);
    bit->imm = input->type != ADDER_T_Null;
    return bit;
}

static void
work_fill(const UseTable *table, HirInstr *phi)
{
    HirInstr *machine = phi->note, *is_set = machine->note;
    for (int k = 0; k < phi->nargs; k++) {
        HirBlock *pred = phi->block->preds.at[k];
        machine->args[k] =
            unboxed_input(table->func, phi->args[k], form_of_phi(table, phi), pred);
        if (is_set != NULL) {
            is_set->args[k] = is_set_input(table->func, phi->args[k], pred);
        }
    }
}

/* Where it must be set, the bit is tested; what follows has the value. */
static void
replace_null_guard(HirFunc *func, HirInstr *guard, HirInstr *machine, HirInstr *is_set)
{
    AdderEmit e = adder_emit_before(func, guard);
    adder_emit1(&e, HIR_GuardTrue, is_set);
    hir_replace(guard, adder_emit_box(&e, machine));
}

/* A phi that may be unset: only its tests and states are left. */
static void
replace_nullable(const UseTable *table, HirInstr *phi, HirInstr *machine, HirInstr *is_set)
{
    const struct Uses *uses = &table->of[phi->id];
    for (int k = 0; k < uses->by.n; k++) {
        HirInstr *user = uses->by.at[k];
        if (user->forward == NULL && user->op == HIR_GuardNonNull) {
            replace_null_guard(table->func, user, machine, is_set);
        }
        else if (user->forward == NULL && user->op == HIR_IsNull) {
            AdderEmit e = adder_emit_before(table->func, user);
            hir_replace(user, adder_emit1(&e, HIR_NotI1, is_set));
        }
    }
    AdderEmit e = {.func = table->func, .at = adder_after_phis(phi->block)};
    hir_replace(phi, adder_emit2(&e, HIR_MaybeVirtual, machine, is_set));
}

/* What an unboxing gives of something that is the machine value. */
static HirInstr *
unboxed_as(HirFunc *func, HirInstr *unbox, HirInstr *machine)
{
    AdderEmit e = adder_emit_before(func, unbox);
    if (unbox->type == machine->type) {
        return machine;
    }
    return adder_emit1(&e,
                       unbox->op == HIR_LowU64     ? HIR_BitsU64
                       : unbox->op == HIR_UnboxU64 ? HIR_I64ToU64Chk
                                                   : HIR_U64ToI64Chk,
                       machine);
}

static void
replace_unboxings(const UseTable *table, const HirInstr *value, HirInstr *machine)
{
    const struct Uses *uses = &table->of[value->id];
    for (int k = 0; k < uses->by.n; k++) {
        HirInstr *user = uses->by.at[k];
        if (is_unbox(user) && user->forward == NULL) {
            hir_replace(user, unboxed_as(table->func, user, machine));
        }
    }
}

/* Unboxings of a machine phi are the phi; its objects are made where wanted. */
static void
work_replace(const UseTable *table, HirInstr *phi)
{
    HirInstr *machine = phi->note, *is_set = machine->note;
    replace_unboxings(table, phi, machine);
    if (is_set != NULL) {
        replace_nullable(table, phi, machine, is_set);
    }
    else {
        place_box(table, phi, phi, machine);
    }
}

static AdderStatus
unbox_phis(HirFunc *func)
{
    UseTable table;
    if (!narrow_phis(func) || !collect_uses(&table, func)) {
        return ADDER_NOMEM;
    }
    choose_phis(&table);
    for_wanted_phis(&table, work_make);
    for_wanted_phis(&table, work_fill);
    for_wanted_phis(&table, work_replace);
    hir_apply_forwards(func);
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}

/* ---- Boxes ----------------------------------------------------------------------------------- */

/* Stores that take a machine value as well: the operand, and the forms for int64 and double. */
static const struct {
    HirOp store;
    int operand;
    HirOp i64, f64;
} fused[] = {
    {HIR_ListStore, 2, HIR_ListStoreI64, HIR_ListStoreF64},
    {HIR_StoreInlineValue, 2, HIR_StoreInlineI64, HIR_StoreInlineF64},
    {HIR_StoreGlobalSlot, 0, HIR_StoreGlobalSlotI64, HIR_StoreGlobalSlotF64},
};

/* The only user is such a store, and no local keeps the object: nobody can tell it from a new one. */
static bool
fuse_store(const UseTable *table, HirInstr *box)
{
    const struct Uses *uses = &table->of[box->id];
    HirInstr *store = NULL;
    for (int k = 0; k < uses->by.n; k++) {
        if (wants_object(uses->by.at[k]) && store != NULL) {
            return false;
        }
        store = wants_object(uses->by.at[k]) ? uses->by.at[k] : store;
    }
    if (store == NULL || uses->local || box->op == HIR_BoxI1 || box->op == HIR_BoxU64) {
        return false;
    }
    for (size_t k = 0; k < ADDER_COUNT(fused); k++) {
        if (fused[k].store == store->op && hir_resolve(store->args[fused[k].operand]) == box) {
            store->op = box->op == HIR_BoxI64 ? fused[k].i64 : fused[k].f64;
            store->args[fused[k].operand] = hir_resolve(box->args[0]);
            hir_replace(box, hir_resolve(box->args[0]));
            return true;
        }
    }
    return false;
}

/* The object of a merged number may be one that was unboxed into it: who asks whether it is a certain
 * object compares numbers. */
static void
compare_merged(HirInstr *box, const struct Uses *uses)
{
    HirInstr *machine = hir_resolve(box->args[0]);
    for (int k = 0; hir_is_merged(machine) && k < uses->by.n; k++) {
        HirInstr *user = uses->by.at[k];
        if (user->op == HIR_SameObject) {
            bool second = hir_resolve(user->args[1]) == box;
            user->args[0] = second ? user->args[0] : user->args[1];
            user->args[1] = machine;
            user->op = box->op == HIR_BoxI64   ? HIR_SameI64
                       : box->op == HIR_BoxU64 ? HIR_SameU64
                                               : HIR_SameF64;
        }
    }
}

static void
settle_box(const UseTable *table, HirInstr *box)
{
    HirInstr *machine = hir_resolve(box->args[0]);
    replace_unboxings(table, box, machine);
    compare_merged(box, &table->of[box->id]);
    if (!fuse_store(table, box)) {
        place_box(table, box, box, machine);
    }
}

static AdderStatus
settle_boxes(HirFunc *func)
{
    UseTable table;
    if (!collect_uses(&table, func)) {
        return ADDER_NOMEM;
    }
    for (int b = 0; b < func->blocks.n && !adder_arena_failed(func->arena); b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            if (is_box(i) && i->id < table.nvalues) {
                settle_box(&table, i);
            }
        }
    }
    hir_apply_forwards(func);
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}

AdderStatus
adder_pass_unbox(HirFunc *func)
{
    hir_split_critical_edges(func);
    hir_analyse(func);
    AdderStatus status = unbox_phis(func);
    return status == ADDER_OK ? settle_boxes(func) : status;
}
