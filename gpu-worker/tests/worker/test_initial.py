"""A training that begins with the weights of an earlier one: what is taken, what is filled afresh, and going on from there."""

import json
import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from plans import lenet
from safetensors.numpy import load_file, save_file
from worker_process import finish, run, start
from world import describe, make_dataset, make_spec, points_of, write_spec

from fovea_worker.errors import BadData, BadSpec
from fovea_worker.network import build
from fovea_worker.plan import parse_plan
from fovea_worker.snapshot import take_weights, write_snapshot
from fovea_worker.spec import parse_spec

LAST = ("ip2.weight", "ip2.bias")


def names(plan: dict[str, Any]) -> list[str]:
    return [parameter["name"] for op in plan["ops"] for parameter in op["parameters"]]


def initial(weights: Path, parameters: list[str]) -> dict[str, Any]:
    return {"from": "digits#3, epoch 2", "parameters": parameters, "weights": describe(weights)}


def weights_of(work: Path) -> Path:
    newest: Path = max((work / "snapshots").iterdir(), key=lambda folder: int(folder.name))
    return newest / "weights.safetensors"


@pytest.fixture(scope="module")
def digits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights of a LeNet with statistics that has learned ten classes."""
    folder = tmp_path_factory.mktemp("digits")
    manifest, files = make_dataset(folder / "data", 28, 1, [600], 60, 10, seed=5)
    spec = make_spec(lenet(normed=True), manifest, files, epochs=3, seed=5)
    assert run(write_spec(folder / "spec.json", spec), folder / "work") == 0
    return weights_of(folder / "work")


def spec_of(folder: Path, digits: Path | None, **changes: Any) -> dict[str, Any]:
    """Two classes to learn in a few steps, from those weights or from none."""
    manifest, files = make_dataset(folder / "data", 28, 1, [64], 64, 2, seed=9)
    plan = lenet(classes=2, normed=True)
    taken = [name for name in names(plan) if name not in LAST]
    beginning = {"initial": initial(digits, taken)} if digits else {}
    return make_spec(plan, manifest, files, **{"epochs": 2, "validationInterval": 0.5, **beginning, **changes})


def test_what_is_taken_is_equal_and_the_rest_is_as_the_seed_fills_it(digits: Path) -> None:
    plan = lenet(classes=2, normed=True)
    taken = [name for name in names(plan) if name not in LAST]
    fresh, begun = build(parse_plan(plan), 3), build(parse_plan(plan), 3)
    take_weights(digits, begun.values, taken, "digits")
    before = load_file(digits)
    for name, value in begun.values.items():
        expected = before[name] if name in taken else fresh.values[name].detach().numpy()
        assert value.detach().numpy().tobytes() == expected.tobytes(), name
    assert before["norm1.factor"] > 0 and fresh.values["norm1.factor"] == 0
    assert not np.array_equal(before["conv1.weight"], fresh.values["conv1.weight"].detach().numpy())


def test_a_run_begins_there(digits: Path, tmp_path: Path) -> None:
    spec = spec_of(tmp_path, digits, epochs=1)
    spec["solver"]["baseRate"] = 0
    assert run(write_spec(tmp_path / "s.json", spec), tmp_path / "work") == 0
    before, after = load_file(digits), load_file(weights_of(tmp_path / "work"))
    for name in ("conv1.weight", "norm1s.bias", "ip1.bias"):
        assert after[name].tobytes() == before[name].tobytes(), name
    fresh = build(parse_plan(spec["plan"]), spec["seed"]).values["ip2.weight"].detach().numpy()
    assert after["ip2.weight"].tobytes() == fresh.tobytes()
    # Statistics go on from where they were: 0.999 of the old factor and 1, four times.
    assert after["norm1.factor"] > before["norm1.factor"]
    said = (tmp_path / "work" / "events.jsonl").read_text()
    assert "begin with the weights of digits#3, epoch 2" in said and "filled afresh: ip2.weight, ip2.bias" in said


def test_it_learns_sooner_than_afresh(digits: Path, tmp_path: Path) -> None:
    points = []
    for name, weights in (("begun", digits), ("fresh", None)):
        spec = spec_of(tmp_path / name, weights)
        assert run(write_spec(tmp_path / f"{name}.json", spec), tmp_path / name / "work") == 0
        points.append(points_of(tmp_path / name / "work" / "events.jsonl"))
    begun, fresh = points
    for at in (2, 4):
        assert begun["val/loss"][at] < fresh["val/loss"][at] / 10
        assert begun["val/accuracy"][at] > fresh["val/accuracy"][at]


def test_a_resumed_run_is_the_same_and_does_not_read_them_again(digits: Path, tmp_path: Path) -> None:
    copy = tmp_path / "initial.safetensors"
    copy.write_bytes(digits.read_bytes())
    spec = write_spec(tmp_path / "s.json", spec_of(tmp_path, copy, epochs=12, snapshotInterval=3))
    assert run(spec, tmp_path / "whole") == 0

    def has_begun() -> bool:
        events = tmp_path / "parts" / "events.jsonl"
        return events.is_file() and '"train/loss"' in events.read_text()

    assert finish(start(spec, tmp_path / "parts"), has_begun, signal.SIGTERM) == 143
    copy.unlink()
    assert run(spec, tmp_path / "parts") == 0
    assert points_of(tmp_path / "parts" / "events.jsonl") == points_of(tmp_path / "whole" / "events.jsonl")
    assert weights_of(tmp_path / "parts").read_bytes() == weights_of(tmp_path / "whole").read_bytes()


@pytest.mark.parametrize("change", ["other weights", "fewer parameters", "none"])
def test_a_state_is_of_its_beginning(digits: Path, tmp_path: Path, change: str) -> None:
    spec = spec_of(tmp_path, digits, epochs=1)
    assert run(write_spec(tmp_path / "s.json", spec), tmp_path / "work") == 0
    if change == "other weights":
        spec["initial"]["weights"]["sha256"] = "0" * 64
    elif change == "fewer parameters":
        spec["initial"]["parameters"].pop()
    else:
        spec["initial"] = None
    assert run(write_spec(tmp_path / "s.json", spec), tmp_path / "work") == 2


def test_a_state_from_before_there_was_a_beginning_stays_valid(tmp_path: Path) -> None:
    plain = spec_of(tmp_path, None)
    assert parse_spec(plain).essence == parse_spec({**plain, "initial": None}).essence
    assert "initial" not in parse_spec(plain).essence


def test_what_cannot_be_taken_fails_with_a_sentence(digits: Path, tmp_path: Path) -> None:
    network = build(parse_plan(lenet(normed=True)), 1)
    with pytest.raises(BadSpec, match=r"takes conv9\.weight from digits, but the network has no such"):
        take_weights(digits, network.values, ["conv9.weight"], "digits")
    whole = load_file(digits)
    for name, tensors, words in (
        ("absent", {key: value for key, value in whole.items() if key != "conv1.bias"}, "have no conv1.bias"),
        ("shaped", {**whole, "conv1.bias": np.zeros(21, np.float32)}, r"conv1\.bias as float32 \(21,\)"),
        ("typed", {**whole, "conv1.bias": np.zeros(20, np.int32)}, "conv1.bias as int32"),
    ):
        path = tmp_path / f"{name}.safetensors"
        save_file(tensors, path, {"fovea": '{"version": 1}'})
        values = build(parse_plan(lenet(normed=True)), 1).values
        with pytest.raises(BadData, match=words):
            take_weights(path, values, ["conv1.weight", "conv1.bias"], "digits")
        # Nothing is taken where not all can be.
        assert values["conv1.weight"].equal(network.values["conv1.weight"])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\3\4 not tensors",
        b"\xff" * 64,
        (16 * 2**20 + 1).to_bytes(8, "little") + b"{}",
        (1_000_000).to_bytes(8, "little") + b"[" * 1_000_000,
        (4).to_bytes(8, "little") + b"null",
        (21).to_bytes(8, "little") + b'{"__metadata__": 900 }',
    ],
    ids=["nothing", "zip", "endless", "long", "deep", "null", "metadata"],
)
def test_a_file_that_holds_no_weights_fails_with_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "w.safetensors"
    path.write_bytes(data)
    network = build(parse_plan(lenet()), 1)
    with pytest.raises(BadData, match=r"w\.safetensors"):
        take_weights(path, network.values, ["conv1.weight"], "digits")


def test_a_beginning_that_takes_nothing_is_no_spec(digits: Path, tmp_path: Path) -> None:
    with pytest.raises(BadSpec, match="nothing would be taken"):
        parse_spec(spec_of(tmp_path, digits, initial=initial(digits, [])))


def test_weights_that_are_not_those_of_the_spec(digits: Path, tmp_path: Path) -> None:
    spec = spec_of(tmp_path, digits)
    write_snapshot(tmp_path / "other", build(parse_plan(lenet(normed=True)), 8).values, {}, {}, {})
    spec["initial"]["weights"]["path"] = str(tmp_path / "other" / "weights.safetensors")
    assert run(write_spec(tmp_path / "s.json", spec), tmp_path / "work") == 11
    end = json.loads((tmp_path / "work" / "events.jsonl").read_text().splitlines()[-1])
    assert end["failure"] == "bad-data" and "weights of digits#3, epoch 2 are not there as they were" in end["message"]
    assert end["remedy"] == "Make the model again from a snapshot."
