"""`python -m fovea_pixels serve`: the child process that services ask about pictures."""

from __future__ import annotations

import argparse
import os
import signal
import sys

from fovea_pixels.limits import DECODER_MIB, IMAGE_SECONDS


def main() -> int:
    parser = argparse.ArgumentParser(prog="fovea_pixels", description="Turns picture files into pixels.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("serve", help="answer requests on standard input (fovea_pixels/protocol.py)")
    verb.add_argument("--uid", type=int, default=65534, help="whom the decoder becomes under root (%(default)s)")
    verb.add_argument("--gid", type=int, default=65534, help="its group (%(default)s)")
    verb.add_argument("--image-seconds", type=float, default=IMAGE_SECONDS, help="time for one picture (%(default)s)")
    verb.add_argument("--memory-mib", type=int, default=DECODER_MIB, help="address space of the decoder (%(default)s)")
    arguments = parser.parse_args()
    # Before numpy is loaded: a process that forks must have one thread.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    from fovea_pixels.decoder import Bounds
    from fovea_pixels.serve import serve

    # A Ctrl-C in the terminal reaches the whole group; the parent decides when this ends, by closing standard input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # Leaves through what removes unfinished files.
    return serve(Bounds(arguments.uid, arguments.gid, arguments.memory_mib, arguments.image_seconds))


if __name__ == "__main__":
    sys.exit(main())
