/* Native runtime helpers: generators, coroutines, asynchronous iteration.  GIL needed; ownership as
 * in runtime.h.  Messages are those of the evaluation loop, word for word: programs see them. */
#include "irgen/runtime/runtime.h"

#include <internal/pycore_genobject.h>
#include <internal/pycore_pyerrors.h>
#include <internal/pycore_pystate.h>

int adder_rt_send(PyObject *receiver, PyObject *value, PyObject **results)
{
    PyObject *result;
    PySendResult status = PyIter_Send(receiver, value, &result);
    results[0] = status == PYGEN_NEXT ? result : NULL;
    results[1] = status == PYGEN_RETURN ? result : NULL;
    return status == PYGEN_ERROR ? -1 : 0;
}

PyObject *adder_rt_get_yield_from_iter(_PyInterpreterFrame *frame, PyObject *o)
{
    if (PyCoro_CheckExact(o)) {
        if ((frame->f_code->co_flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE)) == 0) {
            PyErr_SetString(PyExc_TypeError, "cannot 'yield from' a coroutine object "
                                             "in a non-coroutine generator");
            return NULL;
        }
        return Py_NewRef(o);
    }
    return PyGen_CheckExact(o) ? Py_NewRef(o) : PyObject_GetIter(o);
}

/* ---- await ----------------------------------------------------------------------------------- */

static bool has_await(PyTypeObject *type)
{
    return type->tp_as_async != NULL && type->tp_as_async->am_await != NULL;
}

/* Refined for what `async with` calls: the general message has been set. */
static void explain_awaitable(PyTypeObject *type, int64_t where)
{
    static const char *const callers[] = {NULL, "__aenter__", "__aexit__"};
    if (where > 0 && where < (int64_t)ADDER_COUNT(callers) && !has_await(type)) {
        PyErr_Format(PyExc_TypeError,
                     "'async with' received an object from %s that does not implement "
                     "__await__: %.100s",
                     callers[where], type->tp_name);
    }
}

PyObject *adder_rt_get_awaitable(PyObject *o, int64_t where)
{
    PyObject *iter = _PyCoro_GetAwaitableIter(o);
    if (iter == NULL) {
        explain_awaitable(Py_TYPE(o), where);
        return NULL;
    }
    PyObject *waits_for = PyCoro_CheckExact(iter) ? _PyGen_yf((PyGenObject *)iter) : NULL;
    if (waits_for != NULL) {
        Py_DECREF(waits_for);
        Py_DECREF(iter);
        PyErr_SetString(PyExc_RuntimeError, "coroutine is being awaited already");
        return NULL;
    }
    return iter;
}

/* ---- async for ------------------------------------------------------------------------------- */

static bool has_anext(PyTypeObject *type)
{
    return type->tp_as_async != NULL && type->tp_as_async->am_anext != NULL;
}

PyObject *adder_rt_get_aiter(PyObject *o)
{
    PyTypeObject *type = Py_TYPE(o);
    if (type->tp_as_async == NULL || type->tp_as_async->am_aiter == NULL) {
        PyErr_Format(PyExc_TypeError,
                     "'async for' requires an object with __aiter__ method, got %.100s",
                     type->tp_name);
        return NULL;
    }
    PyObject *iter = type->tp_as_async->am_aiter(o);
    if (iter != NULL && !has_anext(Py_TYPE(iter))) {
        PyErr_Format(PyExc_TypeError,
                     "'async for' received an object from __aiter__ that does not implement "
                     "__anext__: %.100s",
                     Py_TYPE(iter)->tp_name);
        Py_CLEAR(iter);
    }
    return iter;
}

PyObject *adder_rt_get_anext(PyObject *o)
{
    PyTypeObject *type = Py_TYPE(o);
    if (!has_anext(type)) {
        PyErr_Format(PyExc_TypeError,
                     "'async for' requires an iterator with __anext__ method, got %.100s",
                     type->tp_name);
        return NULL;
    }
    PyObject *next = type->tp_as_async->am_anext(o);
    if (next == NULL || PyAsyncGen_CheckExact(o)) {
        return next; /* what an async generator gives is awaitable */
    }
    PyObject *awaitable = _PyCoro_GetAwaitableIter(next);
    if (awaitable == NULL) {
        _PyErr_FormatFromCause(PyExc_TypeError,
                               "'async for' received an invalid object from __anext__: %.100s",
                               Py_TYPE(next)->tp_name);
    }
    Py_DECREF(next);
    return awaitable;
}

PyObject *adder_rt_wrap_async(PyObject *o)
{
    return _PyAsyncGenValueWrapperNew(o);
}
