/* What the feedback says of attribute sites; shared by the passes that specialise and inline. */
#ifndef ADDER_SPECIALIZE_ATTRIBUTES_H
#define ADDER_SPECIALIZE_ATTRIBUTES_H

#include "irgen/hir.h"
#include "profile/lookup.h"

/* Where a LoadAttr, StoreAttr or LoadMethod finds its attribute, if it is worth a guard: by the class
 * that it is made for (known_class), the interpreter's cache, or the one class that was seen.  Kind NONE:
 * not known, or guards have failed there. */
AdderCache adder_attribute(const HirInstr *instr);

#endif
