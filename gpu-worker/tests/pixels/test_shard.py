from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
from blake3 import blake3
from pictures import draw, encode, with_pillow
from PIL import Image
from pixels_client import Pixels
from xxhash import xxh3_128_hexdigest

RECIPE = {"height": 16, "width": 20, "channels": 3, "resize": "squash"}


@pytest.fixture(scope="module")
def pixels() -> Iterator[Pixels]:
    with Pixels() as child:
        yield child


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thirty pictures of several formats below `in`."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for number in range(30):
        form = ("JPEG", "PNG", "BMP")[number % 3]
        path = tmp_path / "in" / ("deep" if number % 2 else ".") / f"{number:02d}.{form.lower()}"
        path.write_bytes(encode(draw(16 + number % 5, 20, seed=number), form))
    return tmp_path


def paths_in(folder: Path) -> list[str]:
    return sorted((str(path) for path in (folder / "in").rglob("*.*")), key=lambda path: path.rsplit("/", 1)[1])


def order(folder: Path, paths: list[str], output: str = "a.safetensors", **changes: Any) -> dict[str, Any]:
    images = [{"path": path, "label": number % 3} for number, path in enumerate(paths)]
    return {
        "id": 7, "type": "shard", "recipe": RECIPE, "root": str(folder / "in"),
        "images": images, "output": str(folder / output), **changes,
    }  # fmt: skip


def build(pixels: Pixels, request: dict[str, Any]) -> dict[str, Any]:
    pixels.send(request)
    return pixels.answer_of_shard()


def test_a_shard_holds_what_pillow_reads(pixels: Pixels, folder: Path) -> None:
    paths = paths_in(folder)
    answer = build(pixels, order(folder, paths))
    data = (folder / "a.safetensors").read_bytes()
    assert answer == {"id": 7, "count": 30, "rejected": [], "hash": f"blake3:{blake3(data).hexdigest()}", "bytes": len(data)}
    tensors = safetensors.numpy.load(data)
    assert data == safetensors.numpy.save(tensors), "the very bytes that the library writes"
    assert tensors["labels"].dtype == np.int32 and tensors["labels"].tolist() == [number % 3 for number in range(30)]
    for row, path in zip(tensors["images"], paths, strict=True):
        np.testing.assert_array_equal(row, with_pillow(Path(path).read_bytes(), 16, 20, 3))
    sums = np.frombuffer((folder / "a.safetensors.sums").read_bytes(), "<u8").reshape(16, 20, 3)
    np.testing.assert_array_equal(sums, tensors["images"].sum(axis=0, dtype=np.uint64))
    lines = [json.loads(line) for line in (folder / "a.safetensors.images").read_text().splitlines()]
    for number, line in enumerate(lines):
        file, row = Path(paths[number]).read_bytes(), tensors["images"][number].tobytes()
        assert (line["index"], line["hash"], line["bytes"]) == (number, f"blake3:{blake3(file).hexdigest()}", len(file))
        assert line["pixels"] == xxh3_128_hexdigest(row)
        assert (line["height"], line["width"]) == (16 + number % 5, 20)
    assert sorted(path.name for path in folder.iterdir()) == ["a.safetensors", "a.safetensors.images", "a.safetensors.sums", "in"]


def test_the_same_request_writes_the_same_bytes(pixels: Pixels, folder: Path) -> None:
    for name in ("one", "two"):
        build(pixels, order(folder, paths_in(folder), name))
    for suffix in ("", ".sums", ".images"):
        assert (folder / f"one{suffix}").read_bytes() == (folder / f"two{suffix}").read_bytes()


def test_rejected_files_leave_the_shard_of_the_others(pixels: Pixels, folder: Path) -> None:
    good = paths_in(folder)
    (folder / "in" / "text.jpg").write_text("hello")
    (folder / "in" / "cut.png").write_bytes(encode(draw(40, 40), "PNG")[:900])
    (folder / "in" / "folder.png").mkdir()
    (folder / "secret.png").write_bytes(encode(draw(4, 4), "PNG"))
    (folder / "in" / "link.png").symlink_to(folder / "secret.png")
    (folder / "in" / "out").symlink_to(folder)
    (folder / "in" / "inner.png").symlink_to("deep/01.png")
    bad = ["text.jpg", "cut.png", "folder.png", "link.png", "out/secret.png", "../secret.png", "missing.png", "deep/..", "a\0b.png"]
    mixed = [str(folder / "in" / name) for name in bad]
    paths = [mixed[0], *good[:10], *mixed[1:5], *good[10:], *mixed[5:], "relative.png"]
    answer = build(pixels, order(folder, paths))
    codes = {paths[one["index"]].removeprefix(str(folder / "in") + "/"): (one["code"], one["reason"]) for one in answer["rejected"]}
    assert codes == {
        "text.jpg": ("NOT_AN_IMAGE", "not an image: no known picture format begins like this file"),
        "cut.png": ("TRUNCATED", codes["cut.png"][1]),
        "folder.png": ("UNREADABLE", "not a file"),
        "link.png": ("OUTSIDE_ROOT", "its link leads outside the allowed folder"),
        "out/secret.png": ("OUTSIDE_ROOT", "outside the allowed folder"),
        "../secret.png": ("OUTSIDE_ROOT", "outside the allowed folder"),
        "missing.png": ("UNREADABLE", "cannot be opened: No such file or directory"),
        "deep/..": ("UNREADABLE", "not a file"),
        "a\0b.png": ("UNREADABLE", "cannot be opened: embedded null byte"),
        "relative.png": ("OUTSIDE_ROOT", "its path is not absolute"),
    }
    labels = {path: number % 3 for number, path in enumerate(paths)}
    alone = order(folder, good, "alone")
    alone["images"] = [{"path": path, "label": labels[path]} for path in good]
    assert build(pixels, alone)["hash"] == answer["hash"]
    assert (folder / "alone").read_bytes() == (folder / "a.safetensors").read_bytes()
    assert (folder / "alone.sums").read_bytes() == (folder / "a.safetensors.sums").read_bytes()


def test_a_link_inside_the_root_is_followed(pixels: Pixels, folder: Path) -> None:
    (folder / "in" / "inner.png").symlink_to("deep/01.png")
    answer = build(pixels, order(folder, [str(folder / "in" / "inner.png")]))
    assert (answer["count"], answer["rejected"]) == (1, [])


def test_conversions_are_told_beside_the_hashes(pixels: Pixels, folder: Path) -> None:
    frames = [draw(16, 20, seed=seed) for seed in (1, 2)]
    path = folder / "in" / "x.gif"
    path.write_bytes(encode(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    build(pixels, order(folder, [str(path)]))
    assert json.loads((folder / "a.safetensors.images").read_text())["conversion"] == "first frame of several"


@pytest.mark.parametrize("resize", ["fill", "half-crop"])
def test_padding_says_nothing_of_a_picture(pixels: Pixels, folder: Path, resize: str) -> None:
    path = folder / "in" / "plain.png"
    path.write_bytes(encode(Image.new("RGB", (90, 20), (200, 10, 10)), "PNG"))
    build(pixels, order(folder, [str(path)], recipe={**RECIPE, "resize": resize}))
    line = json.loads((folder / "a.safetensors.images").read_text())
    assert (line["height"], line["width"], line["dhash"], line["deviation"]) == (20, 90, "0" * 16, 0.0)


def test_all_rejected_is_an_empty_shard(pixels: Pixels, folder: Path) -> None:
    answer = build(pixels, order(folder, [str(folder / "in" / "none.png")]))
    assert answer["count"] == 0
    assert safetensors.numpy.load_file(folder / "a.safetensors")["images"].shape == (0, 16, 20, 3)


def test_sums_of_many_images_do_not_overflow(pixels: Pixels, folder: Path) -> None:
    white = folder / "in" / "white.png"
    white.write_bytes(encode(draw(2, 2).point(lambda _: 255), "PNG"))
    build(pixels, order(folder, [str(white)] * 1200))
    assert set(np.frombuffer((folder / "a.safetensors.sums").read_bytes(), "<u8").tolist()) == {255 * 1200}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"root": "/no/such/root"}, "cannot be opened"),
        ({"root": "in"}, "root must be an absolute path"),
        ({"output": "/no/such/folder/a"}, "cannot be written: No such file or directory"),
        ({"output": "/dev/full/a"}, "cannot be written: Not a directory"),
        ({"images": {}}, "images must be a list"),
        ({"images": [{"path": 1, "label": 0}]}, "images[0] must be"),
        ({"images": [{"path": "/a", "label": -1}]}, "images[0] must be"),
        ({"recipe": {**RECIPE, "resize": "stretch"}}, "resize must be one of"),
    ],
)
def test_orders_that_cannot_be_served(pixels: Pixels, folder: Path, changes: dict[str, Any], words: str) -> None:
    answer = build(pixels, order(folder, paths_in(folder), **changes))
    assert words in answer["error"]["reason"]
    assert [path.name for path in folder.iterdir()] == ["in"]


def test_cancelling_leaves_no_file_and_the_next_shard_is_built(pixels: Pixels, folder: Path) -> None:
    paths = paths_in(folder) * 300
    pixels.send(order(folder, paths))
    pixels.send({**order(folder, paths[:30], "next"), "id": 8})
    pixels.send({"id": 7, "type": "cancel"})
    answers = {answer["id"]: answer for answer in (pixels.answer_of_shard(), pixels.answer_of_shard())}
    assert answers[7]["error"] == {"code": "CANCELLED", "reason": "stopped as asked"}
    assert answers[8]["count"] == 30
    assert not list(folder.glob("a.safetensors*"))


def test_pictures_are_answered_while_a_shard_is_built(pixels: Pixels, folder: Path) -> None:
    pixels.send(order(folder, paths_in(folder) * 100))
    pixels.send({"id": "now", "type": "image", "recipe": RECIPE}, encode(draw(9, 9), "PNG"))
    ids = []
    while "count" not in (answer := pixels.receive()[0]):
        ids.append(answer["id"])
    assert "now" in ids and answer["count"] == 3000
