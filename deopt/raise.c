/* Exceptions that leave a frame whose code does not handle them, without the evaluation loop.  GIL held. */
#include "deopt/deopt.h"
#include "irgen/runtime/runtime.h"

#include <internal/pycore_frame.h>
#include <opcode.h>

/* Reads a number of an exception table: six bits a byte, the high ones first. */
static const uint8_t *read_number(const uint8_t *at, int *number)
{
    uint8_t byte = *at++;
    *number = byte & 63;
    while ((byte & 64) != 0) {
        byte = *at++;
        *number = *number << 6 | (byte & 63);
    }
    return at;
}

static bool has_handler(const PyCodeObject *code, int unit)
{
    const uint8_t *at = (const uint8_t *)PyBytes_AS_STRING(code->co_exceptiontable);
    const uint8_t *end = at + PyBytes_GET_SIZE(code->co_exceptiontable);
    while (at < end) {
        int first, size, target, depth;
        at = read_number(at, &first);
        at = read_number(at, &size);
        at = read_number(at, &target);
        at = read_number(at, &depth);
        if (unit < first) {
            return false;
        }
        if (unit < first + size) {
            return true;
        }
    }
    return false;
}

static bool leaves(PyThreadState *ts, const _PyInterpreterFrame *frame, int unit)
{
    return !adder_watched(ts) && ts->c_tracefunc == NULL && frame->owner == FRAME_OWNED_BY_THREAD
           && !has_handler(frame->f_code, unit);
}

static void drop_stack(_PyInterpreterFrame *frame)
{
    while (frame->stacktop > frame->f_code->co_nlocalsplus) {
        Py_XDECREF(_PyFrame_StackPop(frame));
    }
}

/* What RERAISE does: this frame is in the traceback already, and its position is where the exception came from. */
static void raise_again(_PyInterpreterFrame *frame, _Py_CODEUNIT *at)
{
    PyObject *value = _PyFrame_StackPop(frame);
    frame->prev_instr = at;
    if (_Py_OPARG(*at) != 0) {
        PyObject *lasti = frame->localsplus[frame->stacktop - _Py_OPARG(*at)];
        frame->prev_instr = _PyCode_CODE(frame->f_code) + PyLong_AsLong(lasti);
    }
    PyErr_Restore(Py_NewRef(PyExceptionInstance_Class(value)), value, PyException_GetTraceback(value));
}

bool adder_raise_out(PyThreadState *ts, _PyInterpreterFrame *frame, bool raised, int *line)
{
    _Py_CODEUNIT *at = frame->prev_instr + !raised;
    if ((!raised && _Py_OPCODE(*at) != RERAISE)
        || !leaves(ts, frame, (int)(at - _PyCode_CODE(frame->f_code)))) {
        return false;
    }
    if (raised) {
        adder_rt_add_traceback(ts, frame, line);
    }
    else {
        raise_again(frame, at);
    }
    drop_stack(frame);
    return true;
}
