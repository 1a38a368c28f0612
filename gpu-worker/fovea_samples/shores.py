"""What is land, wholly or in part: beaches, islands, towns, piers, bridges. Drawn on the whole canvas."""

from __future__ import annotations

from random import Random

from PIL import Image

from fovea_samples.hulls import DARK, GLASS, WHITE
from fovea_samples.light import Colour, Light
from fovea_samples.pen import Pen, Point, lit

_SAND: tuple[Colour, ...] = ((226, 202, 152), (206, 184, 140), (236, 220, 184), (170, 150, 120))
_WALLS: tuple[Colour, ...] = (
    (196, 190, 180),
    (150, 158, 168),
    (120, 110, 104),
    (206, 170, 130),
    (90, 104, 122),
    (224, 220, 210),
    (170, 90, 70),
)


def beach(random: Random, canvas: Image.Image, light: Light, horizon: int) -> None:
    size = canvas.width
    pen = Pen(canvas, light, 0, size, size, flip=False)
    sand = random.choice(_SAND)
    left, right = random.uniform(0.15, 0.55), random.uniform(0.15, 0.55)
    bend = random.uniform(-0.1, 0.1)
    edge: list[Point] = [(-0.05, left), (0.25, left * 0.7 + right * 0.3 + bend), (0.6, left * 0.3 + right * 0.7 + bend), (1.05, right)]
    for number, (rise, colour) in enumerate(((0.04, (240, 246, 246)), (0.02, lit(sand, 0.72)), (0.0, sand))):
        wave = random.uniform(-0.008, 0.008) * (2 - number)
        pen.shape(colour, [(-0.05, -0.05), *((u, v + rise + wave) for u, v in edge), (1.05, -0.05)])
    for _ in range(random.randint(0, 4)):
        u, v = random.uniform(0.05, 0.95), random.uniform(0.02, 0.8 * min(left, right))
        tall, colour = random.uniform(0.1, 0.2), random.choice([(220, 60, 50), (240, 190, 60), (50, 120, 180), (240, 240, 236)])
        pen.line(DARK, [(u, v), (u + 0.01, v + tall)], 0.008)
        pen.shape(colour, [(u - tall * 0.55, v + tall * 0.85), (u + 0.01, v + tall * 1.25), (u + tall * 0.6, v + tall * 0.85)])
        pen.shape(lit(colour, 0.8), [(u, v + tall * 0.85), (u + 0.01, v + tall * 1.25), (u + tall * 0.6, v + tall * 0.85)])
    if random.random() < 0.5:
        palm(
            random,
            Pen(canvas, light, random.uniform(0.05, 0.95) * size, size * (1 - 0.6 * min(left, right)), size * random.uniform(0.3, 0.6)),
        )


def palm(random: Random, pen: Pen) -> None:
    lean = random.uniform(-0.25, 0.25)
    top: Point = (lean, random.uniform(0.7, 0.95))
    pen.line((112, 84, 58), [(0.0, 0.0), (lean * 0.4, top[1] * 0.55), top], 0.055)
    for _ in range(8):
        reach, drop = random.uniform(-0.45, 0.45), random.uniform(-0.25, 0.12)
        green = random.choice([(52, 110, 56), (70, 128, 60), (40, 90, 52)])
        pen.line(green, [top, (top[0] + reach * 0.5, top[1] + 0.12), (top[0] + reach, top[1] + drop)], 0.05)


def island(random: Random, canvas: Image.Image, light: Light, horizon: int) -> None:
    size = canvas.width
    y = horizon + size * random.uniform(0.02, 0.25)
    pen = Pen(canvas, light, size * random.uniform(0.3, 0.7), y, size * random.uniform(0.5, 1.0), distance=0.2)
    sand, green = random.choice(_SAND), random.choice([(64, 108, 62), (86, 120, 70), (104, 110, 84), (110, 98, 84)])
    pen.shape(sand, [(-0.5, 0.0), (-0.38, 0.035), (0.4, 0.035), (0.5, 0.0)])
    most = random.uniform(0.1, 0.35)
    ridge = [(-0.4 + 0.08 * step, 0.03 + most * random.uniform(0.75, 1.0) * (1 - abs(step / 5 - 1) ** 2.2)) for step in range(1, 10)]
    pen.shape(green, [(-0.42, 0.03), *ridge, (0.42, 0.03)])
    pen.shape(lit(green, 0.78), [(-0.42, 0.03), *((u * 0.9 - 0.06, v * 0.7) for u, v in ridge), (0.3, 0.03)])
    for _ in range(random.choice([0, 0, 1, 2, 3])):
        place = Pen(
            canvas, light, pen.at(random.uniform(-0.35, 0.35), 0)[0], y - 0.03 * pen.length, size * random.uniform(0.2, 0.4), distance=0.2
        )
        palm(random, place)
    pen.foam(random, -0.5, 0.5, 0.01)


def town(random: Random, canvas: Image.Image, light: Light, horizon: int) -> None:
    """Houses or towers along the water's edge."""
    size = canvas.width
    base = size - horizon - size * random.uniform(0.0, 0.12)
    distance, most = random.uniform(0.0, 0.4), random.uniform(0.15, 0.6)
    pen = Pen(canvas, light, 0, size - base + 0.0, size, distance=distance)
    pen.box(random.choice([(120, 116, 108), (150, 140, 124), (84, 90, 92)]), -0.05, -0.03, 1.05, 0.012)
    u = random.uniform(-0.1, 0.2)
    end = random.uniform(0.75, 1.1)
    roofs = random.random() < 0.5
    while u < end:
        wide, tall, wall = random.uniform(0.07, 0.18), most * random.uniform(0.35, 1.0), random.choice(_WALLS)
        pen.box(wall, u, 0.0, u + wide, tall)
        pen.box(lit(wall, 0.75), u + wide * 0.72, 0.0, u + wide, tall)
        if roofs:
            pen.shape((150, 70, 52), [(u - 0.008, tall), (u + wide + 0.008, tall), (u + wide / 2, tall + wide * 0.45)])
        glass = random.choice([GLASS, GLASS, (240, 214, 140)])
        for level in range(int(tall / 0.045)):
            pen.windows(glass, u + 0.006, u + wide - 0.006, 0.014 + level * 0.045, 0.018, max(2, int(wide / 0.035)))
        u += wide + random.choice([0.0, 0.0, random.uniform(0.0, 0.06)])


def bridge(random: Random, canvas: Image.Image, light: Light, horizon: int) -> None:
    size = canvas.width
    pen = Pen(canvas, light, 0, horizon + size * random.uniform(0.02, 0.2), size, distance=random.uniform(0.0, 0.4))
    steel = random.choice([(170, 60, 46), (110, 118, 126), (60, 70, 84), (206, 206, 200)])
    deck, tall = random.uniform(0.1, 0.2), random.uniform(0.4, 0.6)
    towers = (random.uniform(0.1, 0.3), random.uniform(0.7, 0.9))
    for u in towers:
        pen.box(steel, u - 0.018, 0.0, u + 0.018, tall)
    pen.box(lit(steel, 0.85), -0.05, deck, 1.05, deck + 0.025)
    span = towers[1] - towers[0]
    previous: Point | None = None
    for step in range(-6, 19):
        share = step / 12
        inside = 0 <= share <= 1
        sag = 4 * (share - 0.5) ** 2 if inside else max(0.0, 1 - 1.6 * (abs(share - 0.5) - 0.5))
        point = (towers[0] + span * share, deck + 0.04 + (tall - deck - 0.04) * sag)
        if previous is not None:
            pen.line(steel, [previous, point], 0.01)
        pen.line(steel, [point, (point[0], deck)], 0.004)
        previous = point


def pier(random: Random, canvas: Image.Image, light: Light, horizon: int) -> None:
    size = canvas.width
    y = horizon + size * random.uniform(0.12, 0.4)
    pen = Pen(canvas, light, 0 if (flip := random.random() < 0.5) is False else size, y, size, flip=flip)
    wood = random.choice([(122, 92, 66), (96, 84, 74), (150, 130, 104)])
    reach, height = random.uniform(0.5, 0.9), random.uniform(0.06, 0.12)
    for number in range(9):
        u = reach * number / 9 + 0.04
        pen.box(lit(wood, 0.65), u, -0.03, u + 0.018, height)
    pen.box(wood, -0.05, height, reach, height + 0.028)
    for number in range(12):
        pen.box(lit(wood, 0.8), reach * number / 12, height + 0.028, reach * number / 12 + 0.008, height + 0.075)
    pen.line(lit(wood, 0.9), [(0, height + 0.075), (reach, height + 0.075)], 0.009)
    if random.random() < 0.5:
        roof = random.choice([(150, 60, 50), (60, 90, 110), (90, 84, 78)])
        at = reach * random.uniform(0.4, 0.75)
        pen.box(WHITE, at, height + 0.028, at + 0.16, height + 0.13)
        pen.shape(roof, [(at - 0.02, height + 0.13), (at + 0.18, height + 0.13), (at + 0.08, height + 0.21)])
