"""Parts that ships are put together from, in a ship's own coordinates: bow at u = 0.5, waterline at v = 0."""

from __future__ import annotations

from random import Random

from fovea_samples.light import Colour
from fovea_samples.pen import Pen, Point, lit

PAINTS: tuple[Colour, ...] = (
    (34, 44, 66), (28, 62, 118), (150, 34, 32), (24, 92, 74), (52, 54, 58), (206, 208, 206),
    (96, 106, 114), (182, 88, 34), (18, 24, 30), (120, 20, 40), (232, 228, 216), (70, 130, 160),
)  # fmt: skip
DARK: Colour = (32, 36, 42)
WHITE: Colour = (236, 236, 230)
GLASS: Colour = (44, 60, 76)


def hull(random: Random, pen: Pen, colour: Colour, height: float, *, rake: float = 0.08, sheer: float = 0.02, stern: float = 0.01) -> None:
    """A hull one long: the bow leans forward by `rake` and rises by `sheer`; a painted stripe at the water."""
    deck: list[Point] = [(-0.5 - stern, height), (-0.3, height), (0.3, height), (0.5, height + sheer)]
    foot: list[Point] = [(0.5 - rake, 0.0), (-0.5 + 0.02, 0.0)]
    pen.shape(colour, deck + foot)
    share = random.uniform(0.35, 0.5)
    stripe = random.choice([(186, 40, 34), (200, 52, 40), (170, 34, 32)])
    pen.shape(
        stripe,
        [(-0.5 + 0.02 * (1 - share), height * share), (0.5 - rake * (1 - share), height * share), (0.5 - rake, 0.0), (-0.48, 0.0)],
    )
    pen.line(lit(colour, 1.35), [(-0.5 - stern, height), (0.3, height), (0.5, height + sheer)], 0.008)


def house(random: Random, pen: Pen, left: float, right: float, base: float, top: float, decks: int) -> None:
    """A deck house with a row of windows on each deck and a lit front."""
    colour = random.choice([WHITE, WHITE, WHITE, (226, 220, 204)])
    pen.box(colour, left, base, right, top)
    pen.box(lit(colour, 0.8), left, base, left + (right - left) * 0.3, top)
    step = (top - base) / decks
    for deck in range(decks):
        pen.windows(GLASS, left + 0.01, right - 0.01, base + step * (deck + 0.35), step * 0.4, max(2, round((right - left) / (step * 0.9))))
    pen.box(lit(colour, 0.7), left - 0.008, top - 0.006, right + 0.008, top + 0.006)


def funnel(random: Random, pen: Pen, left: float, base: float, width: float, height: float) -> None:
    colour = random.choice([(190, 50, 40), (34, 60, 120), (226, 176, 60), DARK, WHITE])
    pen.shape(colour, [(left, base), (left + width, base), (left + width * 0.85, base + height), (left - width * 0.1, base + height)])
    pen.box(DARK, left - width * 0.1, base + height * 0.78, left + width * 0.87, base + height)
    if random.random() < 0.3:
        for puff in range(4):
            pen.disc((120, 120, 124), left - 0.03 * puff, base + height * (1.2 + 0.35 * puff), width * (0.35 + 0.16 * puff))


def mast(pen: Pen, u: float, base: float, top: float, *, yard: float = 0.0) -> None:
    pen.line(DARK, [(u, base), (u, top)], 0.01)
    if yard:
        across = base + (top - base) * 0.72
        pen.line(DARK, [(u - yard, across), (u + yard, across)], 0.008)
