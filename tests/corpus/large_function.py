# compiled: big, plain
"""One big function with many branches, loops and locals, as code generators write them."""


def big(mode, n, a, b):
    total = 0
    items = []
    table = {}
    text = ""
    for i in range(n):
        kind = (i * 7 + mode) % 12
        if kind == 0:
            total += a * i
        elif kind == 1:
            total -= b + i
        elif kind == 2:
            items.append(i)
        elif kind == 3:
            if items:
                total += items[-1]
                items[0] = total
        elif kind == 4:
            table[i % 17] = total
        elif kind == 5:
            total += table.get(i % 17, 0) % 1000
        elif kind == 6:
            text += "ab"[i % 2]
            if len(text) > 40:
                text = text[20:]
        elif kind == 7:
            for j in range(3):
                total += j * i
                if j * i > 500:
                    break
            else:
                total += 1
        elif kind == 8:
            k = 5
            while k:
                total ^= k if isinstance(total, int) else 0
                k -= 1
                if k == 2:
                    continue
        elif kind == 9:
            a, b = b, a
        elif kind == 10:
            total = total % 100003 if total > 100003 else total
            if len(items) > 20:
                items = items[10:]
        else:
            x, y = divmod(i, 5)
            total += x - y
    return total, len(items), len(table), text[-5:], a, b


for mode in range(12):
    print(big(mode, 400, 1, 2))
print(big(3, 1200, 1, 2))


def plain(mode, n, a, b):
    total = 0
    for i in range(n):
        total += a * i if i % 3 else b
    return total


print(plain(0, 2000, 1, 0.5), plain(0, 2000, 2 ** 60, 1))
try:
    big(0, 100, "x", None)
except TypeError as error:
    print(error)
