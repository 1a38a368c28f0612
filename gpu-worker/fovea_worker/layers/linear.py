"""InnerProduct and Scale."""

from torch import Tensor, nn
from torch.nn import functional

from fovea_worker.layers.base import Context


class InnerProduct(nn.Module):
    """Flattens from `axis` in the order C, H, W; the weight is (out, in), or (in, out) with `transpose`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.weight, self.bias = context.needed(0), context.tensor(1)
        self.axis, self.transpose = int(context.get("axis", 1)), bool(context.get("transpose", False))

    def forward(self, x: Tensor) -> Tensor:
        return functional.linear(x.flatten(self.axis), self.weight.t() if self.transpose else self.weight, self.bias)


class Scale(nn.Module):
    """Multiplies from `axis` on by a learned array, or by the second bottom; `bias_term` adds another."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.axis = int(context.get("axis", 1))
        self.learned = context.needed(0) if len(context.op.bottoms) == 1 else None
        self.bias = context.tensor(0 if self.learned is None else 1)

    def forward(self, x: Tensor, by: Tensor | None = None) -> Tensor:
        factor = self.learned if self.learned is not None else by
        assert factor is not None
        start = self.axis % x.dim()
        x = x * _spread(factor, x, start)
        return x if self.bias is None else x + _spread(self.bias, x, start)


def _spread(values: Tensor, x: Tensor, start: int) -> Tensor:
    """`values` laid on the axes of x from `start` on."""
    return values.reshape((1,) * start + tuple(values.shape) + (1,) * (x.dim() - start - values.dim()))
