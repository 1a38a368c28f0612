"""The worker's gradients in float64 against central differences of the references."""

from collections.abc import Callable

import numpy as np
import torch
from references import worker
from references.backward import GRADIENTS
from references.common import Array, Disagreement, Pass
from references.prototxt import Fields
from references.table import GIVEN, NO_GRADIENT, REFERENCES, SHOWN
from torch import Tensor, nn

from fovea_worker.network import Network
from fovea_worker.plan import Op

STEP = 1e-6
BOUND = 1e-6
"""Of the largest entry. Central differences themselves err by STEP²; the rounding of large tops is added."""
EXACT = 1e-9
"""The same for gradients that a formula gives."""
EPSILON = 4 * float(np.finfo(np.float64).eps)
JITTER = 0.05
"""Moves values off the kinks and ties at which a difference means nothing; a formula of Caffe's knows what to do there."""
ENTRIES = 2


def drawn(net: Network, op: Op, module: nn.Module, bottoms: list[Tensor]) -> tuple[list[Array], list[Array], list[Array | None]]:
    """Bottoms and tops of a layer that draws, and the gradients of the sum of its tops."""
    inputs = [bottom.detach().double().requires_grad_() for bottom in bottoms]
    net.generator.manual_seed(7)
    tops = _tops(module(*inputs))
    ones = [torch.ones_like(top) for top in tops]
    pulled = worker.pulled_back(tops, ones, inputs) if inputs else []
    return [worker.as_double(x) for x in inputs], [worker.as_double(top) for top in tops], pulled


def check(net: Network, op: Op, module: nn.Module, case: tuple[Fields, list[Tensor]]) -> float:
    """The largest difference found, of the largest entry of its gradient; raises where it is too large."""
    layer, bottoms = case
    if op.type in NO_GRADIENT:
        return 0
    rng = np.random.default_rng(1)
    jitter = 0 if op.type in GRADIENTS else JITTER
    inputs = [_jittered(bottom, jitter, rng) if _is_moved(op, n, bottom) else bottom.detach() for n, bottom in enumerate(bottoms)]
    learnt = [net.values[p.name] for p in op.parameters]
    state = [worker.as_double(value) for value in learnt]
    tops = _tops(module(*inputs))
    shown = SHOWN.get(op.type, set())
    weights = [torch.from_numpy(np.asarray((n not in shown) * rng.standard_normal(tuple(top.shape)))) for n, top in enumerate(tops)]
    moved = [value for value in (*inputs, *learnt) if value.requires_grad]
    if not moved:
        return 0
    pulled = worker.pulled_back(tops, weights, moved)
    arrays = [worker.as_double(value) for value in inputs] + state

    def tops_of(arrays: list[Array]) -> list[Array]:
        made = REFERENCES[op.type](layer, arrays[: len(inputs)], arrays[len(inputs) :], Pass(True))
        return [top * weight.numpy() for top, weight in zip(made, weights, strict=True)]

    exact = GRADIENTS[op.type](layer, arrays, weights[0].numpy()) if op.type in GRADIENTS else None
    if exact:
        return _exact(exact, pulled, op.type)

    places = [n for n, value in enumerate((*inputs, *learnt)) if value.requires_grad]
    names = [*(f"bottom {n}" for n in range(len(inputs))), *(p.name for p in op.parameters)]
    return max(compare(tops_of, arrays, place, (gradient, names[place])) for place, gradient in zip(places, pulled, strict=True))


def _exact(expected: list[Array], pulled: list[Array | None], name: str) -> float:
    largest = 0.0
    for number, (reference, made) in enumerate(zip(expected, pulled, strict=True)):
        if made is None or made.shape != reference.shape:
            raise Disagreement(f"the gradient {number} of {name} is none of the shape {reference.shape}")
        off = float(np.abs(made - reference).max() / max(np.abs(reference).max(), 1e-3))
        if not off <= EXACT:
            raise Disagreement(f"the gradient {number} of {name} is {off:.3g} off")
        largest = max(largest, off)
    return largest


def _is_moved(op: Op, number: int, bottom: Tensor) -> bool:
    return bottom.is_floating_point() and number not in GIVEN.get(op.type, set())


def _jittered(bottom: Tensor, by: float, rng: np.random.Generator) -> Tensor:
    moved = worker.as_double(bottom) + rng.uniform(-by, by, tuple(bottom.shape))
    return torch.from_numpy(np.asarray(moved)).requires_grad_()


def compare(
    tops_of: Callable[[list[Array]], list[Array]],
    arrays: list[Array],
    place: int,
    found: tuple[Array | None, str],
    entries: int = ENTRIES,
    step: float = STEP,
) -> float:
    """Of Σ tops: along one random direction through all entries, and along a few entries alone."""
    gradient, name = found
    shape = arrays[place].shape
    if gradient is None:
        raise Disagreement(f"no gradient reaches {name}")
    if gradient.shape != shape or not np.isfinite(gradient).all():
        raise Disagreement(f"the gradient of {name} is not finite, or of the shape {gradient.shape} instead of {shape}")
    rng, size = np.random.default_rng(2), arrays[place].size
    singles = [np.eye(1, size, n).reshape(shape) for n in rng.choice(size, min(entries, size), replace=False)]
    largest = 0.0
    for direction in [rng.standard_normal(shape), *singles]:
        ahead, behind = (tops_of([*arrays[:place], arrays[place] + by * direction, *arrays[place + 1 :]]) for by in (step, -step))
        # Differences first: a sum of large values would round them away.
        slope = sum(float((a - b).sum()) for a, b in zip(ahead, behind, strict=True)) / (2 * step)
        rounding = sum(float(np.abs(a).sum()) for a in ahead) * EPSILON / step
        made = float((gradient * direction).sum())
        scale = max(np.abs(gradient).max(), abs(slope), 1e-3) * np.sqrt((direction**2).sum())
        off = abs(made - slope) / scale
        if not off <= BOUND + rounding / scale:
            raise Disagreement(f"the gradient of {name} is {made:.8g} along a direction, in Caffe {slope:.8g}")
        largest = max(largest, off)
    return largest


def _tops(made: Tensor | tuple[Tensor, ...]) -> list[Tensor]:
    return [made] if isinstance(made, Tensor) else list(made)
