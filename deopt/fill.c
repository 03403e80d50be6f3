/* Makes the objects that an exit's frames hold out of the activation's raw words.
 *
 * Results are owned by the caller.  GIL held. */
#include "deopt/fill.h"

#include "deopt/reserve.h"
#include "irgen/runtime/runtime.h"

#include <string.h>

uint32_t adder_fill_count(const AdderUnit *unit, const AdderExit *e)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < e->nframes; i++) {
        const AdderExitFrame *frame = &unit->frames[e->frames + i];
        n += (uint32_t)(frame->nlocals + frame->nstack) + (frame->code != NULL);
    }
    return n;
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

/* A new reference; NULL for an unset slot, or with an exception. */
static PyObject *make_object(const AdderActivation *act, AdderExitEntry entry, bool take,
                             PyObject *const *objects)
{
    AdderUnit *unit = act->unit;
    if (is_unset(act, entry)) {
        return NULL;
    }
    switch ((AdderFill)entry.fill) {
    case ADDER_FILL_NULL: return NULL;
    case ADDER_FILL_TAKE:
        return take ? object_in(act, entry.where) : Py_XNewRef(object_in(act, entry.where));
    case ADDER_FILL_COPY: return Py_XNewRef(object_in(act, entry.where));
    case ADDER_FILL_CONST: return Py_XNewRef(unit->consts[entry.where]);
    case ADDER_FILL_MAYBE_I64:
    case ADDER_FILL_I64: return make_int((int64_t)act->slot[entry.where], take);
    case ADDER_FILL_MAYBE_F64:
    case ADDER_FILL_F64: return make_float(as_double(act->slot[entry.where]), take);
    case ADDER_FILL_MAYBE_I1:
    case ADDER_FILL_I1: return Py_NewRef(act->slot[entry.where] & 1 ? Py_True : Py_False);
    case ADDER_FILL_RANGE_ITER: return make_range_iter(act, entry.where, take);
    case ADDER_FILL_SAME: return Py_XNewRef(objects[entry.where]);
    case ADDER_FILL_IMM_I64: return make_int((int64_t)unit->imms[entry.where], take);
    case ADDER_FILL_IMM_F64: return make_float(as_double(unit->imms[entry.where]), take);
    }
    return NULL;
}

static bool makes_new(const AdderActivation *act, AdderExitEntry entry)
{
    switch ((AdderFill)entry.fill) {
    case ADDER_FILL_I64:
    case ADDER_FILL_F64:
    case ADDER_FILL_RANGE_ITER:
    case ADDER_FILL_IMM_I64:
    case ADDER_FILL_IMM_F64: return true; /* SAME fails with what it repeats */
    case ADDER_FILL_MAYBE_I64:
    case ADDER_FILL_MAYBE_F64: return !is_unset(act, entry);
    default: return false;
    }
}

bool adder_fill_objects(const AdderActivation *act, const AdderExit *e, bool take,
                        PyObject **objects)
{
    const AdderUnit *unit = act->unit;
    uint32_t first = unit->frames[e->frames].first, n = adder_fill_count(unit, e);
    bool complete = true;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback); /* a box without memory sets another */
    for (uint32_t i = 0; i < n; i++) {
        AdderExitEntry entry = unit->entries[first + i];
        objects[i] = make_object(act, entry, take, objects);
        if (objects[i] == NULL && makes_new(act, entry)) {
            complete = false;
        }
    }
    if (complete) {
        PyErr_Restore(type, value, traceback);
        return true;
    }
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    PyErr_NoMemory();
    return false;
}
