# compiled: Lazy.__getattr__, Logged.__setattr__, sums, put
"""__getattr__, __getattribute__ and __setattr__ in hot code, added and removed on the way."""


class Lazy:
    def __init__(self):
        self.calls = 0

    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(f"nothing called {name}")
        self.calls += 1
        return len(name)


class Proxy:
    def __getattribute__(self, name):
        return "proxied " + name


class Logged:
    log = 0

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)
        object.__setattr__(self, "log", self.log + 1)


def sums(thing):
    return thing.abc + thing.abcd


def put(thing, value):
    thing.value = value


lazy, logged = Lazy(), Logged()
for i in range(1500):
    result = sums(lazy)
    put(logged, i)
print(result, lazy.calls, logged.log, logged.value, sums(Proxy()))
lazy.abc = 1000
print(sums(lazy), lazy.calls)
del Lazy.__getattr__
try:
    sums(lazy)
except AttributeError as error:
    print(error)
del Logged.__setattr__
put(logged, "x")
print(logged.log, logged.value)
try:
    Lazy.__getattr__ = lambda self, name: 1 / 0
    sums(lazy)
except ZeroDivisionError as error:
    print(error)
