"""Caffe's formulas that test_layers.py leaves out, and every layer's gradient against finite differences in float64."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from single_layer import Array, draw, layer, tensor


def test_convolution_with_sides_of_its_own_dilation_and_bias() -> None:
    x, weight, bias = draw(2, 3, 9, 8), draw(4, 3, 3, 2), draw(4)
    fields = {"stride_h": 2, "stride_w": 1, "pad_h": 1, "pad_w": 2, "dilation_h": 2, "dilation_w": 3}
    made = layer("Convolution", [4, 4, 9], torch.from_numpy(weight), torch.from_numpy(bias), **fields)(torch.from_numpy(x)).numpy()
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (2, 2)))
    assert made.shape == (2, 4, (9 + 2 - 5) // 2 + 1, (8 + 4 - 4) // 1 + 1)
    for i in range(made.shape[2]):
        for j in range(made.shape[3]):
            window = padded[:, :, 2 * i : 2 * i + 5 : 2, j : j + 4 : 3]
            np.testing.assert_allclose(made[:, :, i, j], np.einsum("ncij,ocij->no", window, weight) + bias)


FORMULAS: list[tuple[str, dict[str, Any], Callable[[Array], Array]]] = [
    ("ReLU", {}, lambda x: np.maximum(x, 0)),
    ("ReLU", {"negative_slope": 0.3}, lambda x: np.maximum(x, 0) + 0.3 * np.minimum(x, 0)),
    ("Sigmoid", {}, lambda x: 1 / (1 + np.exp(-x))),
    ("TanH", {}, lambda x: (np.exp(2 * x) - 1) / (np.exp(2 * x) + 1)),
    ("Power", {"power": 3.0, "scale": 0.5, "shift": 2.0}, lambda x: (2 + 0.5 * x) ** 3),
    ("Power", {"power": 1.0, "scale": -2.0, "shift": 0.25}, lambda x: 0.25 - 2 * x),
    ("Power", {"power": 0.0}, np.ones_like),
    ("Power", {"power": 2.0}, lambda x: x * x),
    ("AbsVal", {}, np.abs),
    ("BNLL", {}, lambda x: np.log(1 + np.exp(x))),
    ("ELU", {"alpha": 0.7}, lambda x: np.where(x > 0, x, 0.7 * (np.exp(x) - 1))),
    ("Swish", {"beta": 2.0}, lambda x: x / (1 + np.exp(-2 * x))),
    ("Clip", {"min": -0.5, "max": 0.25}, lambda x: np.clip(x, -0.5, 0.25)),
    ("Threshold", {"threshold": 0.3}, lambda x: np.where(x > 0.3, 1.0, 0.0)),
    ("Exp", {"base": -1.0, "scale": 0.5, "shift": 1.0}, lambda x: np.exp(1 + 0.5 * x)),
    ("Exp", {"base": 3.0, "scale": 2.0, "shift": -1.0}, lambda x: 3 ** (2 * x - 1)),
    ("Log", {"base": 10.0, "scale": 0.1, "shift": 3.0}, lambda x: np.log10(3 + 0.1 * x)),
    ("MVN", {"eps": 0.1}, lambda x: (x - x.mean((2, 3), keepdims=True)) / (x.std((2, 3), keepdims=True) + 0.1)),
    ("MVN", {"across_channels": True}, lambda x: (x - x.mean((1, 2, 3), keepdims=True)) / (x.std((1, 2, 3), keepdims=True) + 1e-9)),
    ("MVN", {"normalize_variance": False}, lambda x: x - x.mean((2, 3), keepdims=True)),
    ("Tile", {"axis": 2, "tiles": 3}, lambda x: np.tile(x, (1, 1, 3, 1))),
    ("Reduction", {"operation": "SUM", "axis": 2, "coeff": 0.5}, lambda x: 0.5 * x.sum((2, 3))),
    ("Reduction", {"operation": "ASUM", "axis": 0}, lambda x: np.abs(x).sum()),
    ("Reduction", {"operation": "SUMSQ", "axis": 1}, lambda x: (x * x).sum((1, 2, 3))),
    ("Reduction", {"operation": "MEAN", "axis": 3, "coeff": -1.0}, lambda x: -x.mean(3)),
    ("Softmax", {"axis": 1}, lambda x: np.exp(x) / np.exp(x).sum(1, keepdims=True)),
    ("Softmax", {"axis": 3}, lambda x: np.exp(x) / np.exp(x).sum(3, keepdims=True)),
    ("Flatten", {"axis": 2, "end_axis": 3}, lambda x: x.reshape(2, 3, 20)),
]


@pytest.mark.parametrize(("kind", "fields", "formula"), FORMULAS)
def test_values(kind: str, fields: dict[str, Any], formula: Callable[[Array], Array]) -> None:
    x = draw(2, 3, 4, 5)
    np.testing.assert_allclose(layer(kind, [3, 4, 5], **fields)(torch.from_numpy(x)).numpy(), formula(x))


def test_scale_along_some_axes_by_learnt_and_by_given_values() -> None:
    x, by, shift = draw(2, 3, 4, 5), draw(4, 5), draw(4, 5)
    learnt = layer("Scale", [3, 4, 5], torch.from_numpy(by), torch.from_numpy(shift), axis=2)
    np.testing.assert_allclose(learnt(torch.from_numpy(x)).numpy(), x * by + shift)
    given = layer("Scale", [3, 4, 5], bottoms=2, axis=0)
    np.testing.assert_allclose(given(torch.from_numpy(x), torch.from_numpy(draw(2, 3))).numpy(), x * draw(2, 3)[:, :, None, None])
    single = layer("Scale", [3, 4, 5], torch.tensor(2.5, dtype=torch.float64))
    np.testing.assert_allclose(single(torch.from_numpy(x)).numpy(), 2.5 * x)


def test_eltwise_of_three() -> None:
    a, b, c = draw(2, 3), draw(3, 2).T, draw(6).reshape(2, 3)
    bottoms = [torch.from_numpy(np.ascontiguousarray(x)) for x in (a, b, c)]
    for fields, expected in (
        ({"operation": "SUM"}, a + b + c),
        ({"operation": "SUM", "coeff": [1.0, -2.0, 0.5]}, a - 2 * b + 0.5 * c),
        ({"operation": "PROD"}, a * b * c),
        ({"operation": "MAX"}, np.maximum(np.maximum(a, b), c)),
    ):
        np.testing.assert_allclose(layer("Eltwise", [3], bottoms=3, **fields)(*bottoms).numpy(), expected)


def test_accuracy_of_each_class() -> None:
    scores = torch.tensor([[3.0, 1.0, 0.0], [2.0, 1.0, 0.0], [0.0, 1.0, 2.0], [0.0, 2.0, 1.0], [0.0, 2.0, 1.0]])
    label = torch.tensor([0, 1, 1, 1, 9])
    share, of_each = layer("Accuracy", [], bottoms=2, tops=2, ignore_label=9)(scores, label)
    assert share.item() == pytest.approx(2 / 4)
    assert of_each.tolist() == pytest.approx([1, 1 / 3, 0])


def test_the_loss_shows_probabilities_at_its_second_top() -> None:
    scores, label = draw(4, 5), torch.tensor([0, 2, 4, 1])
    loss, shares = layer("SoftmaxWithLoss", [], bottoms=2, tops=2)(torch.from_numpy(scores), label)
    expected = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
    np.testing.assert_allclose(shares.numpy(), expected)
    assert loss.item() == pytest.approx(-np.log(expected[np.arange(4), label.numpy()]).mean())


POOL = {"kernel_h": 3, "kernel_w": 3, "stride_h": 2, "stride_w": 2}
PAD = {"pad_h": 1, "pad_w": 1}
GRADIENTS: list[tuple[str, list[int], dict[str, Any], list[tuple[int, ...]]]] = [
    ("Convolution", [4, 3, 3], {"stride_h": 2, "stride_w": 2, **PAD, "group": 2}, [(4, 1, 3, 3), (4,)]),
    ("InnerProduct", [3], {"axis": 1}, [(3, 72), (3,)]),
    ("InnerProduct", [3], {"axis": 1, "transpose": True}, [(72, 3), (3,)]),
    ("Pooling", [2, 3, 3], {"pool": "MAX", **POOL}, []),
    ("Pooling", [2, 4, 4], {"pool": "AVE", **POOL, **PAD}, []),
    ("Pooling", [2, 1, 1], {"pool": "AVE", "global_pooling": True}, []),
    ("LRN", [2, 6, 6], {"local_size": 3, "alpha": 0.7, "k": 2.0}, []),
    ("LRN", [2, 6, 6], {"local_size": 3, "alpha": 0.7, "norm_region": "WITHIN_CHANNEL"}, []),
    ("ReLU", [2, 6, 6], {"negative_slope": 0.2}, []),
    ("Sigmoid", [2, 6, 6], {}, []),
    ("TanH", [2, 6, 6], {}, []),
    ("Power", [2, 6, 6], {"power": 2.0, "scale": 0.5, "shift": 1.0}, []),
    ("Softmax", [2, 6, 6], {"axis": 1}, []),
    ("Scale", [2, 6, 6], {"axis": 1}, [(2,), (2,)]),
    ("Flatten", [72], {"axis": 1}, []),
    ("Deconvolution", [4, 11, 13], {"stride_h": 2, "stride_w": 3, **PAD, "group": 2}, [(2, 2, 3, 2), (4,)]),
    ("Bias", [2, 6, 6], {"axis": 2}, [(6, 6)]),
    ("PReLU", [2, 6, 6], {}, [(2,)]),
    ("PReLU", [2, 6, 6], {"channel_shared": True}, [()]),
    ("ELU", [2, 6, 6], {"alpha": 0.5}, []),
    ("Swish", [2, 6, 6], {"beta": 1.5}, []),
    ("BNLL", [2, 6, 6], {}, []),
    ("AbsVal", [2, 6, 6], {}, []),
    ("Clip", [2, 6, 6], {"min": -0.4, "max": 0.6}, []),
    ("Exp", [2, 6, 6], {"base": 2.0, "scale": 0.5}, []),
    ("Log", [2, 6, 6], {"scale": 0.1, "shift": 4.0}, []),
    ("MVN", [2, 6, 6], {"normalize_variance": False}, []),
    ("MVN", [2, 6, 6], {}, []),
    ("Tile", [4, 6, 6], {"axis": 1, "tiles": 2}, []),
    ("Reshape", [6, 12], {}, []),
    ("Slice", [1, 6, 6], {"axis": 1, "slice_point": [1]}, []),
    ("Reduction", [], {"operation": "SUMSQ", "axis": 0}, []),
    ("InnerProduct", [2, 3], {"axis": 2}, [(3, 36), (3,)]),
    ("Pooling", [2, 3, 3], {"pool": "MAX", **POOL, "pad_h": 2, "pad_w": 2}, []),
]


@pytest.mark.parametrize(("kind", "shape", "fields", "parameters"), GRADIENTS)
def test_gradients(kind: str, shape: list[int], fields: dict[str, Any], parameters: list[tuple[int, ...]]) -> None:
    tensors = [tensor(*sides) for sides in parameters]
    made = layer(kind, shape, *tensors, **fields)
    assert torch.autograd.gradcheck(lambda x, *_: made(x), (tensor(2, 2, 6, 6), *tensors))


@pytest.mark.parametrize("fields", [{"operation": "SUM", "coeff": [1.0, -2.0]}, {"operation": "PROD"}, {"operation": "MAX"}])
def test_gradients_of_two_bottoms(fields: dict[str, Any]) -> None:
    made = layer("Eltwise", [5], bottoms=2, **fields)
    assert torch.autograd.gradcheck(made, (tensor(3, 5), tensor(5, 3).detach().t().contiguous().sin().requires_grad_()))


@pytest.mark.parametrize("norm", ["VALID", "FULL", "BATCH_SIZE", "NONE"])
def test_gradient_of_the_loss(norm: str) -> None:
    """Caffe's backward: (p − 1 at the label) over the normaliser, nothing where the label is ignored."""
    scores, label = tensor(4, 5), torch.tensor([0, 2, 4, 1])
    layer("SoftmaxWithLoss", [], bottoms=2, ignore_label=2, normalization=norm)(scores, label).backward()
    values = scores.detach().numpy()
    expected = np.exp(values) / np.exp(values).sum(1, keepdims=True)
    expected[np.arange(4), label.numpy()] -= 1
    expected[1] = 0
    assert scores.grad is not None
    np.testing.assert_allclose(scores.grad.numpy(), expected / {"VALID": 3, "FULL": 4, "BATCH_SIZE": 4, "NONE": 1}[norm])


def test_gradient_through_the_statistics_of_a_batch() -> None:
    sums = [torch.zeros(2, dtype=torch.float64), torch.zeros(2, dtype=torch.float64), torch.zeros(1, dtype=torch.float64)]
    made = layer("BatchNorm", [2, 4, 4], *sums)
    assert torch.autograd.gradcheck(made, (tensor(3, 2, 4, 4),))


def test_gradient_of_dropout_is_its_mask() -> None:
    made, x = layer("Dropout", [50], dropout_ratio=0.25), torch.ones(4, 50, dtype=torch.float64, requires_grad=True)
    kept = made(x)
    kept.sum().backward()
    assert x.grad is not None
    assert torch.equal(x.grad, kept.detach())
