# compiled: read
"""A free variable that is unbound, bound late, and deleted."""


def make():
    def read():
        return later

    def drop():
        nonlocal later
        del later

    def bind(value):
        nonlocal later
        later = value

    if 0:
        later = None
    return read, drop, bind


read, drop, bind = make()


def attempt(f, *args):
    try:
        return f(*args)
    except NameError as error:
        return f"{type(error).__name__}: {error}"


print(attempt(read), attempt(drop))
bind(5)
print(sum(read() for _ in range(3000)))
drop()
print(attempt(read), attempt(drop))
bind("text")
for _ in range(100):
    value = read()
print(value)
