/* Shared by the files of adder_llvm.so; nobody else includes this.
 *
 * One AdderLower per compilation, in the compilation's arena; the LLVM context, module and builder
 * in it belong to the compilation too.  HIR is read with the GIL held. */
#ifndef ADDER_LLVM_INTERNAL_H
#define ADDER_LLVM_INTERNAL_H

#include "irgen/irgen.h"
#include "irgen/runtime/runtime.h"

#include <llvm-c/Core.h>
#include <llvm-c/Orc.h>
#include <llvm-c/TargetMachine.h>

/* A live value of an exit: where it has to be when the exit is taken. */
typedef struct {
    HirInstr *value;
    uint32_t slot;
} AdderLive;

typedef struct {
    AdderExitEntry entry;
    int choice; /* is made only if this choice is for it; 0: in any case */
} AdderLowerEntry;

/* One exit while it is being made; its descriptor is unit->exits[number] later. */
typedef struct AdderLowerExit {
    uint32_t number;
    HirState *state;
    HirInstr *instr;          /* the first that uses it */
    const HirExit *plan;      /* NULL: all copied */
    bool site;                /* describes a call, not an exit: references are not taken */
    struct AdderLowerExit *leader; /* the first of those with the same state and plan, else itself:
                                      it has the descriptor, and the block that brings values out */
    bool shared;              /* of a leader: others follow it */
    LLVMBasicBlockRef block;  /* NULL until a branch to it is made */
    LLVMBasicBlockRef common; /* of a shared leader: where they all go, with their numbers in `which` */
    LLVMValueRef which;
    ADDER_VEC(AdderLive) lives;
    ADDER_VEC(AdderLowerEntry) entries; /* nslots for frames, then what virtual objects hold */
    ADDER_VEC(AdderExitObject) objects;
    uint32_t nslots, at;      /* at: the entry being made */
    int choice;               /* that it belongs to; 0: none */
    ADDER_VEC(AdderExitFrame) frames;
    ADDER_VEC(uint32_t) drops;
    uint32_t ntemps;
    int ngiven;               /* instances that its frames initialise */
    struct AdderLowerExit *next; /* with the same state */
} AdderLowerExit;

/* A symbol of the unit: a name in the machine code and its address. */
typedef struct {
    const char *name;
    void *address;
} AdderUnitSymbol;

typedef struct AdderBackendJob {
    HirFunc *func;
    AdderArena *arena;
    const AdderBackendOptions *options;
    AdderBackendTimes *times;
    AdderStatus status;          /* of the phases so far */
    struct AdderUnitCode *code;  /* what the unit will own (llvm_backend.c) */
    LLVMMemoryBufferRef object;  /* between work and finish */
    const char *name;
    AdderCarrier carrier; /* spill at level 0: quick codegen runs out of registers */
    AdderUnit *unit;
    unsigned serial; /* of the unit: its symbols' prefix */

    LLVMContextRef cx;
    LLVMModuleRef module, helpers;
    LLVMBuilderRef b;
    LLVMValueRef fn, ts, act, argv;
    LLVMValueRef frame;   /* NULL in directly called code: adder_lower_frame */
    LLVMValueRef running; /* the function */
    LLVMValueRef depth;   /* stands for the inlined callees that exits have at most; NULL: not asked for */
    LLVMValueRef raised; /* I1, of the caught op behind which we are */
    LLVMBasicBlockRef entry;
    LLVMBasicBlockRef leave; /* where all exits end; NULL until there is one */
    LLVMValueRef leaving;    /* which of them: their answers */
    LLVMTypeRef ptr, i64, i32, i8, i1, f64, none, result;
    LLVMValueRef weights_cold, weights_seldom, slot_tbaa, empty_md;
    unsigned prof_kind, tbaa_kind, invariant_kind;

    LLVMValueRef *values;      /* by instruction id */
    LLVMValueRef *seconds;     /* by instruction id: the array of the further results */
    LLVMBasicBlockRef *heads;  /* by block order */
    LLVMBasicBlockRef *tails;

    int32_t *fixed;            /* by instruction id: its slot while calls run, or -1 */
    bool *stored;              /* by instruction id: is put there where it is defined */
    uint32_t nfixed, ntemps;
    AdderLowerExit **by_state; /* by state id */
    ADDER_VEC(AdderLowerExit *) exits;

    LLVMMetadataRef scope;     /* ADDER_ANNOTATE: of the places; NULL: not asked for */
    ADDER_VEC(const HirInstr *) places; /* by line of the debug information, from 1 up */

    ADDER_VEC(PyObject *) consts; /* what unit->consts will hold; borrowed until then */
    ADDER_VEC(uint64_t) imms;
    ADDER_VEC(AdderUnitSymbol) symbols;
    const char *reason;
} AdderLower;

/* ---- llvm_lower.c ---- */
/* Makes l->fn from l->func. ADDER_BUG with l->reason. */
AdderStatus adder_lower_function(AdderLower *l, const char *name);
LLVMTypeRef adder_lower_type(AdderLower *l, AdderTypes types);
LLVMValueRef adder_lower_value(AdderLower *l, HirInstr *instr);
void adder_lower_set(AdderLower *l, HirInstr *instr, LLVMValueRef value);
LLVMValueRef adder_lower_int(AdderLower *l, int64_t value);
/* The address `offset` bytes behind base. */
LLVMValueRef adder_lower_field(AdderLower *l, LLVMValueRef base, size_t offset);
/* A call of a helper by its name in the helpers' module. */
LLVMValueRef adder_lower_call(AdderLower *l, const char *name, LLVMValueRef *args, unsigned nargs);
LLVMBasicBlockRef adder_lower_block(AdderLower *l, const char *name);
/* if (condition) goto where (seldom); goes on in a new block. */
void adder_lower_leave_if(AdderLower *l, LLVMValueRef condition, LLVMBasicBlockRef where);
LLVMValueRef adder_lower_alloca(AdderLower *l, LLVMTypeRef type, const char *name);
/* An external symbol: of the process, or of this unit (an object that the unit keeps). */
LLVMValueRef adder_lower_extern(AdderLower *l, const char *name);
LLVMValueRef adder_lower_object(AdderLower *l, const HirSym *sym);
/* A symbol that the unit does not keep alive: guards prove that it is there. */
bool adder_lower_is_weak(const HirSym *sym);
uint32_t adder_lower_const(AdderLower *l, PyObject *object);

/* ---- llvm_direct.c ---- */
/* The frame at hand; in directly called code only behind a site. */
LLVMValueRef adder_lower_frame(AdderLower *l);
enum { ADDER_LOWER_FIRST = 3 }; /* parameters before the arguments: thread state, activation, function */
LLVMTypeRef adder_lower_direct_type(AdderLower *l, const AdderSignature *signature);
/* At the beginning of the entry block of directly called code: activation, limits. */
void adder_lower_direct_begin(AdderLower *l);
/* When all slots and exits are known. */
void adder_lower_sizes(AdderLower *l);
/* Returns a result: an object, or a machine value that the caller wants. */
void adder_lower_return(AdderLower *l, LLVMValueRef value);
void adder_lower_return_pair(AdderLower *l, LLVMValueRef value, LLVMValueRef second);
/* Ends an exit block. */
/* answer: the exit's number + 1. */
void adder_lower_leave(AdderLower *l, LLVMValueRef answer);
LLVMValueRef adder_lower_stack_short(AdderLower *l);
LLVMValueRef adder_lower_known_name(AdderLower *l, const HirInstr *instr);
/* Finds the direct calls before which nobody can have begun to watch; false without memory. */
bool adder_lower_plan_watched(AdderLower *l);
void adder_lower_direct(AdderLower *l, HirInstr *instr);
void adder_lower_bail(AdderLower *l, HirInstr *instr);
/* The same where no object came back: makes one, and leaves if `hit`. */
void adder_lower_stress_bail(AdderLower *l, HirInstr *bail, LLVMValueRef hit);

/* ---- llvm_places.c ---- */
void adder_places_begin(AdderLower *l);
void adder_places_at(AdderLower *l, const HirInstr *instr);
/* Writes a part of what the unit is made of; text may be NULL. */
void adder_places_keep(AdderLower *l, const char *suffix, LLVMMemoryBufferRef text);
/* When the code is loaded. GIL held. */
void adder_places_write(AdderLower *l);

/* ---- llvm_ops.c ---- */
void adder_lower_instr(AdderLower *l, HirInstr *instr);

/* ---- llvm_exit.c ---- */
/* Chooses the slots that values have while calls run. */
void adder_lower_plan_slots(AdderLower *l);
/* The exit block of instr. */
LLVMBasicBlockRef adder_lower_exit(AdderLower *l, HirInstr *instr);
/* Notes the site of a direct call: who makes the frames reads it. */
void adder_lower_quiet_site(AdderLower *l, HirInstr *instr);
/* Levels of recursion that the inlined callees of any exit are at most. */
int adder_lower_depth(const AdderLower *l);
/* Tells others where we are, before a call that may run Python code. */
void adder_lower_site(AdderLower *l, HirInstr *instr);
/* The same on a cold path, for who is told by a word: adder_rt_dealloc_at. */
LLVMValueRef adder_lower_cold_site(AdderLower *l, HirInstr *instr);
/* Behind that call, when it has come back without an error. */
void adder_lower_site_end(AdderLower *l, const HirInstr *instr);
/* The same behind what may have raised (l->raised): then the frames stay, for the Unwind that comes. */
void adder_lower_call_end(AdderLower *l, const HirInstr *instr);
/* Puts a value that was just defined where calls' descriptors expect it. */
void adder_lower_defined(AdderLower *l, HirInstr *instr);
/* Fills the blocks of all exits, then the unit's descriptors. */
void adder_lower_exits(AdderLower *l);
AdderStatus adder_lower_descriptors(AdderLower *l);

/* ---- llvm_memory.c ---- */
typedef struct AdderCodeMemory AdderCodeMemory;
/* Room for one object file (ELF); NULL when the code memory is used up. */
AdderCodeMemory *adder_memory_new(const char *object);
void adder_memory_free(AdderCodeMemory *memory);
void adder_memory_section(const AdderCodeMemory *memory, void **code, size_t *code_bytes,
                          void **stackmaps, size_t *stackmap_bytes);
/* RTDyld's callbacks; the context is an AdderCodeMemory. */
uint8_t *adder_memory_code(void *memory, uintptr_t size, unsigned align, unsigned id,
                           const char *name);
uint8_t *adder_memory_data(void *memory, uintptr_t size, unsigned align, unsigned id,
                           const char *name, LLVMBool read_only);
extern bool adder_memory_denied; /* the system has refused to make pages executable */
LLVMBool adder_memory_finish(void *memory, char **error);

/* ---- llvm_stackmap.c ---- */
/* The body of an exit block, up to its return: brings the live values out. */
void adder_stackmap_exit(AdderLower *l, const AdderLowerExit *e);
/* Reads and checks the unit's records into *table (malloc); ADDER_BUG with l->reason. */
AdderStatus adder_stackmap_read(AdderLower *l, const void *section, size_t size, void **table);
/* What exit blocks call. */
void adder_exit_thunk(void);

/* ---- llvm_backend.c ---- */
const void *adder_backend_stackmaps(const AdderUnit *unit);

#endif
