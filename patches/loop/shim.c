/* Functions of CPython 3.11 that its executable keeps to itself and that the loop calls.
 *
 * Each does what the original does, over exported API or the struct layouts of the internal
 * headers; ownership and errors are the originals'.  test_shim.py holds them against the
 * executable.  Version counters start where the executable's never come: versions are told apart by
 * number only.  (Function versions are counted in funcobject.c, see patches/3.11.) */
#include <Python.h>

#include "pycore_dict.h"
#include "pycore_floatobject.h"
#include "pycore_frame.h"
#include "pycore_interp.h"
#include "pycore_list.h"
#include "pycore_long.h"
#include "pycore_object.h"
#include "pycore_pystate.h"
#include "pycore_tuple.h"

#include <errno.h>
#include <time.h>

/* Internal headers declare these under other names or not at all. */
PyObject *_PyNumber_PowerNoMod(PyObject *lhs, PyObject *rhs);
PyObject *_PyNumber_InPlacePowerNoMod(PyObject *lhs, PyObject *rhs);
void _PyThread_cond_after(long long us, struct timespec *abs);

/* ---- Versions ------------------------------------------------------------------------------- */

uint64_t _pydict_global_version = UINT64_C(1) << 63;

/* The cache of LOAD_GLOBAL_BUILTIN has only 16 bits for the version of the builtins' keys: these get
 * the upper quarter of what fits.  (The executable counts from 2 and only while its own loop
 * specialises; should it come here after all, the globals' version tells the two apart.) */
uint32_t _PyDictKeys_GetVersionForCurrentState(PyDictKeysObject *keys)
{
    static uint32_t next = 0x80000000u; /* 0 when there are no more */
    static uint32_t next_of_builtins = 0xc000;
    if (keys->dk_version != 0) {
        return keys->dk_version;
    }
    PyObject *builtins = _PyInterpreterState_GET()->builtins;
    if (builtins != NULL && keys == ((PyDictObject *)builtins)->ma_keys
        && next_of_builtins <= UINT16_MAX) {
        keys->dk_version = next_of_builtins++;
    }
    else if (next != 0) {
        keys->dk_version = next++;
    }
    return keys->dk_version;
}

/* ---- Dicts ---------------------------------------------------------------------------------- */

static Py_hash_t hash_of(PyObject *key)
{
    Py_hash_t hash = PyUnicode_CheckExact(key) ? ((PyASCIIObject *)key)->hash : -1;
    return hash != -1 ? hash : PyObject_Hash(key);
}

static Py_ssize_t index_at(const PyDictKeysObject *keys, size_t i)
{
    int log2size = DK_LOG_SIZE(keys);
    if (log2size < 8) {
        return ((const int8_t *)keys->dk_indices)[i];
    }
    if (log2size < 16) {
        return ((const int16_t *)keys->dk_indices)[i];
    }
    if (log2size < 32) {
        return ((const int32_t *)keys->dk_indices)[i];
    }
    return ((const int64_t *)keys->dk_indices)[i];
}

static bool same_key(PyObject *a, PyObject *b, Py_hash_t hash)
{
    return a == b || (((PyASCIIObject *)a)->hash == hash && _PyUnicode_EQ(a, b));
}

Py_ssize_t _PyDictKeys_StringLookup(PyDictKeysObject *keys, PyObject *key)
{
    if (!PyUnicode_CheckExact(key) || keys->dk_kind == DICT_KEYS_GENERAL) {
        return DKIX_ERROR;
    }
    Py_hash_t hash = hash_of(key);
    if (hash == -1) {
        PyErr_Clear();
        return DKIX_ERROR;
    }
    size_t mask = ((size_t)1 << DK_LOG_SIZE(keys)) - 1, perturb = (size_t)hash, i = (size_t)hash & mask;
    for (;;) {
        Py_ssize_t ix = index_at(keys, i);
        if (ix == DKIX_EMPTY) {
            return DKIX_EMPTY;
        }
        if (ix >= 0 && same_key(DK_UNICODE_ENTRIES(keys)[ix].me_key, key, hash)) {
            return ix;
        }
        perturb >>= 5;
        i = mask & (i * 5 + perturb + 1);
    }
}

/* The key's index in the dict's entries, -1 if there is none or it cannot be told.  (Only
 * specialisation asks, and only for exact strings: it does without then.) */
Py_ssize_t _PyDict_GetItemHint(PyDictObject *mp, PyObject *key, Py_ssize_t hint, PyObject **value)
{
    PyDictKeysObject *keys = mp->ma_keys;
    if (!DK_IS_UNICODE(keys)) {
        *value = NULL;
        return -1;
    }
    if (hint < 0 || hint >= keys->dk_nentries || DK_UNICODE_ENTRIES(keys)[hint].me_key != key) {
        hint = _PyDictKeys_StringLookup(keys, key);
    }
    *value = hint < 0                            ? NULL
             : keys->dk_kind == DICT_KEYS_SPLIT ? mp->ma_values->values[hint]
                                                : DK_UNICODE_ENTRIES(keys)[hint].me_value;
    return hint < 0 ? -1 : hint;
}

/* Borrowed. */
PyObject *_PyDict_LoadGlobal(PyDictObject *globals, PyDictObject *builtins, PyObject *key)
{
    Py_hash_t hash = hash_of(key);
    if (hash == -1) {
        return NULL;
    }
    PyObject *value = _PyDict_GetItem_KnownHash((PyObject *)globals, key, hash);
    if (value != NULL || PyErr_Occurred()) {
        return value;
    }
    return _PyDict_GetItem_KnownHash((PyObject *)builtins, key, hash);
}

/* Steals key and value. */
int _PyDict_SetItem_Take2(PyDictObject *mp, PyObject *key, PyObject *value)
{
    int status = PyDict_SetItem((PyObject *)mp, key, value);
    Py_DECREF(key);
    Py_DECREF(value);
    return status;
}

/* An empty table of string keys with 2**log2size slots. */
static PyDictKeysObject *new_keys(int log2size)
{
    size_t index_bytes = (size_t)1 << (log2size < 8 ? log2size : log2size < 16 ? log2size + 1
                                                                               : log2size + 2);
    size_t usable = ((size_t)2 << log2size) / 3;
    size_t entries = usable * sizeof(PyDictUnicodeEntry);
    PyDictKeysObject *keys = PyObject_Malloc(sizeof(PyDictKeysObject) + index_bytes + entries);
    if (keys == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    keys->dk_refcnt = 1;
    keys->dk_log2_size = (uint8_t)log2size;
    keys->dk_log2_index_bytes = (uint8_t)(__builtin_ctzll(index_bytes));
    keys->dk_kind = DICT_KEYS_UNICODE;
    keys->dk_version = 0;
    keys->dk_usable = (Py_ssize_t)usable;
    keys->dk_nentries = 0;
    memset(keys->dk_indices, 0xff, index_bytes);
    memset(&keys->dk_indices[index_bytes], 0, entries);
    return keys;
}

enum { MIN_USABLE = 5, MAX_PRESIZE = 17 }; /* as in dictobject.c */

/* _PyDict_NewPresized, which is exported, makes a table for keys of any type. */
static PyObject *new_presized_for_strings(Py_ssize_t length)
{
    int log2size = MAX_PRESIZE;
    if (length <= ((Py_ssize_t)2 << MAX_PRESIZE) / 3) {
        log2size = 64 - __builtin_clzll((unsigned long long)((((length * 3 + 1) / 2) | 8) - 1));
    }
    PyObject *dict = PyDict_New();
    PyDictKeysObject *keys = dict != NULL ? new_keys(log2size) : NULL;
    if (keys == NULL) {
        Py_XDECREF(dict);
        return NULL;
    }
    ((PyDictObject *)dict)->ma_keys->dk_refcnt--; /* the static empty table: never freed */
    ((PyDictObject *)dict)->ma_keys = keys;
    return dict;
}

PyObject *_PyDict_FromItems(PyObject *const *keys, Py_ssize_t keys_offset,
                            PyObject *const *values, Py_ssize_t values_offset, Py_ssize_t length)
{
    bool strings = true;
    for (Py_ssize_t i = 0; strings && i < length; i++) {
        strings = PyUnicode_CheckExact(keys[i * keys_offset]);
    }
    PyObject *dict = length <= MIN_USABLE ? PyDict_New()
                     : strings            ? new_presized_for_strings(length)
                                          : _PyDict_NewPresized(length);
    for (Py_ssize_t i = 0; dict != NULL && i < length; i++) {
        if (PyDict_SetItem(dict, keys[i * keys_offset], values[i * values_offset]) < 0) {
            Py_CLEAR(dict);
        }
    }
    return dict;
}

int _PyObject_IsInstanceDictEmpty(PyObject *obj)
{
    PyTypeObject *type = Py_TYPE(obj);
    if (type->tp_dictoffset == 0) {
        return 1;
    }
    if (type->tp_flags & Py_TPFLAGS_MANAGED_DICT && *_PyObject_ValuesPointer(obj) != NULL) {
        PyDictValues *values = *_PyObject_ValuesPointer(obj);
        PyDictKeysObject *keys = ((PyHeapTypeObject *)type)->ht_cached_keys;
        for (Py_ssize_t i = 0; i < keys->dk_nentries; i++) {
            if (values->values[i] != NULL) {
                return 0;
            }
        }
        return 1;
    }
    PyObject **dict = _PyObject_GetDictPtr(obj);
    return dict == NULL || *dict == NULL || ((PyDictObject *)*dict)->ma_used == 0;
}

/* ---- Numbers -------------------------------------------------------------------------------- */

static inline bool is_medium(PyLongObject *a)
{
    return (size_t)Py_SIZE(a) + 1 < 3;
}

static inline stwodigits medium_value(PyLongObject *a)
{
    return (stwodigits)Py_SIZE(a) * a->ob_digit[0];
}

static inline PyObject *from_medium(stwodigits value)
{
    if (-_PY_NSMALLNEGINTS <= value && value < _PY_NSMALLPOSINTS) {
        PyObject *small = (PyObject *)&_PyLong_SMALL_INTS[_PY_NSMALLNEGINTS + value];
        return Py_NewRef(small);
    }
    if (value <= -(stwodigits)PyLong_BASE || value >= (stwodigits)PyLong_BASE) {
        return PyLong_FromLongLong(value);
    }
    PyLongObject *z = PyObject_Malloc(sizeof(PyLongObject));
    if (z == NULL) {
        return PyErr_NoMemory();
    }
    _PyObject_InitVar((PyVarObject *)z, &PyLong_Type, value < 0 ? -1 : 1);
    z->ob_digit[0] = (digit)(value < 0 ? -value : value);
    return (PyObject *)z;
}

PyObject *_PyLong_Add(PyLongObject *a, PyLongObject *b)
{
    if (is_medium(a) && is_medium(b)) {
        return from_medium(medium_value(a) + medium_value(b));
    }
    return PyLong_Type.tp_as_number->nb_add((PyObject *)a, (PyObject *)b);
}

PyObject *_PyLong_Subtract(PyLongObject *a, PyLongObject *b)
{
    if (is_medium(a) && is_medium(b)) {
        return from_medium(medium_value(a) - medium_value(b));
    }
    return PyLong_Type.tp_as_number->nb_subtract((PyObject *)a, (PyObject *)b);
}

PyObject *_PyLong_Multiply(PyLongObject *a, PyLongObject *b)
{
    if (is_medium(a) && is_medium(b)) {
        return from_medium(medium_value(a) * medium_value(b));
    }
    return PyLong_Type.tp_as_number->nb_multiply((PyObject *)a, (PyObject *)b);
}

PyObject *_PyNumber_PowerNoMod(PyObject *lhs, PyObject *rhs)
{
    return PyNumber_Power(lhs, rhs, Py_None);
}

PyObject *_PyNumber_InPlacePowerNoMod(PyObject *lhs, PyObject *rhs)
{
    return PyNumber_InPlacePower(lhs, rhs, Py_None);
}

void _PyFloat_ExactDealloc(PyObject *obj)
{
    struct _Py_float_state *state = &_PyInterpreterState_GET()->float_state;
    if (state->numfree >= PyFloat_MAXFREELIST) {
        PyObject_Free(obj);
        return;
    }
    state->numfree++;
    Py_SET_TYPE(obj, (PyTypeObject *)state->free_list);
    state->free_list = (PyFloatObject *)obj;
}

/* ---- Containers ----------------------------------------------------------------------------- */

void _PyUnicode_ExactDealloc(PyObject *obj)
{
    PyUnicode_Type.tp_dealloc(obj);
}

/* Steals newitem. */
int _PyList_AppendTakeRefListResize(PyListObject *list, PyObject *newitem)
{
    int status = PyList_Append((PyObject *)list, newitem);
    Py_DECREF(newitem);
    return status;
}

PyObject *_PyTuple_FromArray(PyObject *const *src, Py_ssize_t n)
{
    PyObject *tuple = PyTuple_New(n);
    for (Py_ssize_t i = 0; tuple != NULL && i < n; i++) {
        PyTuple_SET_ITEM(tuple, i, Py_NewRef(src[i]));
    }
    return tuple;
}

PyObject *_PyTuple_FromArraySteal(PyObject *const *src, Py_ssize_t n)
{
    PyObject *tuple = PyTuple_New(n);
    for (Py_ssize_t i = 0; i < n; i++) {
        if (tuple != NULL) {
            PyTuple_SET_ITEM(tuple, i, src[i]);
        }
        else {
            Py_DECREF(src[i]);
        }
    }
    return tuple;
}

/* ---- The frame stack ------------------------------------------------------------------------ */

enum { CHUNK_SIZE = 16 * 1024, CHUNK_OVERHEAD = 1000 }; /* as in pystate.c */

/* The chunk of the usual size that was popped last, or NULL; needs the GIL. A recursion that goes up
 * and down across the end of a chunk would map and unmap memory at each call. */
static _PyStackChunk *spare;

static _PyStackChunk *new_chunk(size_t bytes)
{
    _PyStackChunk *chunk = spare;
    if (bytes == CHUNK_SIZE && chunk != NULL) {
        spare = NULL;
        return chunk;
    }
    PyObjectArenaAllocator arena;
    PyObject_GetArenaAllocator(&arena);
    return arena.alloc(arena.ctx, bytes);
}

static void free_chunk(_PyStackChunk *chunk)
{
    if (chunk->size == CHUNK_SIZE && spare == NULL) {
        spare = chunk;
        return;
    }
    PyObjectArenaAllocator arena;
    PyObject_GetArenaAllocator(&arena);
    arena.free(arena.ctx, chunk, chunk->size);
}

static PyObject **push_chunk(PyThreadState *ts, int size)
{
    int bytes = CHUNK_SIZE;
    while (bytes < (int)sizeof(PyObject *) * (size + CHUNK_OVERHEAD)) {
        bytes *= 2;
    }
    _PyStackChunk *chunk = new_chunk((size_t)bytes);
    if (chunk == NULL) {
        return NULL;
    }
    chunk->previous = ts->datastack_chunk;
    chunk->size = (size_t)bytes;
    chunk->top = 0;
    if (chunk->previous != NULL) {
        chunk->previous->top = (size_t)(ts->datastack_top - &chunk->previous->data[0]);
    }
    ts->datastack_chunk = chunk;
    ts->datastack_limit = (PyObject **)((char *)chunk + bytes);
    /* The first element of the first chunk stays unused: so it is never popped. */
    PyObject **frame = &chunk->data[chunk->previous == NULL];
    ts->datastack_top = frame + size;
    return frame;
}

_PyInterpreterFrame *_PyThreadState_BumpFramePointerSlow(PyThreadState *ts, size_t size)
{
    if (_PyThreadState_HasStackSpace(ts, size)) {
        _PyInterpreterFrame *frame = (_PyInterpreterFrame *)ts->datastack_top;
        ts->datastack_top += size;
        return frame;
    }
    if (size > INT_MAX / 2) {
        PyErr_NoMemory();
        return NULL;
    }
    return (_PyInterpreterFrame *)push_chunk(ts, (int)size);
}

void _PyThreadState_PopFrame(PyThreadState *ts, _PyInterpreterFrame *frame)
{
    _PyStackChunk *chunk = ts->datastack_chunk;
    if ((PyObject **)frame != &chunk->data[0]) {
        ts->datastack_top = (PyObject **)frame;
        return;
    }
    _PyStackChunk *previous = chunk->previous;
    ts->datastack_top = &previous->data[previous->top];
    ts->datastack_chunk = previous;
    free_chunk(chunk);
    ts->datastack_limit = (PyObject **)((char *)previous + previous->size);
}

/* ---- The GIL's clock ------------------------------------------------------------------------ */

/* The GIL's condition was made by the executable, which uses the monotonic clock where there is
 * one; on Linux there is. */
void _PyThread_cond_after(long long us, struct timespec *abs)
{
    clock_gettime(CLOCK_MONOTONIC, abs);
    abs->tv_sec += us / 1000000;
    abs->tv_nsec += (us % 1000000) * 1000;
    abs->tv_sec += abs->tv_nsec / 1000000000;
    abs->tv_nsec %= 1000000000;
}
