"""When things are due, as pure functions of the iteration (the number of finished steps)."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Schedule:
    images: int
    batch_size: int
    epochs: int
    accumulation: int = 1
    """Batches whose gradients are gathered into one step; consecutive ones."""

    @property
    def iterations_per_epoch(self) -> int:
        return -(-self.images // self.images_per_step)

    @property
    def batches_per_epoch(self) -> int:
        return self.iterations_per_epoch * self.accumulation

    @property
    def images_per_step(self) -> int:
        return self.batch_size * self.accumulation

    @property
    def iterations(self) -> int:
        return self.epochs * self.iterations_per_epoch

    def epoch(self, iteration: int) -> float:
        return iteration / self.iterations_per_epoch

    def percent(self, iteration: int) -> float:
        return 100 * iteration / self.iterations

    def due(self, iteration: int, interval: float) -> bool:
        """Whether a multiple of `interval` epochs lies in the step that ended at `iteration`; 0 = never."""
        if interval == 0 or iteration == 0:
            return False
        # Through text: 0.1 means a tenth, not the nearest binary number, which lands one step late.
        step = Fraction(repr(interval)) * self.iterations_per_epoch
        return iteration // step > (iteration - 1) // step
