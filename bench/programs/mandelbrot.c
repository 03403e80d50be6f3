/* mandelbrot.py in C. */
#include "measure.h"

#include <stdio.h>

enum { LIMIT = 100 };

static long escape_time(double cr, double ci)
{
    double zr = 0, zi = 0;
    for (long step = 0; step < LIMIT; step++) {
        double rr = zr * zr, ii = zi * zi;
        if (rr + ii > 4.0) {
            return step;
        }
        zi = 2.0 * zr * zi + ci;
        zr = rr - ii + cr;
    }
    return LIMIT;
}

void run(long n, char *answer)
{
    long inside = 0, total = 0;
    for (long row = 0; row < n; row++) {
        double ci = 2.0 * (double)row / (double)n - 1.0;
        for (long column = 0; column < n; column++) {
            long steps = escape_time(3.0 * (double)column / (double)n - 2.0, ci);
            total += steps;
            inside += steps == LIMIT;
        }
    }
    sprintf(answer, "%ld %ld", inside, total);
}
