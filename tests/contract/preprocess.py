"""The worker's input blobs: `python preprocess.py ORDER.json`.

ORDER.json is a list of {folder, plan}: a plan's preprocessing, and in the folder pixels.bin (H×W×C uint8), mean.bin
(H×W×C float32) and `pixel`, one mean a channel, in the order itself. Into the folder goes input.bin, C×h×w float32.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch

from fovea_worker.data import Images, validation_batches
from fovea_worker.plan import Preprocessing
from fovea_worker.preprocess import Preprocess


def write_input(order: dict[str, Any]) -> None:
    folder, fields = Path(order["folder"]), order["plan"]
    plan = Preprocessing(**{name: fields[name] for name in Preprocessing.__dataclass_fields__})
    shape = (plan.height, plan.width, plan.channels)
    pixels = np.fromfile(folder / "pixels.bin", np.uint8).reshape(1, *shape)
    mean = np.fromfile(folder / "mean.bin", np.float32).reshape(shape)
    images = Images([(pixels, np.zeros(1, np.int64))], plan)
    (batch,) = validation_batches(images, 1)
    data, _ = Preprocess(plan, mean, tuple(order["pixel"]), torch.device("cpu"))(batch)
    data.contiguous().numpy().tofile(folder / "input.bin")


for each in json.loads(Path(sys.argv[1]).read_text()):
    write_input(each)
print("null")
