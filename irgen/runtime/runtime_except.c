/* Native runtime helpers: exceptions, `with`, `match`, class bodies.  GIL needed; ownership as in
 * runtime.h.  Messages are those of the evaluation loop, word for word: programs see them. */
#include "irgen/runtime/runtime.h"

#include <internal/pycore_call.h>
#include <internal/pycore_ceval.h>
#include <internal/pycore_global_strings.h>
#include <internal/pycore_object.h>
#include <internal/pycore_pyerrors.h>
#include <internal/pycore_pystate.h>
#include <internal/pycore_runtime.h>

/* ---- Catching ------------------------------------------------------------------------------------- */

/* As PyTraceBack_Here for an exception that has been fetched, without looking the line up.  False:
 * not done, no exception. */
static bool add_traceback(_PyInterpreterFrame *frame, int64_t line, PyObject **traceback)
{
    PyFrameObject *object = _PyFrame_GetFrameObject(frame);
    if (object == NULL || object->f_lineno != 0) {
        PyErr_Clear();
        return false;
    }
    PyTracebackObject *here = PyObject_GC_New(PyTracebackObject, &PyTraceBack_Type);
    if (here == NULL) {
        PyErr_Clear();
        return false;
    }
    here->tb_next = (PyTracebackObject *)*traceback;
    here->tb_frame = (PyFrameObject *)Py_NewRef(object);
    here->tb_lasti = _PyInterpreterFrame_LASTI(frame) * (int)sizeof(_Py_CODEUNIT);
    here->tb_lineno = (int)line;
    PyObject_GC_Track(here);
    *traceback = (PyObject *)here;
    return true;
}

void adder_rt_add_traceback(PyThreadState *ts, _PyInterpreterFrame *frame, int *line)
{
    PyObject *type, *value, *traceback;
    if (_PyFrame_IsIncomplete(frame)) {
        return; /* of a builtin that stands in its caller */
    }
    if (*line == 0) {
        *line = PyCode_Addr2Line(frame->f_code,
                                 _PyInterpreterFrame_LASTI(frame) * (int)sizeof(_Py_CODEUNIT));
    }
    _PyErr_Fetch(ts, &type, &value, &traceback);
    bool added = add_traceback(frame, *line, &traceback);
    _PyErr_Restore(ts, type, value, traceback);
    if (!added && frame->frame_obj != NULL) {
        PyTraceBack_Here(frame->frame_obj);
    }
}

/* The exception that is set, as a handler finds it: this frame is in its traceback, and it is an
 * instance that knows its traceback.  line: of the instruction.  NULL, with nothing done yet, when
 * a trace function wants to see it first. */
PyObject *adder_rt_catch(PyThreadState *ts, _PyInterpreterFrame *frame, AdderActivation *act,
                         int64_t line)
{
    PyObject *type, *value, *traceback;
    if (ts->cframe->use_tracing || act->unit->invalid || !_PyErr_Occurred(ts)) {
        return NULL;
    }
    int at = (int)line;
    adder_rt_add_traceback(ts, frame, &at);
    _PyErr_Fetch(ts, &type, &value, &traceback);
    _PyErr_NormalizeException(ts, &type, &value, &traceback);
    PyException_SetTraceback(value, traceback != NULL ? traceback : Py_None);
    Py_XDECREF(traceback);
    Py_XDECREF(type);
    return value;
}

/* Classes whose instances are made of their arguments and nothing else. */
bool adder_rt_is_plain_exception(PyTypeObject *type)
{
    const PyTypeObject *base = (PyTypeObject *)PyExc_BaseException;
    return type->tp_new == base->tp_new && type->tp_init == base->tp_init
           && Py_TYPE(type)->tp_call == PyType_Type.tp_call;
}

/* As type.__call__ for such a class: __init__ would only set the arguments once more. */
PyObject *adder_rt_plain_exception(PyThreadState *ts, PyTypeObject *type, PyObject **args,
                                   Py_ssize_t nargs)
{
    if (_Py_EnterRecursiveCallTstate(ts, " while calling a Python object")) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < nargs; i++) {
        Py_INCREF(args[i]);
    }
    PyObject *tuple = adder_rt_build_tuple(ts, args, nargs);
    PyObject *self = tuple != NULL ? type->tp_new(type, tuple, NULL) : NULL;
    Py_XDECREF(tuple);
    _Py_LeaveRecursiveCallTstate(ts);
    return self;
}

PyObject *adder_rt_exception_new(PyThreadState *ts, PyObject **values, int64_t n)
{
    return adder_rt_plain_exception(ts, (PyTypeObject *)values[0], values + 1, (Py_ssize_t)n - 1);
}

/* What a bare `raise` raises. */
PyObject *adder_rt_active_exception(PyThreadState *ts)
{
    PyObject *value = _PyErr_GetTopmostException(ts)->exc_value;
    if (value == NULL || value == Py_None) {
        PyErr_SetString(PyExc_RuntimeError, "No active exception to reraise");
        return NULL;
    }
    return Py_NewRef(value);
}

/* ---- Matching exceptions ---------------------------------------------------------------------------- */

static int check_catchable(PyObject *types)
{
    bool several = PyTuple_Check(types);
    Py_ssize_t n = several ? PyTuple_GET_SIZE(types) : 1;
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *type = several ? PyTuple_GET_ITEM(types, i) : types;
        if (!PyExceptionClass_Check(type)) {
            PyErr_SetString(PyExc_TypeError, "catching classes that do not inherit from "
                                             "BaseException is not allowed");
            return -1;
        }
    }
    return 0;
}

bool adder_rt_exception_is(PyObject *exception, PyObject *cls)
{
    return PyType_IsSubtype(Py_TYPE(exception), (PyTypeObject *)cls);
}

/* For what is no class, or not just the exception's. */
int adder_rt_check_exc_match(PyObject *exception, PyObject *types)
{
    return check_catchable(types) < 0 ? -1 : PyErr_GivenExceptionMatches(exception, types);
}

static int check_catchable_star(PyObject *types)
{
    bool several = PyTuple_Check(types);
    Py_ssize_t n = several ? PyTuple_GET_SIZE(types) : 1;
    if (check_catchable(types) < 0) {
        return -1;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *type = several ? PyTuple_GET_ITEM(types, i) : types;
        int group = PyObject_IsSubclass(type, PyExc_BaseExceptionGroup);
        if (group > 0) {
            PyErr_SetString(PyExc_TypeError, "catching ExceptionGroup with except* "
                                             "is not allowed. Use except instead.");
        }
        if (group != 0) {
            return -1;
        }
    }
    return 0;
}

static bool is_group(PyObject *exception)
{
    return PyObject_TypeCheck(exception, (PyTypeObject *)PyExc_BaseExceptionGroup);
}

/* A new reference: the exception itself if it is a group, else a group of it. */
static PyObject *as_group(PyObject *exception)
{
    if (is_group(exception)) {
        return Py_NewRef(exception);
    }
    return PyObject_CallFunction(PyExc_BaseExceptionGroup, "s(O)", "", exception);
}

/* Splits exception into what types match and the rest, both new references or None. */
static int split_group(PyObject *exception, PyObject *types, PyObject **match, PyObject **rest)
{
    *match = *rest = NULL;
    if (exception != Py_None && PyErr_GivenExceptionMatches(exception, types)) {
        *match = as_group(exception);
        *rest = Py_NewRef(Py_None);
    }
    else if (exception != Py_None && is_group(exception)) {
        PyObject *pair = PyObject_CallMethod(exception, "split", "(O)", types);
        if (pair != NULL) {
            *match = Py_NewRef(PyTuple_GET_ITEM(pair, 0));
            *rest = Py_NewRef(PyTuple_GET_ITEM(pair, 1));
            Py_DECREF(pair);
        }
    }
    else {
        *match = Py_NewRef(Py_None);
        *rest = Py_NewRef(Py_None);
    }
    if (*match == NULL) {
        Py_CLEAR(*rest);
        return -1;
    }
    return 0;
}

/* items[0]: what is left of exception (itself, where nothing matches); items[1]: what has matched,
 * which is being handled from now on, or None. */
int adder_rt_check_eg_match(PyObject *exception, PyObject *types, PyObject **items)
{
    if (check_catchable_star(types) < 0
        || split_group(exception, types, &items[1], &items[0]) < 0) {
        return -1;
    }
    if (items[1] == Py_None) {
        Py_SETREF(items[0], Py_NewRef(exception));
    }
    else {
        PyErr_SetExcInfo(NULL, Py_NewRef(items[1]), NULL);
    }
    return 0;
}

PyObject *_PyExc_PrepReraiseStar(PyObject *orig, PyObject *excs); /* compiled with the loop */

PyObject *adder_rt_prep_reraise_star(PyObject *orig, PyObject *excs)
{
    return _PyExc_PrepReraiseStar(orig, excs);
}

/* ---- with ------------------------------------------------------------------------------------------- */

static void not_a_manager(PyObject *manager, bool async, const char *what)
{
    if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_TypeError,
                     "'%.200s' object does not support the %scontext manager protocol%s",
                     Py_TYPE(manager)->tp_name, async ? "asynchronous " : "", what);
    }
}

/* The method that enters, bound or (plain: a Python function of one argument) to be called with
 * manager. */
static PyObject *find_enter(PyObject *manager, PyObject *name, bool *plain)
{
    PyObject *function = _PyType_Lookup(Py_TYPE(manager), name);
    *plain = function != NULL && adder_call_takes(function, 1);
    return *plain ? Py_NewRef(function) : _PyObject_LookupSpecial(manager, name);
}

/* Consumes manager and function. */
static PyObject *enter(PyThreadState *ts, PyObject *manager, PyObject *function, bool plain)
{
    if (plain) {
        return adder_call_function(ts, (PyFunctionObject *)function, &manager, 1);
    }
    Py_DECREF(manager);
    PyObject *result = _PyObject_CallNoArgs(function);
    Py_DECREF(function);
    return result;
}

static PyObject *find_exit(PyObject *manager, bool async)
{
    PyObject *exit = _PyObject_LookupSpecial(manager, async ? &_Py_ID(__aexit__) : &_Py_ID(__exit__));
    if (exit == NULL) {
        not_a_manager(manager, async,
                      async ? " (missed __aexit__ method)" : " (missed __exit__ method)");
    }
    return exit;
}

/* items[0]: manager's __exit__, items[1]: the result of its __enter__; manager is consumed. */
int adder_rt_before_with(PyThreadState *ts, PyObject *manager, int64_t async, PyObject **items)
{
    bool plain;
    PyObject *name = async ? &_Py_ID(__aenter__) : &_Py_ID(__enter__);
    PyObject *function = find_enter(manager, name, &plain);
    if (function == NULL) {
        not_a_manager(manager, async, "");
    }
    items[0] = function != NULL ? find_exit(manager, async) : NULL;
    if (items[0] == NULL) {
        Py_XDECREF(function);
        Py_DECREF(manager);
        return -1;
    }
    items[1] = enter(ts, manager, function, plain);
    if (items[1] == NULL) {
        Py_DECREF(items[0]);
        return -1;
    }
    return 0;
}

PyObject *adder_rt_with_except_start(PyObject *slot0, PyObject *slot1, PyObject *exception)
{
    PyObject *traceback = PyException_GetTraceback(exception);
    Py_XDECREF(traceback); /* the exception keeps it */
    PyObject *args[4] = { slot1, (PyObject *)Py_TYPE(exception), exception,
                          traceback != NULL ? traceback : Py_None };
    return slot0 != NULL
               ? PyObject_Vectorcall(slot0, args, 4, NULL)
               : PyObject_Vectorcall(slot1, args + 1, 3 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

/* ---- match ------------------------------------------------------------------------------------------ */

/* seen gets item; 0, or -1 with an exception, which is `what` (with item) when it was there. */
static int note_once(PyObject *seen, PyObject *item, PyObject *error, const char *format,
                     const char *of)
{
    int there = PySet_Contains(seen, item);
    if (there > 0) {
        if (of != NULL) {
            PyErr_Format(error, format, of, item);
        }
        else {
            PyErr_Format(error, format, item);
        }
    }
    return there != 0 ? -1 : PySet_Add(seen, item);
}

/* map.get(key, absent), where get is a method (with map to be passed) or bound. */
static PyObject *get_value(PyObject *get, bool method, PyObject *map, PyObject *key,
                           PyObject *absent)
{
    PyObject *args[3] = { map, key, absent };
    return method ? PyObject_Vectorcall(get, args, 3, NULL)
                  : PyObject_Vectorcall(get, args + 1, 2, NULL);
}

/* A new tuple of the keys' values; None if one is missing. */
static PyObject *values_of(PyObject *get, bool method, PyObject *map, PyObject *keys,
                           PyObject *seen, PyObject *absent)
{
    Py_ssize_t n = PyTuple_GET_SIZE(keys);
    PyObject *values = PyTuple_New(n);
    for (Py_ssize_t i = 0; values != NULL && i < n; i++) {
        PyObject *key = PyTuple_GET_ITEM(keys, i), *value = NULL;
        if (note_once(seen, key, PyExc_ValueError, "mapping pattern checks duplicate key (%R)",
                      NULL) == 0) {
            value = get_value(get, method, map, key, absent);
        }
        if (value == absent) {
            Py_DECREF(value);
            Py_SETREF(values, Py_NewRef(Py_None));
            break;
        }
        if (value == NULL) {
            Py_CLEAR(values);
            break;
        }
        PyTuple_SET_ITEM(values, i, value);
    }
    return values;
}

/* Strings, all different. */
static bool are_plain_keys(PyObject *keys)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(keys); i++) {
        bool plain = PyUnicode_CheckExact(PyTuple_GET_ITEM(keys, i));
        for (Py_ssize_t j = 0; j < i && plain; j++) {
            plain = !_PyUnicode_EQ(PyTuple_GET_ITEM(keys, i), PyTuple_GET_ITEM(keys, j));
        }
        if (!plain) {
            return false;
        }
    }
    return true;
}

/* The same as values_of of a dict and such keys. */
static PyObject *items_of(PyObject *dict, PyObject *keys)
{
    Py_ssize_t n = PyTuple_GET_SIZE(keys);
    PyObject *values = PyTuple_New(n);
    for (Py_ssize_t i = 0; values != NULL && i < n; i++) {
        PyObject *value = PyDict_GetItemWithError(dict, PyTuple_GET_ITEM(keys, i));
        if (value == NULL) {
            Py_DECREF(values);
            return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
        }
        PyTuple_SET_ITEM(values, i, Py_NewRef(value));
    }
    return values;
}

PyObject *adder_rt_match_keys(PyObject *map, PyObject *keys)
{
    PyObject *get = NULL, *values = NULL;
    if (PyTuple_GET_SIZE(keys) == 0) {
        return PyTuple_New(0);
    }
    if (PyDict_CheckExact(map) && are_plain_keys(keys)) {
        return items_of(map, keys);
    }
    bool method = _PyObject_GetMethod(map, &_Py_ID(get), &get) != 0;
    PyObject *seen = get != NULL ? PySet_New(NULL) : NULL;
    PyObject *absent = seen != NULL ? _PyObject_CallNoArgs((PyObject *)&PyBaseObject_Type) : NULL;
    if (absent != NULL) {
        values = values_of(get, method, map, keys, seen, absent);
    }
    Py_XDECREF(get);
    Py_XDECREF(seen);
    Py_XDECREF(absent);
    return values;
}

typedef struct {
    PyObject *subject, *type, *seen, *attrs;
} ClassMatch;

/* Adds the subject's attribute to attrs; false: no match (or an exception). */
static bool match_attribute(const ClassMatch *m, PyObject *name)
{
    if (note_once(m->seen, name, PyExc_TypeError,
                  "%s() got multiple sub-patterns for attribute %R",
                  ((PyTypeObject *)m->type)->tp_name)
        < 0) {
        return false;
    }
    PyObject *value = PyObject_GetAttr(m->subject, name);
    if (value == NULL) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
            PyErr_Clear();
        }
        return false;
    }
    int status = PyList_Append(m->attrs, value);
    Py_DECREF(value);
    return status == 0;
}

/* A new reference to __match_args__, or an empty tuple; NULL: raised. */
static PyObject *match_args(PyTypeObject *type, bool *self)
{
    *self = false;
    PyObject *names = PyObject_GetAttrString((PyObject *)type, "__match_args__");
    if (names == NULL && PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
        *self = PyType_HasFeature(type, _Py_TPFLAGS_MATCH_SELF);
        return PyTuple_New(0);
    }
    if (names != NULL && !PyTuple_CheckExact(names)) {
        PyErr_Format(PyExc_TypeError, "%s.__match_args__ must be a tuple (got %s)", type->tp_name,
                     Py_TYPE(names)->tp_name);
        Py_CLEAR(names);
    }
    return names;
}

static bool match_positions(const ClassMatch *m, PyObject *names, bool self, Py_ssize_t n)
{
    Py_ssize_t allowed = self ? 1 : PyTuple_GET_SIZE(names);
    if (allowed < n) {
        PyErr_Format(PyExc_TypeError, "%s() accepts %d positional sub-pattern%s (%d given)",
                     ((PyTypeObject *)m->type)->tp_name, (int)allowed, allowed == 1 ? "" : "s",
                     (int)n);
        return false;
    }
    if (self) {
        return PyList_Append(m->attrs, m->subject) == 0;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *name = PyTuple_GET_ITEM(names, i);
        if (!PyUnicode_CheckExact(name)) {
            PyErr_Format(PyExc_TypeError, "__match_args__ elements must be strings (got %s)",
                         Py_TYPE(name)->tp_name);
            return false;
        }
        if (!match_attribute(m, name)) {
            return false;
        }
    }
    return true;
}

static bool match_all(const ClassMatch *m, Py_ssize_t n, PyObject *keywords)
{
    if (n > 0) {
        bool self;
        PyObject *names = match_args((PyTypeObject *)m->type, &self);
        bool matched = names != NULL && match_positions(m, names, self, n);
        Py_XDECREF(names);
        if (!matched) {
            return false;
        }
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(keywords); i++) {
        if (!match_attribute(m, PyTuple_GET_ITEM(keywords, i))) {
            return false;
        }
    }
    return true;
}

/* No instance, and nobody is asked: neither the class's metaclass nor the subject for its __class__. */
static bool is_plainly_none(PyObject *subject, PyTypeObject *type)
{
    return Py_IS_TYPE(type, &PyType_Type) && !PyObject_TypeCheck(subject, type)
           && Py_TYPE(subject)->tp_getattro == PyObject_GenericGetAttr
           && _PyType_Lookup(Py_TYPE(subject), &_Py_ID(__class__))
                  == PyDict_GetItemWithError(PyBaseObject_Type.tp_dict, &_Py_ID(__class__));
}

/* A tuple of what the sub-patterns match, or None. */
PyObject *adder_rt_match_class(PyObject *subject, PyObject *type, PyObject *keywords, int64_t n)
{
    if (!PyType_Check(type)) {
        PyErr_SetString(PyExc_TypeError, "called match pattern must be a type");
        return NULL;
    }
    if (is_plainly_none(subject, (PyTypeObject *)type)) {
        return Py_NewRef(Py_None);
    }
    int instance = PyObject_IsInstance(subject, type);
    if (instance <= 0) {
        return instance == 0 ? Py_NewRef(Py_None) : NULL;
    }
    ClassMatch m = { subject, type, PySet_New(NULL), PyList_New(0) };
    PyObject *result = NULL;
    if (m.seen != NULL && m.attrs != NULL && match_all(&m, (Py_ssize_t)n, keywords)) {
        result = PyList_AsTuple(m.attrs);
    }
    Py_XDECREF(m.seen);
    Py_XDECREF(m.attrs);
    return result != NULL || PyErr_Occurred() ? result : Py_NewRef(Py_None);
}

int adder_rt_unpack_none(PyThreadState *ts, PyObject *sequence)
{
    PyObject *nothing[1];
    return adder_rt_unpack(ts, sequence, 0, nothing);
}
