/* Sites of several classes; for the passes that tell them apart. */
#ifndef ADDER_SPECIALIZE_CLASSES_H
#define ADDER_SPECIALIZE_CLASSES_H

#include "irgen/hir.h"

/* The instruction's classes, which do not agree where its attribute is: has each a place that an operation of its own can
 * go to? */
bool adder_can_tell_apart(HirFunc *func, HirInstr *instr);
/* Lets the attribute sites of one value go by all classes that have been seen at any of them. */
void adder_widen_sites(HirFunc *func);

#endif
