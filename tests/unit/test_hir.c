/* Unit tests of HIR's core: every op of the table prints, parses back and has a rule in the
 * verifier; parser errors; edges, dominators and loops; each rule of the verifier.
 * Needs no interpreter; each test owns its arena. */
#include "tests/unit/hir_text.h"

/* ---- The table --------------------------------------------------------------------------------- */

static HirInstr *new_instr(HirFunc *func, HirOp op, HirState *state, int n, HirInstr *const *args)
{
    HirInstr *i = hir_instr_new(func, op, state, n, args);
    hir_append(func->blocks.at[0], i);
    return i;
}

enum { OPERANDS = 18 }; /* of ops with several */

/* Three more of these, then those of ops with one operand. */
static const AdderTypes others[] = {
    ADDER_T_Bytes, ADDER_T_ByteArray, ADDER_T_U64, ADDER_T_ListRevIter, ADDER_T_StrIter, ADDER_T_BytesIter, ADDER_T_ByteArrayIter, ADDER_T_UnicodeIter,
    ADDER_T_DictKeyIter, ADDER_T_DictValueIter, ADDER_T_DictItemIter, ADDER_T_SetIter,
    ADDER_T_Enumerate, ADDER_T_Zip,
};

/* Arguments 0 to 11 of all types that some op asks for, Object the last; then I64, F64, I1, and
 * more iterators. */
static int make_operands(HirFunc *func, HirInstr **values)
{
    static const AdderTypes types[] = {
        ADDER_T_Long, ADDER_T_Float, ADDER_T_Bool, ADDER_T_Str, ADDER_T_List, ADDER_T_Tuple,
        ADDER_T_Dict, ADDER_T_RangeIter, ADDER_T_ListIter, ADDER_T_TupleIter, ADDER_T_Cell,
        ADDER_T_Object,
    };
    int n = 0;
    for (size_t k = 0; k < ADDER_COUNT(types); k++) {
        values[n] = new_instr(func, HIR_Arg, NULL, 0, NULL);
        values[n]->imm = n;
        values[n++]->type = types[k];
    }
    values[n++] = new_instr(func, HIR_ConstI64, NULL, 0, NULL);
    values[n++] = new_instr(func, HIR_ConstF64, NULL, 0, NULL);
    values[n++] = new_instr(func, HIR_ConstI1, NULL, 0, NULL);
    for (size_t k = 0; k < ADDER_COUNT(others); k++) {
        values[n] = new_instr(func, HIR_Arg, NULL, 0, NULL);
        values[n]->imm = n;
        values[n++]->type = others[k];
    }
    return n;
}

static HirState *new_state(HirFunc *func)
{
    return hir_state_new(func, NULL, 7, 0, 0);
}

static void fill_extra(HirFunc *func, HirInstr *i)
{
    HirExtra extra = hir_op_info[i->op].extra;
    i->imm = extra == HIR_X_Imm || extra == HIR_X_ImmSym ? -3 : 0;
    i->dbl = extra == HIR_X_Dbl ? 0.1 : 0;
    i->guard_type = extra == HIR_X_Type ? ADDER_T_Long | ADDER_T_Float : 0;
    if (extra == HIR_X_Sym || extra == HIR_X_ImmSym) {
        i->sym = hir_sym(func, HIR_SYM_NAME, NULL, "a name, with \"quotes\"\n");
    }
}

/* A function around one instruction of this op, whose operand k is value which[k] of the above. */
static HirFunc *function_with(HirOp op, const int *which)
{
    HirInstr *values[15 + ADDER_COUNT(others)], *args[8] = {0};
    HirFunc *func = hir_func_new(test_arena);
    func->name = "m:f";
    HirBlock *entry = hir_block_new(func, 0), *one = hir_block_new(func, 0);
    make_operands(func, values);
    const HirOpInfo *info = &hir_op_info[op];
    int nargs = op == HIR_Phi ? 0 : info->nargs < 0 ? 2 : info->nargs;
    for (int k = 0; k < nargs; k++) {
        args[k] = values[which[k]];
    }
    if (op == HIR_Second) {
        args[0] = new_instr(func, HIR_Unpack, new_state(func), 1, &values[11]);
    }
    bool has_state = (info->effects & (HIR_E_Raise | HIR_E_Deopt | HIR_E_Call)) != 0;
    HirState *state = has_state ? new_state(func) : NULL;
    HirBlock *block = op == HIR_Phi ? one : entry;
    HirInstr *i = hir_instr_new(func, op, state, op == HIR_Phi ? 1 : nargs, op == HIR_Phi ? values : args);
    fill_extra(func, i);
    if (op == HIR_BranchRaised) {
        hir_append(entry, hir_instr_new(func, HIR_LoadBuildClass, new_state(func), 0, NULL));
    }
    hir_append(block, i);
    if (op == HIR_Phi) {
        hir_link(entry, 0, one);
        hir_append(entry, hir_instr_new(func, HIR_Jump, NULL, 0, NULL));
    }
    for (int k = 0; k < hir_successors(op); k++) {
        hir_link(entry, k, one);
        block = one;
    }
    if (block->last == NULL || !(hir_effects(block->last) & HIR_E_Ctrl)) {
        hir_append(block, hir_instr_new(func, HIR_Return, NULL, 1, &values[11]));
    }
    return func;
}

/* Operands that the verifier takes for this op; false if it takes none. */
static bool find_operands(HirOp op, int *which)
{
    int n = hir_op_info[op].nargs < 0 ? 2 : hir_op_info[op].nargs;
    for (int same = 0; n > 1 && same < OPERANDS; same++) {
        which[0] = which[1] = same;
        which[2] = n > 2 ? same : 0;
        which[3] = n > 3 ? same : 0;
        if (hir_verify(function_with(op, which)) == ADDER_OK) {
            return true;
        }
    }
    for (int try = 0; try < OPERANDS * OPERANDS * OPERANDS * OPERANDS; try++) {
        which[0] = try % OPERANDS;
        which[1] = try / OPERANDS % OPERANDS;
        which[2] = try / (OPERANDS * OPERANDS) % OPERANDS;
        which[3] = try / (OPERANDS * OPERANDS * OPERANDS);
        if ((n < 2 && which[1] != 0) || (n < 3 && which[2] != 0) || (n < 4 && which[3] != 0)) {
            continue;
        }
        if (hir_verify(function_with(op, which)) == ADDER_OK) {
            return true;
        }
    }
    which[1] = which[2] = which[3] = 0;
    for (which[0] = OPERANDS; n == 1 && which[0] < 15 + (int)ADDER_COUNT(others); which[0]++) {
        if (hir_verify(function_with(op, which)) == ADDER_OK) {
            return true;
        }
    }
    return false;
}

static void check_op(HirOp op)
{
    int which[4] = {0};
    hir_text_begin();
    bool found = find_operands(op, which);
    if (!found) {
        fprintf(stderr, "\n%s: the verifier takes no operands\n", hir_op_info[op].name);
    }
    CU_ASSERT_TRUE(found);
    HirFunc *func = function_with(op, which);
    hir_analyse(func);
    const char *text = hir_text_print(func);
    HirFunc *again = hir_parse(test_arena, text, test_error, sizeof test_error);
    if (again == NULL) {
        fprintf(stderr, "\n%s\n%s", test_error, text);
    }
    CU_ASSERT_PTR_NOT_NULL_FATAL(again);
    CU_ASSERT_STRING_EQUAL(hir_text_print(again), text);
    CU_ASSERT_EQUAL(hir_verify(again), ADDER_OK);
    hir_text_end();
}

static void test_each_op_prints_and_parses(void)
{
    for (int op = HIR_NONE + 1; op < HIR_NOPS; op++) {
        check_op((HirOp)op);
    }
}

static bool mentions_object(HirOp op)
{
    AdderTypes result = hir_op_info[op].result;
    return result != 0 && !(result & ADDER_T_Machine);
}

static void test_each_op_is_consistent(void)
{
    for (int op = HIR_NONE + 1; op < HIR_NOPS; op++) {
        const HirOpInfo *info = &hir_op_info[op];
        uint32_t exits = info->effects & (HIR_E_Raise | HIR_E_Deopt), ref = info->refs & HIR_R_MASK;
        CU_ASSERT_PTR_NOT_NULL_FATAL(info->name);
        CU_ASSERT_NOT_EQUAL(exits, HIR_E_Raise | HIR_E_Deopt);
        CU_ASSERT_TRUE(info->nargs >= -1 && info->nargs <= 4);
        /* Only objects are held. */
        CU_ASSERT_TRUE(ref == HIR_R_None || mentions_object((HirOp)op));
        CU_ASSERT_TRUE(ref != HIR_R_Alias || info->nargs != 0);
        for (int k = 0; k < 8 && info->nargs >= 0; k++) {
            CU_ASSERT_TRUE(!(info->refs & (uint32_t)HIR_STEAL(k)) || k < info->nargs);
        }
        CU_ASSERT_TRUE(!(info->effects & HIR_E_Ctrl) || info->result == 0);
    }
}

/* No op takes an unboxed value where it wants an object, nor the other way round. */
static void test_each_op_refuses_wrong_operands(void)
{
    for (int op = HIR_NONE + 1; op < HIR_NOPS; op++) {
        int which[4] = {0}, n = hir_op_info[op].nargs;
        bool holds = (hir_op_info[op].refs & HIR_R_MASK) == HIR_R_Virtual;
        bool takes_all = op == HIR_ChoiceVirtual || op == HIR_BinaryVirtual || op == HIR_CheckBail
                         || (holds && n < 0);
        if (op == HIR_Phi || op == HIR_Second || n == 0 || takes_all) {
            continue;
        }
        hir_text_begin();
        CU_ASSERT_TRUE(find_operands((HirOp)op, which));
        for (int k = 0; k < (op == HIR_CallDirect ? 1 : n < 0 ? 2 : n); k++) {
            int was = which[k];
            which[k] = was >= 12 ? 11 : 13;
            HirFunc *func = function_with((HirOp)op, which);
            CU_ASSERT_EQUAL(hir_verify(func), ADDER_BUG);
            CU_ASSERT_PTR_NOT_NULL(strstr(func->reason, "has the wrong type"));
            which[k] = was;
        }
        hir_text_end();
    }
}

/* ---- Text -------------------------------------------------------------------------------------- */

static const char *const whole =
    "fun \"mod:f.<locals>.g\" entry 12 locals 3 stack 1 {\n"
    "  st1 = state 12 [v1, v2, -] stack [v3]\n"
    "  st4 = state 3 [v1] stack [] in st1 func v3\n"
    "  bb0:\n"
    "    v1:Any = Arg 0 ; 12\n"
    "    v2:Long = Arg 1 ; 12\n"
    "    v3:Object = Const @const.3 ; 12\n"
    "    v10:F64 = ConstF64 0.1 ; 12\n"
    "    v11:F64 = ConstF64 -inf ; 12\n"
    "    v12:F64 = ConstF64 -0 ; 12\n"
    "    v13:I64 = ConstI64 -9223372036854775808 ; 12\n"
    "    v4:I64 = UnboxI64 v2 @st1 ; 12\n"
    "    Jump bb1 ; 12\n"
    "  bb1: (loop, depth 1)\n"
    "    v7:I64 = Phi bb0 v4, bb2 v8 ; 14\n"
    "    v9:I1 = CmpI64 0 v7, v13 ; 14\n"
    "    Branch v9 bb2 bb3 ; 14\n"
    "  bb2: (depth 1)\n"
    "    v8:I64 = AddI64Chk v7, v7 @st4 exit [take, unset, copy, box, take] drop [v3] ; 16\n"
    "    Jump bb1 ; 16\n"
    "  bb3:\n"
    "    v14:Object = GuardType<Long|Float> v1 @st1 ; 18\n"
    "    v15:Object = LoadAttr @name.\"a b\\x0a\" v14 @st1 ; 18\n"
    "    v16:Object = Call v15, v1, v2 @st1 ; 18\n"
    "    Return v16 ; 20\n"
    "}\n";

static void test_text_round_trip(void)
{
    hir_text_begin();
    HirFunc *func = hir_parse(test_arena, whole, test_error, sizeof test_error);
    CU_ASSERT_STRING_EQUAL(test_error, "");
    CU_ASSERT_PTR_NOT_NULL_FATAL(func);
    CU_ASSERT_STRING_EQUAL(hir_text_print(func), whole);
    CU_ASSERT_STRING_EQUAL(func->name, "mod:f.<locals>.g");
    HirInstr *add = hir_text_value(func, 8);
    CU_ASSERT_EQUAL(add->state->caller->bytecode, 12);
    CU_ASSERT_EQUAL(add->exit->hold[3], HIR_BOX);
    CU_ASSERT_PTR_EQUAL(add->exit->drop[0], hir_text_value(func, 3));
    CU_ASSERT_STRING_EQUAL(hir_text_value(func, 15)->sym->text, "a b\n");
    hir_text_end();
}

static void test_predecessors_are_the_phis(void)
{
    hir_text_begin();
    HirFunc *func = hir_text_parse("bb0: v1:I1 = ConstI1 1 Branch v1 bb1 bb2\n"
                                   "bb1: v2:I64 = ConstI64 1 Jump bb3\n"
                                   "bb2: v3:I64 = ConstI64 2 Jump bb3\n"
                                   "bb3: v4:I64 = Phi bb2 v3, bb1 v2 Exit\n");
    HirBlock *join = hir_text_block(func, 3);
    CU_ASSERT_EQUAL(join->preds.at[0]->id, 2);
    CU_ASSERT_EQUAL(join->preds.at[1]->id, 1);
    CU_ASSERT_EQUAL(join->first->args[0]->id, 3);
    hir_text_end();
}

static const struct {
    const char *text, *error;
} parser_errors[] = {
    {"", "line 1: 'fun' expected"},
    {"fun \"f", "line 1: the string has no end"},
    {"fun \"f\" entry x", "line 1: an integer expected"},
    {"fun \"f\" entry 0 locals 1 {\n}", "line 2: a function has a block"},
    {"fun \"f\" entry 0 locals 1 {\nbb0:\n}", "line 3: bb0 has no end"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: Exit", "'bbN' expected"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: Exit Exit}", "line 2: bb0 has ended already"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: Jump bb1\n}", "line 3: bb1 stands nowhere"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: Frob v1\n}", "no operation is called 'Frob'"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: Return v1\n}", "v1 stands nowhere"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: Return\n}", "Return has 1 operands, not 0"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: Exit @st1\n}", "st1 stands nowhere"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: v1:Wrong = Arg 0\n}", "no type is called 'Wrong'"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: v1:Any = Arg\n}", "an integer expected"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: v1:F64 = ConstF64 x\n}", "a number expected"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: v1:Object = Const 7\n}", "a symbol expected"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: Arg 0\n}", "Arg has a result"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: v1:Any = Exit\n}", "Exit has no result"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: v1:Any = Arg 0 v1:Any = Arg 1\n}", "v1 stands twice"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: Exit\nbb0: Exit\n}", "bb0 stands twice"},
    {"fun \"f\" entry 0 locals 1 {\nst1 = state 0 [] stack []\nst1 = state 0 [] stack []\n}",
     "line 3: st1 stands twice"},
    {"fun \"f\" entry 0 locals 1 {\nst1 = state 0 [] stack [] in st1 func -\n}",
     "st1 is its own caller"},
    {"fun \"f\" entry 0 locals 1 {\nst1 = state 0 [v1 v2] stack []\n}", "',' expected"},
    {"fun \"f\" entry 0 locals 1 {\nst1 = state 0 [", "'vN' expected"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: Exit exit [hold] drop []\n}", "take, copy, unset or box"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: Jump bb1\nbb1: v1:Any = Phi bb7 v1 Exit\nbb7: Exit}",
     "v1 does not name bb1's predecessors"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: Jump bb1\nbb1: v1:Any = Phi Exit\n}",
     "v1 does not name bb1's predecessors"},
    {"fun \"f\" entry 99999999999 locals 1 {", "out of range"},
    {"fun \"f\" entry 99999999999999999999 locals 1 {", "an integer expected"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: v9999999:Any = Arg 0}", "out of range"},
    {"fun \"f\" entry 0 locals 1 {\nbb0: Exit }\n x", "line 3: nothing expected before 'x'"},
};

static void test_parser_errors(void)
{
    for (size_t k = 0; k < ADDER_COUNT(parser_errors); k++) {
        hir_text_begin();
        CU_ASSERT_PTR_NULL(hir_parse(test_arena, parser_errors[k].text, test_error, 200));
        const char *wanted = parser_errors[k].error;
        if (strstr(test_error, wanted) == NULL) {
            fprintf(stderr, "\n%s\n  gave: %s\n  not:  %s\n", parser_errors[k].text, test_error, wanted);
        }
        CU_ASSERT_PTR_NOT_NULL(strstr(test_error, wanted));
        hir_text_end();
    }
}

/* Cut anywhere, damaged anywhere, or without memory anywhere: an error, never a crash. */
static void test_parser_survives(void)
{
    size_t n = strlen(whole);
    char text[2000];
    for (size_t cut = 0; cut < n - 2; cut++) {
        hir_text_begin();
        memcpy(text, whole, n + 1);
        text[cut] = '\0';
        CU_ASSERT_PTR_NULL(hir_parse(test_arena, text, test_error, sizeof test_error));
        memcpy(text, whole, n + 1);
        text[cut] = "v[@;-9 "[cut % 7];
        HirFunc *func = hir_parse(test_arena, text, test_error, sizeof test_error);
        if (func != NULL) {
            (void)hir_verify(func);
        }
        hir_text_end();
    }
    for (size_t limit = 16; limit < 4000; limit += 16) {
        test_arena = adder_arena_new(limit);
        CU_ASSERT_PTR_NULL(hir_parse(test_arena, whole, test_error, sizeof test_error));
        hir_text_end();
    }
}

/* ---- Edges, dominators, loops -------------------------------------------------------------------- */

static void test_dominators(void)
{
    hir_text_begin();
    HirFunc *func = hir_text_parse("bb0: v1:I1 = ConstI1 1 Branch v1 bb1 bb2\n"
                                   "bb1: Jump bb3\n"
                                   "bb2: Branch v1 bb3 bb4\n"
                                   "bb3: Jump bb5\n"
                                   "bb4: Jump bb5\n"
                                   "bb5: Exit\n"
                                   "bb6: Jump bb5\n");
    HirBlock *b[6];
    for (int k = 0; k < 6; k++) {
        b[k] = hir_text_block(func, k);
    }
    CU_ASSERT_PTR_NULL(hir_text_block(func, 6)); /* not reached */
    CU_ASSERT_EQUAL(b[5]->preds.n, 2);
    CU_ASSERT_PTR_NULL(b[0]->idom);
    CU_ASSERT_PTR_EQUAL(b[3]->idom, b[0]);
    CU_ASSERT_PTR_EQUAL(b[4]->idom, b[2]);
    CU_ASSERT_PTR_EQUAL(b[5]->idom, b[0]);
    CU_ASSERT_TRUE(hir_dominates(b[0], b[5]));
    CU_ASSERT_TRUE(hir_dominates(b[2], b[4]));
    CU_ASSERT_TRUE(hir_dominates(b[4], b[4]));
    CU_ASSERT_FALSE(hir_dominates(b[2], b[3]));
    CU_ASSERT_FALSE(hir_dominates(b[4], b[2]));
    hir_text_end();
}

static void test_loops(void)
{
    hir_text_begin();
    HirFunc *func = hir_text_parse("bb0: v1:I1 = ConstI1 1 Jump bb1\n"
                                   "bb1: Branch v1 bb2 bb6\n"
                                   "bb2: Branch v1 bb3 bb5\n"
                                   "bb3: Branch v1 bb2 bb4\n" /* two back edges to bb2: one loop */
                                   "bb4: Jump bb2\n"
                                   "bb5: Jump bb1\n"
                                   "bb6: Exit\n");
    static const int depth[] = {0, 1, 2, 2, 2, 1, 0};
    for (int k = 0; k < 7; k++) {
        CU_ASSERT_EQUAL(hir_text_block(func, k)->loop_depth, depth[k]);
        CU_ASSERT_EQUAL(hir_text_block(func, k)->loop_head, k == 1 || k == 2);
    }
    hir_text_end();
}

static void test_critical_edges(void)
{
    hir_text_begin();
    HirFunc *func = hir_text_parse("bb0: v1:I1 = ConstI1 1 v2:I64 = ConstI64 2 Branch v1 bb1 bb1\n"
                                   "bb1: v3:I64 = Phi bb0 v2, bb0 v2, bb1 v3 Branch v1 bb1 bb2\n"
                                   "bb2: Exit\n");
    hir_split_critical_edges(func);
    hir_analyse(func);
    CU_ASSERT_EQUAL(func->blocks.n, 6);
    for (int k = 0; k < func->blocks.n; k++) {
        HirBlock *block = func->blocks.at[k];
        for (int s = 0; s < block->nsucc; s++) {
            CU_ASSERT_TRUE(block->nsucc == 1 || block->succ[s]->preds.n == 1);
        }
    }
    hir_text_end();
}

static void test_instructions_in_their_block(void)
{
    hir_text_begin();
    HirFunc *func = hir_text_parse("bb0: v1:I64 = ConstI64 1 v2:I64 = ConstI64 2 v5:Long = Arg 0\n"
                                   "v3:Object = GuardType<Long> v5 v4:Object = Refine<Long> v3\n"
                                   "Return v4\n");
    HirInstr *one = hir_text_value(func, 1), *two = hir_text_value(func, 2);
    HirInstr *fresh = hir_instr_new(func, HIR_ConstI64, NULL, 0, NULL);
    hir_insert_before(one, fresh);
    CU_ASSERT_PTR_EQUAL(func->blocks.at[0]->first, fresh);
    hir_remove(one);
    hir_remove(one); /* twice does no harm */
    CU_ASSERT_PTR_EQUAL(fresh->next, two);
    CU_ASSERT_PTR_EQUAL(two->prev, fresh);
    hir_insert_after(func->blocks.at[0]->last, one);
    CU_ASSERT_PTR_EQUAL(func->blocks.at[0]->last, one);
    HirInstr *guard = hir_text_value(func, 3), *refine = hir_text_value(func, 4);
    CU_ASSERT_PTR_EQUAL(hir_root(refine), hir_text_value(func, 5));
    hir_replace(two, fresh);
    hir_replace(fresh, one);
    hir_replace(one, two); /* a circle: nothing happens */
    CU_ASSERT_PTR_EQUAL(hir_resolve(two), one);
    hir_replace(refine, guard);
    hir_apply_forwards(func);
    CU_ASSERT_PTR_EQUAL(guard->next->args[0], guard);
    hir_text_end();
}

static void test_states_and_symbols(void)
{
    hir_text_begin();
    HirFunc *func = hir_parse(test_arena, whole, test_error, sizeof test_error);
    HirState *state = hir_text_value(func, 8)->state, *copy = hir_state_copy(func, state);
    CU_ASSERT_NOT_EQUAL(copy->id, state->id);
    CU_ASSERT_PTR_NOT_EQUAL(copy->caller, state->caller);
    CU_ASSERT_PTR_EQUAL(copy->func, state->func);
    CU_ASSERT_PTR_EQUAL(copy->caller->slots[3], state->caller->slots[3]);
    copy->slots[0] = NULL;
    CU_ASSERT_PTR_NOT_NULL(state->slots[0]);
    PyObject *a = PyList_New(0), *b = PyList_New(0);
    HirSym *first = hir_sym(func, HIR_SYM_CONST, a, "twin"), *second = hir_sym(func, HIR_SYM_CONST, b, "twin");
    CU_ASSERT_PTR_EQUAL(hir_sym(func, HIR_SYM_CONST, a, NULL), first);
    CU_ASSERT_STRING_EQUAL(second->text, "twin~2");
    CU_ASSERT_EQUAL(Py_REFCNT(a), 2);
    hir_func_clear(func);
    CU_ASSERT_EQUAL(Py_REFCNT(a), 1);
    Py_DECREF(a);
    Py_DECREF(b);
    hir_text_end();
}

/* ---- The verifier's rules ------------------------------------------------------------------------ */

static const struct {
    const char *body, *reason; /* NULL: valid */
} rules[] = {
    {"bb0: Exit\n", "what may leave needs a state"},
    {"st0 = state 0 [] stack [] bb0: Exit @st0\n", NULL},
    {"bb0: Jump bb0\n", "nothing may jump to the entry"},
    {"bb0: v2:I64 = AddI64 v1, v1 v1:I64 = ConstI64 1 Return v2\n", "does not dominate"},
    {"bb0: v1:I1 = ConstI1 0 Branch v1 bb1 bb2\nbb1: v2:Any = Arg 0 Jump bb2\nbb2: Return v2\n",
     "does not dominate"},
    {"st0 = state 0 [v9] stack [] bb0: Poll @st0 v9:Any = Arg 0 Return v9\n",
     "v9 in st0 does not dominate"},
    {"st0 = state 0 [] stack [] st1 = state 0 [] stack [] in st0 func v9\n"
     "bb0: Poll @st1 v9:Any = Arg 0 Return v9\n", "v9 in st1 does not dominate"},
    {"bb0: v1:I1 = ConstI1 0 Return v1\n", "operand 0 (v1) has the wrong type"},
    {"bb0: v1:Any = Arg 0 v2:I64 = UnboxI64 v1 Return v1\n", "operand 0 (v1) has the wrong type"},
    {"bb0: v1:Any = Arg 0 v2:I64 = ListLen v1 Return v1\n", "operand 0 (v1) has the wrong type"},
    {"bb0: v1:List = Arg 0 v2:I64 = ListLen v1 Return v1\n", NULL},
    {"bb0: v1:I64 = LoadFunc Exit\n", "the result has a type"},
    {"bb0: v1:Any = Arg 0 v2:I64 = ConstI64 0 Jump bb1\nbb1: v3:I64 = Phi bb0 v1 Return v1\n",
     "a phi and its operands have one representation"},
    {"bb0: v1:Any = Arg 0 Jump bb1\nbb1: v3:I64|Long = Phi bb0 v1 Return v1\n", "representation"},
    {"bb0: v1:I1 = ConstI1 0 Jump bb1\nbb1: v2:I1 = Phi bb0 v1, bb1 v3 v3:I1 = NotI1 v2\n"
     "Branch v3 bb1 bb2\nbb2: v4:Any = Arg 0 Return v4\n", NULL},
    {"bb0: Jump bb1\nbb1: v2:Any = Arg 0 v3:Any = Phi bb0 v2 Return v3\n", "phi"},
    {"st0 = state 0 [] stack [] bb0: v1:List = Arg 0 v2:Object = Call v1, v1 @st0 "
     "v3:Any = Second 0 v2 Return v3\n", "no such result"},
    {"bb0: v1:Cell = Arg 0 v2:Any = Arg 1 StoreCell v1, v2 Return v2\n", "needs a state"},
    {"st0 = state 0 [-] stack [] bb0: Exit @st0 exit [] drop []\n", "does not fit the state"},
    {"st0 = state 0 [] stack [] bb0: v1:I64 = ConstI64 0 Exit @st0 exit [] drop [v1]\n",
     "drops what is not there"},
    {"bb0: v1:I64 = ConstI64 0 v2:RangeIter = RangeIterVirtual v1, v1, v1, v1 Return v2\n",
     "virtual objects stand in states only"},
    {"st0 = state 0 [v2] stack [] bb0: v1:I64 = ConstI64 0 "
     "v2:RangeIter = RangeIterVirtual v1, v1, v1, v1 Exit @st0\n", NULL},
};

static void test_verifier_rules(void)
{
    for (size_t k = 0; k < ADDER_COUNT(rules); k++) {
        hir_text_begin();
        HirFunc *func = hir_text_parse(rules[k].body);
        AdderStatus status = hir_verify(func);
        const char *reason = rules[k].reason;
        bool right = reason == NULL ? status == ADDER_OK
                                    : status == ADDER_BUG && strstr(func->reason, reason) != NULL;
        if (!right) {
            fprintf(stderr, "\n%s  gave: %s\n", rules[k].body, func->reason ? func->reason : "ok");
        }
        CU_ASSERT_TRUE(right);
        hir_text_end();
    }
}

static void test_verifier_sees_damage(void)
{
    hir_text_begin();
    HirFunc *func = hir_text_parse("bb0: v1:Any = Arg 0 v2:Any = Arg 1 Return v1\n");
    HirInstr *arg = hir_text_value(func, 1);
    hir_replace(arg, hir_text_value(func, 2)); /* without hir_apply_forwards */
    CU_ASSERT_EQUAL(hir_verify(func), ADDER_BUG);
    CU_ASSERT_PTR_NOT_NULL(strstr(func->reason, "was replaced"));
    func = hir_text_parse("bb0: v1:Any = Arg 0 Return v1\n");
    hir_remove(func->blocks.at[0]->last);
    CU_ASSERT_EQUAL(hir_verify(func), ADDER_BUG);
    CU_ASSERT_PTR_NOT_NULL(strstr(func->reason, "terminator"));
    func = hir_text_parse("bb0: v1:Any = Arg 0 Jump bb1\nbb1: v2:Any = Phi bb0 v1 Return v2\n");
    hir_text_value(func, 2)->nargs = 0;
    CU_ASSERT_EQUAL(hir_verify(func), ADDER_BUG);
    hir_text_end();
}

int main(void)
{
    Py_Initialize();
    CU_initialize_registry();
    CU_pSuite suite = CU_add_suite("hir", NULL, NULL);
    CU_ADD_TEST(suite, test_each_op_prints_and_parses);
    CU_ADD_TEST(suite, test_each_op_is_consistent);
    CU_ADD_TEST(suite, test_each_op_refuses_wrong_operands);
    CU_ADD_TEST(suite, test_text_round_trip);
    CU_ADD_TEST(suite, test_predecessors_are_the_phis);
    CU_ADD_TEST(suite, test_parser_errors);
    CU_ADD_TEST(suite, test_parser_survives);
    CU_ADD_TEST(suite, test_dominators);
    CU_ADD_TEST(suite, test_loops);
    CU_ADD_TEST(suite, test_critical_edges);
    CU_ADD_TEST(suite, test_instructions_in_their_block);
    CU_ADD_TEST(suite, test_states_and_symbols);
    CU_ADD_TEST(suite, test_verifier_rules);
    CU_ADD_TEST(suite, test_verifier_sees_damage);
    CU_basic_run_tests();
    int failed = (int)CU_get_number_of_failures() + (CU_get_number_of_tests_run() == 0);
    CU_cleanup_registry();
    return failed != 0;
}
