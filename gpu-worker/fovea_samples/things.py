"""What is at sea and no ship: animals, marks, boards, aircraft. Own coordinates as a ship's: v upwards from the water."""

from __future__ import annotations

from random import Random

from fovea_samples.hulls import DARK, GLASS, PAINTS, WHITE
from fovea_samples.pen import Pen, Point, lit


def shark(random: Random, pen: Pen) -> None:
    grey = random.choice([(74, 84, 92), (96, 104, 108), (58, 66, 78)])
    tall = random.uniform(0.5, 0.75)
    pen.shape(lit(grey, 0.8), [(-0.5, 0.0), (-0.2, 0.05), (0.4, 0.05), (0.6, 0.0), (0.3, -0.05), (-0.3, -0.05)])
    pen.shape(grey, [(0.4, 0.0), (0.22, tall * 0.55), (-0.1, tall), (-0.22, tall * 0.96), (-0.1, tall * 0.5), (-0.06, 0.0)])
    if random.random() < 0.6:
        pen.shape(grey, [(-0.75, 0.0), (-0.98, tall * 0.4), (-0.86, 0.0)])
    pen.foam(random, -0.2, 0.5, 0.05)


def whale(random: Random, pen: Pen) -> None:
    skin = random.choice([(46, 54, 66), (66, 76, 86), (38, 44, 52)])
    if random.random() < 0.5:
        back: list[Point] = [(-0.5, 0.0), (-0.36, 0.07), (-0.1, 0.14), (0.2, 0.13), (0.42, 0.06), (0.5, 0.0)]
        pen.shape(skin, back)
        pen.shape(skin, [(-0.26, 0.1), (-0.36, 0.19), (-0.14, 0.13)])
        for _ in range(26):
            rise = random.random()
            pen.disc((230, 238, 242), 0.32 + random.gauss(0, 0.05) * (0.3 + rise), 0.08 + 0.4 * rise, 0.012 + 0.03 * rise)
    else:
        pen.shape(skin, [(-0.09, 0.0), (0.09, 0.0), (0.05, 0.42), (-0.05, 0.42)])
        for side in (-1, 1):
            fluke: list[Point] = [(0.0, 0.36), (0.2, 0.5), (0.48, 0.62), (0.42, 0.47), (0.2, 0.36), (0.04, 0.32)]
            pen.shape(skin, [(side * u, v) for u, v in fluke])
    pen.foam(random, -0.5, 0.5, 0.03)


def buoy(random: Random, pen: Pen) -> None:
    colour = random.choice([(206, 44, 40), (40, 140, 76), (236, 196, 50), (232, 120, 36)])
    pen.shape(lit(colour, 0.75), [(-0.42, 0.0), (0.42, 0.0), (0.36, 0.2), (-0.36, 0.2)])
    top = random.uniform(0.9, 1.4)
    kind = random.random()
    if kind < 0.45:
        pen.shape(colour, [(-0.26, 0.2), (0.26, 0.2), (0.1, top), (-0.1, top)])
        pen.shape(random.choice([WHITE, lit(colour, 0.6)]), [(-0.2, top * 0.5), (0.2, top * 0.5), (0.15, top * 0.72), (-0.15, top * 0.72)])
    elif kind < 0.75:
        for u in (-0.3, 0.3):
            pen.line(colour, [(u, 0.2), (u * 0.25, top)], 0.06)
        for share in (0.4, 0.7):
            pen.line(colour, [(-0.26 * (1 - share * 0.7), top * share), (0.26 * (1 - share * 0.7), top * share)], 0.05)
    else:
        pen.disc(colour, 0.0, 0.34, 0.5)
        pen.box(WHITE, -0.47, 0.28, 0.47, 0.42)
        top = 0.84
    pen.disc(DARK if random.random() < 0.5 else colour, 0.0, top + 0.08, 0.1)
    pen.foam(random, -0.5, 0.5, 0.06)


def surfer(random: Random, pen: Pen) -> None:
    board = random.choice([WHITE, (240, 200, 60), (230, 90, 60), (70, 180, 190)])
    lean = random.uniform(-0.1, 0.12)
    for _ in range(30):
        pen.disc((236, 244, 246), random.uniform(-1.0, 0.1), random.uniform(-0.06, 0.14), random.uniform(0.03, 0.09))
    pen.shape(board, [(-0.5, 0.02), (-0.3, -0.04), (0.3, -0.01), (0.55, 0.1), (0.3, 0.06), (-0.3, 0.04)])
    if random.random() < 0.25:
        return
    suit = random.choice([DARK, (30, 40, 70), (160, 40, 40)])
    skin = random.choice([(226, 180, 146), (150, 104, 76), (100, 70, 52)])
    hip: Point = (lean, 0.36)
    neck: Point = (lean * 2 + 0.06, 0.68)
    for foot in (-0.2, 0.18):
        pen.line(suit, [(foot, 0.05), ((foot + hip[0]) / 2 + 0.07, 0.22), hip], 0.09)
    pen.line(suit, [hip, neck], 0.13)
    pen.line(
        skin, [(neck[0] - 0.34, neck[1] - random.uniform(0.0, 0.16)), neck, (neck[0] + 0.34, neck[1] - random.uniform(-0.1, 0.12))], 0.06
    )
    pen.disc(skin, neck[0] + 0.03, neck[1] + 0.12, 0.085)


def lighthouse(random: Random, pen: Pen) -> None:
    rock(random, pen, 0.28)
    band = random.choice([(196, 44, 42), (40, 60, 110), (40, 44, 48), (226, 220, 206)])
    base, top, rings = 0.12, random.uniform(1.1, 1.6), random.choice([4, 5, 6])
    for ring in range(rings):
        low, high = base + (top - base) * ring / rings, base + (top - base) * (ring + 1) / rings
        wide, narrow = 0.17 - 0.07 * ring / rings, 0.17 - 0.07 * (ring + 1) / rings
        pen.shape(WHITE if ring % 2 else band, [(-wide, low), (wide, low), (narrow, high), (-narrow, high)])
    pen.box(DARK, -0.14, top, 0.14, top + 0.03)
    pen.box((250, 236, 170), -0.08, top + 0.03, 0.08, top + 0.15)
    pen.shape(band, [(-0.12, top + 0.15), (0.12, top + 0.15), (0.0, top + 0.28)])


def rock(random: Random, pen: Pen, most: float) -> None:
    stone = random.choice([(92, 84, 76), (70, 72, 76), (118, 104, 88)])
    ridge = [(-0.5 + step / 9, most * random.uniform(0.35, 1.0) * (1 - abs(step / 4.5 - 1) ** 2)) for step in range(1, 9)]
    pen.shape(stone, [(-0.5, 0.0), *ridge, (0.5, 0.0)])
    middle = random.randint(2, 5)
    pen.shape(
        lit(stone, 1.25),
        [(ridge[middle][0], ridge[middle][1]), (ridge[middle + 1][0], ridge[middle + 1][1]), (ridge[middle][0] + 0.06, 0.0)],
    )
    pen.foam(random, -0.52, 0.52, 0.03)


def rocks(random: Random, pen: Pen) -> None:
    rock(random, pen, random.uniform(0.2, 0.75))


def iceberg(random: Random, pen: Pen) -> None:
    ice = random.choice([(214, 234, 242), (232, 242, 246), (188, 220, 234)])
    most = random.uniform(0.25, 0.6)
    ridge = [(-0.45 + step * 0.13, most * random.uniform(0.4, 1.0)) for step in range(8)]
    pen.shape(ice, [(-0.5, 0.0), *ridge, (0.5, 0.0)])
    for step in (1, 3, 5):
        pen.shape(lit(ice, 0.82), [ridge[step], ridge[step + 1], (ridge[step + 1][0] - 0.03, 0.0), (ridge[step][0] + 0.05, 0.0)])
    pen.foam(random, -0.5, 0.5, 0.015)


def airplane(random: Random, pen: Pen) -> None:
    body = random.choice([WHITE, (206, 212, 216), (90, 100, 110)])
    accent = random.choice(PAINTS)
    pen.shape(lit(body, 0.75), [(0.08, 0.02), (-0.16, 0.22), (-0.24, 0.22), (-0.1, 0.02)])
    pen.shape(body, [(0.5, 0.0), (0.42, 0.05), (-0.4, 0.06), (-0.5, 0.05), (-0.4, -0.02), (0.42, -0.045)])
    pen.shape(accent, [(-0.36, 0.05), (-0.48, 0.24), (-0.54, 0.24), (-0.49, 0.05)])
    pen.shape(lit(body, 0.7), [(0.12, -0.01), (-0.12, -0.26), (-0.22, -0.26), (-0.06, -0.01)])
    pen.windows(GLASS, -0.34, 0.36, 0.012, 0.016, 12)
    pen.disc(DARK, 0.02, -0.1, 0.05, 0.026)


def birds(random: Random, pen: Pen) -> None:
    colour = random.choice([WHITE, (60, 64, 70), (210, 210, 206)])
    for _ in range(random.randint(3, 8)):
        u, v, span, lift = random.uniform(-0.5, 0.5), random.uniform(-0.3, 0.5), random.uniform(0.07, 0.16), random.uniform(0.02, 0.07)
        pen.line(
            colour,
            [(u - span, v + lift * 0.6), (u - span * 0.45, v + lift), (u, v), (u + span * 0.45, v + lift), (u + span, v + lift * 0.5)],
            0.02,
        )


def balloon(random: Random, pen: Pen) -> None:
    one, other = random.sample(PAINTS, 2)
    pen.disc(one, 0.0, 0.6, 0.42)
    pen.shape(one, [(-0.36, 0.4), (0.36, 0.4), (0.1, 0.0), (-0.1, 0.0)])
    pen.disc(other, 0.0, 0.6, 0.2, 0.42)
    pen.shape(other, [(-0.18, 0.4), (0.18, 0.4), (0.05, 0.0), (-0.05, 0.0)])
    pen.box((120, 84, 50), -0.07, -0.16, 0.07, -0.06)
