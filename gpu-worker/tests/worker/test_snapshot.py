"""A snapshot's file is the library's, byte for byte, though it is written piece by piece."""

import hashlib
import json
from pathlib import Path

import numpy as np
import safetensors.numpy
import torch

from fovea_worker import snapshot


def test_writes_the_very_bytes_that_the_library_writes(tmp_path: Path) -> None:
    tensors = {
        "conv é.weight": torch.randn(3, 4, 5, 6).contiguous(memory_format=torch.channels_last),
        'a "quoted" bias': torch.randn(7),
        "single": torch.ones(1),
        "none": torch.zeros(0),
        "scalar": torch.zeros(()),
    }
    weights, _ = snapshot.write_snapshot(tmp_path / "1", tensors, {}, {"iteration": 1}, {})
    data = weights.path.read_bytes()
    arrays = {name: np.asarray(tensor.numpy(), order="C") for name, tensor in tensors.items()}
    about = {"fovea": json.dumps({"version": 1, "iteration": 1}, sort_keys=True)}
    assert data == safetensors.numpy.save(arrays, about)
    assert (weights.bytes, weights.sha256) == (len(data), hashlib.sha256(data).hexdigest())
