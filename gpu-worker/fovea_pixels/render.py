"""A file's bytes to the pixels of a recipe: decode, convert channels, scale, cut, pad."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

from fovea_pixels.decode import Decoded, check_file_bytes, check_image_pixels, decode, not_at_all
from fovea_pixels.geometry import place, reduction
from fovea_pixels.jpeg import START, Baseline, read_baseline
from fovea_pixels.recipe import Recipe
from fovea_pixels.resample import resample
from fovea_pixels.turbo import decode_jpeg_into

Pixels = npt.NDArray[np.uint8]
_BILINEAR: Final = Image.Resampling.BILINEAR


class Rendered(NamedTuple):
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
    copied = _copy_same_size(data, recipe, out)
    if copied is not None:
        return Rendered(copied.conversion, copied.height, copied.width)

    def reduce(height: int, width: int) -> int:
        return reduction(height, width, place(height, width, recipe.height, recipe.width, recipe.resize))

    decoded = decode(data, reduce if recipe.is_fast else not_at_all)
    fit(decoded, recipe, out)
    return Rendered(decoded.conversion, decoded.height, decoded.width)


def fit(decoded: Decoded, recipe: Recipe, out: Pixels) -> None:
    """Fits a picture into `out` (H×W×C uint8): Pillow's bilinear, padding 0."""
    placed = place(decoded.height, decoded.width, recipe.height, recipe.width, recipe.resize)
    check_image_pixels(placed.scaled_height, placed.scaled_width)
    if (placed.height, placed.width) != (recipe.height, recipe.width):
        out[...] = 0
        out = out[placed.pad_top : placed.pad_top + placed.height, placed.pad_left : placed.pad_left + placed.width]
    if not isinstance(decoded.picture, Image.Image) and resample(decoded.picture, placed, out):
        return
    image = decoded.image()
    if recipe.channels == 1 and image.mode != "L":
        image = image.convert("L")
    if image.size != (placed.scaled_width, placed.scaled_height):
        image = image.resize((placed.scaled_width, placed.scaled_height), _BILINEAR)
    if image.size != (placed.width, placed.height):
        left, top = placed.cut_left, placed.cut_top
        image = image.crop((left, top, left + placed.width, top + placed.height))
    pixels: npt.NDArray[Any] = np.frombuffer(image.tobytes(), np.uint8)
    # A grey picture under a colour recipe is repeated over the channels by broadcasting.
    out[...] = pixels.reshape(placed.height, placed.width, 3 if image.mode == "RGB" else 1)


def _copy_same_size(data: bytes, recipe: Recipe, out: Pixels) -> Baseline | None:
    """The shortest way, for a baseline JPEG that already has the recipe's form: no Pillow object is made. None for others."""
    if not data.startswith(START):
        return None
    check_file_bytes(len(data))
    found = read_baseline(data)
    if (
        found is None
        or found.orientation != 1
        or found.height != recipe.height
        or found.width != recipe.width
        or (found.channels == 3 and recipe.channels == 1)
    ):
        return None
    try:
        decode_jpeg_into(data, "RGB" if found.channels == 3 else "GRAY", out)
    except ValueError:  # The codec warned; whether the file is good is Pillow's to say.
        return None
    return found
