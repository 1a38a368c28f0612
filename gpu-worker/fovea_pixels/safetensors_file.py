"""The bytes of a shard around its pixels, in the very form that the safetensors library writes.

The library puts tensors of wider types first: `labels` int32, then `images` uint8, and pads the header with spaces to
a multiple of 8. Writing it here lets a shard be written and hashed in one pass.
"""

from __future__ import annotations

import json

import numpy as np


def shard_head(labels: list[int], shape: tuple[int, int, int]) -> bytes:
    """Everything before the pixels of a shard of `len(labels)` images of H×W×C: header and labels."""
    count = len(labels)
    middle = 4 * count
    end = middle + count * shape[0] * shape[1] * shape[2]
    header = json.dumps(
        {
            "labels": {"dtype": "I32", "shape": [count], "data_offsets": [0, middle]},
            "images": {"dtype": "U8", "shape": [count, *shape], "data_offsets": [middle, end]},
        },
        separators=(",", ":"),
    ).encode()
    header += b" " * (-len(header) % 8)
    return len(header).to_bytes(8, "little") + header + np.asarray(labels, "<i4").tobytes()
