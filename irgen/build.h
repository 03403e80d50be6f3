/* The builder's own contract: bytecode blocks (build_cfg.c), SSA construction (build.c) and the
 * translation of opcodes (build_ops.c).  Everything lives in the compilation's arena, the GIL is
 * held.  Outside of these three files use irgen.h. */
#ifndef ADDER_BUILD_H
#define ADDER_BUILD_H

#include "irgen/irgen.h"

#include <opcode.h>

enum { BUILD_MAX_UNITS = 20000, BUILD_MAX_BLOCKS = 3000 };

/* One line of the exception table: errors in [first, end) go to the instruction at target, with depth
 * values left on the stack; the raising instruction's offset is pushed (lasti), then the exception. */
typedef struct {
    int first, end, target, depth; /* positions */
    bool lasti;
} BuildHandler;

/* A basic block of bytecode. */
typedef struct BuildBlock {
    int first, last; /* positions in codes.at, inclusive */
    struct BuildBlock *succ[3]; /* [0]: jump target or the only one; [1]: next instruction; behind
                                   them, if any, the handler of all its instructions */
    int nsucc;                  /* with the handler */
    const BuildHandler *handler;
    int nedges;                 /* that lead here at most: an instruction that raises has one, a bare
                                   `raise`, which may fail to, a second one */
    ADDER_VEC(struct BuildBlock *) preds; /* reachable ones */
    int order;       /* reverse post-order; -1: unreachable */
    bool head;       /* a retreating edge leads here */
    bool in_loop;
    bool irreducible; /* heads: does not dominate its loop, or values change their names in it */
    int stamp, cursor; /* of the walk at work */
    /* Bit sets of locals. */
    uint64_t *stores;   /* written (or deleted) in this block */
    uint64_t *varying;  /* heads: written somewhere in the loop */
    uint64_t *gen, *kill, *assigned; /* certainly set: effect of the block, and at its start */
    uint64_t *deleted;  /* at any point of the block */
    /* Construction. */
    HirBlock *hir;
    HirInstr ***incoming; /* slots along each edge, in order of hir->preds */
    int nincoming, depth; /* edges so far; depth of the stack */
    HirInstr **phis;      /* by slot; NULL until the block is opened, or no phi */
} BuildBlock;

typedef struct {
    AdderArena *arena;
    PyCodeObject *code;
    bool resumes; /* what follows a yield belongs to the same code, ... */
    bool merges;  /* ... and several yields meet on the way: any slot may have another value behind them */
    AdderBytecodes codes;
    int nlocals, nwords;
    BuildBlock *blocks;
    int nblocks;
    BuildHandler *handlers;
    int nhandlers;
    BuildBlock **of;     /* position -> block that starts there, or NULL */
    BuildBlock *entry;
    BuildBlock **rpo;
    int nrpo;
    const char *reason;  /* when declined */
} BuildCfg;

/* Finds blocks, loops, and what is certainly assigned, from the instruction at position entry.
 * assigned: locals that are set there (bit set).  DECLINED with reason. */
AdderStatus build_cfg(BuildCfg *cfg, int entry, const uint64_t *assigned);
/* Finds again what is certainly assigned, when other locals are set at the entry. */
void build_assigned(BuildCfg *cfg, const uint64_t *entry);
/* Locals that may be read before they are written, from cfg->entry on. NULL: no memory. */
uint64_t *build_live_at_entry(BuildCfg *cfg);
/* Depth of the value stack before the instruction at position, as the compiler of CPython made
 * it; -1 if it cannot be known. */
int build_stack_depth(BuildCfg *cfg, int position);

static inline bool build_bit(const uint64_t *set, int bit)
{
    return (set[bit / 64] >> (bit % 64) & 1) != 0;
}
static inline void build_bit_set(uint64_t *set, int bit) { set[bit / 64] |= 1ull << (bit % 64); }
static inline void build_bit_clear(uint64_t *set, int bit)
{
    set[bit / 64] &= ~(1ull << (bit % 64));
}

typedef struct {
    HirFunc *func;
    BuildCfg cfg;
    AdderStatus status;
    const AdderInlining *inlined; /* NULL: the unit's own frame */
    /* Present point. */
    HirBlock *entry;          /* constants go here */
    HirBlock *block;          /* NULL once it has its terminator */
    const BuildHandler *handler; /* of the block at hand, or NULL */
    const AdderBytecode *at;
    HirState *state;          /* before at; NULL until somebody needs it */
    HirInstr **slots;         /* locals, then the stack; NULL: known to be unset */
    int sp, room;             /* used and allocated slots */
    HirSym *kwnames;          /* from KW_NAMES to CALL */
    int kwnames_at;           /* where that began */
    /* Made once. */
    HirInstr **consts;        /* by index in co_consts */
    HirInstr *none, *null;
    HirInstr nowhere;         /* stands for what could not be allocated */
} Builder;

/* Appends an instruction, with its bytecode and (if the op needs one) the state before it. */
HirInstr *build_emit(Builder *b, HirOp op, int nargs, HirInstr *const *args);
#define EMIT(b, op, ...)                                                                           \
    build_emit((b), HIR_##op, (int)ADDER_COUNT(((HirInstr *[]){__VA_ARGS__})),                     \
               ((HirInstr *[]){__VA_ARGS__}))
#define EMIT0(b, op) build_emit((b), HIR_##op, 0, NULL)
HirInstr *build_const(Builder *b, int index);
HirInstr *build_constant(Builder *b, PyObject *object);
HirInstr *build_none(Builder *b);
HirInstr *build_operand(Builder *b, HirInstr *value); /* NULL: the NullConst */
HirSym *build_sym(Builder *b, HirSymKind kind, PyObject *object);
HirState *build_state(Builder *b); /* before the instruction at hand */
HirState *build_state_at(Builder *b, int bytecode); /* a new one, from the present slots */
/* Guards (value, type) or refines; types is what is left of it. */
HirInstr *build_narrow(Builder *b, HirOp op, HirInstr *value, AdderTypes types, HirState *state);
/* Makes the block at position `to` successor `which` of from, with the present slots. */
void build_edge(Builder *b, HirBlock *from, int which, int to);
/* Ends the block: on to the handler at hand, with exception on the stack above lasti (NULL: the
 * instruction at hand). */
void build_enter_handler(Builder *b, HirInstr *lasti, HirInstr *exception);
void build_jump(Builder *b, int to); /* ends the block, as does build_return */
void build_return(Builder *b, HirInstr *value);
void build_yield(Builder *b, HirInstr *value); /* popped; the rest stays in the frame */
static inline int build_position(const Builder *b, int unit) { return b->cfg.codes.by_index[unit]; }

static inline void build_push(Builder *b, HirInstr *value)
{
    if (b->sp < b->room) {
        b->slots[b->sp++] = value;
        return;
    }
    b->status = ADDER_BUG;
    b->func->reason = "value stack overflows";
}
static inline HirInstr *build_pop(Builder *b)
{
    if (b->sp > b->cfg.nlocals) {
        return b->slots[--b->sp];
    }
    b->status = ADDER_BUG;
    b->func->reason = "value stack underflows";
    return &b->nowhere;
}
/* PEEK(1) is the top. */
static inline HirInstr **build_peek(Builder *b, int depth)
{
    if (depth > 0 && b->sp - depth >= b->cfg.nlocals) {
        return &b->slots[b->sp - depth];
    }
    b->status = ADDER_BUG;
    b->func->reason = "value stack underflows";
    return &b->slots[b->sp > 0 ? b->sp - 1 : 0];
}

/* Translates the instruction at hand. */
typedef void BuildOp(Builder *b, int oparg);
extern BuildOp *const build_ops[256]; /* NULL: cannot be translated */
/* Whether an op looks names up in the frame's globals or makes functions of them. */
bool build_uses_globals(int opcode);

#endif
