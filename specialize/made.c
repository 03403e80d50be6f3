/* Comprehensions, and whatever else is called where it is made, into their callers.
 *
 * Frames are what exits build, as for other inlined callees; the function stays an object that its frame
 * has.  Only bodies in which hardly anything runs Python code: each time that may happen the callee's
 * frame has to be shown, which is dearer than one call of the comprehension.  Memory: the arena's. */
#include "specialize/made.h"

#include "irgen/irgen.h"
#include "profile/feedback.h"
#include "specialize/attributes.h"
#include "specialize/callee.h"
#include "specialize/inline.h"
#include "specialize/specialize.h"

#include <opcode.h>
#include <string.h>

enum { MAX_BODY = 100 }; /* bytecodes */

/* ---- What is made ------------------------------------------------------------------------------ */

/* The call is all that has it: no name, and nobody who could give it other code. */
static bool
is_only_called(HirFunc *func, const HirInstr *make)
{
    int uses = 0;
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            for (int k = 0; k < i->nargs; k++) {
                uses += hir_resolve(i->args[k]) == make;
            }
            for (HirState *state = i->state; state != NULL; state = state->caller) {
                for (int k = 0; k < state->nlocals; k++) {
                    uses += state->slots[k] != NULL && hir_resolve(state->slots[k]) == make;
                }
            }
        }
    }
    return uses == 1;
}

bool
adder_find_made(HirFunc *func, HirInstr *make, AdderMade *made)
{
    enum { CLOSURE = 8 };
    PyObject *code = make->op == HIR_MakeFunction ? adder_const_object(hir_resolve(make->args[0]))
                                                  : NULL;
    if (code == NULL || !PyCode_Check(code) || (make->imm & ~(int64_t)CLOSURE) != 0) {
        return false;
    }
    *made = (AdderMade){.code = (PyCodeObject *)code};
    if (make->imm != CLOSURE) {
        return made->code->co_nfreevars == 0 && is_only_called(func, make);
    }
    HirInstr *closure = hir_resolve(make->args[1]);
    made->closure = closure->args;
    return is_only_called(func, make) && closure->op == HIR_BuildTuple && closure->nargs == made->code->co_nfreevars;
}

HirInstr **
adder_emit_made_slots(AdderEmit *e, const AdderMade *made, HirInstr *const *args, int nargs)
{
    const PyCodeObject *code = made->code;
    HirInstr **slots = adder_emit_own_locals(e, code, args, nargs);
    for (int k = 0; slots != NULL && k < code->co_nfreevars; k++) {
        slots[code->co_nlocalsplus - code->co_nfreevars + k] = made->closure[k];
    }
    return slots;
}

/* ---- Which calls ------------------------------------------------------------------------------- */

typedef struct {
    HirInstr *call, *make;
    AdderMade made;
    HirInstr *const *args;
    int nargs, size;
} Site;

/* Nothing runs Python code for numbers that were just computed. */
static bool
takes_number(const AdderBytecodes *codes, int k)
{
    return k > 0 && codes->at[k - 1].base == BINARY_OP;
}

/* What these do is known by their operands' types. */
static bool
is_quiet(const AdderSite *site, int opcode)
{
    const AdderTypes numbers = ADDER_T_Long | ADDER_T_Float | ADDER_T_Bool;
    const AdderTypes plain = numbers | ADDER_T_None | ADDER_T_Str;
    AdderTypes top = site->seen[0], second = site->seen[1];
    switch (opcode) {
    case BINARY_OP:
        return ((top | second) & ~numbers) == 0;
    case COMPARE_OP:
        return ((top | second) & ~plain) == 0;
    case BINARY_SUBSCR:
        return top == ADDER_T_Long && (second & ~(AdderTypes)(ADDER_T_List | ADDER_T_Tuple)) == 0;
    case UNPACK_SEQUENCE:
        return (top & ~(AdderTypes)(ADDER_T_List | ADDER_T_Tuple)) == 0;
    default:
        return false;
    }
}

static const uint8_t quiet_opcodes[] = {
    COPY_FREE_VARS, RESUME, NOP, LOAD_FAST, STORE_FAST, LOAD_CONST, LOAD_DEREF, LOAD_CLOSURE, IS_OP,
    BUILD_LIST, BUILD_TUPLE, BUILD_SET, BUILD_MAP, LIST_APPEND, SET_ADD, MAP_ADD, POP_TOP, COPY, SWAP, UNARY_NOT, RETURN_VALUE, LOAD_GLOBAL,
    JUMP_BACKWARD, JUMP_FORWARD, POP_JUMP_FORWARD_IF_FALSE, POP_JUMP_FORWARD_IF_TRUE,
    POP_JUMP_BACKWARD_IF_FALSE, POP_JUMP_BACKWARD_IF_TRUE, POP_JUMP_FORWARD_IF_NONE,
    POP_JUMP_FORWARD_IF_NOT_NONE, POP_JUMP_BACKWARD_IF_NONE, POP_JUMP_BACKWARD_IF_NOT_NONE,
    JUMP_IF_FALSE_OR_POP, JUMP_IF_TRUE_OR_POP, GET_ITER, FOR_ITER, RETURN_GENERATOR, YIELD_VALUE,
};

static bool
bytecode_fits(PyCodeObject *code, const AdderBytecode *at)
{
    if (memchr(quiet_opcodes, at->base, sizeof quiet_opcodes) != NULL) {
        return true;
    }
    const AdderSite *site = adder_feedback_other(code, at->at);
    return site != NULL && site->samples > 0 && !site->failed && is_quiet(site, at->base);
}

bool
adder_yields_floats(HirFunc *func, PyCodeObject *code)
{
    AdderBytecodes codes;
    bool decoded = adder_decode(func->arena, code, &codes) == ADDER_OK;
    for (int k = 0; decoded && k < codes.n; k++) {
        if (codes.at[k].base != YIELD_VALUE || !takes_number(&codes, k)) {
            continue;
        }
        const AdderBytecode *operator = &codes.at[k - 1];
        const AdderSite *site = adder_feedback_other(code, operator->at);
        bool divides = operator->oparg == NB_TRUE_DIVIDE || operator->oparg == NB_INPLACE_TRUE_DIVIDE;
        if (site != NULL && site->samples > 0
            && (divides || ((site->seen[0] | site->seen[1]) & ADDER_T_Float) != 0)) {
            return true;
        }
    }
    return false;
}

bool
adder_is_quiet(HirFunc *func, PyCodeObject *code, bool computes)
{
    AdderBytecodes codes;
    bool quiet = adder_decode(func->arena, code, &codes) == ADDER_OK;
    for (int k = 0; quiet && k < codes.n; k++) {
        int base = codes.at[k].base;
        bool wants_number = base == SET_ADD || base == MAP_ADD || (base == YIELD_VALUE && computes);
        quiet = bytecode_fits(code, &codes.at[k]) && (!wants_number || takes_number(&codes, k));
    }
    return quiet;
}

/* Instances of a few classes have been seen there, all of which have that in a known place. */
static bool
has_known_place(PyCodeObject *code, const AdderBytecode *at)
{
    HirClasses classes;
    const AdderSite *site = adder_feedback_other(code, at->at);
    if (site == NULL || site->samples == 0 || site->failed || !adder_all_classes_seen(site, 0, &classes)) {
        return false;
    }
    AdderLook look = at->base == LOAD_METHOD ? ADDER_LOOK_METHOD : ADDER_LOOK_LOAD;
    for (int k = 0; k < classes.n; k++) {
        HirClasses one = {.n = 1, .at = {classes.at[k]}};
        AdderAttribute found = adder_attribute_of(&one, PyTuple_GET_ITEM(code->co_names, at->oparg), look);
        bool method = found.cache.kind == ADDER_CACHE_METHOD_VALUES || found.cache.kind == ADDER_CACHE_METHOD_NO_DICT;
        if (!adder_can_emit_attribute(&found) && !(look == ADDER_LOOK_METHOD && method)) {
            return false;
        }
    }
    return classes.n > 0;
}

/* As above, and it may look at attributes, and call what is called directly. */
static bool
is_nearly_quiet(HirFunc *func, PyCodeObject *code, const AdderBytecodes *codes)
{
    bool quiet = true, calls = false;
    for (int k = 0; quiet && k < codes->n; k++) {
        const AdderBytecode *at = &codes->at[k];
        switch (at->base) {
        case LOAD_ATTR:
        case LOAD_METHOD:
            quiet = has_known_place(code, at);
            break;
        case PRECALL:
        case PUSH_NULL:
            break;
        case CALL:
            calls = true;
            break;
        case SET_ADD:
        case MAP_ADD:
            quiet = takes_number(codes, k);
            break;
        default:
            quiet = bytecode_fits(code, at);
        }
    }
    return quiet && (!calls || adder_calls_are_known(func, code));
}

/* Number of bytecodes; 0: it does not fit. */
static int
size_of(HirFunc *func, PyCodeObject *code)
{
    AdderBytecodes codes;
    if (!adder_is_function_code(code) || !adder_is_positional(code)
        || PyBytes_GET_SIZE(code->co_exceptiontable) != 0
        || adder_decode(func->arena, code, &codes) != ADDER_OK || codes.n > MAX_BODY) {
        return 0;
    }
    return is_nearly_quiet(func, code, &codes) ? codes.n : 0;
}

static bool
find_site(HirFunc *func, HirInstr *call, Site *s)
{
    *s = (Site){.call = call};
    if (call->op != HIR_Call || call->sym != NULL || call->state == NULL
        || call->state->code == NULL) {
        return false;
    }
    HirInstr *first = hir_resolve(call->args[0]);
    bool bare = first->op == HIR_NullConst;
    s->make = bare ? hir_resolve(call->args[1]) : first;
    s->args = call->args + (bare ? 2 : 1);
    s->nargs = call->nargs - (bare ? 2 : 1);
    if (!adder_find_made(func, s->make, &s->made) || s->made.code->co_argcount != s->nargs
        || adder_is_running(func, call, s->made.code)) {
        return false;
    }
    s->size = size_of(func, s->made.code);
    return s->size > 0;
}

/* ---- Putting the body in ----------------------------------------------------------------------- */

static bool
put_in(HirFunc *func, Site *s)
{
    AdderEmit e = adder_emit_before(func, s->call);
    HirInstr **slots = adder_emit_made_slots(&e, &s->made, s->args, s->nargs);
    AdderInlining inlining = {.code = s->made.code, .slots = slots, .value = s->make,
                              .nargs = s->nargs,
                              .caller = adder_state_inside(func, s->call, s->call->nargs)};
    HirBlock *block = s->call->block;
    HirBlock *entry = slots != NULL ? adder_build_body(func, s->call, &inlining) : NULL;
    HirInstr *jump = hir_instr_new(func, HIR_Jump, NULL, 0, NULL);
    if (entry == NULL || jump == NULL) {
        return false;
    }
    jump->bytecode = s->call->bytecode;
    jump->code = s->call->code;
    hir_append(block, jump);
    hir_link(block, 0, entry);
    adder_drop_tracing_check(inlining.exit->first);
    hir_replace(s->call, inlining.result);
    hir_apply_forwards(func);
    hir_analyse(func);
    return true;
}

AdderStatus
adder_put_made_in(HirFunc *func, int *room)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            Site site;
            if (!find_site(func, i, &site) || site.size > *room) {
                continue;
            }
            *room -= site.size;
            if (!put_in(func, &site)) {
                return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_DECLINED;
            }
            b = -1; /* the blocks are others */
            break;
        }
    }
    return ADDER_OK;
}
