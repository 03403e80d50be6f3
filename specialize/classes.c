/* Sites of several classes: a chain of comparisons, and the generic operation at its end.
 *
 * An attribute or method that two to four classes have been seen at becomes a block for each of them,
 * in which it is an operation of that class alone (known_class), so that the later passes specialise it.
 * A call of a method that was found so becomes a block for each function that it may be.
 *
 *     b:  HasClass 117 v1 -> arm, b2        arm: LoadAttr of the class; rest
 *     b2: LoadAttr of the other class; rest
 *
 * What is none of the classes leaves, so that it is learnt.  Where that has happened too often (LEAVES) it takes the
 * generic way, as what has classes of no use here:
 *
 *     b2: HasClass 121 v1 -> arm2, last     last: LoadAttr; rest
 *
 * Memory: the arena's. */
#include "specialize/arms.h"
#include "specialize/attributes.h"
#include "specialize/class_objects.h"
#include "specialize/classes.h"
#include "specialize/emit.h"
#include "specialize/match.h"
#include "specialize/specialize.h"
#include "specialize/types.h"

enum {
    MOST_SITES = 24, /* in one function */
    LEAVES = 2,      /* units given up because of a site until what comes there newly does not leave */
};

typedef struct {
    HirClasses of;
    PyObject *method[HIR_MOST_CLASSES]; /* of a LoadMethod: what each has (borrowed) */
} Classes;

/* ---- Which sites ------------------------------------------------------------------------------- */

static bool
is_of_use(const AdderCache *cache, HirOp op)
{
    switch (cache->kind) {
    case ADDER_CACHE_INSTANCE_VALUE:
    case ADDER_CACHE_SLOT:
    case ADDER_CACHE_FIELD:
        return true;
    case ADDER_CACHE_CLASS_VALUES:
    case ADDER_CACHE_CLASS_NO_DICT:
    case ADDER_CACHE_PROPERTY:
        return op == HIR_LoadAttr;
    case ADDER_CACHE_METHOD_VALUES:
    case ADDER_CACHE_METHOD_NO_DICT:
        return op == HIR_LoadMethod;
    default:
        return false;
    }
}

static const HirClasses *
only(HirFunc *func, PyTypeObject *type)
{
    return adder_classes_copy(func, &(HirClasses){.n = 1, .at = {type}});
}

/* The classes to be told apart there: all are of use, and do not agree. */
static bool
read_classes(HirFunc *func, HirInstr *instr, Classes *classes)
{
    HirClasses *of = &classes->of;
    const HirClasses *made_for = instr->classes;
    if (instr->generic || !adder_classes_at(instr, of) || of->n < 2
        || adder_attribute(instr).cache.kind != ADDER_CACHE_NONE) {
        return false;
    }
    for (int k = 0; k < of->n; k++) {
        instr->classes = only(func, of->at[k]); /* only to ask */
        AdderCache cache = adder_attribute(instr).cache;
        instr->classes = made_for;
        if (!is_of_use(&cache, instr->op)) {
            return false;
        }
        classes->method[k] = cache.descr;
    }
    return true;
}

bool
adder_can_tell_apart(HirFunc *func, HirInstr *instr)
{
    Classes classes;
    return read_classes(func, instr, &classes);
}

/* No other classes are to be expected than those told apart there. */
static bool
no_others(const HirInstr *instr, HirInstr *value)
{
    const AdderSite *site = adder_site_of(instr);
    return adder_classes_proven(value) != NULL || (site != NULL && site->trips < LEAVES);
}

/* ---- Attributes -------------------------------------------------------------------------------- */

/* The Second of a LoadMethod stands behind it. */
static HirInstr *
second_of(const HirInstr *instr)
{
    HirInstr *next = instr->next;
    bool its = instr->op == HIR_LoadMethod && next != NULL && next->op == HIR_Second
               && next->args[0] == instr;
    return its ? next : NULL;
}

typedef struct {
    HirInstr *first[ADDER_SITE_CLASSES + 1], *second[ADDER_SITE_CLASSES + 1];
    int n;
} Arms;

static void
add_arm(HirFunc *func, HirBlock *block, HirBlock *rest, const HirInstr *instr,
        const HirInstr *second, const HirClasses *classes, Arms *arms)
{
    HirInstr *copy = adder_append_copy(func, block, instr);
    if (copy == NULL) {
        return;
    }
    copy->classes = classes;
    copy->generic = classes == NULL;
    HirInstr *other = second != NULL ? adder_append_copy(func, block, second) : NULL;
    if (other != NULL) {
        other->args[0] = copy;
    }
    arms->first[arms->n] = copy;
    arms->second[arms->n++] = other;
    adder_jump_to(func, block, rest);
}

static bool
split_site(HirFunc *func, HirInstr *instr, const Classes *classes)
{
    HirInstr *second = second_of(instr);
    HirBlock *block = instr->block, *rest = adder_split_after(func, second ? second : instr);
    Arms arms = {.n = 0};
    if (rest == NULL) {
        return false;
    }
    int told = classes->of.n - no_others(instr, instr->args[0]);
    for (int k = 0; k < told; k++) {
        const HirClasses *one = only(func, classes->of.at[k]);
        HirBlock *arm = one ? adder_branch_on(func, block, instr->args[0], one, &block) : NULL;
        if (arm == NULL) {
            return false;
        }
        add_arm(func, arm, rest, instr, second, one, &arms);
    }
    add_arm(func, block, rest, instr, second, told < classes->of.n ? only(func, classes->of.at[told]) : NULL, &arms);
    if (arms.n != told + 1) {
        return false;
    }
    if (second != NULL) {
        hir_replace(second, adder_merge(func, rest, second, arms.n, arms.second));
    }
    if (instr->type != 0) {
        hir_replace(instr, adder_merge(func, rest, instr, arms.n, arms.first));
    }
    else {
        hir_remove(instr);
    }
    return true;
}

/* ---- Calls ------------------------------------------------------------------------------------- */

/* A plain function among the methods, and whose it is. */
typedef struct {
    PyFunctionObject *function; /* borrowed */
    HirClasses classes;
} Callee;

static int
list_callees(const Classes *classes, int nargs, Callee *callees)
{
    int n = 0;
    for (int k = 0; k < classes->of.n; k++) {
        PyObject *method = classes->method[k];
        bool plain = method != NULL && PyFunction_Check(method)
                     && adder_call_is_plain((PyFunctionObject *)method, nargs);
        int at = 0;
        while (at < n && callees[at].function != (PyFunctionObject *)method) {
            at++;
        }
        if (plain && at == n) {
            callees[n++] = (Callee){.function = (PyFunctionObject *)method};
        }
        if (plain) {
            HirClasses *its = &callees[at].classes;
            its->at[its->n++] = classes->of.at[k];
        }
    }
    return n;
}

static bool
reach_all(const Classes *classes, const Callee *callees, int n)
{
    int reached = 0;
    for (int k = 0; k < n; k++) {
        reached += callees[k].classes.n;
    }
    return reached == classes->of.n;
}

/* The call in a block of its own for the classes whose method has been found to be this function. */
static HirInstr *
call_known(HirFunc *func, HirBlock *block, const HirInstr *call, const HirInstr *tracing,
           const Callee *callee)
{
    HirInstr *copy = adder_append_call(func, block, call, tracing);
    if (copy == NULL) {
        return NULL;
    }
    AdderEmit e = adder_emit_before(func, copy);
    HirInstr *function = adder_emit1(&e, HIR_GuardFunc, call->args[0]);
    function->imm = adder_cache_func_version(callee->function);
    function->sym = hir_sym(func, HIR_SYM_GLOBAL, (PyObject *)callee->function, NULL);
    copy->args[0] = function;
    copy->args[1] = adder_emit_guard_classes(&e, call->args[1], &callee->classes);
    return copy;
}

static bool
split_call(HirFunc *func, HirInstr *call, const Classes *classes)
{
    Callee callees[HIR_MOST_CLASSES];
    HirInstr *results[HIR_MOST_CLASSES + 1];
    int n = list_callees(classes, call->nargs - 1, callees);
    if (n == 0 || call->sym != NULL) {
        return true;
    }
    int told = n - (reach_all(classes, callees, n) && no_others(call, call->args[1]));
    HirBlock *block = call->block, *rest = adder_split_after(func, call);
    HirInstr *tracing = rest != NULL ? adder_take_tracing(rest) : NULL;
    for (int k = 0; k < told && rest != NULL; k++) {
        HirBlock *arm = adder_branch_on(func, block, call->args[1], &callees[k].classes, &block);
        results[k] = arm != NULL ? call_known(func, arm, call, tracing, &callees[k]) : NULL;
        if (results[k] == NULL) {
            return false;
        }
        adder_jump_to(func, arm, rest);
    }
    results[told] = rest == NULL ? NULL
                    : told < n   ? call_known(func, block, call, tracing, &callees[told])
                                 : adder_append_call(func, block, call, tracing);
    if (results[told] == NULL) {
        return false;
    }
    adder_jump_to(func, block, rest);
    hir_replace(call, adder_merge(func, rest, call, told + 1, results));
    return true;
}

/* ---- A method and its call ---------------------------------------------------------------------- */

/* Nothing happens between the load of the method and its call: the arguments are there already. */
static bool
follows(const HirInstr *load, const HirInstr *call)
{
    const HirInstr *i = load->next;
    while (i != NULL && i != call && hir_effects(i) == HIR_E_Pure) {
        i = i->next;
    }
    return i == call;
}

/* The load goes down to its call: what stood between them needs neither. */
static void
move_down(HirInstr *load, HirInstr *second, HirInstr *call)
{
    hir_remove(load);
    hir_insert_before(call, load);
    hir_remove(second);
    hir_insert_before(call, second);
}

typedef struct {
    HirInstr *load, *second, *call;
    const HirInstr *tracing; /* NULL: none */
} MethodCall;

/* All of it once more, at the end of a block; for some classes, or for any (NULL). */
static HirInstr *
copy_method_call(HirFunc *func, HirBlock *block, const MethodCall *of, const HirClasses *classes)
{
    HirInstr *load = adder_append_copy(func, block, of->load), *second = adder_append_copy(func, block, of->second);
    HirInstr *call = adder_append_call(func, block, of->call, of->tracing);
    HirState *state = call != NULL ? hir_state_copy(func, of->call->state) : NULL;
    if (load == NULL || second == NULL || state == NULL) {
        return NULL;
    }
    load->classes = classes;
    load->generic = classes == NULL;
    second->args[0] = load;
    call->args[0] = load;
    call->args[1] = second;
    call->state = state;
    hir_state_replace(state, of->load, load);
    hir_state_replace(state, of->second, second);
    return call;
}

static bool
split_method_call(HirFunc *func, HirInstr *load, HirInstr *second, HirInstr *call,
                  const Callee *callees, int n, bool all)
{
    HirInstr *results[HIR_MOST_CLASSES + 1];
    int told = n - (all && no_others(load, load->args[0]));
    HirBlock *block = call->block, *rest = adder_split_after(func, call);
    if (rest == NULL) {
        return false;
    }
    MethodCall of = {load, second, call, adder_take_tracing(rest)};
    hir_remove(load);
    hir_remove(second);
    for (int k = 0; k < told; k++) {
        const HirClasses *classes = adder_classes_copy(func, &callees[k].classes);
        HirBlock *arm = classes ? adder_branch_on(func, block, load->args[0], classes, &block) : NULL;
        results[k] = arm != NULL ? copy_method_call(func, arm, &of, classes) : NULL;
        if (results[k] == NULL) {
            return false;
        }
        adder_jump_to(func, arm, rest);
    }
    const HirClasses *last = told < n ? adder_classes_copy(func, &callees[told].classes) : NULL;
    results[told] = copy_method_call(func, block, &of, last);
    adder_jump_to(func, block, rest);
    hir_replace(call, adder_merge(func, rest, call, told + 1, results));
    return results[told] != NULL;
}

/* The call of the method that instr loads: its only user, in the same frame. */
static HirInstr *
call_of(const HirFunc *func, const HirInstr *load)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            if (i->op == HIR_Call && i->args[0] == load) {
                return i;
            }
        }
    }
    return NULL;
}

/* ---- The pass ---------------------------------------------------------------------------------- */

static bool
split(HirFunc *func, HirInstr *instr, const Classes *classes)
{
    HirInstr *call = instr->op == HIR_LoadMethod ? call_of(func, instr) : NULL;
    HirInstr *second = second_of(instr);
    Callee callees[HIR_MOST_CLASSES];
    bool known = call != NULL && second != NULL && call->args[1] == second && call->sym == NULL
                 && !hir_is_caught(call) && follows(second, call);
    int n = known ? list_callees(classes, call->nargs - 1, callees) : 0;
    if (n > 0) {
        move_down(instr, second, call);
        return split_method_call(func, instr, second, call, callees, n, reach_all(classes, callees, n));
    }
    if (!split_site(func, instr, classes)) {
        return false;
    }
    if (call == NULL || hir_is_caught(call)) {
        return true;
    }
    for (int k = 0; k < call->nargs; k++) {
        call->args[k] = hir_resolve(call->args[k]);
    }
    return split_call(func, call, classes);
}

AdderStatus
adder_pass_inlined(HirFunc *func)
{
    return adder_pass_classes(func);
}

AdderStatus
adder_pass_classes(HirFunc *func)
{
    int budget = func->code_profile != NULL ? MOST_SITES : 0;
    if (budget > 0) {
        adder_widen_sites(func);
    }
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            Classes classes;
            if (i->op == HIR_MatchClass && budget > 0 && adder_put_match(func, i)) {
                budget--;
                break;
            }
            if (i->op == HIR_LoadAttr || i->op == HIR_LoadMethod) {
                HirInstr *second = second_of(i);
                i_next = second != NULL ? second->next : i_next;
                if (adder_put_class_object(func, i, second)) {
                    continue;
                }
            }
            bool site = i->op == HIR_LoadAttr || i->op == HIR_StoreAttr || i->op == HIR_LoadMethod;
            site = site && !hir_is_caught(i); /* its error edge is that of one op only */
            if (!site || budget == 0 || !read_classes(func, i, &classes)) {
                continue;
            }
            budget--;
            if (!split(func, i, &classes)) {
                return ADDER_NOMEM;
            }
            break; /* the rest of the block has moved to one that comes later */
        }
    }
    hir_apply_forwards(func);
    hir_analyse(func);
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
