"""A small dataset on disk and the spec of a training on it."""

import hashlib
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from safetensors.numpy import save_file


def make_dataset(
    folder: Path, size: int, channels: int, train: list[int], val: int, classes: int, seed: int = 1, encoding: str = "raw"
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Images whose class shows as a bright square, in shards of the given sizes. Returns manifest and files."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = np.random.default_rng(seed)
    files: dict[str, Any] = {}
    splits: dict[str, Any] = {"test": {"count": 0, "perClass": [0] * classes, "shards": []}}
    total = np.zeros((size, size, channels))
    for split, counts in (("train", train), ("val", [val])):
        shards = []
        for number, count in enumerate(counts):
            labels = draw.integers(0, classes, count).astype(np.int32)
            images = draw.integers(0, 120, (count, size, size, channels)).astype(np.uint8)
            for image, label in zip(images, labels, strict=True):
                place = 2 + int(label) * (size - 8) // classes
                image[place : place + 6, place : place + 6] += 100
            key = f"shards/{split}-{number:05d}.safetensors"
            (folder / "shards").mkdir(exist_ok=True)
            if encoding == "raw":
                save_file({"images": images, "labels": labels}, folder / key)
            else:
                encode_shard(folder / key, images, labels, encoding)
            if split == "train":
                total += images.astype(np.float64).sum(0)
            files[key] = describe(folder / key)
            shards.append({"key": key, "sha256": files[key]["sha256"], "bytes": files[key]["bytes"], "count": count})
        splits[split] = {"count": sum(counts), "perClass": [], "shards": shards}
    mean = (total / sum(train)).astype(np.float32)
    save_file({"mean": mean}, folder / "mean.safetensors")
    files["mean.safetensors"] = describe(folder / "mean.safetensors")
    manifest = {
        "version": 1,
        "dataset": "d",
        "project": "p",
        "recipe": {"height": size, "width": size, "channels": channels, "resize": "squash", "encoding": encoding, "seed": 1},
        "classes": [f"class {number}" for number in range(classes)],
        "splits": splits,
        "mean": {"key": "mean.safetensors", "sha256": "", "bytes": 0, "pixel": mean.mean((0, 1)).tolist()},
    }
    return manifest, files


def encode_shard(path: Path, images: NDArray[np.uint8], labels: NDArray[np.integer], encoding: str) -> Path:
    """A shard of N×H×W×C images as JPEG or PNG files, as `fovea_pixels` lays it out."""
    files = []
    for image in images:
        file = BytesIO()
        options: dict[str, Any] = {"quality": 92, "subsampling": 0} if encoding == "jpeg" else {}
        Image.fromarray(np.squeeze(image, 2) if image.shape[2] == 1 else image).save(file, encoding, **options)
        files.append(file.getvalue())
    offsets = np.cumsum([0, *map(len, files)]).astype(np.uint64)
    save_file({"bytes": np.frombuffer(b"".join(files), np.uint8), "offsets": offsets, "labels": labels.astype(np.int32)}, path)
    return path


def describe(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    return {"url": None, "path": str(path), "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def make_spec(plan: dict[str, Any], manifest: dict[str, Any], files: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "version": 1,
        "project": "p",
        "run": "r",
        "attempt": "a",
        "number": 1,
        "name": "test#1",
        "plan": plan,
        "manifest": manifest,
        "files": files,
        "solver": {"type": "SGD", "baseRate": 0.01, "momentum": 0.9, "weightDecay": 0.0005, "policy": {"type": "fixed"}},
        "epochs": 2,
        "batchSize": 16,
        "snapshotInterval": 1,
        "validationInterval": 1,
        "seed": 1,
        "device": "cpu",
        "threads": 1,
        "resume": None,
        "report": None,
        **changes,
    }


def write_spec(path: Path, spec: dict[str, Any]) -> Path:
    path.write_text(json.dumps(spec))
    return path


def points_of(events: Path) -> dict[str, dict[int, float]]:
    """Series as their readers see them: a start at an iteration supersedes the points beyond it."""
    series: dict[str, dict[int, float]] = {}
    for line in events.read_text().splitlines():
        event = json.loads(line)
        if event["kind"] == "started":
            for name, points in series.items():
                series[name] = {at: value for at, value in points.items() if at <= event["iteration"]}
        if event["kind"] == "points" and event["series"] != "train/images-per-second":
            series.setdefault(event["series"], {}).update(zip(event["iterations"], event["values"], strict=True))
    return series
