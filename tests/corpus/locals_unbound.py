# compiled: maybe, after_loop, attempt
# hot: attempt, maybe
"""A local that is bound on some paths only: UnboundLocalError with its text (semantics rule 44)."""


def maybe(n):
    if n != 3000:
        value = n
    return value


def after_loop(n):
    for i in range(n):
        last = i
    return last


def attempt(f, n):
    try:
        return f(n)
    except UnboundLocalError as error:
        return f"{type(error).__name__}: {error}"


for n in range(3005):
    result = attempt(maybe, n)
    if n > 2996:
        print(n, result)
for n in (5, 1000, 1, 0, 2, 0):
    print(n, attempt(after_loop, n))
