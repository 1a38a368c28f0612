"""`python -m fovea_worker train --spec SPEC.json [--offline] [--work DIR] [--layer-module FILE]…`"""

import argparse
import sys
from pathlib import Path

from fovea_worker.config import limit_threads, read_config
from fovea_worker.control import Control
from fovea_worker.errors import BadSpec, TrainingError
from fovea_worker.spec import read_spec


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="fovea_worker")
    verbs = parser.add_subparsers(dest="verb", required=True)
    train = verbs.add_parser("train", help="train one attempt of a run")
    train.add_argument("--spec", type=Path, required=True, help="the frozen spec of the attempt")
    train.add_argument("--offline", action="store_true", help="from local files to local files; nothing is sent")
    train.add_argument("--work", type=Path, default=Path(), help="a folder for events and snapshots")
    train.add_argument("--layer-module", type=Path, action="append", default=[], help="a file with more layer types")
    options = parser.parse_args(arguments)
    try:
        spec = read_spec(options.spec)
        if spec.report_address is None and not options.offline:
            raise BadSpec("The spec names no address to report to.", "Give it one, or start the worker with --offline.")
    except TrainingError as error:
        print(f"{error.message} {error.remedy}", file=sys.stderr)
        return error.exit_code
    control = Control()
    control.listen()
    limit_threads(spec.threads)
    # Only now: PyTorch takes its number of threads from the environment when it is imported.
    from fovea_worker.train import train as run

    return run(spec, options.work, read_config(), control, is_offline=options.offline, layer_modules=options.layer_module)


if __name__ == "__main__":
    sys.exit(main())
