"""Images that a shard keeps as JPEG or PNG files, decoded when a batch asks for them.

While they are few they are kept as they come, so that every epoch but the first is as quick as with raw shards; else each
is decoded each time, by a few threads. Either way a row's pixels depend on its file alone.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import numpy as np
import simplejpeg
from numpy.typing import NDArray
from PIL import Image

from fovea_worker.errors import BadData

Pixels = NDArray[np.uint8]
Rows = NDArray[np.int64]
KEPT_BYTES = 1 << 30
"""Most bytes of pixels that the shards of a training may keep together."""


class Decoding:
    """What the shards of one training share: threads, and room for decoded pixels."""

    def __init__(self, threads: int, room: int = KEPT_BYTES) -> None:
        self.threads = threads
        self.room = room
        # A pool of one would only hand each image from thread to thread.
        self.pool = ThreadPoolExecutor(threads, "decode") if threads > 1 else None

    def reserve(self, size: int) -> bool:
        if size > self.room:
            return False
        self.room -= size
        return True


class Encoded:
    """The images of one shard: row i is the file in `data` from `offsets[i]` to `offsets[i + 1]`, of H×W×C pixels."""

    def __init__(self, name: str, encoding: str, data: Pixels, offsets: Rows, shape: tuple[int, int, int], decoding: Decoding) -> None:
        self.name, self.data, self.offsets, self.shape, self.decoding = name, data, offsets, shape, decoding
        self.decode: Callable[[memoryview, tuple[int, int, int]], Pixels] = _decode_jpeg if encoding == "jpeg" else _decode_png
        count = len(offsets) - 1
        is_kept = decoding.reserve(count * shape[0] * shape[1] * shape[2])
        # Empty memory costs nothing before it is written to.
        self.kept = np.empty((count, *shape), np.uint8) if is_kept else None
        self.known = np.zeros(count, np.bool_)

    def pixels(self, rows: Rows) -> tuple[Pixels, Rows]:
        """An array N×H×W×C, and where in it the rows are. Raises BadData where a file cannot be decoded."""
        if self.kept is None:
            made = np.empty((len(rows), *self.shape), np.uint8)
            self._fill(made, np.arange(len(rows)), rows)
            return made, np.arange(len(rows))
        missing = np.unique(rows[~self.known[rows]])
        if len(missing):
            self._fill(self.kept, missing, missing)
            self.known[missing] = True
        return self.kept, rows

    def _fill(self, target: Pixels, places: Rows, rows: Rows) -> None:
        if self.decoding.pool is None:
            self._fill_part(target, places, rows)
            return
        parts = zip(np.array_split(places, self.decoding.threads), np.array_split(rows, self.decoding.threads), strict=True)
        for done in [self.decoding.pool.submit(self._fill_part, target, *part) for part in parts]:
            done.result()

    def _fill_part(self, target: Pixels, places: Rows, rows: Rows) -> None:
        for place, row in zip(places, rows, strict=True):
            try:
                target[place] = self.decode(self.data[self.offsets[row] : self.offsets[row + 1]].data, self.shape)
            except Exception as error:  # Codecs raise many kinds; all mean that these are not the bytes that were written.
                raise BadData(f"Image {row} of the shard {self.name} cannot be decoded: {error}.") from error


def _decode_jpeg(data: memoryview, shape: tuple[int, int, int]) -> Pixels:
    height, width, colours, _ = simplejpeg.decode_jpeg_header(data)
    _check((height, width, 1 if colours == "Gray" else 3), shape)
    pixels: Pixels = simplejpeg.decode_jpeg(data, "GRAY" if shape[2] == 1 else "RGB")
    return pixels


def _decode_png(data: memoryview, shape: tuple[int, int, int]) -> Pixels:
    image = Image.open(BytesIO(data), formats=("PNG",))
    _check((image.height, image.width, {"L": 1, "RGB": 3}.get(image.mode, 0)), shape)
    return np.asarray(image).reshape(shape)


def _check(found: tuple[int, int, int], shape: tuple[int, int, int]) -> None:
    if found != shape:
        raise ValueError(f"it has the shape {found} in place of {shape}")
