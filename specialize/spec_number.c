/* The types pass for numbers and truth: arithmetic, comparison, unary operations, tests.
 *
 * Ints are int64 with overflow checks; an int that does not fit leaves.  Mixed int and float
 * arithmetic converts as CPython does (correctly rounded); comparisons only where that is exact.
 * Memory: the arena's. */
#include "specialize/attributes.h"
#include "specialize/derived.h"
#include "specialize/special.h"
#include "specialize/types.h"

#include <opcode.h>

/* ---- Binary operations ---------------------------------------------------------------------- */

static const struct {
    HirOp i64, f64;
} arithmetic[13] = {
    [NB_ADD] = {HIR_AddI64Chk, HIR_AddF64},
    [NB_SUBTRACT] = {HIR_SubI64Chk, HIR_SubF64},
    [NB_MULTIPLY] = {HIR_MulI64Chk, HIR_MulF64},
    [NB_FLOOR_DIVIDE] = {HIR_FloorDivI64Chk, HIR_FloorDivF64Chk},
    [NB_REMAINDER] = {HIR_ModI64Chk, HIR_ModF64Chk},
    [NB_TRUE_DIVIDE] = {HIR_TrueDivI64Chk, HIR_DivF64Chk},
    [NB_POWER] = {HIR_PowI64Chk, HIR_PowF64Chk},
    [NB_AND] = {HIR_AndI64, HIR_NONE},
    [NB_OR] = {HIR_OrI64, HIR_NONE},
    [NB_XOR] = {HIR_XorI64, HIR_NONE},
    [NB_LSHIFT] = {HIR_ShlI64Chk, HIR_NONE},
    [NB_RSHIFT] = {HIR_ShrI64Chk, HIR_NONE},
};

int
adder_plain_kind(const HirInstr *instr)
{
    return (int)(instr->imm >= NB_INPLACE_ADD ? instr->imm - NB_INPLACE_ADD : instr->imm);
}

typedef enum { NOT_YET, GENERIC, AS_I64, AS_F64, AS_STR, AS_TYPES, AS_OBJECTS, AS_WORD } Plan;

static bool
is_number(AdderTypes type)
{
    return adder_is_int(type) || type == ADDER_T_Float;
}

/* How two operands of these types are computed with. */
static Plan
plan_numbers(AdderTypes a, AdderTypes b)
{
    if (a == ADDER_T_Bottom || b == ADDER_T_Bottom) {
        return NOT_YET;
    }
    if (adder_is_int(a) && adder_is_int(b)) {
        return AS_I64;
    }
    return is_number(a) && is_number(b) ? AS_F64 : GENERIC;
}

static Plan
plan_binary(const AdderTyper *t, HirInstr *instr, AdderTypes *a, AdderTypes *b)
{
    *a = adder_typer_plan(t, instr, 0, 1);
    *b = adder_typer_plan(t, instr, 1, 0);
    int kind = adder_plain_kind(instr);
    AdderTypes x, y;
    AdderWord word = adder_plan_word(t, instr, &x, &y);
    if (word != ADDER_WORD_NOT) {
        return word == ADDER_WORD_NOT_YET ? NOT_YET : AS_WORD;
    }
    Plan plan = plan_numbers(*a, *b);
    bool bitwise = kind == NB_AND || kind == NB_OR || kind == NB_XOR;
    if (kind == NB_ADD && *a == ADDER_T_Str && *b == ADDER_T_Str) {
        return AS_STR;
    }
    if (plan == AS_I64) {
        bool bools = *a == ADDER_T_Bool && *b == ADDER_T_Bool;
        bool usable = arithmetic[kind].i64 != HIR_NONE && !(bools && bitwise)
                      && adder_typer_may_guard(t, instr);
        return usable ? AS_I64 : GENERIC;
    }
    if (plan == AS_F64) {
        bool fails = kind != NB_ADD && kind != NB_SUBTRACT && kind != NB_MULTIPLY;
        bool mixed = *a != ADDER_T_Float || *b != ADDER_T_Float;
        bool usable = arithmetic[kind].f64 != HIR_NONE
                      && (!(fails || mixed) || adder_typer_may_guard(t, instr));
        return usable ? AS_F64 : GENERIC;
    }
    return plan;
}

/* What the generic operation gives for ints and builtin sequences: exact types again. */
static AdderTypes
generic_result(int kind, AdderTypes a, AdderTypes b, AdderTypes otherwise)
{
    bool ints = adder_is_int(a) && adder_is_int(b) && (a == ADDER_T_Long || b == ADDER_T_Long);
    if (ints && kind != NB_TRUE_DIVIDE && kind != NB_POWER && kind != NB_MATRIX_MULTIPLY) {
        return ADDER_T_Long;
    }
    AdderTypes sequences = ADDER_T_List | ADDER_T_Tuple | ADDER_T_Str | ADDER_T_Bytes;
    bool one = adder_one_type(a) && (a & sequences);
    if (one && ((kind == NB_ADD && a == b) || (kind == NB_MULTIPLY && adder_is_int(b)))) {
        return a;
    }
    if (kind == NB_MULTIPLY && adder_is_int(a) && adder_one_type(b) && (b & sequences)) {
        return b;
    }
    return kind == NB_REMAINDER && a == ADDER_T_Str ? a : otherwise;
}

static AdderTypes
known_type(const AdderTyper *t, HirInstr *instr, int arg)
{
    return adder_typer_type(t, hir_resolve(instr->args[arg]));
}

static AdderTypes
infer_binary(const AdderTyper *t, HirInstr *instr)
{
    AdderTypes a, b;
    switch (plan_binary(t, instr, &a, &b)) {
    case NOT_YET:
        return ADDER_T_Bottom;
    case AS_WORD:
        return ADDER_T_Long;
    case AS_I64:
        return adder_plain_kind(instr) == NB_TRUE_DIVIDE ? ADDER_T_Float : ADDER_T_Long;
    case AS_F64:
        return ADDER_T_Float;
    case AS_STR:
        return ADDER_T_Str;
    default:
        return generic_result(adder_plain_kind(instr), known_type(t, instr, 0),
                              known_type(t, instr, 1), instr->type);
    }
}

/* Floor division by a power of two is a shift, its remainder the low bits: of negative numbers too. */
static HirInstr *
emit_i64(AdderEmit *e, HirOp op, HirInstr *x, HirInstr *y)
{
    bool divides = op == HIR_FloorDivI64Chk, takes_rest = op == HIR_ModI64Chk;
    bool by_power = y->op == HIR_ConstI64 && y->imm > 0 && (y->imm & (y->imm - 1)) == 0;
    if (divides && by_power) {
        HirInstr *bits = adder_emit_i64(e, __builtin_ctzll((uint64_t)y->imm));
        return adder_emit2(e, HIR_ShrI64Chk, x, bits);
    }
    return takes_rest && by_power ? adder_emit2(e, HIR_AndI64, x, adder_emit_i64(e, y->imm - 1))
                                  : adder_emit2(e, op, x, y);
}

static void
rewrite_binary(AdderTyper *t, HirInstr *instr)
{
    AdderTypes a, b;
    Plan plan = plan_binary(t, instr, &a, &b);
    AdderEmit e = adder_emit_before(t->func, instr);
    int kind = adder_plain_kind(instr);
    if (plan == AS_WORD) {
        AdderWord word = adder_plan_word(t, instr, &a, &b);
        adder_rewrite_word(t, instr, word, a, b);
    }
    else if (plan == AS_I64) {
        HirInstr *x = adder_emit_as_i64(&e, instr->args[0], a);
        HirInstr *y = adder_emit_as_i64(&e, instr->args[1], b);
        hir_replace(instr, adder_emit_box(&e, emit_i64(&e, arithmetic[kind].i64, x, y)));
    }
    else if (plan == AS_F64) {
        HirInstr *x = adder_emit_as_f64(&e, instr->args[0], a);
        HirInstr *y = adder_emit_as_f64(&e, instr->args[1], b);
        hir_replace(instr, adder_emit_box(&e, adder_emit2(&e, arithmetic[kind].f64, x, y)));
    }
    else if (plan == AS_STR) {
        HirInstr *x = adder_emit_guard_type(&e, instr->args[0], ADDER_T_Str);
        HirInstr *y = adder_emit_guard_type(&e, instr->args[1], ADDER_T_Str);
        hir_replace(instr, adder_emit2(&e, HIR_StrAppend, x, y));
    }
    else {
        instr->type = infer_binary(t, instr);
    }
}

/* ---- Comparison ----------------------------------------------------------------------------- */

/* The classes of an operand, if they leave == and != to object, for which an object is only itself. */
static bool
compares_as_object(HirInstr *instr, int arg, HirClasses *classes)
{
    if (instr->state == NULL || instr->state->code == NULL
        || !adder_classes_known(instr, hir_resolve(instr->args[arg]), 1 - arg, classes)) {
        return false;
    }
    for (int k = 0; k < classes->n; k++) {
        PyTypeObject *type = classes->at[k];
        if (type->tp_richcompare != PyBaseObject_Type.tp_richcompare
            || adder_class_attribute(type, "__eq__") == NULL || type->tp_version_tag == 0) {
            return false;
        }
    }
    return true;
}

static Plan
plan_compare(const AdderTyper *t, HirInstr *instr, AdderTypes *a, AdderTypes *b)
{
    *a = adder_typer_plan(t, instr, 0, 1);
    *b = adder_typer_plan(t, instr, 1, 0);
    bool equality = instr->imm == Py_EQ || instr->imm == Py_NE;
    if (*a == ADDER_T_Str && *b == ADDER_T_Str) {
        return AS_STR;
    }
    if (equality && *a == ADDER_T_Type && *b == ADDER_T_Type && adder_typer_may_guard(t, instr)) {
        return AS_TYPES; /* made by type itself: they are what they are */
    }
    AdderTypes x, y;
    if (adder_plan_word(t, instr, &x, &y) == ADDER_WORD_EXACT) {
        return AS_WORD;
    }
    Plan plan = plan_numbers(*a, *b);
    if (plan == AS_F64 && *a == ADDER_T_Float && *b == ADDER_T_Float) {
        return plan;
    }
    HirClasses left, right;
    if (plan == GENERIC && equality && adder_typer_may_guard(t, instr)
        && compares_as_object(instr, 0, &left) && compares_as_object(instr, 1, &right)) {
        return AS_OBJECTS;
    }
    return (plan == AS_I64 || plan == AS_F64) && !adder_typer_may_guard(t, instr) ? GENERIC : plan;
}

static AdderTypes
infer_compare(const AdderTyper *t, HirInstr *instr)
{
    AdderTypes a, b;
    Plan plan = plan_compare(t, instr, &a, &b);
    return plan == NOT_YET ? ADDER_T_Bottom : plan == GENERIC ? instr->type : ADDER_T_Bool;
}

/* As a double, leaving where the conversion would not be exact. */
static HirInstr *
exact_f64(AdderEmit *e, HirInstr *value, AdderTypes type)
{
    if (type == ADDER_T_Float) {
        return adder_emit_as_f64(e, value, type);
    }
    HirInstr *integer = adder_emit_as_i64(e, value, type);
    return adder_emit1(e, HIR_I64ToF64Chk, integer);
}

static HirInstr *
emit_equality(AdderEmit *e, HirInstr *instr, HirOp op, AdderTypes type)
{
    HirInstr *x = adder_emit_guard_type(e, instr->args[0], type);
    HirInstr *y = adder_emit_guard_type(e, instr->args[1], type);
    HirInstr *same = adder_emit2(e, op, x, y);
    return instr->imm == Py_EQ ? same : adder_emit1(e, HIR_NotI1, same);
}

static HirInstr *
emit_order(AdderEmit *e, HirInstr *instr)
{
    HirInstr *x = adder_emit_guard_type(e, instr->args[0], ADDER_T_Str);
    HirInstr *y = adder_emit_guard_type(e, instr->args[1], ADDER_T_Str);
    HirInstr *bit = adder_emit2(e, HIR_StrOrder, x, y);
    bit->imm = instr->imm;
    return bit;
}

static HirInstr *
emit_identity(AdderEmit *e, HirInstr *instr)
{
    HirInstr *objects[2];
    for (int k = 0; k < 2; k++) {
        HirClasses classes;
        (void)compares_as_object(instr, k, &classes);
        objects[k] = adder_emit_guard_classes(e, hir_resolve(instr->args[k]), &classes);
    }
    HirInstr *same = adder_emit2(e, HIR_SameObject, objects[0], objects[1]);
    return instr->imm == Py_EQ ? same : adder_emit1(e, HIR_NotI1, same);
}

static void
rewrite_compare(AdderTyper *t, HirInstr *instr)
{
    AdderTypes a, b;
    Plan plan = plan_compare(t, instr, &a, &b);
    AdderEmit e = adder_emit_before(t->func, instr);
    HirInstr *bit;
    if (plan == AS_WORD) {
        AdderWord word = adder_plan_word(t, instr, &a, &b);
        adder_rewrite_word(t, instr, word, a, b);
        return;
    }
    if (plan == AS_I64) {
        HirInstr *x = adder_emit_as_i64(&e, instr->args[0], a);
        HirInstr *y = adder_emit_as_i64(&e, instr->args[1], b);
        bit = adder_emit2(&e, HIR_CmpI64, x, y);
        bit->imm = instr->imm;
    }
    else if (plan == AS_F64) {
        HirInstr *x = exact_f64(&e, instr->args[0], a);
        HirInstr *y = exact_f64(&e, instr->args[1], b);
        bit = adder_emit2(&e, HIR_CmpF64, x, y);
        bit->imm = instr->imm;
    }
    else if (plan == AS_STR) {
        bool equality = instr->imm == Py_EQ || instr->imm == Py_NE;
        bit = equality ? emit_equality(&e, instr, HIR_StrEq, ADDER_T_Str) : emit_order(&e, instr);
    }
    else if (plan == AS_TYPES) {
        bit = emit_equality(&e, instr, HIR_SameObject, ADDER_T_Type);
    }
    else if (plan == AS_OBJECTS) {
        bit = emit_identity(&e, instr);
    }
    else {
        return;
    }
    hir_replace(instr, adder_emit_box(&e, bit));
}

/* ---- Unary operations ----------------------------------------------------------------------- */

static AdderTypes
infer_unary(const AdderTyper *t, HirInstr *instr)
{
    AdderTypes a = adder_typer_plan(t, instr, 0, 0);
    if (a == ADDER_T_Bottom) {
        return a;
    }
    bool exact = a == ADDER_T_Long || (a == ADDER_T_Float && instr->imm != UNARY_INVERT);
    return exact && adder_typer_may_guard(t, instr) ? a : instr->type;
}

static void
rewrite_unary(AdderTyper *t, HirInstr *instr)
{
    AdderTypes a = infer_unary(t, instr);
    AdderEmit e = adder_emit_before(t->func, instr);
    if (a != ADDER_T_Long && a != ADDER_T_Float) {
        return;
    }
    if (instr->imm == UNARY_POSITIVE) {
        hir_replace(instr, adder_emit_guard_type(&e, instr->args[0], a));
        return;
    }
    HirInstr *value;
    if (a == ADDER_T_Float) {
        value = adder_emit1(&e, HIR_NegF64, adder_emit_as_f64(&e, instr->args[0], a));
    }
    else {
        HirOp op = instr->imm == UNARY_NEGATIVE ? HIR_NegI64Chk : HIR_InvertI64;
        value = adder_emit1(&e, op, adder_emit_as_i64(&e, instr->args[0], a));
    }
    hir_replace(instr, adder_emit_box(&e, value));
}

/* ---- Truth ---------------------------------------------------------------------------------- */

enum {
    SIZED = ADDER_T_Str | ADDER_T_List | ADDER_T_Tuple | ADDER_T_Dict | ADDER_T_Set | ADDER_T_Bytes
            | ADDER_T_ByteArray,
    ALWAYS_TRUE = ADDER_T_Func | ADDER_T_Builtin | ADDER_T_Module | ADDER_T_Gen
};

static AdderTypes
infer_truth(const AdderTyper *t, HirInstr *instr)
{
    (void)t;
    return instr->type;
}

static HirInstr *
emit_constant_bit(AdderEmit *e, bool bit)
{
    HirInstr *instr = adder_emit0(e, HIR_ConstI1);
    instr->imm = bit;
    return instr;
}

static HirInstr *
emit_truth(AdderEmit *e, HirInstr *value, AdderTypes type)
{
    HirInstr *bit;
    switch (type) {
    case ADDER_T_Long:
        value = adder_emit_as_i64(e, value, type);
        bit = adder_emit2(e, HIR_CmpI64, value, adder_emit_i64(e, 0));
        break;
    case ADDER_T_Float:
        value = adder_emit_as_f64(e, value, type);
        bit = adder_emit2(e, HIR_CmpF64, value, adder_emit0(e, HIR_ConstF64));
        break;
    case ADDER_T_Bool:
        value = adder_emit_guard_type(e, value, type);
        return value->op == HIR_BoxI1 ? hir_resolve(value->args[0])
                                      : adder_emit1(e, HIR_UnboxI1, value);
    case ADDER_T_None:
        adder_emit_guard_type(e, value, type);
        return emit_constant_bit(e, false);
    default:
        value = adder_emit_guard_type(e, value, type);
        return type & SIZED ? adder_emit1(e, HIR_TruthSized, value) : emit_constant_bit(e, true);
    }
    bit->imm = Py_NE;
    return bit;
}

static HirInstr *
emit_truth_of_word(AdderEmit *e, HirInstr *value)
{
    HirInstr *word = adder_emit_as_word(e, value, ADDER_T_Long);
    HirInstr *zero = adder_emit_u64(e, 0);
    HirInstr *bit = adder_emit2(e, HIR_CmpU64, word, zero);
    bit->imm = Py_NE;
    return bit;
}

/* None, or an instance of a class that says nothing of its truth. */
static HirInstr *
emit_presence(AdderEmit *e, HirInstr *value, const HirClasses *classes)
{
    uint32_t versions[HIR_MOST_CLASSES];
    bool none = false;
    for (int k = 0; k < classes->n; k++) {
        versions[k] = classes->at[k]->tp_version_tag;
        none |= classes->at[k] == Py_TYPE(Py_None);
    }
    adder_emit_versions(e, HIR_GuardClass, HIR_GuardClassIn, value, classes->n, versions);
    return none ? adder_emit1(e, HIR_NotI1,
                              adder_emit2(e, HIR_SameObject, value, adder_emit_const(e, Py_None)))
                : emit_constant_bit(e, true);
}

static void
rewrite_truth(AdderTyper *t, HirInstr *instr)
{
    HirClasses classes;
    if (!instr->generic && adder_typer_may_guard(t, instr) &&
        adder_find_presence(instr, &classes)) {
        AdderEmit e = adder_emit_before(t->func, instr);
        hir_replace(instr, emit_presence(&e, instr->args[0], &classes));
        return;
    }
    AdderEmit before = adder_emit_before(t->func, instr);
    HirInstr *length = adder_emit_derived_length(t, &before, instr, 0, ADDER_ASKED_TRUTH);
    if (length != NULL) {
        HirInstr *bit = adder_emit2(&before, HIR_CmpI64, length, adder_emit_i64(&before, 0));
        bit->imm = Py_NE;
        hir_replace(instr, bit);
        return;
    }
    AdderTypes a = adder_typer_plan(t, instr, 0, 0);
    if (adder_typer_saw_word(t, instr, 0) && adder_typer_may_guard(t, instr)
        && adder_typer_plan_int(t, instr, 0, 0) == ADDER_T_Long) {
        AdderEmit e = adder_emit_before(t->func, instr);
        hir_replace(instr, emit_truth_of_word(&e, instr->args[0]));
        return;
    }
    bool known = is_number(a) || a == ADDER_T_None || (a & (SIZED | ALWAYS_TRUE)) != 0;
    bool leaves = a == ADDER_T_Long && instr->args[0]->op != HIR_BoxI64;
    if (!adder_one_type(a) || !known || (leaves && !adder_typer_may_guard(t, instr))) {
        return;
    }
    AdderEmit e = adder_emit_before(t->func, instr);
    hir_replace(instr, emit_truth(&e, instr->args[0], a));
}

const AdderTypeRule adder_number_rules[] = {
    {HIR_BinaryOp, infer_binary, rewrite_binary},
    {HIR_CompareOp, infer_compare, rewrite_compare},
    {HIR_UnaryOp, infer_unary, rewrite_unary},
    {HIR_Truth, infer_truth, rewrite_truth},
    {HIR_NONE, NULL, NULL},
};
