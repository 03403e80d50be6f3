/* The classes that sampling has seen, each under a small number: a site names them without keeping
 * them alive.  For the process; GIL needed; never raises, runs no Python code. */
#ifndef ADDER_CLASSES_H
#define ADDER_CLASSES_H

#include "support/common.h"

typedef uint16_t AdderClassId; /* 0: none */

/* The class's number, given to it if it had none; 0: it cannot have one. */
AdderClassId adder_class_id(PyTypeObject *type);
/* Borrowed; NULL: it has died. */
PyTypeObject *adder_class_of(AdderClassId id);

#endif
