/* Objects from an exit's descriptor and the activation's slots; shared by rebuild.c and locals.c.
 * GIL held. */
#ifndef ADDER_FILL_H
#define ADDER_FILL_H

#include "deopt/deopt.h"

/* Fills objects[0..e->nentries) as the exit says: owned references or NULL.  take: references move out
 * of the slots where the descriptor says so, and the reserve serves when there is no memory; else
 * everything is copied.  False without memory (MemoryError is set instead of what was); then entries
 * that could not be made are NULL, all others are right. */
bool adder_fill_objects(const AdderActivation *act, const AdderExit *e, bool take,
                        PyObject **objects);
/* The function of an inlined callee: a new reference. */
PyObject *adder_fill_function(const AdderActivation *act, const AdderExitFrame *callee);

/* A new reference to what one local of the frame at `place` holds just now; NULL if that is unset, or
 * no object yet.  No exception. */
PyObject *adder_fill_local(const AdderActivation *act, const AdderExit *e, uint32_t place,
                           int local);

#endif
