/* Attributes of objects of several classes: what machine code calls where it does not speculate.
 *
 * One cache for the process tells by a class's version tag and a name where the attribute is, as
 * the interpreter's inline caches do for one class.  A tag belongs to one state of one class; while
 * it is in force, what was found on the class is there.  Entries own their names and borrow the
 * rest.  Compiled code runs in the main interpreter only, and so does this.  GIL held. */
#include "irgen/runtime/runtime.h"

#include <internal/pycore_dict.h>
#include <internal/pycore_global_strings.h>
#include <internal/pycore_object.h>
#include <structmember.h>

/* ---- The cache --------------------------------------------------------------------------------- */

typedef enum {
    GENERIC,       /* ask the class's slots */
    RETRY,         /* the same; but index more times, see whether it can be found now */
    VALUE,         /* instance value index; unset: descr, if that is not NULL */
    SLOT,          /* at offset index of the object */
    CLASS,         /* descr; instances have no dict */
    CLASS_BY_KEYS, /* descr, while keys is the version of the class's cached keys */
} Place;

typedef struct {
    uint32_t version, keys; /* 0: empty entry */
    PyObject *name;         /* interned */
    PyObject *descr;        /* borrowed */
    uint32_t place, index;
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

typedef enum { ABSENT, PLAIN, METHOD, OTHER_GET, MEMBER, UNKNOWN } Found;

/* What kind of thing the class has under the name. */
static Found analyse(PyTypeObject *type, PyObject *name, PyObject **descr)
{
    *descr = type->tp_dict != NULL ? _PyType_Lookup(type, name) : NULL;
    if (*descr == NULL) {
        return type->tp_dict != NULL ? ABSENT : UNKNOWN;
    }
    const PyTypeObject *kind = Py_TYPE(*descr);
    if (!(kind->tp_flags & Py_TPFLAGS_IMMUTABLETYPE)) {
        return UNKNOWN; /* may become a descriptor */
    }
    if (kind->tp_descr_set != NULL) {
        return kind == &PyMemberDescr_Type ? MEMBER : UNKNOWN;
    }
    return kind->tp_descr_get == NULL                    ? PLAIN
           : kind->tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR ? METHOD
                                                          : OTHER_GET;
}

static PyDictKeysObject *cached_keys(PyTypeObject *type)
{
    if (!(type->tp_flags & Py_TPFLAGS_MANAGED_DICT) || !(type->tp_flags & Py_TPFLAGS_HEAPTYPE)) {
        return NULL;
    }
    PyDictKeysObject *keys = ((PyHeapTypeObject *)type)->ht_cached_keys;
    return keys != NULL && DK_IS_UNICODE(keys) ? keys : NULL;
}

/* An object in a slot of the class (__slots__). */
static void set_member(Entry *e, PyTypeObject *type, PyObject *descr, int refused)
{
    const PyMemberDescrObject *member = (PyMemberDescrObject *)descr;
    if (member->d_member->type == T_OBJECT_EX && !(member->d_member->flags & refused)
        && PyType_IsSubtype(type, member->d_common.d_type)) {
        e->place = SLOT;
        e->index = (uint32_t)member->d_member->offset;
    }
}

/* On the class itself, unless instances have it. */
static void set_class(Entry *e, PyTypeObject *type, PyObject *descr)
{
    PyDictKeysObject *keys = cached_keys(type);
    if (keys != NULL && _PyDictKeys_StringLookup(keys, e->name) == DKIX_EMPTY) {
        e->keys = _PyDictKeys_GetVersionForCurrentState(keys);
        e->place = e->keys != 0 ? CLASS_BY_KEYS : GENERIC;
    }
    else if (type->tp_dictoffset == 0) {
        e->place = CLASS;
    }
    e->descr = descr;
}

/* Among the instance's values.  Names come into the cached keys as instances are made. */
static bool set_value(Entry *e, PyTypeObject *type)
{
    PyDictKeysObject *keys = cached_keys(type);
    Py_ssize_t index = keys != NULL ? _PyDictKeys_StringLookup(keys, e->name) : DKIX_EMPTY;
    if (index >= 0) {
        e->place = VALUE;
        e->index = (uint32_t)index;
    }
    else if (keys != NULL) {
        e->place = RETRY;
    }
    return index >= 0;
}

static void fill_load(Entry *e, PyTypeObject *type, Found found, PyObject *descr)
{
    if (type->tp_getattro != PyObject_GenericGetAttr || found == UNKNOWN) {
        return;
    }
    if (found == MEMBER) {
        set_member(e, type, descr, PY_AUDIT_READ);
    }
    else if (set_value(e, type)) {
        e->descr = found == PLAIN ? descr : NULL;
    }
    else if (found == PLAIN) {
        set_class(e, type, descr);
    }
}

static void fill_store(Entry *e, PyTypeObject *type, Found found, PyObject *descr)
{
    if (type->tp_setattro != PyObject_GenericSetAttr || found == UNKNOWN) {
        return;
    }
    if (found == MEMBER) {
        set_member(e, type, descr, READONLY);
    }
    else {
        (void)set_value(e, type);
    }
}

static void fill_method(Entry *e, PyTypeObject *type, Found found, PyObject *descr)
{
    if (type->tp_getattro == PyObject_GenericGetAttr && found == METHOD) {
        set_class(e, type, descr);
    }
}

typedef void Fill(Entry *e, PyTypeObject *type, Found found, PyObject *descr);

/* The entry of the name for the object's class, made anew; NULL if the class cannot have one. */
static Entry *refill(Entry *table, Fill *fill, PyTypeObject *type, PyObject *name)
{
    PyObject *descr;
    Found found = analyse(type, name, &descr); /* gives the class a version tag */
    Entry *e = entry_for(table, type, name);
    if (type->tp_version_tag == 0 || !PyUnicode_CHECK_INTERNED(name)) {
        return NULL;
    }
    uint32_t tries = matches(e, type, name) && e->place == RETRY ? e->index : TRIES;
    PyObject *old = e->name;
    *e = (Entry){ .version = type->tp_version_tag, .name = Py_NewRef(name), .place = GENERIC };
    fill(e, type, found, descr);
    if (e->place == RETRY) {
        e->index = tries - 1;
        e->place = tries > 1 ? RETRY : GENERIC;
    }
    Py_XDECREF(old); /* a str: no code runs */
    return e;
}

static inline Entry *find(Entry *table, Fill *fill, PyTypeObject *type, PyObject *name)
{
    Entry *e = entry_for(table, type, name);
    if (matches(e, type, name) && ADDER_LIKELY(e->place != RETRY)) {
        return e;
    }
    return refill(table, fill, type, name);
}

/* ---- Using --------------------------------------------------------------------------------------- */

static inline PyDictValues *values_of(PyObject *o)
{
    return *_PyObject_ValuesPointer(o);
}

/* The class's cached keys have not changed, and the instance has no dict of its own. */
static inline bool keys_hold(const Entry *e, PyObject *o)
{
    return *_PyObject_ManagedDictPointer(o) == NULL
           && ((PyHeapTypeObject *)Py_TYPE(o))->ht_cached_keys->dk_version == e->keys;
}

/* Borrowed; NULL: the cache does not tell. */
static inline PyObject *cached_value(const Entry *e, PyObject *o)
{
    switch (e->place) {
    case VALUE: {
        const PyDictValues *values = values_of(o);
        PyObject *value = values != NULL ? values->values[e->index] : NULL;
        return value == NULL && values != NULL ? e->descr : value;
    }
    case SLOT: return *(PyObject **)((char *)o + e->index);
    case CLASS: return e->descr;
    case CLASS_BY_KEYS: return keys_hold(e, o) ? e->descr : NULL;
    default: return NULL;
    }
}

/* Keys that have changed will not come back: look again. */
static Entry *with_new_keys(Entry *table, Fill *fill, Entry *e, PyObject *o, PyObject *name)
{
    return e != NULL && e->place == CLASS_BY_KEYS && *_PyObject_ManagedDictPointer(o) == NULL
               ? refill(table, fill, Py_TYPE(o), name)
               : NULL;
}

PyObject *adder_rt_load_attr(PyObject *o, PyObject *name)
{
    Entry *e = find(loads, fill_load, Py_TYPE(o), name);
    PyObject *value = e != NULL ? cached_value(e, o) : NULL;
    if (ADDER_LIKELY(value != NULL)) {
        return Py_NewRef(value);
    }
    e = with_new_keys(loads, fill_load, e, o, name);
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
    const Entry *e = find(stores, fill_store, Py_TYPE(o), name);
    if (ADDER_LIKELY(e != NULL && e->place == VALUE && values_of(o) != NULL)) {
        store_value(values_of(o), e->index, value);
        return 0;
    }
    if (e != NULL && e->place == SLOT) {
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
    Entry *e = find(methods, fill_method, Py_TYPE(o), name);
    PyObject *method = e != NULL ? cached_value(e, o) : NULL;
    if (ADDER_UNLIKELY(method == NULL)) {
        e = with_new_keys(methods, fill_method, e, o, name);
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

static void fill_init(Entry *e, PyTypeObject *type, Found found, PyObject *descr)
{
    if (found == METHOD && PyFunction_Check(descr) && type->tp_new == PyBaseObject_Type.tp_new
        && type->tp_vectorcall == NULL && !(type->tp_flags & Py_TPFLAGS_IS_ABSTRACT)) {
        e->place = CLASS;
        e->descr = descr;
    }
}

/* The __init__ that a call of the class runs after object.__new__, and nothing else; or NULL. */
PyObject *adder_rt_init_of(PyTypeObject *type)
{
    static Entry inits[ENTRIES];
    if (Py_TYPE(type)->tp_call != PyType_Type.tp_call) {
        return NULL;
    }
    const Entry *e = find(inits, fill_init, type, &_Py_ID(__init__));
    return e != NULL && e->place == CLASS ? e->descr : NULL;
}
