"""The bytes of a shard before its pictures, in the very form that the safetensors library writes.

The library puts tensors of wider types first and pads the header with spaces to a multiple of 8. Writing it here lets a
shard be written and hashed as its pictures come.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import numpy as np


def raw_head(labels: list[int], shape: tuple[int, int, int]) -> bytes:
    """Everything before the pixels of `len(labels)` images of H×W×C: header and labels."""
    count = len(labels)
    middle = 4 * count
    end = middle + count * shape[0] * shape[1] * shape[2]
    header = {
        "labels": {"dtype": "I32", "shape": [count], "data_offsets": [0, middle]},
        "images": {"dtype": "U8", "shape": [count, *shape], "data_offsets": [middle, end]},
    }
    return _header(header) + np.asarray(labels, "<i4").tobytes()


def encoded_head(labels: list[int], offsets: list[int]) -> bytes:
    """Everything before the files of `len(labels)` encoded images: header, `len(labels)` + 1 offsets, labels."""
    first = 8 * len(offsets)
    second = first + 4 * len(labels)
    header = {
        "offsets": {"dtype": "U64", "shape": [len(offsets)], "data_offsets": [0, first]},
        "labels": {"dtype": "I32", "shape": [len(labels)], "data_offsets": [first, second]},
        "bytes": {"dtype": "U8", "shape": [offsets[-1]], "data_offsets": [second, second + offsets[-1]]},
    }
    return _header(header) + np.asarray(offsets, "<u8").tobytes() + np.asarray(labels, "<i4").tobytes()


def _header(fields: Mapping[str, object]) -> bytes:
    text = json.dumps(fields, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text
