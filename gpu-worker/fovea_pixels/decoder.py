"""The reader's handle on its decoder: a forked child without rights that is replaced when it dies or hangs.

The child gets a task and slot numbers through a pipe and everything else through the arena. When it is lost, the
picture it was at is tried once more by a fresh child (a kill from outside is no fault of the picture) and rejected when
that one is lost too; a picture that exceeds its time is rejected at once. The others go on.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import time
from dataclasses import dataclass
from typing import Final

from fovea_pixels.arena import Arena, Verdict
from fovea_pixels.errors import DECODER_LOST, TIMEOUT
from fovea_pixels.limits import DECODER_MIB, IMAGE_SECONDS
from fovea_pixels.sandbox import drop_rights, keep_only
from fovea_pixels.tasks import Task, perform, prepare

_READY: Final = b"r"
_POLL_MS: Final = 250
_START_SECONDS: Final = 30.0


class DecoderUnavailableError(Exception):
    """No decoder can be started on this machine."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a decoder may be and take: whom it becomes when the reader is root, its memory, seconds for one picture."""

    uid: int
    gid: int
    memory_mib: int = DECODER_MIB
    image_seconds: float = IMAGE_SECONDS


class Decoder:
    def __init__(self, arena: Arena, bounds: Bounds) -> None:
        prepare()
        self._arena = arena
        self._bounds = bounds
        self._pid = 0
        self._orders = -1
        self._signals = -1

    @property
    def pid(self) -> int:
        """The child's process id, 0 while there is none."""
        return self._pid

    def run(self, task: Task, count: int) -> None:
        """Has slots 0 to `count` performed; on return each has a verdict. Raises DecoderUnavailableError."""
        self._arena.clear(count)
        start, suspect = 0, -1
        while start < count:
            if self._pid == 0:
                self.start()
            lost = self._attempt(task, start, count)
            start = self._arena.first_pending(start, count)
            if lost is None or start == count:
                continue
            if lost.code == TIMEOUT or start == suspect:
                self._arena.pass_verdict(start, lost)
                start += 1
            else:
                suspect = start

    def close(self) -> None:
        """Ends the child."""
        if self._pid:
            self._bury(kill=True)

    def _attempt(self, task: Task, start: int, count: int) -> Verdict | None:
        """None when the child says it is done, else how it was lost."""
        order = pickle.dumps((task, start, count))
        try:
            os.write(self._orders, len(order).to_bytes(4, "big") + order)
        except BrokenPipeError:
            return self._bury(kill=False)
        at, since = start, time.monotonic()
        while True:
            if _is_readable(self._signals, _POLL_MS):
                return None if os.read(self._signals, 1) else self._bury(kill=False)
            now, reached = time.monotonic(), self._arena.first_pending(at, count)
            if reached != at:
                at, since = reached, now
            elif now - since > self._bounds.image_seconds:
                self._bury(kill=True)
                return Verdict(TIMEOUT, f"decoding it took longer than {self._bounds.image_seconds:g} s")

    def start(self) -> None:
        """Forks a child and waits until it has given up its rights. Raises DecoderUnavailableError."""
        parent = os.getpid()
        orders_in, orders_out = os.pipe()
        signals_in, signals_out = os.pipe()
        pid = os.fork()
        if pid == 0:
            _be_decoder(self._arena, orders_in, signals_out, self._bounds, parent)
        os.close(orders_in)
        os.close(signals_out)
        self._pid, self._orders, self._signals = pid, orders_out, signals_in
        if not _is_readable(signals_in, int(_START_SECONDS * 1000)) or os.read(signals_in, 1) != _READY:
            verdict = self._bury(kill=True)
            raise DecoderUnavailableError(f"the decoder cannot give up its rights or start: {verdict.text}")

    def _bury(self, *, kill: bool) -> Verdict:
        if kill:
            os.kill(self._pid, signal.SIGKILL)
        _, status = os.waitpid(self._pid, 0)
        os.close(self._orders)
        os.close(self._signals)
        self._pid = 0
        return Verdict(DECODER_LOST, _describe_end(os.waitstatus_to_exitcode(status)))


def _describe_end(code: int) -> str:
    if code == -signal.SIGKILL:
        return "the decoder was killed while it read this picture, as happens when the machine runs out of memory"
    if code < 0:
        return f"the decoder crashed on this picture ({signal.Signals(-code).name})"
    return f"the decoder ended on this picture (exit code {code})"


def _is_readable(descriptor: int, timeout_ms: int) -> bool:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(timeout_ms))


def _be_decoder(arena: Arena, orders: int, signals: int, bounds: Bounds, parent: int) -> None:
    """The child: never returns."""
    code = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
            signal.signal(number, signal.SIG_DFL)
        # What the reader made before the fork stays shared instead of being copied by reference counts.
        gc.freeze()
        keep_only((orders, signals))
        drop_rights(bounds.uid, bounds.gid, bounds.memory_mib, parent)
        os.write(signals, _READY)
        while head := os.read(orders, 4):
            # Orders come from the trusted reader and are far below the size that a pipe takes at once.
            task, start, count = pickle.loads(os.read(orders, int.from_bytes(head, "big")))
            perform(task, arena, start, count)
            os.write(signals, _READY)
        code = 0
    finally:
        os._exit(code)
