"""Pictures of many sizes and kinds, and what the pixel program makes of them: `python pictures.py ORDER.json`.

ORDER.json is {folder, recipes}: pictures go into the folder, and for recipe i and picture p the pixels, H×W×C uint8,
into `i/p.bin`. Prints the names of the pictures.
"""

import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from fovea_pixels.recipe import read_recipe
from fovea_pixels.render import render

SIZES = ((29, 31), (200, 50), (50, 200), (9, 301), (301, 9), (17, 23), (64, 40), (640, 427), (427, 640), (1, 1), (2, 500), (36, 41))
"""Width and height: portrait and landscape, larger and smaller than the datasets', their own and the most extreme."""


def draw(folder: Path) -> list[str]:
    """Noise, which shows every wrong weight, as RGB and as grey; photos in miniature of the other kinds."""
    random = np.random.default_rng(5)
    names = []

    def keep(image: Image.Image, name: str, **options: object) -> None:
        image.save(folder / name, **options)
        names.append(name)

    for width, height in SIZES:
        pixels = random.integers(0, 256, (height, width, 3), np.uint8)
        keep(Image.fromarray(pixels), f"colour-{width}x{height}.png")
    keep(Image.fromarray(random.integers(0, 256, (120, 77), np.uint8)), "grey.png")
    smooth = Image.fromarray(random.integers(0, 256, (5, 7, 3), np.uint8)).resize((330, 220), Image.Resampling.BICUBIC)
    keep(smooth, "photo.jpg", quality=90)
    turned = Image.Exif()
    turned[0x0112] = 6
    keep(smooth, "turned.jpg", exif=turned)
    keep(smooth.quantize(17), "palette.png")
    keep(Image.fromarray(random.integers(0, 256, (50, 40, 4), np.uint8)), "clear.png")
    keep(Image.fromarray(random.integers(0, 65536, (50, 40), np.uint16)), "deep.png")
    keep(Image.fromarray(random.integers(0, 2, (50, 40), np.uint8) == 1), "bits.png")
    return names


def main() -> None:
    order = json.loads(Path(sys.argv[1]).read_text())
    folder = Path(order["folder"])
    names = draw(folder)
    for i, fields in enumerate(order["recipes"]):
        recipe = read_recipe(fields)
        (folder / f"{i}").mkdir()
        for name in names:
            out = np.zeros(recipe.shape, np.uint8)
            render((folder / name).read_bytes(), recipe, out)
            out.tofile(folder / f"{i}" / f"{name}.bin")
    print(json.dumps(names))


main()
