"""`python -m fovea_samples OUT_DIR`: draws the folders `ship` and `no ship`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fovea_samples.album import draw_album


def main() -> int:
    parser = argparse.ArgumentParser(prog="fovea_samples", description="Draws pictures with and without ships.")
    parser.add_argument("folder", type=Path, metavar="OUT_DIR", help="where the folders `ship` and `no ship` are made")
    parser.add_argument("--count", type=int, default=2000, help="how many pictures, half of them ships (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other pictures (%(default)s)")
    parser.add_argument("--size", type=int, default=64, help="pixels a side, from 16 to 1024 (%(default)s)")
    arguments = parser.parse_args()
    if arguments.count < 1 or not 16 <= arguments.size <= 1024:
        parser.error("--count must be at least 1 and --size from 16 to 1024")
    try:
        for done in draw_album(arguments.folder, arguments.count, arguments.seed, arguments.size):
            if done % 500 == 0 or done == arguments.count:
                print(f"{done} of {arguments.count} pictures drawn", file=sys.stderr)
    except OSError as error:
        print(f"The pictures cannot be written to {arguments.folder}: {error.strerror}. Choose another folder.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
