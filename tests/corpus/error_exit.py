# compiled: leave, loop
"""SystemExit raised deep in hot code, with finally blocks on the way."""


def leave(i):
    if i == 1500:
        raise SystemExit("leaving")
    return i


def loop(n):
    total = 0
    try:
        for i in range(n):
            total += leave(i)
    finally:
        print("finally", total)


loop(1000)
loop(2000)
