"""Layers that draw: what holds of any draw, and how often (Caffe: dropout_layer.cpp, pooling_layer.cu, dummy_data_layer.cpp)."""

from collections.abc import Callable

import numpy as np
from references.common import Array, Disagreement, pair
from references.fillers import check_filled
from references.prototxt import Fields

Chance = Callable[[Fields, list[Array], list[Array], list[Array | None]], None]
"""(layer as written, bottoms, tops, gradient of the sum of all tops by each bottom)"""


def dropout(layer: Fields, bottoms: list[Array], tops: list[Array], gradients: list[Array | None]) -> None:
    (x,), (top,), (gradient,) = bottoms, tops, gradients
    ratio = layer.sub("dropout_param").one("dropout_ratio", 0.5)
    factor = 1 / (1 - ratio)
    kept = top != 0
    if not np.allclose(top[kept], factor * x[kept], rtol=1e-6):
        raise Disagreement(f"what Dropout keeps is not multiplied by 1/(1 − {ratio})")
    if gradient is None or not np.isin(np.round(gradient / factor, 6), (0, 1)).all():
        raise Disagreement("the gradient of Dropout is not its mask divided by 1 − ratio")
    often(kept, 1 - ratio, "kept by Dropout")


def stochastic_pooling(layer: Fields, bottoms: list[Array], tops: list[Array], _: list[Array | None]) -> None:
    (x,), (top,), param = bottoms, tops, layer.sub("pooling_param")
    kernel, stride = pair(param, "kernel_size", None, "kernel"), pair(param, "stride", 1)
    surplus, variance = 0.0, 0.0
    for i, j in np.ndindex(*top.shape[2:]):
        window = x[:, :, i * stride[0] : i * stride[0] + kernel[0], j * stride[1] : j * stride[1] + kernel[1]]
        if not (window == top[:, :, i : i + 1, j : j + 1]).any((2, 3)).all():
            raise Disagreement(f"the window {i}, {j} does not hold the value that was drawn from it")
        total = window.sum((2, 3))
        mean = (window**2).sum((2, 3)) / total
        surplus += float((top[:, :, i, j] - mean).sum())
        variance += float(((window**3).sum((2, 3)) / total - mean**2).sum())
    if abs(surplus) > 5 * np.sqrt(variance):
        raise Disagreement(f"values are not drawn by their share: their sum is {surplus / np.sqrt(variance):.1f} deviations off")


def dummy_data(layer: Fields, _bottoms: list[Array], tops: list[Array], _: list[Array | None]) -> None:
    param = layer.sub("dummy_data_param")
    older = [{"dim": list(sides)} for sides in zip(*(param.many(name) for name in ("num", "channels", "height", "width")), strict=True)]
    fillers, shapes = param.many("data_filler"), param.many("shape") or older
    for n, top in enumerate(tops):
        shape = (shapes[0] if len(shapes) == 1 else shapes[n])["dim"]
        if list(top.shape) != shape:
            raise Disagreement(f"a blob of {top.shape}, the text says {shape}")
        filler = (fillers[0] if len(fillers) == 1 else fillers[n]) if fillers else {}
        check_filled(Fields(filler), top, f"top {n} of DummyData")


def often(found: np.ndarray, share: float, what: str) -> None:
    """Within five deviations of the share expected: once in two million draws it is not."""
    deviation = np.sqrt(share * (1 - share) / found.size)
    if abs(found.mean() - share) > 5 * deviation:
        raise Disagreement(f"{found.mean():.4f} is {what}, expected {share:.4f} ± {deviation:.4f}")
