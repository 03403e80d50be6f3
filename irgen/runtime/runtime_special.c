/* What instructions make of the results of special methods that compiled code has called by itself:
 * the rest of the protocol behind NotImplemented, and what truth and length demand.  GIL held.
 *
 * Such a method is one of a class that inherits from object alone, and the other operand is of such
 * a class too, or of a builtin type whose slots know nothing of instances (specialize/special.c).
 * The left operand's method was called if it has one. */
#include "irgen/runtime/runtime.h"

#include <internal/pycore_object.h>
#include <opcode.h>

#include <string.h>

/* ---- Binary operators ----------------------------------------------------------------------- */

/* One that an instance's class may define. */
typedef struct {
    const char *sign, *left, *right, *in_place;
    size_t slot; /* of PyNumberMethods */
} Operator;

#define OPERATOR(kind, sign, name, member)                                                         \
    [kind] = {sign, "__" name "__", "__r" name "__", "__i" name "__",                              \
              offsetof(PyNumberMethods, member)}
static const Operator operators[] = {
    OPERATOR(NB_ADD, "+", "add", nb_add),
    OPERATOR(NB_SUBTRACT, "-", "sub", nb_subtract),
    OPERATOR(NB_MULTIPLY, "*", "mul", nb_multiply),
    OPERATOR(NB_TRUE_DIVIDE, "/", "truediv", nb_true_divide),
    OPERATOR(NB_FLOOR_DIVIDE, "//", "floordiv", nb_floor_divide),
    OPERATOR(NB_REMAINDER, "%", "mod", nb_remainder),
    OPERATOR(NB_AND, "&", "and", nb_and),
    OPERATOR(NB_OR, "|", "or", nb_or),
    OPERATOR(NB_XOR, "^", "xor", nb_xor),
    OPERATOR(NB_LSHIFT, "<<", "lshift", nb_lshift),
    OPERATOR(NB_RSHIFT, ">>", "rshift", nb_rshift),
    OPERATOR(NB_MATRIX_MULTIPLY, "@", "matmul", nb_matrix_multiply),
};

static const Operator *operator_at(int64_t kind)
{
    size_t at = (size_t)(kind >= NB_INPLACE_ADD ? kind - NB_INPLACE_ADD : kind);
    return at < ADDER_COUNT(operators) && operators[at].sign != NULL ? &operators[at] : NULL;
}

const char *adder_rt_operator_name(int64_t kind, AdderOperatorName which)
{
    const Operator *of = operator_at(kind);
    return of == NULL                      ? NULL
           : which == ADDER_NAME_LEFT      ? of->left
           : which == ADDER_NAME_REFLECTED ? of->right
                                           : of->in_place;
}

static binaryfunc slot_of(PyObject *operand, const Operator *of)
{
    char *methods = (char *)Py_TYPE(operand)->tp_as_number;
    return methods != NULL ? *(binaryfunc *)(methods + of->slot) : NULL;
}

/* A method of a class made by a class statement, or what that inherits. */
static bool has_method(PyObject *self, const char *name)
{
    PyObject *text = PyUnicode_InternFromString(name);
    bool has = text != NULL && PyType_HasFeature(Py_TYPE(self), Py_TPFLAGS_HEAPTYPE) &&
               _PyType_Lookup(Py_TYPE(self), text) != NULL;
    Py_XDECREF(text);
    PyErr_Clear();
    return has;
}

/* NotImplemented if the class of self has no such method. */
static PyObject *call_method(PyObject *self, const char *name, PyObject *other)
{
    PyObject *text = PyUnicode_InternFromString(name);
    PyObject *method = text != NULL ? _PyObject_LookupSpecial(self, text) : NULL;
    Py_XDECREF(text);
    if (method == NULL) {
        return PyErr_Occurred() ? NULL : Py_NewRef(Py_NotImplemented);
    }
    PyObject *result = PyObject_CallOneArg(method, other);
    Py_DECREF(method);
    return result;
}

/* The left operand's own method would not do it. */
static PyObject *ask_right(PyObject *left, PyObject *right, const Operator *of)
{
    binaryfunc slot = slot_of(right, of);
    if (Py_IS_TYPE(left, Py_TYPE(right)) || slot == NULL) {
        return Py_NewRef(Py_NotImplemented);
    }
    return slot == slot_of(left, of) ? call_method(right, of->right, left) : slot(left, right);
}

/* Both, as if nothing had been called yet. */
static PyObject *ask_both(PyObject *left, PyObject *right, const Operator *of)
{
    binaryfunc first = slot_of(left, of), second = slot_of(right, of);
    PyObject *result = first != NULL ? first(left, right) : Py_NewRef(Py_NotImplemented);
    if (result == Py_NotImplemented && second != NULL && second != first) {
        Py_DECREF(result);
        result = second(left, right);
    }
    return result;
}

static PyObject *rest_of_binary(PyObject *left, PyObject *right, int64_t kind)
{
    const Operator *of = operator_at(kind);
    bool in_place = kind >= NB_INPLACE_ADD;
    PyObject *result = in_place && has_method(left, of->in_place) ? ask_both(left, right, of)
                       : has_method(left, of->left)               ? ask_right(left, right, of)
                                                                  : Py_NewRef(Py_NotImplemented);
    if (result != Py_NotImplemented) {
        return result;
    }
    Py_DECREF(result);
    PyErr_Format(PyExc_TypeError, "unsupported operand type(s) for %.100s%s: '%.100s' and '%.100s'",
                 of->sign, in_place ? "=" : "", Py_TYPE(left)->tp_name, Py_TYPE(right)->tp_name);
    return NULL;
}

/* ---- Comparisons ---------------------------------------------------------------------------- */

static const struct {
    const char *sign, *method;
    int swapped;
} comparisons[] = {
    [Py_LT] = {"<", "__lt__", Py_GT},  [Py_LE] = {"<=", "__le__", Py_GE},
    [Py_EQ] = {"==", "__eq__", Py_EQ}, [Py_NE] = {"!=", "__ne__", Py_NE},
    [Py_GT] = {">", "__gt__", Py_LT},  [Py_GE] = {">=", "__ge__", Py_LE},
};

const char *adder_rt_comparison_name(int64_t kind, bool reflected)
{
    return comparisons[reflected ? comparisons[kind].swapped : kind].method;
}

/* Instances of a class with no comparisons of its own have those of object, which know identity
 * alone. */
static bool compares_itself(PyObject *left, int kind)
{
    PyObject *names[] = {PyUnicode_InternFromString(comparisons[kind].method),
                         PyUnicode_InternFromString(comparisons[Py_EQ].method)};
    bool its = false;
    for (int k = 0;
         k < (kind == Py_NE ? 2 : 1) && PyType_HasFeature(Py_TYPE(left), Py_TPFLAGS_HEAPTYPE);
         k++) {
        PyObject *found = names[k] != NULL ? _PyType_Lookup(Py_TYPE(left), names[k]) : NULL;
        its = its || (found != NULL && !Py_IS_TYPE(found, &PyWrapperDescr_Type));
    }
    Py_XDECREF(names[0]);
    Py_XDECREF(names[1]);
    PyErr_Clear();
    return its;
}

static PyObject *ask_swapped(PyObject *left, PyObject *right, int kind)
{
    richcmpfunc compare = Py_TYPE(right)->tp_richcompare;
    if (compare == NULL || Py_EnterRecursiveCall(" in comparison")) {
        return compare == NULL ? Py_NewRef(Py_NotImplemented) : NULL;
    }
    PyObject *result = compare(right, left, comparisons[kind].swapped);
    Py_LeaveRecursiveCall();
    return result;
}

static PyObject *rest_of_comparison(PyObject *left, PyObject *right, int kind)
{
    PyObject *result =
        compares_itself(left, kind) ? ask_swapped(left, right, kind) : Py_NewRef(Py_NotImplemented);
    if (result != Py_NotImplemented) {
        return result;
    }
    Py_DECREF(result);
    if (kind == Py_EQ || kind == Py_NE) {
        return Py_NewRef((left == right) == (kind == Py_EQ) ? Py_True : Py_False);
    }
    PyErr_Format(PyExc_TypeError, "'%s' not supported between instances of '%.100s' and '%.100s'",
                 comparisons[kind].sign, Py_TYPE(left)->tp_name, Py_TYPE(right)->tp_name);
    return NULL;
}

/* object.__ne__ has asked __eq__; consumes what that gave. */
static PyObject *contrary(PyObject *result)
{
    int truth = PyObject_IsTrue(result);
    Py_DECREF(result);
    return truth < 0 ? NULL : Py_NewRef(truth ? Py_False : Py_True);
}

PyObject *adder_rt_operator_result(PyObject *result, PyObject *left, PyObject *right, int64_t what)
{
    int64_t kind = what & ADDER_OPERATOR_KIND;
    if (result != Py_NotImplemented) {
        return what & ADDER_OPERATOR_CONTRARY ? contrary(result) : result;
    }
    Py_DECREF(result);
    return what & ADDER_OPERATOR_COMPARES ? rest_of_comparison(left, right, (int)kind)
                                          : rest_of_binary(left, right, kind);
}

bool adder_rt_unequal_by_equal(PyTypeObject *type)
{
    PyObject *name = PyUnicode_InternFromString("__ne__");
    PyObject *found = name != NULL ? _PyType_Lookup(type, name) : NULL;
    bool its = found != NULL && found == PyDict_GetItemWithError(PyBaseObject_Type.tp_dict, name);
    Py_XDECREF(name);
    PyErr_Clear();
    return its;
}

/* ---- Truth, length -------------------------------------------------------------------------- */

int adder_rt_bool_result(PyObject *result)
{
    if (PyBool_Check(result)) {
        return result == Py_True;
    }
    PyErr_Format(PyExc_TypeError, "__bool__ should return bool, returned %s",
                 Py_TYPE(result)->tp_name);
    return -1;
}

int adder_rt_length_result(PyObject *result, int64_t *length)
{
    PyObject *index = PyNumber_Index(result);
    *length = 0;
    if (index == NULL) {
        return -1;
    }
    if (Py_SIZE(index) < 0) {
        PyErr_SetString(PyExc_ValueError, "__len__() should return >= 0");
    }
    else {
        *length = PyNumber_AsSsize_t(index, PyExc_OverflowError);
    }
    Py_DECREF(index);
    return PyErr_Occurred() ? -1 : 0;
}

int adder_rt_truth_result(PyObject *self, PyObject *result)
{
    const PyNumberMethods *number = Py_TYPE(self)->tp_as_number;
    int64_t length;
    if (number != NULL && number->nb_bool != NULL) {
        return adder_rt_bool_result(result);
    }
    return adder_rt_length_result(result, &length) < 0 ? -1 : length != 0;
}

PyObject *adder_rt_builtin_result(PyObject *builtin, PyObject *result)
{
    int64_t length;
    bool is_len = strcmp(((PyCFunctionObject *)builtin)->m_ml->ml_name, "len") == 0;
    if (!is_len) {
        return result;
    }
    int status = adder_rt_length_result(result, &length);
    Py_DECREF(result);
    return status < 0 ? NULL : PyLong_FromSsize_t(length);
}
