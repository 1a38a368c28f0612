"""Pooling with Caffe's rounding: up by default, windows clipped to the padded map, the padding counted in averages."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from fovea_worker.errors import BadNetwork
from fovea_worker.layers.base import Context


class Window(nn.Module):
    """Where windows lie. With `global_pooling` the one window is the whole map."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.whole = bool(context.get("global_pooling", False))
        self.size = context.op.shapes[0][-2:]
        if not self.whole:
            self.kernel, self.stride, self.padding = context.pair("kernel"), context.pair("stride", 1), context.pair("pad", 0)
            self.up = context.get("round_mode", "CEIL") == "CEIL"
            # PyTorch pads by at most half a kernel; Caffe by anything below a kernel.
            self.wide = any(pad * 2 > kernel for pad, kernel in zip(self.padding, self.kernel, strict=True))

    def padded(self, x: Tensor, value: float) -> tuple[Tensor, tuple[int, int]]:
        """The map and the padding that is left for PyTorch to add."""
        if not self.wide:
            return x, self.padding
        high, wide = self.padding
        return functional.pad(x, (wide, wide, high, high), value=value), (0, 0)

    def cut(self, made: Tensor) -> Tensor:
        """Caffe drops a last window that would start in the padding; with explicit padding PyTorch cannot know."""
        return made[..., : self.size[0], : self.size[1]] if self.wide else made


class Max(Window):
    """A second top holds the place of each largest value in its map, counted row by row; the first of equal ones."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shows_places = len(context.op.tops) > 1

    def forward(self, x: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        if self.whole and not self.shows_places:
            return x.amax((-2, -1), keepdim=True)
        if self.whole:
            flat = x.flatten(2)
            places = flat.argmax(2, keepdim=True)
            return flat.gather(2, places)[..., None], places[..., None].to(x.dtype)
        padded, padding = self.padded(x, float("-inf"))
        if not self.shows_places:
            return self.cut(functional.max_pool2d(padded, self.kernel, self.stride, padding, ceil_mode=self.up))
        made, places = functional.max_pool2d(padded, self.kernel, self.stride, padding, ceil_mode=self.up, return_indices=True)
        if self.wide:
            row, column = places // padded.shape[-1] - self.padding[0], places % padded.shape[-1] - self.padding[1]
            places = row * x.shape[-1] + column
        return self.cut(made), self.cut(places).to(x.dtype)


class Average(Window):
    def forward(self, x: Tensor) -> Tensor:
        if self.whole:
            return x.mean((-2, -1), keepdim=True)
        padded, padding = self.padded(x, 0.0)
        return self.cut(functional.avg_pool2d(padded, self.kernel, self.stride, padding, ceil_mode=self.up))


class Stochastic(Window):
    """Training draws a value of each window by its share of the window's sum; otherwise their expectation, Σx² / Σx.

    For maps without negative values (Zeiler and Fergus, 2013). Never padded.
    """

    random = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.generator = context.generator

    def forward(self, x: Tensor) -> Tensor:
        values = x.flatten(2)[:, :, None, None] if self.whole else self.windows(x)
        if not self.training:
            total = values.sum(-1)
            return torch.where(total > 0, values.square().sum(-1) / total, 0.0)
        rising = values.detach().cumsum(-1)
        drawn = torch.rand(rising.shape[:-1], generator=self.generator, device=x.device, dtype=x.dtype)[..., None] * rising[..., -1:]
        chosen = (rising >= drawn).to(torch.uint8).argmax(-1, keepdim=True)
        return values.gather(-1, chosen)[..., 0]

    def windows(self, x: Tensor) -> Tensor:
        """N×C×rows×columns×values; a last window that sticks out is filled up with zeros, which have no share."""
        sides = zip(x.shape[-2:], self.size, self.kernel, self.stride, strict=True)
        missing = [max((count - 1) * stride + kernel - side, 0) for side, count, kernel, stride in sides]
        filled = functional.pad(x, (0, missing[1], 0, missing[0]))
        windows = filled.unfold(2, self.kernel[0], self.stride[0]).unfold(3, self.kernel[1], self.stride[1])
        return windows[:, :, : self.size[0], : self.size[1]].flatten(-2)


METHODS = {"MAX": Max, "AVE": Average, "STOCHASTIC": Stochastic}


def pooling(context: Context) -> nn.Module:
    method = str(context.get("pool", "MAX"))
    if method not in METHODS:
        raise BadNetwork(f"The layer {context.op.name} asks for {method} pooling.", "Use MAX, AVE or STOCHASTIC.")
    return METHODS[method](context)
