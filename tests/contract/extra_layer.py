"""The worker's side of extra-layer.ts, given to it by `--layer-module`."""

from torch import Tensor, nn
from torch.nn import functional

from fovea_worker.layers.base import Context


class ChannelSlope(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.slope = context.needed(0)

    def forward(self, x: Tensor) -> Tensor:
        return functional.prelu(x, self.slope)


LAYERS = {"ChannelSlope": ChannelSlope}
