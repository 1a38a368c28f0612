"""A file's bytes to the pixels of a recipe: decode, convert channels, scale, cut, pad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import simplejpeg
from PIL import Image

from fovea_pixels.decode import check_file_bytes, check_image_pixels, decode
from fovea_pixels.geometry import place
from fovea_pixels.jpeg import START, read_baseline
from fovea_pixels.recipe import Recipe

Pixels = npt.NDArray[np.uint8]
_BILINEAR: Final = Image.Resampling.BILINEAR


@dataclass(frozen=True, slots=True)
class Rendered:
    """The stated conversion, or "", and the size of the picture, upright, before anything was done to it."""

    conversion: str
    height: int
    width: int


def render(data: bytes, recipe: Recipe, out: Pixels) -> Rendered:
    """Writes the pixels of one file into `out` (H×W×C uint8).

    Raises PixelError with a reason for people; `out` is undefined then.
    """
    rendered = _render(data, recipe, out)
    if recipe.is_mirrored:
        out[...] = out[:, ::-1].copy()
    return rendered


def _render(data: bytes, recipe: Recipe, out: Pixels) -> Rendered:
    if _copy_same_size(data, recipe, out):
        return Rendered("", recipe.height, recipe.width)
    decoded = decode(data)
    fit(decoded.image, recipe, out)
    return Rendered(decoded.conversion, decoded.image.height, decoded.image.width)


def fit(image: Image.Image, recipe: Recipe, out: Pixels) -> None:
    """Fits a picture in L or RGB into `out` (H×W×C uint8): Pillow's bilinear, padding 0."""
    if recipe.channels == 1 and image.mode != "L":
        image = image.convert("L")
    placed = place(image.height, image.width, recipe.height, recipe.width, recipe.resize)
    check_image_pixels(placed.scaled_height, placed.scaled_width)
    if image.size != (placed.scaled_width, placed.scaled_height):
        image = image.resize((placed.scaled_width, placed.scaled_height), _BILINEAR)
    if image.size != (placed.width, placed.height):
        left, top = placed.cut_left, placed.cut_top
        image = image.crop((left, top, left + placed.width, top + placed.height))
    if (placed.height, placed.width) != (recipe.height, recipe.width):
        out[...] = 0
        out = out[placed.pad_top : placed.pad_top + placed.height, placed.pad_left : placed.pad_left + placed.width]
    pixels: npt.NDArray[Any] = np.frombuffer(image.tobytes(), np.uint8)
    # A grey picture under a colour recipe is repeated over the channels by broadcasting.
    out[...] = pixels.reshape(placed.height, placed.width, 3 if image.mode == "RGB" else 1)


def _copy_same_size(data: bytes, recipe: Recipe, out: Pixels) -> bool:
    """The shortest way, for a baseline JPEG that already has the recipe's form: no Pillow object is made."""
    if not data.startswith(START):
        return False
    check_file_bytes(len(data))
    found = read_baseline(data)
    if (
        found is None
        or found.orientation != 1
        or found.height != recipe.height
        or found.width != recipe.width
        or (found.channels == 3 and recipe.channels == 1)
    ):
        return False
    try:
        out[...] = simplejpeg.decode_jpeg(data, "RGB" if found.channels == 3 else "GRAY")
    except ValueError:  # The codec warned; whether the file is good is Pillow's to say.
        return False
    return True
