"""Sites that see forty classes, made at run time, with methods replaced and classes changed while it runs."""

N = 3000
EXPECTED = 727600
SHORT = (120, 985521)

CLASSES = 40


def make_class(number):
    def method(self, value):
        return value + number

    def describe(self):
        return "class %d" % number

    fields = {"field%d" % k: k for k in range(number % 5)}
    return type("Made%d" % number, (object,), {"method": method, "describe": describe, "order": number,
                                               **fields})


def make_objects():
    objects = []
    for number in range(CLASSES):
        instance = make_class(number)()
        for k in range(number % 7):
            setattr(instance, "own%d" % k, k)
        instance.value = number
        objects.append(instance)
    return objects


def visit(objects, start):
    total = start
    for item in objects:
        total = item.method(total) + item.value
        item.value = total % 97
        if isinstance(item, type(objects[0])) or item.order > 30:
            total += len(item.describe())
    return total % 1000003


def run(n):
    objects = make_objects()
    total = 0
    for turn in range(n):
        for _ in range(12):
            total = visit(objects, total)
        changed = type(objects[turn % CLASSES])
        changed.order = turn % 50
        if turn % 10 == 0:
            changed.method = lambda self, value: value + 2
    return total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
