/* Stepping aside for who must see the interpreter's own frames at every moment. */
#ifndef ADDER_ASIDE_H
#define ADDER_ASIDE_H

#include "support/common.h"

/* Before Python is initialised: puts ours in front of the built-in module _tracemalloc. */
void adder_aside_prepare(void);
/* Looks whether memory is being traced, and steps aside or comes back.  GIL held. */
void adder_aside_update(void);

#endif
