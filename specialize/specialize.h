/* The room of HIR passes: one file each, one runner.  No LLVM, no interpreter frames here.
 *
 * A pass is `AdderStatus adder_pass_NAME(HirFunc *)`: it leaves valid HIR (hir_verify), applies its
 * forwards, and answers ADDER_NOMEM when the arena failed.  All run with the GIL, none runs Python. */
#ifndef ADDER_SPECIALIZE_H
#define ADDER_SPECIALIZE_H

#include "irgen/irgen.h"

/* In the order in which they run.  X(name, may be switched off, what it does) */
#define ADDER_PASS_TABLE(X)                                                            \
    X(generators, true, "generators that one loop sees into that loop")               \
    X(simplify, true, "trivial phis, constant folding, dead blocks")                  \
    X(classes, true, "attributes and methods of several classes: an operation for each")  \
    X(inline, true, "small Python callees into their callers")                        \
    X(inlined, true, "the same for what has been inlined")                             \
    X(types, true, "type feedback to guards and typed operations")                    \
    X(raises, true, "exceptions that only a handler of the same function sees")        \
    X(escape, true, "objects that nobody else can see")                               \
    X(direct, true, "Python functions called without frames, numbers as machine values") \
    X(unbox, true, "unboxed int64, double and bool phis")                              \
    X(iterators, true, "scalar replacement of range iterators")                       \
    X(replaced, true, "what stores replace does not matter")                           \
    X(gvn, true, "common subexpressions, guards and loads that are known")            \
    X(ranges, true, "overflow checks that cannot fail")                                \
    X(dce, true, "what nobody uses")                                                  \
    X(states, true, "exits that go back to the same place share it")                  \
    X(refcount, false, "reference counts from ownership and liveness")

#define X(name, optional, text) AdderStatus adder_pass_##name(HirFunc *func);
ADDER_PASS_TABLE(X)
#undef X

/* Runs all enabled passes.  With verify, hir_verify after each (also before the first).  dump, if
 * not NULL, is called after each pass; took[], if not NULL, has room for adder_pass_count times in ns. */
typedef void AdderPassDump(const HirFunc *func, const char *pass, void *arg);
AdderStatus adder_run_passes(HirFunc *func, bool verify, AdderPassDump *dump, void *arg,
                             int64_t *took);
extern const int adder_pass_count;
extern const char *const adder_pass_names[];
/* ADDER_PASSES=-inline,+unbox: a list of switches. Answers NULL, or the first word that is no pass
 * (or may not be switched off); good words before it have taken effect. */
const char *adder_passes_configure(const char *list);

/* Shared analysis: values live after each instruction, states' slots counting as uses. */
typedef struct AdderLiveness AdderLiveness;
AdderLiveness *adder_liveness(HirFunc *func); /* in the arena; NULL without memory */
bool adder_live_out(const AdderLiveness *live, const HirBlock *block, const HirInstr *value);
bool adder_live_in(const AdderLiveness *live, const HirBlock *block, const HirInstr *value);
/* Is one of the values of a set (bits by id) live where pred ends, and not where block, which follows, begins? */
bool adder_dies_between(const AdderLiveness *live, const HirBlock *pred, const HirBlock *block, const uint64_t *set);

/* By id of the instruction: the object roots that it uses last (on every way on from there; what
 * dies on one edge only is in live_out of the block and not in live_in of the successor), operands
 * first.  uses, if not NULL, has room for next_value counts of uses, by root.  NULL: no memory. */
typedef ADDER_VEC(HirInstr *) AdderValues;
/* Tells count, the Decref of root behind its last use at site, where the interpreter would let go of it.
 * codes: the function's bytecode, or none (deaths.c). */
void adder_place_death(HirFunc *func, const AdderBytecodes *codes, HirInstr *count, HirInstr *site,
                       HirInstr *root);
AdderValues *adder_deaths(HirFunc *func, const AdderLiveness *live, int *uses);
/* Can this root hold a reference at all?  Not constants, virtual objects, or Null. */
bool adder_is_counted(const HirInstr *root);

/* Does the types pass know calls of this builtin, for operands of the right types? */
bool adder_is_known_call(PyObject *callable);
/* Is it the builtin function of that name? */
bool adder_is_builtin(PyObject *callable, const char *name);

#endif
