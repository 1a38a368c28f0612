"""From any of Pillow's modes to grey (L) or RGB, saying what was lost on the way."""

from __future__ import annotations

from typing import Final

import numpy as np
from PIL import Image

from fovea_pixels.errors import DAMAGED, UNSUPPORTED, PixelError

SIXTEEN_BIT: Final = "16 bits a channel reduced to 8 by taking the high byte"
FIRST_FRAME: Final = "first frame of several"
NO_EXIF: Final = "unreadable EXIF ignored"

_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def to_grey_or_rgb(image: Image.Image) -> Image.Image:
    """Maps a loaded picture to L or RGB; what is transparent becomes white. Raises UNSUPPORTED.

    16-bit grey takes the high byte; grey from colour is 0.299 R + 0.587 G + 0.114 B, elsewhere.
    """
    mode = image.mode
    if mode in ("L", "RGB"):
        return image
    if mode == "1":
        return image.convert("L")
    if mode in ("LA", "La"):
        return _on_white(image.convert("LA"), "L")
    if mode in ("RGBA", "RGBa", "PA") or (mode == "P" and "transparency" in image.info):
        return _on_white(image.convert("RGBA"), "RGB")
    if mode in ("P", "CMYK", "YCbCr", "RGBX", "HSV"):
        return image.convert("RGB")
    if mode.startswith("I;16") or (mode == "I" and image.format == "PPM"):
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    raise PixelError(UNSUPPORTED, f"its pixels are of a kind that cannot be shown in 8 bits ({mode})")


def turn_upright(image: Image.Image, orientation: int) -> Image.Image:
    """Applies EXIF's orientation, 1–8; other values mean upright."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def read_orientation(image: Image.Image) -> tuple[int, str]:
    """EXIF's orientation of an opened picture, and what to say of an EXIF that cannot be read."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except MemoryError:
        raise
    except Exception:  # Plug-ins raise many kinds on damaged metadata; the pixels are still good.
        return 1, NO_EXIF
    return (value if isinstance(value, int) else 1), ""


def describe_loss(image: Image.Image) -> list[str]:
    """What an opened, not yet loaded picture loses: depth (seen in how its data is packed) and later frames."""
    losses = []
    packings = [str(tile.args) for tile in getattr(image, "tile", ())]
    if image.mode.startswith("I") or any("16" in packing for packing in packings):
        losses.append(SIXTEEN_BIT)
    try:
        if getattr(image, "is_animated", False):
            losses.append(FIRST_FRAME)
            image.seek(0)
    except (EOFError, OSError, SyntaxError, ValueError) as error:
        raise PixelError(DAMAGED, f"damaged: its frames cannot be counted ({error})") from error
    return losses


def _on_white(image: Image.Image, mode: str) -> Image.Image:
    ground = Image.new(mode, image.size, "white")
    ground.paste(image.convert(mode), mask=image.getchannel("A"))
    return ground
