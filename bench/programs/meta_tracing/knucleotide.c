/* knucleotide.py in C, with a hash table of its own. */
#include "measure.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WANTED_COUNT (sizeof wanted / sizeof *wanted)

static const char *const wanted[] = {"ggt", "ggta", "ggtatt", "ggtattttaatt", "ggtattttaatttatagt"};

typedef struct {
    const char *piece; /* in the sequence */
    long count;
} Entry;

typedef struct {
    Entry *entries;
    size_t mask, used, size; /* size: of pieces */
} Table;

static char *make_sequence(long n)
{
    static char *made;
    static long made_for = -1;
    if (made_for != n) {
        free(made);
        made = calloc((size_t)n + 100, 1);
        long state = 42;
        for (long i = 0; i < n; i++) {
            state = (state * 3877 + 29573) % 139968;
            made[i] = "acgt"[state * 4 / 139968];
        }
        for (size_t i = 0; i < WANTED_COUNT; i++) {
            strcat(made, wanted[i]);
        }
        made_for = n;
    }
    return made;
}

static Entry *look_up(const Table *table, const char *piece)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < table->size; i++) {
        hash = (hash ^ (unsigned char)piece[i]) * 1099511628211u;
    }
    size_t at = (hash ^ hash >> 32) & table->mask;
    while (table->entries[at].piece != NULL
           && memcmp(table->entries[at].piece, piece, table->size) != 0) {
        at = (at + 1) & table->mask;
    }
    return &table->entries[at];
}

static void grow(Table *table)
{
    Table larger = {calloc((table->mask + 1) * 4, sizeof(Entry)), table->mask * 4 + 3, table->used,
                    table->size};
    for (size_t i = 0; i <= table->mask; i++) {
        if (table->entries[i].piece != NULL) {
            *look_up(&larger, table->entries[i].piece) = table->entries[i];
        }
    }
    free(table->entries);
    *table = larger;
}

static Table frequencies(const char *sequence, size_t length, size_t size)
{
    Table table = {calloc(64, sizeof(Entry)), 63, 0, size};
    for (size_t i = 0; i + size <= length; i++) {
        Entry *entry = look_up(&table, sequence + i);
        if (entry->piece == NULL) {
            entry->piece = sequence + i;
            entry->count = 1;
            if (++table.used * 2 > table.mask) {
                grow(&table);
            }
        }
        else {
            entry->count++;
        }
    }
    return table;
}

static int most_first(const void *a, const void *b)
{
    long left = ((const Entry *)a)->count, right = ((const Entry *)b)->count;
    return (right > left) - (right < left);
}

void run(long n, char *answer)
{
    const char *sequence = make_sequence(n);
    size_t length = strlen(sequence);
    long checksum = 0;
    for (size_t size = 1; size <= 2; size++) {
        Table table = frequencies(sequence, length, size);
        qsort(table.entries, table.mask + 1, sizeof(Entry), most_first);
        for (size_t i = 0; i < table.used; i++) {
            checksum = (checksum * 31 + table.entries[i].count) % 1000003;
        }
        free(table.entries);
    }
    for (size_t i = 0; i < WANTED_COUNT; i++) {
        Table table = frequencies(sequence, length, strlen(wanted[i]));
        checksum = (checksum * 31 + look_up(&table, wanted[i])->count) % 1000003;
        free(table.entries);
    }
    sprintf(answer, "%ld %zu", checksum, length);
}
