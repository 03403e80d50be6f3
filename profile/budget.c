/* Compilations take processor time that the program would have had, and pay when what was compiled
 * runs on for long.  How long is unknown; the best guess is "as long as so far".  So compilations
 * may take a share of the time that the process has used: a small one for code that is just warm,
 * and more the hotter the code is, until nothing holds it back.  A process that ends soon, with
 * much lukewarm code, is hardly slower for Adder; a loop that goes on is compiled at once.
 *
 * GIL needed. */
#include "profile/budget.h"

#include "embed/backend.h"
#include "embed/options.h"

#include <time.h>

enum {
    UNIT_NS = 200 * 1000,          /* for one code unit, until some have been compiled */
    PRIOR_UNITS = 200,             /* what that guess weighs */
    LOADING_NS = 35 * 1000 * 1000, /* of LLVM, the first time */
    HOTTER = 4,                    /* thresholds that add the share of the first one again */
};

static int64_t spent_ns, units_compiled;

static int64_t processor_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

int64_t adder_budget_start(void)
{
    return processor_ns();
}

void adder_budget_spent(int64_t since, Py_ssize_t units)
{
    spent_ns += processor_ns() - since;
    units_compiled += units;
}

static int64_t estimate(const AdderCode *known)
{
    int64_t each = (spent_ns + (int64_t)PRIOR_UNITS * UNIT_NS) / (units_compiled + PRIOR_UNITS);
    return each * Py_SIZE(known->code) + (adder_backend_loaded() == NULL ? LOADING_NS : 0);
}

/* How often its hottest way in has passed the threshold. */
static int64_t heat(const AdderCode *known)
{
    int64_t most = 0;
    for (int i = 0; i < known->nways; i++) {
        const AdderWay *way = &known->ways[i];
        int64_t times = way->count / (way->head == 0 ? adder_options.calls : adder_options.loops);
        most = times > most ? times : most;
    }
    return most;
}

bool adder_budget_allows(const AdderCode *known)
{
    if (adder_options.budget == 0) {
        return true;
    }
    int64_t share = adder_options.budget * (HOTTER + heat(known)) / HOTTER;
    int64_t used = processor_ns() - spent_ns;
    return (spent_ns + estimate(known)) * 100 <= used * (share < 100 ? share : 100);
}
