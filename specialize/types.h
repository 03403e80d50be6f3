/* Inside the types pass: what its files share.  Everything lives in the compilation's arena. */
#ifndef ADDER_SPECIALIZE_TYPES_H
#define ADDER_SPECIALIZE_TYPES_H

#include "profile/caches.h"
#include "profile/feedback.h"
#include "specialize/emit.h"
#include "specialize/specialize.h"

typedef struct {
    HirFunc *func;
    int nvalues;         /* values that existed when the pass began */
    AdderTypes *types;   /* by id: inferred; Bottom: not reached yet */
    PyObject **expected; /* by id: what a global is just now (borrowed), or NULL; of a Call: what it is
                            sure to give */
    uint8_t *words;      /* by id: what a BinaryOp is for ints that are kept to a word (spec_word.c) */
    bool *live;          /* by order of the blocks: a decided branch leads round the others */
} AdderTyper;

/* What is known of an operand: its inferred type, or that of a value made by this pass. */
AdderTypes adder_typer_type(const AdderTyper *t, HirInstr *value);
/* The object that value is just now (borrowed), or NULL. Loads made by this pass have it as note. */
PyObject *adder_typer_expected(const AdderTyper *t, HirInstr *value);
/* The one exact builtin type that operand `arg` is to have (proven, or worth a guard), Bottom if
 * nothing is known yet, or Object: do not specialise.  depth: its place in the profile (0: top). */
AdderTypes adder_typer_plan(const AdderTyper *t, HirInstr *instr, int arg, int depth);
/* The same where an int of any size will do: Long, Bool, Bottom or Object. */
AdderTypes adder_typer_plan_int(const AdderTyper *t, HirInstr *instr, int arg, int depth);
/* The same of what is looked up: an int of any size will do, as will other types. */
AdderTypes adder_typer_plan_key(const AdderTyper *t, HirInstr *instr, int arg, int depth);
/* Has an int that does not fit in 64 bits with a sign been seen there? ... but without a sign they all did? */
bool adder_typer_saw_wide(const AdderTyper *t, const HirInstr *instr, int depth);
bool adder_typer_saw_word(const AdderTyper *t, const HirInstr *instr, int depth);
/* May guards be put at this instruction?  False once they have failed too often here. */
bool adder_typer_may_guard(const AdderTyper *t, const HirInstr *instr);

/* Does func take nargs positional arguments just so, and can it be told by its version? */
bool adder_call_is_plain(PyFunctionObject *func, int nargs);

/* Keys of this one type are looked up without Python code. */
bool adder_is_plain_key(AdderTypes type);
/* What these are. */
#define ADDER_PLAIN_KEYS                                                                           \
    (ADDER_T_Str | ADDER_T_Long | ADDER_T_Bool | ADDER_T_Float | ADDER_T_None | ADDER_T_Tuple)

/* A function written in C that can be called without more ado. */
typedef struct {
    PyObject *callable; /* borrowed: a method descriptor, builtin function or type */
    int64_t kind;       /* ADDER_NATIVE_* */
    AdderTypes result;
    bool plain;         /* runs no Python code if the first argument is of one type among `takes`, the others `rest` ... */
    AdderTypes takes, rest; /* Object: whatever they are */
    bool unbounded;     /* ... and self is a deque without a maxlen ... */
    int64_t manner;     /* ... and is, beside: ADDER_NATIVE_PURE, _ITEMS or 0 */
} AdderNative;
/* self: the very class of the self that a method is given; NULL: there is none. */
bool adder_plan_native(PyObject *callable, PyTypeObject *self, int nargs, AdderNative *plan);
/* What argument k has to be. */
static inline AdderTypes
adder_native_takes(const AdderNative *plan, int k)
{
    return k == 0 ? plan->takes : plan->rest;
}
/* Will a call of a method of a builtin type be an operation, or run no Python code, by what was seen of its arguments? */
bool adder_is_known_method(const HirInstr *call, PyObject *method);
/* args: with self, if it is a method. The callee has been guarded. */
HirInstr *adder_emit_native(AdderEmit *e, const AdderNative *plan, int nargs, HirInstr **args);

/* Is it an exception's class whose instances are made of their arguments and nothing else, and die
 * unnoticed?  NULL: no. */
bool adder_plan_exception(PyObject *callable);
/* Such an instance; value is to be cls. */
HirInstr *adder_emit_exception(AdderEmit *e, HirInstr *value, PyObject *cls, HirInstr *const *args, int n);

/* Ints that are kept to a word (spec_word.c).  INNER: a masking operation will make it. */
typedef enum {
    ADDER_WORD_NOT,
    ADDER_WORD_NOT_YET,
    ADDER_WORD_INNER,
    ADDER_WORD_MASKED,
    ADDER_WORD_REDUCED,
    ADDER_WORD_EXACT,
} AdderWord;
/* Before types are inferred; false: no memory. */
bool adder_words_mark(AdderTyper *t);
/* How a BinaryOp or CompareOp is computed, and the types that its operands are to have. */
AdderWord adder_plan_word(const AdderTyper *t, HirInstr *instr, AdderTypes *a, AdderTypes *b);
/* value as a word, which is to be of that type (Long or Bool); leaves where it is none. */
HirInstr *adder_emit_as_word(AdderEmit *e, HirInstr *value, AdderTypes type);
void adder_rewrite_word(AdderTyper *t, HirInstr *instr, AdderWord plan, AdderTypes a, AdderTypes b);

/* One rule of the pass: what type the op will give, and how it is rewritten. Both see the same
 * types, so that what infer promises rewrite keeps. */
typedef AdderTypes AdderInfer(const AdderTyper *t, HirInstr *instr);
typedef void AdderRewrite(AdderTyper *t, HirInstr *instr);
typedef struct {
    HirOp op;
    AdderInfer *infer;
    AdderRewrite *rewrite;
} AdderTypeRule;

/* Each ends with HIR_NONE. */
extern const AdderTypeRule adder_number_rules[], adder_name_rules[], adder_call_rules[],
    adder_item_rules[], adder_iter_rules[], adder_except_rules[];

static inline bool
adder_one_type(AdderTypes types)
{
    return types != 0 && (types & (types - 1)) == 0;
}

static inline bool
adder_is_int(AdderTypes type)
{
    return type == ADDER_T_Long || type == ADDER_T_Bool;
}

/* NB_* of a BinaryOp, without whether it is in place. */
int adder_plain_kind(const HirInstr *instr);

#endif
