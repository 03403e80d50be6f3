/* What the profile may know of bytecode: tables only, no HIR.  Constant data; no GIL. */
#ifndef ADDER_OPCODES_H
#define ADDER_OPCODES_H

#include "support/common.h"

/* Number of stack values that the profile records for this base opcode (0..3): its operands. */
int adder_opcode_operands(int opcode);
/* True for jumps whose direction the profile counts (POP_JUMP_*, FOR_ITER, JUMP_IF_*_OR_POP). */
bool adder_opcode_branches(int opcode);
/* Name of a base opcode. */
const char *adder_opcode_name(int opcode);

#endif
