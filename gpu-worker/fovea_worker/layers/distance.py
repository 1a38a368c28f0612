"""Losses that compare blobs number by number: EuclideanLoss, SigmoidCrossEntropyLoss and ContrastiveLoss."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from fovea_worker.layers.base import Context

CAFFES_SMALL_DISTANCE = 1e-4


class EuclideanLoss(nn.Module):
    """Σ (a − b)² over twice the number of images, the blobs compared in the order C, H, W."""

    def __init__(self, context: Context) -> None:
        super().__init__()

    def forward(self, a: Tensor, b: Tensor) -> Tensor:
        return (a.flatten(1) - b.reshape(len(b), -1)).square().sum() / (2 * len(a))


class SigmoidCrossEntropyLoss(nn.Module):
    """Σ −t·log σ(x) − (1−t)·log(1−σ(x)), over the number of images unless another normaliser is asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        ignored = context.get("ignore_label", None)
        self.ignored = None if ignored is None else int(ignored)
        self.norm = str(context.get("normalization", "BATCH_SIZE"))

    def forward(self, scores: Tensor, targets: Tensor) -> Tensor:
        x = scores.flatten(1)
        wanted = targets.detach().reshape(x.shape).to(x.dtype)
        # Caffe compares the target's whole part with the label to be ignored.
        counted = None if self.ignored is None else wanted.trunc() != self.ignored
        weight = None if counted is None else counted.to(x.dtype)
        total = functional.binary_cross_entropy_with_logits(x, wanted, weight, reduction="sum")
        if self.norm == "VALID" and counted is not None:
            return total / counted.sum().clamp(min=1)
        return total / {"VALID": x.numel(), "FULL": x.numel(), "BATCH_SIZE": len(x), "NONE": 1}[self.norm]


class ContrastiveLoss(nn.Module):
    """Σ y·d² + (1−y)·max(margin − d, 0)² over twice the number of images; the old form takes max(margin − d², 0)."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.margin, self.old = float(context.get("margin", 1.0)), bool(context.get("legacy_version", False))

    def forward(self, a: Tensor, b: Tensor, alike: Tensor) -> Tensor:
        square = (a.flatten(1) - b.flatten(1)).square().sum(1)
        if self.old:
            apart = (self.margin - square).clamp(min=0)
        else:
            # The root has no slope at a distance of zero; Caffe divides by a little more than the distance.
            root = square.detach().sqrt()
            distance = root + (square - square.detach()) / (2 * (root + CAFFES_SMALL_DISTANCE))
            apart = (self.margin - distance).clamp(min=0).square()
        return torch.where(alike.reshape(-1).long() != 0, square, apart).sum() / (2 * len(a))
