"""A solver's text, through the reader and the worker's spec, beside Caffe's solver in double precision."""

from typing import Any

import numpy as np
import torch
from references import solvers
from references.check_case import Answer, compare
from references.common import Disagreement
from references.prototxt import Fields, parse

from fovea_worker.errors import BadSpec
from fovea_worker.plan import Parameter
from fovea_worker.reading import Fields as SpecFields
from fovea_worker.solver_spec import parse_solver
from fovea_worker.solvers import make

BOUNDS = {torch.float64: 1e-10, torch.float32: 2e-4}
"""In float32 the roundings of all steps add up, and where a square root of little is divided by they weigh more."""
SHAPES = {"a.weight": ((4, 3, 2, 2), 1.0, 1.0), "a.bias": ((4,), 2.0, 0.0), "b.weight": ((3, 5), 0.5, 3.0), "b.bias": ((3,), 0.0, 1.0)}
"""Arrays with their lr_mult and decay_mult; the last one stands still."""


def check_solver(case: dict[str, Any]) -> Answer:
    answer = Answer()
    for dtype, bound in BOUNDS.items():
        try:
            off = _train(case, dtype, bound)
            answer.off = max(answer.off, off if dtype == torch.float32 else 0)
            answer.gradient_off = max(answer.gradient_off, off if dtype == torch.float64 else 0)
        except (Disagreement, RuntimeError) as problem:
            answer.complaints.append(f"{dtype}: {problem}")
    return answer


def _train(case: dict[str, Any], dtype: torch.dtype, bound: float) -> float:
    text, rng = Fields(parse(case["text"])), np.random.default_rng(4)
    start = {name: 0.5 * rng.standard_normal(shape).astype(np.float32).astype(np.float64) for name, (shape, _, _) in SHAPES.items()}
    learnt = [solvers.Learnt(start[name].copy(), lr_mult, decay_mult) for name, (_, lr_mult, decay_mult) in SHAPES.items()]
    reference = solvers.Solver(solvers.settings_of(text), learnt)
    values = {name: torch.from_numpy(value.copy()).to(dtype).requires_grad_() for name, value in start.items()}
    spec = parse_solver(SpecFields(case["spec"], "solver", BadSpec))
    specs = [Parameter(name, shape, {}, lr_mult, decay_mult) for name, (shape, lr_mult, decay_mult) in SHAPES.items()]
    solver = make([(one, values[one.name]) for one in specs], spec)
    iterations, largest, rates = text.one("max_iter", 0), 0.0, set()
    for iteration in range(iterations):
        rate = solvers.rate_of(text, iteration)
        rates.add(rate)
        found = spec.policy.rate(spec.base_rate, 100 * iteration / iterations)
        if abs(found - rate) > 1e-9 * rate:
            raise Disagreement(f"the rate of iteration {iteration} is {found:.10g}, in Caffe {rate:.10g}")
        targets = [[rng.standard_normal(shape) for shape, _, _ in SHAPES.values()] for _ in range(text.one("iter_size", 1))]
        reference.step([sum(_slope(one.value, batch[n]) for batch in targets) for n, one in enumerate(learnt)], rate)
        for n, value in enumerate(values.values()):
            # A sum over the batches of a step, as backward leaves it.
            value.grad = sum(_slope(value.detach(), torch.from_numpy(batch[n]).to(dtype)) for batch in targets)
        solver.step(rate, iteration)
        for one, value in zip(learnt, values.values(), strict=True):
            largest = max(largest, compare(value.detach().double().numpy(), one.value, bound))
    if case["changes"] and len(rates) < 2:
        raise Disagreement("the case never changes its rate")
    return largest


def _slope(value: Any, target: Any) -> Any:
    """Of Σ (v − t)⁴/4 + (v − t)²/2: it answers to every earlier step."""
    return (value - target) ** 3 + (value - target)
