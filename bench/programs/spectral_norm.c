/* spectral_norm.py in C. */
#include "measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static double eval_a(long i, long j)
{
    return 1.0 / (double)((i + j) * (i + j + 1) / 2 + i + 1);
}

static void multiply(const double *v, double *result, long n, int transposed)
{
    for (long i = 0; i < n; i++) {
        double total = 0;
        for (long j = 0; j < n; j++) {
            total += (transposed ? eval_a(j, i) : eval_a(i, j)) * v[j];
        }
        result[i] = total;
    }
}

void run(long n, char *answer)
{
    double *memory = calloc(3 * (size_t)n, sizeof *memory);
    double *u = memory, *v = memory + n, *between = memory + 2 * n, vbv = 0, vv = 0;
    for (long i = 0; i < n; i++) {
        u[i] = 1;
    }
    for (int turn = 0; turn < 10; turn++) {
        multiply(u, between, n, 0);
        multiply(between, v, n, 1);
        multiply(v, between, n, 0);
        multiply(between, u, n, 1);
    }
    for (long i = 0; i < n; i++) {
        vbv += u[i] * v[i];
        vv += v[i] * v[i];
    }
    sprintf(answer, "%.12e", sqrt(vbv / vv));
    free(memory);
}
