"""The frames between a service and its `python -m fovea_pixels serve` child, version 1.

A frame is a 4-byte big-endian length, a JSON object of that length in UTF-8 (the header), and then as many raw bytes as
the header's `payloadBytes` says (absent: none). Requests come on standard input, answers go to standard output; each
carries the `id` of its request, a string or integer chosen by the caller. Standard error is for people.

The first frame is the child's: `{"ready": true, "version": 1}`. Requests are

- `{"type": "image", "id", "recipe": {"height", "width", "channels", "resize", "mirror"?, "encoding"?, "fastDecoding"?}}` +
  one file → `{"id", "height", "width", "channels", "conversion"?}` + raw pixels, H×W×C uint8, as a shard of that recipe
  (encoding `raw`, `jpeg` or `png`) gives them to training;
- `{"type": "thumbnail", "id", "maxSide"}` + one file → `{"id", "format": "jpeg"}` + a JPEG file that fits into
  maxSide×maxSide (at most 4096), never enlarged;
- `{"type": "encode", "id", "height", "width", "channels", "format": "png"}` + raw pixels → `{"id", "format": "png"}` +
  a PNG file;
- `{"type": "preview", "id", "recipe", "root", "paths"}` (at most 64 absolute paths) → `{"id", "pictures": [{"bytes"} or
  {"code", "reason"}]}` + the PNG files of the recipe's pixels, one after another, in the order given;
- `{"type": "shard", "id", "recipe", "root", "images": [{"path", "label"}], "output"}` (all paths absolute) → any number
  of `{"id", "done", "total"}`, at most one each 200 ms, then `{"id", "count", "rejected": [{"index", "code",
  "reason"}], "hash", "bytes"}` when three files are whole: `<output>` (safetensors: `labels` int32 and `images` uint8
  N×H×W×C, or for an encoding other than raw `offsets` uint64 N+1, `labels` and `bytes` uint8, in the order given,
  without the rejected), `<output>.sums` (uint64 little-endian H×W×C: the sum over its
  images) and `<output>.images` (JSON lines, one a kept image: `{"index", "hash", "pixels", "conversion"?}`, the
  hashes of the file and of its row). `index` counts in `images` of the request. The same request on the same files writes
  the same bytes. While a shard is built, pictures asked for are answered between its batches; further shards wait;
- `{"type": "cancel", "id"}` stops the shard of that id, which answers CANCELLED and leaves no file. Itself it has no
  answer.

Whatever fails answers `{"id", "error": {"code", "reason"}}`, the codes being those of `fovea_pixels.errors`. A frame
that cannot be bounded (a header over 64 MiB, or not JSON with a sound `payloadBytes`) answers with id null and ends the
process with exit code 2; a payload over its limit is skipped and answered TOO_LARGE. At the end of standard input the
child removes unfinished files and exits 0.
"""

from __future__ import annotations

import json
import os
import select
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from fovea_pixels.limits import MAX_FILE_BYTES, MIB

VERSION: Final = 1
MAX_HEADER_BYTES: Final = 64 * MIB
MAX_PAYLOAD_BYTES: Final = MAX_FILE_BYTES
_READ_BYTES: Final = 1 * MIB

Header = dict[str, Any]


class ProtocolError(Exception):
    """The caller's bytes are no frames: there is no way to find the next one."""


@dataclass(frozen=True, slots=True)
class Frame:
    """`payload` is None when it was over the limit and skipped."""

    header: Header
    payload: bytes | None


class Inbox:
    """Takes frames from a descriptor without ever blocking longer than asked."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._bytes = bytearray()
        self._header: Header | None = None
        self._payload_bytes = 0
        self._skip = 0
        self.is_ended = False

    def receive(self, *, wait: bool) -> Iterator[Frame]:
        """Yields the frames that are there; with `wait`, blocks until there is one or the end. Raises ProtocolError."""
        while not self.is_ended:
            frame = self._take()
            if frame is not None:
                wait = False
                yield frame
                continue
            if not wait and not self._is_readable():
                return
            data = os.read(self._descriptor, _READ_BYTES)
            self.is_ended = not data
            self._bytes += data

    def _is_readable(self) -> bool:
        poll = select.poll()
        poll.register(self._descriptor, select.POLLIN)
        return bool(poll.poll(0))

    def _take(self) -> Frame | None:
        if self._skip:
            dropped = min(self._skip, len(self._bytes))
            del self._bytes[:dropped]
            self._skip -= dropped
            if self._skip:
                return None
            return self._complete(None)
        if self._header is None and not self._take_header():
            return None
        if self._payload_bytes > MAX_PAYLOAD_BYTES:
            self._skip = self._payload_bytes
            return self._take()
        if len(self._bytes) < self._payload_bytes:
            return None
        payload = bytes(memoryview(self._bytes)[: self._payload_bytes])
        del self._bytes[: self._payload_bytes]
        return self._complete(payload)

    def _complete(self, payload: bytes | None) -> Frame:
        frame = Frame(self._header or {}, payload)
        self._header = None
        return frame

    def _take_header(self) -> bool:
        if len(self._bytes) < 4:
            return False
        length = int.from_bytes(self._bytes[:4], "big")
        if length > MAX_HEADER_BYTES:
            raise ProtocolError(f"a header of {length:,} bytes; at most {MAX_HEADER_BYTES:,} are read")
        if len(self._bytes) < 4 + length:
            return False
        self._header = read_header(bytes(memoryview(self._bytes)[4 : 4 + length]))
        del self._bytes[: 4 + length]
        self._payload_bytes = self._header.get("payloadBytes", 0)
        return True


def read_header(raw: bytes) -> Header:
    """Reads a header whose `payloadBytes`, if any, is a sound length. Raises ProtocolError."""
    try:
        header = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(f"a header that is not JSON ({error})") from error
    if not isinstance(header, dict):
        raise ProtocolError("a header that is not an object")
    size = header.get("payloadBytes", 0)
    if not isinstance(size, int) or isinstance(size, bool) or not 0 <= size < 1 << 53:
        raise ProtocolError(f"payloadBytes is no length: {size!r:.40}")
    return header


def send(descriptor: int, header: Header, payload: bytes | memoryview = b"") -> None:
    """Writes one frame. Raises BrokenPipeError when nobody reads."""
    if len(payload):
        header = {**header, "payloadBytes": len(payload)}
    text = json.dumps(header, ensure_ascii=False).encode(errors="replace")
    for part in (len(text).to_bytes(4, "big") + text, payload):
        view = memoryview(part)
        while view:
            view = view[os.write(descriptor, view) :]
