"""What a picture is turned into: height, width, channels and resize mode, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from fovea_pixels.encoding import ENCODINGS, MAX_JPEG_SIDE, Encoding
from fovea_pixels.errors import BAD_REQUEST, PixelError
from fovea_pixels.geometry import RESIZE_MODES, ResizeMode
from fovea_pixels.limits import MAX_PIXEL_BYTES, MAX_SIDE


@dataclass(frozen=True, slots=True)
class Recipe:
    """Target of `height`×`width`×`channels` uint8; channels 3 is RGB, 1 is grey. `is_mirrored`: turned left to right.

    `encoding`: how a shard keeps it. `is_fast`: a JPEG may be decoded at a half, a quarter or an eighth of its size as
    long as that is not below the size that it is scaled to.
    """

    height: int
    width: int
    channels: int
    resize: ResizeMode
    is_mirrored: bool = False
    encoding: Encoding = "raw"
    is_fast: bool = False

    @property
    def pixel_bytes(self) -> int:
        return self.height * self.width * self.channels

    @property
    def shape(self) -> tuple[int, int, int]:
        return (self.height, self.width, self.channels)


def read_recipe(value: object) -> Recipe:
    """Reads `{height, width, channels, resize, mirror?, encoding?, fastDecoding?}`; raises BAD_REQUEST with the field at fault."""
    if not isinstance(value, Mapping):
        raise PixelError(BAD_REQUEST, "recipe must be an object with height, width, channels and resize")
    height = read_integer(value, "height", 1, MAX_SIDE)
    width = read_integer(value, "width", 1, MAX_SIDE)
    channels = read_integer(value, "channels", 1, 3)
    if channels == 2:
        raise PixelError(BAD_REQUEST, "channels must be 3 (RGB) or 1 (grey), got 2")
    resize = value.get("resize")
    if resize not in RESIZE_MODES:
        raise PixelError(BAD_REQUEST, f"resize must be one of {', '.join(RESIZE_MODES)}, got {resize!r:.40}")
    encoding = value.get("encoding", "raw")
    if encoding not in ENCODINGS:
        raise PixelError(BAD_REQUEST, f"encoding must be one of {', '.join(ENCODINGS)}, got {encoding!r:.40}")
    if encoding == "jpeg" and max(height, width) > MAX_JPEG_SIDE:
        raise PixelError(BAD_REQUEST, f"a JPEG has at most {MAX_JPEG_SIDE:,} pixels a side; choose a smaller size or raw")
    recipe = Recipe(
        height,
        width,
        channels,
        cast(ResizeMode, resize),
        is_mirrored=_read_switch(value, "mirror"),
        encoding=cast(Encoding, encoding),
        is_fast=_read_switch(value, "fastDecoding"),
    )
    if recipe.pixel_bytes > MAX_PIXEL_BYTES:
        raise PixelError(
            BAD_REQUEST,
            f"{height}×{width}×{channels} pixels take {recipe.pixel_bytes:,} bytes an image, "
            f"more than the {MAX_PIXEL_BYTES:,} allowed; choose a smaller size",
        )
    return recipe


def read_integer(value: Mapping[str, object], name: str, least: int, most: int) -> int:
    """Reads an integer field within bounds; raises BAD_REQUEST."""
    number = value.get(name)
    if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
        raise PixelError(BAD_REQUEST, f"{name} must be an integer from {least} to {most}, got {number!r:.40}")
    return number


def _read_switch(value: Mapping[str, object], name: str) -> bool:
    is_on = value.get(name, False)
    if not isinstance(is_on, bool):
        raise PixelError(BAD_REQUEST, f"{name} must be true or false, got {is_on!r:.40}")
    return is_on
