/* Which special method of a class an instruction on instances runs, for the passes that put its
 * body in or call it. */
#ifndef ADDER_SPECIALIZE_SPECIAL_H
#define ADDER_SPECIALIZE_SPECIAL_H

#include "specialize/callee.h"

/* What the instruction makes of what the method gives. */
typedef enum {
    ADDER_MAKES_RESULT,   /* that is it */
    ADDER_MAKES_NOTHING,  /* it is dropped */
    ADDER_MAKES_OPERATOR, /* NotImplemented has the rest of the protocol follow */
    ADDER_MAKES_TRUTH,    /* its truth */
    ADDER_MAKES_BOOL,     /* it has to be one */
    ADDER_MAKES_LENGTH,   /* it has to be one */
} AdderMakes;

enum { ADDER_SPECIAL_OPERANDS = 3 };
typedef struct {
    HirClasses classes; /* n: 0 if it is of a builtin type, or may be anything */
    AdderTypes type;    /* that type; 0: it may be anything */
} AdderOperand;

typedef struct {
    AdderCallee callee;
    int nargs;                         /* that the method is given, self included */
    int order[ADDER_SPECIAL_OPERANDS]; /* which operand of the instruction each of the first ones is
                                        */
    AdderOperand of[ADDER_SPECIAL_OPERANDS]; /* what guards are to prove of them */
    AdderMakes makes;
    int64_t what;  /* ADDER_MAKES_OPERATOR: ADDER_OPERATOR_* */
    bool indirect; /* see HirState */
} AdderSpecial;

/* May instr run a special method, if its operands are instances? */
bool adder_may_be_special(const HirInstr *instr);
/* False: its operands were seen to be anything, or of classes that do not agree on a Python
 * function, or that have another say in it.  Whether the function takes that many arguments has to
 * be asked. */
bool adder_find_special(const HirFunc *func, const HirInstr *instr, AdderSpecial *special);
/* The truth of instr's operand is that it is not None: all of its classes (with that of None, if it
 * was seen) say nothing of it. */
bool adder_find_presence(const HirInstr *instr, HirClasses *classes);
/* The guarded method; *args (in the arena): what it is given, guarded.  NULL without memory. */
HirInstr *adder_emit_special(AdderEmit *e, const HirInstr *instr, const AdderSpecial *special,
                             HirInstr ***args);
/* What takes the place of instr, in whose place e emits; NULL: nothing does. */
HirInstr *adder_emit_made(AdderEmit *e, const HirInstr *instr, const AdderSpecial *special,
                          HirInstr *result);

#endif
