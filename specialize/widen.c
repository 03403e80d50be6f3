/* What is known of a value at one site of its frame is expected at the others.
 *
 * A branch that has seldom run has met few of the classes that self is of: code that guards it by these alone leaves there,
 * and is made again for each such branch.  So attribute sites of one value in one code go by the classes that all of them have
 * seen, where the attribute has a place in each.  And guards of one value are the same then.  Memory: the arena's. */
#include "specialize/attributes.h"
#include "specialize/classes.h"

typedef struct {
    HirInstr *root;
    PyCodeObject *code;
    HirClasses all;
} Seen;

typedef ADDER_VEC(Seen) SeenValues;

static bool
is_site(const HirInstr *i)
{
    bool attribute = i->op == HIR_LoadAttr || i->op == HIR_StoreAttr || i->op == HIR_LoadMethod;
    return attribute && i->classes == NULL && !i->generic && i->sym != NULL && i->state != NULL && i->state->code != NULL
           && adder_classes_proven(i->args[0]) == NULL;
}

static bool
has(const HirClasses *classes, const PyTypeObject *type)
{
    for (int k = 0; k < classes->n; k++) {
        if (classes->at[k] == type) {
            return true;
        }
    }
    return false;
}

static Seen *
seen_of(const SeenValues *values, const HirInstr *i)
{
    const HirInstr *root = hir_root(hir_resolve(i->args[0]));
    for (int k = 0; k < values->n; k++) {
        if (values->at[k].root == root && values->at[k].code == i->state->code) {
            return &values->at[k];
        }
    }
    return NULL;
}

static void
note_site(HirFunc *func, SeenValues *values, const HirInstr *i)
{
    HirClasses own;
    if (!adder_classes_at(i, &own)) {
        return;
    }
    Seen *seen = seen_of(values, i);
    if (seen == NULL) {
        Seen first = {.root = hir_root(hir_resolve(i->args[0])), .code = i->state->code, .all = own};
        ADDER_VEC_PUSH(func->arena, values, first);
        return;
    }
    for (int k = 0; k < own.n && seen->all.n < HIR_MOST_CLASSES; k++) {
        if (!has(&seen->all, own.at[k])) {
            adder_add_class(&seen->all, own.at[k]);
        }
    }
}

/* Each of the classes has a place for it that code for the site can use. */
static bool
suits(HirFunc *func, HirInstr *i, const HirClasses *all)
{
    const HirClasses *copy = adder_classes_copy(func, all);
    i->classes = copy;
    bool agreed = copy != NULL && adder_attribute(i).cache.kind != ADDER_CACHE_NONE;
    bool suits = copy != NULL && (agreed || adder_can_tell_apart(func, i));
    i->classes = NULL;
    return suits;
}

/* What was never sampled is taken for what the others are. */
static bool
knows_fewer(const HirInstr *i, const HirClasses *all)
{
    HirClasses own;
    const AdderSite *site = adder_site_of(i);
    return adder_classes_at(i, &own) ? own.n < all->n : site == NULL || site->samples == 0;
}

static void
widen(HirFunc *func, const SeenValues *values, HirInstr *i)
{
    const Seen *seen = seen_of(values, i);
    if (seen != NULL && knows_fewer(i, &seen->all) && suits(func, i, &seen->all)) {
        i->classes = adder_classes_copy(func, &seen->all);
    }
}

void
adder_widen_sites(HirFunc *func)
{
    SeenValues values = {NULL, 0, 0};
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            if (is_site(i)) {
                note_site(func, &values, i);
            }
        }
    }
    for (int b = 0; b < func->blocks.n; b++) {
        HIR_FOR_INSTRS(i, func->blocks.at[b]) {
            if (is_site(i)) {
                widen(func, &values, i);
            }
        }
    }
}
