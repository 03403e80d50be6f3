/* The types pass for names and attributes: globals, module-level names, attributes, methods.
 *
 * A name is read from its slot under the version of its dict's keys, so that rebinding is seen at
 * once and costs no recompilation.  What the slot holds just now is only expected: callers guard
 * what they make of it.  Memory: the arena's; functions and classes are held weakly. */
#include "specialize/attributes.h"
#include "specialize/types.h"

/* ---- Globals --------------------------------------------------------------------------------- */

typedef struct {
    enum { NOWHERE, IN_GLOBALS, IN_BUILTINS } where;
    uint32_t version, index; /* of the dict that has the name */
    uint32_t shadow;         /* IN_BUILTINS: version of the globals' keys */
    PyObject *value;         /* borrowed, just now */
} NameSlot;

/* Where the globals or builtins have the name that instr reads or writes.  A name of a class body,
 * or of exec with a namespace of its own, may be elsewhere. */
static NameSlot
find_name(const HirFunc *func, const HirInstr *instr)
{
    NameSlot slot = {.where = NOWHERE};
    PyObject *name = instr->sym != NULL ? instr->sym->object : NULL;
    bool anywhere = (instr->op == HIR_LoadName || instr->op == HIR_StoreName) && !func->module_scope;
    if (func->globals == NULL || name == NULL || anywhere) {
        return slot;
    }
    slot.shadow = adder_cache_keys_version(func->globals);
    if (adder_cache_dict_slot(func->globals, name, &slot.version, &slot.index, &slot.value)) {
        slot.where = IN_GLOBALS;
    }
    else if (slot.shadow != 0
             && adder_cache_dict_slot(func->builtins, name, &slot.version, &slot.index,
                                      &slot.value)) {
        slot.where = IN_BUILTINS;
    }
    return slot;
}

/* Types that are worth a guard where a global or module attribute is read. */
enum {
    STEADY = ADDER_T_Long | ADDER_T_Float | ADDER_T_Bool | ADDER_T_Str | ADDER_T_List
             | ADDER_T_Tuple | ADDER_T_Dict | ADDER_T_Set
};

static AdderTypes
steady_type(const AdderTyper *t, const HirInstr *instr, PyObject *value)
{
    AdderTypes type = adder_types_of(value);
    int overflow = 0;
    if (type == ADDER_T_Long) {
        (void)PyLong_AsLongLongAndOverflow(value, &overflow);
    }
    return (type & STEADY) && !overflow && adder_typer_may_guard(t, instr) ? type : ADDER_T_Object;
}

static AdderTypes
infer_global(const AdderTyper *t, HirInstr *instr)
{
    NameSlot slot = find_name(t->func, instr);
    if (slot.where == NOWHERE || !adder_typer_may_guard(t, instr)) {
        return instr->type;
    }
    t->expected[instr->id] = slot.value;
    return steady_type(t, instr, slot.value);
}

static int64_t
pack(uint32_t high, uint32_t low)
{
    return (int64_t)((uint64_t)high << 32 | low);
}

static HirInstr *
emit_name_slot(AdderEmit *e, const NameSlot *slot, HirSym *name)
{
    if (slot->where == IN_BUILTINS) {
        HirInstr *guard = adder_emit0(e, HIR_GuardGlobalKeys);
        guard->imm = slot->shadow;
        guard->sym = name;
    }
    HirInstr *load = adder_emit0(e, slot->where == IN_GLOBALS ? HIR_LoadGlobalSlot
                                                              : HIR_LoadBuiltinSlot);
    load->imm = pack(slot->version, slot->index);
    load->sym = name;
    load->note = slot->value;
    return load;
}

static void
rewrite_global(AdderTyper *t, HirInstr *instr)
{
    NameSlot slot = find_name(t->func, instr);
    if (slot.where == NOWHERE || !adder_typer_may_guard(t, instr)) {
        return;
    }
    AdderEmit e = adder_emit_before(t->func, instr);
    if (instr->op == HIR_LoadName) {
        adder_emit0(&e, HIR_GuardModuleScope);
    }
    HirInstr *load = emit_name_slot(&e, &slot, instr->sym);
    AdderTypes type = steady_type(t, instr, slot.value);
    hir_replace(instr, type == ADDER_T_Object ? load : adder_emit_guard_type(&e, load, type));
}

static AdderTypes
infer_same(const AdderTyper *t, HirInstr *instr)
{
    (void)t;
    return instr->type;
}

static void
rewrite_store_global(AdderTyper *t, HirInstr *instr)
{
    NameSlot slot = find_name(t->func, instr);
    if (slot.where != IN_GLOBALS || !adder_typer_may_guard(t, instr)) {
        return;
    }
    AdderEmit e = adder_emit_before(t->func, instr);
    if (instr->op == HIR_StoreName) {
        adder_emit0(&e, HIR_GuardModuleScope);
    }
    HirInstr *store = adder_emit1(&e, HIR_StoreGlobalSlot, instr->args[0]);
    store->imm = pack(slot.version, slot.index);
    store->sym = instr->sym;
    hir_remove(instr);
}

/* ---- Attributes ------------------------------------------------------------------------------ */

static PyObject *
module_value(const AdderTyper *t, HirInstr *instr, const AdderCache *cache)
{
    PyObject *module = adder_typer_expected(t, hir_resolve(instr->args[0]));
    uint32_t version, index;
    PyObject *value;
    if (module == NULL || !PyModule_CheckExact(module)
        || !adder_cache_dict_slot(PyModule_GetDict(module), instr->sym->object, &version, &index,
                                  &value)
        || version != cache->version || index != cache->index) {
        return NULL;
    }
    return value;
}

static HirInstr *
emit_module_attr(AdderTyper *t, AdderEmit *e, HirInstr *instr, const AdderCache *cache)
{
    PyObject *value = module_value(t, instr, cache);
    HirInstr *module = adder_emit_guard_type(e, instr->args[0], ADDER_T_Module);
    HirInstr *load = adder_emit1(e, HIR_ModuleAttr, module);
    load->imm = pack(cache->version, cache->index);
    load->sym = instr->sym;
    load->note = value;
    return load;
}

static AdderTypes
infer_load_attr(const AdderTyper *t, HirInstr *instr)
{
    AdderCache cache = adder_attribute(instr).cache;
    if (adder_is_plain_constant(&cache)) {
        t->expected[instr->id] = cache.descr;
        return adder_types_of(cache.descr);
    }
    if (cache.kind == ADDER_CACHE_MODULE) {
        PyObject *value = module_value(t, instr, &cache);
        t->expected[instr->id] = value;
        return value ? steady_type(t, instr, value) : instr->type;
    }
    return instr->type;
}

/* A call of the function that the property has for it; NULL: of none that is known. */
static HirInstr *
emit_property(AdderEmit *e, const HirInstr *instr, const AdderAttribute *at)
{
    const AdderCache *cache = &at->cache;
    if (adder_accessor_of(cache, instr->op) == NULL) {
        return NULL;
    }
    HirInstr *self = adder_emit_guard_attribute(e, instr->args[0], at);
    HirInstr *func = adder_emit_accessor(e, self, cache, instr->op);
    HirInstr *result = instr->op == HIR_StoreAttr ? adder_emit3(e, HIR_CallFunc, func, self, instr->args[1])
                                                  : adder_emit2(e, HIR_CallFunc, func, self);
    result->imm = func->imm;
    return result;
}

static HirInstr *
emit_load_attr(AdderTyper *t, AdderEmit *e, HirInstr *instr, const AdderAttribute *at)
{
    const AdderCache *cache = &at->cache;
    HirInstr *load, *object = instr->args[0];
    switch (cache->kind) {
    case ADDER_CACHE_PROPERTY:
        return emit_property(e, instr, at);
    case ADDER_CACHE_HINT:
        load = adder_emit1(e, HIR_DictHint, adder_emit_guard_attribute(e, object, at));
        load->sym = instr->sym;
        load->imm = cache->index;
        return load;
    case ADDER_CACHE_MODULE: {
        PyObject *value = module_value(t, instr, cache);
        AdderTypes type = value ? steady_type(t, instr, value) : ADDER_T_Object;
        load = emit_module_attr(t, e, instr, cache);
        return type == ADDER_T_Object ? load : adder_emit_guard_type(e, load, type);
    }
    default:
        return adder_emit_attribute(e, object, at);
    }
}

static void
rewrite_load_attr(AdderTyper *t, HirInstr *instr)
{
    AdderAttribute at = adder_attribute(instr);
    AdderEmit e = adder_emit_before(t->func, instr);
    HirInstr *load = emit_load_attr(t, &e, instr, &at);
    if (load != NULL) {
        hir_replace(instr, load);
    }
}

static void
rewrite_store_attr(AdderTyper *t, HirInstr *instr)
{
    AdderAttribute at = adder_attribute(instr);
    AdderEmit e = adder_emit_before(t->func, instr);
    if (emit_property(&e, instr, &at) != NULL) {
        hir_remove(instr);
        return;
    }
    bool in_values = at.cache.kind == ADDER_CACHE_INSTANCE_VALUE;
    if (!in_values && at.cache.kind != ADDER_CACHE_SLOT) {
        return;
    }
    HirInstr *object = adder_emit_guard_attribute(&e, instr->args[0], &at);
    HirInstr *values = in_values ? adder_emit1(&e, HIR_InstanceValues, object) : NULL;
    HirInstr *store = in_values ? adder_emit3(&e, HIR_StoreInlineValue, object, values, instr->args[1])
                                : adder_emit2(&e, HIR_StoreSlotMember, object, instr->args[1]);
    store->imm = at.cache.index;
    hir_remove(instr);
}

/* ---- Methods --------------------------------------------------------------------------------- */

/* The method of a builtin type that the receiver is known to have, or NULL (borrowed). */
static PyObject *
builtin_method(const AdderTyper *t, HirInstr *instr)
{
    PyTypeObject *type = adder_types_type(adder_typer_plan(t, instr, 0, 0));
    if (type == NULL || type == &PyModule_Type || type == &PyType_Type
        || type->tp_getattro != PyObject_GenericGetAttr || instr->sym == NULL) {
        return NULL;
    }
    PyObject *method = _PyType_Lookup(type, instr->sym->object);
    return method != NULL && Py_IS_TYPE(method, &PyMethodDescr_Type) ? method : NULL;
}

static AdderTypes
infer_load_method(const AdderTyper *t, HirInstr *instr)
{
    AdderTypes receiver = adder_typer_plan(t, instr, 0, 0);
    if (receiver == ADDER_T_Bottom) {
        return ADDER_T_Bottom;
    }
    PyObject *method = builtin_method(t, instr);
    if (method != NULL) {
        t->expected[instr->id] = method;
        return ADDER_T_Object;
    }
    AdderCache cache = adder_attribute(instr).cache;
    t->expected[instr->id] = NULL;
    if (cache.kind == ADDER_CACHE_METHOD_VALUES || cache.kind == ADDER_CACHE_METHOD_NO_DICT) {
        t->expected[instr->id] = cache.descr;
        return ADDER_T_Object;
    }
    if (cache.kind == ADDER_CACHE_METHOD_MODULE) {
        return ADDER_T_Null;
    }
    return instr->type;
}

/* The two stack values that stand for a specialised LoadMethod; Second finds them in its note. */
static void
replace_pair(AdderTyper *t, HirInstr *instr, HirInstr *first, HirInstr *second)
{
    HirInstr **pair = ADDER_NEW_ARRAY(t->func->arena, HirInstr *, 2);
    if (pair != NULL) {
        pair[0] = first;
        pair[1] = second;
        instr->note = pair;
        hir_replace(instr, first);
    }
}

static void
rewrite_load_method(AdderTyper *t, HirInstr *instr)
{
    AdderEmit e = adder_emit_before(t->func, instr);
    HirInstr *self = instr->args[0];
    PyObject *method = builtin_method(t, instr);
    instr->note = NULL;
    if (method != NULL) {
        self = adder_emit_guard_type(&e, self, adder_typer_plan(t, instr, 0, 0));
        replace_pair(t, instr, adder_emit_const(&e, method), self);
        return;
    }
    AdderAttribute at = adder_attribute(instr);
    const AdderCache cache = at.cache;
    if (cache.kind == ADDER_CACHE_METHOD_VALUES || cache.kind == ADDER_CACHE_METHOD_NO_DICT) {
        HirInstr *load = adder_emit_class_attr(&e, self, &at);
        replace_pair(t, instr, load, load->args[0]);
    }
    else if (cache.kind == ADDER_CACHE_METHOD_MODULE) {
        HirInstr *null = adder_emit0(&e, HIR_NullConst);
        replace_pair(t, instr, null, emit_module_attr(t, &e, instr, &cache));
    }
}

/* ---- Values from ops with several ------------------------------------------------------------- */

static AdderTypes
infer_second(const AdderTyper *t, HirInstr *instr)
{
    HirInstr *source = instr->args[0];
    if (source->op != HIR_LoadMethod) {
        return instr->type;
    }
    AdderTypes first = adder_typer_type(t, source);
    t->expected[instr->id] = NULL;
    if (first == ADDER_T_Null) {
        AdderCache cache = adder_attribute(source).cache;
        t->expected[instr->id] = module_value(t, source, &cache);
        return ADDER_T_Object;
    }
    if (first == ADDER_T_Object) {
        AdderTypes self = adder_typer_plan(t, source, 0, 0);
        return builtin_method(t, source) ? self : ADDER_T_Object;
    }
    return first == ADDER_T_Bottom ? first : instr->type;
}

static void
rewrite_second(AdderTyper *t, HirInstr *instr)
{
    (void)t;
    HirInstr *source = instr->args[0]; /* not resolved: the op that was replaced */
    HirInstr **values = source->forward ? source->note : NULL;
    if (values != NULL) {
        hir_replace(instr, hir_resolve(values[instr->imm + 1]));
    }
}

const AdderTypeRule adder_name_rules[] = {
    {HIR_LoadGlobal, infer_global, rewrite_global},
    {HIR_LoadName, infer_global, rewrite_global},
    {HIR_StoreGlobal, infer_same, rewrite_store_global},
    {HIR_StoreName, infer_same, rewrite_store_global},
    {HIR_LoadAttr, infer_load_attr, rewrite_load_attr},
    {HIR_StoreAttr, infer_same, rewrite_store_attr},
    {HIR_LoadMethod, infer_load_method, rewrite_load_method},
    {HIR_Second, infer_second, rewrite_second},
    {HIR_NONE, NULL, NULL},
};
