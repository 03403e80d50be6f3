/* Unit tests of embed/options.c, embed/rules.c and embed/log.c.  No Python needed. */
#define _GNU_SOURCE
#include "embed/log.h"
#include "embed/options.h"
#include "embed/rules.h"

#include <CUnit/Basic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *set(const char *name, const char *value)
{
    return adder_option_set(adder_option_find(name), value);
}

static void test_names(void)
{
    const char *value;
    for (int i = 0; i < adder_option_count; i++) {
        const AdderOption *option = &adder_option_table[i];
        char argument[64];
        CU_ASSERT_PTR_EQUAL(adder_option_find(adder_option_variable(option)), option);
        CU_ASSERT_PTR_EQUAL(adder_option_find(adder_option_twin(option)), option);
        snprintf(argument, sizeof argument, "--%s=x", adder_option_twin(option));
        CU_ASSERT_PTR_EQUAL(adder_option_argument(argument, &value), option);
        CU_ASSERT_STRING_EQUAL(value, "x");
        CU_ASSERT(strlen(option->help) > 0 && strlen(option->value) > 0);
    }
    CU_ASSERT_PTR_NULL(adder_option_find("adder-nothing"));
    CU_ASSERT_PTR_NULL(adder_option_argument("--help", &value));
}

static void test_help_names_all(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    adder_options_help(out);
    fclose(out);
    for (int i = 0; i < adder_option_count; i++) {
        CU_ASSERT_PTR_NOT_NULL(strstr(text, adder_option_variable(&adder_option_table[i])));
    }
    free(text);
}

/* Present values as text can be set again, and change nothing. */
static void test_round_trip(void)
{
    char before[256], after[256];
    adder_options_reset();
    set("ADDER_LOG", "compile,deopt");
    set("ADDER_STRESS", "deopt:3");
    set("ADDER_PERF", "map");
    set("ADDER_ANNOTATE", "/tmp/places");
    for (int i = 0; i < adder_option_count; i++) {
        const AdderOption *option = &adder_option_table[i];
        adder_option_text(option, before, sizeof before);
        CU_ASSERT_PTR_NULL(adder_option_set(option, before));
        CU_ASSERT_STRING_EQUAL(adder_option_text(option, after, sizeof after), before);
    }
}

static void test_good_values(void)
{
    adder_options_reset();
    CU_ASSERT_PTR_NULL(set("ADDER_THRESHOLD", "7,70"));
    CU_ASSERT(adder_options.calls == 7 && adder_options.loops == 70);
    CU_ASSERT_PTR_NULL(set("adder-threshold", "20"));
    CU_ASSERT(adder_options.calls == 20 && adder_options.loops == 200);
    CU_ASSERT_PTR_NULL(set("ADDER_MAX_CODE", "2M"));
    CU_ASSERT(adder_options.max_code == 2u << 20);
    CU_ASSERT_PTR_NULL(set("ADDER_LOG", "/a:b/c:deopt,refuse"));
    CU_ASSERT(adder_options.log == (ADDER_LOG_DEOPT | ADDER_LOG_REFUSE));
    CU_ASSERT_STRING_EQUAL(adder_options.log_path, "/a:b/c");
    CU_ASSERT_PTR_NULL(set("ADDER_DUMP", "all"));
    CU_ASSERT(adder_options.dump == 31);
    CU_ASSERT_PTR_NULL(set("ADDER_DEOPT", "stackmap"));
    CU_ASSERT(adder_options.carrier == 1);
    CU_ASSERT_PTR_NULL(set("ADDER_OPT", "cold"));
    CU_ASSERT(adder_options.opt == ADDER_OPT_COLD);
    CU_ASSERT_PTR_NULL(set("ADDER_STRESS", "deopt:101"));
    CU_ASSERT(adder_options.stress.deopt == 101);
}

static void test_bad_values(void)
{
    static const char *const bad[][2] = {
        {"ADDER", "2"}, {"ADDER_SYNC", "maybe"}, {"ADDER_THRESHOLD", ""},
        {"ADDER_THRESHOLD", "0"}, {"ADDER_THRESHOLD", "1,"}, {"ADDER_THRESHOLD", "1,2,3"},
        {"ADDER_THRESHOLD", "99999999999999999999"}, {"ADDER_MAX_CODE", "64q"},
        {"ADDER_MAX_CODE", "9223372036854775807g"}, {"ADDER_MAX_CODE", "-1"},
        {"ADDER_LOG", "x"}, {"ADDER_LOG", "path:"}, {"ADDER_DUMP", "hir,x"},
        {"ADDER_STRESS", "deopt:0"}, {"ADDER_STRESS", "deopt"}, {"ADDER_DEOPT", "both"},
        {"ADDER_OPT", "3"}, {"ADDER_PERF", "dump"}, {"ADDER_JOBS", "-1"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        AdderOptions before;
        adder_options_reset();
        before = adder_options;
        if (strcmp(bad[i][1], "path:") != 0) {
            CU_ASSERT_PTR_NOT_NULL(set(bad[i][0], bad[i][1]));
            CU_ASSERT(memcmp(&before, &adder_options, sizeof before) == 0);
        }
    }
}

static void test_zero_wins(void)
{
    adder_options_reset();
    set("ADDER", "0");
    set("ADDER", "1");
    CU_ASSERT_FALSE(adder_options.enabled);
    adder_options_reset();
    CU_ASSERT_TRUE(adder_options.enabled);
}

static bool allowed(const char *module, const char *name)
{
    const char *reason = "";
    return adder_rules_allow(module, name, &reason);
}

static void test_modules(void)
{
    adder_rules_load("pkg.*,-pkg.slow,pkg.slow.fast", NULL);
    CU_ASSERT_TRUE(allowed("pkg", "f"));
    CU_ASSERT_TRUE(allowed("pkg.a", "f"));
    CU_ASSERT_FALSE(allowed("pkg.slow", "f"));
    CU_ASSERT_TRUE(allowed("pkg.slow.fast", "f"));
    CU_ASSERT_FALSE(allowed("other", "f"));
    adder_rules_load("-json.*", NULL);
    CU_ASSERT_TRUE(allowed("other", "f"));
    CU_ASSERT_FALSE(allowed("json", "f"));
    adder_rules_load(NULL, NULL);
    CU_ASSERT_TRUE(allowed("json", "f"));
}

static void test_list(void)
{
    char path[] = "/tmp/test_options.XXXXXX";
    int fd = mkstemp(path);
    FILE *file = fdopen(fd, "w");
    fputs("# a comment\n\n__main__:h*\n-__main__:hollow\nC.m\n", file);
    fclose(file);
    adder_rules_load(NULL, path);
    unlink(path);
    CU_ASSERT_TRUE(allowed("__main__", "hot"));
    CU_ASSERT_FALSE(allowed("__main__", "hollow"));
    CU_ASSERT_FALSE(allowed("__main__", "cold"));
    CU_ASSERT_TRUE(allowed("anywhere", "C.m"));
    adder_rules_load(NULL, NULL);
}

static void test_log_file(void)
{
    char path[] = "/tmp/test_log.XXXXXX", setting[64], line[128] = "";
    close(mkstemp(path));
    snprintf(setting, sizeof setting, "%s:refuse", path);
    adder_options_reset();
    CU_ASSERT_PTR_NULL(set("ADDER_LOG", setting));
    adder_log_open();
    adder_log(ADDER_LOG_COMPILE, "not wanted");
    adder_log(ADDER_LOG_REFUSE, "f %s:%d: %s", "a.py", 3, "why");
    FILE *file = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_PTR_NOT_NULL(fgets(line, sizeof line, file));
    CU_ASSERT_STRING_EQUAL(line, "adder: refuse f a.py:3: why\n");
    CU_ASSERT_PTR_NULL(fgets(line, sizeof line, file));
    fclose(file);
    unlink(path);
}

int main(void)
{
    CU_initialize_registry();
    CU_pSuite suite = CU_add_suite("options", NULL, NULL);
    CU_ADD_TEST(suite, test_names);
    CU_ADD_TEST(suite, test_help_names_all);
    CU_ADD_TEST(suite, test_round_trip);
    CU_ADD_TEST(suite, test_good_values);
    CU_ADD_TEST(suite, test_bad_values);
    CU_ADD_TEST(suite, test_zero_wins);
    CU_ADD_TEST(suite, test_modules);
    CU_ADD_TEST(suite, test_list);
    CU_ADD_TEST(suite, test_log_file);
    CU_basic_run_tests();
    int failed = (int)CU_get_number_of_failures();
    CU_cleanup_registry();
    return failed != 0;
}
