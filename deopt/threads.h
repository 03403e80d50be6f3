/* The activations of all threads.  GIL held: no other thread moves meanwhile. */
#ifndef ADDER_THREADS_H
#define ADDER_THREADS_H

#include "deopt/deopt.h"

/* Notes this thread, once, before it runs compiled code. */
void adder_threads_note(void);
/* The activation of frame in whatever thread runs it, or NULL. */
AdderActivation *adder_threads_find(const _PyInterpreterFrame *frame, uint32_t *place);

#endif
