/* `f(a, *args, k=1, **kwargs)` as a call with arguments.
 *
 * The bytecode collects a tuple and a dict.  Where their items are known one by one, nothing needs to be collected: the items of
 * what is starred are loaded behind a guard of its length, and a guard says that kwargs is empty.  These guards, and
 * those of the call, leave to the state before the collecting, which nobody has seen then.
 *
 *     v5 = BuildMap @st3                          v8 = GuardTrue (DictLen v2 == 0) @st3
 *     DictMerge v5, v2, v1 @st4            ->     v9 = TupleItem v3, 0 @st3
 *     v7 = CallEx v1, v3, v5 @st5                 v7 = Call null, v1, v9 @st3
 *
 * Memory: the arena's. */
#include "specialize/spread.h"

#include "specialize/attributes.h"

#include <opcode.h>

enum { MOST_ARGS = 8 };

typedef struct {
    HirInstr *value;
    const HirInstr *extend; /* what takes the items of value; NULL: it is an argument itself */
} Part;

typedef struct {
    HirInstr *call, *tuple, *list, *map, *merge; /* list, map: what collects; NULL: nothing has to */
    Part parts[MOST_ARGS];
    int nparts;
    HirInstr *args[2 + 2 * MOST_ARGS];
    int nargs;
    AdderEmit e;
} Spread;

/* ---- How they are collected -------------------------------------------------------------------- */

/* What runs before i, on the only way there. */
static HirInstr *
before(const HirInstr *i)
{
    const HirBlock *block = i->block;
    if (i->prev != NULL || block->preds.n != 1) {
        return i->prev;
    }
    const HirBlock *from = block->preds.at[0];
    bool on = from->last->op == HIR_Jump || (from->last->op == HIR_BranchRaised && from->succ[1] == block);
    return on ? from->last->prev : NULL;
}

/* In front of those that are known: the walk goes backwards. */
static bool
add_part(Spread *s, HirInstr *value, const HirInstr *extend)
{
    if (s->nparts == MOST_ARGS) {
        return false;
    }
    for (int k = s->nparts++; k > 0; k--) {
        s->parts[k] = s->parts[k - 1];
    }
    s->parts[0] = (Part){hir_resolve(value), extend};
    return true;
}

static bool
collects(const HirInstr *i, const HirInstr *into)
{
    return into != NULL && i->nargs > 1 && hir_resolve(i->args[0]) == into;
}

/* One step of the walk; false: something else has happened there. */
static bool
read_step(Spread *s, HirInstr *i, bool *complete)
{
    bool is_map = i == s->map && (i->op == HIR_BuildMap || i->op == HIR_BuildConstKeyMap);
    if (collects(i, s->map) && i->op == HIR_DictMerge && s->merge == NULL) {
        s->merge = i;
        return true;
    }
    if (i == s->tuple && i->op == HIR_ListToTuple) {
        s->list = hir_resolve(i->args[0]);
        return true;
    }
    if (collects(i, s->list) && (i->op == HIR_ListExtend || i->op == HIR_ListAppend)) {
        return add_part(s, i->args[1], i->op == HIR_ListExtend ? i : NULL);
    }
    if (i == s->list && i->op == HIR_BuildList) {
        *complete = true;
        for (int k = i->nargs - 1; k >= 0; k--) {
            if (!add_part(s, i->args[k], NULL)) {
                return false;
            }
        }
        return true;
    }
    *complete = is_map && s->tuple->op != HIR_ListToTuple;
    return is_map || hir_effects(i) == HIR_E_Pure;
}

static bool
read_chain(Spread *s)
{
    HirInstr *call = s->call;
    s->tuple = hir_resolve(call->args[1]);
    s->map = call->nargs > 2 ? hir_resolve(call->args[2]) : NULL;
    bool complete = s->map == NULL && s->tuple->op != HIR_ListToTuple;
    for (HirInstr *i = before(call); !complete; i = before(i)) {
        if (i == NULL || !read_step(s, i, &complete)) {
            return false;
        }
    }
    return s->list != NULL || add_part(s, s->tuple, call);
}

/* ---- How many there are ------------------------------------------------------------------------- */

/* Of a tuple that is made here, or constant; -1: not known. */
static int
known_length(HirInstr *value)
{
    const HirInstr *root = hir_root(value);
    PyObject *constant = adder_const_object(root);
    return root->op == HIR_BuildTuple                               ? root->nargs
           : constant != NULL && PyTuple_CheckExact(constant) ? (int)PyTuple_GET_SIZE(constant)
                                                              : -1;
}

/* Of the one part that tells it by what was seen only; -1: there is none, or several lengths were. */
static int
seen_length(const Spread *s)
{
    const AdderSite *site = adder_site_of(s->call);
    int others = 0, unknown = 0;
    for (int k = 0; k < s->nparts; k++) {
        int length = s->parts[k].extend != NULL ? known_length(s->parts[k].value) : 1;
        unknown += length < 0;
        others += length < 0 ? 0 : length;
    }
    bool seen = site != NULL && site->spread != 0 && site->spread != ADDER_SPREAD_SEVERAL && unknown == 1;
    return seen ? site->spread - 1 - others : -1;
}

/* What the items are taken from: a list or tuple, or Bottom. */
static AdderTypes
sequence_type(const Part *part)
{
    const AdderSite *site = part->extend->op == HIR_ListExtend ? adder_site_of(part->extend) : NULL;
    AdderTypes type = part->value->type;
    if (type != ADDER_T_Tuple && type != ADDER_T_List) {
        type = part->extend->op == HIR_CallEx ? ADDER_T_Tuple : site != NULL ? site->seen[0] : 0;
    }
    return type == ADDER_T_Tuple || type == ADDER_T_List ? type : ADDER_T_Bottom;
}

static bool
lengths_are_known(const Spread *s, int seen)
{
    int n = 0;
    for (int k = 0; k < s->nparts; k++) {
        const Part *part = &s->parts[k];
        int length = part->extend != NULL ? known_length(part->value) : 1;
        if (length < 0 && (seen < 0 || sequence_type(part) == ADDER_T_Bottom)) {
            return false;
        }
        n += length < 0 ? seen : length;
    }
    return n <= MOST_ARGS;
}

/* What is merged into the keywords has been empty, as far as is known. */
static bool
merges_nothing(const Spread *s)
{
    const AdderSite *site = s->merge != NULL ? adder_site_of(s->merge) : NULL;
    return site == NULL || site->spread <= 1;
}

/* The names of the keywords: NULL if there are none, or they are no strings (then *fit is false). */
static PyObject *
keyword_names(const HirInstr *map, bool *fit)
{
    int n = map == NULL ? 0 : map->op == HIR_BuildMap ? map->nargs / 2 : map->nargs - 1;
    PyObject *given = n > 0 && map->op == HIR_BuildConstKeyMap
                          ? adder_const_object(hir_resolve(map->args[n]))
                          : NULL;
    PyObject *names = n > 0 ? PyTuple_New(n) : NULL;
    *fit = n <= MOST_ARGS && (n == 0 || names != NULL);
    for (int k = 0; k < n && *fit; k++) {
        PyObject *name = given != NULL ? PyTuple_GET_ITEM(given, k)
                                       : adder_const_object(hir_resolve(map->args[2 * k]));
        *fit = name != NULL && PyUnicode_CheckExact(name);
        if (*fit) {
            PyTuple_SET_ITEM(names, k, Py_NewRef(name));
        }
    }
    if (!*fit) {
        Py_CLEAR(names);
    }
    PyErr_Clear();
    return names;
}

/* ---- The call ----------------------------------------------------------------------------------- */

static void
add_arg(Spread *s, HirInstr *value)
{
    s->args[s->nargs++] = hir_resolve(value);
}

static void
emit_seen_items(Spread *s, const Part *part, int length)
{
    AdderTypes type = sequence_type(part);
    HirInstr *sequence = adder_emit_guard_type(&s->e, part->value, type);
    adder_emit_length_guard(&s->e, HIR_ListLen, sequence, length);
    for (int k = 0; k < length; k++) {
        add_arg(s, adder_emit2(&s->e, type == ADDER_T_Tuple ? HIR_TupleItem : HIR_ListItem, sequence,
                               adder_emit_i64(&s->e, k)));
    }
}

static void
emit_items(Spread *s, const Part *part, int seen)
{
    int length = known_length(part->value);
    HirInstr *root = hir_root(part->value);
    PyObject *constant = adder_const_object(root);
    if (length < 0) {
        emit_seen_items(s, part, seen);
    }
    for (int k = 0; k < length; k++) {
        add_arg(s, constant != NULL ? adder_emit_const(&s->e, PyTuple_GET_ITEM(constant, k)) : root->args[k]);
    }
}

static void
emit_keywords(Spread *s, const HirInstr *map, int n)
{
    for (int k = 0; k < n; k++) {
        add_arg(s, map->op == HIR_BuildMap ? map->args[2 * k + 1] : map->args[k]);
    }
}

/* Nobody sees what would have been collected. */
static void
drop_chain(Spread *s)
{
    for (HirInstr *i = before(s->call), *next; i != NULL; i = next) {
        next = before(i);
        bool first = i == s->list || (i == s->map && s->list == NULL);
        if (i == s->merge || i == s->map || i == s->list || (s->list != NULL && i == s->tuple)
            || (collects(i, s->list) && i->op != HIR_ListToTuple)) {
            hir_remove(i);
        }
        if (first) {
            return;
        }
    }
}

static void
put_call(HirFunc *func, Spread *s, PyObject *names, int seen)
{
    const HirInstr *first = s->list != NULL ? s->list : s->map != NULL ? s->map : s->call;
    s->e = adder_emit_before(func, s->call);
    s->e.state = first->state;
    if (s->merge != NULL) {
        HirInstr *kwargs = adder_emit_guard_type(&s->e, s->merge->args[1], ADDER_T_Dict);
        adder_emit_length_guard(&s->e, HIR_DictLen, kwargs, 0);
    }
    add_arg(s, adder_emit0(&s->e, HIR_NullConst));
    add_arg(s, s->call->args[0]);
    for (int k = 0; k < s->nparts; k++) {
        const Part *part = &s->parts[k];
        if (part->extend != NULL) {
            emit_items(s, part, seen);
        }
        else {
            add_arg(s, part->value);
        }
    }
    emit_keywords(s, s->map, names != NULL ? (int)PyTuple_GET_SIZE(names) : 0);
    HirInstr *call = adder_emit(&s->e, HIR_Call, s->nargs, s->args);
    call->sym = names != NULL ? hir_sym(func, HIR_SYM_CONST, names, NULL) : NULL;
    if (s->list != NULL || s->map != NULL) {
        HirInstr *after = call;
        hir_remove(call);
        drop_chain(s);
        hir_insert_before(s->call, after);
    }
    hir_replace(s->call, call);
}

bool
adder_put_spread(HirFunc *func, HirInstr *call)
{
    Spread s = {.call = call};
    bool fit;
    if (call->op != HIR_CallEx || call->state == NULL || call->state->code == NULL || !read_chain(&s)) {
        return false;
    }
    int seen = seen_length(&s);
    PyObject *names = keyword_names(s.map, &fit);
    if (fit && lengths_are_known(&s, seen) && merges_nothing(&s)) {
        put_call(func, &s, names, seen);
    }
    else {
        fit = false;
    }
    Py_XDECREF(names);
    return fit;
}

/* ---- Its frame ---------------------------------------------------------------------------------- */

HirState *
adder_spread_inside(HirFunc *func, const HirInstr *call)
{
    const HirState *state = call->state;
    const _Py_CODEUNIT *at = state->code != NULL ? _PyCode_CODE(state->code) + call->bytecode : NULL;
    if (call->op != HIR_Call || at == NULL || _Py_OPCODE(*at) != CALL_FUNCTION_EX) {
        return NULL;
    }
    int below = state->nlocals + state->nstack - 1; /* the NULL below the callable */
    while (below > state->nlocals && state->slots[below] != NULL
           && hir_resolve(state->slots[below])->op != HIR_NullConst) {
        below--;
    }
    int kept = below - state->nlocals, taken = 3 + (_Py_OPARG(*at) & 1);
    HirState *inside = hir_state_new(func, state->code, call->bytecode, state->nlocals, kept + taken);
    if (inside == NULL) {
        return NULL;
    }
    for (int k = 0; k < below; k++) {
        inside->slots[k] = state->slots[k];
    }
    inside->caller = state->caller;
    inside->func = state->func;
    inside->gives = state->gives;
    inside->generator = state->generator;
    return inside;
}
