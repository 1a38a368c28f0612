"""Layer types from a file outside this package: it defines `LAYERS = {type: builder}`."""

import importlib.util
from collections.abc import Mapping
from pathlib import Path

from fovea_worker.errors import UserCode
from fovea_worker.layers import Builder


def load_layers(path: Path) -> Mapping[str, Builder]:
    spec = importlib.util.spec_from_file_location(f"fovea_layers_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise UserCode(f"The layer module {path} is not a Python file.")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        layers: Mapping[str, Builder] = module.LAYERS
    except Exception as error:
        raise UserCode(f"The layer module {path} cannot be loaded: {error!r}") from error
    return layers
