/* Attributes found by looking at the class. Owns nothing; what it answers is borrowed from the class. */
#include "profile/lookup.h"

#include <internal/pycore_dict.h>
#include <internal/pycore_object.h>
#include <string.h>
#include <structmember.h>

/* As CPython's _collectionsmodule.c has what namedtuple() makes for a field; the type is not exported. */
typedef struct {
    PyObject_HEAD
    Py_ssize_t index;
} TupleGetter;

static bool
is_tuple_getter(const PyTypeObject *kind)
{
    return kind->tp_basicsize == (Py_ssize_t)(sizeof(TupleGetter) + sizeof(PyObject *))
           && strcmp(kind->tp_name, "_collections._tuplegetter") == 0;
}

AdderFound
adder_find_on_class(PyTypeObject *type, PyObject *name, PyObject **descr)
{
    *descr = type->tp_dict != NULL ? _PyType_Lookup(type, name) : NULL;
    if (*descr == NULL) {
        return type->tp_dict != NULL ? ADDER_FOUND_NOTHING : ADDER_FOUND_UNKNOWN;
    }
    const PyTypeObject *kind = Py_TYPE(*descr);
    if (!(kind->tp_flags & Py_TPFLAGS_IMMUTABLETYPE)) {
        return ADDER_FOUND_UNKNOWN; /* may become a descriptor */
    }
    if (kind->tp_descr_set != NULL) {
        return kind == &PyMemberDescr_Type ? ADDER_FOUND_MEMBER
               : kind == &PyProperty_Type  ? ADDER_FOUND_PROPERTY
               : is_tuple_getter(kind)     ? ADDER_FOUND_FIELD
                                           : ADDER_FOUND_UNKNOWN;
    }
    return kind->tp_descr_get == NULL                      ? ADDER_FOUND_PLAIN
           : kind->tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR ? ADDER_FOUND_METHOD
                                                           : ADDER_FOUND_GETTER;
}

static PyDictKeysObject *
cached_keys(PyTypeObject *type)
{
    if (!(type->tp_flags & Py_TPFLAGS_MANAGED_DICT) || !(type->tp_flags & Py_TPFLAGS_HEAPTYPE)) {
        return NULL;
    }
    PyDictKeysObject *keys = ((PyHeapTypeObject *)type)->ht_cached_keys;
    return keys != NULL && DK_IS_UNICODE(keys) ? keys : NULL;
}

/* An object in a slot of the class (__slots__). */
static void
set_member(AdderCache *c, PyTypeObject *type, PyObject *descr, int refused)
{
    const PyMemberDescrObject *member = (PyMemberDescrObject *)descr;
    if (member->d_member->type == T_OBJECT_EX && !(member->d_member->flags & refused)
        && PyType_IsSubtype(type, member->d_common.d_type)) {
        c->kind = ADDER_CACHE_SLOT;
        c->index = (uint32_t)member->d_member->offset;
    }
}

static void
set_field(AdderCache *c, const PyTypeObject *type, PyObject *descr)
{
    Py_ssize_t index = ((TupleGetter *)descr)->index;
    if (PyType_HasFeature((PyTypeObject *)type, Py_TPFLAGS_TUPLE_SUBCLASS) && index >= 0 && index < INT32_MAX) {
        c->kind = ADDER_CACHE_FIELD;
        c->index = (uint32_t)index;
    }
}

/* Among the instance's values.  Names come into the cached keys as instances are made. */
static bool
set_value(AdderCache *c, PyTypeObject *type, PyObject *name)
{
    PyDictKeysObject *keys = cached_keys(type);
    Py_ssize_t index = keys != NULL ? _PyDictKeys_StringLookup(keys, name) : DKIX_EMPTY;
    if (index >= 0) {
        c->kind = ADDER_CACHE_INSTANCE_VALUE;
        c->index = (uint32_t)index;
    }
    else if (keys != NULL) {
        c->kind = ADDER_CACHE_LATER;
    }
    return index >= 0;
}

/* On the class itself, unless instances have it. */
static void
set_class(AdderCache *c, PyTypeObject *type, PyObject *name, PyObject *descr)
{
    PyDictKeysObject *keys = cached_keys(type);
    c->descr = descr;
    if (keys != NULL && _PyDictKeys_StringLookup(keys, name) == DKIX_EMPTY) {
        c->keys_version = _PyDictKeys_GetVersionForCurrentState(keys);
        c->kind = c->keys_version != 0 ? ADDER_CACHE_CLASS_VALUES : ADDER_CACHE_NONE;
    }
    else {
        c->kind = type->tp_dictoffset == 0 && keys == NULL ? ADDER_CACHE_CLASS_NO_DICT
                                                           : ADDER_CACHE_NONE;
    }
}

static void
look_load(AdderCache *c, PyTypeObject *type, PyObject *name, AdderFound found, PyObject *descr)
{
    if (found == ADDER_FOUND_MEMBER) {
        set_member(c, type, descr, PY_AUDIT_READ);
    }
    else if (found == ADDER_FOUND_PROPERTY) {
        c->kind = ADDER_CACHE_PROPERTY;
        c->descr = descr;
    }
    else if (found == ADDER_FOUND_FIELD) {
        set_field(c, type, descr);
    }
    else if (set_value(c, type, name)) {
        c->descr = found == ADDER_FOUND_PLAIN ? descr : NULL;
    }
    else if (found == ADDER_FOUND_PLAIN) {
        set_class(c, type, name, descr);
    }
}

static void
look_store(AdderCache *c, PyTypeObject *type, PyObject *name, AdderFound found, PyObject *descr)
{
    if (found == ADDER_FOUND_MEMBER) {
        set_member(c, type, descr, READONLY);
    }
    else if (found == ADDER_FOUND_PROPERTY) {
        c->kind = ADDER_CACHE_PROPERTY;
        c->descr = descr;
    }
    else if (found != ADDER_FOUND_FIELD) {
        (void)set_value(c, type, name);
    }
}

static void
look_method(AdderCache *c, PyTypeObject *type, PyObject *name, AdderFound found, PyObject *descr)
{
    if (found == ADDER_FOUND_METHOD) {
        set_class(c, type, name, descr);
        c->kind = c->kind == ADDER_CACHE_CLASS_VALUES    ? ADDER_CACHE_METHOD_VALUES
                  : c->kind == ADDER_CACHE_CLASS_NO_DICT ? ADDER_CACHE_METHOD_NO_DICT
                                                         : ADDER_CACHE_NONE;
    }
}

static void
look_wrapped(AdderCache *c, PyTypeObject *type, PyObject *name, PyObject *descr)
{
    if (descr != NULL && (Py_IS_TYPE(descr, &PyStaticMethod_Type) || Py_IS_TYPE(descr, &PyClassMethod_Type))) {
        set_class(c, type, name, descr);
    }
}

AdderCache
adder_lookup(PyTypeObject *type, PyObject *name, AdderLook what)
{
    PyObject *descr;
    AdderFound found = adder_find_on_class(type, name, &descr);
    AdderCache c = {.kind = ADDER_CACHE_NONE, .version = type->tp_version_tag};
    if (type->tp_version_tag == 0 || found == ADDER_FOUND_UNKNOWN
        || !PyUnicode_CHECK_INTERNED(name)) {
        return c;
    }
    if (what == ADDER_LOOK_STORE && type->tp_setattro == PyObject_GenericSetAttr) {
        look_store(&c, type, name, found, descr);
    }
    else if (what == ADDER_LOOK_LOAD && type->tp_getattro == PyObject_GenericGetAttr) {
        look_load(&c, type, name, found, descr);
    }
    else if (what == ADDER_LOOK_METHOD && type->tp_getattro == PyObject_GenericGetAttr) {
        look_method(&c, type, name, found, descr);
    }
    else if (what == ADDER_LOOK_WRAPPED && type->tp_getattro == PyObject_GenericGetAttr) {
        look_wrapped(&c, type, name, descr);
    }
    return c;
}
