"""A gRPC server that speaks for `jobs`, and an HTTP server that speaks for the store; both can misbehave on demand."""

import hashlib
import http.server
import threading
import time
from collections.abc import Callable
from concurrent import futures
from pathlib import Path
from typing import Any

import grpc

from fovea_worker.wire import pb

TOKEN = "secret"


class Store:
    """Objects by key; a URL is good when it carries ?ok=1. Sends only half of an object on its first GET."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.log: list[tuple[str, str, int]] = []
        store = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                key = self.path.split("?")[0][1:]
                data = store.objects[key]
                start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
                is_first = not any(entry[:2] == ("GET", key) for entry in store.log)
                store.log.append(("GET", key, start))
                self.send_response(206 if start else 200)
                self.send_header("Content-Length", str(len(data) - start))
                self.end_headers()
                self.wfile.write(data[start : len(data) // 2] if is_first else data[start:])
                self.close_connection = True

            def do_PUT(self) -> None:
                data = self.rfile.read(int(self.headers["Content-Length"]))
                is_good = self.path.endswith("?ok=1")
                if is_good:
                    store.objects[self.path.split("?")[0][1:]] = data
                store.log.append(("PUT", self.path, 200 if is_good else 403))
                self.send_response(200 if is_good else 403)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def put(self, key: str, path: Path) -> dict[str, Any]:
        data = path.read_bytes()
        self.objects[key] = data
        return {"url": f"{self.url}/{key}?ok=1", "path": None, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Jobs:
    """Takes events in order once; loses every third answer; grants uploads, at first with a URL that is refused."""

    def __init__(self, store: Store, command: Callable[[pb.Event], pb.Command.Kind | None] = lambda event: None) -> None:
        self.store, self.command = store, command
        self.events: list[pb.Event] = []
        self.calls = 0
        self.asked: dict[str, int] = {}
        self.commands: list[pb.Command.Kind] = []
        self.refusal: grpc.StatusCode | None = None

    def start(self, port: int = 0) -> int:
        handler = grpc.unary_unary_rpc_method_handler(
            self.report, request_deserializer=pb.ReportRequest.FromString, response_serializer=pb.ReportResponse.SerializeToString
        )
        self.server = grpc.server(futures.ThreadPoolExecutor(2))
        self.server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("fovea.jobs.v1.WorkerService", {"Report": handler}),))
        return int(self.server.add_insecure_port(f"127.0.0.1:{port}"))

    def open(self) -> None:
        self.server.start()

    def close(self) -> None:
        self.server.stop(0).wait()

    def report(self, request: pb.ReportRequest, context: grpc.ServicerContext) -> pb.ReportResponse:
        self.calls += 1
        assert dict(context.invocation_metadata())["fovea-attempt-token"] == TOKEN
        if self.refusal is not None:
            context.abort(self.refusal, "no such attempt")
        for event in request.events:
            if event.sequence > len(self.events):
                assert event.sequence == len(self.events) + 1, "a gap"
                self.events.append(event)
                self._note(event)
        if self.calls % 3 == 0:
            context.abort(grpc.StatusCode.UNAVAILABLE, "the answer is lost")
        grants = [
            pb.Grant(key=key, method="PUT", url=f"{self.store.url}/{key}?ok={int(count > 0)}", expires_ms=int(time.time() * 1000) + 60_000)
            for key, count in self.asked.items()
        ]
        self.asked = {key: count + 1 for key, count in self.asked.items()}
        return pb.ReportResponse(acknowledged=len(self.events), grants=grants, commands=[pb.Command(kind=kind) for kind in self.commands])

    def _note(self, event: pb.Event) -> None:
        if event.WhichOneof("kind") == "snapshot_ready":
            self.asked.update({f"snapshots/{event.snapshot_ready.iteration}/{file.name}": 0 for file in event.snapshot_ready.files})
        kind = self.command(event)
        if kind is not None:
            self.commands.append(kind)

    def of(self, kind: str) -> list[Any]:
        return [getattr(event, kind) for event in self.events if event.WhichOneof("kind") == kind]
