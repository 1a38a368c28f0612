"""The bodies of events, as they stand in the spool; their names are those of worker.proto in JSON."""

import math
import socket
from typing import Any

import torch

from fovea_worker.loop import Progress
from fovea_worker.schedule import Schedule
from fovea_worker.snapshot import Written


def started(iteration: int, schedule: Schedule, device: torch.device) -> dict[str, Any]:
    name = "CPU" if device.type == "cpu" else torch.cuda.get_device_name(device)
    return {
        "iteration": iteration,
        "iterations": schedule.iterations,
        "iterationsPerEpoch": schedule.iterations_per_epoch,
        "deviceName": name,
        "host": socket.gethostname(),
    }


def snapshot_ready(progress: Progress, schedule: Schedule, files: list[Written]) -> dict[str, Any]:
    body: dict[str, Any] = {
        "iteration": progress.iteration,
        "epoch": schedule.epoch(progress.iteration),
        "files": [{"name": file.name, "sha256": file.sha256, "bytes": file.bytes} for file in files],
    }
    if progress.figures and progress.validated == progress.iteration:
        figures = progress.figures
        pairs = (("valLoss", figures.loss), ("valAccuracy", figures.accuracy), ("valBalancedAccuracy", figures.balanced_accuracy))
        body.update({key: value for key, value in pairs if math.isfinite(value)})
    return body


def ended(outcome: str, iteration: int, failure: str = "", message: str = "", remedy: str = "") -> dict[str, Any]:
    """`outcome` is succeeded, stopped, aborted or failed."""
    return {"outcome": outcome, "failure": failure, "message": message, "remedy": remedy, "iteration": iteration}
