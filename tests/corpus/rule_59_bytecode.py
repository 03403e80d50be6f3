# compiled: work
# hot: work
"""The bytecode of a hot function is what it was: dis, co_code, adaptive forms (semantics rule 59)."""

import dis


def work(n, items):
    total = 0
    for i in range(n):
        total += len(items) + i
        while total > 10**12:
            total -= 10**12
    return total


def listing(code):
    return [(one.opname, one.arg, one.offset, one.positions) for one in dis.get_instructions(code)]


before = work.__code__.co_code, listing(work), hash(work.__code__), work.__code__.co_linetable
print(work(20000, [1]))
after = work.__code__.co_code, listing(work), hash(work.__code__), work.__code__.co_linetable
print(before == after, len(before[0]), len(work.__code__._co_code_adaptive))
copy = work.__code__.replace(co_name="copy")
print(copy.co_code == before[0], copy == work.__code__, copy.co_consts == work.__code__.co_consts)
print([one.opname for one in dis.get_instructions(work)][:14])
work.__code__ = work.__code__.replace(co_consts=tuple(5 if one == 0 else one for one in work.__code__.co_consts))
print(work(9000, [1, 2]))
