"""The solver's part of a spec: what each solver reads, and the options that any of them takes."""

from dataclasses import dataclass

from fovea_worker.errors import BadSpec
from fovea_worker.policies import Policy, parse_policy
from fovea_worker.reading import Fields

READS: dict[str, tuple[str, ...]] = {
    "SGD": (),
    "Nesterov": (),
    "AdaGrad": ("delta",),
    "RMSProp": ("delta", "rmsDecay"),
    "AdaDelta": ("delta",),
    "Adam": ("delta", "momentum2"),
    "AdamW": ("delta", "momentum2"),
}
WITHOUT_MOMENTUM = ("AdaGrad", "RMSProp")
_ALWAYS = ("type", "baseRate", "momentum", "weightDecay", "policy")
_OPTIONS = ("regularization", "accumulation", "clip", "precision", "earlyStop", "best")


@dataclass(frozen=True)
class Solver:
    type: str
    base_rate: float
    momentum: float
    weight_decay: float
    policy: Policy
    momentum2: float = 0.999
    delta: float = 1e-8
    rms_decay: float = 0.99
    regularization: str = "L2"
    accumulation: int = 1
    clip: float = 0.0
    """Longest that the gathered gradient may be; 0 = any length."""
    precision: str = "float32"
    early_stop: int = 0
    """Validations in a row without a better figure, after which training ends; 0 = never."""
    best: str = "balanced-accuracy"


def parse_solver(fields: Fields) -> Solver:
    """An option that is left out has its default. An unknown field is refused: training on without it would be another training."""
    kind = fields.text("type", tuple(READS))
    unknown = set(fields.value) - {*_ALWAYS, *READS[kind], *_OPTIONS}
    if unknown:
        raise BadSpec(f"{fields.where} has the field {min(unknown)}, which this worker does not know for {kind}.")
    solver = Solver(
        type=kind,
        base_rate=fields.number("baseRate", 0),
        momentum=_below_one(fields, "momentum"),
        weight_decay=fields.number("weightDecay", 0),
        policy=parse_policy(fields.fields("policy")),
        momentum2=_below_one(fields, "momentum2") if fields.has("momentum2") else Solver.momentum2,
        delta=fields.number("delta", 0) if fields.has("delta") else Solver.delta,
        rms_decay=_below_one(fields, "rmsDecay") if fields.has("rmsDecay") else Solver.rms_decay,
        regularization=_choice(fields, "regularization", ("L2", "L1")),
        accumulation=fields.integer("accumulation", 1) if fields.has("accumulation") else 1,
        clip=fields.number("clip", 0) if fields.has("clip") else 0.0,
        precision=_choice(fields, "precision", ("float32", "bf16")),
        early_stop=fields.integer("earlyStop", 0) if fields.has("earlyStop") else 0,
        best=_choice(fields, "best", ("balanced-accuracy", "accuracy", "loss")),
    )
    if kind in WITHOUT_MOMENTUM and solver.momentum:
        raise BadSpec(f"{fields.where}.momentum is {solver.momentum}; {kind} has none.", "Set the momentum to 0.")
    if kind == "AdamW" and solver.regularization == "L1":
        raise BadSpec(f"{fields.where}.regularization is L1; AdamW knows L2 alone.", "Choose L2, or Adam.")
    return solver


def _choice(fields: Fields, key: str, choices: tuple[str, ...]) -> str:
    """The first choice is the default."""
    return fields.text(key, choices) if fields.has(key) else choices[0]


def _below_one(fields: Fields, key: str) -> float:
    found = fields.number(key, 0)
    if found >= 1:
        raise BadSpec(f"{fields.where}.{key} is {found}; it must be below 1.")
    return found
