"""Pillow's bilinear resize in machine code, where set-up found a C compiler: the same bytes in half the time."""

from __future__ import annotations

from ctypes import c_int, c_size_t, c_void_p
from typing import Final

import numpy as np
import numpy.typing as npt

from fovea_pixels.compiled import function
from fovea_pixels.geometry import Placement

Pixels = npt.NDArray[np.uint8]
_resample: Final = function("fovea_resample", [c_void_p, *[c_int] * 7, c_void_p, c_int, c_int, c_size_t])


def resample(pixels: Pixels, placed: Placement, out: Pixels) -> bool:
    """Scales H×W (grey) or H×W×4 (RGB and a byte unused) and writes the placed window into `out`, h×w×1 or h×w×3.

    False where it was not done: nothing compiled here, too few pixels, or Pillow might go down first.
    """
    if (
        _resample is None
        or not _goes_across_first(pixels.shape[0], pixels.shape[1], placed)
        or not pixels.flags.c_contiguous
        or out.strides[1:] != (out.shape[2], 1)
    ):
        return False
    height, width = pixels.shape[:2]
    channels, kept = (1, 1) if pixels.ndim == 2 else (4, 3)
    if out.shape != (placed.height, placed.width, kept):
        return False
    source, target = pixels.ctypes.data, out.ctypes.data
    scaled = placed.scaled_height, placed.scaled_width, placed.cut_top, placed.cut_left
    return bool(_resample(source, height, width, channels, *scaled, target, placed.height, placed.width, out.strides[0]))


def _goes_across_first(height: int, width: int, placed: Placement) -> bool:
    """Whether Pillow surely scales in width first, which the bytes depend on; it does not for some tall pictures."""
    across, down = width * placed.scaled_height, height * placed.scaled_width
    is_similar = down <= across or (width >= 2 * placed.scaled_width and 2 * down <= 3 * across)
    return is_similar and 2 * height <= 3 * width
