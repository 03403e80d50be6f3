/* Bound methods as callables: [NULL, bound, args] is a call of [function, self, args], which later passes know how to
 * specialise.
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
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            if (i->op == HIR_Call && i->nargs > 1 && hir_resolve(i->args[1]) == load) {
                name_function(func, i, function, self);
            }
        }
    }
    hir_replace(load, bound);
}

/* ---- What the profile saw --------------------------------------------------------------------------- */

static bool
put_seen_method(HirFunc *func, HirInstr *call, HirInstr *callable)
{
    AdderCallee callee = adder_callee_bound(call);
    if (callee.code == NULL) {
        return false;
    }
    AdderEmit e = adder_emit_before(func, call);
    HirInstr *bound = adder_emit_guard_type(&e, callable, ADDER_T_Method);
    HirInstr *function = adder_emit1(&e, HIR_BoundPart, bound), *self = adder_emit1(&e, HIR_BoundPart, bound);
    function->imm = offsetof(PyMethodObject, im_func);
    self->imm = offsetof(PyMethodObject, im_self);
    function = adder_emit_guard_callee(&e, function, &callee);
    if (callee.func != NULL) {
        function->sym = hir_sym(func, HIR_SYM_GLOBAL, (PyObject *)callee.func, NULL);
    }
    name_function(func, call, function, self);
    return true;
}

static bool
put_seen_builtin(HirFunc *func, HirInstr *call, HirInstr *callable)
{
    PyObject *method = adder_feedback_builtin(adder_site_of(call));
    AdderTypes type = method != NULL ? adder_types_of_instances(((PyDescrObject *)method)->d_type) : 0;
    AdderNative native;
    if (method == NULL || call->sym != NULL || !adder_plan_native(method, type, call->nargs - 2, &native)) {
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

bool
adder_put_bound(HirFunc *func, HirInstr *call)
{
    Method method;
    if (call->op != HIR_Call || call->nargs < 2 || !is_callable_of(call, 1)) {
        return false;
    }
    HirInstr *callable = hir_resolve(call->args[1]);
    if (find_method(func, callable, &method)) {
        put_method(func, callable, &method);
        return true;
    }
    return put_seen_method(func, call, callable) || put_seen_builtin(func, call, callable);
}
