/* Attribute sites: the classes that are known or were seen there, else the interpreter's cache.  Owns
 * nothing. */
#include "specialize/attributes.h"

#include "profile/feedback.h"
#include "specialize/types.h"

static AdderLook
look_of(const HirInstr *instr)
{
    return instr->op == HIR_LoadMethod  ? ADDER_LOOK_METHOD
           : instr->op == HIR_StoreAttr ? ADDER_LOOK_STORE
                                        : ADDER_LOOK_LOAD;
}

const AdderSite *
adder_site_of(const HirInstr *instr)
{
    PyCodeObject *code = instr->state != NULL ? instr->state->code : NULL;
    return code != NULL ? adder_feedback_other(code, instr->bytecode) : NULL;
}

/* ---- Which classes ----------------------------------------------------------------------------- */

_Static_assert((int)ADDER_SITE_CLASSES <= (int)HIR_MOST_CLASSES, "a site's classes have room");

const HirClasses *
adder_classes_copy(HirFunc *func, const HirClasses *classes)
{
    HirClasses *copy = ADDER_NEW(func->arena, HirClasses);
    if (copy != NULL) {
        *copy = *classes;
    }
    return copy;
}

const HirClasses *
adder_classes_proven(HirInstr *value)
{
    value = hir_resolve(value);
    while (value->classes == NULL && hir_result_ref(value) == HIR_R_Alias) {
        value = hir_resolve(value->args[0]);
    }
    return value->op == HIR_LoadAttr || value->op == HIR_LoadMethod ? NULL : value->classes;
}

/* Ordered, so that all sites of the same classes have the same guard. */
static void
add_class(HirClasses *classes, PyTypeObject *type)
{
    int at = classes->n++;
    for (; at > 0 && classes->at[at - 1]->tp_version_tag > type->tp_version_tag; at--) {
        classes->at[at] = classes->at[at - 1];
    }
    classes->at[at] = type;
}

/* Nothing else was. */
static bool
classes_seen(const AdderSite *site, int operand, HirClasses *classes)
{
    classes->n = 0;
    if (site == NULL || site->samples == 0 || site->seen[operand] != ADDER_T_Other
        || site->manifold[operand]) {
        return false;
    }
    for (int k = 0; k < ADDER_SITE_CLASSES && site->classes[operand][k] != 0; k++) {
        PyTypeObject *type = adder_class_of(site->classes[operand][k]);
        if (type != NULL) {
            add_class(classes, type);
        }
    }
    return classes->n > 0;
}

bool
adder_classes_known(const HirInstr *instr, HirInstr *value, int operand, HirClasses *classes)
{
    const HirClasses *proven = adder_classes_proven(value);
    if (proven != NULL) {
        *classes = *proven;
        return true;
    }
    return classes_seen(adder_site_of(instr), operand, classes);
}

bool
adder_classes_at(const HirInstr *instr, HirClasses *classes)
{
    if (instr->classes != NULL) {
        *classes = *instr->classes;
        return true;
    }
    return adder_classes_known(instr, instr->args[0], 0, classes);
}

/* ---- Where it is found -------------------------------------------------------------------------- */

static bool
agree(const AdderCache *a, const AdderCache *b)
{
    if (a->kind != b->kind) {
        return false;
    }
    switch (a->kind) {
    case ADDER_CACHE_INSTANCE_VALUE:
    case ADDER_CACHE_SLOT:
        return a->index == b->index;
    case ADDER_CACHE_METHOD_VALUES:
    case ADDER_CACHE_METHOD_NO_DICT:
    case ADDER_CACHE_CLASS_VALUES:
    case ADDER_CACHE_CLASS_NO_DICT:
    case ADDER_CACHE_PROPERTY:
        return a->descr == b->descr;
    default:
        return false;
    }
}

static void
look_up(AdderAttribute *attribute, const HirInstr *instr)
{
    AdderCache *first = &attribute->cache;
    for (int k = 0; k < attribute->classes.n; k++) {
        AdderCache found = adder_lookup(attribute->classes.at[k], instr->sym->object, look_of(instr));
        attribute->keys[k] = found.keys_version;
        if (k == 0) {
            *first = found;
        }
        else if (!agree(first, &found)) {
            first->kind = ADDER_CACHE_NONE;
            return;
        }
    }
}

AdderAttribute
adder_attribute(const HirInstr *instr)
{
    AdderAttribute found = {.cache.kind = ADDER_CACHE_NONE};
    PyCodeObject *code = instr->state != NULL ? instr->state->code : NULL;
    const AdderSite *site = adder_site_of(instr);
    if (code == NULL || instr->sym == NULL || instr->generic || (site != NULL && site->failed)) {
        return found;
    }
    bool known = adder_classes_at(instr, &found.classes);
    if (!known && site != NULL && site->samples > 0 && (site->seen[0] & ADDER_T_Other)) {
        return found; /* the cache for one class would not do for the others */
    }
    if (known && found.classes.n > 1) {
        look_up(&found, instr);
        return found;
    }
    found.cache = adder_cache_read(code, instr->state->bytecode);
    bool stale = known && found.cache.version != found.classes.at[0]->tp_version_tag;
    if (known && (found.cache.kind == ADDER_CACHE_NONE || stale)) {
        look_up(&found, instr);
    }
    return found;
}

/* ---- Guards -------------------------------------------------------------------------------------- */

HirInstr *
adder_emit_versions(AdderEmit *e, HirOp one, HirOp any, HirInstr *object, int n,
                    const uint32_t *versions)
{
    HirInstr *args[1 + HIR_MOST_CLASSES] = {object};
    if (n == 1) {
        HirInstr *instr = adder_emit1(e, one, object);
        instr->imm = versions[0];
        return instr;
    }
    for (int k = 0; k < n; k++) {
        args[1 + k] = adder_emit_i64(e, versions[k]);
    }
    return adder_emit(e, any, 1 + n, args);
}

HirInstr *
adder_emit_guard_classes(AdderEmit *e, HirInstr *object, const HirClasses *classes)
{
    uint32_t versions[HIR_MOST_CLASSES];
    for (int k = 0; k < classes->n; k++) {
        versions[k] = classes->at[k]->tp_version_tag;
    }
    HirInstr *guard = adder_emit_versions(e, HIR_GuardClass, HIR_GuardClassIn, object, classes->n,
                                          versions);
    guard->type = object->type & ADDER_T_Object;
    guard->classes = adder_classes_copy(e->func, classes);
    return guard;
}

HirInstr *
adder_emit_guard_attribute(AdderEmit *e, HirInstr *object, const AdderAttribute *attribute)
{
    if (attribute->classes.n > 0) {
        return adder_emit_guard_classes(e, object, &attribute->classes);
    }
    HirInstr *guard = adder_emit1(e, HIR_GuardClass, object);
    guard->imm = attribute->cache.version;
    guard->type = object->type & ADDER_T_Object;
    return guard;
}

/* ---- Properties ----------------------------------------------------------------------------------- */

/* As CPython's descrobject.c has it (tested where the property is read: by its getter's version). */
typedef struct {
    PyObject_HEAD
    PyObject *fget;
} PyProperty;

PyFunctionObject *
adder_getter_of(const AdderCache *cache)
{
    PyObject *fget = cache->kind == ADDER_CACHE_PROPERTY ? ((PyProperty *)cache->descr)->fget : NULL;
    bool known = fget != NULL && PyFunction_Check(fget)
                 && adder_call_is_plain((PyFunctionObject *)fget, 1);
    return known ? (PyFunctionObject *)fget : NULL;
}

HirInstr *
adder_emit_getter(AdderEmit *e, HirInstr *self, const AdderCache *cache)
{
    HirInstr *property = adder_emit1(e, HIR_ClassAttr, self);
    property->sym = hir_sym(e->func, HIR_SYM_GLOBAL, cache->descr, NULL);
    HirInstr *fget = adder_emit1(e, HIR_SlotMember, property);
    fget->imm = offsetof(PyProperty, fget);
    return adder_emit_guard_func(e, fget, adder_getter_of(cache));
}

/* ---- Methods ---------------------------------------------------------------------------------------- */

PyObject *
adder_class_attribute(PyTypeObject *cls, const char *name)
{
    PyObject *found = NULL, *text = PyUnicode_InternFromString(name);
    if (text == NULL) {
        PyErr_Clear();
        return NULL;
    }
    adder_find_on_class(cls, text, &found);
    Py_DECREF(text);
    return found;
}

bool
adder_binds_self(const PyObject *method)
{
    return PyFunction_Check(method) || Py_IS_TYPE(method, &PyWrapperDescr_Type)
           || Py_IS_TYPE(method, &PyMethodDescr_Type);
}

HirInstr *
adder_emit_method(AdderEmit *e, HirInstr *self, PyObject *method)
{
    HirInstr *found = adder_emit1(e, HIR_ClassAttr, self);
    found->sym = hir_sym(e->func, HIR_SYM_GLOBAL, method, NULL);
    if (!PyFunction_Check(method)) {
        return found;
    }
    HirInstr *guard = adder_emit_guard_func(e, found, (PyFunctionObject *)method);
    guard->sym = found->sym;
    return guard;
}
