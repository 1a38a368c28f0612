"""The spec of an attempt and the manifest in it, as docs/contracts.md has them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fovea_worker.errors import BadData, BadSpec
from fovea_worker.plan import Plan, parse_plan
from fovea_worker.reading import Fields
from fovea_worker.schedule import Schedule
from fovea_worker.solver_spec import Solver, parse_solver

VERSION = 1
MANIFEST_VERSIONS = (1, 2)


@dataclass(frozen=True)
class Remote:
    """One object: where it lies (a presigned URL or, offline, a path) and what it must be."""

    key: str
    url: str | None
    path: str | None
    hash: str
    """The algorithm (sha256 or blake3), a colon, hexadecimal digits."""
    bytes: int


@dataclass(frozen=True)
class Shard:
    key: str
    count: int


@dataclass(frozen=True)
class Manifest:
    classes: tuple[str, ...]
    encoding: str
    shape: tuple[int, int, int]
    shards: dict[str, tuple[Shard, ...]]
    mean_key: str | None
    mean_pixel: tuple[float, ...]

    def count(self, split: str) -> int:
        return sum(shard.count for shard in self.shards.get(split, ()))


@dataclass(frozen=True)
class Resume:
    iteration: int
    weights: Remote
    state: Remote


@dataclass(frozen=True)
class Initial:
    """Weights that a training begins with, in place of freshly filled ones."""

    weights: Remote
    parameters: tuple[str, ...]
    """Names of those that are taken; the others are filled by the seed."""
    origin: str
    """What they were learned in, for people."""


@dataclass(frozen=True)
class Spec:
    attempt: str
    name: str
    plan: Plan
    manifest: Manifest
    files: dict[str, Remote]
    solver: Solver
    schedule: Schedule
    snapshot_interval: float
    validation_interval: float
    seed: int
    device: str
    threads: int
    initial: Initial | None
    resume: Resume | None
    report_address: str | None
    request_id: str | None
    """Of the request that made the run; None offline."""
    essence: dict[str, Any]
    """What decides the numbers of a training; a state is only resumed under the same essence."""


def read_spec(path: Path) -> Spec:
    try:
        return parse_spec(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise BadSpec(f"The spec {path} cannot be read: {error}") from error


def parse_spec(value: object) -> Spec:
    top = Fields(value, "spec", BadSpec)
    top.version(VERSION)
    plan, manifest = parse_plan(top.raw("plan")), _manifest(top.raw("manifest"))
    files = {key: _remote(key, top.fields("files").fields(key)) for key in top.fields("files").value}
    if len(manifest.classes) > plan.classes:
        raise BadData(f"The dataset has {len(manifest.classes)} classes, the network knows {plan.classes}.")
    wanted = plan.preprocessing
    if manifest.shape != (wanted.height, wanted.width, wanted.channels):
        raise BadData(
            f"The dataset's images are {manifest.shape} (height, width, channels), the network expects "
            f"{(wanted.height, wanted.width, wanted.channels)}."
        )
    solver = parse_solver(top.fields("solver"))
    images = manifest.count("train")
    if images == 0:
        raise BadData("The dataset has no image to train on.", "Build it with a smaller share for validation and test.")
    if solver.early_stop > 0 and manifest.count("val") == 0:
        raise BadData(
            "Early stopping waits for validations, and the dataset has no image to validate on.",
            "Train without early stopping, or build the dataset with a share for validation.",
        )
    return Spec(
        attempt=top.text("attempt"),
        name=top.text("name"),
        plan=plan,
        manifest=manifest,
        files=files,
        solver=solver,
        schedule=Schedule(images, top.integer("batchSize", 1), top.integer("epochs", 1), solver.accumulation),
        snapshot_interval=top.number("snapshotInterval", 0),
        validation_interval=top.number("validationInterval", 0),
        seed=top.integer("seed", 0),
        device=top.text("device"),
        threads=top.integer("threads", 1),
        initial=_initial(top.fields("initial")) if top.has("initial") else None,
        resume=_resume(top.fields("resume")) if top.has("resume") else None,
        report_address=top.fields("report").text("address") if top.has("report") else None,
        request_id=top.text("requestId") if top.has("requestId") else None,
        essence={
            "plan": top.raw("plan"),
            "shards": [shard.get("hash") or shard["sha256"] for part in ("train", "val") for shard in _shards(top.raw("manifest"), part)],
            **{key: top.raw(key) for key in ("solver", "epochs", "batchSize", "validationInterval", "seed")},
            **_beginning(top),
        },
    )


def _shards(manifest: dict[str, Any], split: str) -> list[dict[str, Any]]:
    shards: list[dict[str, Any]] = manifest["splits"].get(split, {}).get("shards", [])
    return shards


def _manifest(value: object) -> Manifest:
    top = Fields(value, "manifest", BadData)
    top.version(*MANIFEST_VERSIONS)
    recipe, splits = top.fields("recipe"), top.fields("splits")
    mean = top.fields("mean") if top.has("mean") else None
    return Manifest(
        classes=top.texts("classes"),
        encoding=recipe.text("encoding", ("raw", "jpeg", "png")),
        shape=(recipe.integer("height", 1), recipe.integer("width", 1), recipe.integer("channels", 1)),
        shards={
            name: tuple(Shard(shard.text("key"), shard.integer("count", 1)) for shard in splits.fields(name).each("shards"))
            for name in splits.value
        },
        mean_key=mean.text("key") if mean else None,
        mean_pixel=tuple(float(value) for value in mean.items("pixel")) if mean else (),
    )


def _remote(key: str, fields: Fields) -> Remote:
    return Remote(
        key=key,
        url=fields.text("url") if fields.has("url") else None,
        path=fields.text("path") if fields.has("path") else None,
        hash=fields.text("hash") if fields.has("hash") else "sha256:" + fields.text("sha256"),
        bytes=fields.integer("bytes", 0),
    )


def _initial(fields: Fields) -> Initial:
    parameters = fields.texts("parameters")
    if not parameters:
        raise BadSpec(f"{fields.where}.parameters is empty: nothing would be taken.")
    return Initial(_remote("initial/weights", fields.fields("weights")), parameters, fields.text("from"))


def _beginning(top: Fields) -> dict[str, Any]:
    """The part of the essence that only trainings with initial weights have: the states of all others stay valid."""
    if not top.has("initial"):
        return {}
    initial = top.fields("initial")
    return {"initial": {"weights": initial.fields("weights").text("sha256"), "parameters": initial.raw("parameters")}}


def _resume(fields: Fields) -> Resume:
    return Resume(
        iteration=fields.integer("iteration", 0),
        weights=_remote("resume/weights", fields.fields("weights")),
        state=_remote("resume/state", fields.fields("state")),
    )
