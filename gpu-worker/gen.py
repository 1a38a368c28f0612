"""Writes the worker's Python stubs from proto/ into gen/, which git ignores: `python gpu-worker/gen.py`."""

import shutil
import sys
from pathlib import Path

import grpc_tools
from grpc_tools import protoc

HERE = Path(__file__).resolve().parent
PROTO = HERE.parent / "proto"
FILES = ("fovea/jobs/v1/worker.proto",)


def main() -> int:
    out = HERE / "gen"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    known = Path(grpc_tools.__file__).parent / "_proto"
    code: int = protoc.main(["protoc", f"-I{PROTO}", f"-I{known}", f"--python_out={out}", f"--pyi_out={out}", *FILES])
    return code


if __name__ == "__main__":
    sys.exit(main())
