/* ./adder: python3.11 with Adder preloaded.  It turns its own options into the environment and
 * becomes the interpreter; what it cannot find costs one line, never the program.  No Python. */
#define _GNU_SOURCE
#include "embed/options.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef ADDER_PYTHON
#  define ADDER_PYTHON "/usr/bin/python3.11"
#endif

/* Where the shared objects are, as seen from the launcher: built tree, installed. */
static const char *const folders[] = {"lib", "../libexec/adder"};

static int fail(const char *what, const char *path)
{
    fprintf(stderr, "adder: cannot %s %s: %s\n", what, path, strerror(errno));
    return 127;
}

/* The active virtual environment's interpreter if it is ours under another name, else ours. */
static const char *interpreter(void)
{
    static char path[PATH_MAX];
    char real[PATH_MAX], ours[PATH_MAX];
    const char *venv = getenv("VIRTUAL_ENV");
    if (venv != NULL && venv[0] == '/' &&
        snprintf(path, sizeof path, "%s/bin/python3.11", venv) < PATH_MAX &&
        realpath(path, real) != NULL && realpath(ADDER_PYTHON, ours) != NULL &&
        strcmp(real, ours) == 0) {
        return path;
    }
    return ADDER_PYTHON;
}

/* Puts adder_preload.so in front of the other preloaded objects. */
static void preload(void)
{
    char self[PATH_MAX], path[2 * PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length > 0 ? length : 0] = '\0';
    const char *folder = dirname(self);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        snprintf(path, sizeof path, "%s/%s/adder_preload.so", folder, folders[i]);
        if (access(path, R_OK) != 0) {
            continue;
        }
        if (strpbrk(path, " :") != NULL) {
            fprintf(stderr, "adder: %s cannot be preloaded because of the space or colon in its "
                            "path; Python runs without Adder\n", path);
            return;
        }
        const char *others = getenv("LD_PRELOAD");
        char *value = NULL;
        if (others == NULL || *others == '\0') {
            setenv("LD_PRELOAD", path, 1);
        }
        else if (strstr(others, path) == NULL && asprintf(&value, "%s:%s", others, path) > 0) {
            setenv("LD_PRELOAD", value, 1);
            free(value);
        }
        return;
    }
    fprintf(stderr, "adder: adder_preload.so is neither in %s/%s nor in %s/%s; Python runs "
                    "without Adder\n", folder, folders[0], folder, folders[1]);
}

/* What the interpreter's own options say, up to the script. */
typedef struct {
    bool help; /* -h: Python's help, then ours */
    int first; /* the first argument that is not an option of the interpreter */
} Arguments;

/* Walks the options as Python's own getopt does; takes ours out of argv. */
static Arguments read_arguments(char **argv)
{
    Arguments found = {0};
    int from = 1, to = 1;
    for (; argv[from] != NULL && argv[from][0] == '-' && argv[from][1] != '\0'; from++) {
        const char *argument = argv[from], *value;
        const AdderOption *option = adder_option_argument(argument, &value);
        if (option != NULL) {
            setenv(adder_option_variable(option), value, 1);
            continue;
        }
        argv[to++] = argv[from];
        if (strncmp(argument, "--", 2) == 0) {
            found.help |= strcmp(argument, "--help") == 0 || strcmp(argument, "--help-all") == 0;
            if (argument[2] == '\0') {
                from++;
                break;
            }
            if (strcmp(argument, "--check-hash-based-pycs") == 0 && argv[from + 1] != NULL) {
                argv[to++] = argv[++from];
            }
            continue;
        }
        bool program = false;
        for (const char *letter = argument + 1; *letter != '\0'; letter++) {
            found.help |= *letter == 'h' || *letter == '?';
            program = *letter == 'c' || *letter == 'm';
            if (program || *letter == 'W' || *letter == 'X') {
                if (letter[1] == '\0' && !program && argv[from + 1] != NULL) {
                    argv[to++] = argv[++from];
                }
                break;
            }
        }
        if (program) {
            from++;
            break;
        }
    }
    found.first = to;
    while ((argv[to++] = argv[from]) != NULL) {
        from++;
    }
    return found;
}

/* Python's help from a child, then ours. */
static int help(const char *python, char **argv)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        execv(python, argv);
        _exit(fail("run", python));
    }
    if (child < 0 || waitpid(child, &status, 0) < 0) {
        return fail("run", python);
    }
    printf("\n");
    adder_options_help(stdout);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int argc, char **argv)
{
    (void)argc;
    const char *python = interpreter();
    Arguments arguments = read_arguments(argv);
    argv[0] = (char *)python;
    if (arguments.help) {
        return help(python, argv);
    }
    const char *enabled = getenv("ADDER");
    if (enabled == NULL) {
        setenv("ADDER", "1", 1);
    }
    if (enabled == NULL || strcmp(enabled, "0") != 0) {
        preload();
    }
    execv(python, argv);
    return fail("run", python);
}
