/* The hidden functions that tell others of something: audit events and one warning.  As shim.c;
 * references as in the originals, GIL needed. */
#include "support/common.h"

#include <internal/pycore_interp.h>
#include <internal/pycore_pylifecycle.h>
#include <internal/pycore_pyerrors.h>
#include <internal/pycore_pystate.h>
#include <internal/pycore_sysmodule.h>

static PyObject *event_arguments(const char *format, va_list arguments)
{
    if (format == NULL || format[0] == '\0') {
        return PyTuple_New(0);
    }
    PyObject *value = _Py_VaBuildValue_SizeT(format, arguments);
    if (value == NULL || PyTuple_Check(value)) {
        return value;
    }
    PyObject *tuple = PyTuple_Pack(1, value);
    Py_DECREF(value);
    return tuple;
}

int _PySys_Audit(PyThreadState *ts, const char *event, const char *format, ...)
{
    if (ts == NULL
        || (ts->interp->runtime->audit_hook_head == NULL && ts->interp->audit_hooks == NULL)) {
        return 0;
    }
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    va_list arguments;
    va_start(arguments, format);
    PyObject *tuple = event_arguments(format, arguments);
    va_end(arguments);
    int result = tuple != NULL ? PySys_Audit(event, "O", tuple) : -1;
    Py_XDECREF(tuple);
    if (result == 0) {
        PyErr_Restore(type, value, traceback);
    }
    else {
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
    }
    return result;
}

static PyObject *import_warnings(PyInterpreterState *interp, PyObject *name)
{
    if (_Py_IsFinalizing()) {
        return interp->modules != NULL ? PyImport_GetModule(name) : NULL;
    }
    PyObject *module = PyImport_Import(name);
    if (module == NULL && PyErr_ExceptionMatches(PyExc_ImportError)) {
        PyErr_Clear();
    }
    return module;
}

static PyObject *warnings_function(const char *attribute)
{
    PyObject *function = NULL, *name = PyUnicode_FromString("warnings");
    PyObject *module = name != NULL ? import_warnings(_PyInterpreterState_GET(), name) : NULL;
    Py_XDECREF(name);
    if (module != NULL) {
        function = PyObject_GetAttrString(module, attribute);
        if (function == NULL && PyErr_ExceptionMatches(PyExc_AttributeError)) {
            PyErr_Clear();
        }
        Py_DECREF(module);
    }
    return function;
}

/* Called from finalisers: never leaves an exception.  The warning of last resort (the module
 * warnings is broken) lacks the original's `source`. */
void _PyErr_WarnUnawaitedCoroutine(PyObject *coroutine)
{
    bool warned = false;
    PyObject *function = warnings_function("_warn_unawaited_coroutine");
    if (function != NULL) {
        PyObject *result = PyObject_CallOneArg(function, coroutine);
        warned = result != NULL || PyErr_ExceptionMatches(PyExc_RuntimeWarning);
        Py_DECREF(function);
        Py_XDECREF(result);
    }
    if (PyErr_Occurred()) {
        PyErr_WriteUnraisable(coroutine);
    }
    if (!warned
        && PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "coroutine '%S' was never awaited",
                            ((PyCoroObject *)coroutine)->cr_qualname) < 0) {
        PyErr_WriteUnraisable(coroutine);
    }
}
