/* Prints a unit's exit descriptors and machine code.  GIL for the line numbers. */
#ifndef ADDER_DUMP_H
#define ADDER_DUMP_H

#include "embed/stats.h"

#include <stdio.h>

void adder_dump_unit(const AdderUnit *unit, const char *name, FILE *out);
/* Its assembly with ops, bytecodes and source lines; nothing if ADDER_ANNOTATE has kept none.  Reads
 * files, and runs Python code (linecache).  record may be NULL. */
void adder_dump_assembly(const AdderUnitRecord *record, FILE *out);

#endif
