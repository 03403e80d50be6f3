/* What every room includes first: CPython with its internals, and a few words of our own.
 *
 * All of Adder is compiled against one CPython (3.11) with Py_BUILD_CORE, because frames, code
 * objects and inline caches have no public layout.  Nothing here owns memory. */
#ifndef ADDER_COMMON_H
#define ADDER_COMMON_H

#ifndef Py_BUILD_CORE
#  define Py_BUILD_CORE 1
#endif
#include <Python.h>
#include <internal/pycore_code.h>
#include <internal/pycore_frame.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ADDER_COUNT(array) (sizeof(array) / sizeof((array)[0]))
/* Marks what adder_llvm.so takes from adder_core.so; everything else is hidden. */
#define ADDER_SHARED __attribute__((visibility("default")))
#define ADDER_LIKELY(x) __builtin_expect(!!(x), 1)
#define ADDER_UNLIKELY(x) __builtin_expect(!!(x), 0)

/* The answer of everything inside the compiler.  A compilation never raises a Python exception. */
typedef enum {
    ADDER_OK = 0,
    ADDER_DECLINED, /* the function cannot or should not be compiled; a reason goes with it */
    ADDER_NOMEM,
    ADDER_BUG, /* an invariant does not hold: the function is dropped and the log says so */
    ADDER_PENDING, /* under way in the background */
} AdderStatus;

#endif
