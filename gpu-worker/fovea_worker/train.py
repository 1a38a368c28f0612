"""One attempt from its spec to its end: opens what the loop needs, and turns every outcome into an event and an exit code."""

import errno
import hashlib
import json
import logging
import os
import sys
import traceback
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from fovea_worker import events, snapshot
from fovea_worker.best import Best
from fovea_worker.config import Config
from fovea_worker.control import Control
from fovea_worker.data import Images, TrainingBatches, validation_batches
from fovea_worker.device import open_device
from fovea_worker.encoded import Decoding, Encoded
from fovea_worker.errors import (
    EXIT_ABORTED,
    EXIT_STOPPED,
    EXIT_SUCCEEDED,
    BadData,
    BadSpec,
    OutOfMemory,
    Stopped,
    TrainingError,
    Unreachable,
)
from fovea_worker.extensions import load_layers
from fovea_worker.feed import Feed
from fovea_worker.gpu import watch_gpu
from fovea_worker.link import Link, LocalLink
from fovea_worker.logs import JsonLines, LogEvents
from fovea_worker.loop import Loop, Progress
from fovea_worker.metrics import Figures
from fovea_worker.network import Network, build
from fovea_worker.points import Points
from fovea_worker.preprocess import Preprocess
from fovea_worker.shards import Labels, Pixels, read_encoded_shard, read_shard, read_tensors
from fovea_worker.solvers import make
from fovea_worker.solvers.base import Rule
from fovea_worker.spec import Spec
from fovea_worker.spool import Spool

log = logging.getLogger("fovea_worker")
MOST_DECODING_THREADS = 8


def train(spec: Spec, work: Path, config: Config, control: Control, *, is_offline: bool, layer_modules: list[Path]) -> int:
    """Runs the attempt and returns the exit code of the process."""
    work.mkdir(parents=True, exist_ok=True)
    spool = Spool(work / "events.jsonl", keep=is_offline)
    lines = _open_log(spool, spec)
    link = LocalLink() if is_offline else _connect(spec, spool, control, config, work)
    progress, reason = Progress(), ""
    try:
        try:
            try:
                reason = _attempt(spec, work, spool, link, control, progress, layer_modules)
                name, code = "succeeded", EXIT_SUCCEEDED
            except Stopped as stopped:
                if not stopped.save:
                    raise
                name, code = "stopped", EXIT_STOPPED
            link.finish_uploads()
        except Stopped:
            name, code = "aborted", EXIT_ABORTED
        body = events.ended(name, progress.iteration, message=reason)
    except Exception as error:
        fault = _classify(error)
        log.error("%s %s", fault.message, fault.remedy)
        code, body = fault.exit_code, events.ended("failed", progress.iteration, fault.failure, fault.message, fault.remedy)
    lines.finish()
    spool.emit("ended", body)
    if not link.finish():
        print("The last events were not acknowledged in time; the run goes on from its newest saved state.", file=sys.stderr)
        code = Unreachable.exit_code if code in (EXIT_SUCCEEDED, EXIT_STOPPED) else code
    return code


def _connect(spec: Spec, spool: Spool, control: Control, config: Config, work: Path) -> Link:
    # Only here, so that a machine without gRPC can train offline.
    from fovea_worker.online import OnlineLink

    return OnlineLink(spec, spool, control, config, work)


def _attempt(spec: Spec, work: Path, spool: Spool, link: Link, control: Control, progress: Progress, layer_modules: list[Path]) -> str:
    """Returns why training ended before its last epoch, or ""."""
    device = open_device(spec.device, spec.threads)
    extra = {kind: builder for path in layer_modules for kind, builder in load_layers(path).items()}
    network = build(spec.plan, spec.seed, device, extra, precision=spec.solver.precision)
    network.check()
    solver = make(network.trainable(), spec.solver)
    _resume(spec, work, link, network, solver, progress)
    decoding = Decoding(spec.threads if device.type == "cpu" else min(len(os.sched_getaffinity(0)), MOST_DECODING_THREADS))
    splits = {name: _images(spec, link, name, decoding) for name in ("train", "val")}
    preprocess = _preprocess(spec, link, device)
    spool.emit("started", events.started(progress.iteration, spec.schedule, device))
    how = f"{spec.solver.type} in {spec.solver.precision} on {device}"
    log.info("%s: %s by %s, %d iterations from %d", spec.name, spec.plan.name, how, spec.schedule.iterations, progress.iteration)
    if spec.request_id:
        log.info("asked for by request %s", spec.request_id)

    def save(now: Progress) -> None:
        counters = {**asdict(now), "essence": _digest(spec), "seed": spec.seed, "threads": spec.threads, "torch": str(torch.__version__)}
        about = {"iteration": now.iteration, "epoch": spec.schedule.epoch(now.iteration)}
        folder = work / "snapshots" / str(now.iteration)
        files = snapshot.write_snapshot(folder, network.values, solver.state, about, counters)
        spool.emit("snapshotReady", events.snapshot_ready(now, spec.schedule, files))
        link.upload(now.iteration, files)

    points = Points(spool.emit)
    batches = TrainingBatches(splits["train"], spec.plan.preprocessing, spec.schedule, spec.seed)
    loop = Loop(
        spec=spec,
        network=network,
        solver=solver,
        feed=Feed(batches, preprocess),
        validation=lambda: validation_batches(splits["val"], spec.schedule.batch_size),
        preprocess=preprocess,
        points=points,
        control=control,
        progress=progress,
        save=save,
    )
    with watch_gpu(device, spool.emit):
        try:
            reason = loop.run()
        finally:
            points.flush()
    if reason:
        log.info("%s", reason)
    return reason


def _images(spec: Spec, link: Link, split: str, decoding: Decoding) -> Images:
    shape, encoding, classes = spec.manifest.shape, spec.manifest.encoding, spec.plan.classes
    shards: list[tuple[Pixels | Encoded, Labels]] = []
    for shard in spec.manifest.shards.get(split, ()):
        path = _fetch(spec, link, shard.key)
        if encoding == "raw":
            shards.append(read_shard(path, shape, shard.count, classes))
        else:
            shards.append(read_encoded_shard(path, encoding, shape, shard.count, classes, decoding))
    return Images(shards, spec.plan.preprocessing)


def _preprocess(spec: Spec, link: Link, device: torch.device) -> Preprocess:
    of, image = spec.plan.preprocessing, None
    if of.mean == "image":
        if spec.manifest.mean_key is None:
            raise BadData("The dataset has no mean image.", "Choose another mean subtraction.")
        found = read_tensors(_fetch(spec, link, spec.manifest.mean_key)).get("mean")
        if found is None or found.dtype != np.float32 or found.shape != spec.manifest.shape:
            raise BadData(f"The mean image of the dataset is not of the shape {spec.manifest.shape}.")
        image = found.astype(np.float32)
    if of.mean == "pixel" and len(spec.manifest.mean_pixel) != of.channels:
        raise BadData("The dataset's mean pixel has another number of channels.", "Choose another mean subtraction.")
    return Preprocess(of, image, spec.manifest.mean_pixel, device)


def _fetch(spec: Spec, link: Link, key: str) -> Path:
    if key not in spec.files:
        raise BadSpec(f"The spec does not say where {key} lies.")
    return link.fetch(spec.files[key])


def _resume(spec: Spec, work: Path, link: Link, network: Network, solver: Rule, progress: Progress) -> None:
    if spec.resume is not None:
        weights, state = link.fetch(spec.resume.weights), link.fetch(spec.resume.state)
    else:
        newest = snapshot.newest(work / "snapshots") if link.is_local else None
        if newest is None:
            return
        weights, state = newest / snapshot.WEIGHTS, newest / snapshot.STATE
    snapshot.read_weights(weights, network.values)
    counters = snapshot.read_state(state, solver.state)
    if counters["essence"] != _digest(spec):
        raise BadSpec("The saved state is of another training: its network, data, solver or seed differ.", "Start a new run.")
    if counters["weights"] != hashlib.sha256(weights.read_bytes()).hexdigest():
        raise BadData("The saved state and the saved weights are not of one snapshot.", "Resume from an earlier snapshot.")
    if counters["threads"] != spec.threads:
        log.warning("The state was saved with %d threads; %d give figures with other last digits.", counters["threads"], spec.threads)
    progress.iteration, progress.validated = counters["iteration"], counters["validated"]
    progress.figures = Figures(**counters["figures"]) if counters["figures"] else None
    # A state from before there was early stopping does not say what was best.
    progress.best = Best(**counters["best"]) if counters.get("best") else None


def _digest(spec: Spec) -> str:
    return hashlib.sha256(json.dumps(spec.essence, sort_keys=True).encode()).hexdigest()


def _classify(error: Exception) -> TrainingError:
    if isinstance(error, TrainingError):
        return error
    text = str(error)
    if isinstance(error, torch.OutOfMemoryError | MemoryError) or "allocate memory" in text or "out of memory" in text:
        return OutOfMemory(f"The memory of the device does not suffice: {text.splitlines()[0] if text else 'no more to be had'}")
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return TrainingError("The disk is full.", "Free some space, then resume the run.")
    log.error("%s", "".join(traceback.format_exception(error)))
    return TrainingError(f"The worker failed unexpectedly: {error!r}")


def _open_log(spool: Spool, spec: Spec) -> LogEvents:
    log.setLevel(logging.INFO)
    lines = LogEvents(spool.emit)
    errors = logging.StreamHandler(sys.stderr)
    errors.setFormatter(JsonLines(requestId=spec.request_id, attempt=spec.attempt))
    log.handlers = [lines, errors]
    log.propagate = False
    return lines
