/* The interpreter's own inline caches, read as type feedback. GIL needed; nothing is kept. */
#ifndef ADDER_CACHES_H
#define ADDER_CACHES_H

#include "support/types.h"

typedef enum {
    ADDER_CACHE_NONE = 0,
    ADDER_CACHE_INSTANCE_VALUE, /* version, index */
    ADDER_CACHE_SLOT,           /* version, index: offset of the member */
    ADDER_CACHE_HINT,           /* version, index into the dict's entries */
    ADDER_CACHE_MODULE,         /* version of the module dict's keys, index */
    ADDER_CACHE_METHOD_VALUES,  /* version, keys_version, descr */
    ADDER_CACHE_METHOD_NO_DICT, /* version, descr */
    ADDER_CACHE_METHOD_CLASS,   /* version of the class itself, descr */
    ADDER_CACHE_METHOD_MODULE,  /* as MODULE */
    ADDER_CACHE_CLASS_VALUES,   /* an attribute of the class: version, keys_version, descr */
    ADDER_CACHE_CLASS_NO_DICT,  /* version, descr */
    ADDER_CACHE_PROPERTY,       /* version, descr: the property */
    ADDER_CACHE_FIELD,          /* of a named tuple: version, index */
    ADDER_CACHE_LATER,          /* instances have no such value yet, but may get one */
} AdderCacheKind;

typedef struct {
    AdderCacheKind kind;
    uint32_t version, keys_version, index;
    PyObject *descr; /* borrowed, as the interpreter's cache borrows it */
} AdderCache;

/* The attribute or method cache of the instruction whose opcode is at code unit `at`; none if its class
 * has changed since, or died: then the descr may have, too. */
AdderCache adder_cache_read(PyCodeObject *code, int at);
/* At the end of a compilation: adder_cache_read may ask which versions of classes are alive once and keep
 * the answer while no Python code runs. */
void adder_cache_forget_classes(void);
/* Types that the specialised form of the instruction proves of its operands ([0]: top of stack);
 * 0 where it says nothing. */
void adder_cache_types(PyCodeObject *code, int at, AdderTypes types[2]);

/* Finds name in an exact dict with str keys: the entry's index, the version of the dict's keys
 * (given to them if they had none; 0: cannot be had) and the value just now (borrowed). */
bool adder_cache_dict_slot(PyObject *dict, PyObject *name, uint32_t *version, uint32_t *index,
                           PyObject **value);
/* The version of such a dict's keys, without looking for a name; 0: cannot be had. */
uint32_t adder_cache_keys_version(PyObject *dict);
/* A function's version, given to it if it had none; 0: cannot be had. */
uint32_t adder_cache_func_version(PyFunctionObject *func);

#endif
