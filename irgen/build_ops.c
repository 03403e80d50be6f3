/* One small function per opcode: what it does to the slots, and the generic HIR op it becomes.
 * Which types to expect is for the passes to say.  Memory is the compilation's arena's; the GIL is
 * held, no Python code is run. */
#include "irgen/build.h"

static PyObject *name_of(Builder *b, int index)
{
    return PyTuple_GET_ITEM(b->cfg.code->co_names, index);
}

/* Pops n values; answers them from the bottom up. They stay valid until the next push. */
static HirInstr **pop_many(Builder *b, int n)
{
    if (n < 0 || b->sp - n < b->cfg.nlocals) {
        b->status = ADDER_BUG;
        b->func->reason = "value stack underflows";
        n = 0;
    }
    b->sp -= n;
    for (int i = 0; i < n; i++) {
        b->slots[b->sp + i] = build_operand(b, b->slots[b->sp + i]);
    }
    return &b->slots[b->sp];
}

/* Values that an op takes off the stack stay in the state, which is made first. */
static HirInstr *emit_popping(Builder *b, HirOp op, int n)
{
    build_state(b);
    HirInstr **args = pop_many(b, n);
    return build_emit(b, op, n, args);
}

static HirInstr *with_name(Builder *b, HirInstr *instr, int index)
{
    instr->sym = build_sym(b, HIR_SYM_NAME, name_of(b, index));
    return instr;
}

static HirInstr *with_imm(HirInstr *instr, int64_t imm)
{
    instr->imm = imm;
    return instr;
}

static HirInstr *guard_set(Builder *b, HirInstr *value)
{
    value = build_operand(b, value);
    if ((value->type & ADDER_T_Null) == 0) {
        return value;
    }
    AdderTypes types = value->type & ~(AdderTypes)ADDER_T_Null;
    return build_narrow(b, HIR_GuardNonNull, value, types != 0 ? types : ADDER_T_Object,
                        build_state(b));
}

/* An op with two results: its own, then the other on top. */
static void push_two(Builder *b, HirInstr *first)
{
    HirInstr *second = EMIT(b, Second, first);
    second->type = ADDER_T_Object;
    build_push(b, first);
    build_push(b, second);
}

/* ---- Stack -----------------------------------------------------------------------------------*/

static void op_nothing(Builder *b, int oparg)
{
    (void)b;
    (void)oparg;
}

static void op_pop_top(Builder *b, int oparg)
{
    (void)oparg;
    build_pop(b);
}

static void op_push_null(Builder *b, int oparg)
{
    (void)oparg;
    build_push(b, NULL);
}

static void op_swap(Builder *b, int oparg)
{
    HirInstr **top = build_peek(b, 1), **other = build_peek(b, oparg), *value = *top;
    *top = *other;
    *other = value;
}

static void op_copy(Builder *b, int oparg)
{
    build_push(b, *build_peek(b, oparg));
}

/* ---- Locals, constants, cells ----------------------------------------------------------------*/

static void op_load_fast(Builder *b, int oparg)
{
    HirInstr *value = guard_set(b, b->slots[oparg]);
    b->slots[oparg] = value;
    build_push(b, value);
}

static void op_store_fast(Builder *b, int oparg)
{
    b->slots[oparg] = build_pop(b);
}

static void op_delete_fast(Builder *b, int oparg)
{
    guard_set(b, b->slots[oparg]);
    b->slots[oparg] = NULL;
}

static void op_load_const(Builder *b, int oparg)
{
    build_push(b, build_const(b, oparg));
}

static void op_load_closure(Builder *b, int oparg)
{
    build_push(b, b->slots[oparg]);
}

static HirInstr *load_cell(Builder *b, int slot)
{
    return guard_set(b, EMIT(b, LoadCell, build_operand(b, b->slots[slot])));
}

static void op_load_deref(Builder *b, int oparg)
{
    build_push(b, load_cell(b, oparg));
}

static void op_store_deref(Builder *b, int oparg)
{
    build_state(b);
    HirInstr *value = build_pop(b);
    EMIT(b, StoreCell, build_operand(b, b->slots[oparg]), value);
}

static void op_delete_deref(Builder *b, int oparg)
{
    load_cell(b, oparg);
    EMIT(b, StoreCell, build_operand(b, b->slots[oparg]), build_operand(b, NULL));
}

/* ---- Names -----------------------------------------------------------------------------------*/

static void op_load_global(Builder *b, int oparg)
{
    HirInstr *value = with_name(b, EMIT0(b, LoadGlobal), oparg >> 1);
    if (oparg & 1) {
        build_push(b, NULL);
    }
    build_push(b, value);
}

static void op_store_global(Builder *b, int oparg)
{
    with_name(b, emit_popping(b, HIR_StoreGlobal, 1), oparg);
}

static void op_delete_global(Builder *b, int oparg)
{
    with_name(b, EMIT0(b, DeleteGlobal), oparg);
}

static void op_load_name(Builder *b, int oparg)
{
    build_push(b, with_name(b, EMIT0(b, LoadName), oparg));
}

static void op_store_name(Builder *b, int oparg)
{
    with_name(b, emit_popping(b, HIR_StoreName, 1), oparg);
}

static void op_delete_name(Builder *b, int oparg)
{
    with_name(b, EMIT0(b, DeleteName), oparg);
}

static void op_import_name(Builder *b, int oparg)
{
    build_push(b, with_name(b, emit_popping(b, HIR_Import, 2), oparg));
}

static void op_import_from(Builder *b, int oparg)
{
    HirInstr *module = *build_peek(b, 1);
    build_push(b, with_name(b, EMIT(b, ImportFrom, module), oparg));
}

/* ---- Operators -------------------------------------------------------------------------------*/

static void op_unary(Builder *b, int oparg)
{
    (void)oparg;
    build_push(b, with_imm(emit_popping(b, HIR_UnaryOp, 1), b->at->base));
}

static void op_binary(Builder *b, int oparg)
{
    build_push(b, with_imm(emit_popping(b, HIR_BinaryOp, 2), oparg));
}

static void op_compare(Builder *b, int oparg)
{
    build_push(b, with_imm(emit_popping(b, HIR_CompareOp, 2), oparg));
}

/* The truth of a value as I1. */
static HirInstr *truth(Builder *b, HirInstr *value)
{
    return value->op == HIR_BoxI1 ? value->args[0] : EMIT(b, Truth, value);
}

static HirInstr *pop_truth(Builder *b)
{
    HirInstr *is_true = truth(b, *build_peek(b, 1));
    build_pop(b);
    return is_true;
}

static void op_not(Builder *b, int oparg)
{
    (void)oparg;
    HirInstr *is_true = pop_truth(b);
    build_push(b, EMIT(b, BoxI1, EMIT(b, NotI1, is_true)));
}

static void push_bool(Builder *b, HirInstr *value, bool invert)
{
    value = invert ? EMIT(b, NotI1, value) : value;
    build_push(b, EMIT(b, BoxI1, value));
}

static void op_is(Builder *b, int oparg)
{
    push_bool(b, emit_popping(b, HIR_SameObject, 2), oparg != 0);
}

static void op_contains(Builder *b, int oparg)
{
    push_bool(b, emit_popping(b, HIR_Contains, 2), oparg != 0);
}

static void op_subscr(Builder *b, int oparg)
{
    (void)oparg;
    build_push(b, emit_popping(b, HIR_Subscr, 2));
}

static void op_store_subscr(Builder *b, int oparg)
{
    (void)oparg;
    build_state(b);
    HirInstr *key = build_pop(b), *container = build_pop(b), *value = build_pop(b);
    EMIT(b, StoreSubscr, container, key, value);
}

static void op_delete_subscr(Builder *b, int oparg)
{
    (void)oparg;
    emit_popping(b, HIR_DeleteSubscr, 2);
}

/* ---- Attributes ------------------------------------------------------------------------------*/

static void op_load_attr(Builder *b, int oparg)
{
    build_push(b, with_name(b, emit_popping(b, HIR_LoadAttr, 1), oparg));
}

static void op_store_attr(Builder *b, int oparg)
{
    build_state(b);
    HirInstr *object = build_pop(b), *value = build_pop(b);
    with_name(b, EMIT(b, StoreAttr, object, value), oparg);
}

static void op_delete_attr(Builder *b, int oparg)
{
    with_name(b, emit_popping(b, HIR_DeleteAttr, 1), oparg);
}

static void op_load_method(Builder *b, int oparg)
{
    push_two(b, with_name(b, emit_popping(b, HIR_LoadMethod, 1), oparg));
}

/* ---- Calls -----------------------------------------------------------------------------------*/

/* Tracing may have been switched on by what was called, or the unit invalidated. The state is that
 * of the instruction at position `next`, which goes on with it. */
static void check_tracing(Builder *b, int next)
{
    const AdderBytecode *call = b->at;
    b->at = &b->cfg.codes.at[next];
    b->state = NULL;
    EMIT0(b, CheckTracing);
    b->at = call;
}

static void check_after_call(Builder *b)
{
    int next = (int)(b->at - b->cfg.codes.at) + 1;
    if (next < b->cfg.codes.n) {
        check_tracing(b, next);
    }
}

static void op_kw_names(Builder *b, int oparg)
{
    b->kwnames_at = b->at->index;
    b->kwnames = build_sym(b, HIR_SYM_CONST, PyTuple_GET_ITEM(b->cfg.code->co_consts, oparg));
}

static void op_call(Builder *b, int oparg)
{
    if (b->kwnames != NULL) {
        b->state = build_state_at(b, b->kwnames_at);
    }
    HirInstr *result = emit_popping(b, HIR_Call, oparg + 2);
    result->sym = b->kwnames;
    b->kwnames = NULL;
    build_push(b, result);
    check_after_call(b);
}

static void op_call_ex(Builder *b, int oparg)
{
    HirInstr *result = emit_popping(b, HIR_CallEx, 2 + (oparg & 1));
    build_pop(b); /* NULL below the callable */
    build_push(b, result);
    check_after_call(b);
}

static void op_make_function(Builder *b, int oparg)
{
    int n = ((oparg & 1) != 0) + ((oparg & 2) != 0) + ((oparg & 4) != 0) + ((oparg & 8) != 0);
    build_state(b);
    HirInstr *args[5] = {build_pop(b)};
    HirInstr **more = pop_many(b, n);
    for (int i = 0; i < n; i++) {
        args[i + 1] = more[i];
    }
    build_push(b, with_imm(build_emit(b, HIR_MakeFunction, n + 1, args), oparg));
}

static void op_build_class(Builder *b, int oparg)
{
    (void)oparg;
    build_push(b, EMIT0(b, LoadBuildClass));
}

/* ---- Building --------------------------------------------------------------------------------*/

static void op_build_tuple(Builder *b, int oparg)
{
    build_push(b, emit_popping(b, HIR_BuildTuple, oparg));
}

static void op_build_list(Builder *b, int oparg)
{
    build_push(b, emit_popping(b, HIR_BuildList, oparg));
}

static void op_build_set(Builder *b, int oparg)
{
    build_push(b, emit_popping(b, HIR_BuildSet, oparg));
}

static void op_build_map(Builder *b, int oparg)
{
    build_push(b, emit_popping(b, HIR_BuildMap, 2 * oparg));
}

static void op_build_const_key_map(Builder *b, int oparg)
{
    build_push(b, emit_popping(b, HIR_BuildConstKeyMap, oparg + 1));
}

static void op_build_string(Builder *b, int oparg)
{
    build_push(b, emit_popping(b, HIR_BuildString, oparg));
}

static void op_build_slice(Builder *b, int oparg)
{
    build_push(b, emit_popping(b, HIR_BuildSlice, oparg));
}

/* The list of LIST_APPEND and its like was made by BUILD_LIST: known without a test. */
static HirInstr *known_list(Builder *b, HirInstr *list)
{
    return list->type == ADDER_T_List ? list
                                      : build_narrow(b, HIR_Refine, list, ADDER_T_List, NULL);
}

static void op_list_append(Builder *b, int oparg)
{
    build_state(b);
    HirInstr *value = build_pop(b);
    EMIT(b, ListAppend, known_list(b, *build_peek(b, oparg)), value);
}

/* Ops that add the popped top to a container further down. */
static void add_top(Builder *b, HirOp op, int depth)
{
    build_state(b);
    HirInstr *args[2] = {NULL, build_pop(b)};
    args[0] = *build_peek(b, depth);
    build_emit(b, op, 2, args);
}

static void op_list_extend(Builder *b, int oparg)
{
    add_top(b, HIR_ListExtend, oparg);
}

static void op_set_add(Builder *b, int oparg)
{
    add_top(b, HIR_SetAdd, oparg);
}

static void op_set_update(Builder *b, int oparg)
{
    add_top(b, HIR_SetUpdate, oparg);
}

static void op_dict_update(Builder *b, int oparg)
{
    add_top(b, HIR_DictUpdate, oparg);
}

static void op_dict_merge(Builder *b, int oparg)
{
    build_state(b);
    HirInstr *update = build_pop(b);
    EMIT(b, DictMerge, *build_peek(b, oparg), update, *build_peek(b, oparg + 2));
}

static void op_map_add(Builder *b, int oparg)
{
    build_state(b);
    HirInstr *value = build_pop(b), *key = build_pop(b);
    EMIT(b, MapAdd, *build_peek(b, oparg), key, value);
}

static void op_list_to_tuple(Builder *b, int oparg)
{
    (void)oparg;
    build_push(b, emit_popping(b, HIR_ListToTuple, 1));
}

/* Pushes the items of an unpacking: item 0 (the op's own result) ends on top. */
static void push_items(Builder *b, HirInstr *first, int n)
{
    int base = b->sp;
    for (int i = 0; i < n; i++) {
        build_push(b, first);
    }
    for (int i = 1; i < n && b->status == ADDER_OK; i++) {
        HirInstr *item = with_imm(EMIT(b, Second, first), i - 1);
        item->type = ADDER_T_Object;
        b->slots[base + n - 1 - i] = item;
    }
}

static void op_unpack_sequence(Builder *b, int oparg)
{
    if (oparg == 0) {
        emit_popping(b, HIR_UnpackNone, 1);
        return;
    }
    HirInstr *unpack = with_imm(emit_popping(b, HIR_Unpack, 1), oparg);
    push_items(b, unpack, oparg);
}

static void op_unpack_ex(Builder *b, int oparg)
{
    HirInstr *unpack = with_imm(emit_popping(b, HIR_UnpackEx, 1), oparg);
    push_items(b, unpack, 1 + (oparg & 0xff) + (oparg >> 8));
}

static void op_format_value(Builder *b, int oparg)
{
    build_state(b);
    HirInstr *spec = (oparg & 4) != 0 ? build_pop(b) : NULL;
    HirInstr *value = build_pop(b);
    build_push(b, with_imm(EMIT(b, FormatValue, value, build_operand(b, spec)), oparg));
}

static void op_get_len(Builder *b, int oparg)
{
    (void)oparg;
    HirInstr *object = *build_peek(b, 1);
    build_push(b, EMIT(b, GetLen, object));
}

static void op_print_expr(Builder *b, int oparg)
{
    (void)oparg;
    emit_popping(b, HIR_PrintExpr, 1);
}

/* ---- Control ---------------------------------------------------------------------------------*/

static int target_of(const Builder *b)
{
    return build_position(b, b->at->target);
}

static int position_after(const Builder *b)
{
    return (int)(b->at - b->cfg.codes.at) + 1;
}

static void op_jump(Builder *b, int oparg)
{
    (void)oparg;
    build_jump(b, target_of(b));
}

/* Ends the block: to the target if condition is `taken`, else on. */
static void branch(Builder *b, HirInstr *condition, bool taken)
{
    HirBlock *from = b->block;
    EMIT(b, Branch, condition);
    build_edge(b, from, taken ? 0 : 1, target_of(b));
    build_edge(b, from, taken ? 1 : 0, position_after(b));
    b->block = NULL;
}

static void op_pop_jump_if_true(Builder *b, int oparg)
{
    (void)oparg;
    branch(b, pop_truth(b), true);
}

static void op_pop_jump_if_false(Builder *b, int oparg)
{
    (void)oparg;
    branch(b, pop_truth(b), false);
}

static HirInstr *pop_is_none(Builder *b)
{
    HirInstr *value = build_pop(b);
    return EMIT(b, SameObject, value, build_none(b));
}

static void op_pop_jump_if_none(Builder *b, int oparg)
{
    (void)oparg;
    branch(b, pop_is_none(b), true);
}

static void op_pop_jump_if_not_none(Builder *b, int oparg)
{
    (void)oparg;
    branch(b, pop_is_none(b), false);
}

/* The value stays on the stack where the jump is taken. */
static void jump_or_pop(Builder *b, bool taken)
{
    HirInstr *condition = truth(b, *build_peek(b, 1));
    HirBlock *from = b->block;
    EMIT(b, Branch, condition);
    build_edge(b, from, taken ? 0 : 1, target_of(b));
    build_pop(b);
    build_edge(b, from, taken ? 1 : 0, position_after(b));
    b->block = NULL;
}

static void op_jump_if_true_or_pop(Builder *b, int oparg)
{
    (void)oparg;
    jump_or_pop(b, true);
}

static void op_jump_if_false_or_pop(Builder *b, int oparg)
{
    (void)oparg;
    jump_or_pop(b, false);
}

static void op_get_iter(Builder *b, int oparg)
{
    (void)oparg;
    build_push(b, emit_popping(b, HIR_GetIter, 1));
}

/* The way into the loop's body: the item is known to be one. */
static void enter_body(Builder *b, HirBlock *from, HirInstr *item)
{
    b->block = hir_block_new(b->func, b->at->index);
    if (b->block == NULL) {
        b->status = ADDER_NOMEM;
        return;
    }
    hir_link(from, 1, b->block);
    build_push(b, build_narrow(b, HIR_Refine, item, ADDER_T_Object, NULL));
    build_jump(b, position_after(b));
}

static void op_for_iter(Builder *b, int oparg)
{
    (void)oparg;
    HirInstr *iterator = *build_peek(b, 1);
    HirInstr *item = EMIT(b, IterNext, iterator);
    HirBlock *from = b->block;
    EMIT(b, Branch, EMIT(b, IsNull, item));
    build_pop(b);
    build_edge(b, from, 0, target_of(b));
    build_push(b, iterator);
    enter_body(b, from, item);
    b->block = NULL;
}

static void op_return(Builder *b, int oparg)
{
    (void)oparg;
    build_state(b);
    build_return(b, build_pop(b));
}

/* ---- Generators and coroutines ---------------------------------------------------------------*/

static void op_yield(Builder *b, int oparg)
{
    (void)oparg;
    build_state(b);
    build_yield(b, build_pop(b));
}

/* The receiver yields (and stays on the stack), or has returned and makes place for its value. */
static void op_send(Builder *b, int oparg)
{
    (void)oparg;
    build_state(b);
    HirInstr *value = build_pop(b), *receiver = *build_peek(b, 1);
    HirInstr *yielded = EMIT(b, Send, receiver, value);
    HirBlock *from = b->block;
    HirInstr *returned = EMIT(b, Second, yielded);
    returned->type = ADDER_T_Any;
    EMIT(b, Branch, EMIT(b, IsNull, yielded));
    build_pop(b);
    HirBlock *const blocks[2] = {hir_block_new(b->func, b->at->index),
                                 hir_block_new(b->func, b->at->index)};
    HirInstr *const results[2] = {returned, yielded};
    for (int k = 0; k < 2; k++) {
        if (blocks[k] == NULL) {
            b->status = ADDER_NOMEM;
            return;
        }
        hir_link(from, k, blocks[k]);
        b->block = blocks[k];
        HirInstr *result = build_narrow(b, HIR_Refine, results[k], ADDER_T_Object, NULL);
        if (k == 1) {
            build_push(b, receiver);
        }
        build_push(b, result);
        check_tracing(b, k == 0 ? target_of(b) : position_after(b));
        build_jump(b, k == 0 ? target_of(b) : position_after(b));
        build_pop(b);
    }
}

static void op_get_yield_from_iter(Builder *b, int oparg)
{
    (void)oparg;
    build_push(b, emit_popping(b, HIR_GetYieldFromIter, 1));
}

static void op_get_awaitable(Builder *b, int oparg)
{
    build_push(b, with_imm(emit_popping(b, HIR_GetAwaitable, 1), oparg));
    check_after_call(b);
}

static void op_get_aiter(Builder *b, int oparg)
{
    (void)oparg;
    build_push(b, emit_popping(b, HIR_GetAiter, 1));
    check_after_call(b);
}

static void op_get_anext(Builder *b, int oparg)
{
    (void)oparg;
    HirInstr *iterator = *build_peek(b, 1);
    build_push(b, EMIT(b, GetAnext, iterator));
    check_after_call(b);
}

static void op_async_gen_wrap(Builder *b, int oparg)
{
    (void)oparg;
    build_push(b, emit_popping(b, HIR_WrapAsync, 1));
}

/* ---- Raising ---------------------------------------------------------------------------------*/

static void leave(Builder *b)
{
    EMIT0(b, Exit);
    b->block = NULL;
}

/* A bare `raise` adds nothing to the traceback; nor does RERAISE: without a handler here the
 * interpreter unwinds. */
static void raise_again(Builder *b)
{
    if (b->handler == NULL) {
        leave(b);
        return;
    }
    HirInstr *exception = EMIT0(b, ActiveException);
    build_enter_handler(b, NULL, exception);
}

static void op_raise(Builder *b, int oparg)
{
    if (oparg == 0) {
        raise_again(b);
        return;
    }
    HirState *state = build_state(b);
    emit_popping(b, HIR_RaiseVarargs, oparg);
    b->state = state;
    leave(b);
}

/* With an oparg it raises where the instruction did whose offset lies below the exception. */
static void op_reraise(Builder *b, int oparg)
{
    if (b->handler == NULL) {
        leave(b);
        return;
    }
    HirInstr *lasti = oparg != 0 ? *build_peek(b, oparg + 1) : NULL;
    build_enter_handler(b, lasti, build_pop(b));
}

static void op_assertion_error(Builder *b, int oparg)
{
    (void)oparg;
    build_push(b, EMIT0(b, LoadAssertionError));
}

/* ---- Handlers, with --------------------------------------------------------------------------*/

static void op_push_exc_info(Builder *b, int oparg)
{
    (void)oparg;
    HirInstr *exception = build_pop(b);
    build_push(b, EMIT(b, PushExcInfo, exception));
    build_push(b, exception);
}

static void op_pop_except(Builder *b, int oparg)
{
    (void)oparg;
    emit_popping(b, HIR_PopExcInfo, 1);
}

static void op_check_exc_match(Builder *b, int oparg)
{
    (void)oparg;
    build_state(b);
    HirInstr *types = build_pop(b), *exception = *build_peek(b, 1);
    push_bool(b, EMIT(b, CheckExcMatch, exception, types), false);
}

static void op_check_eg_match(Builder *b, int oparg)
{
    (void)oparg;
    push_two(b, emit_popping(b, HIR_CheckEgMatch, 2));
}

static void op_prep_reraise_star(Builder *b, int oparg)
{
    (void)oparg;
    build_push(b, emit_popping(b, HIR_PrepReraiseStar, 2));
}

static void op_before_with(Builder *b, int oparg)
{
    (void)oparg;
    bool async = b->at->base == BEFORE_ASYNC_WITH;
    push_two(b, with_imm(emit_popping(b, HIR_BeforeWith, 1), async));
    check_after_call(b);
}

/* An `async for` ends with StopAsyncIteration, which takes the iterator with it; any other exception
 * goes on as if raised again. */
static void op_end_async_for(Builder *b, int oparg)
{
    (void)oparg;
    HirInstr *ends = build_constant(b, PyExc_StopAsyncIteration);
    HirInstr *exception = *build_peek(b, 1);
    HirInstr *ended = EMIT(b, CheckExcMatch, exception, ends);
    HirBlock *from = b->block, *raises = hir_block_new(b->func, b->at->index);
    if (raises == NULL) {
        b->status = ADDER_NOMEM;
        return;
    }
    EMIT(b, Branch, ended);
    hir_link(from, 1, raises);
    b->sp -= 2;
    build_edge(b, from, 0, position_after(b));
    b->sp += 2;
    b->block = raises;
    op_reraise(b, 0);
}

static void op_with_except_start(Builder *b, int oparg)
{
    (void)oparg;
    HirInstr *exit = *build_peek(b, 4), *exception = *build_peek(b, 1);
    build_push(b, EMIT(b, WithExceptStart, build_operand(b, NULL), exit, exception));
}

/* ---- match -----------------------------------------------------------------------------------*/

static void op_match_kind(Builder *b, int oparg)
{
    (void)oparg;
    HirInstr *has = EMIT(b, HasTypeFlag, *build_peek(b, 1));
    has->imm = b->at->base == MATCH_MAPPING ? Py_TPFLAGS_MAPPING : Py_TPFLAGS_SEQUENCE;
    push_bool(b, has, false);
}

static void op_match_keys(Builder *b, int oparg)
{
    (void)oparg;
    HirInstr *subject = *build_peek(b, 2), *keys = *build_peek(b, 1);
    build_push(b, EMIT(b, MatchKeys, subject, keys));
}

static void op_match_class(Builder *b, int oparg)
{
    build_push(b, with_imm(emit_popping(b, HIR_MatchClass, 3), oparg));
}

/* ---- Class and module bodies -----------------------------------------------------------------*/

static void op_load_classderef(Builder *b, int oparg)
{
    build_push(b, with_imm(EMIT(b, LoadClassDeref, build_operand(b, b->slots[oparg])), oparg));
}

static void op_setup_annotations(Builder *b, int oparg)
{
    (void)oparg;
    EMIT0(b, SetupAnnotations);
}

static void op_import_star(Builder *b, int oparg)
{
    (void)oparg;
    emit_popping(b, HIR_ImportStar, 1);
}

/* ---- The table -------------------------------------------------------------------------------*/

BuildOp *const build_ops[256] = {
    [NOP] = op_nothing,
    [RESUME] = op_nothing,
    [PRECALL] = op_nothing, /* CALL does all of it */
    [POP_TOP] = op_pop_top,
    [PUSH_NULL] = op_push_null,
    [SWAP] = op_swap,
    [COPY] = op_copy,
    [LOAD_FAST] = op_load_fast,
    [STORE_FAST] = op_store_fast,
    [DELETE_FAST] = op_delete_fast,
    [LOAD_CONST] = op_load_const,
    [LOAD_CLOSURE] = op_load_closure,
    [LOAD_DEREF] = op_load_deref,
    [STORE_DEREF] = op_store_deref,
    [DELETE_DEREF] = op_delete_deref,
    [LOAD_GLOBAL] = op_load_global,
    [STORE_GLOBAL] = op_store_global,
    [DELETE_GLOBAL] = op_delete_global,
    [LOAD_NAME] = op_load_name,
    [STORE_NAME] = op_store_name,
    [DELETE_NAME] = op_delete_name,
    [IMPORT_NAME] = op_import_name,
    [IMPORT_FROM] = op_import_from,
    [UNARY_POSITIVE] = op_unary,
    [UNARY_NEGATIVE] = op_unary,
    [UNARY_INVERT] = op_unary,
    [UNARY_NOT] = op_not,
    [BINARY_OP] = op_binary,
    [COMPARE_OP] = op_compare,
    [IS_OP] = op_is,
    [CONTAINS_OP] = op_contains,
    [BINARY_SUBSCR] = op_subscr,
    [STORE_SUBSCR] = op_store_subscr,
    [DELETE_SUBSCR] = op_delete_subscr,
    [LOAD_ATTR] = op_load_attr,
    [STORE_ATTR] = op_store_attr,
    [DELETE_ATTR] = op_delete_attr,
    [LOAD_METHOD] = op_load_method,
    [KW_NAMES] = op_kw_names,
    [CALL] = op_call,
    [CALL_FUNCTION_EX] = op_call_ex,
    [MAKE_FUNCTION] = op_make_function,
    [LOAD_BUILD_CLASS] = op_build_class,
    [BUILD_TUPLE] = op_build_tuple,
    [BUILD_LIST] = op_build_list,
    [BUILD_SET] = op_build_set,
    [BUILD_MAP] = op_build_map,
    [BUILD_CONST_KEY_MAP] = op_build_const_key_map,
    [BUILD_STRING] = op_build_string,
    [BUILD_SLICE] = op_build_slice,
    [LIST_APPEND] = op_list_append,
    [LIST_EXTEND] = op_list_extend,
    [LIST_TO_TUPLE] = op_list_to_tuple,
    [SET_ADD] = op_set_add,
    [SET_UPDATE] = op_set_update,
    [MAP_ADD] = op_map_add,
    [DICT_UPDATE] = op_dict_update,
    [DICT_MERGE] = op_dict_merge,
    [UNPACK_SEQUENCE] = op_unpack_sequence,
    [UNPACK_EX] = op_unpack_ex,
    [FORMAT_VALUE] = op_format_value,
    [GET_LEN] = op_get_len,
    [PRINT_EXPR] = op_print_expr,
    [JUMP_FORWARD] = op_jump,
    [JUMP_BACKWARD] = op_jump,
    [JUMP_BACKWARD_NO_INTERRUPT] = op_jump,
    [POP_JUMP_FORWARD_IF_TRUE] = op_pop_jump_if_true,
    [POP_JUMP_BACKWARD_IF_TRUE] = op_pop_jump_if_true,
    [POP_JUMP_FORWARD_IF_FALSE] = op_pop_jump_if_false,
    [POP_JUMP_BACKWARD_IF_FALSE] = op_pop_jump_if_false,
    [POP_JUMP_FORWARD_IF_NONE] = op_pop_jump_if_none,
    [POP_JUMP_BACKWARD_IF_NONE] = op_pop_jump_if_none,
    [POP_JUMP_FORWARD_IF_NOT_NONE] = op_pop_jump_if_not_none,
    [POP_JUMP_BACKWARD_IF_NOT_NONE] = op_pop_jump_if_not_none,
    [JUMP_IF_TRUE_OR_POP] = op_jump_if_true_or_pop,
    [JUMP_IF_FALSE_OR_POP] = op_jump_if_false_or_pop,
    [GET_ITER] = op_get_iter,
    [FOR_ITER] = op_for_iter,
    [RETURN_VALUE] = op_return,
    [YIELD_VALUE] = op_yield,
    [SEND] = op_send,
    [GET_YIELD_FROM_ITER] = op_get_yield_from_iter,
    [GET_AWAITABLE] = op_get_awaitable,
    [GET_AITER] = op_get_aiter,
    [GET_ANEXT] = op_get_anext,
    [ASYNC_GEN_WRAP] = op_async_gen_wrap,
    [RAISE_VARARGS] = op_raise,
    [RERAISE] = op_reraise,
    [PUSH_EXC_INFO] = op_push_exc_info,
    [POP_EXCEPT] = op_pop_except,
    [CHECK_EXC_MATCH] = op_check_exc_match,
    [CHECK_EG_MATCH] = op_check_eg_match,
    [PREP_RERAISE_STAR] = op_prep_reraise_star,
    [BEFORE_WITH] = op_before_with,
    [BEFORE_ASYNC_WITH] = op_before_with,
    [END_ASYNC_FOR] = op_end_async_for,
    [WITH_EXCEPT_START] = op_with_except_start,
    [MATCH_MAPPING] = op_match_kind,
    [MATCH_SEQUENCE] = op_match_kind,
    [MATCH_KEYS] = op_match_keys,
    [MATCH_CLASS] = op_match_class,
    [LOAD_CLASSDEREF] = op_load_classderef,
    [SETUP_ANNOTATIONS] = op_setup_annotations,
    [IMPORT_STAR] = op_import_star,
    [LOAD_ASSERTION_ERROR] = op_assertion_error,
};

bool build_uses_globals(int opcode)
{
    switch (opcode) {
    case LOAD_GLOBAL:
    case STORE_GLOBAL:
    case DELETE_GLOBAL:
    case LOAD_NAME:
    case STORE_NAME:
    case DELETE_NAME:
    case IMPORT_NAME:
    case MAKE_FUNCTION:
    case LOAD_BUILD_CLASS:
        return true;
    default:
        return false;
    }
}
