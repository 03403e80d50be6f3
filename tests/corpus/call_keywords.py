# compiled: plain, strict, drive
# hot: plain, strict
"""Keyword arguments, defaults, keyword-only and positional-only parameters (semantics rule 47)."""


def plain(a, b=2, c=3):
    return a * 100 + b * 10 + c


def strict(a, /, b, *, c, d=4):
    return a, b, c, d


def drive(n):
    total = 0
    for i in range(n):
        total += plain(i) + plain(i, 5) + plain(i, c=7) + plain(b=1, a=i) + plain(a=1, b=2, c=i)
        total += strict(1, 2, c=3)[3] + strict(i, b=1, c=2, d=9)[0]
    return total


print(drive(1500))
for text in ("plain()", "plain(1, 2, 3, 4)", "plain(1, a=2)", "plain(x=1)", "plain(1, d=2)", "strict(1, 2)",
             "strict(a=1, b=2, c=3)", "strict(1, 2, 3)", "strict(1, c=2)", "strict(1, 2, c=3, e=4)"):
    for _ in range(30):
        try:
            result = eval(text)
        except TypeError as error:
            result = error
    print(text, result)
