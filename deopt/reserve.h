/* Memory kept for exits: a number that lives in a register must become an object, whether there is
 * memory or not, or the interpreter could not go on where compiled code was left.  GIL held. */
#ifndef ADDER_RESERVE_H
#define ADDER_RESERVE_H

#include "deopt/deopt.h"

/* Entries of one exit, which are made on the native stack. */
enum { ADDER_MAX_ENTRIES = 4096 };

/* Makes the reserve large enough for each exit of unit.  False without memory, or when an exit has
 * too many entries: the unit must not be entered. */
bool adder_reserve_for(const AdderUnit *unit);
/* Puts back what exits have taken, as far as there is memory; cheap when nothing was. */
void adder_reserve_refill(void);
/* New objects out of the reserve; NULL (and no exception) when it is used up. */
PyObject *adder_reserve_int(int64_t value);
PyObject *adder_reserve_word(uint64_t value);
PyObject *adder_reserve_float(double value);
PyObject *adder_reserve_range_iter(int64_t start, int64_t length, int64_t step);

#endif
