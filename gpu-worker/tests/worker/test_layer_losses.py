"""Losses by Caffe's formulas and with Caffe's gradients, in float64."""

from typing import Any

import numpy as np
import pytest
import torch
from single_layer import draw, layer, tensor

LABEL = torch.tensor([0, 2, 4, 1])


def test_hinge_loss() -> None:
    scores = draw(4, 5)
    signed = scores.copy()
    signed[np.arange(4), LABEL.numpy()] *= -1
    margins = np.maximum(1 + signed, 0)
    for norm, expected in (("L1", margins.sum() / 4), ("L2", (margins**2).sum() / 4)):
        made = layer("HingeLoss", [], bottoms=2, norm=norm)
        assert made(torch.from_numpy(scores), LABEL).item() == pytest.approx(expected)
        assert torch.autograd.gradcheck(lambda x, made=made: made(x, LABEL), (tensor(4, 5),))


def test_euclidean_loss_between_a_vector_and_a_map_in_the_order_c_h_w() -> None:
    a, b = draw(3, 24), draw(3, 2, 3, 4)
    made = layer("EuclideanLoss", [], bottoms=2)
    turned = torch.from_numpy(b).contiguous(memory_format=torch.channels_last)
    assert made(torch.from_numpy(a), turned).item() == pytest.approx(((a - b.reshape(3, 24)) ** 2).sum() / 6)
    assert torch.autograd.gradcheck(made, (tensor(3, 5), tensor(5, 3).detach().t().contiguous().requires_grad_()))


@pytest.mark.parametrize(("norm", "count"), [("VALID", 16), ("FULL", 20), ("BATCH_SIZE", 4), ("NONE", 1)])
def test_sigmoid_cross_entropy_loss(norm: str, count: int) -> None:
    scores, targets = draw(4, 5), np.random.default_rng(1).random((4, 5))
    targets[:, 1] = 2.5
    made = layer("SigmoidCrossEntropyLoss", [], bottoms=2, normalization=norm, ignore_label=2)
    x, t = torch.from_numpy(scores).requires_grad_(), torch.from_numpy(targets).requires_grad_()
    made(x, t).backward()
    share, counted = 1 / (1 + np.exp(-scores)), np.delete(np.arange(5), 1)
    losses = -(targets * np.log(share) + (1 - targets) * np.log(1 - share))[:, counted]
    assert made(x, t).item() == pytest.approx(losses.sum() / count)
    expected = (share - targets) / count
    expected[:, 1] = 0
    assert x.grad is not None and t.grad is None
    np.testing.assert_allclose(x.grad.numpy(), expected)


@pytest.mark.parametrize("old", [False, True])
def test_contrastive_loss(old: bool) -> None:
    a, b, alike = draw(4, 3), draw(3, 4).T.copy(), np.array([1, 0, 0, 3])
    square = ((a - b) ** 2).sum(1)
    apart = np.maximum(4 - square, 0) if old else np.maximum(4 - np.sqrt(square), 0) ** 2
    made = layer("ContrastiveLoss", [], bottoms=3, margin=4.0, legacy_version=old)
    x, y = torch.from_numpy(a).requires_grad_(), torch.from_numpy(b).requires_grad_()
    loss = made(x, y, torch.from_numpy(alike))
    assert loss.item() == pytest.approx(np.where(alike != 0, square, apart).sum() / 8)
    loss.backward()
    distance = np.sqrt(square)[:, None]
    push = -np.where(apart[:, None] > 0, 1.0 if old else (4 - distance) / (distance + 1e-4), 0)
    assert x.grad is not None and y.grad is not None
    np.testing.assert_allclose(x.grad.numpy(), np.where(alike[:, None] != 0, 1, push) * (a - b) / 4)
    np.testing.assert_allclose(y.grad.numpy(), -x.grad.numpy())


def test_contrastive_loss_of_equal_vectors_has_a_gradient() -> None:
    x = torch.ones(2, 3, dtype=torch.float64, requires_grad=True)
    layer("ContrastiveLoss", [], bottoms=3, margin=1.0)(x, torch.ones(2, 3, dtype=torch.float64), torch.zeros(2)).backward()
    assert x.grad is not None and torch.equal(x.grad, torch.zeros_like(x))


@pytest.mark.parametrize(("norm", "count"), [("VALID", 10), ("FULL", 12), ("BATCH_SIZE", 6), ("NONE", 1)])
def test_softmax_loss_along_another_axis(norm: str, count: int) -> None:
    """Scores of 2×3×5×2 images, whose classes lie along axis 2."""
    scores, label = draw(2, 3, 5, 2), np.random.default_rng(2).integers(0, 4, (2, 3, 2))
    label.reshape(-1)[:2] = 4
    made = layer("SoftmaxWithLoss", [], bottoms=2, axis=2, normalization=norm, ignore_label=4)
    shares = np.exp(scores) / np.exp(scores).sum(2, keepdims=True)
    chosen = np.take_along_axis(shares, label[:, :, None], 2)[:, :, 0]
    expected = -np.log(chosen)[label != 4].sum() / count
    assert made(torch.from_numpy(scores), torch.from_numpy(label)).item() == pytest.approx(expected)
    accuracy = layer("Accuracy", [], bottoms=2, axis=2, ignore_label=4)(torch.from_numpy(scores), torch.from_numpy(label))
    assert accuracy.item() == pytest.approx((shares.argmax(2) == label)[label != 4].mean())


@pytest.mark.parametrize("fields", [{"ignore_label": 1}, {"ignore_label": 1, "normalization": "VALID"}])
def test_a_batch_without_a_counted_label_loses_nothing(fields: dict[str, Any]) -> None:
    assert layer("SoftmaxWithLoss", [], bottoms=2, **fields)(torch.ones(3, 4), torch.ones(3)).item() == 0
