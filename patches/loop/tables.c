/* CPython's opcode tables (_PyOpcode_Caches, _PyOpcode_Deopt), which its binary keeps hidden. */
#define Py_BUILD_CORE 1
#define NEED_OPCODE_TABLES
#include <Python.h>
#pragma GCC visibility push(hidden)
#include <internal/pycore_opcode.h>
#pragma GCC visibility pop
