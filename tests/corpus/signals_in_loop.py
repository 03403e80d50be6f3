# compiled: helper, spin, endless
# hot: helper, spin
"""A signal handler that runs in the middle of a hot loop and sees its frame (rule 20)."""

import signal

seen = []
stop = False


def handler(number, frame):
    global stop
    seen.append(frame.f_code.co_name in ("spin", "helper", "<module>"))
    stop = True


def helper(i):
    return (i + 1) & 1023


def spin():
    i = 0
    while not stop:
        i = helper(i)
    return "stopped"


signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.25)
print(spin(), seen)


def raising(number, frame):
    raise TimeoutError("in time")


def endless():
    i = 0.0
    while True:
        i = i + 1.0


signal.signal(signal.SIGALRM, raising)
signal.setitimer(signal.ITIMER_REAL, 0.25)
try:
    endless()
except TimeoutError as error:
    print(error)
