"""What is written in C beside the Python that says the same: there where set-up found a compiler, docs/decisions/0009."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from typing import Any, Final

LIBRARY: Final = os.path.join(os.path.dirname(__file__), "libfovea_pixels.so")


def _load() -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(LIBRARY)
    except OSError:  # Not compiled here, or for another machine: Python does the same, more slowly.
        return None


_library: Final = _load()
IS_COMPILED: Final = _library is not None


def function(name: str, arguments: list[Any]) -> Callable[..., int] | None:
    """A function of the library that answers 0 where it cannot; None where nothing is compiled."""
    if _library is None:
        return None
    found: Any = getattr(_library, name)
    found.argtypes = arguments
    return found  # type: ignore[no-any-return]
