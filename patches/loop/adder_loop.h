/* What the patched files of CPython see of Adder: the hooks (profile/profile.h), and the few macros
 * and helpers that keep the hunks small.  Included by CPython's ceval.c and specialize.c, after
 * their own headers; GIL held everywhere. */
#ifndef ADDER_LOOP_H
#define ADDER_LOOP_H

#include "support/common.h"

#pragma GCC visibility push(hidden) /* the hooks are near: no detour through tables */
#include "profile/profile.h"

/* No eval function of somebody else's is installed: calls may be inlined and specialised. */
#define ADDER_EVAL_IS_OURS(interp) \
    ((interp)->eval_frame == adder_eval || (interp)->eval_frame == NULL)

/* ---- Counting ------------------------------------------------------------------------------- */

/* The counter of quickened code, in the padding behind _co_firsttraceable.  (co_warmup stays 0 once
 * the code is quickened: the stock loop, which runs subinterpreters and may share frozen code with
 * us, would quicken it a second time otherwise.)  Code that the stock loop has quickened has garbage
 * there: its jumps without a quick form come to adder_loop_event at some time or other. */
_Static_assert(offsetof(PyCodeObject, co_extra) - offsetof(PyCodeObject, _co_firsttraceable)
                   >= sizeof(int) + sizeof(int32_t), "no room for the counter");

static inline int32_t *adder_loop_counter(PyCodeObject *code)
{
    return (int32_t *)(&code->_co_firsttraceable + 1);
}

/* Counts one call or one turn of a loop; true when its counter has run out. */
static inline bool adder_loop_count(PyCodeObject *code)
{
    if (ADDER_LIKELY(code->co_warmup == 0)) {
        return ADDER_UNLIKELY(++*adder_loop_counter(code) >= 0);
    }
    if (++code->co_warmup < adder_warmup_bound) {
        return false;
    }
    code->co_warmup = 1; /* not 0: it is still to be quickened */
    return true;
}

/* Called when the counter has run out: quickens the code if that is due, and asks the hook unless
 * something forbids it now (then the next event comes here again).  `target` is where a backward
 * jump leads, NULL at RESUME. */
AdderOutcome adder_loop_event(PyThreadState *ts, _PyInterpreterFrame *frame, _Py_CODEUNIT *target,
                              PyObject **stack_pointer, PyObject **retval);

/* ---- Sampling ------------------------------------------------------------------------------- */

/* What use_tracing would be if nobody sampled. */
uint8_t adder_loop_tracing(PyThreadState *ts);

void adder_loop_stop_sampling(PyThreadState *ts, _PyCFrame *cframe);

/* Hands the state of tracing to the outer evaluation; `cframe` ends.  Only needed when one of them
 * traces or samples. */
void adder_loop_leave(PyThreadState *ts, _PyCFrame *cframe);

#define ADDER_LEAVE_CFRAME(ts, cframe) \
    if (ADDER_UNLIKELY((cframe).use_tracing | (ts)->cframe->use_tracing)) { \
        adder_loop_leave((ts), &(cframe)); \
    }

#pragma GCC visibility pop
#endif
