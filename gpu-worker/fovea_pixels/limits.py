"""How much one picture may ask of this machine. All of it is checked before anything is decoded."""

from __future__ import annotations

from typing import Final

MIB: Final = 1 << 20

MAX_FILE_BYTES: Final = 64 * MIB
"""Bytes of one encoded picture."""

MAX_IMAGE_PIXELS: Final = 100_000_000
"""Pixels of one picture, as stored and after scaling."""

MAX_PIXEL_BYTES: Final = 64 * MIB
"""Bytes of one H×W×C result."""

MAX_SIDE: Final = 65_535

DECODER_MIB: Final = 1536
"""MiB of address space of a decoder: twice what 100 million RGB pixels take, and the libraries."""

IMAGE_SECONDS: Final = 20.0
"""Wall-clock seconds that one picture may take."""
