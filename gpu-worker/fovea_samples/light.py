"""What time of day and weather do to every colour of a picture."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

Colour = tuple[float, float, float]
"""Red, green, blue from 0 to 255."""


@dataclass(frozen=True)
class Light:
    """Colours of sky and sea, the sun's tint on things, and how much haze lies over them (0 to 1)."""

    zenith: Colour
    sky_low: Colour
    sea_far: Colour
    sea_near: Colour
    cloud: Colour
    tint: Colour
    haze: float

    def on(self, colour: Colour, distance: float = 0.0) -> tuple[int, int, int]:
        """A thing's colour in this light; `distance` from 0 (near) to 1 (at the horizon) sinks it into haze."""
        share = min(1.0, self.haze * (0.35 + distance))
        red, green, blue = (
            max(0, min(255, round(part * tint * (1 - share) + low * share)))
            for part, tint, low in zip(colour, self.tint, self.sky_low, strict=True)
        )
        return red, green, blue


# zenith, low sky, far sea, near sea, cloud, tint, haze
_MOODS: tuple[Light, ...] = (
    Light((58, 120, 196), (178, 212, 236), (66, 124, 168), (22, 66, 112), (250, 250, 252), (1.0, 1.0, 0.98), 0.12),
    Light((96, 158, 214), (214, 230, 238), (96, 168, 178), (30, 112, 134), (255, 255, 255), (1.04, 1.02, 0.98), 0.10),
    Light((142, 152, 164), (204, 208, 212), (128, 140, 148), (74, 88, 98), (226, 228, 232), (0.92, 0.93, 0.96), 0.14),
    Light((92, 102, 118), (150, 160, 168), (88, 102, 110), (44, 56, 66), (176, 182, 190), (0.82, 0.84, 0.88), 0.14),
    Light((92, 88, 140), (252, 178, 112), (206, 138, 108), (70, 56, 84), (250, 190, 160), (0.98, 0.84, 0.76), 0.12),
    Light((64, 74, 128), (238, 142, 130), (168, 108, 122), (42, 46, 82), (226, 150, 160), (0.90, 0.78, 0.80), 0.12),
    Light((22, 32, 62), (70, 86, 122), (44, 60, 92), (12, 20, 40), (74, 84, 112), (0.72, 0.75, 0.86), 0.10),
    Light((168, 190, 206), (232, 234, 230), (178, 196, 200), (112, 142, 152), (246, 246, 244), (0.98, 0.98, 0.96), 0.2),
    Light((70, 140, 170), (196, 226, 214), (72, 150, 146), (18, 92, 98), (248, 250, 246), (0.98, 1.0, 0.95), 0.14),
    Light((226, 176, 120), (250, 224, 170), (220, 182, 132), (122, 94, 78), (255, 234, 200), (1.0, 0.90, 0.78), 0.16),
)


def choose_light(random: Random) -> Light:
    """One of the moods, each of its colours a little off."""
    mood = random.choice(_MOODS)
    gain = random.uniform(0.92, 1.08)
    zenith, sky_low, sea_far, sea_near, cloud = (
        _vary(random, colour, gain) for colour in (mood.zenith, mood.sky_low, mood.sea_far, mood.sea_near, mood.cloud)
    )
    return Light(
        zenith,
        sky_low,
        sea_far,
        sea_near,
        cloud,
        tint=(mood.tint[0] * gain, mood.tint[1] * gain, mood.tint[2] * gain),
        haze=mood.haze * random.uniform(0.5, 1.3),
    )


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other colour in the one."""
    return (
        one[0] + (other[0] - one[0]) * share,
        one[1] + (other[1] - one[1]) * share,
        one[2] + (other[2] - one[2]) * share,
    )


def _vary(random: Random, colour: Colour, gain: float) -> Colour:
    shift = random.uniform(-10, 10)
    return (
        colour[0] * gain + shift + random.uniform(-8, 8),
        colour[1] * gain + shift + random.uniform(-8, 8),
        colour[2] * gain + shift + random.uniform(-8, 8),
    )
