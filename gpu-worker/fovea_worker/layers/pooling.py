"""Pooling with Caffe's rounding: up by default, windows clipped to the padded map, the padding counted in averages."""

from torch import Tensor, nn
from torch.nn import functional

from fovea_worker.errors import BadNetwork
from fovea_worker.layers.base import Context


class Pooling(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.method = str(context.get("pool", "MAX"))
        if self.method not in ("MAX", "AVE"):
            raise BadNetwork(f"The layer {context.op.name} asks for {self.method} pooling.", "Use MAX or AVE.")
        self.whole = bool(context.get("global_pooling", False))
        self.size = context.op.shapes[0][-2:]
        if not self.whole:
            self.kernel, self.stride, self.padding = context.pair("kernel"), context.pair("stride", 1), context.pair("pad", 0)
            self.up = context.get("round_mode", "CEIL") == "CEIL"
            # PyTorch pads by at most half a kernel; Caffe by anything below a kernel.
            self.wide = any(pad * 2 > kernel for pad, kernel in zip(self.padding, self.kernel, strict=True))

    def forward(self, x: Tensor) -> Tensor:
        if self.whole:
            return x.amax((-2, -1), keepdim=True) if self.method == "MAX" else x.mean((-2, -1), keepdim=True)
        padding = self.padding
        if self.wide:
            high, wide = padding
            x = functional.pad(x, (wide, wide, high, high), value=float("-inf") if self.method == "MAX" else 0.0)
            padding = (0, 0)
        if self.method == "MAX":
            made = functional.max_pool2d(x, self.kernel, self.stride, padding, ceil_mode=self.up)
        else:
            made = functional.avg_pool2d(x, self.kernel, self.stride, padding, ceil_mode=self.up)
        # Caffe drops a last window that would start in the padding; with explicit padding PyTorch cannot know.
        return made[..., : self.size[0], : self.size[1]] if self.wide else made
