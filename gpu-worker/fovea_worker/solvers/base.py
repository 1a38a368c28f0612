"""What all solvers share: groups of parameters, and what becomes of a gradient before it moves them."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor

from fovea_worker.plan import Parameter
from fovea_worker.solver_spec import Solver

Tensors = list[Tensor]


@dataclass(frozen=True)
class Group:
    """Parameters of one lr_mult and one decay. `arrays` holds, for each slot of the solver, one tensor a parameter."""

    rate_factor: float
    decay: float
    values: Tensors
    arrays: tuple[Tensors, ...]


class Rule(ABC):
    """One step of Caffe's: clip the gathered gradient, divide it by the batches of the step, add the decay, update.

    `state` is all that a rule remembers beside the iteration, by names that a snapshot keeps: the parameter's own for the
    first slot, if that is "", else `<parameter>/<slot>`.
    """

    slots: ClassVar[tuple[str, ...]]
    adds_decay: ClassVar[bool] = False
    """Whether `update` itself deals with the L2 decay: its kernel adds it in passing, or it stands apart from the gradient."""

    def __init__(self, parameters: Sequence[tuple[Parameter, Tensor]], solver: Solver) -> None:
        self.solver = solver
        self.state = {_name(spec, slot): torch.zeros_like(value) for spec, value in parameters for slot in self.slots}
        members: dict[tuple[float, float], list[tuple[Parameter, Tensor]]] = defaultdict(list)
        for spec, value in parameters:
            members[spec.rate_factor, solver.weight_decay * spec.decay_factor].append((spec, value))
        self.groups = [
            Group(
                factor,
                decay,
                [value for _, value in of],
                tuple([self.state[_name(spec, slot)] for spec, _ in of] for slot in self.slots),
            )
            for (factor, decay), of in members.items()
        ]

    @torch.no_grad()
    def step(self, rate: float, iteration: int) -> None:
        """Moves the parameters by what stands in their `.grad`: the sum over the batches of this step. `iteration` counts from 0.

        The gradients are used up.
        """
        gradients = [[torch.zeros_like(value) if value.grad is None else value.grad for value in group.values] for group in self.groups]
        if self.solver.clip:
            _clip([one for of in gradients for one in of], self.solver.clip)
        for group, of in zip(self.groups, gradients, strict=True):
            if self.solver.accumulation > 1:
                torch._foreach_mul_(of, 1 / self.solver.accumulation)
            self.update(group, of, rate * group.rate_factor, self._decayed(group, of), iteration)

    def _decayed(self, group: Group, gradients: Tensors) -> float:
        """Adds the decay to the gradients where `update` does not, and returns what is left for it to do."""
        if group.decay == 0:
            return 0.0
        if self.solver.regularization == "L1":
            torch._foreach_add_(gradients, torch._foreach_sign(group.values), alpha=group.decay)
        elif self.adds_decay:
            return group.decay
        else:
            torch._foreach_add_(gradients, group.values, alpha=group.decay)
        return 0.0

    @abstractmethod
    def update(self, group: Group, gradients: Tensors, rate: float, decay: float, iteration: int) -> None:
        """`rate` has the group's lr_mult in it; `decay` is 0 unless `adds_decay`."""


def descend(values: Tensors, gradients: Tensors, squares: Tensors, rate: float, delta: float) -> None:
    """W ← W − rate · g / (√h + δ)."""
    roots = torch._foreach_sqrt(squares)
    torch._foreach_add_(roots, delta)
    torch._foreach_addcdiv_(values, gradients, roots, value=-rate)


def _clip(gradients: Tensors, most: float) -> None:
    """Shortens them, taken as one vector, to the length `most`. The factor stays on the device: asking for it would stall a GPU."""
    length = torch.linalg.vector_norm(torch.stack(list(torch._foreach_norm(gradients))))
    torch._foreach_mul_(gradients, (most / length).clamp(max=1))


def _name(spec: Parameter, slot: str) -> str:
    return f"{spec.name}/{slot}" if slot else spec.name
