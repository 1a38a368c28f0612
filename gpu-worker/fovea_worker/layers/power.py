"""Power: (shift + scale · x) to a power."""

from torch import Tensor, nn

from fovea_worker.layers.base import Context


class Power(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.power = float(context.get("power", 1.0))
        self.scale, self.shift = float(context.get("scale", 1.0)), float(context.get("shift", 0.0))

    def forward(self, x: Tensor) -> Tensor:
        made = x * self.scale + self.shift
        return made if self.power == 1 else made.pow(self.power)
