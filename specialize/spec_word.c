/* The types pass for ints that are kept to a word, as hashes and random numbers are.
 *
 * Sums, products and shifts of any ints that are masked at once (`(h * k + c) & MASK`, or `% 2**n`) need no more than
 * the low 64 bits of their operands.  What is between is never made: where something leaves meanwhile, the exit
 * computes it (BinaryVirtual).  Ints from 0 to 2**64 - 1 are words, machine values too.  A product that a modulus
 * brings back (`(a * b + c) % m`) has 128 bits in between.
 *
 * Marks are set before types are inferred; what can be computed so is decided by types, the same for
 * inference and rewriting.  Memory: the arena's. */
#include "specialize/types.h"

#include <opcode.h>

enum { NOTHING, INNER, DEFERRED, MASKED, REDUCED }; /* AdderTyper.words */
enum { DEEPEST = 64, WORD_BITS = 64 };

/* ---- Operations ------------------------------------------------------------------------------- */

/* Those whose low bits depend on the low bits of their operands alone. */
static const HirOp wrapping[] = {
    [NB_ADD] = HIR_AddU64, [NB_SUBTRACT] = HIR_SubU64, [NB_MULTIPLY] = HIR_MulU64,
    [NB_AND] = HIR_AndU64, [NB_OR] = HIR_OrU64,        [NB_XOR] = HIR_XorU64,
    [NB_LSHIFT] = HIR_ShlU64,
};

/* Those that words have words for. */
static const HirOp exact[] = {
    [NB_AND] = HIR_AndU64,       [NB_OR] = HIR_OrU64, [NB_XOR] = HIR_XorU64, [NB_RSHIFT] = HIR_ShrU64,
    [NB_FLOOR_DIVIDE] = HIR_FloorDivU64Chk, [NB_REMAINDER] = HIR_ModU64Chk,
};

static HirOp
row_of(const HirOp *rows, size_t n, int kind)
{
    return (size_t)kind < n ? rows[kind] : HIR_NONE;
}
#define ROW_OF(rows, kind) row_of(rows, ADDER_COUNT(rows), kind)

static bool
is_shift(int kind)
{
    return kind == NB_LSHIFT || kind == NB_RSHIFT;
}

/* Of a shift, by a constant that a word can be shifted by. */
static bool
shifts_in_word(const HirInstr *instr)
{
    uint64_t by;
    return adder_const_u64(hir_resolve(instr->args[1]), &by) && by < WORD_BITS;
}

/* The operand that is masked, and what with; NULL: instr is no mask. */
static HirInstr *
masked_by(const HirInstr *instr, uint64_t *mask)
{
    HirInstr *a = hir_resolve(instr->args[0]), *b = hir_resolve(instr->args[1]);
    PyObject *modulus = adder_const_object(b);
    int kind = adder_plain_kind(instr);
    if (kind == NB_AND) {
        return adder_const_u64(b, mask) ? a : adder_const_u64(a, mask) ? b : NULL;
    }
    if (kind != NB_REMAINDER || modulus == NULL || !PyLong_CheckExact(modulus)
        || Py_SIZE(modulus) <= 0) {
        return NULL;
    }
    uint64_t low = PyLong_AsUnsignedLongLongMask(modulus);
    size_t bits = _PyLong_NumBits(modulus);
    *mask = low - 1;
    bool power = bits <= WORD_BITS ? (low & (low - 1)) == 0 : bits == WORD_BITS + 1 && low == 0;
    return power ? a : NULL;
}

/* ---- Marking ---------------------------------------------------------------------------------- */

/* How often each value is an operand. */
static int *
count_uses(const HirFunc *func)
{
    int *uses = ADDER_NEW_ARRAY(func->arena, int, func->next_value);
    for (int b = 0; uses != NULL && b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            for (int k = 0; k < i->nargs; k++) {
                uses[hir_resolve(i->args[k])->id]++;
            }
        }
    }
    return uses;
}

static void
mark_inner(AdderTyper *t, const int *uses, HirInstr *value, int depth)
{
    bool inner = value->op == HIR_BinaryOp && !value->generic && uses[value->id] == 1
                 && depth < DEEPEST && ROW_OF(wrapping, adder_plain_kind(value)) != HIR_NONE
                 && (!is_shift(adder_plain_kind(value)) || shifts_in_word(value));
    if (inner) {
        t->words[value->id] = INNER;
        mark_inner(t, uses, hir_resolve(value->args[0]), depth + 1);
        mark_inner(t, uses, hir_resolve(value->args[1]), depth + 1);
    }
}

static HirInstr *
product_in(const int *uses, HirInstr *value)
{
    bool is = value->op == HIR_BinaryOp && !value->generic && adder_plain_kind(value) == NB_MULTIPLY
              && uses[value->id] == 1;
    return is ? value : NULL;
}

/* a * b or a * b + c, modulo something, that has been seen not to fit. */
static void
mark_reduced(AdderTyper *t, const int *uses, const HirInstr *instr)
{
    HirInstr *sum = hir_resolve(instr->args[0]), *product = product_in(uses, sum);
    if (adder_plain_kind(instr) != NB_REMAINDER || !adder_typer_saw_wide(t, instr, 1)) {
        return;
    }
    bool adds = sum->op == HIR_BinaryOp && !sum->generic && adder_plain_kind(sum) == NB_ADD
                && uses[sum->id] == 1;
    product = adds ? product_in(uses, hir_resolve(sum->args[0])) : product;
    if (product != NULL) {
        t->words[sum->id] = t->words[product->id] = INNER;
        t->words[instr->id] = REDUCED;
    }
}

bool
adder_words_mark(AdderTyper *t)
{
    uint64_t mask;
    int *uses = count_uses(t->func);
    t->words = ADDER_NEW_ARRAY(t->func->arena, uint8_t, t->nvalues);
    if (uses == NULL || t->words == NULL) {
        return false;
    }
    for (int b = t->func->blocks.n - 1; b >= 0; b--) {
        for (HirInstr *i = t->func->blocks.at[b]->last; i != NULL; i = i->prev) {
            if (i->op != HIR_BinaryOp || i->generic || t->words[i->id] != NOTHING) {
                continue;
            }
            HirInstr *value = masked_by(i, &mask);
            if (value != NULL) {
                t->words[i->id] = MASKED;
                mark_inner(t, uses, value, 0);
            }
            else {
                mark_reduced(t, uses, i);
            }
        }
    }
    return true;
}

/* ---- Planning --------------------------------------------------------------------------------- */

static bool
is_marked(const AdderTyper *t, HirInstr *value)
{
    value = hir_resolve(value);
    return value->id < t->nvalues
           && (t->words[value->id] == INNER || t->words[value->id] == DEFERRED);
}

/* May it be unboxed as a word? A constant that is none would always leave. */
static bool
may_be_word(HirInstr *value)
{
    uint64_t word;
    value = hir_resolve(value);
    return adder_const_object(value) == NULL || adder_const_u64(value, &word);
}

static AdderWord
plan_exact(const AdderTyper *t, HirInstr *instr)
{
    bool compares = instr->op == HIR_CompareOp;
    bool has = compares || ROW_OF(exact, adder_plain_kind(instr)) != HIR_NONE;
    bool wide = adder_typer_saw_word(t, instr, 0) || adder_typer_saw_word(t, instr, 1);
    bool fits = may_be_word(instr->args[0]) && may_be_word(instr->args[1]);
    bool shift = !compares && is_shift(adder_plain_kind(instr));
    return has && wide && fits && adder_typer_may_guard(t, instr) && (!shift || shifts_in_word(instr))
               ? ADDER_WORD_EXACT
               : ADDER_WORD_NOT;
}

static AdderWord
plan_masked(const AdderTyper *t, HirInstr *instr)
{
    uint64_t mask;
    HirInstr *value = masked_by(instr, &mask);
    int arg = value == hir_resolve(instr->args[0]) ? 0 : 1;
    bool wide = mask > INT64_MAX || is_marked(t, value) || adder_typer_saw_wide(t, instr, 1 - arg);
    return wide ? ADDER_WORD_MASKED : ADDER_WORD_NOT;
}

AdderWord
adder_plan_word(const AdderTyper *t, HirInstr *instr, AdderTypes *a, AdderTypes *b)
{
    *a = adder_typer_plan_int(t, instr, 0, 1);
    *b = adder_typer_plan_int(t, instr, 1, 0);
    if (*a == ADDER_T_Bottom || *b == ADDER_T_Bottom) {
        return ADDER_WORD_NOT_YET;
    }
    bool known = adder_is_int(adder_typer_type(t, hir_resolve(instr->args[0])))
                 && adder_is_int(adder_typer_type(t, hir_resolve(instr->args[1])));
    if (!adder_is_int(*a) || !adder_is_int(*b) || (*a == ADDER_T_Bool && *b == ADDER_T_Bool)
        || (!known && !adder_typer_may_guard(t, instr))) {
        return ADDER_WORD_NOT;
    }
    switch (instr->op == HIR_BinaryOp ? t->words[instr->id] : NOTHING) {
    case INNER:
        return ADDER_WORD_INNER;
    case MASKED:
        return plan_masked(t, instr);
    case REDUCED:
        return adder_typer_may_guard(t, instr) ? ADDER_WORD_REDUCED : ADDER_WORD_NOT;
    default:
        return plan_exact(t, instr);
    }
}

/* ---- Rewriting -------------------------------------------------------------------------------- */

/* What stands for a deferred operation in states, in its place: who walks over the block stands behind it. */
static void
make_virtual(AdderTyper *t, HirInstr *instr)
{
    AdderEmit e = adder_emit_before(t->func, instr);
    HirInstr **args = ADDER_NEW_ARRAY(t->func->arena, HirInstr *, 3);
    if (args != NULL) {
        args[0] = hir_resolve(instr->args[0]);
        args[1] = hir_resolve(instr->args[1]);
        args[2] = adder_emit_i64(&e, adder_plain_kind(instr));
        instr->op = HIR_BinaryVirtual;
        instr->args = args;
        instr->nargs = 3;
        instr->imm = instr->id;
        instr->state = NULL;
        t->words[instr->id] = NOTHING;
    }
}

static bool
is_deferred(const AdderTyper *t, const HirInstr *value)
{
    return value->id < t->nvalues && t->words[value->id] == DEFERRED;
}

/* The low bits of an int. */
static HirInstr *
emit_low(AdderTyper *t, AdderEmit *e, HirInstr *value)
{
    value = hir_resolve(value);
    PyObject *constant = adder_const_object(value);
    if (is_deferred(t, value)) {
        HirInstr *x = emit_low(t, e, value->args[0]), *y = emit_low(t, e, value->args[1]);
        HirOp op = wrapping[adder_plain_kind(value)];
        make_virtual(t, value);
        return adder_emit2(e, op, x, y);
    }
    if (constant != NULL && PyLong_CheckExact(constant)) {
        return adder_emit_u64(e, PyLong_AsUnsignedLongLongMask(constant));
    }
    if (value->op == HIR_BoxU64) {
        return hir_resolve(value->args[0]);
    }
    if (value->op == HIR_BoxI64 || value->type == ADDER_T_Bool) {
        return adder_emit1(e, HIR_BitsU64, adder_emit_as_i64(e, value, value->type));
    }
    return adder_emit1(e, HIR_LowU64, value);
}

HirInstr *
adder_emit_as_word(AdderEmit *e, HirInstr *value, AdderTypes type)
{
    uint64_t constant;
    value = hir_resolve(value);
    if (adder_const_u64(value, &constant)) {
        return adder_emit_u64(e, constant);
    }
    if (value->op == HIR_BoxU64) {
        return hir_resolve(value->args[0]);
    }
    if (value->op == HIR_BoxI64 || type == ADDER_T_Bool) {
        HirInstr *integer = adder_emit_as_i64(e, value, type);
        return integer->op == HIR_BitsI64 ? hir_resolve(integer->args[0])
                                          : adder_emit1(e, HIR_I64ToU64Chk, integer);
    }
    return adder_emit1(e, HIR_UnboxU64, adder_emit_guard_type(e, value, type));
}

static HirInstr *
box_word(AdderEmit *e, HirInstr *word, uint64_t most)
{
    return adder_emit_box(e, most <= INT64_MAX ? adder_emit1(e, HIR_BitsI64, word) : word);
}

/* The largest that a word operation can give. */
static uint64_t
most_of(const HirInstr *instr)
{
    uint64_t constant = 0;
    bool told = adder_const_u64(hir_resolve(instr->args[1]), &constant) && constant > 0;
    int kind = adder_plain_kind(instr);
    bool lessens = kind == NB_RSHIFT || (kind == NB_FLOOR_DIVIDE && constant > 1);
    return told && kind == NB_REMAINDER ? constant - 1 : told && lessens ? INT64_MAX : UINT64_MAX;
}

static HirInstr *
emit_exact(AdderEmit *e, HirInstr *instr, AdderTypes a, AdderTypes b)
{
    HirInstr *x = adder_emit_as_word(e, instr->args[0], a);
    HirInstr *y = adder_emit_as_word(e, instr->args[1], b);
    if (instr->op == HIR_CompareOp) {
        HirInstr *bit = adder_emit2(e, HIR_CmpU64, x, y);
        bit->imm = instr->imm;
        return adder_emit_box(e, bit);
    }
    return box_word(e, adder_emit2(e, exact[adder_plain_kind(instr)], x, y), most_of(instr));
}

static HirInstr *
emit_masked(AdderTyper *t, AdderEmit *e, HirInstr *instr, AdderTypes a, AdderTypes b)
{
    uint64_t mask;
    HirInstr *value = masked_by(instr, &mask);
    AdderTypes type = value == hir_resolve(instr->args[0]) ? a : b;
    value = is_deferred(t, value) ? value : adder_emit_guard_type(e, value, type);
    HirInstr *low = emit_low(t, e, value);
    HirInstr *word = mask == UINT64_MAX ? low : adder_emit2(e, HIR_AndU64, low, adder_emit_u64(e, mask));
    return box_word(e, word, mask);
}

/* (x * y + c) % m; NULL: the product or the sum had to be made. */
static HirInstr *
emit_reduced(AdderTyper *t, AdderEmit *e, HirInstr *instr, AdderTypes modulus)
{
    HirInstr *sum = hir_resolve(instr->args[0]);
    bool adds = adder_plain_kind(sum) == NB_ADD;
    HirInstr *product = adds ? hir_resolve(sum->args[0]) : sum, *operands[4];
    if (!is_deferred(t, sum) || !is_deferred(t, product)) {
        return NULL;
    }
    for (int k = 0; k < 2; k++) {
        HirInstr *factor = hir_resolve(product->args[k]);
        operands[k] = adder_emit_as_i64(e, factor, factor->type);
    }
    HirInstr *added = adds ? hir_resolve(sum->args[1]) : NULL;
    operands[2] = adds ? adder_emit_as_i64(e, added, added->type) : adder_emit_i64(e, 0);
    operands[3] = adder_emit_as_i64(e, instr->args[1], modulus);
    make_virtual(t, product);
    if (adds) {
        make_virtual(t, sum);
    }
    return adder_emit_box(e, adder_emit(e, HIR_MulAddModI64Chk, 4, operands));
}

/* It waits for the operation that masks it, and stays as it is if that does not come. */
static void
defer(AdderEmit *e, HirInstr *instr, AdderTypes a, AdderTypes b)
{
    instr->args[0] = adder_emit_guard_type(e, instr->args[0], a);
    instr->args[1] = adder_emit_guard_type(e, instr->args[1], b);
    instr->type = ADDER_T_Long;
}

void
adder_rewrite_word(AdderTyper *t, HirInstr *instr, AdderWord plan, AdderTypes a, AdderTypes b)
{
    AdderEmit e = adder_emit_before(t->func, instr);
    HirInstr *value = NULL;
    switch (plan) {
    case ADDER_WORD_INNER:
        t->words[instr->id] = DEFERRED;
        break;
    case ADDER_WORD_MASKED:
        value = emit_masked(t, &e, instr, a, b);
        break;
    case ADDER_WORD_REDUCED:
        value = emit_reduced(t, &e, instr, b);
        break;
    default:
        value = emit_exact(&e, instr, a, b);
        break;
    }
    if (value != NULL) {
        hir_replace(instr, value);
    }
    else {
        defer(&e, instr, a, b);
    }
}
