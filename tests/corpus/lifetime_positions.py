# compiled: Dying.__del__, overwritten, deleted, becomes_number, left, left_by_parameter, in_loop, conditionally, main
"""Where finalisers find the frame of what dies in compiled code (rule 5): a local that nobody needs any more is
let go of where it is overwritten or deleted, at that line; the others when their frame has been left: who
looks finds its caller.  Each function has a loop, so that it is not inlined."""
import sys

seen = {}


class Dying:
    def __del__(self):
        frame = sys._getframe(1)
        key = f"{frame.f_code.co_name} {frame.f_lineno}"
        seen[key] = seen.get(key, 0) + 1


def overwritten():
    held = Dying()
    for x in range(2):
        pass
    held = Dying()
    y = 1
    held = None
    return x + y


def deleted():
    for x in range(2):
        pass
    held = Dying()
    y = 1
    del held
    return x + y


def becomes_number():
    held = Dying()
    x = 1
    held = 5
    while held > 0:
        held -= 1
    return x


def left():
    for x in range(2):
        pass
    held = Dying()
    y = 1
    return (x +
            y)


def left_by_parameter(held):
    for x in range(2):
        pass
    return x


def in_loop():
    held = None
    for i in range(5):
        x = i
        held = Dying()
        y = 1
    return y


def conditionally(n):
    for x in range(2):
        pass
    if n % 3:
        held = Dying()
    return (n +
            x)


def main(n):
    for i in range(n):
        overwritten()
        deleted()
        becomes_number()
        left()
        left_by_parameter(
            Dying())
        in_loop()
        conditionally(i)


main(3000)
for key in sorted(seen):
    print(key, seen[key])
