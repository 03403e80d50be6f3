/* The room that watches: counters, type feedback, and the decision what is compiled when.
 *
 * The patched evaluation loop calls the adder_on_* hooks below; it knows nothing else of Adder.
 * Everything here runs with the GIL held.  AdderCode lives as long as its code object (co_extra). */
#ifndef ADDER_PROFILE_H
#define ADDER_PROFILE_H

#include "support/common.h"

/* ---- What the evaluation loop calls ------------------------------------------------------- */

/* What the loop does after a hook. */
typedef enum {
    ADDER_GO_ON = 0, /* nothing happened: go on with the instruction at hand */
    ADDER_RETURNED,  /* the frame has finished, *retval is its (owned) result; its stack is empty
                        and its localsplus hold whatever the loop's own return path must clear */
    ADDER_RAISED,    /* an exception is set; prev_instr is the raising instruction, localsplus and
                        stack are written: go to the loop's `error` label, which adds the innermost
                        frame to the traceback */
    ADDER_RESUMED,   /* localsplus, stack, stacktop and prev_instr are written: take the frame's
                        state up from there (next_instr = prev_instr + 1) and interpret.  Not
                        between KW_NAMES and its CALL: the names would be lost. */
    ADDER_YIELDED,   /* a generator's frame is suspended at its YIELD_VALUE: localsplus, stack,
                        stacktop and prev_instr are written, *retval is the (owned) value */
} AdderOutcome;
/* After RAISED and RESUMED the loop goes on with ts->cframe->current_frame: frames that were rebuilt
 * inside of the hook's frame (is_entry false, linked by previous) are taken up with it. */

/* RESUME in its unquickened form counts by ++co_warmup, which is negative while there is nothing
 * to do; at 0 the loop quickens the code (the first time) and calls adder_on_resume.  The hook
 * sets co_warmup to when it wants to hear again: -1 means "every time" (code is compiled).
 * prev_instr is the RESUME; the stack is empty and saved in the frame. Not called while tracing,
 * or with the eval breaker set. */
AdderOutcome adder_on_resume(PyThreadState *ts, _PyInterpreterFrame *frame, PyObject **retval);

/* The counters fire when ++co_warmup >= adder_warmup_bound: 0, or less when the thresholds are
 * below CPython's own warm-up of 8 (then every event comes to the hooks). */
extern int adder_warmup_bound;
/* True until Python is initialised: what its own start runs often is not worth loading LLVM. */
extern bool adder_starting;

/* The same for backward jumps that were taken (JUMP_BACKWARD and each POP_JUMP_BACKWARD_IF_*,
 * COMPARE_OP_*_JUMP that goes backwards).  `target` is where the jump leads: the loop's head.
 * prev_instr is the jump, the stack (after the jump popped its condition) is saved in the frame. */
AdderOutcome adder_on_backedge(PyThreadState *ts, _PyInterpreterFrame *frame,
                               _Py_CODEUNIT *target, PyObject **retval);

/* When a frame starts in C (our PEP 523 function, before the loop is entered).  Answers
 * ADDER_GO_ON unless the code has an entry; other outcomes as above, with the frame still linked
 * by nobody: the caller unlinks and clears. */

/* What generators and coroutines call to go on in frame, which is linked and has what was sent on its
 * stack, in the place of the evaluation loop.  Same contract as that. */
PyObject *adder_generator_eval(PyThreadState *ts, _PyInterpreterFrame *frame, int throwflag);

/* While the thread's frame is being sampled the loop calls this before each instruction
 * (through DO_TRACING, so that it costs nothing otherwise).  False: sampling has ended. */
bool adder_profile_step(PyThreadState *ts, _PyInterpreterFrame *frame, _Py_CODEUNIT *next_instr,
                        PyObject **stack_pointer);

/* True if code objects should keep the counting forms of RESUME and JUMP_BACKWARD when they are
 * quickened; false (Adder is off, or has no interest in this code) gives them the _QUICK forms. */
bool adder_wants_code(PyCodeObject *code);

/* ---- What the loop gives (patches/loop) ---------------------------------------------------- */

/* For throwflag: an exception is set in a frame that ran already, so that no call is traced. */
#define ADDER_THROW_INSIDE 2
/* The patched evaluation loop.  Same contract as CPython's. */
PyObject *adder_loop_eval(PyThreadState *ts, _PyInterpreterFrame *frame, int throwflag);
/* What PEP 523 installs: enters compiled code at a function's beginning, and else runs the loop. */
PyObject *adder_eval(PyThreadState *ts, _PyInterpreterFrame *frame, int throwflag);
/* Resuming a generator or coroutine: its slots tp_iternext and am_send, its method send. */
extern const struct AdderGenerators {
    iternextfunc next;
    sendfunc send;
    PyCFunction method;
} adder_loop_generators;
/* Behind the evaluation of a generator's frame, which gave result (a reference, or NULL with an exception): as
 * am_send, with arg what was sent (NULL: next() was called). */
PySendResult adder_loop_sent(PyObject *generator, PyObject *result, PyObject *arg, PyObject **presult);
/* Puts them into the executable's types. Once, at start; -1 with an exception. */
int adder_loop_take_generators(void);
/* What the eval breaker asks for: signal handlers, pending calls, the GIL.  -1: raised. */
int adder_loop_pending(PyThreadState *ts);
/* Starts sampling of the innermost frame of ts (sets cframe->use_tracing and its marker). */
void adder_loop_start_sampling(PyThreadState *ts);
/* Is an evaluation of this thread being sampled, be it further out? */
bool adder_loop_is_sampling(PyThreadState *ts);
/* Quickens code whose warm-up is over, and puts RESUME / JUMP_BACKWARD into the counting forms if
 * adder_wants_code; idempotent. */
void adder_loop_quicken(PyCodeObject *code);
/* Rewrites RESUME / JUMP_BACKWARD to the _QUICK forms and sets co_warmup to 0, which stops the jumps
 * without a quick form from counting: Adder has nothing (more) to do here. */
void adder_loop_silence(PyCodeObject *code);

#endif
