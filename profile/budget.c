/* Compilations take processor time that the program would have had, and pay when what was compiled
 * runs on for long.  How long is unknown; the best guess is "as long as so far".  So a compilation may
 * cost what it would have saved, had the code been there from the beginning.  A process that ends soon,
 * with much lukewarm code, is hardly slower for Adder; a loop that goes on is compiled after some
 * hundredths of a second.
 *
 * What is saved is reckoned from counts of events and samples, what a compilation takes is learnt.
 *
 * GIL needed. */
#include "profile/budget.h"

#include "embed/backend.h"
#include "embed/options.h"

#include <opcode.h>
#include <time.h>

enum {
    SAVED_NS = 1,                  /* where an instruction is compiled: it is not dispatched */
    SAVED_MADE_NS = 40,            /* nor is a function called where it is made */
    SAVED_NUMBER_NS = 20,          /* nor are numbers boxed */
    SAVED_PLACE_NS = 2,            /* nor is looked again for what has a known place */
    SAVED_LOOKUP_NS = 15,          /* what several classes have in places of their own, the interpreter looks up each time */
    SAVED_CALL_NS = 15,            /* nor is a frame made */
    SAVED_RAISE_NS = 100,          /* nor an exception made */
    SAVED_RESUMPTION_NS = 15,      /* nor does a generator go on that could stand in its loop */
    SAVED_UNSEEN_NS = 12,          /* before anything was sampled */
    UNIT_NS = 150 * 1000,          /* to compile one, until some have been compiled */
    PRIOR_UNITS = 200,             /* what that guess weighs */
    BESIDE = 4,                    /* how many times less it matters what another processor does */
    USUAL_SHARE = 10,              /* per cent of the program's time that compiled code could save */
    LEAST_BOLD = 50,
    MOST_BOLD = 400,
    LOADING_NS = 10 * 1000 * 1000, /* of LLVM, the first time */
    UNSEEN_WORTH_NS = 15 * 1000 * 1000, /* what may be saved by then is worth a first look, */
    SEEN_WORTH_NS = 2 * 1000 * 1000,    /* or another one */
};

static int64_t spent_ns, units_compiled;
static int64_t promised_ns; /* what would have been saved so far in all codes that were weighed */

void adder_budget_spent(int64_t here_ns, int64_t beside_ns, Py_ssize_t units)
{
    spent_ns += here_ns + beside_ns / BESIDE;
    units_compiled += units;
}

static int compilations(const AdderCode *known)
{
    int n = 0;
    for (int i = 0; i < known->nways; i++) {
        n += known->ways[i].compiled;
    }
    for (const AdderDirect *cell = known->directs; cell != NULL; cell = cell->next) {
        n += cell->compiled;
    }
    return n;
}

/* With what this code has cost before: for other ways in, or because guards failed. */
static int64_t cost(const AdderCode *known)
{
    int64_t guess = UNIT_NS / (adder_options.jobs > 0 ? BESIDE : 1);
    int64_t each = (spent_ns + PRIOR_UNITS * guess) / (units_compiled + PRIOR_UNITS);
    return each * Py_SIZE(known->code) * (1 + compilations(known))
           + (adder_backend_loaded() == NULL ? LOADING_NS : 0);
}

static int64_t entered(const AdderCode *known, const AdderWay *way)
{
    int64_t n = 0;
    for (const AdderUnit *unit = known->units; unit != NULL; unit = unit->next) {
        n += unit->entry_bytecode == way->head ? (int64_t)unit->entered : 0;
    }
    return n;
}

/* Calls, or turns of a loop.  Compiled loops do not count theirs: as many are taken for each time that one is
 * entered as there were in a call before. */
static int64_t events(const AdderCode *known, const AdderWay *way)
{
    int64_t a_time = way->head == 0 ? 1 : 1 + way->count / (1 + known->ways[0].count);
    return way->count + a_time * entered(known, way);
}

/* The ways of a code, and how its instructions go with them. */
typedef struct {
    const AdderCode *known;
    int ends[ADDER_MAX_WAYS];
    int most[ADDER_MAX_WAYS];   /* samples of the instruction that was seen most, outside of inner loops */
    int before[ADDER_MAX_WAYS]; /* the instruction from which the way's head is come to; -1: none */
    int64_t times[ADDER_MAX_WAYS];
} Ways;

/* The innermost way round instruction i; ways[0] is round all. */
static int way_round(const Ways *ways, int i)
{
    int found = 0;
    for (int k = 1; k < ways->known->nways; k++) {
        int head = ways->known->ways[k].head;
        found = head <= i && i < ways->ends[k] && head > ways->known->ways[found].head ? k : found;
    }
    return found;
}

static void look_before(Ways *ways)
{
    const _Py_CODEUNIT *units = _PyCode_CODE(ways->known->code);
    for (int i = 0, next; i < Py_SIZE(ways->known->code); i = next) {
        next = i + 1 + adder_sample_caches[adder_sample_base[_Py_OPCODE(units[i])]];
        for (int k = 0; k < ways->known->nways; k++) {
            ways->before[k] = ways->known->ways[k].head == next ? i : ways->before[k];
        }
    }
}

/* `while` has its test at its end, where it jumps back: its first turn is no event. */
static bool tests_at_end(const Ways *ways, int k)
{
    int head = ways->known->ways[k].head, end = ways->ends[k];
    switch (head > 0 && end > head ? adder_sample_base[_Py_OPCODE(_PyCode_CODE(ways->known->code)[end - 1])] : 0) {
    case POP_JUMP_BACKWARD_IF_FALSE:
    case POP_JUMP_BACKWARD_IF_TRUE:
    case POP_JUMP_BACKWARD_IF_NONE:
    case POP_JUMP_BACKWARD_IF_NOT_NONE:
        return true;
    default:
        return false;
    }
}

static int64_t turns(const Ways *ways, int k)
{
    int64_t n = events(ways->known, &ways->known->ways[k]);
    int before = ways->before[k], outer = before >= 0 ? way_round(ways, before) : k;
    if (ways->known->sites == NULL || outer == k || ways->most[outer] == 0 || !tests_at_end(ways, k)) {
        return n;
    }
    const AdderSite *site = &ways->known->sites[before]; /* the test before the loop, mostly */
    return n + turns(ways, outer) * (site->samples - site->taken) / ways->most[outer];
}

static void look_at_ways(Ways *ways, const AdderCode *known)
{
    *ways = (Ways){.known = known};
    for (int k = 0; k < known->nways; k++) {
        int head = known->ways[k].head;
        ways->ends[k] = adder_way_resumes(known->code, head) ? 0 : adder_loop_end(known->code, head);
        ways->before[k] = -1;
    }
    for (int i = 0; known->sites != NULL && i < Py_SIZE(known->code); i++) {
        int *most = &ways->most[way_round(ways, i)], samples = known->sites[i].samples;
        *most = samples > *most ? samples : *most;
    }
    look_before(ways);
    for (int k = 0; k < known->nways; k++) {
        ways->times[k] = turns(ways, k);
    }
}

static bool computes(const AdderSite *site)
{
    const AdderTypes numbers = ADDER_T_Long | ADDER_T_Float | ADDER_T_Iterators;
    const AdderTypes plain = numbers | ADDER_T_Bool | ADDER_T_None | ADDER_T_List | ADDER_T_Tuple;
    AdderTypes all = 0;
    for (size_t i = 0; i < ADDER_COUNT(site->seen); i++) {
        all |= site->seen[i];
    }
    return (all & numbers) != 0 && (all & ~plain) == 0;
}

/* An operand was an instance of a class made by a class statement: its special method may be
 * called. */
static bool has_instances(const AdderSite *site)
{
    for (size_t i = 0; i < ADDER_COUNT(site->seen); i++) {
        PyTypeObject *type = adder_class_of(site->classes[i][0]);
        if (type != NULL && PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) {
            return true;
        }
    }
    return false;
}

static bool counts(const AdderSite *site)
{
    return (site->seen[0] & ADDER_T_RangeIter) != 0;
}

/* Instances of several classes come there, and compiled code can tell them apart: an instruction that the interpreter
 * has specialised for the one of them that came last. */
static bool has_several_classes(const AdderSite *site)
{
    return site->classes[0][1] != 0 && !site->manifold[0] && !site->failed;
}

static bool reaches_functions(const AdderSite *site)
{
    return (site->called == ADDER_CALLED_FUNCTION || site->called == ADDER_CALLED_METHOD) && !site->apart;
}

/* By what has been seen there, or the interpreter has made of it, else by what it is. */
static int64_t saved_at(const AdderCode *known, int i)
{
    const AdderSite *site = &known->sites[i];
    int opcode = _Py_OPCODE(_PyCode_CODE(known->code)[i]);
    switch (adder_sample_base[opcode]) {
    case LOAD_ATTR:
    case STORE_ATTR:
    case LOAD_METHOD:
        if (has_several_classes(site)) {
            return SAVED_LOOKUP_NS;
        }
        break;
    case CALL:
        if (reaches_functions(site)) {
            return SAVED_CALL_NS;
        }
        break;
    }
    switch (opcode) {
    case BINARY_SUBSCR_GETITEM:
    case CALL_PY_EXACT_ARGS:
    case CALL_PY_WITH_DEFAULTS:
        return SAVED_CALL_NS;
    case LOAD_ATTR_INSTANCE_VALUE:
    case LOAD_ATTR_SLOT:
    case STORE_ATTR_INSTANCE_VALUE:
    case STORE_ATTR_SLOT:
    case LOAD_METHOD_WITH_VALUES:
    case LOAD_METHOD_NO_DICT:
        return SAVED_PLACE_NS;
    }
    switch (adder_sample_base[opcode]) {
    case BINARY_OP:
    case BINARY_SUBSCR:
    case STORE_SUBSCR:
    case COMPARE_OP:
    case CONTAINS_OP:
    case UNARY_NEGATIVE:
    case UNARY_INVERT:
        return has_instances(site) ? SAVED_CALL_NS : computes(site) ? SAVED_NUMBER_NS : SAVED_NS;
    case CALL:
        return computes(site) ? SAVED_NUMBER_NS : SAVED_NS;
    case FOR_ITER:
        return counts(site) ? SAVED_NUMBER_NS : SAVED_PLACE_NS;
    case MAKE_FUNCTION: /* to be called at once, mostly */
        return SAVED_MADE_NS;
    case RAISE_VARARGS: /* what is caught where it is raised need not be made */
        return SAVED_RAISE_NS;
    case BEFORE_WITH:
        return SAVED_CALL_NS;
    default:
        return SAVED_NS;
    }
}

/* How often generators have gone on whose function MAKE_FUNCTION at i makes: they can stand in their loop. */
static int64_t resumptions(const AdderCode *maker, int i)
{
    const _Py_CODEUNIT *units = _PyCode_CODE(maker->code);
    PyObject *consts = maker->code->co_consts;
    if (_Py_OPCODE(units[i]) != MAKE_FUNCTION || i == 0 || _Py_OPCODE(units[i - 1]) != LOAD_CONST
        || _Py_OPARG(units[i - 1]) >= PyTuple_GET_SIZE(consts)) {
        return 0;
    }
    PyObject *code = PyTuple_GET_ITEM(consts, _Py_OPARG(units[i - 1]));
    const AdderCode *made = PyCode_Check(code) ? adder_code_get((PyCodeObject *)code) : NULL;
    int64_t n = 0;
    for (int k = 0; made != NULL && k < made->nways; k++) {
        const AdderWay *way = &made->ways[k];
        n += adder_way_resumes(made->code, way->head) ? way->count + entered(made, way) : 0;
    }
    return n;
}

/* What would have been saved so far in what code for this way contains: itself and the loops in it.  Before
 * anything was sampled all of it is taken to run each time, and to be worth while. */
static int64_t gain(const AdderCode *known, const AdderWay *way)
{
    Ways ways;
    look_at_ways(&ways, known);
    const _Py_CODEUNIT *units = _PyCode_CODE(known->code);
    int64_t saved = 0;
    /* What goes on behind a yield is the loop that it is in. */
    int body = adder_way_resumes(known->code, way->head) ? way_round(&ways, way->head)
                                                         : (int)(way - known->ways);
    for (int i = known->ways[body].head; i < ways.ends[body]; i++) {
        int round = way_round(&ways, i), most = ways.most[round];
        int64_t times = ways.times[round];
        saved += most == 0 ? times * SAVED_UNSEEN_NS
                           : times * known->sites[i].samples / most * saved_at(known, i);
        saved += resumptions(known, i) * SAVED_RESUMPTION_NS;
        i += adder_sample_caches[adder_sample_base[_Py_OPCODE(units[i])]];
    }
    return saved;
}

bool adder_budget_allows_sampling(const AdderCode *known, const AdderWay *way)
{
    return adder_options.budget == 0
           || gain(known, way) >= (known->sampled == 0 ? UNSEEN_WORTH_NS : SEEN_WORTH_NS);
}

static int64_t promise(AdderCode *known, int64_t gained)
{
    if (known->sampled > 0 && gained > known->promised) {
        promised_ns += gained - known->promised;
        known->promised = gained;
    }
    return promised_ns;
}

/* In per cent of what the options say.  Where compiled code could save most of the program's time, more is ventured
 * than where it could save little, and guesses are as wrong as they are small. */
static int64_t boldness(int64_t promised)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    int64_t so_far = (int64_t)t.tv_sec * 1000000000 + t.tv_nsec + 1;
    int64_t per_cent = promised * 100 / so_far * 100 / USUAL_SHARE;
    return per_cent < LEAST_BOLD ? LEAST_BOLD : per_cent > MOST_BOLD ? MOST_BOLD : per_cent;
}

bool adder_budget_allows(AdderCode *known, const AdderWay *way)
{
    if (adder_options.budget == 0) {
        return true;
    }
    int64_t gained = gain(known, way);
    return cost(known) * 100 * 100 <= gained * adder_options.budget * boldness(promise(known, gained));
}
