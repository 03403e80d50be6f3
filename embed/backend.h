/* The LLVM part, a second shared object: loaded at the first compilation, a failure remembered.
 * GIL needed. */
#ifndef ADDER_BACKEND_H
#define ADDER_BACKEND_H

#include "irgen/irgen.h"

/* The backend, or NULL; *reason says why not (lives as long as the process).  The first failure is
 * also one line on stderr. */
const AdderBackend *adder_backend_get(const char **reason);
/* The backend if it has been loaded. */
const AdderBackend *adder_backend_loaded(void);

#endif
