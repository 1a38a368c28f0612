"""Layers that move values without changing them: Flatten, Reshape, Tile, Slice, Crop, Split and Silence.

Whatever the memory layout, values are taken in the order C, H, W.
"""

from torch import Tensor, nn

from fovea_worker.layers.base import Context


class Flatten(nn.Module):
    """Joins the axes from `axis` to `end_axis`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.axis, self.end = int(context.get("axis", 1)), int(context.get("end_axis", -1))

    def forward(self, x: Tensor) -> Tensor:
        return x.flatten(self.axis, self.end)


class Reshape(nn.Module):
    """The plan has worked out the sides."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.sides = context.op.shapes[0]

    def forward(self, x: Tensor) -> Tensor:
        return x.reshape(len(x), *self.sides)


class Tile(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.axis, self.tiles = int(context.get("axis", 1)), int(context.get("tiles", 1))

    def forward(self, x: Tensor) -> Tensor:
        return x.repeat([self.tiles if axis == self.axis else 1 for axis in range(x.dim())])


class Slice(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.axis = int(context.get("axis", 1))
        self.points = [int(point) for point in context.get("slice_point", [])]

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        return x.tensor_split(self.points, self.axis)


class Crop(nn.Module):
    """Cuts the first bottom to the size of the second from `axis` on."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.axis = int(context.get("axis", 2))
        self.offset = [int(offset) for offset in context.get("offset", [])]

    def forward(self, x: Tensor, like: Tensor) -> Tensor:
        for axis, start in enumerate(self.offset, self.axis):
            x = x.narrow(axis, start, like.shape[axis])
        return x


class Split(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.tops = len(context.op.tops)

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        return (x,) * self.tops


class Silence(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()

    def forward(self, *_: Tensor) -> tuple[Tensor, ...]:
        return ()
