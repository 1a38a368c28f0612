"""Snapshots on disk: `weights.safetensors` for anyone, `state.safetensors` for going on."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from fovea_worker.errors import BadData
from fovea_worker.shards import read_tensors

VERSION = 1
_TYPES = {torch.float32: "F32"}
WEIGHTS, STATE = "weights.safetensors", "state.safetensors"


@dataclass(frozen=True)
class Written:
    name: str
    path: Path
    sha256: str
    bytes: int


def write_snapshot(
    folder: Path, weights: Mapping[str, Tensor], state: Mapping[str, Tensor], about: dict[str, Any], counters: dict[str, Any]
) -> list[Written]:
    """Writes both files into `folder`, which appears whole or not at all; the state names its weights by hash."""
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    first = _write(part, folder, WEIGHTS, weights, about)
    second = _write(part, folder, STATE, state, {**counters, "weights": first.sha256})
    _sync(part)
    if folder.exists():
        # Left by a process that died after this rename and before it told anyone.
        shutil.rmtree(folder)
    part.rename(folder)
    _sync(folder.parent)
    return [first, second]


def read_weights(path: Path, values: Mapping[str, Tensor]) -> None:
    _, found = read_file(path)
    _copy(path, found, values)


def read_state(path: Path, state: Mapping[str, Tensor]) -> dict[str, Any]:
    """Fills the solver's arrays and returns the counters."""
    counters, found = read_file(path)
    _copy(path, found, state)
    return counters


def read_file(path: Path) -> tuple[dict[str, Any], dict[str, NDArray[np.generic]]]:
    with path.open("rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    about: dict[str, Any] = json.loads(header.get("__metadata__", {}).get("fovea", "{}"))
    if about.get("version") != VERSION:
        raise BadData(f"The snapshot file {path.name} has version {about.get('version')}; this worker reads version {VERSION}.")
    return about, read_tensors(path)


def newest(folder: Path) -> Path | None:
    """The complete snapshot with the highest iteration; what a killed process left half done is removed."""
    if not folder.is_dir():
        return None
    for part in folder.glob(".*.part"):
        shutil.rmtree(part)
    complete = [path for path in folder.iterdir() if path.name.isdigit() and (path / STATE).is_file()]
    return max(complete, key=lambda path: int(path.name), default=None)


def _copy(path: Path, found: dict[str, NDArray[np.generic]], values: Mapping[str, Tensor]) -> None:
    if found.keys() != values.keys():
        raise BadData(f"The snapshot file {path.name} is of another network: it has other parameters.")
    with torch.no_grad():
        for name, value in values.items():
            if found[name].shape != tuple(value.shape):
                raise BadData(f"The snapshot file {path.name} is of another network: {name} has another shape.")
            value.copy_(torch.from_numpy(found[name].copy()))


def _write(part: Path, folder: Path, name: str, tensors: Mapping[str, Tensor], about: dict[str, Any]) -> Written:
    """As the library writes it, but one array after the other: a file of gigabytes costs the memory of one array."""
    ordered = sorted(tensors.items())
    header: dict[str, Any] = {"__metadata__": {"fovea": json.dumps({"version": VERSION, **about}, sort_keys=True)}}
    end = 0
    for key, tensor in ordered:
        start, end = end, end + tensor.nbytes
        header[key] = {"dtype": _TYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [start, end]}
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    digest = hashlib.sha256()
    with (part / name).open("wb") as file:
        for piece in _pieces(text, [tensor for _, tensor in ordered]):
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return Written(name, folder / name, digest.hexdigest(), 8 + len(text) + end)


def _pieces(header: bytes, tensors: list[Tensor]) -> Iterator[bytes | memoryview]:
    yield len(header).to_bytes(8, "little") + header
    for tensor in tensors:
        yield np.asarray(tensor.detach().cpu().numpy(), order="C").reshape(-1).data.cast("B")


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
