/* The natural loops of a function, and the state before each.  Pure; memory: the arena's. */
#ifndef ADDER_SPECIALIZE_LOOPS_H
#define ADDER_SPECIALIZE_LOOPS_H

#include "irgen/hir.h"

typedef struct AdderLoop {
    HirBlock *head;
    struct AdderLoop *outer; /* NULL: none */
    HirInstr *entry;         /* the LoopEntry at the end of the only way in; NULL: there is none, or what was
                                done there failed too often */
} AdderLoop;

/* By order of the block: the innermost loop that it is in, or NULL.  hir_analyse has run.  NULL: no
 * memory. */
AdderLoop **adder_loops(HirFunc *func);
bool adder_loop_has(AdderLoop *const *loops, const AdderLoop *loop, const HirBlock *block);
/* Whoever comes round has been in block. */
bool adder_loop_always(const AdderLoop *loop, const HirBlock *block);

#endif
