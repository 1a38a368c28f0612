"""Gradients as Caffe's backward passes write them: of the losses, of MVN, and of layers that have kinks and ties.

They are not always the derivative of what is shown: SoftmaxWithLoss passes back p − 1 also where the loss is cut off,
ContrastiveLoss divides by a little more than the distance, MVN by eps more than the deviation.
"""

import math
from collections.abc import Callable

import numpy as np
from references import losses
from references.common import Array, Pass, axis_of
from references.pooling import pooling as max_and_mask
from references.prototxt import Fields

Gradient = Callable[[Fields, list[Array], Array], list[Array] | None]
"""(layer as written, bottoms and learnt arrays, gradient by its first top) → gradient by each that gets one; None: none is written here"""
SMALL_DISTANCE = 1e-4


def softmax_with_loss(layer: Fields, bottoms: list[Array], weight: Array) -> list[Array]:
    (x, labels), param = bottoms, layer.sub("loss_param")
    axis = axis_of(layer.sub("softmax_param"), "axis", 1, x.ndim)
    rows, wanted = losses.by_position(losses.softmax_of(x, axis), labels, axis)
    valid = wanted != param.one("ignore_label", losses.NO_LABEL)
    divisor = losses.divisor_of(losses.normalisation(param, "VALID"), math.prod(x.shape[:axis]), len(rows), int(valid.sum()))
    made = rows - np.eye(rows.shape[1])[np.where(valid, wanted, 0)]
    moved = np.moveaxis(x, axis, -1).shape
    return [weight / divisor * np.moveaxis((made * valid[:, None]).reshape(moved), -1, axis)]


def sigmoid_cross_entropy_loss(layer: Fields, bottoms: list[Array], weight: Array) -> list[Array]:
    (x, targets), param = bottoms, layer.sub("loss_param")
    valid = losses.counted(targets.reshape(x.shape), param)
    divisor = losses.divisor_of(losses.normalisation(param, "BATCH_SIZE"), len(x), x.size, int(valid.sum()))
    return [weight / divisor * valid * (0.5 * np.tanh(0.5 * x) + 0.5 - targets.reshape(x.shape))]


def euclidean_loss(_layer: Fields, bottoms: list[Array], weight: Array) -> list[Array]:
    apart = weight / len(bottoms[0]) * (bottoms[0] - bottoms[1].reshape(bottoms[0].shape))
    return [apart, -apart.reshape(bottoms[1].shape)]


def hinge_loss(layer: Fields, bottoms: list[Array], weight: Array) -> list[Array]:
    scores, labels = bottoms[0].reshape(len(bottoms[0]), -1), bottoms[1].reshape(-1).astype(np.int64)
    signs = np.ones_like(scores)
    signs[np.arange(len(scores)), labels] = -1
    lacks = np.maximum(0, 1 + signs * scores)
    squared = layer.sub("hinge_loss_param").one("norm", "L1") in ("L2", 2)
    made = signs * (2 * lacks if squared else np.sign(lacks))
    return [weight / len(scores) * made.reshape(bottoms[0].shape)]


def contrastive_loss(layer: Fields, bottoms: list[Array], weight: Array) -> list[Array]:
    a, b, alike = bottoms
    param, apart = layer.sub("contrastive_loss_param"), (a - b).reshape(len(a), -1)
    margin, squares = param.one("margin", 1), (apart**2).sum(1)
    if param.one("legacy_version", False):
        pushed = np.where(margin - squares > 0, -1.0, 0.0)
    else:
        distance = np.sqrt(squares)
        pushed = np.where(margin - distance > 0, -(margin - distance) / (distance + SMALL_DISTANCE), 0.0)
    factor = np.where(alike.reshape(-1).astype(np.int64) != 0, 1.0, pushed)
    made = weight / len(a) * (factor[:, None] * apart).reshape(a.shape)
    return [made, -made]


def mvn(layer: Fields, bottoms: list[Array], weight: Array) -> list[Array]:
    param, (x,) = layer.sub("mvn_param"), bottoms
    axes = tuple(range(1 if param.one("across_channels", False) else 2, x.ndim))
    centred = weight - weight.mean(axes, keepdims=True)
    if not param.one("normalize_variance", True):
        return [centred]
    divisor = x.std(axes, keepdims=True) + param.one("eps", 1e-9)
    y = (x - x.mean(axes, keepdims=True)) / divisor
    return [(centred - y * (weight * y).mean(axes, keepdims=True)) / divisor]


def relu(layer: Fields, bottoms: list[Array], weight: Array) -> list[Array]:
    slope = layer.sub("relu_param").one("negative_slope", 0)
    return [weight * np.where(bottoms[0] > 0, 1, slope)]


def prelu(_layer: Fields, bottoms: list[Array], weight: Array) -> list[Array]:
    x, slope = bottoms
    along = slope.reshape(1, -1, *[1] * (x.ndim - 2)) if slope.ndim else slope
    by_slope = weight * np.where(x > 0, 0, x)
    axes = tuple(axis for axis in range(x.ndim) if axis != 1 or not slope.ndim)
    return [weight * np.where(x > 0, 1, along), by_slope.sum(axes)]


def elu(layer: Fields, bottoms: list[Array], weight: Array) -> list[Array]:
    (x,), alpha = bottoms, layer.sub("elu_param").one("alpha", 1)
    return [weight * np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0)))]


def abs_val(_layer: Fields, bottoms: list[Array], weight: Array) -> list[Array]:
    return [weight * np.sign(bottoms[0])]


def clip(layer: Fields, bottoms: list[Array], weight: Array) -> list[Array]:
    param = layer.sub("clip_param")
    return [weight * ((bottoms[0] >= param.one("min", None)) & (bottoms[0] <= param.one("max", None)))]


def eltwise(layer: Fields, bottoms: list[Array], weight: Array) -> list[Array] | None:
    """Of equal values the second gets the gradient, a later one only if it is larger than all before."""
    if layer.sub("eltwise_param").one("operation", "SUM") not in ("MAX", 2):
        return None
    chosen = np.where(bottoms[0] > bottoms[1], 0, 1)
    largest = np.maximum(bottoms[0], bottoms[1])
    for number, bottom in enumerate(bottoms[2:], 2):
        chosen, largest = np.where(bottom > largest, number, chosen), np.maximum(largest, bottom)
    return [weight * (chosen == number) for number in range(len(bottoms))]


def pooling(layer: Fields, bottoms: list[Array], weight: Array) -> list[Array] | None:
    """Of equal pixels of a window the first gets the gradient."""
    (x,) = bottoms
    if layer.sub("pooling_param").one("pool", "MAX") not in ("MAX", 0):
        return None
    shown = Fields({**layer.tree, "top": ["top", "mask"]})
    places = max_and_mask(shown, bottoms, [], Pass(True))[1].astype(np.int64)
    made = np.zeros((*x.shape[:2], x.shape[2] * x.shape[3]))
    images, channels = np.indices(places.shape)[:2]
    np.add.at(made, (images, channels, places), weight)
    return [made.reshape(x.shape)]


GRADIENTS: dict[str, Gradient] = {
    "AbsVal": abs_val,
    "Clip": clip,
    "ContrastiveLoss": contrastive_loss,
    "ELU": elu,
    "Eltwise": eltwise,
    "EuclideanLoss": euclidean_loss,
    "HingeLoss": hinge_loss,
    "MVN": mvn,
    "PReLU": prelu,
    "Pooling": pooling,
    "ReLU": relu,
    "SigmoidCrossEntropyLoss": sigmoid_cross_entropy_loss,
    "SoftmaxWithLoss": softmax_with_loss,
}
