/* The room that holds Adder together: options, driver, log, statistics, module, launcher. */
#ifndef ADDER_EMBED_H
#define ADDER_EMBED_H

#include "support/common.h"

/* Before Python is initialised (or at load): options from the environment, log, rules.
 * 0; 1 if Adder is switched off and nothing needs to be installed. */
int adder_embed_init(void);
/* After the eval frame is installed, GIL held, before user code: -X options, co_extra index,
 * locals(), the report at exit.  Never raises; what fails is one line on stderr and Adder is
 * off. */
void adder_embed_installed(void);
/* The `adder` Python module. */
PyMODINIT_FUNC PyInit_adder(void);

#endif
