"""Events in an append-only file: numbered, never dropped, read back by whoever sends them."""

import json
import os
import threading
import time
from pathlib import Path
from typing import Any


class Spool:
    """One JSON object a line: {"sequence", "timeMs", "kind", …}. Emitting is a write, never a wait."""

    def __init__(self, path: Path, *, keep: bool) -> None:
        """With `keep` an existing file goes on, less a last line that a killed process left unfinished."""
        self.path = path
        self.lock = threading.Lock()
        self.grew = threading.Event()
        self.file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | (0 if keep else os.O_TRUNC), 0o600)
        self.sequence = self._mend()
        self.size = os.fstat(self.file).st_size

    def _mend(self) -> int:
        lines = self.path.read_bytes().split(b"\n")
        if lines[-1]:
            os.ftruncate(self.file, sum(len(line) + 1 for line in lines[:-1]))
        return int(json.loads(lines[-2])["sequence"]) if len(lines) > 1 else 0

    def emit(self, kind: str, body: dict[str, Any]) -> int:
        """Appends one event and returns its number."""
        with self.lock:
            number = self.sequence + 1
            event = {"sequence": number, "timeMs": int(time.time() * 1000), "kind": kind, **body}
            line = json.dumps(event, separators=(",", ":"), allow_nan=False).encode() + b"\n"
            written = 0
            while written < len(line):
                written += os.write(self.file, line[written:])
            self.sequence = number
            self.size += len(line)
        self.grew.set()
        return number

    def read(self, offset: int, limit: int) -> list[bytes]:
        """Whole lines from a byte offset on, together about `limit` bytes, and at least one if there is one."""
        with self.lock:
            size = self.size
        block = os.pread(self.file, min(limit, size - offset), offset)
        while b"\n" not in block and len(block) < size - offset:
            block += os.pread(self.file, limit, offset + len(block))
        return block[: block.rfind(b"\n") + 1].splitlines(keepends=True)

    def close(self) -> None:
        os.close(self.file)
