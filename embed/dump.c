/* ADDER_DUMP=deopt: the exits of a unit as text, without addresses.  GIL needed. */
#include "embed/dump.h"

#include "embed/stats.h"
#include "profile/code.h"

static const char *fill_name(uint8_t fill)
{
    static const char *const names[] = {
        [ADDER_FILL_NULL] = "null",
        [ADDER_FILL_TAKE] = "take",
        [ADDER_FILL_COPY] = "copy",
        [ADDER_FILL_CONST] = "const",
        [ADDER_FILL_I64] = "i64",
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
