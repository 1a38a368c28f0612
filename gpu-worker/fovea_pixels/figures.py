"""What a stored picture looks like in two figures: a hash that near-duplicates share, and how much it varies.

Both are of the pixels that training sees, without padding: pictures that differ only elsewhere are the same to a
network. Computed for a whole batch at once, of a high picture from every second, third … row: 64 to 127 of them tell
enough. All numbers are integers below 2^53, so that floating point keeps them exact in whatever order a machine adds them.
"""

from __future__ import annotations

from ctypes import c_int, c_size_t, c_void_p
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from fovea_pixels.compiled import function

_ROWS: Final = 8
_COLUMNS: Final = 9
_ENOUGH_ROWS: Final = 64
_GREY: Final = (299.0, 587.0, 114.0)
Figures = tuple[str, float]
Pixels = npt.NDArray[np.uint8]
Exact = npt.NDArray[np.float64]
Variances = npt.NDArray[np.uint64]
_figures: Final = function("fovea_figures", [c_void_p, *[c_int] * 4, *[c_size_t] * 2, *[c_void_p] * 2])


def figures(pixels: Pixels) -> list[Figures]:
    """Of N×H×W×C: the difference hash as 16 hexadecimal digits, and the deviation, 0–127.5 with two decimals.

    The deviation is that of a channel around its own mean; of three channels the root of the mean square.
    """
    pixels = pixels[:, :: max(1, pixels.shape[1] // _ENOUGH_ROWS)]
    _, height, width, channels = pixels.shape
    hashes, variances = _looks_compiled(pixels) or looks(pixels)
    deviations = np.round(np.sqrt(variances / channels) / (height * width), 2).tolist()
    return [(hashes[16 * at : 16 * at + 16], deviation) for at, deviation in enumerate(deviations)]


def _looks_compiled(pixels: Pixels) -> tuple[str, Variances] | None:
    """The same as `looks`; None where it was not done: nothing compiled here, or too few or too many pixels."""
    count, height, width, channels = pixels.shape
    if _figures is None or pixels.strides[2:] != (channels, 1):
        return None
    hashes, variances = np.empty((count, _ROWS), np.uint8), np.empty(count, np.uint64)
    shape = count, height, width, channels, *pixels.strides[:2]
    if not _figures(pixels.ctypes.data, *shape, hashes.ctypes.data, variances.ctypes.data):
        return None
    return hashes.tobytes().hex(), variances


def looks(pixels: Pixels) -> tuple[str, Variances]:
    """Of N×H×W×C: the hashes one behind the other, and each variance times the channels and the square of the pixels' number."""
    count, height, width, channels = pixels.shape
    rows = np.ascontiguousarray(pixels).reshape(count, height, width * channels)
    cells, neighbours, channel_sums = _columns(width, channels)
    strips, starts = np.empty((count, _ROWS, width * channels)), _starts(height, _ROWS)
    for strip, (start, end) in enumerate(starts):
        strips[:, strip] = np.add.reduce(rows[:, start:end], axis=1, dtype=np.uint16)
    grey = strips @ cells
    bits = grey[:, :, :-1] * neighbours[1:] < grey[:, :, 1:] * neighbours[:-1]
    # The strips of a picture lower than eight rows repeat rows.
    sums = ((strips if height >= _ROWS else rows).sum(1, np.float64) @ channel_sums).astype(np.int64).tolist()
    # Squares of bytes summed over so few rows fit into 32 bits.
    squares = np.add.reduce(np.multiply(rows, rows, dtype=np.uint16), axis=1, dtype=np.uint32).sum(1, np.int64).tolist()
    area = height * width
    variances = [of_squares * area - sum(one * one for one in total) for total, of_squares in zip(sums, squares, strict=True)]
    return np.packbits(bits.reshape(count, 64), axis=1).tobytes().hex(), np.array(variances, np.uint64)


@lru_cache(64)
def _columns(width: int, channels: int) -> tuple[Exact, Exact, Exact]:
    """Matrices from a row of W×C to the grey of nine cells, and to the sum of each channel; between them the cells' widths."""
    starts = _starts(width, _COLUMNS)
    cells = np.zeros((width, channels, _COLUMNS))
    for cell, (start, end) in enumerate(starts):
        cells[start:end, :, cell] = np.reshape(_GREY if channels == 3 else (1.0,), (1, channels))
    sums = np.tile(np.eye(channels), (width, 1))
    return cells.reshape(width * channels, _COLUMNS), np.array([float(end - start) for start, end in starts]), sums


def _starts(size: int, parts: int) -> list[tuple[int, int]]:
    """Where each part begins and ends; parts of a smaller size share pixels."""
    return [(part * size // parts, max(part * size // parts + 1, (part + 1) * size // parts)) for part in range(parts)]
