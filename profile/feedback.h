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
    ADDER_SITE_CALLEES = 4,
    ADDER_SITE_SELF = 2, /* of calls without arguments that are super(): the first local */
};
/* What a call was seen to reach. */
typedef enum {
    ADDER_CALLED_NONE,     /* it has not been seen yet */
    ADDER_CALLED_FUNCTION, /* functions without a self, told by their codes */
    ADDER_CALLED_METHOD,   /* functions with a self, bound or found on its class; told by their codes */
    ADDER_CALLED_BUILTIN,  /* a bound method of an exact builtin type; told by its place in tp_methods, plus one */
    ADDER_CALLED_INSTANCE, /* an instance of a Python class; told by that */
    ADDER_CALLED_SEVERAL,  /* now this, then that; or what nothing tells */
} AdderCalled;

/* One per code unit that was sampled. */
typedef struct {
    AdderTypes seen[ADDER_SITE_OPERANDS];      /* operands' types: [0] is the top of the stack */
    AdderClassId classes[ADDER_SITE_OPERANDS][ADDER_SITE_CLASSES]; /* seen among Other, oldest first */
    uint16_t samples;                          /* how often, saturating */
    uint16_t taken;                            /* of these, how often the conditional jump or the
                                                  FOR_ITER went to its target */
    bool manifold[ADDER_SITE_OPERANDS];        /* more classes, or some without a number */
    bool failed;                               /* a guard here failed too often: do not speculate */
    uint8_t called;                            /* calls: AdderCalled */
    uint8_t spread;                            /* calls with stars: number of positional arguments, DICT_MERGE: of
                                                  keywords, plus one; 0: none yet */
    uint32_t callees[ADDER_SITE_CALLEES];      /* calls: numbers by which what is called is told, oldest first */
    AdderClassId self;                         /* calls: the one class of the instance, or of what methods are bound
                                                  to; 0: several */
    bool apart;                                /* calls: what is called does not do well in its caller's unit */
    bool stays;                                /* the head of a loop: what was taken out of it failed too often */
    uint8_t trips;                             /* units given up because of this site */
    uint32_t widened;                          /* the lesson by which its types grew last */
    uint32_t lesson;                           /* the one that its last trip was */
} AdderSite;

/* Lessons so far: what sites have seen that was new to them, and units given up because of them.  A unit knows of
 * those before it was made. */
extern uint32_t adder_lessons;

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

/* Calls: the codes of the functions that were called, with a self (ADDER_CALLED_METHOD) or without; borrowed. How many: 0
 * if there are more, or something else was called. They all have the caller's globals; if there is but one, self's class may
 * have it under its name instead. */
int adder_feedback_callees(const AdderSite *site, AdderCalled how, PyCodeObject *codes[ADDER_SITE_CALLEES]);
/* The one that there is, or NULL. */
PyCodeObject *adder_feedback_callee(const AdderSite *site, AdderCalled how);
/* Calls: the method of a builtin type that was called by way of bound ones, as that type has it (borrowed); or NULL. */
PyObject *adder_feedback_builtin(const AdderSite *site);

/* Calls: the one class of the instances that were called (ADDER_CALLED_INSTANCE), or that methods were bound to.
 * Borrowed; NULL: there are several. */
PyTypeObject *adder_feedback_self(const AdderSite *site);

/* Types of localsplus (and the stack) when the compilation was asked for: of the very frame.
 * n slots; NULL frame gives nothing. Set by the compiler's driver before the builder runs. */
typedef struct {
    int n;
    AdderTypes types[]; /* Null: unset */
} AdderEntryTypes;

#endif
