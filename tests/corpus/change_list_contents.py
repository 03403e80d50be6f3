# compiled: sum_loop, sum_index, sum_while
"""A list of ints that gets a float, a str, a None in its midst, and is read by index and by loop."""


def sum_loop(items):
    total = 0
    for item in items:
        total += item
    return total


def sum_index(items):
    total = 0
    for i in range(len(items)):
        total += items[i]
    return total


def sum_while(items):
    total = 0
    i = 0
    while i < len(items):
        total += items[i]
        i += 1
    return total


items = list(range(1500))
for value in (5, 0.5, 2 ** 70, True, None, "x", 7):
    items[1200] = value
    for f in (sum_loop, sum_index, sum_while):
        try:
            print(f.__name__, f(items))
        except TypeError as error:
            print(f.__name__, error)
print(sum_loop(tuple(items)), sum_index(tuple(items)), sum_while(range(100)), sum_index("") )
