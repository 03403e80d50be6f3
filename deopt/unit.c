/* A unit's descriptors and constants: given back here.  GIL held (constants are released). */
#include "deopt/deopt.h"

#include <stdlib.h>

int adder_exit_line(const AdderUnit *unit, const AdderExit *exit, PyCodeObject *own)
{
    PyCodeObject *code = exit->nframes > 0 ? unit->frames[exit->frames].code : NULL;
    code = code != NULL ? code : own;
    return PyCode_Addr2Line(code, exit->bytecode * (int)sizeof(_Py_CODEUNIT));
}

void adder_unit_clear(AdderUnit *unit)
{
    PyObject **consts = unit->consts;
    uint32_t nconsts = unit->nconsts;
    free(unit->exits);
    free(unit->frames);
    free(unit->entries);
    free(unit->drops);
    free(unit->objects);
    free(unit->imms);
    unit->exits = NULL;
    unit->frames = NULL;
    unit->entries = NULL;
    unit->drops = NULL;
    unit->objects = NULL;
    unit->imms = NULL;
    unit->consts = NULL;
    unit->nexits = unit->nconsts = 0;
    for (uint32_t i = 0; i < nconsts; i++) {
        if (adder_counts_const(consts[i])) {
            Py_DECREF(consts[i]); /* may run anything: the unit is empty by now */
        }
    }
    free(consts);
}
