"""What the worker's own networks make of plans: `python networks.py ORDER.json`.

ORDER.json is a list of {folder, seed, layers?, weights?, spec?}; a folder holds plan.json. `layers` is a file with more
layer types, `weights` a snapshot's file, `spec` that of an attempt which is trained first, offline, its last snapshot
then taken; without either the network is freshly filled. Into each folder go weights.safetensors and blobs.safetensors
(the input `data` and every blob of the phase deploy). Prints, one a network, the counts of parameters and statistics,
the parameters that a step would not move, and the shapes, bytes and finiteness of every blob of every phase.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from fovea_worker import network, snapshot
from fovea_worker.config import read_config
from fovea_worker.control import Control
from fovea_worker.extensions import load_layers
from fovea_worker.plan import PHASES, parse_plan
from fovea_worker.spec import read_spec
from fovea_worker.train import train

BATCH = 3


def main() -> None:
    torch.set_num_threads(1)
    orders = json.loads(Path(sys.argv[1]).read_text())
    print(json.dumps([answer(order) for order in orders]))


def answer(order: dict[str, Any]) -> dict[str, Any]:
    weights = trained(Path(order["spec"])) if "spec" in order else Path(order["weights"]) if "weights" in order else None
    with torch.no_grad():
        return blobs(order, weights)


def trained(spec: Path) -> Path:
    work = spec.parent / "run"
    code = train(read_spec(spec), work, read_config(), Control(), is_offline=True, layer_modules=[])
    newest = snapshot.newest(work / "snapshots")
    if code != 0 or newest is None:
        raise SystemExit(f"{spec} ended with {code}")
    return newest / snapshot.WEIGHTS


def blobs(order: dict[str, Any], weights: Path | None) -> dict[str, Any]:
    folder = Path(order["folder"])
    plan = parse_plan(json.loads((folder / "plan.json").read_text()))
    extra = load_layers(Path(order["layers"])) if "layers" in order else None
    net = network.build(plan, order["seed"], extra=extra)
    draw = torch.Generator().manual_seed(order["seed"])
    if weights is not None:
        snapshot.read_weights(weights, net.values)
    data = torch.randn((BATCH, *plan.input), generator=draw)
    label = torch.randint(plan.classes, (BATCH,), generator=draw)
    net.generator.manual_seed(order["seed"])
    held = [] if weights else stuck(net, data, label)
    # Training first: a fresh BatchNorm then has statistics to classify with.
    made = {
        phase: net.blobs(phase, data, None if phase == "deploy" else label, training=phase == "train" and weights is None)
        for phase in PHASES
    }
    save_file({name: blob.contiguous().clone() for name, blob in made["deploy"].items()}, folder / "blobs.safetensors")
    keep(net, weights, folder)
    gathered = {parameter.name for op in plan.ops if op.type == "BatchNorm" for parameter in op.parameters}
    return {
        "stuck": held,
        "parameters": sum(value.numel() for name, value in net.values.items() if name not in gathered),
        "statistics": sum(net.values[name].numel() for name in gathered),
        "phases": {phase: {name: describe(blob) for name, blob in blobs.items()} for phase, blobs in made.items()},
    }


def stuck(net: network.Network, data: torch.Tensor, label: torch.Tensor) -> list[str]:
    """What a step of training would not move: no gradient, zeros, or no numbers."""
    with torch.enable_grad():
        net.loss(data, label).backward()  # type: ignore[no-untyped-call]
    learnt = {name: value for name, value in net.values.items() if value.requires_grad}
    gradients = {name: value.grad for name, value in learnt.items()}
    return [name for name, grad in gradients.items() if grad is None or not (grad.isfinite().all() and grad.any())]


def keep(net: network.Network, weights: Path | None, folder: Path) -> None:
    if weights is not None:
        os.link(weights, folder / snapshot.WEIGHTS)
        return
    (written,) = [file for file in snapshot.write_snapshot(folder / "snapshot", net.values, {}, {}, {}) if file.name == snapshot.WEIGHTS]
    written.path.rename(folder / snapshot.WEIGHTS)


def describe(blob: torch.Tensor) -> dict[str, Any]:
    return {"shape": list(blob.shape), "isFinite": bool(blob.isfinite().all()), "bytes": blob.nbytes}


main()
