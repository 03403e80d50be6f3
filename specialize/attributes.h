/* What the feedback says of attribute sites; shared by the passes that specialise and inline. */
#ifndef ADDER_SPECIALIZE_ATTRIBUTES_H
#define ADDER_SPECIALIZE_ATTRIBUTES_H

#include "profile/feedback.h"
#include "profile/lookup.h"
#include "specialize/emit.h"

/* Where an attribute is found, in all instances of some classes. */
typedef struct {
    AdderCache cache;   /* its versions are those of the first class */
    HirClasses classes; /* n: 0 if only the version of the one class is known */
    uint32_t keys[HIR_MOST_CLASSES]; /* cache.keys_version of each, if there is one */
} AdderAttribute;

/* What a class has under a name: borrowed, or NULL. Gives the class a version. */
PyObject *adder_class_attribute(PyTypeObject *cls, const char *name);
/* Has it a version that tells it, or got one now? */
bool adder_class_is_told(PyTypeObject *cls);
/* Is calling it with self what calling that would be which its __get__ gives? */
bool adder_binds_self(const PyObject *method);
/* Such a method of self's class, which has been guarded; functions are guarded too. */
HirInstr *adder_emit_method(AdderEmit *e, HirInstr *self, PyObject *method);

/* The site of an instruction in the code of its frame, inlined or not; NULL: it was never sampled. */
const AdderSite *adder_site_of(const HirInstr *instr);
/* The interpreter would often have to do it: a missing key is caught here, or one was missed before. */
bool adder_often_misses(const HirInstr *instr);
/* Have guards at an instruction, which has a state, not failed too often?  In func's own frame by func's own
 * profile: a function that is only looked at has none. */
bool adder_may_speculate(const HirFunc *func, const HirInstr *instr);

/* The classes that guards have proven of a value; NULL: none have. */
const HirClasses *adder_classes_proven(HirInstr *value);
/* The classes that are proven of value, or that alone were seen of it at instr,
 * where it is that operand (0: top of the stack). */
bool adder_classes_known(const HirInstr *instr, HirInstr *value, int operand, HirClasses *classes);
/* All that were seen of that operand of a site, builtin types among them; false: there were others, too. */
bool adder_all_classes_seen(const AdderSite *site, int operand, HirClasses *classes);
/* Ordered, so that all sites of the same classes have the same guard. */
void adder_add_class(HirClasses *classes, PyTypeObject *type);
/* Instances say themselves what they are: does their class do without a __class__ of its own? */
bool adder_has_plain_class(PyTypeObject *cls);
/* The classes that a LoadAttr, StoreAttr or LoadMethod is made for, or that its object has been proven to
 * be of, or that were seen there and nothing else was.  False: not known. */
bool adder_classes_at(const HirInstr *instr, HirClasses *classes);
/* Where such an instruction finds its attribute, if it is worth a guard and the same for all those classes;
 * without them by the interpreter's cache.  Kind NONE: not known, or guards have failed there. */
AdderAttribute adder_attribute(const HirInstr *instr);
/* The same of an attribute that instances of these classes are asked for, whatever was seen. */
AdderAttribute adder_attribute_of(const HirClasses *classes, PyObject *name, AdderLook look);
/* An attribute of the class that will do as a constant: it keeps nothing else alive. */
bool adder_is_plain_constant(const AdderCache *cache);
/* The getter of a property (LoadAttr), if it is a function that only wants the instance, or its setter (StoreAttr), which
 * wants the value too; borrowed, or NULL. */
PyFunctionObject *adder_accessor_of(const AdderCache *cache, HirOp op);
/* That function, guarded; self is guarded to be of the attribute's classes. */
HirInstr *adder_emit_accessor(AdderEmit *e, HirInstr *self, const AdderCache *cache, HirOp op);
/* A copy for an instruction to keep. NULL without memory. */
const HirClasses *adder_classes_copy(HirFunc *func, const HirClasses *classes);

/* The operation on the object that has one version, or the other one on the object that has any of n. */
HirInstr *adder_emit_versions(AdderEmit *e, HirOp one, HirOp any, HirInstr *object, int n,
                              const uint32_t *versions);
/* The value, proven to be this class, unchanged. */
HirInstr *adder_emit_guard_version(AdderEmit *e, HirInstr *value, const PyTypeObject *cls);
/* The object, proven to be of one of the classes. */
HirInstr *adder_emit_guard_classes(AdderEmit *e, HirInstr *object, const HirClasses *classes);
/* The same for those of an attribute. */
HirInstr *adder_emit_guard_attribute(AdderEmit *e, HirInstr *object, const AdderAttribute *attribute);
/* object, which the guarded owner (a class, or an instance of it) gives. */
HirInstr *adder_emit_known(AdderEmit *e, PyObject *object, HirInstr *owner);
/* What the class has, and the instance has not: a constant, or a ClassAttr of the guarded object. */
HirInstr *adder_emit_class_attr(AdderEmit *e, HirInstr *object, const AdderAttribute *attribute);
/* The attribute's value, found in the instance or on its class, behind guards; NULL: it is found elsewhere. */
HirInstr *adder_emit_attribute(AdderEmit *e, HirInstr *object, const AdderAttribute *attribute);
bool adder_can_emit_attribute(const AdderAttribute *attribute);

#endif
