"""What a layer is built from. A builder takes a `Context` and returns the module that computes the op's tops."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from fovea_worker.errors import BadNetwork
from fovea_worker.plan import Op


@dataclass(frozen=True)
class Context:
    """`tensors` are the op's parameters in the plan's order; `generator` draws what a layer needs at random."""

    op: Op
    tensors: tuple[torch.Tensor, ...]
    generator: torch.Generator

    def get(self, name: str, default: Any) -> Any:
        found = self.op.attributes.get(name)
        return default if found is None else found

    def pair(self, name: str, default: int | None = None) -> tuple[int, int]:
        """A field that the plan spells out as `_h` and `_w`."""
        height, width = self.get(f"{name}_h", default), self.get(f"{name}_w", default)
        if height is None or width is None:
            raise BadNetwork(f"The layer {self.op.name} lacks {name}_h and {name}_w.")
        return int(height), int(width)

    def tensor(self, index: int) -> torch.Tensor | None:
        return self.tensors[index] if index < len(self.tensors) else None

    def needed(self, index: int) -> torch.Tensor:
        if index >= len(self.tensors):
            raise BadNetwork(f"The layer {self.op.name} ({self.op.type}) has {len(self.tensors)} parameters, too few.")
        return self.tensors[index]


Builder = Callable[[Context], nn.Module]
