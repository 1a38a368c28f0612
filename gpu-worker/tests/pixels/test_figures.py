from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from pictures import draw
from PIL import Image

from fovea_pixels import figures as module
from fovea_pixels.figures import figures


@pytest.fixture(params=[True, False], ids=["as found", "without machine code"])
def code(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set-up may have found a compiler or not; both ways must say the same."""
    if not request.param:
        monkeypatch.setattr(module, "_figures", None)


SHAPES = [
    *((8, 9, 3), (31, 47, 3), (64, 64, 1), (3, 4, 3), (1, 1, 1), (127, 9, 1), (300, 7, 3), (2100, 9, 1)),
    # What is too long a row for 32 bits of squares.
    *((64, 21_845, 3), (8, 70_000, 1)),
]


def looks(picture: Image.Image) -> tuple[str, float]:
    pixels = np.asarray(picture)
    return figures(pixels.reshape(1, *pixels.shape[:2], -1))[0]


def distance(one: str, two: str) -> int:
    return (int(one, 16) ^ int(two, 16)).bit_count()


@pytest.mark.usefixtures("code")
@pytest.mark.parametrize("shape", SHAPES)
def test_figures_are_those_of_their_definition(shape: tuple[int, int, int]) -> None:
    rows = np.random.default_rng(1).integers(0, 256, (3, *shape)).astype(np.uint8)
    for whole, (look, deviation) in zip(rows, figures(rows), strict=True):
        row = whole[:: max(1, shape[0] // 64)]
        height, width, channels = row.shape
        assert deviation == pytest.approx(float(np.sqrt(row.reshape(-1, channels).var(0).mean())), abs=0.006)
        grey = row.astype(object) @ [299, 587, 114] if channels == 3 else row[..., 0].astype(object)
        bits = ""
        for y in range(8):
            top, bottom = y * height // 8, max(y * height // 8 + 1, (y + 1) * height // 8)
            edges = [(x * width // 9, max(x * width // 9 + 1, (x + 1) * width // 9)) for x in range(9)]
            cells = [grey[top:bottom, left:right] for left, right in edges]
            for left, right in pairwise(cells):
                bits += str(int(left.sum() * right.size < right.sum() * left.size))
        assert look == f"{int(bits, 2):016x}"


@pytest.mark.parametrize("value", [0, 255])
@pytest.mark.parametrize("shape", [(127, 2000, 3), (127, 10, 1), (64, 21_844, 3)])
def test_the_largest_numbers_fit(shape: tuple[int, int, int], value: int) -> None:
    """Half of it black, half of it white: no picture varies more."""
    rows = np.full((1, *shape), value, np.uint8)
    rows[:, :, shape[1] // 2 :] = 255 - value
    look, deviation = figures(rows)[0]
    assert look == module.looks(rows)[0]
    assert deviation == pytest.approx(127.5, abs=0.1)


def test_a_part_of_larger_pictures_is_that_part() -> None:
    rows = np.random.default_rng(2).integers(0, 256, (4, 40, 50, 3)).astype(np.uint8)
    part = rows[1:3, 5:37, 3:45]
    assert figures(part) == figures(np.ascontiguousarray(part))


def test_near_duplicates_are_near_and_others_are_not() -> None:
    picture = draw(96, 96, seed=3)
    smaller = picture.resize((64, 64)).resize((96, 96))
    brighter = picture.point(lambda value: min(255, value + 9))
    # Not the same kind of waves: those of `draw` always resemble each other.
    other = Image.fromarray(np.random.default_rng(5).integers(0, 256, (9, 9, 3)).astype(np.uint8)).resize((96, 96))
    assert distance(looks(picture)[0], looks(smaller)[0]) <= 4
    assert distance(looks(picture)[0], looks(brighter)[0]) <= 4
    assert distance(looks(picture)[0], looks(other)[0]) >= 12


def test_a_constant_picture_varies_by_nothing() -> None:
    assert looks(Image.new("RGB", (40, 40), (255, 0, 90))) == ("0" * 16, 0.0)
    assert looks(Image.new("L", (1, 1), 7)) == ("0" * 16, 0.0)
