/* Unit tests of the backend (irgen/llvm_*.c), of the helpers and of leaving (deopt/): HIR text is
 * lowered, run in a frame of an embedded interpreter, and its result compared with Python's.
 *
 * Each case runs with both carriers, quick and full, undisturbed and with every guard failing: an
 * exit has to give all locals back as they were, and nothing may leak.  A test walks the op table:
 * an op that no case lowers is a failure.
 * The arena is each compilation's; GIL held throughout. */
#include "deopt/deopt.h"
#include "embed/options.h"
#include "irgen/irgen.h"
#include "profile/caches.h"
#include "specialize/specialize.h"
#include "tests/unit/hir_text.h"

#include <internal/pycore_dict.h>
#include <internal/pycore_pystate.h>
#include <structmember.h>

extern const AdderBackend adder_backend;

/* Types of the four locals; the body behind their Args v0..v3 (state st0 names them all); a tuple of
 * arguments; what comes out: an expression over the arguments a, b, c, d as they are after the run,
 * or "raises NAME", or "leaves", or "left (LOCALS)", or "yields (VALUE, (LOCALS))". */
typedef struct {
    const char *types[4];
    const char *body, *args, *want;
} Case;

#define OBJECTS {"Object", "Object", "Object", "Object"}
#define LONGS {"Long", "Long", "Long", "Object"}
#define FLOATS {"Float", "Float", "Object", "Object"}
#define ONE(type) {type, "Object", "Object", "Object"}
#define TWO(type, other) {type, other, "Object", "Object"}

#define A "v5:I64 = UnboxI64 v0 @st0 "
#define AB A "v6:I64 = UnboxI64 v1 @st0 "
#define ABC AB "v7:I64 = UnboxI64 v2 @st0 "
#define FA "v5:F64 = UnboxF64 v0 "
#define FAB FA "v6:F64 = UnboxF64 v1 "
#define INDEX "v6:I64 = UnboxI64 v1 @st0 "
#define W2 "v5:U64 = UnboxU64 v0 @st0 v6:U64 = UnboxU64 v1 @st0 "
#define WORD(op) "v10:U64 = " op " v11:Long = BoxU64 v10 @st0 Return v11"
#define LONG(op) "v10:I64 = " op " v11:Long = BoxI64 v10 @st0 Return v11"
#define FLOAT(op) "v10:F64 = " op " v11:Float = BoxF64 v10 @st0 Return v11"
#define AMONG "v8:I64 = ConstI64 1 v9:I64 = ConstI64 2 "
#define BOOL(op) "v10:I1 = " op " v11:Bool = BoxI1 v10 Return v11"
#define OBJECT(op) "v10:Object = " op " Return v10"
#define SOME(op) "v10:Any = " op " v11:Object = GuardNonNull v10 @st0 Return v11"
#define CODE(code) "v9:Func = GuardCode @const.\"" code "\" v0 @st0 Return v9"
#define BOUND "v9:Builtin = GuardBound @const.\"str.upper\" v0 @st0 Return v9"
#define BIG "2**100"
#define MAX "2**63-1"
#define MIN "-2**63"

/* A direct call through one of the cells; what comes back as an object goes to the last local. */
#define PARKS "st1 = state 3 [v0, v1, v2, v9] stack []\nv9:Object = Parked "
#define DIRECT(type, call, behind)                                                                 \
    "v10:" type " = CallDirect " call " @st0 CheckBail v10 @" behind " "
#define A1 "v5:I64 = UnboxI64 v1 @st0 "
#define BOXED "v11:Long = BoxI64 v10 @st0 Return v11"

static const Case value_cases[] = {
    {OBJECTS, OBJECT("Const @const.\"(1, 2)\""), "1,2,3,4", "(1, 2)"},
    {OBJECTS, "v9:Null = NullConst " BOOL("IsNull v9"), "1,2,3,4", "True"},
    {OBJECTS, "v9:I64 = ConstI64 77777777777 v10:Long = BoxI64 v9 @st0 Return v10", "1,2,3,4",
     "77777777777"},
    {OBJECTS, "v9:F64 = ConstF64 0.1 v10:Float = BoxF64 v9 @st0 Return v10", "1,2,3,4", "0.1"},
    {OBJECTS, "v9:I1 = ConstI1 1 v10:Bool = BoxI1 v9 Return v10", "1,2,3,4", "True"},
    {OBJECTS, "Return v1", "1,'b',3,4", "'b'"},
    {OBJECTS, "v9:Func = LoadFunc Return v9", "1,2,3,4", "f"},
    {OBJECTS, OBJECT("LoadAssertionError"), "1,2,3,4", "AssertionError"},
    {OBJECTS, "v8:Func = LoadFunc v9:Cell = LoadClosure 0 @const.None v8 " SOME("LoadCell v9"), "1,2,3,4", "'in the closure'"},
    {OBJECTS, "v9:I1 = SameObject v0, v1 Branch v9 bb1 bb2\nbb1: Jump bb3\nbb2: Jump bb3\n"
              "bb3: v10:Object = Phi bb1 v2, bb2 v3 Return v10", "1,1,3,4", "3"},
    {OBJECTS, "v9:I1 = SameObject v0, v1 Branch v9 bb1 bb2\nbb1: Jump bb3\nbb2: Jump bb3\n"
              "bb3: v10:Object = Phi bb1 v2, bb2 v3 Return v10", "1,2,3,4", "4"},
    {LONGS, A "v10:Long = BoxI64 v5 @st0 Return v10", "-5,2,3,4", "-5"},
    {LONGS, A "v10:Long = BoxI64 v5 @st0 Return v10", "256,2,3,4", "256"},
    {LONGS, A "v10:Long = BoxI64 v5 @st0 Return v10", "2**30,2,3,4", "2**30"},
    {LONGS, A "v10:Long = BoxI64 v5 @st0 Return v10", "-2**62,2,3,4", "-2**62"},
    {LONGS, A "v10:Long = BoxI64 v5 @st0 Return v10", MIN ",2,3,4", MIN},
    {LONGS, A "v10:Long = BoxI64 v5 @st0 Return v10", BIG ",2,3,4", "leaves"},
    {ONE("Null|Long"), LONG("UnboxMaybeI64 v0 @st0"), "unset,2,3,4", "0"},
    {ONE("Null|Long"), LONG("UnboxMaybeI64 v0 @st0"), "7,2,3,4", "7"},
    {ONE("Null|Float"), FLOAT("UnboxMaybeF64 v0"), "unset,2,3,4", "0.0"},
    {ONE("Null|Float"), FLOAT("UnboxMaybeF64 v0"), "7.5,2,3,4", "7.5"},
    {ONE("Null|Bool"), BOOL("UnboxMaybeI1 v0"), "unset,2,3,4", "False"},
    {ONE("Null|Bool"), BOOL("UnboxMaybeI1 v0"), "True,2,3,4", "True"},
    {ONE("Bool"), BOOL("UnboxI1 v0"), "True,2,3,4", "True"},
    {FLOATS, FA "v10:Float = BoxF64 v5 @st0 Return v10", "0.25,2.,3,4", "0.25"},
};

static const Case guard_cases[] = {
    {OBJECTS, "Exit @st0", "1,2,3,4", "leaves"},
    {OBJECTS, "Untaken @st0", "1,2,3,4", "leaves"},
    {OBJECTS, "RaiseUnbound @st0", "1,2,3,4", "leaves"},
    {OBJECTS, "CheckFrame @st0 Return v0", "1,2,3,4", "a"},
    {OBJECTS, "Poll @st0 Return v0", "1,2,3,4", "a"},
    {OBJECTS, "LoopEntry @st0 Return v0", "1,2,3,4", "a"},
    {OBJECTS, "CheckTracing @st0 Return v0", "1,2,3,4", "a"},
    {OBJECTS, "CheckStack @st0 Return v0", "1,2,3,4", "a"},
    {OBJECTS, "v9:Long = GuardType<Long> v0 @st0 Return v9", "5,2,3,4", "5"},
    {OBJECTS, "v9:Long = GuardType<Long> v0 @st0 Return v9", "True,2,3,4", "leaves"},
    {OBJECTS, "v9:None = GuardType<None> v0 @st0 Return v9", "None,2,3,4", "None"},
    {OBJECTS, "v9:Long|Float = GuardType<Long|Float> v0 @st0 Return v9", "5.,2,3,4", "5."},
    {ONE("Any"), "v9:Long = GuardType<Long> v0 @st0 Return v9", "unset,2,3,4", "leaves"},
    {ONE("Any"), "v9:Null|Long = GuardType<Null|Long> v0 @st0 " BOOL("IsNull v9"), "unset,2,3,4",
     "True"},
    {ONE("Any"), "v9:Null|Long = GuardType<Null|Long> v0 @st0 " BOOL("IsNull v9"), "'s',2,3,4",
     "leaves"},
    {OBJECTS, "v9:Object = GuardClass 0 v0 @st0 Return v9", "P(1),2,3,4", "a"},
    {OBJECTS, "v9:Object = GuardClass 0 v0 @st0 Return v9", "Slots(1),2,3,4", "leaves"},
    {OBJECTS, "v9:Type = GuardVersion 0 v0 @st0 Return v9", "P,2,3,4", "P"},
    {OBJECTS, "v9:Type = GuardVersion 0 v0 @st0 Return v9", "Slots,2,3,4", "leaves"},
    {OBJECTS, "v9:Type = GuardVersion 0 v0 @st0 Return v9", "P(1),2,3,4", "leaves"},
    {OBJECTS, "v9:Object = GuardIs @const.None v0 @st0 Return v9", "None,2,3,4", "None"},
    {OBJECTS, "v9:Object = GuardIs @const.None v0 @st0 Return v9", "1,2,3,4", "leaves"},
    {OBJECTS, "v9:Func = GuardFunc 77 v0 @st0 Return v9", "plain,2,3,4", "plain"},
    {OBJECTS, CODE("plain.__code__"), "plain,2,3,4", "plain"},
    {OBJECTS, CODE("f.__code__"), "plain,2,3,4", "leaves"},
    {OBJECTS, CODE("plain.__code__"), "P,2,3,4", "leaves"},
    {OBJECTS, CODE("plain.__code__"), "type(plain)(plain.__code__, {}),2,3,4", "leaves"},
    {OBJECTS, "v9:Cell = LoadClosure 0 v0 " SOME("LoadCell v9"), "f,2,3,4", "'in the closure'"},
    {OBJECTS, OBJECT("FuncDefault -1 v0 @st0"), "plain,2,3,4", "'default'"},
    {OBJECTS, OBJECT("FuncDefault -2 v0 @st0"), "plain,2,3,4", "leaves"},
    {OBJECTS, OBJECT("FuncDefault -1 v0 @st0"), "f,2,3,4", "leaves"},
    {OBJECTS, OBJECT("FuncKeywordDefault @name.k v0 @st0"), "(lambda *, k=5: k),2,3,4", "5"},
    {OBJECTS, OBJECT("FuncKeywordDefault @name.k v0 @st0"), "(lambda *, j=5: j),2,3,4", "leaves"},
    {OBJECTS, OBJECT("FuncKeywordDefault @name.k v0 @st0"), "plain,2,3,4", "leaves"},
    {OBJECTS, BOOL("HasClass 0 v0"), "P(1),2,3,4", "True"},
    {OBJECTS, BOOL("HasClass 0 v0"), "Slots(1),2,3,4", "False"},
    {OBJECTS, AMONG BOOL("HasClassIn v0, v8, v9"), "P(1),2,3,4", "True"},
    {OBJECTS, AMONG BOOL("HasClassIn v0, v8, v9"), "Slots(1),2,3,4", "False"},
    {OBJECTS, AMONG OBJECT("GuardClassIn v0, v8, v9 @st0"), "P(1),2,3,4", "a"},
    {OBJECTS, AMONG OBJECT("GuardClassIn v0, v8, v9 @st0"), "Slots(1),2,3,4", "leaves"},
    {OBJECTS, AMONG "GuardKeysIn v0, v8, v9 @st0 Return v0", "P(1),2,3,4", "a"},
    {OBJECTS, AMONG "GuardKeysIn v0, v8, v9 @st0 Return v0", "with_dict(),2,3,4", "leaves"},
    {OBJECTS, "v9:Func = GuardFunc 78 v0 @st0 Return v9", "plain,2,3,4", "leaves"},
    {ONE("Any"), "v9:Object = GuardNonNull v0 @st0 Return v9", "unset,2,3,4", "leaves"},
    {OBJECTS, "v9:I1 = SameObject v0, v1 GuardTrue v9 @st0 Return v0", "1,1,3,4", "a"},
    {OBJECTS, "v9:I1 = SameObject v0, v1 GuardTrue v9 @st0 Return v0", "1,2,3,4", "leaves"},
    {OBJECTS, "v9:I1 = SameObject v0, v1 GuardFalse v9 @st0 Return v0", "1,2,3,4", "a"},
    {OBJECTS, "v9:Long = Refine<Long> v0 Return v9", "1,2,3,4", "a"},
    {OBJECTS, "GuardModuleScope @st0 Return v0", "1,2,3,4", "a"},
};

static const Case number_cases[] = {
    {LONGS, AB LONG("AddI64 v5, v6"), "2**40,-3,3,4", "a+b"},
    {LONGS, AB LONG("SubI64 v5, v6"), "2**40,-3,3,4", "a-b"},
    {LONGS, AB LONG("MulI64 v5, v6"), "2**40,-3,3,4", "a*b"},
    {LONGS, AB LONG("AddI64Chk v5, v6 @st0"), "2**40,-3,3,4", "a+b"},
    {LONGS, AB LONG("AddI64Chk v5, v6 @st0"), MAX ",1,3,4", "leaves"},
    {LONGS, AB LONG("SubI64Chk v5, v6 @st0"), "1,5,3,4", "a-b"},
    {LONGS, AB LONG("SubI64Chk v5, v6 @st0"), MIN ",1,3,4", "leaves"},
    {LONGS, AB LONG("MulI64Chk v5, v6 @st0"), "2**31,2**31,3,4", "a*b"},
    {LONGS, AB LONG("MulI64Chk v5, v6 @st0"), "2**32,2**32,3,4", "leaves"},
    {LONGS, A LONG("NegI64Chk v5 @st0"), "7,2,3,4", "-7"},
    {LONGS, A LONG("NegI64Chk v5 @st0"), MIN ",2,3,4", "leaves"},
    {LONGS, AB LONG("FloorDivI64Chk v5, v6 @st0"), "-7,2,3,4", "a//b"},
    {LONGS, AB LONG("FloorDivI64Chk v5, v6 @st0"), "7,-2,3,4", "a//b"},
    {LONGS, AB LONG("FloorDivI64Chk v5, v6 @st0"), "7,0,3,4", "leaves"},
    {LONGS, AB LONG("FloorDivI64Chk v5, v6 @st0"), MIN ",-1,3,4", "leaves"},
    {LONGS, AB LONG("ModI64Chk v5, v6 @st0"), "-7,3,3,4", "a%b"},
    {LONGS, AB LONG("ModI64Chk v5, v6 @st0"), "7,-3,3,4", "a%b"},
    {LONGS, AB LONG("ModI64Chk v5, v6 @st0"), "7,0,3,4", "leaves"},
    {LONGS, AB FLOAT("TrueDivI64Chk v5, v6 @st0"), "-7,3,3,4", "a/b"},
    {LONGS, AB FLOAT("TrueDivI64Chk v5, v6 @st0"), "2**53+1,3,3,4", "leaves"},
    {LONGS, AB FLOAT("TrueDivI64Chk v5, v6 @st0"), "1,0,3,4", "leaves"},
    {LONGS, AB LONG("PowI64Chk v5, v6 @st0"), "-3,2,3,4", "9"},
    {LONGS, AB LONG("PowI64Chk v5, v6 @st0"), "-3,39,3,4", "a**b"},
    {LONGS, AB LONG("PowI64Chk v5, v6 @st0"), "0,0,3,4", "1"},
    {LONGS, AB LONG("PowI64Chk v5, v6 @st0"), "2,63,3,4", "leaves"},
    {LONGS, AB LONG("PowI64Chk v5, v6 @st0"), "2,-1,3,4", "leaves"},
    {LONGS, AB LONG("PowModI64Chk v5, v6, v6 @st0"), "-3,1000003,3,4", "pow(a, b, b)"},
    {LONGS, AB LONG("PowModI64Chk v6, v5, v5 @st0"), "2**62+1,2**63-1,3,4", "pow(b, a, a)"},
    {LONGS, AB LONG("PowModI64Chk v5, v5, v6 @st0"), "7,-5,3,4", "-2"},
    {LONGS, AB LONG("PowModI64Chk v5, v5, v6 @st0"), "7,-1,3,4", "0"},
    {LONGS, AB LONG("PowModI64Chk v5, v6, v5 @st0"), "7,-5,3,4", "leaves"},
    {LONGS, AB LONG("PowModI64Chk v5, v5, v6 @st0"), "7,0,3,4", "leaves"},
    {LONGS, A "v10:Str = Chr v5 @st0 Return v10", "233,2,3,4", "'\\xe9'"},
    {LONGS, A "v10:Str = Chr v5 @st0 Return v10", "0x1f600,2,3,4", "'\\U0001f600'"},
    {LONGS, A "v10:Str = Chr v5 @st0 Return v10", "-1,2,3,4", "leaves"},
    {LONGS, A "v10:Str = Chr v5 @st0 Return v10", "0x110000,2,3,4", "leaves"},
    {LONGS, AB LONG("ShlI64Chk v5, v6 @st0"), "-3,60,3,4", "a<<b"},
    {LONGS, AB LONG("ShlI64Chk v5, v6 @st0"), "0,1000,3,4", "0"},
    {LONGS, AB LONG("ShlI64Chk v5, v6 @st0"), "1,63,3,4", "leaves"},
    {LONGS, AB LONG("ShlI64Chk v5, v6 @st0"), "0,-1,3,4", "leaves"},
    {LONGS, AB LONG("ShrI64Chk v5, v6 @st0"), "-300,3,3,4", "a>>b"},
    {LONGS, AB LONG("ShrI64Chk v5, v6 @st0"), "-300,300,3,4", "-1"},
    {LONGS, AB LONG("ShrI64Chk v5, v6 @st0"), "1,-1,3,4", "leaves"},
    {LONGS, AB LONG("AndI64 v5, v6"), "-12345,2**40-1,3,4", "a&b"},
    {LONGS, AB LONG("OrI64 v5, v6"), "-12345,2**40,3,4", "a|b"},
    {LONGS, AB LONG("XorI64 v5, v6"), "-12345,2**40,3,4", "a^b"},
    {LONGS, A LONG("InvertI64 v5"), "5,2,3,4", "-6"},
    {LONGS, AB LONG("MinI64 v5, v6"), "-5,2,3,4", "-5"},
    {LONGS, AB LONG("MaxI64 v5, v6"), "-5,2,3,4", "2"},
    {LONGS, A LONG("AbsI64Chk v5 @st0"), "-5,2,3,4", "5"},
    {LONGS, A LONG("AbsI64Chk v5 @st0"), MIN ",2,3,4", "leaves"},
    {LONGS, AB BOOL("CmpI64 0 v5, v6"), "-1,1,3,4", "True"},
    {LONGS, AB BOOL("CmpI64 2 v5, v6"), "1,1,3,4", "True"},
    {LONGS, AB BOOL("CmpI64 5 v5, v6"), "-1,1,3,4", "False"},
    {LONGS, A FLOAT("I64ToF64 v5"), "3,2,3,4", "3.0"},
    {LONGS, A FLOAT("I64ToF64Chk v5 @st0"), "-2**53,2,3,4", "-2.0**53"},
    {LONGS, A FLOAT("I64ToF64Chk v5 @st0"), "2**53+1,2,3,4", "leaves"},
    {FLOATS, FA LONG("F64ToI64Chk v5 @st0"), "-3.9,2.,3,4", "-3"},
    {FLOATS, FA LONG("F64ToI64Chk v5 @st0"), "nan,2.,3,4", "leaves"},
    {FLOATS, FA LONG("F64ToI64Chk v5 @st0"), "2.**63,2.,3,4", "leaves"},
    {FLOATS, FAB FLOAT("AddF64 v5, v6"), "0.1,0.2,3,4", "a+b"},
    {FLOATS, FAB FLOAT("SubF64 v5, v6"), "0.1,0.2,3,4", "a-b"},
    {FLOATS, FAB FLOAT("MulF64 v5, v6"), "0.1,0.2,3,4", "a*b"},
    {FLOATS, FAB FLOAT("DivF64Chk v5, v6 @st0"), "0.1,0.2,3,4", "a/b"},
    {FLOATS, FAB FLOAT("DivF64Chk v5, v6 @st0"), "0.1,-0.0,3,4", "leaves"},
    {FLOATS, FAB FLOAT("FloorDivF64Chk v5, v6 @st0"), "-7.5,2.,3,4", "a//b"},
    {FLOATS, FAB FLOAT("FloorDivF64Chk v5, v6 @st0"), "1.,0.1,3,4", "a//b"},
    {FLOATS, FAB FLOAT("FloorDivF64Chk v5, v6 @st0"), "1.,0.,3,4", "leaves"},
    {FLOATS, FAB FLOAT("ModF64Chk v5, v6 @st0"), "-7.5,2.,3,4", "a%b"},
    {FLOATS, FAB FLOAT("ModF64Chk v5, v6 @st0"), "7.5,-2.5,3,4", "a%b"},
    {FLOATS, FAB FLOAT("ModF64Chk v5, v6 @st0"), "7.5,0.,3,4", "leaves"},
    {FLOATS, FAB FLOAT("PowF64Chk v5, v6 @st0"), "2.5,0.5,3,4", "a**b"},
    {FLOATS, FAB FLOAT("PowF64Chk v5, v6 @st0"), "-2.,3.,3,4", "a**b"},
    {FLOATS, FAB FLOAT("PowF64Chk v5, v6 @st0"), "-2.,0.5,3,4", "leaves"},
    {FLOATS, FAB FLOAT("PowF64Chk v5, v6 @st0"), "1e300,2.,3,4", "leaves"},
    {FLOATS, FA FLOAT("NegF64 v5"), "0.0,2.,3,4", "-0.0"},
    {FLOATS, FA FLOAT("AbsF64 v5"), "-1.5,2.,3,4", "1.5"},
    {FLOATS, FA FLOAT("SqrtF64Chk v5 @st0"), "2.,2.,3,4", "2.**.5"},
    {FLOATS, FA FLOAT("SqrtF64Chk v5 @st0"), "-2.,2.,3,4", "leaves"},
    {FLOATS, FA FLOAT("RoundF64 0 v5"), "2.5,2.,3,4", "2.0"},
    {FLOATS, FA FLOAT("RoundF64 1 v5"), "-2.5,2.,3,4", "-3.0"},
    {FLOATS, FA FLOAT("RoundF64 2 v5"), "2.1,2.,3,4", "3.0"},
    {FLOATS, FA FLOAT("RoundF64 3 v5"), "-2.7,2.,3,4", "-2.0"},
    {FLOATS, FA FLOAT("MathF64Chk 2 v5 @st0"), "0.,2.,3,4", "0.0"}, /* atan */
    {FLOATS, FA FLOAT("MathF64Chk 4 v5 @st0"), "0.,2.,3,4", "1.0"}, /* cos */
    {FLOATS, FA FLOAT("MathF64Chk 4 v5 @st0"), "1e999,2.,3,4", "leaves"},
    {FLOATS, FAB FLOAT("Math2F64Chk 1 v5, v6 @st0"), "3.,-0.,3,4", "-3.0"}, /* copysign */
    {FLOATS, FAB FLOAT("Math2F64Chk 2 v5, v6 @st0"), "-7.5,2.,3,4", "-1.5"}, /* fmod */
    {FLOATS, FAB FLOAT("Math2F64Chk 3 v5, v6 @st0"), "1e300,2.,3,4", "leaves"}, /* pow */
    {FLOATS, FAB FLOAT("MinF64 v5, v6"), "2.,1.,3,4", "1.0"},
    {FLOATS, FAB FLOAT("MinF64 v5, v6"), "0.,-0.,3,4", "0.0"},
    {FLOATS, FAB FLOAT("MaxF64 v5, v6"), "1.,nan,3,4", "1.0"},
    {FLOATS, FAB FLOAT("MaxF64 v5, v6"), "nan,1.,3,4", "nan"},
    {FLOATS, FAB BOOL("CmpF64 0 v5, v6"), "1.,2.,3,4", "True"},
    {FLOATS, FAB BOOL("CmpF64 3 v5, v6"), "nan,nan,3,4", "True"},
    {FLOATS, FAB BOOL("CmpF64 2 v5, v6"), "nan,nan,3,4", "False"},
    {ONE("Bool"), "v9:I1 = UnboxI1 v0 " BOOL("NotI1 v9"), "True,2,3,4", "False"},
    {ONE("Bool"), "v9:I1 = UnboxI1 v0 " LONG("I1ToI64 v9"), "True,2,3,4", "1"},
};

static const Case object_cases[] = {
    {OBJECTS, BOOL("Truth v0 @st0"), "[],2,3,4", "False"},
    {OBJECTS, BOOL("Truth v0 @st0"), "Bad(),2,3,4", "raises RuntimeError"},
    {ONE("Str"), BOOL("TruthSized v0"), "'a',2,3,4", "True"},
    {ONE("Dict"), BOOL("TruthSized v0"), "{},2,3,4", "False"},
    {ONE("Set"), BOOL("TruthSized v0"), "{1},2,3,4", "True"},
    {ONE("List"), BOOL("TruthSized v0"), "[],2,3,4", "False"},
    {OBJECTS, OBJECT("BinaryOp 0 v0, v1 @st0"), "[1],[2],3,4", "[1, 2]"},
    {OBJECTS, OBJECT("BinaryOp 13 v0, v1 @st0"), "[1],[2],3,4", "a"}, /* += */
    {OBJECTS, OBJECT("BinaryOp 0 v0, v1 @st0"), "[1],2,3,4", "raises TypeError"},
    {OBJECTS, OBJECT("UnaryOp 11 v0 @st0"), "5,2,3,4", "-5"},
    {OBJECTS, OBJECT("UnaryOp 12 v0 @st0"), "5,2,3,4", "False"},
    {OBJECTS, OBJECT("CompareOp 0 v0, v1 @st0"), "1,2,3,4", "True"},
    {OBJECTS, OBJECT("CompareOp 0 v0, v1 @st0"), "1,'',3,4", "raises TypeError"},
    {OBJECTS, BOOL("Contains v0, v1 @st0"), "2,[2],3,4", "True"},
    {OBJECTS, OBJECT("Subscr v0, v1 @st0"), "(7,),0,3,4", "7"},
    {OBJECTS, OBJECT("Subscr v0, v1 @st0"), "(7,),1,3,4", "raises IndexError"},
    {OBJECTS, "StoreSubscr v0, v1, v2 @st0 Return v0", "[1],0,3,4", "[3]"},
    {OBJECTS, "DeleteSubscr v0, v1 @st0 Return v0", "[1],0,3,4", "[]"},
    {OBJECTS, OBJECT("LoadAttr @name.real v0 @st0"), "7,0,3,4", "7"},
    {OBJECTS, OBJECT("LoadAttr @name.nix v0 @st0"), "7,0,3,4", "raises AttributeError"},
    {OBJECTS, "StoreAttr @name.x v0, v1 @st0 Return v0", "P(1),8,3,4", "a if a.x == 8 else 0"},
    {OBJECTS, "DeleteAttr @name.x v0 @st0 Return v0", "P(1),8,3,4", "a if 'x' not in vars(a) else 0"},
    {OBJECTS, "v9:Any = LoadMethod @name.upper v0 @st0 v8:Any = Second 0 v9 "
              OBJECT("Call v9, v8 @st0"), "'abc',0,3,4", "'ABC'"},
    {OBJECTS, "v9:Any = LoadMethod @name.attribute v0 @st0 v10:Any = Second 0 v9 "
              "v11:Object = Call v9, v10, v1 @st0 Return v11", "P(1),0,3,4", "(0,)"},
    {OBJECTS, "v9:Null = NullConst " OBJECT("Call v9, v0, v1, v2 @st0"), "plain,1,2,4", "(1, 2)"},
    {OBJECTS, "v9:Null = NullConst " OBJECT("Call v9, v0, v1 @st0"), "plain,1,2,4",
     "(1, 'default')"},
    {OBJECTS, "v9:Null = NullConst " OBJECT("Call v9, v0 @st0"), "plain,1,2,4", "raises TypeError"},
    {OBJECTS, "v9:Null = NullConst " OBJECT("Call @const.\"('y',)\" v9, v0, v1, v2 @st0"),
     "plain,1,2,4", "(1, 2)"},
    {OBJECTS, "v9:Null = NullConst " OBJECT("Call v9, v0, v1 @st0"), "len,'abc',2,4", "3"},
    {OBJECTS, OBJECT("CallNative 4 @const.\"str.upper\" v0 @st0"), "'abc',0,3,4", "'ABC'"},
    {OBJECTS, OBJECT("CallPlain 36 @const.\"str.upper\" v0 @st0"), "'abc',0,3,4", "'ABC'"},
    {OBJECTS, OBJECT("CallPlain 37 @const.\"str.join\" v0, v1 @st0"), "',',[1],3,4",
     "raises TypeError"},
    {OBJECTS, OBJECT("CallPlain 70 @const.\"list.pop\" v0, v1 @st0"), "[7,8],0,3,4", "7"},
    {OBJECTS, OBJECT("CallPlain 70 @const.\"list.pop\" v0 @st0"), "[],0,3,4", "raises IndexError"},
    {OBJECTS, OBJECT("CallPlain 7 @const.\"str.split\" v0 @st0"), "'a b',0,3,4", "['a', 'b']"},
    {OBJECTS, OBJECT("CallNative 5 @const.\"str.join\" v0, v1 @st0"), "',',['a','b'],3,4", "'a,b'"},
    {OBJECTS, OBJECT("CallNative 5 @const.\"str.join\" v0, v1 @st0"), "',',[1],3,4",
     "raises TypeError"},
    {OBJECTS, OBJECT("CallNative 6 @const.\"str.replace\" v0, v1, v2 @st0"), "'abc','b','d',4",
     "'adc'"},
    {OBJECTS, OBJECT("CallNative 7 @const.\"list.sort\" v0 @st0"), "[2,1],0,3,4", "None"},
    {OBJECTS, OBJECT("CallNative 8 @const.list v0 @st0"), "'abc',0,3,4", "['a', 'b', 'c']"},
    {OBJECTS, OBJECT("CallNative 8 @const.tuple v0 @st0"), "5,0,3,4", "raises TypeError"},
    {OBJECTS, OBJECT("CallNative 1 @const.len v0 @st0"), "'abc',0,3,4", "3"},
    {OBJECTS, OBJECT("CallNative 2 @const.isinstance v0, v1 @st0"), "1,int,3,4", "True"},
    {OBJECTS, OBJECT("CallEx v0, v1, v2 @st0"), "plain,(1,),{'y': 2},4", "(1, 2)"},
    {OBJECTS, OBJECT("CallEx v0, v1 @st0"), "plain,[1],{},4", "(1, 'default')"},
    {OBJECTS, OBJECT("CallEx v0, v1 @st0"), "plain,1,{},4", "raises TypeError"},
    {ONE("Func"), OBJECT("CallFunc 0 @global.plain v0, v1, v2 @st0"), "plain,1,2,4", "(1, 2)"},
    {ONE("Func"), DIRECT("Object", "0 v0, v1, v2", "st0") "Return v10", "plain,1,2,4", "(1, 2)"},
    {ONE("Func"), DIRECT("Object", "0 v0, v1, v2", "st0") "Return v10", "fails,1,2,4", "raises ValueError"},
    {ONE("Func"), PARKS DIRECT("I64", "1 v0, v1, v2", "st1") BOXED, "times,6,7,4", "42"},
    {ONE("Func"), PARKS DIRECT("I64", "1 v0, v1, v2", "st1") BOXED, "times,'x',2,4", "left (a, b, c, 'xx')"},
    {ONE("Func"), PARKS DIRECT("I64", "1 v0, v1, v2", "st1") BOXED, "times,2**40,2**40,4", "left (a, b, c, 2**80)"},
    {TWO("Func", "Long"), PARKS A1 DIRECT("I64", "2 v0, v5, v1, v2, v3", "st1") BOXED,
     "plain,21,2,4", "42"},
    {TWO("Func", "Long"), PARKS A1 DIRECT("F64", "3 v0, v5, v1, v2, v3", "st1")
     "v11:Float = BoxF64 v10 @st0 Return v11", "plain,21,2,4.5", "4.5"},
    {OBJECTS, "v9:Object = GetIter v0 @st0 " SOME("IterNext v9 @st0"), "{5: 1},2,3,4", "5"},
    {OBJECTS, OBJECT("GetIter v0 @st0"), "5,2,3,4", "raises TypeError"},
    {OBJECTS, "Yield v1, v0, v2, v1, v3", "5.,[6],7,'8'", "yields (b, (a, c, b, d))"},
    {OBJECTS, "v9:Null = NullConst Yield v0, v9, v2, v9, v3", "5.,[6],7,'8'",
     "yields (a, (unset, c, unset, d))"},
    {OBJECTS, SOME("Send v0, v1 @st0"), "started(),7.5,3,4", "7.5"},
    {OBJECTS, "v9:Any = Send v0, v1 @st0 v8:Any = Second 0 v9 v10:Object = GuardNonNull v8 @st0 Return v10",
     "started(),'return',3,4", "'returned'"},
    {OBJECTS, SOME("Send v0, v1 @st0"), "5,None,3,4", "raises AttributeError"},
    {OBJECTS, OBJECT("GetYieldFromIter v0 @st0"), "started(),2,3,4", "a"},
    {OBJECTS, OBJECT("GetYieldFromIter v0 @st0"), "(1, 2),2,3,4", "iter([1, 2])"},
    {OBJECTS, OBJECT("GetYieldFromIter v0 @st0"), "5,2,3,4", "raises TypeError"},
    {OBJECTS, "v9:Object = GetAwaitable 0 v0 @st0 " SOME("IterNext v9 @st0"), "Awaits(),2,3,4", "'awaited'"},
    {OBJECTS, OBJECT("GetAwaitable 1 v0 @st0"), "5,2,3,4", "raises TypeError"},
    {OBJECTS, OBJECT("GetAiter v0 @st0"), "Awaits(),2,3,4", "a"},
    {OBJECTS, OBJECT("GetAiter v0 @st0"), "5,2,3,4", "raises TypeError"},
    {OBJECTS, "v9:Object = GetAnext v0 @st0 " SOME("IterNext v9 @st0"), "Awaits(),2,3,4", "'awaited'"},
    {OBJECTS, OBJECT("GetAnext v0 @st0"), "5,2,3,4", "raises TypeError"},
    {OBJECTS, "v9:Object = WrapAsync v0 @st0 v10:Object = LoadAttr @name.__class__ v9 @st0 v11:Object = LoadAttr @name.__name__ v10 @st0 Return v11",
     "5,2,3,4", "'async_generator_wrapped_value'"},
    {OBJECTS, OBJECT("Import @name.math v0, v1 @st0"), "0,None,3,4", "__import__('math')"},
    {OBJECTS, OBJECT("Import @name.sibling v0, v1 @st0"), "1,None,3,4", "raises ImportError"},
    {OBJECTS, OBJECT("ImportFrom @name.pi v0 @st0"), "__import__('math'),None,3,4",
     "__import__('math').pi"},
    {OBJECTS, OBJECT("ImportFrom @name.pie v0 @st0"), "__import__('math'),None,3,4",
     "raises ImportError"},
};

static const Case name_cases[] = {
    {OBJECTS, OBJECT("LoadGlobal @name.plain @st0"), "1,2,3,4", "plain"},
    {OBJECTS, OBJECT("LoadGlobal @name.len @st0"), "1,2,3,4", "len"},
    {OBJECTS, OBJECT("LoadGlobal @name.nowhere @st0"), "1,2,3,4", "raises NameError"},
    {OBJECTS, "StoreGlobal @name.written v0 @st0 Return v0", "5,2,3,4", "written"},
    {OBJECTS, "DeleteGlobal @name.nowhere @st0 Return v0", "5,2,3,4", "raises NameError"},
    {OBJECTS, "StoreGlobal @name.gone v0 @st0 DeleteGlobal @name.gone @st0 Return v0", "5,2,3,4",
     "5 if 'gone' not in globals() else 0"},
    {OBJECTS, OBJECT("LoadName @name.plain @st0"), "1,2,3,4", "plain"},
    {OBJECTS, OBJECT("LoadName @name.nowhere @st0"), "1,2,3,4", "raises NameError"},
    {OBJECTS, "StoreName @name.written v0 @st0 Return v0", "6,2,3,4", "written"},
    {OBJECTS, "DeleteName @name.nowhere @st0 Return v0", "5,2,3,4", "raises NameError"},
    {OBJECTS, OBJECT("LoadGlobalSlot 0 @name.slotted @st0"), "1,2,3,4", "slotted"},
    {OBJECTS, OBJECT("LoadGlobalSlot 0 @name.nowhere @st0"), "1,2,3,4", "leaves"},
    {OBJECTS, OBJECT("LoadBuiltinSlot 0 @name.len @st0"), "1,2,3,4", "len"},
    {OBJECTS, "GuardGlobalKeys 0 @name.len @st0 Return v0", "1,2,3,4", "a"},
    {OBJECTS, "StoreGlobalSlot 0 @name.slotted v0 @st0 Return v1", "'x',2,3,4",
     "b if slotted is a else 0"},
    {LONGS, A "StoreGlobalSlotI64 0 @name.slotted v5 @st0 Return v1", "2**40,2,3,4",
     "b if slotted == a else 0"},
    {FLOATS, FA "StoreGlobalSlotF64 0 @name.slotted v5 @st0 Return v1", "2.5,2.,3,4",
     "b if slotted == a else 0"},
    {OBJECTS, "v9:Cell = MakeCell v0 @st0 " SOME("LoadCell v9"), "'x',2,3,4", "'x'"},
    {OBJECTS, "v9:Null = NullConst v10:Cell = MakeCell v9 @st0 StoreCell v10, v1 @st0 "
              "v11:Any = LoadCell v10 v12:Object = GuardNonNull v11 @st0 Return v12", "1,'y',3,4",
     "'y'"},
};

static const Case sequence_cases[] = {
    {ONE("List"), LONG("ListLen v0"), "[1,2,3],2,3,4", "3"},
    {TWO("List", "Long"), INDEX OBJECT("ListItem v0, v6 @st0"), "[1,'x',3],1,3,4", "'x'"},
    {TWO("List", "Long"), INDEX OBJECT("ListItem v0, v6 @st0"), "[1,'x',3],-1,3,4", "3"},
    {TWO("List", "Long"), INDEX OBJECT("ListItem v0, v6 @st0"), "[1,'x',3],3,3,4", "leaves"},
    {TWO("List", "Long"), INDEX OBJECT("ListItem v0, v6 @st0"), "[1,'x',3],-4,3,4", "leaves"},
    {TWO("List", "Long"), INDEX "ListStore v0, v6, v2 @st0 Return v0", "[1,[2]],-1,'n',4",
     "[1, 'n']"},
    {TWO("List", "Long"), INDEX "ListStore v0, v6, v2 @st0 Return v0", "[1,[2]],2,'n',4", "leaves"},
    {{"List", "Long", "Long", "Object"}, INDEX "v7:I64 = UnboxI64 v2 @st0 "
     "ListStoreI64 v0, v6, v7 @st0 Return v0", "[1,int('54321')],1,98765,4", "[1, 98765]"},
    {{"List", "Long", "Long", "Object"}, INDEX "v7:I64 = UnboxI64 v2 @st0 "
     "ListStoreI64 v0, v6, v7 @st0 Return v0", "[1,int('5432154321')],1,-9876598765,4",
     "[1, -9876598765]"},
    {{"List", "Long", "Long", "Object"}, INDEX "v7:I64 = UnboxI64 v2 @st0 "
     "ListStoreI64 v0, v6, v7 @st0 Return v0", "[1,int('54321')],1,7,4", "[1, 7]"},
    {{"List", "Long", "Float", "Object"}, INDEX "v7:F64 = UnboxF64 v2 "
     "ListStoreF64 v0, v6, v7 @st0 Return v0", "[1,float('2.5')],1,3.5,4", "[1, 3.5]"},
    {{"List", "Long", "Float", "Object"}, INDEX "v7:F64 = UnboxF64 v2 "
     "ListStoreF64 v0, v6, v7 @st0 Return v3", "[1,shared],1,3.5,shared", "shared"},
    {TWO("Tuple", "Long"), INDEX OBJECT("TupleItem v0, v6 @st0"), "(1,'x',3),1,3,4", "'x'"},
    {TWO("Str", "Long"), INDEX "v10:Str = StrItem v0, v6 @st0 Return v10", "'abc',-1,3,4", "'c'"},
    {TWO("Str", "Long"), INDEX "v10:Str = StrItem v0, v6 @st0 Return v10", "'a\\xe9',1,3,4",
     "'\\xe9'"},
    {TWO("Str", "Long"), INDEX "v10:Str = StrItem v0, v6 @st0 Return v10", "'\\u20ac',0,3,4",
     "leaves"},
    {ONE("Long"), WORD("UnboxU64 v0 @st0"), "2**64-1,2,3,4", "18446744073709551615"},
    {ONE("Long"), WORD("UnboxU64 v0 @st0"), "2**31,2,3,4", "2147483648"},
    {ONE("Long"), WORD("UnboxU64 v0 @st0"), "0,2,3,4", "0"},
    {ONE("Long"), WORD("UnboxU64 v0 @st0"), "2**64,2,3,4", "leaves"},
    {ONE("Long"), WORD("UnboxU64 v0 @st0"), "-1,2,3,4", "leaves"},
    {ONE("Long"), WORD("LowU64 v0"), "2**100+5,2,3,4", "5"},
    {ONE("Long"), WORD("LowU64 v0"), "-1,2,3,4", "18446744073709551615"},
    {ONE("Long"), A WORD("BitsU64 v5"), "-2,2,3,4", "18446744073709551614"},
    {ONE("Long"), A WORD("I64ToU64Chk v5 @st0"), "7,2,3,4", "7"},
    {ONE("Long"), A WORD("I64ToU64Chk v5 @st0"), "-7,2,3,4", "leaves"},
    {ONE("Long"), "v5:U64 = UnboxU64 v0 @st0 " LONG("U64ToI64Chk v5 @st0"), "2**63-1,2,3,4",
     "9223372036854775807"},
    {ONE("Long"), "v5:U64 = UnboxU64 v0 @st0 " LONG("U64ToI64Chk v5 @st0"), "2**63,2,3,4", "leaves"},
    {ONE("Long"), "v5:U64 = UnboxU64 v0 @st0 " LONG("BitsI64 v5"), "2**62,2,3,4", "4611686018427387904"},
    {TWO("Long", "Long"), W2 WORD("AddU64 v5, v6"), "2**64-1,2,3,4", "1"},
    {TWO("Long", "Long"), W2 WORD("SubU64 v5, v6"), "1,2,3,4", "18446744073709551615"},
    {TWO("Long", "Long"), W2 WORD("MulU64 v5, v6"), "2**63+1,3,3,4", "9223372036854775811"},
    {TWO("Long", "Long"), W2 WORD("AndU64 v5, v6"), "2**63+5,2**63+4,3,4", "9223372036854775812"},
    {TWO("Long", "Long"), W2 WORD("OrU64 v5, v6"), "2**63,1,3,4", "9223372036854775809"},
    {TWO("Long", "Long"), W2 WORD("XorU64 v5, v6"), "2**63+1,3,3,4", "9223372036854775810"},
    {TWO("Long", "Long"), W2 WORD("ShlU64 v5, v6"), "2**63+1,1,3,4", "2"},
    {TWO("Long", "Long"), W2 WORD("ShrU64 v5, v6"), "2**63,63,3,4", "1"},
    {TWO("Long", "Long"), W2 WORD("FloorDivU64Chk v5, v6 @st0"), "2**64-1,2,3,4", "9223372036854775807"},
    {TWO("Long", "Long"), W2 WORD("FloorDivU64Chk v5, v6 @st0"), "2**64-1,0,3,4", "leaves"},
    {TWO("Long", "Long"), W2 WORD("ModU64Chk v5, v6 @st0"), "2**64-1,2**63,3,4", "9223372036854775807"},
    {TWO("Long", "Long"), W2 WORD("ModU64Chk v5, v6 @st0"), "1,0,3,4", "leaves"},
    {TWO("Long", "Long"), W2 BOOL("CmpU64 0 v5, v6"), "2**63,1,3,4", "False"},
    {TWO("Long", "Long"), W2 BOOL("CmpU64 1 v5, v6"), "2**63,2**63,3,4", "True"},
    {TWO("Long", "Long"), W2 BOOL("CmpU64 2 v5, v6"), "2**63,2**63,3,4", "True"},
    {TWO("Long", "Long"), W2 BOOL("CmpU64 3 v5, v6"), "2**63,2**63,3,4", "False"},
    {TWO("Long", "Long"), W2 BOOL("CmpU64 4 v5, v6"), "2**63,1,3,4", "True"},
    {TWO("Long", "Long"), W2 BOOL("CmpU64 5 v5, v6"), "1,2**63,3,4", "False"},
    {TWO("Object", "Long"), "v6:U64 = UnboxU64 v1 @st0 " BOOL("SameU64 v0, v6"), "2**63,2**63,3,4", "True"},
    {TWO("Object", "Long"), "v6:U64 = UnboxU64 v1 @st0 " BOOL("SameU64 v0, v6"), "-1,2**64-1,3,4", "False"},
    {LONGS, ABC LONG("MulAddModI64Chk v5, v6, v7, v7 @st0"), MAX "," MAX ",7,4", "0"},
    {LONGS, ABC LONG("MulAddModI64Chk v5, v6, v5, v7 @st0"), "-3,5,7,4", "3"},
    {LONGS, ABC LONG("MulAddModI64Chk v5, v6, v5, v7 @st0"), "-3,5,0,4", "leaves"},
    {ONE("Long"), "st1 = state 3 [v5, v1, v2, v3] stack []\nv5:U64 = UnboxU64 v0 @st0 Exit @st1",
     "2**64-1,2,3,4", "left (18446744073709551615, 2, 3, 4)"},
    {TWO("Long", "Object"), "st1 = state 3 [v8, v1, v2, v3] stack []\n"
     "v5:U64 = UnboxU64 v0 @st0 v7:I64 = ConstI64 5 v8:Long = BinaryVirtual 9 v5, v1, v7 Exit @st1", "2**63,2**70,3,4", "left (10889035741470030830827987437816582766592, 1180591620717411303424, 3, 4)"},
    {TWO("Bytes", "Long"), INDEX LONG("BytesItem v0, v6 @st0"), "b'a\\xff',-1,3,4", "255"},
    {TWO("Bytes", "Long"), INDEX LONG("BytesItem v0, v6 @st0"), "b'a',1,3,4", "leaves"},
    {TWO("ByteArray", "Long"), INDEX LONG("ByteArrayItem v0, v6 @st0"), "bytearray(b'a\\xfe'),1,3,4",
     "254"},
    {TWO("ByteArray", "Long"), INDEX LONG("ByteArrayItem v0, v6 @st0"), "bytearray(b'a'),-2,3,4",
     "leaves"},
    {{"ByteArray", "Long", "Long", "Object"}, INDEX "v7:I64 = UnboxI64 v2 @st0 "
     "ByteArrayStore v0, v6, v7 @st0 Return v0", "bytearray(b'ab'),-1,255,4", "bytearray(b'a\\xff')"},
    {{"ByteArray", "Long", "Long", "Object"}, INDEX "v7:I64 = UnboxI64 v2 @st0 "
     "ByteArrayStore v0, v6, v7 @st0 Return v0", "bytearray(b'ab'),1,256,4", "leaves"},
    {TWO("ByteArray", "Long"), INDEX "ByteArrayAppend v0, v6 @st0 Return v0", "bytearray(b'a'),9,3,4",
     "bytearray(b'a\\t')"},
    {TWO("ByteArray", "Long"), INDEX "ByteArrayAppend v0, v6 @st0 Return v0", "bytearray(b'a'),-1,3,4",
     "leaves"},
    {ONE("Str"), LONG("Ord v0 @st0"), "'z',1,3,4", "122"},
    {ONE("Str"), LONG("Ord v0 @st0"), "'\\u20ac',1,3,4", "0x20ac"},
    {ONE("Str"), LONG("Ord v0 @st0"), "'\\U0001f600',1,3,4", "0x1f600"},
    {ONE("Str"), LONG("Ord v0 @st0"), "'ab',1,3,4", "leaves"},
    {{"List", "Long", "Long", "Object"}, INDEX "v7:I64 = UnboxI64 v2 @st0 v8:I64 = ConstI64 1 "
     "v10:List = ListSlice 3 v0, v6, v7, v8 @st0 Return v10", "[1,2,3,4],1,-1,4", "[2, 3]"},
    {{"List", "Long", "Long", "Object"}, INDEX "v7:I64 = UnboxI64 v2 @st0 v8:I64 = ConstI64 -1 "
     "v10:List = ListSlice 4 v0, v6, v7, v8 @st0 Return v10", "[1,2,3,4],0,0,4", "[4, 3, 2, 1]"},
    {{"Str", "Long", "Long", "Object"}, INDEX "v7:I64 = UnboxI64 v2 @st0 v8:I64 = ConstI64 -1 "
     "v10:Str = StrSlice 7 v0, v6, v7, v8 @st0 Return v10", "'abcd',3,0,4", "'dcb'"},
    {{"Str", "Long", "Long", "Object"}, INDEX "v7:I64 = UnboxI64 v2 @st0 v8:I64 = ConstI64 0 "
     "v10:Str = StrSlice 4 v0, v6, v7, v8 @st0 Return v10", "'abcd',1,2,4", "raises ValueError"},
    {{"Bytes", "Long", "Long", "Object"}, INDEX "v7:I64 = UnboxI64 v2 @st0 v8:I64 = ConstI64 1 "
     "v10:Bytes = BytesSlice 3 v0, v6, v7, v8 @st0 Return v10", "b'abcd',-3,9,4", "b'bcd'"},
    {{"Tuple", "Long", "Long", "Object"}, INDEX "v7:I64 = UnboxI64 v2 @st0 v8:I64 = ConstI64 1 "
     "v10:Tuple = TupleSlice 2 v0, v6, v7, v8 @st0 Return v10", "(1,2,3),0,2,4", "(1, 2)"},
    {{"List", "Long", "Long", "Object"}, INDEX "v7:I64 = UnboxI64 v2 @st0 "
     "ListStoreSlice 3 v0, v6, v7, v3 @st0 Return v0", "[1,2,3,4],1,3,'xyz'",
     "[1, 'x', 'y', 'z', 4]"},
    {{"List", "Long", "Long", "Object"}, INDEX "v7:I64 = UnboxI64 v2 @st0 "
     "ListStoreSlice 3 v0, v6, v7, v3 @st0 Return v0", "[1,2,3,4],1,3,5", "raises TypeError"},
    {ONE("Str"), LONG("StrLen v0"), "'abc',2,3,4", "3"},
    {TWO("Str", "Str"), BOOL("StrEq v0, v1"), "'abc','ab'+str('c'),3,4", "True"},
    {TWO("Str", "Str"), BOOL("StrEq v0, v1"), "'abc','ab\\u20ac',3,4", "False"},
    {TWO("Str", "Str"), BOOL("StrOrder 0 v0, v1 @st0"), "'abc','b',3,4", "True"},
    {TWO("Str", "Str"), BOOL("StrOrder 1 v0, v1 @st0"), "'ab\\u20ac','ab',3,4", "False"},
    {TWO("Str", "Str"), BOOL("StrOrder 4 v0, v1 @st0"), "'abc','',3,4", "True"},
    {TWO("Str", "Str"), BOOL("StrOrder 5 v0, v1 @st0"), "'abc','abd',3,4", "False"},
    {TWO("Object", "Long"), "v6:I64 = UnboxI64 v1 @st0 " BOOL("SameI64 v0, v6"),
     "123456789012,123456789012,3,4", "True"},
    {TWO("Object", "Long"), "v6:I64 = UnboxI64 v1 @st0 " BOOL("SameI64 v0, v6"), "1000.,1000,3,4",
     "False"},
    {TWO("Object", "Long"), "v6:I64 = UnboxI64 v1 @st0 " BOOL("SameI64 v0, v6"), "2**70,64,3,4",
     "False"},
    {TWO("Object", "Float"), "v6:F64 = UnboxF64 v1 " BOOL("SameF64 v0, v6"), "nan,nan,3,4", "True"},
    {TWO("Object", "Float"), "v6:F64 = UnboxF64 v1 " BOOL("SameF64 v0, v6"), "0.,-0.,3,4", "False"},
    {TWO("Object", "Float"), "v6:F64 = UnboxF64 v1 " BOOL("SameF64 v0, v6"), "1,1.,3,4", "False"},
    {TWO("Str", "Str"), "v10:Str = StrConcat v0, v1 @st0 Return v10", "'ab','\\u20ac',3,4",
     "'ab\\u20ac'"},
    {TWO("Str", "Str"), "v10:Str = StrAppend v0, v1 @st0 Return v10", "'ab','cd',3,4", "'abcd'"},
    {ONE("Dict"), LONG("DictLen v0"), "{1:2},2,3,4", "1"},
    {ONE("Dict"), OBJECT("DictItem v0, v1 @st0"), "{1:2},1,3,4", "2"},
    {ONE("Dict"), OBJECT("DictItem v0, v1 @st0"), "{1:2},(2,),3,4", "raises KeyError"},
    {ONE("Dict"), OBJECT("DictProbe v0, v1"), "{1:2},1,3,4", "2"},
    {ONE("Dict"), OBJECT("DictProbe v0, v1"), "{1:2,9:3,17:4},17,3,4", "4"},
    {ONE("Dict"), OBJECT("DictProbe v0, v1"), "{'a':5},'a',3,4", "5"},
    {ONE("Dict"), "v9:Any = DictProbe v0, v1 " BOOL("IsNull v9"), "{1:2,9:3},17,3,4", "True"},
    {ONE("Dict"), "v9:Any = DictProbe v0, v1 " BOOL("IsNull v9"), "{'a':5},'b',3,4", "True"},
    {ONE("Dict"), OBJECT("DictProbe v0, v1"), "{__import__('fractions').Fraction(1):2},1,3,4",
     "{__import__('fractions').Fraction(1):2}"}, /* cannot be told */
    {ONE("Dict"), "DictStore v0, v1, v2 @st0 Return v0", "{1:2},1,3,4", "{1: 3}"},
    {ONE("Dict"), OBJECT("DictFind v0, v1 @st0"), "{'a':2},'a',3,4", "2"},
    {ONE("Dict"), OBJECT("DictFind v0, v1 @st0"), "{(1,'b'):2,5:6},(1,'b'),3,4", "2"},
    {ONE("Dict"), OBJECT("DictFind v0, v1 @st0"), "{1.0:'x'},1,3,4", "'x'"},
    {ONE("Dict"), OBJECT("DictFind v0, v1 @st0"), "{'a':2},'b',3,4", "leaves"},
    {ONE("Dict"), OBJECT("DictFind v0, v1 @st0"), "{'a':2},[],3,4", "leaves"},
    {ONE("Dict"), OBJECT("DictFind v0, v1 @st0"), "{b'a':2},'a',3,4", "leaves"},
    {ONE("Dict"), BOOL("DictHas v0, v1 @st0"), "{'a':2},'a',3,4", "True"},
    {ONE("Dict"), BOOL("DictHas v0, v1 @st0"), "{'a':2},7,3,4", "False"},
    {ONE("Dict"), BOOL("DictHas v0, v1 @st0"), "{'a':2},([],),3,4", "leaves"},
    {ONE("Dict"), OBJECT("DictGet v0, v1, v2 @st0"), "{'a':2},'a',3,4", "2"},
    {ONE("Dict"), OBJECT("DictGet v0, v1, v2 @st0"), "{'a':2},'b',3,4", "3"},
    {ONE("Dict"), OBJECT("DictGet v0, v1, v2 @st0"), "{'a':2},{},3,4", "leaves"},
    {ONE("Dict"), "DictPut v0, v1, v2 @st0 Return v0", "{1:[2]},1,3,4", "{1: 3}"},
    {ONE("Dict"), "DictPut v0, v1, v2 @st0 Return v0", "{},'k',[3],4", "{'k': [3]}"},
    {ONE("Dict"), "DictPut v0, v1, v2 @st0 Return v0", "{},[],3,4", "leaves"},
    {ONE("Dict"), OBJECT("DictTake v0, v1, v2 @st0"), "{'a':2},'a',3,4", "2"},
    {ONE("Dict"), OBJECT("DictTake v0, v1, v2 @st0"), "{'a':2},'b',3,4", "3"},
    {ONE("Dict"), OBJECT("DictTake v0, v1, v2 @st0"), "{'a':2},[],3,4", "leaves"},
    {ONE("Dict"), "v9:Null = NullConst v10:Object = DictTake v0, v1, v9 @st0 Return v10", "{'a':2},'b',3,4", "leaves"},
    {ONE("Dict"), "v9:Object = DictDefault v0, v1, v2 @st0 Return v0", "{'a':2},'b',3,4", "{'a': 2, 'b': 3}"},
    {ONE("Dict"), OBJECT("DictDefault v0, v1, v2 @st0"), "{'a':2},'a',3,4", "2"},
    {ONE("Dict"), OBJECT("DictDefault v0, v1, v2 @st0"), "{b'a':2},'a',3,4", "leaves"},
    {ONE("Dict"), "DictDrop v0, v1 @st0 Return v0", "{1:[2],3:4},1,3,4", "{3: 4}"},
    {ONE("Dict"), "DictDrop v0, v1 @st0 Return v0", "{1:[2],3:4},2,3,4", "leaves"},
    {ONE("Set"), "SetDrop 0 v0, v1 @st0 Return v0", "{1,2},2,3,4", "{1}"},
    {ONE("Set"), "SetDrop 0 v0, v1 @st0 Return v0", "{1},2,3,4", "{1}"},
    {ONE("Set"), "SetDrop 1 v0, v1 @st0 Return v0", "{1},2,3,4", "leaves"},
    {OBJECTS, "GuardUnbounded v0 @st0 Return v1", "__import__('collections').deque([1]),2,3,4", "2"},
    {OBJECTS, "GuardUnbounded v0 @st0 Return v1", "__import__('collections').deque([1], 3),2,3,4", "leaves"},
    {OBJECTS, OBJECT("CallPlain 40 @const.float v0 @st0"), "'1.5',0,3,4", "1.5"},
    {ONE("Set"), BOOL("SetHas v0, v1 @st0"), "{1,'a'},'a',3,4", "True"},
    {ONE("FrozenSet"), BOOL("SetHas v0, v1 @st0"), "frozenset((1,)),2,3,4", "False"},
    {ONE("Set"), BOOL("SetHas v0, v1 @st0"), "{b'a'},'a',3,4", "leaves"},
    {ONE("Set"), "SetPut v0, v1 @st0 Return v0", "{1},1,3,4", "{1}"},
    {ONE("Set"), "SetPut v0, v1 @st0 Return v0", "set(),(1,2),3,4", "{(1, 2)}"},
    {ONE("Set"), "SetPut v0, v1 @st0 Return v0", "{1},[],3,4", "leaves"},
    {ONE("List"), BOOL("ItemsHave v0, v1 @st0"), "[1,'a'],'a',3,4", "True"},
    {ONE("Tuple"), BOOL("ItemsHave v0, v1 @st0"), "(1,2.0),2,3,4", "True"},
    {ONE("Tuple"), BOOL("ItemsHave v0, v1 @st0"), "(1,2),3,3,4", "False"},
    {ONE("List"), BOOL("ItemsHave v0, v1 @st0"), "[[1]],3,3,4", "leaves"},
    {ONE("List"), "HeapPush v0, v1 @st0 Return v0", "[2,(4),3],1,3,4", "[1, 2, 3, 4]"},
    {ONE("List"), "HeapPush v0, v1 @st0 Return v0", "[(1,2),(1,3)],(1,(),3),3,4", "leaves"},
    {ONE("List"), "HeapPush v0, v1 @st0 Return v0", "[None],1,3,4", "leaves"},
    {ONE("List"), OBJECT("HeapPop v0 @st0"), "[(1,[]),(2,{}),(3,)],1,3,4", "(1, [])"},
    {ONE("List"), "v9:Object = HeapPop v0 @st0 Return v0", "[1,4,2,5,6,3],1,3,4", "[2, 4, 3, 5, 6]"},
    {ONE("List"), OBJECT("HeapPop v0 @st0"), "[],1,3,4", "leaves"},
    {ONE("List"), OBJECT("HeapPop v0 @st0"), "[(1,[]),(2,[]),(2,{})],1,3,4", "leaves"},
    {TWO("Str", "Str"), BOOL("StrHas v0, v1 @st0"), "'abc','bc',3,4", "True"},
    {TWO("Str", "Str"), BOOL("StrHas v0, v1 @st0"), "'abc','\\u20ac',3,4", "False"},
    {ONE("Str"), BOOL("StrIs 3 @const.\"str.isalpha\" v0"), "'q',0,3,4", "True"},
    {ONE("Str"), BOOL("StrIs 3 @const.\"str.isalpha\" v0"), "'',0,3,4", "False"},
    {ONE("Str"), BOOL("StrIs 8 @const.\"str.isspace\" v0"), "'\\x1f',0,3,4", "True"},
    {ONE("Str"), BOOL("StrIs 4 @const.\"str.isdigit\" v0"), "'1\\u0663',0,3,4", "True"},
    {{"Str", "Str", "Long", "Object"}, "v7:I64 = UnboxI64 v2 @st0 v8:I64 = ConstI64 9 "
     BOOL("StrMatch -1 v0, v1, v7, v8"), "'abcd','cd',2,4", "True"},
    {{"Str", "Str", "Long", "Object"}, "v7:I64 = UnboxI64 v2 @st0 v8:I64 = ConstI64 9 "
     BOOL("StrMatch 1 v0, v1, v7, v8"), "'abcd','cd',3,4", "False"},
    {{"Str", "Str", "Long", "Object"}, "v7:I64 = UnboxI64 v2 @st0 v8:I64 = ConstI64 9 "
     "v10:I64 = StrFind 1 v0, v1, v7, v8 @st0 v11:Long = BoxI64 v10 @st0 Return v11", "'abab','b',2,4", "3"},
    {{"Str", "Str", "Long", "Object"}, "v7:I64 = UnboxI64 v2 @st0 v8:I64 = ConstI64 9 "
     "v10:I64 = StrFind 0 v0, v1, v7, v8 @st0 v11:Long = BoxI64 v10 @st0 Return v11", "'abab','b',0,4", "2"},
};

static const Case attribute_cases[] = {
    {OBJECTS, "GuardKeys 0 v0 @st0 Return v0", "P(1),2,3,4", "a"},
    {OBJECTS, "GuardKeys 0 v0 @st0 Return v0", "with_dict(),2,3,4", "leaves"},
    {OBJECTS, "GuardClassKeys 0 v0 @st0 Return v0", "P,2,3,4", "P"},
    {OBJECTS, "GuardClassKeys 0 v0 @st0 Return v0", "Bad,2,3,4", "leaves"},
    {OBJECTS, "v9:Object = InstanceNew 0 v0 @st0 v101:I64 = InstanceValues v9 StoreInlineValue 0 v9, v101, v1 @st0 Return v9",
     "P,2,3,4", "P(2)"},
    {OBJECTS, "v9:Object = InstanceNew 0 v0 @st0 Return v9", "Bad,2,3,4", "leaves"},
    {OBJECTS, "CheckInit v0 @st0 Return v0", "None,2,3,4", "None"},
    {OBJECTS, "CheckInit v0 @st0 Return v0", "0,2,3,4", "raises TypeError"},
    {OBJECTS, OBJECT("TypeOf v0"), "P(1),2,3,4", "P"},
    {OBJECTS, OBJECT("OperatorResult 0 v0, v1, v2 @st0"), "7,2,3,4", "7"},
    {OBJECTS, OBJECT("OperatorResult 13 v0, v1, v2 @st0"), "NotImplemented,2,3,4", "raises TypeError"},
    {OBJECTS, OBJECT("OperatorResult 67 v0, v1, v2 @st0"), "7,2,3,4", "7"},
    {OBJECTS, OBJECT("OperatorResult 67 v0, v1, v2 @st0"), "NotImplemented,P(1),P(1),4", "True"},
    {OBJECTS, OBJECT("OperatorResult 64 v0, v1, v2 @st0"), "NotImplemented,P(1),3,4", "raises TypeError"},
    {OBJECTS, OBJECT("OperatorResult 195 v0, v1, v2 @st0"), "[],2,3,4", "True"},
    {OBJECTS, "v9:I1 = BoolResult v0 @st0 v8:Bool = BoxI1 v9 Return v8", "True,2,3,4", "True"},
    {OBJECTS, "v9:I1 = BoolResult v0 @st0 v8:Bool = BoxI1 v9 Return v8", "1,2,3,4", "raises TypeError"},
    {OBJECTS, "v9:I64 = LengthResult v0 @st0 v8:Long = BoxI64 v9 @st0 Return v8", "True,2,3,4", "1"},
    {OBJECTS, "v9:I64 = LengthResult v0 @st0 v8:Long = BoxI64 v9 @st0 Return v8", "-1,2,3,4",
     "raises ValueError"},
    {OBJECTS, "v9:I64 = LengthResult v0 @st0 v8:Long = BoxI64 v9 @st0 Return v8", "1 << 70,2,3,4",
     "raises OverflowError"},
    {OBJECTS, OBJECT("ClassAttr @global.P v0"), "P(1),2,3,4", "P"},
    {OBJECTS, "v9:I64 = InstanceValues v0 " OBJECT("InlineValue 0 v0, v9 @st0"), "P('v'),2,3,4", "'v'"},
    {OBJECTS, "v9:I64 = InstanceValues v0 " OBJECT("InlineValue 0 v0, v9 @st0"), "with_dict(),2,3,4", "leaves"},
    {OBJECTS, "v9:I64 = InstanceValues v0 " OBJECT("InlineValue 0 v0, v9 @st0"), "with_shared_dict(),2,3,4", "'v'"},
    {OBJECTS, "v9:I64 = InstanceValues v0 StoreInlineValue 0 v0, v9, v1 @st0 Return v1", "with_shared_dict(),2,3,4",
     "leaves"},
    {TWO("Object", "Float"),
     "v6:F64 = UnboxF64 v1 v9:I64 = InstanceValues v0 StoreInlineF64<Float> 0 v0, v9, v6 @st0 Return v0",
     "with_shared_dict(),2.5,3,4", "leaves"},
    {OBJECTS, "v102:I64 = InstanceValues v0 StoreInlineValue 0 v0, v102, v1 @st0 Return v1", "P('v'),'w',3,4", "a.x"},
    {OBJECTS, "v103:I64 = InstanceValues v0 StoreInlineValue 0 v0, v103, v1 @st0 Return v1", "P.__new__(P),'w',3,4", "a.x"},
    {TWO("Object", "Long"), INDEX "v104:I64 = InstanceValues v0 StoreInlineI64 0 v0, v104, v6 @st0 Return v0",
     "P(int('54321')),98765,3,4", "a if a.x == 98765 else 0"},
    {TWO("Object", "Float"), "v6:F64 = UnboxF64 v1 v105:I64 = InstanceValues v0 StoreInlineF64 0 v0, v105, v6 @st0 Return v0",
     "P(float('1.5')),2.5,3,4", "a if a.x == 2.5 else 0"},
    {OBJECTS, OBJECT("SlotMember 0 v0 @st0"), "Slots('s'),2,3,4", "'s'"},
    {OBJECTS, OBJECT("SlotMember 0 v0 @st0"), "Slots.__new__(Slots),2,3,4", "leaves"},
    {OBJECTS, OBJECT("BoundPart 24 v0"), "'b'.upper,2,3,4", "'b'"},
    {OBJECTS, BOOL("HasCode @const.\"plain.__code__\" v0"), "plain,2,3,4", "True"},
    {OBJECTS, BOOL("HasCode @const.\"plain.__code__\" v0"), "f,2,3,4", "False"},
    {OBJECTS, BOOL("HasCode @const.\"plain.__code__\" v0"), "P,2,3,4", "False"},
    {OBJECTS, BOUND, "'b'.upper,2,3,4", "a"},
    {OBJECTS, BOUND, "'b'.lower,2,3,4", "leaves"},
    {OBJECTS, BOUND, "b''.upper,2,3,4", "leaves"},
    {OBJECTS, BOUND, "str.upper,2,3,4", "leaves"},
    {OBJECTS, "StoreSlotMember 0 v0, v1 @st0 Return v0", "Slots('s'),'t',3,4",
     "a if a.s == 't' else 0"},
    {OBJECTS, OBJECT("DictHint 0 @name.x v0 @st0"), "with_dict(),2,3,4", "'d'"},
    {OBJECTS, OBJECT("DictHint 0 @name.x v0 @st0"), "P(1),2,3,4", "leaves"},
    {OBJECTS, OBJECT("ModuleAttr 0 @name.slotted v0 @st0"), "__import__('__main__'),2,3,4",
     "slotted"},
    {OBJECTS, OBJECT("ModuleAttr 0 @name.slotted v0 @st0"), "P(1),2,3,4", "leaves"},
};

static const Case iteration_cases[] = {
    {LONGS, ABC "v10:Range = RangeNew v5, v6, v7 @st0 Return v10", "1,9,2,4", "range(1, 9, 2)"},
    {LONGS, ABC LONG("RangeLen v5, v6, v7"), "9,1,-3,4", "3"},
    {LONGS, ABC LONG("RangeLen v5, v6, v7"), MIN "," MAX ",2**62,4", "4"},
    {LONGS, ABC LONG("RangeLen v5, v6, v7"), "1,1,1,4", "0"},
    {LONGS, ABC LONG("RangeItem v5, v6, v7"), "7,3,-2,4", "1"},
    {LONGS, ABC LONG("RangeItem v5, v6, v7"), MIN ",2,2**62,4", "0"},
    {LONGS, ABC "v10:RangeIter = RangeIterNew v5, v6, v7 @st0 Return v10", "1,3,2,4",
     "[1, 3, 5]"},
    {ONE("RangeIter"), BOOL("RangeIterHas v0"), "iter(range(0)),2,3,4", "False"},
    {ONE("RangeIter"), LONG("RangeIterTake v0"), "iter(range(5, 9)),2,3,4", "5"},
    {ONE("ListIter"), SOME("ListIterNext v0"), "iter([7]),2,3,4", "7"},
    {ONE("ListIter"), "v10:Any = ListIterNext v0 " "v11:I1 = IsNull v10 v12:Bool = BoxI1 v11 "
     "Return v12", "iter([]),2,3,4", "True"},
    {ONE("ListRevIter"), SOME("ListRevIterNext v0"), "reversed([7, 8]),2,3,4", "8"},
    {ONE("ListRevIter"), "v10:Any = ListRevIterNext v0 v11:I1 = IsNull v10 v12:Bool = BoxI1 v11 "
     "Return v12", "reversed([]),2,3,4", "True"},
    {ONE("StrIter"), SOME("StrIterNext v0"), "iter('xy'),2,3,4", "'x'"},
    {ONE("StrIter"), "v10:Any = StrIterNext v0 v11:I1 = IsNull v10 v12:Bool = BoxI1 v11 "
     "Return v12", "iter(''),2,3,4", "True"},
    {ONE("UnicodeIter"), SOME("UnicodeIterNext v0 @st0"), "iter('\\u20ac'),2,3,4", "'\\u20ac'"},
    {ONE("BytesIter"), SOME("BytesIterNext v0"), "iter(b'\\xff'),2,3,4", "255"},
    {ONE("BytesIter"), "v10:Any = BytesIterNext v0 v11:I1 = IsNull v10 v12:Bool = BoxI1 v11 "
     "Return v12", "iter(b''),2,3,4", "True"},
    {ONE("ByteArrayIter"), SOME("ByteArrayIterNext v0"), "iter(bytearray(b'\\xff')),2,3,4", "255"},
    {ONE("ByteArrayIter"), "v10:Any = ByteArrayIterNext v0 v11:I1 = IsNull v10 v12:Bool = BoxI1 v11 "
     "Return v12", "iter(bytearray()),2,3,4", "True"},
    {ONE("DictKeyIter"), SOME("DictKeyIterNext v0 @st0"), "iter({'a': 1}),2,3,4", "'a'"},
    {ONE("DictKeyIter"), SOME("DictKeyIterNext v0 @st0"), "iter({5: 1}),2,3,4", "5"},
    {ONE("DictKeyIter"), "v10:Any = DictKeyIterNext v0 @st0 v11:I1 = IsNull v10 v12:Bool = BoxI1 v11 "
     "Return v12", "iter({}),2,3,4", "True"},
    {ONE("DictValueIter"), SOME("DictValueIterNext v0 @st0"), "iter({'a': 1}.values()),2,3,4", "1"},
    {ONE("DictValueIter"), "v10:Any = DictValueIterNext v0 @st0 v11:I1 = IsNull v10 v12:Bool = BoxI1 v11 "
     "Return v12", "iter({}.values()),2,3,4", "True"},
    {ONE("DictItemIter"), "v9:Any = DictItemIterNext v0 @st0 v10:Object = GuardNonNull v9 @st0 v11:Object = Second 0 v9 "
     "v12:Tuple = BuildTuple v10, v11 @st0 Return v12", "iter({5: 1}.items()),2,3,4", "(5, 1)"},
    {ONE("DictItemIter"), "v10:Any = DictItemIterNext v0 @st0 v11:I1 = IsNull v10 v12:Bool = BoxI1 v11 "
     "Return v12", "iter({}.items()),2,3,4", "True"},
    {ONE("SetIter"), SOME("SetIterNext v0 @st0"), "iter({7}),2,3,4", "7"},
    {ONE("SetIter"), "v10:Any = SetIterNext v0 @st0 v11:I1 = IsNull v10 v12:Bool = BoxI1 v11 "
     "Return v12", "iter(set()),2,3,4", "True"},
    {ONE("Enumerate"), "GuardEnumerate v0 @st0 " SOME("EnumerateNext v0 @st0"), "enumerate([7], 3),2,3,4", "7"},
    {ONE("Enumerate"), "v9:Any = EnumerateNext v0 @st0 " LONG("EnumerateIndex v0"), "enumerate((7,), 3),2,3,4", "3"},
    {ONE("Enumerate"), "GuardEnumerate v0 @st0 Return v1", "enumerate([7], 2**64),2,3,4", "leaves"},
    {ONE("Enumerate"), "v10:Any = EnumerateNext v0 @st0 v11:I1 = IsNull v10 v12:Bool = BoxI1 v11 "
     "Return v12", "enumerate([]),2,3,4", "True"},
    {ONE("Zip"), "GuardZip 2 v0 @st0 v9:Any = ZipNext 2 v0 @st0 v10:Object = GuardNonNull v9 @st0 v11:Object = Second 0 v9 "
     "v12:Tuple = BuildTuple v10, v11 @st0 Return v12", "zip([7], 'x'),2,3,4", "(7, 'x')"},
    {ONE("Zip"), "GuardZip 2 v0 @st0 Return v1", "zip([7]),2,3,4", "leaves"},
    {ONE("Zip"), "v10:Any = ZipNext 2 v0 @st0 v11:I1 = IsNull v10 v12:Bool = BoxI1 v11 "
     "Return v12", "zip([7], []),2,3,4", "True"},
    {ONE("Enumerate"), "v9:Any = EnumeratePlainNext v0 @st0 " LONG("EnumerateIndex v0"), "enumerate([7], 3),2,3,4", "3"},
    {ONE("Enumerate"), SOME("EnumeratePlainNext v0 @st0"), "enumerate([7], 3),2,3,4", "7"},
    {ONE("Zip"), "v9:Any = ZipPlainNext 2 v0 @st0 v10:Object = GuardNonNull v9 @st0 v11:Object = Second 0 v9 "
     "v12:Tuple = BuildTuple v10, v11 @st0 Return v12", "zip([7], [8]),2,3,4", "(7, 8)"},
    {ONE("Zip"), "v10:Any = ZipPlainNext 2 v0 @st0 v11:I1 = IsNull v10 v12:Bool = BoxI1 v11 "
     "Return v12", "zip([7], []),2,3,4", "True"},
    {OBJECTS, OBJECT("CallNative 16 @const.zip v0, v1 @st0"), "[1],(2,),3,4", "[(1, 2)]"},
    {OBJECTS, "SetAddPlain v0, v1 @st0 Return v0", "set(),2,3,4", "{2}"},
    {OBJECTS, "MapAddPlain v0, v1, v2 @st0 Return v0", "{},2,3,4", "{2: 3}"},
    {ONE("TupleIter"), SOME("TupleIterNext v0"), "iter((7,)),2,3,4", "7"},
    {ONE("TupleIter"), "v10:Any = TupleIterNext v0 v11:I1 = IsNull v10 v12:Bool = BoxI1 v11 "
     "Return v12", "iter(()),2,3,4", "True"},
    {LONGS, "st1 = state 3 [v8, v5, v8, v3] stack []\n"
     ABC "v8:RangeIter = RangeIterVirtual v5, v6, v7, v5 Exit @st1", "1,10,3,4", "left ([11, 12], 1, [], 4)"},
    {LONGS, "st1 = state 3 [v8, v10, v11, v11] stack []\n"
     AB "v9:I1 = CmpI64 0 v5, v6 v8:Any = MaybeVirtual v5, v9 v7:I1 = NotI1 v9 "
     "v10:Any = MaybeVirtual v6, v7 v11:F64 = I64ToF64 v5 Exit @st1", "1,10,3,4", "left (1, unset, 1.0, 1.0)"},
    {TWO("Object", "Long"), "st1 = state 3 [v8, v9, v8, v10] stack []\n"
     INDEX "v8:Object = InstanceVirtual 1 v0, v6 v9:Object = InstanceVirtual 2 v0, v8 "
     "v10:Tuple = TupleVirtual 3 v6, v9 Exit @st1", "P,2**40,3,4",
     "left (P(2**40), P(P(2**40)), P(2**40), (2**40, P(P(2**40))))"},
    {TWO("Object", "Object"), "st1 = state 3 [v8, v9, v3, v3] stack []\n"
     "v5:Null = NullConst v8:Object = SlottedVirtual 1 v0, v1 v9:Object = SlottedVirtual 2 v0, v5 "
     "Exit @st1", "Slots,'s',3,4", "left (Slots('s'), Slots.__new__(Slots), 4, 4)"},
    {LONGS, "st1 = state 3 [v13, v14, v13, v12] stack []\n"
     AB "v9:I1 = CmpI64 0 v5, v6 v10:I1 = NotI1 v9 v11:Tuple = TupleVirtual 11 v5, v6 "
     "v12:Tuple = TupleVirtual 12 v6 v15:Tuple = TupleVirtual 15 v12, v6 v16:Null = NullConst "
     "v13:Any = ChoiceVirtual v9, v2, v15 v14:Any = ChoiceVirtual v10, v16, v11 Exit @st1",
     "1,2**40,3,4", "left (((2**40,), 2**40), unset, ((2**40,), 2**40), (2**40,))"},
    {OBJECTS, "st1 = state 3 [v8, v8, v9, v3] stack []\n"
     "v8:Object = MethodVirtual 1 v0, v1 v9:Object = MethodVirtual 2 v2, v1 Exit @st1",
     "str.upper,'abc',str.lower,4", "left ('abc'.upper, 'abc'.upper, 'abc'.lower, 4)"},
    {OBJECTS, "st1 = state 3 [v8, v9, v10, v8] stack []\n"
     "v5:I64 = ConstI64 0 v6:I64 = ConstI64 -1 v7:I64 = ConstI64 -2 v12:Null = NullConst "
     "v8:Object = GeneratorVirtual 1 v0, v1, v5, v2, v12 v9:Object = GeneratorVirtual 2 v0, v1, v6 "
     "v10:Object = GeneratorVirtual 3 v0, v1, v7 Exit @st1", "letters,letters.__code__,'abc',4",
     "left (['a', 'b', 'c'], [], [], [])"},
    {LONGS, "st1 = state 3 [v13, v13, v3, v3] stack []\n"
     AB "v9:I1 = CmpI64 0 v5, v6 v11:Tuple = TupleVirtual 11 v5, v6 "
     "v13:Any = ChoiceVirtual v9, v2, v11 Exit @st1", "3,2,7,4", "left (7, 7, 4, 4)"},
    {LONGS, "st1 = state 3 [v5, v6, v7, v8] stack []\n"
     "v5:I64 = ConstI64 2305843009213693952 v6:F64 = ConstF64 0.5 v7:I1 = ConstI1 0 "
     "v8:Null = NullConst Exit @st1", "1,10,3,4",
     "left (2**61, 0.5, False, unset)"},
};

static const Case building_cases[] = {
    {OBJECTS, "v9:Tuple = BuildTuple v0, v1 @st0 Return v9", "1,'b',3,4", "(1, 'b')"},
    {OBJECTS, "v9:List = BuildList v0, v1 @st0 Return v9", "1,'b',3,4", "[1, 'b']"},
    {OBJECTS, "v9:List = BuildList @st0 Return v9", "1,'b',3,4", "[]"},
    {OBJECTS, "v9:Set = BuildSet v0, v1 @st0 Return v9", "1,'b',3,4", "{1, 'b'}"},
    {OBJECTS, "v9:Set = BuildSet v0, v1 @st0 Return v9", "1,[],3,4", "raises TypeError"},
    {OBJECTS, "v9:Set = BuildSetPlain v0, v1 @st0 Return v9", "1,'b',3,4", "{1, 'b'}"},
    {OBJECTS, "v9:Dict = BuildMapPlain v0, v1, v2, v3 @st0 Return v9", "1,[],3,4", "{1: [], 3: 4}"},
    {OBJECTS, "v9:Dict = BuildConstKeyMapPlain v0, v1, v2 @st0 Return v9", "1,2,('x','y'),4",
     "{'x': 1, 'y': 2}"},
    {OBJECTS, "v9:Object = GetIterPlain v0 @st0 v8:Any = IterNext v9 @st0 Return v8", "[5],2,3,4", "5"},
    {OBJECTS, "v9:Dict = BuildMap v0, v1, v2, v3 @st0 Return v9", "1,2,3,4", "{1: 2, 3: 4}"},
    {OBJECTS, "v9:Dict = BuildConstKeyMap v0, v1, v2 @st0 Return v9", "1,2,('x','y'),4",
     "{'x': 1, 'y': 2}"},
    {{"Str", "Str", "Object", "Object"}, "v9:Str = BuildString v0, v1 @st0 Return v9",
     "'a','b',3,4", "'ab'"},
    {OBJECTS, "v9:Slice = BuildSlice v0, v1, v2 @st0 Return v9", "1,2,3,4", "slice(1, 2, 3)"},
    {OBJECTS, "v9:Slice = BuildSlice v0, v1 @st0 Return v9", "1,2,3,4", "slice(1, 2)"},
    {ONE("List"), "ListAppend v0, v1 @st0 Return v0", "[1],2,3,4", "[1, 2]"},
    {ONE("List"), OBJECT("ListPop v0 @st0"), "[1,2],2,3,4", "2"},
    {ONE("List"), OBJECT("ListPop v0 @st0"), "[7],2,3,4", "7"},
    {ONE("List"), OBJECT("ListPop v0 @st0"), "[],2,3,4", "raises IndexError"},
    {ONE("List"), "ListExtend v0, v1 @st0 Return v0", "[1],(2,3),3,4", "[1, 2, 3]"},
    {ONE("List"), "ListExtend v0, v1 @st0 Return v0", "[1],2,3,4", "raises TypeError"},
    {ONE("List"), "v9:Tuple = ListToTuple v0 @st0 Return v9", "[1],2,3,4", "(1,)"},
    {ONE("Set"), "SetAdd v0, v1 @st0 Return v0", "{1},2,3,4", "{1, 2}"},
    {ONE("Set"), "SetUpdate v0, v1 @st0 Return v0", "{1},[2],3,4", "{1, 2}"},
    {ONE("Dict"), "MapAdd v0, v1, v2 @st0 Return v0", "{1:1},2,3,4", "{1: 1, 2: 3}"},
    {ONE("Dict"), "DictUpdate v0, v1 @st0 Return v0", "{1:1},{2:2},3,4", "{1: 1, 2: 2}"},
    {ONE("Dict"), "DictUpdate v0, v1 @st0 Return v0", "{1:1},5,3,4", "raises TypeError"},
    {ONE("Dict"), "DictMerge v0, v1, v2 @st0 Return v0", "{'a':1},{'b':2},len,4",
     "{'a': 1, 'b': 2}"},
    {ONE("Dict"), "DictMerge v0, v1, v2 @st0 Return v0", "{'a':1},{'a':2},len,4",
     "raises TypeError"},
    {OBJECTS, "v9:Null = NullConst " OBJECT("FormatValue 2 v0, v9 @st0"), "'q',2,3,4", "\"'q'\""},
    {OBJECTS, OBJECT("FormatValue 4 v0, v1 @st0"), "7,'>3',3,4", "'  7'"},
    {OBJECTS, "v9:Object = Unpack 2 v0 @st0 v10:Object = Second 0 v9 "
     "v11:Tuple = BuildTuple v10, v9 @st0 Return v11", "'xy',2,3,4", "('y', 'x')"},
    {OBJECTS, "v9:Object = Unpack 2 v0 @st0 v10:Object = Second 0 v9 "
     "v11:Tuple = BuildTuple v10, v9 @st0 Return v11", "[1],2,3,4", "raises ValueError"},
    {OBJECTS, "v9:Object = UnpackEx 257 v0 @st0 v10:Object = Second 0 v9 v11:Object = Second 1 v9 "
     "v12:Tuple = BuildTuple v9, v10, v11 @st0 Return v12", "(1,2,3,4),2,3,4", "(1, [2, 3], 4)"},
    {OBJECTS, "v9:Object = UnpackEx 257 v0 @st0 v10:Object = Second 0 v9 v11:Object = Second 1 v9 "
     "v12:Tuple = BuildTuple v9, v10, v11 @st0 Return v12", "(1,),2,3,4", "raises ValueError"},
    {OBJECTS, "v9:Func = MakeFunction 1 v0, v1 @st0 v10:Null = NullConst "
     "v11:Object = Call v10, v9, v2 @st0 Return v11", "plain.__code__,('q',),3,4", "(3, 'q')"},
    {OBJECTS, OBJECT("LoadBuildClass @st0"), "1,2,3,4", "__build_class__"},
    {OBJECTS, "RaiseVarargs v0 @st0 Exit @st0", "KeyError(1),2,3,4", "raises KeyError"},
    {OBJECTS, "RaiseVarargs v0, v1 @st0 Exit @st0", "KeyError,ValueError,3,4", "raises KeyError"},
    {OBJECTS, "RaiseVarargs v0 @st0 Exit @st0", "1,2,3,4", "raises TypeError"},
    {OBJECTS, "RaiseVarargs @st0 Exit @st0", "1,2,3,4", "raises RuntimeError"},
    {OBJECTS, OBJECT("GetLen v0 @st0"), "'abc',2,3,4", "3"},
    {OBJECTS, "PrintExpr v0 @st0 Return v0", "'abc',2,3,4", "'abc'"},
};

#define CAUGHT(op) op " BranchRaised bb1 bb2\nbb1: v8:Object = Catch 7 @st0 Return v8\nbb2: "
static const Case exception_cases[] = {
    {OBJECTS, "v9:Object = Subscr v0, v1 @st0 BranchRaised bb1 bb2\n"
              "bb1: Unwind @st0 v8:Object = Catch 7 @st0 Return v8\nbb2: Return v9", /* no callees */
     "{1:2},5,3,4", "KeyError(5)"},
    {OBJECTS, CAUGHT("v9:Object = Subscr v0, v1 @st0") "Return v9", "{1:2},1,3,4", "2"},
    {OBJECTS, CAUGHT("v9:Object = Subscr v0, v1 @st0") "Return v9", "{1:2},5,3,4", "KeyError(5)"},
    {OBJECTS, CAUGHT("v9:Object = Subscr v0, v1 @st0") "Return v0", "{1:[]},1,3,4", "{1: []}"},
    {OBJECTS, CAUGHT("StoreSubscr v0, v1, v2 @st0") "Return v0", "[1],0,3,4", "[3]"},
    {OBJECTS, CAUGHT("StoreSubscr v0, v1, v2 @st0") "Return v0", "(),'é',3,4",
     "TypeError(\"'tuple' object does not support item assignment\")"},
    {OBJECTS, CAUGHT("v9:I1 = Contains v0, v1 @st0") "v10:Bool = BoxI1 v9 Return v10",
     "1,(1,),3,4", "True"},
    {OBJECTS, CAUGHT("v9:I1 = Contains v0, v1 @st0") "v10:Bool = BoxI1 v9 Return v10",
     "1,'s',3,4", "TypeError(\"'in <string>' requires string as left operand, not int\")"},
    {OBJECTS, CAUGHT("v9:Null = NullConst v10:Object = Call v9, v0, v1 @st0") "Return v10",
     "[].append,2,3,4", "None"},
    {OBJECTS, CAUGHT("v9:Null = NullConst v10:Object = Call v9, v0, v1 @st0") "Return v2",
     "iter,2,3,4", "TypeError(\"'int' object is not iterable\")"},
    {OBJECTS, CAUGHT("v9:Object = Unpack 2 v0 @st0") "v10:Object = Second 0 v9 Return v10",
     "[5,6],2,3,4", "6"},
    {OBJECTS, CAUGHT("v9:Object = Unpack 2 v0 @st0") "v10:Object = Second 0 v9 Return v10",
     "[5],2,3,4", "ValueError('not enough values to unpack (expected 2, got 1)')"},
    {OBJECTS, "v9:Object = PushExcInfo v0 v10:Object = ActiveException @st0 "
     "PopExcInfo v9 @st0 Return v10", "KeyError(1),2,3,4", "a"},
    {OBJECTS, OBJECT("ActiveException @st0"), "1,2,3,4", "raises RuntimeError"},
    {OBJECTS, "v9:Object = ExceptionNew @type.KeyError v0, v1, v2 @st0 v10:Object = LoadAttr @name.args v9 @st0 "
     "Return v10", "KeyError,2,3,4", "(2,3)"},
    {OBJECTS, BOOL("ExceptionIs @type.KeyError v0, v1"), "KeyError(),KeyError,3,4", "True"},
    {OBJECTS, BOOL("ExceptionIs @type.LookupError v0, v1"), "KeyError(),LookupError,3,4", "True"},
    {OBJECTS, BOOL("ExceptionIs @type.OSError v0, v1"), "KeyError(),OSError,3,4", "False"},
    {OBJECTS, BOOL("CheckExcMatch v0, v1 @st0"), "KeyError(),KeyError,3,4", "True"},
    {OBJECTS, BOOL("CheckExcMatch v0, v1 @st0"), "KeyError(),(OSError,LookupError),3,4", "True"},
    {OBJECTS, BOOL("CheckExcMatch v0, v1 @st0"), "KeyError(),OSError,3,4", "False"},
    {OBJECTS, BOOL("CheckExcMatch v0, v1 @st0"), "KeyError(),(KeyError,1),3,4",
     "raises TypeError"},
    {OBJECTS, "v9:Object = CheckEgMatch v0, v1 @st0 v10:Object = Second 0 v9 "
     "v11:Object = ActiveException @st0 v12:Tuple = BuildTuple v9, v10, v11 @st0 "
     "PopExcInfo v2 @st0 Return v12", "KeyError(1),KeyError,None,4",
     "(None, ExceptionGroup('', (KeyError(1),)), ExceptionGroup('', (KeyError(1),)))"},
    {OBJECTS, "v9:Object = CheckEgMatch v0, v1 @st0 v10:Object = Second 0 v9 "
     "v11:Tuple = BuildTuple v9, v10 @st0 Return v11", "KeyError(1),OSError,3,4",
     "(KeyError(1), None)"},
    {OBJECTS, "v9:Object = CheckEgMatch v0, v1 @st0 v10:Object = Second 0 v9 "
     "v11:Tuple = BuildTuple v9, v10 @st0 Return v11",
     "ExceptionGroup('g',[KeyError(1),OSError(2)]),KeyError,3,4",
     "(ExceptionGroup('g', [OSError(2)]), ExceptionGroup('g', [KeyError(1)]))"},
    {OBJECTS, OBJECT("CheckEgMatch v0, v1 @st0"), "KeyError(),ExceptionGroup,3,4",
     "raises TypeError"},
    {OBJECTS, OBJECT("PrepReraiseStar v0, v1 @st0"), "KeyError(1),[None],3,4", "None"},
    {OBJECTS, "v9:Object = BeforeWith 0 v0 @st0 v10:Object = Second 0 v9 Return v10",
     "Manager(5),2,3,4", "5"},
    {OBJECTS, "v9:Object = BeforeWith 0 v0 @st0 v10:Object = Second 0 v9 Return v10",
     "open(__import__('os').devnull),2,3,4", "a"},
    {OBJECTS, OBJECT("BeforeWith 0 v0 @st0"), "1,2,3,4", "raises TypeError"},
    {OBJECTS, OBJECT("BeforeWith 1 v0 @st0"), "Manager(5),2,3,4", "raises TypeError"},
    {OBJECTS, "v9:Object = BeforeWith 1 v0 @st0 v10:Object = Second 0 v9 Return v10",
     "Awaits(),2,3,4", "'entered'"},
    {OBJECTS, OBJECT("BeforeWith 0 v0 @st0"), "Manager(Bad),2,3,4", "raises RuntimeError"},
    {OBJECTS, "v9:Null = NullConst " OBJECT("WithExceptStart v9, v0, v1 @st0"), "lambda *a:a,KeyError(1),3,4",
     "(KeyError, KeyError(1), None)"},
    {OBJECTS, BOOL("HasTypeFlag 64 v0"), "{},2,3,4", "True"},
    {OBJECTS, BOOL("HasTypeFlag 64 v0"), "[],2,3,4", "False"},
    {OBJECTS, OBJECT("MatchKeys v0, v1 @st0"), "{1:2},(1,),3,4", "(2,)"},
    {OBJECTS, OBJECT("MatchKeys v0, v1 @st0"), "{1:2},(1,3),3,4", "None"},
    {OBJECTS, OBJECT("MatchKeys v0, v1 @st0"), "{1:2},(1,1),3,4", "raises ValueError"},
    {OBJECTS, OBJECT("MatchKeys v0, v1 @st0"), "5,(),3,4", "()"},
    {OBJECTS, OBJECT("MatchClass 1 v0, v1, v2 @st0"), "7,int,(),4", "(7,)"},
    {OBJECTS, OBJECT("MatchClass 0 v0, v1, v2 @st0"), "P(7),P,('x',),4", "(7,)"},
    {OBJECTS, OBJECT("MatchClass 0 v0, v1, v2 @st0"), "P(7),P,('y',),4", "None"},
    {OBJECTS, OBJECT("MatchClass 1 v0, v1, v2 @st0"), "Manager(7),Manager,(),4", "(7,)"},
    {OBJECTS, OBJECT("MatchClass 1 v0, v1, v2 @st0"), "Manager(7),Manager,('value',),4",
     "raises TypeError"},
    {OBJECTS, OBJECT("MatchClass 2 v0, v1, v2 @st0"), "Manager(7),Manager,(),4",
     "raises TypeError"},
    {OBJECTS, OBJECT("MatchClass 0 v0, v1, v2 @st0"), "7,7,(),4", "raises TypeError"},
    {OBJECTS, "v8:Func = LoadFunc v9:Cell = LoadClosure 0 @const.None v8 " OBJECT("LoadClassDeref 4 v9 @st0"), "1,2,3,4",
     "'in the closure'"},
    {OBJECTS, "SetupAnnotations @st0 v9:Object = LoadName @name.__annotations__ @st0 Return v9",
     "1,2,3,4", "{}"},
    {OBJECTS, "ImportStar v0 @st0 v9:Object = LoadName @name.MINYEAR @st0 Return v9",
     "__import__('datetime'),2,3,4", "1"},
    {OBJECTS, "ImportStar v0 @st0 Return v0", "P(1),2,3,4", "a"},
    {OBJECTS, "ImportStar v0 @st0 Return v0", "5,2,3,4", "raises ImportError"},
    {OBJECTS, "UnpackNone v0 @st0 Return v1", "[],2,3,4", "2"},
    {OBJECTS, "UnpackNone v0 @st0 Return v1", "[1],2,3,4", "raises ValueError"},
};

static const struct {
    const Case *cases;
    size_t n;
} groups[] = {
#define GROUP(name) {name##_cases, ADDER_COUNT(name##_cases)}
    GROUP(value), GROUP(guard), GROUP(number), GROUP(object), GROUP(name), GROUP(sequence),
    GROUP(attribute), GROUP(iteration), GROUP(building), GROUP(exception),
};

/* ---- The Python side ---------------------------------------------------------------------------- */

static const char setup[]
    = "import sys\n"
      "sys.displayhook = lambda value: None\n"
      "nan = float('nan')\n"
      "class Unset: pass\n"
      "unset = Unset()\n"
      "class Bad:\n"
      "    def __bool__(self): raise RuntimeError\n"
      "class P:\n"
      "    def __init__(self, x): self.x = x\n"
      "    def __repr__(self): return f'P({vars(self)})'\n"
      "    attribute = staticmethod(lambda *args: args)\n"
      "P(1)\n"
      "def with_shared_dict():\n"
      "    p = P('v')\n"
      "    p.__dict__\n"
      "    return p\n"
      "def with_dict():\n"
      "    p = P(0)\n"
      "    p.__dict__ = {'x': 'd'}\n"
      "    return p\n"
      "class Slots:\n"
      "    __slots__ = ('s',)\n"
      "    def __init__(self, s): self.s = s\n"
      "    def __repr__(self): return 'Slots' + getattr(self, 's', '')\n"
      "def plain(x, y='default'): return x, y\n"
      "def sends():\n"
      "    value = yield\n"
      "    while value not in ('return', None): value = yield value\n"
      "    return 'returned'\n"
      "def letters(text):\n"
      "    for c in text: yield c\n"
      "def started():\n"
      "    generator = sends()\n"
      "    next(generator)\n"
      "    return generator\n"
      "class Awaits:\n"
      "    def __await__(self): return iter(['awaited'])\n"
      "    def __aiter__(self): return self\n"
      "    def __anext__(self): return self\n"
      "    def __aenter__(self): return 'entered'\n"
      "    def __aexit__(self, *args): pass\n"
      "class Manager:\n"
      "    __match_args__ = ('value',)\n"
      "    def __init__(self, value): self.value = value\n"
      "    def __enter__(self): return self.value if self.value is not Bad else bool(Bad())\n"
      "    def __exit__(self, *args): pass\n"
      "def times(x, y): return x * y\n"
      "def fails(x, y): raise ValueError(x)\n"
      "shared = float('7.25')\n"
      "slotted = 1\n"
      "def outer():\n"
      "    cell = 'in the closure'\n"
      "    def f(a, b, c, d): return cell\n"
      "    return f\n"
      "f = outer()\n";

static PyObject *globals;
static PyFunctionObject *function;

static PyObject *evaluate(const char *text)
{
    PyObject *value = PyRun_String(text, Py_eval_input, globals, globals);
    if (value == NULL) {
        fprintf(stderr, "\nin %s:\n", text);
        PyErr_Print();
    }
    CU_ASSERT_PTR_NOT_NULL_FATAL(value);
    return value;
}

static int start(void)
{
    globals = PyModule_GetDict(PyImport_AddModule("__main__"));
    PyObject *done = PyRun_String(setup, Py_file_input, globals, globals);
    if (done == NULL) {
        PyErr_Print();
        return 1;
    }
    Py_DECREF(done);
    function = (PyFunctionObject *)PyDict_GetItemString(globals, "f");
    ((PyFunctionObject *)PyDict_GetItemString(globals, "plain"))->func_version = 77;
    adder_options.stress.deopt = 1; /* the judge keeps out of it */
    _PyInterpreterState_SetEvalFrameFunc(PyInterpreterState_Get(), adder_eval);
    const char *error = adder_backend.start("lib/adder_helpers.bc");
    if (error != NULL) {
        fprintf(stderr, "%s\n", error);
    }
    return error != NULL;
}

/* ---- From a case to a unit ------------------------------------------------------------------------- */

static void find_objects(HirFunc *func)
{
    for (int i = 0; i < func->syms.n; i++) {
        HirSym *sym = func->syms.at[i];
        if (sym->kind == HIR_SYM_NAME) {
            sym->object = PyUnicode_InternFromString(sym->text);
        }
        else {
            sym->object = evaluate(sym->text);
        }
    }
}

static int64_t slot_of(PyObject *dict, PyObject *name)
{
    uint32_t version, index;
    PyObject *value;
    if (!adder_cache_dict_slot(dict, name, &version, &index, &value)) {
        return (int64_t)1 << 62; /* a version that no dict has */
    }
    return (int64_t)((uint64_t)version << 32 | index);
}

/* What depends on versions and offsets of this process. */
static void find_numbers(HirInstr *i)
{
    PyTypeObject *p = (PyTypeObject *)PyDict_GetItemString(globals, "P");
    PyObject *slots = PyDict_GetItemString(globals, "Slots");
    switch (i->op) {
    case HIR_InstanceNew:
    case HIR_GuardVersion:
    case HIR_HasClass:
    case HIR_GuardClass: i->imm = p->tp_version_tag; break;
    case HIR_HasClassIn:
    case HIR_GuardClassIn: i->args[2]->imm = p->tp_version_tag; break;
    case HIR_GuardKeysIn:
        i->args[2]->imm = ((PyHeapTypeObject *)p)->ht_cached_keys->dk_version = 4242;
        break;
    case HIR_GuardClassKeys:
    case HIR_GuardKeys:
        i->imm = ((PyHeapTypeObject *)p)->ht_cached_keys->dk_version = 4242;
        break;
    case HIR_ModuleAttr:
    case HIR_LoadGlobalSlot:
    case HIR_StoreGlobalSlot:
    case HIR_StoreGlobalSlotI64:
    case HIR_StoreGlobalSlotF64: i->imm = slot_of(globals, i->sym->object); break;
    case HIR_LoadBuiltinSlot: i->imm = slot_of(PyEval_GetBuiltins(), i->sym->object); break;
    case HIR_GuardGlobalKeys: i->imm = adder_cache_keys_version(globals); break;
    case HIR_SlotMember:
    case HIR_StoreSlotMember: {
        PyObject *member = PyObject_GetAttrString(slots, "s");
        i->imm = ((PyMemberDescrObject *)member)->d_member->offset;
        Py_DECREF(member);
        break;
    }
    default: break;
    }
}

static bool lowered[HIR_NOPS];

/* What CallDirect's numbers mean here.  Two have no code, two are called in compiled code. */
static AdderDirect cells[] = {
    { .signature = { .nargs = 2, .ret = ADDER_REP_OBJECT }, .refused = true },
    { .signature = { .nargs = 2, .ret = ADDER_REP_I64 }, .refused = true },
    { .signature = { .nargs = 4, .ret = ADDER_REP_I64, .args = { ADDER_REP_I64 } } },
    { .signature = { .nargs = 4, .ret = ADDER_REP_F64, .args = { ADDER_REP_I64 } } },
};

static void prepare(HirFunc *func)
{
    for (size_t i = 0; i < ADDER_COUNT(cells); i++) {
        ADDER_VEC_PUSH(func->arena, &func->directs, &cells[i]);
    }
    func->code = (PyCodeObject *)function->func_code;
    find_objects(func);
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            find_numbers(i);
            if (i->state != NULL) {
                i->state->code = func->code;
            }
        }
    }
}

static void note_lowered(const HirFunc *func)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            lowered[i->op] = true;
        }
    }
}

/* A body may begin with a line for a state of its own. */
static HirFunc *parse_case(const Case *c)
{
    int state = strncmp(c->body, "st1", 3) == 0 ? (int)strcspn(c->body, "\n") : 0;
    const char *text = adder_arena_printf(
        test_arena,
        "st0 = state 3 [v0, v1, v2, v3] stack []\n%.*s\n"
        "bb0: v0:%s = Arg 0 v1:%s = Arg 1 v2:%s = Arg 2 v3:%s = Arg 3\n%s\n",
        state, c->body, c->types[0], c->types[1], c->types[2], c->types[3], c->body + state);
    HirFunc *func = hir_text_parse(text);
    prepare(func);
    return func;
}

/* How one run is made. */
typedef struct {
    AdderCarrier carrier;
    int level, stress;
} Way;

static bool compile(const Case *c, const Way *way, AdderUnit *unit)
{
    hir_text_begin();
    HirFunc *func = parse_case(c);
    func->signature = unit->is_direct ? &unit->direct_signature : NULL;
    AdderBackendTimes times;
    const char *reason = "";
    AdderBackendOptions options
        = { .carrier = way->carrier, .level = way->level, .stress_deopt = way->stress };
    AdderStatus status = hir_verify(func);
    status = status == ADDER_OK ? adder_pass_refcount(func) : status;
    if (status == ADDER_OK) {
        note_lowered(func);
        AdderBackendJob *job;
        status = adder_backend.begin(func, &options, unit, &times, &reason, &job);
        if (status == ADDER_OK) {
            adder_backend.work(job);
            status = adder_backend.finish(job, &reason);
        }
    }
    if (status != ADDER_OK) {
        fprintf(stderr, "\n%s %s\n%s", reason, func->reason ? func->reason : "",
                hir_text_print(func));
    }
    CU_ASSERT_EQUAL(status, ADDER_OK);
    hir_func_clear(func);
    hir_text_end();
    return status == ADDER_OK;
}

/* ---- Running ------------------------------------------------------------------------------------------ */

enum { NLOCALS = 4 };

typedef struct {
    AdderOutcome outcome;
    PyObject *args;   /* tuple, owned */
    PyObject *result; /* or the tuple of the locals left behind; NULL: raised */
    int position;     /* prev_instr afterwards */
    _PyInterpreterFrame *frame; /* a traceback may look at it */
} Run;

static PyObject *unset_object(void)
{
    return PyDict_GetItemString(globals, "unset");
}

static _PyInterpreterFrame *make_frame(PyThreadState *ts, PyObject *args)
{
    const PyCodeObject *code = (const PyCodeObject *)function->func_code;
    size_t words = (size_t)(code->co_nlocalsplus + code->co_stacksize) + FRAME_SPECIALS_SIZE;
    PyGenObject *generator
        = calloc(1, offsetof(PyGenObject, gi_iframe) + words * sizeof(PyObject *));
    _PyInterpreterFrame *frame = (_PyInterpreterFrame *)generator->gi_iframe;
    _PyFrame_InitializeSpecials(frame, function, NULL, code->co_nlocalsplus);
    frame->f_locals = globals;
    frame->owner = FRAME_OWNED_BY_GENERATOR;
    frame->prev_instr = _PyCode_CODE(frame->f_code);
    for (int i = 0; i < NLOCALS; i++) {
        PyObject *value = PyTuple_GET_ITEM(args, i);
        frame->localsplus[i] = value != unset_object() ? Py_NewRef(value) : NULL;
    }
    frame->previous = ts->cframe->current_frame;
    ts->cframe->current_frame = frame;
    return frame;
}

/* The locals as a tuple; the frame gives them up. */
static PyObject *take_locals(_PyInterpreterFrame *frame)
{
    PyObject *locals = PyTuple_New(NLOCALS);
    for (int i = 0; i < NLOCALS; i++) {
        PyObject *value = frame->localsplus[i];
        PyTuple_SET_ITEM(locals, i, value != NULL ? value : Py_NewRef(unset_object()));
        frame->localsplus[i] = NULL;
    }
    return locals;
}

static Run run_unit(const Case *c, AdderUnit *unit)
{
    PyThreadState *ts = _PyThreadState_GET();
    Run run = { .args = evaluate(adder_arena_printf(test_arena, "(%s)", c->args)) };
    _PyInterpreterFrame *frame = run.frame = make_frame(ts, run.args);
    run.outcome = adder_unit_run(ts, frame, unit, &run.result);
    run.position = (int)(frame->prev_instr - _PyCode_CODE(frame->f_code));
    if (run.outcome == ADDER_YIELDED) {
        CU_ASSERT_EQUAL(_PyFrame_GetGenerator(frame)->gi_frame_state, FRAME_SUSPENDED);
        CU_ASSERT_EQUAL(frame->stacktop, NLOCALS);
        run.result = Py_BuildValue("NN", run.result, take_locals(frame));
    }
    else if (run.outcome != ADDER_RETURNED) {
        PyObject *locals = take_locals(frame);
        run.result = run.outcome == ADDER_RESUMED ? locals : NULL;
        if (run.outcome == ADDER_RAISED) {
            Py_DECREF(locals);
        }
    }
    ts->cframe->current_frame = frame->previous;
    return run;
}

static void end_run(Run *run)
{
    Py_XDECREF(run->result);
    Py_DECREF(run->args);
    PyErr_Clear();
    PyErr_SetHandledException(NULL);
    Py_XDECREF(run->frame->frame_obj);
    Py_DECREF(run->frame->f_code);
    free(_PyFrame_GetGenerator(run->frame));
}

/* ---- Judging -------------------------------------------------------------------------------------------- */

/* Iterators as what is left in them. */
static PyObject *listed(PyObject *value)
{
    return PyIter_Check(value) ? PySequence_List(value) : Py_NewRef(value);
}

static bool same(PyObject *x, PyObject *y)
{
    PyObject *a = listed(x), *b = listed(y), *ra = PyObject_Repr(a), *rb = PyObject_Repr(b);
    bool equal = Py_TYPE(a) == Py_TYPE(b) && PyObject_RichCompareBool(ra, rb, Py_EQ) == 1;
    Py_DECREF(a);
    Py_DECREF(b);
    Py_DECREF(ra);
    Py_DECREF(rb);
    return equal;
}

/* Each local is the very object that went in. */
static bool unchanged(const Run *run)
{
    for (int i = 0; run->outcome == ADDER_RESUMED && i < NLOCALS; i++) {
        if (PyTuple_GET_ITEM(run->result, i) != PyTuple_GET_ITEM(run->args, i)) {
            return false;
        }
    }
    return run->outcome == ADDER_RESUMED && run->position == 2;
}

/* The interpreter is to run the handler. */
static bool caught_elsewhere(const Case *c, const Run *run)
{
    return strstr(c->body, "Catch") != NULL && run->outcome == ADDER_RAISED && run->position == 3;
}

static bool left_with(const Run *run, PyObject *locals)
{
    bool equal = run->outcome == ADDER_RESUMED;
    for (int i = 0; equal && i < NLOCALS; i++) {
        equal = same(PyTuple_GET_ITEM(run->result, i), PyTuple_GET_ITEM(locals, i));
    }
    return equal;
}

static void set_arguments(const Run *run)
{
    for (int i = 0; i < NLOCALS; i++) {
        const char name[2] = { (char)('a' + i), 0 };
        PyDict_SetItemString(globals, name, PyTuple_GET_ITEM(run->args, i));
    }
}

static bool as_wanted(const Case *c, const Run *run)
{
    if (strcmp(c->want, "leaves") == 0) {
        return unchanged(run);
    }
    bool raises = strncmp(c->want, "raises ", 7) == 0, left = strncmp(c->want, "left ", 5) == 0;
    bool yields = strncmp(c->want, "yields ", 7) == 0;
    set_arguments(run);
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyObject *want = evaluate(c->want + (raises || yields ? 7 : left ? 5 : 0));
    bool good = raises ? run->outcome == ADDER_RAISED && run->position == 3
                             && PyErr_GivenExceptionMatches(type, want)
                : left ? left_with(run, want)
                       : run->outcome == (yields ? ADDER_YIELDED : ADDER_RETURNED) && same(run->result, want);
    Py_DECREF(want);
    PyErr_Restore(type, value, traceback);
    return good;
}

/* A guard behind a call failed: the result that was wanted is in the last local. */
static bool left_behind_call(const Case *c, const Run *run)
{
    if (run->outcome != ADDER_RESUMED || strncmp(c->body, "st1", 3) != 0
        || strncmp(c->want, "left ", 5) == 0) {
        return false;
    }
    PyObject *want = evaluate(c->want);
    bool good = same(PyTuple_GET_ITEM(run->result, NLOCALS - 1), want);
    Py_DECREF(want);
    return good;
}

static void complain(const Case *c, const Way *way, const Run *run)
{
    fprintf(stderr, "\n%s (%s), wanted %s, carrier %d level %d stress %d: outcome %d position %d ",
            c->body, c->args, c->want, way->carrier, way->level, way->stress, run->outcome,
            run->position);
    if (run->result != NULL) {
        PyObject_Print(run->result, stderr, 0);
    }
    PyErr_PrintEx(0);
}

static long allocated(void)
{
    PyObject *n = evaluate("sys.getallocatedblocks()");
    long blocks = PyLong_AsLong(n);
    Py_DECREF(n);
    return blocks;
}

enum { RUNS = 100, NOISE = 70 };

/* Blocks that many runs hold more than few. */
static long blocks_kept(const Case *c, AdderUnit *unit)
{
    long before = 0;
    for (int i = 0; i < RUNS + 10; i++) {
        before = i == 10 ? allocated() : before;
        Run run = run_unit(c, unit);
        set_arguments(&run);
        end_run(&run);
    }
    return allocated() - before;
}

/* Free lists are full some time (the interpreter's own, after some hundred runs); what leaks leaks
 * again. */
static void check_leaks(const Case *c, AdderUnit *unit)
{
    long more = blocks_kept(c, unit);
    for (int again = 0; again < 8 && (more > NOISE || more < -NOISE); again++) {
        more = blocks_kept(c, unit);
    }
    if (more > NOISE || more < -NOISE) {
        fprintf(stderr, "\n%s (%s): %ld blocks more after %d runs\n", c->body, c->args, more, RUNS);
    }
    CU_ASSERT(more <= NOISE && more >= -NOISE);
}

static void check_case(const Case *c, const Way *way)
{
    AdderUnit unit = { .entry = NULL };
    if (!compile(c, way, &unit)) {
        return;
    }
    hir_text_begin();
    Run run = run_unit(c, &unit);
    bool stressed = way->stress != 0
                    && (unchanged(&run) || caught_elsewhere(c, &run) || left_behind_call(c, &run));
    bool good = stressed || as_wanted(c, &run);
    if (!good) {
        complain(c, way, &run);
    }
    CU_ASSERT_TRUE(good);
    end_run(&run);
    check_leaks(c, &unit);
    hir_text_end();
    adder_backend.release(&unit);
    adder_unit_clear(&unit);
}

/* Code for the cells that have some: doubles a number; gives its last argument for a number. */
static const Case direct_cases[] = {
    { { "I64", "Object", "Object", "Object" },
      "CheckStack @st0 v10:I64 = AddI64Chk v0, v0 @st0 ReturnRaw v10", NULL, NULL },
    { { "I64", "Object", "Object", "Object" }, "CheckStack @st0 Return v3", NULL, NULL },
};
static AdderUnit direct_units[ADDER_COUNT(direct_cases)];

static void make_direct(const Way *way)
{
    for (size_t i = 0; i < ADDER_COUNT(direct_cases); i++) {
        AdderDirect *cell = &cells[2 + i];
        direct_units[i] = (AdderUnit){ .is_direct = true, .direct_signature = cell->signature };
        if (compile(&direct_cases[i], way, &direct_units[i])) {
            cell->entry = (void *)direct_units[i].entry;
        }
    }
}

static void drop_direct(void)
{
    for (size_t i = 0; i < ADDER_COUNT(direct_cases); i++) {
        cells[2 + i].entry = NULL;
        adder_backend.release(&direct_units[i]);
        adder_unit_clear(&direct_units[i]);
    }
}

static void check_all(const Way *way)
{
    make_direct(&(Way){ way->carrier, way->level, 0 });
    for (size_t g = 0; g < ADDER_COUNT(groups); g++) {
        for (size_t k = 0; k < groups[g].n; k++) {
            if (groups[g].cases[k].want != NULL) {
                check_case(&groups[g].cases[k], way);
            }
        }
    }
    drop_direct();
}

static void test_quick(void)
{
    check_all(&(Way){ ADDER_CARRIER_SPILL, 0, 0 });
}

static void test_full_spill(void)
{
    check_all(&(Way){ ADDER_CARRIER_SPILL, 2, 0 });
}

static void test_full_stackmap(void)
{
    check_all(&(Way){ ADDER_CARRIER_STACKMAP, 2, 0 });
}

static void test_every_guard_fails(void)
{
    check_all(&(Way){ ADDER_CARRIER_SPILL, 0, 1 });
    check_all(&(Way){ ADDER_CARRIER_SPILL, 2, 2 });
}

static void test_every_guard_fails_stackmap(void)
{
    check_all(&(Way){ ADDER_CARRIER_STACKMAP, 2, 1 });
    check_all(&(Way){ ADDER_CARRIER_STACKMAP, 2, 2 });
}

/* libgcc's, as a debugger or a C++ exception on its way through compiled code would ask. */
struct dwarf_eh_bases {
    void *text, *data, *function;
};
extern const void *_Unwind_Find_FDE(void *address, struct dwarf_eh_bases *bases);

static void test_unwinder_knows_the_code(void)
{
    struct dwarf_eh_bases bases = { .function = NULL };
    AdderUnit unit = { .entry = NULL };
    if (compile(&value_cases[0], &(Way){ ADDER_CARRIER_SPILL, 2, 0 }, &unit)) {
        char *address = (char *)(uintptr_t)unit.entry;
        CU_ASSERT_PTR_NOT_NULL(_Unwind_Find_FDE(address + 4, &bases));
        CU_ASSERT_PTR_EQUAL(bases.function, address);
        adder_backend.release(&unit);
        adder_unit_clear(&unit);
        CU_ASSERT_PTR_NULL(_Unwind_Find_FDE(address + 4, &bases));
    }
}

/* Comes last: knows what was lowered. */
static void test_every_op_was_lowered(void)
{
    for (int op = HIR_NONE + 1; op < HIR_NOPS; op++) {
        if (!lowered[op]) {
            fprintf(stderr, "\nno case for %s\n", hir_op_info[op].name);
        }
        CU_ASSERT_TRUE(lowered[op]);
    }
}

int main(void)
{
    Py_Initialize();
    if (start() != 0) {
        return 1;
    }
    CU_initialize_registry();
    CU_pSuite suite = CU_add_suite("backend", NULL, NULL);
    CU_ADD_TEST(suite, test_quick);
    CU_ADD_TEST(suite, test_full_spill);
    CU_ADD_TEST(suite, test_full_stackmap);
    CU_ADD_TEST(suite, test_every_guard_fails);
    CU_ADD_TEST(suite, test_every_guard_fails_stackmap);
    CU_ADD_TEST(suite, test_unwinder_knows_the_code);
    CU_ADD_TEST(suite, test_every_op_was_lowered);
    CU_basic_run_tests();
    int failed = (int)CU_get_number_of_failures() + (CU_get_number_of_tests_run() == 0);
    CU_cleanup_registry();
    return failed != 0;
}
