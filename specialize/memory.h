/* What an operation reads and writes of the memory that others can change, as a set of places.
 *
 * A place is one bit: the classes and what hangs on them, an instance value, a slot, a dict entry,
 * the items of lists, ...; several attributes may share one.  Two operations whose places do not meet
 * do not see each other.  Pure; no memory of its own. */
#ifndef ADDER_SPECIALIZE_MEMORY_H
#define ADDER_SPECIALIZE_MEMORY_H

#include "irgen/hir.h"

typedef uint64_t AdderPlaces;
enum { ADDER_NPLACES = 64 };
#define ADDER_EVERYWHERE (~(AdderPlaces)0)

/* 0: its result holds for ever. */
AdderPlaces adder_reads(const HirInstr *i);
/* Of a value that is borrowed from memory: what keeps it.  It lives until something is written there. */
AdderPlaces adder_keeps(const HirInstr *value);
/* ADDER_EVERYWHERE: it may run Python code.  The death of an operand is not counted, that of what a
 * store replaces is, unless the store's guard_type says that it is harmless. */
AdderPlaces adder_writes(const HirInstr *i);

/* The iteration over a builtin container that the block ends with: its successors are what comes at the end, when
 * the iterator lets go of what it has gone through, and what comes with an item.  NULL: none. */
HirInstr *adder_iteration_of(const HirBlock *block);
/* As adder_writes, but for what such an iteration does at its end: that belongs to the edge. */
AdderPlaces adder_writes_on(const HirInstr *i);

/* The op that reads what a store writes, or HIR_NONE.  Its operands are the store's first ones, imm and
 * sym the same; the value stored is the store's operand *value. */
HirOp adder_load_of(const HirInstr *store, int *value);

#endif
