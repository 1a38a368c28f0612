"""How a worker gets files and hands over snapshots; offline both are a matter of local paths."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from blake3 import blake3

from fovea_worker.errors import BadData, BadSpec
from fovea_worker.snapshot import Written
from fovea_worker.spec import Remote

ALGORITHMS: dict[str, Callable[[], Any]] = {"sha256": hashlib.sha256, "blake3": blake3}


class Link(Protocol):
    is_local: bool

    def fetch(self, remote: Remote) -> Path:
        """The file on this machine, with its hash verified."""

    def upload(self, iteration: int, files: list[Written]) -> None:
        """Hands a snapshot over and returns at once."""

    def finish_uploads(self) -> None:
        """Waits until each snapshot is uploaded; raises Unreachable after a bounded time."""

    def finish(self) -> bool:
        """Waits until each event is acknowledged; False after a bounded time."""


class LocalLink:
    is_local = True

    def fetch(self, remote: Remote) -> Path:
        if remote.path is None:
            raise BadSpec(f"The spec gives no path for {remote.key}, which --offline needs.")
        path = Path(remote.path)
        if not path.is_file():
            raise BadData(f"The file {path} does not exist.")
        verify(path, remote)
        return path

    def upload(self, iteration: int, files: list[Written]) -> None:
        pass

    def finish_uploads(self) -> None:
        pass

    def finish(self) -> bool:
        return True


def verify(path: Path, remote: Remote) -> None:
    algorithm, _, wanted = remote.hash.partition(":")
    if algorithm not in ALGORITHMS:
        raise BadData(f"The file {remote.key} has a hash of the kind {algorithm!r}, which this worker does not know.")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, ALGORITHMS[algorithm]).hexdigest()
    if found != wanted:
        raise BadData(f"The file {remote.key} is not what its manifest says: its hash is {found}.")
