"""Draws shapes given in a thing's own coordinates: u along it, v upwards from the waterline, length 1."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from PIL import Image, ImageDraw

from fovea_samples.light import Colour, Light

Point = tuple[float, float]


class Pen:
    """Places a thing with its origin at (x, y) of the canvas, `length` pixels long, mirrored when `flip`."""

    def __init__(
        self, canvas: Image.Image, light: Light, x: float, y: float, length: float, *, flip: bool = False, distance: float = 0.0
    ) -> None:
        self.light = light
        self.length = length
        self.x = x
        self.y = y
        self.distance = distance
        self._draw = ImageDraw.Draw(canvas)
        self._sign = -1 if flip else 1

    def at(self, u: float, v: float) -> Point:
        return self.x + self._sign * u * self.length, self.y - v * self.length

    def shape(self, colour: Colour, points: Sequence[Point]) -> None:
        self._draw.polygon([self.at(*point) for point in points], fill=self.light.on(colour, self.distance))

    def box(self, colour: Colour, left: float, bottom: float, right: float, top: float) -> None:
        self.shape(colour, [(left, bottom), (right, bottom), (right, top), (left, top)])

    def line(self, colour: Colour, points: Sequence[Point], width: float) -> None:
        """A line of `width` in the thing's own units, at least one pixel."""
        self._draw.line(
            [self.at(*point) for point in points],
            fill=self.light.on(colour, self.distance),
            width=max(1, round(width * self.length)),
            joint="curve",
        )

    def disc(self, colour: Colour, u: float, v: float, radius: float, height: float | None = None) -> None:
        """An ellipse around (u, v); `height` is its vertical radius, where it differs."""
        x, y = self.at(u, v)
        across, up = radius * self.length, (radius if height is None else height) * self.length
        self._draw.ellipse([x - across, y - up, x + across, y + up], fill=self.light.on(colour, self.distance))

    def windows(self, colour: Colour, left: float, right: float, v: float, size: float, count: int) -> None:
        """A row of square windows."""
        step = (right - left) / count
        for number in range(count):
            middle = left + step * (number + 0.5)
            self.box(colour, middle - size / 2, v, middle + size / 2, v + size)

    def foam(self, random: Random, left: float, right: float, thickness: float) -> None:
        """White water along the waterline."""
        for _ in range(14):
            u = random.uniform(left, right)
            self.disc((238, 244, 246), u, random.uniform(-thickness, thickness * 0.4), random.uniform(0.01, 0.035), thickness * 0.45)


def lit(colour: Colour, gain: float) -> Colour:
    """The colour, brighter or darker."""
    return colour[0] * gain, colour[1] * gain, colour[2] * gain
