/* Short hands for passes that replace one instruction by several. Memory: the arena's. GIL held. */
#include "specialize/emit.h"

#include "profile/caches.h"

AdderEmit
adder_emit_before(HirFunc *func, HirInstr *at)
{
    return (AdderEmit){.func = func, .at = at, .state = at->state};
}

HirInstr *
adder_emit(AdderEmit *e, HirOp op, int nargs, HirInstr *const *args)
{
    HirState *state = (hir_op_info[op].effects & (HIR_E_Raise | HIR_E_Deopt)) ? e->state : NULL;
    HirInstr *instr = hir_instr_new(e->func, op, state, nargs, args);
    if (instr == NULL) {
        return e->at; /* the arena has failed: any instruction will do */
    }
    instr->bytecode = e->at->bytecode;
    instr->code = e->at->code;
    hir_insert_before(e->at, instr);
    return instr;
}

HirInstr *
adder_emit0(AdderEmit *e, HirOp op)
{
    return adder_emit(e, op, 0, NULL);
}

HirInstr *
adder_emit1(AdderEmit *e, HirOp op, HirInstr *a)
{
    return adder_emit(e, op, 1, &a);
}

HirInstr *
adder_emit2(AdderEmit *e, HirOp op, HirInstr *a, HirInstr *b)
{
    return adder_emit(e, op, 2, (HirInstr *[]){a, b});
}

HirInstr *
adder_emit3(AdderEmit *e, HirOp op, HirInstr *a, HirInstr *b, HirInstr *c)
{
    return adder_emit(e, op, 3, (HirInstr *[]){a, b, c});
}

HirInstr *
adder_emit_i64(AdderEmit *e, int64_t value)
{
    HirInstr *instr = adder_emit0(e, HIR_ConstI64);
    instr->imm = value;
    return instr;
}

HirInstr *
adder_emit_u64(AdderEmit *e, uint64_t value)
{
    return adder_emit1(e, HIR_BitsU64, adder_emit_i64(e, (int64_t)value));
}

static HirInstr *
emit_f64(AdderEmit *e, double value)
{
    HirInstr *instr = adder_emit0(e, HIR_ConstF64);
    instr->dbl = value;
    return instr;
}

HirInstr *
adder_emit_const(AdderEmit *e, PyObject *object)
{
    HirInstr *instr = adder_emit0(e, HIR_Const);
    instr->sym = hir_sym(e->func, HIR_SYM_CONST, object, NULL);
    instr->type = adder_types_of(object);
    return instr;
}

PyObject *
adder_const_object(const HirInstr *instr)
{
    return instr->op == HIR_Const && instr->sym ? instr->sym->object : NULL;
}

bool
adder_const_i64(const HirInstr *instr, int64_t *value)
{
    if (instr->op == HIR_ConstI64) {
        *value = instr->imm;
        return true;
    }
    PyObject *object = adder_const_object(instr);
    if (object == NULL || !PyLong_CheckExact(object)) {
        return false;
    }
    int overflow;
    *value = PyLong_AsLongLongAndOverflow(object, &overflow);
    return overflow == 0;
}

bool
adder_const_u64(const HirInstr *instr, uint64_t *value)
{
    PyObject *object = adder_const_object(instr);
    if (object == NULL || !PyLong_CheckExact(object) || !adder_fits_u64(object)) {
        return false;
    }
    *value = PyLong_AsUnsignedLongLongMask(object);
    return true;
}

bool
adder_const_f64(const HirInstr *instr, double *value)
{
    if (instr->op == HIR_ConstF64) {
        *value = instr->dbl;
        return true;
    }
    PyObject *object = adder_const_object(instr);
    if (object == NULL || !PyFloat_CheckExact(object)) {
        return false;
    }
    *value = PyFloat_AS_DOUBLE(object);
    return true;
}

HirInstr *
adder_emit_guard_type(AdderEmit *e, HirInstr *value, AdderTypes type)
{
    value = hir_resolve(value);
    if ((value->type & ~type) == 0) {
        return value;
    }
    HirInstr *guard = adder_emit1(e, HIR_GuardType, value);
    guard->guard_type = type;
    guard->type = type;
    return guard;
}

void
adder_emit_length_guard(AdderEmit *e, HirOp measure, HirInstr *container, int64_t length)
{
    HirInstr *size = adder_emit1(e, measure, container);
    HirInstr *same = adder_emit2(e, HIR_CmpI64, size, adder_emit_i64(e, length));
    same->imm = Py_EQ;
    adder_emit1(e, HIR_GuardTrue, same);
}

HirInstr *
adder_emit_guard_func(AdderEmit *e, HirInstr *value, PyFunctionObject *func)
{
    uint32_t version = adder_cache_func_version(func);
    value = hir_resolve(value);
    if (value->op == HIR_GuardFunc && value->imm == version && value->state == e->state) {
        return value;
    }
    HirInstr *guard = adder_emit1(e, HIR_GuardFunc, value);
    guard->imm = version;
    return guard;
}

HirInstr *
adder_emit_as_i64(AdderEmit *e, HirInstr *value, AdderTypes type)
{
    int64_t constant;
    value = hir_resolve(value);
    if (value->op == HIR_BoxI64) {
        return hir_resolve(value->args[0]);
    }
    if (type == ADDER_T_Long && adder_const_i64(value, &constant)) {
        return adder_emit_i64(e, constant);
    }
    value = adder_emit_guard_type(e, value, type);
    if (type == ADDER_T_Long) {
        return adder_emit1(e, HIR_UnboxI64, value);
    }
    HirInstr *bit = value->op == HIR_BoxI1 ? hir_resolve(value->args[0])
                                           : adder_emit1(e, HIR_UnboxI1, value);
    return adder_emit1(e, HIR_I1ToI64, bit);
}

HirInstr *
adder_emit_as_f64(AdderEmit *e, HirInstr *value, AdderTypes type)
{
    double constant;
    int64_t integer;
    value = hir_resolve(value);
    if (type != ADDER_T_Float) {
        HirInstr *i64 = adder_emit_as_i64(e, value, type);
        if (adder_const_i64(i64, &integer)) {
            return emit_f64(e, (double)integer);
        }
        return adder_emit1(e, HIR_I64ToF64, i64);
    }
    if (value->op == HIR_BoxF64) {
        return hir_resolve(value->args[0]);
    }
    if (adder_const_f64(value, &constant)) {
        return emit_f64(e, constant);
    }
    return adder_emit1(e, HIR_UnboxF64, adder_emit_guard_type(e, value, type));
}

HirInstr *
adder_emit_as_number(AdderEmit *e, HirInstr *value, AdderTypes type)
{
    return type == ADDER_T_Long ? adder_emit_as_i64(e, value, type)
                                : adder_emit_as_f64(e, value, type);
}

HirInstr *
adder_emit_box(AdderEmit *e, HirInstr *machine)
{
    HirOp op = machine->type == ADDER_T_I64   ? HIR_BoxI64
               : machine->type == ADDER_T_U64 ? HIR_BoxU64
               : machine->type == ADDER_T_F64 ? HIR_BoxF64
                                              : HIR_BoxI1;
    return adder_emit1(e, op, machine);
}

HirInstr *
adder_after_phis(HirBlock *block)
{
    HirInstr *i = block->first;
    while (i->op == HIR_Phi) {
        i = i->next;
    }
    return i;
}

void
adder_drop_tracing_check(HirInstr *from)
{
    for (HirInstr *i = from; i != NULL; i = i->next) {
        i = i->op == HIR_BranchRaised ? i->block->succ[1]->first : i;
        if (i->op == HIR_CheckTracing) {
            hir_remove(i);
            return;
        }
        if (i->op == HIR_Call || i->op == HIR_CallEx) {
            return;
        }
    }
}

HirBlock *
adder_split_after(HirFunc *func, HirInstr *at)
{
    HirBlock *block = at->block, *rest = hir_block_new(func, block->bytecode);
    if (rest == NULL) {
        return NULL;
    }
    while (at->next != NULL) {
        HirInstr *moved = at->next;
        hir_remove(moved);
        hir_append(rest, moved);
    }
    for (int s = 0; s < block->nsucc; s++) {
        HirBlock *to = block->succ[s];
        rest->succ[s] = to;
        for (int k = 0; k < to->preds.n; k++) {
            to->preds.at[k] = to->preds.at[k] == block ? rest : to->preds.at[k];
        }
    }
    rest->nsucc = block->nsucc;
    block->nsucc = 0;
    return rest;
}

/* By id of the value of an inlined function: can anybody look for its frame? */
static void
note_lookers(HirFunc *func, bool *looked_for)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            bool looks = hir_may_run_code(i) || hir_is_site(i);
            for (HirState *s = i->state; looks && s != NULL && s->caller != NULL; s = s->caller) {
                looked_for[hir_resolve(s->func)->id] = true;
            }
        }
    }
}

AdderStatus
adder_drop_frame_checks(HirFunc *func)
{
    bool *looked_for = ADDER_NEW_ARRAY(func->arena, bool, func->next_value + 1);
    if (looked_for == NULL) {
        return ADDER_NOMEM;
    }
    note_lookers(func, looked_for);
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            if (i->op == HIR_CheckFrame && i->state->caller != NULL
                && !looked_for[hir_resolve(i->state->func)->id]) {
                hir_remove(i);
            }
        }
    }
    return ADDER_OK;
}

HirInstr *
adder_cut_before(HirFunc *func, HirInstr *i, HirOp leave)
{
    HirBlock *block = i->block;
    AdderEmit e = adder_emit_before(func, i);
    HirInstr *exit = adder_emit0(&e, leave);
    while (i != NULL) {
        HirInstr *next = i->next;
        hir_remove(i);
        i = next;
    }
    for (int s = 0; s < block->nsucc; s++) {
        hir_remove_pred(block->succ[s], block);
    }
    block->nsucc = 0;
    return exit;
}
