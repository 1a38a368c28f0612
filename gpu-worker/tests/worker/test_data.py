"""Batches as functions of (seed, epoch, number), over shards, crops and mirrors, and what the network gets of them."""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from safetensors.numpy import save_file
from world import encode_shard

from fovea_worker import feed
from fovea_worker.data import Images, TrainingBatches, validation_batches
from fovea_worker.encoded import Decoding
from fovea_worker.errors import BadData
from fovea_worker.feed import Feed
from fovea_worker.plan import Preprocessing
from fovea_worker.preprocess import Preprocess
from fovea_worker.schedule import Schedule
from fovea_worker.shards import read_encoded_shard, read_shard

CPU = torch.device("cpu")


def preprocessing(**changes: Any) -> Preprocessing:
    usual: dict[str, Any] = {"height": 8, "width": 7, "channels": 3, "order": "rgb", "crop": 0, "mirror": False, "mean": "none"}
    return Preprocessing(**{"scale": 1.0, **usual, **changes})


def numbered(count: int) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Images of random pixels whose label is their number."""
    return np.random.default_rng(count).integers(0, 256, (count, 8, 7, 3)).astype(np.uint8), np.arange(count)


def split(pixels: NDArray[np.uint8], labels: NDArray[np.int64], at: int) -> list[tuple[NDArray[np.uint8], NDArray[np.int64]]]:
    return [(pixels[:at], labels[:at]), (pixels[at:], labels[at:])]


@pytest.mark.parametrize("crop", [0, 5])
def test_batches_do_not_depend_on_shards_or_on_earlier_batches(crop: int) -> None:
    how, schedule = preprocessing(crop=crop, mirror=True), Schedule(23, 5, 3)
    one = TrainingBatches(Images([numbered(23)], how), how, schedule, seed=4)
    two = TrainingBatches(Images(split(*numbered(23), at=9), how), how, schedule, seed=4)
    for iteration in (0, 1, 7, 14, 3):
        first, second = one.draw(iteration), two.draw(iteration)
        assert np.array_equal(first.pixels, second.pixels) and np.array_equal(first.labels, second.labels)


@pytest.mark.parametrize(("crop", "mirror"), [(0, False), (5, True)])
def test_batches_made_ahead_are_those_made_alone(crop: int, mirror: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "AHEAD_BYTES", 40_000 if crop == 0 else 10_000)
    how, schedule = preprocessing(mean="image", crop=crop, mirror=mirror), Schedule(23, 5, 3)
    image = numbered(23)[0].mean(0).astype(np.float32)
    batches = [TrainingBatches(Images([numbered(23)], how), how, schedule, seed=4) for _ in range(2)]
    alone, ahead = Preprocess(how, image, (), CPU), Feed(batches[1], Preprocess(how, image, (), CPU))
    assert 1 < ahead.ahead < 15
    for iteration in (0, 1, 2, 3, 4, 5, 13, 14, 6):
        for ours, theirs in zip(ahead(iteration), alone(batches[0].draw(iteration)), strict=True):
            assert ours.stride() == theirs.stride() and torch.equal(ours, theirs)


def test_each_epoch_holds_every_image_in_another_order() -> None:
    how, schedule = preprocessing(), Schedule(23, 5, 3)
    batches = TrainingBatches(Images([numbered(23)], how), how, schedule, seed=4)
    epochs = [[int(label) for k in range(5) for label in batches.draw(5 * epoch + k).labels] for epoch in range(3)]
    for labels in epochs:
        assert sorted(labels[:23]) == list(range(23))
        assert labels[23:] == labels[:2]
    assert epochs[0] != epochs[1] != epochs[2]
    other = TrainingBatches(Images([numbered(23)], how), how, schedule, seed=5)
    assert list(other.draw(0).labels) != epochs[0][:5]


def test_crops_and_mirrors_are_windows_of_the_image() -> None:
    how = preprocessing(crop=5, mirror=True)
    pixels, labels = numbered(40)
    batch = TrainingBatches(Images([(pixels, labels)], how), how, Schedule(40, 40, 1), seed=1).draw(0)
    assert batch.places is not None
    for found, label, (turned, top, left) in zip(batch.pixels, batch.labels, batch.places.T, strict=True):
        window = pixels[label, top : top + 5, left : left + 5]
        assert np.array_equal(found, window[:, ::-1] if turned else window)
    assert {tuple(place) for place in batch.places.T} >= {(0, 0, 0)} or len({tuple(place) for place in batch.places.T}) > 15
    assert set(batch.places[0]) == {0, 1} and set(batch.places[1]) == {0, 1, 2, 3} and set(batch.places[2]) == {0, 1, 2}


def test_validation_takes_the_centre_and_never_mirrors() -> None:
    how = preprocessing(crop=4, mirror=True)
    pixels, labels = numbered(10)
    batches = list(validation_batches(Images(split(pixels, labels, 3), how), 4))
    assert [len(batch.labels) for batch in batches] == [4, 4, 2]
    assert np.array_equal(np.concatenate([batch.pixels for batch in batches]), pixels[:, 2:6, 1:5])


@pytest.mark.parametrize("mean", ["none", "image", "pixel"])
@pytest.mark.parametrize(("crop", "mirror"), [(0, False), (0, True), (5, False), (5, True)])
def test_the_mean_is_cropped_and_mirrored_like_the_image(mean: str, crop: int, mirror: bool) -> None:
    how = preprocessing(mean=mean, crop=crop, mirror=mirror, scale=0.5)
    pixels, labels = numbered(12)
    image = pixels.mean(0).astype(np.float32)
    colour = tuple(float(value) for value in pixels.mean((0, 1, 2)))
    batch = TrainingBatches(Images([(pixels, labels)], how), how, Schedule(12, 12, 1), seed=3).draw(0)
    data, _ = Preprocess(how, image, colour, CPU)(batch)
    assert data.is_contiguous(memory_format=torch.channels_last)
    taken = {"none": np.zeros_like(image), "image": image, "pixel": np.broadcast_to(np.array(colour, np.float32), image.shape)}[mean]
    height, width = (crop, crop) if crop else (8, 7)
    for n, label in enumerate(batch.labels):
        turned, top, left = batch.places[:, n] if batch.places is not None else (0, 0, 0)
        whole = (pixels[label].astype(np.float32) - taken)[top : top + height, left : left + width] * 0.5
        expected = whole[:, ::-1] if turned else whole
        np.testing.assert_allclose(data[n].permute(1, 2, 0).numpy(), expected, atol=1e-4)


def test_bgr_turns_channels_after_the_mean() -> None:
    how = preprocessing(order="bgr", mean="pixel")
    batch = next(validation_batches(Images([numbered(2)], how), 2))
    data, _ = Preprocess(how, None, (1.0, 2.0, 3.0), CPU)(batch)
    np.testing.assert_array_equal(data[:, 0].numpy(), batch.pixels[..., 2].astype(np.float32) - 3)


def test_shards_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "s.safetensors"
    save_file({"images": np.zeros((4, 8, 7, 3), np.uint8), "labels": np.array([0, 1, 2, 1], np.int32)}, path)
    images, labels = read_shard(path, (8, 7, 3), 4, 3)
    assert images.shape == (4, 8, 7, 3) and labels.tolist() == [0, 1, 2, 1]
    with pytest.raises(BadData, match="does not hold 5 images"):
        read_shard(path, (8, 7, 3), 5, 3)
    with pytest.raises(BadData, match="label outside 0–1"):
        read_shard(path, (8, 7, 3), 4, 2)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(BadData, match=r"s\.safetensors cannot be read"):
        read_shard(path, (8, 7, 3), 4, 3)


def test_intervals_are_exact() -> None:
    schedule = Schedule(100, 10, 4)
    assert [i for i in range(41) if schedule.due(i, 1)] == [10, 20, 30, 40]
    assert [i for i in range(41) if schedule.due(i, 0.1)] == list(range(1, 41))
    assert [i for i in range(41) if schedule.due(i, 0.25)] == [3, 5, 8, 10, 13, 15, 18, 20, 23, 25, 28, 30, 33, 35, 38, 40]
    assert [i for i in range(41) if schedule.due(i, 1.5)] == [15, 30]
    assert not any(schedule.due(i, 0) for i in range(41))


@pytest.mark.parametrize("room", [0, 1 << 20])
@pytest.mark.parametrize("threads", [1, 3])
def test_batches_of_encoded_shards_are_those_of_their_pixels(tmp_path: Path, room: int, threads: int) -> None:
    pixels, labels = numbered(23)
    paths = [encode_shard(tmp_path / f"{at}", pixels[at : at + 12], labels[at : at + 12], "png") for at in (0, 12)]
    decoding = Decoding(threads, room)
    shards = [read_encoded_shard(path, "png", (8, 7, 3), count, 23, decoding) for path, count in zip(paths, (12, 11), strict=True)]
    for how in (preprocessing(crop=5, mirror=True), preprocessing()):
        raw, encoded = Images([(pixels, labels)], how), Images(shards, how)
        schedule = Schedule(23, 5, 3)
        for iteration in (9, 0, 3, 0):
            one = TrainingBatches(raw, how, schedule, seed=4).draw(iteration)
            two = TrainingBatches(encoded, how, schedule, seed=4).draw(iteration)
            assert np.array_equal(one.pixels, two.pixels) and np.array_equal(one.labels, two.labels)
        for one, two in zip(validation_batches(raw, 6), validation_batches(encoded, 6), strict=True):
            assert np.array_equal(one.pixels, two.pixels)


def test_jpeg_shards_decode_to_what_pillow_reads(tmp_path: Path) -> None:
    pixels, labels = numbered(3)
    for channels in (3, 1):
        path = encode_shard(tmp_path / "a", pixels[..., :channels], labels, "jpeg")
        shard, _ = read_encoded_shard(path, "jpeg", (8, 7, channels), 3, 3, Decoding(1))
        found, places = shard.pixels(np.array([2, 0]))
        for row, place in zip((2, 0), places, strict=True):
            file = shard.data[shard.offsets[row] : shard.offsets[row + 1]].tobytes()
            expected = np.asarray(Image.open(BytesIO(file))).reshape(8, 7, channels)
            np.testing.assert_array_equal(found[place], expected)


@pytest.mark.parametrize("encoding", ["jpeg", "png"])
def test_damaged_files_in_a_shard_are_named(tmp_path: Path, encoding: str) -> None:
    pixels, labels = numbered(4)
    path = encode_shard(tmp_path / "s", pixels, labels, encoding)
    shard, _ = read_encoded_shard(path, encoding, (8, 7, 3), 4, 4, Decoding(1))
    shard.data = shard.data.copy()
    shard.data[shard.offsets[2] : shard.offsets[2] + 30] = 7
    with pytest.raises(BadData, match=r"Image 2 of the shard s cannot be decoded"):
        shard.pixels(np.array([1, 2]))
    with pytest.raises(BadData, match=r"it has the shape \(8, 7, 3\) in place of \(8, 8, 3\)"):
        read_encoded_shard(path, encoding, (8, 8, 3), 4, 4, Decoding(1))[0].pixels(np.array([0]))
    with pytest.raises(BadData, match="does not say where its 3 images"):
        read_encoded_shard(path, encoding, (8, 7, 3), 3, 4, Decoding(1))
    with pytest.raises(BadData, match="does not hold 4 images"):
        read_shard(path, (8, 7, 3), 4, 4)
