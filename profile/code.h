/* All that Adder knows of one code object: its units, counters, feedback and failures.
 *
 * An AdderCode lives in the code object's co_extra and dies with it (adder_code_free).  The
 * process owns the list of all of them.  GIL needed throughout. */
#ifndef ADDER_CODE_H
#define ADDER_CODE_H

#include "deopt/deopt.h"
#include "profile/feedback.h"
#include "profile/profile.h"

/* One way in: function entry (head 0) or a loop head.  Counts, and remembers failures. */
typedef struct {
    int head;               /* code unit */
    uint32_t count;         /* events seen: calls, or turns of the loop */
    uint32_t wanted;        /* compile when count gets here */
    uint32_t asked;         /* too expensive until count gets here */
    uint8_t sessions;       /* sampling sessions before the next compilation */
    uint8_t compiled;       /* compilations so far */
    uint8_t declined;       /* refusals so far */
    bool blacklisted;       /* never again */
    uint8_t waits;          /* AdderWait: has let the function's entry go first */
    bool pending;           /* is being compiled in the background */
    bool met_more;          /* `met` has grown since the last compilation */
    AdderEntryTypes *met;   /* owned; types in frames with which a guard at the entry failed; or NULL */
    AdderEntryTypes *seen;  /* owned; types in frames that were looked at when they came by; or NULL */
} AdderWay;

typedef enum { ADDER_NO_WAIT, ADDER_FOR_CALL, ADDER_FOR_ENTRY } AdderWait;

enum {
    ADDER_MAX_WAYS = 64,     /* entry and loop heads followed per code object */
    ADDER_MAX_RECOMPILES = 8, /* per way; without all speculation the interpreter is faster */
};

struct AdderCode {
    PyCodeObject *code;     /* borrowed: owns us */
    AdderUnit *units;       /* valid ones: entries and loops, newest first */
    AdderUnit *dead;        /* invalid ones that may still be running */
    AdderDirect *directs;   /* owned; ways in for direct calls */
    AdderSite *sites;       /* owned; one per code unit; NULL until sampled */
    AdderWay *ways;         /* owned; ways[0] is the entry */
    int nways;
    int64_t promised;       /* ns that compiled code would have saved, when it was weighed last */
    uint32_t sampled;       /* sampling sessions so far */
    uint16_t step;          /* events until the next look, as last set; 0: the first one */
    int16_t nloops;         /* distinct loop heads in the bytecode */
    bool awaited;           /* at its entry, since a loop is hot */
    bool judged;            /* modules and list were asked, nloops is known */
    bool denied;            /* by options, skip() or a blacklist: never looked at again */
    bool silent;            /* has the _QUICK forms */
    uint32_t number;        /* by which sites name it; 0: none so far */
    char *reason;           /* owned; why not compiled (last one), or NULL */
    AdderCode *next, *previous; /* of the process */
};

/* Once, with the GIL, in the main interpreter. -1 with an exception set: no index left. */
int adder_code_start(void);
extern Py_ssize_t adder_code_index; /* of co_extra; -1 before adder_code_start */
extern AdderCode *adder_codes;      /* list of all */

/* What is known of code; NULL if nothing. */
static inline AdderCode *adder_code_get(PyCodeObject *code)
{
    typedef struct { /* as in codeobject.c */
        Py_ssize_t size;
        void *extras[1];
    } Extra;
    const Extra *extra = code->co_extra;
    if (extra == NULL || extra->size <= adder_code_index || adder_code_index < 0) {
        return NULL;
    }
    return extra->extras[adder_code_index];
}
/* Made if needed; NULL without memory (no exception). */
AdderCode *adder_code_make(PyCodeObject *code);
/* The number by which others may name code, never used again when it dies; 0: without memory. */
uint32_t adder_code_number(PyCodeObject *code);
/* The way through head, made if needed; NULL without memory or when there are too many. */
AdderWay *adder_code_way(AdderCode *known, int head);
/* Sites, allocated if needed. NULL without memory. */
AdderSite *adder_code_sites(AdderCode *known);
/* A valid unit for these globals and builtins that starts at head, or NULL. */
static inline AdderUnit *adder_code_unit(const AdderCode *known, PyObject *globals,
                                         PyObject *builtins, int head)
{
    for (AdderUnit *unit = known->units; unit != NULL; unit = unit->next) {
        if (unit->entry_bytecode == head && unit->globals == globals
            && unit->builtins == builtins) {
            return unit;
        }
    }
    return NULL;
}
/* Counts, compiles and enters where frame goes on, which is no RESUME: what it delegated to has
 * returned. RESUMED if there is no compiled code. */
AdderOutcome adder_enter(PyThreadState *ts, _PyInterpreterFrame *frame, PyObject **retval);
/* The way that begins at this RESUME: 0 at the function's beginning, else behind a yield. */
static inline int adder_resume_head(const _Py_CODEUNIT *resume, PyCodeObject *code)
{
    return _Py_OPARG(*resume) == 0 ? 0 : (int)(resume - _PyCode_CODE(code));
}
/* Is this way in behind a yield? */
bool adder_way_resumes(PyCodeObject *code, int head);
/* The cell for direct calls with this signature; NULL: there is none, and (make) no memory for it or too many others. */
AdderDirect *adder_code_direct(AdderCode *known, PyObject *globals, PyObject *builtins,
                               const AdderSignature *signature, bool make);
/* Behind the last jump back to this head. */
int adder_loop_end(PyCodeObject *code, int head);
void adder_code_set_reason(AdderCode *known, const char *reason);
/* Adds the types in frame to *types, which is made if needed and there is memory; true if there were new ones. */
bool adder_types_meet(AdderEntryTypes **types, const _PyInterpreterFrame *frame);
/* Marks the site: no speculation there any more. */
void adder_code_fail_site(AdderCode *known, int index);

/* True while compiled code is not wanted (embed/aside.c). */
extern bool adder_aside;
/* True if compiled code may be entered by this thread at all (own eval_frame, main interpreter). */
bool adder_may_run(PyThreadState *ts);
/* Base form of a quickened opcode, and how many caches follow a base opcode. */
extern const uint8_t adder_sample_base[256], adder_sample_caches[256];
/* False if options, skip() or its nature (super() without arguments, ...) deny code; asked once, then known. */
bool adder_select_allows(AdderCode *known, PyObject *globals);
/* The compilation of a way has ended like this. */
void adder_select_compiled(AdderCode *known, int head, AdderStatus status);
/* Denies code for good; the reason is copied. */
void adder_select_deny(AdderCode *known, const char *reason);
/* Records the operands of the instruction that frame is about to interpret; false if that is not
 * the one at `bytecode`. */
bool adder_sample_exit(_PyInterpreterFrame *frame, int bytecode);
/* Samples the innermost frame for a while. */
void adder_sample_start(PyThreadState *ts, AdderCode *known);

#endif
