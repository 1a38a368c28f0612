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

    def rate(self, base: float, percent: float) -> float:
        return base * _FACTORS[self.type](percent, self.parameters)


def _step(p: float, of: Mapping[str, Any]) -> float:
    return float(of["gamma"] ** math.floor(p / of["stepPercent"]))


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


_FACTORS: dict[str, Callable[[float, Mapping[str, Any]], float]] = {
    "fixed": lambda p, of: 1.0,
    "step": _step,
    "multistep": _multistep,
    "exp": _exp,
    "inv": _inv,
    "poly": _poly,
    "sigmoid": _sigmoid,
}
_NUMBERS = {
    "fixed": (),
    "step": ("stepPercent", "gamma"),
    "multistep": ("gamma",),
    "exp": ("gamma",),
    "inv": ("gamma", "power"),
    "poly": ("power",),
    "sigmoid": ("step", "gamma"),
}


def parse_policy(fields: Fields) -> Policy:
    kind = fields.text("type", tuple(_FACTORS))
    parameters: dict[str, Any] = {name: fields.number(name, 0) for name in _NUMBERS[kind]}
    if kind == "step" and parameters["stepPercent"] == 0:
        raise BadSpec(f"{fields.where}.stepPercent is 0.", "Choose a step above 0 percent.")
    if kind == "multistep":
        values = [float(value) for value in fields.items("values")]
        if values != sorted(values):
            raise BadSpec(f"{fields.where}.values do not ascend.", "List the steps from small to large.")
        parameters["values"] = values
    return Policy(kind, parameters)
