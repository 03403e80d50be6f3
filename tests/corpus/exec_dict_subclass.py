# compiled: Globals.__getitem__
# hot: Globals.__getitem__
"""exec with a mapping for globals that is no plain dict: every lookup goes through it (rule 24)."""


class Globals(dict):
    def __getitem__(self, key):
        log.append(key)
        return dict.__getitem__(self, key)

    def __missing__(self, key):
        raise KeyError(key)


log = []
namespace = Globals(SCALE=3)
exec("def scale(x):\n    return x * SCALE\n", namespace)
scale = dict.__getitem__(namespace, "scale")
total = 0
for i in range(1500):
    total += scale(i)
print(total, log.count("SCALE"))
namespace["SCALE"] = 0.5
print(scale(4))
del namespace["SCALE"]
try:
    scale(1)
except NameError as error:
    print(error)
