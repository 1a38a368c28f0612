"""The first values of every array of a network beside the filler that its text names."""

from typing import Any

from references import fillers, worker
from references.check_case import Answer
from references.common import Disagreement
from references.prototxt import layers


def check_fillers(case: dict[str, Any]) -> Answer:
    answer, text = Answer(), layers(case["text"])
    net = worker.build(case["plan"], case["seed"], keep_filled=True)
    for op in net.plan.ops:
        if op.type not in fillers.FIELDS:
            continue
        for number, parameter in enumerate(op.parameters):
            try:
                fillers.check_filled(fillers.filler_of(text[op.name], number), worker.as_double(net.values[parameter.name]), parameter.name)
            except (Disagreement, ValueError) as problem:
                answer.complaints.append(str(problem))
    return answer
