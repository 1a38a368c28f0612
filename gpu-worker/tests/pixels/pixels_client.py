"""A caller of `python -m fovea_pixels serve`, as the services are."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[2]
_SECONDS = 30.0

Header = dict[str, Any]


class Pixels:
    def __init__(self, *arguments: str, env: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "fovea_pixels", "serve", *arguments],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **(env or {})},
            bufsize=0,
        )
        self.first, _ = self.receive()

    def __enter__(self) -> Pixels:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        try:
            return self.process.wait(_SECONDS)
        finally:
            self.process.kill()
            self.process.stdout.close()

    def send(self, header: Header, payload: bytes = b"") -> None:
        text = json.dumps({**header, "payloadBytes": len(payload)}).encode()
        self.send_raw(len(text).to_bytes(4, "big") + text + payload)

    def send_raw(self, data: bytes) -> None:
        assert self.process.stdin is not None
        view = memoryview(data)
        while view:
            view = view[self.process.stdin.write(view) :]

    def receive(self) -> tuple[Header, bytes]:
        header: Header = json.loads(self._read(int.from_bytes(self._read(4), "big")))
        return header, self._read(header.get("payloadBytes", 0))

    def ask(self, header: Header, payload: bytes = b"") -> tuple[Header, bytes]:
        self.send({"id": "q", **header}, payload)
        return self.receive()

    def answer_of_shard(self) -> Header:
        """The last word on the shard asked for, past its progress."""
        while True:
            header, _ = self.receive()
            if "done" not in header:
                return header

    def decoder(self) -> int:
        """The decoder's process id; 0 while there is none."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[0]) if children else 0

    def _read(self, size: int) -> bytes:
        assert self.process.stdout is not None
        parts = bytearray()
        while len(parts) < size:
            if not select.select([self.process.stdout], [], [], _SECONDS)[0]:
                raise TimeoutError(f"no answer within {_SECONDS} s")
            data = self.process.stdout.read(size - len(parts))
            if not data:
                raise EOFError("fovea_pixels ended")
            parts += data
        return bytes(parts)
