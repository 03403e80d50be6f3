/* `case Class(...):` as a test of the subject's class and loads of its attributes.
 *
 * The class is expected from its global and proven by a guard, so its __match_args__ are known, and with the classes that
 * were seen at the site, which of them are instances of it.  An arm for those that keep the attributes in the same
 * places loads the items that the pattern goes on with; what is none of the seen classes leaves.  Where more classes
 * were seen than a site remembers, it takes the generic way instead:
 *
 *     b:   GuardVersion cls; HasClass subject -> arm, b2       arm:  GuardClass, InlineValue ...; Jump in
 *     b2:  HasClassIn subject -> out, b3                       in:   Phi of each item; Jump yes
 *     b3:  MatchClass; SameObject None -> out, some            some: Unpack; Jump in
 *
 * Memory: the arena's; runs no Python code. */
#include "specialize/match.h"

#include "specialize/arms.h"
#include "specialize/attributes.h"
#include "specialize/class_objects.h"

#include <string.h>

enum {
    MOST_ITEMS = 8,
    SUBJECT = 2, /* its depth on the stack */
};

/* The items of some classes. */
typedef struct {
    HirClasses classes;
    AdderAttribute at[MOST_ITEMS];
} Arm;

typedef struct {
    HirInstr *match, *test, *unpack; /* the comparison with None; what takes the items */
    HirBlock *yes, *no;
    PyTypeObject *cls;           /* borrowed */
    PyObject *names[MOST_ITEMS]; /* of the attributes; borrowed */
    int n;
    bool self;                   /* the one item is the subject */
    HirClasses in, out;          /* seen: instances, and others */
    bool open;                   /* others come as well */
    Arm arms[HIR_MOST_CLASSES];
    int narms;
} Match;

/* ---- What is compared ------------------------------------------------------------------------- */

static bool
add_name(Match *m, PyObject *name)
{
    bool once = PyUnicode_CheckExact(name) && m->n < MOST_ITEMS;
    for (int k = 0; k < m->n && once; k++) {
        once = PyUnicode_Compare(m->names[k], name) != 0;
    }
    if (once) {
        m->names[m->n++] = name;
    }
    return once;
}

/* The attributes of the positional patterns.  A class of another metaclass is looked at by way of that. */
static bool
add_positional(Match *m, Py_ssize_t n)
{
    PyObject *args = adder_class_attribute(m->cls, "__match_args__");
    PyTypeObject *meta = Py_TYPE(m->cls);
    bool asked = meta->tp_getattro == PyType_Type.tp_getattro
                 && adder_class_attribute(meta, "__match_args__") == NULL && meta->tp_version_tag != 0;
    if (n > 0 && !asked) {
        return false;
    }
    if (n == 1 && args == NULL) {
        m->self = PyType_HasFeature(m->cls, _Py_TPFLAGS_MATCH_SELF);
        return m->self;
    }
    if (n > 0 && (args == NULL || !PyTuple_CheckExact(args) || PyTuple_GET_SIZE(args) < n)) {
        return false;
    }
    for (Py_ssize_t k = 0; k < n; k++) {
        if (!add_name(m, PyTuple_GET_ITEM(args, k))) {
            return false;
        }
    }
    return true;
}

static bool
read_pattern(const HirFunc *func, Match *m)
{
    PyObject *keywords = adder_const_object(hir_resolve(m->match->args[2]));
    m->cls = adder_expected_class(func, hir_resolve(m->match->args[1]));
    if (m->cls == NULL || keywords == NULL || !add_positional(m, (Py_ssize_t)m->match->imm)
        || (m->self && PyTuple_GET_SIZE(keywords) > 0)) {
        return false;
    }
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(keywords); k++) {
        if (!add_name(m, PyTuple_GET_ITEM(keywords, k))) {
            return false;
        }
    }
    return true;
}

/* ---- What comes of it ------------------------------------------------------------------------- */

static void
find_use(HirInstr **value, void *arg)
{
    HirInstr **sought = arg;
    *sought = hir_resolve(*value) == *sought ? NULL : *sought;
}

static bool
state_names(HirState *state, const HirInstr *value)
{
    HirInstr *sought = (HirInstr *)value;
    if (state != NULL) {
        hir_state_visit(state, find_use, &sought);
    }
    return sought == NULL;
}

static bool
is_used_elsewhere(const HirFunc *func, const Match *m)
{
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            bool known = i == m->test || i == m->unpack || (i->op == HIR_Phi && i->block == m->no);
            for (int k = 0; k < i->nargs && !known; k++) {
                known = hir_resolve(i->args[k]) == m->match;
                if (known) {
                    return true;
                }
            }
            if (i != m->unpack && i->state != NULL && i->state != m->unpack->state
                && state_names(i->state, m->match)) {
                return true;
            }
        }
    }
    return false;
}

/* The result is compared with None, and else unpacked at once. */
static bool
read_shape(const HirFunc *func, Match *m)
{
    HirInstr *test = m->match->next, *branch = m->match->block->last;
    bool compared = test != NULL && test->op == HIR_SameObject && test->next == branch
                    && branch->op == HIR_Branch && hir_resolve(branch->args[0]) == test
                    && hir_resolve(test->args[0]) == m->match
                    && adder_const_object(hir_resolve(test->args[1])) == Py_None;
    if (!compared || branch->block->succ[1]->preds.n != 1
        || branch->block->succ[0] == branch->block->succ[1]) {
        return false;
    }
    m->test = test;
    m->no = branch->block->succ[0];
    m->yes = branch->block->succ[1];
    m->unpack = m->yes->first;
    int items = m->n + m->self;
    bool taken = m->unpack->op == (items > 0 ? HIR_Unpack : HIR_UnpackNone)
                 && (items == 0 || m->unpack->imm == items) && m->unpack->nargs == 1
                 && hir_resolve(m->unpack->args[0]) == m->match && !hir_is_caught(m->unpack);
    return taken && !is_used_elsewhere(func, m);
}

/* ---- Which subjects --------------------------------------------------------------------------- */

static bool
has_class(const HirClasses *classes, const PyTypeObject *cls)
{
    for (int k = 0; k < classes->n; k++) {
        if (classes->at[k] == cls) {
            return true;
        }
    }
    return false;
}

/* The instances: for a metaclass that may answer as it likes only those of the class itself. */
static void
sort_out(Match *m, const HirClasses *seen)
{
    for (int k = 0; k < seen->n; k++) {
        PyTypeObject *type = seen->at[k];
        bool is = type == m->cls || (adder_is_plain_class(m->cls) && PyType_IsSubtype(type, m->cls));
        bool is_not = !is && adder_is_plain_class(m->cls) && adder_has_plain_class(type);
        if (is || is_not) {
            adder_add_class(is ? &m->in : &m->out, type);
        }
        else {
            m->open = true;
        }
    }
}

static bool
read_subjects(Match *m)
{
    HirInstr *subject = hir_resolve(m->match->args[0]);
    const HirClasses *proven = adder_classes_proven(subject);
    PyTypeObject *builtin = adder_types_type(subject->type);
    const AdderSite *site = adder_site_of(m->match);
    HirClasses seen = {.n = 0};
    if (site == NULL || site->failed || site->samples == 0) {
        return false;
    }
    if (proven != NULL) {
        seen = *proven;
    }
    else if (builtin != NULL) {
        seen = (HirClasses){.n = 1, .at = {builtin}};
    }
    else {
        m->open = !adder_all_classes_seen(site, SUBJECT, &seen);
    }
    if (m->open && seen.n < HIR_MOST_CLASSES && !has_class(&seen, m->cls)) {
        adder_add_class(&seen, m->cls);
    }
    sort_out(m, &seen);
    return m->in.n + m->out.n > 0;
}

/* Adds an arm for classes that all have the attributes, in the same places. */
static bool
add_arm(Match *m, const HirClasses *classes)
{
    Arm *arm = &m->arms[m->narms];
    *arm = (Arm){.classes = *classes};
    for (int k = 0; k < m->n; k++) {
        arm->at[k] = adder_attribute_of(classes, m->names[k], ADDER_LOOK_LOAD);
        if (!adder_can_emit_attribute(&arm->at[k])) {
            return false;
        }
    }
    m->narms++;
    return true;
}

static void
make_arms(Match *m)
{
    if (m->in.n == 0 || add_arm(m, &m->in)) {
        return;
    }
    for (int k = 0; k < m->in.n; k++) {
        m->open |= m->in.n == 1 || !add_arm(m, &(HirClasses){.n = 1, .at = {m->in.at[k]}});
    }
}

/* ---- Building --------------------------------------------------------------------------------- */

static void
emit_class_guard(AdderEmit *e, const Match *m)
{
    HirInstr *cls = hir_resolve(m->match->args[1]);
    if (adder_is_plain_class(m->cls)) {
        adder_emit_guard_class_object(e, cls, m->cls);
        return;
    }
    if (m->match->imm > 0) {
        adder_emit1(e, HIR_GuardClass, cls)->imm = Py_TYPE(m->cls)->tp_version_tag;
    }
    /* That it is alive proves an instance of it. */
    HirInstr *guard = adder_emit1(e, HIR_GuardIs, cls);
    guard->sym = hir_sym(e->func, HIR_SYM_TYPE, (PyObject *)m->cls, NULL);
}

/* The subject as an instance of the class itself, or the attributes. */
static void
emit_items(AdderEmit *e, const Match *m, const Arm *arm, HirInstr **items)
{
    HirInstr *subject = hir_resolve(m->match->args[0]);
    AdderTypes type = arm->classes.n == 1 ? adder_types_of_instances(arm->classes.at[0]) : ADDER_T_Other;
    if (m->self) {
        items[0] = type != ADDER_T_Other ? adder_emit_guard_type(e, subject, type) : subject;
    }
    for (int k = 0; k < m->n; k++) {
        items[k] = adder_emit_attribute(e, subject, &arm->at[k]);
    }
}

/* Seen, so it is not tested where nothing else is to come. */
static HirBlock *
arm_block(HirFunc *func, const Match *m, HirBlock **at, const HirClasses *classes, bool last)
{
    HirInstr *subject = hir_resolve(m->match->args[0]);
    return last ? *at : adder_branch_on(func, *at, subject, classes, at);
}

/* Ends the block; what is emitted stands before its jump, and belongs to the match. */
static AdderEmit
end_block(HirFunc *func, const Match *m, HirBlock *block, HirBlock *to)
{
    adder_jump_to(func, block, to);
    AdderEmit e = adder_emit_before(func, block->last);
    e.state = m->match->state;
    if (block->last != NULL) {
        block->last->bytecode = m->match->bytecode;
        block->last->code = m->match->code;
    }
    return e;
}

static bool
put_arm(HirFunc *func, const Match *m, const Arm *arm, HirBlock *block, HirBlock *in, bool last, HirInstr **items)
{
    if (block == NULL || adder_arena_failed(func->arena)) {
        return false;
    }
    AdderEmit e = end_block(func, m, block, in);
    if (last) {
        adder_emit_guard_classes(&e, hir_resolve(m->match->args[0]), &arm->classes);
    }
    emit_items(&e, m, arm, items);
    return !adder_arena_failed(func->arena);
}

/* The generic way, at the end of a block. */
static bool
put_generic(HirFunc *func, const Match *m, HirBlock *block, HirBlock *in, HirBlock *out, HirInstr **items)
{
    HirBlock *some = hir_block_new(func, m->yes->bytecode);
    HirInstr *match = adder_append_copy(func, block, m->match), *test = adder_append_copy(func, block, m->test);
    HirInstr *unpack = some != NULL ? adder_append_copy(func, some, m->unpack) : NULL;
    HirState *state = unpack != NULL ? hir_state_copy(func, m->unpack->state) : NULL;
    if (match == NULL || test == NULL || state == NULL) {
        return false;
    }
    match->generic = true;
    test->args[0] = match;
    adder_append(func, block, HIR_Branch, 1, &test);
    hir_link(block, 0, out);
    hir_link(block, 1, some);
    unpack->args[0] = match;
    unpack->state = state;
    hir_state_replace(state, m->match, match);
    items[0] = unpack;
    for (int k = 1; k < m->n + m->self; k++) {
        items[k] = adder_append(func, some, HIR_Second, 1, &unpack);
        if (items[k] != NULL) {
            items[k]->imm = k - 1;
        }
    }
    adder_jump_to(func, some, in);
    return !adder_arena_failed(func->arena);
}

/* A block of its own on the way from one to another. */
static HirBlock *
take_way(HirFunc *func, HirBlock *from, HirBlock *to)
{
    HirBlock *way = hir_block_new(func, to->bytecode);
    if (way == NULL || adder_append(func, way, HIR_Jump, 0, NULL) == NULL) {
        return NULL;
    }
    for (int k = 0; k < to->preds.n; k++) {
        to->preds.at[k] = to->preds.at[k] == from ? way : to->preds.at[k];
    }
    way->succ[0] = to;
    way->nsucc = 1;
    return way;
}

enum { MOST_WAYS = HIR_MOST_CLASSES + 1 };

/* Item k, of those that the ways into a block bring along in turn. */
static HirInstr *
item_of(HirFunc *func, HirBlock *in, HirInstr *const (*items)[MOST_ITEMS], int nways, int k)
{
    HirInstr *values[MOST_WAYS];
    for (int w = 0; w < nways; w++) {
        values[w] = items[w][k];
    }
    HirInstr *phi = nways > 1 ? hir_instr_new(func, HIR_Phi, NULL, nways, values) : NULL;
    if (phi != NULL) {
        phi->type = ADDER_T_Object;
        phi->bytecode = in->bytecode;
        hir_insert_before(in->first, phi);
    }
    return nways > 1 ? phi : values[0];
}

/* Takes out what unpacked the items. */
static bool
replace_unpack(HirFunc *func, Match *m, HirBlock *in, HirInstr *const (*items)[MOST_ITEMS], int nways)
{
    HirInstr *item[MOST_ITEMS];
    for (int k = 0; k < m->n + m->self && nways > 0; k++) {
        item[k] = item_of(func, in, items, nways, k);
        if (item[k] == NULL) {
            return false;
        }
    }
    HIR_FOR_INSTRS_SAFE(i, m->yes) {
        if (i->op == HIR_Second && i->args[0] == m->unpack && nways > 0) {
            hir_replace(i, item[i->imm + 1]);
        }
    }
    if (m->unpack->op == HIR_UnpackNone) {
        hir_remove(m->unpack);
    }
    else if (nways > 0) {
        hir_replace(m->unpack, item[0]);
    }
    return true;
}

/* The block ends before the match. */
static void
cut_off(Match *m)
{
    HirBlock *block = m->match->block;
    HirInstr *none = m->test->args[1];
    for (HirInstr *phi = m->no->first; phi != NULL && phi->op == HIR_Phi; phi = phi->next) {
        for (int k = 0; k < phi->nargs; k++) {
            phi->args[k] = hir_resolve(phi->args[k]) == m->match ? none : phi->args[k];
        }
    }
    hir_remove(block->last);
    hir_remove(m->test);
    hir_remove(m->match);
    block->nsucc = 0;
}

static bool
put_match(HirFunc *func, Match *m)
{
    HirBlock *at = m->match->block;
    HirBlock *in = take_way(func, at, m->yes), *out = take_way(func, at, m->no);
    HirInstr *items[MOST_WAYS][MOST_ITEMS];
    int nways = 0;
    if (in == NULL || out == NULL) {
        return false;
    }
    AdderEmit e = adder_emit_before(func, m->match);
    emit_class_guard(&e, m);
    cut_off(m);
    for (int k = 0; k < m->narms; k++) {
        const Arm *arm = &m->arms[k];
        bool last = k == m->narms - 1 && m->out.n == 0 && !m->open;
        HirBlock *block = arm_block(func, m, &at, &arm->classes, last);
        if (!put_arm(func, m, arm, block, in, last, items[nways++])) {
            return false;
        }
    }
    if (m->open) {
        HirBlock *other = m->out.n > 0 ? arm_block(func, m, &at, &m->out, false) : NULL;
        if (other != NULL) {
            adder_jump_to(func, other, out);
        }
        if (!put_generic(func, m, at, in, out, items[nways++])) {
            return false;
        }
    }
    else if (m->out.n > 0) {
        AdderEmit left = end_block(func, m, at, out);
        adder_emit_guard_classes(&left, hir_resolve(m->match->args[0]), &m->out);
    }
    return replace_unpack(func, m, in, (HirInstr *const(*)[MOST_ITEMS])items, nways);
}

bool
adder_put_match(HirFunc *func, HirInstr *match)
{
    Match m = {.match = match};
    if (match->generic || match->state == NULL || match->state->code == NULL || hir_is_caught(match)
        || !read_pattern(func, &m) || !read_shape(func, &m) || !read_subjects(&m)) {
        return false;
    }
    make_arms(&m);
    return m.narms + m.out.n > 0 && put_match(func, &m);
}
