# compiled: three_deep, inner_while, mixed
"""Functions called once whose loops get hot at different depths: entry at the head of any loop."""


def three_deep(n):
    log = []
    total = 0
    for i in range(3):
        for j in range(3):
            for k in range(n):
                total += i * j + k
            log.append(total)
    return log


def inner_while(n):
    total = 0
    outer = 0
    while outer < 5:
        inner = 0
        while inner < n:
            total += inner ^ outer
            inner += 1
        outer += 1
        label = f"{outer}:{total}"
    return label


def mixed(n):
    items = [0.5] * 10
    text = "x"
    pair = (1, 2)
    for i in range(n):
        items[i % 10] += 1
        a, b = pair
        pair = b, a
        if i == n - 1:
            text = text + str(i)
    for item in items:
        pair = pair + (item,)
    return text, pair


print(three_deep(1500), inner_while(1200), mixed(4000))
