/* `with` over instances of known classes: __enter__ and __exit__ become calls of functions, which can be put in
 * or called directly.  The bound __exit__, which only the stack holds, exists in states alone.  Owns nothing. */
#include "specialize/with.h"

#include "specialize/attributes.h"

#include <opcode.h>

typedef struct {
    HirClasses classes;     /* of the manager */
    PyObject *enter, *exit; /* borrowed */
} With;

/* ---- What is called ------------------------------------------------------------------------------ */

/* All classes have the same methods. */
static bool
find_methods(With *with)
{
    for (int k = 0; k < with->classes.n; k++) {
        PyTypeObject *cls = with->classes.at[k];
        PyObject *enter = adder_class_attribute(cls, "__enter__");
        PyObject *exit = adder_class_attribute(cls, "__exit__");
        if (enter == NULL || exit == NULL || cls->tp_version_tag == 0
            || (k > 0 && (enter != with->enter || exit != with->exit))) {
            return false;
        }
        with->enter = enter;
        with->exit = exit;
    }
    return adder_binds_self(with->enter) && adder_binds_self(with->exit);
}

static bool
calls_exit(const HirInstr *i, int k)
{
    return (i->op == HIR_Call && k == 0 && i->nargs == 4 && i->sym == NULL)
           || (i->op == HIR_WithExceptStart && k == 1);
}

/* Nothing but calls and states use the bound __exit__. */
static bool
is_only_called(const HirFunc *func, const HirInstr *before)
{
    HIR_FOR_USES(i, k, func, before) {
        if (i->op != HIR_Second && !calls_exit(i, k)) {
            return false;
        }
    }
    return true;
}

static bool
find_with(const HirFunc *func, HirInstr *before, With *with)
{
    *with = (With){.enter = NULL};
    return before->op == HIR_BeforeWith && before->imm == 0 && before->state != NULL
           && before->state->code != NULL && adder_classes_known(before, before->args[0], 0, &with->classes)
           && find_methods(with) && is_only_called(func, before);
}

/* ---- In its place ---------------------------------------------------------------------------------- */

static void
name_exit(HirFunc *func, HirInstr *call, HirInstr *exit, HirInstr *self)
{
    if (call->op == HIR_WithExceptStart) {
        call->args[0] = exit;
        call->args[1] = self;
        return;
    }
    HirInstr **args = ADDER_NEW_ARRAY(func->arena, HirInstr *, call->nargs + 1);
    if (args == NULL) {
        return;
    }
    args[0] = exit;
    args[1] = self;
    for (int k = 1; k < call->nargs; k++) {
        args[k + 1] = call->args[k];
    }
    call->args = args;
    call->nargs++;
}

static void
replace_users(HirFunc *func, const HirInstr *before, HirInstr *entered, HirInstr *exit, HirInstr *self)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS_SAFE (i, func->blocks.at[b]) {
            if (i->op == HIR_Second && hir_resolve(i->args[0]) == before) {
                hir_replace(i, entered);
            }
            else if ((i->op == HIR_Call && hir_resolve(i->args[0]) == before)
                     || (i->op == HIR_WithExceptStart && hir_resolve(i->args[1]) == before)) {
                name_exit(func, i, exit, self);
            }
        }
    }
}

bool
adder_put_with(HirFunc *func, HirInstr *before)
{
    With with;
    if (!find_with(func, before, &with)) {
        return false;
    }
    AdderEmit e = adder_emit_before(func, before);
    HirInstr *self = adder_emit_guard_classes(&e, hir_resolve(before->args[0]), &with.classes);
    HirInstr *enter = adder_emit_method(&e, self, with.enter);
    HirInstr *exit = adder_emit_method(&e, self, with.exit);
    HirInstr *bound = adder_emit2(&e, HIR_MethodVirtual, exit, self);
    bound->imm = before->id;
    HirInstr *entered = adder_emit2(&e, HIR_Call, enter, self);
    replace_users(func, before, entered, exit, self);
    hir_replace(before, bound);
    return true;
}

/* ---- Its calls --------------------------------------------------------------------------------------- */

HirInstr *
adder_with_exit(const HirInstr *call)
{
    const PyCodeObject *code = call->state->code;
    if (call->op != HIR_Call || code == NULL
        || _Py_OPCODE(_PyCode_CODE(code)[call->bytecode]) != BEFORE_WITH) {
        return NULL;
    }
    HirInstr *i = call->prev;
    while (i != NULL && i->op != HIR_MethodVirtual) {
        i = i->prev;
    }
    return i;
}

int
adder_stack_taken(const HirInstr *call)
{
    const HirState *state = call->state;
    int callee = state->nlocals + state->nstack - (call->nargs - 1);
    HirInstr *slot = callee >= state->nlocals ? state->slots[callee] : NULL;
    bool bound = call->op == HIR_Call && slot != NULL && hir_resolve(slot)->op == HIR_MethodVirtual;
    return call->nargs - bound;
}
