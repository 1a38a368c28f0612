from __future__ import annotations

import random
import struct
import zlib

import numpy as np
import pytest
from pictures import draw, encode
from PIL import Image

from fovea_pixels.errors import PixelError
from fovea_pixels.recipe import Recipe, read_recipe
from fovea_pixels.render import render
from fovea_pixels.tasks import prepare

_RECIPE = Recipe(16, 16, 3, "squash")


def fault(data: bytes, recipe: Recipe = _RECIPE) -> PixelError:
    with pytest.raises(PixelError) as caught:
        render(data, recipe, np.zeros(recipe.shape, np.uint8))
    return caught.value


@pytest.fixture(autouse=True)
def _prepared() -> None:
    prepare()


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that only claims its size."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(10))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("data", [b"hello", b"<svg/>", bytes(1000), b"%PDF-1.7", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"\xff\xd8"])
def test_what_is_no_picture(data: bytes) -> None:
    assert any(word in fault(data).reason for word in ("not an image", "not read here", "header is not whole"))


def test_an_empty_file() -> None:
    assert fault(b"").reason == "not an image: the file is empty"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "BMP", "TIFF", "PPM"])
def test_truncated_files_say_so(form: str) -> None:
    data = encode(draw(80, 80), form)
    error = fault(data[: len(data) * 2 // 3])
    assert error.reason.startswith("truncated"), error.reason


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "PPM", "JPEG2000"])
def test_a_file_cut_anywhere_ends_in_pixels_or_a_reason(form: str) -> None:
    data = encode(draw(40, 40), form)
    out = np.zeros(_RECIPE.shape, np.uint8)
    for end in range(0, len(data), max(1, len(data) // 40)):
        try:
            render(data[:end], _RECIPE, out)
        except PixelError as error:
            assert error.reason


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
def test_a_file_with_changed_bytes_ends_in_pillows_pixels_or_a_reason(form: str) -> None:
    dice = random.Random(form)
    whole = encode(draw(40, 40), form)
    out = np.zeros(_RECIPE.shape, np.uint8)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            render(bytes(data), _RECIPE, out)
        except PixelError as error:
            assert error.reason


def test_a_giant_is_refused_with_its_size_before_it_is_decoded() -> None:
    error = fault(png_of_size(30_000, 20_000))
    assert error.reason == "too large: 30000×20000 is 600,000,000 pixels; at most 100,000,000 are decoded"
    jpeg = bytearray(encode(Image.new("RGB", (16, 16)), "JPEG"))
    frame = jpeg.index(b"\xff\xc0")
    jpeg[frame + 5 : frame + 9] = struct.pack(">HH", 60_000, 60_000)
    assert "60000×60000" in fault(bytes(jpeg)).reason


def test_a_file_of_too_many_bytes_is_refused() -> None:
    assert "bytes; at most 67,108,864 are read" in fault(b"\xff\xd8\xff" + bytes(64 << 20)).reason


def test_a_shape_that_would_explode_when_covering_is_refused() -> None:
    thin = encode(Image.new("RGB", (20_000, 1)), "PNG")
    assert fault(thin, Recipe(256, 256, 3, "crop")).reason.startswith("too large: 5120000×256")


def test_pixels_that_eight_bits_cannot_show() -> None:
    data = encode(Image.fromarray(np.array([[0.5, 2.0]], np.float32)), "TIFF")
    assert "cannot be shown in 8 bits (F)" in fault(data).reason


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"height": 0, "width": 1, "channels": 3, "resize": "squash"},
        {"height": 1, "width": 1, "channels": 2, "resize": "squash"},
        {"height": 1, "width": True, "channels": 3, "resize": "squash"},
        {"height": 1, "width": 1, "channels": 3, "resize": "stretch"},
        {"height": 60_000, "width": 60_000, "channels": 3, "resize": "squash"},
    ],
)
def test_recipes_that_make_no_sense(value: object) -> None:
    with pytest.raises(PixelError):
        read_recipe(value)
