"""libjpeg-turbo, called so that what it decodes stays in the processor's cache.

Rows that begin at a multiple of 32 bytes it writes past the cache (jdcolext-avx2.asm), which pays for a picture that
nobody looks at soon. Here each is scaled or copied at once: from memory that costs a third of a 32×32 picture more,
and a fiftieth of a large photo decoded at a quarter of its size. Where an array of simplejpeg's own begins is the heap's luck.
"""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import simplejpeg

Pixels = npt.NDArray[np.uint8]
_BOUNDARY: Final = 32
Colours = Literal["GRAY", "RGB", "RGBX"]
_SAMPLES: Final = {"GRAY": 1, "RGB": 3, "RGBX": 4}


def _beside_boundary(size: int) -> Pixels:
    """Room that begins in the middle between two boundaries."""
    room = np.empty(size + _BOUNDARY, np.uint8)
    start = (_BOUNDARY // 2 - room.__array_interface__["data"][0]) % _BOUNDARY
    return room[start : start + size]


_kept: Final = _beside_boundary(1 << 16)
"""For small pictures, of which making room would take a tenth of the time."""


def decode_jpeg(data: bytes, colours: Colours, height: int, width: int) -> Pixels:
    """The pixels, h×w×1, 3 or 4, at the smallest scale of those that libjpeg knows that gives at least this height and width.

    Raises ValueError where the codec has anything to say against the file.
    """
    return _decode(data, colours, height, width, _beside_boundary(height * width * _SAMPLES[colours]))


def decode_jpeg_into(data: bytes, colours: Colours, out: Pixels) -> None:
    """The same into `out`, of the picture's own height and width; grey is repeated over the channels."""
    height, width = out.shape[:2]
    size = height * width * _SAMPLES[colours]
    room = _kept if size <= _kept.size else _beside_boundary(size)
    out[...] = _decode(data, colours, height, width, room)


def _decode(data: bytes, colours: Colours, height: int, width: int, room: Pixels) -> Pixels:
    pixels: Pixels = simplejpeg.decode_jpeg(data, colours, min_height=height, min_width=width, buffer=room)
    return pixels
