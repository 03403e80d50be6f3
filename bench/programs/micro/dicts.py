"""Dicts and sets: made, read, written, deleted from, iterated, merged, with keys of several types."""

N = 250000
EXPECTED = (62374671209, 26, 913, 458376)
SHORT = (20000, (390128279, 26, 913, 456131))


def run(n):
    total = 0
    by_number, by_name, by_pair = {}, {}, {}
    names = ["name%d" % k for k in range(100)]
    for i in range(n):
        by_number[i * 7 % 1009] = i
        name = names[i % 100]
        by_name[name] = by_name.get(name, 0) + i
        by_pair.setdefault((i % 13, i % 7), []).append(i)
        if i % 1009 in by_number:
            total += by_number[i % 1009]
        point = {"x": i, "y": i + 1, "z": 0}
        total += point["x"] - point["y"] + len(point)
        if i % 5 == 0:
            by_number.pop(i % 1009, None)
    for key, value in by_name.items():
        total += len(key) + value
    for value in by_pair.values():
        total += len(value)
    seen = {i * i % 101 for i in range(n)}
    merged = {**by_number, **{key: len(value) for key, value in enumerate(by_pair.values())}}
    inverse = {value: key for key, value in by_number.items()}
    del merged[next(iter(merged))]
    return total, len(seen & set(range(50))), len(merged), sum(inverse.values())


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
