"""Reporting, commands, uploads and downloads, against servers that come late, forget answers and refuse URLs."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest
from peer import TOKEN, Jobs, Store
from plans import lenet
from worker_process import run
from world import describe, make_dataset, make_spec, points_of, write_spec

from fovea_worker.wire import pb

HERE = Path(__file__).resolve().parents[2]


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store()
    yield made
    made.close()


def launch(spec: Path, work: Path, cache: Path) -> "subprocess.Popen[str]":
    environment = {**os.environ, "FOVEA_ATTEMPT_TOKEN": TOKEN, "FOVEA_CACHE_DIR": str(cache), "FOVEA_PATIENCE_SECONDS": "30"}
    command = [sys.executable, "-m", "fovea_worker", "train", "--spec", str(spec), "--work", str(work)]
    return subprocess.Popen(command, cwd=HERE, env=environment, stderr=subprocess.PIPE, text=True)


def end(process: "subprocess.Popen[str]") -> tuple[int, str]:
    try:
        errors = process.communicate(timeout=60)[1]
    finally:
        process.kill()
    return process.returncode, errors


def spec_of(folder: Path, **changes: Any) -> dict[str, Any]:
    manifest, files = make_dataset(folder / "data", 28, 1, [260], 60, 4)
    return make_spec(
        lenet(classes=4, dropout=0.5, crop=24, mirror=True),
        manifest,
        files,
        epochs=20,
        snapshotInterval=10,
        validationInterval=5,
        **changes,
    )


def test_a_run_stopped_by_command_and_gone_on_with_by_another_attempt(store: Store, tmp_path: Path) -> None:
    spec = spec_of(tmp_path)
    assert run(write_spec(tmp_path / "offline.json", spec), tmp_path / "offline") == 0
    spec["files"] = {key: store.put(key, Path(file["path"])) for key, file in spec["files"].items()}

    first = Jobs(store, lambda event: pb.Command.KIND_STOP if event.points.iterations and event.points.iterations[-1] > 50 else None)
    spec["report"] = {"address": f"127.0.0.1:{first.start()}"}
    process = launch(write_spec(tmp_path / "first.json", spec), tmp_path / "work1", tmp_path / "cache")
    # Training does not wait for `jobs`: it begins while nobody listens.
    deadline = time.monotonic() + 30
    while not (tmp_path / "work1/events.jsonl").is_file() or b"train/loss" not in (tmp_path / "work1/events.jsonl").read_bytes():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    first.open()
    code, errors = end(process)
    first.close()
    assert code == 143, errors
    assert first.of("ended")[0].outcome == pb.OUTCOME_STOPPED
    at = first.of("ended")[0].iteration
    assert first.of("snapshot_ready")[-1].iteration == first.of("snapshot_uploaded")[-1].iteration == at
    assert all(starts[0] == 0 and starts[1] > 0 for starts in downloads(store).values()), "an interrupted download begins anew"
    assert {status for method, _, status in store.log if method == "PUT"} == {200, 403}

    second = Jobs(store)
    files = {file.name: file for file in first.of("snapshot_ready")[-1].files}
    spec["resume"] = {"iteration": at} | {
        name: {
            "url": f"{store.url}/snapshots/{at}/{name}.safetensors?ok=1",
            "sha256": files[f"{name}.safetensors"].sha256,
            "bytes": files[f"{name}.safetensors"].bytes,
        }
        for name in ("weights", "state")
    }
    spec["report"] = {"address": f"127.0.0.1:{second.start()}"}
    second.open()
    code, errors = end(launch(write_spec(tmp_path / "second.json", spec), tmp_path / "work2", tmp_path / "cache"))
    second.close()
    assert code == 0, errors
    assert second.of("started")[0].iteration == at
    assert second.of("ended")[0].outcome == pb.OUTCOME_SUCCEEDED

    found: dict[str, dict[int, float]] = {}
    for points in first.of("points") + second.of("points"):
        if points.series != "train/images-per-second":
            found.setdefault(points.series, {}).update(zip(points.iterations, points.values, strict=True))
    assert found == points_of(tmp_path / "offline/events.jsonl")
    last = second.of("snapshot_ready")[-1]
    assert last.HasField("val_balanced_accuracy") and last.epoch == 20
    for file in last.files:
        data = store.objects[f"snapshots/{last.iteration}/{file.name}"]
        assert hashlib.sha256(data).hexdigest() == file.sha256 and len(data) == file.bytes
        if file.name == "weights.safetensors":
            assert describe(tmp_path / f"offline/snapshots/{last.iteration}/{file.name}")["sha256"] == file.sha256
    assert not any((tmp_path / "work2/snapshots").iterdir()), "what is uploaded need not stay"


def downloads(store: Store) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for method, key, start in store.log:
        if method == "GET":
            found.setdefault(key, []).append(start)
    return found


def test_an_abort_saves_nothing(store: Store, tmp_path: Path) -> None:
    spec = spec_of(tmp_path)
    spec["files"] = {key: store.put(key, Path(file["path"])) for key, file in spec["files"].items()}
    jobs = Jobs(store, lambda event: pb.Command.KIND_ABORT if event.WhichOneof("kind") == "points" else None)
    spec["report"] = {"address": f"127.0.0.1:{jobs.start()}"}
    jobs.open()
    code, errors = end(launch(write_spec(tmp_path / "s.json", spec), tmp_path / "work", tmp_path / "cache"))
    jobs.close()
    assert code == 20, errors
    assert jobs.of("ended")[0].outcome == pb.OUTCOME_ABORTED
    assert not store.objects.keys() & {key for key in store.objects if key.startswith("snapshots/")}


def test_an_attempt_that_is_known_no_more_ends(store: Store, tmp_path: Path) -> None:
    spec = spec_of(tmp_path)
    spec["epochs"] = 100_000
    spec["files"] = {key: store.put(key, Path(file["path"])) for key, file in spec["files"].items()}
    jobs = Jobs(store)
    jobs.refusal = grpc.StatusCode.NOT_FOUND
    spec["report"] = {"address": f"127.0.0.1:{jobs.start()}"}
    jobs.open()
    code, errors = end(launch(write_spec(tmp_path / "s.json", spec), tmp_path / "work", tmp_path / "cache"))
    jobs.close()
    assert code == 75 and "knows this attempt no more (NOT_FOUND)" in errors
