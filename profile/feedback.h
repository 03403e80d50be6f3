/* What has been seen at the sites of one code object, for the compiler to read. GIL needed. */
#ifndef ADDER_FEEDBACK_H
#define ADDER_FEEDBACK_H

#include "profile/classes.h"
#include "support/types.h"

typedef struct AdderCode AdderCode; /* all that Adder knows of one code object (profile/code.h) */

enum {
    ADDER_SITE_OPERANDS = 3,
    ADDER_SITE_CLASSES = 4,
    ADDER_SPREAD_SEVERAL = UINT8_MAX,
    ADDER_SITE_SELF = 2, /* of calls without arguments that are super(): the first local */
};
/* One per code unit that was sampled. */
typedef struct {
    AdderTypes seen[ADDER_SITE_OPERANDS];      /* operands' types: [0] is the top of the stack */
    AdderClassId classes[ADDER_SITE_OPERANDS][ADDER_SITE_CLASSES]; /* seen among Other, oldest first */
    uint16_t samples;                          /* how often, saturating */
    uint16_t taken;                            /* of these, how often the conditional jump or the
                                                  FOR_ITER went to its target */
    bool manifold[ADDER_SITE_OPERANDS];        /* more classes, or some without a number */
    bool failed;                               /* a guard here failed too often: do not speculate */
    bool callees;                              /* calls: of several codes, or of what no code tells */
    uint8_t spread;                            /* calls with stars: number of positional arguments, DICT_MERGE: of
                                                  keywords, plus one; 0: none yet */
    uint32_t callee;                           /* calls: number of the one code of what is called; 0: none yet */
    bool apart;                                /* calls: what is called does not do well in its caller's unit */
    bool widened;                              /* types were new since the last compilation */
    bool stays;                                /* the head of a loop: what was taken out of it failed too often */
    uint8_t trips;                             /* units given up because of this site */
} AdderSite;

/* The site of the instruction at code unit `index`, or NULL if it was never sampled (nor
 * has failed: then samples may be 0). */
const AdderSite *adder_feedback_site(const AdderCode *code, int index);
/* The same for another code object, whatever Adder knows of it (an inlined callee). */
const AdderSite *adder_feedback_other(PyCodeObject *code, int index);
/* True if guards made for that instruction have failed too often. */
bool adder_feedback_failed(const AdderCode *code, int index);
/* True if that call is to stay one. */
bool adder_feedback_apart(PyCodeObject *code, int index);
/* True if guards that were taken out of the loop with that head, of whatever code, have failed too often. */
bool adder_feedback_stays(PyCodeObject *code, int index);
/* True if a unit was given up because of that instruction of whatever code. */
bool adder_feedback_tripped(PyCodeObject *code, int index);

/* Calls: the code of the functions that were called, all of the caller's globals and without a self
 * (borrowed); NULL: there are several, or something else was called. */
PyCodeObject *adder_feedback_callee(const AdderSite *site);

/* Types of localsplus (and the stack) when the compilation was asked for: of the very frame.
 * n slots; NULL frame gives nothing. Set by the compiler's driver before the builder runs. */
typedef struct {
    int n;
    AdderTypes types[]; /* Null: unset */
} AdderEntryTypes;

#endif
