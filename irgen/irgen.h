/* The room of the intermediate representations: bytecode -> HIR (build.c), HIR -> LLVM IR ->
 * machine code (llvm_*.c, a shared object of its own).  Does not decide what to speculate on. */
#ifndef ADDER_IRGEN_H
#define ADDER_IRGEN_H

#include "deopt/deopt.h"
#include "irgen/hir.h"
#include "profile/feedback.h"

/* ---- Bytecode ------------------------------------------------------------------------------ */

/* One decoded instruction: EXTENDED_ARG folded, adaptive forms mapped to their base form. */
typedef struct {
    int index;       /* code unit where a jump to it lands (its first EXTENDED_ARG) */
    int at;          /* code unit of the opcode itself: prev_instr when it runs */
    int next;        /* code unit of the following instruction (after caches) */
    uint8_t base;    /* opcode as the compiler emitted it */
    uint8_t actual;  /* opcode as quickened now */
    int oparg;
    int target;      /* jump target in code units, or -1 */
} AdderBytecode;

typedef struct {
    AdderBytecode *at;
    int n;
    int *by_index;   /* code unit -> position in at, or -1 */
    int nunits;
    const _Py_CODEUNIT *units; /* borrowed from the code object */
} AdderBytecodes;

/* Decodes all of code.  DECLINED/NOMEM only. */
AdderStatus adder_decode(AdderArena *arena, PyCodeObject *code, AdderBytecodes *out);
/* Prints one line per instruction: index, line, actual opcode, oparg, target. */
void adder_bytecode_print(PyCodeObject *code, const AdderBytecodes *codes, FILE *out);
/* Name of a base opcode. */
const char *adder_opcode_name(int opcode);
/* The same for the instruction at a code unit; "?" if there is none. */
ADDER_SHARED const char *adder_opcode_name_at(PyCodeObject *code, int unit);
/* Number of stack values that the profile records for this base opcode (0..3): its operands. */
int adder_opcode_operands(int opcode);
/* True for jumps whose direction the profile counts (POP_JUMP_*, FOR_ITER, JUMP_IF_*_OR_POP). */
bool adder_opcode_branches(int opcode);

/* ---- Building ------------------------------------------------------------------------------ */

/* Fills func (its code, globals, builtins, func, name, entry_bytecode are set by the caller) with
 * HIR for what can be reached from entry_bytecode.  Generic ops only; each carries its state and
 * its bytecode, so that the passes can look its site up.  entry: types seen there, may be NULL.
 * DECLINED with func->reason "OPCODE (line N)" if something cannot be compiled. */
AdderStatus adder_build(HirFunc *func, const AdderEntryTypes *entry);
/* Levels of recursion of the inlined callees at work. */
ADDER_SHARED int adder_levels(const HirState *state);
/* What the body of a generator is built into: see specialize/generators.c.  Its yields go to one block, where
 * phis tell which one it was and what the generator holds. */
typedef struct {
    HirBlock *yields;
    HirInstr *item, *where; /* phis there: what is yielded; ADDER_GENERATOR_AT of the yield, */
    HirInstr **slots;       /* locals and stack */
    int nslots;
    HirBlock *again;        /* where it is resumed from: gets its terminator; NULL: never */
    int remaining;          /* yields that have not been built */
} AdderGenerating;

/* A callee whose body is to stand in its caller. */
typedef struct {
    PyFunctionObject *callee; /* borrowed; NULL: a function that the caller itself makes ... */
    PyCodeObject *code;       /* ... of this code (borrowed) */
    HirInstr *const *slots;   /* its locals at the beginning, cells as well; NULL: args, and no cells */
    HirInstr *value;          /* the function object */
    HirInstr *const *args;    /* all that it takes */
    int nargs;
    HirState *caller;         /* at the call */
    HirInstr *gives;          /* see HirState */
    bool indirect;            /* likewise */
    HirBlock *landing;        /* of the caller's exceptions: begins with a Catch; NULL: they leave */
    HirBlock *exit;           /* returns end in a Jump to it ... */
    HirInstr *result;         /* ... and this phi of it receives the value */
    AdderGenerating *generator; /* NULL: a function */
} AdderInlining;
/* Builds the body into func: blocks are appended to func, the entry block is returned.  NULL if it
 * cannot (func->reason). */
HirBlock *adder_build_inlined(HirFunc *func, const AdderInlining *inlining);

/* ---- Lowering: what adder_llvm.so exports as `adder_backend` -------------------------------- */

typedef struct {
    int64_t lower_ns, optimise_ns, codegen_ns, link_ns;
    size_t ir_before, ir_after; /* LLVM instructions of the function */
    size_t code_bytes;
} AdderBackendTimes;

typedef enum { ADDER_CARRIER_SPILL, ADDER_CARRIER_STACKMAP } AdderCarrier;

typedef struct {
    AdderCarrier carrier;
    int level;               /* 0: quick codegen, 2: full */
    int stress_deopt;        /* ADDER_STRESS=deopt:N: every N-th guard passed fails; 0: off */
    bool stress_raise;       /* =raise:K: adder_rt_inject is asked before each op that may raise */
    bool (*stress_guard)(void); /* =guard:K: asked once for each guard: shall it always fail? or NULL */
    FILE *dump_llvm, *dump_asm; /* NULL: no dump */
    const char *annotate;    /* path without suffix for what llvm_places.c writes; NULL: nothing */
} AdderBackendOptions;

/* A compilation in the backend; in the arena of its function. */
typedef struct AdderBackendJob AdderBackendJob;

/* The one symbol of adder_llvm.so. Version guards against a stale object.  A compilation is begin, work
 * and finish (or abandon), in this order; after a failed begin there is no job. */
typedef struct {
    int version; /* ADDER_BACKEND_VERSION */
    /* Once per process, GIL held. helpers: path of the helpers' bitcode. NULL, or one line why not. */
    const char *(*start)(const char *helpers);
    /* HIR to LLVM IR, GIL held.  Fills unit at the end; options and times live as long as the job.
     * reason: one line for DECLINED and BUG. */
    AdderStatus (*begin)(HirFunc *func, const AdderBackendOptions *options, AdderUnit *unit,
                         AdderBackendTimes *times, const char **reason, AdderBackendJob **job);
    /* LLVM's optimisation and code generation, on any thread, without the GIL: touches no Python object.
     * One at a time; a fork waits for it. */
    void (*work)(AdderBackendJob *job);
    /* Does what the next begin would have to do, in the same way. */
    void (*prepare)(void);
    /* Loads the code and fills unit (entry, exits, constants, code memory), GIL held.  The job is gone. */
    AdderStatus (*finish)(AdderBackendJob *job, const char **reason);
    void (*abandon)(AdderBackendJob *job); /* instead of finish; at any time but during work */
    /* Gives the unit's machine code back. */
    void (*release)(AdderUnit *unit);
} AdderBackend;

enum { ADDER_BACKEND_VERSION = 4 };

#endif
