"""Shards as memory-mapped arrays: safetensors files whose bytes are read only when a batch asks for them."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fovea_worker.encoded import Decoding, Encoded
from fovea_worker.errors import BadData

Pixels = NDArray[np.uint8]
Labels = NDArray[np.int64]
_MOST_HEADER = 16 * 2**20
"""Bytes; room for some 100,000 tensors."""
_TYPES = {"U8": np.uint8, "I32": np.int32, "U64": np.uint64, "F32": np.float32}


def read_header(path: Path) -> tuple[dict[str, Any], int]:
    """The header of a safetensors file and its length in bytes; OSError or ValueError for what is none."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if length > _MOST_HEADER:
            raise ValueError("its header is too long")
        try:
            header = json.loads(file.read(length))
        except RecursionError as error:
            raise ValueError("its header is nested too deep") from error
    if not isinstance(header, dict):
        raise ValueError("its header is no table of tensors")
    return header, length


def read_tensors(path: Path) -> dict[str, NDArray[np.generic]]:
    """The arrays of a safetensors file, mapped read-only."""
    try:
        header, length = read_header(path)
        whole = np.memmap(path, np.uint8, "r")
        found: dict[str, NDArray[np.generic]] = {}
        for name, entry in header.items():
            if name != "__metadata__":
                start, end = (8 + length + offset for offset in entry["data_offsets"])
                found[name] = np.asarray(whole[start:end]).view(_TYPES[entry["dtype"]]).reshape(entry["shape"])
        return found
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadData(f"The file {path.name} cannot be read: {error}.") from error


def read_shard(path: Path, shape: tuple[int, int, int], count: int, classes: int) -> tuple[Pixels, Labels]:
    """`images` N×H×W×C and `labels` N of one raw shard, checked against the manifest."""
    found = read_tensors(path)
    images = found.get("images")
    if images is None or images.dtype != np.uint8 or images.shape != (count, *shape):
        raise _other_than(path, count, shape)
    return images.astype(np.uint8, copy=False), _labels(path, found, shape, count, classes)


def read_encoded_shard(
    path: Path, encoding: str, shape: tuple[int, int, int], count: int, classes: int, decoding: Decoding
) -> tuple[Encoded, Labels]:
    """The files and `labels` N of one encoded shard, checked against the manifest; the files are not decoded yet."""
    found = read_tensors(path)
    data, offsets = found.get("bytes"), found.get("offsets")
    if data is None or offsets is None or data.dtype != np.uint8 or data.ndim != 1 or offsets.dtype != np.uint64:
        raise _other_than(path, count, shape)
    ends = offsets.astype(np.int64)
    if ends.shape != (count + 1,) or ends[0] != 0 or ends[-1] != len(data) or (np.diff(ends) < 0).any():
        raise BadData(f"The shard {path.name} does not say where its {count} images begin and end.")
    labels = _labels(path, found, shape, count, classes)
    return Encoded(path.name, encoding, data.astype(np.uint8, copy=False), ends, shape, decoding), labels


def _labels(path: Path, found: dict[str, NDArray[np.generic]], shape: tuple[int, int, int], count: int, classes: int) -> Labels:
    labels = found.get("labels")
    if labels is None or labels.shape != (count,):
        raise _other_than(path, count, shape)
    wanted = labels.astype(np.int64)
    if wanted.min() < 0 or wanted.max() >= classes:
        raise BadData(f"The shard {path.name} has a label outside 0–{classes - 1}.")
    return wanted


def _other_than(path: Path, count: int, shape: tuple[int, int, int]) -> BadData:
    return BadData(f"The shard {path.name} does not hold {count} images of {shape} with labels.")
