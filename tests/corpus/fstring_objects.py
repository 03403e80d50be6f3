# compiled: Thing.__format__, Thing.__repr__, Bad.__format__, Bad.__str__, Bad.__repr__, show
"""f-strings with objects whose __format__, __str__ or __repr__ count, raise or return nonsense."""


class Thing:
    def __init__(self):
        self.log = []

    def __format__(self, spec):
        self.log.append(spec)
        return f"<{spec}>"

    def __repr__(self):
        return "Thing!"


class Bad:
    def __format__(self, spec):
        return 5

    def __str__(self):
        raise ValueError("no text")

    def __repr__(self):
        return None


class Text(str):
    def __str__(self):
        return "overridden"

    def __format__(self, spec):
        return "formatted"


def show(thing):
    return f"a{thing}b{thing!r:>10}c{thing:x{1 + 1}}"


thing = Thing()
for _ in range(1000):
    text = show(thing)
print(text, len(thing.log), set(thing.log) == {"", "x2"})
print(f"{Text('q')}", f"{Text('q')!s}", f"{Text('q')!r}")
for make in (lambda: f"{Bad()}", lambda: f"{Bad()!s}", lambda: f"{Bad()!r}", lambda: show(5)):
    for _ in range(20):
        try:
            make()
        except (TypeError, ValueError) as error:
            text = f"{type(error).__name__}: {error}"
    print(text)
