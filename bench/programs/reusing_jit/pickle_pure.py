"""Objects written by the standard library's pickle module in its pure Python form."""

import pickle
from functools import lru_cache

N = 200
EXPECTED = (1063400, 455175)
SHORT = (8, (42536, 18207))

PROTOCOL = 2


@lru_cache(maxsize=None)
def make_objects():
    record = {"ads_flags": 0, "age": 18, "birthday": (1980, 5, 7), "bulletin_count": 0,
              "comment_count": 0, "country": "BR", "encrypted_id": "G9urXXAJwjE", "height": 1.83,
              "language": "pt-BR", "lookup_flags": 65535, "friends": ["ada", "grace", "edsger"],
              "numbers": list(range(200, 230)), "big": 2 ** 70, "none": None, "yes": True}
    records = []
    for k in range(20):
        copy = dict(record, age=18 + k, encrypted_id="id-%d" % k)
        copy["shared"] = record["friends"]
        records.append(copy)
    return records, {"nested": [[k, [str(k), {k: (k, -k, k * 0.5)}]] for k in range(60)]}


def run(n):
    size = checksum = 0
    objects = make_objects()
    for _ in range(n):
        data = pickle._dumps(objects, PROTOCOL)
        size += len(data)
        checksum = (checksum + sum(data) + data[len(data) // 2]) % 1000003
    return size, checksum


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
