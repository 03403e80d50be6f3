/* While tracemalloc traces, the line of each allocation counts, in every frame: compiled code is
 * not entered, and what runs leaves at its next look (after the call that has started the tracing,
 * or at a poll).  GIL held, except in adder_aside_prepare. */
#include "embed/aside.h"

#include "embed/compiler.h"
#include "irgen/runtime/instance.h"
#include "profile/code.h"

#include <internal/pycore_pymem.h>
#include <string.h>

bool adder_aside;

static PyObject *(*plain_init)(void);
static _PyCFunctionFast plain_start;
static PyCFunction plain_stop;

/* Units that run now: each leaves where it next looks; the code is compiled again afterwards. */
static void make_units_leave(void)
{
    for (AdderCode *known = adder_codes; known != NULL; known = known->next) {
        for (AdderUnit *unit = known->units, *next; unit != NULL; unit = next) {
            next = unit->next;
            if (unit->running != 0) {
                adder_compiler_invalidate(unit, "tracemalloc has been started");
            }
        }
        for (AdderDirect *cell = known->directs; cell != NULL; cell = cell->next) {
            if (cell->unit != NULL) {
                adder_compiler_invalidate(cell->unit, "tracemalloc has been started");
            }
        }
    }
}

void adder_aside_update(void)
{
    bool before = adder_aside;
    adder_instances_look();
    adder_aside = _Py_tracemalloc_config.tracing != 0;
    if (adder_aside && !before) {
        make_units_leave();
    }
}

static PyObject *our_start(PyObject *module, PyObject *const *args, Py_ssize_t n)
{
    PyObject *result = plain_start(module, args, n);
    adder_aside_update();
    return result;
}

static PyObject *our_stop(PyObject *module, PyObject *none)
{
    PyObject *result = plain_stop(module, none);
    adder_aside_update();
    return result;
}

/* PyInit__tracemalloc, and then ours in the places of start and stop. */
static PyObject *init(void)
{
    PyObject *module = plain_init();
    PyModuleDef *def = module != NULL ? PyModule_GetDef(module) : NULL;
    for (PyMethodDef *m = def != NULL ? def->m_methods : NULL; m && m->ml_name; m++) {
        if (strcmp(m->ml_name, "start") == 0 && m->ml_flags == METH_FASTCALL) {
            memcpy(&plain_start, &m->ml_meth, sizeof plain_start);
            _PyCFunctionFast ours = our_start;
            memcpy(&m->ml_meth, &ours, sizeof ours);
        }
        else if (strcmp(m->ml_name, "stop") == 0 && m->ml_flags == METH_NOARGS) {
            plain_stop = m->ml_meth;
            m->ml_meth = our_stop;
        }
    }
    return module;
}

void adder_aside_prepare(void)
{
    for (struct _inittab *entry = PyImport_Inittab; entry->name != NULL; entry++) {
        if (strcmp(entry->name, "_tracemalloc") == 0) {
            plain_init = entry->initfunc;
            entry->initfunc = init;
        }
    }
}
