"""Trains as `python -m fovea_worker` does, with a step of the bare loop before each of its own, and prints the CPU seconds of both.

One process and step by step in turn: both then meet the same moments, memory and caches of the machine. Of two processes
each has its own luck with all three, which on some machines is worth a fifth. Takes the options of `bare_loop.py`, and
behind `--` those of the worker. The worker's threads (reporting) count as its own.
"""

import argparse
import json
import sys
import time

from bare_loop import Loop as Bare

WARM_STEPS = 20
"""Left out: what is compiled and first touched then is done once."""


class Turns:
    """CPU seconds of the bare loop's steps, and of the process since they are counted."""

    def __init__(self) -> None:
        self.steps, self.bare, self.begin = 0, 0.0, 0.0

    def take(self, bare: Bare, batches: int) -> None:
        """One step of the bare loop."""
        if self.steps == WARM_STEPS:
            self.bare, self.begin = 0.0, time.process_time()
        before = time.thread_time()
        bare.step(self.steps % batches)
        self.bare += time.thread_time() - before
        self.steps += 1
        self.end = time.process_time()

    def seconds(self) -> dict[str, float]:
        """The last bare step has none of the worker's behind it, and is one of many."""
        return {"steps": self.steps - WARM_STEPS, "bare": self.bare, "worker": self.end - self.begin - self.bare}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", choices=("lenet", "cifar"), required=True)
    for name in ("batch", "size", "channels", "images"):
        parser.add_argument(f"--{name}", type=int, required=True)
    at = sys.argv.index("--")
    options = parser.parse_args(sys.argv[1:at])
    options.device = "cpu"

    from fovea_worker.__main__ import main as work
    from fovea_worker.loop import Loop

    bare, turns, step = Bare(options), Turns(), Loop._step

    def both(loop: Loop) -> None:
        turns.take(bare, options.images // options.batch)
        step(loop)

    Loop._step = both  # type: ignore[method-assign]
    code = work(sys.argv[at + 1 :])
    print(json.dumps(turns.seconds()))
    return code


if __name__ == "__main__":
    sys.exit(main())
