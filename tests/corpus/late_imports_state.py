# compiled:
"""Hot functions during import of a module made on the fly, reload, and sys.modules replaced (rule 25)."""

import importlib
import os
import sys
import tempfile

SOURCE = """
FACTOR = {factor}

def scale(x):
    return x * FACTOR

def total(n):
    result = 0
    for i in range(n):
        result += scale(i)
    return result

start = total(1000)
"""

with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)
    path = os.path.join(folder, "made_module.py")
    with open(path, "w") as file:
        file.write(SOURCE.format(factor=2))
    import made_module

    print(made_module.start, made_module.total(1000))
    old = made_module.total
    with open(path, "w") as file:
        file.write(SOURCE.format(factor="0.5 + 0"))
    importlib.invalidate_caches()
    importlib.reload(made_module)
    print(made_module.start, old(1000), made_module.total(1000), old is made_module.total)
    made_module.FACTOR = 10
    print(old(100), made_module.scale(1))
    made_module.__dict__.clear()
    try:
        old(10)
    except NameError as error:
        print(error)
    sys.modules["made_module"] = 5
    import made_module as again

    print(again)
    sys.path.pop(0)
