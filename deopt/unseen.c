/* Deaths that nobody sees: no code runs when the object goes, so no frame need be shown.
 *
 * What it lets go of lives on elsewhere, is a number or a str, or dies unseen itself; a few steps are looked at.
 * Reads objects only.  GIL held. */
#include "deopt/run.h"
#include "irgen/runtime/instance.h"

#include <internal/pycore_dict.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_object.h>

enum {
    MOST_SHARED = 12, /* references to objects that live on, in all */
    MOST_ITEMS = 64,  /* of one object */
    MOST_DEPTH = 3,   /* objects that die for one another */
    MOST_CALLS = 8,   /* without frames, that are looked at for a function */
};

typedef struct {
    const AdderActivation *act;
    int n, depth;
    PyObject *shared[MOST_SHARED];
} Death;

static bool dies_unseen(Death *d, PyObject *o);

/* A reference to o goes.  Two to the same object might be all there are. */
static bool lets_go(Death *d, PyObject *o)
{
    if (o == NULL || adder_rt_dies_quietly(o)) {
        return true;
    }
    if (o->ob_refcnt == 1) {
        d->depth++;
        bool unseen = d->depth <= MOST_DEPTH && dies_unseen(d, o);
        d->depth--;
        return unseen;
    }
    for (int k = 0; k < d->n; k++) {
        if (d->shared[k] == o) {
            return false;
        }
    }
    if (d->n == MOST_SHARED) {
        return false;
    }
    d->shared[d->n++] = o;
    return true;
}

static bool lets_go_of_all(Death *d, PyObject *const *items, Py_ssize_t n)
{
    bool unseen = n <= MOST_ITEMS;
    for (Py_ssize_t i = 0; unseen && i < n; i++) {
        unseen = lets_go(d, items[i]);
    }
    return unseen;
}

/* ---- Instances ----------------------------------------------------------------------------------------------- */

/* Slots; the list of weak references stands among them. */
static bool members_let_go(Death *d, PyObject *o)
{
    const PyTypeObject *type = Py_TYPE(o);
    bool unseen = true;
    for (Py_ssize_t at = sizeof(PyObject); unseen && at < type->tp_basicsize; at += (Py_ssize_t)sizeof(PyObject *)) {
        PyObject *value = *(PyObject **)((char *)o + at);
        unseen = at == type->tp_weaklistoffset ? value == NULL : lets_go(d, value);
    }
    return unseen;
}

static bool instance_lets_go(Death *d, PyObject *o)
{
    const PyTypeObject *type = Py_TYPE(o);
    const AdderInstance *known = adder_instance(type);
    if (known == NULL || !known->dies_plainly || !members_let_go(d, o)) {
        return false;
    }
    if (!known->has_dict) {
        return true;
    }
    PyDictValues *values = *_PyObject_ValuesPointer(o);
    if (values == NULL) {
        return *_PyObject_ManagedDictPointer(o) == NULL;
    }
    const PyDictKeysObject *keys = ((const PyHeapTypeObject *)type)->ht_cached_keys;
    return lets_go_of_all(d, values->values, keys->dk_nentries);
}

/* ---- Builtin types --------------------------------------------------------------------------------------------- */

/* A call at work does not hold its function as long as it has no frame. */
static bool is_running(const AdderActivation *act, const PyObject *func)
{
    for (int n = 0; act->frame == NULL; n++, act = act->previous) {
        if (n == MOST_CALLS || (const PyObject *)act->func == func) {
            return true;
        }
    }
    return false;
}

static bool function_lets_go(Death *d, PyFunctionObject *f)
{
    PyObject *held[] = { f->func_globals, f->func_builtins,   f->func_code,    f->func_defaults, f->func_kwdefaults,
                         f->func_doc,     f->func_closure,    f->func_dict,    f->func_module,   f->func_annotations };
    return f->func_weakreflist == NULL && !is_running(d->act, (PyObject *)f)
           && lets_go_of_all(d, held, (Py_ssize_t)ADDER_COUNT(held));
}

static bool dies_unseen(Death *d, PyObject *o)
{
    const PyTypeObject *type = Py_TYPE(o);
    if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) {
        return instance_lets_go(d, o);
    }
    if (type == &PyTuple_Type) {
        return lets_go_of_all(d, ((PyTupleObject *)o)->ob_item, PyTuple_GET_SIZE(o));
    }
    if (type == &PyList_Type) {
        return lets_go_of_all(d, ((PyListObject *)o)->ob_item, PyList_GET_SIZE(o));
    }
    if (type == &PyListIter_Type || type == &PyTupleIter_Type) {
        return lets_go(d, (PyObject *)((AdderSeqIter *)o)->seq);
    }
    if (type == &PyCell_Type) {
        return lets_go(d, PyCell_GET(o));
    }
    if (type == &PyMethod_Type) {
        PyMethodObject *method = (PyMethodObject *)o;
        return method->im_weakreflist == NULL && lets_go(d, method->im_func) && lets_go(d, method->im_self);
    }
    return type == &PyFunction_Type && function_lets_go(d, (PyFunctionObject *)o);
}

bool adder_dies_unseen(const AdderActivation *act, PyObject *o)
{
    Death death = { .act = act };
    return dies_unseen(&death, o);
}
