"""Validation figures from counts per class."""

from dataclasses import dataclass

import torch
from torch import Tensor

from fovea_worker.layers.loss import right, rows


@dataclass(frozen=True)
class Figures:
    loss: float
    accuracy: float
    balanced_accuracy: float


class Counts:
    """Sums over batches, kept on the device until they are asked for."""

    def __init__(self, classes: int, device: torch.device) -> None:
        self.classes = classes
        self.loss = torch.zeros((), dtype=torch.float64, device=device)
        self.images = torch.zeros(classes, dtype=torch.int64, device=device)
        self.hits = torch.zeros(classes, dtype=torch.int64, device=device)

    def add(self, loss: Tensor, scores: Tensor, label: Tensor) -> None:
        flat, wanted = rows(scores, label)
        hits = right(flat, wanted, 1)
        self.loss += loss.double() * len(label)
        self.images += torch.bincount(wanted, minlength=self.classes)
        self.hits += torch.bincount(wanted[hits], minlength=self.classes)

    def figures(self) -> Figures:
        """Balanced accuracy is the mean recall of the classes that occur."""
        images, hits = self.images.tolist(), self.hits.tolist()
        recalls = [hit / count for hit, count in zip(hits, images, strict=True) if count]
        total = sum(images)
        return Figures(float(self.loss) / total, sum(hits) / total, sum(recalls) / len(recalls))
