"""Caffe's fillers: the first values of a parameter, a function of (seed, parameter name)."""

import math

import numpy as np
from numpy.typing import NDArray

from fovea_worker.errors import BadNetwork
from fovea_worker.plan import Parameter
from fovea_worker.seeds import generator

Values = NDArray[np.float32]


def fill(parameter: Parameter, seed: int) -> Values:
    draw = generator(seed, "filler", parameter.name)
    of, shape = parameter.filler, parameter.shape
    kind = of.get("type", "constant")
    if kind == "constant":
        return np.full(shape, of.get("value", 0.0), np.float32)
    if kind == "uniform":
        return _uniform(draw, shape, of.get("min", 0.0), of.get("max", 1.0))
    if kind == "gaussian":
        return _gaussian(draw, shape, of)
    if kind == "xavier":
        limit = math.sqrt(3 / fan(shape, of))
        return _uniform(draw, shape, -limit, limit)
    if kind == "msra":
        return _gaussian(draw, shape, {"std": math.sqrt(2 / fan(shape, of))})
    if kind == "positive_unitball":
        rows = draw.random((_outer(shape), math.prod(shape[1:])))
        return np.asarray((rows / rows.sum(1, keepdims=True)).reshape(shape), np.float32)
    if kind == "bilinear":
        return bilinear(shape, parameter.name)
    raise BadNetwork(f"The parameter {parameter.name} asks for the filler {kind}, which this worker does not know.")


def _uniform(draw: np.random.Generator, shape: tuple[int, ...], low: float, high: float) -> Values:
    return np.asarray(draw.uniform(low, high, shape), np.float32)


def _gaussian(draw: np.random.Generator, shape: tuple[int, ...], of: dict[str, float]) -> Values:
    values: NDArray[np.float64] = draw.standard_normal(shape) * of.get("std", 1.0) + of.get("mean", 0.0)
    sparse = of.get("sparse", -1)
    if sparse >= 0:
        # Each output keeps about `sparse` of its inputs.
        values *= draw.random(shape) < sparse / _outer(shape)
    return np.asarray(values, np.float32)


def fan(shape: tuple[int, ...], of: dict[str, object]) -> float:
    """Caffe counts from the array alone: fan_in = count / shape[0], whatever the layer does with it."""
    count = math.prod(shape)
    fan_in = count / _outer(shape)
    fan_out = count / shape[1] if len(shape) > 1 else count
    norm = of.get("variance_norm", "FAN_IN")
    return {"FAN_IN": fan_in, "FAN_OUT": fan_out, "AVERAGE": (fan_in + fan_out) / 2}[str(norm)]


def _outer(shape: tuple[int, ...]) -> int:
    """A single number, such as a shared slope, counts as one row."""
    return shape[0] if shape else 1


def bilinear(shape: tuple[int, ...], name: str) -> Values:
    """Filters that enlarge a map by linear interpolation; `name` is for the refusal of other than square ones."""
    if len(shape) != 4 or shape[2] != shape[3]:
        raise BadNetwork(f"The parameter {name} has the filler bilinear, which needs square kernels.")
    factor = math.ceil(shape[3] / 2)
    centre = (2 * factor - 1 - factor % 2) / (2 * factor)
    line = 1 - np.abs(np.arange(shape[3]) / factor - centre)
    return np.broadcast_to(np.outer(line, line), shape).astype(np.float32)
