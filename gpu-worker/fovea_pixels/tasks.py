"""What the decoder does: render files, draw them as pictures, encode pixels as PNG. Runs without any right."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import AvifImagePlugin, Image

from fovea_pixels.arena import GOOD, Arena, Verdict
from fovea_pixels.decode import decode
from fovea_pixels.encoding import lose
from fovea_pixels.errors import DAMAGED, OUT_OF_MEMORY, TOO_LARGE, PixelError
from fovea_pixels.memory import keep_freed_memory
from fovea_pixels.recipe import Recipe
from fovea_pixels.render import render


@dataclass(frozen=True, slots=True)
class Render:
    """Slot i's file becomes row i of the output."""

    recipe: Recipe


@dataclass(frozen=True, slots=True)
class Draw:
    """Slot 0's file becomes a PNG of what the recipe makes of it; the output begins with its length."""

    recipe: Recipe


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """Slot 0's file becomes a JPEG of at most `max_side` pixels a side; the output begins with its length."""

    max_side: int


@dataclass(frozen=True, slots=True)
class Encode:
    """Slot 0's raw pixels become a PNG; the output begins with its length."""

    height: int
    width: int
    channels: int


Task = Render | Draw | Thumbnail | Encode
_LENGTH_BYTES = 8


def prepare() -> None:
    """Loads every plug-in, before files can no longer be opened."""
    keep_freed_memory()
    # A decoder may start no thread.
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    Image.MAX_IMAGE_PIXELS = None  # Sizes are checked here, with a reason.
    Image.init()


def perform(task: Task, arena: Arena, start: int, count: int) -> None:
    """Performs slots `start` to `count`, each with its verdict."""
    rows = arena.pixels(count, task.recipe.shape) if isinstance(task, Render) else None
    for index in range(start, count):
        verdict = GOOD
        try:
            if isinstance(task, Render) and rows is not None:
                conversion, height, width = render(arena.file(index), task.recipe, rows[index])
                arena.tell_size(index, height, width)
                if conversion:
                    verdict = Verdict("", conversion)
            elif isinstance(task, Draw):
                _answer(arena, draw(arena.file(index), task.recipe))
            elif isinstance(task, Thumbnail):
                _answer(arena, draw_thumbnail(arena.file(index), task.max_side))
            elif isinstance(task, Encode):
                _answer(arena, encode_png(arena.file(index), task))
        except PixelError as error:
            verdict = Verdict(error.code, error.reason)
        except MemoryError:
            verdict = Verdict(OUT_OF_MEMORY, "decoding it takes more memory than one picture is allowed")
        except Exception as error:  # One picture never takes the others with it.
            verdict = Verdict(DAMAGED, f"damaged: the decoder failed on it ({type(error).__name__}: {error})")
        arena.pass_verdict(index, verdict)


def draw(data: bytes, recipe: Recipe) -> bytes:
    """A PNG of the recipe's pixels, as training sees them."""
    pixels = np.empty(recipe.shape, np.uint8)
    render(data, recipe, pixels)
    lose(pixels, recipe.encoding)
    return encode_png(pixels.tobytes(), Encode(*recipe.shape))


def draw_thumbnail(data: bytes, max_side: int) -> bytes:
    """A JPEG that fits into max_side×max_side pixels, never enlarged."""
    image = decode(data).image()
    image.thumbnail((max_side, max_side), Image.Resampling.BILINEAR)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=85)
    return file.getvalue()


def encode_png(pixels: bytes, form: Encode) -> bytes:
    """A PNG of H×W×C uint8 pixels."""
    shape = (form.height, form.width) if form.channels == 1 else (form.height, form.width, form.channels)
    file = io.BytesIO()
    Image.fromarray(np.frombuffer(pixels, np.uint8).reshape(shape)).save(file, "PNG", compress_level=6)
    return file.getvalue()


def _answer(arena: Arena, payload: bytes) -> None:
    if len(payload) + _LENGTH_BYTES > len(arena.output):
        raise PixelError(TOO_LARGE, f"the picture made of it takes {len(payload):,} bytes, more than can be answered")
    arena.output[:_LENGTH_BYTES] = len(payload).to_bytes(_LENGTH_BYTES, "little")
    arena.output[_LENGTH_BYTES : _LENGTH_BYTES + len(payload)] = payload


def answered(arena: Arena) -> memoryview:
    """The one picture that the decoder drew, at most the output."""
    length = int.from_bytes(arena.output[:_LENGTH_BYTES], "little")
    return arena.output[_LENGTH_BYTES : _LENGTH_BYTES + length]
