/* Type specialisation: what the profile saw becomes guards, generic operations become typed ones.
 *
 * Two steps.  First a fixpoint over the whole function infers the type that each value will have
 * *if* the guards that the rules plan are put in: phis of loops need that look ahead.  Then one
 * walk in reverse post-order rewrites, by the same plans.  An operation that nothing is known of
 * stays as it is, and works on any object.
 *
 * Memory: the arena's. GIL held; no Python code runs. */
#include "specialize/types.h"

/* ---- What is known of a value -------------------------------------------------------------- */

AdderTypes
adder_typer_type(const AdderTyper *t, HirInstr *value)
{
    if (value->id < t->nvalues) {
        return t->types[value->id];
    }
    return value->type;
}

PyObject *
adder_typer_expected(const AdderTyper *t, HirInstr *value)
{
    PyObject *constant = adder_const_object(value);
    if (constant != NULL) {
        return constant;
    }
    if (value->op == HIR_GuardFunc && value->sym != NULL) {
        return value->sym->object; /* found to be it: see classes.c */
    }
    return value->id < t->nvalues ? t->expected[value->id] : value->note;
}

/* The site of an instruction: that of its own frame's code, be it inlined or not. */
static const AdderSite *
site_of(const AdderTyper *t, const HirInstr *instr)
{
    const AdderCode *code = t->func->code_profile;
    if (instr->state != NULL && instr->state->caller != NULL) {
        return adder_feedback_other(instr->state->code, instr->bytecode);
    }
    return code ? adder_feedback_site(code, instr->bytecode) : NULL;
}

bool
adder_typer_may_guard(const AdderTyper *t, const HirInstr *instr)
{
    const AdderSite *site = site_of(t, instr);
    return site == NULL || !site->failed;
}

/* What was seen of an operand: by the sampler, else by the interpreter's own specialisation. */
static AdderTypes
seen_type(const AdderTyper *t, HirInstr *instr, int depth)
{
    const AdderSite *site = site_of(t, instr);
    if (depth >= ADDER_SITE_OPERANDS || (site != NULL && site->failed)) {
        return ADDER_T_Object;
    }
    if (site != NULL && site->samples > 0) {
        return site->seen[depth];
    }
    PyCodeObject *code = instr->state ? instr->state->code : t->func->code;
    if (depth > 1 || code == NULL || instr->state == NULL) {
        return ADDER_T_Object;
    }
    AdderTypes facts[2];
    adder_cache_types(code, instr->state->bytecode, facts);
    return facts[depth] ? facts[depth] : ADDER_T_Object;
}

static AdderTypes
sampled(const AdderTyper *t, const HirInstr *instr, int depth)
{
    const AdderSite *site = instr->generic || instr->state == NULL ? NULL : site_of(t, instr);
    bool tells = site != NULL && site->samples > 0 && !site->failed && depth < ADDER_SITE_OPERANDS;
    return tells ? site->seen[depth] : 0;
}

bool
adder_typer_saw_wide(const AdderTyper *t, const HirInstr *instr, int depth)
{
    return (sampled(t, instr, depth) & ADDER_T_BigInt) != 0;
}

bool
adder_typer_saw_word(const AdderTyper *t, const HirInstr *instr, int depth)
{
    AdderTypes big = ADDER_T_BigInt | ADDER_T_HugeInt;
    return (sampled(t, instr, depth) & big) == ADDER_T_BigInt;
}

AdderTypes
adder_typer_plan_int(const AdderTyper *t, HirInstr *instr, int arg, int depth)
{
    AdderTypes known = adder_typer_type(t, hir_resolve(instr->args[arg]));
    if (known == ADDER_T_Bottom || adder_is_int(known)) {
        return known;
    }
    AdderTypes seen = instr->generic ? ADDER_T_Object : seen_type(t, instr, depth);
    seen &= ~(AdderTypes)(ADDER_T_BigInt | ADDER_T_HugeInt);
    return seen == ADDER_T_Long && (known & ADDER_T_Long) != 0 ? ADDER_T_Long : ADDER_T_Object;
}

static bool
is_wide_constant(const HirInstr *value)
{
    PyObject *object = adder_const_object(value);
    int64_t fits;
    return object != NULL && PyLong_CheckExact(object) && !adder_const_i64(value, &fits);
}

AdderTypes
adder_typer_plan(const AdderTyper *t, HirInstr *instr, int arg, int depth)
{
    HirInstr *value = hir_resolve(instr->args[arg]);
    AdderTypes known = adder_typer_type(t, value);
    if (known == ADDER_T_Long && (is_wide_constant(value) || adder_typer_saw_wide(t, instr, depth))) {
        return ADDER_T_Object; /* no unboxing of what does not fit */
    }
    if (known == ADDER_T_Bottom || adder_one_type(known)) {
        return known;
    }
    AdderTypes seen = instr->generic ? ADDER_T_Object : seen_type(t, instr, depth);
    if (adder_one_type(seen) && (seen & known) != 0 && seen != ADDER_T_Other) {
        return seen;
    }
    return ADDER_T_Object;
}

AdderTypes
adder_typer_plan_key(const AdderTyper *t, HirInstr *instr, int arg, int depth)
{
    AdderTypes type = adder_typer_plan(t, instr, arg, depth);
    return type == ADDER_T_Object ? adder_typer_plan_int(t, instr, arg, depth) : type;
}

/* ---- Inference ------------------------------------------------------------------------------ */

static const AdderTypeRule *rule_of[HIR_NOPS];

static void
index_rules(const AdderTypeRule *rules)
{
    for (; rules->op != HIR_NONE; rules++) {
        rule_of[rules->op] = rules;
    }
}

static AdderTypes
constant_type(const HirInstr *instr)
{
    PyObject *object = adder_const_object(instr);
    return object != NULL ? adder_types_of(object) : instr->type;
}

static AdderTypes
phi_type(const AdderTyper *t, const HirInstr *phi)
{
    AdderTypes type = ADDER_T_Bottom;
    for (int i = 0; i < phi->nargs; i++) {
        if (t->live[phi->block->preds.at[i]->order]) {
            type |= adder_typer_type(t, hir_resolve(phi->args[i]));
        }
    }
    return type;
}

static AdderTypes
alias_type(const AdderTyper *t, HirInstr *instr)
{
    AdderTypes type = adder_typer_type(t, hir_resolve(instr->args[0]));
    if (instr->op == HIR_GuardType || instr->op == HIR_Refine) {
        return (type & instr->guard_type) || type == 0 ? type & instr->guard_type
                                                       : instr->guard_type;
    }
    if (instr->op == HIR_GuardNonNull) {
        return type & ~(AdderTypes)ADDER_T_Null;
    }
    return type & instr->type;
}

static AdderTypes
infer(const AdderTyper *t, HirInstr *instr)
{
    switch (instr->op) {
    case HIR_Const:
        return constant_type(instr);
    case HIR_Phi:
        return phi_type(t, instr);
    default:
        if (hir_result_ref(instr) == HIR_R_Alias) {
            return alias_type(t, instr);
        }
        if (rule_of[instr->op] != NULL) {
            return rule_of[instr->op]->infer(t, instr);
        }
        return instr->type;
    }
}

/* The one successor that a branch has because a call is sure to give True, or False; -1: any may
 * be. */
static int
decided(const AdderTyper *t, const HirBlock *block)
{
    const HirInstr *branch = block->last,
                   *truth = branch->op == HIR_Branch ? hir_resolve(branch->args[0]) : NULL;
    const HirInstr *call =
        truth != NULL && truth->op == HIR_Truth ? hir_resolve(truth->args[0]) : NULL;
    PyObject *sure = call != NULL && call->op == HIR_Call ? t->expected[call->id] : NULL;
    return sure == Py_True ? 0 : sure == Py_False ? 1 : -1;
}

/* True: a block has become live. */
static bool
follow(AdderTyper *t, const HirBlock *block)
{
    bool grown = false;
    for (int s = 0; s < block->nsucc; s++) {
        bool *live = &t->live[block->succ[s]->order];
        bool leads = decided(t, block) < 0 || decided(t, block) == s;
        grown |= leads && !*live;
        *live |= leads;
    }
    return grown;
}

/* One round over all values that are reached; true if any type has grown, or more is reached. */
static bool
infer_round(AdderTyper *t)
{
    bool grown = false;
    for (int b = 0; b < t->func->blocks.n; b++) {
        HirBlock *block = t->func->blocks.at[b];
        if (!t->live[b]) {
            continue;
        }
        HIR_FOR_INSTRS(i, block)
        {
            AdderTypes type = t->types[i->id] | infer(t, i);
            grown |= type != t->types[i->id];
            t->types[i->id] = type;
        }
        grown |= follow(t, block);
    }
    return grown;
}

/* ---- Rewriting ------------------------------------------------------------------------------ */

/* A guard or refinement that says what is known of its operand already. */
static bool
is_proven(const HirInstr *i)
{
    AdderTypes allowed = i->op == HIR_GuardNonNull ? ~(AdderTypes)ADDER_T_Null : i->guard_type;
    bool narrows = i->op == HIR_GuardNonNull || i->op == HIR_GuardType || i->op == HIR_Refine;
    return narrows && (i->args[0]->type & ~allowed) == 0;
}

/* What comes after i, which may have gone, as may what stood behind it. */
static HirInstr *
after(const HirBlock *block, const HirInstr *before, const HirInstr *i)
{
    return i->block == block ? i->next : before != NULL ? before->next : block->first;
}

static void
rewrite_block(AdderTyper *t, HirBlock *block)
{
    for (HirInstr *i = block->first, *before; i != NULL; i = after(block, before, i)) {
        before = i->prev;
        if (i->id >= t->nvalues) {
            continue;
        }
        if (i->op == HIR_Phi || hir_result_ref(i) == HIR_R_Alias) {
            AdderTypes type = t->types[i->id];
            i->type = type ? type : i->type;
        }
        /* These two look at the op that was replaced to find what stands for it. */
        for (int k = 0; k < i->nargs && i->op != HIR_Second && i->op != HIR_IsNull; k++) {
            i->args[k] = hir_resolve(i->args[k]);
        }
        if (rule_of[i->op] != NULL) {
            rule_of[i->op]->rewrite(t, i);
        }
        else if (is_proven(i)) {
            hir_replace(i, i->args[0]);
        }
    }
}

/* ---- Cold loops ------------------------------------------------------------------------------ */

static bool
was_sampled(const AdderTyper *t, const HirInstr *i)
{
    const AdderSite *site = i->state != NULL ? site_of(t, i) : NULL;
    return site != NULL && site->samples > 0;
}

static bool
any_sampled(const AdderTyper *t)
{
    for (int b = 0; b < t->func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, t->func->blocks.at[b]) {
            if (was_sampled(t, i)) {
                return true;
            }
        }
    }
    return false;
}

/* The first instruction of a loop's head that has a state, if the profile would know of that block
 * had it ever run. */
static HirInstr *
cold_head(const AdderTyper *t, const HirBlock *block)
{
    HirInstr *first = NULL;
    bool recorded = false;
    HIR_FOR_INSTRS(i, block) {
        if (was_sampled(t, i)) {
            return NULL;
        }
        recorded |= i->op == HIR_IterNext || i->op == HIR_BinaryOp || i->op == HIR_CompareOp
                    || i->op == HIR_Subscr || i->op == HIR_LoadAttr;
        first = first == NULL && i->state != NULL ? i : first;
    }
    return recorded && first != NULL && first->state->caller == NULL ? first : NULL;
}

/* A loop that has never run where the rest has: nothing is known of it.  The interpreter is to
 * run it first; when it is hot it gets a unit of its own. */
static void
cut_cold_loops(AdderTyper *t)
{
    HirFunc *func = t->func;
    if (!any_sampled(t)) {
        return;
    }
    for (int b = 1; b < func->blocks.n; b++) {
        HirBlock *block = func->blocks.at[b];
        HirInstr *first = block->loop_head && block->bytecode != func->entry_bytecode
                              ? cold_head(t, block)
                              : NULL;
        if (first != NULL) {
            adder_cut_before(func, first, HIR_Untaken);
        }
    }
    hir_analyse(func);
}

/* A guard that no value passes: the load of a local that is unset there.  What follows has no types. */
static HirInstr *
always_leaves(const AdderTyper *t, const HirBlock *block)
{
    HIR_FOR_INSTRS(i, block) {
        if (hir_result_ref(i) == HIR_R_Alias && i->state != NULL
            && t->types[i->id] == ADDER_T_Bottom
            && adder_typer_type(t, hir_resolve(i->args[0])) != ADDER_T_Bottom) {
            return i;
        }
    }
    return NULL;
}

/* The way that a decided branch does not take goes. */
static void
cut_untaken(const AdderTyper *t)
{
    for (int b = 0; b < t->func->blocks.n; b++) {
        HirBlock *block = t->func->blocks.at[b];
        int taken = t->live[b] ? decided(t, block) : -1;
        if (taken >= 0) {
            hir_remove_pred(block->succ[1 - taken], block);
            block->succ[0] = block->succ[taken];
            block->nsucc = 1;
            block->last->op = HIR_Jump;
            block->last->nargs = 0;
        }
    }
    hir_analyse(t->func);
}

static void
cut_behind_exits(const AdderTyper *t)
{
    for (int b = 0; b < t->func->blocks.n; b++) {
        HirInstr *guard = always_leaves(t, t->func->blocks.at[b]);
        if (guard != NULL) {
            adder_cut_before(t->func, guard, HIR_Exit);
        }
    }
    hir_analyse(t->func);
}

AdderStatus
adder_pass_types(HirFunc *func)
{
    index_rules(adder_number_rules);
    index_rules(adder_name_rules);
    index_rules(adder_call_rules);
    index_rules(adder_item_rules);
    index_rules(adder_iter_rules);
    index_rules(adder_except_rules);
    hir_split_critical_edges(func);
    hir_analyse(func);
    AdderTyper t = {.func = func};
    cut_cold_loops(&t);
    t.nvalues = func->next_value;
    t.types = ADDER_NEW_ARRAY(func->arena, AdderTypes, t.nvalues);
    t.expected = ADDER_NEW_ARRAY(func->arena, PyObject *, t.nvalues);
    t.live = ADDER_NEW_ARRAY(func->arena, bool, func->blocks.n);
    if (t.types == NULL || t.expected == NULL || t.live == NULL) {
        return ADDER_NOMEM;
    }
    if (!adder_words_mark(&t)) {
        return ADDER_NOMEM;
    }
    t.live[0] = true;
    while (infer_round(&t)) {
    }
    cut_untaken(&t);
    cut_behind_exits(&t);
    int nblocks = func->blocks.n;
    for (int b = 0; b < nblocks && !adder_arena_failed(func->arena); b++) {
        rewrite_block(&t, func->blocks.at[b]);
    }
    hir_apply_forwards(func);
    AdderStatus status = adder_drop_frame_checks(func);
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : status;
}
