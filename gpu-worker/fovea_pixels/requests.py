"""Reads requests into tasks and orders, refusing whatever does not fit. Pure."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from fovea_pixels.errors import BAD_REQUEST, PixelError
from fovea_pixels.limits import MAX_SIDE
from fovea_pixels.preview import MAX_PREVIEW, PreviewOrder
from fovea_pixels.recipe import read_integer, read_recipe
from fovea_pixels.shard import ShardOrder
from fovea_pixels.tasks import Encode, Render, Task, Thumbnail

_MAX_THUMBNAIL_SIDE = 4096
_LABELS = 1 << 31


def read_task(header: Mapping[str, Any], payload: bytes) -> Task:
    """Reads a request for one picture. Raises BAD_REQUEST."""
    kind = header.get("type")
    if kind == "image":
        return Render(read_recipe(header.get("recipe")))
    if kind == "thumbnail":
        return Thumbnail(read_integer(header, "maxSide", 1, _MAX_THUMBNAIL_SIDE))
    if kind == "encode":
        if header.get("format") != "png":
            raise PixelError(BAD_REQUEST, f"format must be png, got {header.get('format')!r:.40}")
        form = Encode(
            read_integer(header, "height", 1, MAX_SIDE),
            read_integer(header, "width", 1, MAX_SIDE),
            read_integer(header, "channels", 1, 3),
        )
        expected = form.height * form.width * form.channels
        if form.channels == 2 or len(payload) != expected:
            raise PixelError(
                BAD_REQUEST,
                f"{form.height}×{form.width}×{form.channels} pixels must be {expected:,} bytes of 1 or 3 channels, got {len(payload):,}",
            )
        return form
    raise PixelError(BAD_REQUEST, f"type must be image, thumbnail, encode, preview, shard or cancel, got {kind!r:.40}")


def read_shard_order(header: Mapping[str, Any]) -> ShardOrder:
    """Reads a request for a shard. Raises BAD_REQUEST."""
    images = header.get("images")
    if not isinstance(images, list):
        raise PixelError(BAD_REQUEST, "images must be a list of {path, label}")
    paths, labels = [], []
    for index, image in enumerate(images):
        path = image.get("path") if isinstance(image, dict) else None
        label = image.get("label") if isinstance(image, dict) else None
        if not isinstance(path, str) or not isinstance(label, int) or not 0 <= label < _LABELS:
            raise PixelError(BAD_REQUEST, f"images[{index}] must be {{path: text, label: integer from 0}}")
        paths.append(path)
        labels.append(label)
    return ShardOrder(read_recipe(header.get("recipe")), _absolute(header, "root"), paths, labels, _absolute(header, "output"))


def read_preview_order(header: Mapping[str, Any]) -> PreviewOrder:
    """Reads a request for a preview. Raises BAD_REQUEST."""
    paths = header.get("paths")
    if not isinstance(paths, list) or len(paths) > MAX_PREVIEW or not all(isinstance(path, str) for path in paths):
        raise PixelError(BAD_REQUEST, f"paths must be a list of at most {MAX_PREVIEW} texts")
    return PreviewOrder(read_recipe(header.get("recipe")), _absolute(header, "root"), paths)


def _absolute(header: Mapping[str, Any], name: str) -> str:
    path = header.get(name)
    if not isinstance(path, str) or not os.path.isabs(path) or "\0" in path:
        raise PixelError(BAD_REQUEST, f"{name} must be an absolute path, got {path!r:.200}")
    return path
