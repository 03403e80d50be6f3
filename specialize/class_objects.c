/* `Class.name`: what a class that is known has under a name is known while its version lasts.  So are static and class
 * methods that instances are asked for.
 *
 * They and functions can then be put in or called directly, constants and the members of enumerations are at hand.
 * A metaclass is proven by its version as well.  Memory: the arena's; runs no Python code. */
#include "specialize/class_objects.h"

#include "specialize/attributes.h"
#include "specialize/callee.h"

/* As CPython's funcobject.c has static and class methods (tested where they are called: by the function's version). */
typedef struct {
    PyObject_HEAD
    PyObject *callable;
} Wrapped;

typedef struct {
    PyTypeObject *cls;          /* borrowed */
    PyObject *found;            /* on the class; borrowed */
    PyFunctionObject *function; /* that this is, or wraps; NULL: it is something else */
    bool wrapped, passes_class;
    AdderAttribute at;          /* of an instance of cls: where it is found; its classes: none if cls itself is asked */
} Found;

PyTypeObject *
adder_expected_class(const HirFunc *func, const HirInstr *load)
{
    PyObject *value = adder_named_value(func, load);
    bool known = value != NULL && PyType_Check(value) && adder_class_is_told((PyTypeObject *)value);
    return known ? (PyTypeObject *)value : NULL;
}

bool
adder_asks_class_alone(PyTypeObject *cls, PyObject *name)
{
    PyTypeObject *meta = Py_TYPE(cls);
    PyObject *hidden;
    return adder_class_attribute(meta, "__getattribute__")
               == adder_class_attribute(&PyType_Type, "__getattribute__")
           && adder_find_on_class(meta, name, &hidden) == ADDER_FOUND_NOTHING && meta->tp_version_tag != 0;
}

HirInstr *
adder_emit_guard_class_object(AdderEmit *e, HirInstr *value, PyTypeObject *cls)
{
    value = hir_resolve(value);
    if (!adder_is_plain_class(cls)) {
        value = adder_emit_guard_classes(e, value, &(HirClasses){.n = 1, .at = {Py_TYPE(cls)}});
    }
    HirInstr *guard = adder_emit_guard_version(e, value, cls);
    guard->type = adder_is_plain_class(cls) ? ADDER_T_Type : value->type;
    return guard;
}

/* ---- What is found ------------------------------------------------------------------------------ */

static bool
is_told(PyObject *function)
{
    return function != NULL && PyFunction_Check(function)
           && adder_cache_func_version((PyFunctionObject *)function) != 0;
}

/* Nothing is asked when it is found on a class: its own class may change, but that has a version. */
static bool
is_no_descriptor(PyObject *found)
{
    return Py_TYPE(found)->tp_descr_get == NULL && adder_class_is_told(Py_TYPE(found));
}

/* By way of an instance, in all of its classes. */
static void
find_in_instance(const HirInstr *instr, PyObject *name, Found *f)
{
    HirClasses classes;
    if (instr->op != HIR_LoadMethod || !adder_classes_at(instr, &classes)) {
        return;
    }
    f->at = adder_attribute_of(&classes, name, ADDER_LOOK_WRAPPED);
    bool found = f->at.cache.kind != ADDER_CACHE_NONE;
    f->found = found ? f->at.cache.descr : NULL;
    f->cls = classes.at[0];
    if (found && Py_IS_TYPE(f->found, &PyClassMethod_Type) && classes.n > 1) {
        f->found = NULL; /* now it is given this class, then that */
    }
}

static bool
find(const HirFunc *func, const HirInstr *instr, Found *f)
{
    const AdderSite *site = adder_site_of(instr);
    PyObject *name = instr->sym != NULL ? instr->sym->object : NULL;
    *f = (Found){.cls = adder_expected_class(func, hir_resolve(instr->args[0]))};
    if (name == NULL || instr->generic || instr->state == NULL || instr->state->code == NULL
        || (site != NULL && site->failed)) {
        return false;
    }
    if (f->cls == NULL) {
        find_in_instance(instr, name, f);
    }
    else if (adder_asks_class_alone(f->cls, name)) {
        (void)adder_find_on_class(f->cls, name, &f->found);
    }
    if (f->found == NULL) {
        return false;
    }
    f->passes_class = Py_IS_TYPE(f->found, &PyClassMethod_Type);
    f->wrapped = f->passes_class || Py_IS_TYPE(f->found, &PyStaticMethod_Type);
    PyObject *function = f->wrapped ? ((Wrapped *)f->found)->callable : f->found;
    f->function = is_told(function) ? (PyFunctionObject *)function : NULL;
    return f->function != NULL || (!f->wrapped && is_no_descriptor(f->found));
}

/* ---- In its place --------------------------------------------------------------------------------- */

static HirInstr *
emit_function(AdderEmit *e, HirInstr *value, const Found *f)
{
    if (f->wrapped) {
        value = adder_emit1(e, HIR_SlotMember, value);
        value->imm = offsetof(Wrapped, callable);
    }
    HirInstr *guard = adder_emit_guard_func(e, value, f->function);
    guard->sym = hir_sym(e->func, HIR_SYM_GLOBAL, (PyObject *)f->function, NULL);
    return guard;
}

static HirInstr *
emit_value(AdderEmit *e, HirInstr *cls, const Found *f)
{
    AdderCache constant = {.kind = ADDER_CACHE_CLASS_NO_DICT, .descr = f->found};
    if (adder_is_plain_constant(&constant)) {
        return adder_emit_const(e, f->found);
    }
    HirInstr *value = adder_emit_known(e, f->found, cls);
    if (f->function != NULL) {
        return emit_function(e, value, f);
    }
    bool fixed = (Py_TYPE(f->found)->tp_flags & Py_TPFLAGS_IMMUTABLETYPE) != 0;
    return fixed ? value : adder_emit_guard_classes(e, value, &(HirClasses){.n = 1, .at = {Py_TYPE(f->found)}});
}

bool
adder_put_class_object(HirFunc *func, HirInstr *instr, HirInstr *second)
{
    Found f;
    bool method = instr->op == HIR_LoadMethod;
    if (method != (second != NULL) || (!method && instr->op != HIR_LoadAttr) || !find(func, instr, &f)
        || (!method && f.passes_class)) {
        return false;
    }
    AdderEmit e = adder_emit_before(func, instr);
    HirInstr *cls, *value;
    if (f.at.classes.n > 0) {
        value = adder_emit_class_attr(&e, hir_resolve(instr->args[0]), &f.at);
        cls = f.passes_class ? adder_emit_known(&e, (PyObject *)f.cls, value->args[0]) : NULL;
        value = emit_function(&e, value, &f);
    }
    else {
        cls = adder_emit_guard_class_object(&e, instr->args[0], f.cls);
        value = emit_value(&e, cls, &f);
    }
    if (method) {
        hir_replace(second, f.passes_class ? cls : value);
        value = f.passes_class ? value : adder_emit0(&e, HIR_NullConst);
    }
    hir_replace(instr, value);
    return true;
}
