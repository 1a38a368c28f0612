"""Writes the file of a shard while its pictures come in, raw or encoded, and hashes it."""

from __future__ import annotations

from itertools import accumulate
from typing import Protocol

import numpy as np
import numpy.typing as npt
from blake3 import blake3

from fovea_pixels.encoding import Encoding, keep
from fovea_pixels.output import OutputFile
from fovea_pixels.recipe import Recipe
from fovea_pixels.safetensors_file import encoded_head, raw_head

Rows = npt.NDArray[np.uint8]


class ShardFile(Protocol):
    def add(self, rows: Rows) -> None:
        """Appends N×H×W×C; afterwards `rows` holds what a reader of the shard will see."""

    def finish(self, labels: list[int]) -> tuple[str, int]:
        """Completes the file for the pictures added; its BLAKE3 and size."""


def open_shard_file(recipe: Recipe, labels: list[int], output: OutputFile) -> ShardFile:
    """`labels` are those of all the pictures that may come."""
    if recipe.encoding == "raw":
        return _Raw(recipe.shape, labels, output)
    return _Encoded(recipe.encoding, len(labels), output)


class _Raw:
    def __init__(self, shape: tuple[int, int, int], labels: list[int], output: OutputFile) -> None:
        self._shape, self._labels, self._output, self._size = shape, labels, output, 0
        # As if all were kept, which is nearly always so: then the file is written and hashed in one pass.
        self._head = raw_head(labels, shape)
        output.write(self._head)
        self._digest = blake3(self._head)

    def add(self, rows: Rows) -> None:
        data = rows.reshape(-1).data
        self._digest.update(data)
        self._output.write(data)
        self._size += len(data)

    def finish(self, labels: list[int]) -> tuple[str, int]:
        if len(labels) == len(self._labels):
            return self._digest.hexdigest(), len(self._head) + self._size
        return _put_head(self._output, len(self._head), raw_head(labels, self._shape), self._size)


class _Encoded:
    def __init__(self, encoding: Encoding, count: int, output: OutputFile) -> None:
        self._encoding, self._output, self._lengths = encoding, output, [0]
        # Where each picture ends is known at the end: room is kept for the longest head.
        self._room = len(encoded_head([0] * count, [1 << 62] * (count + 1)))
        output.write(bytes(self._room))

    def add(self, rows: Rows) -> None:
        files = [keep(row, self._encoding) for row in rows]
        self._lengths += map(len, files)
        self._output.write(b"".join(files))

    def finish(self, labels: list[int]) -> tuple[str, int]:
        offsets = list(accumulate(self._lengths))
        return _put_head(self._output, self._room, encoded_head(labels, offsets), offsets[-1])


def _put_head(output: OutputFile, room: int, head: bytes, size: int) -> tuple[str, int]:
    """The pictures move up behind the true head."""
    digest = blake3(head)
    for moved in output.replace_head(room, head):
        digest.update(moved)
    return digest.hexdigest(), len(head) + size
