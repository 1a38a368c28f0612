"""What the worker's own networks make of plans: `python networks.py ORDER.json`.

ORDER.json is a list of {folder, seed, layers?, weights?}; a folder holds plan.json. `layers` is a file with more layer
types, `weights` a snapshot's file; without it the network is freshly filled. Into each folder go weights.safetensors
and blobs.safetensors (the input `data` and every blob of the phase deploy). Prints, one a network, the counts of
parameters and statistics, and the shapes and finiteness of every blob of every phase.
"""

import json
import sys
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from fovea_worker import network, snapshot
from fovea_worker.extensions import load_layers
from fovea_worker.plan import PHASES, parse_plan

BATCH = 3


def main() -> None:
    torch.set_num_threads(1)
    orders = json.loads(Path(sys.argv[1]).read_text())
    with torch.no_grad():
        print(json.dumps([answer(order) for order in orders]))


def answer(order: dict[str, Any]) -> dict[str, Any]:
    folder = Path(order["folder"])
    plan = parse_plan(json.loads((folder / "plan.json").read_text()))
    extra = load_layers(Path(order["layers"])) if "layers" in order else None
    net = network.build(plan, order["seed"], extra=extra)
    draw = torch.Generator().manual_seed(order["seed"])
    if "weights" in order:
        snapshot.read_weights(Path(order["weights"]), net.values)
    data = torch.randn((BATCH, *plan.input), generator=draw)
    label = torch.randint(plan.classes, (BATCH,), generator=draw)
    net.generator.manual_seed(order["seed"])
    # Training first: a BatchNorm then has statistics to classify with.
    made = {phase: net.blobs(phase, data, None if phase == "deploy" else label, training=phase == "train") for phase in PHASES}
    copies = {name: blob.contiguous().clone() for name, blob in made["deploy"].items()}
    save_file(copies, folder / "blobs.safetensors")
    (weights,) = [file for file in snapshot.write_snapshot(folder / "snapshot", net.values, {}, {}, {}) if file.name == snapshot.WEIGHTS]
    weights.path.rename(folder / snapshot.WEIGHTS)
    gathered = {parameter.name for op in plan.ops if op.type == "BatchNorm" for parameter in op.parameters}
    return {
        "parameters": sum(value.numel() for name, value in net.values.items() if name not in gathered),
        "statistics": sum(net.values[name].numel() for name in gathered),
        "phases": {phase: {name: describe(blob) for name, blob in blobs.items()} for phase, blobs in made.items()},
    }


def describe(blob: torch.Tensor) -> dict[str, Any]:
    return {"shape": list(blob.shape), "isFinite": bool(blob.isfinite().all())}


main()
