/* Reads CPython 3.11's specialised opcodes and their inline caches. Owns nothing; GIL needed. */
#include "profile/caches.h"

#include <internal/pycore_dict.h>
#include <internal/pycore_function.h>
#include <opcode.h>
#include <stdlib.h>
#include <string.h>

/* What the specialised forms of binary, compare and subscript instructions say of their operands. */
static const struct {
    uint8_t opcode;
    AdderTypes top, second;
} operand_facts[] = {
    {BINARY_OP_ADD_INT, ADDER_T_Long, ADDER_T_Long},
    {BINARY_OP_SUBTRACT_INT, ADDER_T_Long, ADDER_T_Long},
    {BINARY_OP_MULTIPLY_INT, ADDER_T_Long, ADDER_T_Long},
    {BINARY_OP_ADD_FLOAT, ADDER_T_Float, ADDER_T_Float},
    {BINARY_OP_SUBTRACT_FLOAT, ADDER_T_Float, ADDER_T_Float},
    {BINARY_OP_MULTIPLY_FLOAT, ADDER_T_Float, ADDER_T_Float},
    {BINARY_OP_ADD_UNICODE, ADDER_T_Str, ADDER_T_Str},
    {BINARY_OP_INPLACE_ADD_UNICODE, ADDER_T_Str, ADDER_T_Str},
    {COMPARE_OP_INT_JUMP, ADDER_T_Long, ADDER_T_Long},
    {COMPARE_OP_FLOAT_JUMP, ADDER_T_Float, ADDER_T_Float},
    {COMPARE_OP_STR_JUMP, ADDER_T_Str, ADDER_T_Str},
    {BINARY_SUBSCR_LIST_INT, ADDER_T_Long, ADDER_T_List},
    {BINARY_SUBSCR_TUPLE_INT, ADDER_T_Long, ADDER_T_Tuple},
    {BINARY_SUBSCR_DICT, 0, ADDER_T_Dict},
    {STORE_SUBSCR_LIST_INT, ADDER_T_Long, ADDER_T_List},
    {STORE_SUBSCR_DICT, 0, ADDER_T_Dict},
    {UNPACK_SEQUENCE_LIST, ADDER_T_List, 0},
    {UNPACK_SEQUENCE_TUPLE, ADDER_T_Tuple, 0},
    {UNPACK_SEQUENCE_TWO_TUPLE, ADDER_T_Tuple, 0},
};

void
adder_cache_types(PyCodeObject *code, int at, AdderTypes types[2])
{
    int opcode = _Py_OPCODE(_PyCode_CODE(code)[at]);
    types[0] = types[1] = 0;
    for (size_t i = 0; i < ADDER_COUNT(operand_facts); i++) {
        if (operand_facts[i].opcode == opcode) {
            types[0] = operand_facts[i].top;
            types[1] = operand_facts[i].second;
        }
    }
}

/* ---- Is the class still as it was? --------------------------------------------------------------- */

/* The interpreter's cache borrows what it found on a class.  It looks there only after it has met an
 * object of that class in that version; we have no object, and the class, or what it held, may have died.
 * So the versions of all classes are read once for a compilation, in which nothing dies. */
enum { VERSION_SLOTS = 1 << 10 };
static struct {
    uint32_t *slot; /* open addressing; 0: free */
    uint32_t size, used;
    bool failed;    /* no memory: nothing is taken for alive */
} alive;

void
adder_cache_forget_classes(void)
{
    free(alive.slot);
    memset(&alive, 0, sizeof alive);
}

static uint32_t *
find_version(uint32_t version)
{
    uint32_t at = version * 2654435761u & (alive.size - 1);
    while (alive.slot[at] != 0 && alive.slot[at] != version) {
        at = (at + 1) & (alive.size - 1);
    }
    return &alive.slot[at];
}

static bool
grow_versions(void)
{
    uint32_t *old = alive.slot, size = alive.size;
    uint32_t *slot = calloc(size != 0 ? 2 * size : VERSION_SLOTS, sizeof *slot);
    if (slot == NULL) {
        return false;
    }
    alive.slot = slot;
    alive.size = size != 0 ? 2 * size : VERSION_SLOTS;
    for (uint32_t i = 0; i < size; i++) {
        if (old[i] != 0) {
            *find_version(old[i]) = old[i];
        }
    }
    free(old);
    return true;
}

/* Without a valid version a class has no subclass that has one. */
static void
note_class(PyTypeObject *type)
{
    bool room = 2 * alive.used < alive.size || grow_versions();
    alive.failed = alive.failed || !room;
    if (!room || !PyType_HasFeature(type, Py_TPFLAGS_VALID_VERSION_TAG)
        || *find_version(type->tp_version_tag) != 0) {
        return;
    }
    *find_version(type->tp_version_tag) = type->tp_version_tag;
    alive.used++;
    PyObject *key, *subclass;
    Py_ssize_t position = 0;
    while (type->tp_subclasses != NULL
           && PyDict_Next(type->tp_subclasses, &position, &key, &subclass)) {
        subclass = PyWeakref_GET_OBJECT(subclass);
        if (PyType_Check(subclass)) {
            note_class((PyTypeObject *)subclass);
        }
    }
}

static bool
class_is_alive(uint32_t version)
{
    if (alive.slot == NULL && !alive.failed) {
        note_class(&PyBaseObject_Type);
    }
    return !alive.failed && version != 0 && *find_version(version) == version;
}

/* ---- Attribute caches ------------------------------------------------------------------------------ */

static AdderCache
read_attr(AdderCacheKind kind, _Py_CODEUNIT *units)
{
    _PyAttrCache *cache = (_PyAttrCache *)units;
    return (AdderCache){.kind = kind,
                        .version = read_u32(cache->version),
                        .index = cache->index};
}

static AdderCache
read_method(AdderCacheKind kind, _Py_CODEUNIT *units)
{
    _PyLoadMethodCache *cache = (_PyLoadMethodCache *)units;
    /* The other forms leave there what the one before them has written. */
    bool has_keys = kind == ADDER_CACHE_METHOD_VALUES;
    return (AdderCache){.kind = kind,
                        .version = read_u32(cache->type_version),
                        .keys_version = has_keys ? read_u32(cache->keys_version) : 0,
                        .descr = read_obj(cache->descr)};
}

static AdderCache
read_cache(PyCodeObject *code, int at)
{
    _Py_CODEUNIT *unit = _PyCode_CODE(code) + at;
    switch (_Py_OPCODE(*unit)) {
    case LOAD_ATTR_INSTANCE_VALUE:
    case STORE_ATTR_INSTANCE_VALUE:
        return read_attr(ADDER_CACHE_INSTANCE_VALUE, unit + 1);
    case LOAD_ATTR_SLOT:
    case STORE_ATTR_SLOT:
        return read_attr(ADDER_CACHE_SLOT, unit + 1);
    case LOAD_ATTR_WITH_HINT:
        return read_attr(ADDER_CACHE_HINT, unit + 1);
    case LOAD_ATTR_MODULE:
        return read_attr(ADDER_CACHE_MODULE, unit + 1);
    case LOAD_METHOD_WITH_VALUES:
        return read_method(ADDER_CACHE_METHOD_VALUES, unit + 1);
    case LOAD_METHOD_NO_DICT:
        return read_method(ADDER_CACHE_METHOD_NO_DICT, unit + 1);
    case LOAD_METHOD_MODULE:
        return read_attr(ADDER_CACHE_METHOD_MODULE, unit + 1);
    case LOAD_METHOD_CLASS:
        return read_method(ADDER_CACHE_METHOD_CLASS, unit + 1);
    default:
        return (AdderCache){.kind = ADDER_CACHE_NONE};
    }
}

AdderCache
adder_cache_read(PyCodeObject *code, int at)
{
    AdderCache cache = read_cache(code, at);
    bool of_module = cache.kind == ADDER_CACHE_MODULE || cache.kind == ADDER_CACHE_METHOD_MODULE;
    if (cache.kind != ADDER_CACHE_NONE && !of_module && !class_is_alive(cache.version)) {
        return (AdderCache){.kind = ADDER_CACHE_NONE};
    }
    return cache;
}

uint32_t
adder_cache_keys_version(PyObject *dict)
{
    if (!PyDict_CheckExact(dict) || ((PyDictObject *)dict)->ma_values != NULL) {
        return 0;
    }
    PyDictKeysObject *keys = ((PyDictObject *)dict)->ma_keys;
    return DK_IS_UNICODE(keys) ? _PyDictKeys_GetVersionForCurrentState(keys) : 0;
}

bool
adder_cache_dict_slot(PyObject *dict, PyObject *name, uint32_t *version, uint32_t *index,
                      PyObject **value)
{
    *version = adder_cache_keys_version(dict);
    if (*version == 0) {
        return false;
    }
    PyDictKeysObject *keys = ((PyDictObject *)dict)->ma_keys;
    PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    for (Py_ssize_t i = 0; i < keys->dk_nentries; i++) {
        if (entries[i].me_value != NULL
            && (entries[i].me_key == name || PyUnicode_Compare(entries[i].me_key, name) == 0)) {
            *index = (uint32_t)i;
            *value = entries[i].me_value;
            return true;
        }
    }
    return false;
}

uint32_t
adder_cache_func_version(PyFunctionObject *func)
{
    return _PyFunction_GetVersionForCurrentState(func);
}
