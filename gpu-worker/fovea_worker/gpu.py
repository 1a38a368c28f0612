"""Figures of the GPU in use, every few seconds, from the driver's own tool."""

import contextlib
import logging
import subprocess
import threading
from collections.abc import Iterator

import torch

from fovea_worker.points import Emit

log = logging.getLogger("fovea_worker")

EVERY_SECONDS = 5.0
_QUERY = "name,utilization.gpu,memory.used,memory.total,temperature.gpu"


@contextlib.contextmanager
def watch_gpu(device: torch.device, emit: Emit) -> Iterator[None]:
    """Emits `gpu` events while the block runs; does nothing for a CPU."""
    if device.type != "cuda":
        yield
        return
    over = threading.Event()
    identity = f"GPU-{torch.cuda.get_device_properties(device).uuid}"
    thread = threading.Thread(target=_watch, args=(identity, emit, over), name="gpu", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(10)


def _watch(identity: str, emit: Emit, over: threading.Event) -> None:
    while not over.is_set():
        command = ["nvidia-smi", f"--id={identity}", f"--query-gpu={_QUERY}", "--format=csv,noheader,nounits"]
        try:
            line = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True).stdout.strip()
            emit("gpu", parse(line))
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            log.warning("The GPU's figures are not to be had: %s", error)
            return
        over.wait(EVERY_SECONDS)


def parse(line: str) -> dict[str, str | float | int]:
    """One CSV line of nvidia-smi; memory comes in MiB."""
    name, busy, used, total, heat = (part.strip() for part in line.split(","))
    return {
        "name": name,
        "utilisationPercent": float(busy),
        "memoryUsedBytes": int(used) * 1024 * 1024,
        "memoryTotalBytes": int(total) * 1024 * 1024,
        "temperatureCelsius": float(heat),
    }
