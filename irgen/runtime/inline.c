/* Runtime helpers that are compiled to bitcode and inlined into machine code.
 *
 * One function adder_op_NAME per HIR op that is more than an LLVM instruction.  The lowering takes
 * every signature and every struct layout from here, so the C compiler checks them.  Calling
 * conventions of the lowering (see llvm_ops.c): a bool result says "go on" (false: leave through
 * the deoptimisation exit, and then nothing has happened yet); results of such helpers go through
 * `out`; `old` receives an object whose reference the caller has to let go.
 *
 * Needs the GIL.  Owns nothing.  Slow paths are the native functions of runtime.c: nothing here
 * may grow large, because each use is a copy. */
#include "irgen/hir_ops.h"
#include "irgen/runtime/runtime.h"

#include <math.h>
#include <internal/pycore_dict.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_list.h>
#include <internal/pycore_long.h>
#include <internal/pycore_moduleobject.h>
#include <internal/pycore_object.h>
#include <internal/pycore_runtime.h>
#include <internal/pycore_tuple.h>
#include <internal/pycore_unicodeobject.h>

#define HELPER(type, name, ...)                                                                    \
    type adder_##name(__VA_ARGS__);                                                                \
    __attribute__((always_inline)) type adder_##name(__VA_ARGS__)
#define OP(type, name, ...) HELPER(type, op_##name, __VA_ARGS__)
#define COLD(x) __builtin_expect(!!(x), 0)
#define LIKELY(x) __builtin_expect(!!(x), 1)

#define X(name) __attribute__((preserve_most)) __typeof__(adder_rt_##name) adder_cold_##name;
ADDER_COLD_TABLE(X, X)
#undef X

/* ---- Foreign layouts ------------------------------------------------------------------------ */

#define LAYOUT(Type, field, offset)                                                                \
    _Static_assert(offsetof(Type, field) == (offset), #Type "." #field " has moved")

LAYOUT(PyObject, ob_refcnt, 0);
LAYOUT(PyObject, ob_type, 8);
LAYOUT(PyVarObject, ob_size, 16);
LAYOUT(PyLongObject, ob_digit, 24);
LAYOUT(PyFloatObject, ob_fval, 16);
LAYOUT(PyListObject, ob_item, 24);
LAYOUT(PyListObject, allocated, 32);
LAYOUT(PyTupleObject, ob_item, 24);
LAYOUT(PyBytesObject, ob_sval, 32);
LAYOUT(PyByteArrayObject, ob_alloc, 24);
LAYOUT(PyByteArrayObject, ob_start, 40);
LAYOUT(PyByteArrayObject, ob_exports, 48);
LAYOUT(PyDictObject, ma_used, 16);
LAYOUT(PyDictObject, ma_keys, 32);
LAYOUT(PyDictObject, ma_values, 40);
LAYOUT(PySetObject, used, 24);
LAYOUT(PyCellObject, ob_ref, 16);
LAYOUT(PyFunctionObject, func_closure, 72);
LAYOUT(AdderSeqIter, index, 16);
LAYOUT(AdderSeqIter, seq, 24);
LAYOUT(AdderDictIter, len, 48);
LAYOUT(AdderSetIter, len, 40);
LAYOUT(AdderEnumerate, long_index, 40);
LAYOUT(AdderZip, strict, 40);
LAYOUT(PySetObject, table, 40);
LAYOUT(_PyInterpreterFrame, localsplus, 72);
LAYOUT(AdderActivation, slot, 64);
_Static_assert(PyLong_SHIFT == 30, "ints have digits of 30 bits");
_Static_assert(sizeof(AdderRangeIter) == 48, "range iterators are six words");

/* ---- Reference counts ------------------------------------------------------------------------ */

/* True if that was the last reference: the caller deallocates, on a cold path. */
HELPER(bool, decref_dead, PyObject *o)
{
    return COLD(--o->ob_refcnt == 0);
}

HELPER(void, incref, PyObject *o)
{
    o->ob_refcnt++;
}

/* Frees an exact float without references: into CPython's own free list. */
HELPER(void, float_free, PyThreadState *ts, PyObject *o)
{
    struct _Py_float_state *state = &ts->interp->float_state;
    if (COLD(state->numfree >= PyFloat_MAXFREELIST)) {
        PyObject_Free(o);
        return;
    }
    state->numfree++;
    o->ob_type = (PyTypeObject *)state->free_list;
    state->free_list = (PyFloatObject *)o;
}

static inline __attribute__((always_inline)) PyObject *new_ref(PyObject *o)
{
    o->ob_refcnt++;
    return o;
}

/* ---- Boxing ----------------------------------------------------------------------------------- */

static inline __attribute__((always_inline)) digit low_digit(PyObject *o)
{
    return ((PyLongObject *)o)->ob_digit[0];
}

OP(bool, UnboxI64, PyObject *o, int64_t *out)
{
    Py_ssize_t size = Py_SIZE(o);
    if (LIKELY((size_t)(size + 1) <= 2)) {
        *out = size * (int64_t)low_digit(o);
        return true;
    }
    *out = adder_cold_unbox_i64(o);
    return LIKELY(*out != ADDER_UNFIT);
}

OP(double, UnboxF64, PyObject *o)
{
    return ((PyFloatObject *)o)->ob_fval;
}

OP(bool, UnboxMaybeI64, PyObject *o, int64_t *out)
{
    *out = 0;
    return o == NULL || adder_op_UnboxI64(o, out);
}

OP(double, UnboxMaybeF64, PyObject *o)
{
    return o != NULL ? ((PyFloatObject *)o)->ob_fval : 0;
}

OP(bool, UnboxMaybeI1, PyObject *o)
{
    return o == Py_True;
}

OP(bool, UnboxI1, PyObject *o)
{
    return o == Py_True;
}

static inline __attribute__((always_inline)) bool is_small(int64_t value)
{
    return (uint64_t)(value + _PY_NSMALLNEGINTS) < _PY_NSMALLNEGINTS + _PY_NSMALLPOSINTS;
}

OP(PyObject *, BoxI64, int64_t value)
{
    if (is_small(value)) {
        return new_ref((PyObject *)&_PyLong_SMALL_INTS[_PY_NSMALLNEGINTS + value]);
    }
    return adder_rt_box_i64(value);
}

OP(PyObject *, BoxF64, PyThreadState *ts, double value)
{
    struct _Py_float_state *state = &ts->interp->float_state;
    PyFloatObject *o = state->free_list;
    if (COLD(o == NULL)) {
        return adder_rt_box_f64(value);
    }
    state->free_list = (PyFloatObject *)o->ob_base.ob_type;
    state->numfree--;
    o->ob_base.ob_type = &PyFloat_Type;
    o->ob_base.ob_refcnt = 1;
    o->ob_fval = value;
    return (PyObject *)o;
}

OP(PyObject *, BoxI1, bool value)
{
    return value ? Py_True : Py_False;
}

/* Writes value into an unshared float that is about to be overwritten. */
static inline __attribute__((always_inline)) bool float_in_place(PyObject *old, double value)
{
    if (LIKELY(old != NULL && old->ob_type == &PyFloat_Type && old->ob_refcnt == 1)) {
        ((PyFloatObject *)old)->ob_fval = value;
        return true;
    }
    return false;
}

/* The same where a float is known to be there: if it is shared, another takes its place. */
static inline __attribute__((always_inline)) bool
over_float(PyThreadState *ts, PyObject **slot, double value)
{
    PyObject *old = *slot;
    if (LIKELY(old->ob_refcnt == 1)) {
        ((PyFloatObject *)old)->ob_fval = value;
        return true;
    }
    PyObject *boxed = adder_op_BoxF64(ts, value);
    if (COLD(boxed == NULL)) {
        return adder_cold_no_memory();
    }
    old->ob_refcnt--;
    *slot = boxed;
    return true;
}

/* The same for an int: only if it has the size that the new value needs, and the new value is not
 * one of the cached ones.  An int with one reference is never a cached one. */
static inline __attribute__((always_inline)) bool int_in_place(PyObject *old, int64_t value)
{
    if (old == NULL || old->ob_type != &PyLong_Type || old->ob_refcnt != 1 || is_small(value)) {
        return false;
    }
    uint64_t magnitude = value < 0 ? -(uint64_t)value : (uint64_t)value;
    if (COLD(magnitude >> PyLong_SHIFT)) {
        return adder_rt_int_in_place(old, value);
    }
    Py_ssize_t size = Py_SIZE(old);
    if (size != 1 && size != -1) {
        return false;
    }
    ((PyLongObject *)old)->ob_digit[0] = (digit)magnitude;
    ((PyVarObject *)old)->ob_size = value < 0 ? -1 : 1;
    return true;
}

/* May a store, if it is to be quiet, let go of that? */
static inline __attribute__((always_inline)) bool may_let_go(bool quiet, PyObject *old)
{
    return !quiet || old == NULL || LIKELY(old->ob_refcnt > 1) || adder_rt_dies_quietly(old);
}

/* ---- Guards ------------------------------------------------------------------------------------ */

/* A version tag belongs to one class alone, so that the class need not be named. */
OP(bool, GuardClass, PyObject *o, PyTypeObject *type, int64_t version)
{
    return LIKELY(o->ob_type->tp_version_tag == (uint32_t)version
                  && (type == NULL || o->ob_type == type));
}

HELPER(int64_t, class_version, PyObject *o)
{
    return o->ob_type->tp_version_tag;
}

OP(bool, GuardVersion, PyObject *o, int64_t version)
{
    return LIKELY((o->ob_type == &PyType_Type
                   || (o->ob_type->tp_flags & Py_TPFLAGS_TYPE_SUBCLASS) != 0)
                  && ((PyTypeObject *)o)->tp_version_tag == (uint32_t)version);
}

/* What a LoadMethod gave may be Null. */
OP(bool, GuardFunc, PyObject *o, int64_t version)
{
    return LIKELY(o != NULL && o->ob_type == &PyFunction_Type
                  && ((PyFunctionObject *)o)->func_version == (uint32_t)version);
}

OP(bool, GuardCode, PyObject *o, PyObject *code, PyFunctionObject *running)
{
    PyFunctionObject *func = (PyFunctionObject *)o;
    return LIKELY(o != NULL && o->ob_type == &PyFunction_Type && func->func_code == code
                  && func->func_globals == running->func_globals
                  && func->func_builtins == running->func_builtins);
}

OP(bool, HasCode, PyObject *o, PyObject *code)
{
    return o != NULL && o->ob_type == &PyFunction_Type && ((PyFunctionObject *)o)->func_code == code;
}

OP(bool, GuardBound, PyObject *o, PyObject *method)
{
    return LIKELY(o->ob_type == &PyCFunction_Type
                  && ((PyCFunctionObject *)o)->m_ml == ((PyMethodDescrObject *)method)->d_method);
}

OP(PyObject *, BoundPart, PyObject *o, int64_t offset)
{
    return *(PyObject **)((char *)o + offset);
}

OP(bool, HasClass, PyObject *o, int64_t version)
{
    return o->ob_type->tp_version_tag == (uint32_t)version;
}

HELPER(bool, has_type, PyObject *o, PyTypeObject *type)
{
    return o->ob_type == type;
}

HELPER(bool, tracing, PyThreadState *ts, AdderActivation *act)
{
    return COLD(adder_watched(ts) || *(volatile bool *)&act->unit->invalid);
}

HELPER(bool, eval_break, PyThreadState *ts)
{
    return COLD(*(volatile int *)&ts->interp->ceval.eval_breaker._value != 0);
}

/* ADDER_STRESS=deopt:N: every N-th guard that is passed fails. */
/* True, but LLVM does not know it. */
HELPER(bool, always, AdderActivation *act)
{
    return *(AdderUnit *volatile *)&act->unit != NULL;
}

HELPER(bool, stress, AdderActivation *act, int64_t period)
{
    AdderUnit *unit = act->unit;
    if (--unit->stress_counter != 0) {
        return false;
    }
    unit->stress_counter = (uint64_t)period;
    return true;
}

/* One that only the frame itself still has (an exception has passed by) nobody will ever look at. */
HELPER(bool, has_frame_object, AdderActivation *act)
{
    PyFrameObject *object = act->frame != NULL ? act->frame->frame_obj : NULL;
    return COLD(object != NULL && Py_REFCNT(object) > 1);
}

/* The frame of an inlined callee that is about to return is looked at by somebody. */
HELPER(bool, has_inlined, AdderActivation *act)
{
    return COLD(act->ninlined != 0);
}

HELPER(void, hide_inlined, PyThreadState *ts, AdderActivation *act)
{
    if (act->ninlined != 0) {
        adder_rt_hide_inlined(ts, act);
    }
}

/* Notes for others what runs now: the instruction, and where the exit finds the live values. */
HELPER(void, site, _PyInterpreterFrame *frame, AdderActivation *act, int64_t unit, int64_t number)
{
    frame->prev_instr = _PyCode_CODE(frame->f_code) + unit;
    act->site = (uint32_t)number;
}

/* A collection may start in what is about to be allocated. */
HELPER(bool, collection_due, PyThreadState *ts)
{
    const struct gc_generation *young = &ts->interp->gc.generations[0];
    enum { AT_ONCE = 8 }; /* objects that one operation makes at most */
    return COLD(young->count + AT_ONCE >= young->threshold);
}

/* Before an allocation in an inlined callee. */
HELPER(void, show_inlined_if_due, PyThreadState *ts, AdderActivation *act)
{
    if (adder_collection_due(ts)) {
        adder_rt_show_inlined(ts, act);
    }
}

/* As site, in code that was called directly, whose frame is made now if there is none. */
HELPER(void, site_direct, PyThreadState *ts, AdderActivation *act, int64_t unit, int64_t number)
{
    act->site = (uint32_t)number;
    if (COLD(act->frame == NULL)) {
        adder_rt_link(ts, act);
    }
    act->frame->prev_instr = _PyCode_CODE(act->frame->f_code) + unit;
}

/* The same before an allocation: without a collection nobody looks. */
HELPER(void, site_direct_if_due, PyThreadState *ts, AdderActivation *act, int64_t unit,
       int64_t number)
{
    act->site = (uint32_t)number;
    if (adder_collection_due(ts) || COLD(act->frame != NULL)) {
        adder_site_direct(ts, act, unit, number);
    }
}

/* Begins a direct call, whose caller had checked who watches.  False: the recursion limit is
 * reached. */
HELPER(bool, direct_begin, PyThreadState *ts, AdderActivation *act, AdderActivation *caller,
       PyObject *func, AdderUnit *unit)
{
    act->previous = caller;
    act->frame = NULL;
    act->unit = unit;
    act->func = func;
    act->elided = caller->elided + caller->inner + 1;
    act->ninlined = act->counted = 0;
    unit->entered++;
    return LIKELY((int)act->elided <= ts->recursion_remaining) || adder_rt_begin_with_care(ts, act);
}

/* Then calls go through the evaluation loop. */
HELPER(bool, calls_are_watched, PyThreadState *ts)
{
    return COLD(adder_watched(ts));
}

HELPER(bool, was_linked, AdderActivation *act)
{
    return COLD(act->frame != NULL);
}

/* Too little is left of the native stack, or of the recursion limit: inlined calls count. */
HELPER(bool, stack_short, PyThreadState *ts, AdderActivation *act, char *here, char *limit,
       int64_t depth)
{
    return (COLD(here < limit) && adder_rt_stack_short())
           || (depth > 0 && COLD(ts->recursion_remaining - (int)act->elided < depth));
}

/* Results of functions that are to answer a machine value; false: o is none of that kind, and is
 * answered itself.  Consumes o if true. */
HELPER(bool, return_i64, PyObject *o, int64_t *out)
{
    if (o->ob_type != &PyLong_Type || !adder_op_UnboxI64(o, out)) {
        return false;
    }
    if (COLD(--o->ob_refcnt == 0)) {
        adder_rt_dealloc(o);
    }
    return true;
}

HELPER(bool, return_f64, PyObject *o, double *out)
{
    if (o->ob_type != &PyFloat_Type) {
        return false;
    }
    *out = ((PyFloatObject *)o)->ob_fval;
    if (COLD(--o->ob_refcnt == 0)) {
        adder_rt_dealloc(o);
    }
    return true;
}

HELPER(PyObject *, take_local, _PyInterpreterFrame *frame, int64_t index)
{
    PyObject *value = frame->localsplus[index];
    frame->localsplus[index] = NULL;
    return value;
}

HELPER(void, put_local, _PyInterpreterFrame *frame, int64_t index, PyObject *value)
{
    frame->localsplus[index] = value;
}

/* The generator that frame belongs to yields at `unit`. */
HELPER(void, suspend, _PyInterpreterFrame *frame, int64_t stacktop, int64_t unit)
{
    frame->stacktop = (int)stacktop;
    frame->prev_instr = _PyCode_CODE(frame->f_code) + unit;
    _PyFrame_GetGenerator(frame)->gi_frame_state = FRAME_SUSPENDED;
}

HELPER(void, slot_i64, AdderActivation *act, int64_t index, int64_t value)
{
    act->slot[index] = (uint64_t)value;
}

/* ---- int64 -------------------------------------------------------------------------------------- */

OP(bool, FloorDivI64Chk, int64_t a, int64_t b, int64_t *out)
{
    if (COLD(b == 0 || (b == -1 && a == INT64_MIN))) {
        return false;
    }
    int64_t quotient = a / b, rest = a - quotient * b;
    *out = quotient - (rest != 0 && (rest ^ b) < 0);
    return true;
}

OP(bool, ModI64Chk, int64_t a, int64_t b, int64_t *out)
{
    if (COLD(b == 0 || (b == -1 && a == INT64_MIN))) {
        return false;
    }
    int64_t rest = a % b;
    *out = rest != 0 && (rest ^ b) < 0 ? rest + b : rest;
    return true;
}

static inline __attribute__((always_inline)) bool exact_in_double(int64_t value)
{
    return (uint64_t)(value + (INT64_C(1) << 53)) <= (UINT64_C(1) << 54);
}

OP(bool, TrueDivI64Chk, int64_t a, int64_t b, double *out)
{
    if (COLD(b == 0 || !exact_in_double(a) || !exact_in_double(b))) {
        return false;
    }
    *out = (double)a / (double)b;
    return true;
}

OP(bool, PowI64Chk, int64_t a, int64_t b, int64_t *out)
{
    if (b == 2) {
        int64_t square = 0;
        bool overflow = __builtin_mul_overflow(a, a, &square);
        *out = square;
        return LIKELY(!overflow);
    }
    int64_t power = 0;
    bool ok = adder_rt_pow_i64(a, b, &power);
    *out = power;
    return ok;
}

OP(bool, PowModI64Chk, int64_t a, int64_t b, int64_t c, int64_t *out)
{
    int64_t power = 0;
    bool ok = adder_rt_pow_mod_i64(a, b, c, &power);
    *out = power;
    return ok;
}

OP(bool, ShlI64Chk, int64_t a, int64_t b, int64_t *out)
{
    if (COLD((uint64_t)b >= 63)) {
        *out = 0;
        return b > 0 && a == 0;
    }
    int64_t shifted = (int64_t)((uint64_t)a << b);
    *out = shifted;
    return LIKELY(shifted >> b == a);
}

OP(bool, ShrI64Chk, int64_t a, int64_t b, int64_t *out)
{
    *out = a >> (b > 63 ? 63 : b & 63);
    return LIKELY(b >= 0);
}

OP(bool, AbsI64Chk, int64_t a, int64_t *out)
{
    *out = a < 0 ? (int64_t)(-(uint64_t)a) : a;
    return LIKELY(a != INT64_MIN);
}

OP(int64_t, MinI64, int64_t a, int64_t b)
{
    return b < a ? b : a;
}

OP(int64_t, MaxI64, int64_t a, int64_t b)
{
    return b > a ? b : a;
}

OP(bool, I64ToF64Chk, int64_t a, double *out)
{
    *out = (double)a;
    return LIKELY(exact_in_double(a));
}

OP(bool, F64ToI64Chk, double a, int64_t *out)
{
    if (COLD(!(a > -0x1p63 && a < 0x1p63))) {
        return false;
    }
    *out = (int64_t)a;
    return true;
}

OP(bool, MulAddModI64Chk, int64_t a, int64_t b, int64_t c, int64_t m, int64_t *out)
{
    if (COLD(m <= 0)) {
        return false;
    }
    *out = adder_rt_mul_add_mod(a, b, c, m);
    return true;
}

/* ---- words ---------------------------------------------------------------------------------------- */

OP(bool, UnboxU64, PyObject *o, uint64_t *out)
{
    Py_ssize_t size = Py_SIZE(o);
    const digit *digits = ((PyLongObject *)o)->ob_digit;
    if (LIKELY((size_t)size == 3)) {
        *out = digits[0] | (uint64_t)digits[1] << PyLong_SHIFT | (uint64_t)digits[2] << 2 * PyLong_SHIFT;
        return LIKELY(digits[2] >> (64 - 2 * PyLong_SHIFT) == 0);
    }
    if (COLD((size_t)size > 3)) {
        return false;
    }
    *out = size == 0 ? 0 : digits[0] | (size == 2 ? (uint64_t)digits[1] << PyLong_SHIFT : 0);
    return true;
}

OP(uint64_t, LowU64, PyObject *o)
{
    uint64_t word;
    return LIKELY(adder_op_UnboxU64(o, &word)) ? word : adder_rt_low_word(o);
}

OP(PyObject *, BoxU64, uint64_t value)
{
    return value < _PY_NSMALLPOSINTS ? adder_op_BoxI64((int64_t)value) : adder_rt_box_u64(value);
}

OP(bool, I64ToU64Chk, int64_t value, uint64_t *out)
{
    *out = (uint64_t)value;
    return LIKELY(value >= 0);
}

OP(bool, U64ToI64Chk, uint64_t value, int64_t *out)
{
    *out = (int64_t)value;
    return LIKELY(*out >= 0);
}

OP(bool, FloorDivU64Chk, uint64_t a, uint64_t b, uint64_t *out)
{
    if (COLD(b == 0)) {
        return false;
    }
    *out = a / b;
    return true;
}

OP(bool, ModU64Chk, uint64_t a, uint64_t b, uint64_t *out)
{
    if (COLD(b == 0)) {
        return false;
    }
    *out = a % b;
    return true;
}

/* ---- double --------------------------------------------------------------------------------------- */

OP(bool, DivF64Chk, double a, double b, double *out)
{
    *out = a / b;
    return LIKELY(b != 0.0);
}

OP(bool, FloorDivF64Chk, double a, double b, double *out)
{
    if (COLD(b == 0.0)) {
        return false;
    }
    *out = adder_rt_floordiv_f64(a, b);
    return true;
}

OP(bool, ModF64Chk, double a, double b, double *out)
{
    if (COLD(b == 0.0)) {
        return false;
    }
    double rest = fmod(a, b);
    if (rest != 0.0) {
        *out = (b < 0) != (rest < 0) ? rest + b : rest;
    }
    else {
        *out = __builtin_copysign(0.0, b);
    }
    return true;
}

OP(bool, PowF64Chk, double a, double b, double *out)
{
    double power = 0.0;
    bool ok = adder_rt_pow_f64(a, b, &power);
    *out = power;
    return ok;
}

OP(double, MinF64, double a, double b)
{
    return b < a ? b : a;
}

OP(double, MaxF64, double a, double b)
{
    return b > a ? b : a;
}

OP(double, AbsF64, double a)
{
    return __builtin_fabs(a);
}

OP(bool, SqrtF64Chk, double a, double *out)
{
    *out = __builtin_sqrt(a);
    return LIKELY(a >= 0.0);
}

OP(double, RoundF64, double a, int64_t how)
{
    return how == ADDER_ROUND_EVEN    ? __builtin_roundeven(a)
           : how == ADDER_ROUND_FLOOR ? __builtin_floor(a)
           : how == ADDER_ROUND_CEIL  ? __builtin_ceil(a)
                                      : __builtin_trunc(a);
}

OP(bool, MathF64Chk, double a, int64_t which, double *out)
{
    double result = 0.0;
    bool ok = adder_rt_math_f64(a, which, &result);
    *out = result;
    return ok;
}

OP(bool, Math2F64Chk, double a, double b, int64_t which, double *out)
{
    double result = 0.0;
    bool ok = adder_rt_math2_f64(a, b, which, &result);
    *out = result;
    return ok;
}

/* ---- bool ------------------------------------------------------------------------------------------ */

OP(int, Truth, PyObject *o)
{
    if (o == Py_True || o == Py_False || o == Py_None) {
        return o == Py_True;
    }
    return adder_rt_truth(o);
}

OP(bool, TruthSized, PyObject *o)
{
    if (o->ob_type == &PyDict_Type) {
        return ((PyDictObject *)o)->ma_used != 0;
    }
    if (o->ob_type == &PySet_Type) {
        return ((PySetObject *)o)->used != 0;
    }
    return ((PyVarObject *)o)->ob_size != 0; /* the length of a str stands in the same place */
}
_Static_assert(offsetof(PyASCIIObject, length) == offsetof(PyVarObject, ob_size),
               "TruthSized reads the length of a str as ob_size");

/* ---- names ------------------------------------------------------------------------------------------ */

/* The value of name at an index of a dict whose keys have this version (then all are str), or that
 * has it there still; else NULL. */
static inline __attribute__((always_inline)) PyObject **dict_slot(PyObject *o, PyObject *name,
                                                                  int64_t imm)
{
    PyDictObject *dict = (PyDictObject *)o;
    if (COLD(o->ob_type != &PyDict_Type)) {
        return NULL;
    }
    if (COLD(dict->ma_keys->dk_version != (uint32_t)(imm >> 32))
        && !adder_cold_name_stays(dict, (uint32_t)imm, name)) {
        return NULL;
    }
    char *entries = &dict->ma_keys->dk_indices[(size_t)1 << dict->ma_keys->dk_log2_index_bytes];
    return &((PyDictUnicodeEntry *)entries)[(uint32_t)imm].me_value;
}

static inline __attribute__((always_inline)) PyObject *load_slot(PyObject **slot)
{
    return LIKELY(slot != NULL) ? *slot : NULL;
}

OP(PyObject *, LoadGlobalSlot, PyFunctionObject *func, PyObject *name, int64_t imm)
{
    return load_slot(dict_slot(func->func_globals, name, imm));
}

/* The same in a dict whose keys, while they have this version, have the value at offset. */
HELPER(PyObject *, load_known_slot, PyDictObject *dict, PyObject *name, int64_t imm, int64_t offset)
{
    if (LIKELY(dict->ma_keys->dk_version == (uint32_t)(imm >> 32))) {
        return *(PyObject **)((char *)dict->ma_keys + offset);
    }
    return adder_cold_slot_value(dict, name, (uint32_t)imm);
}

OP(PyObject *, LoadBuiltinSlot, PyFunctionObject *func, PyObject *name, int64_t imm)
{
    return load_slot(dict_slot(func->func_builtins, name, imm));
}

OP(bool, GuardGlobalKeys, PyFunctionObject *func, PyObject *name, int64_t version)
{
    PyDictObject *dict = (PyDictObject *)func->func_globals;
    return LIKELY(dict->ob_base.ob_type == &PyDict_Type
                  && dict->ma_keys->dk_version == (uint32_t)version)
           || adder_cold_name_absent((PyObject *)dict, name);
}

HELPER(bool, known_keys, PyDictObject *dict, PyObject *name, int64_t version)
{
    return LIKELY(dict->ma_keys->dk_version == (uint32_t)version) || adder_cold_name_absent((PyObject *)dict, name);
}

OP(bool, GuardModuleScope, _PyInterpreterFrame *frame)
{
    return LIKELY(frame->f_locals == frame->f_globals);
}

/* Where a value of the globals is replaced; NULL unless the slot is in use, and the dict either
 * tracked or given something that the collector does not care for. */
static inline __attribute__((always_inline)) PyObject **
global_slot(PyFunctionObject *func, PyObject *name, int64_t imm, bool harmless)
{
    PyObject **slot = dict_slot(func->func_globals, name, imm);
    if (COLD(slot == NULL || *slot == NULL)) {
        return NULL;
    }
    if (!harmless && COLD(!_PyObject_GC_IS_TRACKED(func->func_globals))) {
        return NULL;
    }
    return slot;
}

static inline __attribute__((always_inline)) void
replace_global(PyFunctionObject *func, PyObject **slot, PyObject *value, PyObject **old)
{
    *old = *slot;
    *slot = value;
    ((PyDictObject *)func->func_globals)->ma_version_tag = ++adder_dict_version;
}

OP(bool, StoreGlobalSlot, PyFunctionObject *func, PyObject *value, PyObject *name, int64_t imm,
   bool quiet, PyObject **old)
{
    PyObject **slot = global_slot(func, name, imm, false);
    if (COLD(slot == NULL || !may_let_go(quiet, *slot))) {
        return false;
    }
    replace_global(func, slot, value, old);
    return true;
}

OP(bool, StoreGlobalSlotI64, PyFunctionObject *func, int64_t value, PyObject *name, int64_t imm,
   bool quiet, PyObject **old)
{
    PyObject **slot = global_slot(func, name, imm, true);
    *old = NULL;
    if (COLD(slot == NULL)) {
        return false;
    }
    if (int_in_place(*slot, value)) {
        return true;
    }
    if (COLD(!may_let_go(quiet, *slot))) {
        return false;
    }
    PyObject *boxed = adder_op_BoxI64(value);
    if (COLD(boxed == NULL)) {
        return adder_cold_no_memory();
    }
    replace_global(func, slot, boxed, old);
    return true;
}

OP(bool, StoreGlobalSlotF64, PyThreadState *ts, PyFunctionObject *func, double value,
   PyObject *name, int64_t imm, bool quiet, PyObject **old)
{
    PyObject **slot = global_slot(func, name, imm, true);
    *old = NULL;
    if (COLD(slot == NULL)) {
        return false;
    }
    if (float_in_place(*slot, value)) {
        return true;
    }
    if (COLD(!may_let_go(quiet, *slot))) {
        return false;
    }
    PyObject *boxed = adder_op_BoxF64(ts, value);
    if (COLD(boxed == NULL)) {
        return adder_cold_no_memory();
    }
    replace_global(func, slot, boxed, old);
    return true;
}

/* ---- cells ------------------------------------------------------------------------------------------- */

OP(PyObject *, LoadCell, PyObject *cell)
{
    return ((PyCellObject *)cell)->ob_ref;
}

OP(void, StoreCell, PyObject *cell, PyObject *value, PyObject **old)
{
    *old = ((PyCellObject *)cell)->ob_ref;
    ((PyCellObject *)cell)->ob_ref = value;
}

OP(PyObject *, LoadClosure, PyFunctionObject *func, int64_t index)
{
    return ((PyTupleObject *)func->func_closure)->ob_item[index];
}

OP(PyObject *, FuncDefault, PyObject *func, int64_t index)
{
    PyTupleObject *defaults = (PyTupleObject *)((PyFunctionObject *)func)->func_defaults;
    int64_t at = defaults != NULL ? ((PyVarObject *)defaults)->ob_size + index : -1;
    return LIKELY(at >= 0) ? defaults->ob_item[at] : NULL;
}

OP(PyObject *, LoadAssertionError, void)
{
    return PyExc_AssertionError;
}

/* ---- lists, tuples, str --------------------------------------------------------------------------------- */

OP(int64_t, ListLen, PyObject *o)
{
    return ((PyVarObject *)o)->ob_size;
}

/* index counted from the start, or -1 when it is out of range. */
static inline __attribute__((always_inline)) bool
in_range(int64_t index, int64_t size, int64_t *place)
{
    int64_t at = index < 0 ? index + size : index;
    *place = at;
    return LIKELY((uint64_t)at < (uint64_t)size);
}

OP(bool, ListItem, PyObject *o, int64_t index, PyObject **out)
{
    PyListObject *list = (PyListObject *)o;
    int64_t at;
    if (!in_range(index, list->ob_base.ob_size, &at)) {
        return false;
    }
    *out = list->ob_item[at];
    return true;
}

OP(bool, ListStore, PyObject *o, int64_t index, PyObject *value, bool quiet, PyObject **old)
{
    PyListObject *list = (PyListObject *)o;
    int64_t at;
    if (!in_range(index, list->ob_base.ob_size, &at) || COLD(!may_let_go(quiet, list->ob_item[at]))) {
        return false;
    }
    *old = list->ob_item[at];
    list->ob_item[at] = value;
    return true;
}

OP(bool, ListStoreI64, PyObject *o, int64_t index, int64_t value, bool quiet, PyObject **old)
{
    PyListObject *list = (PyListObject *)o;
    int64_t at;
    *old = NULL;
    if (!in_range(index, list->ob_base.ob_size, &at)) {
        return false;
    }
    PyObject **slot = &list->ob_item[at];
    if (int_in_place(*slot, value)) {
        return true;
    }
    if (COLD(!may_let_go(quiet, *slot))) {
        return false;
    }
    PyObject *boxed = adder_op_BoxI64(value);
    if (COLD(boxed == NULL)) {
        return adder_cold_no_memory();
    }
    *old = *slot;
    *slot = boxed;
    return true;
}

OP(bool, ListStoreF64, PyThreadState *ts, PyObject *o, int64_t index, double value,
   bool quiet, PyObject **old)
{
    PyListObject *list = (PyListObject *)o;
    int64_t at;
    *old = NULL;
    if (!in_range(index, list->ob_base.ob_size, &at)) {
        return false;
    }
    PyObject **slot = &list->ob_item[at];
    if (float_in_place(*slot, value)) {
        return true;
    }
    if (COLD(!may_let_go(quiet, *slot))) {
        return false;
    }
    PyObject *boxed = adder_op_BoxF64(ts, value);
    if (COLD(boxed == NULL)) {
        return adder_cold_no_memory();
    }
    *old = *slot;
    *slot = boxed;
    return true;
}

HELPER(bool, over_ListStoreF64, PyThreadState *ts, PyObject *o, int64_t index, double value)
{
    PyListObject *list = (PyListObject *)o;
    int64_t at;
    return in_range(index, list->ob_base.ob_size, &at) && over_float(ts, &list->ob_item[at], value);
}

OP(bool, TupleItem, PyObject *o, int64_t index, PyObject **out)
{
    int64_t at;
    if (!in_range(index, ((PyVarObject *)o)->ob_size, &at)) {
        return false;
    }
    *out = ((PyTupleObject *)o)->ob_item[at];
    return true;
}

static inline __attribute__((always_inline)) PyObject *latin1_char(Py_UCS1 c)
{
    return c < 128 ? (PyObject *)&_Py_SINGLETON(strings).ascii[c]
                   : (PyObject *)&_Py_SINGLETON(strings).latin1[c - 128];
}

static inline __attribute__((always_inline)) void *str_data(PyObject *o)
{
    PyASCIIObject *str = (PyASCIIObject *)o;
    return !str->state.compact ? ((PyUnicodeObject *)o)->data.any
           : str->state.ascii  ? (void *)(str + 1)
                               : (void *)((PyCompactUnicodeObject *)o + 1);
}

OP(bool, StrItem, PyObject *o, int64_t index, PyObject **out)
{
    PyASCIIObject *str = (PyASCIIObject *)o;
    int64_t at;
    if (!in_range(index, str->length, &at) || COLD(!str->state.ready)
        || COLD(str->state.kind != PyUnicode_1BYTE_KIND)) {
        return false;
    }
    *out = new_ref(latin1_char(((Py_UCS1 *)str_data(o))[at]));
    return true;
}

OP(bool, BytesItem, PyObject *o, int64_t index, int64_t *out)
{
    int64_t at;
    if (!in_range(index, ((PyVarObject *)o)->ob_size, &at)) {
        return false;
    }
    *out = (unsigned char)((PyBytesObject *)o)->ob_sval[at];
    return true;
}

OP(bool, ByteArrayItem, PyObject *o, int64_t index, int64_t *out)
{
    int64_t at;
    if (!in_range(index, ((PyVarObject *)o)->ob_size, &at)) {
        return false;
    }
    *out = (unsigned char)((PyByteArrayObject *)o)->ob_start[at];
    return true;
}

OP(bool, ByteArrayStore, PyObject *o, int64_t index, int64_t value)
{
    int64_t at;
    if (!in_range(index, ((PyVarObject *)o)->ob_size, &at) || COLD((uint64_t)value > UINT8_MAX)) {
        return false;
    }
    ((PyByteArrayObject *)o)->ob_start[at] = (char)value;
    return true;
}

/* As PyByteArray_Resize does where the buffer is large enough, and not much too large. */
OP(bool, ByteArrayAppend, PyObject *o, int64_t value)
{
    PyByteArrayObject *array = (PyByteArrayObject *)o;
    Py_ssize_t size = array->ob_base.ob_size + 1;
    if (COLD((uint64_t)value > UINT8_MAX)) {
        return false;
    }
    bool fits = size + (array->ob_start - array->ob_bytes) + 1 <= array->ob_alloc
                && size >= array->ob_alloc / 2 && array->ob_exports == 0;
    if (!LIKELY(fits)) {
        return adder_rt_byte_array_append(o, value);
    }
    array->ob_start[size - 1] = (char)value;
    array->ob_start[size] = '\0';
    array->ob_base.ob_size = size;
    return true;
}

OP(bool, Ord, PyObject *o, int64_t *out)
{
    PyASCIIObject *str = (PyASCIIObject *)o;
    if (COLD(str->length != 1) || COLD(!str->state.ready)) {
        return false;
    }
    void *data = str_data(o);
    *out = LIKELY(str->state.kind == PyUnicode_1BYTE_KIND) ? *(Py_UCS1 *)data
           : str->state.kind == PyUnicode_2BYTE_KIND       ? *(Py_UCS2 *)data
                                                           : (int64_t)*(Py_UCS4 *)data;
    return true;
}

OP(bool, Chr, int64_t c, PyObject **out)
{
    if (LIKELY((uint64_t)c < 256)) {
        *out = new_ref(latin1_char((Py_UCS1)c));
        return true;
    }
    PyObject *made = NULL;
    bool ok = adder_rt_chr(c, &made);
    *out = made;
    return ok;
}

OP(int64_t, StrLen, PyObject *o)
{
    return ((PyASCIIObject *)o)->length;
}

OP(bool, StrEq, PyObject *a, PyObject *b)
{
    return a == b
           || (((PyASCIIObject *)a)->length == ((PyASCIIObject *)b)->length
               && _PyUnicode_Equal(a, b) != 0);
}

/* One character in ASCII, mostly. */
OP(bool, StrIs, PyObject *o, PyObject *method, int64_t kinds)
{
    const PyASCIIObject *text = (PyASCIIObject *)o;
    if (LIKELY(text->length == 1 && text->state.ascii && text->state.compact)) {
        Py_UCS1 c = *(Py_UCS1 *)(text + 1);
        return kinds == PY_CTF_SPACE ? _Py_ascii_whitespace[c] != 0 : (_Py_ctype_table[c] & kinds) != 0;
    }
    return adder_rt_str_is(o, method);
}

/* Texts in ASCII mostly differ in their first character. */
OP(int, StrOrder, PyObject *a, PyObject *b, int64_t comparison)
{
    const PyASCIIObject *x = (PyASCIIObject *)a, *y = (PyASCIIObject *)b;
    if (LIKELY(x->state.ascii && y->state.ascii && x->state.compact && y->state.compact)) {
        Py_UCS1 first = *(Py_UCS1 *)(x + 1), second = *(Py_UCS1 *)(y + 1); /* 0 behind the last */
        if (first != second) {
            return (comparison == Py_LT || comparison == Py_LE) == (first < second);
        }
    }
    return adder_rt_str_order(a, b, comparison);
}

OP(bool, SameI64, PyObject *o, int64_t value)
{
    int64_t held;
    return Py_IS_TYPE(o, &PyLong_Type) && adder_op_UnboxI64(o, &held) && held == value;
}

OP(bool, SameU64, PyObject *o, uint64_t value)
{
    uint64_t held;
    return Py_IS_TYPE(o, &PyLong_Type) && adder_op_UnboxU64(o, &held) && held == value;
}

OP(bool, SameF64, PyObject *o, double value)
{
    return Py_IS_TYPE(o, &PyFloat_Type)
           && memcmp(&((PyFloatObject *)o)->ob_fval, &value, sizeof(value)) == 0;
}

OP(int64_t, DictLen, PyObject *o)
{
    return ((PyDictObject *)o)->ma_used;
}

OP(bool, DictPut, PyObject *o, PyObject *key, PyObject *value, PyObject **old)
{
    PyObject *replaced = NULL;
    bool done = adder_rt_dict_put(o, key, value, &replaced);
    *old = replaced;
    return done;
}

OP(bool, DictDrop, PyObject *o, PyObject *key, PyObject **old)
{
    PyObject *dropped = adder_rt_dict_take(o, key, NULL);
    *old = dropped;
    return dropped != NULL;
}

/* ---- attributes ------------------------------------------------------------------------------------------ */

static inline __attribute__((always_inline)) PyDictValues *inline_values(PyObject *o)
{
    return ((PyDictValues **)o)[-4];
}

/* 0, which is no version: the instance has a dict with keys of its own. */
HELPER(int64_t, keys_version, PyObject *o)
{
    PyDictKeysObject *keys = ((PyHeapTypeObject *)o->ob_type)->ht_cached_keys;
    PyDictObject *dict = ((PyDictObject **)o)[-3];
    return LIKELY(dict == NULL) || dict->ma_keys == keys ? keys->dk_version : 0;
}

OP(bool, GuardKeys, PyObject *o, int64_t version)
{
    return LIKELY(adder_keys_version(o) == version);
}

OP(bool, GuardClassKeys, PyObject *type, int64_t version)
{
    return LIKELY(((PyHeapTypeObject *)type)->ht_cached_keys->dk_version == (uint32_t)version);
}

OP(int64_t, InstanceValues, PyObject *o)
{
    PyDictValues *values = inline_values(o);
    return (int64_t)(LIKELY(values != NULL) ? values : adder_cold_dict_values(o));
}

OP(PyObject *, InlineValue, int64_t values, int64_t index)
{
    return ((PyDictValues *)values)->values[index];
}

OP(bool, StoreInlineValue, PyObject *o, int64_t in, PyObject *value, int64_t index, bool quiet, PyObject **old)
{
    PyDictValues *values = (PyDictValues *)in;
    if (COLD(values != inline_values(o) || !may_let_go(quiet, values->values[index]))) {
        return false;
    }
    *old = values->values[index];
    values->values[index] = value;
    if (*old == NULL) { /* the first value comes last in the dict's order */
        _PyDictValues_AddToInsertionOrder(values, index);
    }
    return true;
}

OP(bool, StoreInlineI64, PyObject *o, int64_t in, int64_t value, int64_t index, bool quiet, PyObject **old)
{
    PyDictValues *values = (PyDictValues *)in;
    *old = NULL;
    if (COLD(values != inline_values(o))) {
        return false;
    }
    if (int_in_place(values->values[index], value)) {
        return true;
    }
    if (COLD(!may_let_go(quiet, values->values[index]))) {
        return false;
    }
    PyObject *boxed = adder_op_BoxI64(value);
    if (COLD(boxed == NULL)) {
        return adder_cold_no_memory();
    }
    return adder_op_StoreInlineValue(o, in, boxed, index, false, old);
}

OP(bool, StoreInlineF64, PyThreadState *ts, PyObject *o, int64_t in, double value, int64_t index,
   bool quiet, PyObject **old)
{
    PyDictValues *values = (PyDictValues *)in;
    *old = NULL;
    if (COLD(values != inline_values(o))) {
        return false;
    }
    if (float_in_place(values->values[index], value)) {
        return true;
    }
    if (COLD(!may_let_go(quiet, values->values[index]))) {
        return false;
    }
    PyObject *boxed = adder_op_BoxF64(ts, value);
    if (COLD(boxed == NULL)) {
        return adder_cold_no_memory();
    }
    return adder_op_StoreInlineValue(o, in, boxed, index, false, old);
}

HELPER(bool, over_StoreInlineF64, PyThreadState *ts, PyObject *o, int64_t in, double value, int64_t index)
{
    PyDictValues *values = (PyDictValues *)in;
    return LIKELY(values == inline_values(o)) && over_float(ts, &values->values[index], value);
}

OP(PyObject *, SlotMember, PyObject *o, int64_t offset)
{
    return *(PyObject **)((char *)o + offset);
}

OP(bool, StoreSlotMember, PyObject *o, PyObject *value, int64_t offset, bool quiet, PyObject **old)
{
    PyObject **slot = (PyObject **)((char *)o + offset);
    if (COLD(!may_let_go(quiet, *slot))) {
        return false;
    }
    *old = *slot;
    *slot = value;
    return true;
}

OP(PyObject *, ModuleAttr, PyObject *o, PyObject *name, int64_t imm)
{
    return LIKELY(o->ob_type == &PyModule_Type)
               ? load_slot(dict_slot(((PyModuleObject *)o)->md_dict, name, imm))
               : NULL;
}

/* ---- calls of C functions ------------------------------------------------------------------------------ */

static inline __attribute__((always_inline)) PyObject *
call_with_depth(PyThreadState *ts, PyCFunction function, PyObject *self, PyObject *arg)
{
    if (COLD(ts->recursion_remaining-- <= 0) && adder_rt_too_deep(ts)) {
        return NULL;
    }
    PyObject *result = function(self, arg);
    ts->recursion_remaining++;
    return result;
}

OP(bool, GuardUnbounded, PyObject *o)
{
    return ((AdderDeque *)o)->maxlen < 0;
}

/* kind is a constant: one of the calls remains. */
OP(PyObject *, CallPlain, PyThreadState *ts, PyObject **values, int64_t n, PyObject *callable,
   int64_t kind)
{
    if ((kind & ADDER_NATIVE_PLAIN_CLASS) != 0) {
        return adder_rt_call_class(callable, values, n);
    }
    if ((kind & ADDER_NATIVE_CLASS) != 0) {
        return ((PyTypeObject *)callable)->tp_vectorcall(callable, values, (size_t)n, NULL);
    }
    bool method = (kind & ADDER_NATIVE_METHOD) != 0;
    const PyMethodDef *def = method ? ((PyMethodDescrObject *)callable)->d_method
                                    : ((PyCFunctionObject *)callable)->m_ml;
    PyObject *self = method ? values[0] : ((PyCFunctionObject *)callable)->m_self;
    PyObject **args = values + method;
    void (*function)(void) = (void (*)(void))def->ml_meth;
    switch (kind & 3) {
    case ADDER_NATIVE_NONE:
        return call_with_depth(ts, def->ml_meth, self, NULL);
    case ADDER_NATIVE_ONE:
        return call_with_depth(ts, def->ml_meth, self, args[0]);
    case ADDER_NATIVE_MANY:
        return ((_PyCFunctionFast)function)(self, args, n - method);
    default:
        return ((_PyCFunctionFastWithKeywords)function)(self, args, n - method, NULL);
    }
}

/* Behind a call signals are seen to. */
OP(PyObject *, CallNative, PyThreadState *ts, PyObject **values, int64_t n, PyObject *callable,
   int64_t kind)
{
    PyObject *result = adder_op_CallPlain(ts, values, n, callable, kind);
    return adder_eval_break(ts) ? adder_rt_after_c_call(ts, result) : result;
}

/* ---- iteration --------------------------------------------------------------------------------------------- */

OP(int64_t, RangeLen, int64_t lo, int64_t hi, int64_t step)
{
    uint64_t width = step > 0 ? (uint64_t)hi - (uint64_t)lo : (uint64_t)lo - (uint64_t)hi;
    uint64_t stride = step > 0 ? (uint64_t)step : -(uint64_t)step;
    bool empty = step > 0 ? lo >= hi : lo <= hi;
    return empty ? 0 : (int64_t)((width - 1) / stride + 1);
}

OP(bool, RangeIterHas, PyObject *o)
{
    return ((AdderRangeIter *)o)->index < ((AdderRangeIter *)o)->len;
}

OP(int64_t, RangeIterTake, PyObject *o)
{
    AdderRangeIter *it = (AdderRangeIter *)o;
    return (int64_t)((uint64_t)it->start + (uint64_t)it->index++ * (uint64_t)it->step);
}

OP(PyObject *, ListIterNext, PyObject *o)
{
    AdderSeqIter *it = (AdderSeqIter *)o;
    PyListObject *list = (PyListObject *)it->seq;
    if (COLD(list == NULL)) {
        return NULL;
    }
    if (LIKELY(it->index < list->ob_base.ob_size)) {
        return list->ob_item[it->index++];
    }
    return adder_cold_seq_iter_end(o);
}

OP(PyObject *, TupleIterNext, PyObject *o)
{
    AdderSeqIter *it = (AdderSeqIter *)o;
    PyTupleObject *tuple = (PyTupleObject *)it->seq;
    if (COLD(tuple == NULL)) {
        return NULL;
    }
    if (LIKELY(it->index < tuple->ob_base.ob_size)) {
        return tuple->ob_item[it->index++];
    }
    return adder_cold_seq_iter_end(o);
}

OP(PyObject *, ListRevIterNext, PyObject *o)
{
    AdderSeqIter *it = (AdderSeqIter *)o;
    PyListObject *list = (PyListObject *)it->seq;
    if (COLD(list == NULL)) {
        return NULL;
    }
    if (LIKELY((size_t)it->index < (size_t)list->ob_base.ob_size)) {
        return list->ob_item[it->index--];
    }
    it->index = -1;
    return adder_cold_seq_iter_end(o);
}

OP(PyObject *, StrIterNext, PyObject *o)
{
    AdderSeqIter *it = (AdderSeqIter *)o;
    PyASCIIObject *str = (PyASCIIObject *)it->seq;
    if (COLD(str == NULL)) {
        return NULL;
    }
    if (LIKELY(it->index < str->length)) {
        const Py_UCS1 *text = (const Py_UCS1 *)(str + 1);
        return (PyObject *)&_Py_SINGLETON(strings).ascii[text[it->index++]];
    }
    return adder_cold_seq_iter_end(o);
}

OP(PyObject *, BytesIterNext, PyObject *o)
{
    AdderSeqIter *it = (AdderSeqIter *)o;
    PyBytesObject *bytes = (PyBytesObject *)it->seq;
    if (COLD(bytes == NULL)) {
        return NULL;
    }
    if (LIKELY(it->index < bytes->ob_base.ob_size)) {
        unsigned char byte = (unsigned char)bytes->ob_sval[it->index++];
        return (PyObject *)&_PyLong_SMALL_INTS[_PY_NSMALLNEGINTS + byte];
    }
    return adder_cold_seq_iter_end(o);
}

OP(PyObject *, ByteArrayIterNext, PyObject *o)
{
    AdderSeqIter *it = (AdderSeqIter *)o;
    PyByteArrayObject *array = (PyByteArrayObject *)it->seq;
    if (COLD(array == NULL)) {
        return NULL;
    }
    if (LIKELY(it->index < array->ob_base.ob_size)) {
        unsigned char byte = (unsigned char)array->ob_start[it->index++];
        return (PyObject *)&_PyLong_SMALL_INTS[_PY_NSMALLNEGINTS + byte];
    }
    return adder_cold_seq_iter_end(o);
}

/* Iterators that give tuples keep the last one, to use it again if nobody else has it.  We do not; what an
 * interpreted turn has left there dies when the next item is there, as it would. */
static inline __attribute__((always_inline)) void forget_last(PyObject *tuple, int64_t k)
{
    if (COLD(((PyTupleObject *)tuple)->ob_item[k] != Py_None)) {
        adder_cold_forget_last(tuple, k);
    }
}

/* The entry that a dict's iterator is at, if all is as usual: then it has moved on.  NULL: ask CPython. */
static inline __attribute__((always_inline)) PyDictUnicodeEntry *
next_entry(AdderDictIter *it, PyObject **key)
{
    PyDictObject *dict = it->dict;
    if (COLD(dict == NULL || it->used != dict->ma_used || dict->ma_values != NULL || it->len == 0)) {
        return NULL;
    }
    PyDictKeysObject *keys = dict->ma_keys;
    Py_ssize_t at = it->pos;
    if (at >= keys->dk_nentries) {
        return NULL;
    }
    bool general = !DK_IS_UNICODE(keys);
    /* A general entry is one of a str's behind its hash. */
    char *entries = keys->dk_indices + ((size_t)1 << keys->dk_log2_index_bytes)
                    + (general ? offsetof(PyDictKeyEntry, me_key) : 0);
    size_t size = general ? sizeof(PyDictKeyEntry) : sizeof(PyDictUnicodeEntry);
    PyDictUnicodeEntry *entry = (PyDictUnicodeEntry *)(entries + (size_t)at * size);
    if (COLD(entry->me_value == NULL)) {
        return NULL;
    }
    it->pos = at + 1;
    it->len--;
    *key = entry->me_key;
    return entry;
}
LAYOUT(PyDictKeyEntry, me_value, 16);

OP(int, DictKeyIterNext, PyObject *o, PyObject **out)
{
    PyObject *slow = NULL;
    if (LIKELY(next_entry((AdderDictIter *)o, out) != NULL)) {
        return 0;
    }
    int status = adder_rt_iter_next_kept(o, &slow);
    *out = slow;
    return status;
}

OP(int, DictValueIterNext, PyObject *o, PyObject **out)
{
    PyObject *key, *slow = NULL;
    PyDictUnicodeEntry *entry = next_entry((AdderDictIter *)o, &key);
    if (LIKELY(entry != NULL)) {
        *out = entry->me_value;
        return 0;
    }
    int status = adder_rt_iter_next_kept(o, &slow);
    *out = slow;
    return status;
}

OP(int, DictItemIterNext, PyObject *o, PyObject **more)
{
    PyObject *key;
    PyDictUnicodeEntry *entry = next_entry((AdderDictIter *)o, &key);
    if (COLD(entry == NULL)) {
        return adder_rt_item_iter_next(o, more);
    }
    more[0] = new_ref(key);
    more[1] = new_ref(entry->me_value);
    forget_last(((AdderDictIter *)o)->result, 0);
    forget_last(((AdderDictIter *)o)->result, 1);
    return 0;
}

OP(int, SetIterNext, PyObject *o, PyObject **out)
{
    AdderSetIter *it = (AdderSetIter *)o;
    PySetObject *set = it->set;
    PyObject *slow = NULL;
    if (LIKELY(set != NULL && it->used == set->used && it->pos <= set->mask)) {
        PyObject *key = set->table[it->pos].key;
        if (key != NULL && key != _PySet_Dummy) {
            it->pos++;
            it->len--;
            *out = key;
            return 0;
        }
    }
    int status = adder_rt_iter_next_kept(o, &slow);
    *out = slow;
    return status;
}

OP(bool, GuardEnumerate, PyObject *o)
{
    return LIKELY(((AdderEnumerate *)o)->index < PY_SSIZE_T_MAX / 2);
}

/* Iterators of lists and tuples are the usual ones to count and to zip. */
static inline __attribute__((always_inline)) PyObject *next_of_sequence(PyObject *o)
{
    AdderSeqIter *it = (AdderSeqIter *)o;
    PyObject *seq = LIKELY(o->ob_type == &PyListIter_Type || o->ob_type == &PyTupleIter_Type) ? it->seq : NULL;
    if (COLD(seq == NULL || it->index >= ((PyVarObject *)seq)->ob_size)) {
        return NULL;
    }
    PyObject **items = o->ob_type == &PyListIter_Type ? ((PyListObject *)seq)->ob_item : ((PyTupleObject *)seq)->ob_item;
    return new_ref(items[it->index++]);
}

OP(int, EnumerateNext, PyObject *o, PyObject **out)
{
    AdderEnumerate *it = (AdderEnumerate *)o;
    PyObject *slow = NULL;
    *out = next_of_sequence(it->over);
    if (COLD(*out == NULL)) {
        int status = adder_rt_iter_next(it->over, &slow);
        *out = slow;
        if (slow == NULL) {
            return status;
        }
    }
    it->index++;
    forget_last(it->result, 1);
    return 0;
}

OP(int64_t, EnumerateIndex, PyObject *o)
{
    return ((AdderEnumerate *)o)->index - 1;
}

OP(bool, GuardZip, PyObject *o, int64_t n)
{
    AdderZip *it = (AdderZip *)o;
    return LIKELY(it->n == n && !it->strict);
}

OP(int, ZipNext, PyObject *o, int64_t n, PyObject **more)
{
    AdderZip *it = (AdderZip *)o;
    PyObject **over = ((PyTupleObject *)it->over)->ob_item;
    for (int64_t k = 0; k < n; k++) {
        more[k] = next_of_sequence(over[k]);
        if (COLD(more[k] == NULL)) {
            return adder_rt_zip_next(o, k, more);
        }
        forget_last(it->result, k);
    }
    return 0;
}

/* ---- exceptions, match ---------------------------------------------------------------------------------- */

OP(PyObject *, PushExcInfo, PyThreadState *ts, PyObject *value)
{
    _PyErr_StackItem *handled = ts->exc_info;
    PyObject *before = handled->exc_value;
    handled->exc_value = new_ref(value);
    return LIKELY(before != NULL) ? before : new_ref(Py_None);
}

OP(void, PopExcInfo, PyThreadState *ts, PyObject *value, PyObject **old)
{
    _PyErr_StackItem *handled = ts->exc_info;
    *old = handled->exc_value;
    handled->exc_value = value;
}

OP(int, CheckExcMatch, PyObject *exception, PyObject *types)
{
    return (PyObject *)exception->ob_type == types ? 1 : adder_rt_check_exc_match(exception, types);
}

OP(bool, ExceptionIs, PyObject *exception, PyObject *cls)
{
    return (PyObject *)exception->ob_type == cls || adder_rt_exception_is(exception, cls);
}

OP(PyObject *, TypeOf, PyObject *o)
{
    return (PyObject *)o->ob_type;
}

OP(bool, HasTypeFlag, PyObject *o, int64_t flag)
{
    return (o->ob_type->tp_flags & (unsigned long)flag) != 0;
}

/* ---- building ------------------------------------------------------------------------------------------------ */

OP(int, ListAppend, PyObject *o, PyObject *item)
{
    PyListObject *list = (PyListObject *)o;
    Py_ssize_t size = list->ob_base.ob_size;
    if (LIKELY(size < list->allocated)) {
        list->ob_item[size] = new_ref(item);
        list->ob_base.ob_size = size + 1;
        return 0;
    }
    return PyList_Append(o, item);
}

OP(PyObject *, ListPop, PyObject *o)
{
    PyListObject *list = (PyListObject *)o;
    Py_ssize_t size = list->ob_base.ob_size - 1;
    if (LIKELY(size >= list->allocated >> 1)) {
        list->ob_base.ob_size = size;
        return list->ob_item[size];
    }
    return adder_rt_list_pop(o);
}

/* ---- What the lowering calls without a helper of its own: keeps the declarations ------------------------------ */

__attribute__((used)) static const void *const adder_signatures[] = {
#define X(name) (const void *)adder_rt_##name,
    ADDER_RUNTIME_TABLE(X)
#undef X
#define X(name) (const void *)adder_cold_##name,
    ADDER_COLD_TABLE(X, X)
};
