# compiled: pair, drain, guarded, machine, Watch.__del__
# hot: pair, guarded, machine
"""Lists as stacks: what pop() takes, leaves, raises and says of the size, at all lengths."""

import sys


def pair(stack, a, b):
    stack.append(a)
    stack.append(b)
    x = stack.pop()
    return x, stack.pop()


def drain(stack):
    sizes = []
    while stack:
        item = stack.pop()
        sizes.append((item, len(stack), sys.getsizeof(stack)))
    return sizes


def guarded(stack):
    try:
        return stack.pop()
    except IndexError as error:
        return str(error)


def machine(code):
    stack = []
    for op in code:
        if op == "+":
            b = stack.pop()
            a = stack.pop()
            stack.append(a + b)
        elif op == "*":
            stack.append(stack.pop() * stack.pop())
        else:
            stack.append(int(op))
    return stack.pop(), sys.getsizeof(stack), stack


for i in range(1700):
    pair([], i, "b")
    guarded([i])
    machine("12+3*")
for n in range(70):
    grown = []
    for i in range(n):
        grown.append(i)
    sizes = drain(grown)
    for i in range(3):
        grown.append(i)
        sizes.append(sys.getsizeof(grown))
    print(sizes == drain(list(range(n))) + sizes[n:], sizes[-5:], end=" ")
print(drain([0] * 13)[-4:], drain(list(range(100)))[::9])
print(guarded([]), guarded([1, [2]]), guarded(bytearray(b"ab")), guarded({1}), pair([1, 2], 3, 4))


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error), error.__traceback__.tb_next.tb_lineno


print(attempt(machine, "1+"), attempt(machine, "x"), attempt(machine, ""), machine("12+34+*")[:1])


class Stack(list):
    def pop(self):
        return "mine"


print(pair(Stack(), 1, 2), guarded(Stack()))


class Watch:
    def __del__(self):
        events.append(sys._getframe(1).f_code.co_name)


events = []
watched = [Watch() for i in range(50)]
while watched:
    guarded(watched)
print(len(events), set(events))
again = [1, 2, 3]
print([(again.pop(), again.pop()) for x in again], again)
