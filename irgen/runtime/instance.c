/* Making instances as object.__new__ does, without asking the class each time, and out of the memory of those that died.
 *
 * A version tag belongs to one class alone, and what is written down here cannot change without a new
 * one.  GIL held. */
#define NDEBUG /* CPython's inline functions check themselves otherwise, and want a type for memory that is kept */
#include "irgen/runtime/instance.h"

#include "irgen/runtime/runtime.h"

#include <internal/pycore_dict.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_object.h>
#include <internal/pycore_pymem.h>
#include <internal/pycore_runtime.h>
#include <string.h>

AdderInstance adder_instances[ADDER_INSTANCES];

/* ---- What is known of a class ------------------------------------------------------------------------------ */

/* What classes that Python code makes free their instances with.  Asked for once, and early: objects die while an
 * exception is on its way, and no attribute can be looked up then. */
static destructor instance_dealloc;

static void find_instance_dealloc(void)
{
    PyObject *spec = PyObject_GetAttrString(_PyInterpreterState_GET()->importlib, "ModuleSpec");
    if (spec == NULL) {
        PyErr_Clear();
        return;
    }
    instance_dealloc = ((PyTypeObject *)spec)->tp_dealloc;
    Py_DECREF(spec);
}

/* Is all that the class has its own, or of other such classes?  *slots: are there members with names? */
static bool derives_from_object(const PyTypeObject *type, bool *slots)
{
    *slots = false;
    while (type->tp_dealloc == instance_dealloc) {
        *slots |= Py_SIZE(type) != 0;
        type = type->tp_base;
    }
    return type == &PyBaseObject_Type;
}

static bool is_of_the_kind(const PyTypeObject *type)
{
    bool has_dict = (type->tp_flags & Py_TPFLAGS_MANAGED_DICT) != 0;
    return (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0 && _PyType_IS_GC((PyTypeObject *)type)
           && type->tp_itemsize == 0 && type->tp_free == PyObject_GC_Del
           && (has_dict || type->tp_dictoffset == 0) && type->tp_basicsize < UINT16_MAX / 2;
}

/* ---- Memory that is kept ---------------------------------------------------------------------------------- */

/* As the free lists of CPython's own types: of a class, and of all. */
enum { MOST_KEPT = 2000, MOST_IN_ALL = 10000 };

static bool keeps;
static int nkept;

static PyObject **next_kept(PyObject *o)
{
    return (PyObject **)&_Py_AS_GC(o)->_gc_next;
}

static void free_values(PyDictValues *values)
{
    PyMem_Free((char *)values - ((uint8_t *)values)[-1]);
}

static void drop_kept(AdderInstance *known)
{
    for (PyObject *o = known->kept, *next; o != NULL; o = next) {
        next = *next_kept(o);
        if (known->has_dict) {
            free_values(*_PyObject_ValuesPointer(o));
        }
        PyObject_Free((char *)o - known->presize);
    }
    nkept -= known->nkept;
    known->kept = NULL;
    known->nkept = 0;
}

void adder_instances_drop(void)
{
    for (int k = 0; k < ADDER_INSTANCES; k++) {
        drop_kept(&adder_instances[k]);
    }
}

enum { COUNTERS = 2 };

static PyCFunction plain_counters[COUNTERS];

void adder_instances_look(void)
{
    const char *name = _PyMem_GetCurrentAllocatorName();
    keeps = name != NULL && strcmp(name, "pymalloc") == 0 && plain_counters[0] != NULL && plain_counters[1] != NULL;
    if (!keeps) {
        adder_instances_drop();
    }
}

static PyObject *count_blocks(PyObject *module, PyObject *none)
{
    adder_instances_drop();
    return plain_counters[0](module, none);
}

static PyObject *print_blocks(PyObject *module, PyObject *none)
{
    adder_instances_drop();
    return plain_counters[1](module, none);
}

void adder_instances_start(void)
{
    find_instance_dealloc();
    static const char *const names[COUNTERS] = { "getallocatedblocks", "_debugmallocstats" };
    static const PyCFunction ours[COUNTERS] = { count_blocks, print_blocks };
    for (int k = 0; k < COUNTERS; k++) {
        PyObject *function = PySys_GetObject(names[k]);
        if (plain_counters[k] != NULL || function == NULL || !PyCFunction_CheckExact(function)
            || PyCFunction_GET_FLAGS(function) != METH_NOARGS) {
            continue;
        }
        PyMethodDef *def = ((PyCFunctionObject *)function)->m_ml;
        plain_counters[k] = def->ml_meth;
        def->ml_meth = ours[k];
    }
    adder_instances_look();
}

bool adder_instance_keep(AdderInstance *known, PyObject *o)
{
    if (ADDER_UNLIKELY(!keeps || known->nkept >= MOST_KEPT || nkept >= MOST_IN_ALL)) {
        return false;
    }
    *next_kept(o) = known->kept;
    known->kept = o;
    known->nkept++;
    nkept++;
    return true;
}

/* All the rest is as it was left. */
static PyObject *take_kept(AdderInstance *known)
{
    PyObject *o = known->kept;
    known->kept = *next_kept(o);
    known->nkept--;
    nkept--;
    return o;
}

AdderInstance *adder_instance_find(const PyTypeObject *type)
{
    bool slots;
    if (type->tp_version_tag == 0 || !is_of_the_kind(type) || !derives_from_object(type, &slots)) {
        return NULL;
    }
    AdderInstance *known = &adder_instances[type->tp_version_tag % ADDER_INSTANCES];
    drop_kept(known);
    if (nkept > MOST_IN_ALL / 2) { /* of classes that are gone, perhaps */
        adder_instances_drop();
    }
    *known = (AdderInstance){
        .version = type->tp_version_tag,
        .size = (uint16_t)_PyObject_VAR_SIZE(type, 1),
        .presize = (uint16_t)_PyType_PreHeaderSize((PyTypeObject *)type),
        .makes = type->tp_new == PyBaseObject_Type.tp_new && type->tp_alloc == PyType_GenericAlloc
                 && (type->tp_flags & Py_TPFLAGS_IS_ABSTRACT) == 0,
        .dies_plainly = type->tp_finalize == NULL && type->tp_del == NULL,
        .has_dict = (type->tp_flags & Py_TPFLAGS_MANAGED_DICT) != 0,
        .has_slots = slots,
        .weak = (uint16_t)type->tp_weaklistoffset,
    };
    return known;
}

/* ---- Making ----------------------------------------------------------------------------------------------------- */

/* The more instances a class has had, the fewer values they have room for: what died had enough. */
static PyDictKeysObject *shrink_keys(const PyTypeObject *type)
{
    PyDictKeysObject *keys = ((const PyHeapTypeObject *)type)->ht_cached_keys;
    if (keys->dk_usable > 1) {
        keys->dk_usable--;
    }
    return keys;
}

/* As init_inline_values of dictobject.c; NULL without memory. */
static PyDictValues *new_values(const PyTypeObject *type)
{
    const PyDictKeysObject *keys = shrink_keys(type);
    size_t n = (size_t)(keys->dk_nentries + keys->dk_usable);
    size_t before = _Py_SIZE_ROUND_UP(n + 2, sizeof(PyObject *));
    uint8_t *memory = PyMem_Malloc(before + n * sizeof(PyObject *));
    if (ADDER_UNLIKELY(memory == NULL)) {
        return NULL;
    }
    PyDictValues *values = (PyDictValues *)(memory + before);
    memory[before - 1] = (uint8_t)before;
    memory[before - 2] = 0; /* names in use */
    for (size_t i = 0; i < n; i++) {
        values->values[i] = NULL;
    }
    return values;
}

/* As PyType_GenericAlloc where no collection is due. */
static PyObject *allocate(const AdderInstance *known)
{
    char *memory = PyObject_Malloc((size_t)known->presize + known->size);
    if (ADDER_UNLIKELY(memory == NULL)) {
        return NULL;
    }
    PyObject *self = (PyObject *)(memory + known->presize);
    if (known->has_dict) {
        ((PyObject **)memory)[0] = ((PyObject **)memory)[1] = NULL;
    }
    for (size_t at = sizeof(PyObject); at < known->size; at += sizeof(PyObject *)) {
        *(PyObject **)((char *)self + at) = NULL;
    }
    return self;
}

static PyObject *begin_life(PyThreadState *ts, PyObject *self, PyTypeObject *type)
{
    ts->interp->gc.generations[0].count++;
    self->ob_refcnt = 1;
    self->ob_type = (PyTypeObject *)Py_NewRef(type);
    _Py_AS_GC(self)->_gc_next = _Py_AS_GC(self)->_gc_prev = 0;
    _PyObject_GC_TRACK(self);
    return self;
}

static bool collection_due(PyThreadState *ts)
{
    const struct _gc_runtime_state *gc = &ts->interp->gc;
    return gc->generations[0].count >= gc->generations[0].threshold && gc->enabled;
}

static PyObject *instance_by_class(PyTypeObject *type, int64_t version)
{
    PyObject *self = type->tp_new(type, (PyObject *)&_Py_SINGLETON(tuple_empty), NULL);
    if (self == NULL) {
        PyErr_Clear();
    }
    else if (ADDER_UNLIKELY(type->tp_version_tag != (uint32_t)version)) {
        Py_CLEAR(self);
    }
    return self;
}

PyObject *adder_rt_instance_new(PyThreadState *ts, PyTypeObject *type, int64_t version)
{
    AdderInstance *known = adder_instance(type);
    if (ADDER_UNLIKELY(known == NULL || !known->makes || known->version != (uint32_t)version || collection_due(ts))) {
        return instance_by_class(type, version);
    }
    if (ADDER_LIKELY(known->kept != NULL)) {
        if (known->has_dict) {
            shrink_keys(type);
        }
        return begin_life(ts, take_kept(known), type);
    }
    PyObject *self = allocate(known);
    PyDictValues *values = self != NULL && known->has_dict ? new_values(type) : NULL;
    if (ADDER_UNLIKELY(self == NULL || (known->has_dict && values == NULL))) {
        PyObject_Free(self != NULL ? (char *)self - known->presize : NULL);
        return NULL;
    }
    if (known->has_dict) {
        *_PyObject_ValuesPointer(self) = values;
    }
    return begin_life(ts, self, type);
}
