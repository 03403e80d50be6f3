/* What compilations may cost.  GIL needed. */
#ifndef ADDER_BUDGET_H
#define ADDER_BUDGET_H

#include "profile/code.h"

/* True if this way is hot enough for what its compilation will probably cost, at present. */
bool adder_budget_allows(const AdderCode *known, const AdderWay *way);
/* Around a compilation of so many code units: its time is written down. */
int64_t adder_budget_start(void);
void adder_budget_spent(int64_t since, Py_ssize_t units);

#endif
