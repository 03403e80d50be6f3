/* See consumers.c. */
#ifndef ADDER_SPECIALIZE_CONSUMERS_H
#define ADDER_SPECIALIZE_CONSUMERS_H

#include "support/common.h"

/* A builtin and the same in Python: its parameters are the iterable, then one that is not always given. */
typedef struct {
    const char *name, *code; /* the builtin's, its code's */
    int nargs;
    bool floats;   /* only for what gives floats */
    bool quiet;    /* pays only if what it goes through runs hardly any Python code ... */
    bool computes; /* ... and gives numbers that were computed */
    bool raises;   /* its second parameter is the error of an empty iterable, which is never given */
    PyObject *builtin;
    PyObject *second; /* what that is by default: sum's start, the error of min and max */
    PyFunctionObject *function;
} AdderConsumer;

/* NULL: none of them.  floats: what it goes through is expected to give these.  No exception. */
const AdderConsumer *adder_consumer_of(PyObject *builtin, bool floats);

#endif
