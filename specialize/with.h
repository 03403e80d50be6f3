/* `with` statements, for the inline pass. */
#ifndef ADDER_SPECIALIZE_WITH_H
#define ADDER_SPECIALIZE_WITH_H

#include "irgen/hir.h"

/* If it is known what a BeforeWith calls: puts a Call of __enter__ in its place, and makes the calls of __exit__
 * name the function.  False: nothing has changed. */
bool adder_put_with(HirFunc *func, HirInstr *before);
/* The bound __exit__ that the frame has on its stack while such a Call of __enter__ runs; NULL: call is another. */
HirInstr *adder_with_exit(const HirInstr *call);
/* How many values a call takes off the interpreter's stack: of __exit__ one less than it has operands. */
int adder_stack_taken(const HirInstr *call);

#endif
