"""What can go wrong, with the exit code and the words that people get."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from plans import lenet, plain
from worker_process import run
from world import make_dataset, make_spec, write_spec

from fovea_worker.errors import BadData, BadNetwork, BadSpec
from fovea_worker.spec import parse_spec
from fovea_worker.train import _classify


def spec_of(folder: Path, **changes: Any) -> dict[str, Any]:
    manifest, files = make_dataset(folder / "data", 28, 1, [64], 16, 4)
    return make_spec(lenet(classes=4), manifest, files, epochs=4, **changes)


def ended(work: Path) -> dict[str, Any]:
    last: dict[str, Any] = json.loads((work / "events.jsonl").read_text().splitlines()[-1])
    assert last["kind"] == "ended"
    return last


def test_divergence_names_its_iteration_and_the_cure(tmp_path: Path) -> None:
    spec = spec_of(tmp_path)
    spec["solver"]["baseRate"] = 1e15
    assert run(write_spec(tmp_path / "s.json", spec), tmp_path / "work") == 13
    end = ended(tmp_path / "work")
    assert end["failure"] == "diverged" and end["outcome"] == "failed"
    assert end["message"] == f"The loss is not a number at iteration {end['iteration']}: lower the learning rate."
    assert "Lower the learning rate" in end["remedy"]


def test_a_shard_that_is_not_what_the_manifest_says(tmp_path: Path) -> None:
    spec = spec_of(tmp_path)
    path = Path(spec["files"]["shards/train-00000.safetensors"]["path"])
    path.write_bytes(path.read_bytes()[:-1] + b"\7")
    assert run(write_spec(tmp_path / "s.json", spec), tmp_path / "work") == 11
    assert ended(tmp_path / "work")["failure"] == "bad-data"
    assert "shards/train-00000.safetensors is not what its manifest says" in ended(tmp_path / "work")["message"]


def test_a_network_that_does_not_fit(tmp_path: Path) -> None:
    spec = spec_of(tmp_path)
    spec["plan"]["ops"][4]["parameters"][0]["shape"] = [500, 799]
    assert run(write_spec(tmp_path / "s.json", spec), tmp_path / "work") == 10
    assert ended(tmp_path / "work")["failure"] == "bad-network"
    assert "The layer ip1 (InnerProduct) cannot compute its output" in ended(tmp_path / "work")["message"]


def test_a_state_of_another_training_is_refused(tmp_path: Path) -> None:
    spec = spec_of(tmp_path)
    assert run(write_spec(tmp_path / "s.json", spec), tmp_path / "work") == 0
    spec["seed"] = 2
    assert run(write_spec(tmp_path / "s.json", spec), tmp_path / "work") == 2
    assert "The saved state is of another training" in ended(tmp_path / "work")["message"]


LAYERS = """
import torch
class Square(torch.nn.Module):
    def __init__(self, context):
        super().__init__()
        self.weight = context.needed(0)
    def forward(self, x):
        return x * x * self.weight {more}
LAYERS = {{"Square": Square}}
"""


@pytest.mark.parametrize(("more", "code"), [("", 0), ("+ undefined_name", 14)])
def test_a_layer_from_a_file_of_its_own(tmp_path: Path, more: str, code: int) -> None:
    spec = spec_of(tmp_path)
    square = plain("square", "Square", "ip1@relu1", "square", [500])
    filler = {"type": "constant", "value": 1}
    square["parameters"] = [{"name": "square.weight", "shape": [500], "filler": filler, "lrMult": 1, "decayMult": 1}]
    spec["plan"]["ops"].insert(6, square)
    spec["plan"]["ops"][7]["bottoms"] = ["square"]
    module = tmp_path / "layers.py"
    module.write_text(LAYERS.format(more=more))
    path = write_spec(tmp_path / "s.json", spec)
    assert run(path, tmp_path / "without") == 10
    assert run(path, tmp_path / "work", "--layer-module", str(module)) == code
    if code:
        assert ended(tmp_path / "work")["failure"] == "user-code"
        assert "The layer square (Square) failed: name 'undefined_name'" in ended(tmp_path / "work")["message"]


def test_specs_are_read_with_care(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    spec = spec_of(tmp_path)
    parse_spec(spec)

    def refused(kind: type[Exception], words: str, **changes: Any) -> None:
        with pytest.raises(kind, match=words):
            parse_spec({**spec, **changes})

    refused(BadSpec, "spec has version 2; this worker reads version 1", version=2)
    refused(BadNetwork, "plan has version 9", plan={**spec["plan"], "version": 9})
    refused(BadData, "manifest has version None", manifest={**spec["manifest"], "version": None})
    refused(BadSpec, "spec.batchSize is 0; it must be at least 1", batchSize=0)
    refused(BadSpec, "spec.solver.type is 'Magic'; it must be one of AdaDelta, AdaGrad", solver={**spec["solver"], "type": "Magic"})
    refused(BadSpec, "spec.threads is not a whole number", threads="two")
    refused(BadData, "has 5 classes, the network knows 4", manifest={**spec["manifest"], "classes": list("abcde")})
    nothing = {**spec["manifest"]["splits"], "val": {"count": 0, "perClass": [], "shards": []}}
    without = {**spec["manifest"], "splits": nothing}
    refused(BadData, "no image to validate on", manifest=without, solver={**spec["solver"], "earlyStop": 3})
    refused(BadData, "the network expects", plan=lenet(size=32, classes=4))
    assert run(write_spec(tmp_path / "s.json", {**spec, "version": 2}), tmp_path / "work") == 2
    assert "this worker reads version 1" in capfd.readouterr().err


def test_lack_of_memory_is_recognised() -> None:
    host = RuntimeError("DefaultCPUAllocator: can't allocate memory: 1")
    for error in (MemoryError(), torch.OutOfMemoryError("CUDA out of memory. Tried"), host):
        assert _classify(error).failure == "out-of-memory"
    assert _classify(ZeroDivisionError("division by zero")).failure == "internal"
