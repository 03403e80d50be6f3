/* The rules of HIR, checked: structure, dominance, states, kinds of operands. ADDER_BUG and a
 * reason for the first one broken. Needs no Python; memory: the arena's. */
#include "irgen/hir.h"

typedef struct {
    HirFunc *func;
    HirInstr *at;
    int *position; /* by id: 1 + place in its block; 0: stands nowhere */
} Verifier;

static AdderStatus
broken(Verifier *v, const char *rule)
{
    const HirInstr *i = v->at;
    v->func->reason = adder_arena_printf(v->func->arena, "v%d %s in bb%d: %s", i->id,
                                         hir_op_info[i->op].name, i->block ? i->block->id : -1,
                                         rule);
    return ADDER_BUG;
}

/* Is value there when `user` runs? at_end: at the end of block (for phi operands). */
static bool
is_available(const Verifier *v, const HirInstr *value, const HirBlock *block, int position)
{
    if (value->block == NULL || v->position[value->id] == 0) {
        return false;
    }
    if (value->block == block) {
        return v->position[value->id] < position;
    }
    return hir_dominates(value->block, block);
}

static AdderStatus
verify_phi(Verifier *v, HirInstr *phi)
{
    HirBlock *block = phi->block;
    if (phi->nargs != block->preds.n) {
        return broken(v, "a phi has an operand for each predecessor");
    }
    if (phi->prev != NULL && phi->prev->op != HIR_Phi) {
        return broken(v, "phis come first");
    }
    for (int k = 0; k < phi->nargs; k++) {
        if (!is_available(v, phi->args[k], block->preds.at[k], INT32_MAX)) {
            return broken(v, "a phi's operand must be there at the end of the predecessor");
        }
        bool machine = (phi->args[k]->type & ADDER_T_Machine) != 0;
        if (machine != ((phi->type & ADDER_T_Machine) != 0)
            || (machine && phi->args[k]->type != phi->type)) {
            return broken(v, "a phi and its operands have one representation");
        }
    }
    return ADDER_OK;
}

static AdderStatus
verify_operands(Verifier *v, HirInstr *i)
{
    const HirOpInfo *info = &hir_op_info[i->op];
    if (info->nargs >= 0 && i->nargs != info->nargs) {
        return broken(v, "wrong number of operands");
    }
    for (int k = 0; k < i->nargs; k++) {
        HirInstr *arg = i->args[k];
        if (arg == NULL || arg->forward != NULL) {
            return broken(v, "an operand was replaced");
        }
        if (!is_available(v, arg, i->block, v->position[i->id])) {
            return broken(v, "an operand does not dominate its use");
        }
        if (hir_result_ref(arg) == HIR_R_Virtual) {
            return broken(v, "virtual objects stand in states only");
        }
    }
    return ADDER_OK;
}

/* What the operands of an op must be: o object or Null, i I64, f F64, b I1; the last letter goes
 * for the rest. */
static const char *
operand_kinds(HirOp op)
{
    static const char *kinds[HIR_NOPS];
    if (kinds[HIR_Branch] != NULL) {
        return kinds[op] ? kinds[op] : "o";
    }
    static const struct {
        HirOp first, last;
        const char *text;
    } rows[] = {
        {HIR_BoxI64, HIR_BoxI64, "i"},
        {HIR_BoxF64, HIR_BoxF64, "f"},
        {HIR_BoxI1, HIR_BoxI1, "b"},
        {HIR_AddI64, HIR_I64ToF64Chk, "i"},
        {HIR_F64ToI64Chk, HIR_CmpF64, "f"},
        {HIR_NotI1, HIR_I1ToI64, "b"},
        {HIR_GuardTrue, HIR_GuardFalse, "b"},
        {HIR_ListItem, HIR_ListItem, "oi"},
        {HIR_ListStore, HIR_ListStore, "oio"},
        {HIR_ListStoreI64, HIR_ListStoreI64, "oii"},
        {HIR_ListStoreF64, HIR_ListStoreF64, "oif"},
        {HIR_TupleItem, HIR_StrItem, "oi"},
        {HIR_StoreInlineI64, HIR_StoreInlineI64, "oi"},
        {HIR_StoreInlineF64, HIR_StoreInlineF64, "of"},
        {HIR_StoreGlobalSlotI64, HIR_StoreGlobalSlotI64, "i"},
        {HIR_StoreGlobalSlotF64, HIR_StoreGlobalSlotF64, "f"},
        {HIR_RangeNew, HIR_RangeIterNew, "i"},
        {HIR_RangeIterVirtual, HIR_RangeIterVirtual, "i"},
        {HIR_MaybeVirtual, HIR_MaybeVirtual, "mb"},
        {HIR_Branch, HIR_Branch, "b"},
    };
    for (size_t k = 0; k < ADDER_COUNT(rows); k++) {
        for (int o = rows[k].first; o <= (int)rows[k].last; o++) {
            kinds[o] = rows[k].text;
        }
    }
    return kinds[op] ? kinds[op] : "o";
}

static bool
is_of_kind(const HirInstr *arg, char kind)
{
    switch (kind) {
    case 'i': return arg->type == ADDER_T_I64;
    case 'f': return arg->type == ADDER_T_F64;
    case 'b': return arg->type == ADDER_T_I1;
    case 'm': return (arg->type & ADDER_T_Machine) != 0;
    default: return hir_is_object(arg);
    }
}

static AdderStatus
verify_kinds(Verifier *v, HirInstr *i)
{
    const char *kinds = operand_kinds(i->op);
    for (int k = 0; k < i->nargs; k++) {
        if (!is_of_kind(i->args[k], *kinds)) {
            return broken(v, "an operand has the wrong representation");
        }
        kinds += kinds[1] != '\0';
    }
    return ADDER_OK;
}

static AdderStatus
verify_state(Verifier *v, HirInstr *i)
{
    uint32_t exits = hir_effects(i) & (HIR_E_Raise | HIR_E_Deopt);
    if (exits != 0 && i->state == NULL) {
        return broken(v, "what may leave needs a state");
    }
    for (HirState *s = i->state; s != NULL; s = s->caller) {
        for (int k = 0; k < s->nlocals + s->nstack; k++) {
            HirInstr *value = s->slots[k];
            if (value != NULL && value->forward != NULL) {
                return broken(v, "a value in the state was replaced");
            }
            if (value != NULL && !is_available(v, value, i->block, v->position[i->id])) {
                return broken(v, adder_arena_printf(v->func->arena,
                                                    "v%d in st%d does not dominate its use",
                                                    value->id, s->id));
            }
        }
    }
    return ADDER_OK;
}

static AdderStatus
verify_place(Verifier *v, HirInstr *i)
{
    bool ends = (hir_effects(i) & HIR_E_Ctrl) != 0;
    if (ends != (i->next == NULL)) {
        return broken(v, "a block ends in its one terminator");
    }
    int wanted = i->op == HIR_Jump ? 1 : i->op == HIR_Branch ? 2 : 0;
    if (ends && i->block->nsucc != wanted) {
        return broken(v, "the terminator and the successors do not fit");
    }
    return ADDER_OK;
}

static AdderStatus
verify_instr(Verifier *v, HirInstr *i)
{
    v->at = i;
    AdderStatus status = verify_place(v, i);
    if (status == ADDER_OK) {
        status = i->op == HIR_Phi ? verify_phi(v, i) : verify_operands(v, i);
    }
    if (status == ADDER_OK && i->op != HIR_Phi) {
        status = verify_kinds(v, i);
    }
    return status == ADDER_OK ? verify_state(v, i) : status;
}

AdderStatus
hir_verify(HirFunc *func)
{
    hir_analyse(func);
    Verifier v = {.func = func};
    v.position = ADDER_NEW_ARRAY(func->arena, int, func->next_value + 1);
    if (v.position == NULL) {
        return ADDER_NOMEM;
    }
    for (int b = 0; b < func->blocks.n; b++) {
        int place = 0;
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            v.position[i->id] = ++place;
        }
    }
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            AdderStatus status = verify_instr(&v, i);
            if (status != ADDER_OK) {
                return status;
            }
        }
    }
    return ADDER_OK;
}
