"""Nesterov's accelerated gradient (Sutskever et al., ICML 2013), as Caffe has it."""

import torch

from fovea_worker.solvers.base import Group, Rule, Tensors


class Nesterov(Rule):
    """V' = μV + rate·g;  W ← W − ((1 + μ)V' − μV)."""

    slots = ("",)
    adds_decay = True

    def update(self, group: Group, gradients: Tensors, rate: float, decay: float, iteration: int) -> None:
        momentum = self.solver.momentum
        # (1 + μ)V' − μV = rate·g + μV', which is what PyTorch's kernel subtracts for the gradient rate·g and lr = 1.
        torch._foreach_mul_(gradients, rate)
        torch._fused_sgd_(
            group.values,
            gradients,
            group.arrays[0] if momentum else [],
            weight_decay=decay * rate,
            momentum=momentum,
            lr=1.0,
            dampening=0.0,
            nesterov=momentum > 0,
            maximize=False,
            is_first_step=False,
        )
