"""Objects read by the standard library's pickle module in its pure Python form."""

import pickle
from functools import lru_cache

N = 250
EXPECTED = 221359750
SHORT = (10, 8854390)

PROTOCOL = 2


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance


@lru_cache(maxsize=None)
def make_data():
    shared = ["shared", "between", "all"]
    records = [{"id": k, "name": "user %d" % k, "scores": [k * 0.25, k * 1.5, -1.0], "tags": shared,
                "account": Account("account %d" % k, k * 1000), "born": (1950 + k, k % 12, k % 28),
                "big": 3 ** (k + 40), "flags": {"active": k % 2 == 0, "note": None}}
               for k in range(40)]
    return pickle.dumps(records, PROTOCOL)


def run(n):
    data = make_data()
    total = 0
    for _ in range(n):
        records = pickle._loads(data)
        for record in records:
            total += record["account"].balance + len(record["name"]) + record["born"][0]
            total += record["big"] % 1009 + int(record["scores"][1] * 2) + record["flags"]["active"]
        total += records[0]["tags"] is records[-1]["tags"]
    return total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
