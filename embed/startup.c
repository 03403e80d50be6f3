/* The start of Python under Adder: what CPython's pymain_main does, with the evaluation loop put in
 * place between the core and the main initialisation, before site or any code of the user's. */
#define _GNU_SOURCE
#include "embed/startup.h"

#include "embed/aside.h"
#include "embed/embed.h"
#include "embed/log.h"
#include "profile/profile.h"

#include <dlfcn.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_pylifecycle.h>
#include <internal/pycore_runtime.h>
#include <link.h>

/* NULL if the interpreter is one that this object was compiled for. */
static const char *foreign(void)
{
    static char reason[160];
    if (Py_Version >> 16 != PY_VERSION_HEX >> 16) {
        snprintf(reason, sizeof reason, "it was built for Python %d.%d, this is %.20s",
                 PY_MAJOR_VERSION, PY_MINOR_VERSION, Py_GetVersion());
        return reason;
    }
    Dl_info info;
    const ElfW(Sym) *symbol = NULL;
    if (dladdr1(&_PyRuntime, &info, (void **)&symbol, RTLD_DL_SYMENT) != 0 && symbol != NULL &&
        symbol->st_size != sizeof _PyRuntime) {
        snprintf(reason, sizeof reason,
                 "it was built with the headers of Python %s, whose structures differ from those "
                 "of this %.20s", PY_VERSION, Py_GetVersion());
        return reason;
    }
    return NULL;
}

static PyStatus initialise(int argc, char **argv)
{
    PyPreConfig before;
    PyPreConfig_InitPythonConfig(&before);
    PyStatus status = Py_PreInitializeFromBytesArgs(&before, argc, argv);
    if (PyStatus_Exception(status)) {
        return status;
    }
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    status = PyConfig_SetBytesArgv(&config, argc, argv);
    if (!PyStatus_Exception(status)) {
        config._init_main = 0;
        status = Py_InitializeFromConfig(&config);
    }
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) {
        return status;
    }
    PyInterpreterState *interp = PyInterpreterState_Get();
    ((PyConfig *)_PyInterpreterState_GetConfig(interp))->_init_main = 1; /* as anybody may see */
    _PyInterpreterState_SetEvalFrameFunc(interp, adder_eval);
    adder_starting = true;
    adder_embed_installed();
    status = _Py_InitializeMain();
    adder_starting = false;
    return status;
}

int adder_core_main(int argc, char **argv, AdderMain *stock_main, char **envp)
{
    const char *reason = foreign();
    if (reason != NULL) {
        adder_notice("%s; Python runs without Adder", reason);
        return stock_main(argc, argv, envp);
    }
    if (adder_embed_init() != 0) {
        return stock_main(argc, argv, envp);
    }
    if (PyImport_AppendInittab("adder", PyInit_adder) < 0) {
        adder_notice("no memory for the module adder; Python runs without Adder");
        return stock_main(argc, argv, envp);
    }
    adder_aside_prepare();
    PyStatus status = initialise(argc, argv);
    if (PyStatus_IsExit(status)) {
        return status.exitcode;
    }
    if (PyStatus_Exception(status)) {
        Py_ExitStatusException(status);
    }
    return Py_RunMain();
}
