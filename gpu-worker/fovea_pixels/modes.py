"""From any of Pillow's modes to grey (L) or RGB, saying what was lost on the way."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from fovea_pixels.errors import DAMAGED, UNSUPPORTED, PixelError

Pixels = npt.NDArray[np.uint8]

SIXTEEN_BIT: Final = "16 bits a channel reduced to 8 by taking the high byte"
PLAIN_CMYK: Final = "CMYK turned into RGB without its printing profile"
FOREIGN_PROFILE: Final = "colour profile other than sRGB ignored"
FIRST_FRAME: Final = "first frame of several"
NO_EXIF: Final = "unreadable EXIF ignored"

_ORIENTATION: Final = 0x0112
_BITS_PER_SAMPLE: Final = 258
_PHOTOMETRIC: Final = 262
_SIXTEEN_A_CHANNEL: Final = re.compile(r"^I|;16[BLN]$")
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
    mode, is_clear = image.mode, "transparency" in image.info
    if mode in ("L", "RGB") and not is_clear:
        return image
    if mode in ("LA", "La") or (mode in ("1", "L") and is_clear):
        return _on_white(image.convert("LA"), "L")
    if mode == "1":
        return image.convert("L")
    if mode in ("RGBA", "RGBa", "PA") or (mode in ("P", "RGB") and is_clear):
        return _on_white(image.convert("RGBA"), "RGB")
    if mode in ("P", "CMYK", "YCbCr", "RGBX", "HSV"):
        return image.convert("RGB")
    if mode.startswith("I;16") or (mode == "I" and image.format == "PPM"):
        return _high_byte(image)
    raise PixelError(UNSUPPORTED, f"its pixels are of a kind that cannot be shown in 8 bits ({mode})")


def as_image(pixels: Pixels) -> Image.Image:
    """H×W pixels in L, or H×W×4, of which the fourth byte is unused, in RGB."""
    height, width = pixels.shape[:2]
    mode = "L" if pixels.ndim == 2 else "RGBX"
    image = Image.frombuffer(mode, (width, height), pixels, "raw", mode, 0, 1)
    return image if mode == "L" else image.convert("RGB")


def turn_pixels(pixels: Pixels, orientation: int) -> Pixels:
    """Applies EXIF's orientation, 1–8, to H×W or H×W×4; other values mean upright."""
    if orientation >= 5:
        pixels = pixels.swapaxes(0, 1)
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    return pixels


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
    packings = [tile.args if isinstance(tile.args, str) else str(tile.args[0]) for tile in getattr(image, "tile", ()) if tile.args]
    # Five or six bits a channel, as BMP packs three into 16, are no such packing.
    if image.mode.startswith("I") or any(_SIXTEEN_A_CHANNEL.search(packing) for packing in packings):
        losses.append(SIXTEEN_BIT)
    if image.mode == "CMYK":
        losses.append(PLAIN_CMYK)
    elif is_foreign(image.info.get("icc_profile")):
        losses.append(FOREIGN_PROFILE)
    try:
        # Of a camera's MPO the first is the picture; what follows are views of it for other screens.
        if image.format != "MPO" and getattr(image, "is_animated", False):
            losses.append(FIRST_FRAME)
            image.seek(0)
    except (EOFError, OSError, SyntaxError, ValueError) as error:
        raise PixelError(DAMAGED, f"damaged: its frames cannot be counted ({error})") from error
    return losses


def is_foreign(profile: object) -> bool:
    """Whether an ICC profile (or its beginning) names other colours than those of sRGB, which all pictures are taken to have."""
    return isinstance(profile, bytes) and len(profile) > 0 and b"sRGB" not in profile and b"s\0R\0G\0B" not in profile


def _high_byte(image: Image.Image) -> Image.Image:
    values = np.asarray(image)
    pixels = (values >> 8).astype(np.uint8)
    if image.format == "TIFF" and isinstance(image, TiffImageFile):
        depth = image.tag_v2.get(_BITS_PER_SAMPLE, (16,))[0]
        if depth < 16:
            # Read without being scaled up.
            pixels = (values >> (depth - 8)).astype(np.uint8)
        if image.tag_v2.get(_PHOTOMETRIC) == 0:
            pixels = 255 - pixels
    clear = image.info.get("transparency")
    if isinstance(clear, int):
        pixels[values == clear] = 255
    return Image.fromarray(pixels)


def _on_white(image: Image.Image, mode: str) -> Image.Image:
    ground = Image.new(mode, image.size, "white")
    ground.paste(image.convert(mode), mask=image.getchannel("A"))
    return ground
