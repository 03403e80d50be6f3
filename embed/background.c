/* The background thread: takes tasks off a queue, runs them, puts them on a list of finished ones.
 *
 * A fork waits for nobody here (the work itself makes it wait, see AdderBackend.work); in the child the
 * tasks are there, the thread is made again when it is needed.  The thread takes no signals. */
#include "embed/background.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>

enum { STACK = 16 << 20 };

typedef struct {
    AdderTask *first, *last;
} List;

static struct {
    pthread_mutex_t lock;
    pthread_cond_t wake, rest; /* there is a task; there is none any more */
    List queue, finished;
    AdderTask *current;
    bool running, prepared, stopped;
} room = {.lock = PTHREAD_MUTEX_INITIALIZER,
          .wake = PTHREAD_COND_INITIALIZER,
          .rest = PTHREAD_COND_INITIALIZER};
static atomic_int nfinished, nwaiting;
static atomic_bool orphaned; /* a child has tasks, and no thread yet */

static void put(List *list, AdderTask *task)
{
    task->next = NULL;
    *(list->first != NULL ? &list->last->next : &list->first) = task;
    list->last = task;
}

static AdderTask *take(List *list)
{
    AdderTask *task = list->first;
    list->first = task != NULL ? task->next : NULL;
    return task;
}

static void put_finished(AdderTask *task)
{
    put(&room.finished, task);
    atomic_fetch_add(&nfinished, 1);
}

static void put_waiting(AdderTask *task)
{
    put(&room.queue, task);
    atomic_fetch_add(&nwaiting, 1);
}

/* ---- The thread ----------------------------------------------------------------------------- */

static void *live(void *arg)
{
    (void)arg;
    pthread_mutex_lock(&room.lock);
    for (;;) {
        while ((room.current = take(&room.queue)) == NULL) {
            pthread_cond_broadcast(&room.rest);
            pthread_cond_wait(&room.wake, &room.lock);
        }
        atomic_fetch_sub(&nwaiting, 1);
        pthread_mutex_unlock(&room.lock);
        if (!atomic_load(&room.current->unwanted)) {
            room.current->work(room.current);
        }
        room.current->worked = true;
        pthread_mutex_lock(&room.lock);
        put_finished(room.current);
    }
    return NULL;
}

static bool start_thread(void)
{
    pthread_attr_t attributes;
    pthread_t thread;
    sigset_t all, before;
    if (pthread_attr_init(&attributes) != 0) {
        return false;
    }
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool good = pthread_attr_setstacksize(&attributes, STACK) == 0
                && pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED) == 0
                && pthread_create(&thread, &attributes, live, NULL) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return good;
}

/* ---- Fork ----------------------------------------------------------------------------------- */

static void before_fork(void)
{
    pthread_mutex_lock(&room.lock);
}

static void in_parent(void)
{
    pthread_mutex_unlock(&room.lock);
}

/* What the thread had in hand is done, or begun again. */
static void in_child(void)
{
    AdderTask *task = room.current;
    room.wake = room.rest = (pthread_cond_t)PTHREAD_COND_INITIALIZER;
    room.running = false;
    room.current = NULL;
    if (task != NULL && task->worked) {
        put_finished(task);
    }
    else if (task != NULL) {
        put_waiting(task);
    }
    atomic_store(&orphaned, room.queue.first != NULL);
    pthread_mutex_unlock(&room.lock);
}

/* ---- For the driver ------------------------------------------------------------------------- */

static bool run_thread(void)
{
    if (!room.prepared) {
        room.prepared = pthread_atfork(before_fork, in_parent, in_child) == 0;
    }
    room.running = room.running || (room.prepared && start_thread());
    return room.running;
}

bool adder_background_submit(AdderTask *task)
{
    pthread_mutex_lock(&room.lock);
    bool good = !room.stopped && run_thread();
    if (good) {
        put_waiting(task);
        pthread_cond_signal(&room.wake);
    }
    pthread_mutex_unlock(&room.lock);
    return good;
}

int adder_background_waiting(void)
{
    return atomic_load_explicit(&nwaiting, memory_order_relaxed);
}

AdderTask *adder_background_finished(void)
{
    if (ADDER_UNLIKELY(atomic_load_explicit(&orphaned, memory_order_relaxed))) {
        adder_background_resume();
    }
    if (atomic_load_explicit(&nfinished, memory_order_relaxed) == 0) {
        return NULL;
    }
    pthread_mutex_lock(&room.lock);
    AdderTask *task = take(&room.finished);
    if (task != NULL) {
        atomic_fetch_sub(&nfinished, 1);
    }
    pthread_mutex_unlock(&room.lock);
    return task;
}

/* In a forked child nobody works on what was queued before. */
bool adder_background_resume(void)
{
    pthread_mutex_lock(&room.lock);
    bool queued = room.queue.first != NULL && run_thread();
    if (queued) {
        pthread_cond_signal(&room.wake);
    }
    bool busy = queued || room.current != NULL;
    atomic_store(&orphaned, false);
    pthread_mutex_unlock(&room.lock);
    return busy;
}

void adder_background_wait(void)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += 500000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&room.lock);
    if (room.queue.first != NULL || room.current != NULL) {
        pthread_cond_timedwait(&room.rest, &room.lock, &until);
    }
    pthread_mutex_unlock(&room.lock);
}

void adder_background_stop(void)
{
    pthread_mutex_lock(&room.lock);
    room.stopped = true;
    room.queue = (List){NULL, NULL};
    atomic_store(&nwaiting, 0);
    pthread_mutex_unlock(&room.lock);
}

void adder_background_forget(void)
{
    pthread_mutex_lock(&room.lock);
    while (room.current != NULL && room.running) {
        pthread_cond_wait(&room.rest, &room.lock);
    }
    room.stopped = false;
    room.finished = (List){NULL, NULL};
    atomic_store(&nfinished, 0);
    pthread_mutex_unlock(&room.lock);
}
