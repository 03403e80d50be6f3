/* Which Python function a call reaches, the guard that proves it, the locals that it begins with; and its
 * body in the place of the call.
 *
 * Callees are expected from what a name or method is now, or from what the profile saw; code objects are kept by
 * the unit, but for the unit's own: that is alive.  Memory: the arena's. */
#include "specialize/callee.h"

#include "profile/caches.h"
#include "specialize/attributes.h"

/* ---- Who --------------------------------------------------------------------------------------- */

static PyObject *
named_in(PyObject *dict, const HirInstr *load)
{
    uint32_t version, index;
    PyObject *value;
    bool found = load->op == HIR_LoadGlobal && load->sym != NULL && dict != NULL
                 && adder_cache_dict_slot(dict, load->sym->object, &version, &index, &value);
    return found ? value : NULL;
}

PyObject *
adder_named_global(const HirFunc *func, const HirInstr *load)
{
    return named_in(func->globals, load);
}

PyObject *
adder_named_value(const HirFunc *func, const HirInstr *load)
{
    PyObject *value = adder_named_global(func, load);
    return value == NULL && func->globals != NULL ? named_in(func->builtins, load) : value;
}

static bool
has_same_names(const HirFunc *func, const PyFunctionObject *callee)
{
    return callee->func_globals == func->globals && callee->func_builtins == func->builtins;
}

AdderCallee
adder_callee_of(const HirFunc *func, const HirInstr *call, PyObject *callable)
{
    if (!PyFunction_Check(callable)) {
        return (AdderCallee){NULL, NULL};
    }
    PyFunctionObject *callee = (PyFunctionObject *)callable;
    PyCodeObject *code = (PyCodeObject *)callee->func_code;
    const AdderSite *site = adder_site_of(call);
    bool same_names = has_same_names(func, callee);
    bool others = site != NULL && site->called != ADDER_CALLED_NONE
                  && adder_feedback_callee(site, ADDER_CALLED_FUNCTION) == NULL;
    if (same_names && others) {
        return (AdderCallee){NULL, NULL}; /* now this one, then another */
    }
    if (same_names && (code->co_flags & CO_NESTED) != 0) {
        return (AdderCallee){NULL, code};
    }
    return adder_cache_func_version(callee) != 0 ? (AdderCallee){callee, code}
                                                 : (AdderCallee){NULL, NULL};
}

/* What a variable of the function around a known one holds just now: the callee, if it is a function. */
static PyObject *
closure_value(const HirInstr *load)
{
    const HirFunc *func = load->block->func;
    const HirInstr *cell = load->op == HIR_LoadCell ? hir_resolve(load->args[0]) : NULL;
    if (cell == NULL || cell->op != HIR_LoadClosure) {
        return NULL;
    }
    PyObject *known = cell->sym != NULL ? cell->sym->object : NULL;
    if (known == NULL && func->looked_at && func->func != NULL && cell->args[0]->op == HIR_LoadFunc) {
        known = PyTuple_GET_ITEM(func->func->func_closure, cell->imm);
    }
    PyObject *value = known != NULL ? PyCell_GET(known) : NULL;
    return value != NULL && PyFunction_Check(value) ? value : NULL;
}

AdderCallee
adder_callee_seen(const HirInstr *call, HirInstr *value)
{
    const HirInstr *root = hir_root(hir_resolve(value));
    if (hir_resolve(value)->op == HIR_GuardCode) {
        return adder_callee_guarded(hir_resolve(value));
    }
    if (root->op == HIR_MakeFunction) {
        PyObject *code = adder_const_object(hir_resolve(root->args[0]));
        return (AdderCallee){NULL, (PyCodeObject *)code};
    }
    PyObject *enclosed = closure_value(root);
    return enclosed != NULL ? adder_callee_method((PyFunctionObject *)enclosed)
                            : (AdderCallee){NULL, adder_feedback_callee(adder_site_of(call), ADDER_CALLED_FUNCTION)};
}

AdderCallee
adder_callee_bound(const HirInstr *call)
{
    const AdderSite *site = adder_site_of(call);
    PyCodeObject *code = adder_feedback_callee(site, ADDER_CALLED_METHOD);
    PyTypeObject *cls = code != NULL ? adder_feedback_self(site) : NULL;
    PyObject *found = cls != NULL ? _PyType_Lookup(cls, code->co_name) : NULL;
    bool its = found != NULL && PyFunction_Check(found)
               && ((PyFunctionObject *)found)->func_code == (PyObject *)code;
    return its ? adder_callee_method((PyFunctionObject *)found) : (AdderCallee){NULL, code};
}

AdderCallee
adder_callee_guarded(const HirInstr *value)
{
    PyObject *told_by = value->sym != NULL ? value->sym->object : NULL;
    return value->op == HIR_GuardFunc && told_by != NULL   ? adder_callee_method((PyFunctionObject *)told_by)
           : value->op == HIR_GuardCode && told_by != NULL ? (AdderCallee){NULL, (PyCodeObject *)told_by}
                                                           : (AdderCallee){NULL, NULL};
}

AdderCallee
adder_callee_method(PyFunctionObject *method)
{
    bool told = adder_cache_func_version(method) != 0;
    return (AdderCallee){told ? method : NULL, told ? (PyCodeObject *)method->func_code : NULL};
}

bool
adder_is_running(const HirFunc *func, const HirInstr *call, const PyCodeObject *code)
{
    for (const HirState *state = call->state; state != NULL; state = state->caller) {
        if (state->code == code) {
            return true;
        }
    }
    return func->code == code;
}

/* ---- What it takes ------------------------------------------------------------------------------- */

static int
named_parameters(const PyCodeObject *code)
{
    return code->co_argcount + code->co_kwonlyargcount;
}

int
adder_callee_parameters(const PyCodeObject *code)
{
    return named_parameters(code) + ((code->co_flags & CO_VARARGS) != 0)
           + ((code->co_flags & CO_VARKEYWORDS) != 0);
}

static int
count_keywords(const AdderGiven *given)
{
    return given->kwnames != NULL ? (int)PyTuple_GET_SIZE(given->kwnames) : 0;
}

static bool
is_same_name(PyObject *a, PyObject *b)
{
    return a == b || PyUnicode_Compare(a, b) == 0;
}

/* Which of the keywords a parameter's name is; -1: none. */
static int
find_keyword(const PyCodeObject *code, const AdderGiven *given, int parameter)
{
    for (int k = parameter < code->co_posonlyargcount ? count_keywords(given) : 0;
         k < count_keywords(given); k++) {
        if (is_same_name(PyTuple_GET_ITEM(code->co_localsplusnames, parameter),
                         PyTuple_GET_ITEM(given->kwnames, k))) {
            return k;
        }
    }
    return -1;
}

/* The parameter that a keyword is for; -1: none. */
static int
find_parameter(const PyCodeObject *code, const AdderGiven *given, int keyword)
{
    for (int k = code->co_posonlyargcount; k < named_parameters(code); k++) {
        if (is_same_name(PyTuple_GET_ITEM(code->co_localsplusnames, k),
                         PyTuple_GET_ITEM(given->kwnames, keyword))) {
            return k;
        }
    }
    return -1;
}

/* Has the function a default for it now?  Nobody knows of one that is told by its code. */
static bool
has_default(const AdderCallee *callee, int parameter)
{
    const PyCodeObject *code = callee->code;
    if (callee->func == NULL) {
        return true;
    }
    if (parameter < code->co_argcount) {
        PyObject *defaults = callee->func->func_defaults;
        return defaults != NULL && PyTuple_GET_SIZE(defaults) >= code->co_argcount - parameter;
    }
    PyObject *defaults = callee->func->func_kwdefaults;
    return defaults != NULL && PyDict_CheckExact(defaults)
           && PyDict_Contains(defaults, PyTuple_GET_ITEM(code->co_localsplusnames, parameter)) == 1;
}

static bool
keywords_fit(const PyCodeObject *code, const AdderGiven *given)
{
    for (int k = 0; k < count_keywords(given); k++) {
        int parameter = find_parameter(code, given, k);
        bool twice = parameter >= 0 && parameter < given->npositional && parameter < code->co_argcount;
        if (twice || (parameter < 0 && (code->co_flags & CO_VARKEYWORDS) == 0)) {
            return false;
        }
    }
    return true;
}

bool
adder_is_function_code(const PyCodeObject *code)
{
    int refused = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
    int needed = CO_OPTIMIZED | CO_NEWLOCALS;
    return (code->co_flags & (refused | needed)) == needed;
}

bool
adder_is_positional(const PyCodeObject *code)
{
    return (code->co_flags & (CO_VARARGS | CO_VARKEYWORDS)) == 0 && code->co_kwonlyargcount == 0;
}

bool
adder_callee_binds(const AdderCallee *callee, const AdderGiven *given)
{
    const PyCodeObject *code = callee->code;
    if ((given->npositional > code->co_argcount && (code->co_flags & CO_VARARGS) == 0)
        || !keywords_fit(code, given)) {
        return false;
    }
    for (int k = 0; k < named_parameters(code); k++) {
        bool positional = k < given->npositional && k < code->co_argcount;
        if (!positional && find_keyword(code, given, k) < 0 && !has_default(callee, k)) {
            return false;
        }
    }
    return true;
}

bool
adder_callee_takes(const AdderCallee *callee, const AdderGiven *given)
{
    return callee->code != NULL && adder_is_function_code(callee->code) && adder_callee_binds(callee, given);
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
emit_keyword_default(AdderEmit *e, const PyCodeObject *code, HirInstr *func, int parameter)
{
    HirInstr *load = adder_emit1(e, HIR_FuncKeywordDefault, func);
    load->sym = hir_sym(e->func, HIR_SYM_NAME, PyTuple_GET_ITEM(code->co_localsplusnames, parameter), NULL);
    return load;
}

static HirInstr *
emit_default(AdderEmit *e, const AdderCallee *callee, HirInstr *func, int parameter)
{
    int from_end = parameter - callee->code->co_argcount;
    PyObject *defaults = callee->func != NULL ? callee->func->func_defaults : NULL;
    if (from_end >= 0) {
        return emit_keyword_default(e, callee->code, func, parameter);
    }
    PyObject *value = defaults ? PyTuple_GET_ITEM(defaults, PyTuple_GET_SIZE(defaults) + from_end) : NULL;
    if (value != NULL && is_plain_default(value)) {
        return adder_emit_const(e, value);
    }
    HirInstr *load = adder_emit1(e, HIR_FuncDefault, func);
    load->imm = from_end;
    return load;
}

/* The tuple of what there is no parameter for. */
static HirInstr *
emit_rest(AdderEmit *e, const PyCodeObject *code, const AdderGiven *given)
{
    int n = given->npositional - code->co_argcount;
    if (n <= 0) {
        PyObject *empty = PyTuple_New(0); /* the one that there is */
        HirInstr *rest = empty != NULL ? adder_emit_const(e, empty) : NULL;
        Py_XDECREF(empty);
        return rest;
    }
    return adder_emit(e, HIR_BuildTuple, n, given->args + code->co_argcount);
}

static HirInstr *
emit_named_rest(AdderEmit *e, const PyCodeObject *code, const AdderGiven *given)
{
    HirInstr **items = ADDER_NEW_ARRAY(e->func->arena, HirInstr *, 2 * count_keywords(given) + 1);
    int n = 0;
    for (int k = 0; items != NULL && k < count_keywords(given); k++) {
        if (find_parameter(code, given, k) < 0) {
            items[n++] = adder_emit_const(e, PyTuple_GET_ITEM(given->kwnames, k));
            items[n++] = given->args[given->npositional + k];
        }
    }
    return items != NULL ? adder_emit(e, HIR_BuildMap, n, items) : NULL;
}

static HirInstr *
emit_named(AdderEmit *e, const AdderCallee *callee, HirInstr *func, const AdderGiven *given, int parameter)
{
    if (parameter < given->npositional && parameter < callee->code->co_argcount) {
        return hir_resolve(given->args[parameter]);
    }
    int keyword = find_keyword(callee->code, given, parameter);
    return keyword >= 0 ? hir_resolve(given->args[given->npositional + keyword])
                        : emit_default(e, callee, func, parameter);
}

HirInstr **
adder_emit_parameters(AdderEmit *e, const AdderCallee *callee, HirInstr *func, const AdderGiven *given)
{
    const PyCodeObject *code = callee->code;
    int n = named_parameters(code);
    HirInstr **parameters = ADDER_NEW_ARRAY(e->func->arena, HirInstr *, n + 3);
    for (int k = 0; parameters != NULL && k < n; k++) {
        parameters[k] = emit_named(e, callee, func, given, k);
    }
    if (parameters != NULL && (code->co_flags & CO_VARARGS) != 0) {
        parameters[n++] = emit_rest(e, code, given);
    }
    if (parameters != NULL && (code->co_flags & CO_VARKEYWORDS) != 0) {
        parameters[n++] = emit_named_rest(e, code, given);
    }
    for (int k = 0; parameters != NULL && k < n; k++) {
        if (parameters[k] == NULL) {
            return NULL;
        }
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
adder_emit_own_locals(AdderEmit *e, const PyCodeObject *code, HirInstr *const *parameters, int n)
{
    HirInstr **locals = ADDER_NEW_ARRAY(e->func->arena, HirInstr *, code->co_nlocalsplus + 1);
    for (int k = 0; locals != NULL && k < code->co_nlocalsplus - code->co_nfreevars; k++) {
        locals[k] = k < n ? parameters[k] : NULL;
        if ((_PyLocals_GetKind(code->co_localspluskinds, k) & CO_FAST_CELL) != 0) {
            HirInstr *value = locals[k] != NULL ? locals[k] : adder_emit0(e, HIR_NullConst);
            locals[k] = adder_emit1(e, HIR_MakeCell, value);
        }
    }
    return locals;
}

HirInstr **
adder_emit_locals(AdderEmit *e, const AdderCallee *callee, HirInstr *func, HirInstr *const *parameters)
{
    const PyCodeObject *code = callee->code;
    int free_at = code->co_nlocalsplus - code->co_nfreevars;
    HirInstr **locals = adder_emit_own_locals(e, code, parameters, adder_callee_parameters(code));
    for (int k = 0; locals != NULL && k < code->co_nfreevars; k++) {
        locals[free_at + k] = emit_closure(e, callee, func, k);
    }
    return locals;
}

/* ---- In the call's place -------------------------------------------------------------------------- */

HirState *
adder_state_inside(HirFunc *func, const HirInstr *call, int taken)
{
    HirState *state = hir_state_copy(func, call->state);
    for (int k = 1; state != NULL && k <= taken; k++) {
        state->slots[state->nlocals + state->nstack - k] = NULL;
    }
    return state;
}

HirBlock *
adder_build_body(HirFunc *func, HirInstr *call, AdderInlining *inlining)
{
    HirBlock *rest = adder_split_after(func, call);
    HirInstr *result = hir_instr_new(func, HIR_Phi, NULL, 0, NULL);
    if (inlining->caller == NULL || rest == NULL || result == NULL) {
        return NULL;
    }
    inlining->exit = rest;
    inlining->result = result;
    result->bytecode = call->bytecode;
    result->code = call->code;
    result->type = ADDER_T_Object;
    hir_insert_before(rest->first, result);
    return adder_build_inlined(func, inlining);
}
