from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from pictures import draw
from PIL import Image

from fovea_pixels.figures import figures


def looks(picture: Image.Image) -> tuple[str, float]:
    pixels = np.asarray(picture)
    return figures(pixels.reshape(1, *pixels.shape[:2], -1))[0]


def distance(one: str, two: str) -> int:
    return (int(one, 16) ^ int(two, 16)).bit_count()


@pytest.mark.parametrize("shape", [(8, 9, 3), (31, 47, 3), (64, 64, 1), (3, 4, 3), (1, 1, 1), (127, 9, 1), (300, 7, 3), (2100, 9, 1)])
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
