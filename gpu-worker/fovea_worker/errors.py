"""What can end a training early: each with its class, a sentence, a remedy and an exit code."""


class TrainingError(Exception):
    """A failure that people are told about; `failure` is the class stored with the run."""

    failure = "internal"
    exit_code = 1
    remedy = "Look at the run's log; if it happens again, report it with that log."

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if remedy is not None:
            self.remedy = remedy


class BadSpec(TrainingError):
    failure = "internal"
    exit_code = 2
    remedy = "The spec and the worker must be of the same version: restart the platform so that both are."


class BadNetwork(TrainingError):
    failure = "bad-network"
    exit_code = 10
    remedy = "Change the network so that it fits the dataset, then start a new run."


class BadData(TrainingError):
    failure = "bad-data"
    exit_code = 11
    remedy = "Build the dataset again; its files are not what its manifest says."


class OutOfMemory(TrainingError):
    failure = "out-of-memory"
    exit_code = 12
    remedy = "Choose a smaller batch size or a smaller network."


class Diverged(TrainingError):
    failure = "diverged"
    exit_code = 13
    remedy = "Lower the learning rate, or subtract the mean and scale the pixels."


class UserCode(TrainingError):
    failure = "user-code"
    exit_code = 14
    remedy = "Mend the layer module named in the message."


class Unreachable(TrainingError):
    """Something outside is away for longer than the worker waits; a later attempt can succeed."""

    failure = "lost"
    exit_code = 75
    remedy = "Nothing to do: the run goes on from its newest saved state."


class Stopped(Exception):
    """Somebody asked the worker to stop; not a failure. With `save`, the state is written first."""

    def __init__(self, *, save: bool) -> None:
        super().__init__("stopped" if save else "aborted")
        self.save = save


EXIT_SUCCEEDED = 0
EXIT_ABORTED = 20
EXIT_STOPPED = 143
