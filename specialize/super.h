/* super() in methods, for the inline pass. */
#ifndef ADDER_SPECIALIZE_SUPER_H
#define ADDER_SPECIALIZE_SUPER_H

#include "specialize/attributes.h"

/* `super().name(...)`: what it calls is known. */
typedef struct {
    HirInstr *call, *load; /* of super, and of the method, which is the only one that uses that */
    HirInstr *cell, *self; /* __class__, and the first local */
    PyTypeObject *from;    /* that __class__ names; borrowed */
    HirClasses classes;    /* of self */
    PyObject *method;      /* found behind `from` in all of them; borrowed */
} AdderSuper;

/* False: call is something else, or it is not known what is found. */
bool adder_find_super(const HirFunc *func, HirInstr *call, AdderSuper *super);
/* The same for the LoadMethod. */
bool adder_find_super_load(const HirFunc *func, HirInstr *load, AdderSuper *super);
/* Does the method nothing, called with self alone? */
bool adder_super_is_idle(const AdderSuper *super);
/* Puts guards in the call's place, and the method and self in that of the load. */
void adder_put_super(HirFunc *func, const AdderSuper *super);

#endif
