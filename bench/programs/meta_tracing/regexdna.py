"""Patterns counted and replaced in a DNA sequence by regular expressions."""

import re
from functools import lru_cache

N = 400000
EXPECTED = (566645, 408563, 408136, 1047438)
SHORT = (50000, (526619, 51451, 51024, 130744))

VARIANTS = ("agggtaaa|tttaccct", "[cgt]gggtaaa|tttaccc[acg]", "a[act]ggtaaa|tttacc[agt]t",
            "ag[act]gtaaa|tttac[agt]ct", "agg[act]taaa|ttta[agt]cct", "aggg[acg]aaa|ttt[cgt]ccct",
            "agggt[cgt]aa|tt[acg]accct", "agggta[cgt]a|t[acg]taccct", "agggtaa[cgt]|[acg]ttaccct")
CODES = (("B", "(c|g|t)"), ("D", "(a|g|t)"), ("H", "(a|c|t)"), ("K", "(g|t)"), ("M", "(a|c)"),
         ("N", "(a|c|g|t)"), ("R", "(a|g)"), ("S", "(c|g)"), ("V", "(a|c|g)"), ("W", "(a|t)"),
         ("Y", "(c|t)"))
LETTERS = "acgtacgtacgtacgtacgtacgtBDHKMNRSVWY"


@lru_cache(maxsize=None)
def make_text(n):
    state = 42
    lines = [">sequence of letters and ambiguity codes"]
    line = []
    for i in range(n):
        state = (state * 3877 + 29573) % 139968
        line.append(LETTERS[state * len(LETTERS) // 139968])
        if i % 700 == 0:
            line.append("agggtaaa")
        if i % 900 == 0:
            line.append("ttgaccct")
        if len(line) == 60:
            lines.append("".join(line))
            line = []
    lines.append("".join(line))
    return "\n".join(lines) + "\n"


def run(n):
    text = make_text(n)
    sequence = re.sub(">.*\n|\n", "", text)
    checksum = 0
    for variant in VARIANTS:
        checksum = checksum * 31 % 1000003 + len(re.findall(variant, sequence))
    replaced = sequence
    for code, choice in CODES:
        replaced = re.sub(code, choice, replaced)
    return checksum, len(text), len(sequence), len(replaced)


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
