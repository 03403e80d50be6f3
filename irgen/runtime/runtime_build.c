/* Native runtime helpers: building, unpacking and formatting.  GIL needed; arguments are borrowed,
 * results are new references or NULL with an exception. */
#define NDEBUG /* CPython's inline functions check themselves otherwise */
#include "irgen/runtime/runtime.h"

#include <internal/pycore_global_strings.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_object.h>
#include <internal/pycore_runtime.h>

/* One of CPython's free list, not tracked yet; NULL: there is none of that size. */
static PyObject *reuse_tuple(PyThreadState *ts, int64_t n)
{
    struct _Py_tuple_state *state = &ts->interp->tuple;
    PyTupleObject *tuple = n > 0 && n <= PyTuple_NFREELISTS ? state->free_list[n - 1] : NULL;
    if (ADDER_LIKELY(tuple != NULL)) {
        state->free_list[n - 1] = (PyTupleObject *)tuple->ob_item[0];
        state->numfree[n - 1]--;
        tuple->ob_base.ob_base.ob_refcnt = 1;
    }
    return (PyObject *)tuple;
}

/* values go into what was made for them; with NULL they are let go, and the exception stays. */
static PyObject *fill_with(PyObject *made, PyObject **items, PyObject **values, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        if (ADDER_LIKELY(made != NULL)) {
            items[i] = values[i];
        }
        else {
            adder_rt_let_go(values[i]);
        }
    }
    return made;
}

PyObject *adder_rt_build_tuple(PyThreadState *ts, PyObject **values, int64_t n)
{
    PyObject *tuple = reuse_tuple(ts, n);
    if (ADDER_LIKELY(tuple != NULL)) {
        fill_with(tuple, ((PyTupleObject *)tuple)->ob_item, values, n);
        _PyObject_GC_TRACK(tuple);
        return tuple;
    }
    tuple = PyTuple_New(n);
    return fill_with(tuple, ((PyTupleObject *)tuple)->ob_item, values, n);
}

/* The same for a list, with room for n items. */
static PyObject *reuse_list(PyThreadState *ts, int64_t n)
{
    struct _Py_list_state *state = &ts->interp->list;
    PyObject **items = state->numfree > 0 && n > 0 ? PyMem_Malloc((size_t)n * sizeof *items) : NULL;
    if (ADDER_UNLIKELY(items == NULL)) {
        return NULL;
    }
    PyListObject *list = state->free_list[--state->numfree];
    list->ob_base.ob_base.ob_refcnt = 1;
    list->ob_base.ob_size = list->allocated = (Py_ssize_t)n;
    list->ob_item = items;
    return (PyObject *)list;
}

PyObject *adder_rt_build_list(PyThreadState *ts, PyObject **values, int64_t n)
{
    PyObject *list = reuse_list(ts, n);
    if (ADDER_LIKELY(list != NULL)) {
        fill_with(list, ((PyListObject *)list)->ob_item, values, n);
        _PyObject_GC_TRACK(list);
        return list;
    }
    list = PyList_New(n);
    return fill_with(list, list != NULL ? ((PyListObject *)list)->ob_item : NULL, values, n);
}

PyObject *adder_rt_build_set(PyObject **values, int64_t n)
{
    PyObject *set = PySet_New(NULL);
    for (int64_t i = 0; set != NULL && i < n; i++) {
        if (PySet_Add(set, values[i]) < 0) {
            Py_CLEAR(set);
        }
    }
    return set;
}

PyObject *adder_rt_build_map(PyObject **values, int64_t n)
{
    PyObject *dict = PyDict_New();
    for (int64_t i = 0; dict != NULL && i + 1 < n; i += 2) {
        if (PyDict_SetItem(dict, values[i], values[i + 1]) < 0) {
            Py_CLEAR(dict);
        }
    }
    return dict;
}

PyObject *adder_rt_build_const_key_map(PyObject **values, int64_t n)
{
    PyObject *keys = values[n - 1];
    if (!PyTuple_CheckExact(keys) || PyTuple_GET_SIZE(keys) != n - 1) {
        PyErr_SetString(PyExc_SystemError, "bad BUILD_CONST_KEY_MAP keys argument");
        return NULL;
    }
    PyObject *dict = PyDict_New();
    for (int64_t i = 0; dict != NULL && i < n - 1; i++) {
        if (PyDict_SetItem(dict, PyTuple_GET_ITEM(keys, i), values[i]) < 0) {
            Py_CLEAR(dict);
        }
    }
    return dict;
}

PyObject *adder_rt_build_string(PyObject **values, int64_t n)
{
    return _PyUnicode_JoinArray(&_Py_STR(empty), values, n);
}

PyObject *adder_rt_build_slice(PyObject **values, int64_t n)
{
    return PySlice_New(values[0], values[1], n > 2 ? values[2] : NULL);
}

int adder_rt_list_extend(PyThreadState *ts, PyObject *list, PyObject *iterable)
{
    (void)ts;
    PyObject *none = _PyList_Extend((PyListObject *)list, iterable);
    if (none != NULL) {
        Py_DECREF(none);
        return 0;
    }
    if (PyErr_ExceptionMatches(PyExc_TypeError) && Py_TYPE(iterable)->tp_iter == NULL
        && !PySequence_Check(iterable)) {
        PyErr_Clear();
        PyErr_Format(PyExc_TypeError, "Value after * must be an iterable, not %.200s",
                     Py_TYPE(iterable)->tp_name);
    }
    return -1;
}

PyObject *adder_rt_list_to_tuple(PyObject *list)
{
    return PyList_AsTuple(list);
}

int adder_rt_set_add(PyObject *set, PyObject *item)
{
    return PySet_Add(set, item);
}

int adder_rt_set_update(PyObject *set, PyObject *iterable)
{
    return _PySet_Update(set, iterable);
}

int adder_rt_map_add(PyObject *dict, PyObject *key, PyObject *value)
{
    return PyDict_SetItem(dict, key, value);
}

int adder_rt_dict_update(PyThreadState *ts, PyObject *dict, PyObject *update)
{
    (void)ts;
    if (PyDict_Update(dict, update) == 0) {
        return 0;
    }
    if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not a mapping",
                     Py_TYPE(update)->tp_name);
    }
    return -1;
}

/* ---- f-strings ------------------------------------------------------------------------------------ */

/* value after !s, !r or !a: a new reference. */
static PyObject *convert(PyObject *value, int conversion)
{
    switch (conversion) {
    case 1: return PyObject_Str(value);
    case 2: return PyObject_Repr(value);
    case 3: return PyObject_ASCII(value);
    default: return Py_NewRef(value);
    }
}

PyObject *adder_rt_format_value(PyObject *value, PyObject *spec, int64_t oparg)
{
    PyObject *converted = convert(value, (int)oparg & 3);
    if (converted == NULL || (PyUnicode_CheckExact(converted) && spec == NULL)) {
        return converted;
    }
    PyObject *text = PyObject_Format(converted, spec);
    Py_DECREF(converted);
    return text;
}

/* ---- Unpacking -------------------------------------------------------------------------------------- */

static void let_go(PyObject **items, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        Py_DECREF(items[i]);
    }
}

/* Exact tuples and lists of the right length need no iterator. */
static bool unpack_known(PyObject *sequence, int64_t n, PyObject **items)
{
    if ((!PyTuple_CheckExact(sequence) && !PyList_CheckExact(sequence))
        || Py_SIZE(sequence) != n) {
        return false;
    }
    PyObject **from = PySequence_Fast_ITEMS(sequence);
    for (int64_t i = 0; i < n; i++) {
        items[i] = Py_NewRef(from[i]);
    }
    return true;
}

static PyObject *iterator_of(PyObject *sequence)
{
    PyObject *it = PyObject_GetIter(sequence);
    if (it == NULL && PyErr_ExceptionMatches(PyExc_TypeError)
        && Py_TYPE(sequence)->tp_iter == NULL && !PySequence_Check(sequence)) {
        PyErr_Format(PyExc_TypeError, "cannot unpack non-iterable %.200s object",
                     Py_TYPE(sequence)->tp_name);
    }
    return it;
}

/* The first n items; atleast: what the message asks for, or -1 for exactly n.  0 or -1. */
static int take_items(PyObject *it, int64_t n, int atleast, PyObject **items)
{
    for (int64_t i = 0; i < n; i++) {
        items[i] = PyIter_Next(it);
        if (items[i] != NULL) {
            continue;
        }
        if (!PyErr_Occurred()) {
            PyErr_Format(PyExc_ValueError,
                         atleast < 0 ? "not enough values to unpack (expected %d, got %d)"
                                     : "not enough values to unpack (expected at least %d, got %d)",
                         atleast < 0 ? (int)n : atleast, (int)i);
        }
        let_go(items, i);
        return -1;
    }
    return 0;
}

/* No item may be left. */
static int expect_end(PyObject *it, int64_t n)
{
    PyObject *more = PyIter_Next(it);
    if (more != NULL) {
        Py_DECREF(more);
        PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %d)", (int)n);
    }
    return more != NULL || PyErr_Occurred() ? -1 : 0;
}

int adder_rt_unpack(PyThreadState *ts, PyObject *sequence, int64_t n, PyObject **items)
{
    (void)ts;
    if (unpack_known(sequence, n, items)) {
        return 0;
    }
    PyObject *it = iterator_of(sequence);
    if (it == NULL) {
        return -1;
    }
    int status = take_items(it, n, -1, items);
    if (status == 0 && expect_end(it, n) < 0) {
        let_go(items, n);
        status = -1;
    }
    Py_DECREF(it);
    return status;
}

/* The rest as a list in items[before], of which the last `after` items go behind it. */
static int take_rest(PyObject *it, int before, int after, PyObject **items)
{
    PyObject *list = PySequence_List(it);
    if (list == NULL) {
        return -1;
    }
    Py_ssize_t size = PyList_GET_SIZE(list);
    if (size < after) {
        PyErr_Format(PyExc_ValueError,
                     "not enough values to unpack (expected at least %d, got %zd)",
                     before + after, before + size);
        Py_DECREF(list);
        return -1;
    }
    items[before] = list;
    for (int i = 0; i < after; i++) {
        items[before + 1 + i] = PyList_GET_ITEM(list, size - after + i);
    }
    Py_SET_SIZE(list, size - after);
    return 0;
}

int adder_rt_unpack_ex(PyThreadState *ts, PyObject *sequence, int64_t oparg, PyObject **items)
{
    (void)ts;
    int before = (int)(oparg & 0xff), after = (int)(oparg >> 8);
    PyObject *it = iterator_of(sequence);
    if (it == NULL) {
        return -1;
    }
    int status = take_items(it, before, before + after, items);
    if (status == 0 && take_rest(it, before, after, items) < 0) {
        let_go(items, before);
        status = -1;
    }
    Py_DECREF(it);
    return status;
}

/* ---- Functions -------------------------------------------------------------------------------------- */

/* values: the code, then what the flags name, in the order of the stack: defaults, keyword
 * defaults, annotations, closure. */
PyObject *adder_rt_make_function(PyFunctionObject *running, PyObject **values, int64_t oparg)
{
    PyFunctionObject *func = (PyFunctionObject *)PyFunction_New(values[0], running->func_globals);
    if (func == NULL) {
        return NULL;
    }
    PyObject **at = values + 1;
    if (oparg & 0x01) {
        func->func_defaults = Py_NewRef(*at++);
    }
    if (oparg & 0x02) {
        func->func_kwdefaults = Py_NewRef(*at++);
    }
    if (oparg & 0x04) {
        func->func_annotations = Py_NewRef(*at++);
    }
    if (oparg & 0x08) {
        func->func_closure = Py_NewRef(*at++);
    }
    return (PyObject *)func;
}
