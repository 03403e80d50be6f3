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

bool
adder_often_misses(const HirInstr *instr)
{
    const AdderSite *site = adder_site_of(instr);
    return hir_is_caught(instr) || (site != NULL && site->trips > 0);
}

bool
adder_may_speculate(const HirFunc *func, const HirInstr *instr)
{
    if (instr->state->caller == NULL) {
        return !adder_feedback_failed(func->code_profile, instr->bytecode);
    }
    const AdderSite *site = adder_site_of(instr);
    return site == NULL || !site->failed;
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

void
adder_add_class(HirClasses *classes, PyTypeObject *type)
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
            adder_add_class(classes, type);
        }
    }
    return classes->n > 0;
}

/* Adds a class, which is given a version; false: there is no room, or it cannot have one. */
static bool
add_seen(HirClasses *classes, PyTypeObject *type)
{
    bool fits = type != NULL && classes->n < HIR_MOST_CLASSES && adder_class_is_told(type);
    if (fits) {
        adder_add_class(classes, type);
    }
    return fits;
}

bool
adder_all_classes_seen(const AdderSite *site, int operand, HirClasses *classes)
{
    AdderTypes seen = site->seen[operand] & ADDER_T_Object & ~(AdderTypes)ADDER_T_Other;
    bool all = !site->manifold[operand];
    classes->n = 0;
    for (; seen != 0; seen &= seen - 1) {
        all &= add_seen(classes, adder_types_type(seen & -seen));
    }
    for (int k = 0; k < ADDER_SITE_CLASSES && site->classes[operand][k] != 0; k++) {
        all &= add_seen(classes, adder_class_of(site->classes[operand][k]));
    }
    return all;
}

bool
adder_has_plain_class(PyTypeObject *cls)
{
    PyObject *found = adder_class_attribute(cls, "__class__");
    return found != NULL && found == adder_class_attribute(&PyBaseObject_Type, "__class__")
           && cls->tp_version_tag != 0 && cls->tp_getattro == PyObject_GenericGetAttr;
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
    case ADDER_CACHE_FIELD:
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
look_up(AdderAttribute *attribute, PyObject *name, AdderLook look)
{
    AdderCache *first = &attribute->cache;
    for (int k = 0; k < attribute->classes.n; k++) {
        AdderCache found = adder_lookup(attribute->classes.at[k], name, look);
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
adder_attribute_of(const HirClasses *classes, PyObject *name, AdderLook look)
{
    AdderAttribute found = {.classes = *classes};
    look_up(&found, name, look);
    return found;
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
        look_up(&found, instr->sym->object, look_of(instr));
        return found;
    }
    found.cache = adder_cache_read(code, instr->state->bytecode);
    bool stale = known && found.cache.version != found.classes.at[0]->tp_version_tag;
    if (known && (found.cache.kind == ADDER_CACHE_NONE || stale)) {
        look_up(&found, instr->sym->object, look_of(instr));
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
adder_emit_guard_version(AdderEmit *e, HirInstr *value, const PyTypeObject *cls)
{
    HirInstr *guard = adder_emit1(e, HIR_GuardVersion, value);
    guard->imm = cls->tp_version_tag;
    guard->type = ADDER_T_Type;
    return guard;
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

/* ---- Loads ---------------------------------------------------------------------------------------- */

bool
adder_is_plain_constant(const AdderCache *cache)
{
    bool on_class = cache->kind == ADDER_CACHE_CLASS_VALUES
                    || cache->kind == ADDER_CACHE_CLASS_NO_DICT;
    AdderTypes type = on_class ? adder_types_of(cache->descr) : ADDER_T_Object;
    int overflow = 0;
    if (type == ADDER_T_Long) {
        (void)PyLong_AsLongLongAndOverflow(cache->descr, &overflow);
    }
    return (type & ~(AdderTypes)ADDER_T_Harmless) == 0 && !overflow;
}

HirInstr *
adder_emit_known(AdderEmit *e, PyObject *object, HirInstr *owner)
{
    HirInstr *value = adder_emit1(e, HIR_ClassAttr, owner);
    value->sym = hir_sym(e->func, HIR_SYM_GLOBAL, object, NULL);
    value->note = object;
    return value;
}

HirInstr *
adder_emit_class_attr(AdderEmit *e, HirInstr *object, const AdderAttribute *at)
{
    const AdderCache *cache = &at->cache;
    HirInstr *self = adder_emit_guard_attribute(e, object, at);
    if (cache->keys_version != 0) {
        int n = at->classes.n > 1 ? at->classes.n : 1;
        const uint32_t *keys = n > 1 ? at->keys : &cache->keys_version;
        adder_emit_versions(e, HIR_GuardKeys, HIR_GuardKeysIn, self, n, keys);
    }
    if (adder_is_plain_constant(cache)) {
        return adder_emit_const(e, cache->descr);
    }
    return adder_emit_known(e, cache->descr, self);
}

/* The operation that loads it from an instance, or HIR_NONE. */
static HirOp
load_of(const AdderAttribute *at)
{
    return at->cache.kind == ADDER_CACHE_INSTANCE_VALUE ? HIR_InlineValue
           : at->cache.kind == ADDER_CACHE_SLOT         ? HIR_SlotMember
           : at->cache.kind == ADDER_CACHE_FIELD        ? HIR_TupleItem
                                                        : HIR_NONE;
}

static bool
is_on_class(const AdderAttribute *at)
{
    return at->cache.kind == ADDER_CACHE_CLASS_VALUES || at->cache.kind == ADDER_CACHE_CLASS_NO_DICT;
}

bool
adder_can_emit_attribute(const AdderAttribute *at)
{
    return is_on_class(at) || load_of(at) != HIR_NONE;
}

HirInstr *
adder_emit_attribute(AdderEmit *e, HirInstr *object, const AdderAttribute *at)
{
    if (is_on_class(at)) {
        return adder_emit_class_attr(e, object, at);
    }
    if (load_of(at) == HIR_NONE) {
        return NULL;
    }
    object = adder_emit_guard_attribute(e, object, at);
    if (load_of(at) == HIR_TupleItem) {
        return adder_emit2(e, HIR_TupleItem, object, adder_emit_i64(e, at->cache.index));
    }
    HirInstr *load = load_of(at) == HIR_InlineValue
                         ? adder_emit2(e, HIR_InlineValue, object, adder_emit1(e, HIR_InstanceValues, object))
                         : adder_emit1(e, load_of(at), object);
    load->imm = at->cache.index;
    return load;
}

/* ---- Properties ----------------------------------------------------------------------------------- */

/* As CPython's descrobject.c has it (tested where the property is used: by its function's version). */
typedef struct {
    PyObject_HEAD
    PyObject *get, *set;
} PyProperty;

PyFunctionObject *
adder_accessor_of(const AdderCache *cache, HirOp op)
{
    if (cache->kind != ADDER_CACHE_PROPERTY) {
        return NULL;
    }
    bool stores = op == HIR_StoreAttr;
    const PyProperty *property = (PyProperty *)cache->descr;
    PyObject *function = stores ? property->set : property->get;
    bool known = function != NULL && PyFunction_Check(function)
                 && adder_call_is_plain((PyFunctionObject *)function, 1 + stores);
    return known ? (PyFunctionObject *)function : NULL;
}

HirInstr *
adder_emit_accessor(AdderEmit *e, HirInstr *self, const AdderCache *cache, HirOp op)
{
    HirInstr *property = adder_emit1(e, HIR_ClassAttr, self);
    property->sym = hir_sym(e->func, HIR_SYM_GLOBAL, cache->descr, NULL);
    HirInstr *function = adder_emit1(e, HIR_SlotMember, property);
    function->imm = op == HIR_StoreAttr ? offsetof(PyProperty, set) : offsetof(PyProperty, get);
    return adder_emit_guard_func(e, function, adder_accessor_of(cache, op));
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
adder_class_is_told(PyTypeObject *cls)
{
    return adder_class_attribute(cls, "__class__") != NULL && cls->tp_version_tag != 0;
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
