/* Loads adder_llvm.so from the folder of this very object, once.  The handle is never closed.
 * GIL needed. */
#define _GNU_SOURCE
#include "embed/backend.h"

#include "embed/log.h"

#include <dlfcn.h>
#include <limits.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { ADDRESS_SPACE_NEEDED = 320 << 20 }; /* LLVM mapped and at work; it aborts without memory */

static const AdderBackend *backend;
static char failure[512];

static bool fail(const char *format, const char *text)
{
    snprintf(failure, sizeof failure, format, text);
    adder_notice("nothing will be compiled: %s", failure);
    return false;
}

/* The backend calls back into this object by name: its exported names become global. */
static void make_global(void)
{
    Dl_info info;
    if (dladdr((void *)(uintptr_t)&adder_backend_get, &info) != 0 && info.dli_fname != NULL) {
        void *self = dlopen(info.dli_fname, RTLD_NOW | RTLD_GLOBAL | RTLD_NOLOAD);
        (void)self; /* one reference more, kept */
    }
}

/* folder/name next to the object that holds this function. */
static bool beside_us(const char *name, char path[PATH_MAX])
{
    Dl_info info;
    if (dladdr((void *)(uintptr_t)&adder_backend_get, &info) == 0 || info.dli_fname == NULL) {
        return false;
    }
    const char *slash = strrchr(info.dli_fname, '/');
    int folder = slash != NULL ? (int)(slash - info.dli_fname + 1) : 0;
    int length = snprintf(path, PATH_MAX, "%.*s%s", folder, info.dli_fname, name);
    return length > 0 && length < PATH_MAX;
}

/* Under `ulimit -v`: is there room? */
static bool enough_address_space(void)
{
    struct rlimit limit;
    unsigned long long pages = 0;
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) {
        return true;
    }
    FILE *file = fopen("/proc/self/statm", "re");
    if (file != NULL) {
        pages = fscanf(file, "%llu", &pages) == 1 ? pages : 0;
        fclose(file);
    }
    unsigned long long used = pages * (unsigned long long)sysconf(_SC_PAGESIZE);
    return used + ADDRESS_SPACE_NEEDED <= limit.rlim_cur;
}

static bool load(void)
{
    char path[PATH_MAX], helpers[PATH_MAX];
    if (!beside_us("adder_llvm.so", path) || !beside_us("adder_helpers.bc", helpers)) {
        return fail("%s", "the folder of Adder's library is unknown");
    }
    if (access(helpers, R_OK) != 0) {
        return fail("cannot read %s", helpers);
    }
    if (!enough_address_space()) {
        return fail("%s", "too little address space for LLVM (ulimit -v)");
    }
    make_global();
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        return fail("%s", dlerror());
    }
    const AdderBackend *found = dlsym(handle, "adder_backend");
    if (found == NULL || found->version != ADDER_BACKEND_VERSION) {
        return fail("%s is of another version of Adder: build it again", path);
    }
    const char *reason = found->start(helpers);
    if (reason != NULL) {
        return fail("%s", reason);
    }
    backend = found;
    return true;
}

const AdderBackend *adder_backend_get(const char **reason)
{
    if (backend == NULL && failure[0] == '\0') {
        load();
    }
    *reason = failure;
    return backend;
}

const AdderBackend *adder_backend_loaded(void)
{
    return backend;
}
