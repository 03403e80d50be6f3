/* Direct calls: Python functions that compiled code calls without a frame, and with numbers as machine
 * values.
 *
 * An argument goes as a machine value if its Box is made for this call alone (and for states, which can
 * box again): then nobody can tell its identity.  A number is wanted back if all that is done with the
 * result computes with it.  Behind the call stands a CheckBail with the state there: a result
 * of another kind leaves through it, as an object.
 *
 * Runs before boxes are placed.  Memory: the arena's; cells belong to what is known of the callee. */
#include "profile/code.h"
#include "specialize/attributes.h"
#include "specialize/callee.h"
#include "specialize/specialize.h"

/* ---- Uses ------------------------------------------------------------------------------------ */

typedef ADDER_VEC(HirInstr *) Users;

typedef struct {
    HirFunc *func;
    Users *of; /* by id: instructions with the value as an operand */
    int n;
    Users calls; /* CallFuncs */
} UserTable;

static bool
collect_users(UserTable *table, HirFunc *func)
{
    table->func = func;
    table->n = func->next_value;
    table->calls = (Users){NULL, 0, 0};
    table->of = ADDER_NEW_ARRAY(func->arena, Users, table->n + 1);
    for (int b = 0; table->of != NULL && b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            for (int k = 0; k < i->nargs; k++) {
                HirInstr *arg = hir_resolve(i->args[k]);
                ADDER_VEC_PUSH(func->arena, &table->of[arg->id], i);
            }
            if (i->op == HIR_CallFunc) {
                ADDER_VEC_PUSH(func->arena, &table->calls, i);
            }
        }
    }
    return !adder_arena_failed(func->arena);
}

/* ---- Arguments ------------------------------------------------------------------------------- */

static bool
is_small(const HirInstr *value, int64_t *small)
{
    PyObject *object = adder_const_object(value);
    return object != NULL && PyLong_CheckExact(object) && adder_const_i64(value, small)
           && *small >= -5 && *small <= 256;
}

static AdderRep
rep_of(const UserTable *users, HirInstr *arg)
{
    int64_t small;
    if (arg->id < users->n && users->of[arg->id].n == 1) {
        return arg->op == HIR_BoxI64   ? ADDER_REP_I64
               : arg->op == HIR_BoxF64 ? ADDER_REP_F64
                                       : ADDER_REP_OBJECT;
    }
    return is_small(arg, &small) ? ADDER_REP_I64 : ADDER_REP_OBJECT;
}

static HirInstr *
passed(AdderEmit *e, HirInstr *arg, AdderRep rep)
{
    int64_t small;
    if (rep == ADDER_REP_OBJECT) {
        return arg;
    }
    return is_small(arg, &small) ? adder_emit_i64(e, small) : hir_resolve(arg->args[0]);
}

/* ---- Results --------------------------------------------------------------------------------- */

static AdderRep wanted_by_all(const UserTable *users, const HirInstr *value);

/* What this use of a result wants of it: OBJECT if it cannot be a number there. */
static AdderRep
wanted_by(const UserTable *users, const HirInstr *user)
{
    if (user->op == HIR_UnboxI64 || user->op == HIR_UnboxF64) {
        return user->op == HIR_UnboxI64 ? ADDER_REP_I64 : ADDER_REP_F64;
    }
    if (user->op == HIR_Return && users->func->signature != NULL) {
        return users->func->signature->ret;
    }
    return user->op == HIR_GuardType ? wanted_by_all(users, user) : ADDER_REP_OBJECT;
}

/* The same of all uses of a value: OBJECT if they do not agree. */
static AdderRep
wanted_by_all(const UserTable *users, const HirInstr *value)
{
    if (value->id >= users->n || users->of[value->id].n == 0) {
        return ADDER_REP_OBJECT;
    }
    AdderRep all = wanted_by(users, users->of[value->id].at[0]);
    for (int k = 1; k < users->of[value->id].n; k++) {
        if (wanted_by(users, users->of[value->id].at[k]) != all) {
            return ADDER_REP_OBJECT;
        }
    }
    return all;
}

static AdderRep
wanted(const UserTable *users, const HirInstr *call)
{
    const AdderSite *site = adder_site_of(call);
    return site != NULL && site->failed ? ADDER_REP_OBJECT : wanted_by_all(users, call);
}

/* Guards and unboxings of the result are the number; what is left takes its Box. */
static void
replace_users(const UserTable *users, HirInstr *old, HirInstr *box)
{
    HirInstr *number = box->args[0];
    for (int k = 0; k < users->of[old->id].n; k++) {
        HirInstr *user = users->of[old->id].at[k];
        if (user->op == HIR_GuardType) {
            replace_users(users, user, box);
            hir_replace(user, box);
        }
        else if (user->op == HIR_UnboxI64 || user->op == HIR_UnboxF64) {
            hir_replace(user, number);
        }
    }
}

/* ---- Calls ----------------------------------------------------------------------------------- */

/* A function, or the code of one that has the caller's globals. */
static AdderDirect *
cell_of(const HirFunc *func, PyObject *callee, const AdderSignature *signature)
{
    bool told_by_code = PyCode_Check(callee);
    const PyFunctionObject *function = told_by_code ? NULL : (PyFunctionObject *)callee;
    PyObject *globals = told_by_code ? func->globals : function->func_globals;
    PyObject *builtins = told_by_code ? func->builtins : function->func_builtins;
    PyCodeObject *code = (PyCodeObject *)(told_by_code ? callee : function->func_code);
    AdderCode *known = adder_code_make(code);
    if (known == NULL || adder_callee_parameters(code) != signature->nargs
        || !adder_select_allows(known, globals)) {
        return NULL;
    }
    return adder_code_direct(known, globals, builtins, signature, true);
}

static bool
find_cell(const UserTable *users, const HirInstr *call, AdderSignature *signature, int64_t *index)
{
    HirFunc *func = users->func;
    if (call->sym == NULL || call->nargs - 1 > ADDER_DIRECT_ARGS || func->code_profile == NULL) {
        return false;
    }
    AdderDirect *cell = cell_of(func, call->sym->object, signature);
    *index = func->directs.n;
    return cell != NULL && !cell->refused && ADDER_VEC_PUSH(func->arena, &func->directs, cell);
}

/* The state behind the call, with another value for its result. */
static HirState *
state_with(HirFunc *func, const HirState *behind, const HirInstr *result, HirInstr *other)
{
    HirState *state = hir_state_copy(func, behind);
    hir_state_replace(state, result, other);
    return state;
}

/* What the caller has while the callee runs, or raises: the callable and the arguments are the callee's. */
static HirState *
state_during(HirFunc *func, const HirInstr *call)
{
    HirState *state = hir_state_copy(func, call->state);
    for (int k = state->nlocals + state->nstack - 1; k >= state->nlocals; k--) {
        HirInstr *slot = state->slots[k] != NULL ? hir_root(hir_resolve(state->slots[k])) : NULL;
        bool taken = slot == NULL || slot->op == HIR_NullConst;
        for (int arg = 0; arg < call->nargs && !taken; arg++) {
            taken = slot == hir_root(hir_resolve(call->args[arg]));
        }
        if (!taken) {
            break;
        }
        state->slots[k] = NULL;
    }
    return state;
}

/* What follows a call that has not raised: the check behind it, which the direct call has of its own. */
typedef struct {
    HirInstr *first;       /* of what follows; it is in another block than a call in a try body */
    HirInstr *tracing;     /* the CheckTracing; NULL: there is none */
    const HirState *state; /* behind the call; names the call as its result */
    bool shared;           /* the check is that of other calls too: they come together before it */
} Behind;

/* The block's state as its phis have it when one comes from there. */
static HirState *
state_from(HirFunc *func, const HirState *state, const HirBlock *block, const HirBlock *from)
{
    HirState *copy = hir_state_copy(func, state);
    for (int k = 0; k < block->preds.n; k++) {
        for (HirInstr *phi = block->first; block->preds.at[k] == from && phi->op == HIR_Phi;
             phi = phi->next) {
            hir_state_replace(copy, phi, hir_resolve(phi->args[k]));
        }
    }
    return copy;
}

static Behind
find_behind(HirFunc *func, const HirInstr *call)
{
    bool caught = call->next != NULL && call->next->op == HIR_BranchRaised;
    HirInstr *first = caught ? call->block->succ[1]->first : call->next, *tracing = first;
    bool shared = first != NULL && first->op == HIR_Jump;
    for (tracing = shared ? first->block->succ[0]->first : first; shared && tracing->op == HIR_Phi;) {
        tracing = tracing->next;
    }
    if (tracing == NULL || tracing->op != HIR_CheckTracing) {
        return (Behind){NULL, NULL, NULL, false};
    }
    HirState *state = shared ? state_from(func, tracing->state, tracing->block, first->block)
                             : tracing->state;
    return (Behind){first, tracing, state, shared};
}

/* The check, and the result as an object. */
static HirInstr *
finish_call(AdderEmit *e, const HirState *behind, const HirInstr *old, HirInstr *call)
{
    bool number = !hir_is_object(call);
    HirInstr *parked = number ? adder_emit0(e, HIR_Parked) : call;
    HirInstr *bail = adder_emit1(e, HIR_CheckBail, call);
    bail->state = state_with(e->func, behind, old, parked);
    if (!number) {
        return call;
    }
    HirInstr *box = adder_emit_box(e, call);
    box->state = state_with(e->func, behind, old, call);
    return box;
}

static void
make_direct(const UserTable *users, HirInstr *call)
{
    static const AdderTypes types[] = {[ADDER_REP_OBJECT] = ADDER_T_Object,
                                       [ADDER_REP_I64] = ADDER_T_I64,
                                       [ADDER_REP_F64] = ADDER_T_F64};
    HirInstr *args[1 + ADDER_DIRECT_ARGS];
    Behind behind = find_behind(users->func, call);
    AdderSignature signature = {.nargs = (uint8_t)(call->nargs - 1)};
    int64_t index;
    if (behind.tracing == NULL || call->nargs - 1 > ADDER_DIRECT_ARGS) {
        return;
    }
    for (int k = 1; k < call->nargs; k++) {
        signature.args[k - 1] = rep_of(users, hir_resolve(call->args[k]));
    }
    signature.ret = wanted(users, call);
    if (!find_cell(users, call, &signature, &index)) {
        return;
    }
    AdderEmit e = adder_emit_before(users->func, call);
    args[0] = hir_resolve(call->args[0]);
    for (int k = 1; k < call->nargs; k++) {
        args[k] = passed(&e, hir_resolve(call->args[k]), signature.args[k - 1]);
    }
    HirInstr *direct = adder_emit(&e, HIR_CallDirect, call->nargs, args);
    direct->imm = index;
    direct->type = types[signature.ret];
    direct->state = state_during(users->func, call);
    AdderEmit then = adder_emit_before(users->func, behind.first);
    HirInstr *result = finish_call(&then, behind.state, call, direct);
    if (signature.ret != ADDER_REP_OBJECT) {
        replace_users(users, call, result);
    }
    if (!behind.shared) {
        hir_remove(behind.tracing);
    }
    hir_replace(call, result);
}

/* What this function answers, if it is called directly itself. */
static void
return_raw(HirFunc *func, HirInstr *instr)
{
    HirInstr *value = hir_resolve(instr->args[0]);
    AdderRep ret = func->signature->ret;
    if ((ret == ADDER_REP_I64 && value->op == HIR_BoxI64)
        || (ret == ADDER_REP_F64 && value->op == HIR_BoxF64)) {
        instr->op = HIR_ReturnRaw;
        instr->args[0] = hir_resolve(value->args[0]);
    }
}

AdderStatus
adder_pass_direct(HirFunc *func)
{
    UserTable users;
    if (!collect_users(&users, func)) {
        return ADDER_NOMEM;
    }
    for (int k = 0; k < users.calls.n; k++) {
        make_direct(&users, users.calls.at[k]);
    }
    for (int b = 0; func->signature != NULL && b < func->blocks.n; b++) {
        HirInstr *last = func->blocks.at[b]->last;
        if (last != NULL && last->op == HIR_Return) {
            return_raw(func, last);
        }
    }
    hir_apply_forwards(func);
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
