/* The types pass for calls of functions written in C: known methods of builtin types, and functions of
 * the modules that come with the interpreter.  They are called as they stand in their method table,
 * without a stack of arguments to consume.
 *
 * Arguments are lent, where the interpreter has a reference of its own on the stack.  So nobody may be
 * called that looks at reference counts: methods of exact builtin types do not, nor the functions of
 * the modules listed here. Memory: the arena's. */
#include "irgen/runtime/runtime.h"
#include "specialize/types.h"

#include <string.h>

/* ---- Who may be called ------------------------------------------------------------------------- */

static const char *const modules[] = {
    "builtins", "math", "cmath", "time", "itertools", "binascii", "_operator", "_bisect", "_heapq",
    "_functools", "_collections", "_struct", "_random", "_string", "_sre",
};

/* Types that HIR does not know, whose methods do not look at reference counts either. */
static const char *const types[] = {
    "collections.deque", "re.Pattern", "re.Match", "_io.StringIO", "_io.BytesIO", "_random.Random",
};

static bool
is_known_type(const PyTypeObject *type)
{
    bool known = adder_types_of_instances(type) != ADDER_T_Other;
    for (size_t k = 0; !known && k < ADDER_COUNT(types); k++) {
        known = strcmp(type->tp_name, types[k]) == 0;
    }
    return known;
}

static bool
is_of_known_module(PyObject *function)
{
    PyObject *module = ((PyCFunctionObject *)function)->m_module;
    for (size_t k = 0; module != NULL && PyUnicode_Check(module) && k < ADDER_COUNT(modules); k++) {
        if (PyUnicode_CompareWithASCIIString(module, modules[k]) == 0) {
            return true;
        }
    }
    return false;
}

/* How it wants its arguments; -1: in a way that is not worth it. */
static int
convention(const PyMethodDef *def, int nargs)
{
    switch (def->ml_flags & (METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O | METH_KEYWORDS
                             | METH_METHOD)) {
    case METH_NOARGS:
        return nargs == 0 ? ADDER_NATIVE_NONE : -1;
    case METH_O:
        return nargs == 1 ? ADDER_NATIVE_ONE : -1;
    case METH_FASTCALL:
        return ADDER_NATIVE_MANY;
    case METH_FASTCALL | METH_KEYWORDS:
        return ADDER_NATIVE_MANY_KEYWORDS;
    default:
        return -1;
    }
}

/* ---- What they give ----------------------------------------------------------------------------- */

/* What runs no Python code when its arguments are of these types: PURE, ITEMS (CallPlain), or what may
 * start a collection.  It lets nothing die, nor compares.  UNBOUNDED: ITEMS, of a deque without a maxlen. */
enum { RUNS_CODE, PURE = ADDER_NATIVE_PURE, ITEMS = ADDER_NATIVE_ITEMS, COLLECTS, UNBOUNDED };
enum {
    NO_ARGUMENTS = ADDER_T_None,
    ANYTHING = ADDER_T_Object,
    NUMBERS = ADDER_T_Long | ADDER_T_Float | ADDER_T_Bool,
    ATOMS = NUMBERS | ADDER_T_Str | ADDER_T_None,
    VIEWS = ADDER_T_Set | ADDER_T_FrozenSet | ADDER_T_DictKeys | ADDER_T_DictValues | ADDER_T_DictItems,
    BYTES = ADDER_T_Bytes | ADDER_T_Long | ADDER_T_None,
    TEXTS = ADDER_T_Str | ADDER_T_Long | ADDER_T_None,
    PREFIXES = ADDER_T_Str | ADDER_T_Long | ADDER_T_None | ADDER_T_Tuple,
    SEQUENCES = ADDER_T_List | ADDER_T_Tuple,
    ITERABLE_TEXTS = ADDER_T_Str | ADDER_T_Bytes | ADDER_T_Range, /* whose items hash plainly */
};

static const struct {
    PyTypeObject *type; /* whose methods; NULL: functions of the module, or methods of the type, ... */
    const char *owner;  /* ... of this name */
    const char *names;  /* between spaces */
    AdderTypes result;
    int plain;
    AdderTypes takes; /* the first argument */
    AdderTypes rest;  /* the others; 0: they too */
} results[] = {
    {&PyUnicode_Type, NULL,
     " replace strip lstrip rstrip upper lower title capitalize swapcase casefold center ljust rjust"
     " zfill expandtabs removeprefix removesuffix ", ADDER_T_Str, PURE, TEXTS, 0},
    {&PyUnicode_Type, NULL, " join ", ADDER_T_Str, PURE, SEQUENCES, 0},
    {&PyUnicode_Type, NULL, " encode ", ADDER_T_Bytes, PURE, NO_ARGUMENTS, 0},
    {&PyUnicode_Type, NULL, " format ", ADDER_T_Str, RUNS_CODE, 0, 0},
    {&PyUnicode_Type, NULL, " split rsplit splitlines ", ADDER_T_List, COLLECTS, TEXTS, 0},
    {&PyUnicode_Type, NULL, " partition rpartition ", ADDER_T_Tuple, COLLECTS, TEXTS, 0},
    {&PyUnicode_Type, NULL, " find rfind index rindex count ", ADDER_T_Long, PURE, TEXTS, 0},
    {&PyUnicode_Type, NULL, " startswith endswith ", ADDER_T_Bool, PURE, PREFIXES, 0},
    {&PyUnicode_Type, NULL,
     " isdigit isalpha isalnum isspace isupper islower isidentifier isnumeric isdecimal isascii"
     " istitle isprintable ", ADDER_T_Bool, PURE, NO_ARGUMENTS, 0},
    {&PyLong_Type, NULL, " bit_length bit_count ", ADDER_T_Long, PURE, NO_ARGUMENTS, 0},
    {&PyBytes_Type, NULL,
     " replace strip lstrip rstrip upper lower title capitalize swapcase center ljust rjust zfill"
     " expandtabs removeprefix removesuffix ", ADDER_T_Bytes, PURE, BYTES, 0},
    {&PyBytes_Type, NULL, " find rfind index rindex count ", ADDER_T_Long, PURE, BYTES, 0},
    {&PyBytes_Type, NULL, " startswith endswith ", ADDER_T_Bool, PURE, BYTES, 0},
    {&PyBytes_Type, NULL, " split rsplit splitlines ", ADDER_T_List, COLLECTS, BYTES, 0},
    {&PyBytes_Type, NULL, " isdigit isalpha isalnum isspace isupper islower isascii istitle ",
     ADDER_T_Bool, PURE, NO_ARGUMENTS, 0},
    {&PyFloat_Type, NULL, " is_integer ", ADDER_T_Bool, PURE, NO_ARGUMENTS, 0},
    {&PyList_Type, NULL, " append remove sort clear ", ADDER_T_None, RUNS_CODE, 0, 0},
    {&PyList_Type, NULL, " insert ", ADDER_T_None, ITEMS, ADDER_T_Long, ANYTHING},
    {&PyList_Type, NULL, " reverse ", ADDER_T_None, ITEMS, NO_ARGUMENTS, 0},
    {&PyList_Type, NULL, " extend ", ADDER_T_None, ITEMS, SEQUENCES, 0},
    {&PyList_Type, NULL, " pop ", ADDER_T_Object, ITEMS, ADDER_T_Long, 0},
    {&PyList_Type, NULL, " index count ", ADDER_T_Long, RUNS_CODE, 0, 0},
    {&PyList_Type, NULL, " copy ", ADDER_T_List, COLLECTS, NO_ARGUMENTS, 0},
    {&PyTuple_Type, NULL, " index count ", ADDER_T_Long, RUNS_CODE, 0, 0},
    {&PyDict_Type, NULL, " update clear ", ADDER_T_None, RUNS_CODE, 0, 0},
    {&PyDict_Type, NULL, " copy ", ADDER_T_Dict, COLLECTS, NO_ARGUMENTS, 0},
    {&PyDict_Type, NULL, " keys ", ADDER_T_DictKeys, COLLECTS, NO_ARGUMENTS, 0},
    {&PyDict_Type, NULL, " values ", ADDER_T_DictValues, COLLECTS, NO_ARGUMENTS, 0},
    {&PyDict_Type, NULL, " items ", ADDER_T_DictItems, COLLECTS, NO_ARGUMENTS, 0},
    {&PySet_Type, NULL, " add discard remove update clear ", ADDER_T_None, RUNS_CODE, 0, 0},
    {NULL, "collections.deque", " pop popleft ", ADDER_T_Object, ITEMS, NO_ARGUMENTS, 0},
    {NULL, "collections.deque", " append appendleft ", ADDER_T_None, UNBOUNDED, ANYTHING, 0},
    {NULL, "builtins", " isinstance issubclass hasattr any all ", ADDER_T_Bool, RUNS_CODE, 0, 0},
    {NULL, "builtins", " callable ", ADDER_T_Bool, PURE, ANYTHING, 0},
    {NULL, "builtins", " len ", ADDER_T_Long, PURE, VIEWS, 0},
    {NULL, "builtins", " hash ", ADDER_T_Long, PURE, ATOMS, 0},
    {NULL, "builtins", " ord ", ADDER_T_Long, RUNS_CODE, 0, 0},
    {NULL, "builtins", " hex oct bin ", ADDER_T_Str, PURE, ADDER_T_Long, 0},
    {NULL, "builtins", " chr ", ADDER_T_Str, RUNS_CODE, 0, 0},
    {NULL, "builtins", " repr ", ADDER_T_Str, PURE, ATOMS, 0},
    {NULL, "builtins", " format ", ADDER_T_Str, PURE, ATOMS, ADDER_T_Str},
    {NULL, "builtins", " round pow ", ADDER_T_Object, PURE, NUMBERS, 0},
    {NULL, "builtins", " sorted ", ADDER_T_List, RUNS_CODE, 0, 0},
    {NULL, "math",
     " sin cos tan asin acos atan atan2 sinh cosh tanh exp log log2 log10 sqrt pow fabs fmod hypot"
     " radians degrees copysign ldexp ", ADDER_T_Float, PURE, NUMBERS, 0},
    {NULL, "math", " isnan isinf isfinite isclose ", ADDER_T_Bool, PURE, NUMBERS, 0},
    {NULL, "math", " gcd lcm isqrt comb perm factorial ", ADDER_T_Long, PURE, ADDER_T_Long, 0},
    {NULL, "time", " time perf_counter monotonic process_time ", ADDER_T_Float, RUNS_CODE, 0, 0},
};

static bool
is_named_in(const char *names, const char *name)
{
    const char *at = strstr(names, name);
    size_t n = strlen(name);
    for (; at != NULL; at = strstr(at + 1, name)) {
        if (at > names && at[-1] == ' ' && at[n] == ' ') {
            return true;
        }
    }
    return false;
}

/* Says what is known of a method of type, or of a function of module. */
static void
describe(AdderNative *plan, PyTypeObject *type, PyObject *module, const char *name)
{
    plan->result = ADDER_T_Object;
    for (size_t k = 0; k < ADDER_COUNT(results); k++) {
        const char *owner = results[k].owner;
        bool here = owner == NULL  ? results[k].type == type
                    : type != NULL ? strcmp(type->tp_name, owner) == 0
                                   : PyUnicode_CompareWithASCIIString(module, owner) == 0;
        if (here && is_named_in(results[k].names, name)) {
            plan->result = results[k].result;
            plan->plain = results[k].plain != RUNS_CODE;
            plan->unbounded = results[k].plain == UNBOUNDED;
            plan->manner = plan->unbounded                ? ITEMS
                           : results[k].plain == COLLECTS ? 0
                                                          : results[k].plain;
            plan->takes = results[k].takes;
            plan->rest = results[k].rest != 0 ? results[k].rest : plan->takes;
            return;
        }
    }
}

/* Builtin types that are called as the interpreter calls them, what they give, and of what they make it without
 * Python code (those with a `tp_vectorcall`, and zip). */
static const struct {
    PyTypeObject *type;
    AdderTypes result;
    int plain;
    AdderTypes takes, rest;
} classes[] = {
    {&PyLong_Type, ADDER_T_Long, PURE, NUMBERS | ADDER_T_Str | ADDER_T_Bytes, ADDER_T_Long},
    {&PyFloat_Type, ADDER_T_Float, PURE, NUMBERS | ADDER_T_Str | ADDER_T_Bytes, 0},
    {&PyBool_Type, ADDER_T_Bool, PURE, ATOMS | SEQUENCES | VIEWS | ADDER_T_Dict | ADDER_T_Bytes, 0},
    {&PyList_Type, ADDER_T_List, COLLECTS, SEQUENCES | ADDER_T_Str | ADDER_T_Bytes | ADDER_T_Range | VIEWS, 0},
    {&PyTuple_Type, ADDER_T_Tuple, COLLECTS, SEQUENCES | ADDER_T_Str | ADDER_T_Bytes | ADDER_T_Range | VIEWS, 0},
    {&PyDict_Type, ADDER_T_Dict, COLLECTS, 0, 0},
    {&PySet_Type, ADDER_T_Set, COLLECTS, ITERABLE_TEXTS, 0},
    {&PyFrozenSet_Type, ADDER_T_FrozenSet, COLLECTS, ITERABLE_TEXTS, 0},
    {&PyEnum_Type, ADDER_T_Enumerate, COLLECTS, SEQUENCES | ITERABLE_TEXTS | VIEWS, ADDER_T_Long},
    {&PyRange_Type, ADDER_T_Range, RUNS_CODE, 0, 0},
    {&PyReversed_Type, ADDER_T_Object, COLLECTS, SEQUENCES | ITERABLE_TEXTS, 0},
    {&PyZip_Type, ADDER_T_Zip, COLLECTS, SEQUENCES | ITERABLE_TEXTS, 0},
};

static bool
plan_class(PyObject *callable, AdderNative *plan)
{
    for (size_t k = 0; k < ADDER_COUNT(classes); k++) {
        if (callable == (PyObject *)classes[k].type) {
            plan->kind = classes[k].type->tp_vectorcall != NULL ? ADDER_NATIVE_CLASS
                                                                : ADDER_NATIVE_PLAIN_CLASS;
            plan->result = classes[k].result;
            plan->plain = classes[k].plain != RUNS_CODE
                          && (plan->kind == ADDER_NATIVE_CLASS || callable == (PyObject *)&PyZip_Type);
            plan->manner = classes[k].plain == PURE ? PURE : 0;
            plan->takes = classes[k].takes;
            plan->rest = classes[k].rest != 0 ? classes[k].rest : plan->takes;
            return true;
        }
    }
    return false;
}

/* ---- Planning and calling ------------------------------------------------------------------------ */

bool
adder_plan_native(PyObject *callable, PyTypeObject *self, int nargs, AdderNative *plan)
{
    int how = -1;
    *plan = (AdderNative){.callable = callable};
    if (callable != NULL && Py_IS_TYPE(callable, &PyMethodDescr_Type)) {
        PyTypeObject *type = ((PyDescrObject *)callable)->d_type;
        const PyMethodDef *def = ((PyMethodDescrObject *)callable)->d_method;
        bool ours = self != NULL && PyType_IsSubtype(self, type) && is_known_type(type);
        how = ours ? convention(def, nargs) : -1;
        describe(plan, type, NULL, def->ml_name);
        plan->plain &= !plan->unbounded || type->tp_weaklistoffset == offsetof(AdderDeque, weakrefs);
        plan->kind = how | ADDER_NATIVE_METHOD;
    }
    else if (callable != NULL && PyCFunction_CheckExact(callable) && self == NULL
             && is_of_known_module(callable)) {
        const PyCFunctionObject *function = (PyCFunctionObject *)callable;
        how = convention(function->m_ml, nargs);
        describe(plan, NULL, function->m_module, function->m_ml->ml_name);
        plan->kind = how;
    }
    else if (callable != NULL && PyType_Check(callable) && self == NULL) {
        return plan_class(callable, plan);
    }
    return how >= 0;
}

HirInstr *
adder_emit_native(AdderEmit *e, const AdderNative *plan, int nargs, HirInstr **args)
{
    HirInstr *call = adder_emit(e, plan->plain ? HIR_CallPlain : HIR_CallNative, nargs, args);
    call->sym = hir_sym(e->func, HIR_SYM_CONST, plan->callable, NULL);
    call->imm = plan->kind | (plan->plain ? plan->manner : 0);
    call->type = plan->result;
    return call;
}
