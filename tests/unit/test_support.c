/* Unit tests of support/: arena, growing arrays, names of types. Python is up for its type
 * objects; each test owns its arena. */
#include "support/arena.h"
#include "support/types.h"

#include <CUnit/Basic.h>
#include <string.h>

static void test_arena_gives_zeroed_aligned_memory(void)
{
    AdderArena *arena = adder_arena_new(0);
    for (size_t size = 0; size < 200000; size = size * 3 + 1) {
        unsigned char *bytes = adder_arena_alloc(arena, size);
        CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
        CU_ASSERT_EQUAL((uintptr_t)bytes % 16, 0);
        for (size_t k = 0; k < size; k++) {
            CU_ASSERT_FALSE_FATAL(bytes[k] != 0);
        }
        memset(bytes, 0xff, size);
    }
    CU_ASSERT_FALSE(adder_arena_failed(arena));
    adder_arena_free(arena);
    adder_arena_free(NULL);
}

static void test_arena_limit(void)
{
    AdderArena *arena = adder_arena_new(100);
    CU_ASSERT_PTR_NOT_NULL(adder_arena_alloc(arena, 64));
    CU_ASSERT_EQUAL(adder_arena_used(arena), 64);
    CU_ASSERT_PTR_NULL(adder_arena_alloc(arena, 64));
    CU_ASSERT_TRUE(adder_arena_failed(arena));
    CU_ASSERT_PTR_NOT_NULL(adder_arena_alloc(arena, 32)); /* still usable, still failed */
    CU_ASSERT_TRUE(adder_arena_failed(arena));
    CU_ASSERT_PTR_NULL(adder_arena_alloc(arena, SIZE_MAX - 3));
    adder_arena_free(arena);
}

static void test_arena_text(void)
{
    AdderArena *arena = adder_arena_new(0);
    CU_ASSERT_STRING_EQUAL(adder_arena_printf(arena, "%s %d", "line", 12), "line 12");
    CU_ASSERT_STRING_EQUAL(adder_arena_printf(arena, "%s", ""), "");
    CU_ASSERT_EQUAL(strlen(adder_arena_printf(arena, "%5000d", 1)), 5000);
    adder_arena_free(arena);
}

static void test_vector_keeps_what_was_pushed(void)
{
    AdderArena *arena = adder_arena_new(0);
    ADDER_VEC(int) vec = {0};
    for (int k = 0; k < 1000; k++) {
        CU_ASSERT_TRUE_FATAL(ADDER_VEC_PUSH(arena, &vec, k));
    }
    for (int k = 0; k < 1000; k++) {
        CU_ASSERT_EQUAL_FATAL(vec.at[k], k);
    }
    adder_arena_free(arena);
    arena = adder_arena_new(16);
    ADDER_VEC(int64_t) none = {0};
    CU_ASSERT_FALSE(ADDER_VEC_PUSH(arena, &none, 1));
    CU_ASSERT_EQUAL(none.n, 0);
    adder_arena_free(arena);
}

static void check_type(const char *name, AdderTypes bit, PyTypeObject *type)
{
    char text[64];
    CU_ASSERT_STRING_EQUAL(adder_types_text(bit, text, sizeof text), name);
    CU_ASSERT_EQUAL(adder_types_parse(name, strlen(name)), bit);
    CU_ASSERT_PTR_EQUAL(adder_types_type(bit), type);
}

static void test_every_type_has_a_name(void)
{
#define X(name, bit, type) check_type(#name, UINT64_C(1) << (bit), type);
    ADDER_TYPE_TABLE(X)
#undef X
    check_type("Object", ADDER_T_Object, NULL);
    check_type("Any", ADDER_T_Any, NULL);
    check_type("BigInt", ADDER_T_BigInt, NULL);
    check_type("HugeInt", ADDER_T_HugeInt, NULL);
    CU_ASSERT_EQUAL(adder_types_parse("Lon", 3), 0);
    CU_ASSERT_EQUAL(adder_types_parse("Longer", 4), ADDER_T_Long);
}

static void test_sets_of_types(void)
{
    char text[64];
    adder_types_text(ADDER_T_Long | ADDER_T_Float, text, sizeof text);
    CU_ASSERT_STRING_EQUAL(text, "Long|Float");
    CU_ASSERT_STRING_EQUAL(adder_types_text(0, text, sizeof text), "Bottom");
    CU_ASSERT_PTR_NULL(adder_types_type(ADDER_T_Long | ADDER_T_Float));
    adder_types_text(ADDER_T_Long | ADDER_T_Float, text, 7); /* cut, and terminated */
    CU_ASSERT_STRING_EQUAL(text, "Long|F");
    text[0] = 'x';
    adder_types_text(ADDER_T_Long, text, 0);
    CU_ASSERT_EQUAL(text[0], 'x');
}

static void test_types_of_objects(void)
{
    PyObject *list = PyList_New(0), *big = PyLong_FromString("1" "000000000000000000000", NULL, 10);
    CU_ASSERT_EQUAL(adder_types_of(NULL), ADDER_T_Null);
    CU_ASSERT_EQUAL(adder_types_of(Py_None), ADDER_T_None);
    CU_ASSERT_EQUAL(adder_types_of(Py_True), ADDER_T_Bool);
    CU_ASSERT_EQUAL(adder_types_of(list), ADDER_T_List);
    CU_ASSERT_EQUAL(adder_types_of(big), ADDER_T_Long);
    CU_ASSERT_EQUAL(adder_types_of((PyObject *)&PyLong_Type), ADDER_T_Type);
    CU_ASSERT_EQUAL(adder_types_of(PyExc_ValueError), ADDER_T_Type);
    PyObject *error = PyObject_CallNoArgs(PyExc_ValueError);
    CU_ASSERT_EQUAL(adder_types_of(error), ADDER_T_Other);
    Py_DECREF(error);
    Py_DECREF(list);
    Py_DECREF(big);
}

int main(void)
{
    Py_Initialize();
    CU_initialize_registry();
    CU_pSuite suite = CU_add_suite("support", NULL, NULL);
    CU_ADD_TEST(suite, test_arena_gives_zeroed_aligned_memory);
    CU_ADD_TEST(suite, test_arena_limit);
    CU_ADD_TEST(suite, test_arena_text);
    CU_ADD_TEST(suite, test_vector_keeps_what_was_pushed);
    CU_ADD_TEST(suite, test_every_type_has_a_name);
    CU_ADD_TEST(suite, test_sets_of_types);
    CU_ADD_TEST(suite, test_types_of_objects);
    CU_basic_run_tests();
    int failed = (int)CU_get_number_of_failures() + (CU_get_number_of_tests_run() == 0);
    CU_cleanup_registry();
    return failed != 0;
}
