# compiled: f, other, drive
# hot: drive, f
"""__code__, __defaults__ and __kwdefaults__ of a function changed between calls (semantics rule 34)."""


def f(a, b=1, *, c=2):
    return a + b + c


def other(a, b=10, *, c=20):
    return (a - b) * c


def drive(n):
    total = 0
    for i in range(n):
        total += f(i)
    return total


print(drive(2000))
f.__defaults__ = (100,)
print(drive(2000))
f.__kwdefaults__ = {"c": 0.5}
print(drive(2000))
f.__code__ = other.__code__
print(drive(2000))
f.__defaults__ = None
try:
    drive(1)
except TypeError as error:
    print(error)
f.__defaults__ = (1,)
f.__kwdefaults__ = None
try:
    drive(1)
except TypeError as error:
    print(error)


def g(n):
    if n == 5:
        g.__code__ = (lambda n: "replaced").__code__
    if n > 9:
        return n
    return g(n + 1)


print(g(0), g(0))
