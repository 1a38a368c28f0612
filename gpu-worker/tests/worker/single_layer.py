"""One layer built as a network would build it, and numbers to give it."""

import math
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from fovea_worker.layers import BUILDERS, Context
from fovea_worker.plan import Op

Array = NDArray[np.float64]


def layer(kind: str, shape: list[int], *tensors: torch.Tensor, bottoms: int = 1, tops: int = 1, **attributes: Any) -> torch.nn.Module:
    names, made = tuple(f"b{n}" for n in range(bottoms)), tuple(f"t{n}" for n in range(tops))
    op = Op("l", kind, ("train", "test", "deploy"), names, made, (tuple(shape),) * tops, attributes, (), (0.0,))
    return BUILDERS[kind](Context(op, tensors, torch.Generator()))


def draw(*shape: int) -> Array:
    return np.random.default_rng(math.prod(shape)).standard_normal(shape)


def tensor(*shape: int) -> torch.Tensor:
    return torch.from_numpy(draw(*shape)).requires_grad_()
