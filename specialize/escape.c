/* Escape analysis and scalar replacement: an object that this function makes, and that nobody else
 * can see, is not made.  What is stored in it lives in SSA values; states name a virtual object,
 * which tells an exit how to build it.
 *
 * What is replaced is a web: objects of one kind, and the phis that they flow into (an accumulator:
 * `v = v + w`).  A phi of the web has phis of its own for the fields.  An object moves into a phi: it
 * must not live on beside it, so that it has one name at a time, and what is stored under one name
 * need not be seen under another.  A phi that may be something else as well (a local that keeps the
 * object until the loop comes round again) is a choice: a bit tells whether it is an object of the web,
 * and only states may use it.
 *
 * Uses other than loads, stores, guards and states want the object itself: calls, stores into objects
 * that are made, and whatever runs Python code while a state names it, since somebody may look for it.
 * If they all lie behind the loops that objects of the web are made in, it is made there, once, and is an
 * ordinary object from there on.  Containers come before what they contain, which is then named by their
 * virtual objects only.
 *
 * A state names the object as it is there: a node of its own after each store.
 *
 * Memory: the arena's. */
#include "specialize/emit.h"
#include "specialize/loops.h"
#include "specialize/specialize.h"

#include <string.h>

enum { MAX_FIELDS = 16, MAX_MEMBERS = 64 };

/* ---- Kinds of objects ------------------------------------------------------------------------ */

typedef struct {
    HirOp make, virtual_op;
    HirOp load, store;
    int value;         /* operand of the store */
    int first, unit;   /* field k is the one with imm (or index) first + k * unit */
    int header;        /* operands of the virtual object before the fields: what make has */
} Kind;

static const Kind kinds[] = {
    {HIR_InstanceNew, HIR_InstanceVirtual, HIR_InlineValue, HIR_StoreInlineValue, 2, 0, 1, 1},
    {HIR_InstanceNew, HIR_SlottedVirtual, HIR_SlotMember, HIR_StoreSlotMember, 1, sizeof(PyObject),
     sizeof(PyObject *), 1},
    {HIR_BuildTuple, HIR_TupleVirtual, HIR_TupleItem, HIR_NONE, 0, 0, 1, 0},
};

/* A phi of which only states know, beside another that takes the same objects (`new = f(v); v = new`): it is
 * what that is, or something else. */
typedef struct Twin {
    HirInstr *value;
    HirInstr *is_object, *other; /* phis, as a member's */
    HirInstr *node;              /* as it is now; NULL: not named yet */
    struct Twin *next;
} Twin;

/* One name of an object: where it is made, or a phi that objects move into. */
typedef struct {
    HirInstr *value;
    bool used;    /* not by states only */
    bool inside;  /* it may be an object of the web */
    bool outside; /* a phi that may be something else */
    HirInstr *header;               /* what make has: the class; NULL: nothing */
    HirInstr *is_object, *other;    /* phis, if outside: is it of the web?  what it is else */
    Twin *twins;                    /* of a phi that is nothing else */
    HirInstr *choice;               /* if outside: the node that states name */
    /* Where it is made after all, before its first use as an object; NULL: nowhere. */
    HirInstr *point;
    HirState *point_state;
    HirInstr *made;
    uint32_t set;                   /* fields that have a value where it begins */
    HirInstr **fields;              /* their values there */
    /* By order of the block, where it lives and is virtual. */
    uint32_t *set_after;
    HirInstr ***fields_before, ***fields_after;
} Member;

typedef struct {
    HirFunc *func;
    HirInstr *object; /* that was looked at first: the others are like it */
    const Kind *kind;
    int nfields;
    ADDER_VEC(Member *) members;    /* operands that come along forward edges before their phis */
    ADDER_VEC(HirInstr *) refused;
    bool holds_objects; /* a field may hold what is replaced later, and so change under the same name */
    const AdderLiveness *live;
    AdderLoop **loops;
    /* The member at work, at the present point. */
    Member *m;
    uint32_t set;
    HirInstr **fields;
    HirInstr *made;     /* from its point on; NULL: it is virtual */
    HirInstr *node;     /* the virtual object as it is now; NULL: not named yet */
    HirState *was, *is; /* the last state that named the object, and what came of it */
} Web;

static bool
is_value(const HirInstr *value, const HirInstr *root)
{
    return value != NULL && hir_root(hir_resolve((HirInstr *)value)) == root;
}

static bool
is_object(const Web *s, const HirInstr *value)
{
    return is_value(value, s->m->value);
}

static Member *
member_of(const Web *s, HirInstr *value)
{
    const HirInstr *root = hir_root(hir_resolve(value));
    for (int k = 0; k < s->members.n; k++) {
        if (s->members.at[k]->value == root) {
            return s->members.at[k];
        }
    }
    return NULL;
}

static Twin *
twin_of(const Member *m, const HirInstr *value)
{
    Twin *twin = m->twins;
    while (twin != NULL && !is_value(value, twin->value)) {
        twin = twin->next;
    }
    return twin;
}

/* Live where the block begins, under whatever name. */
static bool
lives_in(const Web *s, const Member *m, const HirBlock *block)
{
    bool lives = adder_live_in(s->live, block, m->value);
    for (const Twin *twin = m->twins; twin != NULL && !lives; twin = twin->next) {
        lives = adder_live_in(s->live, block, twin->value);
    }
    return lives;
}

/* The field that a load or store of an object is about, or -1. */
static int
field_of(const Web *s, const HirInstr *i)
{
    int64_t at = i->imm;
    if (i->op == HIR_TupleItem && !adder_const_i64(hir_resolve(i->args[1]), &at)) {
        return -1;
    }
    at -= s->kind->first;
    if (i->op == HIR_TupleItem && at < 0) {
        at += s->object->nargs;
    }
    int64_t field = at / s->kind->unit;
    return at >= 0 && field < MAX_FIELDS && at % s->kind->unit == 0 ? (int)field : -1;
}

static bool
is_load(const Web *s, const HirInstr *i)
{
    return i->op == s->kind->load;
}

static bool
is_store(const Web *s, const HirInstr *i)
{
    return s->kind->store != HIR_NONE && i->op == s->kind->store;
}

/* A load or store of the member's. */
static bool
is_access(const Web *s, const HirInstr *i, const Member *m)
{
    return i->nargs > 0 && is_value(i->args[0], m->value) && (is_load(s, i) || is_store(s, i));
}

/* ---- Uses ------------------------------------------------------------------------------------ */

static bool
guard_is_known(const Web *s, const HirInstr *i)
{
    switch (i->op) {
    case HIR_GuardClass:
        return s->object->op == HIR_InstanceNew && i->imm == (uint32_t)s->object->imm;
    case HIR_GuardType:
    case HIR_Refine:
        return (s->object->type & ~i->guard_type) == 0;
    case HIR_GuardNonNull:
        return true;
    default:
        return false;
    }
}

/* Operand k of i is of the web: does i leave it to itself? */
static bool
use_is_harmless(const Web *s, const HirInstr *i, int k)
{
    switch (i->op) {
    case HIR_GuardKeys:
    case HIR_ClassAttr:
    case HIR_InstanceValues:
        return s->object->op == HIR_InstanceNew;
    case HIR_SameObject:
    case HIR_IsNull:
        return true;
    case HIR_ListLen:
        return s->object->op == HIR_BuildTuple;
    default:
        break;
    }
    if (k == 0 && (is_load(s, i) || is_store(s, i))) {
        return field_of(s, i) >= 0;
    }
    return guard_is_known(s, i);
}

typedef struct {
    const HirInstr *value;
    bool found;
} Search;

static void
search_value(HirInstr **value, void *arg)
{
    Search *search = arg;
    search->found |= hir_root(hir_resolve(*value)) == search->value;
}

static bool
state_names(HirState *state, const HirInstr *value)
{
    Search search = {value, false};
    hir_state_visit(state, search_value, &search);
    return search.found;
}

/* Iterators of builtin types are made without Python code. */
static bool
is_plain_iter(const HirInstr *i)
{
    return i->op == HIR_GetIter && (hir_resolve(i->args[0])->type & ADDER_T_Other) == 0;
}

/* Somebody may look for the value while i is at work. */
static bool
exposes(HirInstr *i, const HirInstr *value)
{
    return hir_is_site(i) && !is_plain_iter(i) && (hir_effects(i) & HIR_E_CALL_BIT) != 0
           && state_names(i->state, value);
}

static bool
is_virtual_object(const HirInstr *i)
{
    return hir_result_ref(i) == HIR_R_Virtual;
}

/* ---- Where it is made after all ------------------------------------------------------------------ */

/* Made before `use` too: in no loop but those that the member itself comes round with, so that it is made
 * once. */
static void
make_before(const Web *s, Member *m, HirInstr *use)
{
    if (m->point == NULL) {
        m->point = use;
    }
    else if (use->block != m->point->block) {
        HirBlock *block = hir_common_dominator(use->block, m->point->block);
        m->point = block == use->block        ? use
                   : block == m->point->block ? m->point
                                              : hir_block_end(block);
    }
    else if (hir_comes_before(use, m->point)) {
        m->point = use;
    }
    const AdderLoop *loop = s->loops[m->point->block->order];
    while (loop != NULL && !adder_loop_has(s->loops, loop, m->value->block)) {
        m->point = hir_block_end(loop->head->idom);
        loop = loop->outer;
    }
}

/* Is the member an ordinary object at the end of block? */
static bool
is_made_after(const Member *m, const HirBlock *block)
{
    return m->point != NULL && hir_dominates(m->point->block, block);
}

/* Nobody wants to know of it where it may have been made or not. */
static bool
is_made_for_all(const Web *s, const Member *m)
{
    for (int b = 0; m->point != NULL && b < s->func->blocks.n; b++) {
        const HirBlock *block = s->func->blocks.at[b];
        for (int k = 0; is_made_after(m, block) && k < block->nsucc; k++) {
            const HirBlock *to = block->succ[k];
            if (!is_made_after(m, to) && to != m->value->block && lives_in(s, m, to)) {
                return false;
            }
        }
    }
    return true;
}

/* Its own state holds before it: nothing else that its bytecode does stands before it. */
static bool
is_whole_bytecode(const HirInstr *i)
{
    static const HirOp ops[] = {HIR_BuildTuple, HIR_BuildList, HIR_Call, HIR_CallFunc, HIR_CallNative,
                                HIR_StoreAttr, HIR_StoreSubscr};
    const HirInstr *before = i->prev;
    while (before != NULL && (hir_effects(before) & (HIR_E_Write | HIR_E_CALL_BIT)) == 0) {
        before = before->prev;
    }
    bool whole = i->state != NULL && (before == NULL || before->bytecode != i->bytecode);
    for (size_t k = 0; k < ADDER_COUNT(ops); k++) {
        if (ops[k] == i->op) {
            return whole;
        }
    }
    return false;
}

/* The state to go back to from before `at`: no effect lies between. */
static HirState *
state_before(HirInstr *at)
{
    if (((hir_effects(at) & HIR_E_Deopt) != 0 && at->op != HIR_CheckBail) || is_whole_bytecode(at)) {
        return at->state;
    }
    HirBlock *block = at->block;
    for (HirInstr *i = at->prev;; i = i->prev) {
        while (i == NULL) { /* a block's start */
            if (block->preds.n != 1) {
                return NULL;
            }
            block = block->preds.at[0];
            i = block->last;
        }
        if ((hir_effects(i) & (HIR_E_Write | HIR_E_CALL_BIT)) != 0) {
            return NULL;
        }
        if ((hir_effects(i) & HIR_E_Deopt) != 0 && i->state != NULL && i->op != HIR_CheckBail) {
            return i->state;
        }
    }
}

/* The state at the point is a use there: what it names must live so long, to be replaced in it. */
static bool
names_what_lives(const Web *s, const Member *m)
{
    const HirBlock *block = m->point->block;
    for (int k = 0; k < s->members.n; k++) {
        const Member *other = s->members.at[k];
        bool named = state_names(m->point_state, other->value);
        for (const Twin *twin = other->twins; twin != NULL && !named; twin = twin->next) {
            named = state_names(m->point_state, twin->value);
        }
        if (named && other != m && block != other->value->block && !lives_in(s, other, block)) {
            return false;
        }
    }
    return true;
}

/* A load or store of a member's goes away. */
static bool
point_fits(const Web *s, Member *m)
{
    if (m->point == NULL) {
        return true;
    }
    if ((is_load(s, m->point) || is_store(s, m->point)) && member_of(s, m->point->args[0]) != NULL) {
        return false;
    }
    m->point_state = state_before(m->point);
    return m->point_state != NULL && names_what_lives(s, m) && is_made_for_all(s, m);
}

/* ---- Which belong together ------------------------------------------------------------------- */

static bool
is_like(const Web *s, const HirInstr *object)
{
    return object->op == s->object->op && object->nargs == s->object->nargs
           && (object->op != HIR_InstanceNew || object->imm == s->object->imm);
}

static bool
is_refused(const Web *s, const HirInstr *value)
{
    for (int k = 0; k < s->refused.n; k++) {
        if (s->refused.at[k] == value) {
            return true;
        }
    }
    return false;
}

static bool
only_states_use(const Web *s, const HirInstr *phi)
{
    for (int b = 0; b < s->func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, s->func->blocks.at[b]) {
            for (int k = 0; k < i->nargs; k++) {
                if (is_value(i->args[k], phi)) {
                    return false;
                }
            }
        }
    }
    return true;
}

/* All that comes to both phis is the same, or on the way to the first surely not of the web. */
static bool
agrees_with(const Web *s, const HirInstr *phi, const HirInstr *other)
{
    bool same = false;
    for (int k = 0; k < phi->nargs; k++) {
        const HirInstr *root = hir_root(hir_resolve(phi->args[k]));
        bool of_web = root->op == HIR_Phi || is_like(s, root), is_same = is_value(other->args[k], root);
        if (!is_same && (of_web || is_virtual_object(root))) {
            return false;
        }
        same |= is_same && of_web;
    }
    return same;
}

/* The phi that this one is a twin of, or NULL. */
static HirInstr *
host_of(const Web *s, HirInstr *phi)
{
    for (HirInstr *host = phi->block->first; host->op == HIR_Phi && !is_refused(s, phi); host = host->next) {
        if (host != phi && agrees_with(s, phi, host) && only_states_use(s, phi)
            && (hir_comes_before(host, phi) || !only_states_use(s, host)) && host_of(s, host) == NULL) {
            return host;
        }
    }
    return NULL;
}

static void
find_twins(Web *s, Member *m)
{
    HirInstr *phi = m->value->op == HIR_Phi ? m->value->block->first : NULL;
    for (; phi != NULL && phi->op == HIR_Phi; phi = phi->next) {
        bool is_twin = phi != m->value && host_of(s, phi) == m->value;
        Twin *twin = is_twin ? ADDER_NEW(s->func->arena, Twin) : NULL;
        if (twin != NULL) {
            *twin = (Twin){.value = phi, .next = m->twins};
            m->twins = twin;
        }
    }
}

static bool
add_member(Web *s, HirInstr *value)
{
    if (member_of(s, value) != NULL) {
        return true;
    }
    if (is_refused(s, value) || s->members.n == MAX_MEMBERS) {
        return false;
    }
    AdderArena *arena = s->func->arena;
    int nblocks = s->func->blocks.n;
    Member *m = ADDER_NEW(arena, Member);
    if (m == NULL) {
        return false;
    }
    *m = (Member){.value = value, .inside = value->op != HIR_Phi};
    m->fields = ADDER_NEW_ARRAY(arena, HirInstr *, MAX_FIELDS);
    m->set_after = ADDER_NEW_ARRAY(arena, uint32_t, nblocks + 1);
    m->fields_before = ADDER_NEW_ARRAY(arena, HirInstr **, nblocks + 1);
    m->fields_after = ADDER_NEW_ARRAY(arena, HirInstr **, nblocks + 1);
    find_twins(s, m);
    return !adder_arena_failed(arena) && ADDER_VEC_PUSH(arena, &s->members, m);
}

/* The value flows into phi, and nowhere else on that way but to its twins: behind it nobody could tell that the
 * two are one. */
static bool
moves_into(const Web *s, const HirInstr *value, const HirInstr *phi)
{
    const Member *m = member_of(s, (HirInstr *)value);
    if (adder_live_in(s->live, phi->block, value)
        || (m != NULL && phi->block != m->value->block && lives_in(s, m, phi->block))) {
        return false;
    }
    for (HirInstr *other = phi->block->first; other && other->op == HIR_Phi; other = other->next) {
        for (int k = 0; other != phi && k < other->nargs; k++) {
            if (hir_root(hir_resolve(other->args[k])) == value && host_of(s, other) != phi) {
                return false;
            }
        }
    }
    return true;
}

/* The value moves into phi, which is of the web or a twin. */
static bool
add_phi(Web *s, const HirInstr *value, HirInstr *phi)
{
    HirInstr *host = host_of(s, phi);
    HirInstr *into = host != NULL ? host : phi;
    return moves_into(s, value, into) && add_member(s, into);
}

static void
look_at_use(Web *s, Member *m, HirInstr *i, int k)
{
    if (i->op == HIR_Phi || is_virtual_object(i)) {
        return;
    }
    m->used = true;
    if (!use_is_harmless(s, i, k)) {
        make_before(s, m, i);
    }
    int field = is_access(s, i, m) ? field_of(s, i) : -1;
    s->nfields = field >= s->nfields ? field + 1 : s->nfields;
}

static void
look_at_uses(Web *s, Member *m)
{
    for (int b = 0; b < s->func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, s->func->blocks.at[b]) {
            for (int k = 0; k < i->nargs; k++) {
                if (is_value(i->args[k], m->value)) {
                    look_at_use(s, m, i, k);
                }
            }
            bool exposed = i != m->value && exposes(i, m->value);
            for (const Twin *twin = m->twins; twin != NULL && !exposed; twin = twin->next) {
                exposed = exposes(i, twin->value);
            }
            if (exposed) {
                make_before(s, m, i);
            }
        }
    }
}

/* Phis that it flows into belong to the web, or want an object at the end of the predecessor. */
static bool
look_at_phi(Web *s, Member *m, HirInstr *phi)
{
    bool earlier = false;
    for (int k = 0; k < phi->nargs; k++) {
        HirBlock *pred = phi->block->preds.at[k];
        if (is_value(phi->args[k], m->value) && !is_made_after(m, pred)
            && !add_phi(s, m->value, phi)) {
            make_before(s, m, hir_block_end(pred));
            earlier = true;
        }
    }
    return earlier;
}

static void
look_at_phis(Web *s, Member *m)
{
    for (bool earlier = true; earlier;) {
        earlier = false;
        for (int b = 0; b < s->func->blocks.n; b++) {
            HirInstr *i = s->func->blocks.at[b]->first;
            for (; i != NULL && i->op == HIR_Phi; i = i->next) {
                earlier |= i != m->value && look_at_phi(s, m, i);
            }
        }
    }
}

/* What comes to a phi of the web, if it is of the web; NULL: something else. */
static Member *
member_at(const Web *s, const Member *phi, int k)
{
    Member *m = member_of(s, phi->value->args[k]);
    return m != NULL && !is_made_after(m, phi->value->block->preds.at[k]) ? m : NULL;
}

static void
add_operands(Web *s, const Member *phi)
{
    for (int k = 0; phi->value->op == HIR_Phi && k < phi->value->nargs; k++) {
        HirInstr *operand = hir_root(hir_resolve(phi->value->args[k]));
        if ((operand->op == HIR_Phi || is_like(s, operand)) && operand != phi->value
            && moves_into(s, operand, phi->value)) {
            add_member(s, operand);
        }
    }
}

/* A use of a phi is one of what flows into it; what may be something else stays so. */
static void
flow_through_phis(Web *s)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (int n = 0; n < s->members.n; n++) {
            Member *m = s->members.at[n];
            for (int k = 0; m->value->op == HIR_Phi && k < m->value->nargs; k++) {
                Member *from = member_at(s, m, k);
                bool outside = m->outside || from == NULL || from->outside;
                bool inside = m->inside || (from != NULL && from->inside);
                bool uses = from != NULL && m->used && !from->used;
                changed |= outside != m->outside || inside != m->inside || uses;
                m->outside = outside;
                m->inside = inside;
                if (uses) {
                    from->used = true;
                }
            }
        }
    }
}

/* Something is made less often than without the web. */
static bool
is_worth_it(const Web *s)
{
    int makes = 0, made = -1;
    for (int k = 0; k < s->members.n; k++) {
        const Member *m = s->members.at[k];
        int depth = m->value->op != HIR_Phi ? m->value->block->loop_depth : 0;
        makes = depth > makes ? depth : makes;
        depth = m->point != NULL ? m->point->block->loop_depth : -1;
        made = depth > made ? depth : made;
    }
    return made < makes || made < 0;
}

/* The members that cannot be; the first one: the web is none. */
static HirInstr *
unfit_member(Web *s)
{
    for (int k = 0; k < s->members.n; k++) {
        Member *m = s->members.at[k];
        m->used |= m->point != NULL;
        if (!point_fits(s, m)) {
            return m->value;
        }
    }
    flow_through_phis(s);
    for (int k = 0; k < s->members.n; k++) {
        Member *m = s->members.at[k];
        if (m->outside && m->twins != NULL) {
            return m->twins->value;
        }
        if (!m->inside || (m->outside && m->used)) {
            return m->value;
        }
    }
    return is_worth_it(s) ? NULL : s->object;
}

/* Once more without those that do not fit, until all do. */
static bool
collect(Web *s)
{
    for (;;) {
        s->members.n = 0;
        s->nfields = s->object->op == HIR_BuildTuple ? s->object->nargs : 0;
        if (!add_member(s, s->object)) {
            return false;
        }
        for (int k = 0; k < s->members.n; k++) { /* grows meanwhile */
            look_at_uses(s, s->members.at[k]);
            look_at_phis(s, s->members.at[k]);
            add_operands(s, s->members.at[k]);
        }
        HirInstr *unfit = unfit_member(s);
        if (unfit == NULL) {
            return s->nfields <= MAX_FIELDS;
        }
        if (unfit == s->object || !ADDER_VEC_PUSH(s->func->arena, &s->refused, unfit)) {
            return false;
        }
    }
}

/* ---- Which fields are set ---------------------------------------------------------------------- */

/* Blocks where the member lives as fields; its uses in those behind its point are of the object made. */
static bool
is_inside(const Web *s, const Member *m, const HirBlock *block)
{
    if (block == m->value->block) {
        return true;
    }
    bool behind = block != (m->point != NULL ? m->point->block : NULL) && is_made_after(m, block);
    return !behind && hir_dominates(m->value->block, block) && lives_in(s, m, block);
}

/* What is set when `block` begins; false if its predecessors do not agree. */
static bool
set_before(const Member *m, const HirBlock *block, uint32_t *set)
{
    bool known = false;
    for (int k = 0; k < block->preds.n; k++) {
        const HirBlock *pred = block->preds.at[k];
        if (pred->order >= block->order) {
            continue; /* looked at when all is known */
        }
        if (known && m->set_after[pred->order] != *set) {
            return false;
        }
        *set = m->set_after[pred->order];
        known = true;
    }
    return known;
}

/* Loads find a value; fields of an instance are set for the first time in the order of their
 * places, which is the order that its dict will have. */
static bool
accesses_fit(const Web *s, const Member *m, HirInstr *from, uint32_t *set)
{
    for (HirInstr *i = from; i != NULL && i != m->point; i = i->next) {
        if (!is_access(s, i, m)) {
            continue;
        }
        uint32_t bit = UINT32_C(1) << field_of(s, i);
        if (is_load(s, i) ? !(*set & bit) : !(*set & bit) && *set > bit) {
            return false;
        }
        *set |= bit;
    }
    return true;
}

/* What is set where the member begins; a phi that only states use may have any field unset. */
static bool
set_at_first(const Web *s, Member *m)
{
    if (m->value->op == HIR_BuildTuple || (m->value->op == HIR_Phi && !m->used)) {
        m->set = (UINT32_C(1) << s->nfields) - 1;
    }
    for (int k = 0; m->value->op == HIR_Phi && m->used && k < m->value->nargs; k++) {
        const HirBlock *pred = m->value->block->preds.at[k];
        if (pred->order < m->value->block->order) {
            m->set = member_at(s, m, k)->set_after[pred->order];
            return true;
        }
    }
    return m->value->op != HIR_Phi || !m->used;
}

static bool
sets_fit(const Web *s, Member *m)
{
    int from = m->value->block->order;
    if (!set_at_first(s, m)) {
        return false;
    }
    for (int b = from; b < s->func->blocks.n; b++) {
        HirBlock *block = s->func->blocks.at[b];
        uint32_t set = m->set;
        if (!is_inside(s, m, block)) {
            continue;
        }
        if ((b > from && !set_before(m, block, &set))
            || !accesses_fit(s, m, b > from ? block->first : m->value, &set)) {
            return false;
        }
        m->set_after[b] = set;
    }
    return true;
}

/* All that comes to a block, or into a phi, has set the same. */
static bool
sets_agree(const Web *s, const Member *m)
{
    const HirInstr *value = m->value;
    for (int k = 0; value->op == HIR_Phi && m->used && k < value->nargs; k++) {
        if (member_at(s, m, k)->set_after[value->block->preds.at[k]->order] != m->set) {
            return false;
        }
    }
    for (int b = value->block->order + 1; b < s->func->blocks.n; b++) {
        const HirBlock *block = s->func->blocks.at[b];
        for (int k = 1; is_inside(s, m, block) && k < block->preds.n; k++) {
            if (m->set_after[block->preds.at[k]->order] != m->set_after[block->preds.at[0]->order]) {
                return false;
            }
        }
    }
    return true;
}

/* What comes along a forward edge is made in an earlier block than the phi. */
static void
sort_members(Web *s)
{
    for (int k = 1; k < s->members.n; k++) {
        Member *m = s->members.at[k];
        int at = k;
        for (; at > 0 && s->members.at[at - 1]->value->block->order > m->value->block->order; at--) {
            s->members.at[at] = s->members.at[at - 1];
        }
        s->members.at[at] = m;
    }
}

static bool
fields_are_known(Web *s)
{
    bool known = true;
    sort_members(s);
    for (int k = 0; known && k < s->members.n; k++) {
        known = sets_fit(s, s->members.at[k]);
    }
    for (int k = 0; known && k < s->members.n; k++) {
        known = sets_agree(s, s->members.at[k]);
    }
    return known;
}

/* Could the value be an object that is replaced later?  Phis are marked on the way. */
static bool
may_be_replaced(HirInstr *value)
{
    value = hir_root(hir_resolve(value));
    if (value->op != HIR_Phi) {
        return value->op == HIR_InstanceNew || value->op == HIR_BuildTuple;
    }
    if (value->scratch) {
        return false;
    }
    value->scratch = true;
    for (int k = 0; k < value->nargs; k++) {
        if (may_be_replaced(value->args[k])) {
            return true;
        }
    }
    return false;
}

/* What i puts into objects of the web. */
static bool
puts_in_replaced(const Web *s, HirInstr *i)
{
    if (is_store(s, i) && member_of(s, i->args[0]) != NULL) {
        return may_be_replaced(i->args[s->kind->value]);
    }
    bool found = false;
    for (int k = 0; i->op == HIR_BuildTuple && member_of(s, i) != NULL && k < i->nargs; k++) {
        found |= may_be_replaced(i->args[k]);
    }
    return found;
}

static void
look_into_fields(Web *s)
{
    for (int b = 0; b < s->func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, s->func->blocks.at[b]) {
            i->scratch = false;
        }
    }
    for (int b = 0; b < s->func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, s->func->blocks.at[b]) {
            s->holds_objects |= puts_in_replaced(s, i);
        }
    }
}

static bool
may_replace(Web *s)
{
    HirInstr *object = s->object;
    if (object->op == HIR_BuildTuple ? object->nargs == 0 /* there is only one */
                                     : (object->imm & HIR_PLAIN_INSTANCE) == 0) {
        return false;
    }
    return collect(s) && fields_are_known(s);
}

/* ---- Fields as values ------------------------------------------------------------------------ */

/* Before the other phis of the block; its operands come later. */
static HirInstr *
make_phi(Web *s, HirBlock *block)
{
    HirInstr **args = ADDER_NEW_ARRAY(s->func->arena, HirInstr *, block->preds.n);
    HirInstr *phi = args ? hir_instr_new(s->func, HIR_Phi, NULL, block->preds.n, args) : NULL;
    if (phi != NULL) {
        phi->type = ADDER_T_Object;
        phi->bytecode = block->bytecode;
        hir_insert_before(block->first, phi);
    }
    return phi;
}

static HirInstr **
copy_fields(Web *s, HirInstr *const *fields)
{
    HirInstr **copy = ADDER_NEW_ARRAY(s->func->arena, HirInstr *, MAX_FIELDS);
    if (copy != NULL) {
        memcpy(copy, fields, sizeof(*copy) * (size_t)s->nfields);
    }
    return copy;
}

/* At a block's start: what came along its only edge, or phis. */
static void
enter(Web *s, HirBlock *block)
{
    const HirBlock *first = block->preds.at[0];
    s->set = s->m->set_after[first->order];
    for (int k = 0; k < s->nfields; k++) {
        bool has = (s->set >> k & 1) != 0;
        s->fields[k] = !has                  ? NULL
                       : block->preds.n == 1 ? s->m->fields_after[first->order][k]
                                             : make_phi(s, block);
    }
    s->m->fields_before[block->order] = copy_fields(s, s->fields);
}

/* The phis that `enter` made. */
static void
fill_phis(Member *m, int nfields, const HirBlock *block)
{
    for (int k = 0; k < nfields; k++) {
        HirInstr *phi = m->fields_before[block->order][k];
        for (int p = 0; phi != NULL && p < block->preds.n; p++) {
            phi->args[p] = hir_resolve(m->fields_after[block->preds.at[p]->order][k]);
        }
    }
}

/* The class is the same for all of the web: one that is known at the phi, or a phi. */
static HirInstr *
header_of(Web *s, Member *phi)
{
    for (int k = 0; k < phi->value->nargs; k++) {
        const Member *from = member_at(s, phi, k);
        HirInstr *header = from != NULL ? from->header : NULL;
        if (header != NULL && header->block != phi->value->block
            && hir_dominates(header->block, phi->value->block)) {
            return header;
        }
    }
    return make_phi(s, phi->value->block);
}

static bool
is_phi_of(const HirInstr *header, const Member *m)
{
    return header != NULL && header->op == HIR_Phi && header->block == m->value->block;
}

/* What the member's fields are where it begins. */
static void
begin(Web *s, Member *m)
{
    HirInstr *value = m->value;
    for (int k = 0; k < s->nfields; k++) {
        bool has = (m->set >> k & 1) != 0;
        m->fields[k] = !has                          ? NULL
                       : value->op == HIR_Phi        ? make_phi(s, value->block)
                       : value->op == HIR_BuildTuple ? hir_resolve(value->args[k])
                                                     : NULL;
    }
    if (s->kind->header > 0) {
        m->header = value->op == HIR_Phi ? header_of(s, m) : hir_resolve(value->args[0]);
    }
    if (m->outside) {
        m->is_object = make_phi(s, value->block);
        m->other = make_phi(s, value->block);
    }
    for (Twin *twin = m->twins; twin != NULL; twin = twin->next) {
        twin->is_object = make_phi(s, value->block);
        twin->other = make_phi(s, value->block);
    }
}

/* ---- Naming the object in states ------------------------------------------------------------- */

static HirInstr *
emit_virtual(Web *s, AdderEmit *e)
{
    HirInstr *args[MAX_FIELDS + 1];
    int n = 0;
    if (s->m->header != NULL) {
        args[n++] = s->m->header;
    }
    for (int k = 0; k < s->nfields; k++) {
        bool has = (s->set >> k & 1) != 0;
        args[n++] = has ? hir_resolve(s->fields[k]) : adder_emit0(e, HIR_NullConst);
    }
    HirInstr *node = adder_emit(e, s->kind->virtual_op, n, args);
    node->imm = s->m->value->id;
    node->type = s->object->type;
    return node;
}

/* The object as it is before `at`: virtual, or made. */
static HirInstr *
node_before(Web *s, HirInstr *at)
{
    if (s->node == NULL) {
        AdderEmit e = {.func = s->func, .at = at};
        s->node = emit_virtual(s, &e);
    }
    return s->node;
}

static HirInstr *
twin_before(Web *s, Twin *twin, HirInstr *at)
{
    if (twin->node == NULL) {
        AdderEmit e = {.func = s->func, .at = at};
        twin->node = adder_emit3(&e, HIR_ChoiceVirtual, twin->is_object, twin->other, node_before(s, at));
    }
    return twin->node;
}

static void
name_value(HirInstr **value, void *arg)
{
    Web *s = arg;
    Twin *twin = twin_of(s->m, *value);
    if (is_object(s, *value)) {
        *value = s->node;
    }
    else if (twin != NULL) {
        *value = twin->node;
    }
}

/* The nodes that the state needs; false: it names nothing of the member's. */
static bool
name_before(Web *s, HirState *state, HirInstr *at, bool make)
{
    bool names = state_names(state, s->m->value);
    for (Twin *twin = s->m->twins; twin != NULL; twin = twin->next) {
        bool named = state_names(state, twin->value);
        if (named && make) {
            twin_before(s, twin, at);
        }
        names |= named;
    }
    if (names && make) {
        node_before(s, at);
    }
    return names;
}

/* States are shared, also with instructions before a store: those that name the object are copied. */
static void
name_in_state(Web *s, HirInstr *i)
{
    if (i->state == NULL || (i->state != s->was && !name_before(s, i->state, i, false))) {
        return;
    }
    if (i->state != s->was || s->node == NULL) {
        HirState *copy = hir_state_copy(s->func, i->state);
        if (copy == NULL) {
            return;
        }
        name_before(s, i->state, i, true);
        hir_state_visit(copy, name_value, s);
        s->was = i->state;
        s->is = copy;
    }
    i->state = s->is;
}

/* From here on other values; what was made, or may be something else, is the same all the time. */
static void
forget_names(Web *s)
{
    s->node = s->made != NULL ? s->made : s->m->choice;
    for (Twin *twin = s->m->twins; twin != NULL; twin = twin->next) {
        twin->node = NULL;
    }
    s->was = s->is = NULL;
}

/* ---- Replacing ------------------------------------------------------------------------------- */

/* The object is known, its class may have changed. */
static void
check_class(Web *s, HirInstr *guard, HirOp op)
{
    AdderEmit e = adder_emit_before(s->func, guard);
    HirInstr *check = adder_emit1(&e, op, hir_resolve(s->m->header));
    check->imm = guard->imm;
    if (op == HIR_GuardVersion) {
        check->type = ADDER_T_Type;
    }
}

static HirInstr *
constant_of(Web *s, HirInstr *i, HirOp op, int64_t value)
{
    AdderEmit e = adder_emit_before(s->func, i);
    HirInstr *constant = adder_emit0(&e, op);
    constant->imm = value;
    return constant;
}

static void
name_in_operands(Web *s, HirInstr *i)
{
    for (int k = 0; k < i->nargs; k++) {
        if (is_object(s, i->args[k])) {
            i->args[k] = node_before(s, i);
        }
    }
}

/* i has the object as operand 0 or 1. */
static void
replace_use(Web *s, HirInstr *i)
{
    if (is_store(s, i)) {
        s->set |= UINT32_C(1) << field_of(s, i);
        s->fields[field_of(s, i)] = hir_resolve(i->args[s->kind->value]);
        forget_names(s);
        hir_remove(i);
        return;
    }
    if (is_load(s, i)) {
        hir_replace(i, hir_resolve(s->fields[field_of(s, i)]));
        return;
    }
    switch (i->op) {
    case HIR_GuardClass:
        check_class(s, i, HIR_GuardVersion);
        hir_replace(i, s->m->value);
        break;
    case HIR_GuardKeys:
        check_class(s, i, HIR_GuardClassKeys);
        hir_remove(i);
        break;
    case HIR_ClassAttr:
        i->args[0] = hir_resolve(s->m->header);
        break;
    case HIR_SameObject:
        hir_replace(i, constant_of(s, i, HIR_ConstI1,
                                   is_object(s, i->args[0]) && is_object(s, i->args[1])));
        break;
    case HIR_IsNull:
        hir_replace(i, constant_of(s, i, HIR_ConstI1, 0));
        break;
    case HIR_InstanceValues: /* nothing of it will be loaded */
        hir_replace(i, constant_of(s, i, HIR_ConstI64, 0));
        break;
    case HIR_ListLen:
        hir_replace(i, constant_of(s, i, HIR_ConstI64, s->nfields));
        break;
    default: /* a guard that is proven */
        hir_replace(i, s->m->value);
        break;
    }
}

static bool
has_operand(const Web *s, const HirInstr *i)
{
    for (int k = 0; k < i->nargs; k++) {
        if (is_object(s, i->args[k])) {
            return true;
        }
    }
    return false;
}

/* An instance with the fields as they are before the point; without memory the interpreter goes on with
 * one that the exit makes. */
static HirInstr *
make_instance(Web *s, AdderEmit *e)
{
    HirInstr *cls = adder_emit1(e, HIR_GuardVersion, hir_resolve(s->m->header));
    cls->imm = (uint32_t)s->object->imm;
    cls->type = ADDER_T_Type;
    name_in_state(s, cls);
    e->state = cls->state;
    HirInstr *made = adder_emit1(e, HIR_InstanceNew, cls);
    made->imm = s->object->imm;
    made->classes = s->object->classes;
    for (int k = 0; k < s->nfields; k++) {
        if ((s->set >> k & 1) != 0) {
            HirInstr *args[3] = {made};
            if (s->kind->value > 1) {
                args[1] = adder_emit1(e, HIR_InstanceValues, made);
            }
            args[s->kind->value] = hir_resolve(s->fields[k]);
            HirInstr *store = adder_emit(e, s->kind->store, s->kind->value + 1, args);
            store->imm = s->kind->first + k * s->kind->unit;
        }
    }
    return made;
}

static HirInstr *
make_tuple(Web *s, AdderEmit *e)
{
    HirInstr *items[MAX_FIELDS];
    for (int k = 0; k < s->nfields; k++) {
        items[k] = hir_resolve(s->fields[k]);
    }
    HirInstr *made = adder_emit(e, HIR_BuildTuple, s->nfields, items);
    name_in_state(s, made);
    return made;
}

/* At the member's point. */
static void
make_after_all(Web *s)
{
    Member *m = s->m;
    AdderEmit e = {.func = s->func, .at = m->point, .state = m->point_state};
    HirInstr *made = s->object->op == HIR_BuildTuple ? make_tuple(s, &e) : make_instance(s, &e);
    made->type = s->object->type;
    s->made = m->made = made;
    forget_names(s);
}

static void
replace_in_block(Web *s, HirInstr *first)
{
    for (HirInstr *i = first, *next; i != NULL; i = next) {
        next = i->next;
        if (i == s->m->point) {
            make_after_all(s);
        }
        if (is_virtual_object(i)) {
            name_in_operands(s, i);
            continue; /* at the same point as what follows */
        }
        name_in_state(s, i);
        if (i->op != HIR_Phi && has_operand(s, i)) {
            if (s->made != NULL) {
                name_in_operands(s, i);
            }
            else {
                replace_use(s, i);
            }
        }
        if (s->holds_objects) {
            forget_names(s);
        }
    }
}

/* A phi that may be something else: one node for all states. */
static void
name_choice(Web *s)
{
    AdderEmit e = {.func = s->func, .at = adder_after_phis(s->m->value->block)};
    s->m->choice = adder_emit3(&e, HIR_ChoiceVirtual, s->m->is_object, s->m->other, emit_virtual(s, &e));
}

/* The blocks that the member lives in; those behind its point have the object made. */
static void
replace_member(Web *s, Member *m)
{
    int from = m->value->block->order;
    s->m = m;
    s->set = m->set;
    s->fields = copy_fields(s, m->fields);
    for (int b = from; s->fields != NULL && b < s->func->blocks.n && !adder_arena_failed(s->func->arena); b++) {
        HirBlock *block = s->func->blocks.at[b];
        bool inside = is_inside(s, m, block);
        if (!inside && !(is_made_after(m, block) && lives_in(s, m, block))) {
            continue;
        }
        s->made = inside ? NULL : m->made;
        if (inside && b > from) {
            enter(s, block);
        }
        if (b == from && m->outside) {
            name_choice(s);
        }
        forget_names(s);
        replace_in_block(s, b > from                  ? block->first
                            : m->value->op == HIR_Phi ? adder_after_phis(block)
                                                      : m->value->next);
        m->set_after[b] = s->set;
        m->fields_after[b] = copy_fields(s, s->fields);
    }
}

/* Phis behind the point take the object made. */
static void
hand_over(Web *s, Member *m)
{
    for (int b = 0; m->made != NULL && b < s->func->blocks.n; b++) {
        HirBlock *block = s->func->blocks.at[b];
        for (HirInstr *phi = block->first; phi != NULL && phi->op == HIR_Phi; phi = phi->next) {
            for (int k = 0; k < phi->nargs; k++) {
                HirInstr *arg = phi->args[k];
                if (is_value(arg, m->value) && is_made_after(m, block->preds.at[k])) {
                    phi->args[k] = m->made;
                }
            }
        }
    }
}

/* ---- Phis of the web ------------------------------------------------------------------------- */

static void
fill_parts(Web *s, Member *m, int p)
{
    HirBlock *pred = m->value->block->preds.at[p];
    AdderEmit e = {.func = s->func, .at = hir_block_end(pred)};
    const Member *from = member_at(s, m, p);
    HirInstr *none = adder_emit0(&e, HIR_NullConst);
    for (int k = 0; k < s->nfields; k++) {
        HirInstr *field = from != NULL ? from->fields_after[pred->order][k] : NULL;
        if (m->fields[k] != NULL) {
            m->fields[k]->args[p] = field != NULL ? hir_resolve(field) : none;
        }
    }
    if (is_phi_of(m->header, m)) {
        m->header->args[p] = from != NULL ? hir_resolve(from->header) : none;
    }
    for (Twin *twin = m->twins; twin != NULL; twin = twin->next) {
        const HirInstr *root = hir_root(hir_resolve(twin->value->args[p]));
        bool same = is_value(m->value->args[p], root);
        twin->is_object->args[p] = adder_emit0(&e, HIR_ConstI1);
        twin->is_object->args[p]->imm = same;
        twin->other->args[p] = same ? none : hir_resolve(twin->value->args[p]);
    }
    if (!m->outside) {
        return;
    }
    if (from != NULL && from->outside) {
        m->is_object->args[p] = from->is_object;
        m->other->args[p] = from->other;
        return;
    }
    m->is_object->args[p] = adder_emit0(&e, HIR_ConstI1);
    m->is_object->args[p]->imm = from != NULL;
    m->other->args[p] = from != NULL ? none : hir_resolve(m->value->args[p]);
}

static void
fill_member(Web *s, Member *m)
{
    for (int b = m->value->block->order + 1; b < s->func->blocks.n; b++) {
        if (m->fields_before[b] != NULL && s->func->blocks.at[b]->preds.n > 1) {
            fill_phis(m, s->nfields, s->func->blocks.at[b]);
        }
    }
    for (int p = 0; m->value->op == HIR_Phi && p < m->value->nargs; p++) {
        fill_parts(s, m, p);
    }
}

typedef void MemberWork(Web *s, Member *m);

static void
remove_member(Web *s, Member *m)
{
    (void)s;
    hir_remove(m->value);
    for (const Twin *twin = m->twins; twin != NULL; twin = twin->next) {
        hir_remove(twin->value);
    }
}

static void
replace(Web *s)
{
    static MemberWork *const steps[] = {begin, replace_member, hand_over, fill_member, remove_member};
    look_into_fields(s);
    for (size_t step = 0; step < ADDER_COUNT(steps); step++) {
        for (int k = 0; k < s->members.n && !adder_arena_failed(s->func->arena); k++) {
            steps[step](s, s->members.at[k]);
        }
    }
    hir_apply_forwards(s->func);
}

/* ---- The pass -------------------------------------------------------------------------------- */

typedef bool PhiWork(HirInstr *phi);

static bool
for_new_phis(HirFunc *func, int first_new, PhiWork *work)
{
    bool changed = false;
    for (int b = 0; b < func->blocks.n; b++) {
        HirInstr *phi = func->blocks.at[b]->first;
        for (; phi != NULL && phi->op == HIR_Phi; phi = phi->next) {
            changed |= phi->id >= first_new && work(phi);
        }
    }
    return changed;
}

static bool
clear_type(HirInstr *phi)
{
    phi->type = 0;
    return false;
}

static bool
grow_type(HirInstr *phi)
{
    AdderTypes types = phi->type;
    for (int k = 0; k < phi->nargs; k++) {
        types |= phi->args[k]->type;
    }
    bool grown = types != phi->type;
    phi->type = types;
    return grown;
}

/* The new phis have the types of their operands, growing from nothing. */
static void
type_phis(HirFunc *func, int first_new)
{
    for_new_phis(func, first_new, clear_type);
    while (for_new_phis(func, first_new, grow_type)) {
    }
}

/* What holds until something is replaced. */
typedef struct {
    const AdderLiveness *live; /* NULL: to be looked at */
    AdderLoop **loops;
} Flow;

static bool
try_object(HirFunc *func, Flow *flow, HirInstr *object)
{
    if (flow->live == NULL) {
        *flow = (Flow){adder_liveness(func), adder_loops(func)};
    }
    for (size_t k = 0; k < ADDER_COUNT(kinds) && !adder_arena_failed(func->arena); k++) {
        Web s = {.func = func, .object = object, .kind = &kinds[k]};
        s.live = flow->live;
        s.loops = flow->loops;
        if (kinds[k].make == object->op && may_replace(&s)) {
            replace(&s);
            *flow = (Flow){NULL, NULL};
            return true;
        }
    }
    return false;
}

/* Objects of the web go along with the one that was tried. */
static bool
try_block(HirFunc *func, Flow *flow, HirBlock *block)
{
    bool changed = false;
    for (HirInstr *i = block->first, *next; i != NULL; i = next) {
        next = i->next;
        bool made = i->op == HIR_InstanceNew || i->op == HIR_BuildTuple;
        if (made && try_object(func, flow, i)) {
            changed = true;
            next = block->first;
        }
    }
    return changed;
}

static bool
try_all(HirFunc *func)
{
    bool changed = false;
    Flow flow = {NULL, NULL};
    for (int b = 0; b < func->blocks.n; b++) {
        changed |= try_block(func, &flow, func->blocks.at[b]);
    }
    return changed;
}

AdderStatus
adder_pass_escape(HirFunc *func)
{
    bool changed = false;
    int first_new = func->next_value;
    hir_analyse(func);
    while (try_all(func)) { /* what was in a container may be free now */
        changed = true;
    }
    if (changed) {
        type_phis(func, first_new);
        return adder_pass_simplify(func);
    }
    return adder_arena_failed(func->arena) ? ADDER_NOMEM : ADDER_OK;
}
