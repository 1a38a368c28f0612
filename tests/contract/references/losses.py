"""Softmax, Accuracy and the losses (Caffe: the .cpp of each name)."""

import math

import numpy as np
from references.common import Array, Pass, axis_of
from references.prototxt import Fields

FLT_MIN = float(np.finfo(np.float32).tiny)
NO_LABEL = -(2**40)
NORMALISATIONS = ("FULL", "VALID", "BATCH_SIZE", "NONE")


def softmax_of(x: Array, axis: int) -> Array:
    powers = np.exp(x - x.max(axis, keepdims=True))
    return powers / powers.sum(axis, keepdims=True)


def softmax(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    (x,) = bottoms
    return [softmax_of(x, axis_of(layer.sub("softmax_param"), "axis", 1, x.ndim))]


def normalisation(param: Fields, default: str) -> str:
    """`normalize` is the older field; it is read only where `normalization` is not set."""
    if param.has("normalization"):
        given = param.one("normalization", None)
        return NORMALISATIONS[given] if isinstance(given, int) else given
    if param.has("normalize"):
        return "VALID" if param.one("normalize", None) else "BATCH_SIZE"
    return default


def divisor_of(kind: str, batch: int, positions: int, valid: int) -> int:
    return max(1, {"FULL": positions, "VALID": valid, "BATCH_SIZE": batch, "NONE": 1}[kind])


def by_position(x: Array, labels: Array, axis: int) -> tuple[Array, np.ndarray]:
    """Scores as positions × classes, and a label for each position."""
    return np.moveaxis(x, axis, -1).reshape(-1, x.shape[axis]), labels.reshape(-1).astype(np.int64)


def softmax_with_loss(layer: Fields, bottoms: list[Array], _blobs: list[Array], run: Pass) -> list[Array]:
    """The batch is all axes before `axis`; a probability counts as at least FLT_MIN, of which the gradient knows nothing."""
    (x, labels), param = bottoms, layer.sub("loss_param")
    axis = axis_of(layer.sub("softmax_param"), "axis", 1, x.ndim)
    shares = softmax_of(x, axis)
    rows, wanted = by_position(x, labels, axis)
    valid = wanted != param.one("ignore_label", NO_LABEL)
    rows = rows - rows.max(1, keepdims=True)
    logs = (rows - np.log(np.exp(rows).sum(1, keepdims=True)))[np.flatnonzero(valid), wanted[valid]]
    logs = np.maximum(logs, math.log(FLT_MIN)) if run.is_shown else logs
    divisor = divisor_of(normalisation(param, "VALID"), math.prod(x.shape[:axis]), len(rows), int(valid.sum()))
    return [np.asarray(-logs.sum() / divisor), shares][: len(layer.many("top"))]


def counted(targets: Array, param: Fields) -> np.ndarray:
    """Where a target's whole part is not the label to be ignored; 0.9 counts as 0 there."""
    return np.trunc(targets) != param.one("ignore_label", NO_LABEL)


def sigmoid_cross_entropy_loss(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    """−Σ t·log σ(x) + (1 − t)·log(1 − σ(x)), by default over the count of images."""
    (x, targets), param = bottoms, layer.sub("loss_param")
    targets = targets.reshape(x.shape)
    valid = counted(targets, param)
    losses = np.maximum(x, 0) - x * targets + np.log1p(np.exp(-np.abs(x)))
    divisor = divisor_of(normalisation(param, "BATCH_SIZE"), len(x), x.size, int(valid.sum()))
    return [np.asarray(losses[valid].sum() / divisor)]


def euclidean_loss(_layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    a, b = bottoms
    return [np.asarray(((a - b.reshape(a.shape)) ** 2).sum() / (2 * len(a)))]


def hinge_loss(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    """One against all: the true class ought to be above 1, every other below −1."""
    scores, labels = bottoms[0].reshape(len(bottoms[0]), -1), bottoms[1].reshape(-1).astype(np.int64)
    signs = np.ones_like(scores)
    signs[np.arange(len(scores)), labels] = -1
    lacks = np.maximum(0, 1 + signs * scores)
    squared = layer.sub("hinge_loss_param").one("norm", "L1") in ("L2", 2)
    return [np.asarray((lacks**2 if squared else lacks).sum() / len(scores))]


def contrastive_loss(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    a, b, alike = bottoms
    param = layer.sub("contrastive_loss_param")
    margin, squares = param.one("margin", 1), ((a - b) ** 2).reshape(len(a), -1).sum(1)
    is_old = param.one("legacy_version", False)
    apart = np.maximum(margin - squares, 0) if is_old else np.maximum(margin - np.sqrt(squares), 0) ** 2
    return [np.asarray(np.where(alike.reshape(-1).astype(np.int64) != 0, squares, apart).sum() / (2 * len(a)))]


def accuracy(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    """A class of equal score counts as better. The second top holds the accuracy of each class, 0 where it has no image."""
    (x, labels), param = bottoms, layer.sub("accuracy_param")
    rows, wanted = by_position(x, labels, axis_of(param, "axis", 1, x.ndim))
    counted = wanted != param.one("ignore_label", NO_LABEL)
    rows, wanted = rows[counted], wanted[counted]
    own = np.take_along_axis(rows, wanted[:, None], 1)
    right = (rows >= own).sum(1) <= param.one("top_k", 1)
    classes = [right[wanted == n] for n in range(rows.shape[1])]
    shares = [found.mean() if len(found) else 0.0 for found in (right, *classes)]
    return [np.asarray(shares[0]), np.array(shares[1:])][: len(layer.many("top"))]
