"""A few files below a root as a recipe makes them, for people to look at before a dataset is built."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from fovea_pixels.arena import Arena
from fovea_pixels.decoder import Decoder
from fovea_pixels.errors import TIMEOUT, TOO_LARGE, PixelError
from fovea_pixels.files import RootedFiles, read_into
from fovea_pixels.limits import MIB
from fovea_pixels.recipe import Recipe
from fovea_pixels.tasks import Draw, answered

MAX_PREVIEW: Final = 64
MAX_PREVIEW_BYTES: Final = 128 * MIB
PREVIEW_SECONDS: Final = 10.0
"""After this long no further picture is begun."""


@dataclass(frozen=True, slots=True)
class PreviewOrder:
    """Which files (absolute paths below `root`) to draw by the recipe."""

    recipe: Recipe
    root: str
    paths: list[str]


def draw_preview(order: PreviewOrder, arena: Arena, decoder: Decoder) -> list[bytes | PixelError]:
    """A PNG of each file in the order given, or why there is none. Raises PixelError where the root cannot be opened."""
    files = RootedFiles(order.root)
    end, room = time.monotonic() + PREVIEW_SECONDS, MAX_PREVIEW_BYTES
    drawn: list[bytes | PixelError] = []
    try:
        for path in order.paths:
            if time.monotonic() > end:
                drawn.append(PixelError(TIMEOUT, f"not drawn: the pictures before it took {PREVIEW_SECONDS:g} s"))
                continue
            one = _draw(path, order.recipe, files, arena, decoder)
            if isinstance(one, bytes) and len(one) > room:
                one = PixelError(TOO_LARGE, f"not drawn: the pictures before it take most of {MAX_PREVIEW_BYTES:,} bytes")
            room -= len(one) if isinstance(one, bytes) else 0
            drawn.append(one)
    finally:
        files.close()
    return drawn


def _draw(path: str, recipe: Recipe, files: RootedFiles, arena: Arena, decoder: Decoder) -> bytes | PixelError:
    try:
        descriptor, size = files.open(path)
        arena.place(0, 0, read_into(descriptor, size, arena.input))
    except PixelError as error:
        return error
    decoder.run(Draw(recipe), 1)
    verdict = arena.verdict(0)
    return PixelError(verdict.code, verdict.text) if verdict.code else bytes(answered(arena))
