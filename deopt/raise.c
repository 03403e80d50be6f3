/* Exceptions that leave a frame whose code does not handle them, without the evaluation loop.  GIL held. */
#include "deopt/deopt.h"
#include "irgen/runtime/runtime.h"

#include <internal/pycore_frame.h>

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

bool adder_raise_out(PyThreadState *ts, _PyInterpreterFrame *frame, int *line)
{
    const PyCodeObject *code = frame->f_code;
    if (adder_watched(ts) || ts->c_tracefunc != NULL || frame->owner != FRAME_OWNED_BY_THREAD
        || has_handler(code, _PyInterpreterFrame_LASTI(frame))) {
        return false;
    }
    adder_rt_add_traceback(ts, frame, line);
    while (frame->stacktop > code->co_nlocalsplus) {
        Py_XDECREF(_PyFrame_StackPop(frame));
    }
    return true;
}
