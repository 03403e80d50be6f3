/* The log: one line per event.  Owns its descriptor; needs no GIL. */
#ifndef ADDER_LOG_H
#define ADDER_LOG_H

#include "embed/options.h"

/* Opens what ADDER_LOG names. An unwritable path is one line on stderr, and the log is off. */
void adder_log_open(void);
static inline bool adder_log_on(unsigned kind) { return (adder_options.log & kind) != 0; }
/* Writes one line "adder: KIND ..." in a single write, if kind is switched on. */
void adder_log(unsigned kind, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* One line on stderr about Adder itself, whatever is logged. */
void adder_notice(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
