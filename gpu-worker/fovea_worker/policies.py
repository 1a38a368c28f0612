"""Learning-rate policies as pure functions of progress in percent of training (0–100)."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fovea_worker.errors import BadSpec
from fovea_worker.reading import Fields


@dataclass(frozen=True)
class Policy:
    type: str
    parameters: Mapping[str, Any]
    warmup_percent: float = 0.0

    def rate(self, base: float, percent: float) -> float:
        """The first `warmup_percent` of training scale the rate by a straight line from 0 to 1."""
        factor = base * _FACTORS[self.type](percent, self.parameters)
        return factor * (percent / self.warmup_percent) if percent < self.warmup_percent else factor


def _step(p: float, of: Mapping[str, Any]) -> float:
    # Percentages of iterations are rounded: at 45 of 97 the fifteenth step of 3 is reached, though the fraction says 14.999….
    return float(of["gamma"] ** math.floor(p / of["stepPercent"] + ROUNDING))


def _multistep(p: float, of: Mapping[str, Any]) -> float:
    return float(of["gamma"] ** sum(value <= p for value in of["values"]))


def _exp(p: float, of: Mapping[str, Any]) -> float:
    return float(of["gamma"] ** p)


def _inv(p: float, of: Mapping[str, Any]) -> float:
    return float((1 + of["gamma"] * p) ** -of["power"])


def _poly(p: float, of: Mapping[str, Any]) -> float:
    return float((1 - p / 100) ** of["power"])


def _sigmoid(p: float, of: Mapping[str, Any]) -> float:
    """Falls as training goes on; Caffe's own sigmoid rises for the same gamma."""
    return 1 / (1 + math.exp(of["gamma"] * (p - of["step"])))


def _cosine(p: float, of: Mapping[str, Any]) -> float:
    """(1 + cos(πp/100)) / 2, in a form that keeps its digits as it nears 0."""
    return math.sin(math.pi * (100 - p) / 200) ** 2


# netspec's learningRate has the same.
ROUNDING = 1e-9

_FACTORS: dict[str, Callable[[float, Mapping[str, Any]], float]] = {
    "fixed": lambda p, of: 1.0,
    "step": _step,
    "multistep": _multistep,
    "exp": _exp,
    "inv": _inv,
    "poly": _poly,
    "sigmoid": _sigmoid,
    "cosine": _cosine,
}
_NUMBERS = {
    "fixed": (),
    "step": ("stepPercent", "gamma"),
    "multistep": ("gamma",),
    "exp": ("gamma",),
    "inv": ("gamma", "power"),
    "poly": ("power",),
    "sigmoid": ("step", "gamma"),
    "cosine": (),
}


def parse_policy(fields: Fields) -> Policy:
    kind = fields.text("type", tuple(_FACTORS))
    # Caffe's own sigmoid, which rises, is one of a gamma below 0.
    parameters: dict[str, Any] = {name: fields.number(name, None if (kind, name) == ("sigmoid", "gamma") else 0) for name in _NUMBERS[kind]}
    if kind == "step" and parameters["stepPercent"] == 0:
        raise BadSpec(f"{fields.where}.stepPercent is 0.", "Choose a step above 0 percent.")
    if kind == "multistep":
        values = [float(value) for value in fields.items("values")]
        if values != sorted(values):
            raise BadSpec(f"{fields.where}.values do not ascend.", "List the steps from small to large.")
        parameters["values"] = values
    warmup = fields.number("warmupPercent", 0) if fields.has("warmupPercent") else 0.0
    if warmup > 100:
        raise BadSpec(f"{fields.where}.warmupPercent is {warmup}.", "Choose at most 100 percent of training.")
    return Policy(kind, parameters, warmup)
