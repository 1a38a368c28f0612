"""A training stopped or killed at any moment goes on to the same points and weights, byte for byte."""

import json
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from plans import lenet
from worker_process import finish, run, start
from world import make_dataset, make_spec, points_of, write_spec

POLICIES: dict[str, dict[str, Any]] = {
    "step": {"type": "step", "stepPercent": 33, "gamma": 0.1},
    "inv": {"type": "inv", "gamma": 0.1, "power": 0.5},
    "poly": {"type": "poly", "power": 3},
}


@pytest.fixture(scope="module", params=POLICIES)
def undisturbed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, float]:
    """A spec with everything random in it, the folder of an undisturbed run of it, and its seconds."""
    folder = tmp_path_factory.mktemp(request.param)
    manifest, files = make_dataset(folder / "data", 28, 1, [260, 170], 90, 4)
    plan = lenet(classes=4, dropout=0.5, normed=True, crop=24, mirror=True)
    solver = {"type": "SGD", "baseRate": 0.005, "momentum": 0.9, "weightDecay": 0.0005, "policy": POLICIES[request.param]}
    spec = make_spec(plan, manifest, files, epochs=6, batchSize=16, solver=solver, snapshotInterval=0.4, validationInterval=0.7)
    path = write_spec(folder / "spec.json", spec)
    began = time.monotonic()
    assert run(path, folder / "whole") == 0
    return path, folder / "whole", time.monotonic() - began


def equal(whole: Path, other: Path) -> None:
    expected, found = points_of(whole / "events.jsonl"), points_of(other / "events.jsonl")
    assert found == expected
    assert set(expected) == {"train/loss", "train/rate", "val/loss", "val/accuracy", "val/balanced-accuracy"}
    assert list(expected["train/loss"]) == list(range(1, 163))
    snapshots = {path.name for path in (whole / "snapshots").iterdir()}
    assert snapshots <= {path.name for path in (other / "snapshots").iterdir()}
    for name in snapshots:
        weights = Path("snapshots") / name / "weights.safetensors"
        assert (whole / weights).read_bytes() == (other / weights).read_bytes(), name
        state = Path("snapshots") / name / "state.safetensors"
        assert (whole / state).read_bytes() == (other / state).read_bytes(), name


def test_twice_the_same(undisturbed: tuple[Path, Path, float], tmp_path: Path) -> None:
    spec, whole, _ = undisturbed
    assert run(spec, tmp_path / "again") == 0
    equal(whole, tmp_path / "again")


def test_stopped_and_resumed(undisturbed: tuple[Path, Path, float], tmp_path: Path) -> None:
    spec, whole, _ = undisturbed
    work = tmp_path / "stopped"
    for count in (3, 5, 9):
        wanted = lines(work) + count
        code = finish(start(spec, work), lambda wanted=wanted: lines(work) >= wanted, signal.SIGTERM)  # type: ignore[misc]
        assert code == 143
        last = json.loads((work / "events.jsonl").read_text().splitlines()[-1])
        assert last["kind"] == "ended" and last["outcome"] == "stopped"
        assert (work / "snapshots" / str(last["iteration"]) / "state.safetensors").is_file()
    assert run(spec, work) == 0
    equal(whole, work)


def test_killed_and_resumed(undisturbed: tuple[Path, Path, float], tmp_path: Path) -> None:
    spec, whole, seconds = undisturbed
    work, dice = tmp_path / "killed", random.Random(7)
    for _ in range(5):
        moment = time.monotonic() + dice.uniform(0.1, 0.6) * seconds
        if finish(start(spec, work), lambda moment=moment: time.monotonic() > moment, signal.SIGKILL) == 0:  # type: ignore[misc]
            break
    assert run(spec, work) == 0
    equal(whole, work)


def test_killed_while_writing_a_snapshot(undisturbed: tuple[Path, Path, float], tmp_path: Path) -> None:
    spec, whole, _ = undisturbed
    work = tmp_path / "torn"
    torn = 0
    for wanted in (1, 2, 4):
        code = finish(start(spec, work), writes(work, wanted), signal.SIGKILL)
        assert code in (0, -signal.SIGKILL)
        torn += any((work / "snapshots").glob(".*.part"))
    assert torn > 0, "no kill hit a write"
    assert run(spec, work) == 0
    equal(whole, work)


def test_png_shards_train_like_raw_ones_also_when_resumed(tmp_path: Path) -> None:
    """The pixels are the same, so all that follows is."""
    for encoding in ("raw", "png"):
        manifest, files = make_dataset(tmp_path / encoding, 28, 1, [70, 60], 40, 4, encoding=encoding)
        spec = make_spec(lenet(classes=4, crop=24, mirror=True), manifest, files, epochs=2, snapshotInterval=0.5)
        path, work = write_spec(tmp_path / f"{encoding}.json", spec), tmp_path / f"{encoding}-work"
        if encoding == "png":
            saved = work / "snapshots"
            assert finish(start(path, work), lambda saved=saved: any(saved.glob("[0-9]*")), signal.SIGTERM) == 143  # type: ignore[misc]
        assert run(path, work) == 0
    whole, other = tmp_path / "raw-work", tmp_path / "png-work"
    assert points_of(other / "events.jsonl") == points_of(whole / "events.jsonl")
    for weights in whole.glob("snapshots/*/weights.safetensors"):
        assert weights.read_bytes() == (other / weights.relative_to(whole)).read_bytes()


def lines(work: Path) -> int:
    events = work / "events.jsonl"
    return events.read_bytes().count(b"\n") if events.exists() else 0


def writes(work: Path, wanted: int) -> Callable[[], bool]:
    """Holds while the `wanted`-th snapshot from now is being written."""
    seen: set[str] = set()

    def holds() -> bool:
        seen.update(path.name for path in (work / "snapshots").glob(".*.part"))
        return len(seen) >= wanted and any((work / "snapshots").glob(".*.part"))

    return holds
