/* super() in methods: no object is made for `super().name(...)`.  What it calls is decided by the class of
 * self, which is guarded, and by the class in the cell __class__, which is compared.  Owns nothing. */
#include "specialize/super.h"

#include "specialize/callee.h"

#include <string.h>

/* ---- Which calls ------------------------------------------------------------------------------- */

static bool
calls_super(const HirFunc *func, const HirInstr *call)
{
    if (call->op != HIR_Call || call->nargs != 2 || call->sym != NULL || call->state == NULL
        || call->state->code == NULL || hir_resolve(call->args[0])->op != HIR_NullConst) {
        return false;
    }
    const HirInstr *load = hir_resolve(call->args[1]);
    return adder_named_global(func, load) == NULL
           && adder_named_value(func, load) == (PyObject *)&PySuper_Type;
}

/* The slot of the free variable __class__, or -1. */
static int
class_slot(const PyCodeObject *code)
{
    for (int k = code->co_nlocalsplus - code->co_nfreevars; k < code->co_nlocalsplus; k++) {
        PyObject *name = PyTuple_GET_ITEM(code->co_localsplusnames, k);
        if (PyUnicode_CompareWithASCIIString(name, "__class__") == 0) {
            return k;
        }
    }
    return -1;
}

/* What is in that cell just now: a class, or NULL. */
static PyTypeObject *
class_in(const HirFunc *func, const HirInstr *cell, int slot)
{
    PyObject *object = NULL;
    if (cell->op == HIR_LoadClosure && cell->sym != NULL) {
        object = cell->sym->object;
    }
    else if (cell->op == HIR_Arg && func->func != NULL
             && func->func->func_code == (PyObject *)func->code) {
        int first = func->code->co_nlocalsplus - func->code->co_nfreevars;
        object = PyTuple_GET_ITEM(func->func->func_closure, slot - first);
    }
    PyObject *content = object != NULL && PyCell_Check(object) ? PyCell_GET(object) : NULL;
    return content != NULL && PyType_Check(content) ? (PyTypeObject *)content : NULL;
}

/* Locals in registers, not in cells. */
static bool
is_plain_local(const PyCodeObject *code, int slot)
{
    return (_PyLocals_GetKind(code->co_localspluskinds, slot) & CO_FAST_CELL) == 0;
}

/* The use of the call's result: what is checked between is gone with the call. */
static HirInstr *
load_behind(HirInstr *call)
{
    for (HirInstr *i = call->next; i != NULL; i = i->next) {
        i = i->op == HIR_BranchRaised ? i->block->succ[1]->first : i;
        if (i->op == HIR_LoadMethod && hir_resolve(i->args[0]) == call) {
            return i;
        }
        if (i->op != HIR_CheckTracing) {
            return NULL;
        }
    }
    return NULL;
}

typedef struct {
    const HirInstr *value;
    int n;
} Uses;

static void
count_use(HirInstr **value, void *arg)
{
    Uses *uses = arg;
    uses->n += *value != NULL && hir_resolve(*value) == uses->value;
}

/* Nobody but the load, and the states of what goes with it, names the call's result. */
static bool
is_used_once(const HirFunc *func, HirInstr *call, HirInstr *load)
{
    Uses uses = {.value = call};
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            bool goes = i == load || (i->op == HIR_CheckTracing && i->bytecode == call->bytecode);
            for (int k = 0; k < i->nargs && !goes; k++) {
                count_use(&i->args[k], &uses);
            }
            if (i->state != NULL && !goes && i->state != load->state) {
                hir_state_visit(i->state, count_use, &uses);
            }
        }
    }
    return uses.n == 0;
}

/* ---- What is found ------------------------------------------------------------------------------- */

static PyObject *
found_behind(const PyTypeObject *type, const PyTypeObject *from, PyObject *name)
{
    PyObject *mro = type->tp_mro, *found = NULL;
    Py_ssize_t n = mro != NULL ? PyTuple_GET_SIZE(mro) : 0, at = 0;
    while (at < n && PyTuple_GET_ITEM(mro, at) != (PyObject *)from) {
        at++;
    }
    while (++at < n && found == NULL) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(mro, at);
        found = PyDict_GetItemWithError(base->tp_dict, name);
    }
    PyErr_Clear();
    return found;
}

/* The method that all classes of self have behind `from`. */
static bool
find_method(AdderSuper *super, PyObject *name)
{
    PyObject *descr;
    super->method = NULL;
    for (int k = 0; k < super->classes.n; k++) {
        PyTypeObject *type = super->classes.at[k];
        adder_find_on_class(type, name, &descr); /* gives it a version */
        PyObject *found = found_behind(type, super->from, name);
        if (found == NULL || type->tp_version_tag == 0 || PyType_IsSubtype(type, &PyType_Type)
            || (k > 0 && found != super->method)) {
            return false;
        }
        super->method = found;
    }
    return super->method != NULL && adder_binds_self(super->method);
}

bool
adder_find_super(const HirFunc *func, HirInstr *call, AdderSuper *super)
{
    if (!calls_super(func, call)) {
        return false;
    }
    const HirState *state = call->state;
    int slot = class_slot(state->code);
    *super = (AdderSuper){.call = call, .load = load_behind(call)};
    if (slot < 0 || state->code->co_argcount == 0 || state->slots[0] == NULL
        || state->slots[slot] == NULL || !is_plain_local(state->code, 0) || super->load == NULL) {
        return false;
    }
    super->self = hir_resolve(state->slots[0]);
    super->cell = hir_resolve(state->slots[slot]);
    super->from = class_in(func, super->cell, slot);
    return super->from != NULL && hir_is_object(super->self)
           && (super->self->type & ADDER_T_Null) == 0
           && strcmp(PyUnicode_AsUTF8(super->load->sym->object), "__class__") != 0
           && adder_classes_known(call, super->self, ADDER_SITE_SELF, &super->classes)
           && find_method(super, super->load->sym->object)
           && is_used_once(func, call, super->load);
}

bool
adder_find_super_load(const HirFunc *func, HirInstr *load, AdderSuper *super)
{
    return load->op == HIR_LoadMethod && adder_find_super(func, hir_resolve(load->args[0]), super);
}

bool
adder_super_is_idle(const AdderSuper *super)
{
    const PyWrapperDescrObject *method = (PyWrapperDescrObject *)super->method;
    return Py_IS_TYPE(super->method, &PyWrapperDescr_Type)
           && method->d_wrapped == (void *)PyBaseObject_Type.tp_init;
}

/* ---- In its place ---------------------------------------------------------------------------------- */

static void
guard_is(AdderEmit *e, HirInstr *value, HirSymKind kind, PyObject *object)
{
    HirInstr *guard = adder_emit1(e, HIR_GuardIs, value);
    guard->sym = hir_sym(e->func, kind, object, NULL);
}

static HirInstr *
second_of(const HirFunc *func, HirInstr *load)
{
    HIR_FOR_USES(i, k, func, load) {
        if (i->op == HIR_Second) {
            return i;
        }
    }
    return NULL;
}

/* The class in the cell lives as long as that of self, whose bases have not changed: its address tells it. */
void
adder_put_super(HirFunc *func, const AdderSuper *super)
{
    AdderEmit e = adder_emit_before(func, super->call);
    guard_is(&e, hir_resolve(super->call->args[1]), HIR_SYM_CONST, (PyObject *)&PySuper_Type);
    HirInstr *self = adder_emit_guard_classes(&e, super->self, &super->classes);
    guard_is(&e, adder_emit1(&e, HIR_LoadCell, super->cell), HIR_SYM_GLOBAL, (PyObject *)super->from);
    HirInstr *method = adder_emit_method(&e, self, super->method);
    HirInstr *second = second_of(func, super->load);
    if (second != NULL) {
        hir_replace(second, self);
    }
    adder_drop_tracing_check(super->call->next);
    hir_replace(super->load, method);
    hir_replace(super->call, method); /* nothing names it any more */
}
