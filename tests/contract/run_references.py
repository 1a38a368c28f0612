"""The worker's layers beside references in double precision: `python run_references.py ORDER.json`.

ORDER.json is a list of {check, …}; prints a list of {complaints, off, gradientOff}, one an order.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from references.check_case import Answer, check_case
from references.check_data import check_data
from references.check_fillers import check_fillers
from references.check_network import check_network
from references.check_solver import check_solver

CHECKS = {"layer": check_case, "network": check_network, "fillers": check_fillers, "data": check_data, "solver": check_solver}


def main() -> None:
    torch.set_num_threads(1)
    orders = json.loads(Path(sys.argv[1]).read_text())
    print(json.dumps([asdict(answer(order)) for order in orders]))


def answer(order: dict[str, Any]) -> Answer:
    try:
        return CHECKS[order["check"]](order)
    except Exception as problem:
        return Answer([f"{type(problem).__name__}: {problem}"])


main()
