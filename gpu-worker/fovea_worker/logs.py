"""Log lines as events, bounded: the first half as they come, then only the newest, which follow at the end."""

import json
import logging
from collections import deque
from datetime import UTC, datetime
from typing import Any

from fovea_worker.points import Emit

LIMIT_BYTES = 64 * 1024 * 1024
LINE_CHARACTERS = 64 * 1024


class JsonLines(logging.Formatter):
    """One JSON object a line, as the services write theirs: a request is followed through all of them by its id."""

    def __init__(self, **about: str | None) -> None:
        super().__init__()
        self.about = {key: value for key, value in about.items() if value}

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {"level": _level(record), "time": moment, "service": "worker", **self.about, "msg": record.getMessage()}
        return json.dumps(line, ensure_ascii=False)


def _level(record: logging.LogRecord) -> str:
    return "debug" if record.levelno < 20 else "info" if record.levelno < 30 else "warning" if record.levelno < 40 else "error"


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
        body = {"level": _level(record), "text": self.format(record)[:LINE_CHARACTERS]}
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
