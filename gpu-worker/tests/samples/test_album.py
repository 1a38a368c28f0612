from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from fovea_samples.album import CLASSES, draw_album
from fovea_samples.scene import OTHER_KINDS, SHIP_KINDS, draw_picture

_ROOT = Path(__file__).parents[2]
_COUNT = 800
Floats = npt.NDArray[np.float64]


def album(folder: Path, seed: int, count: int) -> Path:
    for _ in draw_album(folder, count, seed, 64):
        pass
    return folder


def greys(seed: int) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Pictures as 16×16 greys from 0 to 1, and whether each is of a ship."""
    keys = [(name, CLASSES[name][number % len(CLASSES[name])], number) for number in range(_COUNT // 2) for name in CLASSES]
    pictures = [draw_picture(f"{seed}/{name}/{number}", kind, 32) for name, kind, number in keys]
    small = [np.asarray(one.convert("L").resize((16, 16), Image.Resampling.BILINEAR), np.float64) / 255 for one in pictures]
    return np.stack(small).reshape(_COUNT, -1), np.array([name == "ship" for name, _, _ in keys], np.int64)


@pytest.fixture(scope="module")
def seen() -> tuple[Floats, npt.NDArray[np.int64]]:
    return greys(1)


def test_a_line_through_greys_does_not_tell_ships(seen: tuple[Floats, npt.NDArray[np.int64]]) -> None:
    """Logistic regression by Newton's steps, at several strengths of regularisation: the best stays below 0.80."""
    inputs, truth = seen
    others, answers = greys(2)
    mean, deviation = inputs.mean(0), inputs.std(0)
    inputs, others = ((part - mean) / deviation for part in (inputs, others))
    inputs, others = (np.hstack([part, np.ones((len(part), 1))]) for part in (inputs, others))
    best, learnt = 0.0, 0.0
    for strength in (1.0, 10.0, 100.0, 1000.0):
        weights = np.zeros(inputs.shape[1])
        for _ in range(12):
            chance = 1 / (1 + np.exp(-inputs @ weights))
            slope = inputs.T @ (chance - truth) + strength * weights
            bend = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + strength * np.eye(len(weights))
            weights -= np.linalg.solve(bend, slope)
        learnt = max(learnt, float(((inputs @ weights > 0) == truth).mean()))
        right = (others @ weights > 0) == answers
        best = max(best, (right[answers == 1].mean() + right[answers == 0].mean()) / 2)
    assert learnt > 0.65, "it did fit the pictures that it was shown"
    assert best <= 0.80


def test_brightness_tells_nothing(seen: tuple[Floats, npt.NDArray[np.int64]]) -> None:
    inputs, truth = seen
    means = inputs.mean(1)
    assert abs(means[truth == 1].mean() - means[truth == 0].mean()) < 0.5 * means.std()


def test_the_same_seed_draws_the_same_files_and_more_change_none(tmp_path: Path) -> None:
    files = [
        {str(path.relative_to(folder)): path.read_bytes() for path in folder.glob("*/*")}
        for folder in (album(tmp_path / "a", 1, 40), album(tmp_path / "b", 1, 60), album(tmp_path / "c", 2, 40))
    ]
    assert len(files[0]) == 40
    assert files[0].items() <= files[1].items()
    assert not set(files[0].values()) & set(files[2].values())


def test_every_kind_can_be_drawn_at_any_size() -> None:
    for kind in (*SHIP_KINDS, *OTHER_KINDS):
        for size in (16, 64, 97):
            picture = draw_picture(f"{kind}/{size}", kind, size)
            assert picture.size == (size, size) and picture.mode == "RGB"
            assert np.asarray(picture).std() > 4, f"{kind} at {size} is blank"


def test_the_command_draws_both_folders_and_both_formats(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "fovea_samples", str(tmp_path / "out"), "--count", "41", "--seed", "5", "--size", "32"]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "" and "41 of 41 pictures drawn" in done.stderr
    ships, others = (list((tmp_path / "out" / name).iterdir()) for name in ("ship", "no ship"))
    assert (len(ships), len(others)) == (21, 20)
    for files in (ships, others):
        assert {path.suffix for path in files} == {".png", ".jpg"}
        assert all(Image.open(path).size == (32, 32) for path in files)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    command = [sys.executable, "-m", "fovea_samples", str(tmp_path / "file"), "--count", "2"]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("The pictures cannot be written to") and "Traceback" not in done.stderr
