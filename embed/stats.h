/* Statistics: counters, one record per compilation, refusals, failed guards; JSON from all of it.
 *
 * Records hold copies of names and live as long as the process (or until adder_stats_clear), so
 * that the report can be written when Python is gone.  GIL, or after Python's end. */
#ifndef ADDER_STATS_H
#define ADDER_STATS_H

#include "deopt/deopt.h"

#include <stdio.h>

/* X(name): counts events since the start (or adder.clear_stats). */
#define ADDER_COUNTER_TABLE(X)                                                                    \
    X(compilations)                                                                               \
    X(entry_units)                                                                                \
    X(loop_units)                                                                                 \
    X(recompilations)                                                                             \
    X(refusals)                                                                                   \
    X(bugs)                                                                                       \
    X(invalidations)                                                                              \
    X(chances)  /* for ADDER_STRESS: places where a failure on purpose was possible */            \
    X(exits)                                                                                      \
    X(raises)                                                                                     \
    X(units_freed)                                                                                \
    X(code_bytes)

#define ADDER_PHASE_TABLE(X) X(build) X(passes) X(lower) X(optimise) X(codegen) X(link)

typedef struct {
#define X(name) uint64_t name;
    ADDER_COUNTER_TABLE(X)
#undef X
} AdderCounters;
extern AdderCounters adder_counters;

typedef enum {
#define X(name) ADDER_PHASE_##name,
    ADDER_PHASE_TABLE(X)
#undef X
    ADDER_NPHASES
} AdderPhase;

typedef struct AdderUnitRecord AdderUnitRecord;
struct AdderUnitRecord {
    char *name, *file; /* owned copies */
    char *annotation;  /* owned; path without suffix of what ADDER_ANNOTATE keeps, or NULL */
    int line, entry, bytecodes, hir;
    size_t ir_before, ir_after, code_bytes;
    int64_t ns[ADDER_NPHASES];
    uint64_t entered, left; /* when the unit is gone */
    AdderUnit *unit;        /* borrowed; NULL when gone */
    AdderUnitRecord *next;
};

/* A new record, in order of compilation; NULL without memory (and then there is none). */
AdderUnitRecord *adder_stats_unit(const char *name, const char *file, int line, int entry);
/* Fills the unit's name in its exits' counts into the books: the unit is about to be freed. */
void adder_stats_unit_gone(AdderUnit *unit);
/* name became part of a caller's machine code. */
void adder_stats_inlined(const char *name);
void adder_stats_refused(const char *name, const char *reason);
double adder_stats_ms(const AdderUnitRecord *record);

void adder_stats_json(FILE *out);
/* Writes to where ADDER_STATS says; a path that cannot be written is one line on stderr. */
void adder_stats_write(void);
void adder_stats_clear(void);

#endif
