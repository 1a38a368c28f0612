"""The link to the platform: events by Report, files by presigned URLs, all from threads beside the training."""

import logging
import queue
import shutil
import threading
import time
from pathlib import Path

from fovea_worker.config import Config
from fovea_worker.control import Control
from fovea_worker.errors import Stopped, Unreachable
from fovea_worker.grants import Grants
from fovea_worker.report import Reporter
from fovea_worker.snapshot import Written
from fovea_worker.spec import Remote, Spec
from fovea_worker.spool import Spool
from fovea_worker.transfer import download, upload

log = logging.getLogger("fovea_worker")

# An upload is given up only when the whole attempt is.
_FOREVER_S = 1e9


class OnlineLink:
    is_local = False

    def __init__(self, spec: Spec, spool: Spool, control: Control, config: Config, work: Path) -> None:
        self.spool, self.control, self.patience_s = spool, control, config.patience_s
        self.cache = config.cache or work / "cache"
        self.grants = Grants()
        resumed = (spec.resume.weights, spec.resume.state) if spec.resume else ()
        initial = (spec.initial.weights,) if spec.initial else ()
        for remote in (*spec.files.values(), *initial, *resumed):
            if remote.url:
                self.grants.add("GET", remote.key, remote.url, 0)
        self.reporter = Reporter(spec.report_address or "", spec.attempt, config.token, spool, control, self.grants)
        self.waiting: queue.Queue[tuple[int, list[Written]]] = queue.Queue()
        threading.Thread(target=self._upload_all, name="upload", daemon=True).start()

    def fetch(self, remote: Remote) -> Path:
        return download(remote, self.cache, self.grants, self.patience_s, self.control.obey)

    def upload(self, iteration: int, files: list[Written]) -> None:
        self.waiting.put((iteration, files))

    def finish_uploads(self) -> None:
        deadline = time.monotonic() + self.patience_s
        while self.waiting.unfinished_tasks:
            self._check()
            if time.monotonic() > deadline:
                raise Unreachable(f"{self.waiting.unfinished_tasks} snapshots could not be uploaded within {self.patience_s:.0f} s.")
            time.sleep(0.02)

    def finish(self) -> bool:
        disowned = isinstance(self.control.failure, Unreachable)
        is_done = not disowned and self.reporter.wait(self.patience_s)
        log.info("reporting took %.2f s of CPU", self.reporter.cpu_s)
        self.reporter.close()
        return is_done

    def _upload_all(self) -> None:
        while True:
            iteration, files = self.waiting.get()
            try:
                for file in files:
                    upload(f"snapshots/{iteration}/{file.name}", file, self.grants, _FOREVER_S, self._check)
                self.spool.emit("snapshotUploaded", {"iteration": iteration})
                shutil.rmtree(files[0].path.parent, ignore_errors=True)
                self.waiting.task_done()
            except Stopped:
                return
            except Exception as error:
                self.control.failure = self.control.failure or error
                return

    def _check(self) -> None:
        """A stop lets uploads finish; an abort or a failed thread does not."""
        if self.control.failure is not None:
            raise self.control.failure
        if self.control.wants_abort:
            raise Stopped(save=False)
