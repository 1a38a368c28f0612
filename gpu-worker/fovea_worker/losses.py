"""Losses from the device to the series: at once on a CPU, in blocks on a GPU, where asking would stall each step."""

import math

import torch
from torch import Tensor

from fovea_worker.errors import Diverged
from fovea_worker.points import Points

BLOCK = 64


class Losses:
    def __init__(self, points: Points, device: torch.device) -> None:
        self.points = points
        self.is_cpu = device.type == "cpu"
        self.block = torch.zeros(BLOCK, device=device)
        self.iterations: list[int] = []
        self.sent: tuple[list[int], Tensor, torch.cuda.Event] | None = None

    def add(self, iteration: int, loss: Tensor) -> None:
        if self.is_cpu:
            self._take(iteration, loss.item())
            return
        self.block[len(self.iterations)] = loss
        self.iterations.append(iteration)
        if len(self.iterations) == BLOCK:
            self._send()

    def drain(self) -> None:
        """Afterwards every loss so far is a point, and each was a number."""
        if self.iterations:
            self._send()
        self._receive()

    def _send(self) -> None:
        """Starts copying this block and takes the one before, which has arrived long ago."""
        self._receive()
        values = torch.empty(len(self.iterations), pin_memory=True)
        values.copy_(self.block[: len(self.iterations)], non_blocking=True)
        event = torch.cuda.Event()  # type: ignore[no-untyped-call]
        event.record()
        self.sent = (self.iterations, values, event)
        self.iterations = []

    def _receive(self) -> None:
        if self.sent is not None:
            iterations, values, event = self.sent
            event.synchronize()
            for iteration, value in zip(iterations, values.tolist(), strict=True):
                self._take(iteration, value)
            self.sent = None

    def _take(self, iteration: int, value: float) -> None:
        if not math.isfinite(value):
            raise Diverged(f"The loss is not a number at iteration {iteration}: lower the learning rate.")
        self.points.add("train/loss", iteration, value)
