"""The solvers, one file each; adding one is adding a file, its line here and its form in netspec."""

from collections.abc import Mapping, Sequence

from torch import Tensor

from fovea_worker.plan import Parameter
from fovea_worker.solver_spec import Solver
from fovea_worker.solvers.adadelta import AdaDelta
from fovea_worker.solvers.adagrad import AdaGrad
from fovea_worker.solvers.adam import Adam, AdamW
from fovea_worker.solvers.base import Rule
from fovea_worker.solvers.nesterov import Nesterov
from fovea_worker.solvers.rmsprop import RmsProp
from fovea_worker.solvers.sgd import Sgd

SOLVERS: Mapping[str, type[Rule]] = {
    "SGD": Sgd,
    "Nesterov": Nesterov,
    "AdaGrad": AdaGrad,
    "RMSProp": RmsProp,
    "AdaDelta": AdaDelta,
    "Adam": Adam,
    "AdamW": AdamW,
}


def make(parameters: Sequence[tuple[Parameter, Tensor]], solver: Solver) -> Rule:
    """A solver that has done no step. `parameters` are a network's `trainable()`."""
    return SOLVERS[solver.type](parameters, solver)
