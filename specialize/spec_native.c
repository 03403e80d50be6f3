/* The types pass for calls of functions written in C: known methods of builtin types, and functions of
 * the modules that come with the interpreter.  They are called as they stand in their method table,
 * without a stack of arguments to consume.
 *
 * Arguments are lent, where the interpreter has a reference of its own on the stack.  So nobody may be
 * called that looks at reference counts: methods of exact builtin types do not, nor the functions of
 * the modules listed here. Memory: the arena's. */
#include "specialize/types.h"

#include <string.h>

/* ---- Who may be called ------------------------------------------------------------------------- */

static const char *const modules[] = {
    "builtins", "math", "cmath", "time", "itertools", "binascii", "_operator", "_bisect", "_heapq",
    "_functools", "_collections", "_struct", "_random", "_string", "_sre",
};

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

static const struct {
    PyTypeObject *type; /* whose methods; NULL: functions of ... */
    const char *module;
    const char *names;  /* between spaces */
    AdderTypes result;
} results[] = {
    {&PyUnicode_Type, NULL,
     " join replace strip lstrip rstrip upper lower title capitalize swapcase casefold format center"
     " ljust rjust zfill expandtabs removeprefix removesuffix ", ADDER_T_Str},
    {&PyUnicode_Type, NULL, " split rsplit splitlines ", ADDER_T_List},
    {&PyUnicode_Type, NULL, " partition rpartition ", ADDER_T_Tuple},
    {&PyUnicode_Type, NULL, " find rfind index rindex count ", ADDER_T_Long},
    {&PyUnicode_Type, NULL,
     " startswith endswith isdigit isalpha isalnum isspace isupper islower isidentifier isnumeric"
     " isdecimal isascii istitle isprintable ", ADDER_T_Bool},
    {&PyList_Type, NULL, " append extend insert remove reverse sort clear ", ADDER_T_None},
    {&PyList_Type, NULL, " index count ", ADDER_T_Long},
    {&PyList_Type, NULL, " copy ", ADDER_T_List},
    {&PyTuple_Type, NULL, " index count ", ADDER_T_Long},
    {&PyDict_Type, NULL, " update clear ", ADDER_T_None},
    {&PyDict_Type, NULL, " copy ", ADDER_T_Dict},
    {&PyDict_Type, NULL, " keys ", ADDER_T_DictKeys},
    {&PyDict_Type, NULL, " values ", ADDER_T_DictValues},
    {&PyDict_Type, NULL, " items ", ADDER_T_DictItems},
    {&PySet_Type, NULL, " add discard remove update clear ", ADDER_T_None},
    {NULL, "builtins", " isinstance issubclass callable hasattr any all ", ADDER_T_Bool},
    {NULL, "builtins", " ord hash len ", ADDER_T_Long},
    {NULL, "builtins", " chr hex oct bin ", ADDER_T_Str},
    {NULL, "builtins", " sorted ", ADDER_T_List},
    {NULL, "math",
     " sin cos tan asin acos atan atan2 sinh cosh tanh exp log log2 log10 sqrt pow fabs fmod hypot"
     " radians degrees copysign ldexp ", ADDER_T_Float},
    {NULL, "math", " isnan isinf isfinite isclose ", ADDER_T_Bool},
    {NULL, "time", " time perf_counter monotonic process_time ", ADDER_T_Float},
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

static AdderTypes
result_of(PyTypeObject *type, PyObject *module, const char *name)
{
    for (size_t k = 0; k < ADDER_COUNT(results); k++) {
        bool here = type != NULL ? results[k].type == type
                                 : results[k].module != NULL
                                       && PyUnicode_CompareWithASCIIString(module, results[k].module)
                                              == 0;
        if (here && is_named_in(results[k].names, name)) {
            return results[k].result;
        }
    }
    return ADDER_T_Object;
}

/* Builtin types that are called as the interpreter calls them, and what they give. */
static const struct {
    PyTypeObject *type;
    AdderTypes result;
} classes[] = {
    {&PyFloat_Type, ADDER_T_Float},    {&PyBool_Type, ADDER_T_Bool},
    {&PyList_Type, ADDER_T_List},      {&PyTuple_Type, ADDER_T_Tuple},
    {&PyDict_Type, ADDER_T_Dict},      {&PySet_Type, ADDER_T_Set},
    {&PyFrozenSet_Type, ADDER_T_FrozenSet}, {&PyEnum_Type, ADDER_T_Enumerate},
    {&PyRange_Type, ADDER_T_Range},    {&PyReversed_Type, ADDER_T_Object},
    {&PyZip_Type, ADDER_T_Zip},
};

static bool
plan_class(PyObject *callable, AdderNative *plan)
{
    for (size_t k = 0; k < ADDER_COUNT(classes); k++) {
        if (callable == (PyObject *)classes[k].type) {
            plan->kind = classes[k].type->tp_vectorcall != NULL ? ADDER_NATIVE_CLASS
                                                                : ADDER_NATIVE_PLAIN_CLASS;
            plan->result = classes[k].result;
            return true;
        }
    }
    return false;
}

/* ---- Planning and calling ------------------------------------------------------------------------ */

bool
adder_plan_native(PyObject *callable, AdderTypes self, int nargs, AdderNative *plan)
{
    int how = -1;
    plan->callable = callable;
    if (callable != NULL && Py_IS_TYPE(callable, &PyMethodDescr_Type)) {
        PyTypeObject *type = ((PyDescrObject *)callable)->d_type;
        const PyMethodDef *def = ((PyMethodDescrObject *)callable)->d_method;
        how = adder_one_type(self) && adder_types_type(self) == type ? convention(def, nargs) : -1;
        plan->result = result_of(type, NULL, def->ml_name);
        plan->kind = how | ADDER_NATIVE_METHOD;
    }
    else if (callable != NULL && PyCFunction_CheckExact(callable) && self == ADDER_T_Null
             && is_of_known_module(callable)) {
        const PyCFunctionObject *function = (PyCFunctionObject *)callable;
        how = convention(function->m_ml, nargs);
        plan->result = result_of(NULL, function->m_module, function->m_ml->ml_name);
        plan->kind = how;
    }
    else if (callable != NULL && PyType_Check(callable) && self == ADDER_T_Null) {
        return plan_class(callable, plan);
    }
    return how >= 0;
}

HirInstr *
adder_emit_native(AdderEmit *e, const AdderNative *plan, int nargs, HirInstr **args)
{
    HirInstr *call = adder_emit(e, HIR_CallNative, nargs, args);
    call->sym = hir_sym(e->func, HIR_SYM_CONST, plan->callable, NULL);
    call->imm = plan->kind;
    call->type = plan->result;
    return call;
}
