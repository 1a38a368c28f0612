"""Memory shared by the reader and its decoder: bytes of files in, pixels out, one verdict a picture.

One anonymous mapping, so that no byte of a picture goes through a pipe. Layout: `MAX_BATCH` slots of four uint64
(offset and length of a file in the input, height and width of its picture), `MAX_BATCH` verdicts of 256 bytes, the input,
the output. The decoder may be at the mercy of what it decodes: nothing that it writes here is trusted beyond its form.
"""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fovea_pixels.limits import MAX_FILE_BYTES, MAX_IMAGE_PIXELS, MAX_PIXEL_BYTES, MIB

MAX_BATCH: Final = 512
INPUT_BYTES: Final = MAX_FILE_BYTES
OUTPUT_BYTES: Final = MAX_PIXEL_BYTES + MIB

_VERDICT_BYTES: Final = 256
_SLOT: Final = 4
_VERDICTS_AT: Final = MAX_BATCH * _SLOT * 8
_INPUT_AT: Final = 1 << 18
_OUTPUT_AT: Final = _INPUT_AT + INPUT_BYTES
_PENDING: Final = 0
_DONE: Final = 1
_REJECTED: Final = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one picture: `code` is empty when it is good, and `text` then its conversion, or empty."""

    code: str
    text: str


GOOD: Final = Verdict("", "")


class Arena:
    def __init__(self) -> None:
        self._map = mmap.mmap(-1, _OUTPUT_AT + OUTPUT_BYTES)
        view = memoryview(self._map)
        self.input = view[_INPUT_AT:_OUTPUT_AT]
        self.output = view[_OUTPUT_AT:]
        self._slots = view[:_VERDICTS_AT].cast("Q")

    def place(self, index: int, offset: int, length: int) -> None:
        """Says where in the input the file of one slot lies."""
        self._slots[_SLOT * index] = offset
        self._slots[_SLOT * index + 1] = length

    def file(self, index: int) -> bytes:
        """A copy of one slot's file."""
        at = _INPUT_AT + self._slots[_SLOT * index]
        return self._map[at : at + self._slots[_SLOT * index + 1]]

    def tell_size(self, index: int, height: int, width: int) -> None:
        """Says how large the picture of one slot is, upright, before anything was done to it."""
        self._slots[_SLOT * index + 2] = height
        self._slots[_SLOT * index + 3] = width

    def size(self, index: int) -> tuple[int, int]:
        """Height and width of one slot's picture, at least 1 each."""
        height, width = self._slots[_SLOT * index + 2], self._slots[_SLOT * index + 3]
        return min(max(height, 1), MAX_IMAGE_PIXELS), min(max(width, 1), MAX_IMAGE_PIXELS)

    def pixels(self, count: int, shape: tuple[int, int, int]) -> npt.NDArray[np.uint8]:
        """The output as count×H×W×C."""
        size = count * shape[0] * shape[1] * shape[2]
        return np.frombuffer(self.output, np.uint8, size).reshape(count, *shape)

    def clear(self, count: int) -> None:
        """Takes back the verdicts of the first `count` slots."""
        self._map[_VERDICTS_AT : _VERDICTS_AT + count * _VERDICT_BYTES] = bytes(count * _VERDICT_BYTES)

    def pass_verdict(self, index: int, verdict: Verdict) -> None:
        at = _VERDICTS_AT + index * _VERDICT_BYTES
        if verdict is not GOOD:
            room = _VERDICT_BYTES - 2
            text = f"{verdict.code}\t{verdict.text}".encode()[:room]
            self._map[at + 1] = len(text)
            self._map[at + 2 : at + 2 + len(text)] = text
        # Last, since it is what says that the slot is done.
        self._map[at] = _REJECTED if verdict.code else _DONE

    def first_pending(self, start: int, count: int) -> int:
        """The first slot from `start` on without a verdict; `count` when all have one."""
        at = _VERDICTS_AT + start * _VERDICT_BYTES
        while start < count and self._map[at] != _PENDING:
            start += 1
            at += _VERDICT_BYTES
        return start

    def verdict(self, index: int) -> Verdict:
        at = _VERDICTS_AT + index * _VERDICT_BYTES
        state, length = self._map[at], self._map[at + 1]
        if state == _DONE and length == 0:
            return GOOD
        raw = self._map[at + 2 : at + 2 + min(length, _VERDICT_BYTES - 2)].decode(errors="ignore")
        code, _, text = "".join(c for c in raw if c.isprintable() or c == "\t").partition("\t")
        if state == _DONE:
            return Verdict("", text)
        return Verdict(code or "DAMAGED", text or "damaged: the decoder gave no reason")
