/* AdderCode: made on demand, kept in co_extra, freed with its code object.
 *
 * Owns sites, ways and the units' list (units themselves are given back through
 * adder_compiler_release).  GIL needed throughout; never raises. */
#include "profile/code.h"

#include "embed/compiler.h"

#include <stdlib.h>
#include <string.h>

Py_ssize_t adder_code_index = -1;
AdderCode *adder_codes;

static struct {
    AdderCode **at; /* [0] is nobody; NULL: its code has died */
    uint32_t n, room;
} numbered;

static void unlink_code(AdderCode *known)
{
    if (known->next != NULL) {
        known->next->previous = known->previous;
    }
    if (known->previous != NULL) {
        known->previous->next = known->next;
    }
    else {
        adder_codes = known->next;
    }
}

/* co_extra's free function: the code object is going. */
static void code_free(void *data)
{
    AdderCode *known = data;
    if (known == NULL) {
        return;
    }
    adder_compiler_forget(known);
    unlink_code(known);
    if (known->number != 0) {
        numbered.at[known->number] = NULL;
    }
    while (known->directs != NULL) {
        AdderDirect *cell = known->directs;
        known->directs = cell->next;
        free(cell);
    }
    for (int i = 0; i < known->nways; i++) {
        free(known->ways[i].met);
        free(known->ways[i].seen);
    }
    free(known->sites);
    free(known->ways);
    free(known->reason);
    free(known);
}

/* CPython's _PyCodeObjectExtra, which codeobject.c keeps to itself. */
typedef struct {
    Py_ssize_t size;
    void *extras[];
} CodeExtra;

/* ---- Sizes ---------------------------------------------------------------------------------- */

static PyCFunction plain_sizeof;

/* code.__sizeof__ without our record: with it each code object would seem larger. */
static PyObject *code_sizeof(PyObject *self, PyObject *none)
{
    PyCodeObject *code = (PyCodeObject *)self;
    CodeExtra *extra = code->co_extra;
    Py_ssize_t used = extra != NULL ? extra->size : 0;
    while (used > 0 && (used - 1 == adder_code_index || extra->extras[used - 1] == NULL)) {
        used--;
    }
    code->co_extra = used > 0 ? extra : NULL;
    PyObject *size = plain_sizeof(self, none);
    code->co_extra = extra;
    return size;
}

static void intercept_sizeof(void)
{
    for (PyMethodDef *m = PyCode_Type.tp_methods; plain_sizeof == NULL && m->ml_name; m++) {
        if (strcmp(m->ml_name, "__sizeof__") == 0 && m->ml_flags == METH_NOARGS) {
            plain_sizeof = m->ml_meth;
            m->ml_meth = code_sizeof;
        }
    }
}

/* ---- AdderCode ------------------------------------------------------------------------------ */

int adder_code_start(void)
{
    intercept_sizeof();
    /* Each life of the main interpreter has indices of its own. */
    adder_code_index = _PyEval_RequestCodeExtraIndex(code_free);
    return adder_code_index < 0 ? -1 : 0;
}

static AdderCode *code_new(PyCodeObject *code)
{
    AdderCode *known = calloc(1, sizeof *known);
    if (known == NULL) {
        return NULL;
    }
    known->code = code;
    if (adder_code_way(known, 0) == NULL) {
        free(known);
        return NULL;
    }
    return known;
}

/* Like _PyCode_SetExtra, but makes room for our index only, not for all that are in use: the free
 * functions of the others (a debugger's, say) would be called for code they have never seen. */
static bool attach(PyCodeObject *code, AdderCode *known)
{
    CodeExtra *extra = code->co_extra;
    Py_ssize_t size = extra != NULL ? extra->size : 0;
    if (size <= adder_code_index) {
        extra = PyMem_Realloc(extra, sizeof *extra
                                         + (size_t)(adder_code_index + 1) * sizeof(void *));
        if (extra == NULL) {
            return false;
        }
        while (size <= adder_code_index) {
            extra->extras[size++] = NULL;
        }
        extra->size = size;
        code->co_extra = extra;
    }
    extra->extras[adder_code_index] = known;
    return true;
}

AdderCode *adder_code_make(PyCodeObject *code)
{
    AdderCode *known = adder_code_get(code);
    if (known != NULL || adder_code_index < 0) {
        return known;
    }
    known = code_new(code);
    if (known == NULL || !attach(code, known)) {
        if (known != NULL) {
            free(known->ways);
            free(known);
        }
        return NULL;
    }
    known->next = adder_codes;
    if (adder_codes != NULL) {
        adder_codes->previous = known;
    }
    adder_codes = known;
    return known;
}

static bool make_room_for_number(void)
{
    uint32_t room = numbered.room == 0 ? 64 : 2 * numbered.room;
    AdderCode **at = numbered.n < numbered.room ? numbered.at
                                                : realloc(numbered.at, room * sizeof *at);
    if (at == NULL) {
        return false;
    }
    if (numbered.n == 0) {
        at[numbered.n++] = NULL;
    }
    numbered.room = at == numbered.at ? numbered.room : room;
    numbered.at = at;
    return true;
}

uint32_t adder_code_number(PyCodeObject *code)
{
    AdderCode *known = adder_code_make(code);
    if (known == NULL || (known->number == 0 && !make_room_for_number())) {
        return 0;
    }
    if (known->number == 0) {
        known->number = numbered.n++;
        numbered.at[known->number] = known;
    }
    return known->number;
}

AdderWay *adder_code_way(AdderCode *known, int head)
{
    for (int i = 0; i < known->nways; i++) {
        if (known->ways[i].head == head) {
            return &known->ways[i];
        }
    }
    if (known->nways == ADDER_MAX_WAYS) {
        return NULL;
    }
    AdderWay *ways = realloc(known->ways, sizeof *ways * (size_t)(known->nways + 1));
    if (ways == NULL) {
        return NULL;
    }
    known->ways = ways;
    ways += known->nways++;
    memset(ways, 0, sizeof *ways);
    ways->head = head;
    return ways;
}

AdderSite *adder_code_sites(AdderCode *known)
{
    if (known->sites == NULL) {
        known->sites = calloc((size_t)Py_SIZE(known->code), sizeof *known->sites);
    }
    return known->sites;
}

void adder_code_set_reason(AdderCode *known, const char *reason)
{
    free(known->reason);
    known->reason = reason != NULL ? strdup(reason) : NULL;
}

bool adder_types_meet(AdderEntryTypes **types, const _PyInterpreterFrame *frame)
{
    int n = frame->stacktop;
    bool more = false;
    if (*types == NULL) {
        *types = calloc(1, sizeof **types + sizeof *(*types)->types * (size_t)n);
        if (*types == NULL) {
            return false;
        }
        (*types)->n = n;
    }
    for (int i = 0; i < n && i < (*types)->n; i++) {
        AdderTypes before = (*types)->types[i];
        (*types)->types[i] |= adder_types_of(frame->localsplus[i]);
        more |= (*types)->types[i] != before;
    }
    return more;
}

void adder_code_fail_site(AdderCode *known, int index)
{
    AdderSite *sites = adder_code_sites(known);
    if (sites != NULL && index >= 0 && index < Py_SIZE(known->code)) {
        sites[index].failed = true;
    }
}

/* ---- feedback.h ----------------------------------------------------------------------------- */

static const AdderSite *site_in(const AdderCode *known, int index)
{
    bool has = known != NULL && known->sites != NULL && index >= 0 && index < Py_SIZE(known->code);
    return has ? &known->sites[index] : NULL;
}

static const AdderSite *site_at(PyCodeObject *code, int index)
{
    return site_in(code != NULL ? adder_code_get(code) : NULL, index);
}

const AdderSite *adder_feedback_site(const AdderCode *known, int index)
{
    const AdderSite *site = site_in(known, index);
    return site != NULL && (site->samples > 0 || site->failed) ? site : NULL;
}

const AdderSite *adder_feedback_other(PyCodeObject *code, int index)
{
    return adder_feedback_site(adder_code_get(code), index);
}

bool adder_feedback_failed(const AdderCode *known, int index)
{
    const AdderSite *site = site_in(known, index);
    return site != NULL && site->failed;
}

bool adder_feedback_apart(PyCodeObject *code, int index)
{
    const AdderSite *site = site_at(code, index);
    return site != NULL && site->apart;
}

bool adder_feedback_stays(PyCodeObject *code, int index)
{
    const AdderSite *site = site_at(code, index);
    return site != NULL && site->stays;
}

bool adder_feedback_tripped(PyCodeObject *code, int index)
{
    const AdderSite *site = site_at(code, index);
    return site != NULL && (site->trips > 0 || site->failed);
}

int adder_feedback_callees(const AdderSite *site, AdderCalled how, PyCodeObject *codes[ADDER_SITE_CALLEES])
{
    int n = 0;
    for (int k = 0; site != NULL && site->called == how && k < ADDER_SITE_CALLEES; k++) {
        const AdderCode *known = site->callees[k] != 0 ? numbered.at[site->callees[k]] : NULL;
        if (known != NULL) {
            codes[n++] = known->code;
        }
    }
    return n;
}

PyCodeObject *adder_feedback_callee(const AdderSite *site, AdderCalled how)
{
    PyCodeObject *codes[ADDER_SITE_CALLEES];
    return adder_feedback_callees(site, how, codes) == 1 ? codes[0] : NULL;
}

PyTypeObject *adder_feedback_self(const AdderSite *site)
{
    return site != NULL ? adder_class_of(site->self) : NULL;
}

PyObject *adder_feedback_builtin(const AdderSite *site)
{
    PyTypeObject *type = site != NULL && site->called == ADDER_CALLED_BUILTIN ? adder_feedback_self(site) : NULL;
    const char *name = type != NULL ? type->tp_methods[site->callees[0] - 1].ml_name : NULL;
    PyObject *found = name != NULL ? PyDict_GetItemString(type->tp_dict, name) : NULL;
    PyErr_Clear();
    return found != NULL && Py_IS_TYPE(found, &PyMethodDescr_Type) ? found : NULL;
}

/* ---- Direct calls --------------------------------------------------------------------------- */

enum { MAX_DIRECTS = 8 };

AdderDirect *adder_code_direct(AdderCode *known, PyObject *globals, PyObject *builtins,
                               const AdderSignature *signature, bool make)
{
    int n = 0;
    for (AdderDirect *cell = known->directs; cell != NULL; cell = cell->next, n++) {
        if (cell->globals == globals && cell->builtins == builtins
            && memcmp(&cell->signature, signature, sizeof *signature) == 0) {
            return cell;
        }
    }
    AdderDirect *cell = make && n < MAX_DIRECTS ? calloc(1, sizeof *cell) : NULL;
    if (cell != NULL) {
        cell->signature = *signature;
        cell->globals = globals;
        cell->builtins = builtins;
        cell->owner = known;
        cell->next = known->directs;
        known->directs = cell;
    }
    return cell;
}
