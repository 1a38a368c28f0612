"""Layers that change shapes or count along axes (Caffe: flatten, reshape, reduction and argmax_layer.cpp)."""

import numpy as np
from references.common import Array, Pass, axis_of
from references.prototxt import Fields


def flatten(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    param, (x,) = layer.sub("flatten_param"), bottoms
    first, last = axis_of(param, "axis", 1, x.ndim), axis_of(param, "end_axis", -1, x.ndim)
    return [x.reshape(*x.shape[:first], -1, *x.shape[last + 1 :])]


def reshape(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    """Replaces `num_axes` axes from `axis` on (a negative one inserts after the last counted from the end); 0 copies, −1 infers."""
    param, (x,) = layer.sub("reshape_param"), bottoms
    start = param.one("axis", 0)
    start = start + x.ndim + 1 if start < 0 else start
    axes = param.one("num_axes", -1)
    end = x.ndim if axes == -1 else start + axes
    wanted = param.sub("shape").many("dim")
    dims = [x.shape[start + n] if dim == 0 else dim for n, dim in enumerate(wanted)]
    return [x.reshape(*x.shape[:start], *dims, *x.shape[end:])]


def reduction(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    param, (x,) = layer.sub("reduction_param"), bottoms
    axis = axis_of(param, "axis", 0, x.ndim)
    rows = x.reshape(*x.shape[:axis], -1)
    operation = param.one("operation", "SUM")
    kinds = {"SUM": 1, "ASUM": 2, "SUMSQ": 3, "MEAN": 4}
    made = {1: rows.sum(-1), 2: np.abs(rows).sum(-1), 3: (rows**2).sum(-1), 4: rows.mean(-1)}
    return [np.asarray(param.one("coeff", 1) * made[kinds.get(operation, operation)])]


def arg_max(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    """Of equal values the one of the larger index comes first, since Caffe sorts pairs (value, index) downwards.

    Without an axis: over all of an image, N×1×k (N×2×k with the values as second row), with axes of 1 behind up to the bottom's count.
    """
    param, (x,) = layer.sub("argmax_param"), bottoms
    count, with_values = param.one("top_k", 1), param.one("out_max_val", False)
    if param.has("axis"):
        axis = axis_of(param, "axis", 0, x.ndim)
        order = _downwards(x, axis).take(range(count), axis)
        return [np.take_along_axis(x, order, axis) if with_values else order.astype(np.float64)]
    rows = x.reshape(len(x), -1)
    order = _downwards(rows, 1)[:, :count]
    made = [order.astype(np.float64), *[np.take_along_axis(rows, order, 1)] * with_values]
    return [np.stack(made, 1).reshape(len(x), len(made), count, *[1] * max(0, x.ndim - 3))]


def _downwards(x: Array, axis: int) -> np.ndarray:
    return np.flip(np.argsort(x, axis, kind="stable"), axis)
