"""Puts a picture together: light, sea, a ship or something else, then what a camera does to it."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random
from typing import Final

import numpy as np
from PIL import Image, ImageFilter

from fovea_samples import shores, things
from fovea_samples.light import Light, choose_light
from fovea_samples.pen import Pen
from fovea_samples.sea import paint_sea
from fovea_samples.ships import SHIPS

_FINENESS: Final = 4
"""Pixels drawn for one of the picture."""
_SHORT: Final = {"sailing-boat": 0.62, "tug": 0.8, "fishing-boat": 0.8, "tall-ship": 0.85, "motor-yacht": 0.9}
"""How long these are, where a freighter is 1."""

Thing = Callable[[Random, Pen], None]
Shore = Callable[[Random, Image.Image, Light, int], None]

# What it is, how long in shares of the picture, and whether it flies.
_THINGS: Final[dict[str, tuple[Thing, float, float, bool]]] = {
    "shark": (things.shark, 0.2, 0.45, False),
    "whale": (things.whale, 0.4, 0.8, False),
    "buoy": (things.buoy, 0.14, 0.3, False),
    "surfer": (things.surfer, 0.25, 0.5, False),
    "lighthouse": (things.lighthouse, 0.3, 0.5, False),
    "rocks": (things.rocks, 0.35, 0.9, False),
    "iceberg": (things.iceberg, 0.4, 0.9, False),
    "airplane": (things.airplane, 0.4, 0.8, True),
    "birds": (things.birds, 0.5, 0.9, True),
    "balloon": (things.balloon, 0.2, 0.4, True),
}
_SHORES: Final[dict[str, Shore]] = {
    "beach": shores.beach,
    "island": shores.island,
    "town": shores.town,
    "bridge": shores.bridge,
    "pier": shores.pier,
}
_OPEN_WATER: Final = "open-water"

SHIP_KINDS: Final = tuple(SHIPS)
OTHER_KINDS: Final = (_OPEN_WATER, *_THINGS, *_SHORES, _OPEN_WATER)
"""Open water twice: with clouds and coasts alone there is much of it."""


def draw_picture(seed: str, kind: str, size: int) -> Image.Image:
    """One RGB picture of size×size pixels; the same seed, kind and size draw the same pixels."""
    random = Random(seed)
    light = choose_light(random)
    fine = size * _FINENESS
    horizon = round(fine * random.uniform(0.3, 0.58))
    canvas = paint_sea(random, light, fine, horizon, random.random())
    if kind in SHIPS:
        _draw_ship(random, canvas, light, horizon, kind)
    elif kind in _SHORES:
        _SHORES[kind](random, canvas, light, horizon)
    elif kind in _THINGS:
        _draw_thing(random, canvas, light, horizon, kind)
    return _photograph(random, canvas, size)


def _draw_ship(random: Random, canvas: Image.Image, light: Light, horizon: int, kind: str) -> None:
    size = canvas.width
    length = size * random.uniform(0.78, 1.0) * _SHORT.get(kind, 1.0)
    room = max(0.0, size - length) / 2
    x = size / 2 + random.uniform(-1, 1) * (0.8 * room + 0.02 * size)
    # The waterline lies lower the nearer the ship is, and a ship near the horizon still stands before the water.
    y = horizon + size * random.uniform(0.08, 0.25)
    pen = Pen(canvas, light, x, y, length, flip=random.random() < 0.5, distance=random.uniform(0.0, 0.15))
    SHIPS[kind](random, pen)
    _reflect(random, canvas, pen, 0.5)
    pen.foam(random, -0.55, 0.5, random.uniform(0.004, 0.016))


def _draw_thing(random: Random, canvas: Image.Image, light: Light, horizon: int, kind: str) -> None:
    thing, least, most, flies = _THINGS[kind]
    size = canvas.width
    for _ in range(random.choice([1, 1, 1, 2]) if kind in ("shark", "buoy", "rocks") else 1):
        length = size * random.uniform(least, most)
        y = size * random.uniform(0.15, 0.5) if flies else horizon + size * random.uniform(0.03, 0.32)
        pen = Pen(canvas, light, size * random.uniform(0.2, 0.8), y, length, flip=random.random() < 0.5, distance=random.uniform(0.0, 0.35))
        thing(random, pen)
        if not flies:
            _reflect(random, canvas, pen, 0.5)


def _reflect(random: Random, canvas: Image.Image, pen: Pen, half: float) -> None:
    """A dim, broken mirror image below the waterline."""
    size = canvas.width
    left, right = max(0, round(pen.x - half * pen.length)), min(size, round(pen.x + half * pen.length))
    tall = min(round(0.22 * pen.length), round(pen.y), size - round(pen.y))
    if right - left < 4 or tall < 4:
        return
    line = round(pen.y)
    above = np.asarray(canvas.crop((left, line - tall, right, line)), np.float32)[::-1]
    below = np.asarray(canvas.crop((left, line, right, line + tall)), np.float32)
    fade = np.linspace(random.uniform(0.3, 0.6), 0, tall, dtype=np.float32)
    stripes = 0.65 + 0.35 * np.sin(np.arange(tall) * random.uniform(0.5, 1.2) + random.uniform(0, 6), dtype=np.float32)
    share = (fade * stripes)[:, None, None]
    canvas.paste(Image.fromarray((below + (above * 0.8 - below) * share).astype(np.uint8)), (left, line))


def _photograph(random: Random, canvas: Image.Image, size: int) -> Image.Image:
    """Tilts, zooms, blurs and exposes as a hand-held camera does, and adds its noise."""
    noise = np.random.default_rng(random.getrandbits(64))
    angle = math.radians(max(-5.0, min(5.0, random.gauss(0, 2.2))))
    # Never more than the canvas, turned as it is, has to show.
    zoom = min(random.uniform(0.86, 0.95), 0.995 / (math.cos(angle) + math.sin(abs(angle))))
    half, middle = size, canvas.width / 2
    across, up = math.cos(angle) * zoom, math.sin(angle) * zoom
    step = canvas.width / (2 * half)
    tilt = (across * step, up * step, middle - (across + up) * middle, -up * step, across * step, middle - (across - up) * middle)
    picture = canvas.transform((2 * half, 2 * half), Image.Transform.AFFINE, tilt, Image.Resampling.BILINEAR).reduce(2)
    if random.random() < 0.2:
        picture = picture.filter(ImageFilter.GaussianBlur(random.uniform(0.2, 0.5)))
    pixels = np.asarray(picture, np.float32)
    pixels = (pixels - 128) * random.uniform(0.9, 1.1) + 128 + random.uniform(-10, 10)
    pixels += noise.normal(0, random.uniform(1, 3.5), pixels.shape).astype(np.float32)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
