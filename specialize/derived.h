/* Classes that share with a builtin type, or a type like one, what their instances are asked. */
#ifndef ADDER_SPECIALIZE_DERIVED_H
#define ADDER_SPECIALIZE_DERIVED_H

#include "specialize/types.h"

/* What is asked of an object, by the slot that answers. */
typedef enum {
    ADDER_ASKED_LENGTH,
    ADDER_ASKED_TRUTH,
    ADDER_ASKED_HAS,
    ADDER_ASKED_ITEM,
    ADDER_ASKED_STORE,
} AdderAsked;

/* Operand arg of instr (depth: its place in the profile), guarded, if it is of classes that derive
 * from `base` and have their answer from it; NULL: not known. */
HirInstr *adder_emit_derived(AdderTyper *t, AdderEmit *e, HirInstr *instr, int arg, int depth,
                             AdderTypes base, AdderAsked asked);
/* The length of that operand, of such classes, as an I64; NULL: not known. */
HirInstr *adder_emit_derived_length(AdderTyper *t, AdderEmit *e, HirInstr *instr, int arg,
                                    AdderAsked asked);
/* Is self proven to be of a class that derives from dict? */
bool adder_is_derived_dict(HirInstr *self);

#endif
