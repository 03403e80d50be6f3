/* Shows the locals of compiled frames to whoever asks: frame.f_locals, locals, vars, dir, eval,
 * exec, super.
 *
 * While a compiled frame calls something, its activation's site names the descriptor of what the
 * slots hold.  The present values are put into the frame's localsplus for as long as CPython's own
 * function reads them, then taken out again.  What is shown is owned by the frame meanwhile, and
 * remembered in a list here.  GIL held. */
#include "deopt/deopt.h"
#include "deopt/fill.h"
#include "deopt/threads.h"

#include <internal/pycore_pystate.h>
#include <stdlib.h>
#include <string.h>

/* ---- Showing and hiding ----------------------------------------------------------------------------- */

typedef struct Shown {
    struct Shown *next;
    int token;
    int n;
    PyObject *before[]; /* what the slots held: owned, NULL nearly always */
} Shown;

static Shown *all_shown;
static int last_token;

static AdderActivation *activation_of(const _PyInterpreterFrame *frame, uint32_t *place)
{
    AdderActivation *act = adder_threads_find(frame, place);
    return act != NULL && act->site != 0 ? act : NULL;
}

/* Moves frame's locals, which is that at `place`, out of objects (all entries; consumed) into it. */
static int show(_PyInterpreterFrame *frame, uint32_t place, AdderActivation *act,
                const AdderExit *e, PyObject **objects, Shown *shown)
{
    const AdderExitFrame *own = &act->unit->frames[e->frames + place];
    uint32_t base = own->first - act->unit->frames[e->frames].first;
    uint32_t count = e->nentries;
    shown->n = own->nlocals;
    for (int i = 0; i < own->nlocals; i++) {
        shown->before[i] = frame->localsplus[i];
        if (frame->localsplus[i] == NULL) {
            frame->localsplus[i] = objects[base + (uint32_t)i];
            objects[base + (uint32_t)i] = NULL;
        }
        else {
            Py_INCREF(frame->localsplus[i]);
        }
    }
    shown->token = last_token = last_token % 1000000000 + 1;
    shown->next = all_shown;
    all_shown = shown;
    for (uint32_t i = 0; i < count; i++) {
        Py_XDECREF(objects[i]);
    }
    return shown->token;
}

static int no_memory(void *a, void *b)
{
    PyMem_Free(a);
    PyMem_Free(b);
    PyErr_NoMemory();
    return -1;
}

/* Memory is Python's own: it is the program that has asked, and sees MemoryError. */
int adder_locals_show(_PyInterpreterFrame *frame)
{
    uint32_t place;
    AdderActivation *act = activation_of(frame, &place);
    if (act == NULL) {
        return 0;
    }
    const AdderExit *e = &act->unit->exits[act->site - 1];
    uint32_t count = e->nentries;
    PyObject **objects = PyMem_Calloc(count + 1u, sizeof(PyObject *));
    Shown *shown = PyMem_Calloc(1, sizeof(Shown) + sizeof(PyObject *) * (count + 1u));
    if (objects == NULL || shown == NULL) {
        return no_memory(objects, shown);
    }
    if (!adder_fill_objects(act, e, false, objects)) {
        for (uint32_t i = 0; i < count; i++) {
            Py_XDECREF(objects[i]);
        }
        return no_memory(objects, shown);
    }
    int token = show(frame, place, act, e, objects, shown);
    PyMem_Free(objects);
    return token;
}

void adder_locals_hide(_PyInterpreterFrame *frame, int token)
{
    Shown **at = &all_shown;
    while (*at != NULL && (*at)->token != token) {
        at = &(*at)->next;
    }
    Shown *shown = *at;
    if (token <= 0 || shown == NULL) {
        return;
    }
    *at = shown->next;
    for (int i = 0; i < shown->n; i++) {
        PyObject *value = frame->localsplus[i];
        frame->localsplus[i] = shown->before[i];
        Py_XDECREF(value);
    }
    PyMem_Free(shown);
}

/* ---- frame.f_locals and builtins -------------------------------------------------------------------------------------- */

static getter frame_locals;
static PyCFunction plain_locals, plain_vars, plain_dir;
static _PyCFunctionFast plain_eval;
static _PyCFunctionFastWithKeywords plain_exec;

static PyObject *get_frame_locals(PyObject *self, void *closure)
{
    _PyInterpreterFrame *frame = ((PyFrameObject *)self)->f_frame;
    /* Nothing may run meanwhile: another thread's frame could go on with what is shown. */
    PyObject *before = frame->f_locals != NULL ? PyMapping_Values(frame->f_locals) : NULL;
    int collecting = PyGC_Disable();
    int token = adder_locals_show(frame);
    PyObject *result = token < 0 ? NULL : frame_locals(self, closure);
    if (token >= 0) {
        adder_locals_hide(frame, token);
    }
    if (collecting) {
        PyGC_Enable();
    }
    Py_XDECREF(before);
    return result;
}

/* Runs `call`, with the current frame's locals visible if it looks at them. */
#define WITH_LOCALS(looks, call)                                                                          \
    _PyInterpreterFrame *frame = _PyThreadState_GET()->cframe->current_frame;                      \
    int token = (looks) && frame != NULL ? adder_locals_show(frame) : 0;                                    \
    if (token < 0) {                                                                               \
        return NULL;                                                                               \
    }                                                                                              \
    PyObject *result = call;                                                                       \
    adder_locals_hide(frame, token);                                                               \
    return result

static PyObject *our_locals(PyObject *module, PyObject *none)
{
    WITH_LOCALS(true, plain_locals(module, none));
}

static PyObject *our_vars(PyObject *module, PyObject *args)
{
    WITH_LOCALS(PyTuple_GET_SIZE(args) == 0, plain_vars(module, args));
}

static PyObject *our_dir(PyObject *module, PyObject *args)
{
    WITH_LOCALS(PyTuple_GET_SIZE(args) == 0, plain_dir(module, args));
}

static PyObject *our_eval(PyObject *module, PyObject *const *args, Py_ssize_t n)
{
    WITH_LOCALS(n < 2 || args[1] == Py_None, plain_eval(module, args, n));
}

static PyObject *our_exec(PyObject *module, PyObject *const *args, Py_ssize_t n, PyObject *names)
{
    WITH_LOCALS(n < 2 || args[1] == Py_None, plain_exec(module, args, n, names));
}

/* ---- super() ------------------------------------------------------------------------------------------- */

static initproc plain_super_init;
static vectorcallfunc plain_super_call;

/* Number of the free variable __class__ among the locals, or -1. */
static int class_cell(const PyCodeObject *code)
{
    for (int i = code->co_nlocals + code->co_nplaincellvars; i < code->co_nlocalsplus; i++) {
        PyObject *name = PyTuple_GET_ITEM(code->co_localsplusnames, i);
        if (PyUnicode_CompareWithASCIIString(name, "__class__") == 0) {
            return i;
        }
    }
    return -1;
}

/* What is in the cell instead of the cell (consumed). */
static PyObject *unpacked(PyObject *cell)
{
    PyObject *value = cell != NULL && PyCell_Check(cell) ? PyCell_Get(cell) : NULL;
    Py_XDECREF(cell);
    return value;
}

/* What super() without arguments stands for in frame, if that runs compiled code: the class and the
 * first argument, new references.  False: super() has to look itself. */
static bool find_arguments(const _PyInterpreterFrame *frame, PyObject **found)
{
    uint32_t place;
    const AdderActivation *act = activation_of(frame, &place);
    const PyCodeObject *code = frame->f_code;
    int cell = act != NULL && code->co_argcount > 0 ? class_cell(code) : -1;
    found[0] = found[1] = NULL;
    if (cell >= 0) {
        const AdderExit *e = &act->unit->exits[act->site - 1];
        bool boxed = (_PyLocals_GetKind(code->co_localspluskinds, 0) & CO_FAST_CELL) != 0;
        PyObject *first = adder_fill_local(act, e, place, 0);
        found[0] = unpacked(adder_fill_local(act, e, place, cell));
        found[1] = boxed ? unpacked(first) : first;
    }
    if (found[0] != NULL && found[1] != NULL && PyType_Check(found[0])) {
        return true;
    }
    Py_CLEAR(found[0]);
    Py_CLEAR(found[1]);
    return false;
}

static PyObject *call_super_here(PyObject *self)
{
    WITH_LOCALS(true, plain_super_call(self, NULL, 0, NULL));
}

static PyObject *our_super_call(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *names)
{
    const _PyInterpreterFrame *frame = _PyThreadState_GET()->cframe->current_frame;
    PyObject *found[2];
    if (PyVectorcall_NARGS(nargsf) != 0 || names != NULL || frame == NULL) {
        return plain_super_call(self, args, nargsf, names);
    }
    if (!find_arguments(frame, found)) {
        return call_super_here(self);
    }
    PyObject *result = plain_super_call(self, found, 2, NULL);
    Py_DECREF(found[0]);
    Py_DECREF(found[1]);
    return result;
}

/* For subclasses of super, and super.__init__(). */
static int our_super_init(PyObject *self, PyObject *args, PyObject *names)
{
    _PyInterpreterFrame *frame = _PyThreadState_GET()->cframe->current_frame;
    int token = frame != NULL && PyTuple_GET_SIZE(args) == 0 ? adder_locals_show(frame) : 0;
    if (token < 0) {
        return -1;
    }
    int status = plain_super_init(self, args, names);
    adder_locals_hide(frame, token);
    return status;
}

/* The type's slots, and super.__init__, which has the function from there. */
static int intercept_super(void)
{
    PyObject *init = PyDict_GetItemString(PySuper_Type.tp_dict, "__init__");
    if (init == NULL || !Py_IS_TYPE(init, &PyWrapperDescr_Type)) {
        PyErr_SetString(PyExc_SystemError, "super.__init__ is not what it should be");
        return -1;
    }
    plain_super_init = PySuper_Type.tp_init;
    plain_super_call = PySuper_Type.tp_vectorcall;
    PySuper_Type.tp_init = our_super_init;
    PySuper_Type.tp_vectorcall = our_super_call;
    ((PyWrapperDescrObject *)init)->d_wrapped = (void *)our_super_init;
    return 0;
}

/* ---- Putting ourselves in front ------------------------------------------------------------------------ */

static int intercept_getter(void)
{
    for (PyGetSetDef *def = PyFrame_Type.tp_getset; def != NULL && def->name != NULL; def++) {
        if (strcmp(def->name, "f_locals") == 0) {
            frame_locals = def->get;
            def->get = get_frame_locals;
            return 0;
        }
    }
    PyErr_SetString(PyExc_SystemError, "frame has no f_locals");
    return -1;
}

/* Puts ours in the place of a builtin's C function, which goes to *plain. */
static int intercept(PyObject *builtins, const char *name, int flags, void *ours, void *plain)
{
    PyObject *function = PyDict_GetItemString(builtins, name);
    if (function == NULL || !PyCFunction_CheckExact(function)
        || PyCFunction_GET_FLAGS(function) != flags) {
        PyErr_Format(PyExc_SystemError, "%s is not the builtin function it should be", name);
        return -1;
    }
    PyMethodDef *def = ((PyCFunctionObject *)function)->m_ml;
    memcpy(plain, &def->ml_meth, sizeof(def->ml_meth));
    memcpy(&def->ml_meth, &ours, sizeof(def->ml_meth));
    return 0;
}

int adder_locals_intercept(void)
{
    PyObject *builtins = PyEval_GetBuiltins();
    if (frame_locals != NULL) {
        return 0;
    }
    if (intercept_getter() < 0 || intercept_super() < 0
        || intercept(builtins, "locals", METH_NOARGS, our_locals, &plain_locals) < 0
        || intercept(builtins, "vars", METH_VARARGS, our_vars, &plain_vars) < 0
        || intercept(builtins, "dir", METH_VARARGS, our_dir, &plain_dir) < 0
        || intercept(builtins, "eval", METH_FASTCALL, our_eval, &plain_eval) < 0) {
        return -1;
    }
    return intercept(builtins, "exec", METH_FASTCALL | METH_KEYWORDS, our_exec, &plain_exec);
}
