# compiled:
"""Functions made by exec and eval: the same source many times, each with its own globals."""

SOURCE = """
def step(x):
    return x * FACTOR + 1

def loop(n):
    x = START
    for _ in range(n):
        x = step(x) % 1009
    return x
"""

results = []
for factor in (2, 3, 0.5, 7):
    namespace = {"FACTOR": factor, "START": 1}
    exec(SOURCE, namespace)
    results.append(namespace["loop"](800))
    namespace["FACTOR"] = 1
    results.append(namespace["loop"](800))
print(results)
functions = [eval(f"lambda x: x + {k}") for k in range(20)]
total = 0
for i in range(1000):
    total += functions[i % 20](i)
print(total)
code = compile("total = 0\nfor i in range(1500):\n    total += i\n", "<made>", "exec")
namespace = {}
exec(code, namespace)
print(namespace["total"])


class Names(dict):
    def __missing__(self, key):
        return 5


exec("def f(n):\n    return sum([i for i in range(n)])\nresult = unknown + 1", namespace2 := {"unknown": 2})
print(namespace2["result"], namespace2["f"](100), eval("unknown + other", {}, Names()))
