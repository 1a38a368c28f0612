"""Reads the markers of a JPEG file, to know which files the fast decoder reads exactly as Pillow does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PIL import Image

from fovea_pixels.modes import FOREIGN_PROFILE, is_foreign

START: Final = b"\xff\xd8\xff"
_BASELINE: Final = 0xC0
_SCAN: Final = 0xDA
_EXIF: Final = 0xE1
_PROFILE: Final = 0xE2
_ORIENTATION: Final = 0x0112
_CACHE_BYTES: Final = 2048
_CACHE_ENTRIES: Final = 256


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline 8-bit JPEG of one (grey) or three components; `orientation` is EXIF's 1–8, `conversion` what is lost."""

    height: int
    width: int
    channels: int
    orientation: int
    conversion: str


_known: dict[bytes, Baseline] = {}


def read_baseline(data: bytes) -> Baseline | None:
    """Describes a baseline grey or three-component JPEG; None for anything else, which is left to Pillow.

    Small files of one writer share the bytes before their scan, and those bytes alone decide the answer: it is kept,
    since walking the markers costs as much as a third of decoding 32×32 pixels.
    """
    scan = data.find(b"\xff\xda", 2, _CACHE_BYTES)
    head = data[:scan] if scan > 0 else b""
    known = _known.get(head)
    if known is not None:
        return known
    found = _walk(data)
    if found is None:
        return None
    baseline, end = found
    if end == scan:
        if len(_known) >= _CACHE_ENTRIES:
            _known.clear()
        _known[head] = baseline
    return baseline


def _walk(data: bytes) -> tuple[Baseline, int] | None:
    """Walks the segments up to the scan; the second value is where the scan's marker begins."""
    frame: tuple[int, int, int] | None = None
    orientation, has_exif, conversion = 1, False, ""
    at, size = 2, len(data)
    while at + 4 <= size and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == _SCAN:
            if frame is None:
                return None
            return Baseline(*frame, orientation, conversion), at
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : at + 2 + length]
        if length < 2 or len(body) != length - 2:
            return None
        if marker == _BASELINE:
            frame = _read_frame(body) if frame is None else None
            if frame is None:
                return None
        elif marker == _EXIF:
            if body.startswith(b"Exif\x00\x00") and not has_exif:
                has_exif = True
                orientation = _read_orientation(body)
                if orientation == 0:
                    return None
            elif b"Orientation" in body or has_exif:
                return None  # A second EXIF, or XMP that turns the picture.
        elif marker == _PROFILE and body.startswith(b"ICC_PROFILE\x00\x01") and is_foreign(body[14:]):
            conversion = FOREIGN_PROFILE
        elif not _is_plain(marker):
            return None
        at += 2 + length
    return None


def _read_frame(body: bytes) -> tuple[int, int, int] | None:
    """Height, width and channels; None for what goes to Pillow."""
    if len(body) < 6 or body[0] != 8 or body[5] not in (1, 3):
        return None
    frame = (int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big"), body[5])
    return None if 0 in frame else frame


def _is_plain(marker: int) -> bool:
    # Tables (DHT, DQT), restart interval, application data and comments say nothing that changes the route; any other
    # frame type, arithmetic coding or a stand-alone marker before the scan goes to Pillow.
    return marker in (0xC4, 0xDB, 0xDD, 0xFE) or 0xE0 <= marker <= 0xEF


def _read_orientation(body: bytes) -> int:
    """EXIF's orientation, 1 where it says none, 0 where Pillow has to judge what is there."""
    try:
        exif = Image.Exif()
        exif.load(body)
        value = exif.get(_ORIENTATION, 1)
    except Exception:  # Any damage: Pillow's own reading of the whole file decides, and says so.
        return 0
    return value if isinstance(value, int) and 1 <= value <= 8 else 1
