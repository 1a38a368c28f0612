"""Presigned URLs as `jobs` grants them, waited for by whoever needs one."""

import threading
import time
from collections.abc import Callable

from fovea_worker.errors import Unreachable


class Grants:
    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.urls: dict[tuple[str, str], tuple[str, float]] = {}
        self.waiting = 0
        """How many wait for a URL just now; the reporter asks more often then."""

    def add(self, method: str, key: str, url: str, expires_s: float) -> None:
        """`expires_s` is Unix time; 0 means never."""
        with self.changed:
            self.urls[method, key] = (url, expires_s)
            self.changed.notify_all()

    def void(self, method: str, key: str, url: str) -> None:
        """The URL was refused: wait for another."""
        with self.changed:
            if self.urls.get((method, key), ("", 0.0))[0] == url:
                del self.urls[method, key]

    def wait(self, method: str, key: str, patience_s: float, check: Callable[[], None]) -> str:
        """The URL to use; `check` is called while waiting and may raise."""
        deadline = time.monotonic() + patience_s
        with self.changed:
            self.waiting += 1
            try:
                while True:
                    check()
                    url, expires = self.urls.get((method, key), ("", 0.0))
                    if url and (expires == 0 or expires > time.time()):
                        return url
                    if time.monotonic() > deadline:
                        raise Unreachable(f"No address to {method} {key} was granted within {patience_s:.0f} s.")
                    self.changed.wait(0.2)
            finally:
                self.waiting -= 1
