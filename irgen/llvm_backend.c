/* The backend's front: starts LLVM, compiles one function, gives its memory back.
 *
 * The only shared object that calls LLVM (adder_llvm.so), loaded at the first compilation.  The
 * process keeps: two target machines (quick and full), one LLJIT for linking, the helpers'
 * bitcode.  A compilation has a context of its own, because types and metadata never die in one.
 * A unit keeps a Record: its resource tracker and its code memory.  GIL held, but for work(). */
#include "irgen/llvm_internal.h"

#include <llvm-c/Analysis.h>
#include <llvm-c/BitReader.h>
#include <llvm-c/Error.h>
#include <llvm-c/ErrorHandling.h>
#include <llvm-c/LLJIT.h>
#include <llvm-c/Linker.h>
#include <llvm-c/OrcEE.h>
#include <llvm-c/Support.h>
#include <llvm-c/Target.h>
#include <llvm-c/Transforms/PassBuilder.h>
#include <pthread.h>
#include <stdatomic.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct AdderUnitCode {
    LLVMOrcResourceTrackerRef tracker;
    AdderCodeMemory *memory;
    void *stackmaps; /* adder_stackmap_read's table; freed with free() */
} Record;

static struct {
    LLVMTargetMachineRef machines[2]; /* quick, full */
    LLVMOrcLLJITRef jit;
    LLVMMemoryBufferRef helpers;
    unsigned serial;
    bool broken;              /* for good: LLVM had a fatal error, or no memory is executable */
    char why[256];            /* broken */
} backend;

/* Held while LLVM is at work: target machines are not for two threads. */
static pthread_mutex_t working = PTHREAD_MUTEX_INITIALIZER;
static __thread char message[256];

static AdderLower *linking;             /* whose symbols are being looked up */
static AdderCodeMemory *linking_memory; /* where its sections go */
static __thread jmp_buf *fatal_return;  /* while LLVM is at work */

/* A context with the helpers' declarations, ready for a module. */
typedef struct {
    LLVMContextRef cx;
    LLVMModuleRef helpers;
} Opened;
static _Atomic(Opened *) prepared; /* for the next compilation */

/* ---- Errors ----------------------------------------------------------------------------------------- */

static const char *keep_message(const char *text)
{
    snprintf(message, sizeof(message), "%s", text);
    message[strcspn(message, "\n")] = 0;
    return message;
}

static const char *take_error(LLVMErrorRef error)
{
    char *text = LLVMGetErrorMessage(error);
    const char *kept = keep_message(text);
    LLVMDisposeErrorMessage(text);
    return kept;
}

/* Nothing is compiled any more. */
static const char *give_up(const char *why)
{
    backend.broken = true;
    snprintf(backend.why, sizeof(backend.why), "%s", keep_message(why));
    return message;
}

/* LLVM ends the process when this returns: go back to run_phase instead. */
static void on_fatal(const char *text)
{
    give_up(text);
    if (fatal_return != NULL) {
        longjmp(*fatal_return, 1);
    }
}

/* Without a handler an error ends the process. */
static void on_diagnostic(LLVMDiagnosticInfoRef info, void *arg)
{
    AdderLower *l = arg;
    if (LLVMGetDiagInfoSeverity(info) == LLVMDSError) {
        char *text = LLVMGetDiagInfoDescription(info);
        l->reason = keep_message(text);
        LLVMDisposeMessage(text);
    }
}

static void forget_diagnostic(LLVMDiagnosticInfoRef info, void *arg)
{
    (void)info, (void)arg;
}

/* ---- Start --------------------------------------------------------------------------------------------- */

static const char *make_machines(void)
{
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
    LLVMInitializeX86AsmParser();
    LLVMTargetRef target;
    char *triple = LLVMGetDefaultTargetTriple(), *error = NULL;
    if (LLVMGetTargetFromTriple(triple, &target, &error)) {
        return keep_message(error);
    }
    for (int i = 0; i < 2; i++) {
        backend.machines[i] = LLVMCreateTargetMachine(
            target, triple, "x86-64", "", i ? LLVMCodeGenLevelDefault : LLVMCodeGenLevelNone,
            LLVMRelocPIC, LLVMCodeModelSmall);
        if (backend.machines[i] == NULL) {
            return "LLVM has no code generator for this machine";
        }
    }
    LLVMDisposeMessage(triple);
    return NULL;
}

static void *memory_context(void *arg)
{
    (void)arg;
    return linking_memory;
}

/* The record frees the memory, not RTDyld. */
static void memory_ignore(void *arg)
{
    (void)arg;
}

static LLVMOrcObjectLayerRef make_layer(void *arg, LLVMOrcExecutionSessionRef session,
                                        const char *triple)
{
    (void)arg, (void)triple;
    return LLVMOrcCreateRTDyldObjectLinkingLayerWithMCJITMemoryManagerLikeCallbacks(
        session, NULL, memory_context, memory_ignore, adder_memory_code, adder_memory_data,
        adder_memory_finish, memory_ignore);
}

/* The address of a name in machine code: the unit's own, else the runtime's. */
static void *symbol_address(const char *name)
{
    for (int i = 0; linking != NULL && i < linking->symbols.n; i++) {
        if (strcmp(linking->symbols.at[i].name, name) == 0) {
            return linking->symbols.at[i].address;
        }
    }
    return strcmp(name, "adder_exit_thunk") == 0 ? (void *)adder_exit_thunk
                                                 : adder_runtime_address(name);
}

const void *adder_backend_stackmaps(const AdderUnit *unit)
{
    return ((const Record *)unit->backend)->stackmaps;
}

/* Defines what an object refers to; unknown names stay so, and the link fails. */
static LLVMErrorRef define_symbols(LLVMOrcDefinitionGeneratorRef generator, void *arg,
                                   LLVMOrcLookupStateRef *state, LLVMOrcLookupKind kind,
                                   LLVMOrcJITDylibRef library, LLVMOrcJITDylibLookupFlags flags,
                                   LLVMOrcCLookupSet set, size_t n)
{
    (void)generator, (void)arg, (void)state, (void)kind, (void)flags;
    LLVMOrcCSymbolMapPair *pairs = calloc(n, sizeof(*pairs));
    size_t found = 0;
    for (size_t i = 0; pairs != NULL && i < n; i++) {
        void *address = symbol_address(LLVMOrcSymbolStringPoolEntryStr(set[i].Name));
        if (address != NULL) {
            LLVMOrcRetainSymbolStringPoolEntry(set[i].Name);
            pairs[found].Name = set[i].Name;
            pairs[found].Sym.Address = (LLVMOrcExecutorAddress)(uintptr_t)address;
            pairs[found++].Sym.Flags.GenericFlags = LLVMJITSymbolGenericFlagsExported;
        }
    }
    LLVMErrorRef error = found > 0 ? LLVMOrcJITDylibDefine(
                                         library, LLVMOrcAbsoluteSymbols(pairs, found))
                                   : LLVMErrorSuccess;
    free(pairs);
    return error;
}

static void forget_lookup_error(void *arg, LLVMErrorRef error)
{
    (void)arg;
    LLVMConsumeError(error);
}

static const char *make_jit(void)
{
    LLVMOrcLLJITBuilderRef builder = LLVMOrcCreateLLJITBuilder();
    LLVMOrcJITTargetMachineBuilderRef machine;
    LLVMErrorRef error = LLVMOrcJITTargetMachineBuilderDetectHost(&machine);
    if (error != NULL) {
        return take_error(error);
    }
    LLVMOrcLLJITBuilderSetJITTargetMachineBuilder(builder, machine);
    LLVMOrcLLJITBuilderSetObjectLinkingLayerCreator(builder, make_layer, NULL);
    error = LLVMOrcCreateLLJIT(&backend.jit, builder);
    if (error != NULL) {
        return take_error(error);
    }
    LLVMOrcExecutionSessionSetErrorReporter(LLVMOrcLLJITGetExecutionSession(backend.jit),
                                            forget_lookup_error, NULL);
    LLVMOrcJITDylibAddGenerator(
        LLVMOrcLLJITGetMainJITDylib(backend.jit),
        LLVMOrcCreateCustomCAPIDefinitionGenerator(define_symbols, NULL, NULL));
    return NULL;
}

/* Definitions (their bodies have not been read) that are only linked in when they are called, and dropped
 * when all calls are inlined; the lists that kept the declarations go. */
static void prepare_helpers(LLVMModuleRef module)
{
    static const char *const lists[] = { "llvm.compiler.used", "llvm.used", "adder_signatures" };
    for (size_t i = 0; i < ADDER_COUNT(lists); i++) {
        LLVMValueRef list = LLVMGetNamedGlobal(module, lists[i]);
        if (list != NULL) {
            LLVMDeleteGlobal(list);
        }
    }
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f != NULL; f = LLVMGetNextFunction(f)) {
        if (!LLVMIsDeclaration(f)) {
            LLVMSetLinkage(f, LLVMLinkOnceODRLinkage);
        }
    }
}

/* Each compilation reads what it needs of it: see open_module. */
static const char *load_helpers(const char *path)
{
    char *error = NULL;
    if (LLVMCreateMemoryBufferWithContentsOfFile(path, &backend.helpers, &error)) {
        backend.helpers = NULL;
        const char *kept = keep_message(error);
        LLVMDisposeMessage(error);
        return kept;
    }
    return NULL;
}

/* A child must not inherit LLVM's locks. */
static void hold_work(void)
{
    pthread_mutex_lock(&working);
}

static void release_work(void)
{
    pthread_mutex_unlock(&working);
}

/* Nobody wants to know which registers live behind an exit, and finding out crashes where the shadow
 * stack's is among them: a call follows the patchpoint.  What ends alike is one block before LLVM sees it:
 * looking for more takes a twelfth of code generation, and saves 5 per cent of the bytes.  Regions of more
 * than 100 blocks are not grown for a value, nor are machine instructions put into another order before registers are
 * allocated: that takes a tenth of a compilation, and saves half a per cent of the instructions that run. */
static const char *const llvm_options[] = { "adder", "-enable-patchpoint-liveness=false", "-enable-tail-merge=false",
                                            "-grow-region-complexity-budget=100", "-enable-misched=false" };

/* The end of the process must not take away LLVM's tables while the thread works.  To wait for the thread takes as
 * long as the compilation at hand, of which nobody would have anything: so the tables stay, where they are ours. */
#ifdef ADDER_LLVM_STATIC
int __cxa_atexit(void (*destroy)(void *), void *object, void *library);

__attribute__((visibility("hidden"))) int __cxa_atexit(void (*destroy)(void *), void *object, void *library)
{
    (void)destroy, (void)object, (void)library;
    return 0;
}

static bool keep_tables(void)
{
    return true;
}
#else
static bool keep_tables(void)
{
    return atexit(hold_work) == 0;
}
#endif

static const char *backend_start(const char *helpers)
{
    if (backend.helpers != NULL) {
        return NULL;
    }
    if (pthread_atfork(hold_work, release_work, release_work) != 0 || !keep_tables()) {
        return "no memory";
    }
    LLVMInstallFatalErrorHandler(on_fatal);
    LLVMParseCommandLineOptions(ADDER_COUNT(llvm_options), llvm_options, NULL);
    const char *error = make_machines();
    error = error != NULL ? error : make_jit();
    return error != NULL ? error : load_helpers(helpers);
}

/* ---- Phases of a compilation --------------------------------------------------------------------------------- */

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int64_t lap(int64_t *since)
{
    int64_t now = now_ns(), took = now - *since;
    *since = now;
    return took;
}

static size_t count_instructions(LLVMModuleRef module)
{
    size_t n = 0;
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f != NULL; f = LLVMGetNextFunction(f)) {
        for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b != NULL;
             b = LLVMGetNextBasicBlock(b)) {
            for (LLVMValueRef i = LLVMGetFirstInstruction(b); i != NULL;
                 i = LLVMGetNextInstruction(i)) {
                n++;
            }
        }
    }
    return n;
}

/* Reading the helpers' declarations is half of what a small function takes before LLVM's work. */
static bool open_helpers(Opened *opened)
{
    opened->cx = LLVMContextCreate();
    LLVMContextSetDiagnosticHandler(opened->cx, forget_diagnostic, NULL);
    LLVMMemoryBufferRef copy = LLVMCreateMemoryBufferWithMemoryRange(
        LLVMGetBufferStart(backend.helpers), LLVMGetBufferSize(backend.helpers), "helpers", 0);
    if (LLVMGetBitcodeModuleInContext2(opened->cx, copy, &opened->helpers)) {
        LLVMContextDispose(opened->cx);
        return false;
    }
    prepare_helpers(opened->helpers);
    return true;
}

static AdderStatus open_module(AdderLower *l)
{
    Opened opened, *ready = atomic_exchange(&prepared, NULL);
    if (ready == NULL && !open_helpers(&opened)) {
        l->reason = "the helpers' bitcode cannot be read";
        return ADDER_BUG;
    }
    opened = ready != NULL ? *ready : opened;
    free(ready);
    l->cx = opened.cx;
    l->helpers = opened.helpers;
    LLVMContextSetDiagnosticHandler(l->cx, on_diagnostic, l);
    l->module = LLVMModuleCreateWithNameInContext("adder", l->cx);
    l->b = LLVMCreateBuilderInContext(l->cx);
    LLVMSetTarget(l->module, LLVMGetTarget(l->helpers));
    LLVMSetDataLayout(l->module, LLVMGetDataLayoutStr(l->helpers));
    return ADDER_OK;
}

static void close_module(AdderLower *l)
{
    if (l->b != NULL) {
        LLVMDisposeBuilder(l->b);
    }
    if (l->helpers != NULL) {
        LLVMDisposeModule(l->helpers);
    }
    if (l->module != NULL) {
        LLVMDisposeModule(l->module);
    }
    if (l->cx != NULL) {
        LLVMContextDispose(l->cx);
    }
}

/* Brings in the bodies of the helpers that are called. */
static AdderStatus link_helpers(AdderLower *l)
{
    LLVMModuleRef helpers = l->helpers;
    l->helpers = NULL; /* consumed */
    if (LLVMLinkModules2(l->module, helpers)) {
        l->reason = l->reason != NULL ? l->reason : "the helpers cannot be linked in";
        return ADDER_BUG;
    }
    for (LLVMValueRef f = LLVMGetFirstFunction(l->module); f != NULL; f = LLVMGetNextFunction(f)) {
        if (!LLVMIsDeclaration(f) && f != l->fn) {
            LLVMSetLinkage(f, LLVMInternalLinkage);
        }
    }
    return ADDER_OK;
}

static const char *const pipelines[2] = {
    "always-inline,function(sroa,simplifycfg),globaldce",
    "always-inline,function(sroa,early-cse<memssa>,jump-threading,simplifycfg,loop-simplify,lcssa,"
    "loop-mssa(loop-rotate,licm),early-cse<memssa>,instcombine<no-verify-fixpoint>,simplifycfg),"
    "globaldce",
};

static AdderStatus verify(AdderLower *l)
{
    char *text = NULL;
    if (LLVMVerifyModule(l->module, LLVMReturnStatusAction, &text)) {
        l->reason = adder_arena_printf(l->arena, "%s", keep_message(text));
        LLVMDisposeMessage(text);
        return ADDER_BUG;
    }
    LLVMDisposeMessage(text);
    return ADDER_OK;
}

static AdderStatus optimise(AdderLower *l)
{
    bool full = l->options->level > 0;
    LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
    LLVMErrorRef error
        = LLVMRunPasses(l->module, pipelines[full], backend.machines[full], options);
    LLVMDisposePassBuilderOptions(options);
    if (error != NULL) {
        l->reason = take_error(error);
        return ADDER_BUG;
    }
    return ADDER_OK;
}

static void dump_llvm(AdderLower *l)
{
    if (l->options->dump_llvm != NULL) {
        char *text = LLVMPrintModuleToString(l->module);
        fputs(text, l->options->dump_llvm);
        fflush(l->options->dump_llvm);
        LLVMDisposeMessage(text);
    }
}

static LLVMMemoryBufferRef emit(AdderLower *l, LLVMModuleRef module, LLVMCodeGenFileType type)
{
    LLVMMemoryBufferRef out = NULL;
    char *error = NULL;
    LLVMTargetMachineRef machine = backend.machines[l->options->level > 0];
    if (LLVMTargetMachineEmitToMemoryBuffer(machine, module, type, &error, &out)) {
        l->reason = keep_message(error);
        LLVMDisposeMessage(error);
        return NULL;
    }
    return out;
}

static void dump_text(LLVMMemoryBufferRef text, FILE *out)
{
    fwrite(LLVMGetBufferStart(text), 1, LLVMGetBufferSize(text), out);
    fflush(out);
}

/* Of a copy, because code generation changes the module. */
static void write_asm(AdderLower *l)
{
    if (l->options->dump_asm == NULL && l->options->annotate == NULL) {
        return;
    }
    LLVMModuleRef copy = LLVMCloneModule(l->module);
    LLVMMemoryBufferRef text = emit(l, copy, LLVMAssemblyFile);
    if (text != NULL && l->options->dump_asm != NULL) {
        dump_text(text, l->options->dump_asm);
    }
    if (text != NULL) {
        adder_places_keep(l, "s", text);
        LLVMDisposeMemoryBuffer(text);
    }
    LLVMDisposeModule(copy);
}

/* Loads the object (consumed) and finds the entry. */
static AdderStatus load(AdderLower *l, LLVMMemoryBufferRef object, const char *name, Record *record)
{
    record->memory = linking_memory = adder_memory_new(LLVMGetBufferStart(object));
    if (record->memory == NULL) {
        LLVMDisposeMemoryBuffer(object);
        l->reason = "the code memory is used up";
        return ADDER_DECLINED;
    }
    linking = l;
    LLVMOrcExecutorAddress address = 0;
    record->tracker = LLVMOrcJITDylibCreateResourceTracker(
        LLVMOrcLLJITGetMainJITDylib(backend.jit));
    LLVMErrorRef error = LLVMOrcLLJITAddObjectFileWithRT(backend.jit, record->tracker, object);
    error = error != NULL ? error : LLVMOrcLLJITLookup(backend.jit, &address, name);
    linking = NULL;
    linking_memory = NULL;
    if (error != NULL) {
        l->reason = take_error(error);
        if (adder_memory_denied) { /* and will be again */
            l->reason = give_up("memory may not be made executable here");
            return ADDER_DECLINED;
        }
        return ADDER_BUG;
    }
    l->unit->entry = (AdderEntry *)(uintptr_t)address;
    return ADDER_OK;
}

static void free_record(Record *record)
{
    if (record->tracker != NULL) {
        LLVMErrorRef error = LLVMOrcResourceTrackerRemove(record->tracker);
        if (error != NULL) {
            LLVMConsumeError(error);
        }
        LLVMOrcReleaseResourceTracker(record->tracker);
    }
    adder_memory_free(record->memory);
    free(record->stackmaps);
    free(record);
}

/* ---- The phases, each with LLVM's fatal errors caught -------------------------------------------- */

static AdderStatus lower_phase(AdderLower *l)
{
    int64_t since = now_ns();
    AdderStatus status = open_module(l);
    status = status != ADDER_OK ? status : adder_lower_function(l, l->name);
    l->times->ir_before = l->fn != NULL ? count_instructions(l->module) : 0;
    l->times->lower_ns = lap(&since);
    return status;
}

static AdderStatus generate_phase(AdderLower *l)
{
    int64_t since = now_ns();
    AdderStatus status = verify(l);
    status = status != ADDER_OK ? status : link_helpers(l);
    status = status != ADDER_OK ? status : optimise(l);
    if (status != ADDER_OK) {
        return status;
    }
    l->times->ir_after = count_instructions(l->module);
    l->times->optimise_ns = lap(&since);
    dump_llvm(l);
    write_asm(l);
    l->object = emit(l, l->module, LLVMObjectFile);
    adder_places_keep(l, "o", l->object);
    l->times->codegen_ns = lap(&since);
    return l->object == NULL || l->reason != NULL ? ADDER_BUG : ADDER_OK;
}

static AdderStatus load_phase(AdderLower *l)
{
    AdderUnit *unit = l->unit;
    Record *record = l->code;
    void *stackmaps;
    size_t bytes;
    int64_t since = now_ns();
    LLVMMemoryBufferRef object = l->object;
    l->object = NULL;
    AdderStatus status = load(l, object, l->name, record);
    l->times->link_ns = lap(&since);
    if (status != ADDER_OK) {
        return status;
    }
    adder_memory_section(record->memory, &unit->code_start, &unit->code_bytes, &stackmaps, &bytes);
    l->times->code_bytes = unit->code_bytes;
    unit->backend = record;
    adder_places_write(l);
    unit->stress_counter = (uint64_t)l->options->stress_deopt;
    if (l->carrier == ADDER_CARRIER_STACKMAP) {
        status = adder_stackmap_read(l, stackmaps, bytes, &record->stackmaps);
    }
    return status != ADDER_OK ? status : adder_lower_descriptors(l);
}

/* After a fatal error the compilation is lost, its memory leaks, and the backend declines from now on. */
static void run_phase(AdderLower *l, AdderStatus phase(AdderLower *))
{
    jmp_buf here;
    if (l->status != ADDER_OK) {
        return;
    }
    if (setjmp(here) != 0) {
        l->status = ADDER_BUG;
        l->reason = message;
        l->code = NULL;
        l->object = NULL;
        l->b = NULL, l->helpers = l->module = NULL, l->cx = NULL;
    }
    else {
        fatal_return = &here;
        l->status = phase(l);
    }
    fatal_return = NULL;
    if (l->reason != NULL) { /* it may be this thread's message */
        l->reason = adder_arena_printf(l->arena, "%s", l->reason);
    }
}

/* ---- What the driver calls ---------------------------------------------------------------------------- */

/* Frees all that does not go into the unit. */
static AdderStatus end_job(AdderLower *l, const char **reason)
{
    close_module(l);
    if (l->object != NULL) {
        LLVMDisposeMemoryBuffer(l->object);
    }
    if (l->status != ADDER_OK) {
        *reason = l->reason != NULL ? l->reason : "no memory";
        if (l->code != NULL) {
            free_record(l->code);
        }
        l->unit->backend = NULL;
        l->unit->entry = NULL;
        adder_unit_clear(l->unit);
    }
    return l->status;
}

static AdderStatus begin_with(AdderCarrier carrier, HirFunc *func, const AdderBackendOptions *options,
                              AdderUnit *unit, AdderBackendTimes *times, const char **reason,
                              AdderBackendJob **job)
{
    AdderLower *l = ADDER_NEW(func->arena, AdderLower);
    Record *record = calloc(1, sizeof(*record));
    if (l == NULL || record == NULL) {
        free(record);
        *reason = "no memory";
        return ADDER_NOMEM;
    }
    *l = (AdderLower){ .func = func, .arena = func->arena, .options = options, .unit = unit,
                       .times = times, .carrier = carrier, .serial = ++backend.serial,
                       .code = record };
    l->name = adder_arena_printf(l->arena, "adder_unit_%u", l->serial);
    run_phase(l, lower_phase);
    *job = l;
    return l->status == ADDER_OK ? ADDER_OK : end_job(l, reason);
}

static AdderStatus backend_begin(HirFunc *func, const AdderBackendOptions *options, AdderUnit *unit,
                                 AdderBackendTimes *times, const char **reason,
                                 AdderBackendJob **job)
{
    *times = (AdderBackendTimes){ 0 };
    if (backend.broken || backend.helpers == NULL) {
        *reason = backend.broken ? backend.why : "the backend is not started";
        return ADDER_DECLINED;
    }
    bool stackmap = options->carrier == ADDER_CARRIER_STACKMAP && options->level > 0;
    return begin_with(stackmap ? ADDER_CARRIER_STACKMAP : ADDER_CARRIER_SPILL, func, options, unit,
                      times, reason, job);
}

static void backend_work(AdderBackendJob *l)
{
    pthread_mutex_lock(&working);
    if (l->object == NULL) { /* a child may find it done, without having been told */
        run_phase(l, generate_phase);
    }
    pthread_mutex_unlock(&working);
}

static void open_next(void)
{
    Opened *opened = malloc(sizeof(*opened));
    if (opened != NULL && open_helpers(opened)) {
        atomic_store(&prepared, opened);
    }
    else {
        free(opened);
    }
}

/* Whatever LLVM finds wrong, the next compilation will say. */
static void backend_prepare(void)
{
    jmp_buf here;
    pthread_mutex_lock(&working);
    if (atomic_load(&prepared) == NULL && !backend.broken && setjmp(here) == 0) {
        fatal_return = &here;
        open_next();
    }
    fatal_return = NULL;
    pthread_mutex_unlock(&working);
}

/* A stack map that is not as it should be: the same with the other carrier. */
static AdderStatus finish_spilled(AdderLower *l, const char **reason)
{
    AdderBackendJob *again;
    AdderStatus status = begin_with(ADDER_CARRIER_SPILL, l->func, l->options, l->unit, l->times,
                                    reason, &again);
    if (status != ADDER_OK) {
        return status;
    }
    backend_work(again);
    run_phase(again, load_phase);
    return end_job(again, reason);
}

static AdderStatus backend_finish(AdderBackendJob *l, const char **reason)
{
    run_phase(l, load_phase);
    AdderStatus status = end_job(l, reason);
    if (status == ADDER_BUG && l->carrier == ADDER_CARRIER_STACKMAP && !backend.broken) {
        status = finish_spilled(l, reason);
    }
    return status;
}

static void backend_abandon(AdderBackendJob *l)
{
    const char *reason;
    l->status = ADDER_DECLINED;
    end_job(l, &reason);
}

static void backend_release(AdderUnit *unit)
{
    if (unit->backend != NULL) {
        free_record(unit->backend);
        unit->backend = NULL;
        unit->entry = NULL;
    }
}

__attribute__((visibility("default"))) const AdderBackend adder_backend = {
    .version = ADDER_BACKEND_VERSION,
    .start = backend_start,
    .begin = backend_begin,
    .work = backend_work,
    .prepare = backend_prepare,
    .finish = backend_finish,
    .abandon = backend_abandon,
    .release = backend_release,
};
