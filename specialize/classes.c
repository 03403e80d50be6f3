/* Sites of several classes: a chain of comparisons, and the generic operation at its end.
 *
 * An attribute or method that two to four classes have been seen at becomes a block for each of them,
 * in which it is an operation of that class alone (known_class), so that the later passes specialise it.
 * A call of a method that was found so becomes a block for each function that it may be.
 *
 *     b:  HasClass 117 v1 -> arm, b2        arm: LoadAttr of the class; rest
 *     b2: HasClass 121 v1 -> arm2, last     last: LoadAttr; rest
 *
 * Nothing here leaves: what is none of the classes takes the generic way.  Memory: the arena's. */
#include "specialize/attributes.h"
#include "specialize/emit.h"
#include "specialize/specialize.h"
#include "specialize/types.h"

enum { MOST_SITES = 24 }; /* in one function */

typedef struct {
    int n;
    PyTypeObject *type[ADDER_SITE_CLASSES]; /* borrowed */
    PyObject *method[ADDER_SITE_CLASSES];   /* of a LoadMethod: what each has (borrowed) */
} Classes;

/* ---- Which sites ------------------------------------------------------------------------------- */

static bool
is_of_use(const AdderCache *cache, HirOp op)
{
    switch (cache->kind) {
    case ADDER_CACHE_INSTANCE_VALUE:
    case ADDER_CACHE_SLOT:
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

/* The classes seen there, if all are of use. */
static bool
read_classes(HirInstr *instr, Classes *classes)
{
    PyCodeObject *code = instr->state != NULL ? instr->state->code : NULL;
    const AdderSite *site = code != NULL ? adder_feedback_other(code, instr->bytecode) : NULL;
    classes->n = 0;
    if (site == NULL || site->failed || site->manifold[0] || site->seen[0] != ADDER_T_Other
        || site->classes[0][1] == 0 || instr->known_class != NULL || instr->generic) {
        return false;
    }
    for (int k = 0; k < ADDER_SITE_CLASSES && site->classes[0][k] != 0; k++) {
        PyTypeObject *type = adder_class_of(site->classes[0][k]);
        if (type == NULL) {
            continue;
        }
        instr->known_class = type; /* only to ask */
        AdderCache cache = adder_attribute(instr);
        instr->known_class = NULL;
        if (!is_of_use(&cache, instr->op)) {
            return false;
        }
        classes->type[classes->n] = type;
        classes->method[classes->n++] = cache.descr;
    }
    return classes->n > 1;
}

/* ---- Taking blocks apart ----------------------------------------------------------------------- */

/* The instruction once more, at the end of a block. */
static HirInstr *
copy_to(HirFunc *func, HirBlock *block, const HirInstr *instr)
{
    HirInstr *copy = hir_instr_new(func, instr->op, instr->state, instr->nargs, instr->args);
    if (copy != NULL) {
        copy->sym = instr->sym;
        copy->imm = instr->imm;
        copy->type = instr->type;
        copy->bytecode = instr->bytecode;
        hir_append(block, copy);
    }
    return copy;
}

static void
jump_to(HirFunc *func, HirBlock *from, HirBlock *to)
{
    HirInstr *jump = hir_instr_new(func, HIR_Jump, NULL, 0, NULL);
    if (jump != NULL) {
        jump->bytecode = from->bytecode;
        hir_append(from, jump);
        hir_link(from, 0, to);
    }
}

/* Ends `from` with a test; answers the block where it holds, and in *otherwise the other. */
static HirBlock *
branch_on(HirFunc *func, HirBlock *from, HirOp test, HirInstr *value, int64_t imm,
          HirBlock **otherwise)
{
    HirBlock *yes = hir_block_new(func, from->bytecode), *no = hir_block_new(func, from->bytecode);
    HirInstr *bit = hir_instr_new(func, test, NULL, 1, &value);
    HirInstr *branch = hir_instr_new(func, HIR_Branch, NULL, 1, &bit);
    if (yes == NULL || no == NULL || bit == NULL || branch == NULL) {
        return NULL;
    }
    bit->imm = imm;
    bit->bytecode = branch->bytecode = from->bytecode;
    hir_append(from, bit);
    hir_append(from, branch);
    hir_link(from, 0, yes);
    hir_link(from, 1, no);
    *otherwise = no;
    return yes;
}

/* What the arms give, in the order in which they jump to rest. */
static HirInstr *
merge(HirFunc *func, HirBlock *rest, const HirInstr *like, int n, HirInstr **values)
{
    HirInstr *phi = hir_instr_new(func, HIR_Phi, NULL, n, values);
    if (phi != NULL) {
        phi->type = like->type;
        phi->bytecode = like->bytecode;
        if (rest->first != NULL) {
            hir_insert_before(rest->first, phi);
        }
        else {
            hir_append(rest, phi);
        }
    }
    return phi;
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
        const HirInstr *second, PyTypeObject *type, Arms *arms)
{
    HirInstr *copy = copy_to(func, block, instr);
    if (copy == NULL) {
        return;
    }
    copy->known_class = type;
    copy->generic = type == NULL;
    HirInstr *other = second != NULL ? copy_to(func, block, second) : NULL;
    if (other != NULL) {
        other->args[0] = copy;
    }
    arms->first[arms->n] = copy;
    arms->second[arms->n++] = other;
    jump_to(func, block, rest);
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
    for (int k = 0; k < classes->n; k++) {
        HirBlock *arm = branch_on(func, block, HIR_HasClass, instr->args[0],
                                  classes->type[k]->tp_version_tag, &block);
        if (arm == NULL) {
            return false;
        }
        add_arm(func, arm, rest, instr, second, classes->type[k], &arms);
    }
    add_arm(func, block, rest, instr, second, NULL, &arms);
    if (arms.n != classes->n + 1) {
        return false;
    }
    if (second != NULL) {
        hir_replace(second, merge(func, rest, second, arms.n, arms.second));
    }
    if (instr->type != 0) {
        hir_replace(instr, merge(func, rest, instr, arms.n, arms.first));
    }
    else {
        hir_remove(instr);
    }
    return true;
}

/* ---- Calls ------------------------------------------------------------------------------------- */

/* Plain functions among the methods, each once. */
static int
list_functions(const Classes *classes, int nargs, PyFunctionObject **functions)
{
    int n = 0;
    for (int k = 0; k < classes->n; k++) {
        PyObject *method = classes->method[k];
        bool plain = method != NULL && PyFunction_Check(method)
                     && adder_call_is_plain((PyFunctionObject *)method, nargs);
        for (int j = 0; j < n && plain; j++) {
            plain = functions[j] != (PyFunctionObject *)method;
        }
        if (plain) {
            functions[n++] = (PyFunctionObject *)method;
        }
    }
    return n;
}

/* The call in a block of its own for a function that the callee has been found to be. */
static HirInstr *
call_known(HirFunc *func, HirBlock *block, const HirInstr *call, PyFunctionObject *function)
{
    HirInstr *callee = hir_instr_new(func, HIR_Refine, NULL, 1, &call->args[0]);
    if (callee == NULL) {
        return NULL;
    }
    callee->type = callee->guard_type = ADDER_T_Func;
    callee->bytecode = call->bytecode;
    callee->sym = hir_sym(func, HIR_SYM_GLOBAL, (PyObject *)function, NULL);
    hir_append(block, callee);
    HirInstr *copy = copy_to(func, block, call);
    if (copy != NULL) {
        copy->args[0] = callee;
    }
    return copy;
}

static bool
split_call(HirFunc *func, HirInstr *call, const Classes *classes)
{
    PyFunctionObject *functions[ADDER_SITE_CLASSES];
    HirInstr *results[ADDER_SITE_CLASSES + 1];
    int n = list_functions(classes, call->nargs - 1, functions);
    if (n == 0 || call->sym != NULL) {
        return true;
    }
    HirBlock *block = call->block, *rest = adder_split_after(func, call);
    for (int k = 0; k < n && rest != NULL; k++) {
        HirBlock *arm = branch_on(func, block, HIR_HasFunc, call->args[0],
                                  adder_cache_func_version(functions[k]), &block);
        results[k] = arm != NULL ? call_known(func, arm, call, functions[k]) : NULL;
        if (results[k] == NULL) {
            return false;
        }
        jump_to(func, arm, rest);
    }
    results[n] = rest != NULL ? copy_to(func, block, call) : NULL;
    if (results[n] == NULL) {
        return false;
    }
    jump_to(func, block, rest);
    hir_replace(call, merge(func, rest, call, n + 1, results));
    return true;
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
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            Classes classes;
            bool site = i->op == HIR_LoadAttr || i->op == HIR_StoreAttr || i->op == HIR_LoadMethod;
            site = site && !hir_is_caught(i); /* its error edge is that of one op only */
            if (!site || budget == 0 || !read_classes(i, &classes)) {
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
