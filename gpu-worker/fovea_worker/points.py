"""Points gathered into columns, so that a step costs two list appends and no event."""

import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

Emit = Callable[[str, dict[str, Any]], object]

FLUSH_SECONDS = 0.5
FLUSH_POINTS = 1000


class Points:
    def __init__(self, emit: Emit) -> None:
        self.emit = emit
        self.columns: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        self.count = 0
        self.flushed = time.monotonic()

    def add(self, series: str, iteration: int, value: float) -> None:
        iterations, values = self.columns[series]
        iterations.append(iteration)
        values.append(value)
        self.count += 1

    def flush_if_due(self) -> None:
        if self.count >= FLUSH_POINTS or (self.count and time.monotonic() - self.flushed > FLUSH_SECONDS):
            self.flush()

    def flush(self) -> None:
        for series, (iterations, values) in self.columns.items():
            self.emit("points", {"series": series, "iterations": iterations, "values": values})
        self.columns.clear()
        self.count = 0
        self.flushed = time.monotonic()
