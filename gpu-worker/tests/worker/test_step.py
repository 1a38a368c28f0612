"""Gathering gradients over batches, computing in bfloat16, and what is the best validation."""

import math
from typing import Any

import pytest
import torch
from plans import lenet
from torch import Tensor

from fovea_worker import network
from fovea_worker.best import Best, judged, why_over
from fovea_worker.metrics import Figures
from fovea_worker.plan import parse_plan
from fovea_worker.schedule import Schedule
from fovea_worker.step import gather, plain


def batch(count: int) -> tuple[Tensor, Tensor]:
    draw = torch.Generator().manual_seed(4)
    data = torch.rand((count, 1, 20, 20), generator=draw).contiguous(memory_format=torch.channels_last)
    return data, torch.randint(0, 4, (count,), generator=draw)


def net(**more: Any) -> network.Network:
    return network.build(parse_plan(lenet(20, classes=4, normed=more.pop("normed", False))), 1, **more)


def test_three_batches_gathered_are_one_of_three_times_the_size() -> None:
    data, label = batch(24)
    one, three = net(), net()
    run = plain(three)
    whole = plain(one)(data, label)
    mean = gather(three, lambda k: run(data[8 * k : 8 * k + 8], label[8 * k : 8 * k + 8]), range(3))
    assert mean.item() == pytest.approx(whole.item(), rel=1e-6)
    for name, value in one.values.items():
        gathered = three.values[name].grad
        assert value.grad is not None and gathered is not None
        torch.testing.assert_close(gathered / 3, value.grad, rtol=1e-4, atol=1e-6)


def test_an_epoch_of_gathered_batches_has_whole_steps() -> None:
    of = Schedule(images=100, batch_size=8, epochs=3, accumulation=4)
    assert (of.iterations_per_epoch, of.batches_per_epoch, of.iterations, of.images_per_step) == (4, 16, 12, 32)


def test_bfloat16_trains_close_to_float32_and_leaves_float32() -> None:
    data, label = batch(16)
    exact, half = net(normed=True), net(normed=True, precision="bf16")
    losses = [plain(one)(data, label) for one in (exact, half)]
    assert losses[1].dtype == torch.float32 and 0 < abs(losses[0].item() - losses[1].item()) < 0.02
    for name, value in half.values.items():
        assert value.dtype == torch.float32
        if value.grad is not None:
            other = exact.values[name].grad
            assert value.grad.dtype == torch.float32 and other is not None
            assert (value.grad - other).norm() < 0.25 * other.norm() + 0.01, name
    assert torch.equal(net().evaluate(data, label)[1], net(precision="bf16").evaluate(data, label)[1])


def figures(loss: float, accuracy: float = 0.5, balanced: float = 0.5) -> Figures:
    return Figures(loss, accuracy, balanced)


@pytest.mark.parametrize(
    ("by", "seen", "best"),
    [
        ("loss", [figures(1), figures(0.5), figures(0.7)], Best(2, 0.5, 1)),
        ("loss", [figures(1), figures(1), figures(1)], Best(1, 1, 2)),
        ("accuracy", [figures(1, 0.5), figures(9, 0.6), figures(0, 0.6)], Best(2, 0.6, 1)),
        ("balanced-accuracy", [figures(1, 0.9, 0.1), figures(1, 0.1, 0.9)], Best(2, 0.9, 0)),
    ],
)
def test_the_best_validation(by: str, seen: list[Figures], best: Best) -> None:
    found: Best | None = None
    for number, one in enumerate(seen, 1):
        found = judged(found, by, one, number)
    assert found == best


def test_why_training_is_over() -> None:
    assert why_over(None, "loss", 1, math.nan) == "" and why_over(Best(5, 0.5, 9), "loss", 0, 1) == ""
    assert why_over(Best(5, 0.5, 2), "loss", 3, 1.0) == ""
    assert why_over(Best(5, 0.5, 1), "loss", 1, 1.25) == "stopped early: the loss of epoch 1.25, 0.5000, was not bettered in one validation"
    assert (
        why_over(Best(5, 0.913, 3), "accuracy", 3, 2)
        == "stopped early: the accuracy of epoch 2.00, 91.30 %, was not bettered in 3 validations"
    )
