/* The types pass for exceptions: instances of classes that only keep their arguments, and which handler takes them.
 * Memory: the arena's. */
#include "irgen/runtime/runtime.h"
#include "specialize/attributes.h"
#include "specialize/types.h"

/* ---- Making them ----------------------------------------------------------------------------- */

bool
adder_plan_exception(PyObject *callable)
{
    if (callable == NULL || !PyExceptionClass_Check(callable)) {
        return false;
    }
    PyTypeObject *cls = (PyTypeObject *)callable;
    bool told = PyType_HasFeature(cls, Py_TPFLAGS_IMMUTABLETYPE) || cls->tp_version_tag != 0;
    return told && Py_IS_TYPE(cls, &PyType_Type) && cls->tp_finalize == NULL && cls->tp_del == NULL
           && adder_rt_is_plain_exception(cls);
}

/* value as this class, as it is now. */
static HirInstr *
emit_class(AdderEmit *e, HirInstr *value, PyTypeObject *cls)
{
    if (adder_const_object(value) == (PyObject *)cls) {
        return value;
    }
    if (!PyType_HasFeature(cls, Py_TPFLAGS_IMMUTABLETYPE)) {
        return adder_emit_guard_version(e, value, cls);
    }
    HirInstr *guard = adder_emit1(e, HIR_GuardIs, value);
    guard->sym = hir_sym(e->func, HIR_SYM_CONST, (PyObject *)cls, NULL);
    return guard;
}

HirInstr *
adder_emit_exception(AdderEmit *e, HirInstr *value, PyObject *cls, HirInstr *const *args, int n)
{
    HirInstr **all = ADDER_NEW_ARRAY(e->func->arena, HirInstr *, n + 1);
    if (all == NULL) {
        return NULL;
    }
    all[0] = emit_class(e, value, (PyTypeObject *)cls);
    for (int k = 0; k < n; k++) {
        all[k + 1] = args[k];
    }
    HirInstr *made = adder_emit(e, HIR_ExceptionNew, n + 1, all);
    made->sym = hir_sym(e->func, HIR_SYM_TYPE, cls, NULL);
    return made;
}

static AdderTypes
infer_nothing(const AdderTyper *t, HirInstr *instr)
{
    (void)t;
    return instr->type;
}

/* `raise Class` calls it. */
static void
rewrite_raise(AdderTyper *t, HirInstr *instr)
{
    PyObject *cls = instr->nargs == 1 ? adder_typer_expected(t, instr->args[0]) : NULL;
    if (adder_plan_exception(cls) && adder_typer_may_guard(t, instr)) {
        AdderEmit e = adder_emit_before(t->func, instr);
        HirInstr *made = adder_emit_exception(&e, instr->args[0], cls, NULL, 0);
        instr->args[0] = made != NULL ? made : instr->args[0];
    }
}

/* ---- Matching them --------------------------------------------------------------------------- */

/* The class that value is now, if it can be told and caught; else NULL. */
static PyTypeObject *
expected_class(const AdderTyper *t, HirInstr *value)
{
    PyObject *cls = adder_typer_expected(t, value);
    bool told = cls != NULL && PyExceptionClass_Check(cls)
                && (PyType_HasFeature((PyTypeObject *)cls, Py_TPFLAGS_IMMUTABLETYPE)
                    || ((PyTypeObject *)cls)->tp_version_tag != 0);
    return told ? (PyTypeObject *)cls : NULL;
}

static void
rewrite_match(AdderTyper *t, HirInstr *instr)
{
    PyTypeObject *cls = expected_class(t, instr->args[1]);
    if (cls == NULL || !adder_typer_may_guard(t, instr)) {
        return;
    }
    AdderEmit e = adder_emit_before(t->func, instr);
    HirInstr *is = adder_emit2(&e, HIR_ExceptionIs, instr->args[0], emit_class(&e, instr->args[1], cls));
    is->sym = hir_sym(t->func, HIR_SYM_TYPE, (PyObject *)cls, NULL);
    hir_replace(instr, is);
}

const AdderTypeRule adder_except_rules[] = {
    {HIR_RaiseVarargs, infer_nothing, rewrite_raise},
    {HIR_CheckExcMatch, infer_nothing, rewrite_match},
    {HIR_NONE, NULL, NULL},
};
