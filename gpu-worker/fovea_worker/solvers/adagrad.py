"""AdaGrad (Duchi et al., JMLR 2011)."""

import torch

from fovea_worker.solvers.base import Group, Rule, Tensors, descend


class AdaGrad(Rule):
    """h ← h + g²;  W ← W − rate·g / (√h + δ)."""

    slots = ("square",)

    def update(self, group: Group, gradients: Tensors, rate: float, decay: float, iteration: int) -> None:
        (squares,) = group.arrays
        torch._foreach_addcmul_(squares, gradients, gradients)
        descend(group.values, gradients, squares, rate, self.solver.delta)
