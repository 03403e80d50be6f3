/* The selector: what the loop's hooks do.  Counts events per way in (function entry, loop heads),
 * samples shortly before the threshold, asks for a compilation at it, and enters compiled code.
 *
 * Events are counted by co_warmup; each time it runs out the whole step is credited to the way at
 * hand.  Owns nothing; AdderCode is the code object's.  GIL needed; never raises by itself. */
#include "profile/code.h"

#include "embed/compiler.h"
#include "embed/options.h"
#include "embed/rules.h"
#include "profile/budget.h"

#include <internal/pycore_interp.h>
#include <internal/pycore_runtime.h>
#include <opcode.h>

int adder_warmup_bound;
bool adder_starting;

enum {
    FIRST_STEP = 8,     /* CPython's own warm-up */
    MAX_STEP = 61,      /* events between two looks; prime, lest of several in turn always the same be looked at */
    PENDING_STEP = 16,  /* the same while a compilation is under way */
    IDLE_STEP = 1024,   /* the same while nothing can be done */
    SESSIONS = 4,       /* sampling sessions before a compilation */
    LEAST_SESSIONS = 2, /* of them, where there was time for more */
    FIRST_SESSION = 40, /* per cent of the way's threshold */
    MAX_DECLINED = 3,   /* refusals that may pass (no memory, ...) until a way is given up */
};

bool adder_may_run(PyThreadState *ts)
{
    return ts->interp->eval_frame == adder_eval && adder_options.enabled && !adder_aside
           && ts->interp == _PyRuntime.interpreters.main;
}

/* ---- Who is looked at ----------------------------------------------------------------------- */

static int jump_target(const _Py_CODEUNIT *units, int at)
{
    int base = adder_sample_base[_Py_OPCODE(units[at])];
    int distance = _Py_OPARG(units[at]);
    for (int shift = 8, i = at - 1; i >= 0 && shift < 32; i--, shift += 8) {
        if (adder_sample_base[_Py_OPCODE(units[i])] != EXTENDED_ARG) {
            break;
        }
        distance |= _Py_OPARG(units[i]) << shift;
    }
    return at + 1 + adder_sample_caches[base] - distance;
}

static bool jumps_back(int base)
{
    return base == JUMP_BACKWARD || base == POP_JUMP_BACKWARD_IF_TRUE
           || base == POP_JUMP_BACKWARD_IF_FALSE || base == POP_JUMP_BACKWARD_IF_NONE
           || base == POP_JUMP_BACKWARD_IF_NOT_NONE;
}

/* A way that is no loop's head goes to the end of the code. */
int adder_loop_end(PyCodeObject *code, int head)
{
    const _Py_CODEUNIT *units = _PyCode_CODE(code);
    int end = 0;
    for (int i = head; head != 0 && i < Py_SIZE(code); i++) {
        int base = adder_sample_base[_Py_OPCODE(units[i])];
        if (jumps_back(base) && jump_target(units, i) == head) {
            end = i + 1;
        }
        i += adder_sample_caches[base];
    }
    return end != 0 ? end : (int)Py_SIZE(code);
}

bool adder_way_resumes(PyCodeObject *code, int head)
{
    return head != 0 && adder_sample_base[_Py_OPCODE(_PyCode_CODE(code)[head])] == RESUME;
}

/* Ways in besides the first: where a generator goes on behind a yield, and distinct targets of
 * backward jumps (heads repeat in a row only, which is near enough). */
static int count_loops(PyCodeObject *code)
{
    const _Py_CODEUNIT *units = _PyCode_CODE(code);
    int loops = 0, last = -1;
    for (int i = 0; i < Py_SIZE(code); i++) {
        int base = adder_sample_base[_Py_OPCODE(units[i])];
        if (jumps_back(base) && jump_target(units, i) != last) {
            last = jump_target(units, i);
            loops++;
        }
        loops += base == RESUME && _Py_OPARG(units[i]) != 0;
        i += adder_sample_caches[base];
    }
    return loops < INT16_MAX ? loops : INT16_MAX;
}

static const char *module_name(PyObject *globals)
{
    PyObject *name = PyDict_Check(globals) ? PyDict_GetItemString(globals, "__name__") : NULL;
    const char *text = name && PyUnicode_Check(name) ? PyUnicode_AsUTF8(name) : NULL;
    if (text == NULL) {
        PyErr_Clear();
    }
    return text != NULL ? text : "";
}

static void silence(AdderCode *known)
{
    if (!known->silent) {
        known->silent = true;
        adder_loop_silence(known->code);
    }
}

void adder_select_deny(AdderCode *known, const char *reason)
{
    known->denied = true;
    adder_code_set_reason(known, reason);
}

/* Options are asked once per code object. */
static void judge(AdderCode *known, PyObject *globals)
{
    const char *reason = NULL, *name = PyUnicode_AsUTF8(known->code->co_qualname);
    known->judged = true;
    known->nloops = (int16_t)count_loops(known->code);
    if (known->denied) {
        return;
    }
    if (name == NULL) {
        PyErr_Clear();
        reason = "its name is not valid UTF-8";
    }
    else if (!adder_rules_allow(module_name(globals), name, &reason)) {
        adder_select_deny(known, reason);
        return;
    }
    if (reason != NULL) {
        adder_select_deny(known, reason);
        adder_compiler_refused(known, globals, 0, reason);
    }
}

bool adder_select_allows(AdderCode *known, PyObject *globals)
{
    if (!known->judged) {
        judge(known, globals);
    }
    return !known->denied;
}

/* The bodies of modules and classes run once, nearly always. */
static bool runs_again(const PyCodeObject *code, const AdderWay *way)
{
    return (code->co_flags & CO_OPTIMIZED) != 0 || way->head != 0 || way->count > 1;
}

/* ---- Steps ---------------------------------------------------------------------------------- */

static void rest(AdderCode *known, uint32_t step)
{
    if (known->silent) {
        known->code->co_warmup = 0; /* nothing counts any more */
        return;
    }
    if (known->units != NULL || known->awaited || adder_warmup_bound < 0) {
        step = 1; /* compiled code is there, or the next call is awaited: every event is looked at */
    }
    known->step = (uint16_t)step;
    known->code->co_warmup = (short)-(int)step;
}

static uint32_t step_of(const AdderWay *way)
{
    if (way->blacklisted || way->wanted <= way->count) {
        return MAX_STEP;
    }
    uint32_t step = (way->wanted - way->count + 3) / 4;
    return step > MAX_STEP ? MAX_STEP : step | 1;
}

static void add_events(AdderWay *way, uint32_t n)
{
    if (way->wanted == 0) {
        way->wanted = (uint32_t)(way->head == 0 ? adder_options.calls : adder_options.loops);
    }
    way->count += way->count < UINT32_MAX / 2 ? n : 0;
}

static void credit(AdderCode *known, AdderWay *way)
{
    uint32_t step = known->step != 0 ? known->step : (uint32_t)(FIRST_STEP + adder_warmup_bound);
    add_events(way, step);
}

/* A loop that turns seldom is sampled once when another way of its code has been: what is compiled for that one goes
 * through this one too. */
static bool beside_a_sampled_one(const AdderCode *known, const AdderWay *way)
{
    bool found = false;
    for (int i = 0; i < known->nways && way->head != 0 && way->sessions == 0; i++) {
        found |= known->ways[i].sessions > 0;
    }
    return found;
}

static bool sampling_due(const AdderWay *way)
{
    uint64_t share = FIRST_SESSION + (100 - FIRST_SESSION) * way->sessions / SESSIONS;
    return way->sessions < SESSIONS && (uint64_t)way->count * 100 >= way->wanted * share;
}

/* What has waited for its budget may have passed its threshold unseen. */
static bool sampled_enough(const AdderCode *known, const AdderWay *way)
{
    return adder_options.budget == 0 || way->compiled > 0
           || (way->sessions > 0 && known->sampled >= LEAST_SESSIONS);
}

/* ---- Decisions ------------------------------------------------------------------------------ */

/* All that could be compiled was refused. */
static bool hopeless(const AdderCode *known)
{
    int given_up = 0;
    for (int i = 0; i < known->nways; i++) {
        given_up += known->ways[i].blacklisted;
    }
    return known->units == NULL && given_up > known->nloops;
}

static void refused(AdderCode *known, int head, AdderStatus status)
{
    AdderWay *way = adder_code_way(known, head);
    if (way == NULL) {
        return;
    }
    way->declined++;
    way->blacklisted = status != ADDER_NOMEM || way->declined >= MAX_DECLINED;
    way->wanted = way->wanted < UINT32_MAX / 20 ? way->wanted * 10 : UINT32_MAX / 2;
}

/* A loop of it is worth compiling, so the function is: its own unit sees the loops from outside,
 * where iterators and locals are made, and is better code than one that starts inside. */
static void hasten_entry(AdderCode *known)
{
    AdderWay *entry = &known->ways[0];
    bool soon = entry->wanted != 0 && entry->wanted <= entry->count + 2;
    if (entry->compiled == 0 && adder_warmup_bound == 0 && !soon) {
        entry->wanted = entry->count + 2; /* the next call is sampled */
        entry->sessions = 0;
        entry->asked = 0;
    }
}

static void ask_later(AdderWay *way)
{
    way->asked = way->count + way->count / 4;
}

/* A function whose loop is hot may be called again soon, and then its own unit has the loop too: the loop waits
 * until it has turned a quarter as often again, if what compilations take matters at all.  No call ends where
 * generators go on. */
static bool waits_for_call(AdderCode *known, AdderWay *way)
{
    const int suspends = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
    const AdderWay *entry = &known->ways[0];
    if (way->head == 0 || way->waits != ADDER_NO_WAIT || entry->blacklisted || entry->compiled > 0
        || (known->code->co_flags & suspends) != 0 || (known->code->co_flags & CO_OPTIMIZED) == 0
        || adder_warmup_bound != 0 || adder_options.budget == 0) {
        return false;
    }
    way->waits = ADDER_FOR_CALL;
    ask_later(way);
    known->awaited = true;
    hasten_entry(known);
    return true;
}

/* It has been called: the loops give it the time that its compilation wants, once. */
static void has_come(AdderCode *known)
{
    for (int i = 1; i < known->nways; i++) {
        AdderWay *loop = &known->ways[i];
        if (loop->waits == ADDER_FOR_CALL) {
            loop->waits = ADDER_FOR_ENTRY;
            loop->asked = loop->count * 2;
        }
    }
}

void adder_select_compiled(AdderCode *known, int head, AdderStatus status)
{
    AdderWay *way = adder_code_way(known, head);
    if (way != NULL) {
        way->pending = false;
    }
    if (status == ADDER_OK) {
        if (head != 0) {
            hasten_entry(known);
        }
    }
    else {
        refused(known, head, status);
    }
    if (hopeless(known)) {
        silence(known);
    }
}

static AdderOutcome compile_and_run(PyThreadState *ts, _PyInterpreterFrame *frame,
                                    AdderCode *known, AdderWay *way, PyObject **retval)
{
    int head = way->head; /* ways may move */
    way->pending = true;
    AdderStatus status = adder_compile(frame->f_code, frame->f_func, frame->f_globals,
                                       frame->f_builtins, head, frame, true);
    AdderUnit *unit = adder_code_unit(known, frame->f_globals, frame->f_builtins, head);
    if (status == ADDER_PENDING) {
        rest(known, PENDING_STEP);
        return ADDER_GO_ON;
    }
    rest(known, MAX_STEP);
    return unit != NULL ? adder_unit_run(ts, frame, unit, retval) : ADDER_GO_ON;
}

/* Under way: has it come? */
static AdderOutcome look_at_pending(PyThreadState *ts, _PyInterpreterFrame *frame, AdderCode *known,
                                    int head, PyObject **retval)
{
    adder_compiler_collect();
    AdderUnit *unit = adder_code_unit(known, frame->f_globals, frame->f_builtins, head);
    rest(known, PENDING_STEP);
    return unit != NULL ? adder_unit_run(ts, frame, unit, retval) : ADDER_GO_ON;
}

/* Where a loop goes on behind its yield, if it yields in most turns: compiled from its head, it would be entered
 * from the interpreter in each of them.  0: it does not, or nothing was sampled. */
static int yields_at(const AdderCode *known, const AdderWay *way)
{
    int found = 0, most = 0, end = adder_loop_end(known->code, way->head);
    if (known->sites == NULL || way->head == 0 || adder_way_resumes(known->code, way->head)) {
        return 0;
    }
    for (int i = way->head; i + 1 < end; i++) {
        int samples = known->sites[i].samples;
        most = samples > most ? samples : most;
        found = adder_way_resumes(known->code, i + 1) && samples > 0 ? i + 1 : found;
        i += adder_sample_caches[adder_sample_base[_Py_OPCODE(_PyCode_CODE(known->code)[i])]];
    }
    return found != 0 && known->sites[found - 1].samples * 2 > most ? found : 0;
}

/* What has been counted for the loop is passed on to the way in behind its yield, which is asked next. */
static void hand_over(AdderCode *known, AdderWay *way, int head)
{
    AdderWay from = *way;
    ask_later(way);
    AdderWay *to = adder_code_way(known, head); /* ways may move */
    if (to != NULL && to->count < from.count) {
        to->count = from.count;
        to->wanted = from.wanted;
        to->sessions = from.sessions;
    }
    rest(known, 1);
}

static void sample(PyThreadState *ts, AdderCode *known, AdderWay *way)
{
    if (!ts->cframe->use_tracing) {
        way->sessions++;
        adder_sample_start(ts, known);
    }
}

/* Nothing is compiled yet: what was seen may not be enough, or not be worth it. */
static void look_closer(PyThreadState *ts, AdderCode *known, AdderWay *way)
{
    bool again = sampled_enough(known, way) && adder_options.budget != 0;
    if (sampling_due(way) && adder_budget_allows_sampling(known, way)) {
        sample(ts, known, way);
    }
    else {
        again = true;
    }
    if (again) {
        ask_later(way);
    }
}

static AdderOutcome look_at_way(PyThreadState *ts, _PyInterpreterFrame *frame, AdderCode *known,
                                AdderWay *way, PyObject **retval)
{
    credit(known, way);
    if (way->pending) {
        return look_at_pending(ts, frame, known, way->head, retval);
    }
    if (way->head == 0 && known->awaited) {
        has_come(known);
    }
    if (way->sessions > 0 && !way->blacklisted && way->count >= way->asked) {
        adder_types_meet(&way->seen, frame);
    }
    bool due = way->count >= way->wanted;
    if (beside_a_sampled_one(known, way)) {
        sample(ts, known, way);
    }
    else if (!way->blacklisted && way->count >= way->asked && (due || sampling_due(way))) {
        int resume = due ? yields_at(known, way) : 0;
        if (resume != 0) {
            hand_over(known, way, resume);
            return ADDER_GO_ON;
        }
        bool ready = due && sampled_enough(known, way) && runs_again(known->code, way);
        if (ready && adder_compiler_busy()) {
            way->asked = way->count + MAX_STEP; /* what is hottest asks first when it is not any more */
        }
        else if (ready && adder_budget_allows(known, way)) {
            if (!waits_for_call(known, way)) {
                return compile_and_run(ts, frame, known, way, retval);
            }
        }
        else {
            look_closer(ts, known, way);
        }
    }
    rest(known, step_of(way));
    return ADDER_GO_ON;
}

static AdderOutcome consider(PyThreadState *ts, _PyInterpreterFrame *frame, int head,
                             PyObject **retval)
{
    if (adder_starting || !adder_may_run(ts)) {
        frame->f_code->co_warmup = adder_starting ? -MAX_STEP : -IDLE_STEP;
        return ADDER_GO_ON;
    }
    AdderCode *known = adder_code_make(frame->f_code);
    if (known == NULL) {
        frame->f_code->co_warmup = -IDLE_STEP;
        return ADDER_GO_ON;
    }
    AdderWay *way = NULL;
    if (adder_select_allows(known, frame->f_globals)) {
        way = adder_code_way(known, head);
    }
    if (way == NULL) {
        if (known->denied && known->units == NULL) {
            silence(known);
        }
        rest(known, MAX_STEP);
        return ADDER_GO_ON;
    }
    return look_at_way(ts, frame, known, way, retval);
}

/* ---- The hooks ------------------------------------------------------------------------------ */

static inline AdderUnit *unit_at(PyThreadState *ts, _PyInterpreterFrame *frame, int head)
{
    const AdderCode *known = adder_code_get(frame->f_code);
    if (ADDER_UNLIKELY(known == NULL || known->units == NULL || !adder_may_run(ts))) {
        return NULL;
    }
    return adder_code_unit(known, frame->f_globals, frame->f_builtins, head);
}

static AdderOutcome enter(PyThreadState *ts, _PyInterpreterFrame *frame, int head,
                          PyObject **retval)
{
    AdderUnit *unit = unit_at(ts, frame, head);
    if (ADDER_LIKELY(unit != NULL)) {
        frame->f_code->co_warmup = -1;
        return adder_unit_run(ts, frame, unit, retval);
    }
    return consider(ts, frame, head, retval);
}

/* What frame delegated to has returned.  No counter of the loop has anything to do with that: it is left
 * as it was. */
static AdderOutcome count_return(PyThreadState *ts, _PyInterpreterFrame *frame, int head,
                                 PyObject **retval)
{
    PyCodeObject *code = frame->f_code;
    short warmup = code->co_warmup;
    AdderCode *known = adder_starting || !adder_may_run(ts) ? NULL : adder_code_make(code);
    AdderWay *way = known != NULL && adder_select_allows(known, frame->f_globals)
                        ? adder_code_way(known, head)
                        : NULL;
    if (way == NULL) {
        return ADDER_GO_ON;
    }
    add_events(way, 1);
    if (!way->pending
        && (way->count < way->wanted || way->count < way->asked || way->blacklisted)) {
        return ADDER_GO_ON;
    }
    if (!way->pending && (adder_compiler_busy() || !adder_budget_allows(known, way))) {
        ask_later(way);
        return ADDER_GO_ON;
    }
    Py_INCREF(code); /* the frame may be gone with what it owned */
    AdderOutcome outcome = way->pending ? look_at_pending(ts, frame, known, head, retval)
                                        : compile_and_run(ts, frame, known, way, retval);
    code->co_warmup = known->silent ? 0 : warmup;
    Py_DECREF(code);
    return outcome;
}

AdderOutcome adder_enter(PyThreadState *ts, _PyInterpreterFrame *frame, PyObject **retval)
{
    int head = _PyInterpreterFrame_LASTI(frame) + 1;
    AdderUnit *unit = unit_at(ts, frame, head);
    AdderOutcome outcome = unit != NULL ? adder_unit_run(ts, frame, unit, retval)
                                        : count_return(ts, frame, head, retval);
    return outcome == ADDER_GO_ON ? ADDER_RESUMED : outcome;
}

AdderOutcome adder_on_resume(PyThreadState *ts, _PyInterpreterFrame *frame, PyObject **retval)
{
    const _Py_CODEUNIT *send = adder_generator_send_of(frame->prev_instr);
    if (send != NULL) {
        frame->f_code->co_warmup = -1;
        AdderOutcome outcome = adder_generator_delegate(frame, send, retval);
        return outcome == ADDER_RESUMED ? adder_enter(ts, frame, retval) : outcome;
    }
    return enter(ts, frame, adder_resume_head(frame->prev_instr, frame->f_code), retval);
}

AdderOutcome adder_on_backedge(PyThreadState *ts, _PyInterpreterFrame *frame,
                               _Py_CODEUNIT *target, PyObject **retval)
{
    return enter(ts, frame, (int)(target - _PyCode_CODE(frame->f_code)), retval);
}

bool adder_wants_code(PyCodeObject *code)
{
    const AdderCode *known = adder_code_get(code);
    if (PyInterpreterState_Get() != PyInterpreterState_Main()) {
        return false;
    }
    return adder_code_index >= 0 && !(known != NULL && known->silent);
}
