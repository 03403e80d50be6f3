/* Calls with stars, for the inline pass. */
#ifndef ADDER_SPECIALIZE_SPREAD_H
#define ADDER_SPECIALIZE_SPREAD_H

#include "irgen/hir.h"

/* Makes a Call of a CallEx whose arguments are known one by one: what is starred is made here, or has been seen to be as long
 * each time.  The Call's state is that before the arguments were collected; its bytecode stays that of the CallEx.
 * False: nothing has changed. */
bool adder_put_spread(HirFunc *func, HirInstr *call);
/* The state of such a Call's frame while its callee runs; NULL: it is another, or there is no memory. */
HirState *adder_spread_inside(HirFunc *func, const HirInstr *call);

#endif
