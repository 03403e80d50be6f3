/* Hooks that compile nothing, and a module that installs the loop: for training the loop's build and
 * for testing it without the rest of Adder.  Owns nothing; GIL held.
 *
 * adder_train.install() makes all frames that start from then on run in the loop.  Half of the code
 * objects go on counting, as while Adder watches them; the others are silenced, as when it has lost
 * interest.  adder_train.sample(True) samples an evaluation at each count; steps() counts them. */
#include "adder_loop.h"

#include <internal/pycore_interp.h>

int adder_warmup_bound;
static bool samples;
static unsigned long steps, counts;
static unsigned steps_left;

bool adder_wants_code(PyCodeObject *code)
{
    (void)code;
    return true;
}

static AdderOutcome count(PyThreadState *ts, PyCodeObject *code)
{
    counts++;
    code->co_warmup = -64;
    if (samples) {
        steps_left = 500;
        adder_loop_start_sampling(ts);
    }
    else if (((uintptr_t)code >> 6) & 1) {
        adder_loop_silence(code);
    }
    return ADDER_GO_ON;
}

AdderOutcome adder_on_resume(PyThreadState *ts, _PyInterpreterFrame *frame, PyObject **retval)
{
    (void)retval;
    return count(ts, frame->f_code);
}

AdderOutcome adder_on_backedge(PyThreadState *ts, _PyInterpreterFrame *frame,
                               _Py_CODEUNIT *target, PyObject **retval)
{
    (void)retval, (void)target;
    return count(ts, frame->f_code);
}

PyObject *adder_eval(PyThreadState *ts, _PyInterpreterFrame *frame, int throwflag)
{
    return adder_loop_eval(ts, frame, throwflag);
}

PyObject *adder_generator_eval(PyThreadState *ts, _PyInterpreterFrame *frame, int throwflag)
{
    return adder_loop_eval(ts, frame, throwflag);
}

bool adder_profile_step(PyThreadState *ts, _PyInterpreterFrame *frame, _Py_CODEUNIT *next_instr,
                        PyObject **stack_pointer)
{
    (void)ts, (void)frame, (void)next_instr, (void)stack_pointer;
    steps++;
    return steps_left-- > 0;
}

static PyObject *train_install(PyObject *module, PyObject *ignored)
{
    (void)module, (void)ignored;
    _PyInterpreterState_SetEvalFrameFunc(PyInterpreterState_Get(), adder_eval);
    if (adder_loop_take_generators() < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *train_sample(PyObject *module, PyObject *on)
{
    (void)module;
    samples = PyObject_IsTrue(on) == 1;
    Py_RETURN_NONE;
}

static PyObject *train_steps(PyObject *module, PyObject *ignored)
{
    (void)module, (void)ignored;
    return Py_BuildValue("kk", steps, counts);
}

static PyMethodDef methods[] = {
    {"install", train_install, METH_NOARGS, NULL},
    {"sample", train_sample, METH_O, NULL},
    {"steps", train_steps, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "adder_train", .m_size = -1, .m_methods = methods,
};

PyMODINIT_FUNC PyInit_adder_train(void);
PyMODINIT_FUNC PyInit_adder_train(void)
{
    return PyModule_Create(&definition);
}
