# compiled: make, take
"""A global deleted and made anew by compiled code (STORE_GLOBAL, DELETE_GLOBAL)."""


def make(i):
    global shared
    shared = i


def take():
    global shared
    value = shared
    del shared
    return value


def remove():
    global shared
    del shared


total = 0
for i in range(3000):
    make(i)
    total += take()
print(total)
for f in (take, remove):
    try:
        f()
    except NameError as error:
        print(error, error.name)
