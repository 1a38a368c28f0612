"""Events of the spool as messages of worker.proto. The stubs come from `python gpu-worker/gen.py`."""

import json
import sys
from pathlib import Path
from typing import Any

_GENERATED = str(Path(__file__).resolve().parents[1] / "gen")
if _GENERATED not in sys.path:
    sys.path.append(_GENERATED)

from fovea.jobs.v1 import worker_pb2 as pb  # noqa: E402

__all__ = ["METHOD", "event", "pb"]

METHOD = "/fovea.jobs.v1.WorkerService/Report"


def event(line: bytes) -> pb.Event:
    """One line of the spool."""
    body: dict[str, Any] = json.loads(line)
    message = pb.Event(sequence=body["sequence"], time_ms=body["timeMs"])
    kind = body["kind"]
    if kind == "points":
        message.points.series = body["series"]
        message.points.iterations.extend(body["iterations"])
        message.points.values.extend(body["values"])
    elif kind == "log":
        message.log.level, message.log.text = body["level"], body["text"]
    elif kind == "started":
        message.started.CopyFrom(
            pb.Started(
                iteration=body["iteration"],
                iterations=body["iterations"],
                iterations_per_epoch=body["iterationsPerEpoch"],
                device_name=body["deviceName"],
                host=body["host"],
            )
        )
    elif kind == "snapshotReady":
        message.snapshot_ready.CopyFrom(
            pb.SnapshotReady(
                iteration=body["iteration"],
                epoch=body["epoch"],
                files=[pb.File(**file) for file in body["files"]],
                val_loss=body.get("valLoss"),
                val_accuracy=body.get("valAccuracy"),
                val_balanced_accuracy=body.get("valBalancedAccuracy"),
            )
        )
    elif kind == "snapshotUploaded":
        message.snapshot_uploaded.iteration = body["iteration"]
    elif kind == "gpu":
        message.gpu.CopyFrom(
            pb.Gpu(
                name=body["name"],
                utilisation_percent=body["utilisationPercent"],
                memory_used_bytes=body["memoryUsedBytes"],
                memory_total_bytes=body["memoryTotalBytes"],
                temperature_celsius=body["temperatureCelsius"],
            )
        )
    elif kind == "ended":
        message.ended.CopyFrom(
            pb.Ended(
                outcome=f"OUTCOME_{body['outcome'].upper()}",
                failure=body["failure"],
                message=body["message"],
                remedy=body["remedy"],
                iteration=body["iteration"],
            )
        )
    else:
        raise ValueError(f"The event kind {kind} has no message.")
    return message
