/* See consumers.c. */
#ifndef ADDER_SPECIALIZE_CONSUMERS_H
#define ADDER_SPECIALIZE_CONSUMERS_H

#include <Python.h>

/* A builtin and the same in Python: its parameters are the iterable, then (sum) the start. */
typedef struct {
    const char *name;
    int nargs;
    PyObject *builtin;
    PyFunctionObject *function;
} AdderConsumer;

/* NULL: none of them.  No exception. */
const AdderConsumer *adder_consumer_of(PyObject *builtin);

#endif
