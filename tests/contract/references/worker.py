"""The worker's network for one case, its blobs as float64, and its gradients computed in float64."""

from typing import Any

import torch
from references.common import Array
from torch import Tensor, nn

from fovea_worker import network
from fovea_worker.plan import Op, parse_plan

SPREAD = 0.5
"""Of the learnt values that stand in for those that the fillers made: zeros would hide a bias."""


def build(plan: object, seed: int, *, keep_filled: bool) -> network.Network:
    net = network.build(parse_plan(plan), seed)
    draw = torch.Generator().manual_seed(seed)
    if not keep_filled:
        for value in net.values.values():
            if value.requires_grad:
                value.data.copy_(SPREAD * torch.randn(value.shape, generator=draw))
    return net


VALUES: dict[str, Any] = {
    "normal": lambda shape, draw: torch.randn(shape, generator=draw),
    # Full of ties, of zeros, and of pixels that are equal.
    "integers": lambda shape, draw: torch.randint(-2, 3, shape, generator=draw).float(),
    "positive": lambda shape, draw: 0.1 + 3 * torch.rand(shape, generator=draw),
    # So far apart that exponentials overflow where they are not written with care.
    "wide": lambda shape, draw: 60 * torch.randn(shape, generator=draw),
    "binary": lambda shape, draw: torch.randint(0, 2, shape, generator=draw).float(),
}


def draw_batch(net: network.Network, values: str, batch: int, seed: int) -> tuple[Tensor, Tensor]:
    draw = torch.Generator().manual_seed(seed)
    data = VALUES[values]((batch, *net.plan.input), draw)
    # As it comes from the shards: channels last in memory.
    data = data.contiguous(memory_format=torch.channels_last) if seed % 2 else data
    return data, torch.randint(net.plan.classes, (batch,), generator=draw)


def as_double(value: Tensor) -> Array:
    made: Array = value.detach().double().numpy().copy()
    return made


class InDouble:
    """The learnt values of some ops in float64 while the block runs, and as they were after it."""

    def __init__(self, net: network.Network, ops: list[Op]) -> None:
        self.values = {p.name: net.values[p.name] for op in ops for p in op.parameters}

    def __enter__(self) -> None:
        self.before = {name: value.detach().clone() for name, value in self.values.items()}
        for value in self.values.values():
            value.data = value.data.double()

    def __exit__(self, *_: object) -> None:
        for name, value in self.values.items():
            value.data = self.before[name]


def module_of(net: network.Network, name: str) -> tuple[Op, nn.Module]:
    (found,) = [(op, module) for op, module, _ in net.modules if op.name == name]
    return found


def pulled_back(tops: list[Tensor], weights: list[Tensor], by: list[Tensor]) -> list[Array | None]:
    """The gradient of Σ top · weight by each of `by`."""
    total = torch.stack([(top * weight).sum() for top, weight in zip(tops, weights, strict=True)]).sum()
    if not total.requires_grad:
        return [None] * len(by)
    return [None if g is None else as_double(g) for g in torch.autograd.grad(total, by, allow_unused=True)]
