"""Where a picture lands: the four resize modes as pure integer geometry.

`squash` ignores the aspect ratio; `crop` covers the target and cuts what sticks out; `fill` fits inside and pads;
`half-crop` scales by the mean of both ratios, cutting one side and padding the other. A picture that has the target's
size or aspect ratio is the same in every mode. Halves round up, so that nothing depends on floating point.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

ResizeMode = Literal["squash", "crop", "fill", "half-crop"]
RESIZE_MODES: Final[tuple[ResizeMode, ...]] = ("squash", "crop", "fill", "half-crop")


@dataclass(frozen=True, slots=True)
class Placement:
    """Scale to (`scaled_height`, `scaled_width`), cut a window there, paste it into the zero-filled target.

    `cut_top`, `cut_left` is the window's corner in the scaled picture; `pad_top`, `pad_left` its corner in the target;
    the window is `height`×`width` pixels.
    """

    scaled_height: int
    scaled_width: int
    cut_top: int
    cut_left: int
    pad_top: int
    pad_left: int
    height: int
    width: int


def place(source_height: int, source_width: int, height: int, width: int, mode: ResizeMode) -> Placement:
    """Places a picture of `source_height`×`source_width` pixels on a target of `height`×`width`."""
    # Both ratios source/target over the common denominator height·width.
    wide = source_width * height
    tall = source_height * width
    if mode == "squash" or wide == tall:
        return Placement(height, width, 0, 0, 0, 0, height, width)
    if mode == "crop":
        numerator, denominator = min(wide, tall), 1
    elif mode == "fill":
        numerator, denominator = max(wide, tall), 1
    else:
        numerator, denominator = wide + tall, 2
    scaled_height = _halves_up(source_height * height * width * denominator, numerator)
    scaled_width = _halves_up(source_width * height * width * denominator, numerator)
    if mode != "crop":
        # The padding is the same on both ends: one pixel more of picture where it would be odd.
        if wide > tall:
            scaled_height = _same_parity(scaled_height, height)
        else:
            scaled_width = _same_parity(scaled_width, width)
    cut_top, pad_top, rows = _along(scaled_height, height)
    cut_left, pad_left, columns = _along(scaled_width, width)
    return Placement(scaled_height, scaled_width, cut_top, cut_left, pad_top, pad_left, rows, columns)


def reduction(source_height: int, source_width: int, placed: Placement) -> int:
    """By how much (1, 2, 4 or 8) a picture may be decoded smaller without falling below the size that it is scaled to."""
    most = min(source_height // placed.scaled_height, source_width // placed.scaled_width)
    return next(divisor for divisor in (8, 4, 2, 1) if divisor <= max(most, 1))


def _halves_up(numerator: int, denominator: int) -> int:
    return max(1, (2 * numerator + denominator) // (2 * denominator))


def _same_parity(scaled: int, target: int) -> int:
    return scaled + (target - scaled) % 2


def _along(scaled: int, target: int) -> tuple[int, int, int]:
    if scaled >= target:
        return (scaled - target + 1) // 2, 0, target
    return 0, (target - scaled) // 2, scaled
