/* HIR function -> LLVM function: blocks, phis, symbols, and the small builders that the ops use.
 *
 * One LLVM block per HIR block is made first, then filled; ops make further blocks behind it, so
 * tails[] remembers where a block ends.  Everything belongs to the compilation. */
#include "irgen/llvm_internal.h"

#include <stdio.h>
#include <string.h>

/* ---- Small builders ------------------------------------------------------------------------------ */

LLVMTypeRef adder_lower_type(AdderLower *l, AdderTypes types)
{
    if (types & (ADDER_T_I64 | ADDER_T_U64)) {
        return l->i64;
    }
    if (types & ADDER_T_F64) {
        return l->f64;
    }
    return types & ADDER_T_I1 ? l->i1 : l->ptr;
}

LLVMValueRef adder_lower_value(AdderLower *l, HirInstr *instr)
{
    instr = hir_resolve(instr);
    LLVMValueRef value = l->values[instr->id];
    if (value == NULL) {
        l->reason = adder_arena_printf(l->arena, "v%d is used before it is made", instr->id);
        return LLVMGetUndef(adder_lower_type(l, instr->type));
    }
    return value;
}

void adder_lower_set(AdderLower *l, HirInstr *instr, LLVMValueRef value)
{
    l->values[instr->id] = value;
}

LLVMValueRef adder_lower_int(AdderLower *l, int64_t value)
{
    return LLVMConstInt(l->i64, (unsigned long long)value, 1);
}

LLVMValueRef adder_lower_field(AdderLower *l, LLVMValueRef base, size_t offset)
{
    LLVMValueRef at = adder_lower_int(l, (int64_t)offset);
    return LLVMBuildGEP2(l->b, l->i8, base, &at, 1, "");
}

static void set_attribute(AdderLower *l, LLVMValueRef fn, const char *name, uint64_t value)
{
    unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
    LLVMAddAttributeAtIndex(fn, LLVMAttributeFunctionIndex,
                            LLVMCreateEnumAttribute(l->cx, kind, value));
}

/* The function of that name, with the type that the helpers' module gives it. */
static LLVMValueRef helper(AdderLower *l, const char *name)
{
    LLVMValueRef known = LLVMGetNamedFunction(l->module, name);
    if (known != NULL) {
        return known;
    }
    LLVMValueRef model = LLVMGetNamedFunction(l->helpers, name);
    if (model == NULL) {
        l->reason = adder_arena_printf(l->arena, "no helper %s", name);
        return NULL;
    }
    LLVMValueRef fn = LLVMAddFunction(l->module, name, LLVMGlobalGetValueType(model));
    LLVMSetFunctionCallConv(fn, LLVMGetFunctionCallConv(model));
    set_attribute(l, fn, "nounwind", 0);
    return fn;
}

LLVMValueRef adder_lower_call(AdderLower *l, const char *name, LLVMValueRef *args, unsigned nargs)
{
    LLVMValueRef fn = helper(l, name);
    if (fn == NULL || LLVMCountParams(fn) != nargs) {
        l->reason = l->reason != NULL ? l->reason
                                      : adder_arena_printf(l->arena, "bad call of %s", name);
        return LLVMGetUndef(l->i1);
    }
    LLVMValueRef call = LLVMBuildCall2(l->b, LLVMGlobalGetValueType(fn), fn, args, nargs, "");
    LLVMSetInstructionCallConv(call, LLVMGetFunctionCallConv(fn));
    return call;
}

LLVMBasicBlockRef adder_lower_block(AdderLower *l, const char *name)
{
    return LLVMAppendBasicBlockInContext(l->cx, l->fn, name);
}

void adder_lower_leave_if(AdderLower *l, LLVMValueRef condition, LLVMBasicBlockRef where)
{
    LLVMBasicBlockRef on = adder_lower_block(l, "ok");
    LLVMValueRef branch = LLVMBuildCondBr(l->b, condition, where, on);
    LLVMSetMetadata(branch, l->prof_kind, l->weights_cold);
    LLVMPositionBuilderAtEnd(l->b, on);
}

/* In the entry block, so that it is one stack slot however often the code runs. */
LLVMValueRef adder_lower_alloca(AdderLower *l, LLVMTypeRef type, const char *name)
{
    LLVMBasicBlockRef here = LLVMGetInsertBlock(l->b);
    LLVMMetadataRef place = LLVMGetCurrentDebugLocation2(l->b);
    LLVMPositionBuilderBefore(l->b, LLVMGetFirstInstruction(l->entry));
    LLVMValueRef slot = LLVMBuildAlloca(l->b, type, name);
    LLVMPositionBuilderAtEnd(l->b, here);
    LLVMSetCurrentDebugLocation2(l->b, place);
    return slot;
}

/* ---- Symbols --------------------------------------------------------------------------------------- */

LLVMValueRef adder_lower_extern(AdderLower *l, const char *name)
{
    LLVMValueRef known = LLVMGetNamedGlobal(l->module, name);
    return known != NULL ? known : LLVMAddGlobal(l->module, l->i8, name);
}

/* The index of object among the unit's constants. */
uint32_t adder_lower_const(AdderLower *l, PyObject *object)
{
    for (int i = 0; i < l->consts.n; i++) {
        if (l->consts.at[i] == object) {
            return (uint32_t)i;
        }
    }
    ADDER_VEC_PUSH(l->arena, &l->consts, object);
    return (uint32_t)l->consts.n - 1;
}

bool adder_lower_is_weak(const HirSym *sym)
{
    return sym->kind == HIR_SYM_TYPE || sym->kind == HIR_SYM_GLOBAL;
}

/* The word that holds the address of a symbol of the unit. */
static LLVMValueRef object_word(AdderLower *l, const char *name, PyObject *object)
{
    const char *slot = adder_arena_printf(l->arena, "%s.at", name);
    LLVMValueRef known = LLVMGetNamedGlobal(l->module, slot);
    if (known != NULL) {
        return known;
    }
    AdderUnitSymbol symbol = { name, object };
    ADDER_VEC_PUSH(l->arena, &l->symbols, symbol);
    LLVMValueRef word = LLVMAddGlobal(l->module, l->ptr, slot);
    LLVMSetInitializer(word, LLVMAddGlobal(l->module, l->i8, name));
    LLVMSetLinkage(word, LLVMInternalLinkage);
    return word;
}

/* An object of the unit: @u7.const.3, without its address.  It is loaded from a word and not used
 * as a global itself, because LLVM takes two globals for two objects, and True (say) also goes by
 * the name of _Py_TrueStruct. */
LLVMValueRef adder_lower_object(AdderLower *l, const HirSym *sym)
{
    static const char *const kinds[HIR_SYM_NKINDS] = { "const", "name", "type", "global" };
    if (!adder_lower_is_weak(sym)) {
        adder_lower_const(l, sym->object);
    }
    const char *name = adder_arena_printf(l->arena, "u%u.%s.%s", l->serial, kinds[sym->kind],
                                          sym->text);
    LLVMValueRef load = LLVMBuildLoad2(l->b, l->ptr, object_word(l, name, sym->object), "");
    LLVMSetMetadata(load, l->invariant_kind, l->empty_md);
    return load;
}

/* ---- The function ------------------------------------------------------------------------------------ */

static void make_types(AdderLower *l)
{
    l->ptr = LLVMPointerTypeInContext(l->cx, 0);
    l->i64 = LLVMInt64TypeInContext(l->cx);
    l->i32 = LLVMInt32TypeInContext(l->cx);
    l->i8 = LLVMInt8TypeInContext(l->cx);
    l->i1 = LLVMInt1TypeInContext(l->cx);
    l->f64 = LLVMDoubleTypeInContext(l->cx);
    l->none = LLVMVoidTypeInContext(l->cx);
    LLVMTypeRef pair[2] = { l->ptr, l->i64 };
    l->result = LLVMStructTypeInContext(l->cx, pair, 2, 0);
}

static LLVMMetadataRef md_string(AdderLower *l, const char *text)
{
    return LLVMMDStringInContext2(l->cx, text, strlen(text));
}

static LLVMMetadataRef md_int(LLVMTypeRef type, unsigned long long value)
{
    return LLVMValueAsMetadata(LLVMConstInt(type, value, 0));
}

/* Of a branch whose first way is taken once, where the other is taken `others` times. */
static LLVMValueRef weights(AdderLower *l, unsigned others)
{
    LLVMMetadataRef words[3] = { md_string(l, "branch_weights"), md_int(l->i32, 1),
                                 md_int(l->i32, others) };
    return LLVMMetadataAsValue(l->cx, LLVMMDNodeInContext2(l->cx, words, 3));
}

/* The helpers' TBAA tree gets a leaf of ours, for the activation's slots: nothing else is there. */
static void make_metadata(AdderLower *l)
{
    l->weights_cold = weights(l, 2000);
    l->weights_seldom = weights(l, 20);
    l->prof_kind = LLVMGetMDKindIDInContext(l->cx, "prof", 4);
    l->tbaa_kind = LLVMGetMDKindIDInContext(l->cx, "tbaa", 4);
    l->invariant_kind = LLVMGetMDKindIDInContext(l->cx, "invariant.load", 14);
    l->empty_md = LLVMMetadataAsValue(l->cx, LLVMMDNodeInContext2(l->cx, NULL, 0));
    LLVMMetadataRef zero = md_int(l->i64, 0), name = md_string(l, "Simple C/C++ TBAA");
    LLVMMetadataRef root = LLVMMDNodeInContext2(l->cx, &name, 1);
    LLVMMetadataRef any[3] = { md_string(l, "omnipotent char"), root, zero };
    LLVMMetadataRef leaf[3] = { md_string(l, "adder slot"),
                                LLVMMDNodeInContext2(l->cx, any, 3), zero };
    LLVMMetadataRef type = LLVMMDNodeInContext2(l->cx, leaf, 3);
    LLVMMetadataRef tag[3] = { type, type, zero };
    l->slot_tbaa = LLVMMetadataAsValue(l->cx, LLVMMDNodeInContext2(l->cx, tag, 3));
}

/* The same CPU as the helpers were compiled for, else they could not be inlined. */
static void copy_target(AdderLower *l, const char *key)
{
    LLVMValueRef model = LLVMGetNamedFunction(l->helpers, "adder_incref");
    unsigned n = (unsigned)strlen(key);
    LLVMAttributeRef attribute
        = model != NULL
              ? LLVMGetStringAttributeAtIndex(model, LLVMAttributeFunctionIndex, key, n)
              : NULL;
    if (attribute != NULL) {
        LLVMAddAttributeAtIndex(l->fn, LLVMAttributeFunctionIndex, attribute);
    }
}

static void make_function(AdderLower *l, const char *name)
{
    const AdderSignature *signature = l->func->signature;
    LLVMTypeRef params[3] = { l->ptr, l->ptr, l->ptr };
    LLVMTypeRef type = signature != NULL ? adder_lower_direct_type(l, signature)
                                         : LLVMFunctionType(l->result, params, 3, 0);
    l->fn = LLVMAddFunction(l->module, name, type);
    set_attribute(l, l->fn, "nounwind", 0);
    set_attribute(l, l->fn, "uwtable", 2);
    copy_target(l, "target-cpu");
    copy_target(l, "target-features");
    LLVMAttributeRef pointers
        = LLVMCreateStringAttribute(l->cx, "frame-pointer", 13, "all", 3);
    LLVMAddAttributeAtIndex(l->fn, LLVMAttributeFunctionIndex, pointers);
    l->ts = LLVMGetParam(l->fn, 0);
    LLVMSetValueName2(l->ts, "ts", 2);
    if (signature == NULL) {
        l->frame = LLVMGetParam(l->fn, 1);
        l->act = LLVMGetParam(l->fn, 2);
        LLVMSetValueName2(l->frame, "frame", 5);
        LLVMSetValueName2(l->act, "act", 3);
    }
}

static LLVMValueRef running_function(AdderLower *l)
{
    LLVMValueRef where = adder_lower_field(l, l->frame, offsetof(_PyInterpreterFrame, f_func));
    LLVMValueRef func = LLVMBuildLoad2(l->b, l->ptr, where, "func");
    LLVMSetMetadata(func, l->invariant_kind, l->empty_md);
    return func;
}

static int most_operands(const HirFunc *func)
{
    int most = 1;
    for (int i = 0; i < func->blocks.n; i++) {
        HIR_FOR_INSTRS (instr, func->blocks.at[i]) {
            most = instr->op != HIR_Phi && instr->nargs > most ? instr->nargs : most;
        }
    }
    return most;
}

static void make_blocks(AdderLower *l)
{
    HirFunc *func = l->func;
    l->entry = adder_lower_block(l, "entry");
    for (int i = 0; i < func->blocks.n; i++) {
        HirBlock *block = func->blocks.at[i];
        char name[32];
        snprintf(name, sizeof(name), "b%d", block->id);
        block->order = i;
        l->heads[i] = adder_lower_block(l, name);
    }
    LLVMPositionBuilderAtEnd(l->b, l->entry);
    LLVMTypeRef array = LLVMArrayType2(l->ptr, (uint64_t)most_operands(func));
    l->argv = LLVMBuildAlloca(l->b, array, "argv");
    if (func->signature != NULL) {
        adder_lower_direct_begin(l);
    }
    else {
        l->running = running_function(l);
    }
    LLVMBuildBr(l->b, l->heads[0]);
}

static void make_phis(AdderLower *l, HirBlock *block)
{
    LLVMPositionBuilderAtEnd(l->b, l->heads[block->order]);
    HIR_FOR_INSTRS (instr, block) {
        if (instr->op == HIR_Phi) {
            adder_lower_set(l, instr,
                            LLVMBuildPhi(l->b, adder_lower_type(l, instr->type), ""));
        }
    }
}

static void fill_block(AdderLower *l, HirBlock *block)
{
    LLVMPositionBuilderAtEnd(l->b, l->heads[block->order]);
    HIR_FOR_INSTRS (instr, block) {
        if (instr->op == HIR_Phi) {
            adder_lower_defined(l, instr);
            continue;
        }
        adder_places_at(l, instr);
        adder_lower_instr(l, instr);
        if (l->reason != NULL) {
            return;
        }
    }
    l->tails[block->order] = LLVMGetInsertBlock(l->b);
}

static void fill_phi(AdderLower *l, HirInstr *phi)
{
    LLVMValueRef target = l->values[phi->id];
    for (int i = 0; i < phi->nargs && i < phi->block->preds.n; i++) {
        LLVMValueRef value = adder_lower_value(l, phi->args[i]);
        LLVMBasicBlockRef from = l->tails[phi->block->preds.at[i]->order];
        if (LLVMTypeOf(value) != LLVMTypeOf(target)) {
            l->reason = adder_arena_printf(l->arena, "v%d mixes representations", phi->id);
            return;
        }
        LLVMAddIncoming(target, &value, &from, 1);
    }
}

static void fill_phis(AdderLower *l)
{
    for (int i = 0; i < l->func->blocks.n && l->reason == NULL; i++) {
        HIR_FOR_INSTRS (instr, l->func->blocks.at[i]) {
            if (instr->op == HIR_Phi) {
                fill_phi(l, instr);
            }
        }
    }
}

static bool make_tables(AdderLower *l)
{
    HirFunc *func = l->func;
    int nvalues = func->next_value + 1, nblocks = func->blocks.n;
    l->values = ADDER_NEW_ARRAY(l->arena, LLVMValueRef, nvalues);
    l->seconds = ADDER_NEW_ARRAY(l->arena, LLVMValueRef, nvalues);
    l->heads = ADDER_NEW_ARRAY(l->arena, LLVMBasicBlockRef, nblocks);
    l->tails = ADDER_NEW_ARRAY(l->arena, LLVMBasicBlockRef, nblocks);
    l->fixed = ADDER_NEW_ARRAY(l->arena, int32_t, nvalues);
    l->stored = ADDER_NEW_ARRAY(l->arena, bool, nvalues);
    l->by_state = ADDER_NEW_ARRAY(l->arena, AdderLowerExit *, func->next_state + 1);
    return !adder_arena_failed(l->arena);
}

AdderStatus adder_lower_function(AdderLower *l, const char *name)
{
    if (!make_tables(l)) {
        return ADDER_NOMEM;
    }
    make_types(l);
    make_metadata(l);
    make_function(l, name);
    adder_places_begin(l);
    make_blocks(l);
    adder_lower_plan_slots(l);
    if (!adder_lower_plan_watched(l)) {
        return ADDER_NOMEM;
    }
    for (int i = 0; i < l->func->blocks.n; i++) {
        make_phis(l, l->func->blocks.at[i]);
    }
    for (int i = 0; i < l->func->blocks.n && l->reason == NULL; i++) {
        fill_block(l, l->func->blocks.at[i]);
    }
    if (l->reason == NULL) {
        fill_phis(l);
    }
    if (l->reason == NULL) {
        adder_lower_exits(l);
    }
    if (l->reason == NULL) {
        adder_lower_sizes(l);
    }
    if (adder_arena_failed(l->arena)) {
        return ADDER_NOMEM;
    }
    return l->reason != NULL ? ADDER_BUG : ADDER_OK;
}
