/* Runs one program in C, timing each iteration: `program COUNT N CHECKSUM`; answers as measure.py does. */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void print_list(const char *name, const double *values, long count)
{
    printf("\"%s\": [", name);
    for (long i = 0; i < count; i++) {
        printf("%s%.9f", i ? ", " : "", values[i]);
    }
    printf("], ");
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: %s COUNT N CHECKSUM\n", argv[0]);
        return 2;
    }
    long count = atol(argv[1]), n = atol(argv[2]), wrong = -1;
    const char *started = getenv("ADDER_BENCH_START");
    double before = seconds(CLOCK_REALTIME) - (started ? atof(started) : 0);
    double *wall = calloc((size_t)count, sizeof *wall), *cpu = calloc((size_t)count, sizeof *cpu);
    static char answer[ANSWER_SIZE], first_wrong[ANSWER_SIZE];
    for (long i = 0; i < count; i++) {
        double cpu_start = seconds(CLOCK_PROCESS_CPUTIME_ID), start = seconds(CLOCK_MONOTONIC);
        run(n, answer);
        wall[i] = seconds(CLOCK_MONOTONIC) - start;
        cpu[i] = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_start;
        if (strcmp(answer, argv[3]) != 0 && wrong < 0) {
            wrong = i;
            memcpy(first_wrong, answer, sizeof answer);
        }
    }
    putchar('{');
    print_list("seconds", wall, count);
    print_list("cpu", cpu, count);
    printf("\"counters\": [], \"before\": %.6f, \"wrong\": ", before);
    if (wrong < 0) {
        puts("null}");
    }
    else {
        printf("\"iteration %ld gave %s instead of %s\"}\n", wrong, first_wrong, argv[3]);
    }
    return 0;
}
