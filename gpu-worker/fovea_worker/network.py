"""A plan made executable: parameters by their plan names, and the ops of each phase in order."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from fovea_worker.errors import BadNetwork, UserCode
from fovea_worker.fillers import fill
from fovea_worker.layers import BUILDERS, Builder, Context
from fovea_worker.layers.activation import ReLU
from fovea_worker.plan import PHASES, Op, Parameter, Plan

Blobs = dict[str, Tensor]


@dataclass(frozen=True)
class Step:
    op: Op
    module: nn.Module
    foreign: bool
    last_use: tuple[str, ...]
    """Blobs that nothing reads after this step."""


class Network:
    def __init__(
        self, plan: Plan, values: dict[str, Tensor], modules: list[tuple[Op, nn.Module, bool]], generator: torch.Generator
    ) -> None:
        self.plan = plan
        self.values = values
        self.specs: dict[str, Parameter] = {p.name: p for op in plan.ops for p in reversed(op.parameters)}
        self.generator = generator
        """What random layers draw from; to be seeded before each pass where `is_random`."""
        self.modules = modules
        self.overwriting = [module for op, module, _ in modules if isinstance(module, ReLU) and _may_overwrite(op, plan)]
        self.is_random = any(getattr(module, "random", False) for _, module, _ in modules)
        self.scores = _scores(plan)
        wanted = {"train": set(plan.losses), "test": {*plan.losses, self.scores}, "deploy": {plan.probabilities}}
        self.steps = {phase: self._order(phase, wanted[phase]) for phase in PHASES}

    def _order(self, phase: str, wanted: set[str]) -> list[Step]:
        """The ops that `wanted` depends on; what an Accuracy counts in training is never computed."""
        needed, kept = set(wanted), []
        for op, module, foreign in reversed(self.modules):
            if phase in op.phases and needed & set(op.tops):
                last_use = tuple(name for name in op.bottoms if name not in needed)
                needed |= set(op.bottoms)
                kept.append(Step(op, module, foreign, last_use))
        return kept[::-1]

    def trainable(self) -> list[tuple[Parameter, Tensor]]:
        return [(self.specs[name], value) for name, value in self.values.items() if value.requires_grad]

    def loss(self, data: Tensor, label: Tensor) -> Tensor:
        """The weighted sum of all losses in training; a scalar."""
        self._mode(training=True)
        total = self._total("train", self._run(self.steps["train"], {"data": data, "label": label}))
        if torch.is_grad_enabled() and not total.requires_grad:
            raise BadNetwork(
                f"Nothing that the network {self.plan.name} could learn reaches a loss.",
                "Give a layer on the way to the loss weights whose lr_mult is above 0, without a Threshold or ArgMax behind it.",
            )
        return total

    def evaluate(self, data: Tensor, label: Tensor) -> tuple[Tensor, Tensor]:
        """Loss and class scores (N×classes) of one batch, as in validation."""
        self._mode(training=False)
        blobs = self._run(self.steps["test"], {"data": data, "label": label})
        return self._total("test", blobs), blobs[self.scores].flatten(1)

    def blobs(self, phase: str, data: Tensor, label: Tensor | None = None, *, training: bool = False) -> Blobs:
        """Every blob of a phase, for comparing and looking inside."""
        self._mode(training=training, keep=True)
        blobs = {"data": data} if label is None else {"data": data, "label": label}
        return self._run([Step(op, module, own, ()) for op, module, own in self.modules if phase in op.phases], blobs)

    def check(self) -> None:
        """Runs two grey images through each phase and compares every shape with the plan's."""
        some = next(iter(self.values.values()), torch.zeros(1))
        data = torch.zeros((2, *self.plan.input), device=some.device)
        label = torch.zeros(2, dtype=torch.int64, device=some.device)
        with torch.no_grad():
            for phase in PHASES:
                self._mode(training=False, keep=True)
                self._check_shapes(phase, {"data": data} if phase == "deploy" else {"data": data, "label": label})

    def _check_shapes(self, phase: str, blobs: Blobs) -> None:
        """Holds no blob longer than it is read: on the way to training this would otherwise be what needs most memory."""
        steps = [Step(op, module, foreign, ()) for op, module, foreign in self.modules if phase in op.phases]
        readers = Counter(name for step in steps for name in step.op.bottoms)
        for step in steps:
            op = step.op
            self._run([step], blobs)
            for top, shape in zip(op.tops, op.shapes, strict=False):
                if op.type not in ("Accuracy",) and not any(op.loss_weights):
                    _compare(op, top, shape, blobs[top])
            readers.subtract(op.bottoms)
            for name in (*op.bottoms, *op.tops):
                if readers[name] <= 0:
                    blobs.pop(name, None)

    def _total(self, phase: str, blobs: Blobs) -> Tensor:
        parts = [
            weight * blobs[top].sum() if weight != 1 or blobs[top].dim() else blobs[top]
            for step in self.steps[phase]
            for top, weight in zip(step.op.tops, step.op.loss_weights, strict=False)
            if weight and top in blobs
        ]
        if not parts:
            raise BadNetwork(f"The network {self.plan.name} has no loss in the phase {phase}.", "Add a SoftmaxWithLoss layer.")
        return parts[0] if len(parts) == 1 else torch.stack(parts).sum()

    def _mode(self, *, training: bool, keep: bool = False) -> None:
        """`keep` leaves every blob as its layer made it."""
        for relu in self.overwriting:
            relu.overwrites = not keep
        if self.modules and self.modules[0][1].training != training:
            for _, module, _ in self.modules:
                module.train(training)

    def _run(self, steps: list[Step], blobs: Blobs) -> Blobs:
        for step in steps:
            op = step.op
            try:
                made = step.module(*[blobs[name] for name in op.bottoms])
            except KeyError as error:
                raise BadNetwork(f"The layer {op.name} reads the blob {error}, which no layer before it makes.") from error
            except (torch.OutOfMemoryError, MemoryError):
                raise
            except Exception as error:
                if step.foreign:
                    raise UserCode(f"The layer {op.name} ({op.type}) failed: {error}") from error
                if isinstance(error, RuntimeError) and "allocate memory" in str(error):
                    raise
                raise BadNetwork(f"The layer {op.name} ({op.type}) cannot compute its output: {error}") from error
            if isinstance(made, Tensor):
                blobs[op.tops[0]] = made
            else:
                blobs.update(zip(op.tops, made, strict=False))
            for name in step.last_use:
                blobs.pop(name, None)
        return blobs


def build(plan: Plan, seed: int, device: torch.device | str = "cpu", extra: Mapping[str, Builder] | None = None) -> Network:
    """A network with freshly filled parameters. `extra` adds layer types, or replaces ours."""
    foreign = dict(extra or {})
    generator = torch.Generator(device=device)
    values: dict[str, Tensor] = {}
    modules: list[tuple[Op, nn.Module, bool]] = []
    for op in plan.ops:
        builder = foreign.get(op.type) or BUILDERS.get(op.type)
        if builder is None:
            raise BadNetwork(f"The layer {op.name} has the type {op.type}, which this worker does not know.")
        for parameter in op.parameters:
            if parameter.name not in values:
                values[parameter.name] = _value(parameter, seed, device)
            elif tuple(values[parameter.name].shape) != parameter.shape:
                raise BadNetwork(f"The layer {op.name} shares {parameter.name}, but expects the shape {parameter.shape}.")
        modules.append((op, builder(Context(op, tuple(values[p.name] for p in op.parameters), generator)), op.type in foreign))
    return Network(plan, values, modules, generator)


def _value(parameter: Parameter, seed: int, device: torch.device | str) -> Tensor:
    value = torch.from_numpy(fill(parameter, seed)).to(device)
    if value.dim() == 4:
        value = value.contiguous(memory_format=torch.channels_last)
    # A rate of zero also marks what a layer keeps for itself, like the sums of BatchNorm.
    return value.requires_grad_(parameter.rate_factor != 0)


def _scores(plan: Plan) -> str:
    """The blob of class scores that figures are counted from: what the last top-1 Accuracy reads, else the last loss over labels.

    Without either, what the probabilities are made of.
    """
    tested = [op for op in plan.ops if "test" in op.phases]
    counted = [op for op in tested if op.type == "Accuracy" and op.attributes.get("top_k", 1) == 1]
    lost = [op for op in tested if op.type in ("SoftmaxWithLoss", "HingeLoss") and any(op.loss_weights)]
    shown = [op for op in tested if plan.probabilities in op.tops]
    found = counted or lost or shown or [op for op in tested if any(op.loss_weights)]
    if not found:
        raise BadNetwork(f"The network {plan.name} has neither a loss nor an accuracy in validation.", "Add a SoftmaxWithLoss layer.")
    return found[-1].bottoms[0]


def _may_overwrite(op: Op, plan: Plan) -> bool:
    """Whether only this op reads its bottom, and the layer that made it does not need it again for its gradient."""
    readers = sum(op.bottoms[0] in other.bottoms for other in plan.ops)
    makers = [other.type for other in plan.ops if op.bottoms[0] in other.tops]
    return readers == 1 and makers in (["Convolution"], ["Pooling"], ["InnerProduct"], ["Scale"])


def _compare(op: Op, top: str, shape: tuple[int, ...], blob: Tensor) -> None:
    if tuple(blob.shape[1:]) != shape:
        raise BadNetwork(f"The layer {op.name} makes {top} of the shape {tuple(blob.shape[1:])}, the plan says {shape}.")
