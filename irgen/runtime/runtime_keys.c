/* Looking up keys in dicts and sets, and items in sequences, without running Python code.
 *
 * Where the hash and the comparisons of a lookup are those of plain types, nobody can see it happen:
 * compiled code then needs no frame, and knows afterwards what it knew before.  Whatever else
 * is met on the way is said to be unknown; the interpreter does it.  GIL held, no exception left. */
#include "irgen/runtime/runtime.h"

#include <internal/pycore_dict.h>
#include <internal/pycore_object.h>
#include <internal/pycore_unicodeobject.h>

enum {
    ABSENT = -1,
    UNKNOWN = -2,      /* to know would be to run Python code */
    PERTURB_SHIFT = 5, /* as CPython probes its dicts and sets */
    LINEAR_PROBES = 9,
    MOST_NESTED = 3, /* tuples in a plain tuple */
};

/* ---- Plain objects ---------------------------------------------------------------------------- */

/* No bytes: to compare them with a str may warn. */
static inline bool is_atom(PyObject *o)
{
    const PyTypeObject *type = Py_TYPE(o);
    return type == &PyUnicode_Type || type == &PyLong_Type || type == &PyFloat_Type
           || type == &PyBool_Type || o == Py_None;
}

static bool is_plain_tuple(PyObject *o, int nested)
{
    bool plain = PyTuple_CheckExact(o) && nested > 0;
    for (Py_ssize_t k = 0; plain && k < PyTuple_GET_SIZE(o); k++) {
        PyObject *item = PyTuple_GET_ITEM(o, k);
        plain = is_atom(item) || is_plain_tuple(item, nested - 1);
    }
    return plain;
}

static inline bool is_plain(PyObject *o)
{
    return is_atom(o) || is_plain_tuple(o, MOST_NESTED);
}

static bool is_str_of_hash(PyObject *o, Py_hash_t hash)
{
    return PyUnicode_CheckExact(o) && ((PyASCIIObject *)o)->hash == hash;
}

static int equals_slowly(PyObject *other, PyObject *plain);
static int equal_tuples(PyObject *other, PyObject *plain);

/* Is `other` equal to a plain object?  1, 0 or UNKNOWN. */
static inline int equals(PyObject *other, PyObject *plain)
{
    return other == plain ? 1
           : PyUnicode_CheckExact(other) && PyUnicode_CheckExact(plain)
               ? _PyUnicode_Equal(other, plain)
               : equals_slowly(other, plain);
}

static int equals_slowly(PyObject *other, PyObject *plain)
{
    if (PyTuple_CheckExact(other) && PyTuple_CheckExact(plain)) {
        return equal_tuples(other, plain);
    }
    if (!is_atom(other)) {
        return UNKNOWN;
    }
    int same = PyObject_RichCompareBool(other, plain, Py_EQ);
    if (same < 0) { /* at the recursion limit */
        PyErr_Clear();
        return UNKNOWN;
    }
    return same;
}

/* As far as the first item that differs. */
static int equal_tuples(PyObject *other, PyObject *plain)
{
    Py_ssize_t n = PyTuple_GET_SIZE(plain);
    int same = 1;
    for (Py_ssize_t k = 0; same == 1 && k < n && k < PyTuple_GET_SIZE(other); k++) {
        same = equals(PyTuple_GET_ITEM(other, k), PyTuple_GET_ITEM(plain, k));
    }
    return same == 1 ? PyTuple_GET_SIZE(other) == n : same;
}

/* False: its hash, or what it may be compared with, is Python code. */
static inline bool hash_plain(PyObject *key, Py_hash_t *hash)
{
    if (PyUnicode_CheckExact(key) && ((PyASCIIObject *)key)->hash != -1) {
        *hash = ((PyASCIIObject *)key)->hash;
        return true;
    }
    if (PyLong_CheckExact(key) && (size_t)Py_SIZE(key) <= 1) { /* one digit is its own hash */
        *hash = Py_SIZE(key) * (Py_hash_t)((PyLongObject *)key)->ob_digit[0];
        return true;
    }
    if (!is_plain(key)) {
        return false;
    }
    *hash = PyObject_Hash(key);
    return true;
}

/* ---- Dicts -------------------------------------------------------------------------------------- */

static inline Py_ssize_t index_at(const PyDictKeysObject *keys, size_t slot)
{
    int log2_size = DK_LOG_SIZE(keys);
    return log2_size < 8    ? ((const int8_t *)keys->dk_indices)[slot]
           : log2_size < 16 ? ((const int16_t *)keys->dk_indices)[slot]
           : log2_size < 32 ? ((const int32_t *)keys->dk_indices)[slot]
                            : (Py_ssize_t)((const int64_t *)keys->dk_indices)[slot];
}

/* Is entry `at` the key's?  1, 0 or UNKNOWN. */
static inline int entry_matches(PyDictKeysObject *keys, Py_ssize_t at, PyObject *key, Py_hash_t hash)
{
    if (DK_IS_UNICODE(keys)) {
        PyObject *name = DK_UNICODE_ENTRIES(keys)[at].me_key;
        return name == key || (is_str_of_hash(name, hash) && _PyUnicode_Equal(name, key));
    }
    const PyDictKeyEntry *entry = &DK_ENTRIES(keys)[at];
    return entry->me_hash == hash ? equals(entry->me_key, key) : 0;
}

/* The number of a plain key's entry, ABSENT or UNKNOWN. */
static inline Py_ssize_t find_entry(PyDictKeysObject *keys, PyObject *key, Py_hash_t hash)
{
    if (DK_IS_UNICODE(keys) && !PyUnicode_CheckExact(key)) {
        return ABSENT;
    }
    size_t mask = ((size_t)1 << DK_LOG_SIZE(keys)) - 1, perturb = (size_t)hash, slot = perturb & mask;
    for (;;) {
        Py_ssize_t at = index_at(keys, slot);
        if (at == DKIX_EMPTY) {
            return ABSENT;
        }
        int matches = at >= 0 ? entry_matches(keys, at, key, hash) : 0;
        if (matches != 0) {
            return matches > 0 ? at : UNKNOWN;
        }
        perturb >>= PERTURB_SHIFT;
        slot = (slot * 5 + perturb + 1) & mask;
    }
}

static PyObject **value_at(PyDictObject *dict, Py_ssize_t at)
{
    return dict->ma_values != NULL          ? &dict->ma_values->values[at]
           : DK_IS_UNICODE(dict->ma_keys) ? &DK_UNICODE_ENTRIES(dict->ma_keys)[at].me_value
                                            : &DK_ENTRIES(dict->ma_keys)[at].me_value;
}

/* Where the value of a key is: 1, and *value (in the dict); ABSENT or UNKNOWN. */
static inline int find_value(PyObject *o, PyObject *key, PyObject ***value)
{
    PyDictObject *dict = (PyDictObject *)o;
    Py_hash_t hash;
    if (!hash_plain(key, &hash)) {
        return UNKNOWN;
    }
    Py_ssize_t at = find_entry(dict->ma_keys, key, hash);
    if (at < 0) {
        return (int)at;
    }
    *value = value_at(dict, at);
    return **value != NULL ? 1 : ABSENT; /* keys may be shared with other dicts */
}

PyObject *adder_rt_dict_find(PyObject *dict, PyObject *key)
{
    PyObject **value;
    return find_value(dict, key, &value) > 0 ? *value : NULL;
}

PyObject *adder_rt_dict_probe(PyObject *dict, PyObject *key)
{
    PyObject **value;
    int found = find_value(dict, key, &value);
    return found > 0 ? *value : found == ABSENT ? NULL : dict;
}

int adder_rt_dict_has(PyObject *dict, PyObject *key)
{
    PyObject **value;
    int found = find_value(dict, key, &value);
    return found == ABSENT ? 0 : found;
}

PyObject *adder_rt_dict_get(PyObject *dict, PyObject *key, PyObject *otherwise)
{
    PyObject **value;
    int found = find_value(dict, key, &value);
    return found == UNKNOWN ? NULL : Py_NewRef(found > 0 ? *value : otherwise);
}

/* A dict is tracked from the first thing on that may be part of a cycle. */
static void maintain_tracking(PyObject *dict, PyObject *key, PyObject *value)
{
    if (!_PyObject_GC_IS_TRACKED(dict)
        && (_PyObject_GC_MAY_BE_TRACKED(key) || _PyObject_GC_MAY_BE_TRACKED(value))) {
        _PyObject_GC_TRACK(dict);
    }
}

bool adder_rt_dict_put(PyObject *dict, PyObject *key, PyObject *value, PyObject **old)
{
    PyObject **place;
    int found = find_value(dict, key, &place);
    if (found == UNKNOWN) {
        return false;
    }
    if (found == ABSENT) {
        return PyDict_SetItem(dict, key, value) == 0 || adder_rt_no_memory();
    }
    maintain_tracking(dict, key, value);
    PyObject *replaced = *place;
    *place = Py_NewRef(value);
    if (Py_REFCNT(replaced) > 1 || is_atom(replaced)) { /* nobody sees that */
        Py_DECREF(replaced);
    }
    else {
        *old = replaced;
    }
    ((PyDictObject *)dict)->ma_version_tag = ++adder_dict_version;
    return true;
}

PyObject *adder_rt_dict_take(PyObject *dict, PyObject *key, PyObject *otherwise)
{
    PyObject **value;
    int found = find_value(dict, key, &value);
    if (found <= 0) {
        return found == ABSENT ? Py_XNewRef(otherwise) : NULL;
    }
    PyObject *taken = _PyDict_Pop(dict, key, NULL);
    if (taken == NULL) {
        PyErr_Clear();
    }
    return taken;
}

PyObject *adder_rt_dict_default(PyObject *dict, PyObject *key, PyObject *otherwise)
{
    PyObject **place, *value;
    int found = find_value(dict, key, &place);
    if (found != ABSENT) {
        return found > 0 ? Py_NewRef(*place) : NULL;
    }
    value = PyDict_SetDefault(dict, key, otherwise);
    if (value == NULL) {
        PyErr_Clear();
    }
    return Py_XNewRef(value);
}

/* ---- Sets and sequences --------------------------------------------------------------------------- */

int adder_rt_set_has(PyObject *o, PyObject *key)
{
    const PySetObject *set = (PySetObject *)o;
    Py_hash_t hash;
    if (!hash_plain(key, &hash)) {
        return UNKNOWN;
    }
    size_t mask = (size_t)set->mask, perturb = (size_t)hash, slot = perturb & mask;
    for (;;) {
        const setentry *entry = &set->table[slot];
        for (int probes = slot + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0; probes >= 0; probes--) {
            if (entry->hash == 0 && entry->key == NULL) {
                return 0;
            }
            int same = entry->hash == hash ? equals(entry->key, key) : 0;
            if (same != 0) {
                return same;
            }
            entry++;
        }
        perturb >>= PERTURB_SHIFT;
        slot = (slot * 5 + 1 + perturb) & mask;
    }
}

int adder_rt_set_put(PyObject *set, PyObject *key)
{
    int has = adder_rt_set_has(set, key);
    if (has == 0 && PySet_Add(set, key) < 0) {
        PyErr_Clear();
        return UNKNOWN;
    }
    return has;
}

int adder_rt_set_drop(PyObject *set, PyObject *key, int64_t must)
{
    int has = adder_rt_set_has(set, key);
    if (has > 0 && PySet_Discard(set, key) < 0) {
        PyErr_Clear();
        return UNKNOWN;
    }
    return has == 0 && must ? ABSENT : has;
}

int adder_rt_items_have(PyObject *o, PyObject *key)
{
    bool plain = is_plain(key);
    PyObject **items = PySequence_Fast_ITEMS(o);
    for (Py_ssize_t k = 0; plain && k < Py_SIZE(o); k++) {
        int same = equals(items[k], key);
        if (same != 0) {
            return same;
        }
    }
    return plain ? 0 : UNKNOWN;
}

int adder_rt_str_has(PyObject *text, PyObject *part)
{
    return PyUnicode_Contains(text, part);
}
