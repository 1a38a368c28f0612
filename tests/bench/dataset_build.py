"""CPU time an image of a dataset build, hashes included, against a plain Pillow loop, in one interleaved run.

Draws its own JPEG files (or takes those below --data), has them made into shards by `python -m fovea_pixels serve` as
`datasets` does, and opens, resizes and keeps the same files by Pillow in a plain loop. Prints one JSON object. A ratio
is Pillow's CPU time over ours (above 1: ours is faster), or for `twoProcesses` CPU an image of two over that of one;
`calibration` is a fixed loop of hashing, to judge this machine by. `isCompiled` says
whether set-up found a C compiler.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

_WORKER = Path(__file__).parents[2] / "gpu-worker"
_SHARD_SECONDS = 600.0


@dataclass(frozen=True)
class Case:
    """`files` pictures of height×width, built to target×target."""

    name: str
    height: int
    width: int
    quality: int
    target: int
    files: int
    grain: float = 9
    """Deviation of the noise."""
    is_fast: bool = False
    """Whether JPEG files may be decoded smaller."""


CASES = (
    Case("32x32 to 32x32", 32, 32, 90, 32, 4000),
    Case("64x64 to 32x32", 64, 64, 90, 32, 2000),
    Case("500x375 to 256x256", 375, 500, 90, 256, 120),
    Case("1600x1200 to 256x256", 1200, 1600, 90, 256, 16),
    # Photos of 0.8 bit a pixel.
    Case("2048x1536 to 256x256", 1536, 2048, 85, 256, 32, 2.5),
    Case("2048x1536 to 256x256 fast", 1536, 2048, 85, 256, 96, 2.5, is_fast=True),
)


class Child:
    """One `python -m fovea_pixels serve`, and the CPU seconds it took with its decoder."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "fovea_pixels", "serve"],
            cwd=_WORKER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._receive()

    def order(self, case: Case, paths: list[str], output: Path) -> None:
        """Asks for one shard without waiting for it."""
        recipe = {"height": case.target, "width": case.target, "channels": 3, "resize": "squash", "fastDecoding": case.is_fast}
        images = [{"path": path, "label": 0} for path in paths]
        root = os.path.commonpath([Path(path).parent for path in paths])
        header = {"id": 1, "type": "shard", "recipe": recipe, "root": root, "images": images, "output": str(output)}
        text = json.dumps(header).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(len(text).to_bytes(4, "big") + text)
        self._process.stdin.flush()

    def wait(self, count: int) -> None:
        """Waits for the shard and checks that all pictures are in it."""
        while "done" in (answer := self._receive()):
            pass
        if answer.get("count") != count:
            raise SystemExit(f"the build did not keep {count} pictures: {answer}")

    def cpu_seconds(self) -> float:
        """Of reader and decoder, both still running."""
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return sum(_cpu_seconds(one) for one in [str(pid), *children])

    def close(self) -> None:
        self._process.communicate(timeout=_SHARD_SECONDS)

    def _receive(self) -> dict[str, object]:
        assert self._process.stdout is not None
        length = int.from_bytes(self._process.stdout.read(4), "big")
        answer: dict[str, object] = json.loads(self._process.stdout.read(length))
        return answer


def _cpu_seconds(pid: str) -> float:
    # schedstat counts in nanoseconds, stat only in hundredths of a second.
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def draw(case: Case, folder: Path) -> list[str]:
    """Draws the case's noisy pictures, each of its own, as JPEG files."""
    random = np.random.default_rng(case.height)
    rows, columns = np.mgrid[0 : case.height, 0 : case.width]
    folder.mkdir()
    paths = []
    for number in range(case.files):
        phase = random.uniform(0, 6, (3, 1, 1))
        waves = 128 + 80 * np.sin(columns / 37 + phase) + 40 * np.cos(rows / 23 - phase)
        pixels = waves.transpose(1, 2, 0) + random.normal(0, case.grain, (case.height, case.width, 3))
        path = folder / f"{number}.jpg"
        Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(path, "JPEG", quality=case.quality)
        paths.append(str(path))
    return paths


def pillow_seconds(case: Case, paths: list[str]) -> float:
    """CPU seconds of the plain loop in a process of its own, as a script of anyone's would run it."""
    script = [sys.executable, str(Path(__file__).resolve()), "--plain", str(case.target)]
    done = subprocess.run(script, input="\n".join(paths), capture_output=True, text=True, check=True, timeout=_SHARD_SECONDS)
    return float(done.stdout)


def run_plain_loop(target: int) -> None:
    """Opens, resizes and keeps the pixels of the files named on standard input; prints the CPU seconds."""
    paths = sys.stdin.read().split("\n")
    with Image.open(paths[0]) as first:  # Pillow's plug-ins are read.
        first.load()
    before = time.process_time()
    kept = [np.asarray(Image.open(path).resize((target, target), Image.Resampling.BILINEAR)) for path in paths]
    print(time.process_time() - before)
    assert len(kept) == len(paths)


def build_seconds(children: list[Child], case: Case, paths: list[str], folder: Path) -> float:
    """CPU seconds of all the children, each making a shard of all the paths at the same time.

    In a folder of its own, as `datasets` has them made: to take the place of a file that is there, ext4 flushes the new one.
    """
    with tempfile.TemporaryDirectory(dir=folder) as name:
        before = sum(child.cpu_seconds() for child in children)
        for number, child in enumerate(children):
            child.order(case, paths, Path(name) / f"shard-{number}.safetensors")
        for child in children:
            child.wait(len(paths))
        return sum(child.cpu_seconds() for child in children) - before


def calibration_seconds() -> float:
    """CPU seconds of hashing 64 MiB."""
    data = bytes(1 << 20)
    before = time.process_time()
    for _ in range(64):
        hashlib.sha256(data).digest()
    return time.process_time() - before


def measure(case: Case, paths: list[str], rounds: int, folder: Path) -> dict[str, float]:
    """Medians over the rounds, of microseconds an image and of each round's ratios."""
    one, two = Child(), Child()
    try:
        for child in (one, two):  # Page cache and first pages of shared memory.
            build_seconds([child], case, paths, folder)
        plain, alone, both = [], [], []
        for _ in range(rounds):
            before = pillow_seconds(case, paths)
            alone.append(build_seconds([one], case, paths, folder))
            # Before and after, so that a clock that changes weighs on both.
            plain.append((before + pillow_seconds(case, paths)) / 2)
            both.append(build_seconds([one, two], case, paths, folder) / 2)
    finally:
        one.close()
        two.close()
    scale = 1e6 / len(paths)
    return {
        "pillowMicroseconds": round(statistics.median(plain) * scale, 1),
        "buildMicroseconds": round(statistics.median(alone) * scale, 1),
        "twoProcessesMicroseconds": round(statistics.median(both) * scale, 1),
        "ratio": round(_median_ratio(plain, alone), 3),
        "twoProcesses": round(_median_ratio(both, alone), 3),
    }


def _median_ratio(over: list[float], under: list[float]) -> float:
    # Round by round, so that whatever else the machine does weighs on both.
    return statistics.median(one / other for one, other in zip(over, under, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--data", type=Path, help="take JPEG files below this folder, to 32x32, instead of drawing")
    parser.add_argument("--files", type=int, default=4000, help="how many of --data (%(default)s)")
    parser.add_argument("--only", default="", help="only the cases whose name holds this text")
    parser.add_argument("--plain", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.plain:
        run_plain_loop(arguments.plain)
        return
    figures = {}
    with tempfile.TemporaryDirectory(prefix="fovea-bench-") as name:
        folder = Path(name)
        if arguments.data:
            paths = sorted(str(path.resolve()) for path in arguments.data.rglob("*.jp*g"))[: arguments.files]
            with Image.open(io.BytesIO(Path(paths[0]).read_bytes())) as first:
                case = Case(arguments.data.name, first.height, first.width, 0, 32, len(paths))
            figures[case.name] = measure(case, paths, arguments.rounds, folder)
        else:
            for number, case in enumerate(case for case in CASES if arguments.only in case.name):
                paths = draw(case, folder / str(number))
                figures[case.name] = measure(case, paths, arguments.rounds, folder)
    result = {
        "name": "dataset-build",
        "ratios": {name: {key: value[key] for key in ("ratio", "twoProcesses")} for name, value in figures.items()},
        "figures": figures,
        "isCompiled": (_WORKER / "fovea_pixels/libfovea_pixels.so").exists(),
        "calibration": {"sha256Of64MiBSeconds": round(calibration_seconds(), 4)},
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
