"""The best validation so far, by the figure that the run is judged by, and how many have come since."""

from dataclasses import dataclass

from fovea_worker.metrics import Figures

_NAMES = {"balanced-accuracy": "balanced accuracy", "accuracy": "accuracy", "loss": "loss"}


@dataclass(frozen=True)
class Best:
    iteration: int
    value: float
    since: int = 0
    """Validations after it; none was better."""


def judged(best: Best | None, by: str, figures: Figures, iteration: int) -> Best:
    """The best after one more validation. An equal figure is no better one."""
    value = {"balanced-accuracy": figures.balanced_accuracy, "accuracy": figures.accuracy, "loss": figures.loss}[by]
    if best is None or (value < best.value if by == "loss" else value > best.value):
        return Best(iteration, value)
    return Best(best.iteration, best.value, best.since + 1)


def why_over(best: Best | None, by: str, patience: int, epoch: float) -> str:
    """Why training ends before its last epoch; empty while it goes on. `epoch` is that of the best."""
    if best is None or patience == 0 or best.since < patience:
        return ""
    value = f"{best.value:.4f}" if by == "loss" else f"{100 * best.value:.2f} %"
    times = "one validation" if best.since == 1 else f"{best.since} validations"
    return f"stopped early: the {_NAMES[by]} of epoch {epoch:.2f}, {value}, was not bettered in {times}"
