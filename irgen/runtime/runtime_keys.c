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

/* A digit at most. */
static inline bool is_small_int(PyObject *o)
{
    return PyLong_CheckExact(o) && (size_t)(Py_SIZE(o) + 1) <= 2;
}

static inline Py_ssize_t small_int(PyObject *o)
{
    return Py_SIZE(o) * (Py_ssize_t)((PyLongObject *)o)->ob_digit[0];
}

static inline bool is_plain(PyObject *o)
{
    return is_atom(o) || is_plain_tuple(o, MOST_NESTED);
}

static bool is_str_of_hash(PyObject *o, Py_hash_t hash)
{
    return PyUnicode_CheckExact(o) && ((PyASCIIObject *)o)->hash == hash;
}

static inline bool equal_ints(PyObject *a, PyObject *b)
{
    Py_ssize_t n = Py_SIZE(a);
    bool same = n == Py_SIZE(b);
    for (n = Py_ABS(n); same && n > 0; n--) {
        same = ((PyLongObject *)a)->ob_digit[n - 1] == ((PyLongObject *)b)->ob_digit[n - 1];
    }
    return same;
}

static int equals_slowly(PyObject *other, PyObject *plain);
static int equal_tuples(PyObject *other, PyObject *plain);

/* Is `other` equal to a plain object?  1, 0 or UNKNOWN. */
static inline int equals(PyObject *other, PyObject *plain)
{
    return other == plain ? 1
           : PyUnicode_CheckExact(other) && PyUnicode_CheckExact(plain)
               ? _PyUnicode_Equal(other, plain)
           : PyLong_CheckExact(other) && PyLong_CheckExact(plain)   ? equal_ints(other, plain)
           : PyTuple_CheckExact(other) && PyTuple_CheckExact(plain) ? equal_tuples(other, plain)
                                                                    : equals_slowly(other, plain);
}

static int equals_slowly(PyObject *other, PyObject *plain)
{
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

/* ---- Hashes ---------------------------------------------------------------------------------- */

static inline bool hash_atom(PyObject *o, Py_hash_t *hash)
{
    if (PyUnicode_CheckExact(o) && ((PyASCIIObject *)o)->hash != -1) {
        *hash = ((PyASCIIObject *)o)->hash;
        return true;
    }
    if (is_small_int(o)) { /* its own hash, but that -1 means an error */
        *hash = small_int(o) == -1 ? -2 : small_int(o);
        return true;
    }
    if (!is_atom(o)) {
        return false;
    }
    *hash = PyObject_Hash(o);
    return true;
}

/* As tuples hash themselves (xxHash), and a look on the way whether they are plain. */
static bool hash_tuple(PyObject *o, int nested, Py_hash_t *hash)
{
    const Py_uhash_t prime1 = 11400714785074694791U, prime2 = 14029467366897019727U,
                     prime5 = 2870177450012600261U;
    Py_uhash_t sum = prime5, n = (Py_uhash_t)PyTuple_GET_SIZE(o);
    for (Py_uhash_t k = 0; k < n; k++) {
        PyObject *item = PyTuple_GET_ITEM(o, k);
        Py_hash_t lane;
        if (!hash_atom(item, &lane) &&
            !(nested > 1 && PyTuple_CheckExact(item) && hash_tuple(item, nested - 1, &lane))) {
            return false;
        }
        sum += (Py_uhash_t)lane * prime2;
        sum = (sum << 31 | sum >> 33) * prime1;
    }
    sum += n ^ (prime5 ^ 3527539U);
    *hash = sum == (Py_uhash_t)-1 ? 1546275796 : (Py_hash_t)sum;
    return true;
}

/* False: its hash, or what it may be compared with, is Python code. */
static inline bool hash_plain(PyObject *key, Py_hash_t *hash)
{
    return PyTuple_CheckExact(key) ? hash_tuple(key, MOST_NESTED, hash) : hash_atom(key, hash);
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

/* Where the value of a key is: 1, and *value (in the dict); ABSENT or UNKNOWN.  Its hash, if that
 * is known. */
static inline int find_hashed(PyObject *o, PyObject *key, PyObject ***value, Py_hash_t *hash)
{
    PyDictObject *dict = (PyDictObject *)o;
    if (!hash_plain(key, hash)) {
        return UNKNOWN;
    }
    Py_ssize_t at = find_entry(dict->ma_keys, key, *hash);
    if (at < 0) {
        return (int)at;
    }
    *value = value_at(dict, at);
    return **value != NULL ? 1 : ABSENT; /* keys may be shared with other dicts */
}

static inline int find_value(PyObject *dict, PyObject *key, PyObject ***value)
{
    Py_hash_t hash;
    return find_hashed(dict, key, value, &hash);
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
    Py_hash_t hash;
    int found = find_hashed(dict, key, &place, &hash);
    if (found == UNKNOWN) {
        return false;
    }
    if (found == ABSENT) {
        return _PyDict_SetItem_KnownHash(dict, key, value, hash) == 0 || adder_rt_no_memory();
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

bool adder_rt_str_is(PyObject *text, PyObject *method)
{
    PyObject *is = ((PyMethodDescrObject *)method)->d_method->ml_meth(text, NULL);
    bool yes = is == Py_True;
    Py_DECREF(is);
    return yes;
}

bool adder_rt_str_match(PyObject *text, PyObject *part, int64_t first, int64_t end, int64_t where)
{
    return PyUnicode_Tailmatch(text, part, first, end, (int)where) > 0;
}

bool adder_rt_str_find(PyObject *text, PyObject *part, int64_t first, int64_t end, int64_t where, int64_t *out)
{
    *out = where == 0 ? PyUnicode_Count(text, part, first, end) : PyUnicode_Find(text, part, first, end, (int)where);
    return *out >= (where == 0 ? 0 : -1) || adder_rt_no_memory();
}

/* ---- Stacks ---------------------------------------------------------------------------------- */

/* As list_resize, which makes room for as many. */
static Py_ssize_t room_for(Py_ssize_t size)
{
    return size == 0 ? 0 : (size + (size >> 3) + 6) & ~(Py_ssize_t)3;
}

/* A stack that comes and goes by its first few items keeps their memory: only the numbers are those of list_resize. */
PyObject *adder_rt_list_pop(PyObject *o)
{
    PyListObject *list = (PyListObject *)o;
    Py_ssize_t size = Py_SIZE(list) - 1;
    if (size < 0) {
        PyErr_SetString(PyExc_IndexError, "pop from empty list");
        return NULL;
    }
    PyObject *item = list->ob_item[size];
    enum { FEW = 8 };
    if (list->allocated <= FEW && (size == 0 || room_for(size) == list->allocated)) {
        list->allocated = room_for(size);
        Py_SET_SIZE(list, size);
        return item;
    }
    Py_INCREF(item);
    if (PyList_SetSlice(o, size, size + 1, NULL) < 0) {
        Py_CLEAR(item);
    }
    return item;
}

/* ---- Heaps ----------------------------------------------------------------------------------- */

/* Is a < b, of two numbers or two strings? */
static int atom_is_less(PyObject *a, PyObject *b)
{
    if (is_small_int(a) && is_small_int(b)) {
        return small_int(a) < small_int(b);
    }
    bool ordered = is_atom(a) && is_atom(b) && a != Py_None && b != Py_None &&
                   PyUnicode_CheckExact(a) == PyUnicode_CheckExact(b);
    int less = ordered ? PyObject_RichCompareBool(a, b, Py_LT) : UNKNOWN;
    if (less == -1) { /* at the recursion limit */
        PyErr_Clear();
    }
    return less < 0 ? UNKNOWN : less;
}

/* Of tuples the first items that differ tell: what stands behind them may be anything. */
static int is_less(PyObject *a, PyObject *b, int nested)
{
    if (!PyTuple_CheckExact(a) || !PyTuple_CheckExact(b)) {
        return atom_is_less(a, b);
    }
    Py_ssize_t n = Py_MIN(PyTuple_GET_SIZE(a), PyTuple_GET_SIZE(b));
    for (Py_ssize_t k = 0; k < n && nested > 0; k++) {
        PyObject *x = PyTuple_GET_ITEM(a, k), *y = PyTuple_GET_ITEM(b, k);
        int same = x == y                               ? 1
                   : is_small_int(x) && is_small_int(y) ? small_int(x) == small_int(y)
                   : is_plain(y)                        ? equals(x, y)
                                                        : UNKNOWN;
        if (same != 1) {
            return same == 0 ? is_less(x, y, nested - 1) : UNKNOWN;
        }
    }
    return nested > 0 ? PyTuple_GET_SIZE(a) < PyTuple_GET_SIZE(b) : UNKNOWN;
}

enum { DEEPEST = 64 };

/* As heapq does it, in the same order, but nothing moves before all comparisons are made. */
bool adder_rt_heap_push(PyObject *heap, PyObject *item)
{
    Py_ssize_t n = PyList_GET_SIZE(heap), at = n;
    int less = 1;
    while (at > 0 && less == 1) {
        Py_ssize_t parent = (at - 1) >> 1;
        less = is_less(item, PyList_GET_ITEM(heap, parent), MOST_NESTED);
        at = less == 1 ? parent : at;
    }
    if (less < 0 || PyList_Append(heap, item) < 0) {
        PyErr_Clear();
        return false;
    }
    PyObject **items = PySequence_Fast_ITEMS(heap);
    for (Py_ssize_t k = n; k > at; k = (k - 1) >> 1) {
        items[k] = items[(k - 1) >> 1];
    }
    items[at] = item;
    return true;
}

/* The way of smaller children down from the root of n items; its length, or UNKNOWN. */
static int way_down(PyObject **items, Py_ssize_t n, Py_ssize_t way[DEEPEST])
{
    int length = 0;
    for (Py_ssize_t at = 0; at < n >> 1; way[++length] = at) {
        Py_ssize_t child = 2 * at + 1;
        int left = child + 1 < n ? is_less(items[child], items[child + 1], MOST_NESTED) : 1;
        if (left < 0) {
            return UNKNOWN;
        }
        at = child + !left;
    }
    return length;
}

PyObject *adder_rt_heap_pop(PyObject *heap)
{
    Py_ssize_t n = PyList_GET_SIZE(heap) - 1, way[DEEPEST] = {0};
    PyObject **items = PySequence_Fast_ITEMS(heap);
    int at = n > 0 ? way_down(items, n, way) : 0, less = 1;
    if (n < 0 || at < 0) {
        return NULL;
    }
    PyObject *last = items[n], *first = items[0];
    while (at > 0 && (less = is_less(last, items[way[at]], MOST_NESTED)) == 1) {
        at--;
    }
    Py_INCREF(last);
    if (less < 0 || PyList_SetSlice(heap, n, n + 1, NULL) < 0) {
        Py_DECREF(last);
        PyErr_Clear();
        return NULL;
    }
    if (n == 0) {
        return last;
    }
    items = PySequence_Fast_ITEMS(heap);
    for (int k = 0; k < at; k++) {
        items[way[k]] = items[way[k + 1]];
    }
    items[way[at]] = last;
    return first;
}
