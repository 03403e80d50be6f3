/* Values as callables.  A bound method: [NULL, bound, args] is a call of [function, self, args], which later passes know how to
 * specialise.  What instances hold themselves under a method's name is called without a self.  Functions of several codes get an
 * arm for each.
 *
 * What `x.method` gives and only calls use is not made: states name what an exit would make of it.  A bound method that
 * comes from elsewhere (a variable, a parameter, a container) is taken apart behind guards, by what the profile saw.
 *
 *     v3 = LoadAttr "method" v1                    v4 = GuardClass v1, v5 = ClassAttr v4, v6 = GuardFunc v5
 *     v7 = Call null, v3, v2              ->       v7 = Call v6, v4, v2
 *
 *     v7 = Call null, v1, v2              ->       v3 = GuardType[Method] v1
 *                                                  v7 = Call (GuardFunc (BoundPart v3)), (BoundPart v3), v2
 *
 * Memory: the arena's. */
#include "specialize/bound.h"

#include "specialize/arms.h"
#include "specialize/attributes.h"
#include "specialize/callee.h"
#include "specialize/types.h"

#include <opcode.h>

/* ---- In place of the callable --------------------------------------------------------------------- */

/* The interpreter takes a Python method apart before it calls it, but for calls with stars: then its function and self are
 * on the stack. */
static void
take_apart_in_state(HirFunc *func, HirInstr *call)
{
    bool stars = _Py_OPCODE(_PyCode_CODE(call->state->code)[call->bytecode]) == CALL_FUNCTION_EX;
    HirState *state = stars ? NULL : hir_state_copy(func, call->state);
    if (state != NULL) {
        HirInstr **slots = state->slots + state->nlocals + state->nstack - call->nargs;
        slots[0] = call->args[0];
        slots[1] = call->args[1];
        call->state = state;
    }
}

static void
name_function(HirFunc *func, HirInstr *call, HirInstr *function, HirInstr *self)
{
    call->args[0] = function;
    call->args[1] = self;
    take_apart_in_state(func, call);
}

/* ---- What an attribute gives ----------------------------------------------------------------------- */

typedef struct {
    AdderAttribute at;
    PyFunctionObject *function; /* borrowed */
} Method;

static bool
is_callable_of(const HirInstr *i, int k)
{
    return i->op == HIR_Call && k == 1 && hir_resolve(i->args[0])->op == HIR_NullConst && i->state != NULL
           && i->state->code != NULL;
}

/* Nothing but calls and states use it. */
static bool
is_only_called(const HirFunc *func, const HirInstr *load)
{
    HIR_FOR_USES(i, k, func, load) {
        if (!is_callable_of(i, k)) {
            return false;
        }
    }
    return true;
}

/* All classes of the instance have the same function there. */
static bool
find_method(const HirFunc *func, const HirInstr *load, Method *method)
{
    HirClasses classes;
    if (load->op != HIR_LoadAttr || load->generic || load->state == NULL || load->state->code == NULL
        || load->sym == NULL || !adder_may_speculate(func, load) || !adder_classes_at(load, &classes)) {
        return false;
    }
    method->at = adder_attribute_of(&classes, load->sym->object, ADDER_LOOK_METHOD);
    const AdderCache *cache = &method->at.cache;
    bool found = (cache->kind == ADDER_CACHE_METHOD_VALUES || cache->kind == ADDER_CACHE_METHOD_NO_DICT)
                 && PyFunction_Check(cache->descr);
    method->function = found ? (PyFunctionObject *)cache->descr : NULL;
    return found && adder_cache_func_version(method->function) != 0 && is_only_called(func, load);
}

static void
put_method(HirFunc *func, HirInstr *load, const Method *method)
{
    AdderEmit e = adder_emit_before(func, load);
    HirInstr *found = adder_emit_class_attr(&e, hir_resolve(load->args[0]), &method->at);
    HirInstr *self = found->args[0], *function = adder_emit_guard_func(&e, found, method->function);
    function->sym = hir_sym(func, HIR_SYM_GLOBAL, (PyObject *)method->function, NULL);
    HirInstr *bound = adder_emit2(&e, HIR_MethodVirtual, function, self);
    bound->imm = load->id;
    HIR_FOR_USES(i, k, func, load) {
        name_function(func, i, function, self);
    }
    hir_replace(load, bound);
}

/* ---- What the profile saw --------------------------------------------------------------------------- */

/* A bound method is there, and nothing has been guarded but that. */
static void
take_apart(HirFunc *func, HirInstr *call, HirInstr *callable)
{
    AdderEmit e = adder_emit_before(func, call);
    HirInstr *bound = adder_emit_guard_type(&e, callable, ADDER_T_Method);
    HirInstr *function = adder_emit1(&e, HIR_BoundPart, bound), *self = adder_emit1(&e, HIR_BoundPart, bound);
    function->imm = offsetof(PyMethodObject, im_func);
    self->imm = offsetof(PyMethodObject, im_self);
    name_function(func, call, function, self);
}

/* What the body does with it need not go by what other callers' instances were. */
static HirInstr *
guard_seen_self(AdderEmit *e, HirInstr *self, PyTypeObject *cls)
{
    bool told = cls != NULL && !PyType_IsSubtype(cls, &PyType_Type) && adder_class_is_told(cls);
    return told ? adder_emit_guard_classes(e, self, &(HirClasses){.n = 1, .at = {cls}}) : self;
}

static bool
put_seen_method(HirFunc *func, HirInstr *call, HirInstr *callable)
{
    AdderCallee callee = adder_callee_bound(call);
    PyTypeObject *cls = adder_feedback_self(adder_site_of(call));
    if (callee.code == NULL) {
        return false;
    }
    HirState *before = call->state;
    take_apart(func, call, callable);
    AdderEmit e = adder_emit_before(func, call);
    e.state = before;
    HirInstr *function = adder_emit_guard_callee(&e, call->args[0], &callee);
    if (callee.func != NULL) {
        function->sym = hir_sym(func, HIR_SYM_GLOBAL, (PyObject *)callee.func, NULL);
    }
    call->args[0] = function;
    call->args[1] = guard_seen_self(&e, call->args[1], cls);
    return true;
}

/* The call once more, of a function of that code. */
static HirInstr *
append_call_of(HirFunc *func, HirBlock *block, const HirInstr *call, const HirInstr *tracing, int at,
               PyCodeObject *code)
{
    HirInstr *copy = adder_append_call(func, block, call, tracing);
    if (copy != NULL) {
        AdderEmit e = adder_emit_before(func, copy);
        copy->args[at] = adder_emit_guard_callee(&e, copy->args[at], &(AdderCallee){NULL, code});
    }
    return copy;
}

/* One after the other of the codes that were seen: what is none of them leaves. */
static bool
put_arms(HirFunc *func, HirInstr *call, int at, PyCodeObject **codes, int n)
{
    HirInstr *results[ADDER_SITE_CALLEES], *value = hir_resolve(call->args[at]);
    HirBlock *block = call->block, *rest = adder_split_after(func, call);
    HirInstr *tracing = rest != NULL ? adder_take_tracing(rest) : NULL;
    for (int k = 0; k < n; k++) {
        HirBlock *arm = rest == NULL ? NULL
                        : k == n - 1 ? block
                                     : adder_branch_on_code(func, block, value, codes[k], &block);
        results[k] = arm != NULL ? append_call_of(func, arm, call, tracing, at, codes[k]) : NULL;
        if (results[k] == NULL) {
            return false;
        }
        adder_jump_to(func, arm, rest);
    }
    hir_replace(call, adder_merge(func, rest, call, n, results));
    return true;
}

/* Functions or methods of several codes: a table of them, say. */
static bool
put_seen_several(HirFunc *func, HirInstr *call, HirInstr *callable)
{
    PyCodeObject *codes[ADDER_SITE_CALLEES];
    const AdderSite *site = adder_site_of(call);
    bool plain = call->sym == NULL && !hir_is_caught(call) && callable->op != HIR_GuardCode;
    int functions = plain ? adder_feedback_callees(site, ADDER_CALLED_FUNCTION, codes) : 0;
    if (functions > 1) {
        return put_arms(func, call, 1, codes, functions);
    }
    int methods = plain ? adder_feedback_callees(site, ADDER_CALLED_METHOD, codes) : 0;
    if (methods > 1) {
        take_apart(func, call, callable);
        return put_arms(func, call, 0, codes, methods);
    }
    return false;
}

static bool
put_seen_builtin(HirFunc *func, HirInstr *call, HirInstr *callable)
{
    PyObject *method = adder_feedback_builtin(adder_site_of(call));
    AdderTypes type = method != NULL ? adder_types_of_instances(((PyDescrObject *)method)->d_type) : 0;
    AdderNative native;
    if (method == NULL || call->sym != NULL
        || !adder_plan_native(method, adder_types_type(type), call->nargs - 2, &native)) {
        return false;
    }
    AdderEmit e = adder_emit_before(func, call);
    HirInstr *bound = adder_emit1(&e, HIR_GuardBound, callable);
    bound->sym = hir_sym(func, HIR_SYM_CONST, method, NULL);
    HirInstr *self = adder_emit1(&e, HIR_BoundPart, bound);
    self->imm = offsetof(PyCFunctionObject, m_self);
    call->args[0] = adder_emit_const(&e, method);
    call->args[1] = adder_emit_guard_type(&e, self, type);
    return true;
}

/* ---- What instances have themselves ------------------------------------------------------------------ */

/* In all the classes seen instances have the name in a place of their own, and the class has it not. */
static bool
is_held(const HirInstr *load)
{
    HirClasses classes;
    PyObject *found;
    if (load->state == NULL || load->state->code == NULL || load->generic || !adder_classes_at(load, &classes)) {
        return false;
    }
    AdderAttribute at = adder_attribute_of(&classes, load->sym->object, ADDER_LOOK_LOAD);
    bool held = at.cache.kind == ADDER_CACHE_INSTANCE_VALUE || at.cache.kind == ADDER_CACHE_SLOT;
    for (int k = 0; held && at.cache.kind == ADDER_CACHE_INSTANCE_VALUE && k < classes.n; k++) {
        held = adder_find_on_class(classes.at[k], load->sym->object, &found) == ADDER_FOUND_NOTHING;
    }
    return held;
}

/* `x.name(...)` of such an attribute is a call of its value, without a self. */
static bool
put_held(HirFunc *func, HirInstr *call)
{
    HirInstr *load = hir_resolve(call->args[0]), *second = hir_resolve(call->args[1]);
    bool pair = load->op == HIR_LoadMethod && second->op == HIR_Second && hir_resolve(second->args[0]) == load;
    if (!pair || !is_held(load)) {
        return false;
    }
    AdderEmit e = adder_emit_before(func, load);
    HirInstr *none = adder_emit0(&e, HIR_NullConst), *value = adder_emit1(&e, HIR_LoadAttr, load->args[0]);
    value->sym = load->sym;
    hir_replace(second, value);
    hir_replace(load, none);
    return true;
}

bool
adder_put_bound(HirFunc *func, HirInstr *call)
{
    Method method;
    bool held = call->op == HIR_Call && call->nargs > 1 && put_held(func, call);
    if (call->op != HIR_Call || call->nargs < 2 || !is_callable_of(call, 1)) {
        return false;
    }
    HirInstr *callable = hir_resolve(call->args[1]);
    if (find_method(func, callable, &method)) {
        put_method(func, callable, &method);
        return true;
    }
    if (adder_callee_seen(call, callable).code != NULL) {
        return held; /* it is known who this is, whatever others have called there */
    }
    return put_seen_method(func, call, callable) || put_seen_several(func, call, callable)
           || put_seen_builtin(func, call, callable) || held;
}
