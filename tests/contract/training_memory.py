"""The memory of training: `python training_memory.py SPEC.json`.

Trains the attempt offline and prints the most bytes that the process held, above what it held before it built the network.
One attempt a process: what another has left behind would be taken again.
"""

import sys
from pathlib import Path

import torch

from fovea_worker.config import read_config
from fovea_worker.control import Control
from fovea_worker.spec import read_spec
from fovea_worker.train import train


def main() -> None:
    torch.set_num_threads(1)
    spec = Path(sys.argv[1])
    Path("/proc/self/clear_refs").write_text("5")
    before = most_held()
    code = train(read_spec(spec), spec.parent / "run", read_config(), Control(), is_offline=True, layer_modules=[])
    if code != 0:
        raise SystemExit(f"{spec} ended with {code}")
    print(most_held() - before)


def most_held() -> int:
    """Bytes since the start, or since 5 was written to clear_refs."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


main()
