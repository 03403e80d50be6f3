"""Processes that end before anything is hot: a script of some milliseconds, started again and again by the
interpreter that runs this."""

import subprocess
import sys

N = 12
EXPECTED = 444906
SHORT = (1, 37070)

SCRIPT = """
import sys
rows = [line.split(",") for line in "ada,36,uk\\ngrace,85,us\\nedsger,72,nl\\n".splitlines()]
people = {name: (int(age), country) for name, age, country in rows}
total = 0
for name, (age, country) in sorted(people.items()):
    for k in range(20):
        total += age * k + len(name) + len(country.upper())
print(total + int(sys.argv[1]))
"""


def run(n):
    total = 0
    for turn in range(n):
        total += int(subprocess.check_output([sys.executable, "-c", SCRIPT, str(turn)]))
    return total


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
