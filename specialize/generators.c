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
#include "specialize/consumers.h"
#include "specialize/emit.h"
#include "specialize/specialize.h"
#include "specialize/ssa.h"

#include <opcode.h>

enum {
    MAX_BODY = 200,   /* bytecodes of a generator */
    MAX_TOTAL = 1000, /* put into one function */
    MAX_SPLIT = 256,  /* values that the loop's head makes */
};

typedef struct {
    HirFunc *func;
    HirInstr *call, *iter, *next; /* Call, GetIter, IterNext */
    /* What is called. */
    PyFunctionObject *callee;     /* borrowed; NULL: value is a MakeFunction */
    PyCodeObject *code;           /* borrowed */
    HirInstr *value;
    HirInstr **args;
    HirInstr *const *closure;
    int nargs, size;
    /* The loop. */
    HirBlock *head, *body, *after; /* with `next`; its two successors */
    HirBlock *last;               /* that has the branch: head, or what follows it where errors are caught */
    bool comes_back;
    int first, end;               /* blocks of the generator: positions in func->blocks */
    HirBlock *begins;             /* the head's first half; the other one is making.again */
    HirInstr *fresh, *running, *finished;
    AdderGenerating making;
} Site;

/* ---- Which generators -------------------------------------------------------------------------- */

/* Number of bytecodes; 0: cannot be put in.  *begins: its RETURN_GENERATOR. */
static int
fit_size(HirFunc *func, PyCodeObject *code, int *begins)
{
    AdderBytecodes codes;
    int yields = 0;
    int refused = CO_VARARGS | CO_VARKEYWORDS | CO_COROUTINE | CO_ASYNC_GENERATOR;
    int needed = CO_OPTIMIZED | CO_NEWLOCALS | CO_GENERATOR;
    if ((code->co_flags & refused) != 0 || (code->co_flags & needed) != needed
        || code->co_kwonlyargcount != 0 || PyBytes_GET_SIZE(code->co_exceptiontable) != 0
        || adder_decode(func->arena, code, &codes) != ADDER_OK || codes.n > MAX_BODY) {
        return 0;
    }
    for (int k = 0; k < codes.n; k++) {
        yields += codes.at[k].base == YIELD_VALUE;
        *begins = codes.at[k].base == RETURN_GENERATOR ? codes.at[k].at : *begins;
        if (codes.at[k].base == SEND || codes.at[k].base == MAKE_CELL) {
            return 0;
        }
    }
    return yields == 1 ? codes.n : 0;
}

static bool
find_global(Site *s, HirInstr *load)
{
    uint32_t version, index;
    PyObject *value;
    if (load->op != HIR_LoadGlobal || load->sym == NULL || s->func->globals == NULL
        || !adder_cache_dict_slot(s->func->globals, load->sym->object, &version, &index, &value)
        || !PyFunction_Check(value)) {
        return false;
    }
    s->callee = (PyFunctionObject *)value;
    s->code = (PyCodeObject *)s->callee->func_code;
    s->value = load;
    return s->callee->func_globals == s->func->globals && s->code->co_nfreevars == 0
           && adder_cache_func_version(s->callee) != 0;
}

/* A function without defaults that is made on the spot: a generator expression's. */
static bool
find_made(Site *s, HirInstr *make)
{
    PyObject *code = make->op == HIR_MakeFunction ? adder_const_object(hir_resolve(make->args[0]))
                                                  : NULL;
    if (code == NULL || !PyCode_Check(code) || (make->imm & ~8) != 0) {
        return false;
    }
    s->code = (PyCodeObject *)code;
    s->value = make;
    if (make->imm == 8) {
        HirInstr *closure = hir_resolve(make->args[1]);
        s->closure = closure->args;
        return closure->op == HIR_BuildTuple && closure->nargs == s->code->co_nfreevars;
    }
    return s->code->co_nfreevars == 0;
}

static bool
is_in_chain(const Site *s)
{
    for (const HirState *state = s->call->state; state != NULL; state = state->caller) {
        if (state->code == s->code) {
            return true;
        }
    }
    return s->func->code == s->code;
}

static bool
may_speculate(const Site *s)
{
    const HirState *state = s->call->state;
    if (state->caller == NULL) {
        return !adder_feedback_failed(s->func->code_profile, s->call->bytecode);
    }
    const AdderSite *site = adder_feedback_other(state->code, s->call->bytecode);
    return site == NULL || !site->failed;
}

static bool
find_generator(Site *s)
{
    HirInstr *first = hir_resolve(s->call->args[0]), *second = hir_resolve(s->call->args[1]);
    bool bare = first->op == HIR_NullConst;
    int begins = -1;
    s->args = s->call->args + (bare ? 2 : 1);
    s->nargs = s->call->nargs - (bare ? 2 : 1);
    if (s->call->sym != NULL || s->call->state == NULL || s->call->state->code == NULL
        || !(bare ? find_global(s, second) : find_made(s, first)) || is_in_chain(s)
        || (bare && !may_speculate(s)) || s->code->co_argcount != s->nargs) {
        return false;
    }
    s->size = fit_size(s->func, s->code, &begins);
    s->making.identity = s->call->id;
    return s->size > 0 && begins >= 0;
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
    if (s->iter->op != HIR_GetIter || next->state == NULL) {
        return false;
    }
    s->call = hir_resolve(s->iter->args[0]);
    return s->call->op == HIR_Call && find_generator(s) && find_loop(s) && uses_fit(s);
}

/* ---- Taking the loop's head apart -------------------------------------------------------------- */

static void
append_jump(HirFunc *func, HirBlock *block, HirBlock *to)
{
    HirInstr *jump = hir_instr_new(func, HIR_Jump, NULL, 0, NULL);
    if (jump != NULL) {
        jump->bytecode = block->bytecode;
        hir_append(block, jump);
        hir_link(block, 0, to);
    }
}

/* A block that takes the place of from as a predecessor of to, with a phi for what flows there. */
static HirBlock *
landing(HirFunc *func, HirBlock *from, HirBlock *to, HirInstr **phi)
{
    HirBlock *block = hir_block_new(func, to->bytecode);
    HirInstr *jump = hir_instr_new(func, HIR_Jump, NULL, 0, NULL);
    *phi = hir_instr_new(func, HIR_Phi, NULL, 0, NULL);
    if (block == NULL || jump == NULL || *phi == NULL) {
        return NULL;
    }
    (*phi)->type = ADDER_T_Object;
    (*phi)->bytecode = jump->bytecode = to->bytecode;
    hir_append(block, *phi);
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

static HirInstr *
emit_generator(AdderEmit *e, const Site *s, int64_t where)
{
    int nlocals = where >= 0 ? s->code->co_nlocalsplus : 0;
    HirInstr **args = ADDER_NEW_ARRAY(s->func->arena, HirInstr *, nlocals + 3);
    if (args == NULL) {
        return NULL;
    }
    args[0] = s->value;
    args[1] = s->making.code;
    args[2] = adder_emit_i64(e, where);
    HirInstr *null = nlocals > 0 ? adder_emit0(e, HIR_NullConst) : NULL;
    int free_at = s->code->co_nlocalsplus - s->code->co_nfreevars;
    for (int k = 0; k < nlocals; k++) {
        args[k + 3] = k >= free_at    ? s->closure[k - free_at]
                      : k < s->nargs ? s->args[k]
                                     : null;
    }
    HirInstr *generator = adder_emit(e, HIR_GeneratorVirtual, nlocals + 3, args);
    generator->imm = s->making.identity;
    return generator;
}

/* What the generator is before, while it runs, and when it has ended; where it was called. */
static void
emit_generators(Site *s, int begins)
{
    AdderEmit e = adder_emit_before(s->func, s->call);
    if (s->callee != NULL) {
        s->value = adder_emit1(&e, HIR_GuardFunc, s->value);
        s->value->imm = adder_cache_func_version(s->callee);
    }
    s->making.code = adder_emit_const(&e, (PyObject *)s->code);
    s->fresh = emit_generator(&e, s, ADDER_GENERATOR_AT(begins, 0));
    s->running = emit_generator(&e, s, ADDER_GENERATOR_RUNNING);
    s->finished = emit_generator(&e, s, ADDER_GENERATOR_FINISHED);
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
        HirInstr *generator = hir_dominates(s->body, block) ? s->making.suspended
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

static AdderStatus
put_in(Site *s)
{
    HirFunc *func = s->func;
    HirInstr *result;
    AdderRedefined redefined[MAX_SPLIT];
    int begins = -1, n;
    bool after = s->after->preds.n == 1;
    fit_size(func, s->code, &begins);
    emit_generators(s, begins);
    HirState *caller = hir_state_copy(func, s->next->state);
    HirBlock *ends = landing(func, s->last, s->after, &result);
    s->making.yields = landing(func, s->last, s->body, &s->making.item);
    if (caller == NULL || ends == NULL || s->making.yields == NULL
        || !split_head(s, redefined, &n)) {
        return ADDER_NOMEM;
    }
    rename_in_state(s, caller, s->running);
    cut_head(s);
    AdderInlining inlining = {.callee = s->callee, .code = s->code, .closure = s->closure,
                              .value = s->value, .args = s->args, .nargs = s->nargs,
                              .caller = caller, .exit = ends, .result = result,
                              .generator = &s->making};
    s->first = func->blocks.n;
    HirBlock *entry = adder_build_inlined(func, &inlining);
    if (entry == NULL || s->making.suspended == NULL) {
        return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_DECLINED;
    }
    rename_generator(s, after);
    adder_drop_tracing_check(s->call->next);
    HirInstr *item = s->making.item->nargs == 1 ? s->making.item->args[0] : s->making.item;
    hir_replace(s->next, item);
    hir_replace(s->iter, s->fresh);
    hir_replace(s->call, s->fresh);
    if (item != s->making.item) {
        hir_replace(s->making.item, item);
    }
    append_jump(func, s->begins, entry);
    hir_remove(result);
    hir_apply_forwards(func);
    hir_analyse(func);
    for (int k = 0; k < n; k++) {
        adder_redefine(func, &redefined[k]);
    }
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

/* What a name is now: a global, or a builtin; borrowed. */
static PyObject *
named_value(const HirFunc *func, const HirInstr *load)
{
    uint32_t version, index;
    PyObject *value = NULL;
    if (load->op != HIR_LoadGlobal || load->sym == NULL || func->globals == NULL) {
        return NULL;
    }
    bool found = adder_cache_dict_slot(func->globals, load->sym->object, &version, &index, &value)
                 || adder_cache_dict_slot(func->builtins, load->sym->object, &version, &index, &value);
    return found ? value : NULL;
}

/* Only `call` takes the generator. */
static bool
takes_alone(const HirFunc *func, const HirInstr *call, const HirInstr *generator)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            for (int k = 0; k < i->nargs; k++) {
                if (hir_resolve(i->args[k]) == generator && i != call) {
                    return false;
                }
            }
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
    PyObject *value = named_value(func, hir_resolve(call->args[1]));
    Site site = {.func = func, .call = hir_resolve(call->args[2])};
    const AdderConsumer *consumer = value != NULL ? adder_consumer_of(value) : NULL;
    bool defaults = consumer != NULL && consumer->nargs == 2 && call->nargs == 3;
    if (consumer == NULL || (call->nargs - 2 != consumer->nargs && !defaults)
        || site.call->op != HIR_Call || !find_generator(&site)
        || !takes_alone(func, call, site.call)) {
        return NULL;
    }
    Site at_call = {.func = func, .call = call};
    PyObject *start = call->nargs == 4 ? adder_const_object(hir_resolve(call->args[3])) : NULL;
    bool number = start != NULL && (PyLong_CheckExact(start) || PyFloat_CheckExact(start));
    return may_speculate(&at_call) && (call->nargs == 3 || number) ? consumer : NULL;
}

/* The builtin's body takes the call's place: a loop over the generator. */
static bool
put_consumer_in(HirFunc *func, HirInstr *call, const AdderConsumer *consumer)
{
    AdderEmit e = adder_emit_before(func, call);
    PyObject *zero = consumer->nargs == 2 && call->nargs == 3 ? PyLong_FromLong(0) : NULL;
    HirInstr *guard = adder_emit1(&e, HIR_GuardIs, hir_resolve(call->args[1]));
    guard->sym = hir_sym(func, HIR_SYM_CONST, consumer->builtin, NULL);
    HirInstr *args[2] = {hir_resolve(call->args[2]),
                         call->nargs == 4 ? hir_resolve(call->args[3])
                         : zero != NULL   ? adder_emit_const(&e, zero)
                                          : NULL};
    HirInstr *value = adder_emit_const(&e, (PyObject *)consumer->function);
    Py_XDECREF(zero);
    HirState *caller = hir_state_copy(func, call->state);
    HirBlock *block = call->block, *rest = adder_split_after(func, call);
    HirInstr *result = hir_instr_new(func, HIR_Phi, NULL, 0, NULL);
    if (caller == NULL || rest == NULL || result == NULL) {
        return false;
    }
    for (int k = 1; k <= call->nargs; k++) {
        caller->slots[caller->nlocals + caller->nstack - k] = NULL;
    }
    AdderInlining inlining = {.callee = consumer->function, .value = value, .args = args,
                              .nargs = consumer->nargs, .caller = caller, .exit = rest,
                              .result = result};
    result->bytecode = call->bytecode;
    result->type = ADDER_T_Object;
    hir_insert_before(rest->first, result);
    HirBlock *entry = adder_build_inlined(func, &inlining);
    if (entry == NULL) {
        return false;
    }
    append_jump(func, block, entry);
    adder_drop_tracing_check(rest->first);
    hir_replace(call, result);
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

AdderStatus
adder_pass_generators(HirFunc *func)
{
    int room = MAX_TOTAL;
    Site site;
    hir_analyse(func);
    AdderStatus status = func->code_profile != NULL ? put_consumers_in(func) : ADDER_OK;
    while (status == ADDER_OK && func->code_profile != NULL && find_next_site(func, room, &site)) {
        room -= site.size;
        status = put_in(&site);
    }
    return status;
}
