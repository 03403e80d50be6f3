# compiled: outer, one_life, vanish
"""An inlined function left in its middle, and then gone for good before its caller is: what is known of the exit
must not need its code (semantics rules 28 and 57)."""

import gc

SOURCE = """
def inner(x):
    return x * 2 + 1
"""


def outer(call_me, values):
    total = 0
    for value in values:
        total += call_me(value)
    return total


def one_life(kinds):
    scope = {}
    exec(SOURCE, scope)
    inner = scope["inner"]
    text = SOURCE.replace("inner", "middle").replace("x * 2", "inner(x)")
    exec(text, scope)
    middle = scope["middle"]
    result = 0
    for values in kinds:
        result += outer(middle, values)
        result += outer(inner, values)
    return result


def vanish(values):
    """The callee that is left in its middle deletes itself there."""
    scope = {}
    exec("""
def gone(x, scope):
    y = x + x
    scope.pop("gone", None)
    return y * 2

def user(values, scope):
    total = 0
    for value in values:
        total += gone(value, scope) if "gone" in scope else 1
    return total
""", scope)
    return scope["user"](values, scope)


for turn in range(30):
    print(one_life([range(300), [1.5, 2, 3] * 5, [True, 2 ** 70]] * 2))
    gc.collect()
    junk = [b"y" * size for size in range(100, 400, 4) for _ in range(3)]
print([vanish([1, 2, 3.5] * 3) for turn in range(20)])
