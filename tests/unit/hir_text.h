/* For unit tests of HIR: text in, text out.  The arena is the test's; start and end it with
 * hir_text_begin and hir_text_end. */
#ifndef ADDER_TESTS_HIR_TEXT_H
#define ADDER_TESTS_HIR_TEXT_H

#include "irgen/hir.h"

#include <CUnit/Basic.h>
#include <string.h>

static AdderArena *test_arena;
static char test_error[200];

static void hir_text_begin(void)
{
    test_arena = adder_arena_new(0);
}

static void hir_text_end(void)
{
    adder_arena_free(test_arena);
    test_arena = NULL;
}

/* The body between the braces, as a function; a failure of the test, and NULL, if it is none. */
static HirFunc *hir_text_parse(const char *body)
{
    const char *text = adder_arena_printf(test_arena, "fun \"m:f\" entry 0 locals 4 {\n%s}\n", body);
    HirFunc *func = hir_parse(test_arena, text, test_error, sizeof test_error);
    if (func == NULL) {
        fprintf(stderr, "\nnot parsed: %s\n%s", test_error, text);
    }
    CU_ASSERT_PTR_NOT_NULL_FATAL(func);
    return func;
}

/* The printed function; in the arena. */
static const char *hir_text_print(const HirFunc *func)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    hir_print(func, out);
    fclose(out);
    const char *copy = adder_arena_printf(test_arena, "%s", text);
    free(text);
    return copy;
}

/* The instruction that is value id. */
static inline HirInstr *hir_text_value(HirFunc *func, int id)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            if (i->id == id) {
                return i;
            }
        }
    }
    return NULL;
}

static inline HirBlock *hir_text_block(HirFunc *func, int id)
{
    for (int b = 0; b < func->blocks.n; b++) {
        if (func->blocks.at[b]->id == id) {
            return func->blocks.at[b];
        }
    }
    return NULL;
}

static inline int hir_text_count(const HirFunc *func, HirOp op)
{
    int n = 0;
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            n += i->op == op;
        }
    }
    return n;
}

#endif
