"""Shards of JPEG or PNG files, and decoding at a part of the size."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
from blake3 import blake3
from pictures import Pixels as Array
from pictures import draw, encode, oriented, with_pillow
from PIL import Image
from pixels_client import Pixels
from xxhash import xxh3_128_hexdigest

from fovea_pixels.geometry import place, reduction
from fovea_pixels.recipe import Recipe
from fovea_pixels.render import render

RECIPE = {"height": 24, "width": 20, "channels": 3, "resize": "squash"}


@pytest.fixture(scope="module")
def pixels() -> Iterator[Pixels]:
    with Pixels() as child:
        yield child


def build(pixels: Pixels, folder: Path, paths: list[Path], output: str, **recipe: Any) -> dict[str, Any]:
    images = [{"path": str(path), "label": number % 3} for number, path in enumerate(paths)]
    order = {"recipe": {**RECIPE, **recipe}, "root": str(folder), "images": images, "output": str(folder / output)}
    pixels.send({"id": 1, "type": "shard", **order})
    return pixels.answer_of_shard()


def draw_all(folder: Path) -> list[Path]:
    paths = []
    for number in range(20):
        paths.append(folder / f"{number:02d}.jpg")
        paths[-1].write_bytes(encode(draw(30 + number, 40, seed=number), "JPEG"))
    return paths


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("encoding", ["jpeg", "png"])
def test_an_encoded_shard_holds_files_of_what_training_sees(pixels: Pixels, tmp_path: Path, encoding: str, channels: int) -> None:
    paths = draw_all(tmp_path)
    paths.insert(3, tmp_path / "missing.jpg")
    answer = build(pixels, tmp_path, paths, "a", encoding=encoding, channels=channels)
    data = (tmp_path / "a").read_bytes()
    assert (answer["count"], [one["index"] for one in answer["rejected"]]) == (20, [3])
    assert (answer["hash"], answer["bytes"]) == (f"blake3:{blake3(data).hexdigest()}", len(data))
    found = safetensors.numpy.load(data)
    assert data == safetensors.numpy.save(found), "the very bytes that the library writes"
    assert found["labels"].tolist() == [number % 3 for number in range(21) if number != 3]
    offsets = found["offsets"].tolist()
    assert found["offsets"].dtype == np.uint64 and (offsets[0], offsets[-1], len(offsets)) == (0, len(found["bytes"]), 21)
    files = [bytes(found["bytes"][start:end]) for start, end in pairwise(offsets)]
    decoded = [np.asarray(Image.open(io.BytesIO(file))).reshape(24, 20, channels) for file in files]
    lines = [json.loads(line) for line in (tmp_path / "a.images").read_text().splitlines()]
    for row, line in zip(decoded, lines, strict=True):
        assert line["pixels"] == xxh3_128_hexdigest(row.tobytes())
        exact = with_pillow(paths[line["index"]].read_bytes(), 24, 20, channels)
        assert np.abs(row.astype(int) - exact).max() <= (0 if encoding == "png" else 40)
    sums = np.frombuffer((tmp_path / "a.sums").read_bytes(), "<u8").reshape(24, 20, channels)
    np.testing.assert_array_equal(sums, np.sum(decoded, axis=0, dtype=np.uint64))
    build(pixels, tmp_path, paths, "b", encoding=encoding, channels=channels)
    for suffix in ("", ".sums", ".images"):
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_a_picture_asked_for_alone_is_seen_as_in_training(pixels: Pixels, tmp_path: Path) -> None:
    path = draw_all(tmp_path)[0]
    build(pixels, tmp_path, [path], "a", encoding="jpeg")
    _, alone = pixels.ask({"type": "image", "recipe": {**RECIPE, "encoding": "jpeg"}}, path.read_bytes())
    line = json.loads((tmp_path / "a.images").read_text())
    assert xxh3_128_hexdigest(alone) == line["pixels"]


def test_an_empty_encoded_shard(pixels: Pixels, tmp_path: Path) -> None:
    assert build(pixels, tmp_path, [tmp_path / "none.png"], "a", encoding="png")["count"] == 0
    assert safetensors.numpy.load_file(tmp_path / "a")["offsets"].tolist() == [0]


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        ({"encoding": "gif"}, "encoding must be one of raw, jpeg, png"),
        ({"fastDecoding": 1}, "fastDecoding must be true or false"),
        ({"encoding": "jpeg", "height": 65_501, "width": 1}, "at most 65,500 pixels a side"),
    ],
)
def test_recipes_that_cannot_be_followed(pixels: Pixels, tmp_path: Path, recipe: dict[str, Any], words: str) -> None:
    assert words in build(pixels, tmp_path, [], "a", **recipe)["error"]["reason"]


def fast(data: bytes, height: int, width: int, channels: int = 3, resize: Any = "squash") -> Array:
    recipe = Recipe(height, width, channels, resize, is_fast=True)
    out = np.zeros(recipe.shape, np.uint8)
    render(data, recipe, out)
    return out


@pytest.mark.parametrize(("source", "target", "by"), [((64, 64), 32, 2), ((63, 64), 32, 1), ((300, 400), 32, 8), ((130, 999), 32, 4)])
def test_a_picture_is_decoded_smaller_but_not_below_its_target(source: tuple[int, int], target: int, by: int) -> None:
    assert reduction(*source, place(*source, target, target, "squash")) == by


@pytest.mark.parametrize("options", [{"quality": 90}, {"progressive": True}, {"subsampling": 0}])
@pytest.mark.parametrize("channels", [1, 3])
def test_fast_decoding_is_pillows_draft_scaled(options: dict[str, Any], channels: int) -> None:
    data = encode(draw(203, 310), "JPEG", **options)
    picture = Image.open(io.BytesIO(data))
    picture.draft(picture.mode, (310 // 4, 203 // 4))
    assert picture.size == (78, 51)
    expected = picture.convert("L" if channels == 1 else "RGB").resize((40, 48), Image.Resampling.BILINEAR)
    np.testing.assert_array_equal(fast(data, 48, 40, channels), np.asarray(expected).reshape(48, 40, channels))


def test_fast_decoding_looks_like_full_decoding() -> None:
    # Smooth: fast decoding blurs what is hardly larger than a pixel of the target.
    picture = draw(41, 62).resize((620, 410), Image.Resampling.BICUBIC)
    for resize in ("squash", "crop", "fill", "half-crop"):
        for data in (encode(picture, "JPEG", quality=95), oriented(6, picture)):
            recipe = Recipe(50, 60, 3, resize)
            exact = np.zeros(recipe.shape, np.uint8)
            render(data, recipe, exact)
            difference = np.abs(fast(data, 50, 60, resize=resize).astype(int) - exact)
            assert difference.mean() < 5 and difference.max() < 80


def test_other_formats_are_decoded_whole() -> None:
    data = encode(draw(200, 300), "PNG")
    np.testing.assert_array_equal(fast(data, 20, 30), with_pillow(data, 20, 30, 3))
