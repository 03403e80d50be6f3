# compiled: Base.value, Child.value, Grandchild.value
"""Methods that use __class__ and zero-argument super() often (semantics rule 3)."""


class Base:
    def value(self, n):
        return n + 1

    def name(self):
        return "Base"


class Child(Base):
    def value(self, n):
        return super().value(n) * 2

    def name(self):
        return __class__.__name__ + "<" + super().name()


class Grandchild(Child):
    def value(self, n):
        return super().value(n) + 0.5


total = 0
thing, other = Child(), Grandchild()
for i in range(2000):
    total += thing.value(i) + other.value(i)
print(total, thing.name(), other.name())
