/* Statistics, kept as plain C data so that the report survives the interpreter.
 *
 * Owns records, refusals and exit counts (process lifetime).  GIL, or after Python's end. */
#define _GNU_SOURCE
#include "embed/stats.h"

#include "embed/log.h"
#include "profile/code.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

AdderCounters adder_counters;

typedef struct Refusal {
    char *name, *reason;
    struct Refusal *next;
} Refusal;

typedef struct Failure {
    char *name;
    const char *op; /* static */
    int line;
    uint64_t count;
    struct Failure *next;
} Failure;

typedef struct Name {
    char *text;
    struct Name *next;
} Name;

static Name *inlined;
static AdderUnitRecord *records, **last_record = &records;
static Refusal *refusals;
static Failure *failures;

/* ---- Keeping -------------------------------------------------------------------------------- */

AdderUnitRecord *adder_stats_unit(const char *name, const char *file, int line, int entry)
{
    AdderUnitRecord *record = calloc(1, sizeof *record);
    char *name_copy = strdup(name), *file_copy = strdup(file);
    if (record == NULL || name_copy == NULL || file_copy == NULL) {
        free(record);
        free(name_copy);
        free(file_copy);
        return NULL;
    }
    record->name = name_copy;
    record->file = file_copy;
    record->line = line;
    record->entry = entry;
    *last_record = record;
    last_record = &record->next;
    return record;
}

void adder_stats_inlined(const char *name)
{
    for (const Name *old = inlined; old != NULL; old = old->next) {
        if (strcmp(old->text, name) == 0) {
            return;
        }
    }
    Name *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL || (fresh->text = strdup(name)) == NULL) {
        free(fresh);
        return;
    }
    fresh->next = inlined;
    inlined = fresh;
}

void adder_stats_refused(const char *name, const char *reason)
{
    adder_counters.refusals++;
    for (Refusal *old = refusals; old != NULL; old = old->next) {
        if (strcmp(old->name, name) == 0) {
            char *copy = strdup(reason);
            if (copy != NULL) {
                free(old->reason);
                old->reason = copy;
            }
            return;
        }
    }
    Refusal *refusal = calloc(1, sizeof *refusal);
    if (refusal != NULL && (refusal->name = strdup(name)) != NULL
        && (refusal->reason = strdup(reason)) != NULL) {
        refusal->next = refusals;
        refusals = refusal;
    }
}

static void count_failure(const char *name, const char *op, int line, uint64_t count)
{
    for (Failure *old = failures; old != NULL; old = old->next) {
        if (old->line == line && strcmp(old->op, op) == 0 && strcmp(old->name, name) == 0) {
            old->count += count;
            return;
        }
    }
    Failure *failure = calloc(1, sizeof *failure);
    if (failure != NULL && (failure->name = strdup(name)) != NULL) {
        failure->op = op;
        failure->line = line;
        failure->count = count;
        failure->next = failures;
        failures = failure;
    }
}

/* Moves the unit's counts into the books. */
static void settle(AdderUnit *unit)
{
    AdderUnitRecord *record = unit->record;
    if (record == NULL) {
        return;
    }
    record->entered = unit->entered;
    record->left = unit->left;
    for (uint32_t i = 0; i < unit->nexits; i++) {
        AdderExit *exit = &unit->exits[i];
        if (exit->failures != 0 && exit->kind == ADDER_EXIT_DEOPT) {
            count_failure(record->name, exit->op != NULL ? exit->op : "?",
                          exit->line, exit->failures);
        }
    }
}

void adder_stats_unit_gone(AdderUnit *unit)
{
    settle(unit);
    if (unit->record != NULL) {
        unit->record->unit = NULL;
        unit->record = NULL;
    }
    adder_counters.units_freed++;
}

double adder_stats_ms(const AdderUnitRecord *record)
{
    int64_t sum = 0;
    for (int i = 0; i < ADDER_NPHASES; i++) {
        sum += record->ns[i];
    }
    return (double)sum / 1e6;
}

void adder_stats_clear(void)
{
    uint64_t code_bytes = adder_counters.code_bytes;
    memset(&adder_counters, 0, sizeof adder_counters);
    adder_counters.code_bytes = code_bytes;
    for (AdderUnitRecord **at = &records; *at != NULL;) {
        AdderUnitRecord *record = *at;
        if (record->unit != NULL) {
            record->unit->entered = record->unit->left = 0;
            at = &record->next;
            continue;
        }
        *at = record->next;
        free(record->name);
        free(record->file);
        free(record->annotation);
        free(record);
    }
    for (last_record = &records; *last_record != NULL; last_record = &(*last_record)->next) {
    }
    for (Refusal *next, *old = refusals; old != NULL; old = next) {
        next = old->next;
        free(old->name);
        free(old->reason);
        free(old);
    }
    for (Name *next, *old = inlined; old != NULL; old = next) {
        next = old->next;
        free(old->text);
        free(old);
    }
    inlined = NULL;
    for (Failure *next, *old = failures; old != NULL; old = next) {
        next = old->next;
        free(old->name);
        free(old);
    }
    refusals = NULL;
    failures = NULL;
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static void put_text(FILE *out, const char *text)
{
    putc('"', out);
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\') {
            putc('\\', out);
        }
        if (c < 0x20) {
            fprintf(out, "\\u%04x", c);
        }
        else {
            putc(c, out);
        }
    }
    putc('"', out);
}

static void put_unit(FILE *out, const AdderUnitRecord *record)
{
    static const char *const phases[] = {
#define X(name) #name,
        ADDER_PHASE_TABLE(X)
#undef X
    };
    const AdderUnit *unit = record->unit;
    fputs("{\"name\": ", out);
    put_text(out, record->name);
    fputs(", \"file\": ", out);
    put_text(out, record->file);
    fprintf(out,
            ", \"line\": %d, \"entry\": %d, \"bytecodes\": %d, \"hir\": %d, \"ir\": %zu, "
            "\"ir_after\": %zu, \"code_bytes\": %zu, \"entered\": %llu, \"left\": %llu, "
            "\"live\": %s, \"ms\": {",
            record->line, record->entry, record->bytecodes, record->hir, record->ir_before,
            record->ir_after, record->code_bytes,
            (unsigned long long)(unit ? unit->entered : record->entered),
            (unsigned long long)(unit ? unit->left : record->left),
            unit != NULL && !unit->invalid ? "true" : "false");
    for (int i = 0; i < ADDER_NPHASES; i++) {
        fprintf(out, "%s\"%s\": %.3f", i ? ", " : "", phases[i], (double)record->ns[i] / 1e6);
    }
    fputs("}}", out);
}

static bool named_before(const AdderUnitRecord *record)
{
    for (const AdderUnitRecord *other = records; other != record; other = other->next) {
        if (strcmp(other->name, record->name) == 0) {
            return true;
        }
    }
    return false;
}

static void put_names(FILE *out)
{
    const char *comma = "";
    for (const AdderUnitRecord *record = records; record != NULL; record = record->next) {
        if (!named_before(record)) {
            fputs(comma, out);
            put_text(out, record->name);
            comma = ", ";
        }
    }
}

static void put_failure(FILE *out, const char **comma, const char *name, int line, const char *op,
                        uint64_t count)
{
    fprintf(out, "%s\n  {\"name\": ", *comma);
    put_text(out, name);
    fprintf(out, ", \"line\": %d, \"op\": ", line);
    put_text(out, op);
    fprintf(out, ", \"count\": %llu}", (unsigned long long)count);
    *comma = ",";
}

static void put_failures(FILE *out)
{
    const char *comma = "";
    for (const Failure *failure = failures; failure != NULL; failure = failure->next) {
        put_failure(out, &comma, failure->name, failure->line, failure->op, failure->count);
    }
    for (const AdderUnitRecord *record = records; record != NULL; record = record->next) {
        const AdderUnit *unit = record->unit;
        for (uint32_t i = 0; unit != NULL && i < unit->nexits; i++) {
            const AdderExit *exit = &unit->exits[i];
            if (exit->failures != 0 && exit->kind == ADDER_EXIT_DEOPT) {
                put_failure(out, &comma, record->name, exit->line,
                            exit->op != NULL ? exit->op : "?", exit->failures);
            }
        }
    }
}

void adder_stats_json(FILE *out)
{
    const char *comma = "";
    fputs("{\"compiled\": [", out);
    put_names(out);
    fputs("],\n\"inlined\": [", out);
    for (const Name *name = inlined; name != NULL; name = name->next) {
        fputs(name == inlined ? "" : ", ", out);
        put_text(out, name->text);
    }
    fputs("],\n\"units\": [", out);
    for (const AdderUnitRecord *record = records; record != NULL; record = record->next) {
        fprintf(out, "%s\n  ", comma);
        put_unit(out, record);
        comma = ",";
    }
    fputs("],\n\"declined\": {", out);
    comma = "";
    for (const Refusal *refusal = refusals; refusal != NULL; refusal = refusal->next) {
        fprintf(out, "%s\n  ", comma);
        put_text(out, refusal->name);
        fputs(": ", out);
        put_text(out, refusal->reason);
        comma = ",";
    }
    fputs("},\n\"deopts\": [", out);
    put_failures(out);
    fputs("]", out);
#define X(name) fprintf(out, ",\n\"%s\": %llu", #name, (unsigned long long)adder_counters.name);
    ADDER_COUNTER_TABLE(X)
#undef X
    fputs("}\n", out);
}

/* %p in the path becomes the process id: children do not overwrite their parent's report. */
static void expand_path(char *path, size_t size)
{
    size_t used = 0;
    for (const char *from = adder_options.stats; *from && used + 16 < size; from++) {
        if (from[0] == '%' && from[1] == 'p') {
            used += (size_t)sprintf(path + used, "%d", (int)getpid());
            from++;
        }
        else {
            path[used++] = *from;
        }
    }
    path[used] = '\0';
}

void adder_stats_write(void)
{
    char path[4096];
    if (adder_options.stats == NULL) {
        return;
    }
    if (strcmp(adder_options.stats, "-") == 0) {
        adder_stats_json(stderr);
        return;
    }
    expand_path(path, sizeof path);
    FILE *out = fopen(path, "we");
    if (out == NULL) {
        adder_notice("ADDER_STATS: cannot write %s: %s", path, strerror(errno));
        return;
    }
    adder_stats_json(out);
    fclose(out);
}
