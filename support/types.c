/* Sets of exact types (support/types.h).  Owns nothing; type objects are CPython's static ones. */
#include "support/types.h"

#include <string.h>

typedef struct {
    const char *name;
    AdderTypes bits;
    PyTypeObject *type;
} TypeName;

PyTypeObject *adder_ascii_iter_type(void)
{
    static PyTypeObject *type;
    PyObject *text = type == NULL && Py_IsInitialized() ? PyUnicode_New(0, 0) : NULL;
    PyObject *it = text != NULL ? PyObject_GetIter(text) : NULL;
    type = it != NULL ? Py_TYPE(it) : type;
    if (text != NULL && it == NULL) {
        PyErr_Clear();
    }
    Py_XDECREF(it);
    Py_XDECREF(text);
    return type;
}

/* Null and the names without a type object have NULL; sets come last. */
static const TypeName *type_names(int *count)
{
    static TypeName names[] = {
#define X(name, bit, type) {#name, UINT64_C(1) << (bit), NULL},
        ADDER_TYPE_TABLE(X)
#undef X
        {"BigInt", ADDER_T_BigInt, NULL},
        {"HugeInt", ADDER_T_HugeInt, NULL},
        {"Any", ADDER_T_Any, NULL},
        {"Object", ADDER_T_Object, NULL},
    };
    *count = (int)ADDER_COUNT(names);
    static bool complete;
    if (!complete) {
        /* Not constant expressions: the type objects are the executable's. */
        int i = 0;
#define X(name, bit, object) names[i++].type = object;
        ADDER_TYPE_TABLE(X)
#undef X
        complete = adder_ascii_iter_type() != NULL;
    }
    return names;
}

AdderTypes adder_types_of_instances(const PyTypeObject *type)
{
    int count;
    const TypeName *names = type_names(&count);
    for (int i = 0; i < count; i++) {
        if (names[i].type == type) {
            return names[i].bits;
        }
    }
    return ADDER_T_Other;
}

AdderTypes adder_types_of(PyObject *object)
{
    return object != NULL ? adder_types_of_instances(Py_TYPE(object)) : ADDER_T_Null;
}

PyTypeObject *adder_types_type(AdderTypes types)
{
    int count;
    const TypeName *names = type_names(&count);
    for (int i = 0; i < count; i++) {
        if (names[i].bits == types) {
            return names[i].type;
        }
    }
    return NULL;
}

/* Appends as much of more as fits; answers the new length. */
static size_t add_text(char *text, size_t size, size_t used, const char *more)
{
    size_t length = strlen(more);
    if (used + length >= size) {
        length = used + 1 < size ? size - 1 - used : 0;
    }
    memcpy(text + used, more, length);
    text[used + length] = '\0';
    return used + length;
}

const char *adder_types_text(AdderTypes types, char *text, size_t size)
{
    int count;
    const TypeName *names = type_names(&count);
    if (size == 0) {
        return text;
    }
    text[0] = '\0';
    if (types == 0) {
        add_text(text, size, 0, "Bottom");
        return text;
    }
    size_t used = 0;
    for (int i = count - 1; i >= 0; i--) {
        /* Sets first: what they cover is not named again. */
        if (names[i].bits == types) {
            add_text(text, size, 0, names[i].name);
            return text;
        }
    }
    for (int i = 0; i < count && types != 0; i++) {
        if ((names[i].bits & ~types) == 0) {
            used = add_text(text, size, used, used > 0 ? "|" : "");
            used = add_text(text, size, used, names[i].name);
            types &= ~names[i].bits;
        }
    }
    return text;
}

AdderTypes adder_types_parse(const char *name, size_t length)
{
    int count;
    const TypeName *names = type_names(&count);
    for (int i = 0; i < count; i++) {
        if (strlen(names[i].name) == length && memcmp(names[i].name, name, length) == 0) {
            return names[i].bits;
        }
    }
    return 0;
}
