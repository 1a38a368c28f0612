"""Draws the pictures of the tests: `python pictures.py FOLDER`. Colours run across, with some noise that a seed decides."""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

folder = Path(sys.argv[1])
random = np.random.default_rng(7)
rows, columns = np.mgrid[0:90, 0:120]
colours = np.stack([rows * 2, columns * 2, (rows + columns)], axis=2) + random.integers(0, 40, (90, 120, 3))
picture = Image.fromarray(np.clip(colours, 0, 255).astype(np.uint8))
picture.save(folder / "photo.jpg", quality=90)
picture.save(folder / "photo.png")
Image.fromarray((colours[:, :, 0] * 256).astype(np.uint16)).save(folder / "deep.png")
whole = (folder / "photo.jpg").read_bytes()
(folder / "cut.jpg").write_bytes(whole[: len(whole) // 2])
(folder / "note.txt").write_text("no picture at all")
