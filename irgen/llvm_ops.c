/* HIR op -> LLVM: the tables, and a small function for each kind of row.
 *
 * Most ops are a call of a helper (irgen/runtime/inline.c, runtime.c) whose arguments and outcome
 * one row describes; ops that are an LLVM instruction have a row in another table; what is left
 * has a function of its own.  GIL held (constants are looked at); owns nothing. */
#include "irgen/llvm_internal.h"

#include <string.h>

typedef void Emit(AdderLower *l, HirInstr *instr);

/* ---- Ops that are helper calls ---------------------------------------------------------------- */

/* args: t thread state, f frame, u the running function, a activation, 0-3 operands, i imm, b imm as bool, s object of
 * sym (Null without), v array of all operands, n their number, o pointer to the result, x pointer
 * to an object to let go afterwards, m pointer to the further results (Second).
 * outcome: '.' nothing, '=' the result, '?' true or leave, '!' object or leave,
 * '-' negative raises (an I1 result is the int). */
typedef struct {
    const char *helper, *args;
    char outcome;
} HelperRow;

#define INLINE(Name, args, outcome) [HIR_##Name] = { "adder_op_" #Name, args, outcome },
#define NATIVE(Name, name, args, outcome) [HIR_##Name] = { "adder_rt_" #name, args, outcome },
static const HelperRow helper_rows[HIR_NOPS] = {
    INLINE(GuardClass, "0si", '?')
    INLINE(GuardFunc, "0i", '?')
    INLINE(GuardCode, "0su", '?')
    INLINE(HasCode, "0s", '=')
    INLINE(GuardUnbounded, "0", '?')
    INLINE(GuardBound, "0s", '?')
    INLINE(BoundPart, "0i", '=')
    INLINE(HasClass, "0i", '=')
    INLINE(GuardVersion, "0i", '?')
    INLINE(UnboxI64, "0o", '?')
    INLINE(UnboxF64, "0", '=')
    INLINE(UnboxMaybeI64, "0o", '?')
    INLINE(UnboxMaybeF64, "0", '=')
    INLINE(UnboxMaybeI1, "0", '=')
    INLINE(UnboxI1, "0", '=')
    INLINE(BoxI64, "0", '!')
    INLINE(BoxF64, "t0", '!')
    INLINE(BoxI1, "0", '=')
    INLINE(FloorDivI64Chk, "01o", '?')
    INLINE(ModI64Chk, "01o", '?')
    INLINE(TrueDivI64Chk, "01o", '?')
    INLINE(PowI64Chk, "01o", '?')
    INLINE(ShlI64Chk, "01o", '?')
    INLINE(ShrI64Chk, "01o", '?')
    INLINE(AbsI64Chk, "0o", '?')
    INLINE(MinI64, "01", '=')
    INLINE(MaxI64, "01", '=')
    INLINE(MinF64, "01", '=')
    INLINE(MaxF64, "01", '=')
    INLINE(I64ToF64Chk, "0o", '?')
    INLINE(MulAddModI64Chk, "0123o", '?')
    INLINE(UnboxU64, "0o", '?')
    INLINE(LowU64, "0", '=')
    INLINE(BoxU64, "0", '!')
    INLINE(I64ToU64Chk, "0o", '?')
    INLINE(U64ToI64Chk, "0o", '?')
    INLINE(FloorDivU64Chk, "01o", '?')
    INLINE(ModU64Chk, "01o", '?')
    INLINE(F64ToI64Chk, "0o", '?')
    INLINE(DivF64Chk, "01o", '?')
    INLINE(FloorDivF64Chk, "01o", '?')
    INLINE(ModF64Chk, "01o", '?')
    INLINE(PowF64Chk, "01o", '?')
    INLINE(AbsF64, "0", '=')
    INLINE(SqrtF64Chk, "0o", '?')
    INLINE(RoundF64, "0i", '=')
    INLINE(MathF64Chk, "0io", '?')
    INLINE(Math2F64Chk, "01io", '?')
    INLINE(PowModI64Chk, "012o", '?')
    INLINE(Truth, "0", '-')
    INLINE(TruthSized, "0", '=')
    NATIVE(BinaryOp, binary, "01i", '!')
    NATIVE(UnaryOp, unary, "0i", '!')
    NATIVE(CompareOp, compare, "01i", '!')
    NATIVE(Contains, contains, "01", '-')
    NATIVE(Subscr, subscr, "01", '!')
    NATIVE(StoreSubscr, store_subscr, "012", '-')
    NATIVE(DeleteSubscr, delete_subscr, "01", '-')
    NATIVE(LoadAttr, load_attr, "0s", '!')
    NATIVE(StoreAttr, store_attr, "01s", '-')
    NATIVE(DeleteAttr, delete_attr, "0s", '-')
    NATIVE(LoadMethod, load_method, "0sm", '-')
    NATIVE(Call, call, "tvns", '!')
    NATIVE(CallEx, call_ex, "tvn", '!')
    NATIVE(CallFunc, call_func, "tvn", '!')
    INLINE(CallNative, "tvnsi", '!')
    INLINE(CallPlain, "tvnsi", '!')
    NATIVE(GetIter, get_iter, "0", '!')
    NATIVE(GetIterPlain, get_iter, "0", '!')
    NATIVE(IterNext, iter_next, "0o", '-')
    NATIVE(Send, send, "01m", '-')
    NATIVE(GetYieldFromIter, get_yield_from_iter, "f0", '!')
    NATIVE(GetAwaitable, get_awaitable, "0i", '!')
    NATIVE(GetAiter, get_aiter, "0", '!')
    NATIVE(GetAnext, get_anext, "0", '!')
    NATIVE(WrapAsync, wrap_async, "0", '!')
    NATIVE(Import, import, "tf01s", '!')
    NATIVE(ImportFrom, import_from, "0s", '!')
    NATIVE(LoadGlobal, load_global, "fs", '!')
    NATIVE(StoreGlobal, store_global, "f0s", '-')
    NATIVE(DeleteGlobal, delete_global, "fs", '-')
    NATIVE(LoadName, load_name, "fs", '!')
    NATIVE(StoreName, store_name, "f0s", '-')
    NATIVE(DeleteName, delete_name, "fs", '-')
    INLINE(LoadGlobalSlot, "usi", '!')
    INLINE(LoadBuiltinSlot, "usi", '!')
    INLINE(GuardGlobalKeys, "usi", '?')
    INLINE(GuardModuleScope, "f", '?')
    INLINE(StoreGlobalSlot, "u0siqx", '?')
    INLINE(StoreGlobalSlotI64, "u0siqx", '?')
    INLINE(StoreGlobalSlotF64, "tu0siqx", '?')
    NATIVE(MakeCell, make_cell, "0", '!')
    INLINE(LoadCell, "0", '=')
    INLINE(StoreCell, "01x", '.')
    INLINE(LoadClosure, "0i", '=')
    INLINE(FuncDefault, "0i", '!')
    NATIVE(FuncKeywordDefault, func_keyword_default, "0s", '!')
    INLINE(ListLen, "0", '=')
    INLINE(ListItem, "01o", '?')
    INLINE(ListStore, "012qx", '?')
    INLINE(ListStoreI64, "012qx", '?')
    INLINE(ListStoreF64, "t012qx", '?')
    NATIVE(ListSlice, list_slice, "0123i", '!')
    NATIVE(TupleSlice, tuple_slice, "0123i", '!')
    NATIVE(StrSlice, str_slice, "0123i", '!')
    NATIVE(BytesSlice, bytes_slice, "0123i", '!')
    NATIVE(ListStoreSlice, list_store_slice, "0123i", '-')
    INLINE(TupleItem, "01o", '?')
    INLINE(StrItem, "01o", '?')
    INLINE(BytesItem, "01o", '?')
    INLINE(ByteArrayItem, "01o", '?')
    INLINE(ByteArrayStore, "012", '?')
    INLINE(ByteArrayAppend, "01", '?')
    INLINE(Ord, "0o", '?')
    INLINE(Chr, "0o", '?')
    INLINE(StrLen, "0", '=')
    INLINE(StrEq, "01", '=')
    INLINE(StrOrder, "01i", '-')
    INLINE(SameI64, "01", '=')
    INLINE(SameU64, "01", '=')
    INLINE(SameF64, "01", '=')
    NATIVE(StrConcat, str_concat, "01", '!')
    NATIVE(StrAppend, str_append, "01", '!')
    INLINE(DictLen, "0", '=')
    NATIVE(DictItem, dict_item, "01", '!')
    NATIVE(DictProbe, dict_probe, "01", '=')
    NATIVE(DictStore, dict_store, "012", '-')
    NATIVE(DictFind, dict_find, "01", '!')
    NATIVE(DictHas, dict_has, "01", '-')
    NATIVE(DictGet, dict_get, "012", '!')
    INLINE(DictPut, "012x", '?')
    NATIVE(DictTake, dict_take, "012", '!')
    NATIVE(DictDefault, dict_default, "012", '!')
    INLINE(DictDrop, "01x", '?')
    NATIVE(SetHas, set_has, "01", '-')
    NATIVE(SetPut, set_put, "01", '-')
    NATIVE(SetDrop, set_drop, "01i", '-')
    NATIVE(ItemsHave, items_have, "01", '-')
    NATIVE(StrHas, str_has, "01", '-')
    INLINE(StrIs, "0si", '=')
    NATIVE(StrMatch, str_match, "0123i", '=')
    NATIVE(StrFind, str_find, "0123io", '?')
    NATIVE(HeapPush, heap_push, "01", '?')
    NATIVE(HeapPop, heap_pop, "0", '!')
    INLINE(GuardKeys, "0i", '?')
    INLINE(GuardClassKeys, "0i", '?')
    INLINE(InstanceValues, "0", '=')
    INLINE(InlineValue, "1i", '!')
    INLINE(StoreInlineValue, "012iqx", '?')
    INLINE(StoreInlineI64, "012iqx", '?')
    INLINE(StoreInlineF64, "t012iqx", '?')
    INLINE(SlotMember, "0i", '!')
    INLINE(StoreSlotMember, "01iqx", '?')
    NATIVE(DictHint, dict_hint, "0is", '!')
    INLINE(ModuleAttr, "0si", '!')
    NATIVE(InstanceNew, instance_new, "t0i", '!')
    NATIVE(CheckInit, check_init, "0", '-')
    NATIVE(OperatorResult, operator_result, "012i", '!')
    NATIVE(BoolResult, bool_result, "0", '-')
    NATIVE(LengthResult, length_result, "0o", '-')
    NATIVE(RangeNew, range_new, "012", '!')
    INLINE(RangeLen, "012", '=')
    NATIVE(RangeIterNew, range_iter_new, "012", '!')
    INLINE(RangeIterHas, "0", '=')
    INLINE(RangeIterTake, "0", '=')
    INLINE(ListIterNext, "0", '=')
    INLINE(TupleIterNext, "0", '=')
    INLINE(StrIterNext, "0", '=')
    INLINE(BytesIterNext, "0", '=')
    INLINE(ByteArrayIterNext, "0", '=')
    INLINE(ListRevIterNext, "0", '=')
    NATIVE(UnicodeIterNext, iter_next, "0o", '-')
    INLINE(DictKeyIterNext, "0o", '-')
    INLINE(DictValueIterNext, "0o", '-')
    INLINE(DictItemIterNext, "0m", '-')
    INLINE(SetIterNext, "0o", '-')
    INLINE(GuardEnumerate, "0", '?')
    INLINE(EnumerateNext, "0o", '-')
    INLINE(EnumerateIndex, "0", '=')
    INLINE(GuardZip, "0i", '?')
    INLINE(ZipNext, "0im", '-')
    [HIR_EnumeratePlainNext] = { "adder_op_EnumerateNext", "0o", '-' },
    [HIR_ZipPlainNext] = { "adder_op_ZipNext", "0im", '-' },
    NATIVE(BuildTuple, build_tuple, "tvn", '!')
    NATIVE(BuildList, build_list, "tvn", '!')
    NATIVE(BuildSet, build_set, "vn", '!')
    NATIVE(BuildMap, build_map, "vn", '!')
    NATIVE(BuildConstKeyMap, build_const_key_map, "vn", '!')
    NATIVE(BuildSetPlain, build_set, "vn", '!')
    NATIVE(BuildMapPlain, build_map, "vn", '!')
    NATIVE(BuildConstKeyMapPlain, build_const_key_map, "vn", '!')
    NATIVE(BuildString, build_string, "vn", '!')
    NATIVE(BuildSlice, build_slice, "vn", '!')
    INLINE(ListAppend, "01", '-')
    INLINE(ListPop, "0", '!')
    NATIVE(ListExtend, list_extend, "t01", '-')
    NATIVE(ListToTuple, list_to_tuple, "0", '!')
    NATIVE(SetAdd, set_add, "01", '-')
    NATIVE(SetAddPlain, set_add, "01", '-')
    NATIVE(MapAddPlain, map_add, "012", '-')
    NATIVE(SetUpdate, set_update, "01", '-')
    NATIVE(MapAdd, map_add, "012", '-')
    NATIVE(DictUpdate, dict_update, "t01", '-')
    NATIVE(DictMerge, dict_merge, "t012", '-')
    NATIVE(FormatValue, format_value, "01i", '!')
    NATIVE(Unpack, unpack, "t0im", '-')
    NATIVE(UnpackEx, unpack_ex, "t0im", '-')
    NATIVE(MakeFunction, make_function, "uvi", '!')
    NATIVE(LoadBuildClass, load_build_class, "f", '!')
    INLINE(LoadAssertionError, "", '=')
    NATIVE(RaiseVarargs, raise_varargs, "tvn", '-')
    NATIVE(GetLen, get_len, "0", '!')
    NATIVE(PrintExpr, print_expr, "0", '-')
    NATIVE(Catch, catch, "tfai", '!')
    NATIVE(Unwind, unwind, "ta", '-')
    NATIVE(ExceptionNew, exception_new, "tvn", '!')
    INLINE(ExceptionIs, "01", '=')
    NATIVE(ActiveException, active_exception, "t", '!')
    INLINE(PushExcInfo, "t0", '=')
    INLINE(PopExcInfo, "t0x", '.')
    INLINE(CheckExcMatch, "01", '-')
    NATIVE(CheckEgMatch, check_eg_match, "01m", '-')
    NATIVE(PrepReraiseStar, prep_reraise_star, "01", '!')
    NATIVE(BeforeWith, before_with, "t0im", '-')
    NATIVE(WithExceptStart, with_except_start, "012", '!')
    INLINE(HasTypeFlag, "0i", '=')
    INLINE(TypeOf, "0", '=')
    NATIVE(MatchKeys, match_keys, "01", '!')
    NATIVE(MatchClass, match_class, "012i", '!')
    NATIVE(LoadClassDeref, load_classderef, "f0i", '!')
    NATIVE(SetupAnnotations, setup_annotations, "f", '-')
    NATIVE(ImportStar, import_star, "f0", '-')
    NATIVE(UnpackNone, unpack_none, "t0", '-')
};

/* The same for stores over what is known to be a float. */
#define OVER(Name, args) [HIR_##Name] = { "adder_over_" #Name, args, '?' },
static const HelperRow over_rows[HIR_NOPS] = {
    OVER(ListStoreF64, "t012")
    OVER(StoreInlineF64, "t012i")
};

typedef struct {
    LLVMValueRef args[10];
    unsigned n;
    LLVMValueRef out, old, more;
} HelperArgs;

static LLVMValueRef operand_array(AdderLower *l, const HirInstr *instr)
{
    for (int i = 0; i < instr->nargs; i++) {
        LLVMValueRef at = LLVMConstInt(l->i64, (unsigned long long)i, 0);
        LLVMValueRef where = LLVMBuildGEP2(l->b, l->ptr, l->argv, &at, 1, "");
        LLVMBuildStore(l->b, adder_lower_value(l, instr->args[i]), where);
    }
    return l->argv;
}

/* Where a helper puts its result, if it has one: nothing of an earlier use is to live there. */
static LLVMValueRef out_parameter(AdderLower *l, LLVMTypeRef type)
{
    LLVMValueRef out = adder_lower_alloca(l, type, "out");
    LLVMBuildStore(l->b, LLVMGetUndef(type), out);
    return out;
}

static LLVMValueRef helper_arg(AdderLower *l, HirInstr *instr, char kind, HelperArgs *a)
{
    switch (kind) {
    case 't': return l->ts;
    case 'f': return adder_lower_frame(l);
    case 'u': return l->running;
    case 'a': return l->act;
    case 'i': return adder_lower_int(l, instr->imm);
    case 'n': return adder_lower_int(l, instr->nargs);
    case 's':
        return instr->sym != NULL ? adder_lower_object(l, instr->sym) : LLVMConstNull(l->ptr);
    case 'v': return operand_array(l, instr);
    case 'o': return a->out = out_parameter(l, adder_lower_type(l, instr->type));
    case 'q': return LLVMConstInt(l->i1, instr->quiet, 0);
    case 'x': return a->old = adder_lower_alloca(l, l->ptr, "old");
    case 'm':
        return a->more = adder_lower_alloca(
                   l, LLVMArrayType2(l->ptr, (uint64_t)hir_results(instr)), "more");
    default: return adder_lower_value(l, instr->args[kind - '0']);
    }
}

static void decref_checked(AdderLower *l, HirInstr *site, LLVMValueRef object, AdderTypes types);
static void xdecref(AdderLower *l, HirInstr *site, LLVMValueRef object, AdderTypes types);

static LLVMValueRef item_of(AdderLower *l, LLVMValueRef array, int index)
{
    LLVMValueRef at = LLVMConstInt(l->i64, (unsigned long long)index, 0);
    LLVMValueRef where = LLVMBuildGEP2(l->b, l->ptr, array, &at, 1, "");
    return LLVMBuildLoad2(l->b, l->ptr, where, "");
}

/* The outcome of a call: leaves, or the result. */
static LLVMValueRef helper_outcome(AdderLower *l, HirInstr *instr, char outcome, LLVMValueRef r)
{
    LLVMValueRef bad = NULL;
    if (outcome == '?') {
        bad = LLVMBuildNot(l->b, r, "");
    }
    else if (outcome == '!') {
        bad = LLVMBuildIsNull(l->b, r, "");
    }
    else if (outcome == '-') {
        bad = LLVMBuildICmp(l->b, LLVMIntSLT, r, LLVMConstNull(l->i32), "");
    }
    if (bad != NULL && hir_is_caught(instr)) {
        l->raised = bad; /* its BranchRaised comes next */
    }
    else if (bad != NULL) {
        adder_lower_leave_if(l, bad, adder_lower_exit(l, instr));
    }
    if (outcome == '-' && (instr->type & ADDER_T_I1)) {
        return LLVMBuildICmp(l->b, LLVMIntNE, r, LLVMConstNull(l->i32), "");
    }
    return r;
}

/* What may die where a store lets go of it. */
static AdderTypes replaced_by(const HirInstr *store)
{
    AdderTypes types = store->guard_type != 0 ? store->guard_type : ADDER_T_Any;
    return store->quiet ? types & ADDER_T_Harmless : types;
}

static void emit_helper(AdderLower *l, HirInstr *instr)
{
    bool over = instr->guard_type == ADDER_T_Float && over_rows[instr->op].helper != NULL;
    const HelperRow *row = over ? &over_rows[instr->op] : &helper_rows[instr->op];
    HelperArgs a = { .n = 0 };
    if (hir_is_site(instr)) {
        adder_lower_site(l, instr); /* first: now there is a frame */
    }
    for (const char *kind = row->args; *kind != 0; kind++) {
        a.args[a.n++] = helper_arg(l, instr, *kind, &a);
    }
    bool name = instr->op == HIR_LoadGlobalSlot || instr->op == HIR_LoadBuiltinSlot || instr->op == HIR_GuardGlobalKeys;
    LLVMValueRef r = name ? adder_lower_known_name(l, instr) : NULL;
    r = r != NULL ? r : adder_lower_call(l, row->helper, a.args, a.n);
    r = helper_outcome(l, instr, row->outcome, r);
    if (hir_is_site(instr)) {
        adder_lower_call_end(l, instr);
    }
    if (a.old != NULL) {
        xdecref(l, instr, LLVMBuildLoad2(l->b, l->ptr, a.old, ""), replaced_by(instr));
    }
    if (instr->type == 0) {
        return;
    }
    if (a.out != NULL) {
        r = LLVMBuildLoad2(l->b, adder_lower_type(l, instr->type), a.out, "");
    }
    else if (a.more != NULL) {
        r = item_of(l, a.more, 0);
    }
    else if (row->outcome == '?') {
        r = adder_lower_value(l, instr->args[0]); /* a guard: its operand again */
    }
    adder_lower_set(l, instr, r);
    l->seconds[instr->id] = a.more;
}

static void emit_second(AdderLower *l, HirInstr *instr)
{
    HirInstr *whole = hir_resolve(instr->args[0]);
    adder_lower_set(l, instr, item_of(l, l->seconds[whole->id], (int)instr->imm + 1));
}

/* ---- Ops that are LLVM instructions -------------------------------------------------------------- */

typedef LLVMValueRef Build2(LLVMBuilderRef b, LLVMValueRef x, LLVMValueRef y, const char *name);
/* The unchecked int64 ops are known not to overflow. */
static Build2 *const plain_rows[HIR_NOPS] = {
    [HIR_AddI64] = LLVMBuildNSWAdd, [HIR_SubI64] = LLVMBuildNSWSub, [HIR_MulI64] = LLVMBuildNSWMul,
    [HIR_AndI64] = LLVMBuildAnd,  [HIR_OrI64] = LLVMBuildOr,    [HIR_XorI64] = LLVMBuildXor,
    [HIR_AddU64] = LLVMBuildAdd,  [HIR_SubU64] = LLVMBuildSub,  [HIR_MulU64] = LLVMBuildMul,
    [HIR_AndU64] = LLVMBuildAnd,  [HIR_OrU64] = LLVMBuildOr,    [HIR_XorU64] = LLVMBuildXor,
    [HIR_ShlU64] = LLVMBuildShl,  [HIR_ShrU64] = LLVMBuildLShr,
    [HIR_AddF64] = LLVMBuildFAdd, [HIR_SubF64] = LLVMBuildFSub, [HIR_MulF64] = LLVMBuildFMul,
};

static void emit_plain(AdderLower *l, HirInstr *instr)
{
    LLVMValueRef x = adder_lower_value(l, instr->args[0]);
    LLVMValueRef y = adder_lower_value(l, instr->args[1]);
    adder_lower_set(l, instr, plain_rows[instr->op](l->b, x, y, ""));
}

/* The product may wrap around, and comes back with the sum. */
static void emit_range_item(AdderLower *l, HirInstr *instr)
{
    LLVMValueRef lo = adder_lower_value(l, instr->args[0]);
    LLVMValueRef index = adder_lower_value(l, instr->args[1]);
    LLVMValueRef step = adder_lower_value(l, instr->args[2]);
    adder_lower_set(l, instr, LLVMBuildAdd(l->b, lo, LLVMBuildMul(l->b, index, step, ""), ""));
}

static const char *overflow_name(HirOp op)
{
    switch (op) {
    case HIR_AddI64Chk: return "llvm.sadd.with.overflow";
    case HIR_MulI64Chk: return "llvm.smul.with.overflow";
    default: return "llvm.ssub.with.overflow";
    }
}

static void emit_overflow(AdderLower *l, HirInstr *instr)
{
    const char *name = overflow_name(instr->op);
    bool neg = instr->op == HIR_NegI64Chk;
    LLVMValueRef zero = LLVMConstNull(l->i64);
    LLVMValueRef args[2] = { neg ? zero : adder_lower_value(l, instr->args[0]),
                             adder_lower_value(l, instr->args[neg ? 0 : 1]) };
    unsigned id = LLVMLookupIntrinsicID(name, strlen(name));
    LLVMValueRef f = LLVMGetIntrinsicDeclaration(l->module, id, &l->i64, 1);
    LLVMValueRef pair = LLVMBuildCall2(l->b, LLVMGlobalGetValueType(f), f, args, 2, "");
    adder_lower_leave_if(l, LLVMBuildExtractValue(l->b, pair, 1, ""), adder_lower_exit(l, instr));
    adder_lower_set(l, instr, LLVMBuildExtractValue(l->b, pair, 0, ""));
}

static void emit_cmp_int(AdderLower *l, HirInstr *instr)
{
    static const LLVMIntPredicate predicates[2][Py_GE + 1] = {
        { [Py_LT] = LLVMIntSLT, [Py_LE] = LLVMIntSLE, [Py_EQ] = LLVMIntEQ,
          [Py_NE] = LLVMIntNE,  [Py_GT] = LLVMIntSGT, [Py_GE] = LLVMIntSGE },
        { [Py_LT] = LLVMIntULT, [Py_LE] = LLVMIntULE, [Py_EQ] = LLVMIntEQ,
          [Py_NE] = LLVMIntNE,  [Py_GT] = LLVMIntUGT, [Py_GE] = LLVMIntUGE },
    };
    LLVMIntPredicate predicate = predicates[instr->op == HIR_CmpU64][instr->imm];
    adder_lower_set(l, instr, LLVMBuildICmp(l->b, predicate, adder_lower_value(l, instr->args[0]),
                                            adder_lower_value(l, instr->args[1]), ""));
}

static void emit_cmp_f64(AdderLower *l, HirInstr *instr)
{
    static const LLVMRealPredicate predicates[] = {
        [Py_LT] = LLVMRealOLT, [Py_LE] = LLVMRealOLE, [Py_EQ] = LLVMRealOEQ,
        [Py_NE] = LLVMRealUNE, [Py_GT] = LLVMRealOGT, [Py_GE] = LLVMRealOGE,
    };
    adder_lower_set(l, instr, LLVMBuildFCmp(l->b, predicates[instr->imm],
                                            adder_lower_value(l, instr->args[0]),
                                            adder_lower_value(l, instr->args[1]), ""));
}

/* One operand, one instruction. */
static void emit_unary(AdderLower *l, HirInstr *instr)
{
    LLVMValueRef x = adder_lower_value(l, instr->args[0]), r;
    switch (instr->op) {
    case HIR_InvertI64:
    case HIR_NotI1: r = LLVMBuildNot(l->b, x, ""); break;
    case HIR_NegF64: r = LLVMBuildFNeg(l->b, x, ""); break;
    case HIR_I64ToF64: r = LLVMBuildSIToFP(l->b, x, l->f64, ""); break;
    case HIR_I1ToI64: r = LLVMBuildZExt(l->b, x, l->i64, ""); break;
    case HIR_IsNull: r = LLVMBuildIsNull(l->b, x, ""); break;
    default: r = x; break; /* Refine, BitsU64, BitsI64 */
    }
    adder_lower_set(l, instr, r);
}

static void emit_same(AdderLower *l, HirInstr *instr)
{
    adder_lower_set(l, instr, LLVMBuildICmp(l->b, LLVMIntEQ, adder_lower_value(l, instr->args[0]),
                                            adder_lower_value(l, instr->args[1]), ""));
}

static void emit_const(AdderLower *l, HirInstr *instr)
{
    LLVMValueRef r;
    switch (instr->op) {
    case HIR_Const:
    case HIR_ClassAttr: r = adder_lower_object(l, instr->sym); break;
    case HIR_NullConst: r = LLVMConstNull(l->ptr); break;
    case HIR_ConstF64: r = LLVMConstReal(l->f64, instr->dbl); break;
    case HIR_ConstI1: r = LLVMConstInt(l->i1, instr->imm != 0, 0); break;
    default: r = adder_lower_int(l, instr->imm); break;
    }
    adder_lower_set(l, instr, r);
}

static void emit_arg(AdderLower *l, HirInstr *instr)
{
    if (l->func->signature != NULL) {
        adder_lower_set(l, instr, LLVMGetParam(l->fn, (unsigned)instr->imm + ADDER_LOWER_FIRST));
        return;
    }
    LLVMValueRef args[2] = { l->frame, adder_lower_int(l, instr->imm) };
    adder_lower_set(l, instr, adder_lower_call(l, "adder_take_local", args, 2));
}

static void emit_running(AdderLower *l, HirInstr *instr)
{
    adder_lower_set(l, instr, l->running);
}

static void emit_nothing(AdderLower *l, HirInstr *instr)
{
    (void)l, (void)instr;
}

/* ---- Guards ---------------------------------------------------------------------------------------- */

static LLVMValueRef has_one_type(AdderLower *l, LLVMValueRef object, AdderTypes bit)
{
    if (bit == ADDER_T_None) {
        return LLVMBuildICmp(l->b, LLVMIntEQ, object, adder_lower_extern(l, "_Py_NoneStruct"), "");
    }
    static const struct {
        AdderTypes bit;
        const char *name; /* with an ampersand in front */
    } names[] = {
#define X(name, bit, type) { ADDER_T_##name, #type },
        ADDER_TYPE_TABLE(X)
#undef X
    };
    for (size_t i = 0; i < ADDER_COUNT(names); i++) {
        if (names[i].bit == bit && names[i].name[0] == '&') {
            LLVMValueRef args[2] = { object, adder_lower_extern(l, names[i].name + 1) };
            return adder_lower_call(l, "adder_has_type", args, 2);
        }
    }
    PyTypeObject *hidden = adder_types_type(bit);
    if (hidden != NULL) { /* not exported: by its address */
        LLVMValueRef address = adder_lower_int(l, (int64_t)hidden);
        LLVMValueRef args[2] = { object, LLVMConstIntToPtr(address, l->ptr) };
        return adder_lower_call(l, "adder_has_type", args, 2);
    }
    l->reason = "a guard on a type without a type object";
    return LLVMConstNull(l->i1);
}

/* Is the version that the helper reads of operand 0 one of the operands behind it? */
static LLVMValueRef is_version_among(AdderLower *l, HirInstr *instr, const char *helper)
{
    LLVMValueRef object = adder_lower_value(l, instr->args[0]), among = LLVMConstNull(l->i1);
    LLVMValueRef version = adder_lower_call(l, helper, &object, 1);
    for (int k = 1; k < instr->nargs; k++) {
        LLVMValueRef other = adder_lower_value(l, instr->args[k]);
        LLVMValueRef same = LLVMBuildICmp(l->b, LLVMIntEQ, version, other, "");
        among = LLVMBuildOr(l->b, among, same, "");
    }
    return among;
}

static void emit_has_class_in(AdderLower *l, HirInstr *instr)
{
    adder_lower_set(l, instr, is_version_among(l, instr, "adder_class_version"));
}

static void emit_guard_class_in(AdderLower *l, HirInstr *instr)
{
    LLVMValueRef among = is_version_among(l, instr, "adder_class_version");
    adder_lower_leave_if(l, LLVMBuildNot(l->b, among, ""), adder_lower_exit(l, instr));
    adder_lower_set(l, instr, adder_lower_value(l, instr->args[0]));
}

static void emit_guard_keys_in(AdderLower *l, HirInstr *instr)
{
    LLVMValueRef among = is_version_among(l, instr, "adder_keys_version");
    adder_lower_leave_if(l, LLVMBuildNot(l->b, among, ""), adder_lower_exit(l, instr));
}

/* Null passes, else the one type: a local that may be unset. */
static void emit_guard_maybe(AdderLower *l, HirInstr *instr, LLVMValueRef object,
                             LLVMBasicBlockRef leave)
{
    AdderTypes type = instr->guard_type & ~(AdderTypes)ADDER_T_Null;
    LLVMValueRef set = LLVMBuildIsNotNull(l->b, object, "");
    if (type != 0) {
        LLVMBasicBlockRef start = LLVMGetInsertBlock(l->b);
        LLVMBasicBlockRef test = adder_lower_block(l, "test");
        LLVMBasicBlockRef on = adder_lower_block(l, "on");
        LLVMBuildCondBr(l->b, set, test, on);
        LLVMPositionBuilderAtEnd(l->b, test);
        LLVMValueRef wrong = LLVMBuildNot(l->b, has_one_type(l, object, type), "");
        LLVMBasicBlockRef tested = LLVMGetInsertBlock(l->b);
        LLVMBuildBr(l->b, on);
        LLVMPositionBuilderAtEnd(l->b, on);
        LLVMValueRef phi = LLVMBuildPhi(l->b, l->i1, "");
        LLVMValueRef values[] = { LLVMConstNull(l->i1), wrong };
        LLVMBasicBlockRef blocks[] = { start, tested };
        LLVMAddIncoming(phi, values, blocks, 2);
        set = phi;
    }
    adder_lower_leave_if(l, set, leave);
    adder_lower_set(l, instr, object);
}

static void emit_guard_type(AdderLower *l, HirInstr *instr)
{
    LLVMValueRef object = adder_lower_value(l, instr->args[0]), good = NULL;
    LLVMBasicBlockRef leave = adder_lower_exit(l, instr);
    if (instr->guard_type & ADDER_T_Null) {
        emit_guard_maybe(l, instr, object, leave);
        return;
    }
    if (instr->args[0]->type & ADDER_T_Null) {
        adder_lower_leave_if(l, LLVMBuildIsNull(l->b, object, ""), leave);
    }
    for (AdderTypes bit = 1; bit <= ADDER_T_Other; bit <<= 1) {
        if (instr->guard_type & bit) {
            LLVMValueRef one = has_one_type(l, object, bit);
            good = good == NULL ? one : LLVMBuildOr(l->b, good, one, "");
        }
    }
    if (good == NULL) {
        l->reason = "a guard on no type";
        return;
    }
    adder_lower_leave_if(l, LLVMBuildNot(l->b, good, ""), leave);
    adder_lower_set(l, instr, object);
}

static void emit_guard(AdderLower *l, HirInstr *instr)
{
    LLVMValueRef x = adder_lower_value(l, instr->args[0]), bad;
    switch (instr->op) {
    case HIR_GuardIs:
        bad = LLVMBuildICmp(l->b, LLVMIntNE, x, adder_lower_object(l, instr->sym), "");
        break;
    case HIR_GuardNonNull: bad = LLVMBuildIsNull(l->b, x, ""); break;
    case HIR_GuardTrue: bad = LLVMBuildNot(l->b, x, ""); break;
    default: bad = x; break; /* GuardFalse */
    }
    adder_lower_leave_if(l, bad, adder_lower_exit(l, instr));
    if (instr->type != 0) {
        adder_lower_set(l, instr, x);
    }
}

static void emit_check(AdderLower *l, HirInstr *instr)
{
    LLVMValueRef args[2] = { l->ts, l->act }, bad;
    switch (instr->op) {
    case HIR_CheckFrame:
        bad = instr->state->caller != NULL
                  ? adder_lower_call(l, "adder_has_inlined", &l->act, 1)
                  : adder_lower_call(l, "adder_has_frame_object", &l->act, 1);
        break;
    case HIR_Poll: bad = adder_lower_call(l, "adder_eval_break", args, 1); break;
    case HIR_CheckTracing: bad = adder_lower_call(l, "adder_tracing", args, 2); break;
    default: bad = adder_lower_stack_short(l); break;
    }
    adder_lower_leave_if(l, bad, adder_lower_exit(l, instr));
}

/* ---- Control ------------------------------------------------------------------------------------------ */

static void emit_jump(AdderLower *l, HirInstr *instr)
{
    LLVMBuildBr(l->b, l->heads[instr->block->succ[0]->order]);
}

static void emit_branch(AdderLower *l, HirInstr *instr)
{
    HirBlock *block = instr->block;
    LLVMBuildCondBr(l->b, adder_lower_value(l, instr->args[0]), l->heads[block->succ[0]->order],
                    l->heads[block->succ[1]->order]);
}


static void emit_branch_raised(AdderLower *l, HirInstr *instr)
{
    HirBlock *block = instr->block;
    LLVMValueRef branch = LLVMBuildCondBr(l->b, l->raised, l->heads[block->succ[0]->order],
                                          l->heads[block->succ[1]->order]);
    LLVMSetMetadata(branch, l->prof_kind, l->weights_cold);
}

/* A frame object may be looked at later: the interpreter then returns, and hands the frame over. */
static void emit_return(AdderLower *l, HirInstr *instr)
{
    adder_lower_return(l, adder_lower_value(l, instr->args[0]));
}

static void emit_yield(AdderLower *l, HirInstr *instr)
{
    for (int i = 1; i < instr->nargs; i++) {
        LLVMValueRef args[3] = { l->frame, adder_lower_int(l, i - 1),
                                 adder_lower_value(l, instr->args[i]) };
        adder_lower_call(l, "adder_put_local", args, 3);
    }
    LLVMValueRef args[3] = { l->frame, adder_lower_int(l, instr->nargs - 1),
                             adder_lower_int(l, instr->bytecode) };
    adder_lower_call(l, "adder_suspend", args, 3);
    LLVMValueRef yielded = LLVMConstInt(l->i64, ADDER_EXIT_YIELD, 0);
    adder_lower_return_pair(l, adder_lower_value(l, instr->args[0]), yielded);
}

static void emit_exit(AdderLower *l, HirInstr *instr)
{
    LLVMBuildBr(l->b, adder_lower_exit(l, instr));
}

/* ---- Reference counts ----------------------------------------------------------------------------------- */

/* The function's locals go one by one before it returns.  (A generator's frame stays.) */
static bool dies_at_return(const AdderLower *l, const HirInstr *count)
{
    int stays = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
    const HirInstr *next = count;
    while (next != NULL && (hir_effects(next) & HIR_E_Ref) != 0) {
        next = next->next;
    }
    return next != NULL && (next->op == HIR_Return || next->op == HIR_ReturnRaw) && next != count
           && l->func->code != NULL && (l->func->code->co_flags & stays) == 0;
}

static void deallocate(AdderLower *l, HirInstr *site, LLVMValueRef object, AdderTypes types)
{
    LLVMValueRef args[2] = { l->ts, object };
    if (types == ADDER_T_Float) {
        adder_lower_call(l, "adder_float_free", args, 2);
        return;
    }
    bool quiet = (types & ~(AdderTypes)ADDER_T_Harmless) == 0;
    if (quiet) {
        adder_lower_call(l, "adder_rt_dealloc", &object, 1);
        return;
    }
    bool late = dies_at_return(l, site);
    LLVMValueRef seen[4] = { l->ts, l->act, object, late ? NULL : adder_lower_cold_site(l, site) };
    adder_lower_call(l, late ? "adder_rt_dealloc_late" : "adder_rt_dealloc_at", seen, late ? 3 : 4);
}

/* object is not NULL. */
static void decref_checked(AdderLower *l, HirInstr *site, LLVMValueRef object, AdderTypes types)
{
    LLVMValueRef dead = adder_lower_call(l, "adder_decref_dead", &object, 1);
    LLVMBasicBlockRef die = adder_lower_block(l, "die"), on = adder_lower_block(l, "on");
    LLVMSetMetadata(LLVMBuildCondBr(l->b, dead, die, on), l->prof_kind, l->weights_seldom);
    LLVMPositionBuilderAtEnd(l->b, die);
    deallocate(l, site, object, types);
    LLVMBuildBr(l->b, on);
    LLVMPositionBuilderAtEnd(l->b, on);
}

static void xdecref(AdderLower *l, HirInstr *site, LLVMValueRef object, AdderTypes types)
{
    LLVMBasicBlockRef some = adder_lower_block(l, "some"), on = adder_lower_block(l, "none");
    LLVMBuildCondBr(l->b, LLVMBuildIsNull(l->b, object, ""), on, some);
    LLVMPositionBuilderAtEnd(l->b, some);
    decref_checked(l, site, object, types & ~(AdderTypes)ADDER_T_Null);
    LLVMBuildBr(l->b, on);
    LLVMPositionBuilderAtEnd(l->b, on);
}

static void emit_decref(AdderLower *l, HirInstr *instr)
{
    LLVMValueRef object = adder_lower_value(l, instr->args[0]);
    AdderTypes types = instr->args[0]->type;
    if (instr->op == HIR_XDecref && (types & ADDER_T_Null)) {
        xdecref(l, instr, object, types);
    }
    else {
        decref_checked(l, instr, object, types);
    }
}

static void emit_incref(AdderLower *l, HirInstr *instr)
{
    LLVMValueRef object = adder_lower_value(l, instr->args[0]);
    if (instr->op == HIR_Incref || !(instr->args[0]->type & ADDER_T_Null)) {
        adder_lower_call(l, "adder_incref", &object, 1);
        return;
    }
    LLVMBasicBlockRef some = adder_lower_block(l, "some"), on = adder_lower_block(l, "on");
    LLVMBuildCondBr(l->b, LLVMBuildIsNull(l->b, object, ""), on, some);
    LLVMPositionBuilderAtEnd(l->b, some);
    adder_lower_call(l, "adder_incref", &object, 1);
    LLVMBuildBr(l->b, on);
    LLVMPositionBuilderAtEnd(l->b, on);
}

/* ---- The table ---------------------------------------------------------------------------------------------- */

static Emit *const emit_rows[HIR_NOPS] = {
    [HIR_LoadFunc] = emit_running,    [HIR_CallDirect] = adder_lower_direct,
    [HIR_CheckBail] = adder_lower_bail, [HIR_Parked] = emit_nothing,
    [HIR_ReturnRaw] = emit_return,
    [HIR_GuardClassIn] = emit_guard_class_in, [HIR_HasClassIn] = emit_has_class_in,
    [HIR_GuardKeysIn] = emit_guard_keys_in,
    [HIR_Const] = emit_const,         [HIR_NullConst] = emit_const,
    [HIR_ClassAttr] = emit_const,     [HIR_CheckFrame] = emit_check,
    [HIR_ConstI64] = emit_const,      [HIR_ConstF64] = emit_const,
    [HIR_ConstI1] = emit_const,       [HIR_Arg] = emit_arg,
    [HIR_Phi] = emit_nothing,         [HIR_Jump] = emit_jump,
    [HIR_Branch] = emit_branch,       [HIR_Return] = emit_return,
    [HIR_Exit] = emit_exit,           [HIR_RaiseUnbound] = emit_exit,
    [HIR_Untaken] = emit_exit,
    [HIR_Yield] = emit_yield,
    [HIR_BranchRaised] = emit_branch_raised,
    [HIR_Poll] = emit_check,          [HIR_CheckTracing] = emit_check,
    [HIR_CheckStack] = emit_check,    [HIR_LoopEntry] = emit_nothing,
    [HIR_GuardType] = emit_guard_type,
    [HIR_GuardIs] = emit_guard,       [HIR_GuardNonNull] = emit_guard,
    [HIR_GuardTrue] = emit_guard,     [HIR_GuardFalse] = emit_guard,
    [HIR_Refine] = emit_unary,        [HIR_AddI64Chk] = emit_overflow,
    [HIR_SubI64Chk] = emit_overflow,  [HIR_MulI64Chk] = emit_overflow,
    [HIR_NegI64Chk] = emit_overflow,  [HIR_InvertI64] = emit_unary,
    [HIR_CmpI64] = emit_cmp_int,      [HIR_CmpF64] = emit_cmp_f64,
    [HIR_CmpU64] = emit_cmp_int,      [HIR_BitsU64] = emit_unary,
    [HIR_BitsI64] = emit_unary,       [HIR_BinaryVirtual] = emit_nothing,
    [HIR_I64ToF64] = emit_unary,      [HIR_NegF64] = emit_unary,
    [HIR_NotI1] = emit_unary,         [HIR_I1ToI64] = emit_unary,
    [HIR_IsNull] = emit_unary,        [HIR_SameObject] = emit_same,
    [HIR_RangeItem] = emit_range_item,
    [HIR_Second] = emit_second,       [HIR_RangeIterVirtual] = emit_nothing,
    [HIR_MaybeVirtual] = emit_nothing, [HIR_InstanceVirtual] = emit_nothing,
    [HIR_SlottedVirtual] = emit_nothing, [HIR_ChoiceVirtual] = emit_nothing, [HIR_TupleVirtual] = emit_nothing,
    [HIR_MethodVirtual] = emit_nothing,
    [HIR_GeneratorVirtual] = emit_nothing,
    [HIR_Incref] = emit_incref,       [HIR_XIncref] = emit_incref,
    [HIR_Decref] = emit_decref,       [HIR_XDecref] = emit_decref,
};

static Emit *emit_of(HirOp op)
{
    if (emit_rows[op] != NULL) {
        return emit_rows[op];
    }
    if (plain_rows[op] != NULL) {
        return emit_plain;
    }
    return helper_rows[op].helper != NULL ? emit_helper : NULL;
}

/* ---- Failures on purpose ------------------------------------------------------------------------------------ */

static void fail_if(AdderLower *l, HirInstr *instr, LLVMValueRef hit)
{
    if (instr->op == HIR_CheckBail) {
        adder_lower_stress_bail(l, instr, hit);
    }
    else {
        adder_lower_leave_if(l, hit, adder_lower_exit(l, instr));
    }
}

static void emit_failing_guard(AdderLower *l, HirInstr *instr)
{
    if (l->options->stress_deopt > 0) {
        LLVMValueRef args[2] = { l->act, adder_lower_int(l, l->options->stress_deopt) };
        fail_if(l, instr, adder_lower_call(l, "adder_stress", args, 2));
    }
    if (l->options->stress_guard != NULL && l->options->stress_guard()) {
        fail_if(l, instr, adder_lower_call(l, "adder_always", &l->act, 1));
    }
}

/* What the op would have consumed is gone on its error exit. */
static void emit_injected_raise(AdderLower *l, HirInstr *instr)
{
    if (hir_is_site(instr)) {
        adder_lower_site(l, instr);
    }
    LLVMValueRef hit = adder_lower_call(l, "adder_rt_inject", NULL, 0);
    for (int i = 0; i < instr->nargs; i++) {
        if (hir_steals(instr, i) && hir_is_object(hir_resolve(instr->args[i]))) {
            LLVMValueRef args[2] = { hit, adder_lower_value(l, instr->args[i]) };
            adder_lower_call(l, "adder_rt_drop_if", args, 2);
        }
    }
    adder_lower_leave_if(l, hit, adder_lower_exit(l, instr));
}

static void emit_stress(AdderLower *l, HirInstr *instr)
{
    uint32_t effects = hir_effects(instr);
    if (instr->state == NULL || hir_always_leaves(instr)) {
        return;
    }
    if ((effects & HIR_E_Deopt) != 0 || instr->op == HIR_Catch
        || instr->op == HIR_Unwind) { /* which may leave as well */
        emit_failing_guard(l, instr);
    }
    else if ((effects & HIR_E_Raise) && l->options->stress_raise) {
        emit_injected_raise(l, instr);
    }
}

void adder_lower_instr(AdderLower *l, HirInstr *instr)
{
    Emit *emit = emit_of(instr->op);
    if (emit == NULL) {
        l->reason = adder_arena_printf(l->arena, "%s is not lowered", hir_op_info[instr->op].name);
        return;
    }
    emit_stress(l, instr);
    emit(l, instr);
    adder_lower_defined(l, instr);
}
