/* Runs the passes of the table in order: times, dumps, verifies; each optional one can be switched
 * off. The switches are the process's; all else belongs to the caller. GIL held. */
#include "specialize/specialize.h"

#include <string.h>
#include <time.h>

typedef AdderStatus Pass(HirFunc *func);

static struct {
    const char *name;
    Pass *run;
    bool optional, off;
} passes[] = {
#define X(id, may_be_off, text) {#id, adder_pass_##id, may_be_off, false},
    ADDER_PASS_TABLE(X)
#undef X
};

const int adder_pass_count = (int)ADDER_COUNT(passes);
const char *const adder_pass_names[] = {
#define X(id, may_be_off, text) #id,
    ADDER_PASS_TABLE(X)
#undef X
};

static int64_t
now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec * (int64_t)1000000000 + t.tv_nsec;
}

static AdderStatus
run_one(HirFunc *func, int k, bool verify, int64_t *took)
{
    int64_t start = now_ns();
    AdderStatus status = passes[k].run(func);
    if (took != NULL) {
        took[k] += now_ns() - start;
    }
    if (status == ADDER_OK && verify) {
        status = hir_verify(func);
    }
    if (status == ADDER_BUG) {
        func->reason = adder_arena_printf(func->arena, "after %s: %s", passes[k].name,
                                          func->reason ? func->reason : "?");
    }
    return status;
}

AdderStatus
adder_run_passes(HirFunc *func, bool verify, AdderPassDump *dump, void *arg, int64_t *took)
{
    AdderStatus status = verify ? hir_verify(func) : ADDER_OK;
    if (dump != NULL) {
        dump(func, "build", arg);
    }
    for (int k = 0; k < adder_pass_count && status == ADDER_OK; k++) {
        if (passes[k].off) {
            continue;
        }
        status = run_one(func, k, verify, took);
        if (dump != NULL && status == ADDER_OK) {
            dump(func, passes[k].name, arg);
        }
    }
    return status;
}

/* Switches one pass; false if there is none of that name, or it may not be off. */
static bool
set_switch(const char *name, size_t length, bool off)
{
    for (int k = 0; k < adder_pass_count; k++) {
        if (strlen(passes[k].name) == length && strncmp(passes[k].name, name, length) == 0) {
            passes[k].off = off && passes[k].optional;
            return passes[k].optional || !off;
        }
    }
    return false;
}

const char *
adder_passes_configure(const char *list)
{
    while (*list != '\0') {
        size_t length = strcspn(list, ",");
        bool sign = *list == '-' || *list == '+';
        if (length > 0 && !set_switch(list + sign, length - sign, *list == '-')) {
            return list;
        }
        list += length + (list[length] == ',');
    }
    return NULL;
}
