/* Attributes of objects of several classes: what machine code calls where it does not speculate.
 *
 * One cache for the process tells by a class's version tag and a name where the attribute is, as
 * the interpreter's inline caches do for one class.  A tag belongs to one state of one class; while
 * it is in force, what was found on the class is there.  Entries own their names and borrow the
 * rest.  Compiled code runs in the main interpreter only, and so does this.  GIL held. */
#include "irgen/runtime/runtime.h"
#include "profile/lookup.h"

#include <internal/pycore_dict.h>
#include <internal/pycore_global_strings.h>
#include <internal/pycore_object.h>

/* ---- The cache --------------------------------------------------------------------------------- */

typedef struct {
    uint32_t version, keys; /* 0: empty entry */
    PyObject *name;         /* interned */
    PyObject *descr;        /* borrowed */
    uint32_t kind, index;   /* AdderCacheKind; LATER: index more times, see whether it can be found */
} Entry;

enum { ENTRIES = 2048, TRIES = 16 };
static Entry loads[ENTRIES], stores[ENTRIES], methods[ENTRIES];

static inline Entry *entry_for(Entry *table, const PyTypeObject *type, const PyObject *name)
{
    return &table[(type->tp_version_tag ^ (uintptr_t)name >> 4) % ENTRIES];
}

static inline bool matches(const Entry *e, const PyTypeObject *type, const PyObject *name)
{
    return ADDER_LIKELY(e->version == type->tp_version_tag && e->name == name);
}

/* ---- Filling ----------------------------------------------------------------------------------- */

typedef AdderCache Look(PyTypeObject *type, PyObject *name);

static AdderCache look_load(PyTypeObject *type, PyObject *name)
{
    return adder_lookup(type, name, ADDER_LOOK_LOAD);
}

static AdderCache look_store(PyTypeObject *type, PyObject *name)
{
    return adder_lookup(type, name, ADDER_LOOK_STORE);
}

static AdderCache look_method(PyTypeObject *type, PyObject *name)
{
    return adder_lookup(type, name, ADDER_LOOK_METHOD);
}

/* The entry of the name for the object's class, made anew; NULL if the class cannot have one. */
static Entry *refill(Entry *table, Look *look, PyTypeObject *type, PyObject *name)
{
    AdderCache found = look(type, name); /* gives the class a version tag */
    Entry *e = entry_for(table, type, name);
    if (type->tp_version_tag == 0 || !PyUnicode_CHECK_INTERNED(name)) {
        return NULL;
    }
    uint32_t tries = matches(e, type, name) && e->kind == ADDER_CACHE_LATER ? e->index : TRIES;
    PyObject *old = e->name;
    *e = (Entry){ .version = type->tp_version_tag, .keys = found.keys_version,
                  .name = Py_NewRef(name), .descr = found.descr, .kind = found.kind,
                  .index = found.index };
    if (e->kind == ADDER_CACHE_LATER) {
        e->index = tries - 1;
        e->kind = tries > 1 ? ADDER_CACHE_LATER : ADDER_CACHE_NONE;
    }
    Py_XDECREF(old); /* a str: no code runs */
    return e;
}

static inline Entry *find(Entry *table, Look *look, PyTypeObject *type, PyObject *name)
{
    Entry *e = entry_for(table, type, name);
    if (matches(e, type, name) && ADDER_LIKELY(e->kind != ADDER_CACHE_LATER)) {
        return e;
    }
    return refill(table, look, type, name);
}

/* ---- Using --------------------------------------------------------------------------------------- */

static inline PyDictValues *values_of(PyObject *o)
{
    return *_PyObject_ValuesPointer(o);
}

/* The dict that the instance has been asked for; NULL: none, or its keys are not the class's. */
static inline PyDictObject *shared_dict(PyObject *o)
{
    PyDictObject *dict = (PyDictObject *)*_PyObject_ManagedDictPointer(o);
    return dict != NULL && dict->ma_keys == ((PyHeapTypeObject *)Py_TYPE(o))->ht_cached_keys ? dict
                                                                                           : NULL;
}

PyDictValues *adder_rt_dict_values(PyObject *o)
{
    static PyObject *unset[SHARED_KEYS_MAX_SIZE];
    const PyDictObject *dict = shared_dict(o);
    return dict != NULL && dict->ma_values != NULL ? dict->ma_values : (PyDictValues *)unset;
}

/* The class's cached keys have not changed, and the instance has no others. */
static inline bool keys_hold(const Entry *e, PyObject *o)
{
    return ((PyHeapTypeObject *)Py_TYPE(o))->ht_cached_keys->dk_version == e->keys
           && (*_PyObject_ManagedDictPointer(o) == NULL || shared_dict(o) != NULL);
}

/* Borrowed; NULL: the cache does not tell. */
static inline PyObject *cached_value(const Entry *e, PyObject *o)
{
    switch (e->kind) {
    case ADDER_CACHE_INSTANCE_VALUE: {
        const PyDictValues *values = values_of(o);
        if (values == NULL) {
            return adder_rt_dict_values(o)->values[e->index];
        }
        return values->values[e->index] != NULL ? values->values[e->index] : e->descr;
    }
    case ADDER_CACHE_SLOT: return *(PyObject **)((char *)o + e->index);
    case ADDER_CACHE_FIELD:
        return e->index < (uint32_t)PyTuple_GET_SIZE(o) ? PyTuple_GET_ITEM(o, e->index) : NULL;
    case ADDER_CACHE_CLASS_NO_DICT:
    case ADDER_CACHE_METHOD_NO_DICT: return e->descr;
    case ADDER_CACHE_CLASS_VALUES:
    case ADDER_CACHE_METHOD_VALUES: return keys_hold(e, o) ? e->descr : NULL;
    default: return NULL;
    }
}

/* Keys that have changed will not come back: look again. */
static Entry *with_new_keys(Entry *table, Look *look, Entry *e, PyObject *o, PyObject *name)
{
    return e != NULL && e->keys != 0 && *_PyObject_ManagedDictPointer(o) == NULL
               ? refill(table, look, Py_TYPE(o), name)
               : NULL;
}

PyObject *adder_rt_load_attr(PyObject *o, PyObject *name)
{
    Entry *e = find(loads, look_load, Py_TYPE(o), name);
    PyObject *value = e != NULL ? cached_value(e, o) : NULL;
    if (ADDER_LIKELY(value != NULL)) {
        return Py_NewRef(value);
    }
    e = with_new_keys(loads, look_load, e, o, name);
    value = e != NULL ? cached_value(e, o) : NULL;
    return value != NULL ? Py_NewRef(value) : PyObject_GetAttr(o, name);
}

static inline void store_value(PyDictValues *values, uint32_t index, PyObject *value)
{
    PyObject *old = values->values[index];
    values->values[index] = Py_NewRef(value);
    if (ADDER_LIKELY(old != NULL)) {
        Py_DECREF(old);
    }
    else {
        _PyDictValues_AddToInsertionOrder(values, index);
    }
}

int adder_rt_store_attr(PyObject *o, PyObject *value, PyObject *name)
{
    const Entry *e = find(stores, look_store, Py_TYPE(o), name);
    if (ADDER_LIKELY(e != NULL && e->kind == ADDER_CACHE_INSTANCE_VALUE && values_of(o) != NULL)) {
        store_value(values_of(o), e->index, value);
        return 0;
    }
    if (e != NULL && e->kind == ADDER_CACHE_SLOT) {
        PyObject **slot = (PyObject **)((char *)o + e->index), *old = *slot;
        *slot = Py_NewRef(value);
        Py_XDECREF(old);
        return 0;
    }
    return PyObject_SetAttr(o, name, value);
}

int adder_rt_delete_attr(PyObject *o, PyObject *name)
{
    return PyObject_SetAttr(o, name, NULL);
}

static int get_method(PyObject *o, PyObject *name, PyObject **slots)
{
    PyObject *method = NULL;
    int unbound = _PyObject_GetMethod(o, name, &method);
    slots[0] = unbound ? method : NULL;
    slots[1] = unbound ? Py_NewRef(o) : method;
    return method != NULL ? 0 : -1;
}

/* slots: the method and a new reference to o as its self, or NULL and the callable. */
int adder_rt_load_method(PyObject *o, PyObject *name, PyObject **slots)
{
    Entry *e = find(methods, look_method, Py_TYPE(o), name);
    PyObject *method = e != NULL ? cached_value(e, o) : NULL;
    if (ADDER_UNLIKELY(method == NULL)) {
        e = with_new_keys(methods, look_method, e, o, name);
        method = e != NULL ? cached_value(e, o) : NULL;
    }
    if (ADDER_UNLIKELY(method == NULL)) {
        return get_method(o, name, slots);
    }
    slots[0] = Py_NewRef(method);
    slots[1] = Py_NewRef(o);
    return 0;
}

/* ---- Classes ---------------------------------------------------------------------------------------- */

/* What the class's version vouches for. */
bool adder_rt_makes_plainly(const PyTypeObject *type)
{
    return type->tp_new == PyBaseObject_Type.tp_new && type->tp_vectorcall == NULL
           && !(type->tp_flags & Py_TPFLAGS_IS_ABSTRACT);
}

static AdderCache look_init(PyTypeObject *type, PyObject *name)
{
    AdderCache c = { .kind = ADDER_CACHE_NONE };
    if (adder_find_on_class(type, name, &c.descr) == ADDER_FOUND_METHOD
        && PyFunction_Check(c.descr) && adder_rt_makes_plainly(type)) {
        c.kind = ADDER_CACHE_CLASS_NO_DICT;
    }
    return c;
}

/* The __init__ that a call of the class runs after object.__new__, and nothing else; or NULL. */
PyObject *adder_rt_init_of(PyTypeObject *type)
{
    static Entry inits[ENTRIES];
    if (Py_TYPE(type)->tp_call != PyType_Type.tp_call) {
        return NULL;
    }
    const Entry *e = find(inits, look_init, type, &_Py_ID(__init__));
    return e != NULL && e->kind == ADDER_CACHE_CLASS_NO_DICT ? e->descr : NULL;
}
