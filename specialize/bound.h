/* Calls of values: bound methods, and functions that are told by what was seen; for the inline pass. */
#ifndef ADDER_SPECIALIZE_BOUND_H
#define ADDER_SPECIALIZE_BOUND_H

#include "irgen/hir.h"

/* If the callable of a Call, which has a state, is known to be a bound method, or was seen to be the same one always: makes it a call of
 * the function with self as its first argument.  If it was seen to be of a few codes: a call for each.  False: nothing has changed. */
bool adder_put_bound(HirFunc *func, HirInstr *call);

#endif
