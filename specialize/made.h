/* Functions that are called where they are made: comprehensions, generator expressions, lambdas.  Their code
 * is known without a guard, and their closure is at hand.  Memory: the arena's. */
#ifndef ADDER_SPECIALIZE_MADE_H
#define ADDER_SPECIALIZE_MADE_H

#include "specialize/emit.h"

typedef struct {
    PyCodeObject *code;        /* borrowed */
    HirInstr *const *closure;  /* its cells */
} AdderMade;

/* make is a MakeFunction without defaults, of code that is known, and one call is all that has it? */
bool adder_find_made(HirFunc *func, HirInstr *make, AdderMade *made);
/* The callee's locals at its beginning: arguments, new cells, those of the closure; NULL: unset. */
HirInstr **adder_emit_made_slots(AdderEmit *e, const AdderMade *made, HirInstr *const *args, int nargs);
/* Hardly anything that code does runs Python code, as far as has been seen.  computes: what it yields are
 * numbers that it has computed. */
bool adder_is_quiet(HirFunc *func, PyCodeObject *code, bool computes);
/* The generator gives results of an operator that have been floats, or one of whose operands has. */
bool adder_yields_floats(HirFunc *func, PyCodeObject *code);
/* Lets calls of such functions be loops and blocks of their callers, where that pays.  *room: the bytecodes that may
 * still come in. */
AdderStatus adder_put_made_in(HirFunc *func, int *room);

#endif
