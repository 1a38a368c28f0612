"""One case: every layer of its network against its reference in training and validation, and the gradients of the layers in question."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from references import gradients, worker
from references.common import Array, Disagreement, Pass
from references.prototxt import Fields, layers
from references.table import REFERENCES, chance_of
from torch import Tensor

from fovea_worker.network import Network
from fovea_worker.plan import Op

PHASES = (("train", 1), ("train", 2), ("test", 3))
"""Twice in training, so that the sums of a BatchNorm are neither empty nor of one batch."""


@dataclass
class Answer:
    complaints: list[str] = field(default_factory=list)
    off: float = 0
    """Largest difference from a reference in float32, of the reference's largest value."""
    gradient_off: float = 0


def check_case(case: dict[str, Any]) -> Answer:
    answer, text = Answer(), layers(case["text"])
    net = worker.build(case["plan"], case["seed"], keep_filled=False)
    for phase, seed in PHASES:
        _check_phase(case, answer, net, text, (phase, seed))
    return answer


def _check_phase(case: dict[str, Any], answer: Answer, net: Network, text: dict[str, Fields], how: tuple[str, int]) -> None:
    phase, seed = how
    data, label = worker.draw_batch(net, case["values"], case["batch"], seed)
    learnt = {name: worker.as_double(value) for name, value in net.values.items()}
    net.generator.manual_seed(seed)
    with torch.no_grad():
        blobs = net.blobs(phase, data, label, training=phase == "train")
    for op in (op for op in net.plan.ops if phase in op.phases):
        try:
            _check_op(case, answer, net, text[op.name], (op, blobs, learnt, phase == "train"))
            if op.type == case.get("type") and phase == "train":
                _check_gradient(answer, net, text[op.name], op, [blobs[name] for name in op.bottoms])
        except (Disagreement, ValueError, AttributeError, KeyError, TypeError, IndexError, RuntimeError) as problem:
            answer.complaints.append(f"{op.name} ({op.type}), {phase}: {type(problem).__name__}: {problem}")


def _check_op(
    case: dict[str, Any],
    answer: Answer,
    net: Network,
    layer: Fields,
    ran: tuple[Op, dict[str, Tensor], dict[str, Array], bool],
) -> None:
    op, made, learnt, training = ran
    tops = [worker.as_double(made[name]) for name in op.tops]
    if chance_of(layer, training=training):
        return
    run = Pass(training)
    bottoms, blobs = [worker.as_double(made[name]) for name in op.bottoms], [learnt[p.name] for p in op.parameters]
    expected = REFERENCES[op.type](layer, bottoms, blobs, run)
    if len(expected) != len(tops):
        raise Disagreement(f"{len(tops)} tops, in Caffe {len(expected)}")
    for top, reference in zip(tops, expected, strict=True):
        # The loss of scores is a difference of them, so that float32 rounds it as it rounds them.
        rounded = 0.1 * np.abs(bottoms[0]).max() if op.type == "SoftmaxWithLoss" else 0.0
        off = compare(top, reference, case["tolerance"], rounded)
        answer.off = max(answer.off, off if case.get("type") in (None, op.type) else 0)
        if op.type == case.get("type") and reference.size > 1 and not case["constant"] and np.ptp(reference) == 0:
            raise Disagreement("the case makes a constant blob: it shows nothing")
    for number, reference in run.after.items():
        compare(worker.as_double(net.values[op.parameters[number].name]), reference, case["tolerance"])


def compare(made: Array, reference: Array, tolerance: float, at_least: float = 0) -> float:
    if made.shape != reference.shape:
        raise Disagreement(f"the shape {made.shape}, in Caffe {reference.shape}")
    if not (np.isfinite(made).all() and np.isfinite(reference).all()):
        raise Disagreement("a value is not finite")
    largest, apart = np.abs(reference).max(initial=at_least), np.abs(made - reference).max(initial=0)
    if apart > tolerance * largest:
        raise Disagreement(f"{apart:.3g} off where the largest value is {largest:.3g}, at {_worst(made, reference)}")
    return float(apart / largest) if largest else 0.0


def _worst(made: Array, reference: Array) -> str:
    at = np.unravel_index(np.abs(made - reference).argmax(), made.shape)
    return f"{[int(i) for i in at]}: {made[at]:.8g}, in Caffe {reference[at]:.8g}"


def _check_gradient(answer: Answer, net: Network, layer: Fields, op: Op, bottoms: list[Tensor]) -> None:
    _, module = worker.module_of(net, op.name)
    with worker.InDouble(net, [op]):
        chance = chance_of(layer, training=True)
        if chance:
            chance(layer, *gradients.drawn(net, op, module, bottoms))
        else:
            answer.gradient_off = max(answer.gradient_off, gradients.check(net, op, module, (layer, bottoms)))
