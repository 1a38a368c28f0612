"""DummyData: values made of nothing, for as many images as `data` has. All but constant ones are made anew each time."""

import math
from typing import Any

import torch
from torch import Tensor, nn

from fovea_worker.errors import BadNetwork
from fovea_worker.fillers import bilinear, fan
from fovea_worker.layers.base import Context


class DummyData(nn.Module):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.fillers: list[dict[str, Any]] = list(context.get("data_filler", []))
        self.shapes, self.name, self.generator = context.op.shapes, context.op.name, context.generator
        if len(self.fillers) != len(self.shapes):
            raise BadNetwork(f"The layer {self.name} has {len(self.fillers)} fillers for {len(self.shapes)} tops.")
        # Made once: a step that is recorded for a GPU must not fetch anything from this machine's memory.
        smooth = {shape for shape, of in zip(self.shapes, self.fillers, strict=True) if of["type"] == "bilinear"}
        self.smooth = {shape: torch.from_numpy(bilinear((1, *shape), self.name)).to(self.generator.device) for shape in smooth}
        self.random = any(of["type"] not in ("constant", "bilinear") for of in self.fillers)

    def forward(self, data: Tensor) -> tuple[Tensor, ...]:
        blobs = (data.new_empty((len(data), *shape)) for shape in self.shapes)
        return tuple(self.filled(blob, of) for blob, of in zip(blobs, self.fillers, strict=True))

    def filled(self, blob: Tensor, of: dict[str, Any]) -> Tensor:
        kind, shape = of["type"], tuple(blob.shape)
        if kind == "constant":
            return blob.fill_(of.get("value", 0.0))
        if kind == "uniform":
            return blob.uniform_(of.get("min", 0.0), of.get("max", 1.0), generator=self.generator)
        if kind == "gaussian":
            blob.normal_(of.get("mean", 0.0), of.get("std", 1.0), generator=self.generator)
            if "sparse" not in of:
                return blob
            return blob * torch.empty_like(blob).bernoulli_(min(of["sparse"] / len(blob), 1.0), generator=self.generator)
        if kind == "xavier":
            limit = math.sqrt(3 / fan(shape, of))
            return blob.uniform_(-limit, limit, generator=self.generator)
        if kind == "msra":
            return blob.normal_(0.0, math.sqrt(2 / fan(shape, of)), generator=self.generator)
        if kind == "positive_unitball":
            blob.uniform_(generator=self.generator)
            return blob / blob.reshape(len(blob), -1).sum(1).reshape(-1, *[1] * (blob.dim() - 1))
        if kind == "bilinear":
            return blob.copy_(self.smooth[shape[1:]])
        raise BadNetwork(f"The layer {self.name} asks for the filler {kind}, which this worker does not know.")
