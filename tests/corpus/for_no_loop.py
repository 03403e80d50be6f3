# compiled: first, stop_at_once, unbound
"""`for` statements whose body never comes back to the head: they are no loops (semantics rule 44 for what
stays unbound when they do not run)."""


def first(n):
    for i in range(n):
        return i + 10
    return "none"


def stop_at_once(n):
    for i in range(n, 0, -2):
        total = i * 3
        break
    else:
        return "else"
    return total, i


def unbound(n):
    for i in range(n):
        value = i
        break
    return value


print([first(n) for n in [1, 2, 3] * 300 + [0, -1, True]][-6:])
print([stop_at_once(n) for n in [5, 2, 1] * 300 + [0, 7]][-6:])
for n in [3, 2] * 300 + [0, 4]:
    try:
        result = unbound(n)
    except UnboundLocalError as error:
        print(error)
print(result)
