"""Batches ahead of their steps: small ones are drawn and preprocessed several at once, since each call costs more than its pixels."""

import torch
from torch import Tensor

from fovea_worker.data import TrainingBatches
from fovea_worker.preprocess import Preprocess

AHEAD_BYTES = 2**20
"""Of network input: what is made ahead stays in the processor's cache until its step."""


class Feed:
    """Batches in their order; each equal to preprocessing it alone."""

    def __init__(self, batches: TrainingBatches, preprocess: Preprocess) -> None:
        self.batches, self.preprocess = batches, preprocess
        self.size = batches.schedule.batch_size
        height, width = batches.images.size
        self.ahead = max(1, AHEAD_BYTES // (4 * self.size * height * width * batches.images.channels))
        self.ready = range(0)
        self.data, self.labels = torch.empty(0), torch.empty(0)

    def __call__(self, batch: int) -> tuple[Tensor, Tensor]:
        """Input N×C×h×w float32 (channels last in memory) and labels N int64."""
        if batch not in self.ready:
            each = self.batches.schedule.batches_per_epoch
            count = min(self.ahead, each - batch % each)
            self.data, self.labels = self.preprocess(self.batches.draw(batch, count))
            self.ready = range(batch, batch + count)
        start = (batch - self.ready.start) * self.size
        return self.data[start : start + self.size], self.labels[start : start + self.size]
