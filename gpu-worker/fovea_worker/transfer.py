"""Files over presigned URLs, with the standard library: no key, no client of a store."""

import contextlib
import fcntl
import http.client
import logging
import time
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path

from fovea_worker.errors import BadData, Unreachable
from fovea_worker.grants import Grants
from fovea_worker.link import verify
from fovea_worker.snapshot import Written
from fovea_worker.spec import Remote

log = logging.getLogger("fovea_worker")

TIMEOUT_S = 60
BLOCK = 1024 * 1024
_FIRST_PAUSE_S, _LAST_PAUSE_S = 0.2, 10.0


class Refused(Exception):
    """The store answered, but not with the object; a fresh URL may help."""


def download(remote: Remote, cache: Path, grants: Grants, patience_s: float, check: Callable[[], None]) -> Path:
    """The file by its hash in the cache; goes on with what an earlier try has left. Processes may share the cache."""
    cache.mkdir(parents=True, exist_ok=True)
    name = remote.hash.rpartition(":")[2]
    done, part = cache / name, cache / f"{name}.part"
    with _locked(cache / f"{name}.lock", check):
        if done.is_file() and done.stat().st_size == remote.bytes:
            return done
        _retry(lambda url: _get(url, part, remote.bytes, check), "GET", remote.key, grants, patience_s, check)
        try:
            verify(part, remote)
        except BadData:
            part.unlink()
            raise
        part.rename(done)
    return done


def upload(key: str, file: Written, grants: Grants, patience_s: float, check: Callable[[], None]) -> None:
    _retry(lambda url: _put(url, file), "PUT", key, grants, patience_s, check)


def _retry(attempt: Callable[[str], None], method: str, key: str, grants: Grants, patience_s: float, check: Callable[[], None]) -> None:
    deadline, pause = time.monotonic() + patience_s, _FIRST_PAUSE_S
    while True:
        url = grants.wait(method, key, max(deadline - time.monotonic(), 0), check)
        try:
            attempt(url)
            return
        except Refused as error:
            log.warning("%s %s was refused (%s); waiting for a new address.", method, key, error)
            grants.void(method, key, url)
        except (OSError, http.client.HTTPException) as error:
            if time.monotonic() > deadline:
                raise Unreachable(f"{method} {key} failed for {patience_s:.0f} s: {error}") from error
            log.warning("%s %s failed (%s); trying again in %.1f s.", method, key, error, pause)
            _sleep(pause, check)
            pause = min(pause * 2, _LAST_PAUSE_S)


def _get(url: str, part: Path, size: int, check: Callable[[], None]) -> None:
    have = part.stat().st_size if part.is_file() else 0
    if have > size:
        part.unlink()
        have = 0
    if have == size and size:
        return
    headers = {"Range": f"bytes={have}-"} if have else {}
    with contextlib.ExitStack() as stack:
        answer = stack.enter_context(_answer("GET", url, None, headers))
        # A store that ignores the range sends the whole object again.
        out = stack.enter_context(part.open("ab" if answer.status == http.client.PARTIAL_CONTENT else "wb"))
        while block := answer.read(BLOCK):
            check()
            out.write(block)
    if part.stat().st_size < size:
        raise OSError("the connection ended early")


def _put(url: str, file: Written) -> None:
    with file.path.open("rb") as body, _answer("PUT", url, body, {"Content-Length": str(file.bytes)}) as answer:
        answer.read()


@contextlib.contextmanager
def _answer(method: str, url: str, body: object, headers: dict[str, str]) -> Iterator[http.client.HTTPResponse]:
    parts = urllib.parse.urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT_S)
    try:
        connection.request(method, f"{parts.path}?{parts.query}", body, headers)  # type: ignore[arg-type]
        answer = connection.getresponse()
        if answer.status in (400, 401, 403, 404):
            raise Refused(f"status {answer.status}")
        if answer.status >= 300:
            raise OSError(f"status {answer.status}")
        yield answer
    finally:
        connection.close()


@contextlib.contextmanager
def _locked(path: Path, check: Callable[[], None]) -> Iterator[None]:
    """One process at a time fetches an object; the lock goes with the process."""
    with path.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                _sleep(0.2, check)
        yield


def _sleep(seconds: float, check: Callable[[], None]) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        check()
        time.sleep(min(left, 0.2))
