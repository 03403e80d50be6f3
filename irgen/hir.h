/* HIR: Adder's typed SSA form.
 *
 * A function is a list of blocks in reverse post-order, a block a list of instructions that ends
 * in one terminator, an instruction its own result.  Values are objects (with a set of possible
 * exact types) or machine values (I64, F64, I1).  Every instruction that may leave names a state
 * (snapshot): what the interpreter's frames would hold before its bytecode.
 *
 * Everything lives in the compilation's arena.  PyObject pointers are borrowed from the code
 * object, or kept by the symbol table for the unit (see HirSym).  HIR is built and optimised with
 * the GIL held; printing, parsing and verifying need no Python. */
#ifndef ADDER_HIR_H
#define ADDER_HIR_H

#include "irgen/hir_ops.h"
#include "support/arena.h"
#include "support/types.h"

/* ---- Vocabulary ---------------------------------------------------------------------------- */

typedef enum {
    HIR_NONE = 0,
#define X(name, nargs, result, effects, refs, extra) HIR_##name,
    HIR_OP_TABLE(X)
#undef X
    HIR_NOPS
} HirOp;

/* What an op may do. */
enum {
    HIR_E_Pure = 0,
    HIR_E_Read = 1,        /* reads memory that others can change */
    HIR_E_Write = 2,       /* changes memory of builtin objects; runs no Python code */
    HIR_E_Call = 4 | 1 | 2, /* may run any Python code */
    HIR_E_Raise = 8,       /* has an error exit */
    HIR_E_Deopt = 16,      /* has a deoptimisation exit */
    HIR_E_Ctrl = 32,       /* ends a block */
    HIR_E_Ref = 64,        /* a reference count changes */
};
#define HIR_E_CALL_BIT 4

/* How a result is held; HIR_STEAL(i): operand i's reference is consumed (also on the error exit,
 * where the state's slots that held it become unset); HIR_STEAL_ALL: every operand's. */
enum {
    HIR_R_None = 0, /* a machine value, or no reference */
    HIR_R_New,      /* a new reference, owned by the SSA value (may be Null when the type says so) */
    HIR_R_Borrow,   /* borrowed from memory: good until anything is written or called */
    HIR_R_Const,    /* borrowed for as long as the unit runs */
    HIR_R_Alias,    /* operand 0's reference under another name */
    HIR_R_Phi,      /* decided by the reference count pass */
    HIR_R_Virtual,  /* not an object yet: built by an exit */
    HIR_R_MASK = 15,
};
/* InstanceNew, in imm beside the version: its birth and death go unnoticed. */
#define HIR_PLAIN_INSTANCE (INT64_C(1) << 32)
#define HIR_STEAL(i) (16 << (i))
#define HIR_STEAL_ALL (16 << 8)
#define HIR_STEAL_REST (16 << 9) /* all but operand 0 */

typedef enum { HIR_X_None, HIR_X_Imm, HIR_X_Dbl, HIR_X_Sym, HIR_X_Type, HIR_X_ImmSym } HirExtra;

typedef struct {
    const char *name;
    int nargs;
    AdderTypes result; /* 0: no result */
    uint32_t effects, refs;
    HirExtra extra;
} HirOpInfo;

ADDER_SHARED extern const HirOpInfo hir_op_info[HIR_NOPS];

/* ---- Structure ----------------------------------------------------------------------------- */

typedef struct HirInstr HirInstr;
typedef struct HirBlock HirBlock;
typedef struct HirState HirState;
typedef struct HirExit HirExit;
typedef struct HirFunc HirFunc;

/* A runtime object named in the code: printed as @kind.text. */
typedef enum {
    HIR_SYM_CONST,  /* a strong reference */
    HIR_SYM_NAME,   /* a str; strong */
    HIR_SYM_TYPE,   /* weak: guards prove by version that it is still the one that was meant */
    HIR_SYM_GLOBAL, /* weak, likewise */
    HIR_SYM_NKINDS
} HirSymKind;
typedef struct {
    HirSymKind kind;
    const char *text; /* without addresses; unique within kind */
    PyObject *object; /* strong kinds: owned by the function, then by the unit. NULL when parsed */
} HirSym;

/* What the interpreter's frame holds before an instruction; see "State" in ARCHITECTURE.md. */
struct HirState {
    int id;
    int bytecode;        /* index, in code units, of the instruction to (re)execute or that raises */
    int nlocals, nstack; /* localsplus without the stack; depth of the stack */
    HirInstr **slots;    /* nlocals + nstack values; NULL: unset */
    HirState *caller;    /* state of the caller when inlined: its call instruction, operands still
                            on its stack; NULL: the unit's own frame */
    PyCodeObject *code;  /* borrowed; of this frame */
    HirInstr *func;      /* the inlined function object's value; NULL for the unit's own frame */
    HirInstr *gives;     /* inlined __init__: the instance, which the caller gets instead of what
                            the frame returns; else NULL */
    bool indirect;       /* the caller's instruction is one more level of recursion: a comparison, say */
    bool generator;      /* the frame is that of the generator on top of the caller's stack, which
                            the caller's FOR_ITER has resumed */
};

/* How an exit fills the frame: made by the reference count pass, one per exiting instruction. */
typedef enum { HIR_TAKE, HIR_COPY, HIR_UNSET, HIR_BOX } HirHold;
struct HirExit {
    /* for each slot of the state, callers' frames following: TAKE moves the SSA value's own
     * reference, COPY makes a new one, UNSET leaves the slot empty, BOX makes an object. */
    HirHold *hold;
    HirInstr **drop; /* owned values that are in no slot: the exit lets go of them */
    int nhold, ndrop;
};

/* Exact classes, in the order of their versions; borrowed, which is enough while no Python code runs. */
enum { HIR_MOST_CLASSES = 4 };
typedef struct {
    int n;
    PyTypeObject *at[HIR_MOST_CLASSES];
} HirClasses;

struct HirInstr {
    HirOp op;
    AdderTypes type;   /* of the result; 0: none */
    int id;            /* vN; unique within the function */
    int nargs;
    HirInstr **args;
    HirInstr *prev, *next;
    HirBlock *block;   /* NULL once removed */
    HirState *state;
    HirExit *exit;     /* after the reference count pass */
    HirInstr *forward; /* replaced by this one; hir_resolve follows it */
    HirSym *sym;
    int64_t imm;
    double dbl;
    AdderTypes guard_type; /* of GuardType and Refine; of stores: what they replace, or 0: unknown */
    const HirClasses *classes; /* its object is of one of them: guards prove it, operations are made for
                                  it; NULL: not known */
    bool entry;        /* guards what the frame was entered with: no fault of the instruction's */
    bool generic;      /* what was seen has been dealt with before it: not to be specialised */
    bool quiet;        /* a store: leaves rather than that the death of what it replaces runs code */
    bool hoisted;      /* stands before the loop that it comes from; bytecode is that of the loop's head */
    int bytecode;      /* instruction that it comes from (code units) */
    PyCodeObject *code; /* borrowed; of that instruction, where known: for ADDER_ANNOTATE */
    int scratch;       /* for the pass at work */
    void *note;        /* for the pass at work */
};

struct HirBlock {
    int id;
    HirFunc *func;     /* that it belongs to */
    HirInstr *first, *last; /* phis first, terminator last */
    ADDER_VEC(HirBlock *) preds; /* order is that of the phis' operands */
    HirBlock *succ[2];
    int nsucc;
    int bytecode;      /* first instruction */
    bool loop_head;
    int loop_depth;
    HirBlock *idom;    /* set by hir_analyse */
    int order;         /* position in func->blocks */
    float weight;      /* relative frequency, from branch counts; 1 = entry */
    void *note;
};

struct HirFunc {
    AdderArena *arena;
    PyCodeObject *code;     /* borrowed */
    PyFunctionObject *func; /* borrowed; the function whose call caused the compilation, or NULL */
    PyObject *globals, *builtins; /* borrowed */
    const char *name;       /* module:qualname */
    bool looked_at;         /* a body by itself, before it is put in: func is the very function */
    bool module_scope;      /* names that are no locals are globals: f_locals is f_globals */
    int entry_bytecode;     /* 0, or the loop head for an OSR unit */
    int nlocals;            /* co_nlocalsplus */
    int entry_nstack;       /* stack values at the entry (OSR): Args nlocals .. nlocals + nstack */
    ADDER_VEC(HirBlock *) blocks; /* [0] is the entry; reverse post-order after hir_analyse */
    ADDER_VEC(HirSym *) syms;
    int next_value, next_block, next_state;
    int levels;             /* of recursion, in the innermost of the inlined callees */
    const char *reason;     /* why DECLINED or BUG; static or in the arena */
    const AdderSignature *signature; /* of a direct entry; NULL: entered with a frame */
    ADDER_VEC(AdderDirect *) directs; /* cells of the functions called directly; CallDirect.imm is an index */
    void *code_profile;     /* AdderCode * (profile/feedback.h); NULL when parsed */
};

/* ---- Making and changing ------------------------------------------------------------------- */
/* Constructors give NULL without memory; the arena is then failed, and callers may go on to their
 * end as long as they do not use the result. */

HirFunc *hir_func_new(AdderArena *arena);
HirBlock *hir_block_new(HirFunc *func, int bytecode);
HirState *hir_state_new(HirFunc *func, PyCodeObject *code, int bytecode, int nlocals, int nstack);
HirState *hir_state_copy(HirFunc *func, const HirState *state);
/* Interned by (kind, object); takes a new reference to object. text is made if NULL. */
HirSym *hir_sym(HirFunc *func, HirSymKind kind, PyObject *object, const char *text);
/* An instruction that stands nowhere yet. Type is the table's result. nargs operands from args. */
HirInstr *hir_instr_new(HirFunc *func, HirOp op, HirState *state, int nargs, HirInstr *const *args);
void hir_append(HirBlock *block, HirInstr *instr);
void hir_insert_before(HirInstr *where, HirInstr *instr);
void hir_insert_after(HirInstr *where, HirInstr *instr);
void hir_remove(HirInstr *instr);
/* All uses of old are to mean new from now on; old is removed from its block.  Uses are really
 * rewritten by hir_apply_forwards; until then read operands through hir_resolve. */
void hir_replace(HirInstr *old, HirInstr *replacement);
ADDER_SHARED HirInstr *hir_resolve(HirInstr *instr);
/* Rewrites all operands and states; each pass that replaces calls it at its end. */
void hir_apply_forwards(HirFunc *func);
void hir_link(HirBlock *from, int which, HirBlock *to); /* sets succ[which], adds the pred */
void hir_remove_pred(HirBlock *block, HirBlock *pred);  /* and its phi operands */
/* Puts a block on each edge from a block with two successors to one with two predecessors. */
void hir_split_critical_edges(HirFunc *func);
/* Drops error edges of ops that cannot raise any more, and unreachable blocks; orders the rest, sets
 * idom, order, loop_head, loop_depth. */
void hir_analyse(HirFunc *func);
bool hir_dominates(const HirBlock *a, const HirBlock *b);
/* The last block that is on all ways to both. */
HirBlock *hir_common_dominator(HirBlock *a, HirBlock *b);
/* Of one block: a is b, or stands before it. */
bool hir_comes_before(const HirInstr *a, const HirInstr *b);
/* Releases what syms hold. The arena is the caller's. */
void hir_func_clear(HirFunc *func);

static inline uint32_t hir_effects(const HirInstr *i) { return hir_op_info[i->op].effects; }
static inline uint32_t hir_result_ref(const HirInstr *i)
{
    return hir_op_info[i->op].refs & HIR_R_MASK;
}
static inline bool hir_sym_is_optional(HirOp op)
{
    return op == HIR_Call || op == HIR_CallFunc || op == HIR_LoadClosure;
}
static inline bool hir_steals(const HirInstr *i, int arg)
{
    uint32_t steals = HIR_STEAL_ALL | (arg < 8 ? HIR_STEAL(arg) : 0) | (arg > 0 ? HIR_STEAL_REST : 0);
    return (hir_op_info[i->op].refs & steals) != 0;
}
static inline bool hir_may_run_code(const HirInstr *i)
{
    return (hir_effects(i) & HIR_E_CALL_BIT) != 0 && !i->quiet;
}
/* Always leaves to the interpreter, whose state takes all values. */
static inline bool hir_always_leaves(const HirInstr *i)
{
    return i->op == HIR_Exit || i->op == HIR_Untaken || i->op == HIR_RaiseUnbound;
}
static inline bool hir_is_object(const HirInstr *i)
{
    return i->type != 0 && (i->type & ADDER_T_Machine) == 0;
}
static inline bool hir_has_exit(const HirInstr *i)
{
    return (hir_effects(i) & (HIR_E_Raise | HIR_E_Deopt)) != 0;
}
/* Does the state have to be written down before instr runs?  So for what may run Python code, or
 * start a garbage collection, on its usual path. */
ADDER_SHARED bool hir_is_site(const HirInstr *instr);
/* May an error edge (BranchRaised) lead away from it?  Errors of other ops (no memory) leave. */
static inline bool hir_is_catchable(const HirInstr *i)
{
    return (hir_effects(i) & (HIR_E_Raise | HIR_E_CALL_BIT)) == (HIR_E_Raise | HIR_E_CALL_BIT);
}
/* The op that raises into the block's BranchRaised; NULL if it has none (any more). */
ADDER_SHARED HirInstr *hir_caught(const HirBlock *block);
ADDER_SHARED bool hir_is_caught(const HirInstr *i);
/* Where an instruction goes that is to run at the end of block: before its terminator, and before
 * the op that raises into that. */
HirInstr *hir_block_end(HirBlock *block);
/* Results of an op: Second(k) gives those after the first. */
ADDER_SHARED int hir_results(const HirInstr *i);
/* Number of successors that a terminator has. */
int hir_successors(HirOp op);
/* A number that came from one of several values, of which some may have an object of their own. */
ADDER_SHARED bool hir_is_merged(const HirInstr *i);
/* The value behind guards and refinements: the one that holds the reference. */
ADDER_SHARED HirInstr *hir_root(HirInstr *i);

#define HIR_FOR_INSTRS(i, block) for (HirInstr *i = (block)->first; i != NULL; i = i->next)
/* Operand k of i is value; the body, in braces, does not change i, and leaves by return only. */
#define HIR_FOR_USES(i, k, func, value)                                                           \
    for (int i##_b = 0; i##_b < (func)->blocks.n; i##_b++)                                        \
        HIR_FOR_INSTRS(i, (func)->blocks.at[i##_b])                                               \
            for (int k = 0; k < i->nargs; k++)                                                    \
                if (hir_resolve(i->args[k]) == (value))
/* The body may remove i. */
#define HIR_FOR_INSTRS_SAFE(i, block)                                                             \
    for (HirInstr *i = (block)->first, *i##_next; i != NULL && (i##_next = i->next, true);        \
         i = i##_next)

/* Names other where state (NULL: nothing) or a caller's state names old. */
void hir_state_replace(HirState *state, const HirInstr *old, HirInstr *other);

/* Calls visit for each value named in state and its callers (not NULL slots), and for those that
 * virtual objects among them hold. */
ADDER_SHARED void hir_state_visit(HirState *state, void (*visit)(HirInstr **value, void *arg), void *arg);

/* ---- Text ---------------------------------------------------------------------------------- */

/* Appends the function's text; no addresses; can be parsed back. */
void hir_print(const HirFunc *func, FILE *out);
/* Parses what hir_print wrote. On an error: NULL and a one-line message in error (of size n). */
HirFunc *hir_parse(AdderArena *arena, const char *text, char *error, size_t n);
/* ADDER_OK, or ADDER_BUG with func->reason: the first rule broken. */
AdderStatus hir_verify(HirFunc *func);

#endif
