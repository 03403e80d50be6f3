/* adder_preload.so: preloaded into every process below ./adder, so tiny and with libc alone.
 *
 * It stands in for __libc_start_main.  In a python3.11 it hands libc a main of its own, which loads
 * adder_core.so from the same folder and lets it run Python; any other program is left alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <link.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef int Main(int, char **, char **);
typedef int CoreMain(int argc, char **argv, Main *stock_main, char **envp);
typedef int StartMain(Main *, int, char **, void (*)(void), void (*)(void), void (*)(void), void *);

static Main *stock_main;

static void complain(const char *format, const char *text)
{
    fprintf(stderr, "adder: ");
    fprintf(stderr, format, text);
    fprintf(stderr, "; Python runs without Adder\n");
}

static bool switched_off(void)
{
    const char *value = getenv("ADDER");
    return value != NULL && strcmp(value, "0") == 0;
}

/* A symbol that the executable itself defines, not a library that it links. */
static void *of_executable(const char *name)
{
    void *found = dlsym(RTLD_DEFAULT, name);
    struct link_map *map = NULL;
    Dl_info info;
    if (found == NULL || dladdr1(found, &info, (void **)&map, RTLD_DL_LINKMAP) == 0 ||
        map == NULL || map->l_name[0] != '\0') {
        return NULL;
    }
    return found;
}

/* Programs that embed Python have a main of their own: only interpreters are ours. */
static bool named_python(void)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0) {
        return false;
    }
    path[length] = '\0';
    const char *slash = strrchr(path, '/');
    return strncmp(slash != NULL ? slash + 1 : path, "python", 6) == 0;
}

static CoreMain *load_core(void)
{
    Dl_info info;
    char path[PATH_MAX];
    if (dladdr((void *)&stock_main, &info) == 0 || strrchr(info.dli_fname, '/') == NULL) {
        complain("%s is not loaded from a path", "adder_preload.so");
        return NULL;
    }
    int folder = (int)(strrchr(info.dli_fname, '/') - info.dli_fname);
    if (snprintf(path, sizeof path, "%.*s/adder_core.so", folder, info.dli_fname) >= PATH_MAX) {
        complain("the path of %s is too long", "adder_core.so");
        return NULL;
    }
    void *core = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    CoreMain *main_of_core = core != NULL ? (CoreMain *)dlsym(core, "adder_core_main") : NULL;
    if (main_of_core == NULL) {
        complain("%s", dlerror());
    }
    return main_of_core;
}

static int adder_main(int argc, char **argv, char **envp)
{
    const char *(*version)(void) = (const char *(*)(void))of_executable("Py_GetVersion");
    const unsigned long *number = of_executable("Py_Version"); /* from 3.11 on */
    if (number == NULL || *number >> 16 != 0x030b) {
        char text[64];
        snprintf(text, sizeof text, "Python %.10s", version != NULL ? version() : "?");
        *strchrnul(text + 7, ' ') = '\0';
        complain("it is made for Python 3.11, not %s", text);
        return stock_main(argc, argv, envp);
    }
    CoreMain *core_main = load_core();
    return core_main != NULL ? core_main(argc, argv, stock_main, envp)
                             : stock_main(argc, argv, envp);
}

__attribute__((visibility("default")))
int __libc_start_main(Main *program, int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack_end);

int __libc_start_main(Main *program, int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack_end)
{
    StartMain *start = (StartMain *)dlsym(RTLD_NEXT, "__libc_start_main");
    if (!switched_off() && of_executable("Py_RunMain") != NULL && named_python()) {
        stock_main = program;
        program = adder_main;
    }
    return start(program, argc, argv, init, fini, rtld_fini, stack_end);
}
