"""Caffe's stochastic gradient descent with momentum."""

from collections import defaultdict

import torch
from torch import Tensor

from fovea_worker.plan import Parameter
from fovea_worker.spec import Solver


class Sgd:
    """V ← μV + rate·lr_mult·(g + decay·decay_mult·W);  W ← W − V.

    The rate stands inside V, unlike in torch.optim.SGD: the two part as soon as the rate changes.
    """

    def __init__(self, parameters: list[tuple[Parameter, Tensor]], solver: Solver) -> None:
        self.momentum = solver.momentum
        self.state = {spec.name: torch.zeros_like(value) for spec, value in parameters}
        groups: dict[tuple[float, float], list[tuple[Parameter, Tensor]]] = defaultdict(list)
        for spec, value in parameters:
            groups[spec.rate_factor, solver.weight_decay * spec.decay_factor].append((spec, value))
        self.groups = [
            (factor, decay, [value for _, value in members], [self.state[spec.name] for spec, _ in members])
            for (factor, decay), members in groups.items()
        ]

    @torch.no_grad()
    def step(self, rate: float) -> None:
        for factor, decay, values, velocities in self.groups:
            # PyTorch's one-pass kernel computes V ← μV + (1 − dampening)·g, W ← W − lr·V: Caffe's rule with lr = 1.
            torch._fused_sgd_(
                values,
                [torch.zeros_like(value) if value.grad is None else value.grad for value in values],
                velocities,
                weight_decay=decay,
                momentum=self.momentum,
                lr=1.0,
                dampening=1 - rate * factor,
                nesterov=False,
                maximize=False,
                is_first_step=False,
            )
