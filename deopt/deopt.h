/* The room that leaves compiled code: exit descriptors, the two carriers that bring live values
 * out, frame rebuilding, and who is on the native stack.  Does not compile.
 *
 * The way of an exit: a guard branches to its exit block; the block brings the exit's values into
 * the activation's slots (spill: stores; stackmap: a patchpoint whose thunk reads registers and
 * stack after the record) and the compiled function returns {NULL, exit number + 1}; the C
 * function that called it (adder_unit_run) reads the descriptor and writes the frames. */
#ifndef ADDER_DEOPT_H
#define ADDER_DEOPT_H

#include "profile/profile.h"
#include "support/common.h"
#include "support/types.h"

#include <internal/pycore_interp.h>

/* Our library is loaded at the start of the process: its few thread-local words have a fixed
 * place, and no call is needed to find them. */
#define ADDER_THREAD __thread __attribute__((tls_model("initial-exec")))

typedef struct AdderUnit AdderUnit;
typedef struct AdderActivation AdderActivation;

/* What an entry of compiled code answers. exit 0: value is the (owned) result and the frame's
 * localsplus may be cleared; ADDER_EXIT_YIELD: the frame is that of a generator, suspended, and value
 * is what it yields; else exit number + 1 and value is NULL. Comes back in rax:rdx. */
typedef struct {
    PyObject *value;
    uintptr_t exit;
} AdderResult;

#define ADDER_EXIT_YIELD UINTPTR_MAX
#define ADDER_EXIT_LEFT (UINTPTR_MAX - 1) /* the frame is written; value is the AdderOutcome, as a number */

typedef AdderResult AdderEntry(PyThreadState *ts, _PyInterpreterFrame *frame, AdderActivation *act);

/* One run of compiled code, on the native stack: of adder_unit_run, or of the code itself when it was
 * called directly.  A direct call has no interpreter frame until somebody may look (direct.c). */
struct AdderActivation {
    AdderActivation *previous;  /* of this thread: the one that called, further out */
    _PyInterpreterFrame *frame; /* NULL: elided */
    AdderUnit *unit;
    uint32_t site;              /* exit number + 1 of the call at hand: its descriptor tells what
                                   slot[] holds while the call runs; 0: not in a call */
    uint32_t inner;             /* a direct call: levels of recursion of the inlined callees around it; written
                                   together with site */
    _PyInterpreterFrame *inlined; /* the innermost frame that inlined callees have just now */
    uint32_t elided;            /* calls up to the one at hand that have no frame: recursion_remaining
                                   does not count them.  Those of inlined callees are not in it; what of
                                   them has a frame is: less */
    uint16_t ninlined;          /* how many inlined callees have a frame: the outermost */
    uint16_t counted;           /* levels of recursion that these are */
    PyObject *func;             /* direct calls: borrowed; the frame will own it (direct.c).  NULL: the frame is lent */
    PyObject *parked;           /* the result of a direct call that came back as an object */
    uint64_t slot[];            /* unit->nslots raw values */
};

/* Will the death of o (no references any more, or this one last) run no code, so that nobody needs act's frame?
 * Looks a few steps far; no errors. */
bool adder_dies_unseen(const AdderActivation *act, PyObject *o);

/* ---- Descriptors: plain data, made by the backend, owned by the unit ------------------------ */

typedef enum {
    ADDER_EXIT_DEOPT, /* interpret the bytecode again */
    ADDER_EXIT_RAISE, /* an exception is set: the bytecode raises */
} AdderExitKind;

/* How one frame slot gets its value from slot[where] (or the constant where). */
typedef enum {
    ADDER_FILL_NULL,
    ADDER_FILL_TAKE,       /* object, or NULL; the reference moves */
    ADDER_FILL_COPY,       /* object, or NULL; a new reference */
    ADDER_FILL_CONST,      /* unit->consts[where]; a new reference */
    ADDER_FILL_I64,        /* boxed */
    ADDER_FILL_U64,
    ADDER_FILL_F64,
    ADDER_FILL_I1,
    ADDER_FILL_RANGE_ITER, /* slot[where..where+4): index, start, length, step */
    ADDER_FILL_MAYBE_I64,  /* slot[where] boxed if slot[where + 1], else unset */
    ADDER_FILL_MAYBE_F64,
    ADDER_FILL_MAYBE_I1,
    ADDER_FILL_SAME,       /* a new reference to what entry `where` of this exit was filled with:
                              an unboxed value in two places is boxed once */
    ADDER_FILL_IMM_I64,    /* imms[where], boxed */
    ADDER_FILL_IMM_F64,
    ADDER_FILL_OBJECT,     /* objects[where] of this exit is made */
    ADDER_FILL_PARKED,     /* the activation's parked object; the reference moves */
} AdderFill;

typedef struct {
    uint8_t fill; /* AdderFill */
    bool merged;  /* hir_is_merged: its object may be one that the frames hold elsewhere */
    uint32_t where;
} AdderExitEntry;

typedef enum {
    ADDER_OBJECT_INSTANCE, /* class, then its values in their order (unset: NULL) */
    ADDER_OBJECT_SLOTTED,  /* class, then what is in its slots */
    ADDER_OBJECT_TUPLE,    /* items */
    ADDER_OBJECT_GENERATOR, /* function, code, where it is (ADDER_GENERATOR_*), locals and stack */
    ADDER_OBJECT_METHOD,   /* function or method descriptor, self */
    ADDER_OBJECT_BINARY,   /* two ints, the operation: NB_* of opcode.h */
    ADDER_OBJECT_CHOICE,   /* a bit (the slot that holds it), then what it is for 0, and for 1 */
} AdderObjectKind;

/* Where a generator that was not made is: suspended at an instruction (YIELD_VALUE, or RETURN_GENERATOR
 * when it has not begun), in the low word, with so many values on its stack, in the high word; ... */
#define ADDER_GENERATOR_AT(unit, depth) ((int64_t)(unit) | (int64_t)(depth) << 32)
enum {
    ADDER_GENERATOR_RUNNING = -1, /* ... in a frame of the exit, which writes it; or */
    ADDER_GENERATOR_FINISHED = -2,
};

/* An object that compiled code has not made: the exit does. */
typedef struct {
    uint8_t kind;       /* AdderObjectKind */
    uint32_t first, n;  /* entries of the exit with what it holds */
    uint32_t entry;     /* the entry that it fills first */
    uint32_t identity;  /* unique among the unit's */
} AdderExitObject;

/* One frame of an exit: innermost first. */
typedef struct {
    PyCodeObject *code;  /* borrowed; NULL for the unit's own frame */
    uint32_t func;       /* inlined frames: index into entries of the function object; else 0 */
    uint32_t gives;      /* inlined __init__: index into entries of the instance, which the caller
                            gets when the frame has returned None; else 0 */
    int bytecode;        /* code unit of the instruction (for callers: the call at work) */
    int nlocals, nstack; /* entries: nlocals + nstack, in order, starting at `first` */
    uint32_t first;
    int line;            /* of bytecode; 0: not looked up yet */
    bool indirect;       /* the caller's instruction is one more level of recursion */
    bool generator;      /* the frame of the generator on top of the caller's stack */
} AdderExitFrame;

typedef struct {
    uint8_t kind;        /* AdderExitKind */
    uint16_t nframes;
    uint32_t frames;     /* index into unit->frames */
    uint32_t entries, nentries; /* in unit->entries: nslots of frames, then what objects hold */
    uint32_t nslots;
    uint32_t objects;    /* index into unit->objects */
    uint32_t drops, ndrops; /* unit->drops[]: slots whose reference is let go (may be NULL) */
    uint32_t nvalues;    /* slot[0..nvalues) are used */
    int bytecode;        /* where the guard was made: its site */
    bool entry;          /* a guard of what the frame was entered with: not the site's fault */
    const char *op;      /* static: the HIR op that left */
    uint32_t failures;   /* counted by adder_unit_run */
    int line;            /* of `bytecode`, from the first failure on: its code may be gone later */
} AdderExit;

/* ---- Direct calls --------------------------------------------------------------------------- */

/* What a direct call answers in AdderResult.exit; its value is as the signature says, or an object. */
typedef enum {
    ADDER_DIRECT_DONE,
    ADDER_DIRECT_RAISED,
    ADDER_DIRECT_BAILED, /* value is an object: the caller leaves behind the call */
} AdderDirectStatus;

/* The place through which compiled code calls a function with one signature.  Lives as long as what
 * is known of the code object. */
struct AdderDirect {
    void *entry;         /* NULL: not compiled; else (ts, caller's activation, function, arguments...) */
    AdderUnit *unit;     /* of entry */
    AdderSignature signature;
    PyObject *globals, *builtins; /* compared only */
    struct AdderCode *owner;
    uint32_t misses;     /* calls while there was no entry */
    uint32_t asked;      /* too expensive until misses gets here */
    uint8_t compiled;    /* compilations so far */
    bool pending;        /* is being compiled in the background */
    bool refused;        /* never again */
    AdderDirect *next;
};

/* Machine code of one entry (function entry or one loop head) of one code object. */
struct AdderUnit {
    AdderEntry *entry;       /* a direct unit's has the type that its signature gives */
    AdderDirect *direct;     /* the cell of a direct unit; NULL: entered with a frame, or cut off */
    bool is_direct;          /* is called directly, and such runs are not counted in `running` */
    bool lends;              /* direct, but among the units of its code: entry is adder_lend_frame */
    AdderSignature direct_signature;
    AdderExit *exits;
    uint32_t nexits;
    AdderExitFrame *frames;
    AdderExitEntry *entries;
    AdderExitObject *objects;
    uint32_t *drops;
    PyObject **consts;   /* see adder_counts_const */
    uint32_t nconsts;
    uint64_t *imms;
    uint32_t nslots;     /* size of AdderActivation.slot */
    int depth;           /* calls that may go on in it, as the recursion limit counts them */
    int entry_bytecode;
    int entry_nstack;    /* OSR: stack values taken from the frame at entry */
    bool invalid;        /* do not enter again; CheckTracing leaves */
    uint32_t running;    /* activations now: code memory stays while > 0 */
    uint64_t entered, left; /* statistics */
    size_t code_bytes;
    void *code_start;
    void *backend;       /* the backend's own record: code memory, unwind tables */
    struct AdderCode *owner; /* borrowed */
    PyObject *globals, *builtins; /* of the frames that may enter; compared only, not kept alive */
    struct AdderUnitRecord *record; /* statistics of its compilation (embed/stats.h), borrowed */
    uint64_t window;     /* judge: `entered` when the present window began */
    uint32_t window_exits; /* judged exits in it */
    uint32_t lessons;    /* judge: the last one (feedback.h) when the unit was made */
    uint64_t stress_counter; /* guards passed, for ADDER_STRESS=deopt:N */
    AdderUnit *next;     /* of the same code object */
};

/* unit->consts holds a reference to each object but None: there is no need of one, and tests of what
 * leaks compare how many it has. */
static inline bool adder_counts_const(const PyObject *object)
{
    return object != NULL && object != Py_None;
}

/* ---- Running and leaving -------------------------------------------------------------------- */

/* Runs unit in frame (linked in the thread, its values in localsplus; for OSR units its stack
 * saved too).  Counts, rebuilds on an exit; outcome and *retval as profile.h says.  GIL held. */
AdderOutcome adder_unit_run(PyThreadState *ts, _PyInterpreterFrame *frame, AdderUnit *unit,
                            PyObject **retval);
/* True if callable is a Python function that takes exactly these positional arguments (and its
 * defaults), called in the usual way. */
bool adder_call_takes(PyObject *callable, Py_ssize_t nargs);
/* An entry, of direct code that takes nothing but objects and answers one: its activation has frame as if it had been made
 * for it, which stays on the stack, and is gone on with behind an exit. */
AdderEntry adder_lend_frame;
/* Calls such a function, or one that is given all its parameters; consumes func and the arguments. */
PyObject *adder_call_function(PyThreadState *ts, PyFunctionObject *func, PyObject *const *args,
                              Py_ssize_t nargs);

/* An exception is set in the current frame, whose values are written, or (not raised) it goes on where one is raised
 * again: does what the loop would do if its code has no handler there, and nobody traces.  False: nothing was done.
 * *line: as adder_rt_add_traceback. */
bool adder_raise_out(PyThreadState *ts, _PyInterpreterFrame *frame, bool raised, int *line);
/* Pushes a frame without values and links it; consumes func.  NULL without memory: func is gone, no
 * exception is set.  Where it runs is for the caller to write (call.c). */
_PyInterpreterFrame *adder_frame_link(PyThreadState *ts, PyFunctionObject *func);
/* Takes a frame off that was pushed on the thread's data stack (call.c). */
void adder_frame_pop(PyThreadState *ts, _PyInterpreterFrame *frame);
/* Pushes and links a frame for an inlined callee, without values; consumes func.  NULL without
 * memory (no exception is set). */
_PyInterpreterFrame *adder_inlined_push(PyThreadState *ts, PyFunctionObject *func,
                                        const AdderExitFrame *callee);
/* Code that stands for a builtin: its frame counts as one that has not begun (specialize/consumers.c). */
static inline bool adder_is_unseen(const PyCodeObject *code)
{
    return code->_co_firsttraceable > Py_SIZE(code);
}
/* Levels of recursion that an inlined callee stands for: an __init__ is called by way of its class, __eq__ of a
 * comparison; a builtin that runs nothing but its argument is none. */
static inline uint16_t adder_inlined_levels(const AdderExitFrame *callee)
{
    return (uint16_t)(!adder_is_unseen(callee->code) + (callee->gives != 0 || callee->indirect));
}

/* A generator for func (not consumed) that runs code, new reference: its frame is empty, and nothing happens
 * when it dies.  NULL without memory (MemoryError). */
PyObject *adder_generator_new(PyFunctionObject *func, PyCodeObject *code);
/* The same, at `where` with these locals and this stack (copied). */
PyObject *adder_generator_at(PyFunctionObject *func, PyCodeObject *code, int64_t where,
                             PyObject *const *values);
/* Links the frame of a new generator (borrowed), as if the current frame had resumed it. */
_PyInterpreterFrame *adder_generator_link(PyThreadState *ts, PyObject *generator);
/* A new generator (borrowed) takes over the current frame, which is on the thread's data stack. */
_PyInterpreterFrame *adder_generator_adopt(PyThreadState *ts, PyObject *generator,
                                           _PyInterpreterFrame *frame);
/* Takes a linked frame off and has the generator go on in the interpreter where its frame says, or
 * raise there.  Answers as PyIter_Send. */
PySendResult adder_generator_go_on(PyThreadState *ts, _PyInterpreterFrame *frame, bool raises,
                                   PyObject **value);
/* Does frame belong to act?  *place: as which of the frames at its site, 0 for the innermost. */
bool adder_activation_has(const AdderActivation *act, const _PyInterpreterFrame *frame,
                          uint32_t *place);

/* Bytes of the native stack above adder_stack_limit, which is found out once a thread: asking the system means
 * reading the process's memory map. */
intptr_t adder_stack_left(void);
/* Where adder_stack_limit is, from the thread pointer: the same for all threads. */
ADDER_SHARED intptr_t adder_stack_limit_offset(void);

/* Somebody wants to see calls: a tracer, a profiler, or another eval function than ours.  Read anew each
 * time: any call may have changed it. */
static inline bool adder_watched(const PyThreadState *ts)
{
    return *(const volatile uint8_t *)&ts->cframe->use_tracing != 0
           || *(_PyFrameEvalFunction const volatile *)&ts->interp->eval_frame != adder_eval;
}

/* The innermost activation of this thread that has a frame. */
extern ADDER_THREAD AdderActivation *adder_activation;
/* Compiled code is not entered below; the highest address until the thread's limit is known. */
extern ADDER_THREAD char *adder_stack_limit;

/* What adder_unit_run does behind an exit: writes the frames, has the failure judged. */
AdderOutcome adder_unit_left(PyThreadState *ts, AdderActivation *act, AdderResult result);

/* Puts the present values of a running compiled frame's locals into its localsplus, so that
 * f_locals and locals() see them; nothing if the frame does not run compiled code now.
 * Answers a token for adder_locals_hide, which takes them out again; -1 with an exception. */
int adder_locals_show(_PyInterpreterFrame *frame);
void adder_locals_hide(_PyInterpreterFrame *frame, int token);
/* Puts ourselves before frame.f_locals, locals, vars, dir, eval and exec. Once, at start. */
int adder_locals_intercept(void);

/* The line of the bytecode where an exit leaves; own: the unit's code. That of an inlined callee must be alive. */
int adder_exit_line(const AdderUnit *unit, const AdderExit *exit, PyCodeObject *own);
/* The SEND of a generator that goes on at `resume` and waits for what it delegates to (`yield from`,
 * `await`); NULL: it does not. */
const _Py_CODEUNIT *adder_generator_send_of(const _Py_CODEUNIT *resume);
/* Sends on what frame was sent (the top of its stack). YIELDED: *value, and frame is suspended;
 * RAISED: in frame; RESUMED: what it delegated to has returned, frame stands before what follows. */
AdderOutcome adder_generator_delegate(_PyInterpreterFrame *frame, const _Py_CODEUNIT *send,
                                      PyObject **value);

/* Frees a unit's descriptors and constants (its machine code: AdderBackend.release). */
ADDER_SHARED void adder_unit_clear(AdderUnit *unit);

/* What comes to the place where an exit leaves, for the next compilation (embed/judge.c): frame, the innermost
 * one, has been written and has not gone on yet. */
void adder_look_at_exit(const AdderUnit *unit, const AdderExit *exit, _PyInterpreterFrame *frame);
/* Called after an exit, to judge the failure (embed/judge.c); may invalidate the unit. */
void adder_note_exit(AdderUnit *unit, AdderExit *exit);

#endif
