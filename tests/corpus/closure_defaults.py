# compiled: remember
"""Default arguments that carry state, and closures over loop variables by default."""


def remember(value, seen=[]):
    if len(seen) < 5:
        seen.append(value)
    return len(seen)


print(sum(remember(i) for i in range(2000)), remember(0))
functions = [lambda x, k=k: x * k for k in range(4)]
total = 0
for i in range(1000):
    for function in functions:
        total += function(i)
print(total)
remember.__defaults__ = ([9],)
print(remember(1), remember.__defaults__)
