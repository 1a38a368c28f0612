"""Opens pictures below one root folder and nothing else, wherever links point."""

from __future__ import annotations

import errno
import os
import stat
from typing import Final

from fovea_pixels.decode import check_file_bytes
from fovea_pixels.errors import OUTSIDE_ROOT, UNREADABLE, PixelError

_MAX_FOLDERS: Final = 64
_FLAGS: Final = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC


class RootedFiles:
    """Opens regular files whose real place is below `root`. What was opened is asked where it lies, so that no link
    exchanged in the meantime leads elsewhere; folders are kept open, since pictures come folder by folder."""

    def __init__(self, root: str) -> None:
        try:
            descriptor = os.open(root, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        except (OSError, ValueError) as error:
            raise PixelError(UNREADABLE, f"the root folder {root!r:.200} cannot be opened ({error})") from error
        self._root = _real_path(descriptor).rstrip("/") + "/"
        os.close(descriptor)
        self._folders: dict[str, int] = {}

    def open(self, path: str) -> tuple[int, int]:
        """A descriptor and the file's size in bytes. Raises PixelError; the caller closes."""
        folder, _, name = path.rpartition("/")
        if name in ("", ".", ".."):
            raise PixelError(UNREADABLE, "not a file")
        try:
            descriptor = self._open_in(self._folder(folder), name)
            status = os.fstat(descriptor)
        except (OSError, ValueError) as error:
            raise PixelError(UNREADABLE, f"cannot be opened: {_sentence(error)}") from error
        try:
            if not stat.S_ISREG(status.st_mode):
                raise PixelError(UNREADABLE, "not a file")
            check_file_bytes(status.st_size)
        except PixelError:
            os.close(descriptor)
            raise
        return descriptor, status.st_size

    def close(self) -> None:
        for descriptor in self._folders.values():
            os.close(descriptor)
        self._folders.clear()

    def _open_in(self, folder: int, name: str) -> int:
        try:
            return os.open(name, _FLAGS | os.O_NOFOLLOW, dir_fd=folder)
        except OSError as error:
            if error.errno != errno.ELOOP:
                raise
        descriptor = os.open(name, _FLAGS, dir_fd=folder)
        if not _real_path(descriptor).startswith(self._root):
            os.close(descriptor)
            raise PixelError(OUTSIDE_ROOT, "its link leads outside the allowed folder")
        return descriptor

    def _folder(self, path: str) -> int:
        known = self._folders.get(path)
        if known is not None:
            return known
        if not path.startswith("/"):
            raise PixelError(OUTSIDE_ROOT, "its path is not absolute")
        descriptor = os.open(path, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        if not (_real_path(descriptor) + "/").startswith(self._root):
            os.close(descriptor)
            raise PixelError(OUTSIDE_ROOT, "outside the allowed folder")
        if len(self._folders) >= _MAX_FOLDERS:
            self.close()
        self._folders[path] = descriptor
        return descriptor


def read_into(descriptor: int, size: int, target: memoryview) -> int:
    """Reads at most `size` bytes into `target` and closes the descriptor; the number of bytes read."""
    try:
        got = os.readv(descriptor, [target[:size]])
        while got < size:
            more = os.readv(descriptor, [target[got:size]])
            if more == 0:
                break
            got += more
        return got
    except OSError as error:
        raise PixelError(UNREADABLE, f"cannot be read: {_sentence(error)}") from error
    finally:
        os.close(descriptor)


def _real_path(descriptor: int) -> str:
    return os.readlink(f"/proc/self/fd/{descriptor}")


def _sentence(error: OSError | ValueError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
