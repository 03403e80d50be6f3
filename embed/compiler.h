/* The driver: takes a code object through the rooms, keeps the units, judges their failures.
 * GIL needed throughout; nothing here raises. */
#ifndef ADDER_COMPILER_H
#define ADDER_COMPILER_H

#include "profile/code.h"

/* Compiles code for frames with these globals and builtins, from entry_bytecode (0, or a loop
 * head).  func and frame may be NULL; frame is about to enter there.  ADDER_OK: a valid unit is in
 * the code's list.  ADDER_PENDING (only with background, where there is a thread): it is being worked on.  What comes of it is
 * told to adder_select_compiled, now or later.  A pending exception is kept. */
AdderStatus adder_compile(PyCodeObject *code, PyFunctionObject *func, PyObject *globals,
                          PyObject *builtins, int entry_bytecode, _PyInterpreterFrame *frame,
                          bool background);
/* The thread has enough to do: nothing more is wanted now. */
bool adder_compiler_busy(void);
/* Takes over what the thread has done. */
void adder_compiler_collect(void);
/* Until nothing is under way; gives the GIL away meanwhile. */
void adder_compiler_wait(void);
/* A direct call found no code in cell: counts, and compiles it when it is worth it. args: as passed. */
void adder_direct_missed(PyThreadState *ts, AdderDirect *cell, PyFunctionObject *func,
                         PyObject *const *args);
/* Do not enter the unit again; its memory goes when nobody runs it. */
void adder_compiler_invalidate(AdderUnit *unit, const char *why);
/* The code object is going: all its units are freed. */
void adder_compiler_forget(AdderCode *known);
/* Writes a refusal into log and statistics. */
void adder_compiler_refused(AdderCode *known, PyObject *globals, int entry, const char *reason);
/* module:qualname of code run with globals (NULL: unknown), truncated to size. */
void adder_compiler_name(PyCodeObject *code, PyObject *globals, char *name, size_t size);

#endif
