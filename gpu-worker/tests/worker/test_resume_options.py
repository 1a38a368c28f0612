"""Every solver and every option goes on from a kill to the same points, weights and states, byte for byte."""

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from plans import convolution, heads, inner, plain, plan, pooling
from worker_process import run
from world import make_dataset, make_spec, points_of, write_spec

from fovea_worker.control import Control
from fovea_worker.snapshot import read_file

KILLS = (9, 31)
"""Looks for a stop (one a step, one a batch of validation) after which the process kills itself, in two attempts."""

ADAM = {"type": "Adam", "momentum": 0.9, "momentum2": 0.99, "baseRate": 0.002}
STILL = {"baseRate": 1e-12, "weightDecay": 0}
CASES: dict[str, dict[str, Any]] = {
    "SGD": {},
    "SGD without momentum": {"momentum": 0},
    "Nesterov": {"type": "Nesterov"},
    "AdaGrad": {"type": "AdaGrad", "momentum": 0},
    "RMSProp": {"type": "RMSProp", "momentum": 0, "rmsDecay": 0.9, "delta": 1e-4, "baseRate": 0.001},
    "AdaDelta": {"type": "AdaDelta", "momentum": 0.95, "delta": 1e-6, "baseRate": 1},
    "Adam": ADAM,
    "AdamW": {**ADAM, "type": "AdamW", "weightDecay": 0.01},
    "accumulation": {"accumulation": 3},
    "clipping and L1": {"clip": 0.1, "regularization": "L1"},
    "bfloat16": {"precision": "bf16"},
    "cosine with warm-up": {"policy": {"type": "cosine", "warmupPercent": 30}},
    "early stopping": {**STILL, "earlyStop": 3, "best": "accuracy"},
    "all at once": {**ADAM, "accumulation": 2, "clip": 1, "precision": "bf16", "policy": {"type": "poly", "power": 2, "warmupPercent": 10}},
}


def network() -> dict[str, Any]:
    ops = [
        convolution("conv", "data", 1, 4, 3, 12),
        pooling("pool", "conv", 4, 5, 2),
        plain("relu", "ReLU", "pool", "pool@relu", [4, 5, 5], negative_slope=0.0),
        plain("drop", "Dropout", "pool@relu", "pool@drop", [4, 5, 5], dropout_ratio=0.3),
        inner("ip", "pool@drop", 100, 3),
        *heads("ip", 3),
    ]
    return plan("tiny", ops, 12, 1, 3)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    return make_dataset(tmp_path_factory.mktemp("data"), 12, 1, [50, 47], 30, 3)


def outcome(work: Path) -> tuple[object, dict[str, bytes], dict[str, Any]]:
    events = work / "events.jsonl"
    files = {str(path.relative_to(work)): path.read_bytes() for path in work.glob("snapshots/*/*.safetensors")}
    return points_of(events), files, json.loads(events.read_text().splitlines()[-1])


def kill_after(looks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [looks]

    def obey(control: Control) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(Control, "obey", obey)


@pytest.mark.parametrize("case", CASES)
def test_killed_and_resumed(
    case: str, dataset: tuple[dict[str, Any], dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = {"type": "SGD", "baseRate": 0.01, "momentum": 0.9, "weightDecay": 0.0005, "policy": {"type": "inv", "gamma": 0.1, "power": 0.5}}
    more: dict[str, Any] = {
        "epochs": 4,
        "batchSize": 8,
        "solver": {**usual, **CASES[case]},
        "snapshotInterval": 0.3,
        "validationInterval": 0.5,
    }
    spec = write_spec(tmp_path / "spec.json", make_spec(network(), *dataset, **more))
    assert run(spec, tmp_path / "whole") == 0
    for looks in KILLS:
        kill_after(looks, monkeypatch)
        assert run(spec, tmp_path / "killed") == -signal.SIGKILL
    monkeypatch.undo()
    assert run(spec, tmp_path / "killed") == 0
    (points, files, end), (again, others, late) = outcome(tmp_path / "whole"), outcome(tmp_path / "killed")
    assert again == points and others == files
    assert (late["outcome"], late["message"], late["iteration"]) == (end["outcome"], end["message"], end["iteration"])
    each = -(-97 // (8 * CASES[case].get("accumulation", 1)))
    if "earlyStop" in CASES[case]:
        assert end["iteration"] < 4 * each
        assert (tmp_path / "whole" / "snapshots" / "7").is_dir(), "the best, between two snapshots that were due"
        assert end["message"].startswith("stopped early: the accuracy of epoch 0.54, ") and end["message"].endswith("in 3 validations")
    else:
        assert end["iteration"] == 4 * each and end["message"] == ""
    about, arrays = read_file(tmp_path / "whole" / "snapshots" / str(end["iteration"]) / "weights.safetensors")
    assert about["iteration"] == end["iteration"] and {array.dtype.name for array in arrays.values()} == {"float32"}
