/* fannkuch.py in C. */
#include "measure.h"

#include <stdio.h>
#include <string.h>

enum { MOST = 16 };

static long count_flips(const long *order, long n)
{
    long perm[MOST], flips = 0;
    memcpy(perm, order, (size_t)n * sizeof *perm);
    for (long first; (first = perm[0]) != 0; flips++) {
        for (long low = 0, high = first; low < high; low++, high--) {
            long value = perm[low];
            perm[low] = perm[high];
            perm[high] = value;
        }
    }
    return flips;
}

void run(long n, char *answer)
{
    long order[MOST], count[MOST], most = 0, checksum = 0;
    for (long i = 0; i < n; i++) {
        order[i] = i;
    }
    long r = n;
    for (long permutation = 0;; permutation++) {
        for (; r != 1; r--) {
            count[r - 1] = r;
        }
        long flips = count_flips(order, n);
        most = flips > most ? flips : most;
        checksum += permutation & 1 ? -flips : flips;
        for (;; r++) {
            if (r == n) {
                sprintf(answer, "%ld %ld", checksum, most);
                return;
            }
            long first = order[0];
            memmove(order, order + 1, (size_t)r * sizeof *order);
            order[r] = first;
            if (--count[r] > 0) {
                break;
            }
        }
    }
}
