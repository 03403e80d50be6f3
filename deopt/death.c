/* Deaths in compiled code: of tuples, lists and instances of plain classes, and of what only they hold.
 *
 * As tupledealloc, list_dealloc and subtype_dealloc do it, in their order and with their bound on the native stack.
 * The frame is shown first where the death comes to something that may run code; mostly it does not.  GIL held. */
#define NDEBUG /* CPython's inline functions check themselves otherwise */
#include "deopt/run.h"
#include "irgen/runtime/instance.h"

#include <internal/pycore_dict.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_object.h>
#include <structmember.h>

enum { MOST_NESTED = 50 }; /* _PyTrash_UNWIND_LEVEL */

typedef struct {
    PyThreadState *ts;
    AdderActivation *act;
    uint64_t where; /* see adder_rt_dealloc_at */
    bool late;      /* the function returns */
    bool inlined;   /* in an inlined callee: its frames are not there */
    bool shown;
    AdderActivation *innermost;
    _PyInterpreterFrame *frame;
} Death;

/* ---- Letting others look -------------------------------------------------------------------------------------- */

static void show_position(Death *d)
{
    AdderActivation *act = d->act;
    uint32_t position = (uint32_t)d->where;
    act->site = (uint32_t)(d->where >> 32);
    if (act->frame == NULL) {
        adder_rt_link(d->ts, act);
    }
    if (position != 0) {
        act->frame->prev_instr = _PyCode_CODE(act->frame->f_code) + position - 1;
    }
    if (d->inlined) {
        adder_rt_show_inlined(d->ts, act);
    }
}

/* As in the interpreter: the frame is there, and in nobody's way. */
static void step_aside(Death *d)
{
    AdderActivation *act = d->act;
    if (act->frame == NULL) {
        adder_rt_link(d->ts, act);
    }
    d->innermost = adder_activation;
    d->frame = d->ts->cframe->current_frame;
    act->site = 0;
    adder_activation = act->previous;
    d->ts->cframe->current_frame = act->frame->previous;
}

static void show(Death *d)
{
    if (d->shown) {
        return;
    }
    d->shown = true;
    if (d->late) {
        step_aside(d);
    }
    else {
        show_position(d);
    }
}

static void show_no_more(Death *d)
{
    if (d->late) {
        adder_activation = d->innermost;
        d->ts->cframe->current_frame = d->frame;
    }
    else if (d->inlined) {
        adder_rt_hide_inlined(d->ts, d->act);
    }
}

/* A frame that is there costs nothing; making one, or those of inlined callees, costs more than to look whether anybody
 * could see it. */
static void die_by_type(Death *d, PyObject *o)
{
    bool there = d->shown || (d->act->frame != NULL && !d->inlined);
    if (!adder_rt_dies_quietly(o) && (there || !adder_dies_unseen(d->act, o))) {
        show(d);
    }
    adder_rt_dealloc(o);
}

/* ---- Of containers --------------------------------------------------------------------------------------------- */

static void die(Death *d, PyObject *o);

static inline void let_go(Death *d, PyObject *o)
{
    if (--o->ob_refcnt == 0) {
        die(d, o);
    }
}

static void untrack(PyObject *o)
{
    if (_PyObject_GC_IS_TRACKED(o)) {
        _PyObject_GC_UNTRACK(o);
    }
}

/* What was too deep dies behind the outermost, as in _PyTrash_thread_destroy_chain. */
static void unnest(Death *d)
{
    PyThreadState *ts = d->ts;
    while (ADDER_UNLIKELY(ts->trash_delete_later != NULL && ts->trash_delete_nesting == 1)) {
        PyObject *o = ts->trash_delete_later;
        ts->trash_delete_later = (PyObject *)_PyGCHead_PREV(_Py_AS_GC(o));
        die(d, o);
    }
    ts->trash_delete_nesting--;
}

static void free_tuple(PyThreadState *ts, PyTupleObject *o)
{
    struct _Py_tuple_state *state = &ts->interp->tuple;
    Py_ssize_t index = Py_SIZE(o) - 1;
    if (index >= 0 && index < PyTuple_NFREELISTS && state->numfree[index] < PyTuple_MAXFREELIST) {
        o->ob_item[0] = (PyObject *)state->free_list[index];
        state->free_list[index] = o;
        state->numfree[index]++;
        return;
    }
    PyObject_GC_Del(o);
}

static void die_as_tuple(Death *d, PyTupleObject *o)
{
    for (Py_ssize_t i = Py_SIZE(o); --i >= 0;) {
        if (o->ob_item[i] != NULL) {
            let_go(d, o->ob_item[i]);
        }
    }
    free_tuple(d->ts, o);
}

static void free_list(PyThreadState *ts, PyListObject *o)
{
    struct _Py_list_state *state = &ts->interp->list;
    if (state->numfree < PyList_MAXFREELIST) {
        state->free_list[state->numfree++] = o;
        return;
    }
    PyObject_GC_Del(o);
}

static void die_as_list(Death *d, PyListObject *o)
{
    if (o->ob_item != NULL) {
        for (Py_ssize_t i = Py_SIZE(o); --i >= 0;) {
            if (o->ob_item[i] != NULL) {
                let_go(d, o->ob_item[i]);
            }
        }
        PyMem_Free(o->ob_item);
    }
    free_list(d->ts, o);
}

/* ---- Of instances ----------------------------------------------------------------------------------------------- */

/* As clear_slots of typeobject.c. */
static void clear_members(Death *d, PyObject *o, PyTypeObject *type)
{
    PyMemberDef *member = _PyHeapType_GET_MEMBERS((PyHeapTypeObject *)type);
    for (Py_ssize_t n = Py_SIZE(type); n > 0; n--, member++) {
        if (member->type != T_OBJECT_EX || (member->flags & READONLY) != 0) {
            continue;
        }
        PyObject **slot = (PyObject **)((char *)o + member->offset), *value = *slot;
        if (value != NULL) {
            *slot = NULL;
            let_go(d, value);
        }
    }
}

/* As _PyObject_FreeInstanceAttributes, but that the memory stays: what dies may give the class more names. */
static void clear_values(Death *d, PyDictValues *values, const PyTypeObject *type)
{
    const PyDictKeysObject *keys = ((const PyHeapTypeObject *)type)->ht_cached_keys;
    for (Py_ssize_t i = 0; i < keys->dk_nentries; i++) {
        PyObject *value = values->values[i];
        if (value != NULL) {
            values->values[i] = NULL;
            let_go(d, value);
        }
    }
    ((uint8_t *)values)[-2] = 0; /* names in use */
}

static bool instance_is_plain(PyObject *o, const AdderInstance *known)
{
    return known != NULL && known->dies_plainly
           && (known->weak == 0 || *(PyObject **)((char *)o + known->weak) == NULL)
           && (!known->has_dict || *_PyObject_ManagedDictPointer(o) == NULL);
}

/* known: of the class when the death began. */
static void free_instance(PyObject *o, PyDictValues *values, AdderInstance *known, const AdderInstance *before)
{
    bool whole = values != NULL || !before->has_dict;
    if (before->has_dict) {
        *_PyObject_ValuesPointer(o) = values;
    }
    if (ADDER_LIKELY(whole && known->version == before->version) && adder_instance_keep(known, o)) {
        return;
    }
    if (values != NULL) {
        PyMem_Free((char *)values - ((uint8_t *)values)[-1]);
    }
    PyObject_Free((char *)o - before->presize);
}

static void die_as_instance(Death *d, PyObject *o, AdderInstance *known)
{
    PyTypeObject *type = Py_TYPE(o);
    AdderInstance before = *known; /* what dies may change the class */
    if (before.has_slots) {
        for (PyTypeObject *base = type; base != &PyBaseObject_Type; base = base->tp_base) {
            clear_members(d, o, base);
        }
    }
    PyDictValues *values = NULL;
    if (before.has_dict && (values = *_PyObject_ValuesPointer(o)) != NULL) {
        *_PyObject_ValuesPointer(o) = NULL;
        clear_values(d, values, type);
    }
    struct gc_generation *young = &d->ts->interp->gc.generations[0];
    young->count -= young->count > 0;
    free_instance(o, values, known, &before);
    let_go(d, (PyObject *)type);
}

/* ---- Of anything ------------------------------------------------------------------------------------------------ */

static void die(Death *d, PyObject *o)
{
    PyTypeObject *type = Py_TYPE(o);
    AdderInstance *known = NULL;
    bool sequence = type == &PyTuple_Type || type == &PyList_Type;
    if (!sequence && !instance_is_plain(o, known = adder_instance(type))) {
        die_by_type(d, o);
        return;
    }
    if (ADDER_UNLIKELY(d->ts->trash_delete_nesting >= MOST_NESTED)) {
        _Py_Dealloc(o); /* puts it off */
        return;
    }
    untrack(o);
    d->ts->trash_delete_nesting++;
    if (type == &PyTuple_Type) {
        die_as_tuple(d, (PyTupleObject *)o);
    }
    else if (sequence) {
        die_as_list(d, (PyListObject *)o);
    }
    else {
        die_as_instance(d, o, known);
    }
    unnest(d);
}

static void begin(Death *d, PyObject *o)
{
    die(d, o);
    if (ADDER_UNLIKELY(d->shown)) {
        show_no_more(d);
    }
}

void adder_rt_dealloc_at(PyThreadState *ts, AdderActivation *act, PyObject *o, uint64_t where)
{
    uint32_t site = (uint32_t)(where >> 32);
    bool inlined = site != 0 && act->unit->exits[site - 1].nframes > 1;
    Death d = { .ts = ts, .act = act, .where = where, .inlined = inlined };
    begin(&d, o);
}

void adder_rt_dealloc_late(PyThreadState *ts, AdderActivation *act, PyObject *o)
{
    Death d = { .ts = ts, .act = act, .late = true };
    begin(&d, o);
}
