/* Builtins that go through an iterable once, written in Python: over a generator that can be put into a
 * loop, their calls become such loops.
 *
 * An exit goes on in the interpreter with a frame of that Python code.  It counts as one that has not
 * begun (its first traceable instruction lies behind its end), so that no traceback, no
 * sys._getframe() and no warning sees it, as the builtin itself has no frame.  The functions are made once and
 * never die.  GIL held. */
#include "specialize/consumers.h"

#include "support/common.h"

#include <opcode.h>
#include <string.h>

static const char source[] =
    "def sum(iterable, start):\n"
    "    for item in iterable:\n"
    "        start = start + item\n"
    "    return start\n"
    "def sum_of_floats(iterable, start):\n" /* all its totals are of one type */
    "    begun = False; total = 0.0\n"
    "    for item in iterable:\n"
    "        if begun: total = total + item\n"
    "        else: total = start + item; begun = True\n"
    "    return total if begun else start\n"
    "def any(iterable):\n"
    "    for item in iterable:\n"
    "        if item: return True\n"
    "    return False\n"
    "def all(iterable):\n"
    "    for item in iterable:\n"
    "        if not item: return False\n"
    "    return True\n"
    "def min(iterable, error):\n"
    "    begun = False\n"
    "    for item in iterable:\n"
    "        if not begun: best = item; begun = True\n"
    "        elif item < best: best = item\n"
    "    if begun: return best\n"
    "    raise error('min() arg is an empty sequence')\n"
    "def max(iterable, error):\n"
    "    begun = False\n"
    "    for item in iterable:\n"
    "        if not begun: best = item; begun = True\n"
    "        elif item > best: best = item\n"
    "    if begun: return best\n"
    "    raise error('max() arg is an empty sequence')\n"
    "[item for item in iterable]\n"
    "{item for item in iterable}\n";

static AdderConsumer consumers[] = {
    {.name = "sum", .code = "sum_of_floats", .nargs = 2, .floats = true},
    {.name = "sum", .code = "sum", .nargs = 2},
    {.name = "any", .code = "any", .nargs = 1},
    {.name = "all", .code = "all", .nargs = 1},
    {.name = "list", .code = "<listcomp>", .nargs = 1, .quiet = true},
    {.name = "tuple", .code = "<listcomp>", .nargs = 1, .quiet = true},
    {.name = "set", .code = "<setcomp>", .nargs = 1, .quiet = true, .computes = true},
    {.name = "min", .code = "min", .nargs = 2, .quiet = true, .computes = true, .raises = true},
    {.name = "max", .code = "max", .nargs = 2, .quiet = true, .computes = true, .raises = true},
};

/* What a comprehension runs goes through an iterator as well, without a frame that anybody sees: it is list(), and
 * tuple() with one more instruction at its end. NULL without memory. */
static PyObject *
then_to_tuple(PyCodeObject *code)
{
    static const char end[] = {LIST_TO_TUPLE, 0, (char)RETURN_VALUE, 0};
    PyObject *bytes = PyCode_GetCode(code), *last = PyBytes_FromStringAndSize(end, sizeof end);
    PyObject *first = bytes != NULL ? PySequence_GetSlice(bytes, 0, PyBytes_GET_SIZE(bytes) - 2) : NULL;
    PyObject *all = first != NULL && last != NULL ? PySequence_Concat(first, last) : NULL;
    PyObject *keywords = all != NULL ? Py_BuildValue("{sO}", "co_code", all) : NULL;
    PyObject *method = PyObject_GetAttrString((PyObject *)code, "replace"), *none = PyTuple_New(0);
    PyObject *made = keywords != NULL && method != NULL && none != NULL
                         ? PyObject_Call(method, none, keywords)
                         : NULL;
    Py_XDECREF(none);
    Py_XDECREF(method);
    Py_XDECREF(keywords);
    Py_XDECREF(all);
    Py_XDECREF(first);
    Py_XDECREF(last);
    Py_XDECREF(bytes);
    return made;
}

static void
make_consumer(AdderConsumer *consumer, PyCodeObject *code, PyObject *builtins)
{
    if (code == NULL) {
        return;
    }
    code->_co_firsttraceable = (int)Py_SIZE(code) + 1;
    consumer->builtin = Py_XNewRef(PyDict_GetItemString(builtins, consumer->name));
    consumer->function = (PyFunctionObject *)PyFunction_New((PyObject *)code, builtins);
}

static void
take_code(PyCodeObject *code, PyObject *builtins)
{
    for (size_t k = 0; k < ADDER_COUNT(consumers); k++) {
        AdderConsumer *consumer = &consumers[k];
        if (PyUnicode_CompareWithASCIIString(code->co_name, consumer->code) != 0) {
            continue;
        }
        if (strcmp(consumer->name, "tuple") == 0) {
            PyObject *longer = then_to_tuple(code);
            make_consumer(consumer, (PyCodeObject *)longer, builtins);
            Py_XDECREF(longer);
        }
        else {
            make_consumer(consumer, code, builtins);
        }
    }
}

static void
make_all(void)
{
    PyObject *builtins = PyEval_GetBuiltins();
    PyObject *module = Py_CompileString(source, "<adder>", Py_file_input);
    PyObject *constants = module != NULL ? ((PyCodeObject *)module)->co_consts : NULL;
    for (Py_ssize_t k = 0; constants != NULL && k < PyTuple_GET_SIZE(constants); k++) {
        PyObject *constant = PyTuple_GET_ITEM(constants, k);
        if (PyCode_Check(constant)) {
            take_code((PyCodeObject *)constant, builtins);
        }
    }
    for (size_t k = 0; k < ADDER_COUNT(consumers); k++) {
        consumers[k].second = consumers[k].raises       ? Py_NewRef(PyExc_ValueError)
                              : consumers[k].nargs == 2 ? PyLong_FromLong(0)
                                                        : NULL;
    }
    Py_XDECREF(module);
    PyErr_Clear();
}

const AdderConsumer *
adder_consumer_of(PyObject *builtin, bool floats)
{
    static bool made;
    if (!PyCFunction_CheckExact(builtin) && !PyType_Check(builtin)) {
        return NULL;
    }
    if (!made) {
        made = true;
        make_all();
    }
    for (size_t k = 0; k < ADDER_COUNT(consumers); k++) {
        if (consumers[k].builtin == builtin && consumers[k].function != NULL
            && (floats || !consumers[k].floats)) {
            return &consumers[k];
        }
    }
    return NULL;
}
