"""RMSProp (Tieleman and Hinton, 2012)."""

import torch

from fovea_worker.solvers.base import Group, Rule, Tensors, descend


class RmsProp(Rule):
    """h ← ρh + (1 − ρ)g²;  W ← W − rate·g / (√h + δ), with ρ = rms_decay."""

    slots = ("square",)

    def update(self, group: Group, gradients: Tensors, rate: float, decay: float, iteration: int) -> None:
        (squares,) = group.arrays
        torch._foreach_mul_(squares, self.solver.rms_decay)
        torch._foreach_addcmul_(squares, gradients, gradients, value=1 - self.solver.rms_decay)
        descend(group.values, gradients, squares, rate, self.solver.delta)
