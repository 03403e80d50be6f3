/* Exits: descriptors of what the interpreter's frames hold, and the blocks that bring live values
 * to where the descriptors expect them.
 *
 * A value that some call site has to describe has a fixed slot in the activation, and is stored
 * there once, where it is defined (or before the call, when the call is in a shallower loop).  So
 * has one that a loop's exits want and that is defined outside of it: each would store it.
 * Exits read the same slots, so the error edge of a call stores nothing.  All other live values of
 * an exit are numbered behind the fixed ones and stored in the exit's block, or left in registers
 * and named by its stackmap record.  Descriptors are built in the arena, then copied to the unit. */
#include "irgen/llvm_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- Which values live where ---------------------------------------------------------------------- */

/* The value that an exit has to bring; NULL for what needs none (constants, unset). */
static HirInstr *root_of(HirInstr *value)
{
    if (value == NULL) {
        return NULL;
    }
    value = hir_resolve(value);
    return hir_is_object(value) ? hir_root(value) : value;
}

static bool is_constant(const HirInstr *value)
{
    switch (value->op) {
    case HIR_Const: return !adder_lower_is_weak(value->sym);
    case HIR_NullConst:
    case HIR_ConstI64:
    case HIR_ConstF64:
    case HIR_ConstI1: return true;
    default: return false;
    }
}

/* Not an object yet: each operand is a word of its own ... */
static bool is_virtual(const HirInstr *value)
{
    return hir_result_ref(value) == HIR_R_Virtual;
}

/* ... or an entry of its own. */
static bool holds_entries(const HirInstr *value)
{
    return value->op == HIR_InstanceVirtual || value->op == HIR_SlottedVirtual
           || value->op == HIR_TupleVirtual || value->op == HIR_ChoiceVirtual
           || value->op == HIR_GeneratorVirtual || value->op == HIR_MethodVirtual
           || value->op == HIR_BinaryVirtual;
}

static int width_of(const HirInstr *value)
{
    return is_virtual(value) ? value->nargs : 1;
}

typedef struct {
    AdderLower *l;
    int depth; /* of the loop in which it may be asked for */
    bool site;
} PlanArg;

static void plan_value(HirInstr **where, void *arg)
{
    PlanArg *plan = arg;
    AdderLower *l = plan->l;
    HirInstr *value = root_of(*where);
    if (value == NULL || is_constant(value) || value->block == NULL || holds_entries(value)) {
        return; /* what a virtual object holds is visited as well */
    }
    if (!plan->site && value->block->loop_depth >= plan->depth) {
        return; /* its exits store it */
    }
    if (l->fixed[value->id] < 0) {
        l->fixed[value->id] = (int32_t)l->nfixed;
        l->nfixed += (uint32_t)width_of(value);
    }
    if (value->block->loop_depth <= plan->depth) {
        l->stored[value->id] = true;
    }
}

void adder_lower_plan_slots(AdderLower *l)
{
    for (int i = 0; i <= l->func->next_value; i++) {
        l->fixed[i] = -1;
    }
    for (int i = 0; i < l->func->blocks.n; i++) {
        PlanArg arg = { l, l->func->blocks.at[i]->loop_depth, false };
        HIR_FOR_INSTRS (instr, l->func->blocks.at[i]) {
            arg.site = hir_is_site(instr);
            if (arg.site || (instr->state != NULL && hir_has_exit(instr))) {
                hir_state_visit(instr->state, plan_value, &arg);
            }
        }
    }
}

/* ---- Stores into the activation ---------------------------------------------------------------------- */

static LLVMValueRef as_word(AdderLower *l, LLVMValueRef value)
{
    LLVMTypeRef type = LLVMTypeOf(value);
    return type == l->i1 ? LLVMBuildZExt(l->b, value, l->i64, "") : value;
}

static void store_word(AdderLower *l, uint32_t slot, LLVMValueRef value)
{
    size_t offset = offsetof(AdderActivation, slot) + slot * sizeof(uint64_t);
    LLVMValueRef where = adder_lower_field(l, l->act, offset);
    LLVMValueRef store = LLVMBuildStore(l->b, as_word(l, value), where);
    LLVMSetMetadata(store, l->tbaa_kind, l->slot_tbaa);
}

static void store_value(AdderLower *l, HirInstr *value, uint32_t slot)
{
    if (!is_virtual(value)) {
        store_word(l, slot, adder_lower_value(l, value));
        return;
    }
    for (int i = 0; i < value->nargs; i++) {
        store_word(l, slot + (uint32_t)i, adder_lower_value(l, value->args[i]));
    }
}

void adder_lower_defined(AdderLower *l, HirInstr *instr)
{
    if (instr->type == 0 || !l->stored[instr->id]) {
        return;
    }
    if (l->values[instr->id] != NULL || is_virtual(instr)) {
        store_value(l, instr, (uint32_t)l->fixed[instr->id]);
    }
}

/* ---- Descriptors ---------------------------------------------------------------------------------------- */

/* The slot of value in this exit; the first mention makes it live. */
static uint32_t live_slot(AdderLower *l, AdderLowerExit *e, HirInstr *value)
{
    for (int i = 0; i < e->lives.n; i++) {
        if (e->lives.at[i].value == value) {
            return e->lives.at[i].slot;
        }
    }
    AdderLive live = { value, 0 };
    if (l->fixed[value->id] >= 0) {
        live.slot = (uint32_t)l->fixed[value->id];
    }
    else {
        live.slot = l->nfixed + e->ntemps;
        e->ntemps += (uint32_t)width_of(value);
    }
    ADDER_VEC_PUSH(l->arena, &e->lives, live);
    return live.slot;
}

static uint32_t imm_of(AdderLower *l, uint64_t bits)
{
    for (int i = 0; i < l->imms.n; i++) {
        if (l->imms.at[i] == bits) {
            return (uint32_t)i;
        }
    }
    ADDER_VEC_PUSH(l->arena, &l->imms, bits);
    return (uint32_t)l->imms.n - 1;
}

static uint64_t double_bits(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof(bits));
    return bits;
}

static AdderExitEntry constant_entry(AdderLower *l, const HirInstr *value)
{
    AdderExitEntry entry = { .fill = ADDER_FILL_NULL };
    switch (value->op) {
    case HIR_Const:
        entry = (AdderExitEntry){ .fill = ADDER_FILL_CONST,
                                  .where = adder_lower_const(l, value->sym->object) };
        break;
    case HIR_ConstI64:
        entry = (AdderExitEntry){ .fill = ADDER_FILL_IMM_I64,
                                  .where = imm_of(l, (uint64_t)value->imm) };
        break;
    case HIR_ConstF64:
        entry = (AdderExitEntry){ .fill = ADDER_FILL_IMM_F64,
                                  .where = imm_of(l, double_bits(value->dbl)) };
        break;
    case HIR_ConstI1:
        entry = (AdderExitEntry){ .fill = ADDER_FILL_CONST,
                                  .where = adder_lower_const(l, value->imm ? Py_True
                                                                           : Py_False) };
        break;
    default: break; /* NullConst */
    }
    return entry;
}

static AdderFill boxing_fill(const HirInstr *value)
{
    if (value->op == HIR_RangeIterVirtual) {
        return ADDER_FILL_RANGE_ITER;
    }
    if (value->op == HIR_Parked) {
        return ADDER_FILL_PARKED;
    }
    if (value->op == HIR_MaybeVirtual) {
        AdderTypes type = value->args[0]->type;
        return type & ADDER_T_I64   ? ADDER_FILL_MAYBE_I64
               : type & ADDER_T_F64 ? ADDER_FILL_MAYBE_F64
                                    : ADDER_FILL_MAYBE_I1;
    }
    if (value->type & ADDER_T_I64) {
        return ADDER_FILL_I64;
    }
    if (value->type & ADDER_T_U64) {
        return ADDER_FILL_U64;
    }
    return value->type & ADDER_T_F64 ? ADDER_FILL_F64 : ADDER_FILL_I1;
}

static bool is_merged(const HirInstr *value)
{
    if (value->op == HIR_MaybeVirtual) {
        value = hir_resolve(value->args[0]);
    }
    return hir_is_merged(value);
}

static void put_entry(AdderLower *l, AdderLowerExit *e, uint32_t at, HirInstr *slot, HirHold hold);

/* What belongs to a choice may not be made: others cannot share it. */
static bool is_made(const AdderLowerExit *e, uint32_t at)
{
    return at < (uint32_t)e->entries.n
           && (e->entries.at[at].choice == 0 || e->entries.at[at].choice == e->choice);
}

static AdderObjectKind object_kind(const HirInstr *value)
{
    switch (value->op) {
    case HIR_InstanceVirtual: return ADDER_OBJECT_INSTANCE;
    case HIR_SlottedVirtual: return ADDER_OBJECT_SLOTTED;
    case HIR_ChoiceVirtual: return ADDER_OBJECT_CHOICE;
    case HIR_GeneratorVirtual: return ADDER_OBJECT_GENERATOR;
    case HIR_MethodVirtual: return ADDER_OBJECT_METHOD;
    case HIR_BinaryVirtual: return ADDER_OBJECT_BINARY;
    default: return ADDER_OBJECT_TUPLE;
    }
}

/* Tells objects from one another, unless they are the same. */
static uint32_t identity_of(const HirInstr *value)
{
    return value->op == HIR_ChoiceVirtual ? (uint32_t)value->id : (uint32_t)value->imm;
}

/* What it holds gets entries behind all others; an object that stands twice is made once. */
static AdderExitEntry object_entry(AdderLower *l, AdderLowerExit *e, const HirInstr *value)
{
    for (int i = 0; i < e->objects.n; i++) {
        const AdderExitObject *other = &e->objects.at[i];
        if (other->identity == identity_of(value) && is_made(e, other->entry)) {
            return (AdderExitEntry){ .fill = ADDER_FILL_SAME, .where = other->entry };
        }
    }
    AdderExitObject object = { .kind = (uint8_t)object_kind(value), .entry = e->at,
                               .identity = identity_of(value),
                               .first = (uint32_t)e->entries.n, .n = (uint32_t)value->nargs };
    AdderExitEntry entry = { .fill = ADDER_FILL_OBJECT, .where = (uint32_t)e->objects.n };
    AdderLowerEntry none = { .choice = e->choice };
    ADDER_VEC_PUSH(l->arena, &e->objects, object);
    int outer = e->choice;
    none.choice = e->choice = value->op == HIR_ChoiceVirtual ? value->id : outer;
    for (int i = 0; i < value->nargs; i++) {
        ADDER_VEC_PUSH(l->arena, &e->entries, none);
    }
    for (int i = 0; i < value->nargs; i++) {
        put_entry(l, e, object.first + (uint32_t)i, value->args[i], HIR_COPY);
    }
    e->choice = outer;
    return entry;
}

/* An entry of the same value that makes an object: later ones share it. */
static bool same_entry(const AdderLowerExit *e, AdderExitEntry entry, uint32_t *index)
{
    for (int i = 0; i < e->entries.n; i++) {
        const AdderExitEntry *other = &e->entries.at[i].entry;
        if (other->fill == entry.fill && other->where == entry.where && is_made(e, (uint32_t)i)) {
            *index = (uint32_t)i;
            return true;
        }
    }
    return false;
}

static bool makes_object(AdderFill fill)
{
    return fill == ADDER_FILL_I64 || fill == ADDER_FILL_U64 || fill == ADDER_FILL_F64
           || fill == ADDER_FILL_RANGE_ITER
           || fill == ADDER_FILL_IMM_I64 || fill == ADDER_FILL_IMM_F64
           || fill == ADDER_FILL_MAYBE_I64 || fill == ADDER_FILL_MAYBE_F64;
}

static AdderExitEntry entry_of(AdderLower *l, AdderLowerExit *e, HirInstr *slot, HirHold hold)
{
    HirInstr *value = root_of(slot);
    AdderExitEntry entry = { .fill = ADDER_FILL_NULL };
    if (value == NULL || hold == HIR_UNSET) {
        return entry;
    }
    if (is_constant(value)) {
        entry = constant_entry(l, value);
    }
    else if (holds_entries(value)) {
        return object_entry(l, e, value);
    }
    else if (!hir_is_object(value) || is_virtual(value)) { /* of a choice's bit: where it is */
        entry = (AdderExitEntry){ .fill = boxing_fill(value), .merged = is_merged(value),
                                  .where = live_slot(l, e, value) };
    }
    else {
        entry.fill = hold == HIR_TAKE && !e->site ? ADDER_FILL_TAKE : ADDER_FILL_COPY;
        entry.where = live_slot(l, e, value);
    }
    uint32_t first;
    if (makes_object(entry.fill) && same_entry(e, entry, &first)) {
        entry = (AdderExitEntry){ .fill = ADDER_FILL_SAME, .where = first };
    }
    return entry;
}

static void put_entry(AdderLower *l, AdderLowerExit *e, uint32_t at, HirInstr *slot, HirHold hold)
{
    e->at = at;
    AdderExitEntry entry = entry_of(l, e, slot, hold);
    if (at < (uint32_t)e->entries.n) { /* else the arena has failed */
        e->entries.at[at].entry = entry;
    }
}

static bool raises(const HirInstr *instr)
{
    return (hir_effects(instr) & HIR_E_Raise) != 0;
}

/* A site after which an operand belongs to somebody else must not show it: it may be gone. */
static bool stolen_at_site(const AdderLowerExit *e, HirInstr *slot)
{
    if (!e->site || slot == NULL || raises(e->instr)) {
        return false; /* the plan of an error exit leaves it out already */
    }
    for (int i = 0; i < e->instr->nargs; i++) {
        if (hir_steals(e->instr, i) && root_of(e->instr->args[i]) == root_of(slot)) {
            return true;
        }
    }
    return false;
}

static bool is_call(const HirInstr *instr)
{
    return instr->op == HIR_Call || instr->op == HIR_CallFunc || instr->op == HIR_CallDirect
           || instr->op == HIR_CallNative || instr->op == HIR_CallPlain;
}

/* What runs (or raises) in the frame of state: the opcode itself; the state names its first
 * EXTENDED_ARG, from where the instruction would be run again, or where a call's arguments begin to be collected. */
static int position(const HirInstr *instr, const HirState *state)
{
    int prefixes = instr->bytecode - state->bytecode;
    return state == instr->state && prefixes > 0 && (prefixes <= 3 || is_call(instr)) ? instr->bytecode
                                                                                      : state->bytecode;
}

/* Entries of a frame: its slots, then its function and what it gives. */
static uint32_t entries_of(const HirState *state)
{
    return (uint32_t)(state->nlocals + state->nstack) + (state->caller != NULL)
           + (state->gives != NULL);
}

static bool is_choice(HirInstr *slot)
{
    return slot != NULL && root_of(slot)->op == HIR_ChoiceVirtual;
}

/* Choices come last, and can share what is made for sure; see adder_fill_objects. */
static void describe_slots(AdderLower *l, AdderLowerExit *e, const HirState *state, uint32_t first,
                           int at_hold, bool choices)
{
    for (int i = 0; i < state->nlocals + state->nstack; i++, at_hold++) {
        HirHold hold = e->plan != NULL && at_hold < e->plan->nhold ? e->plan->hold[at_hold]
                                                                   : HIR_COPY;
        if (stolen_at_site(e, state->slots[i])) {
            hold = HIR_UNSET;
        }
        if (is_choice(state->slots[i]) == choices) {
            put_entry(l, e, first + (uint32_t)i, state->slots[i], hold);
        }
    }
}

static void describe_frame(AdderLower *l, AdderLowerExit *e, HirState *state, uint32_t first)
{
    int nslots = state->nlocals + state->nstack;
    AdderExitFrame frame = {
        .code = state->caller != NULL ? state->code : NULL,
        .indirect = state->indirect,
        .generator = state->generator,
        .bytecode = raises(e->instr) || e->site ? position(e->instr, state) : state->bytecode,
        .nlocals = state->nlocals,
        .nstack = state->nstack,
        .first = first,
    };
    if (state->caller != NULL) {
        frame.func = first + (uint32_t)nslots;
        put_entry(l, e, frame.func, state->func, HIR_COPY);
    }
    if (state->gives != NULL) {
        frame.gives = first + (uint32_t)nslots + 1;
        put_entry(l, e, frame.gives, state->gives, HIR_COPY);
        e->ngiven++;
    }
    ADDER_VEC_PUSH(l->arena, &e->frames, frame);
}

static void describe_frames(AdderLower *l, AdderLowerExit *e)
{
    const AdderLowerEntry none = { .choice = 0 };
    for (const HirState *state = e->state; state != NULL; state = state->caller) {
        e->nslots += entries_of(state);
    }
    for (uint32_t i = 0; i < e->nslots; i++) {
        ADDER_VEC_PUSH(l->arena, &e->entries, none);
    }
    for (int choices = 0; choices < 2; choices++) {
        int at_hold = 0;
        uint32_t first = 0;
        for (HirState *state = e->state; state != NULL; state = state->caller) {
            describe_slots(l, e, state, first, at_hold, choices);
            if (choices == 0) {
                describe_frame(l, e, state, first);
            }
            first += entries_of(state);
            at_hold += state->nlocals + state->nstack;
        }
    }
}

static void describe(AdderLower *l, AdderLowerExit *e)
{
    describe_frames(l, e);
    for (int i = 0; e->plan != NULL && !e->site && i < e->plan->ndrop; i++) {
        HirInstr *value = root_of(e->plan->drop[i]);
        if (value != NULL && !is_constant(value)) {
            uint32_t slot = live_slot(l, e, value);
            ADDER_VEC_PUSH(l->arena, &e->drops, slot);
        }
    }
    l->ntemps = e->ntemps > l->ntemps ? e->ntemps : l->ntemps;
}

/* ---- Making exits ------------------------------------------------------------------------------------------ */

static bool same_plan(const HirExit *a, const HirExit *b)
{
    if (a == NULL || b == NULL || a == b) {
        return a == b;
    }
    return a->nhold == b->nhold && a->ndrop == b->ndrop
           && memcmp(a->hold, b->hold, sizeof(HirHold) * (size_t)a->nhold) == 0
           && (a->ndrop == 0
               || memcmp(a->drop, b->drop, sizeof(HirInstr *) * (size_t)a->ndrop) == 0);
}

/* Guards of one op at one place that leave alike are one exit. */
static bool alike(const AdderLowerExit *e, const HirInstr *instr, bool site)
{
    return e->state == instr->state && e->instr->op == instr->op && e->site == site
           && e->instr->entry == instr->entry
           && e->instr->bytecode == instr->bytecode && same_plan(e->plan, instr->exit)
           && !(site && e->instr != instr);
}

/* Whose descriptor and block an exit can use: only what is counted by its number is its own. */
static AdderLowerExit *leader_of(AdderLowerExit *head, const HirInstr *instr, bool site)
{
    for (AdderLowerExit *e = head; e != NULL; e = e->next) {
        if (e->leader == e && !site && !e->site && !raises(instr) && !raises(e->instr)
            && same_plan(e->plan, instr->exit)) {
            e->shared = true;
            return e;
        }
    }
    return NULL;
}

static AdderLowerExit *exit_of(AdderLower *l, HirInstr *instr, bool site)
{
    AdderLowerExit **head = &l->by_state[instr->state->id];
    for (AdderLowerExit *e = *head; e != NULL; e = e->next) {
        if (alike(e, instr, site)) {
            return e;
        }
    }
    AdderLowerExit *e = ADDER_NEW(l->arena, AdderLowerExit);
    if (e == NULL) {
        return NULL;
    }
    *e = (AdderLowerExit){ .number = (uint32_t)l->exits.n, .state = instr->state, .instr = instr,
                           .plan = instr->exit, .site = site, .next = *head };
    AdderLowerExit *leader = leader_of(*head, instr, site);
    e->leader = leader != NULL ? leader : e;
    *head = e;
    ADDER_VEC_PUSH(l->arena, &l->exits, e);
    if (leader == NULL) {
        describe(l, e);
    }
    return e;
}

static LLVMBasicBlockRef no_exit(AdderLower *l, const HirInstr *instr)
{
    const char *name = hir_op_info[instr->op].name;
    l->reason = adder_arena_printf(l->arena, "v%d %s has no state", instr->id, name);
    return l->entry;
}

LLVMBasicBlockRef adder_lower_exit(AdderLower *l, HirInstr *instr)
{
    AdderLowerExit *e = instr->state != NULL ? exit_of(l, instr, false) : NULL;
    if (e == NULL) {
        return no_exit(l, instr);
    }
    if (e->block == NULL) {
        e->block = adder_lower_block(l, "exit");
    }
    return e->block;
}

/* ---- Call sites ------------------------------------------------------------------------------------------------ */

static int outermost_position(const HirInstr *instr)
{
    const HirState *state = instr->state;
    while (state->caller != NULL) {
        state = state->caller;
    }
    return position(instr, state);
}

/* The same of what has no state: that of what stands before it, or else behind it. */
static int position_near(const HirInstr *instr)
{
    for (const HirInstr *i = instr; i != NULL; i = i->prev) {
        if (i->state != NULL) {
            return outermost_position(i);
        }
    }
    for (const HirInstr *i = instr; i != NULL; i = i->next) {
        if (i->state != NULL) {
            return outermost_position(i);
        }
    }
    return 0;
}

static void store_lives(AdderLower *l, const AdderLowerExit *e)
{
    for (int i = 0; i < e->lives.n; i++) {
        if (!l->stored[e->lives.at[i].value->id]) {
            store_value(l, e->lives.at[i].value, e->lives.at[i].slot);
        }
    }
}

/* The whole word: inner stands in its upper half. */
_Static_assert(offsetof(AdderActivation, inner) == offsetof(AdderActivation, site) + sizeof(uint32_t),
               "one store writes both");
static void store_site(AdderLower *l, int64_t number)
{
    LLVMValueRef where = adder_lower_field(l, l->act, offsetof(AdderActivation, site));
    LLVMBuildStore(l->b, adder_lower_int(l, number), where);
}

static bool runs(const HirInstr *instr)
{
    return (hir_effects(instr) & HIR_E_CALL_BIT) != 0;
}

/* Who looks finds the frames of the inlined callees at work. */
static void show_inlined(AdderLower *l, const HirInstr *instr)
{
    LLVMValueRef args[2] = { l->ts, l->act };
    if (instr->state->caller != NULL) {
        adder_lower_call(l, runs(instr) ? "adder_rt_show_inlined" : "adder_show_inlined_if_due",
                         args, 2);
    }
}

/* looked_at: somebody may look for sure; else a collection that may start. */
static void tell_site(AdderLower *l, bool looked_at, int position, uint32_t number)
{
    bool direct = l->func->signature != NULL;
    LLVMValueRef args[4] = { direct ? l->ts : l->frame, l->act, adder_lower_int(l, position),
                             adder_lower_int(l, number) };
    const char *helper = looked_at ? "adder_site_direct" : "adder_site_direct_if_due";
    adder_lower_call(l, direct ? helper : "adder_site", args, 4);
}

/* Without a state nothing is known of values: none are shown. */
static void stateless_site(AdderLower *l, const HirInstr *instr)
{
    if (l->func->signature != NULL) {
        tell_site(l, true, position_near(instr), 0);
    }
    else {
        store_site(l, 0);
    }
}

void adder_lower_site(AdderLower *l, HirInstr *instr)
{
    if (instr->state == NULL) {
        stateless_site(l, instr);
        return;
    }
    AdderLowerExit *e = exit_of(l, instr, !raises(instr));
    if (e == NULL) {
        return;
    }
    store_lives(l, e);
    tell_site(l, runs(instr), outermost_position(instr), e->number + 1);
    show_inlined(l, instr);
}

static LLVMValueRef site_word(AdderLower *l, uint32_t number, int position)
{
    return adder_lower_int(l, (int64_t)((uint64_t)number << 32 | (uint32_t)position));
}

LLVMValueRef adder_lower_cold_site(AdderLower *l, HirInstr *instr)
{
    if (instr->state == NULL) {
        return site_word(l, 0, l->func->signature != NULL ? position_near(instr) + 1 : 0);
    }
    AdderLowerExit *e = exit_of(l, instr, true);
    if (e == NULL) {
        return site_word(l, 0, 0);
    }
    store_lives(l, e);
    return site_word(l, e->number + 1, outermost_position(instr) + 1);
}

void adder_lower_site_end(AdderLower *l, const HirInstr *instr)
{
    LLVMValueRef args[2] = { l->ts, l->act };
    if (instr->state != NULL && instr->state->caller != NULL) {
        adder_lower_call(l, "adder_hide_inlined", args, 2);
    }
}

void adder_lower_call_end(AdderLower *l, const HirInstr *instr)
{
    if (instr->state == NULL || instr->state->caller == NULL || !hir_is_caught(instr)) {
        adder_lower_site_end(l, instr);
        return;
    }
    LLVMBasicBlockRef hide = adder_lower_block(l, "hide"), on = adder_lower_block(l, "on");
    LLVMBuildCondBr(l->b, l->raised, on, hide);
    LLVMPositionBuilderAtEnd(l->b, hide);
    adder_lower_site_end(l, instr);
    LLVMBuildBr(l->b, on);
    LLVMPositionBuilderAtEnd(l->b, on);
}

void adder_lower_quiet_site(AdderLower *l, HirInstr *instr)
{
    AdderLowerExit *e = instr->state != NULL ? exit_of(l, instr, false) : NULL;
    if (e == NULL) {
        no_exit(l, instr);
        return;
    }
    store_lives(l, e);
    store_site(l, ((int64_t)e->number + 1) | (int64_t)adder_levels(instr->state) << 32);
}

/* ---- Exit blocks --------------------------------------------------------------------------------------------------- */

static void return_exit(AdderLower *l, const AdderLowerExit *e)
{
    LLVMValueRef one = adder_lower_int(l, 1);
    LLVMValueRef answer = e->which != NULL ? LLVMBuildAdd(l->b, e->which, one, "")
                                           : adder_lower_int(l, (int64_t)e->number + 1);
    adder_lower_leave(l, answer);
}

static void fill_exit(AdderLower *l, const AdderLowerExit *e)
{
    if (l->carrier == ADDER_CARRIER_STACKMAP) {
        adder_stackmap_exit(l, e);
    }
    else {
        store_lives(l, e);
    }
    return_exit(l, e);
}

/* From the builder's place to the common block, which is made for the first. */
static void join_leader(AdderLower *l, const AdderLowerExit *e)
{
    AdderLowerExit *leader = e->leader;
    if (leader->common == NULL) {
        leader->common = adder_lower_block(l, "leave");
        LLVMPositionBuilderAtEnd(l->b, leader->common);
        leader->which = LLVMBuildPhi(l->b, l->i64, "");
        fill_exit(l, leader);
        LLVMPositionBuilderAtEnd(l->b, e->block);
    }
    LLVMValueRef number = adder_lower_int(l, e->number);
    LLVMBasicBlockRef from = e->block;
    LLVMAddIncoming(leader->which, &number, &from, 1);
    LLVMBuildBr(l->b, leader->common);
}

void adder_lower_exits(AdderLower *l)
{
    for (int i = 0; i < l->exits.n; i++) {
        AdderLowerExit *e = l->exits.at[i];
        if (e->block == NULL) {
            continue;
        }
        LLVMPositionBuilderAtEnd(l->b, e->block);
        adder_places_at(l, e->instr);
        if (e->leader->shared) {
            join_leader(l, e);
        }
        else {
            fill_exit(l, e);
        }
    }
}

/* ---- The unit's descriptors ------------------------------------------------------------------------------------------ */

/* Of all exits together, or of those before one. */
typedef struct {
    uint32_t frames, entries, drops, objects;
} Filled;

static void add_exit(Filled *all, const AdderLowerExit *e)
{
    all->frames += (uint32_t)e->frames.n;
    all->entries += (uint32_t)e->entries.n;
    all->drops += (uint32_t)e->drops.n;
    all->objects += (uint32_t)e->objects.n;
}

static void *allocate(size_t n, size_t size)
{
    return calloc(n > 0 ? n : 1, size);
}

static bool allocate_all(AdderLower *l)
{
    AdderUnit *unit = l->unit;
    Filled all = { 0 };
    for (int i = 0; i < l->exits.n; i++) {
        add_exit(&all, l->exits.at[i]);
    }
    unit->exits = allocate((size_t)l->exits.n, sizeof(AdderExit));
    unit->frames = allocate(all.frames, sizeof(AdderExitFrame));
    unit->entries = allocate(all.entries, sizeof(AdderExitEntry));
    unit->drops = allocate(all.drops, sizeof(uint32_t));
    unit->objects = allocate(all.objects, sizeof(AdderExitObject));
    unit->consts = allocate((size_t)l->consts.n, sizeof(PyObject *));
    unit->imms = allocate((size_t)l->imms.n, sizeof(uint64_t));
    return unit->exits != NULL && unit->frames != NULL && unit->entries != NULL
           && unit->drops != NULL && unit->objects != NULL && unit->consts != NULL && unit->imms != NULL;
}

static void copy_frames(AdderUnit *unit, const AdderLowerExit *e, const Filled *at)
{
    for (int i = 0; i < e->frames.n; i++) {
        AdderExitFrame frame = e->frames.at[i];
        frame.first += at->entries;
        frame.func += frame.code != NULL ? at->entries : 0;
        frame.gives += frame.gives != 0 ? at->entries : 0;
        unit->frames[at->frames + (uint32_t)i] = frame;
    }
    for (int i = 0; i < e->entries.n; i++) {
        unit->entries[at->entries + (uint32_t)i] = e->entries.at[i].entry;
    }
    for (int i = 0; i < e->objects.n; i++) {
        unit->objects[at->objects + (uint32_t)i] = e->objects.at[i];
    }
    for (int i = 0; i < e->drops.n; i++) {
        unit->drops[at->drops + (uint32_t)i] = e->drops.at[i];
    }
}

int adder_lower_depth(const AdderLower *l)
{
    int most = l->func->levels; /* an innermost callee may have no exit */
    for (int i = 0; i < l->exits.n; i++) {
        int depth = l->exits.at[i]->frames.n - 1 + l->exits.at[i]->ngiven;
        most = depth > most ? depth : most;
    }
    return most;
}

static void copy_descriptor(AdderLower *l, const AdderLowerExit *e, Filled *at)
{
    AdderUnit *unit = l->unit;
    unit->exits[e->number] = (AdderExit){
        .kind = raises(e->instr) ? ADDER_EXIT_RAISE : ADDER_EXIT_DEOPT,
        .nframes = (uint16_t)e->frames.n,
        .frames = at->frames,
        .entries = at->entries,
        .nslots = e->nslots,
        .nentries = (uint32_t)e->entries.n,
        .objects = at->objects,
        .drops = at->drops,
        .ndrops = (uint32_t)e->drops.n,
        .nvalues = l->nfixed + e->ntemps,
    };
    copy_frames(unit, e, at);
    add_exit(at, e);
}

static void copy_exit(AdderLower *l, const AdderLowerExit *e, Filled *at)
{
    AdderExit *exit = &l->unit->exits[e->number];
    if (e->leader == e) {
        copy_descriptor(l, e, at);
    }
    else {
        *exit = l->unit->exits[e->leader->number];
    }
    exit->bytecode = e->instr->bytecode;
    exit->op = hir_op_info[e->instr->hoisted ? HIR_LoopEntry : e->instr->op].name;
    exit->entry = e->instr->entry;
}

AdderStatus adder_lower_descriptors(AdderLower *l)
{
    AdderUnit *unit = l->unit;
    if (!allocate_all(l)) {
        return ADDER_NOMEM;
    }
    Filled at = { 0 };
    for (int i = 0; i < l->exits.n; i++) {
        copy_exit(l, l->exits.at[i], &at);
    }
    for (int i = 0; i < l->consts.n; i++) {
        unit->consts[i] = l->consts.at[i];
        if (adder_counts_const(unit->consts[i])) {
            Py_INCREF(unit->consts[i]);
        }
    }
    if (l->imms.n > 0) {
        memcpy(unit->imms, l->imms.at, sizeof(uint64_t) * (size_t)l->imms.n);
    }
    unit->depth = adder_lower_depth(l);
    unit->nexits = (uint32_t)l->exits.n;
    unit->nconsts = (uint32_t)l->consts.n;
    unit->nslots = l->nfixed + l->ntemps;
    return ADDER_OK;
}
