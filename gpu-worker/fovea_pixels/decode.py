"""Bytes of a file to an upright picture in L or RGB, or a reason why not."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from typing import Final

import simplejpeg
from PIL import Image, UnidentifiedImageError

from fovea_pixels.errors import DAMAGED, NOT_AN_IMAGE, OUT_OF_MEMORY, TOO_LARGE, TRUNCATED, PixelError
from fovea_pixels.jpeg import START, Baseline, read_baseline
from fovea_pixels.limits import MAX_FILE_BYTES, MAX_IMAGE_PIXELS
from fovea_pixels.modes import describe_loss, read_orientation, to_grey_or_rgb, turn_upright

FORMATS: Final = ("JPEG", "PNG", "GIF", "BMP", "PPM", "WEBP", "TIFF", "JPEG2000", "AVIF")
"""What is decoded. No format whose plug-in starts programs (EPS) or opens other files."""

_SIGNATURES: Final = (
    (b"\xff\xd8", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"RIFF", "WebP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)
_FAULTS: Final = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError,
                  AttributeError, AssertionError, ArithmeticError, RuntimeError, struct.error, zlib.error)  # fmt: skip
"""What Pillow's plug-ins raise on damaged files."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """An upright picture in mode L or RGB; `conversion` says what was lost, or is empty."""

    image: Image.Image
    conversion: str


def decode(data: bytes) -> Decoded:
    """Decodes the bytes of one file, exactly as Pillow decodes them. Raises PixelError with a reason for people."""
    check_file_bytes(len(data))
    try:
        if data.startswith(START):
            baseline = read_baseline(data)
            if baseline is not None:
                fast = decode_baseline(data, baseline)
                if fast is not None:
                    return Decoded(turn_upright(fast, baseline.orientation), "")
        return _decode_with_pillow(data)
    except MemoryError as error:
        raise PixelError(OUT_OF_MEMORY, "decoding it takes more memory than one picture is allowed") from error


def decode_baseline(data: bytes, baseline: Baseline) -> Image.Image | None:
    """Decodes a baseline JPEG with libjpeg-turbo directly; None where Pillow must judge (any warning of the codec)."""
    check_image_pixels(baseline.height, baseline.width)
    grey = baseline.channels == 1
    try:
        pixels = simplejpeg.decode_jpeg(data, "GRAY" if grey else "RGB")
    except ValueError:
        return None
    mode = "L" if grey else "RGB"
    return Image.frombuffer(mode, (baseline.width, baseline.height), pixels, "raw", mode, 0, 1)


def check_file_bytes(size: int) -> None:
    """Refuses an empty file and one over the limit."""
    if size == 0:
        raise PixelError(NOT_AN_IMAGE, "not an image: the file is empty")
    if size > MAX_FILE_BYTES:
        raise PixelError(TOO_LARGE, f"too large: {size:,} bytes; at most {MAX_FILE_BYTES:,} are read")


def check_image_pixels(height: int, width: int) -> None:
    """Refuses a giant before anything of it is decoded."""
    if height * width > MAX_IMAGE_PIXELS:
        raise PixelError(
            TOO_LARGE,
            f"too large: {width}×{height} is {height * width:,} pixels; at most {MAX_IMAGE_PIXELS:,} are decoded",
        )


def _decode_with_pillow(data: bytes) -> Decoded:
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise _unidentified(data) from error
    except _FAULTS as error:
        raise _damaged(error) from error
    check_image_pixels(image.height, image.width)
    try:
        losses = describe_loss(image)
        image.load()
        orientation, exif_loss = read_orientation(image)
        picture = turn_upright(to_grey_or_rgb(image), orientation)
    except _FAULTS as error:
        raise _damaged(error) from error
    return Decoded(picture, "; ".join([*losses, exif_loss] if exif_loss else losses))


def _unidentified(data: bytes) -> PixelError:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return PixelError(DAMAGED, f"truncated or damaged: it begins like {name}, but its header is not whole")
    return PixelError(NOT_AN_IMAGE, "not an image: no known picture format begins like this file")


def _damaged(error: BaseException) -> PixelError:
    text = " ".join(str(error).split())[:120] or type(error).__name__
    if any(word in text.lower() for word in ("truncated", "unexpected end", "not enough", "incomplete")):
        return PixelError(TRUNCATED, f"truncated: the file ends before the picture does ({text})")
    return PixelError(DAMAGED, f"damaged: the picture cannot be decoded ({text})")
