/* Class patterns of `match`, for the classes pass. */
#ifndef ADDER_SPECIALIZE_MATCH_H
#define ADDER_SPECIALIZE_MATCH_H

#include "irgen/hir.h"

/* Takes the test of a MatchClass apart, if its class and those of its subjects are known.  False: nothing has
 * changed (or there is no memory). */
bool adder_put_match(HirFunc *func, HirInstr *match);

#endif
