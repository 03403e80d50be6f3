/* What the pass that puts callees into their callers knows of bodies. */
#ifndef ADDER_SPECIALIZE_INLINE_H
#define ADDER_SPECIALIZE_INLINE_H

#include "irgen/hir.h"

/* All that this code calls, but on cold ways, can be called directly or put in, so that its frame need not be shown each
 * time.  It is built by itself, for a look at it, with func's names. */
bool adder_calls_are_known(HirFunc *func, PyCodeObject *code);

#endif
