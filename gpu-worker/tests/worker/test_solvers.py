"""Every solver with every option against double-precision numpy, written from the published formulas and Caffe's order of things."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from fovea_worker.errors import BadSpec
from fovea_worker.plan import Parameter
from fovea_worker.policies import Policy
from fovea_worker.reading import Fields
from fovea_worker.solver_spec import Solver, parse_solver
from fovea_worker.solvers import SOLVERS, make

Array = NDArray[np.float64]
Past = dict[str, Array]
SPECS = [Parameter("w", (3, 2), {}, 1, 1), Parameter("b", (3,), {}, 2, 0), Parameter("k", (2, 2, 3, 3), {}, 0.5, 2)]
RATES = [0.1] * 12 + [0.01] * 12 + [0.0, 0.03, 1e-6]
USUAL: dict[str, dict[str, Any]] = {
    "SGD": {"momentum": 0.9},
    "Nesterov": {"momentum": 0.9},
    "AdaGrad": {"momentum": 0.0, "delta": 1e-4},
    "RMSProp": {"momentum": 0.0, "rms_decay": 0.95, "delta": 1e-4},
    "AdaDelta": {"momentum": 0.95, "delta": 1e-3},
    "Adam": {"momentum": 0.9, "momentum2": 0.99, "delta": 1e-2},
    "AdamW": {"momentum": 0.9, "momentum2": 0.99, "delta": 1e-2},
}
OPTIONS: dict[str, dict[str, Any]] = {
    "as usual": {},
    "without decay": {"weight_decay": 0.0},
    "L1": {"regularization": "L1"},
    "gathered over 3 batches": {"accumulation": 3},
    "clipped": {"clip": 0.5},
    "all at once": {"clip": 2.0, "accumulation": 4, "regularization": "L1"},
}


def sgd(s: Solver, g: Array, rate: float, t: int, past: Past) -> Array:
    past["v"] = s.momentum * past["v"] + rate * g
    return past["v"]


def nesterov(s: Solver, g: Array, rate: float, t: int, past: Past) -> Array:
    old, past["v"] = past["v"], s.momentum * past["v"] + rate * g
    return (1 + s.momentum) * past["v"] - s.momentum * old


def adagrad(s: Solver, g: Array, rate: float, t: int, past: Past) -> Array:
    past["h"] = past["h"] + g * g
    return rate * g / (np.sqrt(past["h"]) + s.delta)


def rmsprop(s: Solver, g: Array, rate: float, t: int, past: Past) -> Array:
    past["h"] = s.rms_decay * past["h"] + (1 - s.rms_decay) * g * g
    return rate * g / (np.sqrt(past["h"]) + s.delta)


def adadelta(s: Solver, g: Array, rate: float, t: int, past: Past) -> Array:
    past["h"] = s.momentum * past["h"] + (1 - s.momentum) * g * g
    move = g * np.sqrt((past["d"] + s.delta) / (past["h"] + s.delta))
    past["d"] = s.momentum * past["d"] + (1 - s.momentum) * move * move
    return rate * move


def moments(s: Solver, g: Array, past: Past) -> tuple[Array, Array]:
    past["m"] = s.momentum * past["m"] + (1 - s.momentum) * g
    past["v"] = s.momentum2 * past["v"] + (1 - s.momentum2) * g * g
    return past["m"], past["v"]


def adam(s: Solver, g: Array, rate: float, t: int, past: Past) -> Array:
    mean, square = moments(s, g, past)
    return rate * math.sqrt(1 - s.momentum2**t) / (1 - s.momentum**t) * mean / (np.sqrt(square) + s.delta)


def adamw(s: Solver, g: Array, rate: float, t: int, past: Past) -> Array:
    mean, square = moments(s, g, past)
    return rate * (mean / (1 - s.momentum**t)) / (np.sqrt(square / (1 - s.momentum2**t)) + s.delta)


MOVES: dict[str, Callable[[Solver, Array, float, int, Past], Array]] = {
    "SGD": sgd, "Nesterov": nesterov, "AdaGrad": adagrad, "RMSProp": rmsprop, "AdaDelta": adadelta, "Adam": adam, "AdamW": adamw,
}  # fmt: skip
CASES = [(kind, option) for kind in SOLVERS for option in OPTIONS if not (kind == "AdamW" and "regularization" in OPTIONS[option])]


@pytest.mark.parametrize(("kind", "option"), [*CASES, ("SGD", "without momentum"), ("Nesterov", "without momentum")])
@pytest.mark.parametrize(("dtype", "most"), [(torch.float64, 1e-12), (torch.float32, 2e-5)])
def test_a_solver_is_what_its_formula_says(kind: str, option: str, dtype: torch.dtype, most: float) -> None:
    more = {"momentum": 0.0} if option == "without momentum" else OPTIONS[option]
    solver = Solver(kind, 0.1, policy=Policy("fixed", {}), **{"weight_decay": 0.02, **USUAL[kind], **more})
    draw = np.random.default_rng(1)
    expected = [draw.standard_normal(spec.shape) for spec in SPECS]
    values = [torch.from_numpy(value).to(dtype).requires_grad_() for value in expected]
    expected = [value.detach().double().numpy().copy() for value in values]
    rule = make(list(zip(SPECS, values, strict=True)), solver)
    pasts: list[Past] = [{slot: np.zeros(spec.shape) for slot in "vhdm"} for spec in SPECS]
    for iteration, rate in enumerate(RATES):
        sums = [np.sin(3 * value + iteration) * solver.accumulation for value in expected]
        for value, total in zip(values, sums, strict=True):
            value.grad = torch.tensor(total, dtype=dtype)
        rule.step(rate, iteration)
        length = math.sqrt(sum(float((total * total).sum()) for total in sums))
        if solver.clip and length > solver.clip:
            sums = [total * solver.clip / length for total in sums]
        for n, spec in enumerate(SPECS):
            own, gradient = rate * spec.rate_factor, sums[n] / solver.accumulation
            decay = solver.weight_decay * spec.decay_factor
            if kind == "AdamW":
                expected[n] = expected[n] - own * decay * expected[n]
            else:
                gradient = gradient + decay * (np.sign(expected[n]) if solver.regularization == "L1" else expected[n])
            expected[n] = expected[n] - MOVES[kind](solver, gradient, own, iteration + 1, pasts[n])
            # Gradients come from the expected values, so that a difference does not grow on the way.
            np.testing.assert_allclose(values[n].detach().double().numpy(), expected[n], rtol=most, atol=most)


def test_a_parameter_without_a_gradient_is_only_decayed() -> None:
    for kind in SOLVERS:
        value = torch.ones(2, requires_grad=True)
        solver = Solver(kind, 0.1, policy=Policy("fixed", {}), weight_decay=0.0, **USUAL[kind])
        make([(Parameter("w", (2,), {}, 1, 1), value)], solver).step(0.1, 0)
        assert value.tolist() == [1, 1], kind


def test_all_that_a_solver_remembers_has_a_name() -> None:
    value = torch.ones(2, requires_grad=True)
    names = {
        kind: list(make([(Parameter("ip.weight", (2,), {}, 1, 1), value)], Solver(kind, 0.1, 0.0, 0.0, Policy("fixed", {}))).state)
        for kind in SOLVERS
    }
    assert names == {
        "SGD": ["ip.weight"],
        "Nesterov": ["ip.weight"],
        "AdaGrad": ["ip.weight/square"],
        "RMSProp": ["ip.weight/square"],
        "AdaDelta": ["ip.weight/square", "ip.weight/change"],
        "Adam": ["ip.weight/mean", "ip.weight/square"],
        "AdamW": ["ip.weight/mean", "ip.weight/square"],
    }


def parsed(**changes: Any) -> Solver:
    usual = {"type": "SGD", "baseRate": 0.01, "momentum": 0.9, "weightDecay": 0, "policy": {"type": "fixed"}}
    return parse_solver(Fields({**usual, **changes}, "spec.solver", BadSpec))


def test_what_a_spec_leaves_out_has_its_default() -> None:
    assert parsed() == Solver("SGD", 0.01, 0.9, 0, Policy("fixed", {}))
    full = parsed(
        type="Adam", momentum2=0.99, delta=1e-6, regularization="L1", accumulation=4, clip=35, precision="bf16", earlyStop=5, best="loss"
    )
    assert full == Solver("Adam", 0.01, 0.9, 0, Policy("fixed", {}), 0.99, 1e-6, 0.99, "L1", 4, 35, "bf16", 5, "loss")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"type": "LBFGS"}, "type is 'LBFGS'; it must be one of"),
        ({"momentum": 1}, "momentum is 1.0; it must be below 1"),
        ({"type": "AdaGrad"}, "momentum is 0.9; AdaGrad has none"),
        ({"type": "RMSProp"}, "momentum is 0.9; RMSProp has none"),
        ({"rmsDecay": 0.9}, "has the field rmsDecay, which this worker does not know for SGD"),
        ({"momentum2": 0.9}, "has the field momentum2"),
        ({"sparsity": 0.5}, "has the field sparsity"),
        ({"type": "AdamW", "regularization": "L1"}, "AdamW knows L2 alone"),
        ({"accumulation": 0}, "accumulation is 0; it must be at least 1"),
        ({"clip": -1}, "clip is -1"),
        ({"precision": "float16"}, "precision is 'float16'"),
        ({"best": "luck"}, "best is 'luck'"),
        ({"policy": {"type": "fixed", "warmupPercent": 101}}, "warmupPercent is 101"),
    ],
)
def test_what_a_spec_may_not_say(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(BadSpec, match=message):
        parsed(**changes)
