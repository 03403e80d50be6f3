# compiled: work
"""Functions and code objects copied, pickled, marshalled and compared after they got hot (rule 57)."""

import copy
import dis
import marshal
import pickle
import types


def work(n, k=2):
    total = 0
    for i in range(n):
        total += i * k
    return total


before = work.__code__.co_code
dumped = marshal.dumps(work.__code__)
listing = [(i.opname, i.argrepr) for i in dis.get_instructions(work)]
print(work(2000))
print(work.__code__.co_code == before, [(i.opname, i.argrepr) for i in dis.get_instructions(work)] == listing)
again = types.FunctionType(marshal.loads(dumped), globals(), "again", work.__defaults__)
print(again(2000), again.__code__ == work.__code__, hash(again.__code__) == hash(work.__code__))
print(pickle.loads(pickle.dumps(work)) is work, copy.deepcopy(work) is work, copy.copy(work)(10))
renamed = types.FunctionType(work.__code__.replace(co_name="renamed"), globals(), "renamed", (0.5,))
print(renamed(2000), renamed.__code__ == work.__code__)
