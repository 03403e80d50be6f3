# compiled: quiet, by_star, run
"""A signal's handler runs directly behind the C function that made it pending, and raises there."""

import signal
from _thread import interrupt_main

seen = []


def note(number, frame):
    seen.append(frame.f_lineno)


def quiet():
    interrupt_main()
    return len(seen)


def loud():
    result = "nothing"
    try:
        interrupt_main()
    except KeyboardInterrupt as error:
        result = error.__traceback__.tb_lineno
    return result


def by_star(args):
    interrupt_main(*args)
    return len(seen)


def run(turns):
    results = []
    for turn in range(turns):
        del seen[:]
        results.append((quiet(), by_star((signal.SIGINT,)), tuple(seen)))
    return results


signal.signal(signal.SIGINT, note)
print(set(run(400)))
signal.signal(signal.SIGINT, signal.default_int_handler)
print({loud() for turn in range(400)})
