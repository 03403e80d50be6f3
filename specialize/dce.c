/* Dead code: what nobody uses, if nobody could tell.
 *
 * Guards stay: what follows speculates on them.  Of the ops that may leave only those go whose
 * leaving the interpreter would not answer with an exception.  Uses by states count.
 * Memory: the arena's. */
#include "specialize/emit.h"
#include "specialize/specialize.h"

/* Ops with effects that go all the same when their result is not used: allocations, and checks
 * that protect nothing but the result. */
static const HirOp removable[] = {
    HIR_BoxI64, HIR_BoxF64, HIR_UnboxI64, HIR_AddI64Chk, HIR_SubI64Chk, HIR_MulI64Chk,
    HIR_NegI64Chk, HIR_AbsI64Chk, HIR_I64ToF64Chk, HIR_BuildTuple, HIR_BuildSlice, HIR_BuildList,
    HIR_BuildString, HIR_BuildSetPlain, HIR_BuildMapPlain, HIR_BuildConstKeyMapPlain, HIR_RangeNew,
    HIR_RangeIterNew, HIR_LoadGlobalSlot, HIR_LoadBuiltinSlot,
    HIR_ClassAttr, HIR_ListLen, HIR_DictLen, HIR_TruthSized, HIR_RangeIterHas, HIR_LoadCell,
    HIR_BoxU64, HIR_UnboxU64, HIR_I64ToU64Chk, HIR_U64ToI64Chk, HIR_StrConcat,
    HIR_EnumerateIndex, HIR_DictProbe, HIR_ExceptionIs,
};

static bool may_go[HIR_NOPS];

static void
find_removable(void)
{
    for (int op = 0; op < HIR_NOPS; op++) {
        may_go[op] = hir_op_info[op].result != 0 && hir_op_info[op].effects == HIR_E_Pure;
    }
    for (size_t k = 0; k < ADDER_COUNT(removable); k++) {
        may_go[removable[k]] = true;
    }
    may_go[HIR_Arg] = false; /* it takes a reference out of the frame */
    may_go[HIR_Second] = false;
}

typedef struct {
    ADDER_VEC(HirInstr *) work;
    HirFunc *func;
} Marker;

static void
mark(HirInstr **value, void *arg)
{
    Marker *m = arg;
    HirInstr *instr = hir_resolve(*value);
    if (!instr->scratch) {
        instr->scratch = 1;
        ADDER_VEC_PUSH(m->func->arena, &m->work, instr);
    }
}

static void
mark_roots(Marker *m)
{
    for (int b = 0; b < m->func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, m->func->blocks.at[b]) {
            i->scratch = 0;
        }
    }
    for (int b = 0; b < m->func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, m->func->blocks.at[b]) {
            HirInstr *root = i;
            if (!may_go[i->op]) {
                mark(&root, m);
            }
        }
    }
}

static void
mark_all(Marker *m)
{
    mark_roots(m);
    while (m->work.n > 0) {
        HirInstr *i = m->work.at[--m->work.n];
        for (int k = 0; k < i->nargs; k++) {
            mark(&i->args[k], m);
        }
        if (i->state != NULL) {
            hir_state_visit(i->state, mark, m);
        }
    }
}

AdderStatus
adder_pass_dce(HirFunc *func)
{
    Marker m = {.func = func};
    find_removable();
    adder_drop_frame_checks(func);
    mark_all(&m);
    if (adder_arena_failed(func->arena)) {
        return ADDER_NOMEM;
    }
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            if (!i->scratch) {
                hir_remove(i);
            }
        }
    }
    return ADDER_OK;
}
