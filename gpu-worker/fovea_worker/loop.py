"""The training loop.

`iteration` counts finished steps. What is due at an iteration (validation, then snapshot) is done before the next step,
and a stop is obeyed only between: whoever resumes at an iteration neither repeats nor skips a point.
"""

import logging
import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
from torch import Tensor

from fovea_worker.best import Best, judged, why_over
from fovea_worker.control import Control
from fovea_worker.data import Batch
from fovea_worker.errors import BadNetwork, Diverged, Stopped
from fovea_worker.feed import Feed
from fovea_worker.losses import Losses
from fovea_worker.metrics import Counts, Figures
from fovea_worker.network import Network
from fovea_worker.points import Points
from fovea_worker.preprocess import Preprocess
from fovea_worker.seeds import derive
from fovea_worker.solvers.base import Rule
from fovea_worker.spec import Spec
from fovea_worker.step import Gradients, gather, plain, recorded

log = logging.getLogger("fovea_worker")

SPEED_SECONDS = 1.0
SHORTEST_SECONDS = 0.05


@dataclass
class Progress:
    """All that a state holds besides the solver's arrays."""

    iteration: int = 0
    validated: int = 0
    figures: Figures | None = None
    best: Best | None = None


@dataclass
class Loop:
    spec: Spec
    network: Network
    solver: Rule
    feed: Feed
    validation: Callable[[], Iterable[Batch]]
    preprocess: Preprocess
    points: Points
    control: Control
    progress: Progress
    save: Callable[[Progress], None]

    def __post_init__(self) -> None:
        self.device = self.preprocess.device
        self.losses = Losses(self.points, self.device)
        self.saved = self.progress.iteration
        self.gradients: Gradients | None = None

    def run(self) -> str:
        """Trains to the end, and returns why that came early or "". Raises Stopped when asked to, after saving where that was asked."""
        self._restart_speed()
        try:
            while True:
                self._validate_if_due()
                self._save_if_due()
                if self._is_over():
                    return self._why_over()
                self.control.obey()
                self._step()
        except Stopped as stopped:
            if stopped.save and self.saved != self.progress.iteration:
                self._save()
            raise

    def _step(self) -> None:
        spec, iteration = self.spec, self.progress.iteration
        each = spec.schedule.accumulation
        batches = range(iteration * each, (iteration + 1) * each)
        loss = self._pass(iteration) if each == 1 else gather(self.network, self._pass, batches)
        rate = spec.solver.policy.rate(spec.solver.base_rate, spec.schedule.percent(iteration))
        self.solver.step(rate, iteration)
        self.progress.iteration = iteration = iteration + 1
        self.points.add("train/rate", iteration, rate)
        self.losses.add(iteration, loss)
        self._measure_speed(iteration)
        self.points.flush_if_due()

    def _pass(self, batch: int) -> Tensor:
        """Leaves the gradients of one batch and returns its loss."""
        data, label = self.feed(batch)
        if self.gradients is None:
            self.gradients = plain(self.network) if self.device.type == "cpu" else recorded(self.network, data, label)
        if self.network.is_random:
            self.network.generator.manual_seed(derive(self.spec.seed, "layers", batch))
        return self.gradients(data, label)

    def _is_over(self) -> bool:
        return self.progress.iteration == self.spec.schedule.iterations or self._why_over() != ""

    def _why_over(self) -> str:
        solver, best = self.spec.solver, self.progress.best
        return why_over(best, solver.best, solver.early_stop, self.spec.schedule.epoch(best.iteration) if best else 0)

    def _validate_if_due(self) -> None:
        interval, iteration = self.spec.validation_interval, self.progress.iteration
        is_last = iteration == self.spec.schedule.iterations and interval > 0
        if self.progress.validated == iteration or not (is_last or self.spec.schedule.due(iteration, interval)):
            return
        self._end_of_block()
        counts = Counts(self.spec.plan.classes, self.device)
        seen = 0
        with torch.no_grad():
            for batch in self.validation():
                self.control.obey()
                data, label = self.preprocess(batch)
                loss, scores = self.network.evaluate(data, label)
                if scores.shape[1] != self.spec.plan.classes:
                    raise BadNetwork(f"The network gives {scores.shape[1]} scores an image for {self.spec.plan.classes} classes.")
                counts.add(loss, scores, label)
                seen += len(label)
        if seen:
            self._tell(counts.figures())
        self.progress.validated = iteration
        self.saved = -1
        self._restart_speed()

    def _tell(self, figures: Figures) -> None:
        iteration = self.progress.iteration
        if not math.isfinite(figures.loss):
            raise Diverged(f"The validation loss is not a number at iteration {iteration}: lower the learning rate.")
        self.progress.figures = figures
        self.progress.best = judged(self.progress.best, self.spec.solver.best, figures, iteration)
        self.points.add("val/loss", iteration, figures.loss)
        self.points.add("val/accuracy", iteration, figures.accuracy)
        self.points.add("val/balanced-accuracy", iteration, figures.balanced_accuracy)
        self.points.flush()
        log.info(
            "epoch %.2f: validation loss %.4f, accuracy %.2f %%, balanced accuracy %.2f %%",
            self.spec.schedule.epoch(iteration),
            figures.loss,
            100 * figures.accuracy,
            100 * figures.balanced_accuracy,
        )

    def _save_if_due(self) -> None:
        iteration, schedule, best = self.progress.iteration, self.spec.schedule, self.progress.best
        # Who stops early wants the network as it was at its best.
        is_best = self.spec.solver.early_stop > 0 and best is not None and best.iteration == iteration
        if self.saved != iteration and (is_best or self._is_over() or schedule.due(iteration, self.spec.snapshot_interval)):
            self._save()

    def _save(self) -> None:
        self._end_of_block()
        self.points.flush()
        self.save(self.progress)
        self.saved = self.progress.iteration
        self._restart_speed()

    def _end_of_block(self) -> None:
        """Before something other than training: all losses are known, and the speed so far is told however short the time was."""
        self.losses.drain()
        self._measure_speed(self.progress.iteration, SHORTEST_SECONDS)

    def _restart_speed(self) -> None:
        self.speed_from = (self.progress.iteration, time.monotonic())

    def _measure_speed(self, iteration: int, at_least_s: float = SPEED_SECONDS) -> None:
        first, began = self.speed_from
        now = time.monotonic()
        if now - began >= at_least_s and iteration > first:
            images = (iteration - first) * self.spec.schedule.images_per_step
            self.points.add("train/images-per-second", iteration, images / (now - began))
            self.speed_from = (iteration, now)
