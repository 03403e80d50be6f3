/* The types pass for calls: known builtins, Python functions, range.
 *
 * What a call will reach is expected from the globals or the method cache as they are now, and
 * proven by a guard on the callee itself.  Memory: the arena's. */
#include "irgen/runtime/runtime.h"
#include "specialize/attributes.h"
#include "specialize/callee.h"
#include "specialize/derived.h"
#include "specialize/types.h"

#include <string.h>

/* ---- Who is called --------------------------------------------------------------------------- */

/* A call as the stack of 3.11 has it: [NULL, callable, args] or [callable, self, args]. */
typedef struct {
    HirInstr *callee, *self; /* self: NULL if none is passed */
    HirInstr **args;
    int nargs;               /* without self */
    PyObject *expected;      /* borrowed; NULL: unknown */
} Callee;

static bool
read_call(const AdderTyper *t, HirInstr *instr, Callee *call)
{
    HirInstr *first = hir_resolve(instr->args[0]), *second = hir_resolve(instr->args[1]);
    AdderTypes type = adder_typer_type(t, first);
    bool bare = type == ADDER_T_Null;
    *call = (Callee){.callee = bare ? second : first,
                     .self = bare ? NULL : second,
                     .args = instr->args + 2,
                     .nargs = instr->nargs - 2 - adder_call_nkeywords(instr)};
    bool known = bare || (type & ADDER_T_Null) == 0;
    call->expected = known ? adder_typer_expected(t, call->callee) : NULL;
    return known && adder_typer_may_guard(t, instr);
}

/* ---- Builtins that HIR knows ----------------------------------------------------------------- */

typedef HirInstr *EmitKnown(AdderEmit *e, HirInstr *const *args, AdderTypes type);

static HirInstr *
emit_len(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    HirOp op = type == ADDER_T_Str ? HIR_StrLen : type == ADDER_T_Dict ? HIR_DictLen : HIR_ListLen;
    return adder_emit1(e, op, adder_emit_guard_type(e, args[0], type));
}

static HirInstr *
emit_abs(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    HirOp op = type == ADDER_T_Long ? HIR_AbsI64Chk : HIR_AbsF64;
    return adder_emit1(e, op, adder_emit_as_number(e, args[0], type));
}

static HirInstr *
emit_fabs(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    return adder_emit1(e, HIR_AbsF64, adder_emit_as_f64(e, args[0], type));
}

static HirInstr *
emit_sqrt(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    return adder_emit1(e, HIR_SqrtF64Chk, adder_emit_as_f64(e, args[0], type));
}

static HirInstr *
emit_float(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    return type == ADDER_T_Float ? adder_emit_guard_type(e, args[0], type)
                                 : adder_emit_as_f64(e, args[0], type);
}

static HirInstr *
emit_int(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    if (type == ADDER_T_Float) {
        return adder_emit1(e, HIR_F64ToI64Chk, adder_emit_as_f64(e, args[0], type));
    }
    return type == ADDER_T_Long ? adder_emit_guard_type(e, args[0], type)
                                : adder_emit_as_i64(e, args[0], type);
}

/* An int is whole already. */
static HirInstr *
round_number(AdderEmit *e, HirInstr *arg, AdderTypes type, AdderRounding how)
{
    if (type == ADDER_T_Long) {
        return adder_emit_guard_type(e, arg, type);
    }
    HirInstr *whole = adder_emit1(e, HIR_RoundF64, adder_emit_as_f64(e, arg, type));
    whole->imm = how;
    return adder_emit1(e, HIR_F64ToI64Chk, whole);
}

static HirInstr *
emit_round(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    return round_number(e, args[0], type, ADDER_ROUND_EVEN);
}

static HirInstr *
emit_floor(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    return round_number(e, args[0], type, ADDER_ROUND_FLOOR);
}

static HirInstr *
emit_ceil(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    return round_number(e, args[0], type, ADDER_ROUND_CEIL);
}

static HirInstr *
emit_trunc(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    return round_number(e, args[0], type, ADDER_ROUND_TRUNC);
}

static HirInstr *
emit_str(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    HirInstr *text = adder_emit2(e, HIR_FormatValue, adder_emit_guard_type(e, args[0], type),
                                 adder_emit0(e, HIR_NullConst));
    text->imm = FVC_STR;
    text->type = ADDER_T_Str;
    return text;
}

static HirInstr *
emit_ord(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    return adder_emit1(e, HIR_Ord, adder_emit_guard_type(e, args[0], type));
}

static HirInstr *
emit_chr(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    return adder_emit1(e, HIR_Chr, adder_emit_as_i64(e, args[0], type));
}

static HirInstr *
emit_divmod(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    bool ints = type == ADDER_T_Long;
    HirInstr *a = adder_emit_as_number(e, args[0], type);
    HirInstr *b = adder_emit_as_number(e, args[1], type);
    HirInstr *quotient = adder_emit2(e, ints ? HIR_FloorDivI64Chk : HIR_FloorDivF64Chk, a, b);
    HirInstr *rest = adder_emit2(e, ints ? HIR_ModI64Chk : HIR_ModF64Chk, a, b);
    quotient = adder_emit_box(e, quotient);
    return adder_emit2(e, HIR_BuildTuple, quotient, adder_emit_box(e, rest));
}

static HirInstr *
emit_pow(AdderEmit *e, HirInstr *const *args, AdderTypes type)
{
    HirInstr *a = adder_emit_as_i64(e, args[0], type), *b = adder_emit_as_i64(e, args[1], type);
    return adder_emit3(e, HIR_PowModI64Chk, a, b, adder_emit_as_i64(e, args[2], type));
}

#define NUMBER (ADDER_T_Long | ADDER_T_Float)
#define SIZED                                                                                      \
    (ADDER_T_List | ADDER_T_Tuple | ADDER_T_Str | ADDER_T_Dict | ADDER_T_Bytes | ADDER_T_ByteArray)
/* The arguments are of one type among `takes`; result 0: of that type too. */
static const struct {
    const char *module, *name;
    int nargs;
    AdderTypes takes, result;
    EmitKnown *emit;
} known_calls[] = {
    {"builtins", "len", 1, SIZED, ADDER_T_Long, emit_len},
    {"builtins", "abs", 1, NUMBER, 0, emit_abs},
    {"builtins", "float", 1, NUMBER | ADDER_T_Bool, ADDER_T_Float, emit_float},
    {"builtins", "int", 1, NUMBER | ADDER_T_Bool, ADDER_T_Long, emit_int},
    {"builtins", "str", 1, NUMBER | ADDER_T_Bool | ADDER_T_Str, ADDER_T_Str, emit_str},
    {"builtins", "round", 1, NUMBER, ADDER_T_Long, emit_round},
    {"builtins", "ord", 1, ADDER_T_Str, ADDER_T_Long, emit_ord},
    {"builtins", "chr", 1, ADDER_T_Long, ADDER_T_Str, emit_chr},
    {"builtins", "divmod", 2, NUMBER, ADDER_T_Tuple, emit_divmod},
    {"builtins", "pow", 3, ADDER_T_Long, ADDER_T_Long, emit_pow},
    {"math", "sqrt", 1, NUMBER, ADDER_T_Float, emit_sqrt},
    {"math", "fabs", 1, NUMBER, ADDER_T_Float, emit_fabs},
    {"math", "floor", 1, NUMBER, ADDER_T_Long, emit_floor},
    {"math", "ceil", 1, NUMBER, ADDER_T_Long, emit_ceil},
    {"math", "trunc", 1, NUMBER, ADDER_T_Long, emit_trunc},
};

/* Functions of math that the C library has: AdderMathOne, AdderMathTwo. */
#define NAME(name) #name,
static const char *const math_one[] = {ADDER_MATH_ONE(NAME)};
static const char *const math_two[] = {ADDER_MATH_TWO(NAME)};
#undef NAME

/* min and max of two to four numbers of one type. */
static const struct {
    const char *name;
    HirOp i64, f64;
} choices[] = {
    {"min", HIR_MinI64, HIR_MinF64},
    {"max", HIR_MaxI64, HIR_MaxF64},
};

static bool
is_named(PyObject *object, const char *module, const char *name)
{
    if (PyCFunction_CheckExact(object)) {
        const PyCFunctionObject *function = (PyCFunctionObject *)object;
        PyObject *in = function->m_module;
        return in != NULL && PyUnicode_Check(in) && strcmp(name, function->m_ml->ml_name) == 0
               && PyUnicode_CompareWithASCIIString(in, module) == 0;
    }
    return (object == (PyObject *)&PyFloat_Type || object == (PyObject *)&PyLong_Type
            || object == (PyObject *)&PyUnicode_Type)
           && strcmp(((PyTypeObject *)object)->tp_name, name) == 0
           && strcmp(module, "builtins") == 0;
}

bool
adder_is_builtin(PyObject *callable, const char *name)
{
    return is_named(callable, "builtins", name);
}

/* Which of the tables for as many arguments, or -1. */
static int
math_function(PyObject *object, int nargs)
{
    const char *const *names = nargs == 1 ? math_one : math_two;
    int n = nargs == 1 ? ADDER_NMATH_ONE : nargs == 2 ? ADDER_NMATH_TWO : 0;
    for (int k = 0; k < n; k++) {
        if (is_named(object, "math", names[k])) {
            return k;
        }
    }
    return -1;
}

bool
adder_is_known_call(PyObject *callable)
{
    bool known = is_named(callable, "builtins", "isinstance");
    for (size_t i = 0; i < ADDER_COUNT(known_calls) && !known; i++) {
        known = is_named(callable, known_calls[i].module, known_calls[i].name);
    }
    for (size_t i = 0; i < ADDER_COUNT(choices) && !known; i++) {
        known = is_named(callable, "builtins", choices[i].name);
    }
    return known || math_function(callable, 1) >= 0 || math_function(callable, 2) >= 0;
}

/* The one type of all arguments, or several, or Bottom. */
static AdderTypes
plan_same(const AdderTyper *t, HirInstr *instr, const Callee *call)
{
    AdderTypes type = adder_typer_plan(t, instr, 2, call->nargs - 1);
    for (int k = 1; k < call->nargs; k++) {
        type |= adder_typer_plan(t, instr, 2 + k, call->nargs - 1 - k);
    }
    return type;
}

/* Row of known_calls, or -1. */
static int
plan_known(const AdderTyper *t, HirInstr *instr, const Callee *call, AdderTypes *type)
{
    if (call->expected == NULL || call->self != NULL) {
        return -1;
    }
    for (int i = 0; i < (int)ADDER_COUNT(known_calls); i++) {
        if (known_calls[i].nargs == call->nargs
            && is_named(call->expected, known_calls[i].module, known_calls[i].name)) {
            *type = plan_same(t, instr, call);
            return adder_one_type(*type) && (*type & known_calls[i].takes) ? i : -1;
        }
    }
    return -1;
}

/* Which function of math on numbers, or -1. */
static int
plan_math(const AdderTyper *t, HirInstr *instr, const Callee *call)
{
    if (call->expected == NULL || call->self != NULL || call->nargs < 1 || call->nargs > 2) {
        return -1;
    }
    int which = math_function(call->expected, call->nargs);
    for (int k = 0; which >= 0 && k < call->nargs; k++) {
        AdderTypes type = adder_typer_plan(t, instr, 2 + k, call->nargs - 1 - k);
        which = type == ADDER_T_Long || type == ADDER_T_Float ? which : -1;
    }
    return which;
}

static HirInstr *
emit_math(AdderTyper *t, AdderEmit *e, HirInstr *instr, const Callee *call, int which)
{
    HirInstr *numbers[2];
    for (int k = 0; k < call->nargs; k++) {
        AdderTypes type = adder_typer_plan(t, instr, 2 + k, call->nargs - 1 - k);
        numbers[k] = adder_emit_as_f64(e, call->args[k], type);
    }
    HirOp op = call->nargs == 1 ? HIR_MathF64Chk : HIR_Math2F64Chk;
    HirInstr *value = adder_emit(e, op, call->nargs, numbers);
    value->imm = which;
    return value;
}

enum { MAX_CHOICES = 4 };

/* Row of choices, or -1. */
static int
plan_choice(const AdderTyper *t, HirInstr *instr, const Callee *call, AdderTypes *type)
{
    if (call->expected == NULL || call->self != NULL || call->nargs < 2
        || call->nargs > MAX_CHOICES) {
        return -1;
    }
    for (int i = 0; i < (int)ADDER_COUNT(choices); i++) {
        bool same = is_named(call->expected, "builtins", choices[i].name);
        *type = same ? plan_same(t, instr, call) : ADDER_T_Bottom;
        if (*type == ADDER_T_Long || *type == ADDER_T_Float) {
            return i;
        }
    }
    return -1;
}

static HirInstr *
emit_choice(AdderEmit *e, const Callee *call, int row, AdderTypes type)
{
    HirInstr *best = NULL;
    for (int k = 0; k < call->nargs; k++) {
        HirInstr *arg = adder_emit_as_number(e, call->args[k], type);
        HirOp op = type == ADDER_T_Long ? choices[row].i64 : choices[row].f64;
        best = k == 0 ? arg : adder_emit2(e, op, best, arg);
    }
    return best;
}

/* ---- isinstance ------------------------------------------------------------------------------ */

typedef struct {
    PyTypeObject *cls;  /* borrowed: made by type itself, so that its bases decide */
    AdderTypes type;    /* of the object, if it is of one builtin type; else it is of ... */
    HirClasses classes;
    bool answer;
} InstanceTest;

/* All classes that the object has been proven or seen to be of agree. */
static bool
classes_agree(HirInstr *instr, const Callee *call, InstanceTest *test)
{
    if (!adder_classes_known(instr, call->args[0], 1, &test->classes)) {
        return false;
    }
    for (int k = 0; k < test->classes.n; k++) {
        bool is = PyType_IsSubtype(test->classes.at[k], test->cls);
        if ((k > 0 && is != test->answer) || !adder_has_plain_class(test->classes.at[k])) {
            return false;
        }
        test->answer = is;
    }
    return true;
}

static bool
plan_isinstance(const AdderTyper *t, HirInstr *instr, const Callee *call, InstanceTest *test)
{
    if (call->expected == NULL || call->self != NULL || call->nargs != 2
        || instr->state->code == NULL || !is_named(call->expected, "builtins", "isinstance")) {
        return false;
    }
    PyObject *cls = adder_typer_expected(t, hir_resolve(call->args[1]));
    if (cls == NULL || !Py_IS_TYPE(cls, &PyType_Type)
        || ((PyTypeObject *)cls)->tp_version_tag == 0) {
        return false;
    }
    *test = (InstanceTest){.cls = (PyTypeObject *)cls, .type = adder_typer_plan(t, instr, 2, 1)};
    PyTypeObject *type = adder_types_type(test->type);
    if (type == NULL) {
        return classes_agree(instr, call, test);
    }
    test->answer = PyType_IsSubtype(type, test->cls);
    return true;
}

static HirInstr *
emit_isinstance(AdderEmit *e, const Callee *call, const InstanceTest *test)
{
    adder_emit_guard_version(e, hir_resolve(call->args[1]), test->cls);
    if (test->classes.n > 0) {
        adder_emit_guard_classes(e, hir_resolve(call->args[0]), &test->classes);
    }
    else {
        adder_emit_guard_type(e, call->args[0], test->type);
    }
    return adder_emit_const(e, test->answer ? Py_True : Py_False);
}

/* type(x): one pointer. */
static bool
asks_type(const Callee *call)
{
    return call->expected == (PyObject *)&PyType_Type && call->self == NULL && call->nargs == 1;
}

/* ---- range ----------------------------------------------------------------------------------- */

/* range(...) of ints; a constant step of 0 is left to raise. */
static bool
plan_range(const AdderTyper *t, HirInstr *instr, const Callee *call)
{
    if (call->expected != (PyObject *)&PyRange_Type || call->self != NULL || call->nargs < 1
        || call->nargs > 3) {
        return false;
    }
    for (int k = 0; k < call->nargs; k++) {
        AdderTypes type = adder_typer_plan(t, instr, 2 + k, call->nargs - 1 - k);
        if (type != ADDER_T_Long && type != ADDER_T_Bool && type != ADDER_T_Bottom) {
            return false;
        }
    }
    int64_t step;
    return call->nargs < 3 || !adder_const_i64(hir_resolve(call->args[2]), &step) || step != 0;
}

static HirInstr *
emit_range(AdderTyper *t, AdderEmit *e, HirInstr *instr, const Callee *call)
{
    HirInstr *given[3] = {NULL, NULL, NULL};
    for (int k = 0; k < call->nargs; k++) {
        given[k] = adder_emit_as_i64(
            e, call->args[k], adder_typer_plan(t, instr, 2 + k, call->nargs - 1 - k));
    }
    HirInstr *lo = call->nargs == 1 ? adder_emit_i64(e, 0) : given[0];
    HirInstr *hi = call->nargs == 1 ? given[0] : given[1];
    HirInstr *step = call->nargs == 3 ? given[2] : adder_emit_i64(e, 1);
    if (step->op != HIR_ConstI64) {
        HirInstr *runs = adder_emit2(e, HIR_CmpI64, step, adder_emit_i64(e, 0));
        runs->imm = Py_NE;
        adder_emit1(e, HIR_GuardTrue, runs); /* 0: range() raises */
    }
    return adder_emit3(e, HIR_RangeNew, lo, hi, step);
}

/* ---- Python functions ------------------------------------------------------------------------ */

bool
adder_call_is_plain(PyFunctionObject *func, int nargs)
{
    PyCodeObject *code = (PyCodeObject *)func->func_code;
    return adder_is_function_code(code) && adder_is_positional(code) && code->co_argcount == nargs
           && adder_cache_func_version(func) != 0;
}

static AdderGiven
given_to(const HirInstr *instr, const Callee *call)
{
    bool has_self = call->self != NULL;
    return (AdderGiven){call->args - has_self, call->nargs + has_self, adder_call_keywords(instr)};
}

/* A function that takes what it is given. */
static bool
plan_function(const AdderTyper *t, HirInstr *instr, const Callee *call, AdderCallee *callee)
{
    if (call->self == NULL) {
        *callee = call->expected != NULL ? adder_callee_of(t->func, instr, call->expected)
                                         : adder_callee_seen(instr, call->callee);
    }
    else if (call->expected != NULL && PyFunction_Check(call->expected)) {
        *callee = adder_callee_method((PyFunctionObject *)call->expected);
    }
    else if (hir_resolve(call->callee)->op == HIR_GuardCode) {
        *callee = adder_callee_guarded(hir_resolve(call->callee));
    }
    else if (hir_root(hir_resolve(call->callee))->op == HIR_MakeFunction) {
        *callee = adder_callee_seen(instr, call->callee); /* a comprehension: its iterator stands as self */
    }
    else {
        return false;
    }
    AdderGiven given = given_to(instr, call);
    return adder_callee_takes(callee, &given);
}

static HirInstr *
emit_call_function(AdderEmit *e, HirInstr *instr, const Callee *call, const AdderCallee *callee)
{
    AdderGiven given = given_to(instr, call);
    int n = adder_callee_parameters(callee->code);
    HirInstr *func = adder_emit_guard_callee(e, call->callee, callee);
    HirInstr **parameters = adder_emit_parameters(e, callee, func, &given);
    HirInstr **args = ADDER_NEW_ARRAY(e->func->arena, HirInstr *, n + 1);
    if (parameters == NULL || args == NULL) {
        return NULL;
    }
    args[0] = func;
    memcpy(args + 1, parameters, sizeof(*args) * (size_t)n);
    HirInstr *result = adder_emit(e, HIR_CallFunc, n + 1, args);
    PyObject *told_by = callee->func != NULL ? (PyObject *)callee->func : (PyObject *)callee->code;
    result->imm = func->imm;
    result->sym = hir_sym(e->func, HIR_SYM_GLOBAL, told_by, NULL);
    return result;
}

/* ---- Methods that are operations ---------------------------------------------------------------- */

typedef enum {
    LIST_APPEND,
    LIST_POP,
    DICT_GET,
    DICT_POP,
    DICT_SETDEFAULT,
    SET_ADD,
    SET_DISCARD,
    SET_REMOVE,
    BYTE_ARRAY_APPEND,
    STR_IS,
    STR_MATCH,
    STR_FIND,
} KnownMethod;

/* The first argument has to be of one type among `takes`, the others ints if that matters. */
static const struct {
    KnownMethod method;
    PyTypeObject *type;
    AdderTypes self;
    const char *name;
    int least, most; /* arguments */
    AdderTypes takes; /* 0: whatever it is */
    AdderTypes result;
    int misses; /* with so many arguments it leaves where the first is not there; 0: never */
    int imm;    /* of the operation */
} known_methods[] = {
    {LIST_APPEND, &PyList_Type, ADDER_T_List, "append", 1, 1, 0, ADDER_T_None, 0, 0},
    {LIST_POP, &PyList_Type, ADDER_T_List, "pop", 0, 0, 0, ADDER_T_Object, 0, 0},
    {DICT_GET, &PyDict_Type, ADDER_T_Dict, "get", 1, 2, ADDER_PLAIN_KEYS, ADDER_T_Object, 0, 0},
    {DICT_POP, &PyDict_Type, ADDER_T_Dict, "pop", 1, 2, ADDER_PLAIN_KEYS, ADDER_T_Object, 1, 0},
    {DICT_SETDEFAULT, &PyDict_Type, ADDER_T_Dict, "setdefault", 1, 2, ADDER_PLAIN_KEYS, ADDER_T_Object, 0, 0},
    {SET_ADD, &PySet_Type, ADDER_T_Set, "add", 1, 1, ADDER_PLAIN_KEYS, ADDER_T_None, 0, 0},
    {SET_DISCARD, &PySet_Type, ADDER_T_Set, "discard", 1, 1, ADDER_PLAIN_KEYS, ADDER_T_None, 0, 0},
    {SET_REMOVE, &PySet_Type, ADDER_T_Set, "remove", 1, 1, ADDER_PLAIN_KEYS, ADDER_T_None, 1, 0},
    {BYTE_ARRAY_APPEND, &PyByteArray_Type, ADDER_T_ByteArray, "append", 1, 1, ADDER_T_Long,
     ADDER_T_None, 0, 0},
#define STR_METHOD(method, name, least, most, takes, result, imm) \
    {method, &PyUnicode_Type, ADDER_T_Str, name, least, most, takes, result, 0, imm}
    STR_METHOD(STR_IS, "isalpha", 0, 0, 0, ADDER_T_Bool, PY_CTF_ALPHA),
    STR_METHOD(STR_IS, "isalnum", 0, 0, 0, ADDER_T_Bool, PY_CTF_ALNUM),
    STR_METHOD(STR_IS, "isdigit", 0, 0, 0, ADDER_T_Bool, PY_CTF_DIGIT),
    STR_METHOD(STR_IS, "isdecimal", 0, 0, 0, ADDER_T_Bool, PY_CTF_DIGIT),
    STR_METHOD(STR_IS, "isnumeric", 0, 0, 0, ADDER_T_Bool, PY_CTF_DIGIT),
    STR_METHOD(STR_IS, "isupper", 0, 0, 0, ADDER_T_Bool, PY_CTF_UPPER),
    STR_METHOD(STR_IS, "islower", 0, 0, 0, ADDER_T_Bool, PY_CTF_LOWER),
    STR_METHOD(STR_IS, "isspace", 0, 0, 0, ADDER_T_Bool, PY_CTF_SPACE),
    STR_METHOD(STR_MATCH, "startswith", 1, 3, ADDER_T_Str, ADDER_T_Bool, -1),
    STR_METHOD(STR_MATCH, "endswith", 1, 3, ADDER_T_Str, ADDER_T_Bool, 1),
    STR_METHOD(STR_FIND, "find", 1, 3, ADDER_T_Str, ADDER_T_Long, 1),
    STR_METHOD(STR_FIND, "rfind", 1, 3, ADDER_T_Str, ADDER_T_Long, -1),
    STR_METHOD(STR_FIND, "count", 1, 3, ADDER_T_Str, ADDER_T_Long, 0),
#undef STR_METHOD
};

/* Is it a method with places in a text behind its first argument? */
static bool
takes_places(int row)
{
    return known_methods[row].method == STR_MATCH || known_methods[row].method == STR_FIND;
}

/* The row of known_methods for a method of a builtin type, called with so many arguments, or -1. */
static int
row_of_method(PyObject *method, int nargs)
{
    const PyMethodDescrObject *descr = (PyMethodDescrObject *)method;
    for (int k = 0; k < (int)ADDER_COUNT(known_methods); k++) {
        if (known_methods[k].type == descr->d_common.d_type
            && strcmp(known_methods[k].name, descr->d_method->ml_name) == 0
            && nargs >= known_methods[k].least && nargs <= known_methods[k].most) {
            return k;
        }
    }
    return -1;
}

/* Is it of that type, or a subclass that such methods do not tell from it? */
static bool is_self_of(const AdderTyper *t, HirInstr *self, AdderTypes type)
{
    return adder_typer_type(t, self) == type ||
           (type == ADDER_T_Dict && adder_is_derived_dict(self));
}

/* Row of known_methods, or -1. */
static int
plan_method(const AdderTyper *t, HirInstr *instr, const Callee *call)
{
    if (call->expected == NULL || call->self == NULL
        || !Py_IS_TYPE(call->expected, &PyMethodDescr_Type)) {
        return -1;
    }
    int row = row_of_method(call->expected, call->nargs);
    if (row < 0 || !is_self_of(t, call->self, known_methods[row].self) ||
        (call->nargs == known_methods[row].misses && adder_often_misses(instr))) {
        return -1;
    }
    for (int k = 1; takes_places(row) && k < call->nargs; k++) {
        if (adder_typer_plan(t, instr, 2 + k, call->nargs - 1 - k) != ADDER_T_Long) {
            return -1;
        }
    }
    AdderTypes takes = known_methods[row].takes;
    if (takes == 0) {
        return row;
    }
    AdderTypes first = takes == ADDER_PLAIN_KEYS ? adder_typer_plan_key(t, instr, 2, call->nargs - 1)
                                                 : adder_typer_plan(t, instr, 2, call->nargs - 1);
    return adder_one_type(first) && (first & takes) != 0 ? row : -1;
}

/* Was argument k, of nargs, one of these types, and always the same? */
static bool
was_seen_as(const HirInstr *call, int k, int nargs, AdderTypes types)
{
    const AdderSite *site = adder_site_of(call);
    int depth = nargs - 1 - k;
    if (types == ADDER_T_Object) {
        return true;
    }
    AdderTypes seen = site != NULL && site->samples > 0 && depth < ADDER_SITE_OPERANDS
                          ? site->seen[depth] & ~(AdderTypes)(ADDER_T_BigInt | ADDER_T_HugeInt)
                          : 0;
    return adder_one_type(seen) && (seen & types) != 0;
}

bool
adder_is_known_method(const HirInstr *call, PyObject *method)
{
    int nargs = call->nargs - 2;
    if (call->sym != NULL || !Py_IS_TYPE(method, &PyMethodDescr_Type)) {
        return false;
    }
    int row = row_of_method(method, nargs);
    if (row >= 0) {
        AdderTypes takes = known_methods[row].takes;
        bool fits = was_seen_as(call, 0, nargs, takes != 0 ? takes : ADDER_T_Object);
        for (int k = 1; takes_places(row) && k < nargs; k++) {
            fits &= was_seen_as(call, k, nargs, ADDER_T_Long);
        }
        return fits;
    }
    AdderNative plan;
    bool known = adder_plan_native(method, ((PyDescrObject *)method)->d_type, nargs, &plan) && plan.plain;
    for (int k = 0; known && k < nargs; k++) {
        known = was_seen_as(call, k, nargs, adder_native_takes(&plan, k));
    }
    return known;
}

static HirInstr *
emit_in_text(AdderEmit *e, const Callee *call, HirOp op)
{
    HirInstr *args[4] = {call->self, adder_emit_guard_type(e, call->args[0], ADDER_T_Str)};
    for (int k = 1; k < 3; k++) {
        args[1 + k] = k < call->nargs ? adder_emit_as_i64(e, call->args[k], ADDER_T_Long)
                                      : adder_emit_i64(e, k == 1 ? 0 : PY_SSIZE_T_MAX);
    }
    return adder_emit(e, op, 4, args);
}

static HirInstr *
emit_is(AdderEmit *e, const Callee *call)
{
    HirInstr *is = adder_emit1(e, HIR_StrIs, call->self);
    is->sym = hir_sym(e->func, HIR_SYM_CONST, call->expected, NULL);
    return is;
}

static HirInstr *
emit_method(AdderEmit *e, const Callee *call, int row)
{
    HirInstr *made;
    KnownMethod method = known_methods[row].method;
    switch (method) {
    case STR_IS:
    case STR_MATCH:
    case STR_FIND:
        made = method == STR_IS      ? emit_is(e, call)
               : method == STR_MATCH ? emit_in_text(e, call, HIR_StrMatch)
                                     : emit_in_text(e, call, HIR_StrFind);
        made->imm = known_methods[row].imm;
        return adder_emit_box(e, made);
    case DICT_GET:
        return adder_emit3(e, HIR_DictGet, call->self, call->args[0],
                           call->nargs == 2 ? call->args[1] : adder_emit_const(e, Py_None));
    case DICT_POP:
        return adder_emit3(e, HIR_DictTake, call->self, call->args[0],
                           call->nargs == 2 ? call->args[1] : adder_emit0(e, HIR_NullConst));
    case DICT_SETDEFAULT:
        return adder_emit3(e, HIR_DictDefault, call->self, call->args[0],
                           call->nargs == 2 ? call->args[1] : adder_emit_const(e, Py_None));
    case LIST_POP:
        return adder_emit1(e, HIR_ListPop, call->self);
    case SET_DISCARD:
    case SET_REMOVE:
        adder_emit2(e, HIR_SetDrop, call->self, call->args[0])->imm = method == SET_REMOVE;
        break;
    case LIST_APPEND:
        adder_emit2(e, HIR_ListAppend, call->self, call->args[0]);
        break;
    case SET_ADD:
        adder_emit2(e, HIR_SetPut, call->self, call->args[0]);
        break;
    case BYTE_ARRAY_APPEND:
        adder_emit2(e, HIR_ByteArrayAppend, call->self,
                    adder_emit_as_i64(e, call->args[0], ADDER_T_Long));
        break;
    }
    return adder_emit_const(e, Py_None);
}

/* The one class that self is proven to be of; NULL: it is not known. */
static PyTypeObject *
class_of_self(const AdderTyper *t, HirInstr *self)
{
    const HirClasses *proven = adder_classes_proven(self);
    return proven != NULL && proven->n == 1 ? proven->at[0]
                                            : adder_types_type(adder_typer_type(t, self));
}

static bool
plan_native(const AdderTyper *t, const Callee *call, AdderNative *plan)
{
    PyTypeObject *self = call->self != NULL ? class_of_self(t, call->self) : NULL;
    return (call->self == NULL || self != NULL)
           && adder_plan_native(call->expected, self, call->nargs, plan);
}

/* Are all arguments of types with which it runs no Python code?  Then they are guarded.  An error that is caught
 * here needs an operation that may be. */
static void
settle_native(AdderTyper *t, AdderEmit *e, HirInstr *instr, const Callee *call, AdderNative *plan)
{
    for (int k = 0; plan->plain && k < call->nargs; k++) {
        AdderTypes takes = adder_native_takes(plan, k);
        AdderTypes type = adder_typer_plan_key(t, instr, 2 + k, call->nargs - 1 - k);
        plan->plain = takes == ADDER_T_Object || (adder_one_type(type) && (type & takes) != 0);
    }
    plan->plain &= !hir_is_caught(instr);
    if (!plan->plain) {
        return;
    }
    for (int k = 0; k < call->nargs; k++) {
        if (adder_native_takes(plan, k) != ADDER_T_Object) {
            AdderTypes type = adder_typer_plan_key(t, instr, 2 + k, call->nargs - 1 - k);
            call->args[k] = adder_emit_guard_type(e, call->args[k], type);
        }
    }
    if (plan->unbounded) {
        adder_emit1(e, HIR_GuardUnbounded, call->self);
    }
    adder_drop_tracing_check(instr->next);
}

/* ---- Heaps ------------------------------------------------------------------------------------ */

static const struct {
    const char *name;
    int nargs;
    HirOp op;
} heap_calls[] = {
    {"heappush", 2, HIR_HeapPush},
    {"heappop", 1, HIR_HeapPop},
};

/* Of a list; NONE: no such call. */
static HirOp plan_heap(const AdderTyper *t, HirInstr *instr, const Callee *call)
{
    bool bare = call->expected != NULL && call->self == NULL && !hir_is_caught(instr);
    for (size_t k = 0; bare && k < ADDER_COUNT(heap_calls); k++) {
        if (call->nargs == heap_calls[k].nargs &&
            is_named(call->expected, "_heapq", heap_calls[k].name) &&
            adder_typer_plan(t, instr, 2, call->nargs - 1) == ADDER_T_List) {
            return heap_calls[k].op;
        }
    }
    return HIR_NONE;
}

static HirInstr *emit_heap(AdderEmit *e, const Callee *call, HirOp op)
{
    HirInstr *heap = adder_emit_guard_type(e, call->args[0], ADDER_T_List);
    if (op == HIR_HeapPop) {
        return adder_emit1(e, op, heap);
    }
    adder_emit2(e, op, heap, call->args[1]);
    return adder_emit_const(e, Py_None);
}

/* ---- Calls ----------------------------------------------------------------------------------- */

/* len of a class that has it from a builtin type; NULL: none such. */
static HirInstr *emit_derived_len(AdderTyper *t, AdderEmit *e, HirInstr *instr, const Callee *call)
{
    bool len = call->self == NULL && call->nargs == 1 && call->expected != NULL &&
               adder_is_builtin(call->expected, "len");
    HirInstr *length = len ? adder_emit_derived_length(t, e, instr, 2, ADDER_ASKED_LENGTH) : NULL;
    return length != NULL ? adder_emit_box(e, length) : NULL;
}

static AdderTypes
infer_call(const AdderTyper *t, HirInstr *instr)
{
    Callee call;
    AdderTypes type;
    t->expected[instr->id] = NULL;
    for (int k = 0; k < instr->nargs; k++) {
        if (adder_typer_type(t, hir_resolve(instr->args[k])) == ADDER_T_Bottom) {
            return ADDER_T_Bottom; /* an answer now could only be too wide */
        }
    }
    if (!read_call(t, instr, &call) || instr->sym != NULL) {
        return instr->type;
    }
    if (asks_type(&call)) {
        return ADDER_T_Object;
    }
    if (plan_range(t, instr, &call)) {
        return ADDER_T_Range;
    }
    int method = plan_method(t, instr, &call);
    if (method >= 0) {
        return known_methods[method].result;
    }
    if (plan_choice(t, instr, &call, &type) >= 0) {
        return type;
    }
    if (plan_math(t, instr, &call) >= 0) {
        return ADDER_T_Float;
    }
    InstanceTest test;
    if (plan_isinstance(t, instr, &call, &test)) {
        t->expected[instr->id] = test.answer ? Py_True : Py_False;
        return ADDER_T_Bool;
    }
    int row = plan_known(t, instr, &call, &type);
    HirOp heap = plan_heap(t, instr, &call);
    AdderNative native;
    if (heap != HIR_NONE) {
        return heap == HIR_HeapPush ? ADDER_T_None : ADDER_T_Object;
    }
    if (row < 0) {
        return plan_native(t, &call, &native) ? native.result : instr->type;
    }
    return known_calls[row].result == 0 ? type : known_calls[row].result;
}

static void
emit_callee_guard(AdderEmit *e, const Callee *call)
{
    if (adder_const_object(call->callee) != call->expected) {
        HirInstr *guard = adder_emit1(e, HIR_GuardIs, call->callee);
        guard->sym = hir_sym(e->func, HIR_SYM_CONST, call->expected, NULL);
    }
}

static HirInstr *
emit_known(AdderTyper *t, AdderEmit *e, HirInstr *instr, const Callee *call)
{
    AdderTypes type;
    if (asks_type(call)) {
        emit_callee_guard(e, call);
        return adder_emit1(e, HIR_TypeOf, hir_resolve(call->args[0]));
    }
    if (plan_range(t, instr, call)) {
        emit_callee_guard(e, call);
        return emit_range(t, e, instr, call);
    }
    int method = plan_method(t, instr, call);
    if (method >= 0) {
        emit_callee_guard(e, call);
        return emit_method(e, call, method);
    }
    InstanceTest test;
    if (plan_isinstance(t, instr, call, &test)) {
        emit_callee_guard(e, call);
        return emit_isinstance(e, call, &test);
    }
    if (call->self == NULL && adder_plan_exception(call->expected)) {
        return adder_emit_exception(e, call->callee, call->expected, call->args, call->nargs);
    }
    int row = plan_choice(t, instr, call, &type);
    if (row >= 0) {
        emit_callee_guard(e, call);
        return adder_emit_box(e, emit_choice(e, call, row, type));
    }
    row = plan_math(t, instr, call);
    if (row >= 0) {
        emit_callee_guard(e, call);
        return adder_emit_box(e, emit_math(t, e, instr, call, row));
    }
    HirOp heap = plan_heap(t, instr, call);
    if (heap != HIR_NONE) {
        emit_callee_guard(e, call);
        return emit_heap(e, call, heap);
    }
    row = plan_known(t, instr, call, &type);
    if (row < 0) {
        HirInstr *length = emit_derived_len(t, e, instr, call);
        if (length != NULL) {
            emit_callee_guard(e, call);
        }
        return length;
    }
    emit_callee_guard(e, call);
    HirInstr *value = known_calls[row].emit(e, call->args, type);
    return hir_is_object(value) ? value : adder_emit_box(e, value);
}

static void
rewrite_call(AdderTyper *t, HirInstr *instr)
{
    Callee call;
    if (!read_call(t, instr, &call)) {
        return;
    }
    AdderEmit e = adder_emit_before(t->func, instr);
    bool positional = instr->sym == NULL;
    HirInstr *value = positional ? emit_known(t, &e, instr, &call) : NULL;
    if (value != NULL) {
        adder_drop_tracing_check(instr->next);
        hir_replace(instr, value);
        return;
    }
    AdderNative native;
    if (positional && plan_native(t, &call, &native)) {
        emit_callee_guard(&e, &call);
        settle_native(t, &e, instr, &call, &native);
        int has_self = call.self != NULL;
        hir_replace(instr, adder_emit_native(&e, &native, call.nargs + has_self,
                                             instr->args + 2 - has_self));
        return;
    }
    AdderCallee callee;
    bool known = plan_function(t, instr, &call, &callee);
    value = known ? emit_call_function(&e, instr, &call, &callee) : NULL;
    if (value != NULL) {
        hir_replace(instr, value);
    }
}

static AdderTypes
infer_machine(const AdderTyper *t, HirInstr *instr)
{
    (void)t;
    return instr->type;
}

/* ---- Results of special methods ------------------------------------------------------------- */

/* An instance of a known class, or something of a builtin type, is not NotImplemented. */
static bool
is_implemented(const AdderTyper *t, HirInstr *result)
{
    result = hir_resolve(result);
    return adder_classes_proven(result) != NULL ||
           (adder_typer_type(t, result) & ADDER_T_Other) == 0;
}

static AdderTypes
infer_operator_result(const AdderTyper *t, HirInstr *instr)
{
    AdderTypes type = adder_typer_type(t, hir_resolve(instr->args[0]));
    bool contrary = (instr->imm & ADDER_OPERATOR_CONTRARY) != 0;
    return type == ADDER_T_Bottom               ? type
           : !is_implemented(t, instr->args[0]) ? instr->type
           : contrary && type != ADDER_T_Bool   ? instr->type
                                                : type;
}

static void
rewrite_operator_result(AdderTyper *t, HirInstr *instr)
{
    HirInstr *result = instr->args[0];
    AdderEmit e = adder_emit_before(t->func, instr);
    if (!is_implemented(t, result)) {
        return;
    }
    if ((instr->imm & ADDER_OPERATOR_CONTRARY) == 0) {
        hir_replace(instr, result);
    }
    else if (adder_typer_type(t, result) == ADDER_T_Bool) {
        HirInstr *bit = adder_emit1(&e, HIR_UnboxI1, result);
        hir_replace(instr, adder_emit_box(&e, adder_emit1(&e, HIR_NotI1, bit)));
    }
}

static void
rewrite_bool_result(AdderTyper *t, HirInstr *instr)
{
    AdderEmit e = adder_emit_before(t->func, instr);
    if (adder_typer_type(t, instr->args[0]) == ADDER_T_Bool) {
        hir_replace(instr, adder_emit1(&e, HIR_UnboxI1, instr->args[0]));
    }
}

/* How long something is. */
static void
rewrite_length_result(AdderTyper *t, HirInstr *instr)
{
    (void)t;
    HirInstr *length =
        instr->args[0]->op == HIR_BoxI64 ? hir_resolve(instr->args[0]->args[0]) : NULL;
    int64_t value;
    if (length != NULL &&
        (length->op == HIR_ListLen || length->op == HIR_DictLen || length->op == HIR_StrLen ||
         (adder_const_i64(length, &value) && value >= 0))) {
        hir_replace(instr, length);
    }
}

const AdderTypeRule adder_call_rules[] = {
    {HIR_OperatorResult, infer_operator_result, rewrite_operator_result},
    {HIR_BoolResult, infer_machine, rewrite_bool_result},
    {HIR_LengthResult, infer_machine, rewrite_length_result},
    {HIR_Call, infer_call, rewrite_call},
    {HIR_NONE, NULL, NULL},
};
