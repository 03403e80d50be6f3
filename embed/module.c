/* The Python module `adder`: control and diagnosis from inside a program.
 *
 * Functions take Python functions, methods or code objects.  Ordinary CPython rules: GIL held, NULL
 * with an exception set on errors. */
#define _GNU_SOURCE
#include "embed/embed.h"

#include "embed/compiler.h"
#include "embed/dump.h"
#include "embed/options.h"
#include "embed/rules.h"
#include "embed/stats.h"
#include "irgen/irgen.h"

#include <stdlib.h>

/* ---- Arguments and small helpers ------------------------------------------------------------ */

/* The code of a function, method or code object; *function is NULL for a code object. */
static PyCodeObject *code_of(PyObject *object, PyFunctionObject **function)
{
    if (PyMethod_Check(object)) {
        object = PyMethod_GET_FUNCTION(object);
    }
    *function = PyFunction_Check(object) ? (PyFunctionObject *)object : NULL;
    if (*function != NULL) {
        return (PyCodeObject *)(*function)->func_code;
    }
    if (PyCode_Check(object)) {
        return (PyCodeObject *)object;
    }
    PyErr_Format(PyExc_TypeError, "a Python function, method or code object is needed, not %.100s",
                 Py_TYPE(object)->tp_name);
    return NULL;
}

static AdderCode *known_of(PyObject *object, PyFunctionObject **function)
{
    PyCodeObject *code = code_of(object, function);
    if (code == NULL) {
        return NULL;
    }
    AdderCode *known = adder_code_make(code);
    if (known == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "Adder is not installed in this interpreter");
    }
    return known;
}

/* What write() prints, as a str without the last newline. */
static PyObject *printed(void (*write)(FILE *out, void *arg), void *arg)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) {
        return PyErr_NoMemory();
    }
    write(out, arg);
    fclose(out);
    size -= text != NULL && size > 0 && text[size - 1] == '\n';
    PyObject *result = text ? PyUnicode_DecodeUTF8(text, (Py_ssize_t)size, "replace")
                            : PyErr_NoMemory();
    free(text);
    return result;
}

/* ---- Switch --------------------------------------------------------------------------------- */

PyDoc_STRVAR(enable_doc, "enable()\n--\n\nLet Adder compile and run compiled code (again).");
static PyObject *module_enable(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    adder_options.enabled = adder_code_index >= 0;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(disable_doc,
             "disable()\n--\n\nNeither compile nor enter compiled code until enable().");
static PyObject *module_disable(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    adder_options.enabled = false;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(is_enabled_doc, "is_enabled()\n--\n\nTrue if Adder is at work.");
static PyObject *module_is_enabled(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    return PyBool_FromLong(adder_options.enabled);
}

typedef struct {
    PyObject_HEAD
    bool before; /* what __exit__ goes back to */
} Pause;

static PyObject *pause_enter(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    ((Pause *)self)->before = adder_options.enabled;
    adder_options.enabled = false;
    return Py_NewRef(self);
}

static PyObject *pause_exit(PyObject *self, PyObject *Py_UNUSED(args))
{
    adder_options.enabled = ((Pause *)self)->before;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(wait_doc, "wait()\n--\n\nWait until nothing is being compiled in the background.");
static PyObject *module_wait(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    adder_compiler_wait();
    Py_RETURN_NONE;
}

static PyMethodDef pause_methods[] = {
    {"__enter__", pause_enter, METH_NOARGS, NULL},
    {"__exit__", pause_exit, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
PyDoc_STRVAR(pause_doc, "pause()\n--\n\nContext manager: `with adder.pause():` interprets.");
static PyType_Slot pause_slots[] = {
    {Py_tp_methods, pause_methods},
    {Py_tp_doc, (void *)pause_doc},
    {0, NULL},
};
static PyType_Spec pause_spec = {"adder.pause", sizeof(Pause), 0, Py_TPFLAGS_DEFAULT, pause_slots};

/* ---- Functions ------------------------------------------------------------------------------ */

PyDoc_STRVAR(is_compiled_doc, "is_compiled(function)\n--\n\n"
                              "True if machine code exists for the function or a loop in it.");
static PyObject *module_is_compiled(PyObject *Py_UNUSED(self), PyObject *object)
{
    PyFunctionObject *function;
    PyCodeObject *code = code_of(object, &function);
    if (code == NULL) {
        return NULL;
    }
    const AdderCode *known = adder_code_get(code);
    return PyBool_FromLong(known != NULL && known->units != NULL);
}

PyDoc_STRVAR(compiled_doc, "compiled()\n--\n\n"
                           "Names, module:qualname, of the code that has machine code now.");
static PyObject *module_compiled(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    PyObject *list = PyList_New(0);
    for (AdderCode *known = adder_codes; list != NULL && known != NULL; known = known->next) {
        if (known->units == NULL || known->units->record == NULL) {
            continue;
        }
        PyObject *name = PyUnicode_FromString(known->units->record->name);
        if (name == NULL || PyList_Append(list, name) < 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(name);
    }
    return list;
}

PyDoc_STRVAR(compile_doc, "compile(function)\n--\n\nCompile the function's entry now, with what "
                          "has been seen so far.\nTrue if it is compiled; explain() tells why "
                          "not.");
static PyObject *module_compile(PyObject *Py_UNUSED(self), PyObject *object)
{
    PyFunctionObject *function;
    AdderCode *known = known_of(object, &function);
    if (known == NULL) {
        return NULL;
    }
    if (function == NULL) {
        PyErr_SetString(PyExc_TypeError, "compile() needs a function: code alone has no globals");
        return NULL;
    }
    PyObject *globals = function->func_globals, *builtins = function->func_builtins;
    if (adder_code_unit(known, globals, builtins, 0) != NULL) {
        Py_RETURN_TRUE;
    }
    if (!adder_options.enabled || !adder_select_allows(known, globals)) {
        Py_RETURN_FALSE;
    }
    adder_loop_quicken(known->code);
    AdderStatus status = adder_compile(known->code, function, globals, builtins, 0, NULL, false);
    if (status == ADDER_OK) {
        known->code->co_warmup = -1;
    }
    return PyBool_FromLong(status == ADDER_OK);
}

PyDoc_STRVAR(skip_doc, "skip(function)\n--\n\nNever compile the function (machine code that it has "
                       "is dropped).\nReturns the function, so that it is a decorator too.");
static PyObject *module_skip(PyObject *Py_UNUSED(self), PyObject *object)
{
    PyFunctionObject *function;
    AdderCode *known = known_of(object, &function);
    if (known == NULL) {
        return NULL;
    }
    while (known->units != NULL) {
        adder_compiler_invalidate(known->units, "skip() was called");
    }
    adder_select_deny(known, "skip() was called");
    return Py_NewRef(object);
}

PyDoc_STRVAR(only_doc, "only(*patterns)\n--\n\nFrom now on compile only what matches: "
                       "\"module:qualname\" or \"qualname\",\nwith wildcards; '-' in front denies. "
                       "Code looked at before is judged again.");
static PyObject *module_only(PyObject *Py_UNUSED(self), PyObject *args)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
        const char *pattern = PyUnicode_AsUTF8(PyTuple_GET_ITEM(args, i));
        if (pattern == NULL) {
            return NULL;
        }
        adder_rules_add(pattern);
    }
    for (AdderCode *known = adder_codes; known != NULL; known = known->next) {
        known->judged = false;
    }
    Py_RETURN_NONE;
}

/* ---- Diagnosis ------------------------------------------------------------------------------ */

static void write_stats(FILE *out, void *Py_UNUSED(arg))
{
    adder_stats_json(out);
}

PyDoc_STRVAR(stats_doc, "stats()\n--\n\nWhat ADDER_STATS writes at exit, as a dict of now.");
static PyObject *module_stats(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    PyObject *text = printed(write_stats, NULL);
    PyObject *json = text != NULL ? PyImport_ImportModule("json") : NULL;
    PyObject *result = json != NULL ? PyObject_CallMethod(json, "loads", "O", text) : NULL;
    Py_XDECREF(json);
    Py_XDECREF(text);
    return result;
}

PyDoc_STRVAR(clear_stats_doc, "clear_stats()\n--\n\nStart counting anew.");
static PyObject *module_clear_stats(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    adder_stats_clear();
    Py_RETURN_NONE;
}

static void explain_exits(FILE *out, const AdderUnit *unit)
{
    for (uint32_t i = 0; i < unit->nexits; i++) {
        const AdderExit *exit = &unit->exits[i];
        if (exit->failures != 0 && exit->kind == ADDER_EXIT_DEOPT) {
            fprintf(out, "  left %u times: %s on line %d\n", exit->failures,
                    exit->op ? exit->op : "?", exit->line);
        }
    }
}

static void explain_units(FILE *out, const AdderCode *known)
{
    for (const AdderUnit *unit = known->units; unit != NULL; unit = unit->next) {
        int line = unit->entry_bytecode == 0
                       ? known->code->co_firstlineno
                       : PyCode_Addr2Line(known->code,
                                          unit->entry_bytecode * (int)sizeof(_Py_CODEUNIT));
        fprintf(out, "compiled from %s line %d: entered %llu times, left %llu times, %zu bytes\n",
                unit->entry_bytecode == 0 ? "its entry," : "the loop on", line,
                (unsigned long long)unit->entered, (unsigned long long)unit->left,
                unit->code_bytes);
        explain_exits(out, unit);
    }
}

static void write_explanation(FILE *out, void *arg)
{
    const AdderCode *known = arg;
    if (known == NULL) {
        fputs("not compiled: not looked at yet\n", out);
        return;
    }
    explain_units(out, known);
    if (known->units == NULL || known->reason != NULL) {
        fprintf(out, "%s%s\n", known->units == NULL ? "not compiled: " : "last refusal: ",
                known->reason != NULL ? known->reason : "not hot yet");
    }
    for (int i = 0; known->units == NULL && !known->denied && i < known->nways; i++) {
        const AdderWay *way = &known->ways[i];
        fprintf(out, "  %s: %u of %u%s\n", way->head == 0 ? "calls" : "turns of a loop",
                way->count, way->wanted, way->blacklisted ? ", given up" : "");
    }
}

PyDoc_STRVAR(explain_doc, "explain(function)\n--\n\nText: why the function is not compiled, or how "
                          "often its machine code was entered\nand which guard sent it back on "
                          "which line.");
static PyObject *module_explain(PyObject *Py_UNUSED(self), PyObject *object)
{
    PyFunctionObject *function;
    PyCodeObject *code = code_of(object, &function);
    return code != NULL ? printed(write_explanation, adder_code_get(code)) : NULL;
}

static void write_dump(FILE *out, void *arg)
{
    PyCodeObject *code = arg;
    const AdderCode *known = adder_code_get(code);
    AdderArena *arena = adder_arena_new(0);
    AdderBytecodes codes;
    if (arena != NULL && adder_decode(arena, code, &codes) == ADDER_OK) {
        adder_bytecode_print(code, &codes, out);
    }
    for (const AdderUnit *unit = known ? known->units : NULL; unit != NULL; unit = unit->next) {
        adder_dump_unit(unit, unit->record ? unit->record->name : "?", out);
        adder_dump_assembly(unit->record, out);
    }
    if (arena != NULL) {
        adder_arena_free(arena);
    }
}

PyDoc_STRVAR(dump_doc, "dump(function)\n--\n\nText: the bytecode as Adder reads it, and the exits "
                       "of its units; with ADDER_ANNOTATE also their assembly, with lines of the source.");
static PyObject *module_dump(PyObject *Py_UNUSED(self), PyObject *object)
{
    PyFunctionObject *function;
    PyCodeObject *code = code_of(object, &function);
    return code != NULL ? printed(write_dump, code) : NULL;
}

PyDoc_STRVAR(config_doc, "config()\n--\n\nAll options and their present values, as a dict of str.");
static PyObject *module_config(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored))
{
    char text[1024];
    PyObject *dict = PyDict_New();
    for (int i = 0; dict != NULL && i < adder_option_count; i++) {
        const AdderOption *option = &adder_option_table[i];
        PyObject *value = PyUnicode_DecodeFSDefault(adder_option_text(option, text, sizeof text));
        if (value == NULL
            || PyDict_SetItemString(dict, adder_option_variable(option), value) < 0) {
            Py_CLEAR(dict);
        }
        Py_XDECREF(value);
    }
    return dict;
}

/* ---- The module ----------------------------------------------------------------------------- */

static PyMethodDef methods[] = {
    {"enable", module_enable, METH_NOARGS, enable_doc},
    {"disable", module_disable, METH_NOARGS, disable_doc},
    {"is_enabled", module_is_enabled, METH_NOARGS, is_enabled_doc},
    {"is_compiled", module_is_compiled, METH_O, is_compiled_doc},
    {"compiled", module_compiled, METH_NOARGS, compiled_doc},
    {"compile", module_compile, METH_O, compile_doc},
    {"skip", module_skip, METH_O, skip_doc},
    {"only", module_only, METH_VARARGS, only_doc},
    {"stats", module_stats, METH_NOARGS, stats_doc},
    {"clear_stats", module_clear_stats, METH_NOARGS, clear_stats_doc},
    {"explain", module_explain, METH_O, explain_doc},
    {"dump", module_dump, METH_O, dump_doc},
    {"wait", module_wait, METH_NOARGS, wait_doc},
    {"config", module_config, METH_NOARGS, config_doc},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(module_doc, "Adder, a method JIT for CPython: control and diagnosis.");
static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "adder", .m_doc = module_doc, .m_size = -1,
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit_adder(void)
{
    PyObject *module = PyModule_Create(&definition);
    PyObject *pause = module != NULL ? PyType_FromSpec(&pause_spec) : NULL;
    if (pause == NULL || PyModule_AddObjectRef(module, "pause", pause) < 0) {
        Py_CLEAR(module);
    }
    Py_XDECREF(pause);
    return module;
}
