"""Dropout that scales what is left by 1/(1−ratio) in training, and does nothing elsewhere."""

import torch
from torch import Tensor, nn

from fovea_worker.layers.base import Context


class Dropout(nn.Module):
    random = True
    """The loop seeds the generator for each iteration, so that no generator state has to be saved."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.kept = 1 - float(context.get("dropout_ratio", 0.5))
        self.generator = context.generator

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        mask = torch.empty_like(x, requires_grad=False).bernoulli_(self.kept, generator=self.generator)
        return x * mask.div_(self.kept)
