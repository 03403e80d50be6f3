/* Options: parsing, complaints and help, all from the one table in options.h.
 *
 * A bad value is one line on stderr and the default.  Texts given are copied and never freed (they
 * live as long as the process).  No Python, no GIL; call from one thread, at start. */
#define _GNU_SOURCE
#include "embed/options.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

static const AdderOptions defaults = {
    .enabled = true,
    .calls = 1500, /* a compilation costs what some thousand runs of the code cost */
    .loops = 4000,
    .budget = 60,
    .opt = ADDER_OPT_HOT,
    .max_code = 64u << 20,
    .carrier = 0,
};
AdderOptions adder_options;
static bool enabled_fixed; /* ADDER=0 was said: it wins */

/* On which this process may run. */
static int processors(void)
{
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

void adder_options_reset(void)
{
    adder_options = defaults;
    adder_options.jobs = processors() > 1;
    enabled_fixed = false;
}

/* ---- Values: each parser answers NULL or the remedy ----------------------------------------- */

static bool parse_long(const char *text, long low, long *out, const char **end)
{
    char *stop;
    errno = 0;
    long value = strtol(text, &stop, 10);
    if (stop == text || errno != 0 || value < low) {
        return false;
    }
    *out = value;
    *end = stop;
    return true;
}

static const char *parse_Bool(void *field, const char *value)
{
    static const char *const yes[] = {"1", "yes", "on", "true", "True"};
    static const char *const no[] = {"0", "no", "off", "false", "False", ""};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (strcmp(value, yes[i]) == 0) {
            *(bool *)field = true;
            return NULL;
        }
    }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        if (strcmp(value, no[i]) == 0) {
            *(bool *)field = false;
            return NULL;
        }
    }
    return "say 0 or 1";
}

static const char *parse_Text(void *field, const char *value)
{
    char *copy = *value ? strdup(value) : NULL;
    if (*value && copy == NULL) {
        return "no memory";
    }
    *(const char **)field = copy;
    return NULL;
}

static const char *parse_Number(void *field, const char *value)
{
    const char *end;
    long number;
    if (!parse_long(value, 0, &number, &end) || *end) {
        return "say a number, 0 or more";
    }
    *(long *)field = number;
    return NULL;
}

static const char *parse_Threshold(void *field, const char *value)
{
    const char *end;
    long calls, loops;
    (void)field;
    bool good = parse_long(value, 1, &calls, &end) && calls <= 1000000000;
    loops = good && calls <= INT_MAX / 10 ? calls * 10 : calls;
    if (good && calls == 1) {
        loops = 1;
    }
    if (good && *end == ',') {
        good = parse_long(end + 1, 1, &loops, &end) && loops <= 1000000000;
    }
    if (!good || *end) {
        return "say calls[,loops] from 1 up, for example 1500,4000";
    }
    adder_options.calls = calls;
    adder_options.loops = loops;
    adder_options.budget = 0; /* a threshold of one's own is meant */
    return NULL;
}

static const char *parse_Size(void *field, const char *value)
{
    static const char units[] = "kmg";
    const char *end;
    long number;
    if (!parse_long(value, 1, &number, &end)) {
        return "say a size such as 64m";
    }
    int shift = 0;
    const char *unit = *end ? strchr(units, tolower((unsigned char)*end)) : NULL;
    if (unit != NULL) {
        shift = 10 * (int)(unit - units + 1);
        end++;
    }
    if (*end || (size_t)number > SIZE_MAX >> (shift + 1)) {
        return "say a size such as 64m";
    }
    *(size_t *)field = (size_t)number << shift;
    return NULL;
}

static const char *parse_word(int *field, const char *value, const char *const *words, int n,
                              const char *remedy)
{
    for (int i = 0; i < n; i++) {
        if (strcmp(value, words[i]) == 0) {
            *field = i;
            return NULL;
        }
    }
    return remedy;
}

static const char *const opt_words[] = {"noopt", "cold", "warm", "hot"};
static const char *const carrier_words[] = {"spill", "stackmap"};
static const char *const perf_words[] = {"", "map"};
static const char *const log_words[] = {"compile", "deopt", "refuse", "invalidate"};
static const char *const dump_words[] = {"bytecode", "hir", "llvm", "asm", "deopt"};

static const char *parse_Opt(void *field, const char *value)
{
    return parse_word(field, value, opt_words, 4, "say noopt, cold, warm or hot");
}

static const char *parse_Carrier(void *field, const char *value)
{
    return parse_word(field, value, carrier_words, 2, "say spill or stackmap");
}

static const char *parse_Perf(void *field, const char *value)
{
    return parse_word(field, value, perf_words, 2, "say map");
}

static const struct {
    const char *word;
    size_t offset;
} stress_rows[] = {
#define X(word) {#word, offsetof(AdderStress, word)},
    ADDER_STRESS_TABLE(X)
#undef X
};
enum { STRESS_ROWS = sizeof stress_rows / sizeof *stress_rows };

static int *stress_number(AdderStress *stress, int row)
{
    return (int *)((char *)stress + stress_rows[row].offset);
}

/* One `word:number`, or the word gc; false if it is neither. */
static bool parse_stress_word(AdderStress *stress, const char *text, size_t length)
{
    for (int row = 0; row < STRESS_ROWS; row++) {
        size_t n = strlen(stress_rows[row].word);
        const char *end = text + length;
        long number = 1;
        if (length < n || strncmp(text, stress_rows[row].word, n) != 0) {
            continue;
        }
        bool bare = length == n && strcmp(stress_rows[row].word, "gc") == 0;
        if (bare || (text[n] == ':' && parse_long(text + n + 1, 1, &number, &end)
                     && end == text + length && number <= 1000000000)) {
            *stress_number(stress, row) = (int)number;
            return true;
        }
    }
    return false;
}

static const char *parse_Stress(void *field, const char *value)
{
    AdderStress stress = {0};
    while (*value != '\0') {
        size_t length = strcspn(value, ",");
        if (!parse_stress_word(&stress, value, length)) {
            return "say deopt:N, guard:K, raise:K, nomem:K or lie:SEED with a number from 1 up, or gc";
        }
        value += length + (value[length] == ',');
    }
    *(AdderStress *)field = stress;
    return NULL;
}

static void text_stress(char *text, size_t size)
{
    size_t used = 0;
    for (int row = 0; row < STRESS_ROWS; row++) {
        int number = *stress_number(&adder_options.stress, row);
        if (number != 0 && used < size) {
            int wrote = snprintf(text + used, size - used, "%s%s:%d", used ? "," : "",
                                 stress_rows[row].word, number);
            used += wrote > 0 ? (size_t)wrote : 0;
        }
    }
}

/* A comma-separated list of words as bits; false if one is unknown. */
static bool parse_bits(const char *list, const char *const *words, int n, unsigned *out)
{
    unsigned bits = 0;
    while (*list) {
        size_t length = strcspn(list, ",");
        unsigned bit = length == 3 && strncmp(list, "all", 3) == 0 ? (1u << n) - 1 : 0;
        for (int i = 0; i < n; i++) {
            if (strlen(words[i]) == length && strncmp(list, words[i], length) == 0) {
                bit |= 1u << i;
            }
        }
        if (bit == 0 && length != 0) {
            return false;
        }
        bits |= bit;
        list += length + (list[length] == ',');
    }
    *out = bits;
    return true;
}

static const char *parse_Log(void *field, const char *value)
{
    const char *colon = strrchr(value, ':');
    unsigned bits;
    if (!parse_bits(colon ? colon + 1 : value, log_words, 4, &bits)) {
        return "say [path:]compile,deopt,refuse,invalidate or all";
    }
    char *path = colon && colon > value ? strndup(value, (size_t)(colon - value)) : NULL;
    *(unsigned *)field = bits;
    adder_options.log_path = path;
    return NULL;
}

static const char *parse_Dump(void *field, const char *value)
{
    return parse_bits(value, dump_words, 5, field) ? NULL
                                                   : "say bytecode,hir,llvm,asm,deopt or all";
}

/* ---- Texts: the present value --------------------------------------------------------------- */

static void text_bits(char *text, size_t size, unsigned bits, const char *const *words, int n)
{
    size_t used = 0;
    for (int i = 0; i < n; i++) {
        if (bits & (1u << i)) {
            int wrote = snprintf(text + used, size - used, "%s%s", used ? "," : "", words[i]);
            if (wrote < 0 || (size_t)wrote >= size - used) {
                return;
            }
            used += (size_t)wrote;
        }
    }
}

const char *adder_option_text(const AdderOption *option, char *text, size_t size)
{
    AdderOptionParse *parse = option->parse;
    text[0] = '\0';
    if (parse == parse_Bool) {
        snprintf(text, size, "%d", *(bool *)option->field);
    }
    else if (parse == parse_Text) {
        const char *value = *(const char **)option->field;
        snprintf(text, size, "%s", value ? value : "");
    }
    else if (parse == parse_Number) {
        snprintf(text, size, "%ld", *(long *)option->field);
    }
    else if (parse == parse_Threshold) {
        snprintf(text, size, "%ld,%ld", adder_options.calls, adder_options.loops);
    }
    else if (parse == parse_Size) {
        snprintf(text, size, "%zu", *(size_t *)option->field);
    }
    else if (parse == parse_Opt) {
        snprintf(text, size, "%s", opt_words[*(int *)option->field]);
    }
    else if (parse == parse_Carrier) {
        snprintf(text, size, "%s", carrier_words[*(int *)option->field]);
    }
    else if (parse == parse_Perf) {
        snprintf(text, size, "%s", perf_words[*(int *)option->field]);
    }
    else if (parse == parse_Stress) {
        text_stress(text, size);
    }
    else if (parse == parse_Log) {
        text_bits(text, size, adder_options.log, log_words, 4);
    }
    else if (parse == parse_Dump) {
        text_bits(text, size, adder_options.dump, dump_words, 5);
    }
    return text;
}

/* ---- The table ------------------------------------------------------------------------------ */

/* Threshold writes two fields; it gets the first one's address and does not use it. */
#define threshold calls
const AdderOption adder_option_table[] = {
#define X(name, field, kind, value, help) {name, &adder_options.field, parse_##kind, value, help},
    ADDER_OPTION_TABLE(X)
#undef X
};
#undef threshold
const int adder_option_count = (int)(sizeof adder_option_table / sizeof *adder_option_table);

static char names[2][sizeof adder_option_table / sizeof *adder_option_table][32];

static void make_names(void)
{
    if (names[0][0][0] != '\0') {
        return;
    }
    for (int i = 0; i < adder_option_count; i++) {
        const char *name = adder_option_table[i].name;
        snprintf(names[0][i], sizeof names[0][i], "ADDER%s%s", *name ? "_" : "", name);
        snprintf(names[1][i], sizeof names[1][i], "adder%s%s", *name ? "-" : "", name);
        for (char *c = names[1][i]; *c; c++) {
            *c = *c == '_' ? '-' : (char)tolower((unsigned char)*c);
        }
    }
}

const char *adder_option_variable(const AdderOption *option)
{
    make_names();
    return names[0][option - adder_option_table];
}

const char *adder_option_twin(const AdderOption *option)
{
    make_names();
    return names[1][option - adder_option_table];
}

static bool same_name(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char left = a[i] == '_' ? '-' : (char)tolower((unsigned char)a[i]);
        if (left != b[i]) {
            return false;
        }
    }
    return b[length] == '\0';
}

static const AdderOption *find_name(const char *name, size_t length)
{
    for (int i = 0; i < adder_option_count; i++) {
        if (same_name(name, adder_option_twin(&adder_option_table[i]), length)) {
            return &adder_option_table[i];
        }
    }
    return NULL;
}

const AdderOption *adder_option_find(const char *name)
{
    return find_name(name, strlen(name));
}

const AdderOption *adder_option_argument(const char *argument, const char **value)
{
    if (strncmp(argument, "--adder", 7) != 0) {
        return NULL;
    }
    size_t length = strcspn(argument + 2, "=");
    *value = argument[2 + length] == '=' ? argument + 3 + length : "1";
    return find_name(argument + 2, length);
}

/* ---- Setting -------------------------------------------------------------------------------- */

const char *adder_option_set(const AdderOption *option, const char *value)
{
    const char *remedy = option->parse(option->field, value);
    if (remedy == NULL && option->field == (void *)&adder_options.enabled) {
        enabled_fixed = enabled_fixed || !adder_options.enabled;
        adder_options.enabled = !enabled_fixed;
    }
    return remedy;
}

bool adder_option_take(const AdderOption *option, const char *source, const char *value)
{
    const char *remedy = adder_option_set(option, value);
    if (remedy != NULL) {
        fprintf(stderr, "adder: %s=%.100s is not understood: %s; the default is used\n", source,
                value, remedy);
    }
    return remedy == NULL;
}

void adder_options_environment(void)
{
    for (char **entry = environ; entry != NULL && *entry != NULL; entry++) {
        size_t length = strcspn(*entry, "=");
        if (strncmp(*entry, "ADDER", 5) != 0 || (length > 5 && (*entry)[5] != '_')
            || (*entry)[length] == '\0') {
            continue;
        }
        const AdderOption *option = find_name(*entry, length);
        if (option != NULL) {
            adder_option_take(option, adder_option_variable(option), *entry + length + 1);
        }
        else if (strncmp(*entry, "ADDER__", 7) != 0) { /* ADDER__...: between our own parts */
            fprintf(stderr, "adder: %.*s is not an option; adder --help lists them\n", (int)length,
                    *entry);
        }
    }
}

void adder_options_x(const char *name, const char *value)
{
    char source[48];
    if (strncmp(name, "adder", 5) != 0 || (name[5] != '\0' && name[5] != '-' && name[5] != '_')) {
        return;
    }
    const AdderOption *option = adder_option_find(name);
    if (option == NULL) {
        fprintf(stderr, "adder: -X %.60s is not an option; adder --help lists them\n", name);
        return;
    }
    snprintf(source, sizeof source, "-X %s", adder_option_twin(option));
    adder_option_take(option, source, value != NULL ? value : "1");
}

void adder_options_help(FILE *out)
{
    char text[256];
    AdderOptions now = adder_options;
    adder_options_reset();
    fprintf(out, "Adder's options, as environment variables; ADDER_NAME=value is also"
                 " -X adder-name=value\nand --adder-name=value:\n\n");
    for (int i = 0; i < adder_option_count; i++) {
        const AdderOption *option = &adder_option_table[i];
        int wide = fprintf(out, "  %s=%s", adder_option_variable(option), option->value);
        fprintf(out, "%*s%s", wide < 36 ? 36 - wide : 1, "", option->help);
        adder_option_text(option, text, sizeof text);
        fprintf(out, *text ? " [%s]\n" : "\n", text);
    }
    adder_options = now;
}
