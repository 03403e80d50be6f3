/* Where each thread's innermost activation is, for who asks about another thread's frames.
 *
 * A thread is noted before its first activation and struck off when it ends, which happens without
 * the GIL: the list has a lock of its own.  A child of fork has one thread. */
#include "deopt/threads.h"

#include <pthread.h>

typedef struct Thread {
    struct Thread *next;
    AdderActivation **activation;
} Thread;

static ADDER_THREAD Thread this_thread;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Thread *threads;
static pthread_key_t at_end;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void strike_off(void *arg)
{
    pthread_mutex_lock(&lock);
    for (Thread **at = &threads; *at != NULL; at = &(*at)->next) {
        if (*at == arg) {
            *at = (*at)->next;
            break;
        }
    }
    pthread_mutex_unlock(&lock);
}

static void before_fork(void)
{
    pthread_mutex_lock(&lock);
}

static void after_fork(void)
{
    pthread_mutex_unlock(&lock);
}

static void in_child(void)
{
    bool noted = this_thread.activation != NULL;
    threads = noted ? &this_thread : NULL;
    this_thread.next = NULL;
    pthread_mutex_unlock(&lock);
}

static void start(void)
{
    if (pthread_key_create(&at_end, strike_off) == 0) {
        pthread_atfork(before_fork, after_fork, in_child);
    }
}

void adder_threads_note(void)
{
    pthread_once(&once, start);
    if (this_thread.activation != NULL || pthread_setspecific(at_end, &this_thread) != 0) {
        return;
    }
    pthread_mutex_lock(&lock);
    this_thread.activation = &adder_activation;
    this_thread.next = threads;
    threads = &this_thread;
    pthread_mutex_unlock(&lock);
}

AdderActivation *adder_threads_find(const _PyInterpreterFrame *frame, uint32_t *place)
{
    AdderActivation *found = NULL;
    pthread_mutex_lock(&lock);
    for (Thread *t = threads; t != NULL && found == NULL; t = t->next) {
        found = *t->activation;
        while (found != NULL && !adder_activation_has(found, frame, place)) {
            found = found->previous;
        }
    }
    pthread_mutex_unlock(&lock);
    return found;
}
