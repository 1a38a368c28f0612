"""Sky, clouds, sun and water: what every picture has, with a ship or without."""

from __future__ import annotations

from random import Random
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from fovea_samples.light import Colour, Light, mix

Floats = npt.NDArray[np.float32]
_MOST_ROWS: Final = 4


def paint_sea(random: Random, light: Light, size: int, horizon: int, calm: float) -> Image.Image:
    """A canvas of size×size with the horizon at row `horizon`; `calm` from 0 (rough) to 1 (smooth)."""
    noise = np.random.default_rng(random.getrandbits(64))
    canvas = np.empty((size, size, 3), np.float32)
    canvas[:horizon] = _gradient(light.zenith, light.sky_low, horizon, random.uniform(0.6, 1.8))
    canvas[horizon:] = _gradient(light.sea_far, light.sea_near, size - horizon, random.uniform(0.5, 1.1))
    _add_clouds(random, noise, light, canvas[:horizon])
    _add_waves(random, noise, light, canvas[horizon:], calm)
    picture = Image.fromarray(np.clip(canvas, 0, 255).astype(np.uint8))
    if random.random() < 0.12:
        _draw_sun(random, light, picture, horizon)
    if random.random() < 0.25:
        _draw_coast(random, light, picture, horizon)
    return picture


def _gradient(top: Colour, bottom: Colour, rows: int, power: float) -> Floats:
    share = np.linspace(0, 1, max(rows, 1), dtype=np.float32)[:, None, None] ** power
    return np.asarray(top, np.float32) * (1 - share) + np.asarray(bottom, np.float32) * share


def _smooth(noise: np.random.Generator, rows: int, columns: int, height: int, width: int) -> Floats:
    """Random values from −1 to 1 on a coarse grid, spread smoothly over height×width."""
    grid = noise.uniform(-1, 1, (rows, columns)).astype(np.float32)
    return np.asarray(Image.fromarray(grid).resize((width, height), Image.Resampling.BICUBIC))


def _add_clouds(random: Random, noise: np.random.Generator, light: Light, sky: Floats) -> None:
    height, width = sky.shape[:2]
    if height < 8:
        return
    cover = random.uniform(-0.7, 0.7)
    shape = 0.7 * _smooth(noise, _MOST_ROWS, 4, height, width) + 0.45 * _smooth(noise, 9, 9, height, width)
    shape += 0.2 * _smooth(noise, 20, 20, height, width)
    opaque = np.clip((shape + cover) * random.uniform(1.2, 3.0), 0, 1) * random.uniform(0.2, 0.6)
    shaded = np.asarray(light.cloud, np.float32) * (1 - 0.18 * np.clip(shape, 0, 1))[..., None]
    sky += (shaded - sky) * opaque[..., None]


def _add_waves(random: Random, noise: np.random.Generator, light: Light, sea: Floats, calm: float) -> None:
    height, width = sea.shape[:2]
    # Rows of the pattern crowd towards the horizon, as waves do.
    depth = np.arange(height, dtype=np.float32) / height
    rows = (255 * (1 - 1 / (1 + 5 * depth)) * 1.19).astype(int).clip(0, 255)
    wide = random.randint(4, 8)
    pattern = 0.6 * _smooth(noise, 22, wide, 256, width)[rows] + 0.5 * _smooth(noise, 60, wide * 4, 256, width)[rows]
    strength = (1 - calm) * (6 + 12 * depth)
    sea += (pattern * strength[:, None])[..., None]
    if random.random() < 0.25 - 0.2 * calm:
        crests = np.clip(pattern - random.uniform(0.45, 0.75), 0, 1) * 3
        sea += np.clip(crests, 0, 0.8)[..., None] * (np.asarray(light.cloud, np.float32) * 0.95 - sea)


def _draw_sun(random: Random, light: Light, picture: Image.Image, horizon: int) -> None:
    size = picture.width
    x, y = random.uniform(0, size), random.uniform(0, horizon)
    radius = size * random.uniform(0.02, 0.05)
    bright = tuple(min(255, round(part)) for part in mix(light.sky_low, (255, 250, 226), 0.85))
    draw = ImageDraw.Draw(picture)
    draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=bright)
    for _ in range(40):
        row = horizon + (size - horizon) * random.random() ** 1.5
        wide = radius * (0.3 + 2 * (row - horizon) / size) * random.uniform(0.3, 1.4)
        middle = random.gauss(x, radius * (0.7 + 2 * (row - horizon) / size))
        draw.line([middle - wide, row, middle + wide, row], fill=bright, width=max(1, size // 128))


def _draw_coast(random: Random, light: Light, picture: Image.Image, horizon: int) -> None:
    """Far hills: not what makes a picture one of a ship or not."""
    size = picture.width
    start, length = random.uniform(-0.4, 0.9) * size, random.uniform(0.3, 1.2) * size
    most = random.uniform(0.02, 0.09) * size
    points: list[tuple[float, float]] = [(start, horizon)]
    steps = 12
    for step in range(1, steps):
        rise = most * (1 - abs(2 * step / steps - 1) ** 2) * random.uniform(0.6, 1.0)
        points.append((start + length * step / steps, horizon - rise))
    points.append((start + length, horizon))
    ground = random.choice([(70, 96, 74), (108, 104, 92), (84, 92, 110), (140, 128, 100)])
    far = tuple(min(255, max(0, round(part))) for part in mix(light.on(ground, 0.6), light.sky_low, 0.4))
    ImageDraw.Draw(picture).polygon(points, fill=far)
