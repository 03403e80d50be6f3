"""Starts one process, and says what became of it."""

import json
import os
import select
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass


@dataclass
class Outcome:
    """seconds: wall time of the whole process; rss: its largest resident size in kB; failure: why it does
    not count, None if it does."""

    stdout: str
    seconds: float
    rss: int = 0
    failure: str = None


def last_line(text):
    lines = text.strip().splitlines()
    return lines[-1] if lines else "no message"


def why_it_ended(status, stderr):
    if status < 0:
        try:
            return f"killed by {signal.Signals(-status).name}"
        except ValueError:
            return f"killed by {-status}"
    return f"exit status {status}: {last_line(stderr)}" if status else None


def run_command(argv, timeout, env=None):
    """Outcome of a command whose output is text; a process that hangs is killed with its children."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            child = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=env,
                                     start_new_session=True)
        except OSError as error:
            return Outcome("", 0.0, failure=str(error))
        status, usage = wait(child, start + timeout)
        seconds = time.perf_counter() - start
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    failure = f"no end within {timeout:g} s" if usage is None else why_it_ended(status, texts[1])
    return Outcome(texts[0], seconds, usage.ru_maxrss if usage else 0, failure)


def wait(child, deadline):
    """(status, resource usage); usage None: it had to be killed, with its children."""
    end = os.pidfd_open(child.pid)
    ended, _, _ = select.select([end], [], [], max(0.0, deadline - time.perf_counter()))
    os.close(end)
    if not ended:
        os.killpg(child.pid, signal.SIGKILL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage if ended else None


def read_stats(path):
    """What ADDER_STATS wrote, {} where the VM writes none."""
    try:
        with open(path, encoding="utf-8") as file:
            stats = json.load(file)
    except (OSError, ValueError):
        return {}
    return stats if isinstance(stats, dict) else {}


def run_measured(argv, timeout, env):
    """(Outcome, the worker's answer as a dict or None, Adder's statistics)"""
    with tempfile.TemporaryDirectory(prefix="adder-bench-") as folder:
        path = os.path.join(folder, "stats.json")
        outcome = run_command(argv, timeout, dict(os.environ, ADDER_STATS=path, **env))
        stats = read_stats(path)
    answer = None
    if outcome.failure is None:
        try:
            answer = json.loads(last_line(outcome.stdout))
            outcome.failure = answer["wrong"]
        except (ValueError, KeyError, TypeError):
            answer, outcome.failure = None, f"no result in {outcome.stdout[:60]!r}"
    return outcome, answer, stats
