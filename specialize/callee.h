/* The Python function that a call is expected to reach, and how what it is given becomes its locals. */
#ifndef ADDER_SPECIALIZE_CALLEE_H
#define ADDER_SPECIALIZE_CALLEE_H

#include "specialize/emit.h"

/* Told by its version; or by its code, as nested functions are: each run of the outer function makes new ones. */
typedef struct {
    PyFunctionObject *func; /* borrowed; NULL: any function of the code, with the caller's globals */
    PyCodeObject *code;     /* borrowed; NULL: nobody is expected */
} AdderCallee;

/* A callable without a self as it is just now: nobody if it is no Python function, or the call reaches several. */
AdderCallee adder_callee_of(const HirFunc *func, const HirInstr *call, PyObject *callable);
/* A method, found on a class that is proven: by its version. */
AdderCallee adder_callee_method(PyFunctionObject *method);
/* What value is made of, or what the call was seen to reach. */
AdderCallee adder_callee_seen(const HirInstr *call, HirInstr *value);
/* Is it an ordinary function that so many positional arguments, and its defaults, are enough for? */
bool adder_callee_takes(const AdderCallee *callee, int nargs);
/* value is the callee: itself if that is guarded already. */
HirInstr *adder_emit_guard_callee(AdderEmit *e, HirInstr *value, const AdderCallee *callee);
/* Its parameters (in the arena): what is given, then the defaults of func, the guarded callee.  NULL: no memory. */
HirInstr **adder_emit_parameters(AdderEmit *e, const AdderCallee *callee, HirInstr *func, int nargs,
                                 HirInstr *const *args);
/* All its locals where its body begins: parameters, new cells, those of its closure.  NULL where unset. */
HirInstr **adder_emit_locals(AdderEmit *e, const AdderCallee *callee, HirInstr *func,
                             HirInstr *const *parameters);

#endif
