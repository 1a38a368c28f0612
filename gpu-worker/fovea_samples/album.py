"""Writes the pictures of one seed as files, class by class."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from fovea_samples.scene import OTHER_KINDS, SHIP_KINDS, draw_picture

CLASSES: Final = {"ship": SHIP_KINDS, "no ship": OTHER_KINDS}


def draw_album(folder: Path, count: int, seed: int, size: int) -> Iterator[int]:
    """Draws `count` pictures, ships and others in turn, into `folder/ship` and `folder/no ship`; yields how many are done.

    A picture depends on its seed, number and size only: a larger count adds pictures and changes none. Raises OSError.
    """
    for name in CLASSES:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for done in range(count):
        name = tuple(CLASSES)[done % 2]
        kinds = CLASSES[name]
        number = done // 2
        kind = kinds[number % len(kinds)]
        key = f"{seed}/{name}/{number}"
        picture = draw_picture(key, kind, size)
        # Both classes come as both kinds of file, so that the format tells nothing.
        path = folder / name / f"{kind}-{number:05d}"
        if Random(f"{key}/file").random() < 0.5:
            picture.save(path.with_suffix(".png"), compress_level=3)
        else:
            picture.save(path.with_suffix(".jpg"), quality=92)
        yield done + 1
