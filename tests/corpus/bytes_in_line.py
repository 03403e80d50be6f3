# compiled: read, write, collect, walk, eat_while_walking, shrink_and_read, attempt
"""Subscripts, stores, appends and iteration of bytes and bytearray in line, and each way out of them."""


def read(data, indices):
    total = 0
    for i in indices:
        total = total * 3 + data[i] & 0xFFFFFF
    return total


def write(data, pairs):
    for i, value in pairs:
        data[i] = value
    return data


def collect(values, out):
    for value in values:
        out.append(value)
    return out


def walk(data):
    total = n = 0
    for byte in data:
        total += byte
        n += 1
    return total, n, len(data), bool(data)


def eat_while_walking(data):
    seen = []
    for byte in data:
        seen.append(byte)
        if byte % 3 == 0:
            del data[0]
        elif byte == 7 and len(data) < 40:
            data.append(9)
    return seen


def shrink_and_read(data):
    total = 0
    try:
        for i in range(len(data)):
            total += data[i]
            if i % 5 == 4:
                data.pop()
    except IndexError as error:
        return total, str(error)
    return total


class Loud(bytearray):
    def __getitem__(self, i):
        return 1000

    def __setitem__(self, i, value):
        print("set", i, value)

    def append(self, value):
        print("append", value)


class Index:
    def __index__(self):
        return 2


def attempt(f, *args):
    try:
        print(f.__name__, f(*args))
    except (IndexError, TypeError, ValueError, BufferError) as error:
        print(f.__name__, type(error).__name__, error)


turns = list(range(0, 200)) * 8
data = bytes((i * 7) % 256 for i in range(200))
for kind in bytes, bytearray:
    print(read(kind(data), turns), read(kind(data), [-1, -200, 199]), walk(kind(data)), walk(kind()))
    for indices in ([200], [-201], [1, 2, 2**70], ["a"], [True, False], [Index()], [1.0]):
        attempt(read, kind(data), indices)

pairs = [(i % 50, i % 256) for i in range(3000)]
print(sum(write(bytearray(50), pairs)), write(bytearray(3), [(-1, 255), (-3, True)]))
for pair in ((50, 1), (-51, 1), (0, 256), (0, -1), (0, 2**70), (0, 1.5), (0, None), (0, Index()), (Index(), 5)):
    target = bytearray(50)
    attempt(write, target, [(1, 7), pair])
    print(target[1], target[0], target[2])

grown = collect([i % 256 for i in range(3000)], bytearray())
print(len(grown), sum(grown), grown[-3:])
for value in (256, -1, 2**70, "x", 1.0, True, Index()):
    attempt(collect, [1, 2, value], bytearray(b"ab"))
held = bytearray(b"held")
with memoryview(held) as view:
    attempt(collect, [1], held)
    attempt(write, held, [(0, 65)])
    print(bytes(view), len(held))
attempt(collect, [1], held)
front = bytearray(b"0123456789" * 10)
for _ in range(60):
    del front[:3]
    front.append(33)
print(front)

print(walk(bytearray(range(256)) * 8), eat_while_walking(bytearray(range(60))), shrink_and_read(bytearray(range(100))))
print(shrink_and_read(bytearray(range(3))))
attempt(read, Loud(b"abc"), [0, 9, -7])
attempt(write, Loud(b"abc"), [(0, 1), (9, 2)])
attempt(collect, [3, 4], Loud())
attempt(read, memoryview(data), [0, 1, 2])
attempt(read, [1, 2, 3], [0, 1, 2])
