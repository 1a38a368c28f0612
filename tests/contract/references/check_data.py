"""Batches beside Caffe's data transformer: (x − mean) · scale, the mean at the pixel's own position, then crop and mirror."""

from typing import Any

import numpy as np
import torch
from references.chance import often
from references.check_case import Answer
from references.common import Array, Disagreement
from references.prototxt import Fields, layers

from fovea_worker.data import Batch, Images, TrainingBatches, validation_batches
from fovea_worker.plan import parse_plan
from fovea_worker.preprocess import Preprocess
from fovea_worker.schedule import Schedule

COUNT = 64
BATCH = 32
EPOCHS = 8
BOUND = 1e-5


def check_data(case: dict[str, Any]) -> Answer:
    """Which window of which image a batch holds is found by comparing it with all of them."""
    answer = Answer()
    how = parse_plan(case["plan"]).preprocessing
    transform = next(iter(layers(case["text"]).values())).sub("transform_param")
    rng = np.random.default_rng(5)
    pixels = rng.integers(0, 256, (COUNT, how.height, how.width, how.channels), dtype=np.uint8)
    mean, colour = pixels.mean(0).astype(np.float32), tuple(float(v) for v in pixels.mean((0, 1, 2)))
    images = Images([(pixels, np.arange(COUNT))], how)
    prepare = Preprocess(how, mean, colour, torch.device("cpu"))
    mean_of = {"none": 0.0, "pixel": np.array(colour), "image": mean.astype(np.float64)}[case["mean"]]
    whole = (pixels.astype(np.float64) - mean_of) * transform.one("scale", 1)
    whole = whole[..., ::-1] if case["order"] == "bgr" else whole
    crop = transform.one("crop_size", 0)
    size = (crop, crop) if crop else (how.height, how.width)
    try:
        _check_training(TrainingBatches(images, how, Schedule(COUNT, BATCH, EPOCHS), 3), prepare, whole, size, transform)
        top, left = (how.height - size[0]) // 2, (how.width - size[1]) // 2
        for batch in validation_batches(images, 24):
            found, numbers = _blob(prepare, batch)
            _expect(found, whole[numbers, top : top + size[0], left : left + size[1]], "in validation not the centre")
    except Disagreement as problem:
        answer.complaints.append(str(problem))
    return answer


def _blob(prepare: Preprocess, batch: Batch) -> tuple[Array, np.ndarray]:
    data, labels = prepare(batch)
    found: Array = data.permute(0, 2, 3, 1).double().numpy()
    return found, labels.numpy()


def _check_training(batches: TrainingBatches, prepare: Preprocess, whole: Array, size: tuple[int, int], transform: Fields) -> None:
    room = [whole.shape[1] - size[0] + 1, whole.shape[2] - size[1] + 1]
    turns = 2 if transform.one("mirror", False) else 1
    seen, orders = np.zeros((turns, *room), np.int64), []
    for epoch in range(EPOCHS):
        numbers = []
        for k in range(COUNT // BATCH):
            found, labels = _blob(prepare, batches.draw(epoch * COUNT // BATCH + k))
            numbers += labels.tolist()
            for image, n in zip(found, labels, strict=True):
                seen[_place(image, whole[n], size, seen.shape)] += 1
        orders.append(numbers)
        if sorted(numbers) != list(range(COUNT)):
            raise Disagreement(f"epoch {epoch} does not hold every image once")
    if len({tuple(order) for order in orders}) != EPOCHS:
        raise Disagreement("two epochs have the same order")
    flat = np.repeat(np.arange(seen.size), seen.ravel())
    for place in range(seen.size if seen.size > 1 else 0):
        often(flat == place, 1 / seen.size, f"at the place {place} of {seen.size}")


def _place(image: Array, whole: Array, size: tuple[int, int], places: tuple[int, ...]) -> tuple[int, ...]:
    """The one way (mirrored, top, left) to cut this image out of the whole."""
    for way in np.ndindex(*places):
        turned, top, left = way
        window = whole[top : top + size[0], left : left + size[1]]
        if np.allclose(image, window[:, ::-1] if turned else window, rtol=BOUND, atol=BOUND * np.abs(whole).max()):
            return way
    raise Disagreement("an image in training is no window of its original, less the mean, times the scale")


def _expect(found: Array, expected: Array, what: str) -> None:
    if found.shape != expected.shape or np.abs(found - expected).max() > BOUND * np.abs(expected).max():
        raise Disagreement(what)
