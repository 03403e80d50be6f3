/* Inlining: small Python callees into their callers, be they called, or run by operators, subscripts and
 * properties; and classes that are called: the instance is made here, and the body of its __init__ follows.
 *
 * The guard is the function's version, or its code (callee.c), at the call; for a class the class's version before it.
 * Bodies that were put in are searched for calls as well.  The frame of a callee exists when an
 * exit builds it, and while something runs that may look for it (deopt/inlined.c).  Memory: the
 * arena's. */
#include "irgen/irgen.h"
#include "irgen/runtime/runtime.h"
#include "profile/caches.h"
#include "profile/lookup.h"
#include "specialize/attributes.h"
#include "specialize/bound.h"
#include "specialize/inline.h"
#include "specialize/special.h"
#include "specialize/specialize.h"
#include "specialize/spread.h"
#include "specialize/super.h"
#include "specialize/types.h"
#include "specialize/with.h"

#include <opcode.h>
#include <string.h>

enum {
    MAX_CALLEE = 80,  /* bytecodes */
    MAX_TOTAL = 1000, /* bytecodes put into one function */
    MAX_OWN = 100,    /* bytecodes of a recursive function put into itself */
    MAX_DEPTH = 6,    /* frames of callees in one another */
};

/* ---- Which callees --------------------------------------------------------------------------- */

static const uint8_t simple_opcodes[] = {
    RESUME, NOP, CACHE, LOAD_FAST, STORE_FAST, LOAD_CONST, BINARY_OP, UNARY_NEGATIVE, UNARY_NOT,
    UNARY_INVERT, UNARY_POSITIVE, COMPARE_OP, IS_OP, POP_TOP, COPY, SWAP, BINARY_SUBSCR, DELETE_SUBSCR, LOAD_ATTR,
    LOAD_GLOBAL, JUMP_FORWARD, POP_JUMP_FORWARD_IF_FALSE, POP_JUMP_FORWARD_IF_TRUE,
    POP_JUMP_FORWARD_IF_NONE, POP_JUMP_FORWARD_IF_NOT_NONE, JUMP_IF_FALSE_OR_POP,
    JUMP_IF_TRUE_OR_POP, RETURN_VALUE, STORE_ATTR, LOAD_METHOD, PUSH_NULL, PRECALL, CALL,
    UNPACK_SEQUENCE, STORE_SUBSCR, RAISE_VARARGS, CONTAINS_OP, BUILD_TUPLE, BUILD_LIST, BUILD_MAP,
    BUILD_SET, BUILD_STRING, BUILD_SLICE, FORMAT_VALUE, LIST_EXTEND, LOAD_ASSERTION_ERROR, KW_NAMES,
    CALL_FUNCTION_EX, LIST_TO_TUPLE, DICT_MERGE, COPY_FREE_VARS, MAKE_CELL, LOAD_CLOSURE, LOAD_DEREF, STORE_DEREF, MAKE_FUNCTION,
};

static bool
is_simple(int opcode)
{
    for (size_t k = 0; k < ADDER_COUNT(simple_opcodes); k++) {
        if (simple_opcodes[k] == opcode) {
            return true;
        }
    }
    return false;
}

/* Types decide whether these can stay in the caller; something must be known of them. */
static bool
needs_feedback(int opcode)
{
    return opcode == BINARY_OP || opcode == COMPARE_OP || opcode == BINARY_SUBSCR
           || opcode == LOAD_ATTR || opcode == STORE_ATTR || opcode == LOAD_METHOD
           || opcode == STORE_SUBSCR || opcode == UNPACK_SEQUENCE;
}

static bool
has_feedback(PyCodeObject *code, const AdderBytecode *at)
{
    AdderTypes types[2];
    const AdderSite *site = adder_feedback_other(code, at->at);
    if (site != NULL) {
        return site->samples > 0 && !site->failed;
    }
    adder_cache_types(code, at->at, types);
    return (types[0] | types[1]) != 0 || adder_cache_read(code, at->at).kind != ADDER_CACHE_NONE;
}

/* Number of bytecodes, or 0: not simple, too long, or never seen at work. */
static int
simple_size(HirFunc *func, PyCodeObject *code)
{
    AdderBytecodes codes;
    int wanting = 0, known = 0;
    if (adder_decode(func->arena, code, &codes) != ADDER_OK || codes.n > MAX_CALLEE) {
        return 0;
    }
    for (int k = 0; k < codes.n; k++) {
        if (!is_simple(codes.at[k].base)) {
            return 0;
        }
        if (needs_feedback(codes.at[k].base)) {
            wanting++;
            known += has_feedback(code, &codes.at[k]);
        }
    }
    return wanting == 0 || known * 2 >= wanting ? codes.n : 0;
}

/* ---- Which calls ----------------------------------------------------------------------------- */

typedef struct {
    bool is_operator; /* no call: it is a special method of an operand, or of its property */
    AdderSpecial special;   /* nargs 0: it is none */
    PyTypeObject *cls;      /* borrowed; whose __init__ is called; NULL: the callee itself is */
    AdderCallee callee;     /* nobody: the class has no __init__ of its own */
    HirInstr *value;        /* the callable on the stack */
    HirInstr **args;        /* with self, if there is one already */
    int nargs;              /* positional ones; those of kwnames follow */
    PyObject *kwnames;      /* borrowed; NULL: none */
} Target;

static PyObject *
method_value(const HirFunc *func, HirInstr *load)
{
    AdderSuper super;
    if (load->op == HIR_GuardFunc && load->sym != NULL) {
        return load->sym->object; /* see classes.c, super.c */
    }
    if (adder_find_super_load(func, load, &super)) {
        return super.method;
    }
    if (load->op != HIR_LoadMethod || load->state == NULL || load->state->code == NULL) {
        return NULL;
    }
    AdderCache cache = adder_attribute(load).cache;
    bool method = cache.kind == ADDER_CACHE_METHOD_VALUES || cache.kind == ADDER_CACHE_METHOD_NO_DICT;
    return method ? cache.descr : NULL;
}

/* Calls of the class make an instance and run a Python __init__ on it, or none. */
static bool
find_init(PyTypeObject *cls, Target *target)
{
    PyObject *init = adder_rt_init_of(cls); /* gives the class a version */
    bool bare = cls->tp_init == PyBaseObject_Type.tp_init && target->nargs == 0
                && target->kwnames == NULL;
    if (!Py_IS_TYPE(cls, &PyType_Type)
        || (init == NULL && !(bare && adder_rt_makes_plainly(cls)))) {
        return false;
    }
    target->cls = cls;
    if (init != NULL) {
        target->callee = adder_callee_method((PyFunctionObject *)init);
    }
    return cls->tp_version_tag != 0;
}

/* A function's call of itself in its own frame. */
static bool
is_own(const HirFunc *func, const HirInstr *call, const Target *target)
{
    return target->cls == NULL && !target->is_operator && call->state->caller == NULL
           && func->code == target->callee.code;
}

/* Can the callee stand in the caller's code? */
static bool
is_fit(const HirFunc *func, const HirInstr *call, const Target *target)
{
    const AdderCallee *callee = &target->callee;
    AdderGiven given = {NULL, target->nargs + (target->cls != NULL), target->kwnames};
    return adder_callee_takes(callee, &given)
           && PyBytes_GET_SIZE(callee->code->co_exceptiontable) == 0
           && (callee->func == NULL || callee->func->func_globals == func->globals)
           && (is_own(func, call, target) || !adder_is_running(func, call, callee->code));
}

/* An instruction on instances, which runs a special method of their class. */
static bool
find_special(const HirFunc *func, const HirInstr *instr, Target *target)
{
    *target = (Target){.is_operator = true};
    if (!adder_find_special(func, instr, &target->special)) {
        return false;
    }
    target->callee = target->special.callee;
    target->nargs = target->special.nargs;
    return is_fit(func, instr, target);
}

static bool
find_accessor(const HirFunc *func, const HirInstr *instr, Target *target)
{
    AdderAttribute at = adder_attribute(instr);
    PyFunctionObject *function = adder_accessor_of(&at.cache, instr->op);
    *target = (Target){.is_operator = true, .nargs = instr->nargs};
    if (function == NULL) {
        return false;
    }
    target->callee = adder_callee_method(function);
    return is_fit(func, instr, target);
}

/* An instance is called: target has the call's arguments, which it becomes the first of. */
static bool
find_called_instance(const HirInstr *call, Target *target)
{
    const AdderSite *site = adder_site_of(call);
    bool instance = site != NULL && site->called == ADDER_CALLED_INSTANCE;
    PyTypeObject *cls = instance ? adder_feedback_self(site) : NULL;
    PyObject *found = cls != NULL && adder_rt_makes_plainly(cls) ? adder_class_attribute(cls, "__call__") : NULL;
    if (found == NULL || !PyFunction_Check(found)) {
        return false;
    }
    target->is_operator = true;
    target->special.of[0].classes = (HirClasses){.n = 1, .at = {cls}};
    target->special.indirect = true;
    target->callee = adder_callee_method((PyFunctionObject *)found);
    target->args--;
    target->nargs++;
    return true;
}

/* Of an attribute, which may be a property. */
static bool
is_access(const HirInstr *i)
{
    return i->op == HIR_LoadAttr || i->op == HIR_StoreAttr;
}

static bool
find_target(const HirFunc *func, HirInstr *call, Target *target)
{
    if (is_access(call)) {
        return find_accessor(func, call, target);
    }
    if (find_special(func, call, target)) {
        return true;
    }
    if (call->op != HIR_Call) {
        return false;
    }
    HirInstr *first = hir_resolve(call->args[0]), *second = hir_resolve(call->args[1]);
    bool bare = first->op == HIR_NullConst;
    PyObject *value = bare && second->op != HIR_GuardFunc ? adder_named_global(func, second)
                                                          : method_value(func, bare ? second : first);
    *target = (Target){.value = bare ? second : first,
                       .args = call->args + (bare ? 2 : 1),
                       .nargs = call->nargs - (bare ? 2 : 1) - adder_call_nkeywords(call),
                       .kwnames = adder_call_keywords(call)};
    if (bare && value != NULL && PyType_Check(value)) {
        return find_init((PyTypeObject *)value, target)
               && (target->callee.code == NULL || is_fit(func, call, target));
    }
    if (target->value->op == HIR_GuardCode) {
        target->callee = adder_callee_guarded(target->value);
    }
    else if (value != NULL && bare) {
        target->callee = adder_callee_of(func, call, value);
    }
    else if (value != NULL && PyFunction_Check(value)) {
        target->callee = adder_callee_method((PyFunctionObject *)value);
    }
    else if (bare && !find_called_instance(call, target)) {
        target->callee = adder_callee_seen(call, second);
    }
    return target->callee.code != NULL && is_fit(func, call, target);
}

static int
depth_of(const HirState *state)
{
    int depth = 0;
    for (; state->caller != NULL; state = state->caller) {
        depth++;
    }
    return depth;
}

static bool
may_put_in(const HirFunc *func, const HirInstr *call)
{
    return call->state != NULL && depth_of(call->state) < MAX_DEPTH
           && adder_may_speculate(func, call);
}

/* The call of the method that load gives, or NULL. */
static HirInstr *
call_of(const HirFunc *func, const HirInstr *load)
{
    HIR_FOR_USES(i, k, func, load) {
        if (i->op == HIR_Call && k == 0) {
            return i;
        }
    }
    return NULL;
}

/* ---- Which callees may call ------------------------------------------------------------------ */

static int size_of(HirFunc *func, const Target *target, int depth);

/* A call, or an operator that was seen with instances of classes. */
static bool
calls_python(const HirInstr *i)
{
    if (i->op != HIR_BinaryOp || i->state == NULL) {
        return i->op == HIR_Call || i->op == HIR_CallEx;
    }
    const AdderSite *site = adder_site_of(i);
    return site != NULL && ((site->seen[0] | site->seen[1]) & ADDER_T_Other) != 0;
}

/* May be the work of a class's method or property. */
static bool
may_have_method(const HirInstr *i)
{
    return (is_access(i) && i->state != NULL && i->state->code != NULL) ||
           adder_may_be_special(i);
}

/* A builtin that the types pass turns into operations, or an exception that runs no Python code when it is
 * made. */
static bool
calls_builtin(const HirFunc *func, const HirInstr *i)
{
    if (i->op != HIR_Call || i->sym != NULL || hir_resolve(i->args[0])->op != HIR_NullConst) {
        return false;
    }
    PyObject *value = adder_named_value(func, hir_resolve(i->args[1]));
    bool error = value != NULL && PyExceptionClass_Check(value)
                 && adder_rt_is_plain_exception((PyTypeObject *)value);
    return error || (value != NULL && adder_is_known_call(value));
}

/* A method of a builtin type that the types pass turns into an operation, or that runs no Python code. */
static bool
calls_known_method(const HirFunc *func, const HirInstr *i)
{
    PyObject *method = i->op == HIR_Call ? method_value(func, hir_resolve(i->args[0])) : NULL;
    return method != NULL && adder_is_known_method(i, method);
}

/* It is super(), or a call of an idle method by way of that. */
static bool
calls_known_super(const HirFunc *func, HirInstr *i)
{
    AdderSuper super;
    if (i->op != HIR_Call) {
        return false;
    }
    return adder_find_super(func, i, &super)
           || (i->nargs == 2 && i->sym == NULL
               && adder_find_super_load(func, hir_resolve(i->args[0]), &super)
               && adder_super_is_idle(&super));
}

/* No branch leads round it. A generator begins long after its start has been seen: who looked then may have
 * looked away. */
static bool
begins_generator(HirFunc *func, PyCodeObject *code, int bytecode)
{
    AdderBytecodes codes;
    if ((code->co_flags & CO_GENERATOR) == 0) {
        return false;
    }
    if (adder_decode(func->arena, code, &codes) != ADDER_OK) {
        return true;
    }
    for (int k = 0; k < codes.n && codes.at[k].at < bytecode; k++) {
        if (adder_opcode_branches(codes.at[k].base)) {
            return false;
        }
    }
    return true;
}

/* It has never run where the rest of its code has: on the way to an exception, say. */
static bool
is_cold(HirFunc *func, PyCodeObject *code, const HirInstr *i)
{
    const AdderSite *start = adder_feedback_other(code, 0); /* RESUME */
    const AdderSite *site = adder_feedback_other(code, i->bytecode);
    return start != NULL && start->samples > 0 && (site == NULL || site->samples == 0)
           && !begins_generator(func, code, i->bytecode);
}

/* What follows is for the other operand to say. */
static bool
declines(const HirInstr *i)
{
    return i->op == HIR_LoadGlobal && i->sym != NULL &&
           PyUnicode_CompareWithASCIIString(i->sym->object, "NotImplemented") == 0;
}

/* Its frame is made for an exit only: whoever is called could trace it, and it would be gone on return. */
static bool
is_left_to_interpreter(HirFunc *func, const HirInstr *i)
{
    return i->state != NULL && i->state->caller != NULL && (calls_python(i) || declines(i)) &&
           is_cold(func, i->state->code, i);
}

/* A method of several classes, each of which has a function there that takes the arguments: there is an arm with a
 * direct call for each (classes.c). */
static bool
is_known_on_each_class(const HirInstr *call)
{
    HirClasses classes;
    const HirInstr *load = hir_resolve(call->args[0]);
    if (call->op != HIR_Call || load->op != HIR_LoadMethod || load->sym == NULL || hir_is_caught(call)
        || !adder_classes_at(load, &classes)) {
        return false;
    }
    AdderGiven given = {NULL, call->nargs - 1 - adder_call_nkeywords(call), adder_call_keywords(call)};
    for (int k = 0; k < classes.n; k++) {
        HirClasses one = {.n = 1, .at = {classes.at[k]}};
        AdderCache cache = adder_attribute_of(&one, load->sym->object, ADDER_LOOK_METHOD).cache;
        bool method = cache.kind == ADDER_CACHE_METHOD_VALUES || cache.kind == ADDER_CACHE_METHOD_NO_DICT;
        AdderCallee callee = {NULL, NULL};
        if (method && PyFunction_Check(cache.descr)) {
            callee = adder_callee_method((PyFunctionObject *)cache.descr);
        }
        if (callee.code == NULL || !adder_callee_takes(&callee, &given)) {
            return false;
        }
    }
    return true;
}

/* It can be called directly, or put in as well: a call of anything else wants the body's frame each time. */
static bool
is_known(HirFunc *body, HirInstr *i, int depth)
{
    Target target = {.nargs = 0};
    if (!may_put_in(body, i)) {
        return false;
    }
    if (is_known_on_each_class(i)) {
        return true;
    }
    bool fit = find_target(body, i, &target);
    AdderGiven given = {NULL, target.nargs, target.kwnames};
    bool direct = i->op == HIR_Call && target.cls == NULL && !target.is_operator;
    return (direct && adder_callee_takes(&target.callee, &given))
           || (fit && size_of(body, &target, depth) > 0);
}

/* All that is called in the body, but on cold ways, is. */
static bool
calls_are_known(HirFunc *body, int depth)
{
    for (int b = 0; b < body->blocks.n; b++) {
        HIR_FOR_INSTRS(i, body->blocks.at[b]) {
            if (calls_python(i) && !is_cold(body, body->code, i) && !calls_builtin(body, i)
                && !calls_known_method(body, i) && !calls_known_super(body, i) && !is_known(body, i, depth)) {
                return false;
            }
        }
    }
    return true;
}

/* What the callee's first argument is proven to be, once it has been put in. */
static const HirClasses *
classes_of_first(HirFunc *func, const Target *target)
{
    HirClasses classes = {.n = 1, .at = {target->cls}};
    if (target->is_operator) {
        classes = target->special.of[0].classes;
    }
    else if (target->cls == NULL) {
        if (target->nargs == 0) {
            return NULL;
        }
        if (target->value->op != HIR_LoadMethod || !adder_classes_at(target->value, &classes)) {
            return adder_classes_proven(target->args[0]);
        }
    }
    return classes.n > 0 && classes.at[0] != NULL ? adder_classes_copy(func, &classes) : NULL;
}

static void
note_first_argument(HirFunc *body, const HirClasses *classes)
{
    HIR_FOR_INSTRS(i, body->blocks.at[0]) {
        if (i->op == HIR_Arg && i->imm == 0) {
            i->classes = classes;
        }
    }
}

/* What a star takes of the arguments is as long as there are others. */
static void
note_star(HirFunc *body, const Target *target)
{
    const PyCodeObject *code = target->callee.code;
    int n = target->nargs + (target->cls != NULL) - code->co_argcount;
    HirInstr **items = ADDER_NEW_ARRAY(body->arena, HirInstr *, n > 0 ? n : 1);
    HIR_FOR_INSTRS_SAFE(i, body->blocks.at[0]) {
        bool star = i->op == HIR_Arg && (code->co_flags & CO_VARARGS) != 0
                    && i->imm == code->co_argcount + code->co_kwonlyargcount;
        if (star && items != NULL) {
            AdderEmit e = adder_emit_before(body, i);
            for (int k = 0; k < n; k++) {
                items[k] = adder_emit_const(&e, Py_None);
            }
            hir_replace(i, adder_emit(&e, HIR_BuildTuple, n > 0 ? n : 0, items));
        }
    }
}

/* Calls with stars whose arguments are known, and of bound methods that are. */
static void
plain_calls(HirFunc *func)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            if (may_put_in(func, i) && adder_put_spread(func, i)) {
                i = hir_resolve(i);
            }
            if (may_put_in(func, i)) {
                (void)adder_put_bound(func, i);
            }
        }
    }
    hir_apply_forwards(func);
}

/* The body by itself, for a look at it. */
static bool
calls_known_targets(HirFunc *func, const Target *target, int depth)
{
    const AdderCallee *callee = &target->callee;
    HirFunc *body = depth < MAX_DEPTH ? hir_func_new(func->arena) : NULL;
    if (body == NULL) {
        return false;
    }
    body->code = callee->code;
    body->func = callee->func;
    body->globals = func->globals;
    body->builtins = func->builtins;
    body->name = func->name;
    body->looked_at = true;
    bool known = adder_build(body, NULL) == ADDER_OK;
    if (known) {
        note_star(body, target);
        note_first_argument(body, classes_of_first(func, target));
        plain_calls(body);
        known = calls_are_known(body, depth);
    }
    hir_func_clear(body);
    return known;
}

bool
adder_calls_are_known(HirFunc *func, PyCodeObject *code)
{
    Target target = {.callee = {NULL, code}};
    return calls_known_targets(func, &target, 1);
}

/* In bytecodes; 0: not to be put in. */
static int
size_of(HirFunc *func, const Target *target, int depth)
{
    if (target->callee.code == NULL) {
        return 1;
    }
    int size = simple_size(func, target->callee.code);
    return size > 0 && calls_known_targets(func, target, depth + 1) ? size : 0;
}

/* ---- Putting the body in --------------------------------------------------------------------- */

/* Nobody can tell when instances are made, and when they die. */
static bool
is_unnoticed(const PyTypeObject *cls)
{
    return cls->tp_finalize == NULL && cls->tp_del == NULL && cls->tp_alloc == PyType_GenericAlloc;
}

/* The instance that a call of the class makes; *init is the guarded __init__, if there is one. */
static HirInstr *
make_instance(AdderEmit *e, const Target *target, HirInstr **init)
{
    HirInstr *cls = adder_emit_guard_version(e, target->value, target->cls);
    if (target->callee.code != NULL) {
        HirInstr *found = adder_emit1(e, HIR_ClassAttr, cls);
        found->sym = hir_sym(e->func, HIR_SYM_GLOBAL, (PyObject *)target->callee.func, NULL);
        *init = adder_emit_guard_callee(e, found, &target->callee);
    }
    HirInstr *instance = adder_emit1(e, HIR_InstanceNew, cls);
    instance->imm = cls->imm | (is_unnoticed(target->cls) ? HIR_PLAIN_INSTANCE : 0);
    instance->type = ADDER_T_Other;
    instance->classes = adder_classes_copy(e->func, &(HirClasses){.n = 1, .at = {target->cls}});
    return instance;
}

static HirInstr *
guard_accessor(AdderEmit *e, const HirInstr *instr, Target *target)
{
    AdderAttribute at = adder_attribute(instr);
    target->args = ADDER_NEW_ARRAY(e->func->arena, HirInstr *, instr->nargs);
    if (target->args == NULL) {
        return NULL;
    }
    memcpy(target->args, instr->args, sizeof(*instr->args) * (size_t)instr->nargs);
    target->args[0] = adder_emit_guard_attribute(e, hir_resolve(instr->args[0]), &at);
    return adder_emit_accessor(e, target->args[0], &at.cache, instr->op);
}

static int
count_arguments(const Target *target)
{
    return target->nargs + (target->kwnames != NULL ? (int)PyTuple_GET_SIZE(target->kwnames) : 0);
}

/* self, the first argument, is of those classes. */
static void
guard_first(AdderEmit *e, Target *target, const HirClasses *classes)
{
    int n = count_arguments(target);
    HirInstr **args = ADDER_NEW_ARRAY(e->func->arena, HirInstr *, n);
    if (args != NULL) {
        memcpy(args, target->args, sizeof(*args) * (size_t)n);
        args[0] = adder_emit_guard_classes(e, hir_resolve(args[0]), classes);
        target->args = args;
    }
}

static HirInstr *
guard_called_instance(AdderEmit *e, Target *target)
{
    guard_first(e, target, &target->special.of[0].classes);
    return adder_emit_method(e, target->args[0], (PyObject *)target->callee.func);
}

/* A method's self is of the classes that the method was found on: what the body does with it need not go by
 * what other callers' instances were. */
static void
guard_self(AdderEmit *e, Target *target)
{
    HirClasses classes;
    HirInstr *load = target->value;
    if (load->op == HIR_LoadMethod && adder_classes_at(load, &classes)) {
        guard_first(e, target, &classes);
    }
}

/* The call's state while the callee runs.  What a function was called with has moved into its
 * frame; a class's arguments and operands stay on the stack until there is a result. */
static HirState *
state_inside(HirFunc *func, const HirInstr *call, const Target *target)
{
    HirState *spread = adder_spread_inside(func, call);
    if (spread != NULL) {
        return spread;
    }
    bool stays = target->cls != NULL || target->is_operator;
    HirInstr *exit = adder_with_exit(call);
    int taken = stays || exit != NULL ? 0 : adder_stack_taken(call);
    HirState *state = adder_state_inside(func, call, taken);
    if (state != NULL && call->op == HIR_Call) {
        state->bytecode = call->bytecode; /* which is at work, be there keywords or not */
    }
    if (state != NULL && exit != NULL) {
        state->slots[state->nlocals + state->nstack - 1] = exit; /* the manager has been taken */
    }
    return state;
}

/* The making of an instance comes behind what may leave to where there was none: its death may be seen. */
static void
put_last(const AdderEmit *e, HirInstr *instance)
{
    if (instance != NULL && instance != e->at) {
        hir_remove(instance);
        hir_insert_before(e->at, instance);
    }
}

/* The callee's locals as it begins: the instance that it initialises, what it is given, its defaults, its cells. */
static HirInstr **
all_locals(AdderEmit *e, const Target *target, HirInstr *func, HirInstr *instance)
{
    int n = count_arguments(target), made = instance != NULL;
    HirInstr **args = ADDER_NEW_ARRAY(e->func->arena, HirInstr *, n + 2);
    if (args == NULL) {
        return NULL;
    }
    args[0] = instance;
    memcpy(args + made, target->args, sizeof(*args) * (size_t)n);
    AdderGiven given = {args, target->nargs + made, target->kwnames};
    args = adder_emit_parameters(e, &target->callee, func, &given);
    put_last(e, instance);
    return args != NULL ? adder_emit_locals(e, &target->callee, func, args) : NULL;
}

/* An __init__ may return something else than None only where the value is not known. */
static void
check_init(HirFunc *func, HirInstr *result, HirState *inside, int bytecode)
{
    bool none = true;
    for (int k = 0; k < result->nargs; k++) {
        none = none && hir_resolve(result->args[k])->type == ADDER_T_None;
    }
    HirInstr *check = none ? NULL : hir_instr_new(func, HIR_CheckInit, inside, 1, &result);
    if (check != NULL) {
        check->bytecode = bytecode;
        hir_insert_after(result, check);
    }
}

/* What the instruction, which stands before what follows it, makes of what the body gives. */
static HirInstr *
make_of(HirFunc *func, HirInstr *call, const Target *target, HirInstr *result,
        HirState *inside)
{
    if (target->special.nargs == 0) {
        return result;
    }
    AdderEmit e = adder_emit_before(func, call);
    e.state = inside;
    return adder_emit_made(&e, call, &target->special, result);
}

/* Where the call's exceptions go; NULL: to the interpreter. */
static HirBlock *
landing_of(const HirInstr *call)
{
    if (!hir_is_caught(call)) {
        return NULL;
    }
    HirBlock *landing = call->block->succ[0];
    return landing->first->op == HIR_Unwind ? landing->succ[0] : landing;
}

/* False: the body cannot be built, and nothing has changed but idle guards. */
static bool
inline_call(HirFunc *func, HirInstr *call, Target *target)
{
    AdderEmit e = adder_emit_before(func, call);
    HirInstr *value = NULL, *instance = NULL;
    if (target->cls != NULL) {
        instance = make_instance(&e, target, &value);
    }
    else if (target->is_operator) {
        value = is_access(call)                  ? guard_accessor(&e, call, target)
                : target->special.nargs == 0     ? guard_called_instance(&e, target)
                                                 : adder_emit_special(&e, call, &target->special, &target->args);
    }
    else {
        value = adder_emit_guard_callee(&e, target->value, &target->callee);
        guard_self(&e, target);
    }
    if (target->callee.code == NULL) {
        adder_drop_tracing_check(call->next);
        hir_replace(call, instance);
        return true;
    }
    HirInstr **locals = all_locals(&e, target, value, instance);
    AdderInlining inlining = {.callee = target->callee.func,
                              .code = target->callee.code,
                              .value = value,
                              .slots = locals,
                              .nargs = target->callee.code->co_argcount,
                              .caller = state_inside(func, call, target),
                              .gives = instance,
                              .indirect = target->special.indirect,
                              .landing = landing_of(call)};
    HirBlock *block = call->block;
    HirBlock *entry = locals != NULL ? adder_build_body(func, call, &inlining) : NULL;
    HirInstr *jump = hir_instr_new(func, HIR_Jump, NULL, 0, NULL);
    if (entry == NULL || jump == NULL) {
        return false;
    }
    hir_append(block, jump);
    hir_link(block, 0, entry);
    HirInstr *result = inlining.result;
    if (call->op == HIR_Call) {
        adder_drop_tracing_check(inlining.exit->first);
    }
    if (instance != NULL) {
        check_init(func, result, inlining.caller, call->bytecode);
    }
    hir_remove(call);
    hir_insert_after(result, call);
    HirInstr *made =
        instance != NULL ? instance : make_of(func, call, target, result, inlining.caller);
    if (call->type != 0) {
        hir_replace(call, made);
    }
    else {
        hir_remove(call);
    }
    if (result->nargs == 1) {
        hir_replace(result, result->args[0]);
    }
    return true;
}

/* False: call is no known super(). */
static bool
replace_super(HirFunc *func, HirInstr *call)
{
    AdderSuper super;
    if (call->op != HIR_Call || !may_put_in(func, call) || !adder_find_super(func, call, &super)) {
        return false;
    }
    HirInstr *method_call = call_of(func, super.load);
    adder_put_super(func, &super);
    if (method_call != NULL && method_call->nargs == 2 && method_call->sym == NULL
        && adder_super_is_idle(&super)) {
        AdderEmit e = adder_emit_before(func, method_call);
        adder_drop_tracing_check(method_call->next);
        hir_replace(method_call, adder_emit_const(&e, Py_None));
    }
    return true;
}

/* If a call has not run, nothing of its block has: the interpreter gets all of it, so that nothing has to be kept
 * for it. */
static HirInstr *
start_of(HirInstr *call)
{
    HirInstr *first = call;
    for (HirInstr *i = call->prev; i != NULL; i = i->prev) {
        first = i->state != NULL && i->state->code == call->state->code ? i : first;
    }
    return first;
}

AdderStatus
adder_pass_inline(HirFunc *func)
{
    int budget = MAX_TOTAL, own_budget = MAX_OWN;
    for (int b = 0; b < func->blocks.n && func->code_profile != NULL; b++) {
        HIR_FOR_INSTRS_SAFE(i, func->blocks.at[b]) {
            Target target;
            if (is_left_to_interpreter(func, i)) {
                int site = i->bytecode;
                adder_cut_before(func, start_of(i), HIR_Untaken)->bytecode = site;
                hir_apply_forwards(func);
                hir_analyse(func); /* what only that way led to must not be looked at */
                b = -1;
                break;
            }
            if (replace_super(func, i)
                || (may_put_in(func, i)
                    && (adder_put_with(func, i) || adder_put_spread(func, i) || adder_put_bound(func, i)))) {
                b--; /* once more: what follows in it may be gone */
                break;
            }
            if ((!calls_python(i) && !may_have_method(i)) || !may_put_in(func, i)
                || adder_feedback_apart(i->state->code, i->bytecode)
                || !find_target(func, i, &target)) {
                continue;
            }
            int size = size_of(func, &target, depth_of(i->state));
            if (size == 0 || size > budget) {
                continue;
            }
            if (target.callee.code != NULL && is_own(func, i, &target) && (own_budget -= size) < 0) {
                continue;
            }
            budget -= size;
            if (!inline_call(func, i, &target)) {
                return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_DECLINED;
            }
            if (target.callee.code != NULL) {
                break; /* the rest of the block has moved to one that comes later */
            }
        }
    }
    hir_apply_forwards(func);
    hir_analyse(func);
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
