/* See ssa.c. */
#ifndef ADDER_SPECIALIZE_SSA_H
#define ADDER_SPECIALIZE_SSA_H

#include "irgen/hir.h"

enum { ADDER_DEFINITIONS = 2 };

/* A value that stands nowhere any more, and what it is at the ends of these blocks (NULL: no block); nothing
 * in them uses it.  Each use can be reached from one of them only. */
typedef struct {
    HirInstr *old;
    HirBlock *block[ADDER_DEFINITIONS];
    HirInstr *value[ADDER_DEFINITIONS];
} AdderRedefined;

/* Rewrites all uses, those by states as well.  All forwards have been applied, hir_analyse has run, and still
 * holds afterwards.  Without memory the arena has failed. */
void adder_redefine(HirFunc *func, const AdderRedefined *of);
/* Removes phis that can have one value only. */
void adder_drop_trivial_phis(HirFunc *func);

#endif
