"""What the worker takes from its environment, besides the spec."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Config:
    token: str
    cache: Path | None


def read_config() -> Config:
    cache = os.environ.get("FOVEA_CACHE_DIR")
    return Config(os.environ.get("FOVEA_ATTEMPT_TOKEN", ""), Path(cache) if cache else None)


def limit_threads(count: int) -> None:
    """Must come before PyTorch is imported: its thread pools read this once."""
    os.environ["OMP_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = str(count)
