"""Sends the spool to `jobs` from a thread of its own: in bounded batches, again and again until acknowledged."""

import logging
import random
import threading
import time
import uuid

import grpc

from fovea_worker.control import Control
from fovea_worker.errors import Unreachable
from fovea_worker.grants import Grants
from fovea_worker.spool import Spool
from fovea_worker.wire import METHOD, event, pb

log = logging.getLogger("fovea_worker")

BATCH_BYTES = 1024 * 1024
HEARTBEAT_S = 3.0
GRANT_S = 0.25
PACE_S = 0.25
CALL_TIMEOUT_S = 15.0
_FIRST_PAUSE_S, _LAST_PAUSE_S = 0.2, 5.0
# `jobs` knows this attempt no more: another has taken its place, or the run is gone.
_DISOWNED = {grpc.StatusCode.UNAUTHENTICATED, grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.NOT_FOUND}
_DISOWNED_TIMES = 3


class Reporter:
    def __init__(self, address: str, attempt: str, token: str, spool: Spool, control: Control, grants: Grants) -> None:
        self.spool, self.control, self.grants = spool, control, grants
        self.attempt, self.incarnation = attempt, str(uuid.uuid4())
        self.metadata = (("fovea-attempt-token", token),)
        options = [("grpc.enable_http_proxy", 0), ("grpc.max_reconnect_backoff_ms", 5000)]
        self.channel = grpc.insecure_channel(address, options=options)
        self.call = self.channel.unary_unary(
            METHOD, request_serializer=pb.ReportRequest.SerializeToString, response_deserializer=pb.ReportResponse.FromString
        )
        self.acknowledged = 0
        self.offset = 0
        self.cpu_s = 0.0
        self.disowned = 0
        self.closing = threading.Event()
        self.thread = threading.Thread(target=self._run, name="report", daemon=True)
        self.thread.start()

    def wait(self, patience_s: float) -> bool:
        """Waits until every event so far is acknowledged."""
        deadline, wanted = time.monotonic() + patience_s, self.spool.sequence
        self.spool.grew.set()
        while self.acknowledged < wanted and self.thread.is_alive() and time.monotonic() < deadline:
            time.sleep(0.02)
        return self.acknowledged >= wanted

    def close(self) -> None:
        self.closing.set()
        self.spool.grew.set()
        self.thread.join(CALL_TIMEOUT_S + 1)
        self.channel.close()

    def _run(self) -> None:
        try:
            pause = _FIRST_PAUSE_S
            while not self.closing.is_set():
                self.spool.grew.wait(GRANT_S if self.grants.waiting else HEARTBEAT_S)
                self.spool.grew.clear()
                if self._send():
                    pause = _FIRST_PAUSE_S
                    self.closing.wait(PACE_S)
                else:
                    self.spool.grew.set()
                    self.closing.wait(pause * random.uniform(0.5, 1))
                    pause = min(pause * 2, _LAST_PAUSE_S)
                self.cpu_s = time.thread_time()
        except Exception as error:
            log.exception("The reporting thread failed.")
            self.control.failure = error

    def _send(self) -> bool:
        lines = self.spool.read(self.offset, BATCH_BYTES)
        events = [event(line) for line in lines]
        request = pb.ReportRequest(attempt=self.attempt, incarnation=self.incarnation, events=events)
        try:
            answer = self.call(request, timeout=CALL_TIMEOUT_S, metadata=self.metadata)
        except grpc.RpcError as error:
            self._note(error)
            return False
        self.disowned = 0
        self._forget(lines, events, answer.acknowledged)
        self._obey(answer)
        if self.offset < self.spool.size:
            self.spool.grew.set()
        return True

    def _forget(self, lines: list[bytes], events: list[pb.Event], acknowledged: int) -> None:
        for line, sent in zip(lines, events, strict=True):
            if sent.sequence <= acknowledged:
                self.offset += len(line)
        self.acknowledged = max(self.acknowledged, acknowledged)

    def _obey(self, answer: pb.ReportResponse) -> None:
        for grant in answer.grants:
            self.grants.add(grant.method, grant.key, grant.url, grant.expires_ms / 1000)
        for command in answer.commands:
            if command.kind == pb.Command.KIND_STOP:
                self.control.wants_stop = True
            elif command.kind == pb.Command.KIND_ABORT:
                self.control.wants_abort = True

    def _note(self, error: grpc.RpcError) -> None:
        """Being away is not worth a word: training goes on. Being disowned repeatedly ends it."""
        code = error.code()
        self.disowned = self.disowned + 1 if code in _DISOWNED else 0
        if self.disowned >= _DISOWNED_TIMES:
            self.control.failure = Unreachable(f"The platform knows this attempt no more ({code.name}).")
