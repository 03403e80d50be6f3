/* Makes the objects that an exit's frames hold out of the activation's raw words.
 *
 * Results are owned by the caller.  GIL held. */
#include "deopt/fill.h"

#include "deopt/reserve.h"
#include "irgen/runtime/runtime.h"

#include <internal/pycore_dict.h>
#include <internal/pycore_global_objects.h>
#include <internal/pycore_object.h>
#include <string.h>

/* What one exit is filled from. */
typedef struct {
    const AdderActivation *act;
    const AdderExit *exit;
    bool take;
    PyObject **objects; /* by entry */
    bool failed;        /* something could not be made */
} Filler;

static AdderExitEntry entry_at(const Filler *f, uint32_t at)
{
    return f->act->unit->entries[f->exit->entries + at];
}

static const AdderExitObject *object_at(const Filler *f, uint32_t at)
{
    return &f->act->unit->objects[f->exit->objects + at];
}

static PyObject *object_in(const AdderActivation *act, uint32_t where)
{
    return (PyObject *)(uintptr_t)act->slot[where];
}

static double as_double(uint64_t word)
{
    double value;
    memcpy(&value, &word, sizeof(value));
    return value;
}

static PyObject *make_int(int64_t value, bool reserve)
{
    PyObject *made = PyLong_FromLongLong(value);
    return made != NULL || !reserve ? made : adder_reserve_int(value);
}

static PyObject *make_word(uint64_t value, bool reserve)
{
    PyObject *made = PyLong_FromUnsignedLongLong(value);
    return made != NULL || !reserve ? made : adder_reserve_word(value);
}

static PyObject *make_float(double value, bool reserve)
{
    PyObject *made = PyFloat_FromDouble(value);
    return made != NULL || !reserve ? made : adder_reserve_float(value);
}

/* slot[where..where+4): index, start, length, step of a range iterator that was never made. */
static PyObject *make_range_iter(const AdderActivation *act, uint32_t where, bool reserve)
{
    int64_t start = (int64_t)act->slot[where + 1], length = (int64_t)act->slot[where + 2],
            step = (int64_t)act->slot[where + 3];
    AdderRangeIter *it = (AdderRangeIter *)adder_rt_range_iter_new(start, length, step);
    if (it == NULL && reserve) {
        it = (AdderRangeIter *)adder_reserve_range_iter(start, length, step);
    }
    if (it != NULL) {
        it->index = (long)act->slot[where];
    }
    return (PyObject *)it;
}

/* One of the MAYBE fills, whose bit says that there is nothing. */
static bool is_unset(const AdderActivation *act, AdderExitEntry entry)
{
    return entry.fill >= ADDER_FILL_MAYBE_I64 && entry.fill <= ADDER_FILL_MAYBE_I1
           && (act->slot[entry.where + 1] & 1) == 0;
}

/* ---- Objects that were not made ---------------------------------------------------------------- */

static PyObject *new_instance(PyTypeObject *cls)
{
    return cls->tp_new(cls, (PyObject *)&_Py_SINGLETON(tuple_empty), NULL);
}

/* The name of a class's k-th instance value: they never change places. */
static PyObject *value_name(PyTypeObject *cls, uint32_t k)
{
    PyDictKeysObject *keys = ((PyHeapTypeObject *)cls)->ht_cached_keys;
    return DK_UNICODE_ENTRIES(keys)[k].me_key;
}

static int set_value(PyObject *instance, uint32_t k, PyObject *value)
{
    PyDictValues *values = *_PyObject_ValuesPointer(instance);
    if (values == NULL) {
        return PyObject_GenericSetAttr(instance, value_name(Py_TYPE(instance), k), value);
    }
    values->values[k] = Py_NewRef(value);
    _PyDictValues_AddToInsertionOrder(values, k);
    return 0;
}

static PyObject *make_instance(PyObject *const *held, uint32_t n, AdderObjectKind kind)
{
    PyObject *instance = new_instance((PyTypeObject *)held[0]);
    PyObject **slots = (PyObject **)(instance + 1);
    for (uint32_t k = 0; instance != NULL && k + 1 < n; k++) {
        PyObject *value = held[k + 1];
        if (kind == ADDER_OBJECT_SLOTTED) {
            slots[k] = Py_XNewRef(value);
        }
        else if (value != NULL && set_value(instance, k, value) < 0) {
            Py_CLEAR(instance);
        }
    }
    return instance;
}

static PyObject *make_tuple(PyObject *const *held, uint32_t n)
{
    PyObject *tuple = PyTuple_New(n);
    for (uint32_t k = 0; tuple != NULL && k < n; k++) {
        PyTuple_SET_ITEM(tuple, k, Py_NewRef(held[k]));
    }
    return tuple;
}

static PyObject *make_method(PyObject *function, PyObject *self)
{
    return Py_TYPE(function)->tp_descr_get(function, self, (PyObject *)Py_TYPE(self));
}

static PyObject *make_held(const AdderExitObject *object, PyObject *const *held)
{
    switch ((AdderObjectKind)object->kind) {
    case ADDER_OBJECT_TUPLE: return make_tuple(held, object->n);
    case ADDER_OBJECT_METHOD: return make_method(held[0], held[1]);
    case ADDER_OBJECT_BINARY: return adder_rt_binary(held[0], held[1], PyLong_AsLong(held[2]));
    case ADDER_OBJECT_GENERATOR:
        return adder_generator_at((PyFunctionObject *)held[0], (PyCodeObject *)held[1],
                                  PyLong_AsLongLong(held[2]), held + 3);
    default: return make_instance(held, object->n, (AdderObjectKind)object->kind);
    }
}

static void fill_entry(Filler *f, uint32_t at);

/* The one of two that the bit is for; the reference moves on. */
static PyObject *make_chosen(Filler *f, const AdderExitObject *object)
{
    AdderExitEntry bit = entry_at(f, object->first);
    bool set = bit.fill == ADDER_FILL_I1 ? (f->act->slot[bit.where] & 1) != 0
                                         : f->act->unit->consts[bit.where] == Py_True;
    uint32_t chosen = object->first + 1 + set;
    fill_entry(f, chosen);
    return f->objects[chosen];
}

/* First what it holds; these entries then borrow from it. */
static PyObject *make_virtual(Filler *f, const AdderExitObject *object)
{
    PyObject **held = f->objects + object->first, *made = NULL;
    bool failed = f->failed;
    f->failed = false;
    for (uint32_t k = 0; k < object->n; k++) {
        fill_entry(f, object->first + k);
    }
    if (!f->failed) {
        made = make_held(object, held);
    }
    for (uint32_t k = 0; k < object->n; k++) {
        Py_XDECREF(held[k]);
        held[k] = made != NULL ? held[k] : NULL;
    }
    f->failed = failed;
    return made;
}

/* ---- Entries ------------------------------------------------------------------------------------- */

static PyObject *made(Filler *f, PyObject *object)
{
    f->failed |= object == NULL;
    return object;
}

/* A new reference; NULL for an unset slot, or when it failed. */
static PyObject *make_object(Filler *f, AdderExitEntry entry)
{
    const AdderActivation *act = f->act;
    const AdderUnit *unit = act->unit;
    if (is_unset(act, entry)) {
        return NULL;
    }
    switch ((AdderFill)entry.fill) {
    case ADDER_FILL_NULL: return NULL;
    case ADDER_FILL_TAKE:
        return f->take ? object_in(act, entry.where) : Py_XNewRef(object_in(act, entry.where));
    case ADDER_FILL_COPY: return Py_XNewRef(object_in(act, entry.where));
    case ADDER_FILL_CONST: return Py_XNewRef(unit->consts[entry.where]);
    case ADDER_FILL_MAYBE_I64:
    case ADDER_FILL_I64: return made(f, make_int((int64_t)act->slot[entry.where], f->take));
    case ADDER_FILL_U64: return made(f, make_word(act->slot[entry.where], f->take));
    case ADDER_FILL_MAYBE_F64:
    case ADDER_FILL_F64: return made(f, make_float(as_double(act->slot[entry.where]), f->take));
    case ADDER_FILL_MAYBE_I1:
    case ADDER_FILL_I1: return Py_NewRef(act->slot[entry.where] & 1 ? Py_True : Py_False);
    case ADDER_FILL_PARKED: return f->take ? act->parked : Py_XNewRef(act->parked);
    case ADDER_FILL_RANGE_ITER: return made(f, make_range_iter(act, entry.where, f->take));
    case ADDER_FILL_SAME: return Py_XNewRef(f->objects[entry.where]);
    case ADDER_FILL_IMM_I64:
        return made(f, make_int((int64_t)unit->imms[entry.where], f->take));
    case ADDER_FILL_IMM_F64:
        return made(f, make_float(as_double(unit->imms[entry.where]), f->take));
    case ADDER_FILL_OBJECT: {
        const AdderExitObject *object = object_at(f, entry.where);
        return object->kind == ADDER_OBJECT_CHOICE ? make_chosen(f, object)
                                                   : made(f, make_virtual(f, object));
    }
    }
    return NULL;
}

static bool is_int(PyObject *object, int64_t value)
{
    int overflow;
    return PyLong_CheckExact(object) && PyLong_AsLongLongAndOverflow(object, &overflow) == value
           && !overflow;
}

static bool is_word(PyObject *object, uint64_t value)
{
    return PyLong_CheckExact(object) && adder_fits_u64(object)
           && PyLong_AsUnsignedLongLongMask(object) == value;
}

static bool is_float(PyObject *object, uint64_t bits)
{
    return PyFloat_CheckExact(object)
           && memcmp(&((PyFloatObject *)object)->ob_fval, &bits, sizeof(bits)) == 0;
}

static bool is_number(PyObject *object, AdderFill fill, uint64_t bits)
{
    switch (fill) {
    case ADDER_FILL_I64:
    case ADDER_FILL_MAYBE_I64: return is_int(object, (int64_t)bits);
    case ADDER_FILL_U64: return is_word(object, bits);
    default: return is_float(object, bits);
    }
}

/* The object that a merged number may have been all along: one of the frames' with its type and bits. */
static PyObject *same_number(const Filler *f, AdderExitEntry entry)
{
    uint64_t bits = f->act->slot[entry.where];
    for (uint32_t i = 0; i < f->exit->nslots; i++) {
        PyObject *object = f->objects[i];
        if (object != NULL && is_number(object, (AdderFill)entry.fill, bits)) {
            return object;
        }
    }
    return NULL;
}

/* A virtual object may want an entry before its turn. */
static void fill_entry(Filler *f, uint32_t at)
{
    AdderExitEntry entry = entry_at(f, at);
    if (at < f->exit->nslots && f->objects[at] != NULL) {
        return;
    }
    if (entry.fill == ADDER_FILL_SAME && entry.where < f->exit->nslots) {
        fill_entry(f, entry.where);
    }
    PyObject *same = entry.merged && !is_unset(f->act, entry) ? same_number(f, entry) : NULL;
    f->objects[at] = same != NULL ? Py_NewRef(same) : make_object(f, entry);
}

/* In this order are entries filled: merged numbers may be objects that stand elsewhere, those that virtual
 * objects hold too, and choices share what is made in any case. */
enum { PLAIN, VIRTUAL, MERGED, CHOICE, NTURNS };

static int turn_of(const Filler *f, uint32_t at)
{
    AdderExitEntry entry = entry_at(f, at);
    if (entry.fill == ADDER_FILL_SAME) {
        at = entry.where;
        entry = entry_at(f, at);
    }
    if (entry.fill == ADDER_FILL_OBJECT) {
        return object_at(f, entry.where)->kind == ADDER_OBJECT_CHOICE ? CHOICE : VIRTUAL;
    }
    if (entry.merged) {
        return MERGED;
    }
    return at < f->exit->nslots ? PLAIN : VIRTUAL;
}

bool adder_fill_objects(const AdderActivation *act, const AdderExit *e, bool take,
                        PyObject **objects)
{
    Filler f = { act, e, take, objects, false };
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback); /* a box without memory sets another */
    for (uint32_t i = 0; i < e->nentries; i++) {
        objects[i] = NULL;
    }
    for (int turn = PLAIN; turn < NTURNS; turn++) {
        for (uint32_t i = 0; i < e->nslots; i++) {
            if (turn_of(&f, i) == turn) {
                fill_entry(&f, i);
            }
        }
    }
    for (uint32_t i = e->nslots; i < e->nentries; i++) {
        objects[i] = NULL; /* was borrowed */
    }
    if (!f.failed) {
        PyErr_Restore(type, value, traceback);
        return true;
    }
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    PyErr_NoMemory();
    return false;
}

PyObject *adder_fill_local(const AdderActivation *act, const AdderExit *e, uint32_t place,
                           int local)
{
    const AdderUnit *unit = act->unit;
    const AdderExitFrame *frame = &unit->frames[e->frames + place];
    AdderExitEntry entry = unit->entries[frame->first + (uint32_t)local];
    switch ((AdderFill)entry.fill) {
    case ADDER_FILL_TAKE:
    case ADDER_FILL_COPY: return Py_XNewRef(object_in(act, entry.where));
    case ADDER_FILL_CONST: return Py_XNewRef(unit->consts[entry.where]);
    default: return NULL;
    }
}

PyObject *adder_fill_function(const AdderActivation *act, const AdderExitFrame *callee)
{
    AdderExitEntry entry = act->unit->entries[callee->func];
    return Py_NewRef(entry.fill == ADDER_FILL_CONST ? act->unit->consts[entry.where]
                                                    : object_in(act, entry.where));
}
