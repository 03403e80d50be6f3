/* Ranges of int64 values: overflow checks that cannot fail become plain arithmetic.
 *
 * A forward fixpoint over intervals, widened at phis, in which a loop index that a comparison with
 * an upper bound guards is known to be below INT64_MAX in the loop.  Memory: the arena's. */
#include "specialize/specialize.h"

typedef struct {
    int64_t lo, hi;
    bool known;
} Range;

typedef struct {
    HirFunc *func;
    Range *of; /* by id */
} Ranges;

static const Range everything = {INT64_MIN, INT64_MAX, true};
static const int64_t MAX_SIZE = (int64_t)1 << 60; /* of any container */

static Range
range_of(const Ranges *r, const HirInstr *value)
{
    if (value->op == HIR_ConstI64) {
        return (Range){value->imm, value->imm, true};
    }
    return r->of[value->id];
}

/* The exact interval of a sum, difference or product; false if it can overflow. */
static bool
combine(HirOp op, Range a, Range b, Range *out)
{
    int64_t v[4];
    bool over = false;
    switch (op) {
    case HIR_AddI64Chk:
    case HIR_AddI64:
        over = __builtin_add_overflow(a.lo, b.lo, &v[0]) | __builtin_add_overflow(a.hi, b.hi, &v[1]);
        *out = (Range){v[0], v[1], true};
        return !over;
    case HIR_SubI64Chk:
    case HIR_SubI64:
        over = __builtin_sub_overflow(a.lo, b.hi, &v[0]) | __builtin_sub_overflow(a.hi, b.lo, &v[1]);
        *out = (Range){v[0], v[1], true};
        return !over;
    case HIR_MulI64Chk:
    case HIR_MulI64:
        over = __builtin_mul_overflow(a.lo, b.lo, &v[0]) | __builtin_mul_overflow(a.lo, b.hi, &v[1])
               | __builtin_mul_overflow(a.hi, b.lo, &v[2]) | __builtin_mul_overflow(a.hi, b.hi, &v[3]);
        *out = (Range){v[0], v[0], true};
        for (int k = 1; k < 4; k++) {
            out->lo = v[k] < out->lo ? v[k] : out->lo;
            out->hi = v[k] > out->hi ? v[k] : out->hi;
        }
        return !over;
    case HIR_MinI64:
        *out = (Range){a.lo < b.lo ? a.lo : b.lo, a.hi < b.hi ? a.hi : b.hi, true};
        return true;
    case HIR_MaxI64:
        *out = (Range){a.lo > b.lo ? a.lo : b.lo, a.hi > b.hi ? a.hi : b.hi, true};
        return true;
    default:
        return false;
    }
}

/* value < something (or the like) holds wherever this block is reached: its branch says so. */
static bool
is_below_bound(const HirInstr *value, const HirBlock *block)
{
    for (const HirBlock *b = block; b->idom != NULL; b = b->idom) {
        const HirBlock *from = b->preds.n == 1 ? b->preds.at[0] : NULL;
        const HirInstr *branch = from ? from->last : NULL;
        if (branch == NULL || branch->op != HIR_Branch || branch->args[0]->op != HIR_CmpI64) {
            continue;
        }
        const HirInstr *test = branch->args[0];
        bool taken = from->succ[0] == b;
        bool less = taken ? test->imm == Py_LT : test->imm == Py_GE;
        bool greater = taken ? test->imm == Py_GT : test->imm == Py_LE;
        if ((less && test->args[0] == value) || (greater && test->args[1] == value)) {
            return true;
        }
    }
    return false;
}

static Range
operand_range(const Ranges *r, const HirInstr *value, const HirBlock *block)
{
    Range range = range_of(r, value);
    if (range.known && range.hi == INT64_MAX && is_below_bound(value, block)) {
        range.hi = INT64_MAX - 1;
    }
    return range;
}

static Range
union_of(const Ranges *r, const HirInstr *phi)
{
    Range out = {0, 0, false};
    for (int k = 0; k < phi->nargs; k++) {
        Range in = range_of(r, phi->args[k]);
        if (!in.known) {
            continue;
        }
        out = !out.known ? in
                         : (Range){in.lo < out.lo ? in.lo : out.lo, in.hi > out.hi ? in.hi : out.hi,
                                   true};
    }
    return out;
}

static Range
transfer(const Ranges *r, const HirInstr *i)
{
    Range a, b, out;
    switch (i->op) {
    case HIR_Phi:
        return union_of(r, i);
    case HIR_AddI64:
    case HIR_SubI64:
    case HIR_MulI64:
    case HIR_AddI64Chk:
    case HIR_SubI64Chk:
    case HIR_MulI64Chk:
    case HIR_MinI64:
    case HIR_MaxI64:
        a = operand_range(r, i->args[0], i->block);
        b = operand_range(r, i->args[1], i->block);
        if (!a.known || !b.known) {
            return (Range){0, 0, false};
        }
        return combine(i->op, a, b, &out) ? out : everything;
    case HIR_ListLen:
    case HIR_StrLen:
    case HIR_DictLen:
        return (Range){0, MAX_SIZE, true};
    case HIR_RangeLen:
        return (Range){0, INT64_MAX, true};
    case HIR_RangeItem: /* of a rising range: not below its start */
        a = range_of(r, i->args[0]);
        b = range_of(r, i->args[2]);
        return a.known && b.known && b.lo >= 0 ? (Range){a.lo, INT64_MAX, true} : everything;
    case HIR_I1ToI64:
        return (Range){0, 1, true};
    case HIR_BitsI64:
        return (Range){0, INT64_MAX, true};
    case HIR_AndI64:
        a = range_of(r, i->args[1]);
        return a.known && a.lo >= 0 ? (Range){0, a.hi, true} : everything;
    case HIR_ModI64Chk:
        b = range_of(r, i->args[1]);
        return b.known && b.lo > 0 ? (Range){0, b.hi - 1, true} : everything;
    default:
        return everything;
    }
}

/* What still grows after some rounds grows without bound, on that side. */
static Range
widen(Range was, Range now, int round)
{
    if (was.known && round > 3) {
        now.lo = now.lo < was.lo ? INT64_MIN : was.lo;
        now.hi = now.hi > was.hi ? INT64_MAX : was.hi;
    }
    return now;
}

static bool
ranges_round(Ranges *r, int round)
{
    bool changed = false;
    for (int b = 0; b < r->func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, r->func->blocks.at[b]) {
            if (i->type != ADDER_T_I64) {
                continue;
            }
            Range was = r->of[i->id], now = transfer(r, i);
            now = i->op == HIR_Phi ? widen(was, now, round) : now;
            changed |= now.known != was.known || now.lo != was.lo || now.hi != was.hi;
            r->of[i->id] = now;
        }
    }
    return changed;
}

static HirOp
unchecked(HirOp op)
{
    return op == HIR_AddI64Chk   ? HIR_AddI64
           : op == HIR_SubI64Chk ? HIR_SubI64
           : op == HIR_MulI64Chk ? HIR_MulI64
                                 : HIR_NONE;
}

static void
uncheck(const Ranges *r, HirInstr *i)
{
    Range out;
    if (unchecked(i->op) == HIR_NONE) {
        return;
    }
    Range a = operand_range(r, i->args[0], i->block), b = operand_range(r, i->args[1], i->block);
    if (a.known && b.known && combine(i->op, a, b, &out)) {
        i->op = unchecked(i->op);
        i->state = NULL;
    }
}

AdderStatus
adder_pass_ranges(HirFunc *func)
{
    hir_analyse(func);
    Ranges r = {.func = func, .of = ADDER_NEW_ARRAY(func->arena, Range, func->next_value + 1)};
    if (r.of == NULL) {
        return ADDER_NOMEM;
    }
    bool settled = false;
    for (int round = 0; round < 40 && !settled; round++) {
        settled = !ranges_round(&r, round);
    }
    for (int b = 0; settled && b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            uncheck(&r, i);
        }
    }
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
