# compiled: add
# hot: add
"""Cells read and written by closures that share them (semantics rule 45)."""


def make(start):
    value = start

    def add(n):
        nonlocal value
        value = value + n
        return value

    def get():
        return value

    return add, get


add, get = make(0)
for i in range(3000):
    add(i)
print(get())
add(0.5)
print(get())
add2, get2 = make("s")
for i in range(20):
    add2("x")
print(get2(), get(), add(1))
