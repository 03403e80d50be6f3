/* regexdna.py in C, with the regular expressions of the C library. */
#include "measure.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const variants[] = {
    "agggtaaa|tttaccct",         "[cgt]gggtaaa|tttaccc[acg]", "a[act]ggtaaa|tttacc[agt]t",
    "ag[act]gtaaa|tttac[agt]ct", "agg[act]taaa|ttta[agt]cct", "aggg[acg]aaa|ttt[cgt]ccct",
    "agggt[cgt]aa|tt[acg]accct", "agggta[cgt]a|t[acg]taccct", "agggtaa[cgt]|[acg]ttaccct"};
static const char *const codes[][2] = {
    {"B", "(c|g|t)"}, {"D", "(a|g|t)"},   {"H", "(a|c|t)"}, {"K", "(g|t)"},
    {"M", "(a|c)"},   {"N", "(a|c|g|t)"}, {"R", "(a|g)"},   {"S", "(c|g)"},
    {"V", "(a|c|g)"}, {"W", "(a|t)"},     {"Y", "(c|t)"}};
static const char letters[] = "acgtacgtacgtacgtacgtacgtBDHKMNRSVWY";

static const char *make_text(long n)
{
    static char *text;
    static long made_for = -1;
    if (made_for == n) {
        return text;
    }
    free(text);
    char *out = text = malloc((size_t)n * 2 + 200);
    out += sprintf(out, ">sequence of letters and ambiguity codes\n");
    long state = 42, in_line = 0;
    for (long i = 0; i < n; i++) {
        state = (state * 3877 + 29573) % 139968;
        *out++ = letters[state * (long)(sizeof letters - 1) / 139968];
        in_line++;
        if (i % 700 == 0) {
            out = stpcpy(out, "agggtaaa");
            in_line++;
        }
        if (i % 900 == 0) {
            out = stpcpy(out, "ttgaccct");
            in_line++;
        }
        if (in_line == 60) {
            *out++ = '\n';
            in_line = 0;
        }
    }
    strcpy(out, "\n");
    made_for = n;
    return text;
}

/* A fresh text in which each match of the pattern is replaced; *count: how many there were. */
static char *replace(const char *text, const char *pattern, const char *by, long *count)
{
    regex_t regex;
    regmatch_t match;
    size_t width = strlen(by), capacity = strlen(text) + 1, used = 0;
    char *result = malloc(capacity);
    regcomp(&regex, pattern, REG_EXTENDED | REG_NEWLINE);
    *count = 0;
    while (*text && regexec(&regex, text, 1, &match, 0) == 0) {
        size_t before = (size_t)match.rm_so;
        if (used + before + width + strlen(text + match.rm_eo) + 1 > capacity) {
            result = realloc(result, capacity = capacity * 2 + width);
        }
        memcpy(result + used, text, before);
        memcpy(result + used + before, by, width);
        used += before + width;
        text += match.rm_eo;
        ++*count;
    }
    if (used + strlen(text) + 1 > capacity) {
        result = realloc(result, used + strlen(text) + 1);
    }
    strcpy(result + used, text);
    regfree(&regex);
    return result;
}

static long count_matches(const char *text, const char *pattern)
{
    regex_t regex;
    regmatch_t match;
    long count = 0;
    regcomp(&regex, pattern, REG_EXTENDED);
    for (; regexec(&regex, text, 1, &match, 0) == 0; text += match.rm_eo) {
        count++;
    }
    regfree(&regex);
    return count;
}

void run(long n, char *answer)
{
    const char *text = make_text(n);
    long count, checksum = 0;
    char *without_head = replace(text, ">.*\n", "", &count);
    char *sequence = replace(without_head, "\n", "", &count);
    free(without_head);
    for (size_t i = 0; i < sizeof variants / sizeof *variants; i++) {
        checksum = checksum * 31 % 1000003 + count_matches(sequence, variants[i]);
    }
    size_t length = strlen(sequence);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        char *replaced = replace(sequence, codes[i][0], codes[i][1], &count);
        free(sequence);
        sequence = replaced;
    }
    sprintf(answer, "%ld %zu %zu %zu", checksum, strlen(text), length, strlen(sequence));
    free(sequence);
}
