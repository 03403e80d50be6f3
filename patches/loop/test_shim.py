"""Holds the functions of shim.c against what the interpreter itself does.

usage: test_shim.py DIRECTORY-OF-test_shim.so [unittest's options]
"""
import ctypes
import random
import sys
import time
import unittest

DIRECTORY = sys.argv.pop(1)
shim = ctypes.PyDLL(f"{DIRECTORY}/test_shim.so")
PyObject = ctypes.py_object
DICT_KEYS, DICT_KEYS_VERSION = 32, 12  # offsets of ma_keys, dk_version
ABSENT, GENERAL_KEYS = -1, -3  # DKIX_EMPTY, DKIX_ERROR


def function(name, result, *arguments):
    found = getattr(shim if name.startswith("_") else ctypes.pythonapi, name)
    found.restype, found.argtypes = result, arguments
    return found


def array(*items):
    return (PyObject * max(len(items), 1))(*items)


def keys_of(dictionary):
    return ctypes.c_void_p.from_address(id(dictionary) + DICT_KEYS).value


class Fresh(str):
    """A string whose hash can fail."""

    def __hash__(self):
        raise ZeroDivisionError


class Numbers(unittest.TestCase):
    EDGES = sorted({sign * (1 << bits) + near for bits in (0, 8, 15, 29, 30, 31, 59, 60, 61, 62, 63, 64, 90)
                    for sign in (1, -1) for near in range(-7, 8)} | {0, 256, 257, -5, -6})

    def check(self, name, original):
        ours = function(name, PyObject, PyObject, PyObject)
        for a in self.EDGES:
            for b in random.sample(self.EDGES, 40) + [0, 1, -1, a, -a]:
                self.assertEqual(ours(a, b), original(a, b))
                self.assertIs(type(ours(a, b)), int)
                if -5 <= original(a, b) <= 256:
                    self.assertIs(ours(a, b), original(a, b))

    def test_add(self):
        self.check("_PyLong_Add", lambda a, b: a + b)

    def test_subtract(self):
        self.check("_PyLong_Subtract", lambda a, b: a - b)

    def test_multiply(self):
        self.check("_PyLong_Multiply", lambda a, b: a * b)

    def test_power(self):
        for name in "_PyNumber_PowerNoMod", "_PyNumber_InPlacePowerNoMod":
            power = function(name, PyObject, PyObject, PyObject)
            self.assertEqual(power(3, 50), 3 ** 50)
            self.assertEqual(power(2.5, -2), 2.5 ** -2)
            with self.assertRaisesRegex(TypeError, "unsupported operand"):
                power("a", 2)

    def test_float_free_list(self):
        make = function("PyFloat_FromDouble", ctypes.c_void_p, ctypes.c_double)
        drop = function("_PyFloat_ExactDealloc", None, ctypes.c_void_p)
        block = make(1.5)
        drop(block)
        self.assertEqual(make(2.5), block)  # the free list is the interpreter's own
        drop(block)
        floats = [make(i) for i in range(1000)]
        for address in floats:
            drop(address)
        self.assertEqual([i * 0.5 for i in range(1000)], [i / 2 for i in range(1000)])


class Dicts(unittest.TestCase):
    def lookup(self, dictionary, key):
        return function("_PyDictKeys_StringLookup", ctypes.c_ssize_t, ctypes.c_void_p,
                        PyObject)(keys_of(dictionary), key)

    def test_string_lookup(self):
        for size in 0, 1, 5, 6, 100, 200, 40000:
            names = [f"name{i}" for i in range(size)]
            dictionary = dict.fromkeys(names)
            for i in random.sample(range(size), min(size, 200)):
                self.assertEqual(self.lookup(dictionary, names[i]), i)
                self.assertEqual(self.lookup(dictionary, "".join(list(names[i]))), i)  # unhashed
            self.assertEqual(self.lookup(dictionary, "missing"), ABSENT)
        del dictionary["name7"]
        self.assertEqual(self.lookup(dictionary, "name7"), ABSENT)
        self.assertEqual(self.lookup(dictionary, "name8"), 8)

    def test_string_lookup_declines(self):
        self.assertEqual(self.lookup({1: 2}, "a"), GENERAL_KEYS)
        self.assertEqual(self.lookup({"a": 2}, 1), GENERAL_KEYS)
        self.assertEqual(self.lookup({"a": 2}, Fresh("a")), GENERAL_KEYS)

    def test_hint(self):
        hint = function("_PyDict_GetItemHint", ctypes.c_ssize_t, PyObject, PyObject,
                        ctypes.c_ssize_t, ctypes.POINTER(ctypes.c_void_p))

        class Plain:
            def __init__(self):
                self.a, self.b = [], {}
        for dictionary in {"a": [], "b": {}}, vars(Plain()):
            for key, index in ("a", 0), ("b", 1), ("c", -1):
                for guess in -1, 0, 1, 2, 1000:
                    value = ctypes.c_void_p()
                    self.assertEqual(hint(dictionary, key, guess, value), index)
                    self.assertEqual(value.value, id(dictionary[key]) if index >= 0 else None)

    def test_load_global(self):
        load = function("_PyDict_LoadGlobal", ctypes.c_void_p, PyObject, PyObject, PyObject)
        first, second = object(), object()
        self.assertEqual(load({"a": first}, {"a": second}, "a"), id(first))
        self.assertEqual(load({"b": first}, {"a": second}, "a"), id(second))
        self.assertIsNone(load({}, {}, "a"))
        with self.assertRaises(ZeroDivisionError):
            load({"a": 1}, {}, Fresh("a"))

    def test_from_items(self):
        make = function("_PyDict_FromItems", PyObject, PyObject * 1, ctypes.c_ssize_t,
                        PyObject * 1, ctypes.c_ssize_t, ctypes.c_ssize_t)
        for n in range(15):  # from 16 on the compiler splits displays
            for key in str, int:
                pairs = [(key(i), [i]) for i in range(n)]
                flat = array(*(item for pair in pairs for item in pair))
                keys = ctypes.cast(flat, ctypes.POINTER(PyObject * 1)).contents
                values = (PyObject * 1).from_address(ctypes.addressof(flat) + (8 if n else 0))
                made = make(keys, 2, values, 2, n)
                self.assertEqual(list(made.items()), pairs)
                # The interpreter's own, from BUILD_MAP:
                same = eval("{" + ",".join(f"k[{i}]: v[{i}]" for i in range(n)) + "}",
                            {"k": [key for key, _ in pairs], "v": [value for _, value in pairs]})
                self.assertEqual(sys.getsizeof(made), sys.getsizeof(same), (n, key))
                made["one more"] = same["one more"] = 1
                self.assertEqual(made, same)
        with self.assertRaisesRegex(TypeError, "unhashable"):
            make(array([]), 1, array(1), 1, 1)

    def test_set_item_steals(self):
        take = function("_PyDict_SetItem_Take2", ctypes.c_int, PyObject, PyObject, PyObject)
        give = function("Py_IncRef", None, PyObject)
        key, value, target = Fresh("key"), object(), {}
        for wanted, error in (("name", None), (key, ZeroDivisionError)):
            before = sys.getrefcount(value)
            give(wanted)
            give(value)
            if error:
                self.assertRaises(error, take, target, wanted, value)
                self.assertEqual(sys.getrefcount(value), before)
            else:
                self.assertEqual(take(target, wanted, value), 0)
                self.assertEqual(sys.getrefcount(value), before + 1)
        self.assertEqual(target, {"name": value})

    def test_instance_dict(self):
        empty = function("_PyObject_IsInstanceDictEmpty", ctypes.c_int, PyObject)

        class Plain:
            pass

        class Slots:
            __slots__ = ("a",)
        self.assertTrue(empty(Plain()) and empty(Slots()) and empty(1) and empty(ValueError()))
        thing, error = Plain(), ValueError()
        thing.a = error.a = 1
        self.assertFalse(empty(thing) or empty(error))
        del thing.a, error.a
        self.assertTrue(empty(thing) and empty(error))
        vars(thing)["b"] = 1
        self.assertFalse(empty(thing))

    def test_versions(self):
        version = function("_PyDictKeys_GetVersionForCurrentState", ctypes.c_uint32, ctypes.c_void_p)
        first, second = {"a": 1}, {"a": 1}
        one, two = version(keys_of(first)), version(keys_of(second))
        self.assertEqual(version(keys_of(first)), one)
        self.assertNotEqual(one, two)
        self.assertTrue(one >= 0x80000000 and two >= 0x80000000)
        first["b"] = 2  # the interpreter forgets it when keys change
        self.assertGreater(version(keys_of(first)), two)
        import builtins
        builtins.adder_test = 1
        self.assertTrue(0 < version(keys_of(vars(builtins))) <= 0xffff)
        del builtins.adder_test


class Containers(unittest.TestCase):
    def test_tuples(self):
        copy = function("_PyTuple_FromArray", PyObject, PyObject * 1, ctypes.c_ssize_t)
        steal = function("_PyTuple_FromArraySteal", PyObject, PyObject * 1, ctypes.c_ssize_t)
        give = function("Py_IncRef", None, PyObject)
        for n in 0, 1, 2, 20, 21, 100:
            items = [object() for _ in range(n)]
            held = array(*items)
            source = ctypes.cast(held, ctypes.POINTER(PyObject * 1)).contents
            self.assertEqual(copy(source, n), tuple(items))
            for item in items:
                give(item)
            before = [sys.getrefcount(item) for item in items]
            stolen = steal(source, n)
            self.assertEqual(stolen, tuple(items))
            self.assertEqual([sys.getrefcount(item) for item in items], before)
        self.assertIs(copy(source, 0), ())

    def test_append_steals(self):
        append = function("_PyList_AppendTakeRefListResize", ctypes.c_int, PyObject, PyObject)
        give = function("Py_IncRef", None, PyObject)
        item, ours, theirs = object(), [], []
        for n in range(1, 100):
            give(item)
            append(ours, item)
            theirs.append(item)
            self.assertEqual(ours, theirs)
            self.assertEqual(sys.getsizeof(ours), sys.getsizeof(theirs))
        self.assertEqual(sys.getrefcount(item), 2 + 2 * n)

    def test_clock(self):
        class Timespec(ctypes.Structure):
            _fields_ = [("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long)]
        after = function("_PyThread_cond_after", None, ctypes.c_longlong, ctypes.POINTER(Timespec))
        for wait in 0, 5000, 999_999, 3_000_000:
            at, now = Timespec(), time.clock_gettime(time.CLOCK_MONOTONIC)
            after(wait, at)
            self.assertAlmostEqual(at.seconds + at.nanoseconds / 1e9, now + wait / 1e6, delta=0.5)
            self.assertTrue(0 <= at.nanoseconds < 1_000_000_000)


class Frames(unittest.TestCase):
    """The frame stack: chunks are pushed and popped by the shim while the loop runs."""

    def test_deep(self):
        sys.path.insert(0, DIRECTORY)
        import adder_train
        adder_train.install()

        def down(n):
            return n if n == 0 else 1 + down(n - 1)

        def wide(n, a=0, *, b=1):
            c = d = e = f = g = h = n
            return 0 if n == 0 else wide(n - 1, b=a) + (c + d + e + f + g + h) // (6 * n)

        def generate(n):
            yield down(n)
        sys.setrecursionlimit(300000)
        for depth in 10, 1000, 200000, 2000, 200000:
            self.assertEqual(down(depth), depth)
            self.assertEqual(wide(depth), depth)
            self.assertEqual(list(generate(depth)), [depth])
        with self.assertRaises(RecursionError):
            down(400000)
        self.assertEqual(down(1000), 1000)


if __name__ == "__main__":
    unittest.main()
