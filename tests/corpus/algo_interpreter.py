# compiled: run, brainfuck
"""A small stack machine and a Brainfuck interpreter: dispatch over strings and ints."""


def run(program, limit):
    stack = []
    pc = steps = 0
    while pc < len(program) and steps < limit:
        op, argument = program[pc]
        pc += 1
        steps += 1
        if op == "push":
            stack.append(argument)
        elif op == "add":
            b, a = stack.pop(), stack.pop()
            stack.append(a + b)
        elif op == "mul":
            b, a = stack.pop(), stack.pop()
            stack.append(a * b)
        elif op == "dup":
            stack.append(stack[-1])
        elif op == "jump_less":
            if stack[-1] < argument[0]:
                pc = argument[1]
        else:
            raise ValueError(op)
    return stack, steps


def brainfuck(code, size):
    jumps, stack = {}, []
    for i, c in enumerate(code):
        if c == "[":
            stack.append(i)
        elif c == "]":
            j = stack.pop()
            jumps[i], jumps[j] = j, i
    cells = [0] * size
    pointer = pc = 0
    out = ""
    while pc < len(code):
        c = code[pc]
        if c == ">":
            pointer += 1
        elif c == "<":
            pointer -= 1
        elif c == "+":
            cells[pointer] = (cells[pointer] + 1) % 256
        elif c == "-":
            cells[pointer] = (cells[pointer] - 1) % 256
        elif c == ".":
            out += chr(cells[pointer])
        elif c == "[":
            if not cells[pointer]:
                pc = jumps[pc]
        elif c == "]":
            if cells[pointer]:
                pc = jumps[pc]
        pc += 1
    return out


loop = [("push", 0), ("push", 1), ("add", None), ("jump_less", (900, 1))]
print(run(loop, 10 ** 6), run([("push", 1.5), ("dup", None), ("mul", None)], 10), run([("push", "a"), ("push", "b"), ("add", None)], 9))
for program in ([("nop", 1)], [("add", None)], [("push", 1), ("push", "x"), ("add", None)]):
    try:
        run(program, 10)
    except (ValueError, IndexError, TypeError) as error:
        print(type(error).__name__, error)
print(brainfuck("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.", 10))
