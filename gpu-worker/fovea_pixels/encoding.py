"""How a shard keeps pictures: raw, or each as a JPEG or PNG file."""

from __future__ import annotations

import io
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import simplejpeg
from PIL import Image

Encoding = Literal["raw", "jpeg", "png"]
ENCODINGS: Final[tuple[Encoding, ...]] = ("raw", "jpeg", "png")
JPEG_QUALITY: Final = 92
MAX_JPEG_SIDE: Final = 65_500
PNG_LEVEL: Final = 1
"""Of zlib. Level 6 makes photos a tenth smaller and takes two thirds longer."""

Pixels = npt.NDArray[np.uint8]


def encode(pixels: Pixels, encoding: Encoding) -> bytes:
    """H×W×C uint8 as a file: JPEG of quality 92 with all colour samples kept (4:4:4), or PNG. The same bytes each time."""
    is_grey = pixels.shape[2] == 1
    if encoding == "jpeg":
        form = ("GRAY", "Gray") if is_grey else ("RGB", "444")
        data: bytes = simplejpeg.encode_jpeg(np.ascontiguousarray(pixels), JPEG_QUALITY, *form)
        return data
    file = io.BytesIO()
    Image.fromarray(pixels[..., 0] if is_grey else pixels).save(file, "PNG", compress_level=PNG_LEVEL)
    return file.getvalue()


def keep(pixels: Pixels, encoding: Encoding) -> bytes:
    """Encodes H×W×C pixels as a file and changes them into what its reader will see; PNG loses nothing."""
    data = encode(pixels, encoding)
    if encoding == "jpeg":
        pixels[...] = simplejpeg.decode_jpeg(data, "GRAY" if pixels.shape[2] == 1 else "RGB")
    return data


def lose(pixels: Pixels, encoding: Encoding) -> None:
    """Changes H×W×C pixels into what training sees of them where a shard keeps them encoded."""
    if encoding == "jpeg":
        keep(pixels, encoding)
