"""What has been asked of the training from outside: a signal or a command sets it, the loop looks at it."""

import signal
from types import FrameType

from fovea_worker.errors import Stopped


class Control:
    def __init__(self) -> None:
        self.wants_stop = False
        self.wants_abort = False
        self.failure: Exception | None = None
        """What made a helping thread give up."""

    def listen(self) -> None:
        """SIGTERM and SIGINT mean: finish the step, save the state, stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.wants_stop = True

    def obey(self) -> None:
        if self.failure is not None:
            raise self.failure
        if self.wants_abort:
            raise Stopped(save=False)
        if self.wants_stop:
            raise Stopped(save=True)
