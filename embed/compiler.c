/* The driver of a compilation: bytecode -> HIR -> passes -> machine code.
 *
 * LLVM's work runs here or on the background thread (ADDER_JOBS); all else, in order, with the GIL: what
 * the thread has done is taken over when a hook comes by next.  Owns the units (listed in their
 * AdderCode) and the jobs; what dies while it is being compiled is given up.  Nothing raises, a pending exception is
 * kept, collections are held off meanwhile. */
#define _GNU_SOURCE
#include "embed/compiler.h"

#include "deopt/reserve.h"
#include "embed/backend.h"
#include "embed/background.h"
#include "embed/dump.h"
#include "embed/log.h"
#include "embed/options.h"
#include "embed/stats.h"
#include "irgen/runtime/instance.h"
#include "profile/budget.h"
#include "profile/caches.h"
#include "specialize/callee.h"
#include "specialize/specialize.h"

#include <fnmatch.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    MAX_UNITS_OF_CODE = 20000, /* code units of a function that is compiled */
    ARENA_LIMIT = 256 << 20,
    STACK_NEEDED = 2 << 20,    /* native stack that LLVM may want; else a thread is made */
    HELPER_STACK = 16 << 20,
    MAX_PASSES = 64,
    MISSES_A_LOOK = 64,
    MAX_WAITING = 2, /* jobs for the thread: what is hotter asks again sooner */
    QUICK_ABOVE = 1000, /* HIR instructions; full code generation takes more than in proportion */
};

typedef struct {
    const PyCodeObject *code; /* compared only */
    const char *name;
} Inlined;

/* All about one compilation. */
typedef struct Job {
    AdderTask task;         /* first: the background thread knows no more */
    PyCodeObject *code;     /* owned; borrowed while the job is under way */
    PyFunctionObject *func; /* may be NULL; not for long */
    PyObject *globals, *builtins; /* borrowed: when the work is done they may be gone */
    bool module_scope;      /* f_locals is f_globals */
    int entry;
    AdderEntryTypes *types; /* may be NULL; owned */
    bool background;
    AdderBackendOptions options;
    AdderBackendJob *work;
    AdderCode *known;
    AdderDirect *direct;          /* the cell that the code is for; NULL: entered with a frame */
    bool for_frames;              /* it is a frame that wants it (with or without a cell) */
    AdderArena *arena;
    HirFunc *hir;
    ADDER_VEC(Inlined) inlined;
    AdderUnit *unit;
    AdderBackendTimes times;
    int64_t build_ns, passes_ns;
    int bytecodes, hir_count;
    unsigned dump;          /* ADDER_DUMP_* wanted for this function */
    const char *reason;
    char name[256];
    AdderStatus status;
    struct Job *next; /* under way */
} Job;

static bool compiling;
static Job *under_way; /* in the background */

static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/* ---- Names ---------------------------------------------------------------------------------- */

static const char *utf8(PyObject *text, const char *otherwise)
{
    const char *bytes = text && PyUnicode_Check(text) ? PyUnicode_AsUTF8(text) : NULL;
    if (bytes == NULL) {
        PyErr_Clear();
    }
    return bytes != NULL ? bytes : otherwise;
}

void adder_compiler_name(PyCodeObject *code, PyObject *globals, char *name, size_t size)
{
    PyObject *module = NULL;
    if (globals != NULL && PyDict_Check(globals)) {
        module = PyDict_GetItemString(globals, "__name__");
    }
    snprintf(name, size, "%s:%s", utf8(module, "?"), utf8(code->co_qualname, "?"));
}

static void note_refused(AdderCode *known, const char *name, int entry, const char *reason)
{
    adder_code_set_reason(known, reason);
    adder_stats_refused(name, reason);
    adder_log(ADDER_LOG_REFUSE, "%s %s:%d entry %d: %s", name,
              utf8(known->code->co_filename, "?"), known->code->co_firstlineno, entry, reason);
}

void adder_compiler_refused(AdderCode *known, PyObject *globals, int entry, const char *reason)
{
    char name[256];
    adder_compiler_name(known->code, globals, name, sizeof name);
    note_refused(known, name, entry, reason);
}

/* ---- Memory of units ------------------------------------------------------------------------ */

static void unit_free(AdderUnit *unit)
{
    const AdderBackend *backend = adder_backend_loaded();
    adder_stats_unit_gone(unit);
    adder_counters.code_bytes -= unit->code_bytes;
    if (backend != NULL && unit->backend != NULL) {
        backend->release(unit);
    }
    adder_unit_clear(unit);
    free(unit);
}

static bool runs(const AdderUnit *unit)
{
    for (; unit != NULL; unit = unit->next) {
        if (unit->running != 0) {
            return true;
        }
    }
    return false;
}

/* Does any thread run compiled code?  Directly called code does not count its runs, but somebody
 * further out was entered with a frame. */
static bool anything_runs(void)
{
    for (AdderCode *known = adder_codes; known != NULL; known = known->next) {
        if (runs(known->units) || runs(known->dead)) {
            return true;
        }
    }
    return false;
}

static bool may_run(const AdderUnit *unit)
{
    return unit->is_direct ? anything_runs() : unit->running != 0;
}

static void sweep(AdderCode *known)
{
    for (AdderUnit **at = &known->dead; *at != NULL;) {
        AdderUnit *unit = *at;
        if (may_run(unit)) {
            at = &unit->next;
            continue;
        }
        *at = unit->next;
        unit_free(unit);
    }
}

static void sweep_all(void)
{
    for (AdderCode *known = adder_codes; known != NULL; known = known->next) {
        sweep(known);
    }
}

/* Direct calls do not find it any more. */
static void cut_off(AdderUnit *unit)
{
    if (unit->direct != NULL) {
        unit->direct->entry = NULL;
        unit->direct->unit = NULL;
        unit->direct->misses = unit->direct->asked = 0;
        unit->direct = NULL;
    }
}

void adder_compiler_invalidate(AdderUnit *unit, const char *why)
{
    AdderCode *known = unit->owner;
    if (unit->invalid) {
        return;
    }
    unit->invalid = true;
    cut_off(unit);
    for (AdderUnit **at = &known->units; *at != NULL; at = &(*at)->next) {
        if (*at == unit) {
            *at = unit->next;
            break;
        }
    }
    unit->next = known->dead;
    known->dead = unit;
    adder_counters.invalidations++;
    adder_log(ADDER_LOG_INVALIDATE, "%s entry %d: %s", unit->record ? unit->record->name : "?",
              unit->entry_bytecode, why);
}

/* What is made for it keeps no code object alive; nobody wants it now. */
static void abandon_jobs(const AdderCode *known)
{
    for (Job *job = under_way; job != NULL; job = job->next) {
        if (job->known == known) {
            atomic_store(&job->task.unwanted, true);
            job->known = NULL;
            job->code = NULL;
        }
    }
}

/* Units that still run (only at the very end of the process) are left alone. */
void adder_compiler_forget(AdderCode *known)
{
    abandon_jobs(known);
    for (AdderDirect *cell = known->directs; cell != NULL; cell = cell->next) {
        if (cell->unit != NULL) {
            adder_compiler_invalidate(cell->unit, "its code object goes");
        }
    }
    while (known->units != NULL) {
        AdderUnit *unit = known->units;
        known->units = unit->next;
        unit->invalid = true;
        unit->next = known->dead;
        known->dead = unit;
    }
    sweep(known);
    for (AdderUnit *unit = known->dead; unit != NULL; unit = unit->next) {
        adder_stats_unit_gone(unit);
        unit->owner = NULL;
    }
}

/* ---- The phases ----------------------------------------------------------------------------- */

static AdderStatus phase_build(Job *job)
{
    AdderBytecodes codes;
    AdderStatus status = adder_decode(job->arena, job->code, &codes);
    HirFunc *hir = job->hir = hir_func_new(job->arena);
    if (status != ADDER_OK || hir == NULL) {
        job->reason = "its bytecode cannot be decoded";
        return status != ADDER_OK ? status : ADDER_NOMEM;
    }
    job->bytecodes = codes.n;
    if (job->dump & ADDER_DUMP_BYTECODE) {
        fprintf(stderr, "== bytecode of %s ==\n", job->name);
        adder_bytecode_print(job->code, &codes, stderr);
    }
    hir->code = job->code;
    hir->func = job->func;
    hir->globals = job->globals;
    hir->builtins = job->builtins;
    hir->name = job->name;
    hir->entry_bytecode = job->entry;
    hir->nlocals = job->code->co_nlocalsplus;
    hir->code_profile = job->known;
    hir->module_scope = job->module_scope;
    hir->signature = job->direct != NULL ? &job->direct->signature : NULL;
    status = adder_build(hir, job->types);
    job->reason = hir->reason;
    return status;
}

static void dump_pass(const HirFunc *func, const char *pass, void *arg)
{
    (void)arg;
    fprintf(stderr, "== hir of %s after %s ==\n", func->name, pass);
    hir_print(func, stderr);
    fputc('\n', stderr);
}

static void count_hir(Job *job)
{
    for (int i = 0; i < job->hir->blocks.n; i++) {
        HIR_FOR_INSTRS(instr, job->hir->blocks.at[i]) {
            job->hir_count++;
        }
    }
}

static AdderStatus phase_passes(Job *job)
{
    int64_t took[MAX_PASSES] = {0};
    bool dump = (job->dump & ADDER_DUMP_HIR) != 0;
    if (dump) {
        dump_pass(job->hir, "build", NULL);
    }
    job->hir->reason = NULL;
    AdderStatus status = adder_run_passes(job->hir, adder_options.strict,
                                          dump ? dump_pass : NULL, job, took);
    job->reason = job->hir->reason;
    if (status == ADDER_OK) {
        count_hir(job);
    }
    return status;
}

static bool guard_fails(void)
{
    return ++adder_counters.chances == (uint64_t)adder_options.stress.guard;
}

static AdderStatus phase_lower(Job *job)
{
    const AdderBackend *backend = adder_backend_get(&job->reason);
    bool full = adder_options.opt >= ADDER_OPT_WARM && job->hir_count <= QUICK_ABOVE;
    /* Quick code generation cannot place the many operands of a stack map. */
    bool stackmap = full && adder_options.carrier != 0;
    job->options = (AdderBackendOptions){
        .carrier = stackmap ? ADDER_CARRIER_STACKMAP : ADDER_CARRIER_SPILL,
        .level = full ? 2 : 0,
        .stress_deopt = adder_options.stress.deopt,
        .stress_raise = adder_options.stress.raise != 0,
        .stress_guard = adder_options.stress.guard != 0 ? guard_fails : NULL,
        .dump_llvm = job->dump & ADDER_DUMP_LLVM ? stderr : NULL,
        .dump_asm = job->dump & ADDER_DUMP_ASM ? stderr : NULL,
    };
    if (backend == NULL) {
        return ADDER_DECLINED;
    }
    if (adder_options.annotate != NULL) {
        static unsigned serial;
        job->options.annotate = adder_arena_printf(job->arena, "%s/%d-%u", adder_options.annotate,
                                                   (int)getpid(), ++serial);
    }
    AdderUnit *unit = job->unit = calloc(1, sizeof *unit);
    if (unit == NULL) {
        return ADDER_NOMEM;
    }
    unit->owner = job->known;
    unit->lessons = adder_lessons;
    unit->entry_bytecode = job->entry;
    unit->is_direct = job->direct != NULL;
    if (unit->is_direct) {
        unit->direct_signature = job->direct->signature;
    }
    unit->globals = job->globals;
    unit->builtins = job->builtins;
    if (job->entry != 0 && job->types != NULL) {
        unit->entry_nstack = job->types->n - job->code->co_nlocalsplus;
    }
    if (job->options.dump_llvm != NULL || job->options.dump_asm != NULL) {
        fprintf(stderr, "== machine code of %s ==\n", job->name);
    }
    return backend->begin(job->hir, &job->options, unit, &job->times, &job->reason, &job->work);
}

static bool is_named(const Job *job, const PyCodeObject *code)
{
    bool found = false;
    for (int i = 0; i < job->inlined.n && !found; i++) {
        found = job->inlined.at[i].code == code;
    }
    return found;
}

static void name_inlined_code(Job *job, const PyCodeObject *code)
{
    int module = (int)strcspn(job->name, ":");
    Inlined inlined = {
        .code = code,
        .name = adder_arena_printf(job->arena, "%.*s:%s", module, job->name,
                                   utf8(code->co_qualname, "?")),
    };
    if (inlined.name != NULL) {
        ADDER_VEC_PUSH(job->arena, &job->inlined, inlined);
    }
}

/* The codes of inlined frames, named as if of the same module: a code does not know its own.  They are named
 * while they are known to live: what the background thread works on does not keep them. */
static void name_inlined(Job *job)
{
    for (int i = 0; i < job->hir->blocks.n; i++) {
        HIR_FOR_INSTRS(instr, job->hir->blocks.at[i]) {
            const HirState *state = instr->state;
            if (state != NULL && state->caller != NULL && state->code != NULL
                && !is_named(job, state->code)) {
                name_inlined_code(job, state->code);
            }
        }
    }
}

static AdderStatus phases(Job *job)
{
    const char *reason;
    if (Py_SIZE(job->code) > MAX_UNITS_OF_CODE) {
        job->reason = "too long";
        return ADDER_DECLINED;
    }
    if (adder_counters.code_bytes >= adder_options.max_code) {
        job->reason = "the code memory is full (ADDER_MAX_CODE)";
        return ADDER_DECLINED;
    }
    if (adder_backend_get(&reason) == NULL) {
        job->reason = reason;
        return ADDER_DECLINED;
    }
    int64_t start = now_ns(); /* loading LLVM is not this function's time */
    job->arena = adder_arena_new(ARENA_LIMIT);
    AdderStatus status = job->arena != NULL ? phase_build(job) : ADDER_NOMEM;
    job->build_ns = now_ns() - start;
    if (status == ADDER_OK) {
        start = now_ns();
        status = phase_passes(job);
        job->passes_ns = now_ns() - start;
    }
    if (status == ADDER_OK) {
        name_inlined(job);
        status = phase_lower(job);
    }
    return status;
}

static void work_on(AdderTask *task)
{
    adder_backend_loaded()->work(((Job *)task)->work);
}

static void work_beside(AdderTask *task)
{
    work_on(task);
    adder_backend_loaded()->prepare();
}

static AdderStatus phase_load(Job *job)
{
    AdderStatus status = adder_backend_loaded()->finish(job->work, &job->reason);
    if (status == ADDER_OK && !adder_reserve_for(job->unit)) {
        job->reason = "an exit needs too much memory";
        return ADDER_DECLINED;
    }
    return status;
}

/* What has begun well is worked on and loaded here. */
static void *phases_thread(void *arg)
{
    Job *job = arg;
    job->status = phases(job);
    if (job->status == ADDER_OK) {
        work_on(&job->task);
        job->status = phase_load(job);
    }
    return NULL;
}

/* ---- Native stack --------------------------------------------------------------------------- */

/* On a thread of its own while this one waits with the GIL: CPython's idea of the current thread
 * state is not thread-local, so that the API goes on working there. */
static void run_on_thread(Job *job)
{
    pthread_attr_t attributes;
    pthread_t thread;
    job->reason = "too little native stack here";
    job->status = ADDER_NOMEM;
    if (pthread_attr_init(&attributes) != 0) {
        return;
    }
    if (pthread_attr_setstacksize(&attributes, HELPER_STACK) == 0
        && pthread_create(&thread, &attributes, phases_thread, job) == 0) {
        pthread_join(thread, NULL);
    }
    pthread_attr_destroy(&attributes);
}

/* ---- Publishing ----------------------------------------------------------------------------- */

static void write_perf_map(const Job *job)
{
    char path[64];
    snprintf(path, sizeof path, "/tmp/perf-%d.map", (int)getpid());
    FILE *file = adder_options.perf ? fopen(path, "ae") : NULL;
    if (file != NULL) {
        fprintf(file, "%lx %zx adder:%s@%d\n", (unsigned long)(uintptr_t)job->unit->code_start,
                job->unit->code_bytes, job->name, job->entry);
        fclose(file);
    }
}

static void fill_record(const Job *job, AdderUnitRecord *record)
{
    record->bytecodes = job->bytecodes;
    record->hir = job->hir_count;
    record->ir_before = job->times.ir_before;
    record->ir_after = job->times.ir_after;
    record->code_bytes = job->unit->code_bytes;
    record->ns[ADDER_PHASE_build] = job->build_ns;
    record->ns[ADDER_PHASE_passes] = job->passes_ns;
    record->ns[ADDER_PHASE_lower] = job->times.lower_ns;
    record->ns[ADDER_PHASE_optimise] = job->times.optimise_ns;
    record->ns[ADDER_PHASE_codegen] = job->times.codegen_ns;
    record->ns[ADDER_PHASE_link] = job->times.link_ns;
    record->annotation = job->options.annotate != NULL ? strdup(job->options.annotate) : NULL;
    record->unit = job->unit;
    job->unit->record = record;
}

static void log_unit(const Job *job, const char *file, const AdderUnitRecord *record)
{
    adder_log(ADDER_LOG_COMPILE,
              "%s %s:%d entry %d: %d bytecodes, %d hir, %zu>%zu ir, %zu bytes, %.2f ms "
              "(build %.2f, passes %.2f, lower %.2f, optimise %.2f, codegen %.2f, link %.2f)",
              job->name, file, job->code->co_firstlineno, job->entry, job->bytecodes,
              job->hir_count, job->times.ir_before, job->times.ir_after, job->unit->code_bytes,
              adder_stats_ms(record), (double)job->build_ns / 1e6, (double)job->passes_ns / 1e6,
              (double)job->times.lower_ns / 1e6, (double)job->times.optimise_ns / 1e6,
              (double)job->times.codegen_ns / 1e6, (double)job->times.link_ns / 1e6);
}

static void note_inlined(const Job *job)
{
    for (int i = 0; i < job->inlined.n; i++) {
        adder_stats_inlined(job->inlined.at[i].name);
    }
}

/* Can what is called directly be entered with a frame?  There are no cells then, which would be in it already. */
static bool lends_frames(const PyCodeObject *code)
{
    const int others = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
    return (code->co_flags & (CO_OPTIMIZED | CO_NEWLOCALS | others)) == (CO_OPTIMIZED | CO_NEWLOCALS)
           && code->co_ncellvars == 0;
}

static bool takes_objects(const AdderSignature *signature)
{
    bool all = signature->ret == ADDER_REP_OBJECT;
    for (int i = 0; i < signature->nargs; i++) {
        all &= signature->args[i] == ADDER_REP_OBJECT;
    }
    return all;
}

static void install_direct(AdderDirect *cell, AdderUnit *unit)
{
    adder_counters.recompilations += cell->compiled++ > 0;
    unit->direct = cell;
    cell->unit = unit;
    cell->entry = (void *)unit->entry;
}

static void install(AdderUnit *unit)
{
    AdderCode *known = unit->owner;
    unit->next = known->units;
    known->units = unit;
}

/* Frames enter it too, unless there is code for them. */
static void lend_frames(AdderUnit *unit)
{
    const AdderCode *known = unit->owner;
    if (!unit->lends && takes_objects(&unit->direct_signature) && lends_frames(known->code)
        && adder_code_unit(known, unit->globals, unit->builtins, 0) == NULL) {
        unit->lends = true;
        unit->entry = adder_lend_frame;
        install(unit);
    }
}

static void publish(Job *job)
{
    AdderCode *known = job->known;
    AdderUnit *unit = job->unit;
    AdderWay *way = adder_code_way(known, job->entry);
    const char *file = utf8(job->code->co_filename, "?");
    AdderUnitRecord none = {0}, *record;
    if (unit->code_bytes == 0) {
        unit->code_bytes = job->times.code_bytes;
    }
    record = adder_stats_unit(job->name, file, job->code->co_firstlineno, job->entry);
    fill_record(job, record != NULL ? record : &none);
    unit->record = record;
    adder_counters.compilations++;
    adder_counters.code_bytes += unit->code_bytes;
    *(job->entry == 0 ? &adder_counters.entry_units : &adder_counters.loop_units) += 1;
    if (job->direct != NULL) {
        install_direct(job->direct, unit);
        lend_frames(unit);
    }
    else {
        adder_counters.recompilations += way != NULL && way->compiled > 0;
        install(unit);
    }
    if (way != NULL && (job->direct == NULL || job->for_frames) && way->compiled < UINT8_MAX) {
        way->compiled++;
    }
    adder_instances_look();
    adder_code_set_reason(known, NULL);
    log_unit(job, file, record != NULL ? record : &none);
    write_perf_map(job);
    note_inlined(job);
    if (job->dump & ADDER_DUMP_DEOPT) {
        adder_dump_unit(unit, job->name, stderr);
    }
}

/* Nothing came of it. */
static void discard(Job *job)
{
    const char *reason = job->reason != NULL           ? job->reason
                         : job->status == ADDER_NOMEM ? "no memory"
                                                       : "no reason given";
    if (job->unit != NULL) {
        const AdderBackend *backend = adder_backend_loaded();
        if (backend != NULL && job->unit->backend != NULL) {
            backend->release(job->unit);
        }
        adder_unit_clear(job->unit);
        free(job->unit);
    }
    if (job->status == ADDER_BUG) {
        adder_counters.bugs++;
        adder_notice("bug: %s entry %d is not compiled: %s", job->name, job->entry, reason);
    }
    note_refused(job->known, job->name, job->entry, reason);
}

/* ---- The whole ------------------------------------------------------------------------------ */

/* Of n slots, the first of which hold values; the others are unset.  NULL without memory. */
static AdderEntryTypes *types_of(PyObject *const *values, int nvalues, int n)
{
    AdderEntryTypes *types = malloc(sizeof *types + sizeof *types->types * (size_t)n);
    if (types == NULL) {
        return NULL;
    }
    types->n = n;
    for (int i = 0; i < n; i++) {
        types->types[i] = adder_types_of(i < nvalues ? values[i] : NULL);
    }
    return types;
}

static void widen(AdderEntryTypes *types, const AdderEntryTypes *by)
{
    for (int i = 0; by != NULL && types != NULL && i < types->n && i < by->n; i++) {
        types->types[i] |= by->types[i];
    }
}

static unsigned dump_wanted(const char *name)
{
    const char *glob = adder_options.dump_func, *colon = strchr(name, ':');
    if (glob == NULL || fnmatch(glob, name, 0) == 0
        || (colon != NULL && fnmatch(glob, colon + 1, 0) == 0)) {
        return adder_options.dump;
    }
    return 0;
}

static void free_job(Job *job)
{
    if (job->hir != NULL) {
        hir_func_clear(job->hir);
    }
    if (job->arena != NULL) {
        adder_arena_free(job->arena);
    }
    free(job->types);
    Py_XDECREF(job->code);
    free(job);
}

/* What became of a way, or of a direct call's cell, or of both. */
static void tell(const Job *job, AdderStatus status)
{
    if (job->direct != NULL) {
        job->direct->pending = false;
        job->direct->refused = status != ADDER_OK && status != ADDER_NOMEM;
    }
    if (job->for_frames && job->known != NULL) {
        adder_select_compiled(job->known, job->entry, status);
    }
}

static void charge(const Job *job)
{
    const AdderBackendTimes *times = &job->times;
    int64_t llvm = times->optimise_ns + times->codegen_ns;
    int64_t own = job->build_ns + job->passes_ns + times->lower_ns + times->link_ns;
    adder_budget_spent(own + (job->background ? 0 : llvm), job->background ? llvm : 0,
                       Py_SIZE(job->code));
}

/* The job is gone afterwards. */
static AdderStatus end_job(Job *job)
{
    AdderStatus status = job->status;
    if (status == ADDER_OK) {
        publish(job);
    }
    else {
        discard(job);
    }
    charge(job);
    tell(job, status);
    free_job(job);
    return status;
}

/* From here on the code object is borrowed. */
static bool hand_over(Job *job)
{
    job->task = (AdderTask){.work = work_beside};
    job->background = job->background && adder_background_submit(&job->task);
    if (job->background) {
        job->next = under_way;
        under_way = job;
        Py_DECREF(job->code);
    }
    return job->background;
}

/* What the thread has done becomes a unit. */
static void take_over(Job *job)
{
    Job **at = &under_way;
    while (*at != job) {
        at = &(*at)->next;
    }
    *at = job->next;
    if (job->known == NULL) {
        adder_backend_loaded()->abandon(job->work);
        free(job->unit);
        free_job(job);
        return;
    }
    Py_INCREF(job->code);
    job->status = phase_load(job);
    end_job(job);
}

static AdderStatus run_job(Job *job)
{
    adder_compiler_name(job->code, job->globals, job->name, sizeof job->name);
    job->dump = dump_wanted(job->name);
    job->background = job->background && job->dump == 0 && adder_options.annotate == NULL;
    if (adder_stack_left() < STACK_NEEDED) {
        job->background = false;
        run_on_thread(job);
        return end_job(job);
    }
    job->status = phases(job);
    if (job->status != ADDER_OK) {
        return end_job(job);
    }
    if (hand_over(job)) {
        return ADDER_PENDING;
    }
    work_on(&job->task);
    job->status = phase_load(job);
    return end_job(job);
}

/* ---- Around what may be seen from outside ----------------------------------------------------- */

typedef struct {
    PyObject *type, *value, *traceback;
    int collecting;
} Outside;

static Outside step_inside(void)
{
    Outside outside;
    compiling = true;
    PyErr_Fetch(&outside.type, &outside.value, &outside.traceback);
    outside.collecting = PyGC_Disable();
    return outside;
}

static void step_out(Outside *outside)
{
    adder_cache_forget_classes();
    if (PyErr_Occurred()) {
        PyErr_Clear();
    }
    if (outside->collecting) {
        PyGC_Enable();
    }
    PyErr_Restore(outside->type, outside->value, outside->traceback);
    compiling = false;
}

/* The whole of a compilation, of which `made` says what is wanted: no collection, no lost exception, one at
 * a time. The types go with the job. */
static AdderStatus compile_job(Job made)
{
    Job *job = made.known != NULL && !compiling ? malloc(sizeof *job) : NULL;
    if (job == NULL) {
        free(made.types);
        tell(&made, ADDER_NOMEM);
        return ADDER_NOMEM;
    }
    *job = made;
    Py_INCREF(made.code);
    AdderWay *way = adder_code_way(made.known, made.entry);
    if (way != NULL) { /* what did not suit the code of this way before is not what it is made for */
        widen(made.types, way->met);
        widen(made.types, made.for_frames ? way->seen : NULL); /* direct calls have types of their own */
        way->met_more = false;
    }
    Outside outside = step_inside();
    sweep_all();
    AdderStatus status = run_job(job);
    step_out(&outside);
    return status;
}

static bool in_background(void)
{
    return adder_options.jobs > 0 && !adder_options.sync;
}

bool adder_compiler_busy(void)
{
    return adder_options.budget != 0 && in_background()
           && adder_background_waiting() >= MAX_WAITING;
}

/* The cell whose code frames can enter too; NULL: they want code of their own, which is entered a little faster.  What the
 * interpreter calls will be called directly when the caller is compiled; what C code calls, if somebody does already. */
static AdderDirect *cell_for_frames(AdderCode *known, PyObject *globals, PyObject *builtins, const _PyInterpreterFrame *frame)
{
    AdderSignature signature = { .nargs = 0 };
    int nargs = adder_callee_parameters(known->code);
    if (nargs > ADDER_DIRECT_ARGS) {
        return NULL;
    }
    for (int i = 0; i < nargs; i++) {
        signature.args[signature.nargs++] = ADDER_REP_OBJECT;
    }
    bool from_c = frame == NULL || frame->is_entry;
    AdderDirect *cell = adder_code_direct(known, globals, builtins, &signature, !from_c);
    return cell != NULL && !cell->refused ? cell : NULL;
}

/* What direct calls have asked for already serves frames too. */
static AdderStatus await_direct(const AdderDirect *cell)
{
    for (Job *job = under_way; job != NULL; job = job->next) {
        if (job->direct == cell) {
            job->for_frames = true;
            return ADDER_PENDING;
        }
    }
    return ADDER_NOMEM; /* another time */
}

AdderStatus adder_compile(PyCodeObject *code, PyFunctionObject *func, PyObject *globals,
                          PyObject *builtins, int entry_bytecode, _PyInterpreterFrame *frame,
                          bool background)
{
    AdderCode *known = adder_code_make(code);
    AdderDirect *direct = entry_bytecode == 0 && func != NULL && known != NULL && lends_frames(code)
                              ? cell_for_frames(known, globals, builtins, frame)
                              : NULL;
    if (direct != NULL && direct->unit != NULL) {
        lend_frames(direct->unit);
        adder_select_compiled(known, 0, ADDER_OK);
        return ADDER_OK;
    }
    if (direct != NULL && direct->pending) {
        AdderStatus status = await_direct(direct);
        if (status != ADDER_PENDING) {
            adder_select_compiled(known, 0, status);
        }
        return status;
    }
    if (direct != NULL) {
        direct->pending = true;
    }
    return compile_job((Job){
        .code = code,
        .func = func,
        .globals = globals,
        .builtins = builtins,
        .module_scope = frame != NULL && frame->f_locals == frame->f_globals,
        .entry = entry_bytecode,
        .known = known,
        .direct = direct,
        .for_frames = true,
        .types = frame != NULL ? types_of(frame->localsplus, frame->stacktop, frame->stacktop) : NULL,
        .background = background && in_background(),
    });
}

void adder_compiler_collect(void)
{
    AdderTask *task = NULL;
    if (!compiling && adder_stack_left() >= STACK_NEEDED) {
        task = adder_background_finished();
    }
    if (task == NULL) {
        return; /* another time */
    }
    Outside outside = step_inside();
    for (; task != NULL; task = adder_background_finished()) {
        take_over((Job *)task);
    }
    step_out(&outside);
}

void adder_compiler_wait(void)
{
    while (adder_background_resume()) {
        Py_BEGIN_ALLOW_THREADS
        adder_background_wait();
        Py_END_ALLOW_THREADS
    }
    adder_compiler_collect();
}

/* ---- Direct calls --------------------------------------------------------------------------- */

/* The function has proven hot by a unit of its own: so its operands have been seen too. */
static bool is_due(const AdderDirect *cell)
{
    return adder_options.calls <= 1
           || adder_code_unit(cell->owner, cell->globals, cell->builtins, 0) != NULL
           || cell->misses >= (uint32_t)adder_options.calls;
}

/* Looked at more and more seldom, as for the other ways in: a missed call is short, to reckon what a large function
 * would save is not. */
static bool is_affordable(AdderDirect *cell)
{
    if (adder_options.budget == 0) {
        return true;
    }
    if (cell->misses < cell->asked) {
        return false;
    }
    cell->asked = cell->misses + MISSES_A_LOOK;
    if (adder_compiler_busy()) {
        return false;
    }
    cell->asked += cell->misses / 4;
    return adder_budget_allows(cell->owner, &cell->owner->ways[0]);
}

void adder_direct_missed(PyThreadState *ts, AdderDirect *cell, PyFunctionObject *func,
                         PyObject *const *args)
{
    cell->misses++;
    if (cell->pending) {
        adder_compiler_collect();
        return;
    }
    if (cell->entry != NULL || cell->refused || !is_due(cell) || !is_affordable(cell)
        || !adder_may_run(ts)
        || !adder_select_allows(cell->owner, cell->globals)) {
        return;
    }
    PyCodeObject *code = (PyCodeObject *)func->func_code;
    AdderEntryTypes *types = types_of(args, cell->signature.nargs, code->co_nlocalsplus);
    cell->pending = true;
    compile_job((Job){.code = code, .func = func, .globals = cell->globals, .builtins = cell->builtins,
                      .known = cell->owner, .types = types, .direct = cell,
                      .background = in_background()});
}
