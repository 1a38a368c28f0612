"""Layers that join several blobs."""

import torch
from torch import Tensor, nn

from fovea_worker.errors import BadNetwork
from fovea_worker.layers.base import Context


class Concat(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.axis = int(context.get("axis", 1))

    def forward(self, *xs: Tensor) -> Tensor:
        return torch.cat(xs, self.axis)


class Eltwise(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.operation = str(context.get("operation", "SUM"))
        self.factors = [float(factor) for factor in context.get("coeff", [])]
        if self.operation not in ("SUM", "PROD", "MAX"):
            raise BadNetwork(f"The layer {context.op.name} asks for the operation {self.operation}; known are SUM, PROD and MAX.")
        if self.factors and (self.operation != "SUM" or len(self.factors) != len(context.op.bottoms)):
            raise BadNetwork(f"The layer {context.op.name} needs one coeff for each of its inputs, and only with SUM.")

    def forward(self, *xs: Tensor) -> Tensor:
        if self.factors:
            xs = tuple(x * factor for x, factor in zip(xs, self.factors, strict=True))
        if self.operation == "MAX":
            return largest(*xs)
        made = xs[0]
        for x in xs[1:]:
            made = made + x if self.operation == "SUM" else made * x
        return made


def largest(first: Tensor, second: Tensor, *others: Tensor) -> Tensor:
    """Of equal values one alone gets the gradient, as in Caffe: the second of the first two, then the earlier."""
    made = torch.where(first > second, first, second)
    for x in others:
        made = torch.where(x > made, x, made)
    return made
