/* Native runtime helpers: slow paths and generic operations that machine code calls.
 *
 * They live in adder_core.so; machine code finds them by name through adder_runtime_address.  All
 * need the GIL.  Unless said otherwise: arguments are borrowed, an object result is a new
 * reference or NULL with an exception set, an int result is negative with an exception set. */
#ifndef ADDER_RUNTIME_H
#define ADDER_RUNTIME_H

#include "deopt/deopt.h"

/* Layout of CPython's range iterator (private to rangeobject.c; runtime.c checks it at start). */
typedef struct {
    PyObject ob_base;
    long index, start, step, len;
} AdderRangeIter;

/* Layout of list and tuple iterators (private to listobject.c and tupleobject.c). */
typedef struct {
    PyObject ob_base;
    Py_ssize_t index;
    PyObject *seq; /* NULL at the end */
} AdderSeqIter; /* ... and of str, bytes, and reversed(list) */

/* A deque's, private to _collectionsmodule.c. */
typedef struct {
    PyVarObject ob_base;
    void *left, *right;
    Py_ssize_t left_index, right_index;
    size_t state;
    Py_ssize_t maxlen; /* -1: none */
    Py_ssize_t nfree;
    void *free[16];
    PyObject *weakrefs;
} AdderDeque;

/* Layouts of other iterators, private to their files too. */
typedef struct {
    PyObject ob_base;
    PyDictObject *dict; /* NULL at the end */
    Py_ssize_t used, pos;
    PyObject *result;
    Py_ssize_t len;
} AdderDictIter;
typedef struct {
    PyObject ob_base;
    PySetObject *set; /* NULL at the end */
    Py_ssize_t used, pos, len;
} AdderSetIter;
typedef struct {
    PyObject ob_base;
    Py_ssize_t index;
    PyObject *over, *result, *long_index;
} AdderEnumerate;
typedef struct {
    PyObject ob_base;
    Py_ssize_t n;
    PyObject *over, *result;
    int strict;
} AdderZip;

/* Version tags for dicts whose values we replace: from a range CPython never reaches. */
extern uint64_t adder_dict_version;

/* X(name): adder_rt_name.  The table of addresses comes from this. */
#define ADDER_RUNTIME_TABLE(X)                                                                     \
    X(unbox_i64) X(box_i64) X(box_f64) X(int_in_place) X(no_memory) X(pow_i64) X(pow_f64)          \
    X(pow_mod_i64) X(math_f64) X(math2_f64) X(chr) X(func_keyword_default) X(floordiv_f64)         \
    X(truth) X(dies_quietly) X(dict_values) X(dict_hint) X(seq_iter_end) X(iter_next_kept)           \
    X(forget_last) X(item_iter_next) X(zip_next) X(dealloc) X(dealloc_late) X(stack_short)         \
    X(binary) X(unary) X(compare) X(contains) X(subscr) X(list_slice) X(tuple_slice) X(str_slice) X(bytes_slice) X(list_store_slice)          \
    X(str_order)                                                                                   \
    X(dealloc_at) X(drop_items) X(call_class)                                                      \
    X(store_subscr) X(delete_subscr) X(load_attr) X(store_attr) X(delete_attr) X(load_method)      \
    X(call) X(after_c_call) X(too_deep) X(call_ex) X(call_func) X(get_iter) X(iter_next) X(import) X(import_from)              \
    X(load_global) X(name_stays) X(slot_value) X(name_absent) X(store_global) X(delete_global) X(load_name) X(store_name) X(delete_name)      \
    X(instance_new) X(check_init) X(operator_result) X(bool_result) X(length_result)                                                                  \
    X(make_cell) X(str_concat) X(str_append) X(dict_item) X(dict_probe) X(dict_store) X(range_new)               \
    X(range_iter_new) X(build_tuple) X(build_list) X(build_set) X(build_map)                       \
    X(build_const_key_map) X(build_string) X(build_slice) X(list_extend) X(list_to_tuple)          \
    X(set_add) X(set_update) X(map_add) X(dict_update) X(dict_merge) X(format_value) X(unpack)     \
    X(unpack_ex) X(make_function) X(load_build_class) X(raise_varargs) X(get_len) X(print_expr) \
    X(send) X(get_yield_from_iter) X(get_awaitable) X(get_aiter) X(get_anext) X(wrap_async)                     \
    X(dict_find) X(dict_has) X(dict_get) X(dict_put) X(dict_take) X(dict_default) X(set_has) X(set_put) X(set_drop) X(byte_array_append) X(box_u64) X(low_word) X(mul_add_mod) X(heap_push) X(heap_pop) X(list_pop) X(items_have) X(str_has) X(str_is) X(str_match) X(str_find) \
    X(inject) X(drop_if)                                                                           \
    X(catch) X(unwind) X(exception_new) X(exception_is) X(active_exception) X(check_exc_match) X(check_eg_match) X(prep_reraise_star)         \
    X(before_with) X(with_except_start) X(match_keys) X(match_class) X(load_classderef)            \
    X(setup_annotations) X(import_star) X(unpack_none) \
    X(show_inlined) X(hide_inlined) X(link) X(return) X(begin_with_care) X(leave) X(direct_miss) X(let_go)

/* Those of them that cold paths call: adder_cold_NAME calls adder_rt_NAME and preserves all general registers but
 * r11 and a result's rax, so that nothing on the hot path has to make way for the call (cold.c).  The first have
 * no result, the others one word. */
#define ADDER_COLD_TABLE(X, Y)                                                                     \
    X(forget_last)                                                                                 \
    Y(no_memory) Y(dict_values) Y(slot_value) Y(name_stays) Y(name_absent) Y(seq_iter_end) Y(unbox_i64)

/* ---- Numbers ---- */
/* ADDER_UNFIT: it does not fit (or is that very number, which no program is likely to have: the interpreter
 * goes on with it); no exception. */
#define ADDER_UNFIT (INT64_MIN + INT64_C(0x3a5f17c9d2846b1))
int64_t adder_rt_unbox_i64(PyObject *o);
PyObject *adder_rt_box_i64(int64_t value);
PyObject *adder_rt_box_f64(double value);
bool adder_rt_int_in_place(PyObject *old, int64_t value); /* false: not done */
bool adder_rt_no_memory(void); /* clears the exception, answers false: the interpreter tries again */
bool adder_rt_pow_i64(int64_t a, int64_t b, int64_t *out);
bool adder_rt_pow_f64(double a, double b, double *out);
double adder_rt_floordiv_f64(double a, double b); /* b is not zero */
bool adder_rt_pow_mod_i64(int64_t a, int64_t b, int64_t c, int64_t *out);
/* false unless the result is finite: the module math decides what that means. */
bool adder_rt_math_f64(double a, int64_t which, double *out);
bool adder_rt_math2_f64(double a, double b, int64_t which, double *out);
bool adder_rt_chr(int64_t c, PyObject **out); /* false: no such character, or no memory; no exception */

/* ---- Frames of inlined callees (deopt/inlined.c) ---- */
/* Pushes those that are missing at act's site; no exception without memory. */
void adder_rt_show_inlined(PyThreadState *ts, AdderActivation *act);
/* Pops those that nobody keeps; no exception is set. */
void adder_rt_hide_inlined(PyThreadState *ts, AdderActivation *act);

/* ---- Direct calls (deopt/direct.c) ---- */
/* Makes the frames that are missing on the way from the outermost activation to act's own, from what
 * their sites say, and brings the position of the first that has one up to date. */
void adder_rt_link(PyThreadState *ts, AdderActivation *act);
/* Takes act's frame off again, unless it is a lent one: the call has given an object, or (raw) a number as its signature
 * wants.  Answers the code's caller. */
AdderResult adder_rt_return(PyThreadState *ts, AdderActivation *act, uint64_t word, bool raw);
/* The recursion limit is near, or act has a frame to begin with.  True: the call that act is to be may go on; false with
 * RecursionError. */
bool adder_rt_begin_with_care(PyThreadState *ts, AdderActivation *act);
/* An exit of directly called code: the interpreter finishes the call, or goes on with the frame that was lent.  Answers the
 * code's caller. */
AdderResult adder_rt_leave(PyThreadState *ts, AdderActivation *act, uintptr_t number);
void adder_rt_let_go(PyObject *o); /* one reference */
/* A direct call while there is no code: calls in the general way, or has the code made.  words: the
 * arguments as the signature says, objects consumed.  act: the caller's, at its site. */
AdderResult adder_rt_direct_miss(PyThreadState *ts, AdderActivation *act, AdderDirect *cell,
                                 PyObject *func, uint64_t *words);

/* ---- Objects ---- */
int adder_rt_truth(PyObject *o);
bool adder_rt_inject(void); /* ADDER_STRESS=raise:K: at the K-th call true, with an exception set */
void adder_rt_drop_if(bool hit, PyObject *o); /* o may be NULL; keeps the exception */
void adder_rt_dealloc(PyObject *o); /* its count was 0 */
/* The same where the deallocation may be looked at: `where` is the number of act's site (0: none), and
 * in its lower half the instruction of act's frame + 1 (0: the one that stands there). */
void adder_rt_dealloc_at(PyThreadState *ts, AdderActivation *act, PyObject *o, uint64_t where);
/* The same for a local of act's function, which returns: its frame is not to be found any more. */
void adder_rt_dealloc_late(PyThreadState *ts, AdderActivation *act, PyObject *o);
bool adder_rt_stack_short(void);
/* Would its death run no code, and free nothing but itself?  (ADDER_T_Harmless) */
bool adder_rt_dies_quietly(PyObject *o);
/* The values in the instance's dict, if that shares the class's cached keys; else some that are all unset.  To be
 * read only. */
PyDictValues *adder_rt_dict_values(PyObject *o);
/* func.__kwdefaults__[name], an interned name: borrowed; NULL: ask the interpreter, no exception. */
PyObject *adder_rt_func_keyword_default(PyObject *func, PyObject *name);
PyObject *adder_rt_dict_hint(PyObject *o, int64_t hint, PyObject *name); /* borrowed, no exception */
/* Is name still at its index of a dict whose keys have changed?  (New names come behind the old ones.) */
bool adder_rt_name_stays(PyDictObject *dict, int64_t index, PyObject *name);
/* Its value there then; borrowed, no exception. */
PyObject *adder_rt_slot_value(PyDictObject *dict, PyObject *name, int64_t index);
bool adder_rt_name_absent(PyObject *globals, PyObject *name); /* a dict of str without name */
PyObject *adder_rt_seq_iter_end(PyObject *it); /* lets the sequence go; NULL, no exception */
PyObject *adder_rt_binary(PyObject *a, PyObject *b, int64_t op);
PyObject *adder_rt_unary(PyObject *o, int64_t opcode);
PyObject *adder_rt_compare(PyObject *a, PyObject *b, int64_t op);
int adder_rt_contains(PyObject *item, PyObject *container);
PyObject *adder_rt_list_slice(PyObject *list, int64_t lo, int64_t hi, int64_t step, int64_t given);
/* The very object, if it is all of it. */
PyObject *adder_rt_tuple_slice(PyObject *tuple, int64_t lo, int64_t hi, int64_t step, int64_t given);
PyObject *adder_rt_str_slice(PyObject *text, int64_t lo, int64_t hi, int64_t step, int64_t given);
PyObject *adder_rt_bytes_slice(PyObject *bytes, int64_t lo, int64_t hi, int64_t step, int64_t given);
int adder_rt_list_store_slice(PyObject *list, int64_t lo, int64_t hi, PyObject *value,
                              int64_t given);
PyObject *adder_rt_subscr(PyObject *container, PyObject *key);
int adder_rt_store_subscr(PyObject *container, PyObject *key, PyObject *value);
int adder_rt_delete_subscr(PyObject *container, PyObject *key);
PyObject *adder_rt_load_attr(PyObject *o, PyObject *name);
int adder_rt_store_attr(PyObject *o, PyObject *value, PyObject *name);
int adder_rt_delete_attr(PyObject *o, PyObject *name);
int adder_rt_load_method(PyObject *o, PyObject *name, PyObject **slots);

/* ---- Calls ---- */
/* Calls of the class (unless its metaclass has others) run object.__new__, then __init__. */
bool adder_rt_makes_plainly(const PyTypeObject *type);
PyObject *adder_rt_init_of(PyTypeObject *type); /* borrowed; NULL, no exception: not so simple */
/* As object.__new__(type); NULL, no exception: no memory, or type's version is another now. */
PyObject *adder_rt_instance_new(PyThreadState *ts, PyTypeObject *type, int64_t version);
int adder_rt_check_init(PyObject *none);

/* Special methods that compiled code calls by itself (runtime_special.c).  What an operator is: NB_*, or a
 * comparison Py_*, which may have been asked the contrary (object.__ne__ asks __eq__). */
enum { ADDER_OPERATOR_KIND = 63, ADDER_OPERATOR_COMPARES = 64, ADDER_OPERATOR_CONTRARY = 128 };
typedef enum { ADDER_NAME_LEFT, ADDER_NAME_REFLECTED, ADDER_NAME_IN_PLACE } AdderOperatorName;
/* The method of an operator NB_*; NULL: it is left to the slots. */
const char *adder_rt_operator_name(int64_t kind, AdderOperatorName which);
const char *adder_rt_comparison_name(int64_t kind, bool reflected);
/* != of the type's instances asks their ==. */
bool adder_rt_unequal_by_equal(PyTypeObject *type);
/* What the operator gives when the method that it asks first has given result (consumed). */
PyObject *adder_rt_operator_result(PyObject *result, PyObject *left, PyObject *right, int64_t what);
/* What bool() makes of what __bool__ gave. */
int adder_rt_bool_result(PyObject *result);
/* What len() makes of what __len__ gave. */
int adder_rt_length_result(PyObject *result, int64_t *length);
/* What the method gave that bool(self) calls. */
int adder_rt_truth_result(PyObject *self, PyObject *result);
/* What len or abs gives when the argument's method has given result (consumed). */
PyObject *adder_rt_builtin_result(PyObject *builtin, PyObject *result);
PyObject *adder_rt_call(PyThreadState *ts, PyObject **values, int64_t n, PyObject *kwnames);
/* Handles signals and the like; consumes and answers result. */
PyObject *adder_rt_after_c_call(PyThreadState *ts, PyObject *result);
bool adder_rt_too_deep(PyThreadState *ts); /* recursion_remaining has been counted down */
PyObject *adder_rt_call_ex(PyThreadState *ts, PyObject **values, int64_t n);
PyObject *adder_rt_call_func(PyThreadState *ts, PyObject **values, int64_t n);

/* ---- Iteration, import ---- */
PyObject *adder_rt_get_iter(PyObject *o);
int adder_rt_iter_next(PyObject *it, PyObject **item); /* *item NULL at the end */
int adder_rt_iter_next_kept(PyObject *it, PyObject **item); /* the same, the item borrowed */
/* An iterator's tuple lets go of item k if nobody else has the tuple; that may run Python code. */
void adder_rt_forget_last(PyObject *tuple, int64_t k);
int adder_rt_item_iter_next(PyObject *it, PyObject **pair); /* new references; pair[0] NULL at the end */
void adder_rt_drop_items(PyObject **items, int64_t n); /* lets them go */
PyObject *adder_rt_call_class(PyObject *cls, PyObject **args, int64_t n);
/* The same for zip()'s items from `first` on; consumes those before if there is none. */
int adder_rt_zip_next(PyObject *it, int64_t first, PyObject **items);
/* results: what receiver yields or what it has returned, the other is NULL. */
int adder_rt_send(PyObject *receiver, PyObject *value, PyObject **results);
PyObject *adder_rt_get_yield_from_iter(_PyInterpreterFrame *frame, PyObject *o);
PyObject *adder_rt_get_awaitable(PyObject *o, int64_t where); /* where: oparg of GET_AWAITABLE */
PyObject *adder_rt_get_aiter(PyObject *o);
PyObject *adder_rt_get_anext(PyObject *o);
PyObject *adder_rt_wrap_async(PyObject *o);
PyObject *adder_rt_import(PyThreadState *ts, _PyInterpreterFrame *frame, PyObject *level,
                          PyObject *fromlist, PyObject *name);
PyObject *adder_rt_import_from(PyObject *module, PyObject *name);
PyObject *adder_rt_range_new(int64_t lo, int64_t hi, int64_t step);
PyObject *adder_rt_range_iter_new(int64_t lo, int64_t length, int64_t step);

/* ---- Names ---- */
PyObject *adder_rt_load_global(_PyInterpreterFrame *frame, PyObject *name);
int adder_rt_store_global(_PyInterpreterFrame *frame, PyObject *value, PyObject *name);
int adder_rt_delete_global(_PyInterpreterFrame *frame, PyObject *name);
PyObject *adder_rt_load_name(_PyInterpreterFrame *frame, PyObject *name);
int adder_rt_store_name(_PyInterpreterFrame *frame, PyObject *value, PyObject *name);
int adder_rt_delete_name(_PyInterpreterFrame *frame, PyObject *name);
PyObject *adder_rt_make_cell(PyObject *value); /* value is consumed, may be NULL */

/* ---- Containers ---- */
PyObject *adder_rt_str_concat(PyObject *a, PyObject *b);
PyObject *adder_rt_str_append(PyObject *a, PyObject *b); /* a is consumed */
PyObject *adder_rt_dict_item(PyObject *dict, PyObject *key);
PyObject *adder_rt_dict_probe(PyObject *dict, PyObject *key); /* borrowed; no exception; see DictProbe */
int adder_rt_dict_store(PyObject *dict, PyObject *key, PyObject *value);
/* The same without Python code (runtime_keys.c); NULL, false or negative, and no exception: it cannot be
 * done so. */
PyObject *adder_rt_dict_find(PyObject *dict, PyObject *key); /* borrowed; NULL as well if it has none */
int adder_rt_dict_has(PyObject *dict, PyObject *key);
PyObject *adder_rt_dict_get(PyObject *dict, PyObject *key, PyObject *otherwise);
bool adder_rt_dict_put(PyObject *dict, PyObject *key, PyObject *value, PyObject **old);
/* d.pop(key, otherwise), where NULL is for none; then a key that is missing cannot be taken. */
PyObject *adder_rt_dict_take(PyObject *dict, PyObject *key, PyObject *otherwise);
PyObject *adder_rt_dict_default(PyObject *dict, PyObject *key, PyObject *otherwise);
int adder_rt_set_has(PyObject *set, PyObject *key); /* or a frozenset */
int adder_rt_set_put(PyObject *set, PyObject *key);
int adder_rt_set_drop(PyObject *set, PyObject *key, int64_t must); /* must: it has to be there */
PyObject *adder_rt_box_u64(uint64_t value);
/* The low 64 bits of any int. */
uint64_t adder_rt_low_word(PyObject *o);
/* (a * b + c) modulo m, which is positive. */
int64_t adder_rt_mul_add_mod(int64_t a, int64_t b, int64_t c, int64_t m);
/* False, and nothing has happened: no byte, no memory, or the bytearray is exported. */
bool adder_rt_byte_array_append(PyObject *array, int64_t byte);
/* heapq.heappush and heappop on a list; false, NULL: an empty heap, or one whose order is Python code */
bool adder_rt_heap_push(PyObject *heap, PyObject *item);
PyObject *adder_rt_heap_pop(PyObject *heap);
int adder_rt_items_have(PyObject *sequence, PyObject *key); /* of a list or tuple */
PyObject *adder_rt_list_pop(PyObject *list); /* where its memory is to shrink, or it is empty */
int adder_rt_str_has(PyObject *text, PyObject *part); /* negative: with an exception */
bool adder_rt_str_is(PyObject *text, PyObject *method); /* method: of str, takes nothing, answers a bool */
bool adder_rt_str_match(PyObject *text, PyObject *part, int64_t first, int64_t end, int64_t where);
bool adder_rt_str_find(PyObject *text, PyObject *part, int64_t first, int64_t end, int64_t where, int64_t *out); /* false: no memory */
int adder_rt_str_order(PyObject *a, PyObject *b, int64_t comparison); /* likewise */
/* These two consume the values. */
PyObject *adder_rt_build_tuple(PyThreadState *ts, PyObject **values, int64_t n);
PyObject *adder_rt_build_list(PyThreadState *ts, PyObject **values, int64_t n);
PyObject *adder_rt_build_set(PyObject **values, int64_t n);
PyObject *adder_rt_build_map(PyObject **values, int64_t n);
PyObject *adder_rt_build_const_key_map(PyObject **values, int64_t n);
PyObject *adder_rt_build_string(PyObject **values, int64_t n);
PyObject *adder_rt_build_slice(PyObject **values, int64_t n);
int adder_rt_list_extend(PyThreadState *ts, PyObject *list, PyObject *iterable);
PyObject *adder_rt_list_to_tuple(PyObject *list);
int adder_rt_set_add(PyObject *set, PyObject *item);
int adder_rt_set_update(PyObject *set, PyObject *iterable);
int adder_rt_map_add(PyObject *dict, PyObject *key, PyObject *value);
int adder_rt_dict_update(PyThreadState *ts, PyObject *dict, PyObject *update);
int adder_rt_dict_merge(PyThreadState *ts, PyObject *dict, PyObject *update, PyObject *func);
PyObject *adder_rt_format_value(PyObject *value, PyObject *spec, int64_t oparg);
/* items[0] is the first item: all are new references. */
int adder_rt_unpack(PyThreadState *ts, PyObject *sequence, int64_t n, PyObject **items);
int adder_rt_unpack_ex(PyThreadState *ts, PyObject *sequence, int64_t oparg, PyObject **items);
PyObject *adder_rt_make_function(PyFunctionObject *running, PyObject **values, int64_t oparg);
PyObject *adder_rt_load_build_class(_PyInterpreterFrame *frame);
int adder_rt_raise_varargs(PyThreadState *ts, PyObject **values, int64_t n); /* always negative */
PyObject *adder_rt_get_len(PyObject *o);
int adder_rt_print_expr(PyObject *o);

/* ---- Exceptions, with, match, class bodies ---- */
/* deopt/inlined.c: 0, or -1 with the exception as it was. */
int adder_rt_unwind(PyThreadState *ts, AdderActivation *act);
/* As PyTraceBack_Here for the frame at work; *line: of its instruction, looked up if it is 0. */
void adder_rt_add_traceback(PyThreadState *ts, _PyInterpreterFrame *frame, int *line);
bool adder_rt_is_plain_exception(PyTypeObject *type);
PyObject *adder_rt_plain_exception(PyThreadState *ts, PyTypeObject *type, PyObject **args,
                                   Py_ssize_t nargs);
PyObject *adder_rt_catch(PyThreadState *ts, _PyInterpreterFrame *frame, AdderActivation *act,
                         int64_t line);
PyObject *adder_rt_active_exception(PyThreadState *ts);
PyObject *adder_rt_exception_new(PyThreadState *ts, PyObject **values, int64_t n); /* a plain class, arguments */
bool adder_rt_exception_is(PyObject *exception, PyObject *cls);
int adder_rt_check_exc_match(PyObject *exception, PyObject *types);
int adder_rt_check_eg_match(PyObject *exception, PyObject *types, PyObject **items);
PyObject *adder_rt_prep_reraise_star(PyObject *orig, PyObject *excs);
int adder_rt_before_with(PyThreadState *ts, PyObject *manager, int64_t async, PyObject **items);
PyObject *adder_rt_with_except_start(PyObject *slot0, PyObject *slot1, PyObject *exception);
PyObject *adder_rt_match_keys(PyObject *map, PyObject *keys);
PyObject *adder_rt_match_class(PyObject *subject, PyObject *type, PyObject *keywords, int64_t n);
int adder_rt_unpack_none(PyThreadState *ts, PyObject *sequence);
PyObject *adder_rt_load_classderef(_PyInterpreterFrame *frame, PyObject *cell, int64_t slot);
int adder_rt_setup_annotations(_PyInterpreterFrame *frame);
int adder_rt_import_star(_PyInterpreterFrame *frame, PyObject *module);

/* The address of a symbol that machine code refers to: our own helpers first, then whatever the
 * process exports.  NULL: unknown. */
ADDER_SHARED void *adder_runtime_address(const char *name);

#endif
