/* dhrystone.py in C. */
#include "measure.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST = 1, SECOND, THIRD, FOURTH, FIFTH };
enum { SIZE = 50, TEXT = 31 };

typedef struct Record {
    struct Record *link;
    int kind, choice;
    long number;
    char text[TEXT];
} Record;

/* What the procedures share. */
static long global_number;
static bool flag;
static char first_letter, second_letter;
static long row[SIZE + 1], table[SIZE + 1][SIZE + 1];
static Record spare, *head;

static long add_with_two(long a, long b)
{
    return a + 2 + b;
}

static int same_kind(char a, char b)
{
    char copy = a;
    return copy != b ? FIRST : SECOND;
}

static bool is_third(int choice)
{
    return choice == THIRD;
}

static bool is_later(const char *first, const char *second)
{
    int at = 1;
    char letter = 'A';
    while (at <= 1) {
        if (same_kind(first[at], second[at + 1]) == FIRST) {
            letter = 'A';
            at++;
        }
        else {
            at += 2;
        }
    }
    return letter == 'X' || strcmp(first, second) > 0;
}

static int choose(int wanted)
{
    int choice = wanted;
    if (!is_third(wanted)) {
        choice = FOURTH;
    }
    switch (wanted) {
    case FIRST:
        return FIRST;
    case SECOND:
        return global_number > 100 ? FIRST : FOURTH;
    case THIRD:
        return SECOND;
    case FIFTH:
        return THIRD;
    default:
        return choice;
    }
}

static Record *next_link(Record *link)
{
    if (head != NULL) {
        link = head->link;
    }
    global_number = add_with_two(10, global_number) % 1000;
    return link;
}

static Record *change_record(Record *record)
{
    Record *copy = malloc(sizeof *copy), *result = record;
    *copy = *head;
    record->link = copy;
    record->number = 5;
    copy->number = record->number;
    copy->link = next_link(record->link);
    if (copy->kind == FIRST) {
        copy->number = 6;
        copy->choice = choose(record->choice);
        copy->link = head->link;
        copy->number = add_with_two(copy->number, 10);
    }
    else {
        result = copy;
    }
    result->link = &spare;
    if (result != copy) {
        free(copy);
    }
    return result;
}

static void fill(long low, long result)
{
    long at = low + 5;
    row[at] = result;
    row[at + 1] = row[at];
    row[at + 30] = at;
    for (long column = at; column < at + 2; column++) {
        table[at][column] = at;
    }
    table[at][at - 1]++;
    table[at + 20][at] = row[at];
    global_number = 5;
}

static long settle(long number)
{
    long total = number + 10;
    for (;; total++) {
        if (first_letter == 'A') {
            total--;
            return total - global_number % 7;
        }
    }
}

static long cycle(long turn)
{
    char text[TEXT] = "DHRYSTONE PROGRAM, 2'ND STRING";
    first_letter = 'A';
    flag = false;
    second_letter = 'B';
    flag = first_letter == 'A' || flag;
    long low = 2, high = 3, result = 0;
    int choice = SECOND;
    flag = !is_later("DHRYSTONE PROGRAM, 1'ST STRING", text);
    for (; low < high; low++) {
        result = 5 * low - high;
        result = add_with_two(low, high);
    }
    fill(low, result);
    head = change_record(head);
    for (char letter = 'A'; letter <= second_letter; letter++) {
        if (choice == same_kind(letter, 'C')) {
            choice = choose(FIRST);
            strcpy(text, "DHRYSTONE PROGRAM, 3'RD STRING");
            high = turn;
        }
    }
    high *= low;
    low = high / result;
    high = 7 * (high - result) - low;
    low = settle(low);
    return low + high % 11 + choice + (long)strlen(text) + result;
}

static long state_checksum(void)
{
    long total = 0;
    for (int i = 0; i <= SIZE; i++) {
        for (int j = 0; j <= SIZE; j++) {
            total = (total * 3 + table[i][j]) % 1000003;
        }
    }
    for (int i = 0; i <= SIZE; i++) {
        total = (total * 3 + row[i]) % 1000003;
    }
    return (total * 31 + global_number + head->number) % 1000003;
}

void run(long n, char *answer)
{
    Record first = {&spare, FIRST, THIRD, 40, "DHRYSTONE PROGRAM, SOME STRING"};
    global_number = 0;
    spare = (Record){.kind = FIRST, .choice = FIRST};
    head = &first;
    memset(row, 0, sizeof row);
    memset(table, 0, sizeof table);
    long total = 0;
    for (long turn = 0; turn < n; turn++) {
        total = (total + cycle(turn)) % 1000003;
    }
    sprintf(answer, "%ld %ld", total, state_checksum());
}
