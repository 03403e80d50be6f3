/* Calls of bound methods, for the inline pass. */
#ifndef ADDER_SPECIALIZE_BOUND_H
#define ADDER_SPECIALIZE_BOUND_H

#include "irgen/hir.h"

/* If the callable of a Call, which has a state, is known to be a bound method, or was seen to be always the same one: makes it a call of
 * the function with self as its first argument.  False: nothing has changed. */
bool adder_put_bound(HirFunc *func, HirInstr *call);

#endif
