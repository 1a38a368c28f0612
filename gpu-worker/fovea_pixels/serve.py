"""The reader: answers requests in turn, pictures before the next batch of a shard."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fovea_pixels.arena import Arena
from fovea_pixels.decoder import Bounds, Decoder, DecoderUnavailableError
from fovea_pixels.encoding import lose
from fovea_pixels.errors import BAD_REQUEST, CANCELLED, TOO_LARGE, PixelError
from fovea_pixels.preview import draw_preview
from fovea_pixels.protocol import MAX_PAYLOAD_BYTES, VERSION, Frame, Inbox, ProtocolError, send
from fovea_pixels.requests import read_preview_order, read_shard_order, read_task
from fovea_pixels.shard import ShardBuild
from fovea_pixels.tasks import Render, answered

_PROGRESS_SECONDS: Final = 0.2
Id = str | int


@dataclass(slots=True)
class _Shard:
    id: Id
    build: ShardBuild
    steps: Iterator[int]
    reported: float


class Server:
    def __init__(self, stdin: int, stdout: int, bounds: Bounds) -> None:
        self._inbox = Inbox(stdin)
        self._stdout = stdout
        self._arena = Arena()
        self._decoder = Decoder(self._arena, bounds)
        self._shards: deque[_Shard] = deque()

    def serve(self) -> int:
        """Serves until standard input ends; the exit code."""
        try:
            self._decoder.start()
            send(self._stdout, {"ready": True, "version": VERSION})
            while not self._inbox.is_ended:
                for frame in self._inbox.receive(wait=not self._shards):
                    self._handle(frame)
                if self._shards and not self._inbox.is_ended:
                    self._step(self._shards[0])
            return 0
        except ProtocolError as error:
            send(self._stdout, {"id": None, "error": {"code": BAD_REQUEST, "reason": f"no frame: {error}"}})
            return 2
        except DecoderUnavailableError as error:
            print(f"fovea_pixels: {error}", file=sys.stderr)
            return 1
        except BrokenPipeError:
            return 0  # Nobody is there to answer: the same as the end of standard input.
        finally:
            for shard in self._shards:
                _abandon(shard)
            self._decoder.close()

    def _handle(self, frame: Frame) -> None:
        header = frame.header
        id = header.get("id")
        if not isinstance(id, str | int) or isinstance(id, bool):
            self._fail(None, PixelError(BAD_REQUEST, f"id must be a string or an integer, got {id!r:.40}"))
            return
        try:
            if frame.payload is None:
                raise PixelError(
                    TOO_LARGE,
                    f"too large: {header['payloadBytes']:,} bytes; at most {MAX_PAYLOAD_BYTES:,} are read",
                )
            if header.get("type") == "shard":
                self._take_shard(id, frame)
            elif header.get("type") == "preview":
                self._answer_preview(id, frame)
            elif header.get("type") == "cancel":
                self._cancel(id)
            else:
                self._answer_picture(id, frame, frame.payload)
        except PixelError as error:
            self._fail(id, error)

    def _answer_picture(self, id: Id, frame: Frame, payload: bytes) -> None:
        task = read_task(frame.header, payload)
        arena = self._arena
        arena.input[: len(payload)] = payload
        arena.place(0, 0, len(payload))
        self._decoder.run(task, 1)
        verdict = arena.verdict(0)
        if verdict.code:
            raise PixelError(verdict.code, verdict.text)
        if isinstance(task, Render):
            recipe = task.recipe
            lose(arena.pixels(1, recipe.shape)[0], recipe.encoding)
            answer = {"id": id, "height": recipe.height, "width": recipe.width, "channels": recipe.channels}
            if verdict.text:
                answer["conversion"] = verdict.text
            send(self._stdout, answer, arena.output[: recipe.pixel_bytes])
            return
        picture = answered(arena)
        format = "png" if bytes(picture[:4]) == b"\x89PNG" else "jpeg"
        send(self._stdout, {"id": id, "format": format}, picture)

    def _answer_preview(self, id: Id, frame: Frame) -> None:
        drawn = draw_preview(read_preview_order(frame.header), self._arena, self._decoder)
        pictures = [{"code": one.code, "reason": one.reason} if isinstance(one, PixelError) else {"bytes": len(one)} for one in drawn]
        send(self._stdout, {"id": id, "pictures": pictures}, b"".join(one for one in drawn if isinstance(one, bytes)))

    def _take_shard(self, id: Id, frame: Frame) -> None:
        if any(shard.id == id for shard in self._shards):
            raise PixelError(BAD_REQUEST, f"a shard with id {id!r} is being built")
        build = ShardBuild(read_shard_order(frame.header), self._arena, self._decoder)
        self._shards.append(_Shard(id, build, build.steps(), time.monotonic()))

    def _cancel(self, id: Id) -> None:
        for shard in [shard for shard in self._shards if shard.id == id]:
            self._shards.remove(shard)
            _abandon(shard)
            self._fail(id, PixelError(CANCELLED, "stopped as asked"))

    def _step(self, shard: _Shard) -> None:
        """One batch of the first shard."""
        try:
            done = next(shard.steps, None)
        except PixelError as error:
            self._shards.remove(shard)
            self._fail(shard.id, error)
            return
        if done is None:
            self._shards.remove(shard)
            self._answer_shard(shard)
            return
        now = time.monotonic()
        if now - shard.reported >= _PROGRESS_SECONDS:
            shard.reported = now
            send(self._stdout, {"id": shard.id, "done": done, "total": len(shard.build.order.paths)})

    def _answer_shard(self, shard: _Shard) -> None:
        result = shard.build.result
        assert result is not None, "a build that ran to its end has a result"
        rejected = [{"index": index, "code": code, "reason": reason} for index, code, reason in result.rejected]
        answer = {"id": shard.id, "count": result.count, "rejected": rejected}
        send(self._stdout, {**answer, "hash": f"blake3:{result.blake3}", "bytes": result.bytes})

    def _fail(self, id: Id | None, error: PixelError) -> None:
        send(self._stdout, {"id": id, "error": {"code": error.code, "reason": error.reason}})


def _abandon(shard: _Shard) -> None:
    close = getattr(shard.steps, "close", None)
    if close is not None:
        close()


def serve(bounds: Bounds) -> int:
    """Serves on standard input and output; anything else printed goes to standard error."""
    # An order of a shard makes many thousands of small objects and no cycles: to look for some again and again takes its time.
    gc.set_threshold(100_000)
    stdout = os.dup(1)
    os.dup2(2, 1)
    return Server(0, stdout, bounds).serve()
