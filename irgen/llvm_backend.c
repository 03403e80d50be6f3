/* The backend's front: starts LLVM, compiles one function, gives its memory back.
 *
 * The only shared object that calls LLVM (adder_llvm.so), loaded at the first compilation.  The
 * process keeps: two target machines (quick and full), one LLJIT for linking, the helpers'
 * bitcode.  A compilation has a context of its own, because types and metadata never die in one.
 * A unit keeps a Record: its resource tracker and its code memory.  GIL held throughout. */
#include "irgen/llvm_internal.h"

#include <llvm-c/Analysis.h>
#include <llvm-c/BitReader.h>
#include <llvm-c/BitWriter.h>
#include <llvm-c/Error.h>
#include <llvm-c/ErrorHandling.h>
#include <llvm-c/LLJIT.h>
#include <llvm-c/Linker.h>
#include <llvm-c/OrcEE.h>
#include <llvm-c/Support.h>
#include <llvm-c/Target.h>
#include <llvm-c/Transforms/PassBuilder.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
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
    char message[256];
} backend;

static AdderLower *linking;             /* whose symbols are being looked up */
static AdderCodeMemory *linking_memory; /* where its sections go */
static jmp_buf *fatal_return;           /* while LLVM is at work */

/* ---- Errors ----------------------------------------------------------------------------------------- */

static const char *keep_message(const char *text)
{
    snprintf(backend.message, sizeof(backend.message), "%s", text);
    backend.message[strcspn(backend.message, "\n")] = 0;
    return backend.message;
}

static const char *take_error(LLVMErrorRef error)
{
    char *text = LLVMGetErrorMessage(error);
    const char *kept = keep_message(text);
    LLVMDisposeErrorMessage(text);
    return kept;
}

/* LLVM ends the process when this returns: go back to adder_compile instead. */
static void on_fatal(const char *text)
{
    keep_message(text);
    backend.broken = true;
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

/* Definitions that are only linked in when they are called, and dropped when all calls are
 * inlined; the list that kept the declarations goes. */
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

static const char *load_helpers(const char *path)
{
    LLVMMemoryBufferRef file;
    LLVMModuleRef module;
    char *error = NULL;
    if (LLVMCreateMemoryBufferWithContentsOfFile(path, &file, &error)) {
        return keep_message(error);
    }
    LLVMContextRef cx = LLVMContextCreate();
    bool bad = LLVMParseBitcodeInContext2(cx, file, &module);
    LLVMDisposeMemoryBuffer(file);
    if (!bad) {
        prepare_helpers(module);
        backend.helpers = LLVMWriteBitcodeToMemoryBuffer(module);
        LLVMDisposeModule(module);
    }
    LLVMContextDispose(cx);
    return bad ? "the helpers' bitcode cannot be read" : NULL;
}

/* Nobody wants to know which registers live behind an exit, and finding out crashes where the shadow
 * stack's is among them: a call follows the patchpoint. */
static const char *const llvm_options[] = { "adder", "-enable-patchpoint-liveness=false" };

static const char *backend_start(const char *helpers)
{
    if (backend.helpers != NULL) {
        return NULL;
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

static AdderStatus open_module(AdderLower *l)
{
    l->cx = LLVMContextCreate();
    LLVMContextSetDiagnosticHandler(l->cx, on_diagnostic, l);
    l->module = LLVMModuleCreateWithNameInContext("adder", l->cx);
    l->b = LLVMCreateBuilderInContext(l->cx);
    LLVMMemoryBufferRef copy = LLVMCreateMemoryBufferWithMemoryRange(
        LLVMGetBufferStart(backend.helpers), LLVMGetBufferSize(backend.helpers), "helpers", 0);
    if (LLVMGetBitcodeModuleInContext2(l->cx, copy, &l->helpers)) {
        l->helpers = NULL;
        l->reason = "the helpers' bitcode cannot be read";
        return ADDER_BUG;
    }
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

/* Of a copy, because code generation changes the module. */
static void dump_asm(AdderLower *l)
{
    if (l->options->dump_asm == NULL) {
        return;
    }
    LLVMModuleRef copy = LLVMCloneModule(l->module);
    LLVMMemoryBufferRef text = emit(l, copy, LLVMAssemblyFile);
    if (text != NULL) {
        fwrite(LLVMGetBufferStart(text), 1, LLVMGetBufferSize(text), l->options->dump_asm);
        fflush(l->options->dump_asm);
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
            backend.broken = true;
            l->reason = keep_message("memory may not be made executable here");
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

static AdderStatus generate(AdderLower *l, const char *name, Record *record,
                            AdderBackendTimes *times, int64_t *since)
{
    dump_asm(l);
    LLVMMemoryBufferRef object = emit(l, l->module, LLVMObjectFile);
    times->codegen_ns = lap(since);
    if (object == NULL || l->reason != NULL) {
        if (object != NULL) {
            LLVMDisposeMemoryBuffer(object);
        }
        return ADDER_BUG;
    }
    AdderStatus status = load(l, object, name, record);
    times->link_ns = lap(since);
    return status;
}

static AdderStatus compile_in(AdderLower *l, Record *record, AdderBackendTimes *times)
{
    int64_t since = now_ns();
    const char *name = adder_arena_printf(l->arena, "adder_unit_%u", l->serial);
    AdderStatus status = open_module(l);
    status = status != ADDER_OK ? status : adder_lower_function(l, name);
    times->ir_before = l->fn != NULL ? count_instructions(l->module) : 0;
    status = status != ADDER_OK ? status : verify(l);
    times->lower_ns = lap(&since);
    status = status != ADDER_OK ? status : link_helpers(l);
    status = status != ADDER_OK ? status : optimise(l);
    if (status != ADDER_OK) {
        return status;
    }
    times->ir_after = count_instructions(l->module);
    times->optimise_ns = lap(&since);
    dump_llvm(l);
    return generate(l, name, record, times, &since);
}

static AdderStatus publish(AdderLower *l, Record *record, AdderBackendTimes *times)
{
    AdderUnit *unit = l->unit;
    void *stackmaps;
    size_t bytes;
    adder_memory_section(record->memory, &unit->code_start, &unit->code_bytes, &stackmaps, &bytes);
    times->code_bytes = unit->code_bytes;
    unit->backend = record;
    unit->stress_counter = (uint64_t)l->options->stress_deopt;
    if (l->carrier == ADDER_CARRIER_STACKMAP) {
        AdderStatus status = adder_stackmap_read(l, stackmaps, bytes, &record->stackmaps);
        if (status != ADDER_OK) {
            return status;
        }
    }
    return adder_lower_descriptors(l);
}

/* With LLVM's fatal errors caught: the compilation is lost then, its memory leaks, and the
 * backend declines from now on. */
static AdderStatus compile_guarded(AdderLower *l, Record *record, AdderBackendTimes *times)
{
    jmp_buf here;
    if (setjmp(here) != 0) {
        fatal_return = NULL;
        l->reason = backend.message;
        memset(record, 0, sizeof(*record));
        return ADDER_BUG;
    }
    fatal_return = &here;
    AdderStatus status = compile_in(l, record, times);
    fatal_return = NULL;
    close_module(l);
    return status;
}

/* Everything with one carrier. */
static AdderStatus compile_with(HirFunc *func, const AdderBackendOptions *options,
                                AdderCarrier carrier, AdderUnit *unit, AdderBackendTimes *times,
                                const char **reason)
{
    AdderLower *l = ADDER_NEW(func->arena, AdderLower);
    Record *record = calloc(1, sizeof(*record));
    if (l == NULL || record == NULL) {
        free(record);
        *reason = "no memory";
        return ADDER_NOMEM;
    }
    *l = (AdderLower){ .func = func, .arena = func->arena, .options = options, .unit = unit,
                       .carrier = carrier, .serial = ++backend.serial };
    AdderStatus status = compile_guarded(l, record, times);
    status = status != ADDER_OK ? status : publish(l, record, times);
    if (status != ADDER_OK) {
        *reason = l->reason != NULL ? adder_arena_printf(func->arena, "%s", l->reason)
                                    : "no memory";
        free_record(record);
        unit->backend = NULL;
        unit->entry = NULL;
        adder_unit_clear(unit);
    }
    return status;
}

static AdderStatus backend_compile(HirFunc *func, const AdderBackendOptions *options,
                                   AdderUnit *unit, AdderBackendTimes *times, const char **reason)
{
    *times = (AdderBackendTimes){ 0 };
    if (backend.broken || backend.helpers == NULL) {
        *reason = backend.broken ? backend.message : "the backend is not started";
        return ADDER_DECLINED;
    }
    AdderStatus status = ADDER_BUG;
    if (options->carrier == ADDER_CARRIER_STACKMAP && options->level > 0) {
        status = compile_with(func, options, ADDER_CARRIER_STACKMAP, unit, times, reason);
    }
    if (status == ADDER_BUG && !backend.broken) {
        status = compile_with(func, options, ADDER_CARRIER_SPILL, unit, times, reason);
    }
    return status;
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
    .compile = backend_compile,
    .release = backend_release,
};
