"""LRN, BatchNorm and MVN (Caffe: lrn_layer.cpp, batch_norm_layer.cpp, mvn_layer.cpp)."""

import numpy as np
from references.common import Array, Pass, expect_shapes
from references.prototxt import Fields


def lrn(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    param, (x,) = layer.sub("lrn_param"), bottoms
    size, alpha, beta = param.one("local_size", 5), param.one("alpha", 1), param.one("beta", 0.75)
    half, squares = (size - 1) // 2, x**2
    if param.one("norm_region", "ACROSS_CHANNELS") in ("WITHIN_CHANNEL", 1):
        # The mean over size × size pixels, padding counted; k is not read.
        padded = np.pad(squares, ((0, 0), (0, 0), (half, half), (half, half)))
        height, width = x.shape[2:]
        sums = sum(padded[:, :, i : i + height, j : j + width] for i in range(size) for j in range(size))
        return [x * (1 + alpha * sums / size**2) ** -beta]
    padded = np.pad(squares, ((0, 0), (half, half), (0, 0), (0, 0)))
    sums = sum(padded[:, i : i + x.shape[1]] for i in range(size))
    return [x / (param.one("k", 1) + alpha / size * sums) ** beta]


def batch_norm(layer: Fields, bottoms: list[Array], blobs: list[Array], run: Pass) -> list[Array]:
    """Its arrays are running *sums* of mean and (unbiased) variance, and the weight that both are divided by."""
    param, (x,) = layer.sub("batch_norm_param"), bottoms
    channels = x.shape[1]
    expect_shapes(blobs, (channels,), (channels,), (1,))
    axes = tuple(axis for axis in range(x.ndim) if axis != 1)
    if param.one("use_global_stats", not run.training):
        share = 0 if blobs[2][0] == 0 else 1 / blobs[2][0]
        mean, variance = blobs[0] * share, blobs[1] * share
    else:
        mean, variance = x.mean(axes), x.var(axes)
        count, fraction = x.size / channels, param.one("moving_average_fraction", 0.999)
        unbiased = variance * (count / (count - 1) if count > 1 else 1)
        fresh = (mean, unbiased, np.ones(1))
        run.after = {n: fraction * blobs[n] + new for n, new in enumerate(fresh)}
    shape = (1, -1, *[1] * (x.ndim - 2))
    return [(x - mean.reshape(shape)) / np.sqrt(variance.reshape(shape) + param.one("eps", 1e-5))]


def mvn(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    """Of each map, or of each image; eps stands outside the root."""
    param, (x,) = layer.sub("mvn_param"), bottoms
    axes = tuple(range(1 if param.one("across_channels", False) else 2, x.ndim))
    centred = x - x.mean(axes, keepdims=True)
    if not param.one("normalize_variance", True):
        return [centred]
    return [centred / (np.sqrt((centred**2).mean(axes, keepdims=True)) + param.one("eps", 1e-9))]
