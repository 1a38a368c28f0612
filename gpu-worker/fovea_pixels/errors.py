"""The faults a picture can have, each with a code for programs and a sentence for people."""

from __future__ import annotations

from typing import Final

TOO_LARGE: Final = "TOO_LARGE"
NOT_AN_IMAGE: Final = "NOT_AN_IMAGE"
TRUNCATED: Final = "TRUNCATED"
DAMAGED: Final = "DAMAGED"
UNSUPPORTED: Final = "UNSUPPORTED"
UNREADABLE: Final = "UNREADABLE"
OUT_OF_MEMORY: Final = "OUT_OF_MEMORY"
DECODER_LOST: Final = "DECODER_LOST"
TIMEOUT: Final = "TIMEOUT"
BAD_REQUEST: Final = "BAD_REQUEST"
OUTSIDE_ROOT: Final = "OUTSIDE_ROOT"
CANCELLED: Final = "CANCELLED"
WRITE_FAILED: Final = "WRITE_FAILED"


class PixelError(Exception):
    """One picture or one request that cannot be served; `reason` is a sentence for people."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason
