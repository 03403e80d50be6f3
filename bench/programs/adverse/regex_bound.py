"""A log searched by regular expressions: the work is done in C, Python only calls it."""

import re
from functools import lru_cache

N = 60000
EXPECTED = (3797872211, 3532, 3791991, 5990)
SHORT = (4000, (254141593, 236, 252779, 383))

LINE = re.compile(r'(?P<host>\S+) - (?P<user>\w+|-) \[(?P<time>[^\]]+)\] "(?P<method>GET|POST) '
                  r'(?P<path>/[^ ?]*)(?:\?(?P<query>\S*))? HTTP/1\.[01]" (?P<status>\d{3}) (?P<size>\d+|-)')
PAIR = re.compile(r"(\w+)=([^&]*)")
NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=None)
def make_log(n):
    state = 9
    lines = []
    for i in range(n):
        state = (state * 3877 + 29573) % 139968
        lines.append('10.0.%d.%d - %s [12/Mar/2024:%02d:%02d:00] "%s /page/%d%s HTTP/1.1" %d %s' % (
            state % 256, i % 256, ("-", "ada", "grace")[state % 3], state % 24, state % 60,
            "POST" if state % 5 == 0 else "GET", state % 40,
            "?a=%d&name=x%d" % (i, state % 9) if state % 2 else "", 404 if state % 17 == 0 else 200,
            "-" if state % 11 == 0 else state))
    return "\n".join(lines)


def run(n):
    text = make_log(n)
    total = errors = 0
    for match in LINE.finditer(text):
        if match["status"] != "200":
            errors += 1
        for name, value in PAIR.findall(match["query"] or ""):
            total += len(name) + len(value)
        total += int(match["size"]) if match["size"] != "-" else 0
    hidden = NUMBER.sub("#", text)
    shouted = re.sub(r"page/(\d+)", lambda match: "PAGE/" + match.group(1)[::-1], text)
    return total, errors, len(hidden), shouted.count("PAGE/1")


if __name__ == "__main__":
    for _ in range(4):
        result = run(N)
    print(result)
