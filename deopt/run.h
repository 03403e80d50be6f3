/* Entering compiled code, inlined where it is done often (rebuild.c, call.c).  GIL held. */
#ifndef ADDER_RUN_H
#define ADDER_RUN_H

#include "deopt/deopt.h"
#include "embed/options.h"
#include "profile/code.h"
#include "irgen/runtime/runtime.h"

#include <internal/pycore_atomic.h>
#include <internal/pycore_interp.h>

/* False: too little of the native stack is left. */
static inline bool adder_native_room(void)
{
    return ADDER_LIKELY((char *)__builtin_frame_address(0) >= adder_stack_limit)
           || !adder_rt_stack_short();
}

/* False: there is not, or too little of the recursion limit: inlined calls count. */
static inline bool adder_stack_room(const PyThreadState *ts, const AdderUnit *unit)
{
    return adder_native_room() && ADDER_LIKELY(ts->recursion_remaining >= unit->depth);
}

/* May compiled code be entered now?  Not while tracing, when the eval breaker asks for something, or
 * with somebody else's eval function; ours is the main interpreter's only. */
static inline bool adder_may_enter(PyThreadState *ts)
{
    return !_Py_atomic_load_relaxed(&ts->interp->ceval.eval_breaker)
           && ADDER_LIKELY(!adder_watched(ts)) && adder_options.enabled && !adder_aside;
}

/* adder_unit_run, without the look at the stack. */
static inline __attribute__((always_inline)) AdderOutcome
adder_unit_run_inline(PyThreadState *ts, _PyInterpreterFrame *frame, AdderUnit *unit,
                      PyObject **retval)
{
    uint64_t room[sizeof(AdderActivation) / sizeof(uint64_t) + unit->nslots];
    AdderActivation *act = (AdderActivation *)room;
    act->previous = adder_activation;
    act->frame = frame;
    act->unit = unit;
    act->site = 0;
    act->elided = 0;
    act->ninlined = act->counted = 0;
    adder_activation = act;
    unit->entered++;
    unit->running++;
    AdderResult result = unit->entry(ts, frame, act);
    adder_activation = act->previous;
    AdderOutcome outcome = ADDER_RETURNED;
    if (ADDER_LIKELY(result.exit == 0)) {
        *retval = result.value;
    }
    else if (result.exit == ADDER_EXIT_YIELD) {
        outcome = ADDER_YIELDED;
        *retval = result.value;
    }
    else if (result.exit == ADDER_EXIT_LEFT) {
        outcome = (AdderOutcome)(uintptr_t)result.value;
    }
    else {
        outcome = adder_unit_left(ts, act, result);
    }
    unit->running--;
    return outcome;
}

#endif
