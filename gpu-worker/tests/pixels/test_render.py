from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from pictures import Pixels, draw, encode, oriented, with_pillow
from PIL import Image

from fovea_pixels.jpeg import read_baseline
from fovea_pixels.modes import FIRST_FRAME, SIXTEEN_BIT
from fovea_pixels.recipe import Recipe, read_recipe
from fovea_pixels.render import render


def rendered(data: bytes, height: int, width: int, channels: int, resize: str = "squash") -> tuple[Pixels, str]:
    recipe = read_recipe({"height": height, "width": width, "channels": channels, "resize": resize})
    out = np.full(recipe.shape, 77, np.uint8)
    return out, render(data, recipe, out).conversion


JPEGS: list[dict[str, Any]] = [
    {"quality": 90},
    {"quality": 30, "subsampling": 0},
    {"quality": 75, "subsampling": 1},
    {"quality": 99, "subsampling": 2, "optimize": True},
    {"progressive": True},
    {"restart_marker_rows": 1},
    {"comment": "a comment"},
    {"keep_rgb": True},
]


@pytest.mark.parametrize("options", JPEGS, ids=str)
@pytest.mark.parametrize("channels", [3, 1])
def test_jpeg_equals_pillow_to_the_byte(options: dict[str, Any], channels: int) -> None:
    for seed, (height, width) in enumerate([(32, 32), (1, 1), (33, 47), (120, 81), (375, 500), (7, 300)]):
        data = encode(draw(height, width, seed=seed), "JPEG", **options)
        for target in ((32, 32), (64, 20), (height, width)):
            pixels, conversion = rendered(data, *target, channels)
            assert conversion == ""
            np.testing.assert_array_equal(pixels, with_pillow(data, *target, channels))


def test_the_fast_way_is_taken_for_baseline_files_only() -> None:
    picture = draw(40, 30)
    found = read_baseline(encode(picture, "JPEG", quality=90))
    assert found is not None and (found.height, found.width, found.channels, found.orientation) == (40, 30, 3, 1)
    assert read_baseline(encode(picture, "JPEG", progressive=True)) is None
    assert read_baseline(encode(picture.convert("CMYK"), "JPEG")) is None
    assert read_baseline(b"\xff\xd8\xff\xe0\x00\x10JFIF") is None
    assert read_baseline(b"\xff\xd8\xff\xc0\x00\x00") is None


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_exif_turns_the_picture(orientation: int, form: str) -> None:
    data = oriented(orientation, draw(40, 64), form)
    for target in ((40, 64), (32, 32)):
        pixels, _ = rendered(data, *target, 3)
        np.testing.assert_array_equal(pixels, with_pillow(data, *target, 3))


def test_orientation_in_xmp_is_followed_as_pillow_does() -> None:
    xmp = b'<x:xmpmeta xmlns:tiff="t"><r tiff:Orientation="6"/></x:xmpmeta>'
    data = encode(draw(40, 64), "JPEG", xmp=xmp)
    np.testing.assert_array_equal(rendered(data, 32, 32, 3)[0], with_pillow(data, 32, 32, 3))


@pytest.mark.parametrize("form", ["PNG", "BMP", "PPM", "TIFF", "WEBP", "GIF", "JPEG2000"])
@pytest.mark.parametrize("grey", [False, True])
def test_other_formats_equal_pillow(form: str, grey: bool) -> None:
    data = encode(draw(50, 70, 1 if grey else 3), form)
    for channels in (1, 3):
        np.testing.assert_array_equal(rendered(data, 32, 24, channels)[0], with_pillow(data, 32, 24, channels))


@pytest.mark.parametrize("mode", ["crop", "fill", "half-crop"])
@pytest.mark.parametrize("source", [(90, 150), (150, 90)])
def test_modes_scale_cut_and_pad_with_zeros(mode: str, source: tuple[int, int]) -> None:
    data = encode(draw(*source), "PNG")
    pixels, _ = rendered(data, 60, 60, 3, mode)
    scaled = {"crop": (60, 100), "fill": (36, 60), "half-crop": (46, 75)}[mode]
    if source[0] > source[1]:
        pixels, scaled_picture = pixels.transpose(1, 0, 2), with_pillow(data, scaled[1], scaled[0], 3).transpose(1, 0, 2)
    else:
        scaled_picture = with_pillow(data, *scaled, 3)
    rows, left = min(60, scaled[0]), (scaled[1] - 60 + 1) // 2
    top = (60 - rows) // 2
    np.testing.assert_array_equal(pixels[top : top + rows], scaled_picture[:, left : left + 60])
    assert not pixels[:top].any() and not pixels[top + rows :].any()


def test_transparency_lies_on_white() -> None:
    clear, half = (10, 20, 30, 0), (100, 0, 50, 128)
    picture = Image.new("RGBA", (2, 1))
    picture.putdata([clear, half])
    pixels, conversion = rendered(encode(picture, "PNG"), 1, 2, 3)
    assert pixels[0, 0].tolist() == [255, 255, 255]
    assert pixels[0, 1].tolist() == [177, 127, 152]
    assert conversion == ""
    grey, _ = rendered(encode(picture.convert("LA"), "PNG"), 1, 2, 1)
    assert grey[0, 0, 0] == 255


def test_palettes_with_and_without_transparency() -> None:
    palette = draw(20, 20).convert("P", palette=Image.Palette.ADAPTIVE)
    np.testing.assert_array_equal(rendered(encode(palette, "PNG"), 20, 20, 3)[0], np.asarray(palette.convert("RGB")))
    data = encode(palette, "PNG", transparency=palette.getpixel((0, 0)))
    assert rendered(data, 20, 20, 3)[0][0, 0].tolist() == [255, 255, 255]


@pytest.mark.parametrize("mode", ["CMYK", "YCbCr", "1"])
def test_other_colour_models_are_pillows(mode: str) -> None:
    picture = draw(24, 24).convert(mode)
    data = encode(picture, "PNG" if mode == "1" else "JPEG" if mode == "CMYK" else "TIFF")
    np.testing.assert_array_equal(rendered(data, 24, 24, 3)[0], with_pillow(data, 24, 24, 3))


def test_sixteen_bits_become_eight_and_it_is_said() -> None:
    values = np.array([[0, 255, 256, 65535]], np.uint16)
    for form in ("PNG", "TIFF", "PPM"):
        pixels, conversion = rendered(encode(Image.fromarray(values), form), 1, 4, 1)
        assert pixels[0, :, 0].tolist() == [0, 0, 1, 255]
        assert conversion == SIXTEEN_BIT


def test_of_an_animation_the_first_frame_is_taken_and_it_is_said() -> None:
    frames = [draw(16, 16, seed=seed) for seed in (1, 2, 3)]
    for form in ("PNG", "WEBP", "GIF", "TIFF"):
        options = {"lossless": True} if form == "WEBP" else {}
        data = encode(frames[0], form, save_all=True, append_images=frames[1:], **options)
        pixels, conversion = rendered(data, 16, 16, 3)
        assert conversion == FIRST_FRAME
        np.testing.assert_array_equal(pixels, np.asarray(Image.open(io.BytesIO(data)).convert("RGB")))


def test_grey_is_weighted() -> None:
    data = encode(Image.new("RGB", (1, 1), (200, 100, 50)), "PNG")
    assert rendered(data, 1, 1, 1)[0][0, 0, 0] == round(0.299 * 200 + 0.587 * 100 + 0.114 * 50)


def test_a_recipe_has_a_byte_count() -> None:
    assert Recipe(2, 3, 3, "squash").pixel_bytes == 18


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("resize", ["squash", "fill"])
def test_mirrored_is_the_same_turned_left_to_right(form: str, resize: str) -> None:
    data = encode(draw(32, 48, seed=3), form)
    plain, _ = rendered(data, 32, 32, 3, resize)
    recipe = read_recipe({"height": 32, "width": 32, "channels": 3, "resize": resize, "mirror": True})
    out = np.empty(recipe.shape, np.uint8)
    render(data, recipe, out)
    assert (out == plain[:, ::-1]).all()
    assert not (out == plain).all()
