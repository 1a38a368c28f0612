"""The spool, points, logs and the events as messages."""

import json
from pathlib import Path
from typing import Any

import pytest

from fovea_worker.gpu import parse
from fovea_worker.logs import LogEvents
from fovea_worker.points import Points
from fovea_worker.spool import Spool
from fovea_worker.wire import event, pb


def test_a_spool_goes_on_after_a_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    first = Spool(path, keep=True)
    assert [first.emit("log", {"level": "info", "text": text}) for text in ("a", "b")] == [1, 2]
    first.close()
    with path.open("ab") as file:
        file.write(b'{"sequence":3,"ti')
    again = Spool(path, keep=True)
    assert again.emit("log", {"level": "info", "text": "c"}) == 3
    assert [json.loads(line)["text"] for line in path.read_text().splitlines()] == ["a", "b", "c"]
    fresh = Spool(path, keep=False)
    assert fresh.emit("log", {"level": "info", "text": "d"}) == 1 and len(path.read_text().splitlines()) == 1


def test_a_spool_is_read_in_whole_lines(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "events.jsonl", keep=False)
    assert spool.read(0, 100) == []
    for size in (10, 5000, 20):
        spool.emit("log", {"level": "info", "text": "x" * size})
    read: list[bytes] = []
    while lines := spool.read(sum(map(len, read)), 200):
        read += lines
    assert [len(json.loads(line)["text"]) for line in read] == [10, 5000, 20]


def test_points_become_columns(tmp_path: Path) -> None:
    emitted: list[tuple[str, dict[str, Any]]] = []
    points = Points(lambda kind, body: emitted.append((kind, body)))
    for iteration in (1, 2):
        points.add("train/rate", iteration, 0.5)
    points.add("train/loss", 1, 0.1)
    points.flush()
    points.flush()
    assert [body["series"] for _, body in emitted] == ["train/rate", "train/loss"]
    assert emitted[0][1]["iterations"] == [1, 2] and emitted[0][1]["values"] == [0.5, 0.5]


def test_the_middle_of_a_long_log_goes() -> None:
    emitted: list[str] = []
    handler = LogEvents(lambda kind, body: emitted.append(body["text"]), limit=100)
    import logging

    logger = logging.Logger("test")
    logger.addHandler(handler)
    for number in range(30):
        logger.info("line %05d", number)
    assert emitted == [f"line {number:05d}" for number in range(5)]
    handler.finish()
    assert emitted[5:] == ["20 lines are left out here: the log is too long.", *[f"line {number:05d}" for number in range(25, 30)]]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"kind": "started", "iteration": 1, "iterations": 2, "iterationsPerEpoch": 3, "deviceName": "CPU", "host": "h"}, "started"),
        ({"kind": "points", "series": "train/loss", "iterations": [1, 2], "values": [0.1, 0.2]}, "points"),
        ({"kind": "log", "level": "info", "text": "é"}, "log"),
        (
            {"kind": "snapshotReady", "iteration": 4, "epoch": 0.5, "files": [{"name": "n", "sha256": "s", "bytes": 3}], "valLoss": 0.0},
            "snapshot_ready",
        ),
        ({"kind": "snapshotUploaded", "iteration": 4}, "snapshot_uploaded"),
        ({"kind": "gpu", **parse("NVIDIA H100 80GB HBM3, 97, 1024, 81559, 41")}, "gpu"),
        ({"kind": "ended", "outcome": "failed", "failure": "diverged", "message": "m", "remedy": "r", "iteration": 9}, "ended"),
    ],
)
def test_events_as_messages(body: dict[str, Any], kind: str) -> None:
    made = event(json.dumps({"sequence": 7, "timeMs": 8, **body}).encode())
    assert made.sequence == 7 and made.time_ms == 8 and made.WhichOneof("kind") == kind
    if kind == "ended":
        assert made.ended.outcome == pb.OUTCOME_FAILED
    if kind == "snapshot_ready":
        assert made.snapshot_ready.HasField("val_loss") and not made.snapshot_ready.HasField("val_accuracy")
    if kind == "gpu":
        assert made.gpu.memory_used_bytes == 1024**3 and made.gpu.temperature_celsius == 41
