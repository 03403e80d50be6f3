/* richards.py in C: a function for each kind of task instead of classes. */
#include "measure.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { IDLE = 1, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B, TASKS = 8 };
enum { KIND_DEVICE = 1000, KIND_WORK };
enum { BUFFER = 4, PACKETS = 8 };

typedef struct Packet {
    struct Packet *link;
    int ident, kind, datum;
    int data[BUFFER];
} Packet;

typedef struct Scheduler Scheduler;
typedef struct Task Task;

struct Task {
    Scheduler *scheduler;
    Task *link;
    Task *(*step)(Task *task, Packet *packet);
    Packet *queue, *work, *devices; /* devices: a device's pending packet */
    int ident, priority;
    bool packet_pending, waiting, holding;
    int control, rounds, destination, count;
};

struct Scheduler {
    Task *tasks, *table[TASKS];
    Packet packets[PACKETS]; /* all there are; they wander between the tasks */
    int npackets;
    long queued, holds;
};

static Packet *make_packet(Scheduler *scheduler, Packet *link, int ident, int kind)
{
    Packet *packet = &scheduler->packets[scheduler->npackets++];
    packet->link = link;
    packet->ident = ident;
    packet->kind = kind;
    return packet;
}

static Packet *append_packet(Packet *packet, Packet *queue)
{
    packet->link = NULL;
    if (queue == NULL) {
        return packet;
    }
    Packet *last = queue;
    while (last->link != NULL) {
        last = last->link;
    }
    last->link = packet;
    return queue;
}

static Task *make_task(Scheduler *scheduler, int ident, int priority, Packet *queue,
                       Task *(*step)(Task *, Packet *))
{
    Task *task = calloc(1, sizeof *task);
    task->scheduler = scheduler;
    task->ident = ident;
    task->priority = priority;
    task->queue = queue;
    task->step = step;
    task->packet_pending = task->waiting = queue != NULL;
    task->link = scheduler->tasks;
    scheduler->tasks = scheduler->table[ident] = task;
    return task;
}

static bool is_blocked(const Task *task)
{
    return task->holding || (!task->packet_pending && task->waiting);
}

static Task *add_packet(Task *task, Packet *packet, Task *sender)
{
    if (task->queue != NULL) {
        append_packet(packet, task->queue);
        return sender;
    }
    task->queue = packet;
    task->packet_pending = true;
    return task->priority > sender->priority ? task : sender;
}

static Task *run_once(Task *task)
{
    Packet *packet = NULL;
    if (task->waiting && task->packet_pending) {
        packet = task->queue;
        task->queue = packet->link;
        task->waiting = false;
        task->packet_pending = task->queue != NULL;
    }
    return task->step(task, packet);
}

static Task *wait_for_packet(Task *task)
{
    task->waiting = true;
    return task;
}

static Task *hold(Task *task)
{
    task->scheduler->holds++;
    task->holding = true;
    return task->link;
}

static Task *release(Task *task, int ident)
{
    Task *other = task->scheduler->table[ident];
    other->holding = false;
    return other->priority > task->priority ? other : task;
}

static Task *send_packet(Task *task, Packet *packet)
{
    Task *target = task->scheduler->table[packet->ident];
    task->scheduler->queued++;
    packet->link = NULL;
    packet->ident = task->ident;
    return add_packet(target, packet, task);
}

static Task *step_idle(Task *task, Packet *packet)
{
    (void)packet;
    if (--task->rounds == 0) {
        return hold(task);
    }
    if ((task->control & 1) == 0) {
        task->control /= 2;
        return release(task, DEVICE_A);
    }
    task->control = task->control / 2 ^ 0xD008;
    return release(task, DEVICE_B);
}

static Task *step_worker(Task *task, Packet *packet)
{
    if (packet == NULL) {
        return wait_for_packet(task);
    }
    task->destination = task->destination == HANDLER_A ? HANDLER_B : HANDLER_A;
    packet->ident = task->destination;
    packet->datum = 0;
    for (int i = 0; i < BUFFER; i++) {
        if (++task->count > 26) {
            task->count = 1;
        }
        packet->data[i] = 64 + task->count;
    }
    return send_packet(task, packet);
}

static Task *step_handler(Task *task, Packet *packet)
{
    if (packet != NULL) {
        Packet **list = packet->kind == KIND_WORK ? &task->work : &task->devices;
        *list = append_packet(packet, *list);
    }
    Packet *work = task->work, *device = task->devices;
    if (work != NULL) {
        if (work->datum >= BUFFER) {
            task->work = work->link;
            return send_packet(task, work);
        }
        if (device != NULL) {
            task->devices = device->link;
            device->datum = work->data[work->datum++];
            return send_packet(task, device);
        }
    }
    return wait_for_packet(task);
}

static Task *step_device(Task *task, Packet *packet)
{
    if (packet != NULL) {
        task->devices = packet;
        return hold(task);
    }
    Packet *pending = task->devices;
    if (pending == NULL) {
        return wait_for_packet(task);
    }
    task->devices = NULL;
    return send_packet(task, pending);
}

static void make_device(Scheduler *scheduler, int ident)
{
    make_task(scheduler, ident, ident * 1000, NULL, step_device)->waiting = true;
}

static void free_tasks(Task *task)
{
    while (task != NULL) {
        Task *next = task->link;
        free(task);
        task = next;
    }
}

static void simulate(int rounds, long *queued, long *holds)
{
    Scheduler scheduler = {0};
    Task *idle = make_task(&scheduler, IDLE, 0, NULL, step_idle);
    idle->control = 1;
    idle->rounds = rounds;
    Packet *queue = make_packet(&scheduler, NULL, 0, KIND_WORK);
    queue = make_packet(&scheduler, queue, 0, KIND_WORK);
    make_task(&scheduler, WORKER, 1000, queue, step_worker)->destination = HANDLER_A;
    for (int k = 0; k < 2; k++) {
        queue = NULL;
        for (int i = 0; i < 3; i++) {
            queue = make_packet(&scheduler, queue, DEVICE_A + k, KIND_DEVICE);
        }
        make_task(&scheduler, HANDLER_A + k, (HANDLER_A + k) * 1000, queue, step_handler);
    }
    make_device(&scheduler, DEVICE_A);
    make_device(&scheduler, DEVICE_B);
    for (Task *task = scheduler.tasks; task != NULL;) {
        task = is_blocked(task) ? task->link : run_once(task);
    }
    *queued += scheduler.queued;
    *holds += scheduler.holds;
    free_tasks(scheduler.tasks);
}

void run(long n, char *answer)
{
    long queued = 0, holds = 0;
    for (long i = 0; i < n; i++) {
        simulate(10000, &queued, &holds);
    }
    sprintf(answer, "%ld %ld", queued, holds);
}
