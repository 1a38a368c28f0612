"""Writers of picture files that Pillow does not write: every depth of PNG and TIFF, the variants of BMP. No compression."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[Any]


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(values: Values, depth: int, colour: int, *chunks: bytes) -> bytes:
    """`values` H×W×C of `depth` bits; `colour` 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA; `chunks` before the pixels."""
    height, width = values.shape[:2]
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    rows = b"".join(b"\0" + pack(row, depth, ">") for row in values)
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + png_chunk(b"IDAT", zlib.compress(rows)) + png_chunk(b"IEND", b"")


def pack(row: Values, depth: int, order: str) -> bytes:
    """One row of values of 1, 2, 4, 8, 12, 16 or 32 bits (or floats), each beginning where the last one ended."""
    flat = row.reshape(-1)
    if flat.dtype.kind == "f":
        return flat.astype(order + "f4").tobytes()
    if depth in (8, 16, 32):
        return flat.astype(f"{order}u{depth // 8}").tobytes()
    bits = ((flat[:, None].astype(np.int64) >> np.arange(depth)[::-1]) & 1).astype(np.uint8)
    return np.packbits(bits.reshape(-1)).tobytes()


def tiff(values: Values, depth: int, photometric: int, order: str = "<", **tags: list[int]) -> bytes:
    """`values` H×W×C of `depth` bits; `photometric` 0 grey from white, 1 grey, 2 RGB, 3 palette, 5 CMYK, 8 Lab. `tags` are
    t<number>=[values], as SHORT."""
    height, width, channels = values.shape
    strip = b"".join(pack(row, depth, order) for row in values)
    fields: dict[int, list[int]] = {
        256: [width], 257: [height], 258: [depth] * channels, 259: [1], 262: [photometric], 273: [0], 277: [channels],
        278: [height], 279: [len(strip)], 339: [3 if values.dtype.kind == "f" else 1] * channels,
        **{int(name[1:]): value for name, value in tags.items()},
    }  # fmt: skip
    extra_at = 8 + 2 + 12 * len(fields) + 4
    extra, lengths = b"", {name: len(value) for name, value in fields.items()}
    fields[273] = [extra_at + sum(2 * count for count in lengths.values() if count > 2)]
    entries = b""
    for name, value in sorted(fields.items()):
        # SHORT, and LONG for where the strip begins and how long it is.
        kind, code = (4, "I") if name in (273, 279) else (3, "H")
        packed = struct.pack(f"{order}{len(value)}{code}", *value)
        if len(packed) > 4:
            packed, extra = struct.pack(order + "I", extra_at + len(extra)), extra + packed
        entries += struct.pack(order + "HHI", name, kind, len(value)) + packed.ljust(4, b"\0")
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    return head + struct.pack(order + "H", len(fields)) + entries + bytes(4) + extra + strip


def bmp(rows: bytes, width: int, height: int, depth: int, compression: int = 0, after_header: bytes = b"") -> bytes:
    """A BMP with the 40-byte header; `rows` bottom-up (top-down when `height` is negative), padded to 4 bytes each."""
    start = 14 + 40 + len(after_header)
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, depth, compression, len(rows), 2835, 2835, 0, 0)
    return b"BM" + struct.pack("<IHHI", start + len(rows), 0, 0, start) + header + after_header + rows


def padded(row: bytes) -> bytes:
    return row + bytes(-len(row) % 4)
