/* Generators that only one `for` loop sees are put into it: no generator, no frame, no boxes.
 *
 * The body is built once, between the two places that the loop's head is split into: where the loop is
 * entered (the generator begins) and where it comes back to (it goes on behind its yield).  The yield
 * jumps to the loop's body, the generator's end to what follows the loop.  In states the generator is
 * virtual: not begun before the loop, suspended in its body; while it runs, its frame is a callee's.
 *
 * Memory: the arena's. */
#include "irgen/irgen.h"
#include "profile/caches.h"
#include "specialize/arms.h"
#include "specialize/attributes.h"
#include "specialize/callee.h"
#include "specialize/consumers.h"
#include "specialize/made.h"
#include "specialize/specialize.h"
#include "specialize/ssa.h"

#include <opcode.h>
#include <string.h>

enum {
    MAX_BODY = 120,   /* bytecodes of a generator: what runs longer gains little */
    MAX_TOTAL = 1000, /* put into one function */
    MAX_MADE = 600,   /* the same of comprehensions */
    MAX_SPLIT = 256,  /* values that the loop's head makes */
    MAX_YIELDS = 4,
};

typedef struct {
    HirFunc *func;
    HirInstr *call, *iter, *next; /* Call, GetIter, IterNext */
    /* What is called. */
    AdderCallee callee;           /* nobody: value is a MakeFunction */
    PyCodeObject *code;           /* borrowed */
    HirInstr *value;
    HirInstr **args;              /* with self, if it is a method */
    AdderMade made;               /* its code and closure */
    HirClasses classes;           /* a method: those of self; else n is 0 */
    int nargs, size, starts_at;   /* bytecodes; its RETURN_GENERATOR */
    /* The loop. */
    HirBlock *head, *body, *after; /* with `next`; its two successors */
    HirBlock *last;               /* that has the branch: head, or what follows it where errors are caught */
    bool comes_back;
    int first;                    /* block of the body: position in func->blocks */
    HirBlock *begins;             /* the head's first half; the other one is making.again */
    HirInstr **slots;             /* its locals when it begins */
    HirInstr *code_value;
    HirInstr *fresh, *running, *suspended, *finished; /* the generator; virtual */
    AdderGenerating making;
} Site;

/* ---- Which generators -------------------------------------------------------------------------- */

/* Finds size and beginning, and the number of yields. */
static bool
code_fits(Site *s)
{
    AdderBytecodes codes;
    const PyCodeObject *code = s->code;
    int refused = CO_COROUTINE | CO_ASYNC_GENERATOR | CO_VARARGS | CO_VARKEYWORDS;
    int needed = CO_OPTIMIZED | CO_NEWLOCALS | CO_GENERATOR;
    s->starts_at = -1;
    if ((code->co_flags & (refused | needed)) != needed
        || PyBytes_GET_SIZE(code->co_exceptiontable) != 0
        || adder_decode(s->func->arena, s->code, &codes) != ADDER_OK || codes.n > MAX_BODY) {
        return false;
    }
    for (int k = 0; k < codes.n; k++) {
        s->making.remaining += codes.at[k].base == YIELD_VALUE;
        s->starts_at = codes.at[k].base == RETURN_GENERATOR ? codes.at[k].at : s->starts_at;
        if (codes.at[k].base == SEND) {
            return false;
        }
    }
    s->size = codes.n;
    return s->starts_at >= 0 && s->making.remaining > 0 && s->making.remaining <= MAX_YIELDS;
}

/* It is told by its version, and its names are the caller's. */
static bool
find_function(Site *s, PyFunctionObject *function, HirInstr *value)
{
    s->callee = adder_callee_method(function);
    s->code = s->callee.code;
    s->value = value;
    return s->code != NULL && function->func_globals == s->func->globals
           && function->func_builtins == s->func->builtins
           && adder_may_speculate(s->func, s->call);
}

static bool
find_global(Site *s, HirInstr *load)
{
    PyObject *value = adder_named_global(s->func, load);
    return value != NULL && PyFunction_Check(value) && find_function(s, (PyFunctionObject *)value, load)
           && s->code->co_nfreevars == 0;
}

static bool
find_method(Site *s, HirInstr *load)
{
    if (load->state == NULL || load->state->code == NULL || !adder_classes_at(load, &s->classes)) {
        s->classes.n = 0;
        return false;
    }
    AdderCache cache = adder_attribute(load).cache;
    bool method = cache.kind == ADDER_CACHE_METHOD_VALUES || cache.kind == ADDER_CACHE_METHOD_NO_DICT;
    return method && PyFunction_Check(cache.descr) && find_function(s, (PyFunctionObject *)cache.descr, load);
}

static bool
find_made(Site *s, HirInstr *make)
{
    AdderMade made;
    if (!adder_find_made(s->func, make, &made) || s->call->sym != NULL
        || made.code->co_argcount != s->nargs || !adder_is_positional(made.code)) {
        return false;
    }
    s->made = made;
    s->code = made.code;
    s->value = make;
    return true;
}

static AdderGiven
given_to(const Site *s)
{
    return (AdderGiven){s->args, s->nargs - adder_call_nkeywords(s->call), adder_call_keywords(s->call)};
}

static bool
find_generator(Site *s)
{
    HirInstr *first = hir_resolve(s->call->args[0]), *second = hir_resolve(s->call->args[1]);
    bool bare = first->op == HIR_NullConst;
    s->args = s->call->args + (bare ? 2 : 1);
    s->nargs = s->call->nargs - (bare ? 2 : 1);
    if (s->call->state == NULL || s->call->state->code == NULL
        || !(bare                          ? find_global(s, second)
             : first->op == HIR_LoadMethod ? find_method(s, first)
                                           : find_made(s, first))
        || adder_is_running(s->func, s->call, s->code)) {
        return false;
    }
    AdderGiven given = given_to(s);
    return code_fits(s) && (s->callee.code == NULL || adder_callee_binds(&s->callee, &given));
}

/* ---- Which loops ------------------------------------------------------------------------------- */

static bool
is_virtual(const HirInstr *i)
{
    return hir_result_ref(i) == HIR_R_Virtual;
}

static bool
is_generator(const Site *s, HirInstr *value)
{
    value = value ? hir_resolve(value) : NULL;
    return value != NULL && (value == s->call || value == s->iter);
}

static bool
names_generator(const Site *s, const HirState *state)
{
    for (; state != NULL; state = state->caller) {
        for (int k = 0; k < state->nlocals + state->nstack; k++) {
            if (is_generator(s, state->slots[k])) {
                return true;
            }
        }
    }
    return false;
}

/* From here on the generator is what the loop has made of it. */
static bool
is_behind(const HirBlock *block, const HirBlock *head)
{
    return hir_dominates(head, block);
}

static bool
is_after(const Site *s, const HirBlock *block)
{
    return s->after->preds.n == 1 && hir_dominates(s->after, block);
}

/* Is it known in which state the generator is where i names it? */
static bool
names_fit(const Site *s, const HirInstr *i)
{
    const HirBlock *block = i->block;
    bool named = names_generator(s, i->state);
    for (int k = 0; is_virtual(i) && k < i->nargs; k++) {
        named |= is_generator(s, i->args[k]);
    }
    bool raised = s->last != s->head && is_behind(block, s->head->succ[0]); /* goes away */
    return !named || i == s->next || raised || !is_behind(block, s->head)
           || (block == s->head && !s->comes_back) || hir_dominates(s->body, block)
           || is_after(s, block);
}

static bool
uses_fit(const Site *s)
{
    for (int b = 0; b < s->func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, s->func->blocks.at[b]) {
            for (int k = 0; k < i->nargs; k++) {
                if (is_generator(s, i->args[k]) && i != s->next && i != s->iter && !is_virtual(i)) {
                    return false;
                }
            }
            if (!names_fit(s, i)) {
                return false;
            }
        }
    }
    return true;
}

/* All that stands before `next` in a head that the loop comes back to. */
static bool
head_fits(const Site *s)
{
    int n = 0;
    for (const HirInstr *i = s->head->first; i != s->next; i = i->next, n++) {
        if (i->op != HIR_Phi && i->op != HIR_Refine) {
            return !s->comes_back;
        }
    }
    return n <= MAX_SPLIT;
}

/* IterNext, IsNull, Branch: the end, the item. */
static bool
find_loop(Site *s)
{
    HirInstr *test = s->next->next;
    s->head = s->last = s->next->block;
    if (test != NULL && test->op == HIR_BranchRaised) {
        s->last = s->head->succ[1];
        test = s->last->first;
    }
    if (test == NULL || test->op != HIR_IsNull || hir_resolve(test->args[0]) != s->next
        || test->next->op != HIR_Branch || hir_resolve(test->next->args[0]) != test
        || s->last->succ[1]->preds.n != 1) {
        return false;
    }
    s->after = s->last->succ[0];
    s->body = s->last->succ[1];
    for (int k = 0; k < s->head->preds.n; k++) {
        s->comes_back |= hir_dominates(s->head, s->head->preds.at[k]);
    }
    return head_fits(s);
}

static bool
find_site(HirFunc *func, HirInstr *next, Site *s)
{
    *s = (Site){.func = func, .next = next, .iter = hir_resolve(next->args[0])};
    if (next->state == NULL) {
        return false;
    }
    s->call = s->iter->op == HIR_GetIter ? hir_resolve(s->iter->args[0]) : s->iter;
    return s->call->op == HIR_Call && find_generator(s) && find_loop(s) && uses_fit(s);
}

/* ---- Taking the loop's head apart -------------------------------------------------------------- */

/* A block that takes the place of from as a predecessor of to. */
static HirBlock *
landing(HirFunc *func, HirBlock *from, HirBlock *to)
{
    HirBlock *block = hir_block_new(func, to->bytecode);
    HirInstr *jump = hir_instr_new(func, HIR_Jump, NULL, 0, NULL);
    if (block == NULL || jump == NULL) {
        return NULL;
    }
    jump->bytecode = to->bytecode;
    hir_append(block, jump);
    for (int k = 0; k < to->preds.n; k++) {
        to->preds.at[k] = to->preds.at[k] == from ? block : to->preds.at[k];
    }
    block->succ[0] = to;
    block->nsucc = 1;
    return block;
}

static bool
is_on_side(const Site *s, const HirBlock *pred, bool back)
{
    return hir_dominates(s->head, pred) == back;
}

/* A phi of the head for one side of its predecessors. */
static HirInstr *
phi_of_side(const Site *s, HirBlock *half, const HirInstr *phi, bool back)
{
    HirInstr **args = ADDER_NEW_ARRAY(s->func->arena, HirInstr *, phi->nargs + 1);
    int n = 0;
    for (int k = 0; args != NULL && k < phi->nargs; k++) {
        if (is_on_side(s, s->head->preds.at[k], back)) {
            args[n++] = hir_resolve(phi->args[k]);
        }
    }
    HirInstr *copy = hir_instr_new(s->func, HIR_Phi, NULL, n, args);
    if (copy != NULL) {
        copy->type = phi->type;
        copy->bytecode = phi->bytecode;
        hir_append(half, copy);
    }
    return copy;
}

/* One half of the head: the same values, from one side of its predecessors.  values: in their order. */
static HirBlock *
half_of_head(const Site *s, bool back, HirInstr **values)
{
    HirBlock *half = hir_block_new(s->func, s->head->bytecode);
    int n = 0;
    for (HirInstr *i = s->head->first; half != NULL && i != s->next; i = i->next, n++) {
        if (i->op == HIR_Phi) {
            values[n] = phi_of_side(s, half, i, back);
            i->scratch = n;
            continue;
        }
        HirInstr *of = hir_resolve(i->args[0]);
        of = of->block == s->head ? values[of->scratch] : of;
        values[n] = hir_instr_new(s->func, HIR_Refine, NULL, 1, &of);
        if (values[n] != NULL) {
            values[n]->type = i->type;
            values[n]->guard_type = i->guard_type;
            values[n]->bytecode = i->bytecode;
            hir_append(half, values[n]);
        }
        i->scratch = n;
    }
    for (int k = 0; half != NULL && k < s->head->preds.n; k++) {
        HirBlock *pred = s->head->preds.at[k];
        if (is_on_side(s, pred, back)) {
            pred->succ[pred->succ[0] == s->head ? 0 : 1] = half;
            ADDER_VEC_PUSH(s->func->arena, &half->preds, pred);
        }
    }
    return half;
}

/* ---- Putting the body in ----------------------------------------------------------------------- */

/* n: how many of the slots it has. */
static HirInstr *
emit_generator(AdderEmit *e, const Site *s, HirInstr *where, HirInstr *const *slots, int n)
{
    HirInstr **args = ADDER_NEW_ARRAY(s->func->arena, HirInstr *, n + 3);
    if (args == NULL) {
        return NULL;
    }
    args[0] = s->value;
    args[1] = s->code_value;
    args[2] = where;
    for (int k = 0; k < n; k++) {
        args[k + 3] = slots[k] != NULL ? slots[k] : adder_emit0(e, HIR_NullConst);
    }
    HirInstr *generator = adder_emit(e, HIR_GeneratorVirtual, n + 3, args);
    generator->imm = s->call->id;
    return generator;
}

/* The function, guarded, and its locals as it begins. */
static HirInstr **
emit_callee(AdderEmit *e, Site *s)
{
    if (s->classes.n > 0) {
        HirInstr **args = ADDER_NEW_ARRAY(s->func->arena, HirInstr *, s->nargs + 1);
        if (args == NULL) {
            return NULL;
        }
        memcpy(args, s->args, sizeof(*args) * (size_t)s->nargs);
        args[0] = adder_emit_guard_classes(e, hir_resolve(args[0]), &s->classes);
        s->args = args;
    }
    AdderGiven given = given_to(s);
    s->value = adder_emit_guard_callee(e, s->value, &s->callee);
    HirInstr **parameters = adder_emit_parameters(e, &s->callee, s->value, &given);
    return parameters != NULL ? adder_emit_locals(e, &s->callee, s->value, parameters) : NULL;
}

/* What the generator is before, while it runs, and when it has ended; where it was called. */
static void
emit_generators(Site *s)
{
    AdderEmit e = adder_emit_before(s->func, s->call);
    s->slots = s->callee.code != NULL ? emit_callee(&e, s)
                                      : adder_emit_made_slots(&e, &s->made, s->args, s->nargs);
    s->code_value = adder_emit_const(&e, (PyObject *)s->code);
    if (s->slots != NULL) {
        s->fresh = emit_generator(&e, s, adder_emit_i64(&e, ADDER_GENERATOR_AT(s->starts_at, 0)),
                                  s->slots, s->code->co_nlocalsplus);
    }
    s->running = emit_generator(&e, s, adder_emit_i64(&e, ADDER_GENERATOR_RUNNING), NULL, 0);
    s->finished = emit_generator(&e, s, adder_emit_i64(&e, ADDER_GENERATOR_FINISHED), NULL, 0);
}

static HirInstr *
new_phi(HirFunc *func, HirBlock *block, AdderTypes type)
{
    HirInstr *phi = hir_instr_new(func, HIR_Phi, NULL, 0, NULL);
    if (phi != NULL) {
        phi->type = type;
        phi->bytecode = block->bytecode;
        hir_insert_before(block->first, phi);
    }
    return phi;
}

/* The phis of what is yielded, where, and from which slots. */
static bool
make_phis(Site *s)
{
    AdderGenerating *making = &s->making;
    making->nslots = s->code->co_nlocalsplus + s->code->co_stacksize;
    making->slots = ADDER_NEW_ARRAY(s->func->arena, HirInstr *, making->nslots + 1);
    making->item = new_phi(s->func, making->yields, ADDER_T_Object);
    making->where = new_phi(s->func, making->yields, ADDER_T_I64);
    for (int k = 0; making->slots != NULL && k < making->nslots; k++) {
        making->slots[k] = new_phi(s->func, making->yields, ADDER_T_Any);
    }
    return !adder_arena_failed(s->func->arena);
}

/* The one object that all operands are, perhaps behind different guards; or NULL. */
static HirInstr *
only_root(const HirInstr *phi)
{
    HirInstr *only = phi->nargs == 1 ? hir_resolve(phi->args[0]) : NULL;
    for (int k = 0; only == NULL && k < phi->nargs; k++) {
        HirInstr *root = hir_root(hir_resolve(phi->args[0]));
        if (hir_root(hir_resolve(phi->args[k])) != root) {
            return NULL;
        }
        only = k + 1 == phi->nargs ? root : NULL;
    }
    return only;
}

static void
finish_phi(HirInstr *phi)
{
    HirInstr *only = phi->type == ADDER_T_I64 && phi->nargs > 1 ? NULL : only_root(phi);
    if (only != NULL) {
        hir_replace(phi, only);
        return;
    }
    AdderTypes types = 0;
    for (int k = 0; k < phi->nargs; k++) {
        types |= hir_resolve(phi->args[k])->type;
    }
    phi->type = types;
}

/* Behind its yield a slot is what it was, if it is that behind all others too. */
static void
drop_refinements(HirFunc *func, const HirInstr *phi, HirInstr *only)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            if (i->op == HIR_Refine && i->args[0] == phi) {
                hir_replace(i, only);
            }
        }
    }
}

static void
finish_phis(Site *s)
{
    AdderEmit e = {.func = s->func, .at = s->making.yields->last};
    for (int k = 0; k < s->making.nslots; k++) {
        finish_phi(s->making.slots[k]);
        HirInstr *only = hir_resolve(s->making.slots[k]);
        if (only != s->making.slots[k]) {
            drop_refinements(s->func, s->making.slots[k], only);
        }
        s->making.slots[k] = only;
    }
    finish_phi(s->making.item);
    finish_phi(s->making.where);
    s->making.item = hir_resolve(s->making.item);
    s->suspended = emit_generator(&e, s, hir_resolve(s->making.where), s->making.slots,
                                  s->making.nslots);
}

static void
rename_in_state(const Site *s, HirState *state, HirInstr *generator)
{
    hir_state_replace(state, s->call, generator);
    hir_state_replace(state, s->iter, generator);
}

/* States of callees share their caller's, which another block may name as well: they are copied. */
static void
rename_generator(const Site *s, bool after)
{
    for (int b = 0; b < s->first; b++) {
        HirBlock *block = s->func->blocks.at[b];
        HirInstr *generator = hir_dominates(s->body, block) ? s->suspended
                              : after && hir_dominates(s->after, block) ? s->finished
                                                                        : s->fresh;
        const HirState *was = NULL;
        HirState *is = NULL;
        HIR_FOR_INSTRS(i, block) {
            for (int k = 0; is_virtual(i) && k < i->nargs; k++) {
                i->args[k] = is_generator(s, i->args[k]) ? generator : i->args[k];
            }
            if (i->state != NULL && i->state == was) {
                i->state = is;
            }
            else if (i->state != NULL && names_generator(s, i->state)) {
                was = i->state;
                i->state = is = hir_state_copy(s->func, i->state);
                rename_in_state(s, is, generator);
            }
        }
    }
}

/* The two halves of the head take its place, or what stood before `next` in it. */
static bool
split_head(Site *s, AdderRedefined *redefined, int *n)
{
    HirInstr *values[2][MAX_SPLIT];
    *n = 0;
    if (!s->comes_back) {
        s->begins = s->head;
        return true;
    }
    s->begins = half_of_head(s, false, values[0]);
    s->making.again = half_of_head(s, true, values[1]);
    if (s->begins == NULL || s->making.again == NULL || adder_arena_failed(s->func->arena)) {
        return false;
    }
    for (HirInstr *i = s->head->first; i != s->next; i = i->next) {
        redefined[*n] = (AdderRedefined){.old = i,
                                         .block = {s->begins, s->making.again},
                                         .value = {values[0][*n], values[1][*n]}};
        ++*n;
    }
    return true;
}

/* Nothing goes through the old end of the head any more. */
static void
cut_head(Site *s)
{
    if (s->last != s->head) {
        hir_remove_pred(s->head->succ[0], s->head);
    }
    s->last->nsucc = s->head->nsucc = 0;
    if (s->comes_back) {
        s->head->preds.n = 0;
    }
    while (s->next->next != NULL) {
        hir_remove(s->next->next);
    }
}

/* Builds the body between the halves of the head and the landings of its yields and its end. */
static bool
build_body(Site *s, HirState *caller, HirBlock *ends)
{
    HirFunc *func = s->func;
    HirInstr *result = new_phi(func, ends, ADDER_T_Object); /* nobody looks at it */
    AdderInlining inlining = {.callee = s->callee.func, .code = s->code, .slots = s->slots,
                              .value = s->value, .nargs = s->nargs, .caller = caller,
                              .exit = ends, .result = result, .generator = &s->making};
    s->first = func->blocks.n;
    HirBlock *entry = result != NULL ? adder_build_inlined(func, &inlining) : NULL;
    if (entry == NULL || s->making.item->nargs == 0) {
        return false;
    }
    adder_jump_to(func, s->begins, entry);
    hir_remove(result);
    finish_phis(s);
    return true;
}

static void
replace_generator(Site *s, bool after)
{
    rename_generator(s, after);
    adder_drop_tracing_check(s->call->next);
    hir_replace(s->next, s->making.item);
    if (s->iter != s->call) {
        hir_replace(s->iter, s->fresh);
    }
    hir_replace(s->call, s->fresh);
    hir_apply_forwards(s->func);
    hir_analyse(s->func);
}

static AdderStatus
put_in(Site *s)
{
    HirFunc *func = s->func;
    AdderRedefined redefined[MAX_SPLIT];
    int n;
    bool after = s->after->preds.n == 1;
    emit_generators(s);
    HirState *caller = hir_state_copy(func, s->next->state);
    HirBlock *ends = landing(func, s->last, s->after);
    s->making.yields = landing(func, s->last, s->body);
    if (caller == NULL || ends == NULL || s->making.yields == NULL || !make_phis(s)
        || !split_head(s, redefined, &n)) {
        return ADDER_NOMEM;
    }
    rename_in_state(s, caller, s->running);
    cut_head(s);
    if (!build_body(s, caller, ends)) {
        return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_DECLINED;
    }
    replace_generator(s, after);
    for (int k = 0; k < n; k++) {
        adder_redefine(func, &redefined[k]);
    }
    adder_drop_trivial_phis(func);
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}

/* The first loop over a generator that can be put in.  Bodies are searched in their turn. */
static bool
find_next_site(HirFunc *func, int room, Site *s)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            if (i->op == HIR_IterNext && find_site(func, i, s) && s->size <= room) {
                return true;
            }
        }
    }
    return false;
}

/* ---- Builtins over generators ------------------------------------------------------------------ */

/* Only `call` takes the generator. */
static bool
takes_alone(const HirFunc *func, const HirInstr *call, const HirInstr *generator)
{
    HIR_FOR_USES(i, k, func, generator) {
        if (i != call) {
            return false;
        }
    }
    return true;
}

/* sum(generator), sum(generator, number), any(generator) ... where the generator can be put in. */
static const AdderConsumer *
find_consumer(HirFunc *func, HirInstr *call)
{
    if (call->nargs < 3 || call->sym != NULL || call->state == NULL
        || hir_resolve(call->args[0])->op != HIR_NullConst) {
        return NULL;
    }
    PyObject *value = adder_named_value(func, hir_resolve(call->args[1]));
    Site site = {.func = func, .call = hir_resolve(call->args[2])};
    bool generates = value != NULL && adder_consumer_of(value, false) != NULL
                     && site.call->op == HIR_Call && find_generator(&site);
    const AdderConsumer *consumer =
        generates ? adder_consumer_of(value, adder_yields_floats(func, site.code)) : NULL;
    bool defaults = consumer != NULL && consumer->nargs == 2 && call->nargs == 3;
    if (consumer == NULL || (call->nargs - 2 != consumer->nargs && !defaults)
        || !takes_alone(func, call, site.call)
        || (consumer->quiet && !adder_is_quiet(func, site.code, consumer->computes))) {
        return NULL;
    }
    PyObject *start = call->nargs == 4 ? adder_const_object(hir_resolve(call->args[3])) : NULL;
    bool number = start != NULL && (PyLong_CheckExact(start) || PyFloat_CheckExact(start));
    bool fits = call->nargs == 3 || (number && !consumer->raises);
    return fits && adder_may_speculate(func, call) ? consumer : NULL;
}

/* The builtin's body takes the call's place: a loop over the generator. */
static bool
put_consumer_in(HirFunc *func, HirInstr *call, const AdderConsumer *consumer)
{
    AdderEmit e = adder_emit_before(func, call);
    HirInstr *guard = adder_emit1(&e, HIR_GuardIs, hir_resolve(call->args[1]));
    guard->sym = hir_sym(func, HIR_SYM_CONST, consumer->builtin, NULL);
    HirInstr *args[2] = {hir_resolve(call->args[2]),
                         call->nargs == 4 ? hir_resolve(call->args[3])
                         : consumer->second != NULL ? adder_emit_const(&e, consumer->second)
                                                    : NULL};
    HirInstr *value = adder_emit_const(&e, (PyObject *)consumer->function);
    AdderInlining inlining = {.callee = consumer->function, .value = value, .args = args,
                              .nargs = consumer->nargs,
                              .caller = adder_state_inside(func, call, call->nargs)};
    HirBlock *block = call->block, *entry = adder_build_body(func, call, &inlining);
    if (entry == NULL) {
        return false;
    }
    adder_jump_to(func, block, entry);
    adder_drop_tracing_check(inlining.exit->first);
    hir_replace(call, inlining.result);
    hir_apply_forwards(func);
    hir_analyse(func);
    return true;
}

static AdderStatus
put_consumers_in(HirFunc *func)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            const AdderConsumer *consumer = i->op == HIR_Call ? find_consumer(func, i) : NULL;
            if (consumer == NULL) {
                continue;
            }
            if (!put_consumer_in(func, i, consumer)) {
                return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_DECLINED;
            }
            b = -1; /* the blocks are others */
            break;
        }
    }
    return ADDER_OK;
}

/* What is called where it is made, and builtins over generators: in func, or in a body that has come in. */
static AdderStatus
put_callees_in(HirFunc *func, int *room)
{
    AdderStatus status = put_consumers_in(func);
    return status == ADDER_OK ? adder_put_made_in(func, room) : status;
}

AdderStatus
adder_pass_generators(HirFunc *func)
{
    int room = MAX_TOTAL, made_room = MAX_MADE;
    Site site;
    hir_analyse(func);
    if (func->code_profile == NULL) {
        return ADDER_OK;
    }
    AdderStatus status = put_callees_in(func, &made_room);
    while (status == ADDER_OK && find_next_site(func, room, &site)) {
        room -= site.size;
        status = put_in(&site);
        status = status == ADDER_OK ? put_callees_in(func, &made_room) : status;
    }
    return status;
}
