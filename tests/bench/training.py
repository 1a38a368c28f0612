"""Images a second of `fovea_worker train` against the bare loop, in rounds of one run.

`python tests/bench/training.py [--device cuda] [--offline] [--rounds 7] [--seconds 8] [--case lenet|lenet-crop|cifar|cifar-crop]…`
Prints one JSON object: for each case the ratio of speeds (median of the rounds; per CPU second on a CPU, per second on a
GPU) and the share of CPU that reporting took against a real gRPC server. Absolute figures mean little elsewhere.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent import futures
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WORKER = ROOT / "gpu-worker"
sys.path[:0] = [str(WORKER), str(WORKER / "tests/worker")]

CASES: dict[str, dict[str, Any]] = {
    "lenet": {"network": "lenet", "size": 28, "channels": 1, "batch": 64, "bound": 0.97},
    "lenet-crop": {"network": "lenet", "size": 28, "channels": 1, "batch": 64, "bound": 0.95, "crop": 24},
    "cifar": {"network": "cifar", "size": 32, "channels": 3, "batch": 100, "bound": 0.97},
    "cifar-crop": {"network": "cifar", "size": 32, "channels": 3, "batch": 100, "bound": 0.95, "crop": 28},
}
IMAGES = 8000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--offline", action="store_true", help="without a gRPC server, and so without the reporting figure")
    parser.add_argument("--case", choices=tuple(CASES), action="append")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = {name: measure(name, Path(folder), options) for name in options.case or CASES}
    print(json.dumps({"device": options.device, "threads": options.threads, "cases": result}, indent=2))


def measure(name: str, folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    case, is_cpu = CASES[name], options.device == "cpu"
    rounds = [one_round(case, folder / f"{name}-{number}", options) for number in range(options.rounds)]
    ratios = [ours / theirs for ours, theirs, _ in rounds]
    unit = "images a CPU second" if is_cpu else "images a second"
    return {
        "ratio": round(statistics.median(ratios), 4),
        "bound": case["bound"],
        "ratios": [round(ratio, 4) for ratio in ratios],
        f"bare, {unit}": round(statistics.median(theirs for _, theirs, _ in rounds)),
        f"worker, {unit}": round(statistics.median(ours for ours, _, _ in rounds)),
        "reportingCpuShare": round(statistics.median(share for _, _, share in rounds), 5),
    }


def one_round(case: dict[str, Any], work: Path, options: argparse.Namespace) -> tuple[float, float, float]:
    """Speed of the worker, speed of the bare loop, and the share of CPU that reporting took.

    On a CPU both train in one process, step by step in turn (`bare_beside.py`), and CPU seconds are compared.
    """
    if options.device == "cpu":
        done = worker(case, work, options)
        images = done.turns["steps"] * case["batch"]
        return images / done.turns["worker"], images / done.turns["bare"], done.reporting
    marks = bare_marks(case, options)
    done = worker(case, work, options)
    return speed(done.marks), speed(marks[len(marks) // 4 :]), done.reporting


@dataclass(frozen=True)
class Mark:
    """How many images were trained on by then."""

    at: float
    images: float


@dataclass(frozen=True)
class Done:
    """What a worker did: its marks, the share of CPU that reporting took, and beside the bare loop the CPU seconds of both."""

    marks: list[Mark]
    reporting: float
    turns: dict[str, float]


def speed(marks: list[Mark]) -> float:
    first, last = marks[0], marks[-1]
    return (last.images - first.images) / (last.at - first.at)


def bare_words(case: dict[str, Any]) -> list[str]:
    fields = {
        "network": case["network"],
        "batch": case["batch"],
        "size": case.get("crop", case["size"]),
        "channels": case["channels"],
        "images": IMAGES,
    }
    return [word for name, value in fields.items() for word in (f"--{name}", str(value))]


def bare_marks(case: dict[str, Any], options: argparse.Namespace) -> list[Mark]:
    """Of the bare loop in a process of its own."""
    more = ["--seconds", str(options.seconds), "--threads", str(options.threads), "--device", options.device]
    command = [sys.executable, str(Path(__file__).with_name("bare_loop.py")), *bare_words(case), *more]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=600)
    return [Mark(**json.loads(line)) for line in done.stdout.splitlines()]


def training_command(case: dict[str, Any], options: argparse.Namespace) -> list[str]:
    """Of the worker, on a CPU beside the bare loop; its own options follow."""
    if options.device != "cpu":
        return [sys.executable, "-m", "fovea_worker", "train"]
    cores = ",".join(map(str, sorted(os.sched_getaffinity(0))[: options.threads]))
    beside = [sys.executable, str(Path(__file__).with_name("bare_beside.py")), *bare_words(case)]
    return ["taskset", "--cpu-list", cores, *beside, "--", "train"]


def worker(case: dict[str, Any], folder: Path, options: argparse.Namespace) -> Done:
    """Runs until a stop command; marks are the worker's own points of speed, the first window left out."""
    from plans import cifar, lenet
    from world import make_dataset, make_spec, write_spec

    more = {"crop": case["crop"], "mirror": True} if "crop" in case else {}
    plan = cifar(**more) if case["network"] == "cifar" else lenet(**more)
    manifest, files = make_dataset(folder / "data", case["size"], case["channels"], [IMAGES], 100, 10)
    if options.offline:
        return alone(case, plan, manifest, files, folder, options)
    with Jobs(options.seconds) as jobs:
        spec = make_spec(
            plan,
            manifest,
            files,
            epochs=1_000_000,
            batchSize=case["batch"],
            snapshotInterval=0,
            validationInterval=0,
            device=options.device,
            threads=options.threads,
            report={"address": jobs.address},
        )
        cache = folder / "cache"
        cache.mkdir()
        for file in files.values():
            # What the worker would have downloaded lies in its cache already.
            os.link(file["path"], cache / file["sha256"])
        path = write_spec(folder / "spec.json", spec)
        environment = {**training_environment(options), "FOVEA_CACHE_DIR": str(cache), "FOVEA_ATTEMPT_TOKEN": "bench"}
        command = [*training_command(case, options), "--spec", str(path), "--work", str(folder / "work")]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            jobs.process = process.pid
            output, errors = process.communicate(timeout=600)
    if process.returncode != 20:
        raise RuntimeError(f"the worker ended with {process.returncode}: {errors}")
    reporting = float(errors.rsplit("reporting took ", 1)[1].split()[0])
    turns = turns_of(output)
    marks = [Mark(at, iteration * case["batch"]) for at, iteration in jobs.marks]
    return Done(marks, reporting / (turns.get("worker") or jobs.cpu), turns)


def training_environment(options: argparse.Namespace) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(WORKER), "OMP_NUM_THREADS": str(options.threads)}


def turns_of(output: str) -> dict[str, float]:
    """What `bare_beside.py` says at its end; nothing of a worker alone."""
    lines = output.splitlines()
    turns: dict[str, float] = json.loads(lines[-1]) if lines else {}
    return turns


def alone(
    case: dict[str, Any], plan: dict[str, Any], manifest: dict[str, Any], files: dict[str, Any], folder: Path, options: argparse.Namespace
) -> Done:
    """The same without a server, for machines that have no gRPC; marks come from the spool."""
    from world import make_spec, write_spec

    spec = make_spec(
        plan,
        manifest,
        files,
        epochs=1_000_000,
        batchSize=case["batch"],
        snapshotInterval=0,
        validationInterval=0,
        device=options.device,
        threads=options.threads,
    )
    path, work = write_spec(folder / "spec.json", spec), folder / "work"
    command = [*training_command(case, options), "--spec", str(path), "--work", str(work), "--offline"]
    marks: list[Mark] = []
    with subprocess.Popen(command, env=training_environment(options), stdout=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 300
        while len(marks) < options.seconds + 1 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.5)
            spool = work / "events.jsonl"
            lines = spool.read_bytes().split(b"\n")[:-1] if spool.exists() else []
            events = [json.loads(line) for line in lines if b"images-per-second" in line]
            if len(events) > len(marks):
                marks.append(Mark(time.monotonic(), events[-1]["iterations"][-1] * case["batch"]))
        process.terminate()
        output = process.communicate(timeout=60)[0]
    if process.returncode != 143:
        raise RuntimeError(f"the worker ended with {process.returncode}")
    return Done(marks, 0.0, turns_of(output))


class Jobs:
    """A gRPC server that acknowledges everything, and aborts the attempt when it has been measured long enough."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.process, self.cpu = seconds, 0, 0.0
        self.marks: list[tuple[float, int]] = []
        """(monotonic time, iteration) at each figure of speed; `cpu` is the CPU seconds of the worker at the last."""

    def __enter__(self) -> "Jobs":
        import grpc

        from fovea_worker.wire import pb

        def report(request: Any, context: Any) -> Any:
            for event in request.events:
                if event.points.series == "train/images-per-second":
                    self.marks.append((time.monotonic(), event.points.iterations[-1]))
                    self.cpu = cpu_seconds(self.process)
            enough = len(self.marks) >= self.seconds + 1
            commands = [pb.Command(kind=pb.Command.KIND_ABORT)] if enough else []
            return pb.ReportResponse(acknowledged=max((event.sequence for event in request.events), default=0), commands=commands)

        handler = grpc.unary_unary_rpc_method_handler(
            report, request_deserializer=pb.ReportRequest.FromString, response_serializer=pb.ReportResponse.SerializeToString
        )
        self.server = grpc.server(futures.ThreadPoolExecutor(2))
        self.server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("fovea.jobs.v1.WorkerService", {"Report": handler}),))
        self.address = f"127.0.0.1:{self.server.add_insecure_port('127.0.0.1:0')}"
        self.server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop(1).wait()


def cpu_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
