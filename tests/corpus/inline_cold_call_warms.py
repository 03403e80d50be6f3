# compiled: Machine.step, turn
# inlined: Machine.hold
"""A call in an inlined body that had never run, and then runs each time: the body is put in again, and with it the call."""


class Machine:
    def __init__(self, rest):
        self.rest = rest
        self.held = 0

    def step(self, value):
        self.rest -= 1
        if self.rest < 0:
            return self.hold(value)
        return value

    def hold(self, value):
        self.held += value
        return self.held


def turn(machine, n):
    total = 0
    for i in range(n):
        total += machine.step(i & 3)
    return total


machine = Machine(40000)
for i in range(600):
    last = turn(machine, 100)
print(last, machine.held, machine.rest)


class Other(Machine):
    def hold(self, value):
        if value == 3:
            raise ValueError(self.held)
        return super().hold(value)


try:
    turn(Other(2), 10)
except ValueError as error:
    at, lines = error.__traceback__, []
    while at is not None:
        lines.append((at.tb_frame.f_code.co_name, at.tb_lineno))
        at = at.tb_next
    print(error, lines)
machine.rest = 5
print(turn(machine, 12), machine.held)
