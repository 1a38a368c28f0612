"""Layers that only change a shape."""

from torch import Tensor, nn

from fovea_worker.layers.base import Context


class Flatten(nn.Module):
    """Joins the axes from `axis` to `end_axis`, in the order C, H, W whatever the memory layout."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.axis, self.end = int(context.get("axis", 1)), int(context.get("end_axis", -1))

    def forward(self, x: Tensor) -> Tensor:
        return x.flatten(self.axis, self.end)
