"""InnerProduct, Scale and Bias."""

from torch import Tensor, nn
from torch.nn import functional

from fovea_worker.layers.base import Context


class InnerProduct(nn.Module):
    """Flattens from `axis` on in the order C, H, W; the weight is (out, in), or (in, out) with `transpose`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.weight, self.bias = context.needed(0), context.tensor(1)
        self.axis, self.transpose = int(context.get("axis", 1)), bool(context.get("transpose", False))

    def forward(self, x: Tensor) -> Tensor:
        return functional.linear(x.flatten(self.axis), self.weight.t() if self.transpose else self.weight, self.bias)


class Scale(nn.Module):
    """Multiplies from `axis` on by a learned array, or by the second bottom; `bias_term` adds a learned one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.axis = int(context.get("axis", 1))
        self.learned = context.needed(0) if len(context.op.bottoms) == 1 else None
        self.bias = context.tensor(0 if self.learned is None else 1)

    def forward(self, x: Tensor, by: Tensor | None = None) -> Tensor:
        factor = self.learned if self.learned is not None else by
        assert factor is not None
        x = x * _spread(factor, x, self.axis)
        return x if self.bias is None else x + _spread(self.bias, x, self.axis)


class Bias(nn.Module):
    """Adds from `axis` on a learned array, or the second bottom."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.axis = int(context.get("axis", 1))
        self.learned = context.needed(0) if len(context.op.bottoms) == 1 else None

    def forward(self, x: Tensor, more: Tensor | None = None) -> Tensor:
        values = self.learned if self.learned is not None else more
        assert values is not None
        return x + _spread(values, x, self.axis)


def _spread(values: Tensor, x: Tensor, start: int) -> Tensor:
    """`values` laid on the axes of x from `start` on."""
    return values.reshape((1,) * start + tuple(values.shape) + (1,) * (x.dim() - start - values.dim()))
