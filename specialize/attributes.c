/* Attribute sites: the interpreter's cache, else the class that was sampled. Owns nothing. */
#include "specialize/attributes.h"

#include "profile/feedback.h"

static AdderLook
look_of(const HirInstr *instr)
{
    return instr->op == HIR_LoadMethod  ? ADDER_LOOK_METHOD
           : instr->op == HIR_StoreAttr ? ADDER_LOOK_STORE
                                        : ADDER_LOOK_LOAD;
}

/* The only class that was seen there, or NULL. */
static PyTypeObject *
only_class(const AdderSite *site)
{
    bool one = site->seen[0] == ADDER_T_Other && !site->manifold[0] && site->classes[0][1] == 0;
    return one ? adder_class_of(site->classes[0][0]) : NULL;
}

AdderCache
adder_attribute(const HirInstr *instr)
{
    AdderCache cache = {.kind = ADDER_CACHE_NONE};
    PyCodeObject *code = instr->state != NULL ? instr->state->code : NULL;
    const AdderSite *site = code != NULL ? adder_feedback_other(code, instr->bytecode) : NULL;
    if (code == NULL || instr->sym == NULL || instr->generic || (site != NULL && site->failed)) {
        return cache;
    }
    PyTypeObject *type = instr->known_class;
    if (type == NULL && site != NULL && site->samples > 0 && (site->seen[0] & ADDER_T_Other)) {
        type = only_class(site);
        if (type == NULL) {
            return cache; /* the cache for one class would not do for the others */
        }
    }
    if (instr->known_class == NULL) {
        cache = adder_cache_read(code, instr->state->bytecode);
    }
    bool stale = type != NULL && cache.version != type->tp_version_tag;
    if (type != NULL && (cache.kind == ADDER_CACHE_NONE || stale)) {
        cache = adder_lookup(type, instr->sym->object, look_of(instr));
    }
    return cache;
}
