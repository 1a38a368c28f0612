"""Caffe's solvers in double precision (sgd_solver.cpp and the .cpp of each name), and AdamW (Loshchilov and Hutter, 2019).

A step is: clip the accumulated gradients by their global length, divide by the batches accumulated, add the decay, update.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from references.common import Array
from references.prototxt import Fields


@dataclass(frozen=True)
class Settings:
    """Fields of SolverParameter with its defaults; `clip_gradients` below 0 clips nothing."""

    type: str = "SGD"
    momentum: float = 0.0
    momentum2: float = 0.999
    delta: float = 1e-8
    rms_decay: float = 0.99
    weight_decay: float = 0.0
    regularization_type: str = "L2"
    clip_gradients: float = -1.0
    iter_size: int = 1


@dataclass(frozen=True)
class Learnt:
    """An array that learns; it is changed in place."""

    value: Array
    lr_mult: float = 1.0
    decay_mult: float = 1.0


History = dict[str, Array]


@dataclass
class Solver:
    settings: Settings
    learnt: list[Learnt]
    steps: int = 0
    histories: list[History] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.histories = [{name: np.zeros_like(one.value) for name in ("first", "second")} for one in self.learnt]

    def step(self, summed: list[Array], rate: float) -> None:
        """`summed` holds the gradients of `iter_size` batches added up; each batch's loss is the mean of its images."""
        of = self.settings
        self.steps += 1
        length = math.sqrt(sum(float((gradient**2).sum()) for gradient in summed))
        factor = of.clip_gradients / length if of.clip_gradients >= 0 and length > of.clip_gradients else 1.0
        for one, gradient, history in zip(self.learnt, summed, self.histories, strict=True):
            decay = of.weight_decay * one.decay_mult
            local = rate * one.lr_mult
            made = gradient * factor / of.iter_size
            if of.type == "AdamW":
                one.value[...] -= local * decay * one.value
            else:
                made = made + decay * (np.sign(one.value) if of.regularization_type == "L1" else one.value)
            one.value[...] -= UPDATES[of.type](of, made, local, history, self.steps)


Update = Callable[[Settings, Array, float, History, int], Array]
"""(settings, gradient with decay, local rate, the array's own history, number of the step from 1) → what is taken off the array"""


def sgd(of: Settings, gradient: Array, rate: float, history: History, _: int) -> Array:
    history["first"] = of.momentum * history["first"] + rate * gradient
    return history["first"]


def nesterov(of: Settings, gradient: Array, rate: float, history: History, _: int) -> Array:
    before = history["first"]
    history["first"] = of.momentum * before + rate * gradient
    return (1 + of.momentum) * history["first"] - of.momentum * before


def adagrad(of: Settings, gradient: Array, rate: float, history: History, _: int) -> Array:
    history["first"] = history["first"] + gradient**2
    return rate * gradient / (np.sqrt(history["first"]) + of.delta)


def rmsprop(of: Settings, gradient: Array, rate: float, history: History, _: int) -> Array:
    history["first"] = of.rms_decay * history["first"] + (1 - of.rms_decay) * gradient**2
    return rate * gradient / (np.sqrt(history["first"]) + of.delta)


def adadelta(of: Settings, gradient: Array, rate: float, history: History, _: int) -> Array:
    history["first"] = of.momentum * history["first"] + (1 - of.momentum) * gradient**2
    update = gradient * np.sqrt((of.delta + history["second"]) / (of.delta + history["first"]))
    history["second"] = of.momentum * history["second"] + (1 - of.momentum) * update**2
    return rate * update


def _moments(of: Settings, gradient: Array, history: History) -> tuple[Array, Array]:
    history["first"] = of.momentum * history["first"] + (1 - of.momentum) * gradient
    history["second"] = of.momentum2 * history["second"] + (1 - of.momentum2) * gradient**2
    return history["first"], history["second"]


def adam(of: Settings, gradient: Array, rate: float, history: History, step: int) -> Array:
    """The correction stands before the fraction, so that delta is not corrected with the root."""
    first, second = _moments(of, gradient, history)
    correction = math.sqrt(1 - of.momentum2**step) / (1 - of.momentum**step)
    return rate * correction * first / (np.sqrt(second) + of.delta)


def adamw(of: Settings, gradient: Array, rate: float, history: History, step: int) -> Array:
    """As in the paper, delta is added to the corrected root. The decay goes from the values alone, times the rate."""
    first, second = _moments(of, gradient, history)
    return rate * (first / (1 - of.momentum**step)) / (np.sqrt(second / (1 - of.momentum2**step)) + of.delta)


UPDATES: dict[str, Update] = {
    "SGD": sgd,
    "Nesterov": nesterov,
    "AdaGrad": adagrad,
    "RMSProp": rmsprop,
    "AdaDelta": adadelta,
    "Adam": adam,
    "AdamW": adamw,
}


def settings_of(text: Fields) -> Settings:
    given = {name: text.one(name, None) for name in Settings.__dataclass_fields__ if text.has(name)}
    older = text.one("solver_type", None)
    return Settings(**given, **({} if older is None else {"type": OLDER[older]}))


OLDER = {name.upper(): name for name in UPDATES}
"""The choices of the older field solver_type."""


def rate_of(text: Fields, iteration: int) -> float:
    """The rate of the step after so many (Caffe: sgd_solver.cpp, GetLearningRate)."""
    base, gamma, power = (text.one(name, 0) for name in ("base_lr", "gamma", "power"))
    stepsize, policy = text.one("stepsize", 1), text.one("lr_policy", "fixed")
    factors: dict[str, Callable[[], float]] = {
        "fixed": lambda: 1.0,
        "step": lambda: gamma ** (iteration // stepsize),
        "exp": lambda: gamma**iteration,
        "inv": lambda: (1 + gamma * iteration) ** -power,
        "multistep": lambda: gamma ** sum(value <= iteration for value in text.many("stepvalue")),
        "poly": lambda: (1 - iteration / text.one("max_iter", 0)) ** power,
        "sigmoid": lambda: 1 / (1 + math.exp(-gamma * (iteration - stepsize))),
    }
    return float(base * factors[policy]())
