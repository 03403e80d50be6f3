/* The Python function that a call is expected to reach, and how what it is given becomes its locals;
 * and its body in the place of the call. */
#ifndef ADDER_SPECIALIZE_CALLEE_H
#define ADDER_SPECIALIZE_CALLEE_H

#include "irgen/irgen.h"
#include "specialize/emit.h"

/* Told by its version; or by its code, as nested functions are: each run of the outer function makes new ones. */
typedef struct {
    PyFunctionObject *func; /* borrowed; NULL: any function of the code, with the caller's globals */
    PyCodeObject *code;     /* borrowed; NULL: nobody is expected */
} AdderCallee;

/* What a LoadGlobal finds just now, in the globals only, or in the builtins too: borrowed, or NULL. */
PyObject *adder_named_global(const HirFunc *func, const HirInstr *load);
PyObject *adder_named_value(const HirFunc *func, const HirInstr *load);
/* A callable without a self as it is just now: nobody if it is no Python function, or the call reaches several. */
AdderCallee adder_callee_of(const HirFunc *func, const HirInstr *call, PyObject *callable);
/* A method, found on a class that is proven: by its version. */
AdderCallee adder_callee_method(PyFunctionObject *method);
/* What value is made of, or what the call was seen to reach. */
AdderCallee adder_callee_seen(const HirInstr *call, HirInstr *value);
/* The function of the bound methods that a call was seen to reach. */
AdderCallee adder_callee_bound(const HirInstr *call);
/* What a guard has told value to be. */
AdderCallee adder_callee_guarded(const HirInstr *value);

/* Is one of the frames of func and its inlined callees that are there at call one of code? */
bool adder_is_running(const HirFunc *func, const HirInstr *call, const PyCodeObject *code);

/* What a call gives. */
typedef struct {
    HirInstr *const *args; /* the positional ones, then those of kwnames */
    int npositional;
    PyObject *kwnames;     /* borrowed tuple; NULL: none */
} AdderGiven;

/* The names of the last arguments of a Call: borrowed tuple, or NULL; and how many. */
static inline PyObject *adder_call_keywords(const HirInstr *call)
{
    return call->sym != NULL ? call->sym->object : NULL;
}
static inline int adder_call_nkeywords(const HirInstr *call)
{
    return call->sym != NULL ? (int)PyTuple_GET_SIZE(call->sym->object) : 0;
}

/* Is it the code of an ordinary function: its locals are its own, and a call runs it to its end? */
bool adder_is_function_code(const PyCodeObject *code);
/* Does it take positional arguments only? */
bool adder_is_positional(const PyCodeObject *code);
/* Does its code, of whatever kind, take that (with its defaults)? */
bool adder_callee_binds(const AdderCallee *callee, const AdderGiven *given);
/* The same of an ordinary function; false: nobody is expected. */
bool adder_callee_takes(const AdderCallee *callee, const AdderGiven *given);
/* value is the callee: itself if that is guarded already. */
HirInstr *adder_emit_guard_callee(AdderEmit *e, HirInstr *value, const AdderCallee *callee);
/* How many parameters it has, with those of stars: its first locals. */
int adder_callee_parameters(const PyCodeObject *code);
/* Its parameters (in the arena): what it takes of given, then defaults of func, the guarded callee; what stars take
 * is made.  NULL: no memory. */
HirInstr **adder_emit_parameters(AdderEmit *e, const AdderCallee *callee, HirInstr *func,
                                 const AdderGiven *given);
/* The locals of code where its body begins, with the first n given: new cells, and room for those of a closure.
 * NULL where unset. */
HirInstr **adder_emit_own_locals(AdderEmit *e, const PyCodeObject *code, HirInstr *const *parameters,
                                 int n);
/* All its locals where its body begins: parameters, new cells, those of its closure.  NULL where unset. */
HirInstr **adder_emit_locals(AdderEmit *e, const AdderCallee *callee, HirInstr *func,
                             HirInstr *const *parameters);

/* The call's state while the callee runs: the `taken` last values on the stack have moved into its frame.  NULL: no
 * memory. */
HirState *adder_state_inside(HirFunc *func, const HirInstr *call, int taken);
/* Builds the body that is to take the call's place, with all of inlining given but exit and result, which are made:
 * what follows the call, and the value there.  Its entry, to which the call's block is still to jump, as the call is
 * still to be replaced.  NULL: no memory, or it cannot be built. */
HirBlock *adder_build_body(HirFunc *func, HirInstr *call, AdderInlining *inlining);

#endif
