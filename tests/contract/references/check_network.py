"""A whole network in float64 beside Caffe's way to run it: which layers run, every blob, the loss, every learnt value's gradient."""

from typing import Any

import numpy as np
import torch
from references import executor, gradients, worker
from references.check_case import Answer, compare
from references.common import Array, Disagreement
from references.prototxt import Fields, layers

from fovea_worker.network import Network

BOUND = 1e-9
"""Both compute in float64."""
SHARE = 1e-6
"""An accuracy is a count of images divided in float32, whatever the scores are."""

SHORT = 1e-8
"""A step through all arrays at once crosses the kink of some ReLU unless it is short."""


def bound_of(kind: str) -> float:
    return SHARE if kind == "Accuracy" else BOUND


def check_network(case: dict[str, Any]) -> Answer:
    answer, text = Answer(), list(layers(case["text"]).values())
    net = worker.build(case["plan"], case["seed"], keep_filled=False)
    steps = [_check_sharing, _check_phases, _check_training, _check_validation]
    with worker.InDouble(net, list(net.plan.ops)):
        for step in steps:
            try:
                step(case, answer, net, text)
            except (Disagreement, ValueError, AttributeError, KeyError, TypeError, IndexError, RuntimeError) as problem:
                answer.complaints.append(f"{step.__name__}: {type(problem).__name__}: {problem}")
    return answer


def _check_sharing(_case: dict[str, Any], _answer: Answer, net: Network, text: list[Fields]) -> None:
    """Arrays are one where the text gives them one name, and nowhere else."""
    found = {op.name: [p.name for p in op.parameters] for op in net.plan.ops}
    owners: dict[str, str] = {}
    for layer in text:
        name = layer.one("name", "")
        given = [Fields(param).one("name", "") for param in layer.many("param")]
        for number, own in enumerate(found.get(name, [])):
            called = given[number] if number < len(given) and given[number] else f"{name}/{number}"
            if owners.setdefault(called, own) != own:
                raise Disagreement(f"{name} has {own} of its own, in Caffe it shares {owners[called]}")
    if len(set(owners.values())) != len(owners):
        raise Disagreement(f"arrays are shared that the text does not join: {owners}")


def _check_phases(_case: dict[str, Any], _answer: Answer, net: Network, text: list[Fields]) -> None:
    for phase in ("train", "test"):
        expected = [layer.one("name", "") for layer in text if executor.is_included(layer, phase)]
        found = [op.name for op in net.plan.ops if phase in op.phases]
        if sorted(found) != sorted(expected):
            raise Disagreement(f"in {phase} the layers {found}, in Caffe {expected}")
    named = {layer.one("name", ""): layer for layer in text}
    for op in net.plan.ops:
        if "deploy" in op.phases and op.name in named and not executor.is_included(named[op.name], "deploy"):
            raise Disagreement(f"{op.name} classifies, in Caffe its rules leave it out")


def _learnt(net: Network) -> dict[str, Array]:
    return {name: worker.as_double(value) for name, value in net.values.items()}


def _of_layers(net: Network, values: dict[str, Array]) -> dict[str, list[Array]]:
    return {op.name: [values[p.name] for p in op.parameters] for op in net.plan.ops}


def _check_training(case: dict[str, Any], answer: Answer, net: Network, text: list[Fields]) -> None:
    data, label = worker.draw_batch(net, case["values"], case["batch"], 1)
    values, inputs = _learnt(net), {"data": worker.as_double(data), "label": worker.as_double(label)}
    expected = executor.run(text, "train", inputs, _of_layers(net, values))
    with torch.no_grad():
        blobs = net.blobs("train", data.double(), label, training=True)
    for op in net.plan.ops:
        if "train" in op.phases:
            for top, reference in zip(op.tops, expected.made[op.name], strict=True):
                answer.off = max(answer.off, compare(worker.as_double(blobs[top]), reference, bound_of(op.type)))
    for name, value in net.values.items():
        value.data.copy_(torch.from_numpy(values[name]))
    loss = net.loss(data.double(), label)
    compare(worker.as_double(loss), np.asarray(expected.loss), BOUND)
    learnt = {name: value for name, value in net.values.items() if value.requires_grad}
    found = torch.autograd.grad(loss, list(learnt.values()), allow_unused=True)
    names = list(values)

    def parts(arrays: list[Array]) -> list[Array]:
        return executor.run(text, "train", inputs, _of_layers(net, dict(zip(names, arrays, strict=True))), is_shown=False).parts

    slopes = {name: np.zeros_like(values[name]) for name in names}
    slopes.update({name: worker.as_double(g) for name, g in zip(learnt, found, strict=True) if g is not None})
    if case["apart"]:
        for name in learnt:
            off = gradients.compare(parts, list(values.values()), names.index(name), (slopes[name], name), entries=1)
            answer.gradient_off = max(answer.gradient_off, off)
    else:
        # One direction through all that is learnt: two passes, however many arrays there are.
        still = [name not in learnt for name in names]
        whole, gradient = _joined(list(values.values())), _joined([slopes[name] for name in names])
        free = _joined([np.full(value.shape, not stands) for value, stands in zip(values.values(), still, strict=True)])

        def joint(arrays: list[Array]) -> list[Array]:
            return parts(_parted(whole + free * (arrays[0] - whole), list(values.values())))

        answer.gradient_off = gradients.compare(joint, [whole], 0, (gradient, "all that is learnt"), entries=0, step=SHORT)


def _joined(arrays: list[Array]) -> Array:
    return np.concatenate([array.ravel().astype(np.float64) for array in arrays])


def _parted(flat: Array, like: list[Array]) -> list[Array]:
    ends = np.cumsum([array.size for array in like])
    return [part.reshape(array.shape) for part, array in zip(np.split(flat, ends[:-1]), like, strict=True)]


def _check_validation(case: dict[str, Any], answer: Answer, net: Network, text: list[Fields]) -> None:
    data, label = worker.draw_batch(net, case["values"], case["batch"], 2)
    inputs = {"data": worker.as_double(data), "label": worker.as_double(label)}
    expected = executor.run(text, "test", inputs, _of_layers(net, _learnt(net)))
    with torch.no_grad():
        loss, _ = net.evaluate(data.double(), label)
        blobs = net.blobs("test", data.double(), label)
    compare(worker.as_double(loss), np.asarray(expected.loss), BOUND)
    for op in net.plan.ops:
        if "test" in op.phases:
            for top, reference in zip(op.tops, expected.made[op.name], strict=True):
                answer.off = max(answer.off, compare(worker.as_double(blobs[top]), reference, bound_of(op.type)))
