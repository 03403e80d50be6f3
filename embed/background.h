/* One thread beside the program that does what needs no GIL.  Tasks are the caller's: handed over by
 * submit, handed back by finished.  GIL held, except where it says otherwise. */
#ifndef ADDER_BACKGROUND_H
#define ADDER_BACKGROUND_H

#include "support/common.h"

#include <stdatomic.h>

typedef struct AdderTask {
    void (*work)(struct AdderTask *task); /* on the thread, without the GIL */
    atomic_bool unwanted; /* said by the owner: it need not be worked on */
    bool worked;
    struct AdderTask *next;
} AdderTask;

/* False: there is no thread, and none can be made. */
bool adder_background_submit(AdderTask *task);
/* Tasks that nobody has begun. */
int adder_background_waiting(void);
/* A task whose work is done, or NULL. Cheap when there is none. */
AdderTask *adder_background_finished(void);
/* True while some task is not finished; sees to it that somebody is at work (after a fork). */
bool adder_background_resume(void);
/* Waits until no task is under way, half a second at most. Without the GIL. */
void adder_background_wait(void);
/* The interpreter ends: drops what nobody has begun, takes no more. */
void adder_background_stop(void);
/* A new interpreter in an old process: waits for the task at hand; what the last one left is lost. */
void adder_background_forget(void);

#endif
