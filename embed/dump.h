/* Prints a unit's exit descriptors.  GIL for the line numbers. */
#ifndef ADDER_DUMP_H
#define ADDER_DUMP_H

#include "deopt/deopt.h"

#include <stdio.h>

void adder_dump_unit(const AdderUnit *unit, const char *name, FILE *out);

#endif
