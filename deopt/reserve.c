/* The reserve: blocks of the object allocator that fit each kind of object an exit may have to
 * make.
 *
 * It grows with the units, to what the largest exit of any of them needs, several times over:
 * without memory one exit often follows another.  GIL held. */
#include "deopt/reserve.h"

#include "deopt/fill.h"
#include "irgen/runtime/runtime.h"

#include <string.h>

enum {
    BLOCK = sizeof(AdderRangeIter), /* an int of 64 bits and a float are smaller */
    DIGITS = (64 + PyLong_SHIFT - 1) / PyLong_SHIFT,
    EXITS = 8, /* of the largest size, in a row */
    LEAST = 64,
};
_Static_assert(offsetof(PyLongObject, ob_digit) + DIGITS * sizeof(digit) <= BLOCK, "int");
_Static_assert(sizeof(PyFloatObject) <= BLOCK, "float");

typedef struct Block {
    struct Block *next;
} Block;

static Block *blocks;
static size_t present, wanted;

static bool fill_up(void)
{
    while (present < wanted) {
        Block *block = PyObject_Malloc(BLOCK);
        if (block == NULL) {
            return false;
        }
        block->next = blocks;
        blocks = block;
        present++;
    }
    return true;
}

bool adder_reserve_for(const AdderUnit *unit)
{
    size_t most = LEAST / EXITS;
    for (uint32_t i = 0; i < unit->nexits; i++) {
        size_t n = unit->exits[i].nentries;
        most = n > most ? n : most;
    }
    if (most > ADDER_MAX_ENTRIES) {
        return false;
    }
    wanted = most * EXITS > wanted ? most * EXITS : wanted;
    return fill_up();
}

void adder_reserve_refill(void)
{
    if (ADDER_UNLIKELY(present < wanted)) {
        fill_up();
    }
}

static PyObject *take(PyTypeObject *type)
{
    Block *block = blocks;
    if (block == NULL) {
        return NULL;
    }
    blocks = block->next;
    present--;
    memset(block, 0, BLOCK);
    return PyObject_Init((PyObject *)block, type);
}

PyObject *adder_reserve_word(uint64_t value)
{
    PyObject *object = take(&PyLong_Type);
    if (object == NULL) {
        return NULL;
    }
    Py_ssize_t size = 0;
    for (; value != 0; value >>= PyLong_SHIFT) {
        ((PyLongObject *)object)->ob_digit[size++] = (digit)(value & PyLong_MASK);
    }
    Py_SET_SIZE(object, size);
    return object;
}

PyObject *adder_reserve_int(int64_t value)
{
    PyObject *object = adder_reserve_word(value < 0 ? -(uint64_t)value : (uint64_t)value);
    if (object != NULL && value < 0) {
        Py_SET_SIZE(object, -Py_SIZE(object));
    }
    return object;
}

PyObject *adder_reserve_float(double value)
{
    PyObject *object = take(&PyFloat_Type);
    if (object != NULL) {
        ((PyFloatObject *)object)->ob_fval = value;
    }
    return object;
}

PyObject *adder_reserve_range_iter(int64_t start, int64_t length, int64_t step)
{
    AdderRangeIter *it = (AdderRangeIter *)take(&PyRangeIter_Type);
    if (it != NULL) {
        it->start = start;
        it->len = length;
        it->step = step;
    }
    return (PyObject *)it;
}
