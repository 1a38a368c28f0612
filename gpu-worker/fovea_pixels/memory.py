"""Keeps freed memory in the process."""

from __future__ import annotations

import ctypes
from typing import Final

from fovea_pixels.limits import MIB

_M_TRIM_THRESHOLD: Final = -1
_M_MMAP_THRESHOLD: Final = -3


def keep_freed_memory() -> None:
    """Has glibc reuse the buffers of one picture for the next.

    By default each buffer of some hundred kilobytes is given back when freed and faulted in again page by page, which
    takes a third of the time of a 500×375 photo. Other C libraries have no `mallopt`, and are left as they are.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, 32 * MIB)
        mallopt(_M_TRIM_THRESHOLD, 64 * MIB)
