"""AdaDelta (Zeiler, 2012)."""

import torch

from fovea_worker.solvers.base import Group, Rule, Tensors


class AdaDelta(Rule):
    """h ← ρh + (1 − ρ)g²;  u = g·√((d + δ) / (h + δ));  d ← ρd + (1 − ρ)u²;  W ← W − rate·u, with ρ = momentum."""

    slots = ("square", "change")

    def update(self, group: Group, gradients: Tensors, rate: float, decay: float, iteration: int) -> None:
        squares, changes = group.arrays
        kept, delta = self.solver.momentum, self.solver.delta
        torch._foreach_mul_(squares, kept)
        torch._foreach_addcmul_(squares, gradients, gradients, value=1 - kept)
        factors = torch._foreach_add(changes, delta)
        torch._foreach_div_(factors, torch._foreach_add(squares, delta))
        torch._foreach_sqrt_(factors)
        torch._foreach_mul_(gradients, factors)
        torch._foreach_mul_(changes, kept)
        torch._foreach_addcmul_(changes, gradients, gradients, value=1 - kept)
        torch._foreach_add_(group.values, gradients, alpha=-rate)
