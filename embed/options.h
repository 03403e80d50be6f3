/* Every option of Adder, declared once: environment variable, -X twin, launcher option and help
 * come from this table.  No Python here, so that the launcher can link it.  Texts are copies that
 * live as long as the process.  Needs no GIL. */
#ifndef ADDER_OPTIONS_H
#define ADDER_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* X(NAME, field, kind, value, help): the variable is ADDER_NAME (the first one is plain ADDER). */
#define ADDER_OPTION_TABLE(X)                                                                     \
    X("", enabled, Bool, "0|1", "master switch; 0 always wins")                                  \
    X("MODULES", modules, Text, "pkg.*,-pkg.slow",                                                \
      "modules to compile; the longest match wins, '-' denies")                                  \
    X("LIST", list, Text, "path", "file of module:qualname lines (wildcards); only these compile") \
    X("THRESHOLD", threshold, Threshold, "calls[,loops]",                                         \
      "calls, and turns of a loop, before compilation")                                          \
    X("BUDGET", budget, Number, "percent",                                                        \
      "what a compilation may cost, of what it would have saved so far; 0: no bound")     \
    X("SYNC", sync, Bool, "0|1", "compile on the spot, even with ADDER_JOBS")                    \
    X("JOBS", jobs, Number, "n",                                                                  \
      "above 0: a background thread makes machine code; the default with two processors")        \
    X("OPT", opt, Opt, "noopt|cold|warm|hot", "level of optimisation")                           \
    X("PASSES", passes, Text, "-inline,+unbox", "switches single passes off and on")             \
    X("MAX_CODE", max_code, Size, "64m", "bound on machine code, in bytes (k, m, g)")            \
    X("LOG", log, Log, "[path:]kind,...",                                                         \
      "one line per event: compile, deopt, refuse, invalidate, or all")                          \
    X("DUMP", dump, Dump, "kind,...", "to stderr: bytecode, hir, llvm, asm, deopt, or all")       \
    X("DUMP_FUNC", dump_func, Text, "glob", "dump only functions whose module:qualname matches")  \
    X("STATS", stats, Text, "path|-", "statistics as JSON at exit (- is stderr, %p the process)") \
    X("STRESS", stress, Stress, "deopt:N|guard:K|raise:K|nomem:K|lie:SEED|gc",                    \
      "tests: failures on purpose, see embed/README.md")                                         \
    X("DEOPT", carrier, Carrier, "spill|stackmap", "how exits bring their values out")            \
    X("STRICT", strict, Bool, "0|1", "tests: verify the code after each pass")                   \
    X("PERF", perf, Perf, "map", "write /tmp/perf-PID.map for perf")                               \
    X("ANNOTATE", annotate, Text, "folder",                                                       \
      "keep there what each piece of machine code comes from; adder.dump shows it")

enum { ADDER_LOG_COMPILE = 1, ADDER_LOG_DEOPT = 2, ADDER_LOG_REFUSE = 4, ADDER_LOG_INVALIDATE = 8 };
enum {
    ADDER_DUMP_BYTECODE = 1,
    ADDER_DUMP_HIR = 2,
    ADDER_DUMP_LLVM = 4,
    ADDER_DUMP_ASM = 8,
    ADDER_DUMP_DEOPT = 16,
};
typedef enum { ADDER_OPT_NOOPT, ADDER_OPT_COLD, ADDER_OPT_WARM, ADDER_OPT_HOT } AdderOptLevel;

/* Failures on purpose: X(word).  0: none of that kind. */
#define ADDER_STRESS_TABLE(X)                                                                     \
    X(deopt) /* every N-th guard passed fails */                                                  \
    X(guard) /* the K-th guard compiled always fails */                                           \
    X(raise) /* the K-th op run that may raise does */                                            \
    X(nomem) /* the K-th allocation of our own fails */                                           \
    X(lie)   /* samples hold random types, drawn from this seed */                                \
    X(gc)    /* 1: a collection with each object that is tracked */

typedef struct {
#define X(word) int word;
    ADDER_STRESS_TABLE(X)
#undef X
} AdderStress;

typedef struct {
    bool enabled, sync, strict;
    const char *modules, *list, *passes, *dump_func, *stats, *annotate; /* NULL: not given */
    long calls, loops;    /* thresholds */
    long budget;          /* per cent; 0: no bound */
    long jobs;            /* 0 where there is one processor only */
    int opt;              /* AdderOptLevel */
    size_t max_code;
    unsigned log;         /* ADDER_LOG_* */
    const char *log_path; /* NULL: stderr */
    unsigned dump;        /* ADDER_DUMP_* */
    AdderStress stress;
    int carrier;          /* 0 spill, 1 stackmap (AdderCarrier of irgen.h) */
    int perf;             /* 1: map */
} AdderOptions;

extern AdderOptions adder_options;

/* Sets *field from value; answers NULL, or the remedy for a bad value. */
typedef const char *AdderOptionParse(void *field, const char *value);
typedef struct {
    const char *name; /* after ADDER_; empty for ADDER itself */
    void *field;
    AdderOptionParse *parse;
    const char *value, *help;
} AdderOption;
extern const AdderOption adder_option_table[];
extern const int adder_option_count;

/* The variable's name, and the twin after -X: "ADDER_MAX_CODE", "adder-max-code". */
const char *adder_option_variable(const AdderOption *option);
const char *adder_option_twin(const AdderOption *option);
/* Option by variable name, or by the name after -X or -- ('-' and '_' are the same); NULL: none. */
const AdderOption *adder_option_find(const char *name);
/* Sets one option. On a bad value nothing changes and the answer is the remedy; else NULL. */
const char *adder_option_set(const AdderOption *option, const char *value);
/* The same with its complaint: one line on stderr that names source, value, remedy.  */
bool adder_option_take(const AdderOption *option, const char *source, const char *value);
/* --adder-NAME[=VALUE]: the option, with *value the text after '=' or "1"; else NULL. */
const AdderOption *adder_option_argument(const char *argument, const char **value);
/* The present value as text, for adder.config(). Always terminated. */
const char *adder_option_text(const AdderOption *option, char *text, size_t size);

void adder_options_reset(void); /* the defaults */
/* Reads ADDER... from the environment; unknown ADDER_ names get one line each. */
void adder_options_environment(void);
/* One -X option, "adder-name" and its value (NULL: none given).  Names not ours are ignored. */
void adder_options_x(const char *name, const char *value);
void adder_options_help(FILE *out);

#endif
