"""SoftmaxWithLoss, HingeLoss and Accuracy: what compares class scores with labels."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from fovea_worker.layers.base import Context

NO_LABEL = -(2**31)
LARGEST = -math.log(torch.finfo(torch.float32).tiny)
"""The largest loss of one label, 87.34."""


def rows(scores: Tensor, label: Tensor, axis: int = 1) -> tuple[Tensor, Tensor]:
    """One row of class scores a label: N×C×H×W with N×H×W labels becomes (N·H·W)×C."""
    if scores.dim() > 2:
        scores = scores.movedim(axis, -1).reshape(-1, scores.shape[axis])
    return scores, label.reshape(-1).long()


def right(scores: Tensor, label: Tensor, top_k: int) -> Tensor:
    """Whether each row is right. As in Caffe a tie counts against the true class: equal scores are never right."""
    return (scores >= scores.gather(1, label[:, None])).sum(1) <= top_k


class SoftmaxWithLoss(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.axis = int(context.get("axis", 1))
        self.ignored = int(context.get("ignore_label", NO_LABEL))
        self.norm = str(context.get("normalization", "VALID"))
        self.shows_probabilities = len(context.op.tops) > 1

    def forward(self, scores: Tensor, label: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        loss = self._loss(scores, label)
        return (loss, functional.softmax(scores, self.axis)) if self.shows_probabilities else loss

    def _loss(self, scores: Tensor, label: Tensor) -> Tensor:
        flat, wanted = rows(scores, label, self.axis)
        losses = functional.cross_entropy(flat, wanted, ignore_index=self.ignored, reduction="none")
        # Caffe takes no probability for less than the smallest float; its gradient knows nothing of that.
        total = (losses - (losses.detach() - LARGEST).clamp(min=0)).sum()
        if self.norm == "VALID" and self.ignored == NO_LABEL:
            return total / len(wanted)
        if self.norm == "VALID":
            return total / (wanted != self.ignored).sum().clamp(min=1)
        outer = scores.shape[: self.axis].numel()
        return total / {"FULL": len(wanted), "BATCH_SIZE": outer, "NONE": 1}[self.norm]


class HingeLoss(nn.Module):
    """Σ max(0, 1 ± score) over the number of images, the sign being − for the true class; L2 sums the squares."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.squares = context.get("norm", "L1") == "L2"

    def forward(self, scores: Tensor, label: Tensor) -> Tensor:
        flat = scores.flatten(1)
        sign = torch.ones_like(flat).scatter(1, label.reshape(-1, 1).long(), -1.0)
        margins = (1 + sign * flat).clamp(min=0)
        return (margins.square() if self.squares else margins).sum() / len(scores)


class Accuracy(nn.Module):
    """A second top holds the accuracy of each class; one without an image counts as 0, as in Caffe."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.top_k, self.axis = int(context.get("top_k", 1)), int(context.get("axis", 1))
        self.ignored = int(context.get("ignore_label", NO_LABEL))
        self.shows_classes = len(context.op.tops) > 1

    def forward(self, scores: Tensor, label: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        flat, wanted = rows(scores, label, self.axis)
        counted = wanted != self.ignored
        hits = right(flat, torch.where(counted, wanted, 0), self.top_k) & counted
        share = hits.sum() / counted.sum().clamp(min=1)
        if not self.shows_classes:
            return share
        of_each = [torch.bincount(wanted[which], minlength=flat.shape[1]) for which in (hits, counted)]
        return share, of_each[0] / of_each[1].clamp(min=1)
