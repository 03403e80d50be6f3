/* Every HIR operation, declared once.  Enum, printer, parser, verifier, effects and the lowering's
 * completeness test all come from this table.
 *
 * X(Name, nargs, result, effects, refs, extra)
 *   nargs    number of operands, -1: any number
 *   result   T(bits) the type that the op gives at most; Void: no result
 *   effects  what the op may do, from the HIR_E_* flags (hir.h)
 *   refs     how the result is held (HIR_R_*) and which operands are consumed (HIR_STEAL(i))
 *   extra    what the instruction carries besides operands: None, Imm (imm), Dbl (dbl),
 *            Sym (sym), Type (guard_type), ImmSym, ImmType
 *
 * An op with Raise, Deopt or Call needs a state.  An op has one exit at most: Raise (error: the
 * state's frame raises) or Deopt (the state's instruction is interpreted again), never both.
 * Deopt ops have checked before their first side effect.  What allocates an object that the
 * garbage collector tracks has Write: a collection may start there, and finalizers run.
 *
 * LoadMethod and Call work on the two stack slots that the interpreter has there: slot0 is the
 * method and slot1 its self, or slot0 is Null and slot1 the callable.  LoadMethod's result is
 * slot0, Second(0) is slot1; Call takes slot0, slot1, then the arguments: if slot0 is not Null it
 * is called with slot1 as first argument.  The state of a Call with kwnames names its KW_NAMES,
 * from where the interpreter would run it again; its own bytecode is the CALL.  Unpack's result is
 * the sequence's item 0, Second(k) item k + 1; of Send's two one is Null.
 *
 * An op that raises (Raise) and runs code (Call) directly before a BranchRaised is caught: it has
 * no exit; where it raised, succ[0] goes on with the exception set, and without its result.
 * Whoever inserts something "at the end of a block" asks hir_block_end where that is. */
#ifndef ADDER_HIR_OPS_H
#define ADDER_HIR_OPS_H

/* How CallNative's function wants its arguments; CLASS: it is a builtin type, called by its
 * vectorcall; METHOD: operand 0 is its self, which is of the type that the method belongs to. */
enum {
    ADDER_NATIVE_NONE,
    ADDER_NATIVE_ONE,
    ADDER_NATIVE_MANY,
    ADDER_NATIVE_MANY_KEYWORDS,
    ADDER_NATIVE_METHOD = 4,
    ADDER_NATIVE_CLASS = 8,
    ADDER_NATIVE_PLAIN_CLASS = 16, /* one without a vectorcall */
    /* Of CallPlain: it changes nothing that other operations read, or items and sizes of lists only,
     * and starts no collection. */
    ADDER_NATIVE_PURE = 32,
    ADDER_NATIVE_ITEMS = 64,
};

/* Functions of math that are those of the C library, wherever these give a finite result. */
#define ADDER_MATH_ONE(X)                                                                          \
    X(acos) X(asin) X(atan) X(cbrt) X(cos) X(cosh) X(exp) X(exp2) X(log) X(log10) X(log2) X(sin)   \
    X(sinh) X(tan) X(tanh)
#define ADDER_MATH_TWO(X) X(atan2) X(copysign) X(fmod) X(pow)

#define ADDER_MATH_ENUM(name) ADDER_MATH_##name,
typedef enum { ADDER_MATH_ONE(ADDER_MATH_ENUM) ADDER_NMATH_ONE } AdderMathOne;
typedef enum { ADDER_MATH_TWO(ADDER_MATH_ENUM) ADDER_NMATH_TWO } AdderMathTwo;

typedef enum {
    ADDER_ROUND_EVEN,
    ADDER_ROUND_FLOOR,
    ADDER_ROUND_CEIL,
    ADDER_ROUND_TRUNC
} AdderRounding;

#define HIR_OP_TABLE(X)                                                                            \
    /* -- values -- */                                                                             \
    X(Const, 0, Object, Pure, Const, Sym)      /* an object the unit keeps alive */                \
    X(NullConst, 0, Null, Pure, None, None)    /* an unset slot, or "no self" */                   \
    X(ConstI64, 0, I64, Pure, None, Imm)                                                           \
    X(ConstF64, 0, F64, Pure, None, Dbl)                                                           \
    X(ConstI1, 0, I1, Pure, None, Imm)                                                             \
    X(Arg, 0, Any, Pure, New, Imm)             /* localsplus[imm], moved out of the frame */       \
    X(Phi, -1, Any, Pure, Phi, None)           /* one operand per predecessor, in their order */   \
    X(LoadFunc, 0, Func, Pure, Const, None)    /* the running function */          \
    /* -- control -- */                                                                            \
    X(Jump, 0, Void, Ctrl, None, None)         /* succ[0] */                                       \
    X(Branch, 1, Void, Ctrl, None, None)       /* I1: succ[0] if true, else succ[1] */             \
    X(Return, 1, Void, Ctrl, None | HIR_STEAL(0), None)                                            \
    /* Suspends the generator: the value, then all locals and the stack as they are to be in its   \
     * frame.  The state is for what boxes them. */                                                \
    X(Yield, -1, Void, Ctrl, None | HIR_STEAL_ALL, None)                                           \
    /* succ[0] if the op before it raised, else succ[1]; see above */                              \
    X(BranchRaised, 0, Void, Ctrl, None, None)                                                     \
    X(ReturnRaw, 1, Void, Ctrl, None, None)    /* I64 or F64, to a direct call that wants that */  \
    X(Exit, 0, Void, Ctrl | HIR_E_Deopt, None, None) /* always leaves to the interpreter */        \
    X(Untaken, 0, Void, Ctrl | HIR_E_Deopt, None, None) /* so does what follows: it has never run */ \
    /* before a (perhaps inlined) return: leaves when somebody has the frame object, which is      \
     * to have the locals */                                                                       \
    X(CheckFrame, 0, Void, Deopt, None, None)                                                      \
    X(Poll, 0, Void, Deopt, None, None)        /* leaves when the eval breaker is set */           \
    /* never leaves: the state before a loop, for guards that are taken out of it */               \
    X(LoopEntry, 0, Void, Deopt, None, None)                                                       \
    /* leaves when cframe->use_tracing, another eval_frame, or unit is invalid */                  \
    X(CheckTracing, 0, Void, Deopt, None, None)                                                    \
    X(CheckStack, 0, Void, Deopt, None, None)  /* leaves when the native stack is short */         \
    /* -- guards: give operand 0 again, with a narrower type -- */                                 \
    /* exact builtin types, perhaps Null among them */                                             \
    X(GuardType, 1, Any, Deopt, Alias, Type)                                                       \
    /* the version tag of its class is imm */                                                      \
    X(GuardClass, 1, Object, Deopt | HIR_E_Read, Alias, Imm)                                       \
    /* object, versions (ConstI64): that of its class is among them */                             \
    X(GuardClassIn, -1, Object, Deopt | HIR_E_Read, Alias, None)                                   \
    /* a class whose version tag is imm */                                                         \
    X(GuardVersion, 1, Object, Deopt | HIR_E_Read, Alias, Imm)                                     \
    X(GuardIs, 1, Object, Deopt, Alias, Sym)      /* the very object sym */                        \
    /* a function whose func_version is imm */                                                     \
    X(GuardFunc, 1, Func, Deopt | HIR_E_Read, Alias, Imm)                                          \
    /* a function of the code sym, and of the running one's globals and builtins */                \
    X(GuardCode, 1, Func, Deopt | HIR_E_Read, Alias, Sym)                                          \
    /* a deque without a maxlen */                                                                 \
    X(GuardUnbounded, 1, Void, Deopt | HIR_E_Read, None, None)                                     \
    /* a bound method of a builtin type: that which the descriptor sym is for */                    \
    X(GuardBound, 1, Builtin, Deopt, Alias, Sym)                                                   \
    X(GuardNonNull, 1, Object, Deopt, Alias, None) /* slot is set */                               \
    X(GuardTrue, 1, Void, Deopt, None, None)      /* I1 */                                         \
    X(GuardFalse, 1, Void, Deopt, None, None)                                                      \
    X(Refine, 1, Object, Pure, Alias, Type)       /* known without a test (after a branch) */      \
    /* -- boxing -- */                                                                             \
    X(UnboxI64, 1, I64, Deopt, None, None)     /* Long; leaves if it does not fit */               \
    X(UnboxF64, 1, F64, Pure, None, None)      /* Float */                                         \
    X(UnboxMaybeI64, 1, I64, Deopt, None, None) /* Long, or Null: 0 */                             \
    X(UnboxMaybeF64, 1, F64, Pure, None, None) /* Float, or Null: 0 */                             \
    X(UnboxMaybeI1, 1, I1, Pure, None, None)   /* Bool, or Null: 0 */                              \
    X(UnboxI1, 1, I1, Pure, None, None)        /* Bool */                                          \
    X(BoxI64, 1, Long, Raise, New, None)       /* small ints are the cached ones */                \
    X(BoxF64, 1, Float, Raise, New, None)                                                          \
    X(BoxI1, 1, Bool, Pure, Const, None)                                                           \
    /* -- int64 -- */                                                                              \
    X(AddI64, 2, I64, Pure, None, None)        /* known not to overflow */                         \
    X(SubI64, 2, I64, Pure, None, None)                                                            \
    X(MulI64, 2, I64, Pure, None, None)                                                            \
    X(AddI64Chk, 2, I64, Deopt, None, None)    /* leaves on overflow */                            \
    X(SubI64Chk, 2, I64, Deopt, None, None)                                                        \
    X(MulI64Chk, 2, I64, Deopt, None, None)                                                        \
    X(NegI64Chk, 1, I64, Deopt, None, None)                                                        \
    X(FloorDivI64Chk, 2, I64, Deopt, None, None) /* leaves on zero and on overflow */              \
    X(ModI64Chk, 2, I64, Deopt, None, None)                                                        \
    X(TrueDivI64Chk, 2, F64, Deopt, None, None) /* leaves on zero or beyond 2**53 */               \
    X(PowI64Chk, 2, I64, Deopt, None, None)    /* leaves on a negative exponent or overflow */     \
    /* pow(a, b, c); leaves on a negative exponent, and c = 0 */                                   \
    X(PowModI64Chk, 3, I64, Deopt, None, None)                                                     \
    X(ShlI64Chk, 2, I64, Deopt, None, None)                                                        \
    X(ShrI64Chk, 2, I64, Deopt, None, None)                                                        \
    X(AndI64, 2, I64, Pure, None, None)                                                            \
    X(OrI64, 2, I64, Pure, None, None)                                                             \
    X(XorI64, 2, I64, Pure, None, None)                                                            \
    X(InvertI64, 1, I64, Pure, None, None)                                                         \
    X(AbsI64Chk, 1, I64, Deopt, None, None)                                                        \
    /* as the builtins choose: the first if they are equal */                                      \
    X(MinI64, 2, I64, Pure, None, None)                                                            \
    X(MaxI64, 2, I64, Pure, None, None)                                                            \
    X(CmpI64, 2, I1, Pure, None, Imm)          /* imm: Py_LT ... */                                \
    X(I64ToF64, 1, F64, Pure, None, None)                                                          \
    X(I64ToF64Chk, 1, F64, Deopt, None, None)  /* leaves beyond 2**53: for exact comparisons */    \
    /* truncates, as int(x); leaves out of range, NaN */                                           \
    X(F64ToI64Chk, 1, I64, Deopt, None, None)                                                      \
    /* (a * b + c) % m of any size in between; leaves unless m is positive */                      \
    X(MulAddModI64Chk, 4, I64, Deopt, None, None)                                                  \
    /* -- words: ints from 0 to 2**64 - 1, or the low 64 bits of any -- */                         \
    X(UnboxU64, 1, U64, Deopt, None, None)     /* Long; leaves if it does not fit */               \
    X(LowU64, 1, U64, Pure, None, None)        /* Long */                                          \
    X(BoxU64, 1, Long, Raise, New, None)                                                           \
    X(BitsU64, 1, U64, Pure, None, None)       /* the low bits of an I64 */                        \
    X(BitsI64, 1, I64, Pure, None, None)       /* a word below 2**63 */                            \
    X(I64ToU64Chk, 1, U64, Deopt, None, None)  /* leaves if it is negative */                      \
    X(U64ToI64Chk, 1, I64, Deopt, None, None)  /* leaves from 2**63 on */                          \
    X(AddU64, 2, U64, Pure, None, None)        /* modulo 2**64 */                                  \
    X(SubU64, 2, U64, Pure, None, None)                                                            \
    X(MulU64, 2, U64, Pure, None, None)                                                            \
    X(AndU64, 2, U64, Pure, None, None)                                                            \
    X(OrU64, 2, U64, Pure, None, None)                                                             \
    X(XorU64, 2, U64, Pure, None, None)                                                            \
    X(ShlU64, 2, U64, Pure, None, None)        /* by less than 64 */                               \
    X(ShrU64, 2, U64, Pure, None, None)                                                            \
    X(FloorDivU64Chk, 2, U64, Deopt, None, None) /* leaves on zero */                              \
    X(ModU64Chk, 2, U64, Deopt, None, None)                                                        \
    X(CmpU64, 2, I1, Pure, None, Imm)                                                              \
    /* -- double -- */                                                                             \
    X(AddF64, 2, F64, Pure, None, None)                                                            \
    X(SubF64, 2, F64, Pure, None, None)                                                            \
    X(MulF64, 2, F64, Pure, None, None)                                                            \
    X(DivF64Chk, 2, F64, Deopt, None, None)    /* leaves on zero */                                \
    X(FloorDivF64Chk, 2, F64, Deopt, None, None)                                                   \
    X(ModF64Chk, 2, F64, Deopt, None, None)                                                        \
    /* as float.__pow__; leaves for zero or non-finite operands or result, and for a negative      \
     * base with a fraction */                                                                     \
    X(PowF64Chk, 2, F64, Deopt, None, None)                                                        \
    X(NegF64, 1, F64, Pure, None, None)                                                            \
    X(AbsF64, 1, F64, Pure, None, None)                                                            \
    X(SqrtF64Chk, 1, F64, Deopt, None, None)   /* leaves on a negative or NaN */                   \
    X(RoundF64, 1, F64, Pure, None, Imm)       /* to a whole number; imm: AdderRounding */         \
    /* imm: AdderMathOne; leaves unless the result is finite */                                    \
    X(MathF64Chk, 1, F64, Deopt, None, Imm)                                                        \
    X(Math2F64Chk, 2, F64, Deopt, None, Imm)   /* imm: AdderMathTwo; likewise */                   \
    X(MinF64, 2, F64, Pure, None, None)        /* likewise; the first if one is not a number */    \
    X(MaxF64, 2, F64, Pure, None, None)                                                            \
    X(CmpF64, 2, I1, Pure, None, Imm)                                                              \
    /* -- bool -- */                                                                               \
    X(NotI1, 1, I1, Pure, None, None)                                                              \
    X(I1ToI64, 1, I64, Pure, None, None)                                                           \
    X(IsNull, 1, I1, Pure, None, None)                                                             \
    X(HasClass, 1, I1, Read, None, Imm)        /* as GuardClass */                                 \
    X(HasClassIn, -1, I1, Read, None, None)    /* as GuardClassIn */                               \
    X(TypeOf, 1, Object, Read, Borrow, None)                                                       \
    X(SameObject, 2, I1, Pure, None, None)     /* identity */                                      \
    /* object, number: the object may be the number's, whose own is not known any more: same       \
     * type, same bits */                                                                          \
    X(SameI64, 2, I1, Pure, None, None)                                                            \
    X(SameU64, 2, I1, Pure, None, None)                                                            \
    X(SameF64, 2, I1, Pure, None, None)                                                            \
    X(Truth, 1, I1, Raise | HIR_E_Call, None, None)                                                \
    X(TruthSized, 1, I1, Read, None, None)     /* of what has a size: not empty */                 \
    /* -- generic object ops: through the type's slots -- */                                       \
    X(BinaryOp, 2, Object, Raise | HIR_E_Call, New, Imm) /* imm: NB_* of opcode.h, in-place too */ \
    X(UnaryOp, 1, Object, Raise | HIR_E_Call, New, Imm)  /* imm: the UNARY_* opcode */             \
    X(CompareOp, 2, Object, Raise | HIR_E_Call, New, Imm)                                          \
    X(Contains, 2, I1, Raise | HIR_E_Call, None, None)   /* operand 0 in operand 1 */              \
    X(Subscr, 2, Object, Raise | HIR_E_Call, New, None)                                            \
    X(StoreSubscr, 3, Void, Raise | HIR_E_Call, None, None) /* container, key, value */            \
    X(DeleteSubscr, 2, Void, Raise | HIR_E_Call, None, None)                                       \
    X(LoadAttr, 1, Object, Raise | HIR_E_Call, New, Sym)                                           \
    X(StoreAttr, 2, Void, Raise | HIR_E_Call, None, Sym) /* object, value */                       \
    X(DeleteAttr, 1, Void, Raise | HIR_E_Call, None, Sym)                                          \
    /* slot0: method or Null; Second(0): self, or the bound callable */                            \
    X(LoadMethod, 1, Any, Raise | HIR_E_Call, New, Sym)                                            \
    X(Second, 1, Any, Pure, New, Imm)          /* result imm+1 of an op with several */            \
    /* slot0, slot1, args; sym: kwnames or none; see above */                                      \
    X(Call, -1, Object, Raise | HIR_E_Call, New | HIR_STEAL_ALL, Sym)                              \
    /* callable, args, [kwargs] */                                                                 \
    X(CallEx, -1, Object, Raise | HIR_E_Call, New | HIR_STEAL_ALL, None)                           \
    /* sym: a method descriptor, builtin function or type; imm: ADDER_NATIVE_*; self of a          \
     * method, arguments */                                                                        \
    X(CallNative, -1, Object, Raise | HIR_E_Call, New, ImmSym)                                     \
    /* the same where it is known to run no Python code */                                         \
    X(CallPlain, -1, Object, Raise | HIR_E_Write, New, ImmSym)                                     \
    /* guarded function sym (version imm), exact positional args */                                \
    X(CallFunc, -1, Object, Raise | HIR_E_Call, New | HIR_STEAL_ALL, ImmSym)                       \
    /* operand 0: the guarded function, which the callee holds; arguments and result as the        \
     * cell imm says. CheckBail follows */                                                         \
    X(CallDirect, -1, Any, Raise | HIR_E_Call, New | HIR_STEAL_REST, Imm) \
    /* leaves behind a CallDirect (its operand) that came back with an object */                   \
    X(CheckBail, 1, Void, Deopt, None, None)                                                       \
    X(Parked, 0, Object, Pure, Virtual, None)  /* that object; in CheckBail's state only */        \
    X(GetIter, 1, Object, Raise | HIR_E_Call, New, None)                                           \
    X(GetIterPlain, 1, Object, Write | HIR_E_Raise, New, None) /* of an exact builtin container */   \
    X(IterNext, 1, Any, Raise | HIR_E_Call, New, None) /* Null at the end */                       \
    /* -- generators and coroutines -- */                                                          \
    /* receiver, value: what it yields, or Null and then Second(0) is what it returns */           \
    X(Send, 2, Any, Raise | HIR_E_Call, New, None)                                                 \
    X(GetYieldFromIter, 1, Object, Raise | HIR_E_Call, New, None)                                  \
    X(GetAwaitable, 1, Object, Raise | HIR_E_Call, New, Imm) /* imm: oparg */                      \
    X(GetAiter, 1, Object, Raise | HIR_E_Call, New, None)                                          \
    X(GetAnext, 1, Object, Raise | HIR_E_Call, New, None)                                          \
    X(WrapAsync, 1, Object, Write | HIR_E_Raise, New, None) /* what an async generator yields */   \
    X(Import, 2, Object, Raise | HIR_E_Call, New, Sym) /* level, fromlist */                       \
    X(ImportFrom, 1, Object, Raise | HIR_E_Call, New, Sym)                                         \
    /* -- names -- */                                                                              \
    X(LoadGlobal, 0, Object, Raise | HIR_E_Call, New, Sym)                                         \
    X(StoreGlobal, 1, Void, Raise | HIR_E_Call, None, Sym)                                         \
    X(DeleteGlobal, 0, Void, Raise | HIR_E_Call, None, Sym)                                        \
    X(LoadName, 0, Object, Raise | HIR_E_Call, New, Sym)                                           \
    X(StoreName, 1, Void, Raise | HIR_E_Call, None, Sym)                                           \
    X(DeleteName, 0, Void, Raise | HIR_E_Call, None, Sym)                                          \
    /* entry imm.low of the globals' (or, with Builtins, builtins') keys, whose version is         \
     * imm.high */                                                                                 \
    X(LoadGlobalSlot, 0, Object, Deopt | HIR_E_Read, Borrow, ImmSym)                               \
    X(LoadBuiltinSlot, 0, Object, Deopt | HIR_E_Read, Borrow, ImmSym)                              \
    /* no new name shadows the builtin sym */                                                      \
    X(GuardGlobalKeys, 0, Void, Deopt | HIR_E_Read, None, ImmSym)                                  \
    /* frame->f_locals is f_globals: names are globals */                                          \
    X(GuardModuleScope, 0, Void, Deopt, None, None)                                                \
    X(StoreGlobalSlot, 1, Void, Deopt | HIR_E_Call, None | HIR_STEAL(0), ImmSym)                   \
    X(StoreGlobalSlotI64, 1, Void, Deopt | HIR_E_Call, None, ImmSym) /* in place when unshared */  \
    X(StoreGlobalSlotF64, 1, Void, Deopt | HIR_E_Call, None, ImmSym)                               \
    /* -- cells -- */                                                                              \
    X(MakeCell, 1, Cell, Write | HIR_E_Raise, New | HIR_STEAL(0), None) /* operand may be Null */  \
    X(LoadCell, 1, Any, Read, Borrow, None)    /* Null when empty */                               \
    X(StoreCell, 2, Void, Write | HIR_E_Call, None | HIR_STEAL(1), None) /* cell, value or Null */ \
    /* func_closure[imm] of a function that is alive; sym (weak), if any: that of the one that     \
     * was meant */                                                                                \
    X(LoadClosure, 1, Cell, Pure, Const, ImmSym)                                                   \
    /* func_defaults[imm], negative: from the end; leaves if there is none */                      \
    X(FuncDefault, 1, Object, Deopt | HIR_E_Read, Borrow, Imm)                                     \
    /* func_kwdefaults[sym]; leaves if there is none */                                            \
    X(FuncKeywordDefault, 1, Object, Deopt | HIR_E_Read, Borrow, Sym)                              \
    X(RaiseUnbound, 0, Void, Ctrl | HIR_E_Deopt, None, None) /* lets the interpreter raise */      \
    /* -- lists, tuples, str: index is any int64, negative counts from the end -- */               \
    X(ListLen, 1, I64, Read, None, None)       /* ob_size: lists, tuples, bytes, bytearrays */     \
    X(ListItem, 2, Object, Deopt | HIR_E_Read, Borrow, None)                                       \
    X(ListStore, 3, Void, Deopt | HIR_E_Call, None | HIR_STEAL(2), None)                           \
    X(ListStoreI64, 3, Void, Deopt | HIR_E_Call, None, None) /* in place when unshared */          \
    X(ListStoreF64, 3, Void, Deopt | HIR_E_Call, None, None)                                       \
    /* lo, hi, step as given: bits 0, 1, 2 of imm say which are; the others are 0 */               \
    X(ListSlice, 4, List, Raise | HIR_E_Write, New, Imm)                                           \
    X(TupleSlice, 4, Tuple, Raise | HIR_E_Write, New, Imm)                                         \
    X(StrSlice, 4, Str, Raise, New, Imm)                                                           \
    X(BytesSlice, 4, Bytes, Raise, New, Imm)                                                       \
    X(ListStoreSlice, 4, Void, Raise | HIR_E_Call, None, Imm) /* list, lo, hi, value */            \
    /* of a subclass as well */                                                                   \
    X(TupleItem, 2, Object, Deopt | HIR_E_Read, Borrow, None)                                      \
    /* Latin-1 characters are the cached ones; leaves otherwise */                                 \
    X(StrItem, 2, Str, Deopt, New, None)                                                           \
    X(BytesItem, 2, I64, Deopt, None, None)                                                        \
    X(ByteArrayItem, 2, I64, Deopt | HIR_E_Read, None, None)                                       \
    X(ByteArrayStore, 3, Void, Deopt | HIR_E_Write, None, None) /* leaves unless it is a byte */   \
    /* likewise, and if the bytearray may not grow */                                              \
    X(ByteArrayAppend, 2, Void, Deopt | HIR_E_Write, None, None)                                   \
    X(Ord, 1, I64, Deopt, None, None)          /* of a str; leaves unless it is one character */   \
    X(Chr, 1, Str, Deopt, New, None)           /* leaves unless there is such a character */       \
    X(StrLen, 1, I64, Pure, None, None)                                                            \
    X(StrEq, 2, I1, Pure, None, None)                                                              \
    X(StrOrder, 2, I1, Raise, None, Imm)       /* imm: Py_LT and the like */                       \
    X(StrConcat, 2, Str, Raise, New, None)                                                         \
    X(StrAppend, 2, Str, Raise, New | HIR_STEAL(0), None) /* s += t: in place when unshared */     \
    X(DictLen, 1, I64, Read, None, None)                                                           \
    X(DictItem, 2, Object, Raise | HIR_E_Call, New, None) /* exact dict */                         \
    /* exact dict, exact int or str; Null: not there; the dict: that cannot be told without code */ \
    X(DictProbe, 2, Any, Read, Borrow, None)                                                       \
    X(DictStore, 3, Void, Raise | HIR_E_Call, None, None)                                          \
    /* What is done without Python code (runtime_keys.c); they leave where it cannot be: hash or    \
     * comparison may be some.  DictFind leaves if there is no such key as well. */                \
    X(DictFind, 2, Object, Deopt | HIR_E_Read, Borrow, None)                                       \
    X(DictHas, 2, I1, Deopt | HIR_E_Read, None, None)                                              \
    X(DictGet, 3, Object, Deopt | HIR_E_Read, New, None)   /* dict, key, otherwise */              \
    X(DictPut, 3, Void, Deopt | HIR_E_Call, None, None)                                            \
    /* d.pop(k, otherwise), which may be Null; d.setdefault(k, otherwise); del d[k] */            \
    X(DictTake, 3, Object, Deopt | HIR_E_Write, New, None)                                         \
    X(DictDefault, 3, Object, Deopt | HIR_E_Write, New, None)                                      \
    X(DictDrop, 2, Void, Deopt | HIR_E_Call, None, None)                                           \
    X(SetHas, 2, I1, Deopt | HIR_E_Read, None, None)       /* of a set or frozenset */             \
    X(SetPut, 2, Void, Deopt | HIR_E_Write, None, None)                                            \
    /* imm: leaves if it is not there */                                                           \
    X(SetDrop, 2, Void, Deopt | HIR_E_Write, None, Imm)                                            \
    X(ItemsHave, 2, I1, Deopt | HIR_E_Read, None, None)    /* of a list or tuple */                \
    X(StrHas, 2, I1, Raise, None, None)                                                            \
    /* are all characters of these kinds (imm: PY_CTF_*)?  sym: the method that tells */            \
    X(StrIs, 1, I1, Pure, None, ImmSym)                                                            \
    /* text, part, first, end: imm: does the slice begin (-1) or end with it (1); where does it stand first (1) or last (-1), \
     * how often (0)? */                                                                           \
    X(StrMatch, 4, I1, Pure, None, Imm)                                                            \
    X(StrFind, 4, I64, Deopt, None, Imm)                                                           \
    /* heapq.heappush(list, item), heapq.heappop(list); they leave as well where the heap is empty */ \
    X(HeapPush, 2, Void, Deopt | HIR_E_Write, None, None)                                          \
    X(HeapPop, 1, Object, Deopt | HIR_E_Write, New, None)                                          \
    /* -- attributes -- */                                                                         \
    /* instance, versions (ConstI64): as GuardKeys, for one of them */                             \
    X(GuardKeysIn, -1, Void, Deopt | HIR_E_Read, None, None)                                       \
    /* the version of its class's cached keys is imm, and the instance has no others */            \
    X(GuardKeys, 1, Void, Deopt | HIR_E_Read, None, Imm)                                           \
    /* sym (weak), found on the class of operand 0, or on that class, which a guard has proven */  \
    X(ClassAttr, 1, Object, Read, Borrow, Sym)                                                     \
    /* where the instance's values are (an address): in line, or in a dict that shares its class's  \
     * keys; where none is set if it has keys of its own */                                        \
    X(InstanceValues, 1, I64, Read, None, None)                                                    \
    /* instance, its InstanceValues; leaves if the one at imm is unset */                          \
    X(InlineValue, 2, Object, Deopt | HIR_E_Read, Borrow, Imm)                                     \
    /* instance, its InstanceValues, value; leaves unless they are in line */                      \
    X(StoreInlineValue, 3, Void, Deopt | HIR_E_Call, None | HIR_STEAL(2), Imm)                     \
    X(StoreInlineI64, 3, Void, Deopt | HIR_E_Call, None, Imm)                                      \
    X(StoreInlineF64, 3, Void, Deopt | HIR_E_Call, None, Imm)                                      \
    /* PyObject * at offset imm; leaves if unset */                                                \
    X(SlotMember, 1, Object, Deopt | HIR_E_Read, Borrow, Imm)                                      \
    X(StoreSlotMember, 2, Void, Deopt | HIR_E_Call, None | HIR_STEAL(1), Imm)                      \
    /* is it a function (not Null) of the code sym? */                                             \
    X(HasCode, 1, I1, Read, None, Sym)                                                             \
    /* what a bound method has at offset imm: function or self; it does not change */               \
    X(BoundPart, 1, Object, Read, Borrow, Imm)                                                     \
    /* entry imm of the instance dict, if its key is sym */                                        \
    X(DictHint, 1, Object, Deopt | HIR_E_Read, Borrow, ImmSym)                                     \
    X(ModuleAttr, 1, Object, Deopt | HIR_E_Read, Borrow, ImmSym) /* imm: version << 32 | index */  \
    /* the version of the class's cached keys is imm */                                            \
    X(GuardClassKeys, 1, Void, Deopt | HIR_E_Read, None, Imm)                                      \
    /* -- instances -- */                                                                          \
    /* as object.__new__ of a class; leaves without memory, and when a collection has changed      \
     * the version imm; see HIR_PLAIN_INSTANCE */                                                  \
    X(InstanceNew, 1, Object, Deopt | HIR_E_Write, New, Imm)                                       \
    X(CheckInit, 1, Void, Raise, None, None)   /* what __init__ gave must be None */               \
    /* What a special method gave that was called by itself, and what its instruction makes of it; imm: ADDER_OPERATOR_* */ \
    X(OperatorResult, 3, Object, Raise | HIR_E_Call, New | HIR_STEAL(0), Imm) /* result, left, right */ \
    X(BoolResult, 1, I1, Raise, None, None)                                                        \
    X(LengthResult, 1, I64, Raise | HIR_E_Call, None, None)                                        \
    /* -- iteration over what is known -- */                                                       \
    X(RangeNew, 3, Range, Raise, New, None)    /* lo, hi, step: I64 */                             \
    X(RangeLen, 3, I64, Pure, None, None)      /* lo, hi, step (not 0) */                          \
    X(RangeItem, 3, I64, Pure, None, None)     /* lo + index * step, which is known to fit */      \
    X(RangeIterNew, 3, RangeIter, Raise, New, None) /* lo, length, step */                         \
    X(RangeIterHas, 1, I1, Read, None, None)                                                       \
    X(RangeIterTake, 1, I64, Write, None, None)                                                    \
    /* index, start, length, step; in states only */                                               \
    X(RangeIterVirtual, 4, RangeIter, Pure, Virtual, None)                                         \
    /* operand 0 boxed if operand 1, else unset; in states only */                                 \
    X(MaybeVirtual, 2, Any, Pure, Virtual, None)                                                   \
    /* objects that were not made: what they hold (Null: unset); imm tells two that are one and    \
     * the same */                                                                                 \
    /* class, instance values; in states and other virtual objects only */                         \
    X(InstanceVirtual, -1, Object, Pure, Virtual, Imm)                                             \
    X(SlottedVirtual, -1, Object, Pure, Virtual, Imm) /* class, slots; likewise */                 \
    /* operand 2 (virtual) if operand 0, else operand 1 */                                         \
    X(ChoiceVirtual, 3, Any, Pure, Virtual, None)                                                  \
    X(TupleVirtual, -1, Tuple, Pure, Virtual, Imm)                                                 \
    /* two ints, operation (NB_* of opcode.h): what nobody needs but who leaves */                 \
    X(BinaryVirtual, 3, Long, Pure, Virtual, Imm)                                                  \
    /* function, self: a bound method that only the stack holds */                                 \
    X(MethodVirtual, 2, Object, Pure, Virtual, Imm)                                                \
    /* function, code, where it is (generator_at), locals, stack */                                \
    X(GeneratorVirtual, -1, Object, Pure, Virtual, Imm)                                            \
    X(ListIterNext, 1, Any, Write, Borrow, None) /* Null at the end (and the iterator lets go) */  \
    X(TupleIterNext, 1, Any, Write, Borrow, None)                                                  \
    X(ListRevIterNext, 1, Any, Write, Borrow, None)                                                \
    /* ASCII characters and small ints live for ever */                                            \
    X(StrIterNext, 1, Any, Write, Const, None)                                                     \
    X(BytesIterNext, 1, Any, Write, Const, None)                                                   \
    X(ByteArrayIterNext, 1, Any, Write, Const, None)                                               \
    X(UnicodeIterNext, 1, Any, Write | HIR_E_Raise, New, None)                                     \
    X(DictKeyIterNext, 1, Any, Write | HIR_E_Raise, Borrow, None)                                  \
    X(DictValueIterNext, 1, Any, Write | HIR_E_Raise, Borrow, None)                                \
    /* the key; Second(0): the value */                                                            \
    X(DictItemIterNext, 1, Any, Write | HIR_E_Raise, New, None)                                    \
    X(SetIterNext, 1, Any, Write | HIR_E_Raise, Borrow, None)                                      \
    /* its index fits 64 bits, and will */                                                         \
    X(GuardEnumerate, 1, Void, Deopt | HIR_E_Read, None, None)                                     \
    X(EnumerateNext, 1, Any, Raise | HIR_E_Call, New, None) /* what it counts */                   \
    X(EnumerateIndex, 1, I64, Read, None, None)  /* of what EnumerateNext gave last */             \
    X(GuardZip, 1, Void, Deopt | HIR_E_Read, None, Imm) /* over imm iterators, not strict */       \
    /* the first of imm items; Second(k): the others */                                            \
    X(ZipNext, 1, Any, Raise | HIR_E_Call, New, Imm)                                               \
    /* the same over what needs no Python code to go on */                                         \
    X(EnumeratePlainNext, 1, Any, Write | HIR_E_Raise, New, None)                                  \
    X(ZipPlainNext, 1, Any, Write | HIR_E_Raise, New, Imm)                                         \
    /* -- building -- */                                                                           \
    X(BuildTuple, -1, Tuple, Write | HIR_E_Raise, New | HIR_STEAL_ALL, None)                       \
    X(BuildList, -1, List, Write | HIR_E_Raise, New | HIR_STEAL_ALL, None)                         \
    X(BuildSet, -1, Set, Raise | HIR_E_Call, New, None)                                            \
    X(BuildMap, -1, Dict, Raise | HIR_E_Call, New, None) /* key, value, key, value ... */          \
    X(BuildConstKeyMap, -1, Dict, Raise | HIR_E_Call, New, None) /* values ..., tuple of keys */   \
    /* the same of keys whose types are builtin ones: none is hashed or compared by Python code */ \
    X(BuildSetPlain, -1, Set, Write | HIR_E_Raise, New, None)                                      \
    X(BuildMapPlain, -1, Dict, Write | HIR_E_Raise, New, None)                                     \
    X(BuildConstKeyMapPlain, -1, Dict, Write | HIR_E_Raise, New, None)                             \
    X(BuildString, -1, Str, Raise, New, None)                                                      \
    X(BuildSlice, -1, Slice, Write | HIR_E_Raise, New, None) /* 2 or 3 */                          \
    X(ListAppend, 2, Void, Write | HIR_E_Raise, None, None)  /* exact list */                      \
    X(ListPop, 1, Object, Write | HIR_E_Raise, New, None)    /* its last item */                   \
    X(ListExtend, 2, Void, Raise | HIR_E_Call, None, None)                                         \
    X(ListToTuple, 1, Tuple, Write | HIR_E_Raise, New, None)                                       \
    X(SetAdd, 2, Void, Raise | HIR_E_Call, None, None)                                             \
    /* of a builtin type, into a set of such */                                                    \
    X(SetAddPlain, 2, Void, Write | HIR_E_Raise, None, None)                                       \
    X(MapAddPlain, 3, Void, Write | HIR_E_Raise, None, None)                                       \
    X(SetUpdate, 2, Void, Raise | HIR_E_Call, None, None)                                          \
    X(MapAdd, 3, Void, Raise | HIR_E_Call, None, None)                                             \
    X(DictUpdate, 2, Void, Raise | HIR_E_Call, None, None)                                         \
    /* dict, update, callable for the message */                                                   \
    X(DictMerge, 3, Void, Raise | HIR_E_Call, None, None)                                          \
    X(FormatValue, 2, Object, Raise | HIR_E_Call, New, Imm) /* value, spec or Null; imm: oparg */  \
    /* exactly imm items; Second(0..imm-2) are the rest */                                         \
    X(Unpack, 1, Object, Raise | HIR_E_Call, New, Imm)                                             \
    /* imm: oparg; items bottom to top of the new stack reversed as in Unpack */                   \
    X(UnpackEx, 1, Object, Raise | HIR_E_Call, New, Imm)                                           \
    /* code, then what the oparg's flags name, in stack order */                                   \
    X(MakeFunction, -1, Func, Write | HIR_E_Raise, New, Imm)                                       \
    X(LoadBuildClass, 0, Object, Raise | HIR_E_Call, New, None)                                    \
    X(LoadAssertionError, 0, Object, Pure, Const, None)                                            \
    X(RaiseVarargs, -1, Void, Raise | HIR_E_Call, None, None) /* always raises; an Exit follows */ \
    X(GetLen, 1, Object, Raise | HIR_E_Call, New, None)                                            \
    X(PrintExpr, 1, Void, Raise | HIR_E_Call, None, None)                                          \
    /* -- exceptions -- */                                                                         \
    /* fetches the exception, with this frame at line imm in its traceback; raises when            \
     * somebody traces */                                                                          \
    X(Catch, 0, Object, Raise | HIR_E_Call, New, Imm)                                              \
    /* the exception that is set leaves the state's inlined callees; raises (again) when           \
     * somebody traces */                                                                          \
    X(Unwind, 0, Void, Raise | HIR_E_Call, None, None)                                             \
    /* a class, arguments: as sym would be called, which does no more than make an instance of these */ \
    X(ExceptionNew, -1, Object, Write | HIR_E_Raise, New, Sym)                                     \
    /* operand 0 is an instance of operand 1, which is the class sym */                            \
    X(ExceptionIs, 2, I1, Read, None, Sym)                                                         \
    /* the one being handled; raises if there is none */                                           \
    X(ActiveException, 0, Object, Raise | HIR_E_Call, New, None)                                   \
    /* operand 0 is being handled now; what was before, or None */                                 \
    X(PushExcInfo, 1, Object, Write, New, None)                                                    \
    X(PopExcInfo, 1, Void, Write | HIR_E_Call, None | HIR_STEAL(0), None) /* operand 0 is again */ \
    X(CheckExcMatch, 2, I1, Raise | HIR_E_Call, None, None) /* exception, class or tuple */        \
    /* exception, class; the rest, Second(0): what matched */                                      \
    X(CheckEgMatch, 2, Object, Raise | HIR_E_Call, New, None)                                      \
    /* what except* had, list of raised ones */                                                    \
    X(PrepReraiseStar, 2, Object, Raise | HIR_E_Call, New, None)                                   \
    /* __exit__; Second(0): what __enter__ gave; imm: async */                                     \
    X(BeforeWith, 1, Object, Raise | HIR_E_Call, New | HIR_STEAL(0), Imm)                          \
    /* __exit__ as slot0 and slot1 of a Call, exception */                                         \
    X(WithExceptStart, 3, Object, Raise | HIR_E_Call, New, None)                                   \
    /* -- match, class bodies -- */                                                                \
    X(HasTypeFlag, 1, I1, Read, None, Imm)     /* flags of the class & imm */                      \
    X(MatchKeys, 2, Object, Raise | HIR_E_Call, New, None) /* subject, keys; tuple or None */      \
    /* subject, class, names; imm positional patterns; tuple or None */                            \
    X(MatchClass, 3, Object, Raise | HIR_E_Call, New, Imm)                                         \
    X(LoadClassDeref, 1, Object, Raise | HIR_E_Call, New, Imm) /* cell; imm: its slot */           \
    X(SetupAnnotations, 0, Void, Raise | HIR_E_Call, None, None)                                   \
    X(ImportStar, 1, Void, Raise | HIR_E_Call, None, None) /* module */                            \
    X(UnpackNone, 1, Void, Raise | HIR_E_Call, None, None) /* into no targets */                   \
    /* -- reference counts: put in by the last pass -- */                                          \
    X(Incref, 1, Void, Ref, None, None)                                                            \
    X(XIncref, 1, Void, Ref, None, None)       /* may be Null */                                   \
    /* state, if any: of the frame, for who looks, without values */                               \
    X(Decref, 1, Void, Ref | HIR_E_Call, None, None)                                               \
    X(XDecref, 1, Void, Ref | HIR_E_Call, None, None)
#endif
