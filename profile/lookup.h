/* Where an attribute of a class's instances is, found on the class itself: for sites that the
 * interpreter has not specialised, and for the cache of several classes.  Runs no Python code. GIL. */
#ifndef ADDER_LOOKUP_H
#define ADDER_LOOKUP_H

#include "profile/caches.h"

/* What kind of thing a class has under a name. */
typedef enum {
    ADDER_FOUND_NOTHING,
    ADDER_FOUND_PLAIN,     /* no descriptor */
    ADDER_FOUND_METHOD,    /* a method descriptor */
    ADDER_FOUND_GETTER,    /* another descriptor that instances may hide */
    ADDER_FOUND_MEMBER,    /* of __slots__, or of a struct */
    ADDER_FOUND_PROPERTY,
    ADDER_FOUND_FIELD,     /* of a named tuple */
    ADDER_FOUND_UNKNOWN,
} AdderFound;

/* *descr: borrowed, or NULL.  Gives the class a version tag, if it can have one. */
AdderFound adder_find_on_class(PyTypeObject *type, PyObject *name, PyObject **descr);

typedef enum {
    ADDER_LOOK_LOAD,
    ADDER_LOOK_STORE,
    ADDER_LOOK_METHOD,
    ADDER_LOOK_WRAPPED, /* a static or class method: CLASS_*, with that as descr */
} AdderLook;

/* What an attribute's load, store or method load finds in an instance of the class.  In force while
 * the class's version tag is `version`; kind NONE: it has to be asked.  descr of INSTANCE_VALUE: what
 * is found when the instance has no such value; NULL: ask. */
AdderCache adder_lookup(PyTypeObject *type, PyObject *name, AdderLook what);

#endif
