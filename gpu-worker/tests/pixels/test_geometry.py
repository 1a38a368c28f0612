from __future__ import annotations

from itertools import product

import pytest

from fovea_pixels.geometry import RESIZE_MODES, Placement, place


@pytest.mark.parametrize(
    ("source", "mode", "expected"),
    [
        ((300, 600), "crop", Placement(256, 512, 0, 128, 0, 0, 256, 256)),
        ((300, 600), "fill", Placement(128, 256, 0, 0, 64, 0, 128, 256)),
        ((300, 600), "half-crop", Placement(172, 341, 0, 43, 42, 0, 172, 256)),
        ((375, 500), "crop", Placement(256, 341, 0, 43, 0, 0, 256, 256)),
        ((375, 500), "fill", Placement(192, 256, 0, 0, 32, 0, 192, 256)),
        ((375, 500), "half-crop", Placement(220, 293, 0, 19, 18, 0, 220, 256)),
        ((300, 600), "squash", Placement(256, 256, 0, 0, 0, 0, 256, 256)),
    ],
)
def test_golden_geometry(source: tuple[int, int], mode: str, expected: Placement) -> None:
    assert place(*source, 256, 256, mode) == expected  # type: ignore[arg-type]


def test_a_tall_picture_is_the_wide_one_turned() -> None:
    for mode in RESIZE_MODES:
        wide, tall = place(300, 601, 200, 256, mode), place(601, 300, 256, 200, mode)
        assert (wide.scaled_height, wide.cut_left, wide.pad_top, wide.height) == (
            tall.scaled_width,
            tall.cut_top,
            tall.pad_left,
            tall.width,
        )


def test_every_placement_lies_inside_source_and_target() -> None:
    sides = (1, 2, 3, 7, 28, 31, 100, 999, 65535)
    for height, width, rows, columns, mode in product(sides, sides, (1, 28, 33), (1, 32, 57), RESIZE_MODES):
        placed = place(height, width, rows, columns, mode)
        assert 1 <= placed.height <= rows and placed.pad_top * 2 + placed.height == rows
        assert 1 <= placed.width <= columns and placed.pad_left * 2 + placed.width == columns
        assert placed.cut_top >= 0 and placed.cut_top + placed.height <= placed.scaled_height
        assert placed.cut_left >= 0 and placed.cut_left + placed.width <= placed.scaled_width


@pytest.mark.parametrize("mode", RESIZE_MODES)
def test_the_same_aspect_ratio_is_the_same_in_all_modes(mode: str) -> None:
    assert place(128, 192, 64, 96, mode) == Placement(64, 96, 0, 0, 0, 0, 64, 96)  # type: ignore[arg-type]
