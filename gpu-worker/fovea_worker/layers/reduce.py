"""Layers that make few numbers of many: Reduction and ArgMax."""

import torch
from torch import Tensor, nn

from fovea_worker.errors import BadNetwork
from fovea_worker.layers.base import Context


class Reduction(nn.Module):
    """SUM, ASUM (of absolute values), SUMSQ or MEAN of all from `axis` on, times `coeff`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.axis, self.factor = int(context.get("axis", 0)), float(context.get("coeff", 1.0))
        self.operation = str(context.get("operation", "SUM"))
        if self.operation not in ("SUM", "ASUM", "SUMSQ", "MEAN"):
            raise BadNetwork(f"The layer {context.op.name} asks for the operation {self.operation}.", "Use SUM, ASUM, SUMSQ or MEAN.")

    def forward(self, x: Tensor) -> Tensor:
        flat = x.reshape(*x.shape[: self.axis], -1)
        if self.operation == "MEAN":
            return flat.mean(-1) * self.factor
        values = flat.abs() if self.operation == "ASUM" else flat.square() if self.operation == "SUMSQ" else flat
        return values.sum(-1) * self.factor


class ArgMax(nn.Module):
    """The places of the `top_k` largest values along `axis`, the last of equal ones first.

    Without an axis: of the whole image, N×1×k, or with `out_max_val` N×2×k with the values below the places. With an axis
    `out_max_val` gives the values instead. No gradient passes.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        axis = context.get("axis", None)
        self.axis = None if axis is None else int(axis)
        self.count, self.shows_values = int(context.get("top_k", 1)), bool(context.get("out_max_val", False))
        self.sides = context.op.shapes[0]

    def forward(self, x: Tensor) -> Tensor:
        axis = 1 if self.axis is None else self.axis
        values = x.detach().reshape(len(x), -1) if self.axis is None else x.detach()
        # Turned round, the last of equal values is the first, which a stable order keeps.
        order = torch.sort(values.flip(axis), dim=axis, descending=True, stable=True).indices.narrow(axis, 0, self.count)
        places = values.shape[axis] - 1 - order
        largest = values.gather(axis, places)
        if not self.shows_values:
            made = places.to(x.dtype)
        elif self.axis is None:
            made = torch.stack([places.to(x.dtype), largest], 1)
        else:
            made = largest
        return made.reshape(len(x), *self.sides)
