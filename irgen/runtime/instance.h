/* What is made and freed for an instance of a class that Python code has made, by the class's version. */
#ifndef ADDER_INSTANCE_H
#define ADDER_INSTANCE_H

#include "support/common.h"

#include <Python.h>

/* Only classes whose instances object.__new__ makes and subtype_dealloc frees, tracked by the collector. */
typedef struct {
    uint32_t version;  /* 0: an empty entry */
    uint16_t size;     /* of the object; in bytes */
    uint16_t presize;  /* of what stands before it */
    bool makes;        /* adder_rt_instance_new need not ask the class */
    bool dies_plainly; /* without __del__ */
    bool has_dict;     /* inline values, or a dict in their place */
    bool has_slots;    /* members that the class or a base of it has named */
    uint16_t weak;     /* where the list of weak references is; 0: nowhere */
    uint16_t nkept;
    PyObject *kept; /* memory of instances that have died, all members unset, with the values they had */
} AdderInstance;

enum { ADDER_INSTANCES = 256 };

extern AdderInstance adder_instances[ADDER_INSTANCES];

/* Fills the entry of a class with a version; NULL if the class is of another kind. */
AdderInstance *adder_instance_find(const PyTypeObject *type);

/* How instances of type are made and freed; NULL: in a way that only the class knows.  GIL held, no errors. */
static inline AdderInstance *adder_instance(const PyTypeObject *type)
{
    AdderInstance *known = &adder_instances[type->tp_version_tag % ADDER_INSTANCES];
    if (ADDER_LIKELY(known->version == type->tp_version_tag && known->version != 0)) {
        return known;
    }
    return adder_instance_find(type);
}

/* Keeps the memory of o, an instance that known is about and that has died, for the next one; false: not now. */
bool adder_instance_keep(AdderInstance *known, PyObject *o);

/* Frees all that is kept.  What counts the blocks in use, or asks for them to be few, has this called before. */
void adder_instances_drop(void);

/* From now on memory is kept, if Python's own allocator is used, without anybody who watches it. */
void adder_instances_look(void);

/* What counts blocks sees none that are kept; if that cannot be, none are.  Call once per life of Python, before any
 * of the above. */
void adder_instances_start(void);

#endif
