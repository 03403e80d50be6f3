/* The vocabulary of types that the profile records and the compiler reasons with: one bit for each
 * exact builtin type that Adder treats specially.  A set of bits is "one of these".  The low bits
 * are objects, the high ones machine representations that only HIR knows. */
#ifndef ADDER_TYPES_H
#define ADDER_TYPES_H

#include "support/common.h"

/* X(name, bit, C name of the type object or NULL).  "Exact": subclasses are Other. */
#define ADDER_TYPE_TABLE(X)                     \
    X(Null, 0, NULL)                            \
    X(None, 1, &_PyNone_Type)                   \
    X(Bool, 2, &PyBool_Type)                    \
    X(Long, 3, &PyLong_Type)                    \
    X(Float, 4, &PyFloat_Type)                  \
    X(Str, 5, &PyUnicode_Type)                  \
    X(List, 6, &PyList_Type)                    \
    X(Tuple, 7, &PyTuple_Type)                  \
    X(Dict, 8, &PyDict_Type)                    \
    X(Set, 9, &PySet_Type)                      \
    X(Bytes, 10, &PyBytes_Type)                 \
    X(Slice, 11, &PySlice_Type)                 \
    X(Range, 12, &PyRange_Type)                 \
    X(RangeIter, 13, &PyRangeIter_Type)         \
    X(ListIter, 14, &PyListIter_Type)           \
    X(TupleIter, 15, &PyTupleIter_Type)         \
    X(Func, 16, &PyFunction_Type)               \
    X(Builtin, 17, &PyCFunction_Type)           \
    X(Type, 18, &PyType_Type)                   \
    X(Method, 19, &PyMethod_Type)               \
    X(Cell, 20, &PyCell_Type)                   \
    X(Module, 21, &PyModule_Type)               \
    X(Gen, 22, &PyGen_Type)                     \
    X(Complex, 23, &PyComplex_Type)             \
    X(StrIter, 24, adder_ascii_iter_type())     \
    X(UnicodeIter, 25, &PyUnicodeIter_Type)     \
    X(BytesIter, 26, &PyBytesIter_Type)         \
    X(ListRevIter, 27, &PyListRevIter_Type)     \
    X(DictKeys, 28, &PyDictKeys_Type)           \
    X(DictValues, 29, &PyDictValues_Type)       \
    X(DictItems, 30, &PyDictItems_Type)         \
    X(DictKeyIter, 31, &PyDictIterKey_Type)     \
    X(DictValueIter, 32, &PyDictIterValue_Type) \
    X(DictItemIter, 33, &PyDictIterItem_Type)   \
    X(FrozenSet, 34, &PyFrozenSet_Type)         \
    X(SetIter, 35, &PySetIter_Type)             \
    X(Enumerate, 36, &PyEnum_Type)              \
    X(Zip, 37, &PyZip_Type)                     \
    X(ByteArray, 38, &PyByteArray_Type)         \
    X(ByteArrayIter, 39, &PyByteArrayIter_Type) \
    X(Other, 40, NULL)                          \
    X(I64, 41, NULL)                            \
    X(F64, 42, NULL)                            \
    X(I1, 43, NULL)                             \
    X(U64, 44, NULL)                            \
    X(Ptr, 45, NULL)

typedef uint64_t AdderTypes;

enum {
#define X(name, bit, type) ADDER_T_##name = UINT64_C(1) << (bit),
    ADDER_TYPE_TABLE(X)
#undef X
    ADDER_T_Any = (ADDER_T_Other << 1) - 1,      /* any object, or Null: an unset slot */
    ADDER_T_Object = ADDER_T_Any & ~ADDER_T_Null, /* any object, not Null */
    ADDER_T_Machine = ADDER_T_I64 | ADDER_T_F64 | ADDER_T_I1 | ADDER_T_U64 | ADDER_T_Ptr,
    ADDER_T_Bottom = 0,
    ADDER_T_Void = 0, /* of an op: no result */
    /* Objects whose death runs no Python code and frees nothing but themselves. */
    ADDER_T_Harmless = ADDER_T_Null | ADDER_T_None | ADDER_T_Bool | ADDER_T_Long | ADDER_T_Float
                       | ADDER_T_Str | ADDER_T_Bytes | ADDER_T_RangeIter | ADDER_T_Complex
                       | ADDER_T_ByteArray,
    /* What `for` goes through in line; iter() of them gives themselves. */
    ADDER_T_Iterators = ADDER_T_RangeIter | ADDER_T_ListIter | ADDER_T_TupleIter | ADDER_T_StrIter
                        | ADDER_T_UnicodeIter | ADDER_T_BytesIter | ADDER_T_ListRevIter
                        | ADDER_T_DictKeyIter | ADDER_T_DictValueIter | ADDER_T_DictItemIter
                        | ADDER_T_SetIter | ADDER_T_Enumerate | ADDER_T_Zip | ADDER_T_ByteArrayIter,
    /* Recorded beside Long by the profile: an int that does not fit in 64 bits was seen. */
    ADDER_T_BigInt = UINT64_C(1) << 63,
    /* Beside that: one that does not fit in 64 bits without a sign either. */
    ADDER_T_HugeInt = UINT64_C(1) << 62,
};

/* The one bit of an object (or NULL).  No errors; GIL only so that the object stays alive. */
AdderTypes adder_types_of(PyObject *object);
/* The same of objects whose class that is. */
AdderTypes adder_types_of_instances(const PyTypeObject *type);
/* Is an int from 0 to 2**64 - 1? */
static inline bool adder_fits_u64(PyObject *integer)
{
    return Py_SIZE(integer) >= 0 && _PyLong_NumBits(integer) <= 64;
}
/* The type of iterators over ASCII strings, which is not exported; immortal. */
PyTypeObject *adder_ascii_iter_type(void);
/* The type object of a set of exactly one exact builtin type; NULL for any other set. */
ADDER_SHARED PyTypeObject *adder_types_type(AdderTypes types);
/* Bits as "Long|Float"; writes at most size bytes, always terminated. */
const char *adder_types_text(AdderTypes types, char *text, size_t size);
/* The bit called name[0..length), or 0. */
AdderTypes adder_types_parse(const char *name, size_t length);

/* ---- Direct calls --------------------------------------------------------------------------- */

/* How a value is passed between compiled functions. */
typedef enum { ADDER_REP_OBJECT, ADDER_REP_I64, ADDER_REP_F64 } AdderRep;

enum { ADDER_DIRECT_ARGS = 14 }; /* more are passed in a frame */

/* What a caller passes, and what it wants back. */
typedef struct {
    uint8_t nargs, ret;
    uint8_t args[ADDER_DIRECT_ARGS];
} AdderSignature;

typedef struct AdderDirect AdderDirect; /* deopt/deopt.h */

#endif
