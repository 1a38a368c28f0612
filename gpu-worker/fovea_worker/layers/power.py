"""Layers that apply one function of arithmetic to each value: Power, Exp, Log, AbsVal, Clip and Threshold."""

import math

import torch
from torch import Tensor, nn

from fovea_worker.layers.base import Context


class Power(nn.Module):
    """(shift + scale · x) to a power."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.power = float(context.get("power", 1.0))
        self.scale, self.shift = float(context.get("scale", 1.0)), float(context.get("shift", 0.0))

    def forward(self, x: Tensor) -> Tensor:
        made = x * self.scale + self.shift
        return made if self.power == 1 else made.pow(self.power)


class OfBase(nn.Module):
    """`base` −1 means e."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        base = float(context.get("base", -1.0))
        self.natural_log = 1.0 if base == -1 else math.log(base)
        self.scale, self.shift = float(context.get("scale", 1.0)), float(context.get("shift", 0.0))


class Exp(OfBase):
    """base to the power of (shift + scale · x)"""

    def forward(self, x: Tensor) -> Tensor:
        return torch.exp(x * (self.scale * self.natural_log) + self.shift * self.natural_log)


class Log(OfBase):
    """The logarithm of (shift + scale · x) to the base."""

    def forward(self, x: Tensor) -> Tensor:
        return torch.log(x * self.scale + self.shift) / self.natural_log


class AbsVal(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()

    def forward(self, x: Tensor) -> Tensor:
        return x.abs()


class Clip(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.low, self.high = float(context.get("min", -math.inf)), float(context.get("max", math.inf))

    def forward(self, x: Tensor) -> Tensor:
        return x.clamp(self.low, self.high)


class Threshold(nn.Module):
    """1 above the threshold, else 0; no gradient passes."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.threshold = float(context.get("threshold", 0.0))

    def forward(self, x: Tensor) -> Tensor:
        return (x > self.threshold).to(x.dtype)
