/* A unit as text: its exits, without addresses (ADDER_DUMP=deopt), and its assembly with what it comes from
 * (ADDER_ANNOTATE).  GIL needed. */
#define _GNU_SOURCE
#include "embed/dump.h"

#include "embed/stats.h"
#include "profile/code.h"

#include <stdlib.h>
#include <string.h>

static const char *fill_name(uint8_t fill)
{
    static const char *const names[] = {
        [ADDER_FILL_NULL] = "null",
        [ADDER_FILL_TAKE] = "take",
        [ADDER_FILL_COPY] = "copy",
        [ADDER_FILL_CONST] = "const",
        [ADDER_FILL_I64] = "i64",
        [ADDER_FILL_U64] = "u64",
        [ADDER_FILL_F64] = "f64",
        [ADDER_FILL_I1] = "i1",
        [ADDER_FILL_RANGE_ITER] = "rangeiter",
        [ADDER_FILL_MAYBE_I64] = "maybe_i64",
        [ADDER_FILL_MAYBE_F64] = "maybe_f64",
        [ADDER_FILL_MAYBE_I1] = "maybe_i1",
        [ADDER_FILL_SAME] = "same",
        [ADDER_FILL_IMM_I64] = "imm_i64",
        [ADDER_FILL_IMM_F64] = "imm_f64",
        [ADDER_FILL_OBJECT] = "object",
        [ADDER_FILL_PARKED] = "parked",
    };
    return fill < ADDER_COUNT(names) ? names[fill] : "?";
}

static void print_frame(const AdderUnit *unit, const AdderExitFrame *frame, FILE *out)
{
    PyCodeObject *code = frame->code != NULL ? frame->code : unit->owner->code;
    fprintf(out, "    %s at %d:", PyUnicode_AsUTF8(code->co_qualname), frame->bytecode);
    for (int i = 0; i < frame->nlocals + frame->nstack; i++) {
        const AdderExitEntry *entry = &unit->entries[frame->first + (uint32_t)i];
        fprintf(out, "%s %s", i == frame->nlocals ? " |" : "", fill_name(entry->fill));
        if (entry->fill != ADDER_FILL_NULL) {
            fprintf(out, " %u", entry->where);
        }
    }
    fputc('\n', out);
}

void adder_dump_unit(const AdderUnit *unit, const char *name, FILE *out)
{
    fprintf(out, "== exits of %s, entry %d: %u slots ==\n", name, unit->entry_bytecode,
            unit->nslots);
    for (uint32_t i = 0; i < unit->nexits; i++) {
        const AdderExit *exit = &unit->exits[i];
        fprintf(out, "  %u %s %s at %d, line %d, drops %u\n", i,
                exit->kind == ADDER_EXIT_RAISE ? "raise" : "deopt", exit->op ? exit->op : "?",
                exit->bytecode, adder_exit_line(unit, exit, unit->owner->code), exit->ndrops);
        for (uint32_t k = 0; k < exit->nframes; k++) {
            print_frame(unit, &unit->frames[exit->frames + k], out);
        }
    }
}

/* ---- Assembly, from what irgen/llvm_places.c has written ------------------------------------------ */

typedef struct {
    char *text;    /* the whole file */
    char **places; /* its lines behind the first: place k is at k - 1 */
    long n;
} Places;

static char *read_part(const char *path, const char *suffix)
{
    char *name = NULL, *text = NULL;
    size_t size = 0;
    FILE *in = asprintf(&name, "%s.%s", path, suffix) >= 0 ? fopen(name, "re") : NULL;
    if (in != NULL && getdelim(&text, &size, '\0', in) < 0) {
        free(text);
        text = NULL;
    }
    if (in != NULL) {
        fclose(in);
    }
    free(name);
    return text;
}

static Places read_places(const char *path)
{
    Places places = {.text = read_part(path, "places")};
    char *rest = places.text;
    char *line = rest != NULL ? strsep(&rest, "\n") : NULL; /* the unit's own */
    size_t most = rest != NULL ? strlen(rest) : 0;
    places.places = line != NULL ? malloc((most + 1) * sizeof *places.places) : NULL;
    while (places.places != NULL && (line = strsep(&rest, "\n")) != NULL) {
        places.places[places.n++] = line;
    }
    return places;
}

static void print_source(const char *file, const char *line, FILE *out)
{
    PyObject *linecache = PyImport_ImportModule("linecache");
    PyObject *source = linecache != NULL
                           ? PyObject_CallMethod(linecache, "getline", "si", file, atoi(line))
                           : NULL;
    PyObject *bare = source != NULL ? PyObject_CallMethod(source, "strip", NULL) : NULL;
    const char *text = bare != NULL ? PyUnicode_AsUTF8(bare) : NULL;
    fprintf(out, ", line %s: %s\n", line, text != NULL ? text : "");
    PyErr_Clear();
    Py_XDECREF(bare);
    Py_XDECREF(source);
    Py_XDECREF(linecache);
}

/* "op code bytecode opcode file line", between tabs; only op where the rest is not known. */
static void print_place(const char *place, FILE *out)
{
    char *copy = strdup(place), *rest = copy, *fields[6];
    int n = 0;
    while (n < 6 && rest != NULL) {
        fields[n++] = strsep(&rest, "\t");
    }
    if (n > 0) {
        fprintf(out, "    # %s", fields[0]);
    }
    if (n == 6) {
        fprintf(out, " of %s in %s at %s", fields[3], fields[1], fields[2]);
        print_source(fields[4], fields[5], out);
    }
    else {
        fputc('\n', out);
    }
    free(copy);
}

/* A label, an instruction or the number of a place; other directives are of no interest. */
static void print_line(const Places *places, const char *line, FILE *out)
{
    long place;
    if (sscanf(line, " .loc %*d %ld", &place) == 1) {
        if (place >= 1 && place <= places->n) {
            print_place(places->places[place - 1], out);
        }
    }
    else if (line[0] == '\t' ? line[1] != '.' : line[0] == '.' && strncmp(line, ".Ltmp", 5) != 0) {
        fprintf(out, "%s\n", line);
    }
}

void adder_dump_assembly(const AdderUnitRecord *record, FILE *out)
{
    const char *path = record != NULL ? record->annotation : NULL;
    char *text = path != NULL ? read_part(path, "s") : NULL, *rest = text;
    if (text == NULL) {
        return;
    }
    Places places = read_places(path);
    fprintf(out, "== assembly of %s, entry %d ==\n", record->name, record->entry);
    for (char *line; (line = strsep(&rest, "\n")) != NULL && strstr(line, ".debug_") == NULL;) {
        print_line(&places, line, out);
    }
    free(places.places);
    free(places.text);
    free(text);
}
