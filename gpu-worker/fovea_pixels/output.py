"""Writes a file that is either whole or not there: beside its place, then renamed.

It is not flushed to disk, which would take longer than writing it: whoever asked for it puts it into the store at once,
and asks again when the machine dies before that.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from fovea_pixels.errors import WRITE_FAILED, PixelError

_PIECE_BYTES: Final = 4 << 20


class OutputFile:
    """`<path>.part` until `commit`; a part left by a killed process is overwritten, one in use is refused."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._part = path + ".part"
        self._descriptor = self._open()

    def write(self, data: bytes | memoryview) -> None:
        with explained(self.path):
            view = memoryview(data)
            while view:
                view = view[os.write(self._descriptor, view) :]

    def replace_head(self, old_bytes: int, head: bytes) -> Iterator[bytes]:
        """Puts a shorter head before what follows the first `old_bytes`, and yields what followed, piece by piece.

        What follows moves towards the start, so that no byte is overwritten before it was read.
        """
        if len(head) > old_bytes:
            raise ValueError(f"a head of {len(head)} bytes does not fit into {old_bytes}")
        with explained(self.path):
            os.pwrite(self._descriptor, head, 0)
            source, target = old_bytes, len(head)
            while piece := os.pread(self._descriptor, _PIECE_BYTES, source):
                written = 0
                while written < len(piece):
                    written += os.pwrite(self._descriptor, piece[written:], target + written)
                source += len(piece)
                target += len(piece)
                yield piece
            os.ftruncate(self._descriptor, target)

    def commit(self) -> None:
        with explained(self.path):
            os.rename(self._part, self.path)
        self._close()

    def discard(self) -> None:
        """Removes the part; does nothing after `commit`."""
        if self._descriptor >= 0:
            os.unlink(self._part)
            self._close()

    def _close(self) -> None:
        os.close(self._descriptor)
        self._descriptor = -1

    def _open(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        with explained(self.path):
            while True:
                descriptor = os.open(self._part, flags, 0o644)
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    os.close(descriptor)
                    raise PixelError(WRITE_FAILED, f"another process is writing {self._part}") from None
                # The part may have been renamed between opening and locking it: then this is the finished file.
                if os.path.exists(self._part) and os.path.samestat(os.fstat(descriptor), os.stat(self._part)):
                    os.ftruncate(descriptor, 0)
                    return descriptor
                os.close(descriptor)


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turns an error of the disk into a reason that names the file."""
    try:
        yield
    except (OSError, ValueError) as error:
        what = error.strerror if isinstance(error, OSError) else str(error)
        raise PixelError(WRITE_FAILED, f"{path} cannot be written: {what}") from error
