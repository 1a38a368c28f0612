"""Shards as memory-mapped arrays: safetensors files whose bytes are read only when a batch asks for them."""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fovea_worker.errors import BadData

Pixels = NDArray[np.uint8]
Labels = NDArray[np.int64]
_TYPES = {"U8": np.uint8, "I32": np.int32, "F32": np.float32}


def read_tensors(path: Path) -> dict[str, NDArray[np.generic]]:
    """The arrays of a safetensors file, mapped read-only."""
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if length > 100_000_000:
                raise ValueError("its header is too long")
            header = json.loads(file.read(length))
        whole = np.memmap(path, np.uint8, "r")
        found: dict[str, NDArray[np.generic]] = {}
        for name, entry in header.items():
            if name != "__metadata__":
                start, end = (8 + length + offset for offset in entry["data_offsets"])
                found[name] = np.asarray(whole[start:end]).view(_TYPES[entry["dtype"]]).reshape(entry["shape"])
        return found
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadData(f"The file {path.name} of the dataset cannot be read: {error}.") from error


def read_shard(path: Path, shape: tuple[int, int, int], count: int, classes: int) -> tuple[Pixels, Labels]:
    """`images` N×H×W×C and `labels` N of one shard, checked against the manifest."""
    found = read_tensors(path)
    images, labels = found.get("images"), found.get("labels")
    if images is None or labels is None or images.dtype != np.uint8 or images.shape != (count, *shape) or labels.shape != (count,):
        raise BadData(f"The shard {path.name} does not hold {count} images of {shape} with labels.")
    wanted = labels.astype(np.int64)
    if wanted.min() < 0 or wanted.max() >= classes:
        raise BadData(f"The shard {path.name} has a label outside 0–{classes - 1}.")
    return images.astype(np.uint8, copy=False), wanted
