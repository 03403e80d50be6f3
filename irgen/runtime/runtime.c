/* Native runtime helpers: numbers, operators, subscripts; and the table by which
 * machine code finds all of them.  GIL needed; ownership as runtime.h says.
 *
 * What a generic operation does is what the evaluation loop does for the same opcode. */
#include "irgen/runtime/runtime.h"

#include "embed/options.h"
#include "embed/stats.h"
#include "irgen/hir_ops.h"

#include <dlfcn.h>
#include <errno.h>
#include <internal/pycore_abstract.h>
#include <internal/pycore_ceval.h>
#include <internal/pycore_dict.h>
#include <internal/pycore_long.h>
#include <internal/pycore_object.h>
#include <internal/pycore_pyerrors.h>
#include <math.h>
#include <opcode.h>
#include <string.h>

uint64_t adder_dict_version = UINT64_C(1) << 62;

/* ---- The table ------------------------------------------------------------------------------- */

#define X(name) void adder_cold_##name(void); /* as machine code calls it */
ADDER_COLD_TABLE(X, X)
#undef X

static const struct {
    const char *name;
    void *address;
} runtime_table[] = {
#define X(name) { "adder_rt_" #name, (void *)adder_rt_##name },
    ADDER_RUNTIME_TABLE(X)
#undef X
#define X(name) { "adder_cold_" #name, (void *)adder_cold_##name },
    ADDER_COLD_TABLE(X, X)
#undef X
    { "adder_dict_version", &adder_dict_version },
    { "adder_eval", (void *)adder_eval },
};

void *adder_runtime_address(const char *name)
{
    for (size_t i = 0; i < ADDER_COUNT(runtime_table); i++) {
        if (strcmp(runtime_table[i].name, name) == 0) {
            return runtime_table[i].address;
        }
    }
    return dlsym(RTLD_DEFAULT, name);
}

/* ---- Numbers --------------------------------------------------------------------------------- */

int64_t adder_rt_unbox_i64(PyObject *o)
{
    int overflow;
    int64_t value = PyLong_AsLongLongAndOverflow(o, &overflow);
    return overflow == 0 ? value : ADDER_UNFIT;
}

PyObject *adder_rt_box_i64(int64_t value)
{
    return PyLong_FromLongLong(value);
}

PyObject *adder_rt_box_f64(double value)
{
    return PyFloat_FromDouble(value);
}

/* Two digits: the old int has to have two as well. */
bool adder_rt_int_in_place(PyObject *old, int64_t value)
{
    uint64_t magnitude = value < 0 ? -(uint64_t)value : (uint64_t)value;
    Py_ssize_t size = Py_SIZE(old);
    if ((magnitude >> (2 * PyLong_SHIFT)) != 0 || (size != 2 && size != -2)) {
        return false;
    }
    ((PyLongObject *)old)->ob_digit[0] = (digit)(magnitude & PyLong_MASK);
    ((PyLongObject *)old)->ob_digit[1] = (digit)(magnitude >> PyLong_SHIFT);
    Py_SET_SIZE(old, value < 0 ? -2 : 2);
    return true;
}

bool adder_rt_no_memory(void)
{
    PyErr_Clear();
    return false;
}

bool adder_rt_pow_i64(int64_t a, int64_t b, int64_t *out)
{
    int64_t result = 1;
    if (b < 0) {
        return false;
    }
    while (true) {
        if ((b & 1) && __builtin_mul_overflow(result, a, &result)) {
            return false;
        }
        b >>= 1;
        if (b == 0) {
            break;
        }
        if (__builtin_mul_overflow(a, a, &a)) {
            return false;
        }
    }
    *out = result;
    return true;
}

bool adder_rt_pow_mod_i64(int64_t a, int64_t b, int64_t c, int64_t *out)
{
    if (b < 0 || c == 0) {
        return false;
    }
    __int128 modulus = c < 0 ? -(__int128)c : c, power = 1 % modulus;
    __int128 base = a % modulus;
    base += base < 0 ? modulus : 0;
    for (; b != 0; b >>= 1) {
        power = b & 1 ? power * base % modulus : power;
        base = base * base % modulus;
    }
    *out = (int64_t)(c < 0 && power != 0 ? power - modulus : power);
    return true;
}

bool adder_rt_math_f64(double a, int64_t which, double *out)
{
#define FUNCTION(name) name,
    static double (*const functions[])(double) = {ADDER_MATH_ONE(FUNCTION)};
    *out = functions[which](a);
    return isfinite(*out);
}

bool adder_rt_math2_f64(double a, double b, int64_t which, double *out)
{
    static double (*const functions[])(double, double) = {ADDER_MATH_TWO(FUNCTION)};
#undef FUNCTION
    *out = functions[which](a, b);
    return isfinite(*out);
}

bool adder_rt_chr(int64_t c, PyObject **out)
{
    *out = c < 0 || c > 0x10ffff ? NULL : PyUnicode_FromOrdinal((int)c);
    return *out != NULL || (PyErr_Clear(), false);
}

/* The plain cases of float.__pow__; all else is left to it. */
bool adder_rt_pow_f64(double a, double b, double *out)
{
    bool negative = a < 0.0;
    if (!isfinite(a) || !isfinite(b) || (a == 0.0 && b < 0.0) || (negative && b != floor(b))) {
        return false;
    }
    if (a == 0.0 && b > 0.0) { /* keeps its sign where the exponent is odd */
        *out = fmod(b, 2.0) == 1.0 ? a : 0.0;
        return true;
    }
    errno = 0;
    double power = b == 0.0 || fabs(a) == 1.0 ? 1.0 : pow(fabs(a), b);
    *out = negative && fmod(fabs(b), 2.0) == 1.0 ? -power : power;
    return isfinite(power) && (errno == 0 || (errno == ERANGE && power == 0.0));
}

double adder_rt_floordiv_f64(double a, double b)
{
    double rest = fmod(a, b), quotient = (a - rest) / b;
    if (rest != 0.0 && (b < 0) != (rest < 0)) {
        quotient -= 1.0;
    }
    if (quotient == 0.0) {
        return copysign(0.0, a / b);
    }
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

/* ---- Operators ------------------------------------------------------------------------------- */

int adder_rt_truth(PyObject *o)
{
    return PyObject_IsTrue(o);
}

void adder_rt_dealloc(PyObject *o)
{
    if (o->ob_refcnt == 0) { /* else a frame that was made meanwhile runs it (direct.c) */
        _Py_Dealloc(o);
    }
}

static PyObject *power(PyObject *a, PyObject *b)
{
    return PyNumber_Power(a, b, Py_None);
}

static PyObject *power_in_place(PyObject *a, PyObject *b)
{
    return PyNumber_InPlacePower(a, b, Py_None);
}

static const binaryfunc binary_table[] = {
    [NB_ADD] = PyNumber_Add,
    [NB_AND] = PyNumber_And,
    [NB_FLOOR_DIVIDE] = PyNumber_FloorDivide,
    [NB_LSHIFT] = PyNumber_Lshift,
    [NB_MATRIX_MULTIPLY] = PyNumber_MatrixMultiply,
    [NB_MULTIPLY] = PyNumber_Multiply,
    [NB_REMAINDER] = PyNumber_Remainder,
    [NB_OR] = PyNumber_Or,
    [NB_POWER] = power,
    [NB_RSHIFT] = PyNumber_Rshift,
    [NB_SUBTRACT] = PyNumber_Subtract,
    [NB_TRUE_DIVIDE] = PyNumber_TrueDivide,
    [NB_XOR] = PyNumber_Xor,
    [NB_INPLACE_ADD] = PyNumber_InPlaceAdd,
    [NB_INPLACE_AND] = PyNumber_InPlaceAnd,
    [NB_INPLACE_FLOOR_DIVIDE] = PyNumber_InPlaceFloorDivide,
    [NB_INPLACE_LSHIFT] = PyNumber_InPlaceLshift,
    [NB_INPLACE_MATRIX_MULTIPLY] = PyNumber_InPlaceMatrixMultiply,
    [NB_INPLACE_MULTIPLY] = PyNumber_InPlaceMultiply,
    [NB_INPLACE_REMAINDER] = PyNumber_InPlaceRemainder,
    [NB_INPLACE_OR] = PyNumber_InPlaceOr,
    [NB_INPLACE_POWER] = power_in_place,
    [NB_INPLACE_RSHIFT] = PyNumber_InPlaceRshift,
    [NB_INPLACE_SUBTRACT] = PyNumber_InPlaceSubtract,
    [NB_INPLACE_TRUE_DIVIDE] = PyNumber_InPlaceTrueDivide,
    [NB_INPLACE_XOR] = PyNumber_InPlaceXor,
};

PyObject *adder_rt_binary(PyObject *a, PyObject *b, int64_t op)
{
    return binary_table[op](a, b);
}

PyObject *adder_rt_unary(PyObject *o, int64_t opcode)
{
    switch (opcode) {
    case UNARY_POSITIVE: return PyNumber_Positive(o);
    case UNARY_NEGATIVE: return PyNumber_Negative(o);
    case UNARY_INVERT: return PyNumber_Invert(o);
    default: break; /* UNARY_NOT */
    }
    int truth = PyObject_IsTrue(o);
    return truth < 0 ? NULL : Py_NewRef(truth ? Py_False : Py_True);
}

PyObject *adder_rt_compare(PyObject *a, PyObject *b, int64_t op)
{
    return PyObject_RichCompare(a, b, (int)op);
}

int adder_rt_contains(PyObject *item, PyObject *container)
{
    return PySequence_Contains(container, item);
}

/* Bounds as PySlice_Unpack has them: what was not given is as far as it goes. */
static void slice_bounds(int64_t given, Py_ssize_t *lo, Py_ssize_t *hi, Py_ssize_t step)
{
    if ((given & 1) == 0) {
        *lo = step < 0 ? PY_SSIZE_T_MAX : 0;
    }
    if ((given & 2) == 0) {
        *hi = step < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX;
    }
}

static Py_ssize_t clamp_bound(Py_ssize_t at, Py_ssize_t size, bool back)
{
    at += at < 0 ? size : 0;
    return at < 0 ? -back : at >= size ? size - back : at;
}

/* As PySlice_AdjustIndices, but divides only where the step wants it. */
static Py_ssize_t clamp_bounds(Py_ssize_t size, Py_ssize_t *lo, Py_ssize_t *hi, Py_ssize_t step)
{
    *lo = clamp_bound(*lo, size, step < 0);
    *hi = clamp_bound(*hi, size, step < 0);
    Py_ssize_t span = step < 0 ? *lo - *hi : *hi - *lo;
    Py_ssize_t by = step < 0 ? -step : step;
    return span <= 0 ? 0 : by == 1 ? span : (span - 1) / by + 1;
}

typedef struct {
    Py_ssize_t start, step, n;
} Slice;

/* What [lo:hi:step] takes of a sequence of that size; false: an exception is set. */
static inline bool take_slice(Slice *slice, Py_ssize_t size, int64_t lo, int64_t hi, int64_t step,
                              int64_t given)
{
    Py_ssize_t start = lo, stop = hi, by = given & 4 ? step : 1;
    if (by == 0) {
        PyErr_SetString(PyExc_ValueError, "slice step cannot be zero");
        return false;
    }
    by = by < -PY_SSIZE_T_MAX ? -PY_SSIZE_T_MAX : by;
    slice_bounds(given, &start, &stop, by);
    Py_ssize_t n = clamp_bounds(size, &start, &stop, by);
    *slice = (Slice){start, by, n};
    return true;
}

static bool is_all_of(const Slice *slice, Py_ssize_t size)
{
    return slice->n == size && slice->step == 1;
}

static void copy_items(PyObject **to, PyObject *const *from, const Slice *slice)
{
    for (Py_ssize_t i = 0, at = slice->start; i < slice->n; i++, at += slice->step) {
        to[i] = Py_NewRef(from[at]);
    }
}

/* list[lo:hi:step]; a new list. */
PyObject *adder_rt_list_slice(PyObject *list, int64_t lo, int64_t hi, int64_t step, int64_t given)
{
    Slice slice;
    if (!take_slice(&slice, PyList_GET_SIZE(list), lo, hi, step, given)) {
        return NULL;
    }
    PyObject *result = PyList_New(slice.n);
    if (result != NULL) {
        copy_items(((PyListObject *)result)->ob_item, ((PyListObject *)list)->ob_item, &slice);
    }
    return result;
}

PyObject *adder_rt_tuple_slice(PyObject *tuple, int64_t lo, int64_t hi, int64_t step, int64_t given)
{
    Slice slice;
    if (!take_slice(&slice, PyTuple_GET_SIZE(tuple), lo, hi, step, given)) {
        return NULL;
    }
    if (is_all_of(&slice, PyTuple_GET_SIZE(tuple))) {
        return Py_NewRef(tuple);
    }
    PyObject *result = PyTuple_New(slice.n);
    if (result != NULL) {
        copy_items(((PyTupleObject *)result)->ob_item, ((PyTupleObject *)tuple)->ob_item, &slice);
    }
    return result;
}

static Py_UCS4 most_among(int kind, const void *data, const Slice *slice)
{
    Py_UCS4 most = 0;
    for (Py_ssize_t i = 0, at = slice->start; i < slice->n; i++, at += slice->step) {
        Py_UCS4 c = PyUnicode_READ(kind, data, at);
        most = c > most ? c : most;
    }
    return most;
}

/* Characters with a step between them: a new str, of one character too. */
static PyObject *pick_characters(PyObject *text, const Slice *slice)
{
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    PyObject *result = PyUnicode_New(
        slice->n, PyUnicode_IS_ASCII(text) ? INT8_MAX : most_among(kind, data, slice));
    if (result == NULL) {
        return NULL;
    }
    int wanted = PyUnicode_KIND(result);
    void *to = PyUnicode_DATA(result);
    for (Py_ssize_t i = 0, at = slice->start; i < slice->n; i++, at += slice->step) {
        PyUnicode_WRITE(wanted, to, i, PyUnicode_READ(kind, data, at));
    }
    return result;
}

PyObject *adder_rt_str_slice(PyObject *text, int64_t lo, int64_t hi, int64_t step, int64_t given)
{
    Slice slice;
    if (!take_slice(&slice, PyUnicode_GET_LENGTH(text), lo, hi, step, given)) {
        return NULL;
    }
    if (slice.n == 0) {
        return PyUnicode_New(0, 0);
    }
    return slice.step == 1 ? PyUnicode_Substring(text, slice.start, slice.start + slice.n)
                           : pick_characters(text, &slice);
}

PyObject *adder_rt_bytes_slice(PyObject *bytes, int64_t lo, int64_t hi, int64_t step, int64_t given)
{
    Slice slice;
    if (!take_slice(&slice, PyBytes_GET_SIZE(bytes), lo, hi, step, given)) {
        return NULL;
    }
    if (is_all_of(&slice, PyBytes_GET_SIZE(bytes))) {
        return Py_NewRef(bytes);
    }
    const char *from = PyBytes_AS_STRING(bytes);
    if (slice.step == 1 || slice.n == 0) {
        return PyBytes_FromStringAndSize(slice.n > 0 ? from + slice.start : from, slice.n);
    }
    PyObject *result = PyBytes_FromStringAndSize(NULL, slice.n);
    for (Py_ssize_t i = 0, at = slice.start; result != NULL && i < slice.n; i++, at += slice.step) {
        PyBytes_AS_STRING(result)[i] = from[at];
    }
    return result;
}

int adder_rt_str_order(PyObject *a, PyObject *b, int64_t comparison)
{
    int order = PyUnicode_Compare(a, b);
    if (order < 0 && PyErr_Occurred()) {
        return -1;
    }
    switch (comparison) {
    case Py_LT:
        return order < 0;
    case Py_LE:
        return order <= 0;
    case Py_GT:
        return order > 0;
    default:
        return order >= 0;
    }
}

PyObject *adder_rt_box_u64(uint64_t value)
{
    return PyLong_FromUnsignedLongLong(value);
}

uint64_t adder_rt_low_word(PyObject *o)
{
    return PyLong_AsUnsignedLongLongMask(o);
}

int64_t adder_rt_mul_add_mod(int64_t a, int64_t b, int64_t c, int64_t m)
{
    int64_t rest = (int64_t)(((__int128)a * b + c) % m);
    return rest < 0 ? rest + m : rest;
}

bool adder_rt_byte_array_append(PyObject *array, int64_t byte)
{
    Py_ssize_t size = PyByteArray_GET_SIZE(array);
    if (byte < 0 || byte > UINT8_MAX || size == PY_SSIZE_T_MAX) {
        return false;
    }
    if (PyByteArray_Resize(array, size + 1) < 0) {
        PyErr_Clear();
        return false;
    }
    PyByteArray_AS_STRING(array)[size] = (char)byte;
    return true;
}

enum { MOST_REPLACED = 64 };

/* What was there dies when all is in place, last first. */
static void replace_items(PyObject **items, PyObject **values, Py_ssize_t n)
{
    PyObject *old[MOST_REPLACED];
    for (Py_ssize_t k = 0; k < n; k++) {
        old[k] = items[k];
        items[k] = Py_NewRef(values[k]);
    }
    while (n > 0) {
        Py_DECREF(old[--n]);
    }
}

/* list[lo:hi] = value */
int adder_rt_list_store_slice(PyObject *list, int64_t lo, int64_t hi, PyObject *value,
                              int64_t given)
{
    Py_ssize_t start = lo, stop = hi;
    slice_bounds(given, &start, &stop, 1);
    Py_ssize_t n = clamp_bounds(PyList_GET_SIZE(list), &start, &stop, 1);
    if (PyList_CheckExact(value) && PyList_GET_SIZE(value) == n && value != list && n <= MOST_REPLACED) {
        replace_items(&PyList_GET_ITEM(list, start), &PyList_GET_ITEM(value, 0), n);
        return 0;
    }
    return PyList_SetSlice(list, start, stop, value);
}

PyObject *adder_rt_subscr(PyObject *container, PyObject *key)
{
    return PyObject_GetItem(container, key);
}

int adder_rt_store_subscr(PyObject *container, PyObject *key, PyObject *value)
{
    return PyObject_SetItem(container, key, value);
}

int adder_rt_delete_subscr(PyObject *container, PyObject *key)
{
    return PyObject_DelItem(container, key);
}

PyObject *adder_rt_dict_item(PyObject *dict, PyObject *key)
{
    PyObject *value = PyDict_GetItemWithError(dict, key);
    if (value == NULL && !PyErr_Occurred()) {
        _PyErr_SetKeyError(key);
    }
    return Py_XNewRef(value);
}

int adder_rt_dict_store(PyObject *dict, PyObject *key, PyObject *value)
{
    return PyDict_SetItem(dict, key, value);
}

PyObject *adder_rt_str_concat(PyObject *a, PyObject *b)
{
    return PyUnicode_Concat(a, b);
}

PyObject *adder_rt_str_append(PyObject *a, PyObject *b)
{
    PyUnicode_Append(&a, b); /* without memory: lets a go, and a is NULL */
    return a;
}

/* ---- Attributes ------------------------------------------------------------------------------ */

/* Asked often: no way through the table of types. */
bool adder_rt_dies_quietly(PyObject *o)
{
    const PyTypeObject *type = Py_TYPE(o);
    return type == &PyFloat_Type || type == &PyLong_Type || type == &PyUnicode_Type || type == &PyBool_Type
           || o == Py_None || type == &PyBytes_Type || type == &PyComplex_Type
           || type == &PyRangeIter_Type;
}

PyObject *adder_rt_func_keyword_default(PyObject *func, PyObject *name)
{
    PyObject *defaults = ((PyFunctionObject *)func)->func_kwdefaults;
    if (defaults == NULL || !PyDict_CheckExact(defaults)) {
        return NULL;
    }
    PyDictObject *dict = (PyDictObject *)defaults;
    if (!DK_IS_UNICODE(dict->ma_keys) || dict->ma_values != NULL) {
        return NULL;
    }
    for (Py_ssize_t k = 0; k < dict->ma_keys->dk_nentries; k++) {
        PyDictUnicodeEntry *entry = DK_UNICODE_ENTRIES(dict->ma_keys) + k;
        if (entry->me_key == name) {
            return entry->me_value;
        }
    }
    return NULL;
}

PyObject *adder_rt_dict_hint(PyObject *o, int64_t hint, PyObject *name)
{
    if (!(Py_TYPE(o)->tp_flags & Py_TPFLAGS_MANAGED_DICT)) {
        return NULL;
    }
    PyDictObject *dict = *(PyDictObject **)_PyObject_ManagedDictPointer(o);
    if (dict == NULL || (size_t)hint >= (size_t)dict->ma_keys->dk_nentries) {
        return NULL;
    }
    if (DK_IS_UNICODE(dict->ma_keys)) {
        PyDictUnicodeEntry *entry = DK_UNICODE_ENTRIES(dict->ma_keys) + hint;
        return entry->me_key == name ? entry->me_value : NULL;
    }
    PyDictKeyEntry *entry = DK_ENTRIES(dict->ma_keys) + hint;
    return entry->me_key == name ? entry->me_value : NULL;
}

/* ---- Iteration ------------------------------------------------------------------------------- */

PyObject *adder_rt_get_iter(PyObject *o)
{
    return PyObject_GetIter(o);
}

int adder_rt_iter_next(PyObject *it, PyObject **item)
{
    *item = Py_TYPE(it)->tp_iternext(it);
    if (*item != NULL) {
        return 0;
    }
    PyThreadState *ts = _PyThreadState_GET();
    if (_PyErr_Occurred(ts)) {
        if (!_PyErr_ExceptionMatches(ts, PyExc_StopIteration)) {
            return -1;
        }
        _PyErr_Clear(ts);
    }
    return 0;
}

PyObject *adder_rt_seq_iter_end(PyObject *o)
{
    AdderSeqIter *it = (AdderSeqIter *)o;
    PyObject *seq = it->seq;
    it->seq = NULL;
    Py_DECREF(seq);
    return NULL;
}

/* Of a container that keeps what it gives. */
int adder_rt_iter_next_kept(PyObject *it, PyObject **item)
{
    int status = adder_rt_iter_next(it, item);
    Py_XDECREF(*item);
    return status;
}

void adder_rt_forget_last(PyObject *tuple, int64_t k)
{
    if (Py_REFCNT(tuple) == 1) {
        PyObject *item = PyTuple_GET_ITEM(tuple, k);
        PyTuple_SET_ITEM(tuple, k, Py_NewRef(Py_None));
        Py_DECREF(item);
    }
}

int adder_rt_item_iter_next(PyObject *it, PyObject **pair)
{
    PyObject *item;
    int status = adder_rt_iter_next(it, &item);
    pair[0] = item != NULL ? Py_NewRef(PyTuple_GET_ITEM(item, 0)) : NULL;
    pair[1] = item != NULL ? Py_NewRef(PyTuple_GET_ITEM(item, 1)) : NULL;
    Py_XDECREF(item);
    return status;
}

void adder_rt_drop_items(PyObject **items, int64_t n)
{
    for (int64_t k = 0; k < n; k++) {
        Py_DECREF(items[k]);
    }
}

PyObject *adder_rt_call_class(PyObject *cls, PyObject **args, int64_t n)
{
    return PyObject_Vectorcall(cls, args, (size_t)n, NULL);
}

int adder_rt_zip_next(PyObject *it, int64_t first, PyObject **items)
{
    AdderZip *zip = (AdderZip *)it;
    for (Py_ssize_t k = first; k < zip->n; k++) {
        int status = adder_rt_iter_next(PyTuple_GET_ITEM(zip->over, k), &items[k]);
        if (items[k] != NULL) {
            adder_rt_forget_last(zip->result, k);
            continue;
        }
        adder_rt_drop_items(items, k);
        items[0] = NULL;
        return status;
    }
    return 0;
}

PyObject *adder_rt_range_new(int64_t lo, int64_t hi, int64_t step)
{
    return PyObject_CallFunction((PyObject *)&PyRange_Type, "LLL", (long long)lo, (long long)hi,
                                 (long long)step);
}

PyObject *adder_rt_range_iter_new(int64_t lo, int64_t length, int64_t step)
{
    AdderRangeIter *it = PyObject_New(AdderRangeIter, &PyRangeIter_Type);
    if (it != NULL) {
        it->index = 0;
        it->start = lo;
        it->step = step;
        it->len = length;
    }
    return (PyObject *)it;
}

PyObject *adder_rt_make_cell(PyObject *value)
{
    PyObject *cell = PyCell_New(value);
    Py_XDECREF(value);
    return cell;
}

PyObject *adder_rt_get_len(PyObject *o)
{
    Py_ssize_t length = PyObject_Length(o);
    return length < 0 ? NULL : PyLong_FromSsize_t(length);
}

/* ---- Failures on purpose --------------------------------------------------------------------- */

bool adder_rt_inject(void)
{
    if (++adder_counters.chances != (uint64_t)adder_options.stress.raise) {
        return false;
    }
    PyErr_SetString(PyExc_RuntimeError, "injected");
    return true;
}

void adder_rt_drop_if(bool hit, PyObject *o)
{
    PyObject *type, *value, *traceback;
    if (hit && o != NULL) {
        PyErr_Fetch(&type, &value, &traceback);
        Py_DECREF(o);
        PyErr_Restore(type, value, traceback);
    }
}
