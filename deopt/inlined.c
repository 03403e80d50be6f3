/* Frames of inlined callees while something runs that may look at frames.
 *
 * Inlined callees have no frames, unless their code is about to run what may look: then they are
 * pushed, outermost first, and popped when it has come back.  A frame whose object somebody keeps
 * stays linked; the callee's return leaves (CheckFrame), and the exit goes on with that very frame.
 * So what is linked is always the outer part of the callees at work.  Locals stay in the
 * activation, from where locals.c shows them.  GIL held; frames own their functions. */
#include "deopt/deopt.h"
#include "deopt/fill.h"
#include "irgen/runtime/runtime.h"

_PyInterpreterFrame *adder_inlined_push(PyThreadState *ts, PyFunctionObject *func,
                                        const AdderExitFrame *callee)
{
    _PyInterpreterFrame *frame = adder_frame_link(ts, func);
    if (frame != NULL) {
        frame->prev_instr = _PyCode_CODE(frame->f_code) + callee->bytecode;
        ts->recursion_remaining -= adder_inlined_levels(callee);
    }
    return frame;
}

/* The outermost callee of act's site; the inner ones lie before it. */
static const AdderExitFrame *outermost_callee(const AdderActivation *act)
{
    const AdderExit *e = &act->unit->exits[act->site - 1];
    return &act->unit->frames[e->frames + e->nframes - 2u];
}

/* The site has moved on since they were pushed. */
static void write_positions(AdderActivation *act, const AdderExitFrame *outermost)
{
    _PyInterpreterFrame *frame = act->inlined;
    for (uint32_t k = act->ninlined; k-- > 0; frame = frame->previous) {
        frame->prev_instr = _PyCode_CODE(frame->f_code) + (outermost - k)->bytecode;
    }
}

/* Without memory the callees from there on stay unseen. */
void adder_rt_show_inlined(PyThreadState *ts, AdderActivation *act)
{
    uint32_t n = act->unit->exits[act->site - 1].nframes - 1u;
    const AdderExitFrame *outermost = outermost_callee(act);
    write_positions(act, outermost);
    while (act->ninlined < n) {
        const AdderExitFrame *callee = outermost - act->ninlined;
        PyObject *func = adder_fill_function(act, callee);
        _PyInterpreterFrame *frame = adder_inlined_push(ts, (PyFunctionObject *)func, callee);
        if (frame == NULL) {
            return;
        }
        act->inlined = frame;
        act->ninlined++;
        act->counted += adder_inlined_levels(callee);
        act->elided -= adder_inlined_levels(callee);
    }
}

/* Somebody has a frame object, or wants it to be traced, or the function has got other code meanwhile: the
 * frame is the only one that holds the code that runs. */
static bool is_kept(const _PyInterpreterFrame *frame)
{
    const PyFrameObject *object = frame->frame_obj;
    return (object != NULL && (Py_REFCNT(object) > 1 || object->f_trace != NULL))
           || frame->f_func->func_code != (PyObject *)frame->f_code;
}

static void pop_innermost(PyThreadState *ts, AdderActivation *act)
{
    _PyInterpreterFrame *frame = act->inlined;
    act->inlined = frame->previous;
    act->ninlined--;
    uint16_t levels = adder_inlined_levels(outermost_callee(act) - act->ninlined);
    act->counted -= levels;
    act->elided += levels;
    ts->cframe->current_frame = frame->previous;
    ts->recursion_remaining += levels;
    adder_frame_pop(ts, frame);
}

void adder_rt_hide_inlined(PyThreadState *ts, AdderActivation *act)
{
    while (act->ninlined > 0 && !is_kept(act->inlined)) {
        pop_innermost(ts, act);
    }
}

/* ---- Exceptions ---------------------------------------------------------------------------------- */

/* The frame, which the traceback keeps, gets its locals: moved out of values. */
static void leave_raised(PyThreadState *ts, AdderActivation *act, AdderExitFrame *from, PyObject **values)
{
    _PyInterpreterFrame *frame = act->inlined;
    for (int k = 0; k < from->nlocals; k++) {
        Py_XSETREF(frame->localsplus[k], values[k]);
        values[k] = NULL;
    }
    frame->stacktop = from->nlocals;
    adder_rt_add_traceback(ts, frame, &from->line);
    pop_innermost(ts, act);
}

/* An exit of the callees' frames alone, if none of their entries is another frame's. */
static AdderExit callees_of(const AdderUnit *unit, const AdderExit *e)
{
    AdderExit callees = *e;
    callees.nslots = unit->frames[e->frames + e->nframes - 1u].first - e->entries;
    for (uint32_t i = 0; i < callees.nslots; i++) {
        const AdderExitEntry *entry = &unit->entries[e->entries + i];
        if (entry->fill == ADDER_FILL_SAME && entry->where >= callees.nslots) {
            return *e;
        }
    }
    return callees;
}

int adder_rt_unwind(PyThreadState *ts, AdderActivation *act)
{
    AdderUnit *unit = act->unit;
    const AdderExit *e = &unit->exits[act->site - 1], callees = callees_of(unit, e);
    AdderExitFrame *frames = &unit->frames[e->frames];
    uint32_t n = e->nframes - 1u, first = frames[0].first;
    PyObject *objects[e->nentries + 1u];
    if (adder_watched(ts) || ts->c_tracefunc != NULL || unit->invalid || act->ninlined < n
        || PyErr_Occurred() == NULL) {
        return -1;
    }
    bool filled = adder_fill_objects(act, &callees, false, objects);
    for (uint32_t i = 0; i < n && filled; i++) {
        leave_raised(ts, act, &frames[i], objects + (frames[i].first - first));
    }
    for (uint32_t i = 0; i < e->nentries; i++) {
        Py_XDECREF(objects[i]);
    }
    return filled ? 0 : -1;
}

bool adder_activation_has(const AdderActivation *act, const _PyInterpreterFrame *frame,
                          uint32_t *place)
{
    uint32_t own = act->site != 0 ? act->unit->exits[act->site - 1].nframes - 1u : 0;
    const _PyInterpreterFrame *callee = act->inlined;
    *place = own;
    if (act->frame == frame) {
        return true;
    }
    for (uint32_t k = act->ninlined; k > 0; k--, callee = callee->previous) {
        if (callee == frame) {
            *place = own - k;
            return true;
        }
    }
    return false;
}
