"""Several files drawn by one recipe in one request."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pictures import draw, encode, with_pillow
from PIL import Image
from pixels_client import Pixels

RECIPE = {"height": 16, "width": 20, "channels": 3, "resize": "squash"}


@pytest.fixture(scope="module")
def pixels() -> Iterator[Pixels]:
    with Pixels() as child:
        yield child


def preview(pixels: Pixels, root: Path, names: list[str], **recipe: Any) -> tuple[list[dict[str, Any]], list[Image.Image]]:
    """What the answer says of each file, and the pictures cut from its payload."""
    header, payload = pixels.ask(
        {"type": "preview", "recipe": {**RECIPE, **recipe}, "root": str(root), "paths": [str(root / name) for name in names]}
    )
    pictures: list[Image.Image] = []
    at = 0
    for one in header["pictures"]:
        if "bytes" in one:
            pictures.append(Image.open(io.BytesIO(payload[at : at + one["bytes"]])))
            at += one["bytes"]
    assert at == len(payload)
    return header["pictures"], pictures


@pytest.mark.parametrize("channels", [1, 3])
def test_pictures_are_drawn_as_the_recipe_makes_them_and_bad_ones_say_why(pixels: Pixels, tmp_path: Path, channels: int) -> None:
    for number in range(3):
        (tmp_path / f"{number}.jpg").write_bytes(encode(draw(30 + number, 50, seed=number), "JPEG"))
    (tmp_path / "text.png").write_text("hello")
    said, drawn = preview(pixels, tmp_path, ["0.jpg", "text.png", "1.jpg", "none.png", "../x.png", "2.jpg"], channels=channels)
    assert [one.get("code", "drawn") for one in said] == ["drawn", "NOT_AN_IMAGE", "drawn", "UNREADABLE", "OUTSIDE_ROOT", "drawn"]
    for number, picture in enumerate(drawn):
        expected = with_pillow((tmp_path / f"{number}.jpg").read_bytes(), 16, 20, channels)
        np.testing.assert_array_equal(np.asarray(picture).reshape(16, 20, channels), expected)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"paths": "a"}, "paths must be a list"),
        ({"paths": ["/a"] * 65}, "at most 64"),
        ({"root": "a"}, "root must be an absolute path"),
        ({"root": "/no/such"}, "cannot be opened"),
        ({"recipe": {}}, "height must be"),
    ],
)
def test_previews_that_cannot_be_drawn(pixels: Pixels, tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    answer, _ = pixels.ask({"type": "preview", "recipe": RECIPE, "root": str(tmp_path), "paths": [], **changes})
    assert words in answer["error"]["reason"]
