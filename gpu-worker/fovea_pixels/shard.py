"""Builds one shard batch by batch: reads and hashes files, has them decoded, keeps and hashes the pixels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from blake3 import blake3
from xxhash import xxh3_128_hexdigest

from fovea_pixels.arena import GOOD, MAX_BATCH, OUTPUT_BYTES, Arena, Verdict
from fovea_pixels.decoder import Decoder
from fovea_pixels.errors import PixelError
from fovea_pixels.figures import Figures, figures
from fovea_pixels.files import RootedFiles, read_into
from fovea_pixels.geometry import place
from fovea_pixels.output import OutputFile
from fovea_pixels.recipe import Recipe
from fovea_pixels.shard_file import ShardFile, open_shard_file
from fovea_pixels.sums import Sums
from fovea_pixels.tasks import Render

Rows = npt.NDArray[np.uint8]
_BATCH_BYTES: Final = 4 << 20
"""Of input or output a batch: one signal serves dozens of large photos or hundreds of small pictures."""


@dataclass(frozen=True, slots=True)
class ShardOrder:
    """Which files (absolute paths below `root`) with which labels go into the file `output`, in this order."""

    recipe: Recipe
    root: str
    paths: list[str]
    labels: list[int]
    output: str


@dataclass(frozen=True, slots=True)
class ShardResult:
    """`rejected` are (index in the order, code, reason)."""

    count: int
    rejected: list[tuple[int, str, str]]
    blake3: str
    bytes: int


@dataclass(slots=True)
class _Kept:
    index: int
    slot: int
    file_hash: str
    bytes: int


class ShardBuild:
    """`steps()` does the work, one batch a step, yielding how many files are done; `result` is there at its end.

    Leaving the iterator early (`close`) removes what was written.
    """

    def __init__(self, order: ShardOrder, arena: Arena, decoder: Decoder) -> None:
        self.order = order
        self.result: ShardResult | None = None
        self._arena = arena
        self._decoder = decoder
        self._rejected: list[tuple[int, str, str]] = []
        self._kept_labels: list[int] = []
        self._sums = Sums(order.recipe.shape)
        row = order.recipe.pixel_bytes
        self._batch = max(1, min(MAX_BATCH, _BATCH_BYTES // row, OUTPUT_BYTES // row))

    def steps(self) -> Iterator[int]:
        order = self.order
        files = RootedFiles(order.root)
        outputs: list[OutputFile] = []
        try:
            for suffix in ("", ".sums", ".images"):
                outputs.append(OutputFile(order.output + suffix))
            shard, sums, images = outputs
            file = open_shard_file(order.recipe, order.labels, shard)
            done, total = 0, len(order.paths)
            while done < total:
                kept, done = self._read_batch(files, done)
                lines = self._decode_batch(kept, file)
                images.write("".join(lines).encode())
                yield done
            digest, size = file.finish(self._kept_labels)
            sums.write(self._sums.to_bytes())
            for output in (images, sums, shard):
                output.commit()
            self._rejected.sort()
            self.result = ShardResult(len(self._kept_labels), self._rejected, digest, size)
        finally:
            files.close()
            for output in outputs:
                output.discard()

    def _read_batch(self, files: RootedFiles, start: int) -> tuple[list[_Kept], int]:
        """Fills slots with files from `start` on; the next file to read is the second value."""
        paths, arena = self.order.paths, self._arena
        target = arena.input
        kept: list[_Kept] = []
        used, index, end = 0, start, len(paths)
        while index < end and len(kept) < self._batch:
            try:
                descriptor, size = files.open(paths[index])
            except PixelError as error:
                self._rejected.append((index, error.code, error.reason))
                index += 1
                continue
            if kept and used + size > _BATCH_BYTES:
                # Its turn comes first in the next batch.
                read_into(descriptor, 0, target)
                break
            try:
                size = read_into(descriptor, size, target[used : used + size])
            except PixelError as error:
                self._rejected.append((index, error.code, error.reason))
                index += 1
                continue
            slot = len(kept)
            arena.place(slot, used, size)
            kept.append(_Kept(index, slot, blake3(target[used : used + size]).hexdigest(), size))
            used += size
            index += 1
        return kept, index

    def _decode_batch(self, batch: list[_Kept], file: ShardFile) -> list[str]:
        """Decodes the slots, appends the good ones to the shard; the lines that describe them."""
        if not batch:
            return []
        arena, order = self._arena, self.order
        self._decoder.run(Render(order.recipe), len(batch))
        verdicts = [arena.verdict(item.slot) for item in batch]
        self._rejected += [(item.index, verdict.code, verdict.text) for item, verdict in zip(batch, verdicts, strict=True) if verdict.code]
        good = [(item, verdict) for item, verdict in zip(batch, verdicts, strict=True) if not verdict.code]
        rows = arena.pixels(len(batch), order.recipe.shape)
        if len(good) < len(batch):
            rows = rows[[item.slot for item, _ in good]]
        file.add(rows)
        self._sums.add(rows)
        self._kept_labels += [order.labels[item.index] for item, _ in good]
        return self._describe(good, rows)

    def _describe(self, good: list[tuple[_Kept, Verdict]], rows: Rows) -> list[str]:
        """A line of JSON a picture."""
        arena = self._arena
        sizes = [arena.size(item.slot) for item, _ in good]
        lines = []
        for (item, verdict), row, (height, width), (look, deviation) in zip(good, rows, sizes, self._figures(rows, sizes), strict=True):
            tail = "" if verdict is GOOD else f',"conversion":{json.dumps(verdict.text)}'
            lines.append(
                f'{{"index":{item.index},"hash":"blake3:{item.file_hash}","bytes":{item.bytes},"pixels":"{xxh3_128_hexdigest(row)}",'
                f'"height":{height},"width":{width},"dhash":"{look}","deviation":{deviation}{tail}}}\n'
            )
        return lines

    def _figures(self, rows: Rows, sizes: list[tuple[int, int]]) -> list[Figures]:
        """Of the pictures themselves: what pads them says nothing of them."""
        recipe = self.order.recipe
        found = figures(rows) if len(rows) > 0 else []
        if recipe.resize in ("fill", "half-crop"):
            for at, (height, width) in enumerate(sizes):
                placed = place(height, width, recipe.height, recipe.width, recipe.resize)
                top, left = placed.pad_top, placed.pad_left
                if (placed.height, placed.width) != (recipe.height, recipe.width):
                    found[at] = figures(rows[at : at + 1, top : top + placed.height, left : left + placed.width])[0]
        return found
