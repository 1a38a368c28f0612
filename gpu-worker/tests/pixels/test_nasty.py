"""Every nasty file ends as its table says, and takes none of the others with it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from nasty import Nasty, nasty
from pictures import draw, encode
from pixels_client import Pixels

RECIPE = {"height": 16, "width": 16, "channels": 3, "resize": "squash"}
CASES = nasty()

Outcomes = dict[str, tuple[bool, str]]


def build(pixels: Pixels, folder: Path, names: list[str]) -> Outcomes:
    """Whether each file was kept, and what was said of it."""
    images = [{"path": str(folder / name), "label": 0} for name in names]
    pixels.send({"id": 1, "type": "shard", "recipe": RECIPE, "root": str(folder), "images": images, "output": str(folder / ".out")})
    answer: dict[str, Any] = pixels.answer_of_shard()
    lines = [json.loads(line) for line in (folder / ".out.images").read_text().splitlines()]
    kept = {names[line["index"]]: (True, line.get("conversion", "")) for line in lines}
    return kept | {names[one["index"]]: (False, one["reason"]) for one in answer["rejected"]}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    folder = tmp_path_factory.mktemp("nasty")
    for case in CASES:
        (folder / case.name).write_bytes(case.data)
    with Pixels() as pixels:
        first = pixels.decoder()
        found = build(pixels, folder, [case.name for case in CASES])
        assert pixels.decoder() == first, "no decoder was lost"
    return found


def test_there_are_many() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 200


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case.name))
def test_a_nasty_file(case: Nasty, outcomes: Outcomes) -> None:
    is_kept, said = outcomes[case.name]
    assert is_kept == case.is_kept, said
    assert re.search(case.said, said), said


def test_a_file_that_takes_too_long_is_rejected_alone(tmp_path: Path) -> None:
    names = ["before.png", "slow.jpg", "behind.png"]
    for name in names:
        (tmp_path / name).write_bytes(encode(draw(9, 9), "PNG"))
    (tmp_path / "slow.jpg").write_bytes(_scanned_often())
    with Pixels("--image-seconds", "1") as pixels:
        found = build(pixels, tmp_path, names)
    assert found["slow.jpg"] == (False, "decoding it took longer than 1 s")
    assert [found[name][0] for name in names] == [True, False, True]


def _scanned_often() -> bytes:
    """A progressive JPEG that refines its 36 million pixels a thousand times."""
    whole = encode(draw(64, 64).resize((6000, 6000)), "JPEG", progressive=True, quality=5)
    start = whole.rindex(b"\xff\xda")
    return whole[:start] + whole[start:-2] * 1000 + b"\xff\xd9"
