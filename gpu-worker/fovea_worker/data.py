"""Batches. Batch k of epoch e is a pure function of (seed, e, k): nothing about the data is part of a state.

The order is drawn anew for each epoch (Caffe reads in stored order and wraps). Crops are random in training and
central in validation; mirroring happens in training only, where Caffe mirrors in both phases: a validation figure
should not depend on chance.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from fovea_worker.encoded import Encoded
from fovea_worker.plan import Preprocessing
from fovea_worker.schedule import Schedule
from fovea_worker.seeds import generator
from fovea_worker.shards import Labels, Pixels

Places = NDArray[np.int64]
Value = TypeVar("Value", np.uint8, np.float32)


@dataclass(frozen=True)
class Batch:
    """`pixels` N×h×w×C uint8, cropped and mirrored; `places` 3×N (mirrored 0/1, top, left) where that varies by image."""

    pixels: Pixels
    labels: Labels
    places: Places | None


class Images:
    """The images of one split, over all its shards."""

    def __init__(self, shards: Sequence[tuple[Pixels | Encoded, Labels]], preprocessing: Preprocessing) -> None:
        self.labels = np.concatenate([labels for _, labels in shards]) if shards else np.zeros(0, np.int64)
        self.starts = np.cumsum([0] + [len(labels) for _, labels in shards])
        height, width, channels = preprocessing.height, preprocessing.width, preprocessing.channels
        crop = preprocessing.crop
        self.size = (crop or height, crop or width)
        self.room = (height - self.size[0], width - self.size[1])
        self.channels = channels
        self.shards = [pixels for pixels, _ in shards]

    def __len__(self) -> int:
        return len(self.labels)

    def gather(self, numbers: NDArray[np.int64], top: NDArray[np.int64] | int, left: NDArray[np.int64] | int) -> Pixels:
        """Copies the windows that start at (top, left) out of the shards, as a fresh N×h×w×C array."""
        if len(self.shards) == 1:
            return self._cut(self.shards[0], numbers, top, left)
        made = np.empty((len(numbers), *self.size, self.channels), np.uint8)
        owner = np.searchsorted(self.starts, numbers, side="right") - 1
        for shard in np.unique(owner):
            mine = np.flatnonzero(owner == shard)
            rows = numbers[mine] - self.starts[shard]
            made[mine] = self._cut(self.shards[shard], rows, _of(top, mine), _of(left, mine))
        return made

    def _cut(self, shard: Pixels | Encoded, rows: NDArray[np.int64], top: NDArray[np.int64] | int, left: NDArray[np.int64] | int) -> Pixels:
        pixels, rows = shard.pixels(rows) if isinstance(shard, Encoded) else (shard, rows)
        if self.room == (0, 0):
            return pixels.take(rows, axis=0)
        found: Pixels = windows(pixels, self.size)[rows, top, left]
        return found.reshape(len(rows), *self.size, self.channels)


@dataclass(frozen=True)
class Epoch:
    """The images of an epoch in their order, and where each is cropped and whether it is mirrored (3×images, as in Batch)."""

    number: int
    images: NDArray[np.int64]
    places: NDArray[np.int16] | None


class TrainingBatches:
    def __init__(self, images: Images, preprocessing: Preprocessing, schedule: Schedule, seed: int) -> None:
        self.images, self.schedule, self.seed = images, schedule, seed
        self.mirror = preprocessing.mirror
        self.crops = images.room != (0, 0)
        self.columns = _mirrored(images.size[1], images.channels)
        self.epoch = self._draw_epoch(0)

    def draw(self, batch: int, count: int = 1) -> Batch:
        """`count` batches of one epoch, from this one (counted from 0 over all epochs) on, one behind the other."""
        number, k = divmod(batch, self.schedule.batches_per_epoch)
        if self.epoch.number != number:
            self.epoch = self._draw_epoch(number)
        span = slice(k * self.schedule.batch_size, (k + count) * self.schedule.batch_size)
        numbers = self.epoch.images[span]
        if self.epoch.places is None:
            return Batch(self.images.gather(numbers, 0, 0), self.images.labels[numbers], None)
        places = self.epoch.places[:, span].astype(np.int64)
        pixels = self.images.gather(numbers, places[1], places[2])
        self._turn(pixels, np.flatnonzero(places[0]))
        return Batch(pixels, self.images.labels[numbers], places)

    def _draw_epoch(self, number: int) -> Epoch:
        order = generator(self.seed, "order", number).permutation(len(self.images))
        # The last step of an epoch is filled from the same epoch's start, so that every batch has one shape.
        full = self.schedule.batches_per_epoch * self.schedule.batch_size
        if not (self.crops or self.mirror):
            return Epoch(number, np.resize(order, full), None)
        ways = (2 if self.mirror else 1, self.images.room[0] + 1, self.images.room[1] + 1)
        dice = generator(self.seed, "places", number)
        places = np.stack([dice.integers(0, most, full, np.int16) for most in ways])
        return Epoch(number, np.resize(order, full), places)

    def _turn(self, pixels: Pixels, which: NDArray[np.int64]) -> None:
        """Mirrors these images in place. Taking whole rows by index is three times quicker than a reversed slice."""
        rows = pixels.reshape(len(pixels), pixels.shape[1], -1)
        rows[which] = rows[which].take(self.columns, axis=2)


def validation_batches(images: Images, size: int) -> Iterator[Batch]:
    """All images once, in stored order, cropped at the centre; the last batch may be smaller."""
    top, left = images.room[0] // 2, images.room[1] // 2
    for start in range(0, len(images), size):
        numbers = np.arange(start, min(start + size, len(images)))
        yield Batch(images.gather(numbers, top, left), images.labels[numbers], None)


def _mirrored(width: int, channels: int) -> NDArray[np.int64]:
    """Where each value of a mirrored row stands in the row as it was."""
    return (np.arange(width)[::-1, None] * channels + np.arange(channels)).ravel()


def _of(places: NDArray[np.int64] | int, mine: NDArray[np.int64]) -> NDArray[np.int64] | int:
    return places if isinstance(places, int) else places[mine]


def windows(pixels: NDArray[Value], size: tuple[int, int]) -> NDArray[Value]:
    """A view (N, tops, lefts, h, w·C) of every window of N×H×W×C, so that one indexing copies a batch of crops."""
    count, height, width, channels = pixels.shape
    steps = pixels.strides
    shape = (count, height - size[0] + 1, width - size[1] + 1, size[0], size[1] * channels)
    return as_strided(pixels, shape, (steps[0], steps[1], steps[2], steps[1], steps[3]), writeable=False)
