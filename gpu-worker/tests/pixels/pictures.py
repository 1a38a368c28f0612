"""Files of every kind, drawn here, and what Pillow alone makes of them."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

Pixels = npt.NDArray[np.uint8]


def draw(height: int, width: int, channels: int = 3, seed: int = 1) -> Image.Image:
    """A smooth picture with noise, so that neither codec nor filter has an easy time."""
    random = np.random.default_rng(seed)
    rows, columns = np.mgrid[0:height, 0:width]
    layers = [128 + 70 * np.sin(columns / (5 + layer)) + 50 * np.cos(rows / (7 + layer)) for layer in range(channels)]
    pixels = np.stack(layers, -1) + random.normal(0, 12, (height, width, channels))
    return Image.fromarray(np.squeeze(pixels.clip(0, 255).astype(np.uint8)))


def encode(picture: Image.Image, form: str, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def oriented(orientation: int, picture: Image.Image, form: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encode(picture, form, exif=exif)


def with_pillow(data: bytes, height: int, width: int, channels: int) -> Pixels:
    """Pillow's own upright picture, squashed: the reference of all equality tests."""
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    picture = picture.convert("L" if channels == 1 else "RGB")
    return np.asarray(picture.resize((width, height), Image.Resampling.BILINEAR)).reshape(height, width, channels)
