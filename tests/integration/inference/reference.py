"""What LeNet answers about a picture, in plain numpy: `python reference.py ORDER.json` prints the probabilities as JSON.

ORDER.json names the picture, the folder with `<parameter>.bin` (float32) and the plan's preprocessing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image

Array = np.ndarray[Any, np.dtype[np.float64]]


def main() -> None:
    order = json.loads(Path(sys.argv[1]).read_text())
    data = preprocess(order)
    shapes: dict[str, list[int]] = order["parameters"]
    folder = Path(order["folder"])
    weights = {name: np.fromfile(folder / f"{name}.bin", np.float32).reshape(shape) for name, shape in shapes.items()}
    blob = pool(convolve(data, weights["conv1.weight"], weights["conv1.bias"]))
    blob = pool(convolve(blob, weights["conv2.weight"], weights["conv2.bias"]))
    flat = np.maximum(weights["ip1.weight"].astype(np.float64) @ blob.reshape(-1) + weights["ip1.bias"], 0)
    scores = weights["ip2.weight"].astype(np.float64) @ flat + weights["ip2.bias"]
    powers = np.exp(scores - scores.max())
    print(json.dumps((powers / powers.sum()).tolist()))


def preprocess(order: dict[str, Any]) -> Array:
    """C×H×W: decoded, squashed, cut in the centre, less the mean, scaled."""
    height, width, crop = order["height"], order["width"], order["crop"]
    image = Image.open(order["picture"]).convert("RGB").resize((width, height), Image.Resampling.BILINEAR)
    mean = np.fromfile(Path(order["folder"]) / "mean.bin", np.float32).reshape(height, width, 3)
    top, left = (height - crop) // 2, (width - crop) // 2
    less = np.asarray(image).astype(np.float64) - mean
    return less[top : top + crop, left : left + crop].transpose(2, 0, 1) * order["scale"]


def convolve(data: Array, weight: Array, bias: Array) -> Array:
    windows = sliding_window_view(data, weight.shape[2:], axis=(1, 2))
    return np.einsum("chwij,ocij->ohw", windows, weight.astype(np.float64)) + bias[:, None, None]


def pool(data: Array) -> Array:
    channels, height, width = data.shape
    return data.reshape(channels, height // 2, 2, width // 2, 2).max((2, 4))


main()
