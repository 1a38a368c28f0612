"""Layers that join, cut, copy and drop blobs (Caffe: the .cpp of each name)."""

import numpy as np
from references.common import Array, Pass, axis_of
from references.prototxt import Fields


def eltwise(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    param, stacked = layer.sub("eltwise_param"), np.stack(bottoms)
    operation = param.one("operation", "SUM")
    if operation in ("PROD", 0):
        return [stacked.prod(0)]
    if operation in ("MAX", 2):
        return [stacked.max(0)]
    coefficients = param.many("coeff") or [1] * len(bottoms)
    return [np.tensordot(np.array(coefficients, dtype=np.float64), stacked, 1)]


def _cut_axis(param: Fields, old: str, axes: int) -> int:
    """`concat_dim` and `slice_dim` are older spellings of `axis`, read where they are set."""
    return param.one(old, None) if param.has(old) else axis_of(param, "axis", 1, axes)


def concat(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    return [np.concatenate(bottoms, _cut_axis(layer.sub("concat_param"), "concat_dim", bottoms[0].ndim))]


def slices(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    """At the points given, else into equal parts."""
    param, (x,) = layer.sub("slice_param"), bottoms
    points = param.many("slice_point")
    return list(np.split(x, points or len(layer.many("top")), _cut_axis(param, "slice_dim", x.ndim)))


def split(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    return [bottoms[0]] * len(layer.many("top"))


def silence(_layer: Fields, _bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    return []


def crop(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    """Cuts the first bottom to the second's size from `axis` on; one offset stands for all axes."""
    param, (x, like) = layer.sub("crop_param"), bottoms
    axis = axis_of(param, "axis", 2, x.ndim)
    offsets = param.many("offset") or [0]
    offsets = offsets * (x.ndim - axis) if len(offsets) == 1 else offsets
    cuts = [slice(offset, offset + like.shape[axis + n]) for n, offset in enumerate(offsets)]
    return [x[(..., *cuts)]]


def tile(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    param, (x,) = layer.sub("tile_param"), bottoms
    return [np.concatenate([x] * param.one("tiles", None), axis_of(param, "axis", 1, x.ndim))]
