/* Builtins that go through an iterable once, written in Python: over a generator that can be put into a
 * loop, their calls become such loops.
 *
 * An exit goes on in the interpreter with a frame of that Python code.  It counts as one that has not
 * begun (its first traceable instruction lies behind its end), so that no traceback, no
 * sys._getframe() and no warning sees it, as the builtin itself has no frame.  The functions are made once and
 * never die.  GIL held. */
#include "specialize/consumers.h"

#include "support/common.h"

#include <string.h>

static const char source[] =
    "def sum(iterable, start):\n"
    "    for item in iterable:\n"
    "        start = start + item\n"
    "    return start\n"
    "def any(iterable):\n"
    "    for item in iterable:\n"
    "        if item: return True\n"
    "    return False\n"
    "def all(iterable):\n"
    "    for item in iterable:\n"
    "        if not item: return False\n"
    "    return True\n";

static AdderConsumer consumers[] = {
    {.name = "sum", .nargs = 2}, {.name = "any", .nargs = 1}, {.name = "all", .nargs = 1},
};

static void
take_code(PyCodeObject *code, PyObject *builtins)
{
    for (size_t k = 0; k < ADDER_COUNT(consumers); k++) {
        AdderConsumer *consumer = &consumers[k];
        if (PyUnicode_CompareWithASCIIString(code->co_name, consumer->name) == 0) {
            code->_co_firsttraceable = (int)Py_SIZE(code) + 1;
            consumer->builtin = Py_XNewRef(PyDict_GetItemString(builtins, consumer->name));
            consumer->function = (PyFunctionObject *)PyFunction_New((PyObject *)code, builtins);
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
    Py_XDECREF(module);
    PyErr_Clear();
}

const AdderConsumer *
adder_consumer_of(PyObject *builtin)
{
    static bool made;
    if (!PyCFunction_CheckExact(builtin)) {
        return NULL;
    }
    if (!made) {
        made = true;
        make_all();
    }
    for (size_t k = 0; k < ADDER_COUNT(consumers); k++) {
        if (consumers[k].builtin == builtin && consumers[k].function != NULL) {
            return &consumers[k];
        }
    }
    return NULL;
}
