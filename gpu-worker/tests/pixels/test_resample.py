"""The compiled resize gives Pillow's bytes, and leaves to Pillow what it cannot do."""

from __future__ import annotations

import ctypes
import itertools
import mmap
import shutil

import numpy as np
import pytest
from PIL import Image

from fovea_pixels import resample as module
from fovea_pixels.compiled import IS_COMPILED
from fovea_pixels.geometry import RESIZE_MODES, ResizeMode, place
from fovea_pixels.modes import as_image

# Where there is no C compiler Pillow resizes alone: of what is compiled there is nothing to try.
__test__ = IS_COMPILED or shutil.which("cc") is not None

_NO_ACCESS = 0
SIDES = [(1, 9), (40, 3), (17, 23), (64, 64), (100, 333), (300, 200), (512, 20)]
TARGETS = [(1, 1), (7, 5), (32, 32), (50, 200), (23, 17)]


@pytest.mark.parametrize("resize", RESIZE_MODES)
@pytest.mark.parametrize("channels", [1, 4])
def test_the_bytes_are_pillows(resize: ResizeMode, channels: int) -> None:
    done = 0
    for (height, width), (rows, columns) in itertools.product(SIDES, TARGETS):
        shape = (height, width) if channels == 1 else (height, width, 4)
        pixels = np.random.default_rng(height * width).integers(0, 2, shape, np.uint8) * np.uint8(255)
        placed = place(height, width, rows, columns, resize)
        out = np.zeros((placed.height, placed.width + 2, min(channels, 3)), np.uint8)
        if not module.resample(pixels, placed, out[:, 1:-1]):
            continue
        done += 1
        image = as_image(pixels).resize((placed.scaled_width, placed.scaled_height), Image.Resampling.BILINEAR)
        left, top = placed.cut_left, placed.cut_top
        expected = np.asarray(image.crop((left, top, left + placed.width, top + placed.height)))
        np.testing.assert_array_equal(out[:, 1:-1], expected.reshape(placed.height, placed.width, -1))
        assert not out[:, 0].any() and not out[:, -1].any()
    assert done >= 8


def test_whatever_is_done_is_pillows() -> None:
    random = np.random.default_rng(3)
    done = 0
    for _ in range(600):
        rows, columns = random.integers(1, 120, 2).tolist()
        height, width = (max(1, round(side * 2 ** random.uniform(-1, 3))) for side in (rows, columns))
        pixels = random.integers(0, 256, (height, width), np.uint8)
        out = np.zeros((rows, columns, 1), np.uint8)
        if module.resample(pixels, place(height, width, rows, columns, "squash"), out):
            done += 1
            expected = as_image(pixels).resize((columns, rows), Image.Resampling.BILINEAR)
            np.testing.assert_array_equal(out[..., 0], np.asarray(expected))
    assert done > 150


def test_a_photo() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (750, 1000, 4), np.uint8)
    out = np.zeros((256, 256, 3), np.uint8)
    assert module.resample(pixels, place(750, 1000, 256, 256, "squash"), out)
    np.testing.assert_array_equal(out, np.asarray(as_image(pixels).resize((256, 256), Image.Resampling.BILINEAR)))


def test_what_is_left_to_pillow() -> None:
    placed = place(8, 8, 4, 4, "squash")
    grey, colour = np.zeros((8, 8), np.uint8), np.zeros((8, 8, 4), np.uint8)
    assert not module.resample(grey, placed, np.zeros((4, 4, 3), np.uint8)), "grey under a colour recipe"
    assert not module.resample(colour, placed, np.zeros((4, 4, 1), np.uint8)), "colour under a grey recipe"
    assert not module.resample(colour[:, ::-1], placed, np.zeros((4, 4, 3), np.uint8)), "turned in place"
    tall = np.zeros((80, 8, 4), np.uint8)
    assert not module.resample(tall, place(80, 8, 4, 4, "squash"), np.zeros((4, 4, 3), np.uint8)), "down first"
    few = np.zeros((2, 8, 4), np.uint8)
    assert not module.resample(few, place(2, 8, 1, 4, "squash"), np.zeros((1, 4, 3), np.uint8)), "hardly any rows"


@pytest.mark.parametrize("channels", [1, 4])
def test_nothing_beyond_the_picture_is_read(channels: int) -> None:
    # The pixels end where a page begins that nobody may read: a byte too many ends this process.
    page, height, width = mmap.PAGESIZE, 30, 41
    size = height * width * channels
    room = mmap.mmap(-1, -(-size // page) * page + page)
    whole = np.frombuffer(room, np.uint8)
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.mprotect(ctypes.c_void_p(whole.ctypes.data + len(whole) - page), ctypes.c_size_t(page), _NO_ACCESS) == 0
    pixels = whole[len(whole) - page - size : len(whole) - page].reshape((height, width) if channels == 1 else (height, width, 4))
    for rows, columns in ((3, 5), (20, 25), (60, 80)):
        out = np.zeros((rows, columns, min(channels, 3)), np.uint8)
        assert module.resample(pixels, place(height, width, rows, columns, "squash"), out)
