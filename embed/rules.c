/* Rules by module and by function: patterns with shell wildcards, '-' in front denies.
 *
 * Of the module patterns that match the longest decides; of the list's lines the last.  When there
 * is any allowing pattern, what matches none is denied.  Owns its patterns for the process's life;
 * call with the GIL held or before threads start. */
#define _GNU_SOURCE
#include "embed/rules.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char **at;
    int n;
    bool allows; /* there is a pattern without '-' */
} Patterns;

static Patterns modules, listed;

static void add(Patterns *patterns, const char *text, size_t length)
{
    while (length > 0 && strchr(" \t\r\n", *text)) {
        text++;
        length--;
    }
    while (length > 0 && strchr(" \t\r\n", text[length - 1])) {
        length--;
    }
    char *copy = length > 0 && *text != '#' ? strndup(text, length) : NULL;
    char **at = copy ? realloc(patterns->at, sizeof *at * (size_t)(patterns->n + 1)) : NULL;
    if (at == NULL) {
        free(copy);
        return;
    }
    patterns->at = at;
    at[patterns->n++] = copy;
    patterns->allows = patterns->allows || *copy != '-';
}

static void clear(Patterns *patterns)
{
    for (int i = 0; i < patterns->n; i++) {
        free(patterns->at[i]);
    }
    free(patterns->at);
    memset(patterns, 0, sizeof *patterns);
}

static void read_list(const char *path)
{
    char *line = NULL;
    size_t size = 0;
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        fprintf(stderr, "adder: ADDER_LIST: cannot read %s: %m; all functions may compile\n", path);
        return;
    }
    while (getline(&line, &size, file) >= 0) {
        add(&listed, line, strlen(line));
    }
    listed.allows = true; /* an empty list allows nothing */
    free(line);
    fclose(file);
}

void adder_rules_load(const char *module_list, const char *path)
{
    clear(&modules);
    clear(&listed);
    for (const char *at = module_list; at != NULL && *at; at += strspn(at, ",")) {
        size_t length = strcspn(at, ",");
        add(&modules, at, length);
        at += length;
    }
    if (path != NULL) {
        read_list(path);
    }
}

void adder_rules_add(const char *pattern)
{
    add(&listed, pattern, strlen(pattern));
}

/* "pkg.*" is pkg itself too. */
static bool module_matches(const char *pattern, const char *module)
{
    size_t length = strlen(pattern);
    if (length > 2 && strcmp(pattern + length - 2, ".*") == 0 && strlen(module) == length - 2
        && strncmp(pattern, module, length - 2) == 0) {
        return true;
    }
    return fnmatch(pattern, module, 0) == 0;
}

static bool allow_module(const char *module)
{
    size_t longest = 0;
    bool allowed = !modules.allows;
    for (int i = 0; i < modules.n; i++) {
        bool denies = modules.at[i][0] == '-';
        const char *pattern = modules.at[i] + denies;
        if (strlen(pattern) >= longest && module_matches(pattern, module)) {
            longest = strlen(pattern);
            allowed = !denies;
        }
    }
    return allowed;
}

static bool allow_listed(const char *module, const char *qualname)
{
    char name[512];
    bool allowed = !listed.allows;
    snprintf(name, sizeof name, "%s:%s", module, qualname);
    for (int i = 0; i < listed.n; i++) {
        bool denies = listed.at[i][0] == '-';
        const char *pattern = listed.at[i] + denies;
        if (fnmatch(pattern, strchr(pattern, ':') ? name : qualname, 0) == 0) {
            allowed = !denies;
        }
    }
    return allowed;
}

bool adder_rules_allow(const char *module, const char *qualname, const char **reason)
{
    if (!allow_module(module)) {
        *reason = "its module is denied by ADDER_MODULES";
        return false;
    }
    if (!allow_listed(module, qualname)) {
        *reason = "not on the list (ADDER_LIST, adder.only)";
        return false;
    }
    return true;
}
