"""What every reference is given and answers. All arrays are float64; the batch is their first axis."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from references.prototxt import Fields

Array = NDArray[np.float64]


class Disagreement(Exception):
    """What Caffe would have, and what the worker has instead."""


@dataclass
class Pass:
    """One pass forward: its phase, and what the layer's own arrays must be after it (by number, where they change)."""

    training: bool
    is_shown: bool = True
    """False: what the gradient is the derivative of, where a layer shows something else."""
    after: dict[int, Array] = field(default_factory=dict)


Reference = Callable[[Fields, list[Array], list[Array], Pass], list[Array]]
"""(layer as written, bottoms, its learnt arrays in Caffe's order, pass) → tops"""


def expect_shapes(blobs: list[Array], *shapes: tuple[int, ...]) -> None:
    if [blob.shape for blob in blobs] != list(shapes):
        raise Disagreement(f"learnt arrays of the shapes {[blob.shape for blob in blobs]}, in Caffe {list(shapes)}")


def axis_of(fields: Fields, name: str, default: int, axes: int) -> int:
    """An axis of a blob; a negative one counts from the end."""
    axis: int = fields.one(name, default)
    return axis + axes if axis < 0 else axis


def pair(fields: Fields, name: str, default: int | None, short: str = "") -> tuple[int, int]:
    """A size for rows and columns: `<short>_h` and `<short>_w` if they are set, else `name` once or twice."""
    short = short or name
    given = fields.many(name)
    both = (given * 2)[:2] if len(given) < 2 else given
    fallback = both or [default, default]
    height, width = fields.one(f"{short}_h", fallback[0]), fields.one(f"{short}_w", fallback[1])
    if height is None or width is None:
        raise ValueError(f"{name} is required")
    return height, width
