# compiled: order, equal_pairs, switch
"""Strings compared, ordered, hashed, interned and used as keys."""


def order(words):
    swaps = 0
    for i in range(len(words)):
        for j in range(i + 1, len(words)):
            if words[j] < words[i]:
                words[i], words[j] = words[j], words[i]
                swaps += 1
    return swaps


def equal_pairs(a, b):
    count = 0
    for x in a:
        for y in b:
            if x == y:
                count += 1
            elif x != y:
                count -= 1
    return count


def switch(command):
    if command == "start":
        return 1
    elif command == "stop":
        return 2
    elif command in ("pause", "wait"):
        return 3
    elif command > "x":
        return 4
    return 0


words = "pear Apple fig été zebra apple 語 banana fig 😀 kiwi".split()
for _ in range(20):
    copy = words[:]
    swaps = order(copy)
print(swaps, copy, equal_pairs(words, copy))
total = 0
for i in range(1000):
    total += switch(["start", "stop", "wait", "yell", "a", "".join(["st", "op"])][i % 6])
print(total, switch("é"))
for bad in (5, None, b"stop"):
    try:
        print(switch(bad))
    except TypeError as error:
        print(error)
