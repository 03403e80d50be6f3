/* What compilations may cost.  GIL needed. */
#ifndef ADDER_BUDGET_H
#define ADDER_BUDGET_H

#include "profile/code.h"

/* True if this way is hot enough for what its compilation will probably cost, at present. */
bool adder_budget_allows(AdderCode *known, const AdderWay *way);
/* True if it is hot enough to be sampled, which costs the program some 0.1 ms. */
bool adder_budget_allows_sampling(const AdderCode *known, const AdderWay *way);
/* What a compilation of so many code units took, here and beside the program. */
void adder_budget_spent(int64_t here_ns, int64_t beside_ns, Py_ssize_t units);

#endif
