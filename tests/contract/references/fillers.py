"""Caffe's fillers (filler.hpp): what any array that one of them made must look like."""

import math
from collections.abc import Callable

import numpy as np
from references.common import Array, Disagreement
from references.prototxt import Fields


def check_filled(filler: Fields, values: Array, where: str) -> None:
    """Bounds exactly; distributions by the largest gap between their cumulative shares (Kolmogorov and Smirnov)."""
    kind = filler.one("type", "constant")
    exact: dict[str, Callable[[], Array]] = {
        "constant": lambda: np.full(values.shape, filler.one("value", 0)),
        "bilinear": lambda: bilinear(values.shape),
    }
    if kind in exact:
        if not np.allclose(values, exact[kind](), rtol=1e-6, atol=0):
            raise Disagreement(f"{where}: the filler {kind} made other values than Caffe's")
    elif kind == "positive_unitball":
        _check_unitball(values, where)
    elif kind in ("uniform", "xavier"):
        limit = math.sqrt(3 / _fan(filler, values.shape)) if kind == "xavier" else 0
        low, high = (-limit, limit) if kind == "xavier" else (filler.one("min", 0), filler.one("max", 1))
        slack = 1e-6 * (high - low)
        if values.min() < low - slack or values.max() > high + slack:
            raise Disagreement(f"{where}: {kind} between {values.min()} and {values.max()}, in Caffe {low} and {high}")
        _compare(values, lambda x: (x - low) / (high - low), f"{where}: {kind}")
    elif kind in ("gaussian", "msra"):
        deviation = math.sqrt(2 / _fan(filler, values.shape)) if kind == "msra" else filler.one("std", 1)
        mean = filler.one("mean", 0) if kind == "gaussian" else 0
        drawn = values.ravel()
        if kind == "gaussian" and filler.one("sparse", -1) >= 0:
            drawn = _check_sparse(filler.one("sparse", -1) / values.shape[0], drawn, where)
        _compare(drawn, lambda x: normal_share((x - mean) / deviation), f"{where}: {kind}")
    else:
        raise Disagreement(f"{where}: there is no filler {kind} in Caffe")


def _fan(filler: Fields, shape: tuple[int, ...]) -> float:
    """Of the array as it lies there; of a Deconvolution, too, whose first axis is its inputs."""
    count = math.prod(shape)
    fan_in, fan_out = count / shape[0], count / shape[1] if len(shape) > 1 else count
    norm = filler.one("variance_norm", "FAN_IN")
    return {"FAN_IN": fan_in, "FAN_OUT": fan_out, "AVERAGE": (fan_in + fan_out) / 2}[
        {0: "FAN_IN", 1: "FAN_OUT", 2: "AVERAGE"}.get(norm, norm)
    ]


def bilinear(shape: tuple[int, ...]) -> Array:
    width, height = shape[3], shape[2]
    factor = math.ceil(width / 2)
    centre = (2 * factor - 1 - factor % 2) / (2 * factor)
    made = np.zeros(math.prod(shape))
    for i in range(len(made)):
        x, y = i % width, (i // width) % height
        made[i] = (1 - abs(x / factor - centre)) * (1 - abs(y / factor - centre))
    return made.reshape(shape)


def _check_unitball(values: Array, where: str) -> None:
    rows = values.reshape(len(values), -1)
    if rows.min() < 0 or not np.allclose(rows.sum(1), 1, atol=1e-5):
        raise Disagreement(f"{where}: positive_unitball has rows that do not sum to 1, or are negative")
    # Uniform from 0 on: the deviation is the mean divided by √3.
    if abs(rows.std() / rows.mean() - 1 / math.sqrt(3)) > 0.05:
        raise Disagreement(f"{where}: positive_unitball is not uniform within a row")


def _check_sparse(share: float, drawn: Array, where: str) -> Array:
    found, deviation = float((drawn != 0).mean()), math.sqrt(share * (1 - share) / drawn.size)
    if abs(found - share) > 5 * deviation:
        raise Disagreement(f"{where}: {found} of the values are not 0, in Caffe {share}")
    return drawn[drawn != 0]


def _compare(values: Array, share_below: Callable[[Array], Array], what: str) -> None:
    ordered = np.sort(values.ravel())
    count = len(ordered)
    expected = share_below(ordered)
    gap = max(np.abs(expected - np.arange(count) / count).max(), np.abs(expected - np.arange(1, count + 1) / count).max())
    # An honest draw exceeds this once in two thousand; a seed makes it the same draw each time.
    if gap > 2 / math.sqrt(count):
        raise Disagreement(f"{what}: its distribution is {gap:.4f} off, {2 / math.sqrt(count):.4f} at most by chance")


def normal_share(x: Array) -> Array:
    return np.array([0.5 * math.erfc(-value / math.sqrt(2)) for value in np.asarray(x).ravel()])


FIELDS: dict[str, tuple[str, list[tuple[str, dict[str, object]]]]] = {
    "Convolution": ("convolution_param", [("weight_filler", {}), ("bias_filler", {})]),
    "Deconvolution": ("convolution_param", [("weight_filler", {}), ("bias_filler", {})]),
    "InnerProduct": ("inner_product_param", [("weight_filler", {}), ("bias_filler", {})]),
    "Scale": ("scale_param", [("filler", {"value": [1]}), ("bias_filler", {})]),
    "Bias": ("bias_param", [("filler", {})]),
    "PReLU": ("prelu_param", [("filler", {"value": [0.25]})]),
}
"""Where each layer names the fillers of its arrays, and what stands there when the text says nothing."""


def filler_of(layer: Fields, number: int) -> Fields:
    message, fields = FIELDS[layer.one("type", "")]
    name, default = fields[number]
    return Fields(layer.sub(message).one(name, default))
