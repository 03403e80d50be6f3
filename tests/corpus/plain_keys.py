# compiled: Same.__init__, Same.__hash__, Same.__eq__, item, found, has, lacks, get, get_or, put, add, among, part_of, warm, one, strange, names_of_module, in_one_loop, Key.__hash__
"""Lookups that run no Python code, and keys and items for which they would: hashes and comparisons of
instances, collisions with plain keys, keys that are missing, in dicts, sets and sequences."""


class Same:
    """Equal to what it was made for, with its hash; counts who asks."""

    asked = 0

    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        Same.asked += 1
        return self.value == (other.value if isinstance(other, Same) else other)


def item(d, key):
    return d[key]


def found(d, key):
    try:
        return d[key]
    except KeyError as error:
        return "no %r" % error.args


def has(container, key):
    return key in container


def lacks(container, key):
    return key not in container


def get(d, key):
    return d.get(key)


def get_or(d, key, otherwise):
    return d.get(key, otherwise)


def put(d, key, value):
    d[key] = value


def add(s, key):
    s.add(key)


def among(key):
    return key in ("PUSH", "POP", 1, None), key in {"a", "b", 3.5, (1, 2)}


def part_of(text, part):
    return part in text


def warm():
    words = {"alpha": 1, "beta": 2, "gamma": 3}
    numbers = {k * 7: k for k in range(50)}
    pairs = {(k, str(k)): k for k in range(20)}
    names, places = {"alpha", "beta"}, set(range(9))
    total = 0
    for k in range(1600):
        total += item(words, "beta") + item(numbers, 49) + item(pairs, (3, "3")) + found(words, "gamma")
        total += has(words, "alpha") + has(numbers, k) + has(names, "beta") + has([1, 2, k], 2)
        total += lacks(names, "delta") + lacks(places, k) + lacks((1, "x"), "x")
        total += get(words, "alpha") + (get(words, "delta") is None) + get_or(numbers, k, 4)
        put(words, "beta", 2 + k % 2)
        put(numbers, 350 + k % 30, k)
        put(pairs, (k % 25, str(k % 25)), k)
        add(names, "delta")
        add(places, k % 12)
        total += among("POP")[0] + among("c")[1] + part_of("hello world", "wor")
    print(total, len(words), len(numbers), len(pairs), sorted(names), len(places))


def one(function, *args):
    try:
        result = function(*args)
    except Exception as error:
        result = "%s: %s" % (type(error).__name__, error)
    print(function.__name__, result, Same.asked)


def strange():
    """What the guards do not expect; often enough that they are given up."""
    mixed = {Same("alpha"): "instance", 1: "one", "plain": "str"}
    for k in range(45):
        for key in ("alpha", 1.0, True, 2, "missing", Same("plain"), [], (1, []), float("nan"), None, ()):
            if k in (0, 1, 44):
                one(item, mixed, key)
                one(found, mixed, key)
                one(has, mixed, key)
                one(get, mixed, key)
                one(get_or, mixed, key, "other")
                one(lacks, {Same("alpha"), 1, (2, 3)}, key)
                one(has, [Same("alpha"), 2, "missing"], key)
                one(has, (Same(1), None, "x"), key)
                one(among, key)
                one(part_of, "some alpha", key)
            else:
                try:
                    item(mixed, key), has(mixed, key), get(mixed, key), among(key)
                except (KeyError, TypeError):
                    pass
    target = {Same("alpha"): 0}
    for key in ("alpha", 1, 1.0, True, Same(1), (1, 2), (1, [])):
        one(put, target, key, repr(key)[:6])
        print(len(target), sorted(map(str, target.values())))
    collected = {Same("alpha")}
    for key in ("alpha", "beta", 1, True, Same("beta"), [], (1, {})):
        one(add, collected, key)
        print(len(collected))


class Dies:
    """Says what the dict holds when it goes."""

    def __init__(self, d):
        self.d = d

    def __del__(self):
        print("died, the dict has", {k: v if isinstance(v, (int, str)) else type(v).__name__
                                     for k, v in self.d.items()})


def replaced():
    d = {"k": 1}
    put(d, "k", Dies(d))
    put(d, "k", 2)
    put(d, "new", Dies(d))
    put(d, "new", "last")
    import gc
    flat = {}
    put(flat, "a", 1)
    print(gc.is_tracked(flat))
    put(flat, "a", [])
    print(gc.is_tracked(flat))


def names_of_module():
    """The dict of a module whose names are rebound meanwhile, and of an instance."""
    global counter
    seen = []
    for k in range(300):
        d = globals()
        before = item(d, "counter")
        counter = k
        seen.append(item(d, "counter") - before)
    print(sum(seen), counter)
    o = Same(5)
    total = 0
    for k in range(300):
        o.value = k
        total += item(o.__dict__, "value")
        put(o.__dict__, "value", k + 1)
        total += o.value
    print(total)
    beside, kept = o.__dict__, []
    for k in range(300):
        o.value = k / 2
        before = beside["value"]
        o.value = k * 2.5
        kept.append(before - beside["value"] + ("other" in beside))
    print(sum(kept), kept[7], beside)


def in_one_loop(rows, wanted):
    """In the loop itself, with what changes between lookups."""
    counts, seen, found_at = {}, set(), []
    for k, row in enumerate(rows):
        if row in counts:
            counts[row] += 1
        else:
            counts[row] = 1
        if row not in seen and row in wanted:
            seen.add(row)
            found_at.append(k)
        if counts.get(row, 0) > 3 and "b" in row:
            del counts[row]
    return counts, sorted(seen), found_at


class Key(str):
    """A str that compares in its own way."""

    def __hash__(self):
        return 7

    def __eq__(self, other):
        return True


counter = 0
warm()
strange()
replaced()
names_of_module()
print(in_one_loop(["a", "b", "c", "b", "ab"] * 900, ["ab", "c", "zz"]))
print(in_one_loop([Key("b"), "b", "q"] * 3, ["b"]))
warm()
