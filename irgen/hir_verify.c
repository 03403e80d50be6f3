/* The rules of HIR, checked: structure, dominance, states, kinds of operands. ADDER_BUG and a
 * reason for the first one broken. Needs no Python; memory: the arena's. */
#include "irgen/hir.h"

typedef struct {
    HirFunc *func;
    HirInstr *at;
    int *position; /* by id: 1 + place in its block; 0: stands nowhere */
    const char *wrong; /* what the state at hand breaks, or NULL */
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
        if (phi->args[k] == NULL || phi->args[k]->forward != NULL) {
            return broken(v, "an operand was replaced");
        }
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
        if (hir_result_ref(arg) == HIR_R_Virtual && hir_result_ref(i) != HIR_R_Virtual) {
            return broken(v, "virtual objects stand in states only");
        }
    }
    return ADDER_OK;
}

/* What the operands of an op must be, one letter each; the last one goes for the rest:
 * o object or Null (and what no row names), i I64, w U64, f F64, b I1, m any machine value, a anything; an object of
 * one exact type: L Long, F Float, B Bool, S Str, l List, t Tuple, d Dict, Y Bytes, A ByteArray,
 * T List, Tuple, Bytes or ByteArray,
 * z anything with a size, r RangeIter, p ListIter, q TupleIter, R ListRevIter, s StrIter, y BytesIter, D ByteArrayIter,
 * u UnicodeIter, k DictKeyIter, v DictValueIter, x DictItemIter, e SetIter, E Enumerate, Z Zip,
 * c Cell among others. */
typedef struct {
    HirOp first, last;
    const char *text;
} KindRow;

static const KindRow kind_rows[] = {
    {HIR_Branch, HIR_Branch, "b"},
    {HIR_ReturnRaw, HIR_ReturnRaw, "m"},
    {HIR_GuardTrue, HIR_GuardFalse, "b"},
    {HIR_UnboxI64, HIR_UnboxI64, "L"},
    {HIR_UnboxF64, HIR_UnboxF64, "F"},
    {HIR_UnboxI1, HIR_UnboxI1, "B"},
    {HIR_BoxI64, HIR_BoxI64, "i"},
    {HIR_BoxF64, HIR_BoxF64, "f"},
    {HIR_BoxI1, HIR_BoxI1, "b"},
    {HIR_AddI64, HIR_I64ToF64Chk, "i"},
    {HIR_F64ToI64Chk, HIR_F64ToI64Chk, "f"},
    {HIR_MulAddModI64Chk, HIR_MulAddModI64Chk, "i"},
    {HIR_UnboxU64, HIR_LowU64, "L"},
    {HIR_BoxU64, HIR_BoxU64, "w"},
    {HIR_BitsU64, HIR_BitsU64, "i"},
    {HIR_BitsI64, HIR_BitsI64, "w"},
    {HIR_I64ToU64Chk, HIR_I64ToU64Chk, "i"},
    {HIR_U64ToI64Chk, HIR_CmpU64, "w"},
    {HIR_AddF64, HIR_CmpF64, "f"},
    {HIR_NotI1, HIR_I1ToI64, "b"},
    {HIR_TruthSized, HIR_TruthSized, "z"},
    {HIR_CallDirect, HIR_CallDirect, "oa"},
    {HIR_CheckBail, HIR_CheckBail, "a"},
    {HIR_StoreGlobalSlotI64, HIR_StoreGlobalSlotI64, "i"},
    {HIR_StoreGlobalSlotF64, HIR_StoreGlobalSlotF64, "f"},
    {HIR_LoadCell, HIR_LoadCell, "c"},
    {HIR_StoreCell, HIR_StoreCell, "co"},
    {HIR_ListLen, HIR_ListLen, "T"},
    {HIR_ListItem, HIR_ListItem, "li"},
    {HIR_ListStore, HIR_ListStore, "lio"},
    {HIR_ListSlice, HIR_ListSlice, "liii"},
    {HIR_TupleSlice, HIR_TupleSlice, "tiii"},
    {HIR_StrSlice, HIR_StrSlice, "Siii"},
    {HIR_BytesSlice, HIR_BytesSlice, "Yiii"},
    {HIR_ListStoreSlice, HIR_ListStoreSlice, "liio"},
    {HIR_ListStoreI64, HIR_ListStoreI64, "lii"},
    {HIR_ListStoreF64, HIR_ListStoreF64, "lif"},
    {HIR_TupleItem, HIR_TupleItem, "oi"},
    {HIR_SameI64, HIR_SameI64, "oi"},
    {HIR_SameU64, HIR_SameU64, "ow"},
    {HIR_SameF64, HIR_SameF64, "of"},
    {HIR_StrItem, HIR_StrItem, "Si"},
    {HIR_BytesItem, HIR_BytesItem, "Yi"},
    {HIR_ByteArrayItem, HIR_ByteArrayAppend, "Ai"},
    {HIR_Ord, HIR_Ord, "S"},
    {HIR_Chr, HIR_Chr, "i"},
    {HIR_StrLen, HIR_StrAppend, "S"},
    {HIR_DictLen, HIR_DictLen, "d"},
    {HIR_DictItem, HIR_DictDrop, "do"},
    {HIR_StrHas, HIR_StrIs, "S"},
    {HIR_StrMatch, HIR_StrFind, "SSii"},
    {HIR_HeapPush, HIR_HeapPop, "lo"},
    {HIR_ListPop, HIR_ListPop, "l"},
    {HIR_StrOrder, HIR_StrOrder, "S"},
    {HIR_InlineValue, HIR_InlineValue, "oi"},
    {HIR_StoreInlineValue, HIR_StoreInlineValue, "oio"},
    {HIR_StoreInlineI64, HIR_StoreInlineI64, "oii"},
    {HIR_StoreInlineF64, HIR_StoreInlineF64, "oif"},
    {HIR_RangeNew, HIR_RangeIterNew, "i"},
    {HIR_RangeIterHas, HIR_RangeIterTake, "r"},
    {HIR_RangeIterVirtual, HIR_RangeIterVirtual, "i"},
    {HIR_MaybeVirtual, HIR_MaybeVirtual, "mb"},
    {HIR_InstanceVirtual, HIR_SlottedVirtual, "oa"},
    {HIR_ChoiceVirtual, HIR_ChoiceVirtual, "ba"},
    {HIR_TupleVirtual, HIR_TupleVirtual, "a"},
    {HIR_BinaryVirtual, HIR_BinaryVirtual, "aai"},
    {HIR_GeneratorVirtual, HIR_GeneratorVirtual, "ooia"},
    {HIR_ListIterNext, HIR_ListIterNext, "p"},
    {HIR_TupleIterNext, HIR_TupleIterNext, "q"},
    {HIR_ListRevIterNext, HIR_ListRevIterNext, "R"},
    {HIR_StrIterNext, HIR_StrIterNext, "s"},
    {HIR_BytesIterNext, HIR_BytesIterNext, "y"},
    {HIR_ByteArrayIterNext, HIR_ByteArrayIterNext, "D"},
    {HIR_UnicodeIterNext, HIR_UnicodeIterNext, "u"},
    {HIR_DictKeyIterNext, HIR_DictKeyIterNext, "k"},
    {HIR_DictValueIterNext, HIR_DictValueIterNext, "v"},
    {HIR_DictItemIterNext, HIR_DictItemIterNext, "x"},
    {HIR_SetIterNext, HIR_SetIterNext, "e"},
    {HIR_GuardEnumerate, HIR_EnumerateIndex, "E"},
    {HIR_GuardZip, HIR_ZipNext, "Z"},
    {HIR_EnumeratePlainNext, HIR_EnumeratePlainNext, "E"},
    {HIR_ZipPlainNext, HIR_ZipPlainNext, "Z"},
    {HIR_GuardClassIn, HIR_GuardClassIn, "oi"},
    {HIR_HasClassIn, HIR_HasClassIn, "oi"},
    {HIR_GuardKeysIn, HIR_GuardKeysIn, "oi"},
};

static const char *
operand_kinds(HirOp op)
{
    for (size_t k = 0; k < ADDER_COUNT(kind_rows); k++) {
        if (op >= kind_rows[k].first && op <= kind_rows[k].last) {
            return kind_rows[k].text;
        }
    }
    return "o";
}

static bool
is_one_of(const HirInstr *arg, AdderTypes types)
{
    return hir_is_object(arg) && (arg->type & ~types) == 0;
}

/* Of a class, by its version, that may be laid out like a builtin type. */
static bool
is_of_proven_class(const HirInstr *arg)
{
    return hir_is_object(arg) && (arg->type & ADDER_T_Other) != 0
           && (arg->classes != NULL || arg->op == HIR_GuardClass || arg->op == HIR_GuardClassIn);
}

static bool
is_of_kind(const HirInstr *arg, char kind)
{
    switch (kind) {
    case 'i': return arg->type == ADDER_T_I64;
    case 'w': return arg->type == ADDER_T_U64;
    case 'f': return arg->type == ADDER_T_F64;
    case 'b': return arg->type == ADDER_T_I1;
    case 'a': return true;
    case 'm': return (arg->type & ADDER_T_Machine) != 0;
    case 'L': return is_one_of(arg, ADDER_T_Long);
    case 'F': return is_one_of(arg, ADDER_T_Float);
    case 'B': return is_one_of(arg, ADDER_T_Bool);
    case 'S': return is_one_of(arg, ADDER_T_Str);
    case 'l': return is_one_of(arg, ADDER_T_List);
    case 't': return is_one_of(arg, ADDER_T_Tuple);
    case 'Y': return is_one_of(arg, ADDER_T_Bytes);
    case 'A': return is_one_of(arg, ADDER_T_ByteArray);
    case 'T':
        return is_of_proven_class(arg)
               || is_one_of(arg, ADDER_T_List | ADDER_T_Tuple | ADDER_T_Bytes | ADDER_T_ByteArray);
    case 'd': return is_of_proven_class(arg) || is_one_of(arg, ADDER_T_Dict);
    case 'z':
        return is_one_of(arg, ADDER_T_Str | ADDER_T_List | ADDER_T_Tuple | ADDER_T_Dict
                                  | ADDER_T_Set | ADDER_T_Bytes | ADDER_T_ByteArray);
    case 'r': return is_one_of(arg, ADDER_T_RangeIter);
    case 'p': return is_one_of(arg, ADDER_T_ListIter);
    case 'q': return is_one_of(arg, ADDER_T_TupleIter);
    case 'R': return is_one_of(arg, ADDER_T_ListRevIter);
    case 's': return is_one_of(arg, ADDER_T_StrIter);
    case 'y': return is_one_of(arg, ADDER_T_BytesIter);
    case 'D': return is_one_of(arg, ADDER_T_ByteArrayIter);
    case 'u': return is_one_of(arg, ADDER_T_UnicodeIter);
    case 'k': return is_one_of(arg, ADDER_T_DictKeyIter);
    case 'v': return is_one_of(arg, ADDER_T_DictValueIter);
    case 'x': return is_one_of(arg, ADDER_T_DictItemIter);
    case 'e': return is_one_of(arg, ADDER_T_SetIter);
    case 'E': return is_one_of(arg, ADDER_T_Enumerate);
    case 'Z': return is_one_of(arg, ADDER_T_Zip);
    case 'c': return hir_is_object(arg) && (arg->type & ADDER_T_Cell) != 0;
    default: return hir_is_object(arg);
    }
}

static AdderStatus
verify_kinds(Verifier *v, HirInstr *i)
{
    const char *kinds = operand_kinds(i->op);
    for (int k = 0; k < i->nargs; k++) {
        if (!is_of_kind(i->args[k], *kinds)) {
            return broken(v, adder_arena_printf(v->func->arena,
                                                "operand %d (v%d) has the wrong type", k,
                                                i->args[k]->id));
        }
        kinds += kinds[1] != '\0';
    }
    return ADDER_OK;
}

/* The result is of the op's type or narrower; a phi may be any one representation. */
static AdderStatus
verify_result(Verifier *v, HirInstr *i)
{
    AdderTypes most = hir_op_info[i->op].result;
    AdderTypes machine = i->type & ADDER_T_Machine;
    bool any = i->op == HIR_Phi || i->op == HIR_Arg || i->op == HIR_CallDirect;
    if (any && machine != 0) {
        return i->type == machine && (machine & (machine - 1)) == 0
                   ? ADDER_OK
                   : broken(v, "it has more than one representation");
    }
    if ((i->type & ~most) != 0 || (i->type != 0) != (most != 0)) {
        return broken(v, "the result has a type that the operation does not give");
    }
    HirExtra extra = hir_op_info[i->op].extra;
    bool named = extra == HIR_X_Sym || extra == HIR_X_ImmSym;
    if (named && i->sym == NULL && !hir_sym_is_optional(i->op)) {
        return broken(v, "a symbol is missing");
    }
    if (i->op == HIR_Second && i->nargs == 1 && i->imm + 1 >= hir_results(i->args[0])) {
        return broken(v, "its operand has no such result");
    }
    return ADDER_OK;
}

/* After the reference count pass: one word for each slot of the state and its callers. */
static AdderStatus
verify_exit(Verifier *v, HirInstr *i)
{
    int slots = 0;
    if (i->exit == NULL) {
        return ADDER_OK;
    }
    for (const HirState *s = i->state; s != NULL; s = s->caller) {
        slots += s->nlocals + s->nstack;
    }
    if (i->exit->nhold != slots) {
        return broken(v, "the exit does not fit the state");
    }
    for (int k = 0; k < i->exit->ndrop; k++) {
        HirInstr *value = i->exit->drop[k];
        if (value == NULL || !hir_is_object(value)
            || !is_available(v, value, i->block, v->position[i->id])) {
            return broken(v, "the exit drops what is not there");
        }
    }
    return ADDER_OK;
}

static void
verify_state_value(HirInstr **where, void *arg)
{
    Verifier *v = arg;
    const HirInstr *value = *where;
    if (value->forward != NULL) {
        v->wrong = "a value in the state was replaced";
    }
    else if (!is_available(v, value, v->at->block, v->position[v->at->id])) {
        v->wrong = adder_arena_printf(v->func->arena, "v%d in st%d does not dominate its use",
                                      value->id, v->at->state->id);
    }
}

static AdderStatus
verify_state(Verifier *v, HirInstr *i)
{
    uint32_t exits = hir_effects(i) & (HIR_E_Raise | HIR_E_Deopt);
    if (exits != 0 && i->state == NULL) {
        return broken(v, "what may leave needs a state");
    }
    bool runs = (hir_effects(i) & HIR_E_CALL_BIT) != 0 && (hir_effects(i) & HIR_E_Ref) == 0;
    if (runs && i->state == NULL) {
        return broken(v, "what may run Python code needs a state");
    }
    v->wrong = NULL;
    hir_state_visit(i->state, verify_state_value, v);
    return v->wrong != NULL ? broken(v, v->wrong) : ADDER_OK;
}

static AdderStatus
verify_place(Verifier *v, HirInstr *i)
{
    bool ends = (hir_effects(i) & HIR_E_Ctrl) != 0;
    if (ends != (i->next == NULL)) {
        return broken(v, "a block ends in its one terminator");
    }
    if (ends && i->block->nsucc != hir_successors(i->op)) {
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
    status = status == ADDER_OK ? verify_result(v, i) : status;
    status = status == ADDER_OK ? verify_state(v, i) : status;
    return status == ADDER_OK ? verify_exit(v, i) : status;
}

static AdderStatus
verify_block(Verifier *v, HirBlock *block)
{
    if (block->last == NULL) {
        v->func->reason = adder_arena_printf(v->func->arena, "bb%d is empty", block->id);
        return ADDER_BUG;
    }
    if (block->order == 0 && block->preds.n > 0) {
        v->at = block->first;
        return broken(v, "nothing may jump to the entry");
    }
    AdderStatus status = ADDER_OK;
    for (HirInstr *i = block->first; i != NULL && status == ADDER_OK; i = i->next) {
        status = verify_instr(v, i);
    }
    return status;
}

/* Where each instruction stands. */
static void
note_places(Verifier *v)
{
    for (int b = 0; b < v->func->blocks.n; b++) {
        int place = 0;
        HIR_FOR_INSTRS(i, v->func->blocks.at[b]) {
            v->position[i->id] = ++place;
        }
    }
}

AdderStatus
hir_verify(HirFunc *func)
{
    hir_analyse(func);
    Verifier v = {.func = func};
    v.position = ADDER_NEW_ARRAY(func->arena, int, func->next_value + 1);
    if (adder_arena_failed(func->arena)) {
        return ADDER_NOMEM;
    }
    note_places(&v);
    AdderStatus status = ADDER_OK;
    for (int b = 0; b < func->blocks.n && status == ADDER_OK; b++) {
        status = verify_block(&v, func->blocks.at[b]);
    }
    return status;
}
