/* Direct calls between compiled functions: the called code's beginning and end, and the call.
 *
 * Directly called code takes thread state, the caller's activation, its function and the arguments as
 * the signature says, and has its activation on its own native stack.  It answers AdderResult with a status
 * in the second word (deopt/deopt.h).  Everything belongs to the compilation. */
#include "irgen/llvm_internal.h"

#include <stddef.h>

/* ---- The called code ------------------------------------------------------------------------------- */

static LLVMTypeRef rep_type(AdderLower *l, AdderRep rep)
{
    return rep == ADDER_REP_I64 ? l->i64 : rep == ADDER_REP_F64 ? l->f64 : l->ptr;
}

LLVMTypeRef adder_lower_direct_type(AdderLower *l, const AdderSignature *signature)
{
    LLVMTypeRef params[ADDER_LOWER_FIRST + ADDER_DIRECT_ARGS] = { l->ptr, l->ptr, l->ptr };
    for (int i = 0; i < signature->nargs; i++) {
        params[ADDER_LOWER_FIRST + i] = rep_type(l, signature->args[i]);
    }
    unsigned n = ADDER_LOWER_FIRST + signature->nargs;
    return LLVMFunctionType(l->result, params, n, 0);
}

/* An address that this process knows, as a symbol of the unit. */
static LLVMValueRef address(AdderLower *l, const char *kind, int index, void *where)
{
    const char *name = adder_arena_printf(l->arena, "u%u.%s.%d", l->serial, kind, index);
    LLVMValueRef known = LLVMGetNamedGlobal(l->module, name);
    if (known != NULL) {
        return known;
    }
    AdderUnitSymbol symbol = { name, where };
    ADDER_VEC_PUSH(l->arena, &l->symbols, symbol);
    return LLVMAddGlobal(l->module, l->i8, name);
}

/* The symbols are further away than code may be from code: their addresses are kept in words. */
static LLVMValueRef far_address(AdderLower *l, const char *kind, int index, void *where)
{
    const char *name = adder_arena_printf(l->arena, "u%u.%s.%d.at", l->serial, kind, index);
    LLVMValueRef word = LLVMGetNamedGlobal(l->module, name);
    if (word == NULL) {
        word = LLVMAddGlobal(l->module, l->ptr, name);
        LLVMSetInitializer(word, address(l, kind, index, where));
        LLVMSetLinkage(word, LLVMInternalLinkage);
    }
    LLVMValueRef load = LLVMBuildLoad2(l->b, l->ptr, word, "");
    LLVMSetMetadata(load, l->invariant_kind, l->empty_md);
    return load;
}

/* The dicts of names are known, since a unit is entered with no others: see AdderUnit.  What stands at an entry of such a
 * dict's keys, which lie as they do as long as they have this version, or that the name is not among them.  NULL from here:
 * they have another by now. */
LLVMValueRef adder_lower_known_name(AdderLower *l, const HirInstr *instr)
{
    bool builtin = instr->op == HIR_LoadBuiltinSlot, absent = instr->op == HIR_GuardGlobalKeys;
    PyDictObject *dict = (PyDictObject *)(builtin ? l->func->builtins : l->func->globals);
    int64_t version = absent ? instr->imm : instr->imm >> 32;
    if (dict == NULL || !PyDict_CheckExact(dict) || dict->ma_values != NULL
        || dict->ma_keys->dk_version != (uint32_t)version) {
        return NULL;
    }
    LLVMValueRef args[] = { far_address(l, builtin ? "builtins" : "globals", 0, dict),
                            adder_lower_object(l, instr->sym), adder_lower_int(l, instr->imm), NULL };
    if (absent) {
        return adder_lower_call(l, "adder_known_keys", args, 3);
    }
    PyDictUnicodeEntry *entry = &DK_UNICODE_ENTRIES(dict->ma_keys)[(uint32_t)instr->imm];
    args[3] = adder_lower_int(l, (char *)&entry->me_value - (char *)dict->ma_keys);
    return adder_lower_call(l, "adder_load_known_slot", args, 4);
}

LLVMValueRef adder_lower_frame(AdderLower *l)
{
    if (l->frame != NULL) {
        return l->frame;
    }
    return LLVMBuildLoad2(l->b, l->ptr, adder_lower_field(l, l->act, offsetof(AdderActivation, frame)), "frame");
}

void adder_lower_return_pair(AdderLower *l, LLVMValueRef value, LLVMValueRef second)
{
    LLVMValueRef r = LLVMBuildInsertValue(l->b, LLVMGetUndef(l->result), value, 0, "");
    LLVMBuildRet(l->b, LLVMBuildInsertValue(l->b, r, second, 1, ""));
}

static void return_status(AdderLower *l, LLVMValueRef value, AdderDirectStatus status)
{
    adder_lower_return_pair(l, value, adder_lower_int(l, status));
}

static LLVMValueRef cast(AdderLower *l, LLVMValueRef value, LLVMTypeRef type)
{
    return LLVMTypeOf(value) == type ? value : LLVMBuildBitCast(l->b, value, type, "");
}

static LLVMValueRef as_word(AdderLower *l, LLVMValueRef value)
{
    return LLVMTypeOf(value) == l->ptr ? LLVMBuildPtrToInt(l->b, value, l->i64, "")
                                       : cast(l, value, l->i64);
}

static LLVMValueRef from_word(AdderLower *l, LLVMValueRef word, AdderRep rep)
{
    return rep == ADDER_REP_OBJECT ? LLVMBuildIntToPtr(l->b, word, l->ptr, "")
                                   : cast(l, word, rep_type(l, rep));
}

/* The activation gets its size later; its place is the first instruction. */
void adder_lower_direct_begin(AdderLower *l)
{
    LLVMBasicBlockRef go = adder_lower_block(l, "go"), deep = adder_lower_block(l, "deep");
    l->act = LLVMBuildArrayAlloca(l->b, l->i64, adder_lower_int(l, 1), "act");
    l->running = LLVMGetParam(l->fn, 2);
    LLVMValueRef args[] = { l->ts, l->act, LLVMGetParam(l->fn, 1), l->running,
                            far_address(l, "unit", 0, l->unit) };
    LLVMValueRef may = adder_lower_call(l, "adder_direct_begin", args, ADDER_COUNT(args));
    LLVMBuildCondBr(l->b, may, go, deep);
    LLVMPositionBuilderAtEnd(l->b, deep);
    for (int i = 0; i < l->func->signature->nargs; i++) {
        if (l->func->signature->args[i] == ADDER_REP_OBJECT) { /* they are ours */
            LLVMValueRef arg = LLVMGetParam(l->fn, (unsigned)(ADDER_LOWER_FIRST + i));
            adder_lower_call(l, "adder_rt_let_go", &arg, 1);
        }
    }
    return_status(l, LLVMConstNull(l->ptr), ADDER_DIRECT_RAISED);
    LLVMPositionBuilderAtEnd(l->b, go);
}

static void size_activation(AdderLower *l)
{
    size_t words = offsetof(AdderActivation, slot) / sizeof(uint64_t) + l->nfixed + l->ntemps;
    LLVMPositionBuilderBefore(l->b, l->act);
    LLVMTypeRef type = LLVMArrayType2(l->i64, words);
    LLVMValueRef act = LLVMBuildAlloca(l->b, type, "act");
    LLVMReplaceAllUsesWith(l->act, act);
    LLVMInstructionEraseFromParent(l->act);
    l->act = act;
}

void adder_lower_sizes(AdderLower *l)
{
    if (l->depth != NULL) {
        LLVMReplaceAllUsesWith(l->depth, adder_lower_int(l, adder_lower_depth(l)));
        LLVMInstructionEraseFromParent(l->depth);
    }
    if (l->func->signature != NULL) {
        size_activation(l);
    }
}

LLVMValueRef adder_lower_stack_short(AdderLower *l)
{
    LLVMTypeRef local = LLVMPointerTypeInContext(l->cx, 257); /* relative to fs: thread-local */
    LLVMValueRef offset = adder_lower_int(l, adder_stack_limit_offset());
    LLVMValueRef limit = LLVMBuildLoad2(l->b, l->ptr, LLVMConstIntToPtr(offset, local), "limit");
    unsigned id = LLVMLookupIntrinsicID("llvm.frameaddress", 17);
    LLVMValueRef f = LLVMGetIntrinsicDeclaration(l->module, id, &l->ptr, 1);
    LLVMValueRef zero = LLVMConstNull(l->i32);
    LLVMValueRef here = LLVMBuildCall2(l->b, LLVMGlobalGetValueType(f), f, &zero, 1, "");
    l->depth = LLVMBuildPtrToInt(l->b, l->act, l->i64, "depth"); /* until it is known */
    LLVMValueRef args[] = { l->ts, l->act, here, limit, l->depth };
    return adder_lower_call(l, "adder_stack_short", args, ADDER_COUNT(args));
}

/* An object where the caller wants a number. */
static void return_number(AdderLower *l, LLVMValueRef object, AdderRep ret)
{
    LLVMBasicBlockRef good = adder_lower_block(l, "number"), odd = adder_lower_block(l, "odd");
    LLVMValueRef out = adder_lower_alloca(l, rep_type(l, ret), "out"), args[2] = { object, out };
    const char *name = ret == ADDER_REP_I64 ? "adder_return_i64" : "adder_return_f64";
    LLVMBuildCondBr(l->b, adder_lower_call(l, name, args, 2), good, odd);
    LLVMPositionBuilderAtEnd(l->b, odd);
    return_status(l, object, ADDER_DIRECT_BAILED);
    LLVMPositionBuilderAtEnd(l->b, good);
    LLVMValueRef word = as_word(l, LLVMBuildLoad2(l->b, rep_type(l, ret), out, ""));
    return_status(l, LLVMBuildIntToPtr(l->b, word, l->ptr, ""), ADDER_DIRECT_DONE);
}

/* Somebody may have looked meanwhile, and watch from now on. */
static void return_if_linked(AdderLower *l, LLVMValueRef value)
{
    LLVMBasicBlockRef linked = adder_lower_block(l, "linked"), on = adder_lower_block(l, "elided");
    LLVMBuildCondBr(l->b, adder_lower_call(l, "adder_was_linked", &l->act, 1), linked, on);
    LLVMPositionBuilderAtEnd(l->b, linked);
    LLVMValueRef args[] = { l->ts, l->act, as_word(l, value),
                            LLVMConstInt(l->i1, LLVMTypeOf(value) != l->ptr, 0) };
    LLVMBuildRet(l->b, adder_lower_call(l, "adder_rt_return", args, ADDER_COUNT(args)));
    LLVMPositionBuilderAtEnd(l->b, on);
}

void adder_lower_return(AdderLower *l, LLVMValueRef value)
{
    const AdderSignature *signature = l->func->signature;
    if (signature == NULL) {
        adder_lower_return_pair(l, value, LLVMConstNull(l->i64));
        return;
    }
    return_if_linked(l, value);
    if (LLVMTypeOf(value) != l->ptr) {
        value = LLVMBuildIntToPtr(l->b, as_word(l, value), l->ptr, "");
    }
    else if (signature->ret != ADDER_REP_OBJECT) {
        return_number(l, value, signature->ret);
        return;
    }
    return_status(l, value, ADDER_DIRECT_DONE);
}

/* One for all exits. */
static void make_leave(AdderLower *l)
{
    LLVMBasicBlockRef here = LLVMGetInsertBlock(l->b);
    l->leave = adder_lower_block(l, "leave");
    LLVMPositionBuilderAtEnd(l->b, l->leave);
    l->leaving = LLVMBuildPhi(l->b, l->i64, "");
    if (l->func->signature == NULL) {
        adder_lower_return_pair(l, LLVMConstNull(l->ptr), l->leaving);
    }
    else {
        LLVMValueRef args[3] = { l->ts, l->act, l->leaving };
        LLVMBuildRet(l->b, adder_lower_call(l, "adder_rt_leave", args, 3));
    }
    LLVMPositionBuilderAtEnd(l->b, here);
}

void adder_lower_leave(AdderLower *l, LLVMValueRef answer)
{
    if (l->leave == NULL) {
        make_leave(l);
    }
    LLVMBasicBlockRef from = LLVMGetInsertBlock(l->b);
    LLVMAddIncoming(l->leaving, &answer, &from, 1);
    LLVMBuildBr(l->b, l->leave);
}

/* ---- Who may have begun to watch ------------------------------------------------------------------------ */

/* Only what runs Python code changes that.  A direct call comes back with a result only when nobody
 * watches; where it raised we do not know. */
static bool watched_behind(HirInstr *i, bool before)
{
    if (i->op == HIR_CallDirect || i->op == HIR_CheckTracing) {
        return false;
    }
    bool runs = hir_may_run_code(i) || hir_is_site(i);
    return before || runs;
}

/* Notes (scratch) the direct calls before which somebody has to look; answers what is known at the end. */
static bool scan_block(HirBlock *block, bool watched)
{
    HIR_FOR_INSTRS (i, block) {
        if (i->op == HIR_CallDirect) {
            i->scratch = watched;
        }
        watched = watched_behind(i, watched);
    }
    return watched;
}

static bool flow_to(HirBlock *block, bool *at_start, bool watched)
{
    bool news = watched && !at_start[block->order];
    at_start[block->order] |= watched;
    return news;
}

/* Who calls directly has looked; who enters with a frame has not for sure. */
bool adder_lower_plan_watched(AdderLower *l)
{
    HirFunc *func = l->func;
    bool *at_start = ADDER_NEW_ARRAY(l->arena, bool, func->blocks.n);
    if (at_start == NULL) {
        return false;
    }
    at_start[0] = func->signature == NULL;
    for (bool news = true; news;) {
        news = false;
        for (int b = 0; b < func->blocks.n; b++) {
            HirBlock *block = func->blocks.at[b];
            bool end = scan_block(block, at_start[b]);
            bool raises = block->last != NULL && block->last->op == HIR_BranchRaised;
            for (int k = 0; k < block->nsucc; k++) {
                news |= flow_to(block->succ[k], at_start, end || (raises && k == 0));
            }
        }
    }
    return true;
}

/* ---- The call ---------------------------------------------------------------------------------------- */

static AdderDirect *cell_of(const AdderLower *l, const HirInstr *call)
{
    return l->func->directs.at[call->imm];
}

/* No code there yet: the arguments as words, through C. */
static LLVMValueRef call_miss(AdderLower *l, HirInstr *instr, LLVMValueRef cell)
{
    for (int i = 1; i < instr->nargs; i++) {
        LLVMValueRef at = adder_lower_int(l, i - 1);
        LLVMValueRef where = LLVMBuildGEP2(l->b, l->i64, l->argv, &at, 1, "");
        LLVMBuildStore(l->b, as_word(l, adder_lower_value(l, instr->args[i])), where);
    }
    LLVMValueRef args[] = { l->ts, l->act, cell, adder_lower_value(l, instr->args[0]), l->argv };
    return adder_lower_call(l, "adder_rt_direct_miss", args, ADDER_COUNT(args));
}

static LLVMValueRef call_code(AdderLower *l, HirInstr *instr, LLVMValueRef code)
{
    LLVMValueRef args[ADDER_LOWER_FIRST + ADDER_DIRECT_ARGS]
        = { l->ts, l->act, adder_lower_value(l, instr->args[0]) };
    for (int i = 1; i < instr->nargs; i++) {
        args[ADDER_LOWER_FIRST + i - 1] = adder_lower_value(l, instr->args[i]);
    }
    LLVMTypeRef type = adder_lower_direct_type(l, &cell_of(l, instr)->signature);
    return LLVMBuildCall2(l->b, type, code, args, (unsigned)(ADDER_LOWER_FIRST + instr->nargs - 1),
                          "");
}

/* The result pair, from code if there is some. */
static LLVMValueRef call_either(AdderLower *l, HirInstr *instr)
{
    LLVMBasicBlockRef hit = adder_lower_block(l, "direct"), miss = adder_lower_block(l, "miss");
    LLVMBasicBlockRef back = adder_lower_block(l, "back");
    LLVMValueRef cell = far_address(l, "direct", (int)instr->imm, cell_of(l, instr));
    LLVMValueRef code
        = LLVMBuildLoad2(l->b, l->ptr, adder_lower_field(l, cell, offsetof(AdderDirect, entry)), "code");
    LLVMValueRef none = LLVMBuildIsNull(l->b, code, "");
    if (instr->scratch != 0) {
        LLVMValueRef watched = adder_lower_call(l, "adder_calls_are_watched", &l->ts, 1);
        none = LLVMBuildOr(l->b, none, watched, "");
    }
    LLVMValueRef branch = LLVMBuildCondBr(l->b, none, miss, hit);
    LLVMSetMetadata(branch, l->prof_kind, l->weights_cold);
    LLVMPositionBuilderAtEnd(l->b, miss);
    LLVMValueRef results[2] = { call_miss(l, instr, cell) };
    LLVMBasicBlockRef from[2] = { LLVMGetInsertBlock(l->b) };
    LLVMBuildBr(l->b, back);
    LLVMPositionBuilderAtEnd(l->b, hit);
    results[1] = call_code(l, instr, code);
    from[1] = LLVMGetInsertBlock(l->b);
    LLVMBuildBr(l->b, back);
    LLVMPositionBuilderAtEnd(l->b, back);
    LLVMValueRef phi = LLVMBuildPhi(l->b, l->result, "");
    LLVMAddIncoming(phi, results, from, 2);
    return phi;
}

static void park(AdderLower *l, LLVMValueRef object)
{
    LLVMBuildStore(l->b, object, adder_lower_field(l, l->act, offsetof(AdderActivation, parked)));
}

/* Any status but DONE: raises (what is caught goes on to its BranchRaised), or goes on to the CheckBail
 * that follows. */
static LLVMBasicBlockRef lower_failure(AdderLower *l, HirInstr *instr, LLVMValueRef value,
                                       LLVMValueRef status, LLVMBasicBlockRef done)
{
    LLVMBasicBlockRef bailed = adder_lower_block(l, "bailed");
    LLVMValueRef raised = LLVMBuildICmp(l->b, LLVMIntEQ, status,
                                        adder_lower_int(l, ADDER_DIRECT_RAISED), "");
    if (hir_is_caught(instr)) {
        LLVMBuildBr(l->b, bailed);
    }
    else {
        LLVMBuildCondBr(l->b, raised, adder_lower_exit(l, instr), bailed);
    }
    LLVMPositionBuilderAtEnd(l->b, bailed);
    if (cell_of(l, instr)->signature.ret != ADDER_REP_OBJECT) {
        park(l, value);
    }
    LLVMBuildBr(l->b, done);
    return bailed;
}

void adder_lower_direct(AdderLower *l, HirInstr *instr)
{
    adder_lower_quiet_site(l, instr);
    LLVMValueRef pair = call_either(l, instr);
    LLVMValueRef value = LLVMBuildExtractValue(l->b, pair, 0, "");
    LLVMValueRef status = LLVMBuildExtractValue(l->b, pair, 1, "");
    AdderRep ret = cell_of(l, instr)->signature.ret;
    LLVMBasicBlockRef failed = adder_lower_block(l, "failed"), done = adder_lower_block(l, "done");
    adder_lower_set(l, instr, ret == ADDER_REP_OBJECT ? value
                                                      : from_word(l, as_word(l, value), ret));
    LLVMBasicBlockRef from[2] = { LLVMGetInsertBlock(l->b) };
    LLVMValueRef bad = LLVMBuildICmp(l->b, LLVMIntNE, status, LLVMConstNull(l->i64), "");
    LLVMSetMetadata(LLVMBuildCondBr(l->b, bad, failed, done), l->prof_kind, l->weights_cold);
    LLVMPositionBuilderAtEnd(l->b, failed);
    from[1] = lower_failure(l, instr, value, status, done);
    LLVMPositionBuilderAtEnd(l->b, done);
    LLVMValueRef phi = LLVMBuildPhi(l->b, l->i1, "failed");
    LLVMValueRef values[2] = { LLVMConstInt(l->i1, 0, 0), LLVMConstInt(l->i1, 1, 0) };
    LLVMAddIncoming(phi, values, from, 2);
    l->seconds[instr->id] = phi; /* looked at where nothing was raised */
    if (hir_is_caught(instr)) {
        LLVMValueRef raised = LLVMBuildICmp(l->b, LLVMIntEQ, status,
                                            adder_lower_int(l, ADDER_DIRECT_RAISED), "");
        l->raised = LLVMBuildAnd(l->b, phi, raised, "raised");
    }
    adder_lower_call_end(l, instr);
}

void adder_lower_bail(AdderLower *l, HirInstr *instr)
{
    HirInstr *call = hir_resolve(instr->args[0]);
    adder_lower_leave_if(l, l->seconds[call->id], adder_lower_exit(l, instr));
}

void adder_lower_stress_bail(AdderLower *l, HirInstr *bail, LLVMValueRef hit)
{
    HirInstr *call = hir_resolve(bail->args[0]);
    AdderRep ret = cell_of(l, call)->signature.ret;
    LLVMBasicBlockRef exit = adder_lower_exit(l, bail), make = adder_lower_block(l, "make");
    LLVMBasicBlockRef on = adder_lower_block(l, "on");
    LLVMValueRef whole = LLVMBuildNot(l->b, l->seconds[call->id], "");
    LLVMBuildCondBr(l->b, LLVMBuildAnd(l->b, hit, whole, ""), make, on);
    LLVMPositionBuilderAtEnd(l->b, make);
    if (ret != ADDER_REP_OBJECT) {
        LLVMValueRef value = adder_lower_value(l, call);
        const char *name = ret == ADDER_REP_I64 ? "adder_rt_box_i64" : "adder_rt_box_f64";
        park(l, adder_lower_call(l, name, &value, 1));
    }
    LLVMBuildBr(l->b, exit);
    LLVMPositionBuilderAtEnd(l->b, on);
}
