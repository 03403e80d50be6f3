/* Short hands for passes that replace one instruction by several: new ones go before `at`, with
 * its bytecode and state. Without memory they answer a value that must not be used: the arena has
 * failed and the pass answers NOMEM at its end. */
#ifndef ADDER_SPECIALIZE_EMIT_H
#define ADDER_SPECIALIZE_EMIT_H

#include "irgen/hir.h"

typedef struct {
    HirFunc *func;
    HirInstr *at;
    HirState *state;
} AdderEmit;

AdderEmit adder_emit_before(HirFunc *func, HirInstr *at);
/* Ends the block before i, which has a state, with an op that always leaves, which is returned. */
HirInstr *adder_cut_before(HirFunc *func, HirInstr *i, HirOp leave);
HirInstr *adder_emit(AdderEmit *e, HirOp op, int nargs, HirInstr *const *args);
HirInstr *adder_emit0(AdderEmit *e, HirOp op);
HirInstr *adder_emit1(AdderEmit *e, HirOp op, HirInstr *a);
HirInstr *adder_emit2(AdderEmit *e, HirOp op, HirInstr *a, HirInstr *b);
HirInstr *adder_emit3(AdderEmit *e, HirOp op, HirInstr *a, HirInstr *b, HirInstr *c);
HirInstr *adder_emit_i64(AdderEmit *e, int64_t value);
HirInstr *adder_emit_u64(AdderEmit *e, uint64_t value);
HirInstr *adder_emit_const(AdderEmit *e, PyObject *object);
/* value itself if its type is proven, else behind a guard. */
HirInstr *adder_emit_guard_type(AdderEmit *e, HirInstr *value, AdderTypes type);
/* The container is as long as that; measure: ListLen (of tuples too), DictLen. */
void adder_emit_length_guard(AdderEmit *e, HirOp measure, HirInstr *container, int64_t length);
/* value as this function: itself if that is guarded already. */
HirInstr *adder_emit_guard_func(AdderEmit *e, HirInstr *value, PyFunctionObject *func);
/* Unboxed; value is (guarded to be) what type says: Long or Bool; Float, Long or Bool. */
HirInstr *adder_emit_as_i64(AdderEmit *e, HirInstr *value, AdderTypes type);
HirInstr *adder_emit_as_f64(AdderEmit *e, HirInstr *value, AdderTypes type);
/* An int as the one, a float as the other. */
HirInstr *adder_emit_as_number(AdderEmit *e, HirInstr *value, AdderTypes type);
/* Boxes an I64, U64, F64 or I1. */
HirInstr *adder_emit_box(AdderEmit *e, HirInstr *machine);
/* Reads a constant int or float; false if instr is none, or does not fit. */
bool adder_const_i64(const HirInstr *instr, int64_t *value);
bool adder_const_f64(const HirInstr *instr, double *value);
/* One of an object, from 0 to 2**64 - 1. */
bool adder_const_u64(const HirInstr *instr, uint64_t *value);
PyObject *adder_const_object(const HirInstr *instr);

/* Moves what follows `at` into a new block, which takes over the successors. NULL without memory. */
HirBlock *adder_split_after(HirFunc *func, HirInstr *at);
/* The first instruction of a block that is no phi. */
HirInstr *adder_after_phis(HirBlock *block);
/* Removes the check that followed a call which is none any more; looks from `from` to the next call. */
void adder_drop_tracing_check(HirInstr *from);
/* Removes the frame checks of inlined callees in which nothing can look for their frames. */
AdderStatus adder_drop_frame_checks(HirFunc *func);

#endif
