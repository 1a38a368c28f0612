"""Layers that bend each value alone, and Softmax."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from fovea_worker.layers.base import Context


class ReLU(nn.Module):
    """Writes over its input where the network says that nobody else reads it: a few percent of a small network's time."""

    overwrites = False

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.slope = float(context.get("negative_slope", 0.0))

    def forward(self, x: Tensor) -> Tensor:
        return functional.leaky_relu(x, self.slope, self.overwrites) if self.slope else functional.relu(x, self.overwrites)


class Sigmoid(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()

    def forward(self, x: Tensor) -> Tensor:
        return torch.sigmoid(x)


class TanH(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()

    def forward(self, x: Tensor) -> Tensor:
        return torch.tanh(x)


class Softmax(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.axis = int(context.get("axis", 1))

    def forward(self, x: Tensor) -> Tensor:
        return functional.softmax(x, self.axis)


class PReLU(nn.Module):
    """The learnt slope is one a channel, or with `channel_shared` a single number."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.slope = context.needed(0)

    def forward(self, x: Tensor) -> Tensor:
        return functional.prelu(x, self.slope)


class ELU(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.alpha = float(context.get("alpha", 1.0))

    def forward(self, x: Tensor) -> Tensor:
        return functional.elu(x, self.alpha)


class Swish(nn.Module):
    """x · σ(βx)"""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.beta = float(context.get("beta", 1.0))

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.sigmoid(self.beta * x)


class BNLL(nn.Module):
    """log(1 + eˣ)"""

    def __init__(self, context: Context) -> None:
        super().__init__()

    def forward(self, x: Tensor) -> Tensor:
        return functional.softplus(x)
