/* Blocks for the classes that a value may be of: a chain of comparisons, and what they lead to.  Without memory the
 * functions answer NULL, and the arena has failed. */
#ifndef ADDER_SPECIALIZE_ARMS_H
#define ADDER_SPECIALIZE_ARMS_H

#include "irgen/hir.h"

/* An instruction without a state, at the end of a block. */
HirInstr *adder_append(HirFunc *func, HirBlock *block, HirOp op, int nargs, HirInstr *const *args);
/* The instruction once more, at the end of a block. */
HirInstr *adder_append_copy(HirFunc *func, HirBlock *block, const HirInstr *instr);
void adder_jump_to(HirFunc *func, HirBlock *from, HirBlock *to);
/* Ends `from` with a test whether value is of one of the classes; answers the block where it is, and in *otherwise
 * the other. */
HirBlock *adder_branch_on(HirFunc *func, HirBlock *from, HirInstr *value, const HirClasses *classes,
                          HirBlock **otherwise);
/* The same with a test whether it is a function of that code. */
HirBlock *adder_branch_on_code(HirFunc *func, HirBlock *from, HirInstr *value, PyCodeObject *code,
                               HirBlock **otherwise);
/* What the arms give, in the order in which they jump to rest. */
HirInstr *adder_merge(HirFunc *func, HirBlock *rest, const HirInstr *like, int n, HirInstr **values);
/* The call once more, at the end of a block, and the look at watchers that follows it. */
HirInstr *adder_append_call(HirFunc *func, HirBlock *block, const HirInstr *call, const HirInstr *tracing);
/* Takes the look at watchers behind a call out: each copy of the call gets its own. */
HirInstr *adder_take_tracing(HirBlock *rest);

#endif
