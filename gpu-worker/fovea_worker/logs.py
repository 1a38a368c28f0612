"""Log lines as events, bounded: the first half as they come, then only the newest, which follow at the end."""

import logging
from collections import deque
from typing import Any

from fovea_worker.points import Emit

LIMIT_BYTES = 64 * 1024 * 1024
LINE_CHARACTERS = 64 * 1024


class LogEvents(logging.Handler):
    def __init__(self, emit: Emit, limit: int = LIMIT_BYTES) -> None:
        super().__init__()
        self.emit_event = emit
        self.head_left = limit // 2
        self.tail_limit = limit - limit // 2
        self.tail: deque[tuple[dict[str, Any], int]] = deque()
        self.tail_bytes = 0
        self.left_out = 0

    def emit(self, record: logging.LogRecord) -> None:
        level = "debug" if record.levelno < 20 else "info" if record.levelno < 30 else "warning" if record.levelno < 40 else "error"
        body = {"level": level, "text": self.format(record)[:LINE_CHARACTERS]}
        size = len(body["text"].encode())
        if self.head_left >= size and not self.tail:
            self.head_left -= size
            self.emit_event("log", body)
            return
        self.tail.append((body, size))
        self.tail_bytes += size
        while self.tail_bytes > self.tail_limit:
            self.tail_bytes -= self.tail.popleft()[1]
            self.left_out += 1

    def finish(self) -> None:
        """Sends the newest lines that were held back, after a line that counts what is missing."""
        self.acquire()
        try:
            if self.left_out:
                self.emit_event("log", {"level": "warning", "text": f"{self.left_out} lines are left out here: the log is too long."})
            for body, _ in self.tail:
                self.emit_event("log", body)
            self.tail.clear()
            self.tail_bytes = self.left_out = 0
        finally:
            self.release()
