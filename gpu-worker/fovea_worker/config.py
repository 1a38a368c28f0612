"""What the worker takes from its environment, besides the spec."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Config:
    token: str
    cache: Path | None
    patience_s: float
    """How long the end of an attempt waits for others before it leaves the rest to a later attempt."""


def read_config() -> Config:
    cache = os.environ.get("FOVEA_CACHE_DIR")
    token, patience = os.environ.get("FOVEA_ATTEMPT_TOKEN", ""), os.environ.get("FOVEA_PATIENCE_SECONDS", "600")
    return Config(token, Path(cache) if cache else None, float(patience))


def limit_threads(count: int) -> None:
    """Must come before PyTorch is imported: its thread pools read this once."""
    os.environ["OMP_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = str(count)
