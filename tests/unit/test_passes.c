/* Unit tests of the passes that need no feedback, on HIR text: simplify, gvn, ranges, dce, escape; of
 * liveness and of the runner.
 * Each test owns its arena; no Python code runs. */
#include "specialize/specialize.h"
#include "tests/unit/hir_text.h"

/* The function after the pass; it must be valid before and after. */
static HirFunc *run(AdderStatus pass(HirFunc *), const char *body)
{
    HirFunc *func = hir_text_parse(body);
    AdderStatus before = hir_verify(func);
    AdderStatus status = before == ADDER_OK ? pass(func) : before;
    status = status == ADDER_OK ? hir_verify(func) : status;
    if (status != ADDER_OK) {
        fprintf(stderr, "\n%s %s\n%s", before ? "before:" : "after:", func->reason,
                hir_text_print(func));
    }
    CU_ASSERT_EQUAL(status, ADDER_OK);
    return func;
}

typedef struct {
    const char *body;
    HirOp op; /* is there ... */
    int count; /* ... so often afterwards */
} Case;

static void check_cases(AdderStatus pass(HirFunc *), const Case *cases, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        hir_text_begin();
        HirFunc *func = run(pass, cases[k].body);
        int count = hir_text_count(func, cases[k].op);
        if (count != cases[k].count) {
            fprintf(stderr, "\n%s %d times, not %d, in\n%sfrom\n%s", hir_op_info[cases[k].op].name,
                    count, cases[k].count, hir_text_print(func), cases[k].body);
        }
        CU_ASSERT_EQUAL(count, cases[k].count);
        hir_text_end();
    }
}

#define ST "st0 = state 0 [] stack []\n"
#define MAX "9223372036854775807"
#define MIN "-9223372036854775808"

/* ---- Simplify ---------------------------------------------------------------------------------- */

#define BINARY(op, a, b) \
    ST "bb0: v1:I64 = ConstI64 " a " v2:I64 = ConstI64 " b " v3:I64 = " op " v1, v2 @st0\n" \
       "v4:Long = BoxI64 v3 @st0 Return v4\n"

static const Case simplify_cases[] = {
    {BINARY("AddI64Chk", "1", "2"), HIR_AddI64Chk, 0},
    {BINARY("AddI64Chk", MAX, "1"), HIR_AddI64Chk, 1},
    {BINARY("SubI64Chk", MIN, "1"), HIR_SubI64Chk, 1},
    {BINARY("MulI64Chk", MIN, "-1"), HIR_MulI64Chk, 1},
    {BINARY("FloorDivI64Chk", "1", "0"), HIR_FloorDivI64Chk, 1},
    {ST "bb0: v1:Float = Arg 0 v2:F64 = UnboxF64 v1 v3:Float = BoxF64 v2 @st0 Return v3\n",
     HIR_BoxF64, 0}, /* the same object */
    {ST "bb0: v1:I64 = ConstI64 5 v2:Long = BoxI64 v1 @st0 v3:I64 = UnboxI64 v2 @st0\n"
        "v4:Long = BoxI64 v3 @st0 Return v4\n", HIR_UnboxI64, 0},
    {ST "bb0: v1:Long = Arg 0 v2:Long = GuardType<Long> v1 @st0 Return v2\n", HIR_GuardType, 0},
    {ST "bb0: v1:Any = Arg 0 v2:Long = GuardType<Long> v1 @st0 Return v2\n", HIR_GuardType, 1},
    {ST "bb0: v1:Any = Arg 0 v2:Object = GuardNonNull v1 @st0 Return v2\n", HIR_GuardNonNull, 1},
    {ST "bb0: v1:Object = Arg 0 v2:Object = GuardNonNull v1 @st0 Return v2\n", HIR_GuardNonNull, 0},
    {"bb0: v1:Any = Arg 0 v2:I1 = ConstI1 1 Branch v2 bb1 bb2\nbb1: Jump bb3\nbb2: Jump bb3\n"
     "bb3: v3:Any = Phi bb1 v1, bb2 v1 Return v3\n", HIR_Phi, 0},
    {"bb0: v1:Any = Arg 0 v2:I1 = ConstI1 0 Branch v2 bb1 bb2\nbb1: Return v1\nbb2: Return v1\n",
     HIR_Return, 1},
    {"bb0: v1:Any = Arg 0 v9:Any = Arg 1 v2:I1 = IsNull v1 v3:I1 = NotI1 v2 Branch v3 bb1 bb2\n"
     "bb1: Return v1\nbb2: Return v9\n", HIR_Branch, 1},
    {"bb0: v1:Any = Arg 0 Jump bb1\nbb1: v2:Any = Phi bb0 v1, bb1 v2 v3:I1 = IsNull v2\n"
     "Branch v3 bb1 bb2\nbb2: Return v2\n", HIR_Phi, 0}, /* only itself and one other */
};

static void test_simplify(void)
{
    check_cases(adder_pass_simplify, simplify_cases, ADDER_COUNT(simplify_cases));
}

/* ---- Raises ------------------------------------------------------------------------------------ */

#define LOOKS_UP(key, handler, after)                                                             \
    ST "bb0: v1:Dict = Arg 0 v2:" key " = Arg 1 v9:List = Arg 2 v3:Object = DictItem v1, v2 @st0\n" \
       "BranchRaised bb1 bb2\nbb1: v4:Object = Catch 1 @st0 v5:Object = PushExcInfo v4 " handler   \
       " PopExcInfo v5 @st0 " after "\nbb2: Return v3\n"

static const Case raises_cases[] = {
    {LOOKS_UP("Long", "", "Return v2"), HIR_Catch, 0},
    {LOOKS_UP("Str", "", "Return v2"), HIR_DictProbe, 1},
    {LOOKS_UP("Long", "v6:I64 = UnboxI64 v2 @st0 v7:I64 = AddI64Chk v6, v6 @st0 v8:Long = BoxI64 v7 @st0",
              "Return v8"), HIR_DictProbe, 1},
    {LOOKS_UP("Object", "", "Return v2"), HIR_DictProbe, 0}, /* may compare by Python code */
    {LOOKS_UP("Long", "", "Return v4"), HIR_DictProbe, 0},
    {LOOKS_UP("Long", "ListAppend v9, v2 @st0", "Return v2"), HIR_DictProbe, 0}, /* not to be done again */
    {LOOKS_UP("Long", "v6:Object = Subscr v9, v2 @st0", "Return v6"), HIR_DictProbe, 0},
};

static void test_raises(void)
{
    check_cases(adder_pass_raises, raises_cases, ADDER_COUNT(raises_cases));
}

static void test_simplify_swaps_a_negated_branch(void)
{
    hir_text_begin();
    HirFunc *func = run(adder_pass_simplify,
                        "bb0: v1:Any = Arg 0 v2:I1 = IsNull v1 v3:I1 = NotI1 v2 Branch v3 bb1 bb2\n"
                        "bb1: Return v1\nbb2: v4:Any = Arg 1 Return v4\n");
    CU_ASSERT_EQUAL(func->blocks.at[0]->succ[0]->id, 2);
    CU_ASSERT_EQUAL(func->blocks.at[0]->last->args[0]->id, 2);
    hir_text_end();
}

/* ---- Value numbering ----------------------------------------------------------------------------- */

#define TWICE(between) \
    ST "bb0: v1:List = Arg 0 v9:Long = Arg 1\nv2:I64 = ListLen v1\n" between \
       "v3:I64 = ListLen v1\nv4:I64 = AddI64 v2, v3\nv5:Long = BoxI64 v4 @st0\nReturn v5\n"

/* A store between two uses of an instance; `known` may load what it replaces before. */
#define STORED(known, store, again) \
    ST "bb0: v1:Object = Arg 0 v7:Float = Arg 1 v8:F64 = UnboxF64 v7 v9:List = Arg 2\n" \
       "v2:Object = GuardClass 7 v1 @st0 v101:I64 = InstanceValues v2 v3:Object = InlineValue 4 v2, v101 @st0\n" known store again \
       "v20:Tuple = BuildTuple v1, v7, v3, v9 @st0 Return v20\n"
#define LOADED "v102:I64 = InstanceValues v2 v4:Object = InlineValue 3 v2, v102 @st0 v5:Float = GuardType<Float> v4 @st0\n"
#define GUARDED "v6:Object = GuardClass 7 v1 @st0 GuardKeys 9 v6 @st0\n"

static const Case gvn_cases[] = {
    /* What replaces a float runs no code: the class is still proven, other attributes still known. */
    {STORED(LOADED, "v113:I64 = InstanceValues v2 StoreInlineF64 3 v2, v113, v8 @st0\n", GUARDED), HIR_GuardClass, 1},
    {STORED(LOADED, "v113:I64 = InstanceValues v2 StoreInlineF64 3 v2, v113, v8 @st0\n",
            "v10:I64 = InstanceValues v2 v11:Object = InlineValue 4 v2, v10 @st0\n"), HIR_InstanceValues, 1},
    {STORED("", "v114:I64 = InstanceValues v2 StoreInlineF64 3 v2, v114, v8 @st0\n", GUARDED), HIR_GuardClass, 2},
    {STORED(LOADED, "v115:I64 = InstanceValues v2 StoreInlineF64 4 v2, v115, v8 @st0\n", GUARDED), HIR_GuardClass, 2},
    {STORED(LOADED, "v116:I64 = InstanceValues v2 StoreInlineF64 3 v2, v116, v8 @st0\n", "v103:I64 = InstanceValues v2 v10:Object = InlineValue 4 v2, v103 @st0\n"),
     HIR_InlineValue, 2},
    {STORED(LOADED, "v117:I64 = InstanceValues v2 StoreInlineF64 3 v2, v117, v8 @st0\n", "v104:I64 = InstanceValues v2 v10:Object = InlineValue 3 v2, v104 @st0\n"),
     HIR_InlineValue, 3},
    {STORED(LOADED, "v118:I64 = InstanceValues v9 StoreInlineF64 3 v9, v118, v8 @st0\n", "v105:I64 = InstanceValues v2 v10:Object = InlineValue 3 v2, v105 @st0\n"),
     HIR_InlineValue, 3}, /* perhaps the same instance */
    /* What is stored is known; unless a destructor may have stored something else. */
    {STORED(LOADED, "v119:I64 = InstanceValues v2 StoreInlineValue 3 v2, v119, v7 @st0\n", "v106:I64 = InstanceValues v2 v10:Object = InlineValue 3 v2, v106 @st0\n"),
     HIR_InlineValue, 2},
    {STORED("", "v120:I64 = InstanceValues v2 StoreInlineValue 3 v2, v120, v7 @st0\n", "v107:I64 = InstanceValues v2 v10:Object = InlineValue 3 v2, v107 @st0\n"),
     HIR_InlineValue, 2},
    /* Items at two constant indices are two places; -1 is any. */
#define ITEM(load, store) \
    STORED("v10:I64 = ConstI64 0 v11:I64 = ConstI64 1 v12:I64 = ConstI64 -1\n" \
           "v13:Object = ListItem v9, v10 @st0 v14:Object = ListItem v9, v11 @st0\n" \
           "v15:Float = GuardType<Float> v14 @st0 v16:Object = ListItem v9, v12 @st0\n" \
           "v17:Float = GuardType<Float> v16 @st0\n", "ListStoreF64 v9, " store ", v8 @st0\n", \
           "v18:Object = ListItem v9, " load " @st0\n")
    {ITEM("v10", "v11"), HIR_ListItem, 3},
    {ITEM("v10", "v12"), HIR_ListItem, 4},
    {ITEM("v12", "v11"), HIR_ListItem, 4},
    {ITEM("v11", "v10"), HIR_ListItem, 4}, /* what v10 replaces is not known */
    {TWICE(""), HIR_ListLen, 1},
    {TWICE("v6:Object = CompareOp 0 v9, v9 @st0\n"), HIR_ListLen, 2},
    {TWICE("ListAppend v1, v9 @st0\n"), HIR_ListLen, 2},
    {TWICE("v6:Tuple = BuildTuple v9 @st0\n"), HIR_ListLen, 2}, /* a collection may run */
    {TWICE("v7:I64 = UnboxI64 v9 @st0\n"), HIR_ListLen, 1},
    /* The argument dies, and its destructor may change the list. */
    {ST "bb0: v1:List = Arg 0 v9:Object = Arg 1\nv2:I64 = ListLen v1 v8:I1 = SameObject v9, v1\n"
        "v3:I64 = ListLen v1\nv4:I64 = AddI64 v2, v3\nv5:Long = BoxI64 v4 @st0\nReturn v5\n",
     HIR_ListLen, 2},
    {ST "bb0: v1:List = Arg 0 v9:Str = Arg 1\nv2:I64 = ListLen v1 v8:I1 = SameObject v9, v1\n"
        "v3:I64 = ListLen v1\nv4:I64 = AddI64 v2, v3\nv5:Long = BoxI64 v4 @st0\nReturn v5\n",
     HIR_ListLen, 1},
    /* Guards of a value hold for ever; commuted sums are one. */
    {ST "bb0: v1:Any = Arg 0 v2:Long = GuardType<Long> v1 @st0\nv3:Object = CompareOp 0 v2, v2 @st0\n"
        "v4:Long = GuardType<Long> v1 @st0\nReturn v4\n", HIR_GuardType, 1},
    {ST "bb0: v1:Any = Arg 0 v2:Long = GuardType<Long> v1 @st0\nv4:Float = GuardType<Float> v1 @st0\n"
        "Return v4\n", HIR_GuardType, 2},
    {ST "bb0: v1:Long = Arg 0 v2:I64 = UnboxI64 v1 @st0\nv3:I64 = ConstI64 1\n"
        "v4:I64 = AddI64Chk v2, v3 @st0\nv5:I64 = AddI64Chk v3, v2 @st0\n"
        "v6:I64 = SubI64 v4, v5 v7:Long = BoxI64 v6 @st0 Return v7\n", HIR_AddI64Chk, 1},
    {ST "bb0: v1:Long = Arg 0 v2:I64 = UnboxI64 v1 @st0\nv3:I64 = ConstI64 1\n"
        "v4:I64 = SubI64Chk v2, v3 @st0\nv5:I64 = SubI64Chk v3, v2 @st0\n"
        "v6:I64 = SubI64 v4, v5 v7:Long = BoxI64 v6 @st0 Return v7\n", HIR_SubI64Chk, 2},
    /* Each operation makes its own object. */
    {ST "bb0: v1:F64 = ConstF64 1.5 v2:Float = BoxF64 v1 @st0\nv3:Float = BoxF64 v1 @st0\n"
        "v4:Tuple = BuildTuple v2, v3 @st0\nReturn v4\n", HIR_BoxF64, 2},
    /* 0.0 and -0.0 are two constants. */
    {ST "bb0: v1:F64 = ConstF64 0 v2:F64 = ConstF64 -0 v3:F64 = AddF64 v1, v2\n"
        "v4:Float = BoxF64 v3 @st0\nReturn v4\n", HIR_ConstF64, 2},
    /* One arm does not dominate the join; the block before both does. */
    {"bb0: v1:List = Arg 0 v4:Str = Arg 1 v2:I1 = IsNull v1 Branch v2 bb1 bb2\n"
     "bb1: v3:I64 = StrLen v4 Jump bb3\nbb2: Jump bb3\nbb3: v5:I64 = StrLen v4 Return v1\n",
     HIR_StrLen, 2},
    /* Loads do not go round a loop. */
    {ST "bb0: v1:List = Arg 0 v2:I64 = ListLen v1 Jump bb1\nbb1: v3:I64 = ListLen v1\n"
        "v4:I1 = CmpI64 0 v2, v3 ListAppend v1, v1 @st0\nBranch v4 bb1 bb2\nbb2: Return v1\n",
     HIR_ListLen, 2},
};

static void test_gvn(void)
{
    check_cases(adder_pass_gvn, gvn_cases, ADDER_COUNT(gvn_cases));
}

/* ---- Loops -------------------------------------------------------------------------------------- */

/* bb1 is a loop's head and its only block. */
#define TURNS(before, body) \
    ST "st1 = state 4 [v1] stack []\n" \
       "bb0: v1:Object = Arg 0 v2:List = Arg 1 v3:Float = Arg 2 v4:F64 = UnboxF64 v3 v5:I64 = ConstI64 0\n" \
       before " Jump bb1\n" \
       "bb1: v9:I64 = Phi bb0 v5, bb1 v10 v10:I64 = AddI64Chk v9, v9 @st0 v11:I1 = CmpI64 0 v10, v5\n" body \
       "Poll @st0 Branch v11 bb1 bb2\n" \
       "bb2: v90:Tuple = BuildTuple v1, v2, v3 @st0 Return v90\n"
#define GUARDS_CLASS "v20:Object = GuardClass 7 v1 @st0 v108:I64 = InstanceValues v20 v21:Object = InlineValue 3 v20, v108 @st0\n"
#define FLOAT_THERE "v22:Float = GuardType<Float> v21 @st0\n"
/* for x in v2: its items are kept by the list. */
#define ITEMS(body) \
    ST "st1 = state 4 [v1] stack []\n" \
       "bb0: v1:Object = Arg 0 v2:ListIter = Arg 1 v5:Null = NullConst LoopEntry @st1 Jump bb1\n" \
       "bb1: v6:Any = Phi bb0 v5, bb3 v9 v7:Any = ListIterNext v2 v8:I1 = IsNull v7 Branch v8 bb2 bb3\n" \
       "bb2: v90:Tuple = BuildTuple v1 @st0 Return v90\n" \
       "bb3: v9:Object = Refine<Object> v7 " body "Poll @st0 Jump bb1\n"

/* count: how many of them stand in the entry block afterwards. */
static const Case loop_cases[] = {
    {TURNS("LoopEntry @st1", GUARDS_CLASS), HIR_GuardClass, 1},
    {TURNS("LoopEntry @st1", GUARDS_CLASS), HIR_InlineValue, 1},
    {TURNS("LoopEntry @st1", GUARDS_CLASS), HIR_LoopEntry, 0},
    {TURNS("", GUARDS_CLASS), HIR_GuardClass, 0}, /* there is no state */
    {TURNS("LoopEntry @st1", "v109:I64 = InstanceValues v1 v21:Object = InlineValue 3 v1, v109 @st0\n"), HIR_InlineValue, 0}, /* of which class? */
    {TURNS("LoopEntry @st1", "v21:Object = Refine<Object> v1 v22:Object = GuardClass 7 v21 @st0\n"), HIR_GuardClass, 0},
    /* What the loop writes stays in it, as does what comes from it. */
    {TURNS("LoopEntry @st1", GUARDS_CLASS "v30:Object = CompareOp 0 v1, v1 @st0\n"), HIR_GuardClass, 0},
    {TURNS("LoopEntry @st1", GUARDS_CLASS FLOAT_THERE "v121:I64 = InstanceValues v20 StoreInlineF64 3 v20, v121, v4 @st0\n"), HIR_GuardClass, 1},
    {TURNS("LoopEntry @st1", GUARDS_CLASS FLOAT_THERE "v122:I64 = InstanceValues v20 StoreInlineF64 3 v20, v122, v4 @st0\n"), HIR_InlineValue, 0},
    {TURNS("LoopEntry @st1", GUARDS_CLASS "v123:I64 = InstanceValues v20 StoreInlineF64 3 v20, v123, v4 @st0\n"), HIR_GuardClass, 0}, /* replaces anything */
    {TURNS("LoopEntry @st1", "v20:Object = ListItem v2, v9 @st0\n"), HIR_ListItem, 0},
    {TURNS("LoopEntry @st1", "v20:Object = ListItem v2, v5 @st0\n"), HIR_ListItem, 1},
    {TURNS("LoopEntry @st1", "v20:Object = ListItem v2, v5 @st0 ListAppend v2, v1 @st0\n"), HIR_ListItem, 0},
    {TURNS("LoopEntry @st1", GUARDS_CLASS "ListAppend v2, v1 @st0\n"), HIR_InlineValue, 1},
    {TURNS("LoopEntry @st1", GUARDS_CLASS "v30:Tuple = BuildTuple v1 @st0\n"), HIR_InlineValue, 0},
    /* Overwriting the loop's variable kills nothing that the list has. */
    {ITEMS("v20:Object = GuardClass 7 v1 @st0\n"), HIR_GuardClass, 1},
    {ITEMS("v10:Object = GuardIs @const.1 v9 @st0 v20:Object = GuardClass 7 v1 @st0\n"), HIR_GuardClass, 1},
    {ITEMS("v10:I64 = ConstI64 0 v11:Object = Arg 3 v12:List = Arg 4 ListStore v12, v10, v11 @st0\n"
           "v20:Object = GuardClass 7 v1 @st0\n"), HIR_GuardClass, 0},
    {ST "st1 = state 4 [v1] stack []\n"
     "bb0: v1:Object = Arg 0 v5:Object = Arg 1 LoopEntry @st1 Jump bb1\n"
     "bb1: v6:Object = Phi bb0 v5, bb1 v9 v9:Object = Arg 2 v20:Object = GuardClass 7 v1 @st0\n"
     "v21:I1 = SameObject v6, v1 Poll @st0 Branch v21 bb1 bb2\n"
     "bb2: v90:Tuple = BuildTuple v1 @st0 Return v90\n", HIR_GuardClass, 0}, /* v6 dies */
};

static void test_loops(void)
{
    for (size_t k = 0; k < ADDER_COUNT(loop_cases); k++) {
        hir_text_begin();
        HirFunc *func = run(adder_pass_gvn, loop_cases[k].body);
        int count = 0;
        HIR_FOR_INSTRS(i, func->blocks.at[0]) {
            count += i->op == loop_cases[k].op;
            CU_ASSERT_TRUE(!i->hoisted || (i->state != NULL && i->state->bytecode == 4));
        }
        if (count != loop_cases[k].count) {
            fprintf(stderr, "\n%s\nfrom\n%s", hir_text_print(func), loop_cases[k].body);
        }
        CU_ASSERT_EQUAL(count, loop_cases[k].count);
        hir_text_end();
    }
}

/* ---- States ------------------------------------------------------------------------------------- */

#define STS "st0 = state 0 [v1] stack []\nst1 = state 4 [v2] stack []\nst2 = state 8 [v2] stack [v2]\n"
/* Three guards, at 0, 4 and 8, and what comes between the last two. */
#define GUARDS(between) \
    STS "bb0: v1:Any = Arg 0 v8:Object = Arg 1 v2:Long = GuardType<Long> v1 @st0\n" \
        "v3:I64 = UnboxI64 v2 @st1\n" between "v4:I64 = AddI64Chk v3, v3 @st2\n" \
        "v5:Long = BoxI64 v4 @st2 v9:Tuple = BuildTuple v8, v5 @st2 Return v9\n"

static const struct {
    const char *body;
    int bytecode; /* of the state that the addition goes back to */
} state_cases[] = {
    {GUARDS(""), 0},
    {GUARDS("v6:F64 = I64ToF64 v3 v7:Float = BoxF64 v6 @st2\n"), 0}, /* is made again */
    {GUARDS("v7:Tuple = BuildTuple v2 @st2\n"), 8},                  /* a collection may run */
    {GUARDS("v7:Object = CompareOp 0 v2, v2 @st2\n"), 8},
    {GUARDS("Poll @st1\n"), 0},
    /* The argument dies before the addition, and its destructor runs. */
    {STS "bb0: v1:Any = Arg 0 v8:Object = Arg 1 v2:Long = GuardType<Long> v1 @st0\n"
         "v3:I64 = UnboxI64 v2 @st1 v7:I1 = SameObject v8, v8 v4:I64 = AddI64Chk v3, v3 @st2\n"
         "v5:Long = BoxI64 v4 @st2 Return v5\n", 8},
    /* An item of a tuple that lives dies without consequences. */
    {STS "bb0: v1:Any = Arg 0 v8:Tuple = Arg 1 v2:Long = GuardType<Long> v1 @st0\n"
         "v3:I64 = UnboxI64 v2 @st1 v6:Object = TupleItem v8, v3 @st1 v7:I1 = SameObject v6, v6\n"
         "v4:I64 = AddI64Chk v3, v3 @st2 v5:Long = BoxI64 v4 @st2\n"
         "v9:Tuple = BuildTuple v8, v5 @st2 Return v9\n", 0},
    /* What one arm has checked first says nothing about the other. */
    {STS "bb0: v1:Long = Arg 0 v2:Long = Refine<Long> v1 v7:I1 = SameObject v1, v1 Branch v7 bb1 bb2\n"
         "bb1: v3:I64 = UnboxI64 v1 @st0 Jump bb3\nbb2: v4:I64 = UnboxI64 v1 @st1\n"
         "v6:I64 = AddI64Chk v4, v4 @st2 Jump bb3\nbb3: Return v1\n", 4},
};

static void test_states(void)
{
    for (size_t k = 0; k < ADDER_COUNT(state_cases); k++) {
        hir_text_begin();
        HirFunc *func = run(adder_pass_states, state_cases[k].body);
        for (int b = 0; b < func->blocks.n; b++) {
            HIR_FOR_INSTRS(i, func->blocks.at[b]) {
                if (i->op == HIR_AddI64Chk && i->state->bytecode != state_cases[k].bytecode) {
                    fprintf(stderr, "\ncase %zu goes back to %d\n", k, i->state->bytecode);
                    CU_FAIL("the addition goes back to another place");
                }
            }
        }
        CU_ASSERT_EQUAL(hir_text_count(func, HIR_AddI64Chk), 1);
        hir_text_end();
    }
}

/* ---- Ranges ------------------------------------------------------------------------------------- */

/* i from `start`, while i `test` bound: i = i + `step`. */
#define LOOP(start, test, step) \
    ST "bb0: v1:Long = Arg 0 v2:I64 = UnboxI64 v1 @st0\nv3:I64 = ConstI64 " start \
       " v4:I64 = ConstI64 " step " Jump bb1\n" \
       "bb1: v5:I64 = Phi bb0 v3, bb2 v7\nv6:I1 = CmpI64 " test "\nBranch v6 bb2 bb3\n" \
       "bb2: v7:I64 = AddI64Chk v5, v4 @st0\nJump bb1\n" \
       "bb3: Return v1\n"
#define LENGTHS(op) \
    ST "bb0: v1:List = Arg 0 v2:I64 = ListLen v1 v3:I64 = " op " v2, v2 @st0\n" \
       "v4:Long = BoxI64 v3 @st0\nReturn v4\n"
#define MASKED(mask, op, other) \
    ST "bb0: v1:Long = Arg 0 v2:I64 = UnboxI64 v1 @st0\nv3:I64 = ConstI64 " mask \
       " v4:I64 = AndI64 v2, v3\nv5:I64 = ConstI64 " other " v6:I64 = " op " v4, v5 @st0\n" \
       "v7:Long = BoxI64 v6 @st0\nReturn v7\n"

static const Case ranges_cases[] = {
    {LOOP("0", "0 v5, v2", "1"), HIR_AddI64Chk, 0},  /* i < n */
    {LOOP("0", "4 v2, v5", "1"), HIR_AddI64Chk, 0},  /* n > i */
    {LOOP("0", "1 v5, v2", "1"), HIR_AddI64Chk, 1},  /* i <= n: n may be the largest */
    {LOOP("0", "0 v5, v2", "2"), HIR_AddI64Chk, 1},
    {LOOP("0", "0 v2, v5", "1"), HIR_AddI64Chk, 1},  /* n < i bounds from below only */
    {LOOP("0", "4 v5, v2", "1"), HIR_AddI64Chk, 1},
    {LOOP("0", "3 v5, v2", "1"), HIR_AddI64Chk, 1},  /* i != n */
    {LOOP(MAX, "0 v5, v2", "1"), HIR_AddI64Chk, 0},
    {LENGTHS("AddI64Chk"), HIR_AddI64Chk, 0},
    {LENGTHS("SubI64Chk"), HIR_SubI64Chk, 0},
    {LENGTHS("MulI64Chk"), HIR_MulI64Chk, 1},
    {MASKED("255", "AddI64Chk", "9223372036854775552"), HIR_AddI64Chk, 0}, /* just fits */
    {MASKED("255", "AddI64Chk", "9223372036854775553"), HIR_AddI64Chk, 1}, /* one too many */
    {MASKED("255", "MulI64Chk", "36170086419038336"), HIR_MulI64Chk, 0},
    {MASKED("255", "MulI64Chk", "36170086419038337"), HIR_MulI64Chk, 1},
    {MASKED("-1", "AddI64Chk", "1"), HIR_AddI64Chk, 1},
    {MASKED("0", "SubI64Chk", MAX), HIR_SubI64Chk, 0},
    {MASKED("0", "SubI64Chk", MIN), HIR_SubI64Chk, 1},
    {MASKED("1", "SubI64Chk", MIN), HIR_SubI64Chk, 1},
};

static void test_ranges(void)
{
    check_cases(adder_pass_ranges, ranges_cases, ADDER_COUNT(ranges_cases));
}

/* ---- Dead code ---------------------------------------------------------------------------------- */

static const Case dce_cases[] = {
    {ST "bb0: v1:Long = Arg 0 v2:I64 = UnboxI64 v1 @st0\nv3:I64 = AddI64Chk v2, v2 @st0\nReturn v1\n",
     HIR_AddI64Chk, 0},
    {ST "bb0: v1:Long = Arg 0 v2:I64 = UnboxI64 v1 @st0\nv3:I64 = FloorDivI64Chk v2, v2 @st0\n"
        "Return v1\n", HIR_FloorDivI64Chk, 1}, /* a ZeroDivisionError */
    {ST "bb0: v1:List = Arg 0 v2:I64 = ConstI64 9 v3:Object = ListItem v1, v2 @st0\nReturn v1\n",
     HIR_ListItem, 1}, /* an IndexError */
    {ST "bb0: v1:Any = Arg 0 v2:Object = GuardNonNull v1 @st0\nReturn v1\n", HIR_GuardNonNull, 1},
    {ST "bb0: v1:Any = Arg 0 v2:Long = GuardType<Long> v1 @st0\nReturn v1\n", HIR_GuardType, 1},
    {ST "bb0: v1:Any = Arg 0 v2:F64 = ConstF64 1 v3:Float = BoxF64 v2 @st0\nReturn v1\n",
     HIR_BoxF64, 0},
    {"st0 = state 0 [v3] stack []\nst1 = state 0 [] stack []\n"
     "bb0: v1:Any = Arg 0 v2:F64 = ConstF64 1 v3:Float = BoxF64 v2 @st1\nPoll @st0\nReturn v1\n",
     HIR_BoxF64, 1}, /* a state needs it */
    {"bb0: v1:Any = Arg 0 v2:Any = Arg 1 Return v1\n", HIR_Arg, 2}, /* it owns a reference */
    {ST "bb0: v1:Any = Arg 0 v9:Object = LoadGlobal @name.x @st0\nReturn v1\n", HIR_LoadGlobal, 1},
    /* Two phis that only use each other. */
    {ST "bb0: v1:Any = Arg 0 v2:I64 = ConstI64 0 Jump bb1\n"
        "bb1: v3:I64 = Phi bb0 v2, bb2 v4\nv5:I1 = IsNull v1 Branch v5 bb2 bb3\n"
        "bb2: v4:I64 = AddI64Chk v3, v3 @st0\nJump bb1\nbb3: Return v1\n", HIR_Phi, 0},
};

static void test_dce(void)
{
    check_cases(adder_pass_dce, dce_cases, ADDER_COUNT(dce_cases));
}

/* ---- Escape analysis ------------------------------------------------------------------------------ */

/* An instance of a class whose instances go unnoticed (imm 1 << 32), of version 7. */
#define MADE(version) \
    "st1 = state 0 [v2] stack []\n" ST "bb0: v1:Type = Arg 0 v8:Object = Arg 1 v9:Object = Arg 2\n" \
    "v2:Other = InstanceNew " version " v1 @st0 v124:I64 = InstanceValues v2 StoreInlineValue 0 v2, v124, v8 @st0\n"
#define PLAIN "4294967303"
#define LOAD "v110:I64 = InstanceValues v2 v3:Object = InlineValue 0 v2, v110 @st0 "

/* Carried round a loop: v3 is v2 or v4; "st1" is to name it. */
#define CARRIED(st1, made, behind) \
    "st1 = state 0 " st1 " stack []\n" "st2 = state 0 [v4] stack []\n" ST \
    "bb0: v1:Type = Arg 0 v8:Object = Arg 1 v9:Object = Arg 2\n" \
    "v2:Other = InstanceNew " made " v1 @st0 v124:I64 = InstanceValues v2 StoreInlineValue 0 v2, v124, v8 @st0 Jump bb1\n" \
    "bb1: v3:Object = Phi bb0 v2, bb1 v4 Poll @st1 v125:I64 = InstanceValues v3 v5:Object = InlineValue 0 v3, v125 @st1\n" \
    "v4:Other = InstanceNew " PLAIN " v1 @st1 v126:I64 = InstanceValues v4 StoreInlineValue 0 v4, v126, v5 @st1\n" \
    "v6:I1 = IsNull v5 Branch v6 bb1 bb2\nbb2: " behind

static const Case escape_cases[] = {
    {CARRIED("[v3]", PLAIN, "Return v8\n"), HIR_InstanceNew, 0},
    {CARRIED("[v3]", PLAIN, "CheckFrame @st2 Return v4\n"), HIR_InstanceNew, 1}, /* behind the loop */
    {CARRIED("[v3]", PLAIN, "v7:Object = CompareOp 0 v9, v8 @st2 Return v7\n"), HIR_InstanceNew, 2}, /* no state */
    {CARRIED("[v2]", PLAIN, "Return v8\n"), HIR_InstanceNew, 2}, /* lives on beside the phi */
    {CARRIED("[v3]", "7", "Return v8\n"), HIR_InstanceNew, 2}, /* comes from outside */
    /* It is seen by others ... */
    {MADE(PLAIN) "Return v2\n", HIR_InstanceNew, 1},
    {MADE(PLAIN) "v3:Object = CompareOp 0 v2, v8 @st0 Return v3\n", HIR_InstanceNew, 1},
    {MADE(PLAIN) "v125:I64 = InstanceValues v9 StoreInlineValue 0 v9, v125, v2 @st0 Return v8\n", HIR_InstanceNew, 1},
    {MADE(PLAIN) "v3:Object = CompareOp 0 v8, v8 @st1 Return v3\n", HIR_InstanceNew, 1},
    /* ... its class has a destructor, is not the one that is expected, the field is not set ... */
    {MADE("7") LOAD "Return v3\n", HIR_InstanceNew, 1},
    {MADE(PLAIN) "v4:Other = GuardClass 8 v2 @st0 " LOAD "Return v3\n", HIR_InstanceNew, 1},
    {MADE(PLAIN) "v111:I64 = InstanceValues v2 v3:Object = InlineValue 1 v2, v111 @st0 Return v3\n", HIR_InstanceNew, 1},
    {MADE(PLAIN) "v126:I64 = InstanceValues v2 StoreInlineValue 2 v2, v126, v8 @st0 v127:I64 = InstanceValues v2 StoreInlineValue 1 v2, v127, v8 @st0 Return v8\n",
     HIR_InstanceNew, 1}, /* its dict would have another order */
    /* ... a phi takes it that more than states use, or beside which it lives on. */
    {MADE(PLAIN) "v5:I1 = IsNull v8 Branch v5 bb1 bb2\nbb1: Jump bb2\n"
     "bb2: v3:Object = Phi bb0 v2, bb1 v8 Return v3\n", HIR_InstanceNew, 1},
    {"st2 = state 0 [v3, v2] stack []\n" MADE(PLAIN)
     "v5:I1 = IsNull v8 Branch v5 bb1 bb2\nbb1: Jump bb2\n"
     "bb2: v3:Object = Phi bb0 v2, bb1 v8 Poll @st2 Return v8\n", HIR_InstanceNew, 1},
    {MADE(PLAIN) LOAD "Return v3\n", HIR_InstanceNew, 0},
    {MADE(PLAIN) LOAD "Poll @st1 Return v3\n", HIR_InstanceVirtual, 1},
    {MADE(PLAIN) "Poll @st1 v128:I64 = InstanceValues v2 StoreInlineValue 0 v2, v128, v9 @st1 Poll @st1 Return v8\n",
     HIR_InstanceVirtual, 2}, /* before the store and behind it */
    {MADE(PLAIN) "v4:Other = GuardClass 7 v2 @st0 " LOAD "Return v3\n", HIR_GuardVersion, 1},
    {MADE(PLAIN) "GuardKeys 5 v2 @st0 " LOAD "Return v3\n", HIR_GuardClassKeys, 1},
    {MADE(PLAIN) "v4:I1 = SameObject v2, v8 v5:Bool = BoxI1 v4 Return v5\n", HIR_SameObject, 0},
    {"st2 = state 0 [v3] stack []\n" MADE(PLAIN)
     "v5:I1 = IsNull v8 Branch v5 bb1 bb2\nbb1: Jump bb2\n"
     "bb2: v3:Object = Phi bb0 v2, bb1 v8 Poll @st2 Return v8\n", HIR_ChoiceVirtual, 1},
    {MADE(PLAIN) "v5:I1 = IsNull v8 Branch v5 bb1 bb2\nbb1: v129:I64 = InstanceValues v2 StoreInlineValue 0 v2, v129, v9 @st0 Jump bb2\n"
     "bb2: " LOAD "Return v3\n", HIR_Phi, 1},
    /* In a container that is not made either; one that is made keeps it. */
    {MADE(PLAIN) "v4:Tuple = BuildTuple v2, v8 @st0 v5:I64 = ConstI64 -2\n"
     "v6:Object = TupleItem v4, v5 @st0 v112:I64 = InstanceValues v6 v3:Object = InlineValue 0 v6, v112 @st0 Return v3\n",
     HIR_InstanceNew, 0},
    {MADE(PLAIN) "v4:Tuple = BuildTuple v2, v8 @st0 Return v4\n", HIR_InstanceNew, 1},
    {ST "bb0: v1:Object = Arg 0 v2:Tuple = BuildTuple v1, v1 @st0 v3:I64 = ListLen v2\n"
     "v4:Long = BoxI64 v3 @st0 Return v4\n", HIR_BuildTuple, 0},
    {"st1 = state 0 [v2] stack []\n" ST "bb0: v2:Tuple = BuildTuple @st0 v8:Object = Arg 0 Poll @st1\n"
     "Return v8\n", HIR_BuildTuple, 1}, /* the only one of its kind */
    {ST "bb0: v1:Long = Arg 0 v2:Tuple = BuildTuple v1, v1 @st0 v3:I64 = UnboxI64 v1 @st0\n"
     "v4:Object = TupleItem v2, v3 @st0 Return v4\n", HIR_BuildTuple, 1},
};

static void test_escape(void)
{
    check_cases(adder_pass_escape, escape_cases, ADDER_COUNT(escape_cases));
}

/* ---- Liveness ------------------------------------------------------------------------------------ */

static void test_liveness(void)
{
    hir_text_begin();
    HirFunc *func = hir_text_parse("st0 = state 0 [v3] stack []\n"
                                   "bb0: v1:Any = Arg 0 v2:Any = Arg 1 v3:Any = Arg 2\n"
                                   "v8:Long = GuardType<Long> v2 @st0\n"
                                   "v4:I1 = IsNull v1 Branch v4 bb1 bb2\n"
                                   "bb1: Poll @st0\nJump bb3\n"
                                   "bb2: Jump bb3\n"
                                   "bb3: v5:Any = Phi bb1 v1, bb2 v8\nReturn v5\n");
    AdderLiveness *live = adder_liveness(func);
    HirInstr *v[9];
    HirBlock *b[4];
    for (int k = 0; k < 9; k++) {
        v[k] = hir_text_value(func, k);
    }
    for (int k = 0; k < 4; k++) {
        b[k] = hir_text_block(func, k);
    }
    CU_ASSERT_TRUE(adder_live_in(live, b[1], v[1]));
    CU_ASSERT_FALSE(adder_live_in(live, b[2], v[1]));
    CU_ASSERT_TRUE(adder_live_in(live, b[2], v[2])); /* the root, through its guard */
    CU_ASSERT_FALSE(adder_live_in(live, b[1], v[2]));
    CU_ASSERT_TRUE(adder_live_in(live, b[1], v[3])); /* in a state */
    CU_ASSERT_FALSE(adder_live_out(live, b[1], v[3]));
    CU_ASSERT_FALSE(adder_live_in(live, b[3], v[1])); /* phis use at the predecessor's end */
    CU_ASSERT_FALSE(adder_live_in(live, b[3], v[5]));
    CU_ASSERT_FALSE(adder_live_in(live, b[0], v[1]));
    hir_text_end();
}

static void test_liveness_in_a_loop(void)
{
    hir_text_begin();
    HirFunc *func = hir_text_parse("bb0: v1:Any = Arg 0 v2:Any = Arg 1 Jump bb1\n"
                                   "bb1: v3:I1 = IsNull v1 Branch v3 bb2 bb3\n"
                                   "bb2: Jump bb1\n"
                                   "bb3: Return v2\n");
    AdderLiveness *live = adder_liveness(func);
    CU_ASSERT_TRUE(adder_live_out(live, hir_text_block(func, 2), hir_text_value(func, 1)));
    CU_ASSERT_TRUE(adder_live_out(live, hir_text_block(func, 2), hir_text_value(func, 2)));
    CU_ASSERT_FALSE(adder_live_in(live, hir_text_block(func, 3), hir_text_value(func, 1)));
    hir_text_end();
}

static void test_deaths(void)
{
    hir_text_begin();
    HirFunc *func = hir_text_parse("st0 = state 0 [] stack []\n"
                                   "bb0: v1:Any = Arg 0 v2:Any = Arg 1 v3:Any = Arg 2\n"
                                   "v4:I1 = SameObject v1, v1 v5:I1 = IsNull v1 Return v2\n");
    int uses[32] = {0};
    AdderValues *deaths = adder_deaths(func, adder_liveness(func), uses);
    CU_ASSERT_EQUAL(deaths[4].n, 0);
    CU_ASSERT_EQUAL_FATAL(deaths[5].n, 1);
    CU_ASSERT_EQUAL(deaths[5].at[0]->id, 1);
    CU_ASSERT_EQUAL(deaths[3].n, 1); /* never used */
    CU_ASSERT_EQUAL(uses[1], 3);
    hir_text_end();
}

/* ---- The runner ----------------------------------------------------------------------------------- */

static void note_pass(const HirFunc *func, const char *pass, void *arg)
{
    char *names = arg;
    CU_ASSERT_PTR_NOT_NULL(func);
    strcat(strcat(names, pass), " ");
}

static void test_switches(void)
{
    CU_ASSERT_PTR_NULL(adder_passes_configure(""));
    CU_ASSERT_PTR_NULL(adder_passes_configure("-gvn,-dce,+inline"));
    CU_ASSERT_STRING_EQUAL(adder_passes_configure("-gvn,-nonsense,-dce"), "-nonsense,-dce");
    CU_ASSERT_STRING_EQUAL(adder_passes_configure("-refcount"), "-refcount");
    CU_ASSERT_STRING_EQUAL(adder_passes_configure("-gv"), "-gv");
    CU_ASSERT_PTR_NULL(adder_passes_configure("+gvn,+dce"));
}

static void test_runner_runs_all_but_what_is_off(void)
{
    hir_text_begin();
    char names[200] = "", expected[200] = "build ";
    int64_t took[32] = {0};
    HirFunc *func = hir_text_parse("bb0: v1:Object = Arg 0 Return v1\n");
    adder_passes_configure("-generators");
    CU_ASSERT_EQUAL(adder_run_passes(func, true, note_pass, names, took), ADDER_OK);
    adder_passes_configure("+generators");
    for (int k = 1; k < adder_pass_count; k++) {
        strcat(strcat(expected, adder_pass_names[k]), " ");
    }
    CU_ASSERT_STRING_EQUAL(names, expected);
    CU_ASSERT_EQUAL(took[0], 0);
    CU_ASSERT_TRUE(took[adder_pass_count - 1] > 0);
    hir_text_end();
}

static void test_runner_stops_at_a_bug(void)
{
    hir_text_begin();
    char names[200] = "";
    HirFunc *func = hir_text_parse("bb0: v1:I64 = ConstI64 1 Return v1\n");
    CU_ASSERT_EQUAL(adder_run_passes(func, true, note_pass, names, NULL), ADDER_BUG);
    CU_ASSERT_PTR_NOT_NULL(strstr(func->reason, "Return"));
    hir_text_end();
}

/* Every pass without memory answers NOMEM, and does not crash. */
static void test_passes_without_memory(void)
{
    const char *body = LOOP("0", "0 v5, v2", "1");
    int succeeded = 0;
    for (size_t limit = 1000; limit < 40000; limit += 64) {
        test_arena = adder_arena_new(limit);
        const char *text = adder_arena_printf(test_arena, "fun \"m:f\" entry 0 locals 4 {\n%s}\n", body);
        HirFunc *func = text ? hir_parse(test_arena, text, test_error, sizeof test_error) : NULL;
        AdderStatus status = func ? adder_run_passes(func, false, NULL, NULL, NULL) : ADDER_NOMEM;
        CU_ASSERT_TRUE(status == ADDER_OK || status == ADDER_NOMEM);
        succeeded += status == ADDER_OK;
        hir_text_end();
    }
    CU_ASSERT_TRUE(succeeded > 0);
}

int main(void)
{
    Py_Initialize();
    CU_initialize_registry();
    CU_pSuite suite = CU_add_suite("passes", NULL, NULL);
    CU_ADD_TEST(suite, test_simplify);
    CU_ADD_TEST(suite, test_simplify_swaps_a_negated_branch);
    CU_ADD_TEST(suite, test_raises);
    CU_ADD_TEST(suite, test_gvn);
    CU_ADD_TEST(suite, test_loops);
    CU_ADD_TEST(suite, test_states);
    CU_ADD_TEST(suite, test_ranges);
    CU_ADD_TEST(suite, test_dce);
    CU_ADD_TEST(suite, test_escape);
    CU_ADD_TEST(suite, test_liveness);
    CU_ADD_TEST(suite, test_liveness_in_a_loop);
    CU_ADD_TEST(suite, test_deaths);
    CU_ADD_TEST(suite, test_switches);
    CU_ADD_TEST(suite, test_runner_runs_all_but_what_is_off);
    CU_ADD_TEST(suite, test_runner_stops_at_a_bug);
    CU_ADD_TEST(suite, test_passes_without_memory);
    CU_basic_run_tests();
    int failed = (int)CU_get_number_of_failures() + (CU_get_number_of_tests_run() == 0);
    CU_cleanup_registry();
    return failed != 0;
}
