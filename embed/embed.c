/* Start and end of Adder in a process.  Owns nothing but the options. */
#include "embed/embed.h"

#include "embed/aside.h"
#include "embed/background.h"
#include "embed/log.h"
#include "embed/options.h"
#include "embed/rules.h"
#include "embed/stats.h"
#include "irgen/runtime/instance.h"
#include "profile/code.h"
#include "specialize/specialize.h"

#include <errno.h>
#include <internal/pycore_interp.h>
#include <string.h>
#include <unistd.h>

static void configure_passes(void)
{
    if (adder_options.opt == ADDER_OPT_NOOPT) {
        for (int i = 0; i < adder_pass_count; i++) {
            char word[64];
            snprintf(word, sizeof word, "-%s", adder_pass_names[i]);
            adder_passes_configure(word); /* those that may not be switched off stay */
        }
    }
    const char *bad = adder_options.passes ? adder_passes_configure(adder_options.passes) : NULL;
    if (bad == NULL) {
        return;
    }
    char known[256];
    size_t used = 0;
    for (int i = 0; i < adder_pass_count && used < sizeof known; i++) {
        used += (size_t)snprintf(known + used, sizeof known - used, " %s", adder_pass_names[i]);
    }
    adder_notice("ADDER_PASSES=%.60s: %.40s is not understood: say -name or +name, with one of%s",
                 adder_options.passes, *bad ? bad : "+", known);
}

static void apply(void)
{
    long least = adder_options.calls < adder_options.loops ? adder_options.calls
                                                           : adder_options.loops;
    adder_warmup_bound = least < 8 ? (int)least - 8 : 0;
    adder_log_open();
    if (adder_options.annotate != NULL && access(adder_options.annotate, W_OK | X_OK) != 0) {
        adder_notice("ADDER_ANNOTATE: cannot write into %s: %s", adder_options.annotate, strerror(errno));
        adder_options.annotate = NULL;
    }
    adder_rules_load(adder_options.modules, adder_options.list);
}

int adder_embed_init(void)
{
    adder_options_reset();
    adder_options_environment();
    return !adder_options.enabled;
}

/* From the configuration: sys._xoptions comes with the main initialisation only. */
static void take_x_options(void)
{
    const PyConfig *config = _PyInterpreterState_GetConfig(PyInterpreterState_Get());
    for (Py_ssize_t i = 0; i < config->xoptions.length; i++) {
        char *name = Py_EncodeLocale(config->xoptions.items[i], NULL);
        if (name == NULL) {
            PyErr_Clear();
            continue;
        }
        char *value = strchr(name, '=');
        if (value != NULL) {
            *value++ = '\0';
        }
        adder_options_x(name, value);
        PyMem_Free(name);
    }
}

void adder_embed_installed(void)
{
    adder_background_forget();
    take_x_options();
    apply();
    configure_passes();
    if (!adder_options.enabled) {
        return;
    }
    if (adder_code_start() < 0) {
        PyErr_Clear();
        adder_notice("switched off: no co_extra index is left");
        adder_options.enabled = false;
        return;
    }
    if (adder_options.stress.gc != 0) {
        PyInterpreterState_Get()->gc.generations[0].threshold = 1;
    }
    if (adder_locals_intercept() < 0 || adder_loop_take_generators() < 0) {
        PyErr_Clear();
        adder_notice("switched off: locals() or generators cannot be intercepted");
        adder_options.enabled = false;
    }
    adder_instances_start();
    adder_aside_update(); /* -X tracemalloc */
    if (adder_options.jobs > 0 && Py_AtExit(adder_background_stop) < 0) {
        adder_options.jobs = 0;
    }
    if (adder_options.stats != NULL && Py_AtExit(adder_stats_write) < 0) {
        adder_notice("ADDER_STATS: no exit function is left; nothing will be written");
    }
}
