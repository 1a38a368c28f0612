"""Adam (Kingma and Ba, 2015) as Caffe has it, and AdamW (Loshchilov and Hutter, 2019)."""

import math
from collections.abc import Callable

import torch

from fovea_worker.solvers.base import Group, Rule, Tensors


class Adam(Rule):
    """m ← β₁m + (1 − β₁)g;  v ← β₂v + (1 − β₂)g²;  W ← W − rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + δ), with t = iteration + 1.

    As in Caffe δ is added to the root as it is, and the decay is part of g. β₁ is the momentum, β₂ momentum2.
    """

    slots = ("mean", "square")
    adds_decay = True

    def update(self, group: Group, gradients: Tensors, rate: float, decay: float, iteration: int) -> None:
        # PyTorch's kernel divides √v by √(1 − β₂ᵗ) before it adds its ε; dividing δ alike makes the two one.
        delta = self.solver.delta / math.sqrt(1 - self.solver.momentum2 ** (iteration + 1))
        self._run(torch._fused_adam_, group, gradients, rate, decay, iteration, delta)

    def _run(
        self, kernel: Callable[..., None], group: Group, gradients: Tensors, rate: float, decay: float, iteration: int, delta: float
    ) -> None:
        means, squares = group.arrays
        step = torch.full((), iteration + 1.0, device=group.values[0].device)
        kernel(
            group.values,
            gradients,
            means,
            squares,
            [],
            [step] * len(gradients),
            lr=rate,
            beta1=self.solver.momentum,
            beta2=self.solver.momentum2,
            weight_decay=decay,
            eps=delta,
            amsgrad=False,
            maximize=False,
        )


class AdamW(Adam):
    """As published: the decay stands apart, W ← W − rate·decay·W, and δ is added to √(v / (1 − β₂ᵗ))."""

    def update(self, group: Group, gradients: Tensors, rate: float, decay: float, iteration: int) -> None:
        self._run(torch._fused_adamw_, group, gradients, rate, decay, iteration, self.solver.delta)
