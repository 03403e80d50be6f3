/* fasta.py in C. */
#include "measure.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH = 60, MODULUS = 139968, MOST = 15 };

typedef struct {
    const char *letters;
    double shares[MOST];
} Table;

static const char alu[] = "GGCCGGGCGCGGTGGCTCACGCCTGTAATCCCAGCACTTTGG"
                          "GAGGCCGAGGCGGGCGGATCACCTGAGGTCAGGAGTTCGAGA"
                          "CCAGCCTGGCCAACATGGTGAAACCCCGTCTCTACTAAAAAT"
                          "ACAAAAATTAGCCGGGCGTGGTGGCGCGCGCCTGTAATCCCA";
static const Table iub = {"acgtBDHKMNRSVWY", {0.27, 0.12, 0.12, 0.27, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02,
                                              0.02, 0.02, 0.02, 0.02, 0.02}};
static const Table homo_sapiens = {
    "acgt", {0.3029549426680, 0.1979883004921, 0.1975473066391, 0.3015094502008}};

typedef struct {
    long seed, checksum, size;
} Output;

static void put_line(Output *out, const char *line, long length)
{
    long as = 0, gs = 0;
    for (long i = 0; i < length; i++) {
        as += line[i] == 'a';
        gs += line[i] == 'G';
    }
    out->size += length + 1;
    out->checksum =
        (out->checksum * 31 + length + 3 * as + 5 * gs + 7 * line[length - 1]) % 1000003;
}

static void put_text(Output *out, const char *text)
{
    put_line(out, text, (long)strlen(text));
}

static void put_repeated(Output *out, long n)
{
    long size, position = 0, period = (long)strlen(alu);
    char line[WIDTH];
    for (; n > 0; n -= size) {
        size = n < WIDTH ? n : WIDTH;
        for (long i = 0; i < size; i++) {
            line[i] = alu[(position + i) % period];
        }
        position = (position + size) % period;
        put_line(out, line, size);
    }
}

static void put_drawn(Output *out, const Table *table, long n)
{
    double bounds[MOST], sum = 0;
    long size, count = (long)strlen(table->letters);
    for (long i = 0; i < count; i++) {
        bounds[i] = sum += table->shares[i];
    }
    bounds[count - 1] = 1.0;
    char line[WIDTH];
    for (; n > 0; n -= size) {
        size = n < WIDTH ? n : WIDTH;
        for (long i = 0; i < size; i++) {
            out->seed = (out->seed * 3877 + 29573) % MODULUS;
            double drawn = (double)out->seed / MODULUS;
            long at = 0;
            while (bounds[at] <= drawn) {
                at++;
            }
            line[i] = table->letters[at];
        }
        put_line(out, line, size);
    }
}

void run(long n, char *answer)
{
    Output out = {.seed = 42};
    put_text(&out, ">ONE Homo sapiens alu");
    put_repeated(&out, 2 * n);
    put_text(&out, ">TWO IUB ambiguity codes");
    put_drawn(&out, &iub, 3 * n);
    put_text(&out, ">THREE Homo sapiens frequency");
    put_drawn(&out, &homo_sapiens, 5 * n);
    sprintf(answer, "%ld %ld", out.checksum, out.size);
}
