"""Layers and the solver against plain numpy written from Caffe's formulas."""

import math
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from plans import cifar, lenet, plain

from fovea_worker import network
from fovea_worker.errors import BadNetwork
from fovea_worker.fillers import fill
from fovea_worker.layers import BUILDERS, Context
from fovea_worker.plan import Op, Parameter, parse_plan
from fovea_worker.policies import Policy
from fovea_worker.solver import Sgd
from fovea_worker.spec import Solver

Array = NDArray[np.float64]


def layer(kind: str, shape: list[int], tensors: tuple[torch.Tensor, ...] = (), bottoms: int = 1, **attributes: Any) -> torch.nn.Module:
    names = tuple(f"b{n}" for n in range(bottoms))
    op = Op("l", kind, ("train", "test", "deploy"), names, ("t",), (tuple(shape),), attributes, (), (0.0,))
    return BUILDERS[kind](Context(op, tensors, torch.Generator()))


def draw(*shape: int) -> Array:
    return np.random.default_rng(math.prod(shape)).standard_normal(shape)


def pooled(x: Array, method: str, kernel: int, stride: int, pad: int) -> Array:
    size = x.shape[-1]
    out = math.ceil((size + 2 * pad - kernel) / stride) + 1
    if pad and (out - 1) * stride >= size + pad:
        out -= 1
    made = np.zeros((*x.shape[:2], out, out))
    for i in range(out):
        for j in range(out):
            top, left = i * stride - pad, j * stride - pad
            bottom, right = min(top + kernel, size + pad), min(left + kernel, size + pad)
            area = (bottom - top) * (right - left)
            window = x[:, :, max(top, 0) : min(bottom, size), max(left, 0) : min(right, size)]
            made[:, :, i, j] = window.max((2, 3)) if method == "MAX" else window.sum((2, 3)) / area
    return made


@pytest.mark.parametrize("method", ["MAX", "AVE"])
@pytest.mark.parametrize(
    ("size", "kernel", "stride", "pad"),
    [
        (24, 2, 2, 0),
        (32, 3, 2, 0),
        (15, 3, 2, 0),
        (7, 3, 2, 1),
        (8, 3, 3, 1),
        (6, 3, 2, 2),
        (5, 4, 2, 3),
        (9, 5, 1, 4),
        (7, 3, 1, 1),
    ],
)
def test_pooling(method: str, size: int, kernel: int, stride: int, pad: int) -> None:
    x = draw(2, 3, size, size)
    expected = pooled(x, method, kernel, stride, pad)
    made = layer(
        "Pooling",
        list(expected.shape[1:]),
        pool=method,
        kernel_h=kernel,
        kernel_w=kernel,
        stride_h=stride,
        stride_w=stride,
        pad_h=pad,
        pad_w=pad,
    )(torch.from_numpy(x))
    np.testing.assert_allclose(made.numpy(), expected)


def test_global_pooling() -> None:
    x = draw(2, 3, 5, 5)
    for method, expected in (("MAX", x.max((2, 3))), ("AVE", x.mean((2, 3)))):
        made = layer("Pooling", [3, 1, 1], pool=method, global_pooling=True)(torch.from_numpy(x))
        np.testing.assert_allclose(made.numpy()[:, :, 0, 0], expected)


def test_lrn_across_channels() -> None:
    x = draw(2, 7, 3, 3)
    made = layer("LRN", [7, 3, 3], local_size=5, alpha=0.3, beta=0.75, k=2.0)(torch.from_numpy(x)).numpy()
    for c in range(7):
        total = (x[:, max(c - 2, 0) : c + 3] ** 2).sum(1)
        np.testing.assert_allclose(made[:, c], x[:, c] / (2 + 0.3 / 5 * total) ** 0.75)


def test_lrn_within_a_channel_ignores_k() -> None:
    x = draw(1, 2, 6, 6)
    made = layer("LRN", [2, 6, 6], local_size=3, alpha=0.5, beta=0.75, k=9.0, norm_region="WITHIN_CHANNEL")(torch.from_numpy(x)).numpy()
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1))) ** 2
    for i in range(6):
        for j in range(6):
            mean = padded[:, :, i : i + 3, j : j + 3].sum((2, 3)) / 9
            np.testing.assert_allclose(made[:, :, i, j], x[:, :, i, j] * (1 + 0.5 * mean) ** -0.75)


def test_inner_product_flattens_in_the_order_c_h_w_from_channels_last_memory() -> None:
    x, weight, bias = draw(2, 3, 4, 5), draw(6, 60), draw(6)
    blob = torch.from_numpy(x).contiguous(memory_format=torch.channels_last)
    tensors = (torch.from_numpy(weight), torch.from_numpy(bias))
    np.testing.assert_allclose(layer("InnerProduct", [6], tensors)(blob).numpy(), x.reshape(2, -1) @ weight.T + bias)
    turned = layer("InnerProduct", [6], (torch.from_numpy(weight.T.copy()), tensors[1]), transpose=True)(blob)
    np.testing.assert_allclose(turned.numpy(), x.reshape(2, -1) @ weight.T + bias)


def test_convolution_in_groups() -> None:
    x, weight = draw(1, 4, 6, 6), draw(4, 2, 3, 3)
    convolve = layer("Convolution", [4, 3, 3], (torch.from_numpy(weight),), group=2, stride_h=2, stride_w=2, pad_h=1, pad_w=1)
    made = convolve(torch.from_numpy(x))
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    for out in range(4):
        first = 2 * (out // 2)
        for i in range(3):
            for j in range(3):
                window = padded[0, first : first + 2, 2 * i : 2 * i + 3, 2 * j : 2 * j + 3]
                assert made[0, out, i, j].item() == pytest.approx((window * weight[out]).sum())


def test_accuracy_counts_a_tie_as_wrong() -> None:
    scores = torch.tensor([[1.0, 1.0, 0.0], [2.0, 1.0, 0.0], [0.0, 1.0, 2.0]])
    label = torch.tensor([0, 0, 1])
    assert layer("Accuracy", [], bottoms=2, top_k=1)(scores, label).item() == pytest.approx(1 / 3)
    assert layer("Accuracy", [], bottoms=2, top_k=2)(scores, label).item() == pytest.approx(1)
    assert layer("Accuracy", [], bottoms=2, top_k=1)(torch.zeros(4, 3), torch.zeros(4)).item() == 0


@pytest.mark.parametrize(("norm", "count"), [("VALID", 3), ("FULL", 4), ("BATCH_SIZE", 4), ("NONE", 1)])
def test_softmax_loss_normalisation(norm: str, count: int) -> None:
    scores, label = draw(4, 5), np.array([0, 2, 4, 1])
    softmax = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
    kept = label != 2
    made = layer("SoftmaxWithLoss", [], bottoms=2, ignore_label=2, normalization=norm)(torch.from_numpy(scores), torch.from_numpy(label))
    assert made.item() == pytest.approx(-np.log(softmax[kept, label[kept]]).sum() / count)


def test_batch_norm_keeps_caffes_sums() -> None:
    sums = (torch.zeros(3, dtype=torch.float64), torch.zeros(3, dtype=torch.float64), torch.zeros(1, dtype=torch.float64))
    norm, x = layer("BatchNorm", [3, 4, 4], sums), draw(5, 3, 4, 4)
    mean, variance, weight = np.zeros(3), np.zeros(3), 0.0
    for turn in range(3):
        now = x * (turn + 1) + turn
        made = norm(torch.from_numpy(now)).numpy()
        mu, biased = now.mean((0, 2, 3)), now.var((0, 2, 3))
        np.testing.assert_allclose(made, (now - mu[:, None, None]) / np.sqrt(biased + 1e-5)[:, None, None])
        mean, variance, weight = mean * 0.999 + mu, variance * 0.999 + biased * 80 / 79, weight * 0.999 + 1
    norm.eval()
    expected = (x - (mean / weight)[:, None, None]) / np.sqrt(variance / weight + 1e-5)[:, None, None]
    np.testing.assert_allclose(norm(torch.from_numpy(x)).numpy(), expected)


def test_dropout_scales_what_is_left_and_repeats_for_a_seed() -> None:
    op = Op("d", "Dropout", ("train",), ("x",), ("y",), ((1000,),), {"dropout_ratio": 0.25}, (), (0.0,))
    source = torch.Generator()
    drop, x = BUILDERS["Dropout"](Context(op, (), source)), torch.ones(8, 1000)
    source.manual_seed(5)
    first = drop(x)
    source.manual_seed(5)
    assert torch.equal(first, drop(x)) and not torch.equal(first, drop(x))
    assert first.unique().tolist() == pytest.approx([0.0, 1 / 0.75])
    assert abs((first == 0).double().mean().item() - 0.25) < 0.02
    assert torch.equal(drop.eval()(x), x)


def test_combining_and_shaping() -> None:
    a, b = torch.from_numpy(draw(2, 3, 4)), torch.from_numpy(draw(2, 3, 4) + 1)
    assert torch.equal(layer("Concat", [6, 4], bottoms=2, axis=1)(a, b), torch.cat([a, b], 1))
    assert torch.equal(layer("Eltwise", [3, 4], bottoms=2, operation="SUM", coeff=[1.0, -2.0])(a, b), a - 2 * b)
    assert torch.equal(layer("Eltwise", [3, 4], bottoms=2, operation="PROD")(a, b), a * b)
    assert torch.equal(layer("Eltwise", [3, 4], bottoms=2, operation="MAX")(a, b), torch.maximum(a, b))
    assert layer("Flatten", [12])(a).shape == (2, 12)
    assert torch.equal(layer("ReLU", [3, 4], negative_slope=0.1)(a), torch.where(a > 0, a, 0.1 * a))
    assert torch.allclose(layer("Scale", [3, 4], (b[0, :, 0],))(a), a * b[0, :, 0][:, None])
    assert torch.allclose(layer("Softmax", [3, 4], axis=1)(a).sum(1), torch.ones(2, 4, dtype=torch.float64))


def test_solver_is_caffes_when_the_rate_changes() -> None:
    specs = [Parameter("w", (3, 2), {}, 1, 1), Parameter("b", (3,), {}, 2, 0)]
    values = [torch.from_numpy(draw(*spec.shape)).requires_grad_() for spec in specs]
    solver = Sgd(list(zip(specs, values, strict=True)), Solver("SGD", 0.1, 0.9, 0.01, Policy("fixed", {})))
    expected = [value.detach().numpy().copy() for value in values]
    velocity = [np.zeros(spec.shape) for spec in specs]
    for turn, rate in enumerate([0.1, 0.1, 0.01, 0.03, 0.0, 1e-6]):
        for n, spec in enumerate(specs):
            gradient = np.sin(expected[n] + turn)
            values[n].grad = torch.from_numpy(gradient.copy())
            velocity[n] = 0.9 * velocity[n] + rate * spec.rate_factor * (gradient + 0.01 * spec.decay_factor * expected[n])
            expected[n] = expected[n] - velocity[n]
        solver.step(rate)
        for value, wanted in zip(values, expected, strict=True):
            np.testing.assert_allclose(value.detach().numpy(), wanted, rtol=1e-12)


def test_fillers() -> None:
    def filled(shape: tuple[int, ...], name: str = "w", **of: Any) -> NDArray[np.float32]:
        return fill(Parameter(name, shape, of, 1, 1), seed=1)

    xavier = filled((50, 20, 5, 5), type="xavier")
    assert 0.99 * math.sqrt(3 / 500) < np.abs(xavier).max() <= math.sqrt(3 / 500)
    assert np.abs(filled((50, 20, 5, 5), type="xavier", variance_norm="FAN_OUT")).max() == pytest.approx(math.sqrt(3 / 1250), rel=0.01)
    assert filled((50, 20, 5, 5), type="msra").std() == pytest.approx(math.sqrt(2 / 500), rel=0.02)
    assert filled((100, 100), type="gaussian", mean=1, std=0.5).std() == pytest.approx(0.5, rel=0.05)
    assert filled((100, 100), type="uniform", min=-2, max=-1).max() < -1
    assert filled((3,), type="constant", value=0.5).tolist() == [0.5] * 3
    np.testing.assert_allclose(filled((4, 7), type="positive_unitball").sum(1), 1, rtol=1e-6)
    assert filled((1, 1, 4, 4), type="bilinear")[0, 0, 0].tolist() == pytest.approx([0.0625, 0.1875, 0.1875, 0.0625])
    assert not np.array_equal(filled((9, 9), "a", type="xavier"), filled((9, 9), "b", type="xavier"))
    with pytest.raises(BadNetwork, match="does not know"):
        filled((3,), type="magic")


@pytest.mark.parametrize("made", [lenet(), cifar(), lenet(size=32, channels=3, crop=28, dropout=0.5, normed=True), cifar(crop=28)])
def test_networks_have_the_shapes_of_their_plans(made: dict[str, Any]) -> None:
    plan = parse_plan(made)
    net = network.build(plan, seed=1)
    net.check()
    blobs = net.blobs("deploy", torch.randn(3, *plan.input))
    np.testing.assert_allclose(blobs["prob"].detach().sum(1).numpy(), 1, rtol=1e-5)


def test_a_wrong_plan_is_refused_with_the_layers_name() -> None:
    made = lenet()
    made["ops"][1]["shapes"] = [[20, 11, 11]]
    with pytest.raises(BadNetwork, match=r"pool1.*\(20, 12, 12\).*\(20, 11, 11\)"):
        network.build(parse_plan(made), seed=1).check()
    made = lenet()
    made["ops"].insert(1, plain("odd", "Oddity", "conv1", "odd", [20, 24, 24]))
    with pytest.raises(BadNetwork, match="odd has the type Oddity"):
        network.build(parse_plan(made), seed=1)


def test_a_network_that_cannot_learn_is_refused() -> None:
    made = lenet()
    for op in made["ops"]:
        for parameter in op["parameters"]:
            parameter["lrMult"] = 0
    net = network.build(parse_plan(made), seed=1)
    with pytest.raises(BadNetwork, match="could learn reaches a loss"):
        net.loss(torch.zeros(2, 1, 28, 28), torch.zeros(2, dtype=torch.int64))


def test_scores_are_those_of_the_last_loss_over_labels() -> None:
    made = lenet()
    made["ops"] = [op for op in made["ops"] if op["type"] != "Accuracy"]
    apart = {
        **plain("apart", "EuclideanLoss", "ip1", "apart", []),
        "bottoms": ["ip1", "ip1"],
        "phases": ["train", "test"],
        "lossWeights": [1],
    }
    made["ops"].append(apart)
    assert network.build(parse_plan(made), seed=1).scores == "ip2"


def test_initial_values_do_not_depend_on_the_order_of_layers() -> None:
    made = cifar()
    first = network.build(parse_plan(made), seed=1)
    made["ops"] = made["ops"][:7]
    made["ops"].append({**plain("prob", "Softmax", "conv3", "prob", [64, 8, 8], axis=1)})
    made["ops"].append(
        {
            "name": "loss",
            "type": "SoftmaxWithLoss",
            "phases": ["train", "test"],
            "bottoms": ["conv3", "label"],
            "tops": ["loss"],
            "shapes": [[]],
            "attributes": {},
            "parameters": [],
            "lossWeights": [1],
        }
    )
    second = network.build(parse_plan(made), seed=1)
    assert all(torch.equal(first.values[name], value) for name, value in second.values.items())
