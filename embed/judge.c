/* Judges exits: counts failures of guards and gives a unit up when one fails too often.
 *
 * The first time a site trips, what was seen there is added to its feedback and the code is
 * compiled again with it; when that has happened often (or nothing new was seen) it is marked failed and
 * compiled without that speculation.  After ADDER_MAX_RECOMPILES the way is left alone.  What fails seldom, but
 * again and again, is compiled again once, if it has been learnt what comes there.  GIL needed. */
#include "embed/compiler.h"
#include "embed/log.h"
#include "embed/options.h"
#include "embed/stats.h"

#include <string.h>

enum {
    BOUND = 30,         /* this many exits ... */
    WINDOW = 600,       /* ... within so many entries are too many */
    MOST_TRIPS = 3,     /* lessons of one site */
    MANY = 4000,        /* this many in one place cost as much as code that expects what was seen there */
    AGAIN_CALLS = 40,   /* events until it is compiled again */
    AGAIN_LOOPS = 100,
};

/* Ops that leave because of the outside world: no speculation of ours is wrong. */
static bool innocent(const char *op)
{
    static const char *const names[] = {"Poll", "CheckTracing", "CheckStack", "CheckFrame",
                                        "RaiseUnbound"};
    for (size_t i = 0; op != NULL && i < ADDER_COUNT(names); i++) {
        if (strcmp(op, names[i]) == 0) {
            return true;
        }
    }
    return op == NULL;
}

/* What follows had never run, or cannot stand in an inlined frame: it was left to the interpreter. */
static bool is_left(const AdderExit *exit)
{
    return strcmp(exit->op, "Untaken") == 0 || (exit->nframes > 1 && strcmp(exit->op, "Exit") == 0);
}

/* It has run since, and still cannot stand there: putting the frame's function in was wrong. */
static bool blames_call(const AdderUnit *unit, const AdderExit *exit)
{
    return is_left(exit) && exit->nframes > 1
           && adder_feedback_tripped(unit->frames[exit->frames].code, exit->bytecode);
}

/* The code in whose bytecode the exit's site is: the inlined callee's or the unit's own. */
static AdderCode *site_owner(const AdderUnit *unit, const AdderExit *exit)
{
    uint32_t frame = exit->frames + blames_call(unit, exit);
    PyCodeObject *code = exit->nframes > 0 ? unit->frames[frame].code : NULL;
    return code != NULL ? adder_code_make(code) : unit->owner;
}

static int site_index(const AdderUnit *unit, const AdderExit *exit)
{
    return blames_call(unit, exit) ? unit->frames[exit->frames + 1].bytecode : exit->bytecode;
}

static void log_exit(const AdderUnit *unit, const AdderExit *exit)
{
    if (adder_log_on(ADDER_LOG_DEOPT)) {
        adder_log(ADDER_LOG_DEOPT, "%s %s:%d entry %d: %s at %d, %u times",
                  unit->record ? unit->record->name : "?", unit->record ? unit->record->file : "?",
                  exit->line, unit->entry_bytecode,
                  exit->op != NULL ? exit->op : "?", exit->bytecode, exit->failures);
    }
}

/* The way by which the unit is entered: by direct calls at the beginning. */
static AdderWay *way_into(const AdderUnit *unit)
{
    return adder_code_way(unit->owner, unit->is_direct ? 0 : unit->entry_bytecode);
}

static bool is_judged(const AdderUnit *unit, const AdderExit *exit)
{
    bool harmless = innocent(exit->op) || (strcmp(exit->op, "Exit") == 0 && !is_left(exit));
    return !unit->invalid && !harmless && adder_options.stress.deopt == 0;
}

/* The frame may stand before the site: then the way there is sampled, the first time and more and more seldom. */
void adder_look_at_exit(const AdderUnit *unit, const AdderExit *exit, _PyInterpreterFrame *frame)
{
    PyThreadState *ts = PyThreadState_Get();
    AdderCode *owner = is_judged(unit, exit) ? site_owner(unit, exit) : NULL;
    if (owner == NULL || frame->f_code != owner->code) {
        return;
    }
    AdderWay *way = exit->entry && exit->nframes == 1 ? way_into(unit) : NULL;
    if (way != NULL) {
        way->met_more |= adder_types_meet(&way->met, frame);
        return;
    }
    bool now_and_then = (exit->failures & (exit->failures - 1)) == 0;
    if (!adder_sample_exit(frame, exit->bytecode) && now_and_then) {
        adder_sample_start(ts, owner);
    }
}

/* NULL: there is none, or no memory. */
static AdderSite *site_at(const AdderUnit *unit, const AdderExit *exit)
{
    AdderCode *owner = site_owner(unit, exit);
    AdderSite *sites = owner != NULL ? adder_code_sites(owner) : NULL;
    int index = site_index(unit, exit);
    return sites != NULL && index >= 0 && index < Py_SIZE(owner->code) ? &sites[index] : NULL;
}

/* Something new has been seen there since the unit was made. */
static bool has_widened(const AdderUnit *unit, const AdderSite *site)
{
    return site->widened > unit->lessons;
}

static void mark_site(const AdderUnit *unit, const AdderExit *exit)
{
    AdderWay *way = exit->entry ? way_into(unit) : NULL;
    if (way != NULL && way->met_more) {
        return; /* what has been met is not guarded again */
    }
    AdderSite *site = site_at(unit, exit);
    if (site == NULL || site->lesson > unit->lessons) {
        return; /* other units have the same code, and were made before it taught its last lesson */
    }
    site->lesson = ++adder_lessons;
    if (strcmp(exit->op, "LoopEntry") == 0) {
        site->stays = true; /* in the loop the same guards may hold, or know better which of them does not */
        return;
    }
    if (blames_call(unit, exit)) {
        site->apart = true;
        return;
    }
    bool names = strncmp(exit->op, "Load", 4) == 0 || strncmp(exit->op, "Guard", 5) == 0
                 || strcmp(exit->op, "DictFind") == 0 /* where keys are missing it is not tried again */
                 || is_left(exit);
    site->failed = site->trips + 1 >= MOST_TRIPS || !(has_widened(unit, site) || (names && site->trips == 0));
    site->trips += site->trips < UINT8_MAX;
}

/* Guards whose failure is for good: the version that they want does not come back. */
static bool final(const char *op)
{
    return strcmp(op, "LoadGlobalSlot") == 0 || strcmp(op, "LoadBuiltinSlot") == 0
           || strcmp(op, "GuardGlobalKeys") == 0 || strcmp(op, "ModuleAttr") == 0;
}

static void give_up(AdderUnit *unit, const AdderExit *exit)
{
    char why[160];
    AdderCode *known = unit->owner;
    AdderWay *way = unit->is_direct && !unit->lends ? NULL : adder_code_way(known, unit->entry_bytecode);
    snprintf(why, sizeof why, "%s on line %d fails too often (%u of %llu)", exit->op,
             exit->line, exit->failures, (unsigned long long)unit->entered);
    mark_site(unit, exit);
    if (unit->direct != NULL) {
        unit->direct->refused = unit->direct->compiled >= ADDER_MAX_RECOMPILES;
    }
    if (way != NULL) {
        uint32_t most = UINT32_MAX / 2;
        way->count = unit->entered < most - way->count ? way->count + (uint32_t)unit->entered : most;
        way->blacklisted = way->compiled >= ADDER_MAX_RECOMPILES;
        way->wanted = way->count;
        if (adder_warmup_bound == 0 && !final(exit->op)) {
            way->wanted += way->head == 0 ? AGAIN_CALLS : AGAIN_LOOPS;
        }
        way->sessions = 0; /* look again at all types before that */
    }
    adder_compiler_invalidate(unit, why);
    adder_code_set_reason(known, why);
}

static bool too_often(AdderUnit *unit, const AdderExit *exit)
{
    if (unit->entered - unit->window > WINDOW) {
        unit->window = unit->entered;
        unit->window_exits = 0;
    }
    return ++unit->window_exits >= BOUND || final(exit->op);
}

/* Code that expects what was seen there would not leave, and there is one more compilation to be had. */
static bool has_taught(const AdderUnit *unit, const AdderExit *exit)
{
    const AdderWay *way = way_into(unit);
    int compiled = unit->direct != NULL ? unit->direct->compiled : way != NULL ? way->compiled : 0;
    const AdderSite *site = exit->failures % MANY == 0 && !exit->entry ? site_at(unit, exit) : NULL;
    if (site == NULL || compiled + 1 >= ADDER_MAX_RECOMPILES) {
        return false;
    }
    return is_left(exit) ? site->trips == 0 : has_widened(unit, site) && site->trips + 1 < MOST_TRIPS;
}

void adder_note_exit(AdderUnit *unit, AdderExit *exit)
{
    if (exit->kind == ADDER_EXIT_RAISE) {
        adder_counters.raises++;
        return;
    }
    adder_counters.exits++;
    log_exit(unit, exit);
    if (!is_judged(unit, exit)) {
        return;
    }
    if (too_often(unit, exit) || has_taught(unit, exit)) {
        give_up(unit, exit);
    }
}
