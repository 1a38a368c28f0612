"""Ships of ten kinds. Each function draws one in its own coordinates; v upwards from the waterline, bow to the right."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from fovea_samples.hulls import DARK, GLASS, PAINTS, WHITE, funnel, house, hull, mast
from fovea_samples.light import Colour
from fovea_samples.pen import Pen, lit

_BOXES: tuple[Colour, ...] = (
    (176, 56, 44), (38, 86, 142), (224, 150, 40), (60, 122, 84), (150, 154, 158), (206, 202, 190), (120, 60, 90), (40, 140, 150),
)  # fmt: skip


def container_ship(random: Random, pen: Pen) -> None:
    height = random.uniform(0.07, 0.10)
    hull(random, pen, random.choice(PAINTS), height, rake=0.06, sheer=0.03)
    bridge = random.uniform(-0.42, -0.2)
    rows, width, tall = random.randint(2, 5), 0.06, random.uniform(0.026, 0.034)
    u = -0.46
    while u + width < 0.42:
        if not bridge - width < u < bridge + 0.08:
            for level in range(max(1, rows - random.choice([0, 0, 1, 2]))):
                pen.box(random.choice(_BOXES), u, height + level * tall, u + width - 0.006, height + (level + 1) * tall - 0.004)
        u += width
    house(random, pen, bridge, bridge + 0.08, height, height + rows * tall + 0.06, 4)
    mast(pen, bridge + 0.04, height + rows * tall + 0.06, height + rows * tall + 0.12, yard=0.02)


def tanker(random: Random, pen: Pen) -> None:
    height = random.uniform(0.07, 0.11)
    hull(random, pen, random.choice(PAINTS), height, rake=0.05, sheer=0.025)
    house(random, pen, -0.44, -0.3, height, height + random.uniform(0.12, 0.17), 4)
    funnel(random, pen, -0.47, height + 0.02, 0.04, 0.13)
    pen.line((150, 90, 60), [(-0.28, height + 0.015), (0.4, height + 0.015)], 0.012)
    for u in (-0.15, 0.02, 0.2):
        mast(pen, u, height, height + 0.07, yard=0.02)
    mast(pen, 0.42, height, height + 0.09)


def bulk_carrier(random: Random, pen: Pen) -> None:
    height = random.uniform(0.08, 0.12)
    hull(random, pen, random.choice(PAINTS), height, rake=0.05, sheer=0.03)
    house(random, pen, -0.45, -0.33, height, height + 0.15, 4)
    funnel(random, pen, -0.48, height, 0.035, 0.13)
    crane = random.choice([(226, 190, 70), (206, 208, 206), (190, 96, 60)])
    for u in (-0.2, 0.0, 0.2):
        pen.box(crane, u, height, u + 0.02, height + 0.13)
        pen.line(crane, [(u + 0.01, height + 0.12), (u + 0.13, height + random.uniform(0.09, 0.18))], 0.014)
        pen.box((110, 70, 56), u + 0.04, height, u + 0.15, height + 0.025)


def cruise_ship(random: Random, pen: Pen) -> None:
    height = random.uniform(0.07, 0.1)
    colour = random.choice([WHITE, WHITE, (34, 44, 80), (120, 20, 40)])
    hull(random, pen, colour, height, rake=0.12, sheer=0.03)
    decks = random.randint(3, 5)
    tall = 0.032
    for deck in range(decks):
        left, right = -0.46 + 0.02 * deck, 0.34 - 0.05 * deck
        base = height + deck * tall
        pen.box(lit(WHITE, 1.0 - 0.03 * (deck % 2)), left, base, right, base + tall)
        pen.windows(GLASS, left + 0.01, right - 0.01, base + 0.009, 0.015, 18 - deck)
    funnel(random, pen, random.uniform(-0.3, -0.1), height + decks * tall, 0.07, 0.09)
    mast(pen, 0.1, height + decks * tall, height + decks * tall + 0.06)


def ferry(random: Random, pen: Pen) -> None:
    height = random.uniform(0.08, 0.11)
    band = random.choice([(190, 40, 44), (30, 80, 150), (30, 120, 90), (226, 140, 40)])
    hull(random, pen, random.choice([WHITE, band]), height, rake=0.03, sheer=0.0)
    pen.box(WHITE, -0.47, height, 0.44, height + 0.08)
    pen.box(band, -0.47, height + 0.03, 0.44, height + 0.042)
    pen.windows(GLASS, -0.44, 0.42, height + 0.05, 0.02, 16)
    house(random, pen, 0.1, 0.28, height + 0.08, height + 0.14, 1)
    funnel(random, pen, -0.25, height + 0.08, 0.07, 0.08)
    mast(pen, 0.18, height + 0.14, height + 0.22, yard=0.03)


def sailing_boat(random: Random, pen: Pen) -> None:
    height = random.uniform(0.14, 0.18)
    hull(random, pen, random.choice(PAINTS), height, rake=0.14, sheer=0.03)
    pen.box(WHITE, -0.2, height, 0.12, height + 0.035)
    foot, top, u = height + 0.06, random.uniform(0.95, 1.35), random.uniform(0.0, 0.1)
    cloth = random.choice([WHITE, WHITE, (240, 232, 206), (196, 70, 56), (60, 96, 150), (230, 190, 90)])
    belly = random.uniform(0.02, 0.08)
    pen.shape(cloth, [(u - 0.012, foot), (u - 0.012, top), (u - 0.2 - belly, foot + top * 0.3), (u - 0.46, foot)])
    fore = random.choice([cloth, cloth, lit(cloth, 0.86), (206, 90, 60)])
    pen.shape(
        lit(fore, 0.93), [(0.46, height + 0.04), (u + 0.02, top * random.uniform(0.7, 0.92)), (u + 0.09 - belly, foot), (u + 0.02, foot)]
    )
    pen.line((110, 86, 60), [(u, height), (u, top + 0.04)], 0.018)
    pen.line((110, 86, 60), [(u, foot), (u - 0.47, foot)], 0.014)


def tall_ship(random: Random, pen: Pen) -> None:
    height = random.uniform(0.09, 0.12)
    colour = random.choice([(70, 48, 34), (40, 34, 32), (120, 80, 50), (24, 30, 44)])
    hull(random, pen, colour, height, rake=0.1, sheer=0.05, stern=0.03)
    pen.line(colour, [(0.46, height + 0.04), (0.64, height + 0.12)], 0.014)
    pen.windows((226, 206, 160), -0.44, 0.36, height * 0.6, 0.018, 10)
    cloth = random.choice([WHITE, (232, 222, 196), (214, 200, 170)])
    for u, tall in ((-0.3, 0.55), (0.0, 0.68), (0.27, 0.58)):
        mast(pen, u, height, height + tall)
        for level in range(3):
            base, wide = height + tall * (0.14 + 0.28 * level), 0.13 - 0.025 * level
            pen.shape(
                lit(cloth, 1 - 0.05 * level),
                [(u - wide, base), (u + wide, base), (u + wide * 0.85, base + tall * 0.24), (u - wide * 0.85, base + tall * 0.24)],
            )
    pen.shape(cloth, [(0.62, height + 0.12), (0.29, height + 0.5), (0.36, height + 0.08)])


def tug(random: Random, pen: Pen) -> None:
    height = random.uniform(0.13, 0.17)
    hull(random, pen, random.choice(PAINTS), height, rake=0.06, sheer=0.09, stern=0.0)
    for number in range(7):
        pen.disc(DARK, -0.45 + number * 0.14, height * 0.75, 0.028)
    house(random, pen, -0.1, 0.22, height, height + 0.13, 1)
    house(random, pen, -0.02, 0.17, height + 0.13, height + 0.26, 1)
    funnel(random, pen, -0.2, height, 0.09, 0.24)
    mast(pen, 0.06, height + 0.26, height + 0.45, yard=0.04)


def fishing_boat(random: Random, pen: Pen) -> None:
    height = random.uniform(0.12, 0.16)
    hull(random, pen, random.choice(PAINTS), height, rake=0.12, sheer=0.1)
    front = random.random() < 0.5
    left = 0.05 if front else -0.4
    house(random, pen, left, left + 0.22, height, height + random.uniform(0.16, 0.2), 1)
    u = -0.15 if front else 0.1
    mast(pen, u, height, height + 0.42, yard=0.03)
    pen.line(DARK, [(u, height + 0.1), (u + random.choice([-0.28, 0.28]), height + 0.34)], 0.014)
    pen.line(DARK, [(u, height + 0.4), (0.48, height + 0.1)], 0.006)
    pen.line(DARK, [(u, height + 0.4), (-0.48, height + 0.02)], 0.006)
    if random.random() < 0.6:
        pen.shape((60, 130, 120), [(-0.42, height), (-0.22, height), (-0.26, height + 0.05), (-0.4, height + 0.04)])


def warship(random: Random, pen: Pen) -> None:
    grey = random.choice([(116, 124, 132), (92, 102, 110), (140, 146, 150)])
    height = random.uniform(0.055, 0.075)
    hull(random, pen, grey, height, rake=0.1, sheer=0.035)
    for left, right, top in ((-0.3, 0.2, 0.05), (-0.05, 0.16, 0.11), (-0.28, -0.12, 0.09)):
        pen.shape(lit(grey, 1.08), [(left, height), (right, height), (right - 0.02, height + top), (left + 0.015, height + top)])
    pen.windows(GLASS, 0.0, 0.13, height + 0.085, 0.012, 6)
    pen.shape(grey, [(-0.02, height + 0.11), (0.06, height + 0.11), (0.03, height + 0.22), (0.01, height + 0.22)])
    mast(pen, 0.02, height + 0.2, height + 0.28, yard=0.03)
    mast(pen, -0.2, height + 0.09, height + 0.17, yard=0.02)
    pen.disc(lit(grey, 0.9), 0.29, height + 0.02, 0.03)
    pen.line(grey, [(0.29, height + 0.03), (0.38, height + 0.05)], 0.01)


def motor_yacht(random: Random, pen: Pen) -> None:
    height = random.uniform(0.1, 0.13)
    hull(random, pen, random.choice([WHITE, WHITE, (30, 40, 60), (200, 190, 170)]), height, rake=0.2, sheer=0.03)
    pen.shape(WHITE, [(-0.38, height), (0.26, height), (0.12, height + 0.09), (-0.36, height + 0.09)])
    pen.shape(GLASS, [(-0.3, height + 0.03), (0.19, height + 0.03), (0.12, height + 0.075), (-0.3, height + 0.075)])
    pen.shape(WHITE, [(-0.3, height + 0.09), (0.06, height + 0.09), (-0.02, height + 0.16), (-0.28, height + 0.16)])
    pen.shape(GLASS, [(-0.1, height + 0.105), (0.03, height + 0.105), (-0.02, height + 0.145), (-0.1, height + 0.145)])
    pen.shape(lit(WHITE, 0.85), [(-0.26, height + 0.16), (-0.2, height + 0.16), (-0.25, height + 0.26), (-0.28, height + 0.26)])


SHIPS: dict[str, Callable[[Random, Pen], None]] = {
    "container-ship": container_ship,
    "tanker": tanker,
    "bulk-carrier": bulk_carrier,
    "cruise-ship": cruise_ship,
    "ferry": ferry,
    "sailing-boat": sailing_boat,
    "tall-ship": tall_ship,
    "tug": tug,
    "fishing-boat": fishing_boat,
    "warship": warship,
    "motor-yacht": motor_yacht,
}
