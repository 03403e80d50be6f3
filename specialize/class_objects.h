/* Attributes of classes themselves, for the classes pass. */
#ifndef ADDER_SPECIALIZE_CLASS_OBJECTS_H
#define ADDER_SPECIALIZE_CLASS_OBJECTS_H

#include "specialize/emit.h"

/* The class that a global or builtin is just now (borrowed), with a version; NULL: it is none. */
PyTypeObject *adder_expected_class(const HirFunc *func, const HirInstr *load);
/* Was it made by type itself, which answers for it and its instances? */
static inline bool adder_is_plain_class(const PyTypeObject *cls)
{
    return Py_IS_TYPE(cls, &PyType_Type);
}
/* Does its metaclass look attributes up as type does, and have none of that name? */
bool adder_asks_class_alone(PyTypeObject *cls, PyObject *name);
/* value, proven to be the class as it is now. */
HirInstr *adder_emit_guard_class_object(AdderEmit *e, HirInstr *value, PyTypeObject *cls);
/* Puts what the class has in the place of a LoadAttr or LoadMethod of a known class; second: of the latter, its Second.
 * False: nothing has changed. */
bool adder_put_class_object(HirFunc *func, HirInstr *instr, HirInstr *second);

#endif
