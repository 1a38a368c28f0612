"""Convolution and Deconvolution, as Caffe counts their outputs, which is as PyTorch does.

floor((i + 2p − (d(k−1)+1)) / s) + 1 and s(i − 1) + d(k − 1) + 1 − 2p.
"""

from torch import Tensor, nn
from torch.nn import functional

from fovea_worker.layers.base import Context


class Filters(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.weight, self.bias = context.needed(0), context.tensor(1)
        self.stride, self.padding = context.pair("stride", 1), context.pair("pad", 0)
        self.dilation, self.groups = context.pair("dilation", 1), int(context.get("group", 1))


class Convolution(Filters):
    def forward(self, x: Tensor) -> Tensor:
        return functional.conv2d(x, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups)


class Deconvolution(Filters):
    """Its weight is (in, out / groups, rows, columns)."""

    def forward(self, x: Tensor) -> Tensor:
        return functional.conv_transpose2d(x, self.weight, self.bias, self.stride, self.padding, 0, self.groups, self.dilation)
