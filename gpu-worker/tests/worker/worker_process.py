"""Runs the worker in a child process of its own, forked so that PyTorch is imported once for all of them."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from fovea_worker.__main__ import main

LIMIT_S = 60.0


def start(spec: Path, work: Path, *more: str) -> int:
    """Starts `train --offline` and returns the process id."""
    number = os.fork()
    if number == 0:
        code = 99
        try:
            code = main(["train", "--spec", str(spec), "--work", str(work), "--offline", *more])
        finally:
            os._exit(code)
    return number


def finish(number: int, until: Callable[[], bool] | None = None, signals: signal.Signals | None = None) -> int:
    """Waits for the end; sends the signal once `until` holds. Returns the exit code, negative for a signal."""
    deadline = time.monotonic() + LIMIT_S
    while time.monotonic() < deadline:
        done, status = os.waitpid(number, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if until is not None and signals is not None and until():
            os.kill(number, signals)
            until = None
        time.sleep(0.001)
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    raise AssertionError(f"the worker did not end within {LIMIT_S} s")


def run(spec: Path, work: Path, *more: str) -> int:
    return finish(start(spec, work, *more))
