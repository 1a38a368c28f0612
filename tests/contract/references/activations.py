"""Layers that treat each value by itself (Caffe: the .cpp of each name)."""

from collections.abc import Callable

import numpy as np
from references.common import Array, Pass, Reference, expect_shapes
from references.prototxt import Fields


def each(formula: Callable[[Fields, Array], Array], param: str = "") -> Reference:
    def reference(layer: Fields, bottoms: list[Array], blobs: list[Array], _: Pass) -> list[Array]:
        expect_shapes(blobs)
        return [formula(layer.sub(param), bottom) for bottom in bottoms]

    return reference


def relu(p: Fields, x: Array) -> Array:
    return np.maximum(x, 0) + p.one("negative_slope", 0) * np.minimum(x, 0)


def elu(p: Fields, x: Array) -> Array:
    return np.where(x > 0, x, p.one("alpha", 1) * (np.exp(np.minimum(x, 0)) - 1))


def power(p: Fields, x: Array) -> Array:
    inner = p.one("shift", 0) + p.one("scale", 1) * x
    return np.ones_like(x) if p.one("power", 1) == 0 else inner ** p.one("power", 1)


def _log_of(base: float) -> float:
    """The natural logarithm of a base; −1 stands for e."""
    return 1.0 if base == -1 else float(np.log(base))


def exp(p: Fields, x: Array) -> Array:
    return np.exp(_log_of(p.one("base", -1)) * (p.one("shift", 0) + p.one("scale", 1) * x))


def log(p: Fields, x: Array) -> Array:
    return np.log(p.one("shift", 0) + p.one("scale", 1) * x) / _log_of(p.one("base", -1))


def bnll(_: Fields, x: Array) -> Array:
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def sigmoid(_: Fields, x: Array) -> Array:
    return 0.5 * np.tanh(0.5 * x) + 0.5


def tanh(_: Fields, x: Array) -> Array:
    return 1 - 2 / (np.exp(2 * x) + 1)


def swish(p: Fields, x: Array) -> Array:
    return x / (1 + np.exp(-p.one("beta", 1) * x))


def clip(p: Fields, x: Array) -> Array:
    return np.minimum(np.maximum(x, p.one("min", None)), p.one("max", None))


def threshold(p: Fields, x: Array) -> Array:
    return (x > p.one("threshold", 0)).astype(np.float64)


def absval(_: Fields, x: Array) -> Array:
    return np.abs(x)


def prelu(layer: Fields, bottoms: list[Array], blobs: list[Array], _: Pass) -> list[Array]:
    """One slope a channel (axis 1), or one for all."""
    (x,), shared = bottoms, layer.sub("prelu_param").one("channel_shared", False)
    expect_shapes(blobs, () if shared else (x.shape[1],))
    slope = blobs[0] if shared else blobs[0].reshape(1, -1, *[1] * (x.ndim - 2))
    return [np.maximum(x, 0) + slope * np.minimum(x, 0)]
