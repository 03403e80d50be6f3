/* HIR as text: no addresses, every runtime object by its symbol, so that dumps can be compared and
 * parsed back (hir_parse.c). Needs no Python; writes to the caller's stream. */
#include "irgen/hir.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const sym_kinds[HIR_SYM_NKINDS] = {"const", "name", "type", "global"};

/* Quotes, unless plain is allowed and the text is a plain word. */
static void
print_text(const char *text, bool plain, FILE *out)
{
    const char *c = text;
    while (isalnum((unsigned char)*c) || (*c != '\0' && strchr("_.<>~:", *c) != NULL)) {
        c++;
    }
    if (plain && *c == '\0' && c != text) {
        fputs(text, out);
        return;
    }
    fputc('"', out);
    for (c = text; *c != '\0'; c++) {
        bool raw = (unsigned char)*c >= 32;
        fprintf(out, *c == '"' || *c == '\\' ? "\\%c" : raw ? "%c" : "\\x%02x",
                (unsigned char)*c);
    }
    fputc('"', out);
}

/* The shortest form that reads back as the same double. */
static void
print_double(double value, FILE *out)
{
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof(text), "%.*g", digits, value);
        if (strtod(text, NULL) == value) {
            break;
        }
    }
    fprintf(out, " %s", text);
}

static void
print_slot(const HirInstr *value, FILE *out)
{
    if (value == NULL) {
        fputs("-", out);
    }
    else {
        fprintf(out, "v%d", value->id);
    }
}

static void
print_slots(HirInstr *const *slots, int n, FILE *out)
{
    fputs("[", out);
    for (int k = 0; k < n; k++) {
        fputs(k ? ", " : "", out);
        print_slot(slots[k], out);
    }
    fputs("]", out);
}

static void
print_state(HirState *state, int *printed, FILE *out)
{
    if (state == NULL || printed[state->id]) {
        return;
    }
    printed[state->id] = 1;
    print_state(state->caller, printed, out);
    fprintf(out, "  st%d = state %d ", state->id, state->bytecode);
    print_slots(state->slots, state->nlocals, out);
    fputs(" stack ", out);
    print_slots(state->slots + state->nlocals, state->nstack, out);
    if (state->caller != NULL) {
        fprintf(out, " in st%d func ", state->caller->id);
        print_slot(state->func, out);
    }
    if (state->gives != NULL) {
        fprintf(out, " gives v%d", state->gives->id);
    }
    if (state->indirect) {
        fputs(" indirect", out);
    }
    if (state->generator) {
        fputs(" resumed", out);
    }
    fputs("\n", out);
}

static void
print_states(const HirFunc *func, FILE *out)
{
    int *printed = ADDER_NEW_ARRAY(func->arena, int, func->next_state + 1);
    for (int b = 0; printed != NULL && b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            print_state(i->state, printed, out);
        }
    }
}

static void
print_exit(const HirExit *exit, FILE *out)
{
    static const char *const holds[] = {"take", "copy", "unset", "box"};
    fputs(" exit [", out);
    for (int k = 0; k < exit->nhold; k++) {
        fprintf(out, "%s%s", k ? ", " : "", holds[exit->hold[k]]);
    }
    fputs("] drop ", out);
    print_slots(exit->drop, exit->ndrop, out);
}

static void
print_extra(const HirInstr *i, FILE *out)
{
    char text[256];
    HirExtra extra = hir_op_info[i->op].extra;
    if (i->quiet) {
        fputc('!', out);
    }
    if (extra == HIR_X_Type || i->guard_type != 0) {
        fprintf(out, "<%s>", adder_types_text(i->guard_type, text, sizeof(text)));
    }
    if (extra == HIR_X_Imm || extra == HIR_X_ImmSym) {
        fprintf(out, " %lld", (long long)i->imm);
    }
    if (extra == HIR_X_Dbl) {
        print_double(i->dbl, out);
    }
    if ((extra == HIR_X_Sym || extra == HIR_X_ImmSym) && i->sym != NULL) {
        fprintf(out, " @%s.", sym_kinds[i->sym->kind]);
        print_text(i->sym->text, true, out);
    }
}

static void
print_operands(const HirInstr *i, FILE *out)
{
    for (int k = 0; k < i->nargs; k++) {
        fputs(k ? ", " : " ", out);
        if (i->op == HIR_Phi) {
            fprintf(out, "bb%d ", i->block->preds.at[k]->id);
        }
        print_slot(i->args[k], out);
    }
    for (int s = 0; (hir_effects(i) & HIR_E_Ctrl) && s < i->block->nsucc; s++) {
        fprintf(out, " bb%d", i->block->succ[s]->id);
    }
}

static void
print_instr(const HirInstr *i, FILE *out)
{
    char text[256];
    fputs("    ", out);
    if (i->type != 0) {
        fprintf(out, "v%d:%s = ", i->id, adder_types_text(i->type, text, sizeof(text)));
    }
    fputs(hir_op_info[i->op].name, out);
    print_extra(i, out);
    print_operands(i, out);
    if (i->state != NULL) {
        fprintf(out, " @st%d", i->state->id);
    }
    if (i->exit != NULL) {
        print_exit(i->exit, out);
    }
    fprintf(out, " ; %d\n", i->bytecode);
}

void
hir_print(const HirFunc *func, FILE *out)
{
    fputs("fun ", out);
    print_text(func->name ? func->name : "?", false, out);
    fprintf(out, " entry %d locals %d", func->entry_bytecode, func->nlocals);
    if (func->entry_nstack > 0) {
        fprintf(out, " stack %d", func->entry_nstack);
    }
    fputs(" {\n", out);
    print_states(func, out);
    for (int b = 0; b < func->blocks.n; b++) {
        const HirBlock *block = func->blocks.at[b];
        fprintf(out, "  bb%d:", block->id);
        if (block->loop_depth > 0) {
            fprintf(out, " (%sdepth %d)", block->loop_head ? "loop, " : "", block->loop_depth);
        }
        fputs("\n", out);
        HIR_FOR_INSTRS(i, block) {
            print_instr(i, out);
        }
    }
    fputs("}\n", out);
}
