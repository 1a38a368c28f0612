"""Bytes of a file to an upright picture in L or RGB, or a reason why not."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, UnidentifiedImageError

from fovea_pixels.errors import DAMAGED, NOT_AN_IMAGE, OUT_OF_MEMORY, TOO_LARGE, TRUNCATED, UNSUPPORTED, PixelError
from fovea_pixels.jpeg import START, Baseline, read_baseline
from fovea_pixels.limits import MAX_FILE_BYTES, MAX_IMAGE_PIXELS
from fovea_pixels.modes import Pixels, as_image, describe_loss, read_orientation, to_grey_or_rgb, turn_pixels, turn_upright
from fovea_pixels.turbo import decode_jpeg

FORMATS: Final = ("JPEG", "PNG", "GIF", "BMP", "PPM", "WEBP", "TIFF", "JPEG2000", "AVIF")
"""What is decoded. No format whose plug-in starts programs (EPS) or opens other files."""

_FOREIGN: Final = (
    (0, b"%PDF", "a PDF document"),
    (0, b"%!PS", "a PostScript file"),
    (0, b"\xc5\xd0\xd3\xc6", "a PostScript file"),
    (0, b"<svg", "an SVG drawing"),
    (0, b"8BPS", "a Photoshop file"),
    (0, b"\x00\x00\x01\x00", "an icon"),
    (0, b"qoif", "a QOI picture"),
    (0, b"\xff\x0a", "a JPEG XL picture"),
    (0, b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture"),
    (4, b"ftyphei", "a HEIC picture"),
    (4, b"ftypmif1", "a HEIC picture"),
    (0, b"II\x2b\x00", "a BigTIFF picture"),
    (0, b"MM\x00\x2b", "a BigTIFF picture"),
    (0, b"PK\x03\x04", "a zip archive"),
    (0, b"\x1f\x8b", "a gzip archive"),
)
"""What is recognised, to say so, and not decoded: where it begins, with what, its name."""

_SIGNATURES: Final = (
    (0, b"\xff\xd8", "JPEG"),
    (0, b"\x89PNG", "PNG"),
    (0, b"GIF8", "GIF"),
    (0, b"BM", "BMP"),
    (8, b"WEBP", "WebP"),
    (0, b"II*\x00", "TIFF"),
    (0, b"MM\x00*", "TIFF"),
)
_FAULTS: Final = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError,
                  AttributeError, AssertionError, ArithmeticError, RuntimeError, struct.error, zlib.error)  # fmt: skip
"""What Pillow's plug-ins raise on damaged files."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """An upright picture; `conversion` says what was lost, or is empty.

    `picture` is an image in mode L or RGB, or pixels H×W (grey) or H×W×4 (RGB and an unused byte). `height` and `width`
    are those of the file, upright: more than the picture's where it was decoded smaller.
    """

    picture: Image.Image | Pixels
    conversion: str
    height: int
    width: int

    def image(self) -> Image.Image:
        """The picture in mode L or RGB."""
        return self.picture if isinstance(self.picture, Image.Image) else as_image(self.picture)


Reduce = Callable[[int, int], int]
"""By how much (1, 2, 4, 8) a JPEG of this upright height and width may be decoded smaller."""


def not_at_all(_height: int, _width: int) -> int:
    return 1


def decode(data: bytes, reduce: Reduce = not_at_all) -> Decoded:
    """Decodes the bytes of one file, exactly as Pillow decodes them. Raises PixelError with a reason for people."""
    check_file_bytes(len(data))
    try:
        if data.startswith(START):
            baseline = read_baseline(data)
            if baseline is not None:
                height, width = _upright(baseline.height, baseline.width, baseline.orientation)
                pixels = decode_baseline(data, baseline, reduce(height, width))
                if pixels is not None:
                    return Decoded(pixels, baseline.conversion, height, width)
        return _decode_with_pillow(data, reduce)
    except MemoryError as error:
        raise PixelError(OUT_OF_MEMORY, "decoding it takes more memory than one picture is allowed") from error


def decode_baseline(data: bytes, baseline: Baseline, reduction: int) -> Pixels | None:
    """A baseline JPEG's upright pixels, H×W or H×W×4, from libjpeg-turbo directly; None where Pillow must judge (any
    warning of the codec)."""
    check_image_pixels(baseline.height, baseline.width)
    height, width = -(-baseline.height // reduction), -(-baseline.width // reduction)
    grey = baseline.channels == 1
    try:
        pixels = decode_jpeg(data, "GRAY" if grey else "RGBX", height, width)
    except ValueError:
        return None
    return np.ascontiguousarray(turn_pixels(pixels[..., 0] if grey else pixels, baseline.orientation))


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


def _decode_with_pillow(data: bytes, reduce: Reduce) -> Decoded:
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise _unidentified(data) from error
    except _FAULTS as error:
        raise _damaged(error) from error
    check_image_pixels(image.height, image.width)
    stored = image.height, image.width
    try:
        losses = describe_loss(image)
        if image.format in ("JPEG", "MPO") and reduce is not not_at_all:
            orientation, _ = read_orientation(image)
            by = reduce(*_upright(*stored, orientation))
            image.draft(image.mode, (stored[1] // by, stored[0] // by))
        image.load()
        orientation, exif_loss = read_orientation(image)
        picture = turn_upright(to_grey_or_rgb(image), orientation)
    except _FAULTS as error:
        raise _damaged(error) from error
    conversion = "; ".join([*losses, exif_loss] if exif_loss else losses)
    return Decoded(picture, conversion, *_upright(*stored, orientation))


def _upright(height: int, width: int, orientation: int) -> tuple[int, int]:
    return (width, height) if 5 <= orientation <= 8 else (height, width)


def _unidentified(data: bytes) -> PixelError:
    """Why a file is no picture that is decoded here."""
    for at, signature, name in _FOREIGN:
        if data.startswith(signature, at):
            return PixelError(UNSUPPORTED, f"{name}, which is not read here; save it as JPEG or PNG")
    for at, signature, name in _SIGNATURES:
        if data.startswith(signature, at):
            return PixelError(DAMAGED, f"truncated or damaged: it begins like {name}, but its header is not whole")
    return PixelError(NOT_AN_IMAGE, "not an image: no known picture format begins like this file")


def _damaged(error: BaseException) -> PixelError:
    text = " ".join(str(error).split())[:120] or type(error).__name__
    if any(word in text.lower() for word in ("truncated", "unexpected end", "not enough", "incomplete")):
        return PixelError(TRUNCATED, f"truncated: the file ends before the picture does ({text})")
    return PixelError(DAMAGED, f"damaged: the picture cannot be decoded ({text})")
