"""Where values lie: places of largest values, parts and draws; and the corners where PyTorch and Caffe part ways."""

import numpy as np
import pytest
import torch
from single_layer import draw, layer, tensor

from fovea_worker.layers import BUILDERS, Context
from fovea_worker.plan import Op

PLACES = [
    ({"kernel_h": 3, "kernel_w": 3, "stride_h": 2, "stride_w": 2}, [3, 3]),
    ({"kernel_h": 4, "kernel_w": 4, "stride_h": 3, "stride_w": 3, "pad_h": 3, "pad_w": 3}, [4, 3]),
    ({"kernel_h": 2, "kernel_w": 3, "stride_h": 2, "stride_w": 2, "pad_h": 1, "pad_w": 1}, [4, 4]),
    ({"global_pooling": True}, [1, 1]),
]


@pytest.mark.parametrize(("fields", "size"), PLACES)
@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
def test_pooling_tells_the_place_of_the_first_largest_value(fields: dict[str, int], size: list[int], layout: torch.memory_format) -> None:
    x = np.round(draw(2, 3, 7, 6)).clip(0)
    pool = layer("Pooling", [3, *size], tops=2, pool="MAX", **fields)
    largest, places = pool(torch.from_numpy(x).contiguous(memory_format=layout))
    kernel = (fields["kernel_h"], fields["kernel_w"]) if "kernel_h" in fields else (7, 6)
    stride, pad = (fields.get("stride_h", 1), fields.get("stride_w", 1)), (fields.get("pad_h", 0), fields.get("pad_w", 0))
    assert places.shape == largest.shape == (2, 3, *size)
    for i in range(size[0]):
        for j in range(size[1]):
            top, left = i * stride[0] - pad[0], j * stride[1] - pad[1]
            cells = [
                (row, column)
                for row in range(max(top, 0), min(top + kernel[0], 7))
                for column in range(max(left, 0), min(left + kernel[1], 6))
            ]
            for n in range(2):
                for c in range(3):
                    row, column = max(cells, key=lambda cell: x[n, c, cell[0], cell[1]])
                    assert places[n, c, i, j].item() == row * 6 + column
                    assert largest[n, c, i, j].item() == x[n, c, row, column]


def test_stochastic_pooling_draws_by_share_and_expects_by_share() -> None:
    x = torch.tensor([[[[1.0, 3.0, 0.0], [0.0, 0.0, 0.0], [5.0, 0.0, 0.0]]]])
    fields = {"kernel_h": 2, "kernel_w": 2, "stride_h": 2, "stride_w": 2}
    op = Op("l", "Pooling", ("train",), ("b",), ("t",), ((1, 2, 2),), {"pool": "STOCHASTIC", **fields}, (), (0.0,))
    source = torch.Generator()
    pool = BUILDERS["Pooling"](Context(op, (), source))
    assert pool.eval()(x).flatten().tolist() == [10 / 4, 0.0, 5.0, 0.0]
    many = pool.train()(x.expand(4000, 1, 3, 3))
    assert many[:, 0, 1, 0].unique().tolist() == [5.0] and many[:, 0, :, 1].unique().tolist() == [0.0]
    assert many[:, 0, 0, 0].unique().tolist() == [1.0, 3.0]
    assert (many[:, 0, 0, 0] == 3).double().mean().item() == pytest.approx(0.75, abs=0.03)
    source.manual_seed(1)
    first = pool(x.expand(50, 1, 3, 3))
    source.manual_seed(1)
    assert torch.equal(first, pool(x.expand(50, 1, 3, 3)))


def test_the_gradient_of_stochastic_pooling_goes_to_what_was_drawn() -> None:
    x = torch.from_numpy(draw(2, 3, 5, 5)).abs().requires_grad_()
    made = layer("Pooling", [3, 2, 2], pool="STOCHASTIC", kernel_h=3, kernel_w=3, stride_h=2, stride_w=2)(x)
    made.sum().backward()
    assert x.grad is not None
    assert x.grad.sum().item() == 24 and (made.detach() > 0).all()


def test_arg_max_takes_the_last_of_equal_values() -> None:
    x = torch.tensor([[[1.0, 2.0, 2.0, 0.0], [3.0, 3.0, 3.0, 3.0]]])
    assert layer("ArgMax", [2, 2], axis=2, top_k=2)(x).tolist() == [[[2, 1], [3, 2]]]
    assert layer("ArgMax", [2, 2], axis=2, top_k=2, out_max_val=True)(x).tolist() == [[[2, 2], [3, 3]]]
    assert layer("ArgMax", [1, 3], top_k=3)(x).tolist() == [[[7, 6, 5]]]
    assert layer("ArgMax", [2, 5], top_k=5, out_max_val=True)(x).tolist() == [[[7, 6, 5, 4, 2], [3, 3, 3, 3, 2]]]


def test_parts_of_a_blob_from_channels_last_memory() -> None:
    x = draw(2, 6, 4, 5)
    blob = torch.from_numpy(x).contiguous(memory_format=torch.channels_last)
    for made, expected in zip(layer("Slice", [1], axis=1, slice_point=[1, 4])(blob), np.split(x, [1, 4], 1), strict=True):
        np.testing.assert_array_equal(made.numpy(), expected)
    cut = layer("Crop", [3, 2, 2], bottoms=2, axis=2, offset=[1, 3])(blob, torch.zeros(2, 6, 2, 2))
    np.testing.assert_array_equal(cut.numpy(), x[:, :, 1:3, 3:5])
    np.testing.assert_array_equal(layer("Reshape", [4, 30])(blob).numpy(), x.reshape(2, 4, 30))
    one, other = layer("Split", [1], tops=2)(blob)
    assert one is blob and other is blob
    assert layer("Silence", [], bottoms=2, tops=0)(blob, blob) == ()


def test_the_second_of_equal_values_has_the_gradient_alone() -> None:
    a, b, c = (torch.tensor([[1.0, 2.0]], requires_grad=True) for _ in range(3))
    layer("Eltwise", [2], bottoms=3, operation="MAX")(a, b, c).sum().backward()
    assert [x.grad.tolist() if x.grad is not None else None for x in (a, b, c)] == [[[0, 0]], [[1, 1]], [[0, 0]]]


def test_an_even_map_has_no_variance_and_a_finite_gradient() -> None:
    x = torch.ones(1, 2, 3, 3, dtype=torch.float64, requires_grad=True)
    made = layer("MVN", [2, 3, 3], eps=0.5)(x)
    made[0, 0, 0, 0].backward()
    assert torch.equal(made, torch.zeros_like(made)) and x.grad is not None
    np.testing.assert_allclose(x.grad[0, 0].flatten().numpy(), [(1 - 1 / 9) / 0.5, *[-1 / 9 / 0.5] * 8])


def test_batch_norm_of_a_single_value_a_channel() -> None:
    sums = [torch.zeros(3), torch.zeros(3), torch.zeros(1)]
    made = layer("BatchNorm", [3], *sums)(torch.tensor([[1.0, 2.0, 3.0]], requires_grad=True))
    assert made.tolist() == [[0, 0, 0]]
    assert [values.tolist() for values in sums] == [[1, 2, 3], [0, 0, 0], [1]]


FILLERS = [
    ({"type": "uniform", "min": -2.0, "max": 4.0}, 1.0, 6 / 12**0.5),
    ({"type": "gaussian", "mean": 1.0, "std": 2.0}, 1.0, 2.0),
    ({"type": "xavier"}, 0.0, (1 / 600) ** 0.5),
    ({"type": "msra"}, 0.0, (2 / 600) ** 0.5),
    ({"type": "gaussian", "mean": 0.0, "std": 1.0, "sparse": 4}, 0.0, 0.5**0.5),
    ({"type": "positive_unitball"}, 1 / 600, None),
]


@pytest.mark.parametrize(("filler", "mean", "deviation"), FILLERS)
def test_dummy_data_draws_anew_for_each_batch(filler: dict[str, float], mean: float, deviation: float | None) -> None:
    made = layer("DummyData", [6, 10, 10], data_filler=[filler])
    (first,), (second,) = made(torch.zeros(8, 1)), made(torch.zeros(8, 1))
    assert first.shape == (8, 6, 10, 10) and not torch.equal(first, second)
    assert first.mean().item() == pytest.approx(mean, abs=0.1)
    if deviation is not None:
        assert first.std().item() == pytest.approx(deviation, rel=0.1)


def test_constant_dummy_data() -> None:
    fillers = [{"type": "constant", "value": 2.0}, {"type": "bilinear"}]
    made = layer("DummyData", [1, 4, 4], tops=2, data_filler=fillers)
    twos, smooth = made(torch.zeros(3, 1))
    assert torch.equal(twos, torch.full((3, 1, 4, 4), 2.0)) and smooth[2, 0, 0].tolist() == [0.0625, 0.1875, 0.1875, 0.0625]
    assert not made.random and layer("DummyData", [1], data_filler=[{"type": "uniform"}]).random


def test_no_gradient_passes_what_counts_or_compares() -> None:
    x = tensor(2, 3)
    assert not layer("Threshold", [3])(x).requires_grad
    assert not layer("ArgMax", [2, 1], out_max_val=True)(x).requires_grad
