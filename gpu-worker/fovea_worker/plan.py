"""The plan of a network, as docs/contracts.md has it."""

from dataclasses import dataclass
from typing import Any

from fovea_worker.errors import BadNetwork
from fovea_worker.reading import Fields, as_shape

VERSION = 1
PHASES = ("train", "test", "deploy")


@dataclass(frozen=True)
class Parameter:
    name: str
    shape: tuple[int, ...]
    filler: dict[str, Any]
    rate_factor: float
    decay_factor: float

    @property
    def role(self) -> str:
        return self.name.rsplit(".", 1)[-1]


@dataclass(frozen=True)
class Op:
    name: str
    type: str
    phases: tuple[str, ...]
    bottoms: tuple[str, ...]
    tops: tuple[str, ...]
    shapes: tuple[tuple[int, ...], ...]
    attributes: dict[str, Any]
    parameters: tuple[Parameter, ...]
    loss_weights: tuple[float, ...]


@dataclass(frozen=True)
class Preprocessing:
    """How H×W×C uint8 becomes a blob: (x − mean) · scale, cropped to `crop` × `crop` when it is above 0."""

    height: int
    width: int
    channels: int
    order: str
    crop: int
    mirror: bool
    mean: str
    scale: float


@dataclass(frozen=True)
class Plan:
    name: str
    classes: int
    input: tuple[int, int, int]
    preprocessing: Preprocessing
    ops: tuple[Op, ...]
    probabilities: str
    losses: tuple[str, ...]
    accuracies: tuple[str, ...]


def parse_plan(value: object) -> Plan:
    top = Fields(value, "plan", BadNetwork)
    top.version(VERSION)
    size, outputs = top.fields("input"), top.fields("outputs")
    plan = Plan(
        name=top.text("name"),
        classes=top.integer("classes", 1),
        input=(size.integer("channels", 1), size.integer("height", 1), size.integer("width", 1)),
        preprocessing=_preprocessing(top.fields("preprocessing")),
        ops=tuple(_op(op) for op in top.each("ops")),
        probabilities=outputs.text("probabilities"),
        losses=outputs.texts("losses"),
        accuracies=outputs.texts("accuracies"),
    )
    expected = plan.preprocessing
    height, width = (expected.crop, expected.crop) if expected.crop else (expected.height, expected.width)
    if plan.input != (expected.channels, height, width):
        raise BadNetwork(f"The plan's input {plan.input} is not what its preprocessing makes: {(expected.channels, height, width)}.")
    return plan


def _preprocessing(fields: Fields) -> Preprocessing:
    made = Preprocessing(
        height=fields.integer("height", 1),
        width=fields.integer("width", 1),
        channels=fields.integer("channels", 1),
        order=fields.text("order", ("rgb", "bgr")),
        crop=fields.integer("crop", 0),
        mirror=fields.boolean("mirror"),
        mean=fields.text("mean", ("none", "image", "pixel")),
        scale=fields.number("scale"),
    )
    if made.crop > min(made.height, made.width):
        raise BadNetwork(f"A crop of {made.crop} does not fit into images of {made.height}×{made.width}.", "Choose a smaller crop.")
    return made


def _op(fields: Fields) -> Op:
    name = fields.text("name")
    fields.where = f"{fields.where} ({name})"
    phases = fields.texts("phases")
    if not set(phases) <= set(PHASES):
        raise BadNetwork(f"{fields.where}.phases has a phase that this worker does not know.")
    return Op(
        name=name,
        type=fields.text("type"),
        phases=phases,
        bottoms=fields.texts("bottoms"),
        tops=fields.texts("tops"),
        shapes=tuple(as_shape(shape, f"{fields.where}.shapes", BadNetwork) for shape in fields.items("shapes")),
        attributes=fields.fields("attributes").value,
        parameters=tuple(_parameter(parameter) for parameter in fields.each("parameters")),
        loss_weights=tuple(float(weight) for weight in fields.items("lossWeights")),
    )


def _parameter(fields: Fields) -> Parameter:
    return Parameter(
        name=fields.text("name"),
        shape=fields.shape("shape"),
        filler=fields.fields("filler").value,
        rate_factor=fields.number("lrMult"),
        decay_factor=fields.number("decayMult"),
    )
