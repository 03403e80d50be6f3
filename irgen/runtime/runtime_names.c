/* Native runtime helpers: names, imports, calls, raising.  GIL needed; ownership as in runtime.h.
 * Messages are those of the evaluation loop, word for word: programs see them. */
#include "irgen/runtime/runtime.h"

#include <internal/pycore_call.h>
#include <internal/pycore_ceval.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_object.h>
#include <internal/pycore_pyerrors.h>
#include <internal/pycore_pystate.h>
#include <internal/pycore_runtime.h>
#include <internal/pycore_global_strings.h>
#include <internal/pycore_sysmodule.h>

/* ---- Names ---------------------------------------------------------------------------------------- */

/* The name goes into the exception, for suggestions. */
static void attach_name(PyObject *name)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (PyErr_GivenExceptionMatches(value, PyExc_NameError)
        && ((PyNameErrorObject *)value)->name == NULL) {
        (void)PyObject_SetAttr(value, &_Py_ID(name), name);
    }
    PyErr_Restore(type, value, traceback);
}

static void name_error(PyObject *name)
{
    const char *text = PyUnicode_AsUTF8(name);
    if (text != NULL) {
        PyErr_Format(PyExc_NameError, "name '%.200s' is not defined", text);
        attach_name(name);
    }
}

/* A new reference, or NULL: with an exception only if looking failed. */
static PyObject *find_in(PyObject *space, PyObject *name)
{
    if (PyDict_CheckExact(space)) {
        return Py_XNewRef(PyDict_GetItemWithError(space, name));
    }
    PyObject *value = PyObject_GetItem(space, name);
    if (value == NULL && PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_Clear();
    }
    return value;
}

static PyObject *find_or_name_error(PyObject *space, PyObject *name)
{
    PyObject *value = find_in(space, name);
    if (value == NULL && !PyErr_Occurred()) {
        name_error(name);
    }
    return value;
}

/* False also for dicts in which looking could run code. */
bool adder_rt_name_stays(PyDictObject *dict, int64_t index, PyObject *name)
{
    PyDictKeysObject *keys = dict->ma_keys;
    return dict->ma_values == NULL && keys->dk_kind != DICT_KEYS_GENERAL && index < keys->dk_nentries
           && DK_UNICODE_ENTRIES(keys)[index].me_key == name;
}

PyObject *adder_rt_slot_value(PyDictObject *dict, PyObject *name, int64_t index)
{
    bool stays = PyDict_CheckExact(dict) && adder_rt_name_stays(dict, index, name);
    return stays ? DK_UNICODE_ENTRIES(dict->ma_keys)[index].me_value : NULL;
}

bool adder_rt_name_absent(PyObject *globals, PyObject *name)
{
    return PyDict_CheckExact(globals)
           && ((PyDictObject *)globals)->ma_keys->dk_kind != DICT_KEYS_GENERAL
           && _PyDict_GetItem_KnownHash(globals, name, ((PyASCIIObject *)name)->hash) == NULL;
}

PyObject *adder_rt_load_global(_PyInterpreterFrame *frame, PyObject *name)
{
    PyObject *globals = frame->f_globals;
    /* With builtins of another type the loop asks even a plain dict through __getitem__, which
     * finds the same. */
    PyObject *value = find_in(globals, name);
    if (value != NULL || PyErr_Occurred()) {
        return value;
    }
    return find_or_name_error(frame->f_builtins, name);
}

int adder_rt_store_global(_PyInterpreterFrame *frame, PyObject *value, PyObject *name)
{
    return PyDict_SetItem(frame->f_globals, name, value);
}

int adder_rt_delete_global(_PyInterpreterFrame *frame, PyObject *name)
{
    int status = PyDict_DelItem(frame->f_globals, name);
    if (status != 0 && PyErr_ExceptionMatches(PyExc_KeyError)) {
        name_error(name);
    }
    return status;
}

static PyObject *locals_or_error(_PyInterpreterFrame *frame, const char *message, PyObject *name)
{
    if (frame->f_locals == NULL) {
        PyErr_Format(PyExc_SystemError, message, name);
    }
    return frame->f_locals;
}

PyObject *adder_rt_load_name(_PyInterpreterFrame *frame, PyObject *name)
{
    PyObject *locals = locals_or_error(frame, "no locals when loading %R", name);
    PyObject *value = locals != NULL ? find_in(locals, name) : NULL;
    if (value != NULL || PyErr_Occurred()) {
        return value;
    }
    value = Py_XNewRef(PyDict_GetItemWithError(frame->f_globals, name));
    if (value != NULL || PyErr_Occurred()) {
        return value;
    }
    return find_or_name_error(frame->f_builtins, name);
}

int adder_rt_store_name(_PyInterpreterFrame *frame, PyObject *value, PyObject *name)
{
    PyObject *locals = locals_or_error(frame, "no locals found when storing %R", name);
    if (locals == NULL) {
        return -1;
    }
    return PyDict_CheckExact(locals) ? PyDict_SetItem(locals, name, value)
                                     : PyObject_SetItem(locals, name, value);
}

int adder_rt_delete_name(_PyInterpreterFrame *frame, PyObject *name)
{
    PyObject *locals = locals_or_error(frame, "no locals when deleting %R", name);
    if (locals == NULL) {
        return -1;
    }
    int status = PyObject_DelItem(locals, name);
    if (status != 0) {
        name_error(name);
    }
    return status == 0 ? 0 : -1;
}

static void unbound_error(const PyCodeObject *code, int64_t slot)
{
    PyObject *name = PyTuple_GET_ITEM(code->co_localsplusnames, slot);
    bool local = slot < code->co_nplaincellvars + code->co_nlocals;
    PyErr_Format(local ? PyExc_UnboundLocalError : PyExc_NameError,
                 local ? "cannot access local variable '%S' where it is not associated with a value"
                       : "cannot access free variable '%S' where it is not associated with a value "
                         "in enclosing scope",
                 name);
    if (!local) {
        attach_name(name);
    }
}

/* A free variable of a class body: the class's own names come first. */
PyObject *adder_rt_load_classderef(_PyInterpreterFrame *frame, PyObject *cell, int64_t slot)
{
    PyObject *name = PyTuple_GET_ITEM(frame->f_code->co_localsplusnames, slot);
    PyObject *value = find_in(frame->f_locals, name);
    if (value != NULL || PyErr_Occurred()) {
        return value;
    }
    value = PyCell_GET(cell);
    if (value == NULL) {
        unbound_error(frame->f_code, slot);
    }
    return Py_XNewRef(value);
}

int adder_rt_setup_annotations(_PyInterpreterFrame *frame)
{
    PyObject *locals = frame->f_locals;
    if (locals == NULL) {
        PyErr_SetString(PyExc_SystemError, "no locals found when setting up annotations");
        return -1;
    }
    PyObject *known = find_in(locals, &_Py_ID(__annotations__));
    if (known == NULL && !PyErr_Occurred()) {
        known = PyDict_New();
        if (known != NULL && PyObject_SetItem(locals, &_Py_ID(__annotations__), known) < 0) {
            Py_CLEAR(known);
        }
    }
    Py_XDECREF(known);
    return known != NULL ? 0 : -1;
}

PyObject *adder_rt_load_build_class(_PyInterpreterFrame *frame)
{
    PyObject *value = find_in(frame->f_builtins, &_Py_ID(__build_class__));
    if (value == NULL && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_NameError, "__build_class__ not found");
    }
    return value;
}

/* ---- Imports --------------------------------------------------------------------------------------- */

static PyObject *import_by(PyObject *function, _PyInterpreterFrame *frame, PyObject *locals,
                           PyObject *level, PyObject *fromlist, PyObject *name)
{
    PyObject *args[5] = { name, frame->f_globals, locals, fromlist, level };
    Py_INCREF(function);
    PyObject *module = PyObject_Vectorcall(function, args, 5, NULL);
    Py_DECREF(function);
    return module;
}

PyObject *adder_rt_import(PyThreadState *ts, _PyInterpreterFrame *frame, PyObject *level,
                          PyObject *fromlist, PyObject *name)
{
    PyObject *function = _PyDict_GetItemWithError(frame->f_builtins, &_Py_ID(__import__));
    if (function == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_ImportError, "__import__ not found");
        }
        return NULL;
    }
    PyObject *locals = frame->f_locals != NULL ? frame->f_locals : Py_None;
    if (function != ts->interp->import_func) {
        return import_by(function, frame, locals, level, fromlist, name);
    }
    int depth = _PyLong_AsInt(level);
    if (depth == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return PyImport_ImportModuleLevelObject(name, frame->f_globals, locals, fromlist, depth);
}

/* The message when a module has no such name; pkgname may be NULL. */
static PyObject *import_message(PyObject *module, PyObject *name, PyObject *shown, PyObject *path)
{
    if (path == NULL) {
        return PyUnicode_FromFormat("cannot import name %R from %R (unknown location)", name,
                                    shown);
    }
    PyObject *spec = PyObject_GetAttr(module, &_Py_ID(__spec__));
    const char *format = _PyModuleSpec_IsInitializing(spec)
                             ? "cannot import name %R from partially initialized module %R "
                               "(most likely due to a circular import) (%S)"
                             : "cannot import name %R from %R (%S)";
    Py_XDECREF(spec);
    return PyUnicode_FromFormat(format, name, shown, path);
}

static void import_from_error(PyObject *module, PyObject *name, PyObject *pkgname)
{
    PyObject *path = PyModule_GetFilenameObject(module);
    PyObject *shown = pkgname != NULL ? Py_NewRef(pkgname)
                                      : PyUnicode_FromString("<unknown module name>");
    if (shown != NULL) {
        bool known = path != NULL && PyUnicode_Check(path);
        if (!known) {
            PyErr_Clear();
        }
        PyObject *message = import_message(module, name, shown, known ? path : NULL);
        PyErr_SetImportError(message, pkgname, known ? path : NULL);
        Py_XDECREF(message);
    }
    Py_XDECREF(shown);
    Py_XDECREF(path);
}

/* A module of that full name may be there already (circular imports). */
PyObject *adder_rt_import_from(PyObject *module, PyObject *name)
{
    PyObject *value;
    if (_PyObject_LookupAttr(module, name, &value) != 0) {
        return value;
    }
    PyObject *pkgname = PyObject_GetAttr(module, &_Py_ID(__name__));
    if (pkgname != NULL && !PyUnicode_Check(pkgname)) {
        Py_CLEAR(pkgname);
    }
    if (pkgname != NULL) {
        PyObject *full = PyUnicode_FromFormat("%U.%U", pkgname, name);
        if (full != NULL) {
            value = PyImport_GetModule(full);
            Py_DECREF(full);
        }
        if (full == NULL || value != NULL || PyErr_Occurred()) {
            Py_DECREF(pkgname);
            return value;
        }
    }
    import_from_error(module, name, pkgname);
    Py_XDECREF(pkgname);
    return NULL;
}

/* What `from module import *` takes: a new reference to a sequence of names. */
static PyObject *names_to_import(PyObject *module, bool *public_only)
{
    PyObject *names, *dict;
    *public_only = false;
    if (_PyObject_LookupAttr(module, &_Py_ID(__all__), &names) != 0) {
        return names;
    }
    if (_PyObject_LookupAttr(module, &_Py_ID(__dict__), &dict) < 0) {
        return NULL;
    }
    if (dict == NULL) {
        PyErr_SetString(PyExc_ImportError, "from-import-* object has no __dict__ and no __all__");
        return NULL;
    }
    *public_only = true;
    names = PyMapping_Keys(dict);
    Py_DECREF(dict);
    return names;
}

static void not_a_name(PyObject *module, PyObject *name, bool key)
{
    PyObject *of = PyObject_GetAttr(module, &_Py_ID(__name__));
    if (of == NULL) {
        return;
    }
    if (!PyUnicode_Check(of)) {
        PyErr_Format(PyExc_TypeError, "module __name__ must be a string, not %.100s",
                     Py_TYPE(of)->tp_name);
    }
    else {
        PyErr_Format(PyExc_TypeError, "%s in %U.%s must be str, not %.100s", key ? "Key" : "Item",
                     of, key ? "__dict__" : "__all__", Py_TYPE(name)->tp_name);
    }
    Py_DECREF(of);
}

static int import_one(PyObject *locals, PyObject *module, PyObject *name, bool public_only)
{
    if (!PyUnicode_Check(name)) {
        not_a_name(module, name, public_only);
        return -1;
    }
    if (public_only && PyUnicode_GET_LENGTH(name) > 0 && PyUnicode_READ_CHAR(name, 0) == '_') {
        return 0;
    }
    PyObject *value = PyObject_GetAttr(module, name);
    if (value == NULL) {
        return -1;
    }
    int status = PyDict_CheckExact(locals) ? PyDict_SetItem(locals, name, value)
                                           : PyObject_SetItem(locals, name, value);
    Py_DECREF(value);
    return status;
}

/* Stands in module bodies only, which keep all names in f_locals. */
int adder_rt_import_star(_PyInterpreterFrame *frame, PyObject *module)
{
    PyObject *locals = frame->f_locals;
    bool public_only;
    if (locals == NULL) {
        PyErr_SetString(PyExc_SystemError, "no locals found during 'import *'");
        return -1;
    }
    PyObject *names = names_to_import(module, &public_only);
    int status = names != NULL ? 0 : -1;
    for (Py_ssize_t i = 0; status == 0; i++) {
        PyObject *name = PySequence_GetItem(names, i);
        if (name == NULL) {
            status = PyErr_ExceptionMatches(PyExc_IndexError) ? 0 : -1;
            if (status == 0) {
                PyErr_Clear();
            }
            break;
        }
        status = import_one(locals, module, name, public_only);
        Py_DECREF(name);
    }
    Py_XDECREF(names);
    return status;
}

/* ---- Calls --------------------------------------------------------------------------------------------- */

/* The interpreter looks at the eval breaker behind calls of C functions: a signal's handler runs
 * before the next instruction.  Consumes and answers result. */
PyObject *adder_rt_after_c_call(PyThreadState *ts, PyObject *result)
{
    bool pending = _Py_atomic_load_relaxed(&ts->interp->ceval.eval_breaker);
    if (ADDER_UNLIKELY(pending) && result != NULL && adder_loop_pending(ts) != 0) {
        Py_CLEAR(result);
    }
    return result;
}

bool adder_rt_too_deep(PyThreadState *ts)
{
    return _Py_CheckRecursiveCall(ts, " while calling a Python object") != 0;
}

/* Calls consume their values, as the interpreter's calls consume its stack. */
static PyObject *finish_call(PyThreadState *ts, PyObject **values, int64_t n, PyObject *result)
{
    for (int64_t i = 0; i < n; i++) {
        Py_XDECREF(values[i]);
    }
    return adder_rt_after_c_call(ts, result);
}

/* A bound method in the second slot becomes its function and its self. */
static void unbind(PyObject **values)
{
    PyObject *method = values[1];
    if (values[0] == NULL && Py_IS_TYPE(method, &PyMethod_Type)) {
        values[0] = Py_NewRef(PyMethod_GET_FUNCTION(method));
        values[1] = Py_NewRef(PyMethod_GET_SELF(method));
        Py_DECREF(method);
    }
}

/* What __init__ has to answer. */
int adder_rt_check_init(PyObject *none)
{
    if (none == Py_None) {
        return 0;
    }
    PyErr_Format(PyExc_TypeError, "__init__() should return None, not '%.200s'",
                 Py_TYPE(none)->tp_name);
    return -1;
}

/* What __init__ gave (consumed) decides over the new object (consumed). */
static PyObject *initialised(PyObject *self, PyObject *none)
{
    if (none == NULL || adder_rt_check_init(none) < 0) {
        Py_CLEAR(self);
    }
    Py_XDECREF(none);
    return self;
}

/* As slot_tp_init finds it, when making the object has changed its class. */
static PyObject *init_anew(PyObject *self, PyObject **args, Py_ssize_t nargs)
{
    PyObject *tuple = PyTuple_New(nargs);
    for (Py_ssize_t i = 0; tuple != NULL && i < nargs; i++) {
        PyTuple_SET_ITEM(tuple, i, Py_NewRef(args[i]));
    }
    if (tuple == NULL || Py_TYPE(self)->tp_init(self, tuple, NULL) < 0) {
        Py_CLEAR(self);
    }
    Py_XDECREF(tuple);
    return self;
}

/* Calls init; self and the arguments stay the caller's.  args[-1] is used meanwhile. */
static PyObject *call_init(PyThreadState *ts, PyObject *init, PyObject *self, PyObject **args,
                           Py_ssize_t nargs)
{
    PyObject *before = args[-1];
    args[-1] = Py_NewRef(self);
    for (Py_ssize_t i = 0; i < nargs; i++) {
        Py_SET_REFCNT(args[i], Py_REFCNT(args[i]) + 2); /* one as in the tuple of type.__call__ */
    }
    PyFunctionObject *func = (PyFunctionObject *)Py_NewRef(init);
    PyObject *none = adder_call_function(ts, func, args - 1, nargs + 1);
    args[-1] = before;
    for (Py_ssize_t i = 0; i < nargs; i++) {
        Py_DECREF(args[i]);
    }
    return initialised(self, none);
}

/* As type.__call__ for a class with a plain __init__.  Arguments are borrowed: they live until
 * the call is over. */
static PyObject *make_instance(PyThreadState *ts, PyTypeObject *type, PyObject *init,
                               PyObject **args, Py_ssize_t nargs)
{
    uint32_t version = type->tp_version_tag;
    if (_Py_EnterRecursiveCallTstate(ts, " while calling a Python object")) {
        return NULL;
    }
    PyObject *self = type->tp_new(type, (PyObject *)&_Py_SINGLETON(tuple_empty), NULL);
    if (ADDER_UNLIKELY(self != NULL && type->tp_version_tag != version)) {
        self = init_anew(self, args, nargs);
    }
    else if (self != NULL) {
        self = call_init(ts, init, self, args, nargs);
    }
    _Py_LeaveRecursiveCallTstate(ts);
    return self;
}

/* values: a class without a self in front of it, and what it is called with; borrowed. */
static PyObject *call_class(PyThreadState *ts, PyObject **values, Py_ssize_t nargs)
{
    PyTypeObject *type = (PyTypeObject *)values[1];
    if (type == &PyUnicode_Type && nargs == 1) {
        return PyObject_Str(values[2]); /* as once specialised: str() itself is no level of recursion */
    }
    PyObject *init = adder_rt_init_of(type);
    if (init != NULL && adder_call_takes(init, nargs + 1)) {
        return make_instance(ts, type, init, values + 2, nargs);
    }
    if (adder_rt_is_plain_exception(type)) {
        return adder_rt_plain_exception(ts, type, values + 2, nargs);
    }
    return PyObject_Vectorcall((PyObject *)type, values + 2,
                               (size_t)nargs | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
}

/* values: the interpreter's two slots (method and self, or NULL and the callable), then arguments.
 * Where there is no self the first slot serves as the free word in front of the arguments that
 * vectorcall may use. */
PyObject *adder_rt_call(PyThreadState *ts, PyObject **values, int64_t n, PyObject *kwnames)
{
    unbind(values);
    bool method = values[0] != NULL;
    PyObject *callable = values[method ? 0 : 1], **args = values + (method ? 1 : 2);
    size_t nargs = (size_t)(n - (method ? 1 : 2));
    if (kwnames != NULL) {
        nargs -= (size_t)PyTuple_GET_SIZE(kwnames);
    }
    else if (adder_call_takes(callable, (Py_ssize_t)nargs)) {
        return adder_call_function(ts, (PyFunctionObject *)callable, args, (Py_ssize_t)nargs);
    }
    else if (!method && PyType_Check(callable)) {
        return finish_call(ts, values, n, call_class(ts, values, (Py_ssize_t)nargs));
    }
    size_t offset = method ? 0 : PY_VECTORCALL_ARGUMENTS_OFFSET;
    PyObject *result = PyObject_Vectorcall(callable, args, nargs | offset, kwnames);
    return finish_call(ts, values, n, result);
}

static void not_a_mapping(PyObject *func, PyObject *kwargs)
{
    PyErr_Clear();
    PyObject *text = _PyObject_FunctionStr(func);
    if (text != NULL) {
        PyErr_Format(PyExc_TypeError, "%U argument after ** must be a mapping, not %.200s", text,
                     Py_TYPE(kwargs)->tp_name);
        Py_DECREF(text);
    }
}

static void argument_twice(PyObject *func)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (value == NULL || !PyTuple_Check(value) || PyTuple_GET_SIZE(value) != 1) {
        PyErr_Restore(type, value, traceback);
        return;
    }
    PyObject *text = _PyObject_FunctionStr(func);
    if (text != NULL) {
        PyErr_Format(PyExc_TypeError, "%U got multiple values for keyword argument '%S'", text,
                     PyTuple_GET_ITEM(value, 0));
        Py_DECREF(text);
    }
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}

/* Says what is wrong with **kwargs in a call of func. */
static void explain_kwargs(PyObject *func, PyObject *kwargs)
{
    if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
        not_a_mapping(func, kwargs);
    }
    else if (PyErr_ExceptionMatches(PyExc_KeyError)) {
        argument_twice(func);
    }
}

int adder_rt_dict_merge(PyThreadState *ts, PyObject *dict, PyObject *update, PyObject *func)
{
    (void)ts;
    if (_PyDict_MergeEx(dict, update, 2) < 0) {
        explain_kwargs(func, update);
        return -1;
    }
    return 0;
}

/* A new reference to args as a tuple. */
static PyObject *args_tuple(PyObject *func, PyObject *args)
{
    if (PyTuple_CheckExact(args)) {
        return Py_NewRef(args);
    }
    if (Py_TYPE(args)->tp_iter != NULL || PySequence_Check(args)) {
        return PySequence_Tuple(args);
    }
    PyObject *text = _PyObject_FunctionStr(func);
    if (text != NULL) {
        PyErr_Format(PyExc_TypeError, "%U argument after * must be an iterable, not %.200s", text,
                     Py_TYPE(args)->tp_name);
        Py_DECREF(text);
    }
    return NULL;
}

/* A new reference to kwargs as a dict. */
static PyObject *kwargs_dict(PyObject *func, PyObject *kwargs)
{
    if (PyDict_CheckExact(kwargs)) {
        return Py_NewRef(kwargs);
    }
    PyObject *dict = PyDict_New();
    if (dict != NULL && _PyDict_MergeEx(dict, kwargs, 2) < 0) {
        explain_kwargs(func, kwargs);
        Py_CLEAR(dict);
    }
    return dict;
}

static PyObject *call_ex(PyObject **values, int64_t n)
{
    PyObject *func = values[0], *kwargs = NULL, *result = NULL;
    if (n > 2 && values[2] != NULL && (kwargs = kwargs_dict(func, values[2])) == NULL) {
        return NULL;
    }
    PyObject *args = args_tuple(func, values[1]);
    if (args != NULL) {
        result = PyObject_Call(func, args, kwargs);
        Py_DECREF(args);
    }
    Py_XDECREF(kwargs);
    return result;
}

/* values: callable, args, and kwargs if n is 3. */
PyObject *adder_rt_call_ex(PyThreadState *ts, PyObject **values, int64_t n)
{
    return finish_call(ts, values, n, call_ex(values, n));
}

/* values: a Python function and as many arguments as it has parameters, all positional. */
PyObject *adder_rt_call_func(PyThreadState *ts, PyObject **values, int64_t n)
{
    return adder_call_function(ts, (PyFunctionObject *)values[0], values + 1, n - 1);
}

/* ---- Raising ---------------------------------------------------------------------------------------------- */

static void reraise(PyThreadState *ts)
{
    PyObject *value = _PyErr_GetTopmostException(ts)->exc_value;
    if (value == NULL || value == Py_None) {
        PyErr_SetString(PyExc_RuntimeError, "No active exception to reraise");
        return;
    }
    PyObject *type = Py_NewRef(Py_TYPE(value)), *traceback = PyException_GetTraceback(value);
    PyErr_Restore(type, Py_NewRef(value), traceback);
}

/* The exception instance to raise for `raise exc`: a new reference. */
static PyObject *exception_instance(PyObject *exc)
{
    if (PyExceptionInstance_Check(exc)) {
        return Py_NewRef(exc);
    }
    if (!PyExceptionClass_Check(exc)) {
        PyErr_SetString(PyExc_TypeError, "exceptions must derive from BaseException");
        return NULL;
    }
    PyObject *value = PyObject_CallNoArgs(exc);
    if (value != NULL && !PyExceptionInstance_Check(value)) {
        PyErr_Format(PyExc_TypeError,
                     "calling %R should have returned an instance of BaseException, not %R", exc,
                     Py_TYPE(value));
        Py_CLEAR(value);
    }
    return value;
}

/* Sets value's cause; false with an exception. */
static bool set_cause(PyObject *value, PyObject *cause)
{
    PyObject *fixed = NULL;
    if (PyExceptionClass_Check(cause)) {
        fixed = PyObject_CallNoArgs(cause);
        if (fixed == NULL) {
            return false;
        }
    }
    else if (PyExceptionInstance_Check(cause)) {
        fixed = Py_NewRef(cause);
    }
    else if (cause != Py_None) {
        PyErr_SetString(PyExc_TypeError, "exception causes must derive from BaseException");
        return false;
    }
    PyException_SetCause(value, fixed);
    return true;
}

/* values: nothing, the exception, or the exception and its cause. */
int adder_rt_raise_varargs(PyThreadState *ts, PyObject **values, int64_t n)
{
    if (n == 0) {
        reraise(ts);
        return -1;
    }
    PyObject *value = exception_instance(values[0]);
    if (value != NULL && (n < 2 || set_cause(value, values[1]))) {
        PyObject *type = PyExceptionClass_Check(values[0]) ? values[0]
                                                           : (PyObject *)Py_TYPE(value);
        _PyErr_SetObject(ts, type, value);
    }
    Py_XDECREF(value);
    return -1;
}

int adder_rt_print_expr(PyObject *o)
{
    PyObject *hook = PySys_GetObject("displayhook");
    if (hook == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "lost sys.displayhook");
        return -1;
    }
    PyObject *result = PyObject_CallOneArg(hook, o);
    Py_XDECREF(result);
    return result != NULL ? 0 : -1;
}
