"""Stochastic gradient descent with momentum, plain."""

import torch

from fovea_worker.solvers.base import Group, Rule, Tensors


class Sgd(Rule):
    """V ← μV + rate·g;  W ← W − V.

    The rate stands inside V, unlike in torch.optim.SGD: the two part as soon as the rate changes.
    """

    slots = ("",)
    adds_decay = True

    def update(self, group: Group, gradients: Tensors, rate: float, decay: float, iteration: int) -> None:
        momentum = self.solver.momentum
        # PyTorch's one-pass kernel computes V ← μV + (1 − dampening)·g, W ← W − lr·V: Caffe's rule with lr = 1.
        # Without momentum it keeps no V, and the rate is its lr.
        torch._fused_sgd_(
            group.values,
            gradients,
            group.arrays[0] if momentum else [],
            weight_decay=decay,
            momentum=momentum,
            lr=1.0 if momentum else rate,
            dampening=1 - rate if momentum else 0.0,
            nesterov=False,
            maximize=False,
            is_first_step=False,
        )
