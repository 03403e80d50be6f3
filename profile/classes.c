/* Classes by number.
 *
 * Holds the weak reference that a class's bases keep of it anyway, so that nobody can tell: a class
 * that has none (which is rare) gets no number.  Numbers are not used again. */
#include "profile/classes.h"

#include <stdlib.h>

enum { FIRST_ROOM = 256, MOST = 60000 };

static PyObject **references; /* by number */
static uint32_t nclasses = 1, room;
static AdderClassId *table; /* by hash of the class: 2 * room, linear probing; entries of the dead stay */

static inline uint32_t
slot_of(const PyTypeObject *type)
{
    return (uint32_t)((uintptr_t)type >> 5) & (2 * room - 1);
}

static void
enter(AdderClassId id, const PyTypeObject *type)
{
    uint32_t slot = slot_of(type);
    while (table[slot] != 0) {
        slot = (slot + 1) & (2 * room - 1);
    }
    table[slot] = id;
}

static bool
grow(void)
{
    uint32_t more = room == 0 ? FIRST_ROOM : 2 * room;
    PyObject **wider = realloc(references, more * sizeof(*references));
    AdderClassId *larger = calloc(2 * (size_t)more, sizeof(*larger));
    references = wider != NULL ? wider : references;
    if (wider == NULL || larger == NULL) {
        free(larger);
        return false;
    }
    free(table);
    table = larger;
    room = more;
    for (uint32_t id = 1; id < nclasses; id++) {
        PyTypeObject *type = adder_class_of((AdderClassId)id);
        if (type != NULL) {
            enter((AdderClassId)id, type);
        }
    }
    return true;
}

PyTypeObject *
adder_class_of(AdderClassId id)
{
    PyObject *object = id != 0 ? PyWeakref_GET_OBJECT(references[id]) : Py_None;
    return object != Py_None ? (PyTypeObject *)object : NULL;
}

/* The plain reference that exists already: making one could start a collection. */
static PyObject *
plain_reference(PyTypeObject *type)
{
    PyWeakReference *first = *(PyWeakReference **)PyObject_GET_WEAKREFS_LISTPTR((PyObject *)type);
    bool plain = first != NULL && PyWeakref_CheckRefExact(first) && first->wr_callback == NULL
                 && Py_REFCNT(first) > 0;
    return plain ? (PyObject *)first : NULL;
}

AdderClassId
adder_class_id(PyTypeObject *type)
{
    for (uint32_t slot = room ? slot_of(type) : 0; room && table[slot] != 0;
         slot = (slot + 1) & (2 * room - 1)) {
        if (adder_class_of(table[slot]) == type) {
            return table[slot];
        }
    }
    PyObject *reference = plain_reference(type);
    if (reference == NULL || nclasses == MOST || (nclasses >= room && !grow())) {
        return 0;
    }
    AdderClassId id = (AdderClassId)nclasses++;
    references[id] = Py_NewRef(reference);
    enter(id, type);
    return id;
}
