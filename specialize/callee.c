/* Which Python function a call reaches, the guard that proves it, and the locals that it begins with.
 *
 * Callees are expected from what a name or method is now, or from what the profile saw; code objects are kept by
 * the unit, but for the unit's own: that is alive.  Memory: the arena's. */
#include "specialize/callee.h"

#include "profile/caches.h"
#include "profile/feedback.h"

/* ---- Who --------------------------------------------------------------------------------------- */

static bool
has_same_names(const HirFunc *func, const PyFunctionObject *callee)
{
    return callee->func_globals == func->globals && callee->func_builtins == func->builtins;
}

static const AdderSite *
site_of(const HirInstr *call)
{
    PyCodeObject *caller = call->state != NULL ? call->state->code : NULL;
    return caller != NULL ? adder_feedback_other(caller, call->bytecode) : NULL;
}

AdderCallee
adder_callee_of(const HirFunc *func, const HirInstr *call, PyObject *callable)
{
    if (!PyFunction_Check(callable)) {
        return (AdderCallee){NULL, NULL};
    }
    PyFunctionObject *callee = (PyFunctionObject *)callable;
    PyCodeObject *code = (PyCodeObject *)callee->func_code;
    const AdderSite *site = site_of(call);
    bool same_names = has_same_names(func, callee);
    if (same_names && site != NULL && site->callees) {
        return (AdderCallee){NULL, NULL}; /* now this one, then another */
    }
    if (same_names && (code->co_flags & CO_NESTED) != 0) {
        return (AdderCallee){NULL, code};
    }
    return adder_cache_func_version(callee) != 0 ? (AdderCallee){callee, code}
                                                 : (AdderCallee){NULL, NULL};
}

AdderCallee
adder_callee_seen(const HirInstr *call, HirInstr *value)
{
    const HirInstr *root = hir_root(hir_resolve(value));
    if (root->op == HIR_MakeFunction) {
        PyObject *code = adder_const_object(hir_resolve(root->args[0]));
        return (AdderCallee){NULL, (PyCodeObject *)code};
    }
    return (AdderCallee){NULL, adder_feedback_callee(site_of(call))};
}

AdderCallee
adder_callee_method(PyFunctionObject *method)
{
    bool told = adder_cache_func_version(method) != 0;
    return (AdderCallee){told ? method : NULL, told ? (PyCodeObject *)method->func_code : NULL};
}

bool
adder_callee_takes(const AdderCallee *callee, int nargs)
{
    const PyCodeObject *code = callee->code;
    int refused = CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
    int needed = CO_OPTIMIZED | CO_NEWLOCALS;
    if (code == NULL || (code->co_flags & refused) != 0 || (code->co_flags & needed) != needed
        || code->co_kwonlyargcount != 0 || nargs > code->co_argcount) {
        return false;
    }
    PyObject *defaults = callee->func != NULL ? callee->func->func_defaults : NULL;
    return nargs == code->co_argcount || callee->func == NULL
           || (defaults != NULL && PyTuple_GET_SIZE(defaults) >= code->co_argcount - nargs);
}

/* ---- That it is the one -------------------------------------------------------------------------- */

HirInstr *
adder_emit_guard_callee(AdderEmit *e, HirInstr *value, const AdderCallee *callee)
{
    if (callee->func != NULL) {
        return adder_emit_guard_func(e, value, callee->func);
    }
    value = hir_resolve(value);
    bool guarded = value->op == HIR_GuardCode && value->state == e->state
                   && value->sym->object == (PyObject *)callee->code;
    if (guarded) {
        return value;
    }
    HirInstr *guard = adder_emit1(e, HIR_GuardCode, value);
    bool own = callee->code == e->func->code;
    guard->sym = hir_sym(e->func, own ? HIR_SYM_GLOBAL : HIR_SYM_CONST, (PyObject *)callee->code, NULL);
    return guard;
}

/* ---- What it begins with -------------------------------------------------------------------------- */

/* Its death is nothing, and it may be kept alive. */
static bool
is_plain_default(PyObject *value)
{
    return (adder_types_of(value) & ~(AdderTypes)ADDER_T_Harmless) == 0;
}

static HirInstr *
emit_default(AdderEmit *e, const AdderCallee *callee, HirInstr *func, int parameter)
{
    int from_end = parameter - callee->code->co_argcount;
    PyObject *defaults = callee->func != NULL ? callee->func->func_defaults : NULL;
    PyObject *value = defaults ? PyTuple_GET_ITEM(defaults, PyTuple_GET_SIZE(defaults) + from_end) : NULL;
    if (value != NULL && is_plain_default(value)) {
        return adder_emit_const(e, value);
    }
    HirInstr *load = adder_emit1(e, HIR_FuncDefault, func);
    load->imm = from_end;
    return load;
}

HirInstr **
adder_emit_parameters(AdderEmit *e, const AdderCallee *callee, HirInstr *func, int nargs,
                      HirInstr *const *args)
{
    int n = callee->code->co_argcount;
    HirInstr **parameters = ADDER_NEW_ARRAY(e->func->arena, HirInstr *, n + 1);
    for (int k = 0; parameters != NULL && k < n; k++) {
        parameters[k] = k < nargs ? hir_resolve(args[k]) : emit_default(e, callee, func, k);
    }
    return parameters;
}

static HirInstr *
emit_closure(AdderEmit *e, const AdderCallee *callee, HirInstr *func, int index)
{
    HirInstr *cell = adder_emit1(e, HIR_LoadClosure, func);
    cell->imm = index;
    if (callee->func != NULL) {
        PyObject *meant = PyTuple_GET_ITEM(callee->func->func_closure, index);
        cell->sym = hir_sym(e->func, HIR_SYM_GLOBAL, meant, NULL);
    }
    return cell;
}

HirInstr **
adder_emit_locals(AdderEmit *e, const AdderCallee *callee, HirInstr *func, HirInstr *const *parameters)
{
    const PyCodeObject *code = callee->code;
    int n = code->co_nlocalsplus, free_at = n - code->co_nfreevars;
    HirInstr **locals = ADDER_NEW_ARRAY(e->func->arena, HirInstr *, n + 1);
    for (int k = 0; locals != NULL && k < n; k++) {
        _PyLocals_Kind kind = _PyLocals_GetKind(code->co_localspluskinds, k);
        locals[k] = k < code->co_argcount ? parameters[k] : NULL;
        if (k >= free_at) {
            locals[k] = emit_closure(e, callee, func, k - free_at);
        }
        else if ((kind & CO_FAST_CELL) != 0) {
            HirInstr *value = locals[k] != NULL ? locals[k] : adder_emit0(e, HIR_NullConst);
            locals[k] = adder_emit1(e, HIR_MakeCell, value);
        }
    }
    return locals;
}
