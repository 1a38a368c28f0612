"""InnerProduct, Scale and Bias (Caffe: inner_product_layer.cpp, scale_layer.cpp, bias_layer.cpp)."""

import math

from references.common import Array, Pass, axis_of, expect_shapes
from references.prototxt import Fields


def inner_product(layer: Fields, bottoms: list[Array], blobs: list[Array], _: Pass) -> list[Array]:
    """Flattens from `axis` on in the order C, H, W; a weight is out × in, or in × out with `transpose`."""
    param, (x,) = layer.sub("inner_product_param"), bottoms
    axis = axis_of(param, "axis", 1, x.ndim)
    turned, has_bias = param.one("transpose", False), param.one("bias_term", True)
    # The last InnerProduct may leave its count to the dataset's classes, as DIGITS has it.
    inputs, outputs = math.prod(x.shape[axis:]), param.one("num_output", blobs[0].shape[int(turned)])
    expect_shapes(blobs, (inputs, outputs) if turned else (outputs, inputs), *[(outputs,)] * has_bias)
    top = x.reshape(-1, inputs) @ (blobs[0] if turned else blobs[0].T)
    return [(top + blobs[1] if has_bias else top).reshape(*x.shape[:axis], outputs)]


def _along(x: Array, factor: Array, axis: int) -> Array:
    """A factor whose axes lie on those of x from `axis` on; a single number lies anywhere."""
    return factor.reshape(*factor.shape, *[1] * (x.ndim - axis - factor.ndim)) if factor.ndim else factor


def _covered(param: Fields, x: Array, axis: int) -> tuple[int, ...]:
    axes = param.one("num_axes", 1)
    return x.shape[axis:] if axes == -1 else x.shape[axis : axis + axes]


def scale(layer: Fields, bottoms: list[Array], blobs: list[Array], _: Pass) -> list[Array]:
    param, (x, *given) = layer.sub("scale_param"), bottoms
    axis, has_bias = axis_of(param, "axis", 1, x.ndim), param.one("bias_term", False)
    shape = given[0].shape if given else _covered(param, x, axis)
    expect_shapes(blobs, *[shape] * (not given), *[shape] * has_bias)
    factor, *rest = [*given, *blobs]
    top = x * _along(x, factor, axis)
    return [top + _along(x, rest[0], axis) if has_bias else top]


def bias(layer: Fields, bottoms: list[Array], blobs: list[Array], _: Pass) -> list[Array]:
    param, (x, *given) = layer.sub("bias_param"), bottoms
    axis = axis_of(param, "axis", 1, x.ndim)
    expect_shapes(blobs, *[_covered(param, x, axis)] * (not given))
    return [x + _along(x, [*given, *blobs][0], axis)]
