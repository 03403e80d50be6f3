/* Classes that share slots with a builtin type: subclasses of dict (defaultdict, OrderedDict,
 * Counter), list and tuple that do not override them, and deques, whose length stands where a list
 * has its own.  What such a slot does is known to HIR; a guard on the class's version says that it
 * is still the same.  Owns nothing. */
#include "specialize/derived.h"

#include "specialize/attributes.h"

#include <string.h>

/* Deques are told by their name: their type has none in C. */
static bool is_deque(const PyTypeObject *type)
{
    return strcmp(type->tp_name, "collections.deque") == 0 &&
           (type->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0;
}

/* The type among its bases that knows what is asked, or NULL; Other among `base`: a deque too. */
static const PyTypeObject *builtin_base(const PyTypeObject *cls, AdderTypes base)
{
    const AdderTypes known = base & ~(AdderTypes)ADDER_T_Other;
    for (; cls != NULL; cls = cls->tp_base) {
        if ((adder_types_of_instances(cls) & known) != 0 || (known != base && is_deque(cls))) {
            return cls;
        }
    }
    return NULL;
}

static bool shares_length(const PyTypeObject *cls, const PyTypeObject *base)
{
    return cls->tp_as_sequence->sq_length == base->tp_as_sequence->sq_length &&
           (cls->tp_as_mapping != NULL ? cls->tp_as_mapping->mp_length : NULL) ==
               (base->tp_as_mapping != NULL ? base->tp_as_mapping->mp_length : NULL);
}

/* Where a class answers for keys that are missing they are expected to be. */
static bool shares(PyTypeObject *cls, const PyTypeObject *base, AdderAsked asked)
{
    if (cls->tp_as_sequence == NULL || (asked > ADDER_ASKED_HAS && cls->tp_as_mapping == NULL)) {
        return false;
    }
    switch (asked) {
    case ADDER_ASKED_TRUTH:
        return (cls->tp_as_number == NULL || cls->tp_as_number->nb_bool == NULL) &&
               shares_length(cls, base);
    case ADDER_ASKED_LENGTH: return shares_length(cls, base);
    case ADDER_ASKED_HAS:
        return cls->tp_as_sequence->sq_contains == base->tp_as_sequence->sq_contains;
    case ADDER_ASKED_ITEM:
        return cls->tp_as_mapping->mp_subscript == base->tp_as_mapping->mp_subscript &&
               adder_class_attribute(cls, "__missing__") == NULL;
    case ADDER_ASKED_STORE:
        return cls->tp_as_mapping->mp_ass_subscript == base->tp_as_mapping->mp_ass_subscript;
    }
    return false;
}

/* The base that all classes have, and share the answer with; NULL: there is none. */
static const PyTypeObject *shared_base(const HirClasses *classes, AdderTypes types,
                                       AdderAsked asked)
{
    const PyTypeObject *base = classes->n > 0 ? builtin_base(classes->at[0], types) : NULL;
    for (int k = 0; base != NULL && k < classes->n; k++) {
        if (builtin_base(classes->at[k], types) != base || !shares(classes->at[k], base, asked)) {
            base = NULL;
        }
    }
    return base;
}

/* *base: of the guarded operand. */
static HirInstr *emit_guarded(AdderTyper *t, AdderEmit *e, HirInstr *instr, int arg, int depth,
                              AdderTypes types, AdderAsked asked, const PyTypeObject **base)
{
    HirClasses classes;
    HirInstr *value = hir_resolve(instr->args[arg]);
    bool known = (value->type & ADDER_T_Other) != 0 && !instr->generic &&
                 adder_typer_may_guard(t, instr) &&
                 adder_classes_known(instr, value, depth, &classes);
    *base = known ? shared_base(&classes, types, asked) : NULL;
    return *base != NULL ? adder_emit_guard_classes(e, value, &classes) : NULL;
}

HirInstr *adder_emit_derived(AdderTyper *t, AdderEmit *e, HirInstr *instr, int arg, int depth,
                             AdderTypes base, AdderAsked asked)
{
    const PyTypeObject *found;
    return emit_guarded(t, e, instr, arg, depth, base, asked, &found);
}

HirInstr *adder_emit_derived_length(AdderTyper *t, AdderEmit *e, HirInstr *instr, int arg,
                                    AdderAsked asked)
{
    const AdderTypes types = ADDER_T_Dict | ADDER_T_List | ADDER_T_Tuple | ADDER_T_Other;
    const PyTypeObject *base;
    HirInstr *value = emit_guarded(t, e, instr, arg, 0, types, asked, &base);
    HirOp op = base == &PyDict_Type ? HIR_DictLen : HIR_ListLen;
    return value != NULL ? adder_emit1(e, op, value) : NULL;
}

bool adder_is_derived_dict(HirInstr *self)
{
    const HirClasses *proven = adder_classes_proven(self);
    bool derived = proven != NULL && proven->n > 0;
    for (int k = 0; derived && k < proven->n; k++) {
        derived = builtin_base(proven->at[k], ADDER_T_Dict) != NULL;
    }
    return derived;
}
