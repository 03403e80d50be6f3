/* Simplification: trivial phis, constants, pairs that undo each other, branches that are decided.
 * Runs to a fixpoint in reverse post-order; every rule is local. Memory: the arena's. */
#include "specialize/emit.h"
#include "specialize/specialize.h"

/* ---- Phis ------------------------------------------------------------------------------------ */

/* The one value that a phi can have, or NULL. */
static HirInstr *
phi_value(HirInstr *phi)
{
    HirInstr *only = NULL;
    for (int k = 0; k < phi->nargs; k++) {
        HirInstr *arg = hir_resolve(phi->args[k]);
        if (arg == phi || arg == only) {
            continue;
        }
        if (only != NULL) {
            return NULL;
        }
        only = arg;
    }
    return only;
}

/* ---- Constants ------------------------------------------------------------------------------- */

static bool
compare_i64(int64_t op, int64_t a, int64_t b)
{
    switch (op) {
    case Py_LT: return a < b;
    case Py_LE: return a <= b;
    case Py_EQ: return a == b;
    case Py_NE: return a != b;
    case Py_GT: return a > b;
    default: return a >= b;
    }
}

/* An int64 operation on constants; false if it is none, or would leave. */
static bool
fold_i64(const HirInstr *i, int64_t a, int64_t b, int64_t *value)
{
    switch (i->op) {
    case HIR_AddI64:
    case HIR_AddI64Chk: return !__builtin_add_overflow(a, b, value);
    case HIR_SubI64:
    case HIR_SubI64Chk: return !__builtin_sub_overflow(a, b, value);
    case HIR_MulI64:
    case HIR_MulI64Chk: return !__builtin_mul_overflow(a, b, value);
    case HIR_AndI64: *value = a & b; return true;
    case HIR_OrI64: *value = a | b; return true;
    case HIR_XorI64: *value = a ^ b; return true;
    default: return false;
    }
}

static bool
fold_f64(const HirInstr *i, double a, double b, double *value)
{
    switch (i->op) {
    case HIR_AddF64: *value = a + b; return true;
    case HIR_SubF64: *value = a - b; return true;
    case HIR_MulF64: *value = a * b; return true;
    case HIR_DivF64Chk: *value = b != 0 ? a / b : 0; return b != 0;
    default: return false;
    }
}

static HirInstr *
constant(HirFunc *func, HirInstr *at, HirOp op, int64_t imm, double dbl)
{
    AdderEmit e = adder_emit_before(func, at);
    HirInstr *instr = adder_emit0(&e, op);
    instr->imm = imm;
    instr->dbl = dbl;
    return instr;
}

static HirInstr *
fold(HirFunc *func, HirInstr *i)
{
    HirInstr *a = i->nargs > 0 ? i->args[0] : NULL, *b = i->nargs > 1 ? i->args[1] : NULL;
    int64_t value;
    double real;
    if (a == NULL || b == NULL || i->nargs != 2) {
        return NULL;
    }
    if (a->op == HIR_ConstI64 && b->op == HIR_ConstI64) {
        if (i->op == HIR_CmpI64) {
            return constant(func, i, HIR_ConstI1, compare_i64(i->imm, a->imm, b->imm), 0);
        }
        return fold_i64(i, a->imm, b->imm, &value) ? constant(func, i, HIR_ConstI64, value, 0)
                                                   : NULL;
    }
    if (a->op == HIR_ConstF64 && b->op == HIR_ConstF64 && fold_f64(i, a->dbl, b->dbl, &real)) {
        return constant(func, i, HIR_ConstF64, 0, real);
    }
    return NULL;
}

/* ---- Pairs ----------------------------------------------------------------------------------- */

static const struct {
    HirOp outer, inner;
} inverses[] = {
    {HIR_UnboxI64, HIR_BoxI64}, {HIR_UnboxF64, HIR_BoxF64}, {HIR_UnboxI1, HIR_BoxI1},
    {HIR_BoxI64, HIR_UnboxI64}, {HIR_BoxF64, HIR_UnboxF64}, {HIR_BoxI1, HIR_UnboxI1},
    {HIR_UnboxU64, HIR_BoxU64}, {HIR_LowU64, HIR_BoxU64},   {HIR_BoxU64, HIR_UnboxU64},
    {HIR_NotI1, HIR_NotI1},     {HIR_Truth, HIR_BoxI1},
};

static HirInstr *
cancel(HirInstr *i)
{
    HirInstr *arg = i->nargs == 1 ? i->args[0] : NULL;
    for (size_t k = 0; arg != NULL && k < ADDER_COUNT(inverses); k++) {
        if (inverses[k].outer == i->op && inverses[k].inner == arg->op) {
            return hir_resolve(arg->args[0]);
        }
    }
    bool proven = (i->op == HIR_GuardType || i->op == HIR_Refine) && arg != NULL
                  && (arg->type & ~i->guard_type) == 0;
    bool set = i->op == HIR_GuardNonNull && arg != NULL && (arg->type & ADDER_T_Null) == 0;
    return proven || set ? arg : NULL;
}

static HirInstr *
unbox_constant(HirFunc *func, HirInstr *i)
{
    int64_t value;
    double real;
    if (i->op == HIR_UnboxI64 && adder_const_i64(i->args[0], &value)) {
        return constant(func, i, HIR_ConstI64, value, 0);
    }
    if (i->op == HIR_UnboxF64 && adder_const_f64(i->args[0], &real)) {
        return constant(func, i, HIR_ConstF64, 0, real);
    }
    PyObject *object = i->nargs == 1 ? adder_const_object(i->args[0]) : NULL;
    if ((i->op == HIR_UnboxI1 || i->op == HIR_Truth) && (object == Py_True || object == Py_False)) {
        return constant(func, i, HIR_ConstI1, object == Py_True, 0);
    }
    if (i->op == HIR_NotI1 && i->args[0]->op == HIR_ConstI1) {
        return constant(func, i, HIR_ConstI1, !i->args[0]->imm, 0);
    }
    return NULL;
}

/* ---- Branches -------------------------------------------------------------------------------- */

static void
decide_branch(HirBlock *block, HirInstr *branch)
{
    int taken = branch->args[0]->imm ? 0 : 1;
    HirBlock *dropped = block->succ[1 - taken], *kept = block->succ[taken];
    hir_remove_pred(dropped, block);
    block->succ[0] = kept;
    block->nsucc = 1;
    branch->op = HIR_Jump;
    branch->nargs = 0;
}

static void
swap_branch(HirBlock *block, HirInstr *branch)
{
    HirBlock *first = block->succ[0];
    block->succ[0] = block->succ[1];
    block->succ[1] = first;
    branch->args[0] = hir_resolve(branch->args[0]->args[0]);
}

static bool
simplify_branch(HirBlock *block)
{
    HirInstr *branch = block->last;
    if (branch == NULL || branch->op != HIR_Branch) {
        return false;
    }
    branch->args[0] = hir_resolve(branch->args[0]);
    if (branch->args[0]->op == HIR_ConstI1 && block->succ[0] != block->succ[1]) {
        decide_branch(block, branch);
        return true;
    }
    if (branch->args[0]->op == HIR_NotI1) {
        swap_branch(block, branch);
        return true;
    }
    return false;
}

/* ---- The pass -------------------------------------------------------------------------------- */

static HirInstr *
simpler(HirFunc *func, HirInstr *i)
{
    if (i->op == HIR_Phi) {
        return phi_value(i);
    }
    for (int k = 0; k < i->nargs; k++) {
        i->args[k] = hir_resolve(i->args[k]);
    }
    HirInstr *value = cancel(i);
    value = value ? value : fold(func, i);
    return value ? value : unbox_constant(func, i);
}

static bool
simplify_round(HirFunc *func)
{
    bool changed = false;
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            HirInstr *value = simpler(func, i);
            if (value != NULL && value != i) {
                hir_replace(i, value);
                changed = true;
            }
        }
        changed |= simplify_branch(func->blocks.at[b]);
    }
    return changed;
}

AdderStatus
adder_pass_simplify(HirFunc *func)
{
    hir_analyse(func);
    while (!adder_arena_failed(func->arena) && simplify_round(func)) {
        hir_analyse(func);
    }
    hir_apply_forwards(func);
    hir_analyse(func);
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
