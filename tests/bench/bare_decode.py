"""Times the pixel program's own decoding in this process: `python bare_decode.py FILE RECIPE.json TIMES` prints seconds."""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "gpu-worker"))

import numpy as np

from fovea_pixels.recipe import read_recipe
from fovea_pixels.render import render

data = Path(sys.argv[1]).read_bytes()
recipe = read_recipe(json.loads(sys.argv[2]))
out = np.empty(recipe.shape, np.uint8)
seconds = []
for _ in range(int(sys.argv[3])):
    start = time.perf_counter()
    render(data, recipe, out)
    seconds.append(time.perf_counter() - start)
print(json.dumps(seconds))
