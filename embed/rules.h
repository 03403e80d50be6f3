/* Which functions may be compiled: ADDER_MODULES and ADDER_LIST.  No Python; no GIL of its own.
 * The patterns live as long as the process. */
#ifndef ADDER_RULES_H
#define ADDER_RULES_H

#include <stdbool.h>

/* Replaces the rules: modules as in ADDER_MODULES (or NULL), list the path of a file (or NULL).
 * An unreadable file is one line on stderr and no list. */
void adder_rules_load(const char *modules, const char *list);
/* One more line of a list, as adder.only() adds it. */
void adder_rules_add(const char *pattern);
/* True if module:qualname may be compiled; else *reason is a static text. */
bool adder_rules_allow(const char *module, const char *qualname, const char **reason);

#endif
