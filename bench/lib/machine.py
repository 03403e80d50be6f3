"""What machine this is, and whether it is quiet enough to publish from."""

import os
import platform
import subprocess
import time

import statistics

LOUD_LOAD = 0.3      # other processes' share of one core
LOUD_STEAL = 0.01    # of the time, taken by the hypervisor
LOUD_JITTER = 0.02   # coefficient of variation of a fixed piece of work
TRIALS = 40


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


def cpu_model():
    for line in read("/proc/cpuinfo").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return ""


def version(argv):
    try:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ""
    lines = (done.stdout or done.stderr).strip().splitlines()
    return " ".join(lines[:2])


def describe():
    return {"cpu": cpu_model(), "cores": os.cpu_count(), "system": platform.platform(),
            "memory_kb": int((read("/proc/meminfo").split() + ["", "0"])[1]),
            "load": os.getloadavg()[0],
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}


def busy_and_stolen():
    """Clock ticks of all cores so far: at work, stolen, in all."""
    ticks = [int(word) for word in read("/proc/stat").splitlines()[0].split()[1:9]]
    return sum(ticks) - ticks[3] - ticks[4] - ticks[7], ticks[7], sum(ticks)


def fixed_work():
    total = 0
    for k in range(200_000):
        total += k * k
    return total


def noise(seconds=2.0):
    """Why this machine is too loud to publish from, a list of sentences; looks for some seconds."""
    why = []
    before = busy_and_stolen()
    time.sleep(seconds)
    busy, stolen, ticks = (b - a for a, b in zip(before, busy_and_stolen()))
    cores = os.cpu_count() or 1
    load = busy / max(ticks, 1) * cores
    if load > LOUD_LOAD:
        why.append(f"other processes use {load:.1f} of {cores} cores (at most {LOUD_LOAD})")
    if stolen / max(ticks, 1) > LOUD_STEAL:
        why.append(f"the hypervisor took {100 * stolen / ticks:.1f} % of the time "
                   f"(at most {100 * LOUD_STEAL:.0f} %)")
    times = []
    for _ in range(TRIALS):
        start = time.perf_counter()
        fixed_work()
        times.append(time.perf_counter() - start)
    jitter = statistics.pstdev(times) / statistics.mean(times)
    if jitter > LOUD_JITTER:
        why.append(f"the same work varies by {100 * jitter:.1f} % (at most {100 * LOUD_JITTER:.0f} %)")
    return why
