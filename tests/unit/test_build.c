/* Unit tests of irgen/bytecode.c and irgen/build*.c in an embedded interpreter: every function of
 * a sample of the standard library, entered at its start and at the head of each of its loops,
 * must become valid HIR or be declined with a reason, and stay valid through the passes (which have
 * no feedback here).  Prints what was declined and why.
 * Each compilation owns its arena; the GIL is held throughout.
 *
 * Usage: test_build [number of library files, default 100] */
#include "irgen/irgen.h"
#include "irgen/opcodes.h"
#include "specialize/specialize.h"

#include <CUnit/Basic.h>
#include <opcode.h>
#include <string.h>

static int sample_size = 100;

/* ---- What Python code sees: module hirbuild --------------------------------------------------*/

static HirFunc *new_func(AdderArena *arena, PyCodeObject *code, PyObject *globals, int entry)
{
    HirFunc *func = hir_func_new(arena);
    if (func != NULL) {
        func->code = code;
        func->globals = globals;
        func->builtins = PyEval_GetBuiltins();
        func->name = PyUnicode_AsUTF8(code->co_qualname);
        func->entry_bytecode = entry;
    }
    return func;
}

static PyObject *text_of(HirFunc *func)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    hir_print(func, out);
    fclose(out);
    PyObject *object = PyUnicode_FromStringAndSize(text, (Py_ssize_t)size);
    free(text);
    return object;
}

/* build(code, entry, types or None, want_text, memory limit or 0, run passes) -> (status, reason, number of blocks, text) */
static PyObject *py_build(PyObject *self, PyObject *args)
{
    PyCodeObject *code;
    PyObject *types, *text = NULL;
    int entry, want_text, limit = 0, passes = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "O!iOp|ip", &PyCode_Type, &code, &entry, &types, &want_text,
                          &limit, &passes)) {
        return NULL;
    }
    AdderArena *arena = adder_arena_new((size_t)limit);
    HirFunc *func = arena != NULL ? new_func(arena, code, PyEval_GetGlobals(), entry) : NULL;
    if (func == NULL) {
        adder_arena_free(arena);
        return Py_BuildValue("izis", ADDER_NOMEM, NULL, 0, "");
    }
    AdderEntryTypes *seen = NULL;
    if (types != Py_None) {
        Py_ssize_t n = PyTuple_GET_SIZE(types);
        seen = adder_arena_alloc(arena, sizeof *seen + sizeof(AdderTypes) * (size_t)n);
        seen->n = (int)n;
        for (Py_ssize_t i = 0; i < n; i++) {
            seen->types[i] = (AdderTypes)PyLong_AsUnsignedLong(PyTuple_GET_ITEM(types, i));
        }
    }
    AdderStatus status = adder_build(func, seen);
    if (status == ADDER_OK) {
        status = hir_verify(func);
    }
    if (status == ADDER_OK && passes) {
        status = adder_run_passes(func, true, NULL, NULL, NULL);
    }
    if (want_text || status == ADDER_BUG) {
        text = text_of(func);
    }
    PyObject *result = Py_BuildValue("iziN", (int)status, func->reason, func->blocks.n,
                                     text != NULL ? text : Py_NewRef(Py_None));
    hir_func_clear(func);
    adder_arena_free(arena);
    return result;
}

/* decode(code) -> list of (index, at, base opcode, oparg, target) */
static PyObject *py_decode(PyObject *self, PyObject *arg)
{
    (void)self;
    AdderArena *arena = adder_arena_new(0);
    AdderBytecodes codes;
    PyObject *list = PyList_New(0);
    if (adder_decode(arena, (PyCodeObject *)arg, &codes) != ADDER_OK) {
        Py_DECREF(list);
        adder_arena_free(arena);
        return PyErr_Format(PyExc_ValueError, "not decoded");
    }
    for (int i = 0; i < codes.n; i++) {
        const AdderBytecode *at = &codes.at[i];
        PyObject *one = Py_BuildValue("iiiii", at->index, at->at, at->base, at->oparg, at->target);
        PyList_Append(list, one);
        Py_DECREF(one);
    }
    adder_arena_free(arena);
    return list;
}

static PyMethodDef methods[] = {
    {"build", py_build, METH_VARARGS, NULL},
    {"decode", py_decode, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "hirbuild", .m_size = -1,
                                    .m_methods = methods};

static PyObject *init_module(void)
{
    PyObject *object = PyModule_Create(&module);
    PyModule_AddIntConstant(object, "sample", sample_size);
    return object;
}

static bool run(const char *text)
{
    PyObject *main_dict = PyModule_GetDict(PyImport_AddModule("__main__"));
    PyObject *result = PyRun_String(text, Py_file_input, main_dict, main_dict);
    if (result == NULL) {
        PyErr_Print();
        return false;
    }
    Py_DECREF(result);
    return true;
}

/* ---- Tests -----------------------------------------------------------------------------------*/

static const char prelude[] =
    "import hirbuild, os, sys, dis, time, collections, types\n"
    "def codes_of(code):\n"
    "    yield code\n"
    "    for const in code.co_consts:\n"
    "        if isinstance(const, types.CodeType):\n"
    "            yield from codes_of(const)\n"
    "def library():\n"
    "    files = [os.path.join(folder, name) for folder, folders, names in\n"
    "             sorted(os.walk(os.path.dirname(os.__file__))) for name in sorted(names)\n"
    "             if name.endswith('.py') and 'bad' not in name and 'lib2to3' not in folder]\n"
    "    for name in files[:hirbuild.sample]:\n"
    "        with open(name, 'rb') as source:\n"
    "            yield from codes_of(compile(source.read(), name, 'exec', dont_inherit=True))\n"
    "def loops(code):\n"
    "    return sorted({t for i, a, op, arg, t in hirbuild.decode(code) if -1 < t <= i})\n"
    "def text(function, entry=0, types=None):\n"
    "    status, reason, n, text = hirbuild.build(function.__code__, entry, types, True)\n"
    "    assert status == 0, (status, reason, text)\n"
    "    return text\n"
    "def refused(function, entry=0):\n"
    "    status, reason, n, text = hirbuild.build(function.__code__, entry, None, False)\n"
    "    assert status == 1, (status, reason, text)\n"
    "    return reason\n";

/* Our decoding of quickened code against dis, which reads the bytecode as compiled. */
static void test_decode(void)
{
    CU_ASSERT(run(
        "def check(code):\n"
        "    units = {at: (op, arg) for index, at, op, arg, target in hirbuild.decode(code)}\n"
        "    for i in dis.get_instructions(code):\n"
        "        if i.opname != 'EXTENDED_ARG':\n"
        "            assert units.pop(i.offset // 2) == (i.opcode, i.arg or 0), (code, i)\n"
        "    assert not units, (code, units)\n"
        "n = 0\n"
        "for m in list(sys.modules.values()):\n"
        "    for f in list(vars(m).values()):\n"
        "        if isinstance(f, types.FunctionType):\n"
        "            check(f.__code__)\n"
        "            n += 1\n"
        "assert n > 200, n\n"));
}

static void test_sample(void)
{
    CU_ASSERT(run(
        "reasons = collections.Counter()\n"
        "built = declined = 0\n"
        "spent = units = 0\n"
        "for code in library():\n"
        "    for entry in [0, *loops(code)]:\n"
        "        start = time.perf_counter()\n"
        "        status, reason, n, text = hirbuild.build(code, entry, None, False)\n"
        "        spent += time.perf_counter() - start\n"
        "        units += len(code.co_code) // 2\n"
        "        assert status in (0, 1), (status, reason, code, entry, print(text))\n"
        "        if status == 0:\n"
        "            built += 1\n"
        "            status, reason, n, text = hirbuild.build(code, entry, None, False, 0, True)\n"
        "            assert status == 0, (status, reason, code, entry, print(text))\n"
        "        else:\n"
        "            assert reason, (code, entry)\n"
        "            declined += 1\n"
        "            reasons[reason.split(' (')[0]] += 1\n"
        "print(f'built {built}, declined {declined}; {spent / units * 1e6:.3f} us per code unit')\n"
        "for reason, n in reasons.most_common():\n"
        "    print(f'  {n:6} {reason}')\n"
        "assert built > declined\n"));
}

/* Types known at the entry become guards, at function entry and in a loop. */
static void test_entry_types(void)
{
    CU_ASSERT(run(
        "def f(n):\n"
        "    total = 0\n"
        "    for i in range(n):\n"
        "        total += i\n"
        "        last = i\n"
        "    return total\n"
        "LONG, NULL, ITER = 1 << 3, 1, 1 << 13\n"
        "t = text(f, 0, (LONG, NULL, NULL, NULL))\n"
        "assert t.count('GuardType') == 1, t\n"
        "t = text(f, loops(f.__code__)[0], (LONG, LONG, LONG, NULL, ITER))\n"
        "assert t.count('GuardType') == 5, t\n" /* unset is a type too */
        "assert t.count('GuardType<Long>') == 1, t\n" /* total is read; n and i may be unset */
        "assert 'Arg 4' in t or t.count('Arg') >= 5, t\n"
        "t = text(f, loops(f.__code__)[0])\n"
        "assert 'GuardType' not in t, t\n"));
}

static void test_unset_locals(void)
{
    CU_ASSERT(run(
        "def f(a):\n"
        "    if a: x = 1\n"
        "    return x + x\n"
        "t = text(f)\n"
        "assert t.count('GuardNonNull') == 1, t\n"
        "def g(a):\n"
        "    x = a\n"
        "    while a:\n"
        "        x = a + x\n"
        "    return x\n"
        "assert 'GuardNonNull' not in text(g)\n"
        "def h(a):\n"
        "    del a\n"
        "    return a\n"
        "assert text(h).count('GuardNonNull') == 1\n"));
}

static void test_polls_and_calls(void)
{
    CU_ASSERT(run(
        "def f(a):\n"
        "    while a.b(1, k=2):\n"
        "        a = a.c\n"
        "t = text(f)\n"
        "assert t.count(' Poll') == 1 and t.count('CheckTracing') == 2, t\n"
        "assert t.count('LoadMethod') == 2 and 'Second' in t, t\n"));
}

/* An op in a covered range has an error edge; the handler is reached by nothing else. */
static void test_handlers(void)
{
    CU_ASSERT(run(
        "def caught(a):\n"
        "    try: a()\n"
        "    except KeyError: return 1\n"
        "t = text(caught)\n"
        "assert t.count('Catch') == t.count('BranchRaised') and 'PushExcInfo' in t, t\n"
        "assert 'CheckExcMatch' in t and t.count('PopExcInfo') >= 2, t\n"
        "def cannot_raise(a):\n"
        "    try: b = a\n"
        "    except KeyError: return 1\n"
        "    return b\n"
        "t = text(cannot_raise)\n"
        "assert 'BranchRaised' not in t and 'PushExcInfo' not in t, t\n"
        "def deleted(a):\n"
        "    x = 1\n"
        "    try:\n"
        "        a()\n"
        "        del x\n"
        "        a()\n"
        "        x = 2\n"
        "    except KeyError: pass\n"
        "    return x\n"
        "assert text(deleted).count('GuardNonNull') == 1\n"
        "def bare():\n"
        "    raise\n"
        "t = text(bare)\n" /* it is not to be in the traceback: the interpreter does it */
        "assert 'Exit' in t and 'ActiveException' not in t, t\n"
        "def loop_in_with(a, n):\n"
        "    with a:\n"
        "        while n: n -= a\n"
        "t = text(loop_in_with, loops(loop_in_with.__code__)[0])\n"
        "assert 'WithExceptStart' in t and 'BeforeWith' not in t, t\n"));
}

static void test_refusals(void)
{
    CU_ASSERT(run(
        "def made(a): return -a\n"
        "code = bytearray(made.__code__.co_code)\n"
        "import opcode\n"
        "at = code.index(opcode.opmap['UNARY_NEGATIVE'], 4)\n"
        "code[at] = opcode.opmap['RETURN_GENERATOR']\n"
        "made.__code__ = made.__code__.replace(co_code=bytes(code))\n"
        "line = made.__code__.co_firstlineno\n"
        "assert refused(made) == f'RETURN_GENERATOR (line {line})', refused(made)\n"
        "big = {}\n"
        "exec('def f(x):\\n' + '    x = x + 1\\n' * 5000, big)\n"
        "assert refused(big['f']) == 'too large'\n"));
}

/* Puts callee in place of the only call of func, the way that the inliner does. */
static AdderStatus inline_call(HirFunc *func, PyFunctionObject *callee)
{
    HirInstr *call = NULL;
    for (int i = 0; i < func->blocks.n; i++) {
        HIR_FOR_INSTRS(instr, func->blocks.at[i])
        {
            call = instr->op == HIR_Call ? instr : call;
        }
    }
    HirBlock *before = call->block, *after = hir_block_new(func, call->bytecode);
    while (call->next != NULL) {
        HirInstr *moved = call->next;
        hir_remove(moved);
        hir_append(after, moved);
    }
    HirInstr *phi = hir_instr_new(func, HIR_Phi, NULL, 0, NULL);
    AdderInlining inlining = {.callee = callee, .value = call->args[1], .args = call->args + 2,
                              .nargs = call->nargs - 2, .caller = call->state, .exit = after,
                              .result = phi};
    HirBlock *body = adder_build_inlined(func, &inlining);
    if (body == NULL) {
        return ADDER_DECLINED;
    }
    phi->type = ADDER_T_Object;
    hir_insert_before(after->first, phi);
    hir_replace(call, phi);
    hir_append(before, hir_instr_new(func, HIR_Jump, NULL, 0, NULL));
    hir_link(before, 0, body);
    hir_apply_forwards(func);
    hir_analyse(func);
    return hir_verify(func);
}

static AdderStatus inline_into(const char *caller, const char *callee)
{
    PyObject *dict = PyModule_GetDict(PyImport_AddModule("__main__"));
    PyFunctionObject *outer = (PyFunctionObject *)PyDict_GetItemString(dict, caller);
    PyFunctionObject *inner = (PyFunctionObject *)PyDict_GetItemString(dict, callee);
    AdderArena *arena = adder_arena_new(0);
    HirFunc *func = new_func(arena, (PyCodeObject *)outer->func_code, dict, 0);
    func->builtins = inner->func_builtins;
    AdderStatus status = adder_build(func, NULL);
    CU_ASSERT_EQUAL(status, ADDER_OK);
    status = inline_call(func, inner);
    if (status == ADDER_BUG) {
        fprintf(stderr, "%s\n", func->reason);
        hir_print(func, stderr);
    }
    hir_func_clear(func);
    adder_arena_free(arena);
    return status;
}

/* Every allocation fails in turn, until none does. */
static void test_no_memory(void)
{
    CU_ASSERT(run(
        "def f(a, b):\n"
        "    for x in a.items(b, c=1):\n"
        "        if x is None or a[x:] and not b: y, *z = x\n"
        "        while y: y -= lambda: b\n"
        "    return [x for x in z], f'{a} {b!r:>10}', y\n"
        "failed = 0\n"
        "for limit in range(1000, 200000, 16):\n"
        "    status, reason, n, t = hirbuild.build(f.__code__, 0, None, False, limit)\n"
        "    assert status in (0, 2), (status, reason)\n"
        "    if status == 0: break\n"
        "    failed += 1\n"
        "assert status == 0 and failed > 100, (status, failed)\n"));
}

static void test_inline(void)
{
    CU_ASSERT(run(
        "def outer(a): return inner(a, 2) + 1\n"
        "def inner(x, y):\n"
        "    while x:\n"
        "        x = x - y\n"
        "        if x > 10: return y\n"
        "        if x < 3: z = x\n"
        "    return z\n"
        "def cells(x, y): return lambda: x\n"
        "def three(x, y, z): return x\n"
        "def manager(x, y):\n"
        "    with x: return y\n"));
    CU_ASSERT_EQUAL(inline_into("outer", "inner"), ADDER_OK);
    CU_ASSERT_EQUAL(inline_into("outer", "cells"), ADDER_DECLINED);
    CU_ASSERT_EQUAL(inline_into("outer", "three"), ADDER_DECLINED);
    CU_ASSERT_EQUAL(inline_into("outer", "manager"), ADDER_DECLINED);
}

static void test_tables(void)
{
    CU_ASSERT_STRING_EQUAL(adder_opcode_name(LOAD_FAST), "LOAD_FAST");
    CU_ASSERT_STRING_EQUAL(adder_opcode_name(BINARY_OP_ADD_INT), "BINARY_OP_ADD_INT");
    CU_ASSERT_STRING_EQUAL(adder_opcode_name(-1), "UNKNOWN");
    CU_ASSERT_EQUAL(adder_opcode_operands(STORE_SUBSCR), 3);
    CU_ASSERT_EQUAL(adder_opcode_operands(BINARY_OP), 2);
    CU_ASSERT_TRUE(adder_opcode_branches(FOR_ITER));
    CU_ASSERT_FALSE(adder_opcode_branches(JUMP_FORWARD));
}

int main(int argc, char **argv)
{
    sample_size = argc > 1 ? atoi(argv[1]) : sample_size;
    PyImport_AppendInittab("hirbuild", init_module);
    Py_InitializeEx(0);
    if (!run(prelude) || CU_initialize_registry() != CUE_SUCCESS) {
        return 2;
    }
    CU_pSuite suite = CU_add_suite("build", NULL, NULL);
    CU_add_test(suite, "tables", test_tables);
    CU_add_test(suite, "decode", test_decode);
    CU_add_test(suite, "entry types", test_entry_types);
    CU_add_test(suite, "unset locals", test_unset_locals);
    CU_add_test(suite, "polls and calls", test_polls_and_calls);
    CU_add_test(suite, "handlers", test_handlers);
    CU_add_test(suite, "refusals", test_refusals);
    CU_add_test(suite, "inline", test_inline);
    CU_add_test(suite, "no memory", test_no_memory);
    CU_add_test(suite, "library sample", test_sample);
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_basic_run_tests();
    unsigned failures = CU_get_number_of_failures();
    CU_cleanup_registry();
    Py_FinalizeEx();
    return failures != 0;
}
