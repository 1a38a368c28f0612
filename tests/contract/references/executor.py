"""A whole network as Caffe runs it: rules of inclusion, one dictionary of blobs that in-place layers overwrite, weighted losses."""

from dataclasses import dataclass

from references.common import Array, Pass
from references.prototxt import Fields
from references.table import REFERENCES

STAGES = {"train": ("TRAIN", "train"), "test": ("TEST", "val"), "deploy": ("TEST", "deploy")}
"""Each phase of a plan as Caffe's phase and the stage that DIGITS gives it."""

LEVEL = 0
DATA = {"Data", "ImageData", "Input", "MemoryData"}
"""Layers that stand for the dataset."""
LOSSES = {"SoftmaxWithLoss", "SigmoidCrossEntropyLoss", "EuclideanLoss", "HingeLoss", "ContrastiveLoss"}


def is_included(layer: Fields, phase: str) -> bool:
    """`include` takes the layer in if any of its rules is met, `exclude` leaves it out if any is. Data layers are no part of a plan."""
    if layer.one("type", "") in DATA:
        return False
    rules = layer.many("include")
    if rules:
        return any(_met(Fields(rule), phase) for rule in rules)
    return not any(_met(Fields(rule), phase) for rule in layer.many("exclude"))


def _met(rule: Fields, phase: str) -> bool:
    caffes, stage = STAGES[phase]
    return (
        rule.one("phase", caffes) in (caffes, {"TRAIN": 0, "TEST": 1}[caffes])
        and rule.one("min_level", LEVEL) <= LEVEL <= rule.one("max_level", LEVEL)
        and all(wanted == stage for wanted in rule.many("stage"))
        and stage not in rule.many("not_stage")
    )


@dataclass
class Ran:
    made: dict[str, list[Array]]
    """The tops of each layer, as it made them."""
    parts: list[Array]
    """What the loss is the sum of."""

    @property
    def loss(self) -> float:
        return sum(float(part.sum()) for part in self.parts)


def run(layers: list[Fields], phase: str, inputs: dict[str, Array], learnt: dict[str, list[Array]], *, is_shown: bool = True) -> Ran:
    """`learnt` holds each layer's arrays by its name."""
    blobs, ran = dict(inputs), Ran({}, [])
    for layer in layers:
        if not is_included(layer, phase):
            continue
        name, kind = layer.one("name", ""), layer.one("type", "")
        bottoms = [blobs[bottom] for bottom in layer.many("bottom")]
        tops = REFERENCES[kind](layer, bottoms, learnt.get(name, []), Pass(phase == "train", is_shown))
        blobs.update(zip(layer.many("top"), tops, strict=True))
        ran.made[name] = tops
        weights = layer.many("loss_weight") or [1.0] * (kind in LOSSES)
        ran.parts += [weight * top for weight, top in zip(weights, tops, strict=False)]
    return ran
