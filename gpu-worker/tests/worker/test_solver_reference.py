"""A training of softmax regression by the worker's network and solver against plain numpy from Caffe's formulas."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from plans import inner

from fovea_worker import network
from fovea_worker.plan import parse_plan
from fovea_worker.policies import Policy
from fovea_worker.solver_spec import Solver
from fovea_worker.solvers import make

Array = NDArray[np.float64]
BATCH, INPUTS, CLASSES, ITERATIONS = 6, 9, 4, 40
MOMENTUM, DECAY, BASE = 0.9, 0.02, 0.2
POLICY = Policy("multistep", {"values": [25.0, 60.0], "gamma": 0.1})
FACTORS = {"ip.weight": (1.0, 1.0), "ip.bias": (2.0, 0.0)}


def regression() -> dict[str, Any]:
    loss = {
        "name": "loss", "type": "SoftmaxWithLoss", "phases": ["train", "test"], "bottoms": ["ip", "label"], "tops": ["loss"],
        "shapes": [[]], "attributes": {}, "parameters": [], "lossWeights": [1],
    }  # fmt: skip
    prob = {
        "name": "prob", "type": "Softmax", "phases": ["deploy"], "bottoms": ["ip"], "tops": ["prob"], "shapes": [[CLASSES]],
        "attributes": {"axis": 1}, "parameters": [], "lossWeights": [0],
    }  # fmt: skip
    size = {"height": 3, "width": 3, "channels": 1}
    return {
        "version": 1, "name": "regression", "classes": CLASSES, "input": size,
        "preprocessing": {**size, "order": "rgb", "resize": "squash", "crop": 0, "mirror": False, "mean": "none", "scale": 1},
        "ops": [inner("ip", "data", INPUTS, CLASSES), loss, prob],
        "outputs": {"probabilities": "prob", "losses": ["loss"], "accuracies": []},
    }  # fmt: skip


def gradients(values: dict[str, Array], data: Array, label: NDArray[np.int64]) -> tuple[float, dict[str, Array]]:
    """Caffe's loss, the mean of −log p(label), and its gradient (p − 1 at the label) / N through the InnerProduct."""
    scores = data @ values["ip.weight"].T + values["ip.bias"]
    powers = np.exp(scores - scores.max(1, keepdims=True))
    shares = powers / powers.sum(1, keepdims=True)
    rows = np.arange(BATCH)
    loss = float(-np.log(shares[rows, label]).mean())
    shares[rows, label] -= 1
    return loss, {"ip.weight": shares.T @ data / BATCH, "ip.bias": shares.sum(0) / BATCH}


def test_a_training_is_caffes_through_two_changes_of_the_rate() -> None:
    net = network.build(parse_plan(regression()), seed=3)
    solver = make(net.trainable(), Solver("SGD", BASE, MOMENTUM, DECAY, POLICY))
    expected = {name: value.detach().numpy().astype(np.float64) for name, value in net.values.items()}
    velocity = {name: np.zeros_like(value) for name, value in expected.items()}
    draw, rates = np.random.default_rng(5), set()
    for iteration in range(ITERATIONS):
        data = draw.standard_normal((BATCH, INPUTS)).astype(np.float32)
        label = draw.integers(0, CLASSES, BATCH)
        rate = POLICY.rate(BASE, 100 * iteration / ITERATIONS)
        rates.add(rate)
        for value in net.values.values():
            value.grad = None
        loss = net.loss(torch.from_numpy(data).reshape(BATCH, 1, 3, 3), torch.from_numpy(label))
        loss.backward()  # type: ignore[no-untyped-call]
        solver.step(rate, iteration)
        wanted, slopes = gradients(expected, data.astype(np.float64), label)
        np.testing.assert_allclose(loss.item(), wanted, rtol=1e-5)
        for name, (rate_factor, decay_factor) in FACTORS.items():
            pull = slopes[name] + DECAY * decay_factor * expected[name]
            velocity[name] = MOMENTUM * velocity[name] + rate * rate_factor * pull
            expected[name] = expected[name] - velocity[name]
            np.testing.assert_allclose(net.values[name].detach().numpy(), expected[name], rtol=1e-4, atol=1e-6)
    assert len(rates) == 3
