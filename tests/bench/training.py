"""Images a second of `fovea_worker train` against the bare loop, in rounds of one run.

`python tests/bench/training.py [--device cuda] [--offline] [--rounds 3] [--seconds 8] [--case lenet|lenet-crop|cifar|cifar-crop]…`
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
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--offline", action="store_true", help="without a gRPC server, and so without the reporting figure")
    parser.add_argument("--case", choices=tuple(CASES), action="append")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = {name: measure(name, Path(folder), options) for name in options.case or CASES}
    print(json.dumps({"device": options.device, "threads": options.threads, "cases": result}, indent=2))


def measure(name: str, folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    case, is_cpu = CASES[name], options.device == "cpu"
    theirs, ours = [], []
    for number in range(options.rounds):
        work = folder / f"{name}-{number}"
        if is_cpu:
            # Both at once on the same cores: whatever else the machine does meets both alike, and CPU time tells them apart.
            with futures.ThreadPoolExecutor(1) as pool:
                beside = pool.submit(bare, case, options)
                ours.append(worker(case, work, options))
                theirs.append(beside.result())
        else:
            theirs.append(bare(case, options))
            ours.append(worker(case, work, options))
    key = "imagesPerCpuSecond" if is_cpu else "imagesPerSecond"
    return {
        "ratio": round(statistics.median(our[key] / their[key] for their, our in zip(theirs, ours, strict=True)), 4),
        "bound": case["bound"],
        "ratios": [round(our[key] / their[key], 4) for their, our in zip(theirs, ours, strict=True)],
        f"bare, {key}": round(statistics.median(their[key] for their in theirs)),
        f"worker, {key}": round(statistics.median(our[key] for our in ours)),
        "reportingCpuShare": round(statistics.median(our["reportingCpuShare"] for our in ours), 5),
    }


def bare(case: dict[str, Any], options: argparse.Namespace) -> dict[str, float]:
    command = [
        sys.executable,
        str(Path(__file__).with_name("bare_loop.py")),
        "--network",
        case["network"],
        "--batch",
        str(case["batch"]),
        "--size",
        str(case.get("crop", case["size"])),
        "--channels",
        str(case["channels"]),
        "--images",
        str(IMAGES),
        "--seconds",
        str(options.seconds),
        "--threads",
        str(options.threads),
        "--device",
        options.device,
    ]
    done = subprocess.run(pinned(options) + command, capture_output=True, text=True, timeout=600, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def pinned(options: argparse.Namespace) -> list[str]:
    cores = sorted(os.sched_getaffinity(0))[: options.threads]
    return ["taskset", "--cpu-list", ",".join(map(str, cores))] if options.device == "cpu" else []


def worker(case: dict[str, Any], folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """Runs until a stop command, and takes the speed from the worker's own points, the first window left out."""
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
        environment = {**os.environ, "FOVEA_CACHE_DIR": str(cache), "FOVEA_ATTEMPT_TOKEN": "bench", "PYTHONPATH": str(WORKER)}
        command = [sys.executable, "-m", "fovea_worker", "train", "--spec", str(path), "--work", str(folder / "work")]
        with subprocess.Popen(pinned(options) + command, env=environment, stderr=subprocess.PIPE, text=True) as process:
            jobs.process = process.pid
            errors = process.communicate(timeout=600)[1]
    if process.returncode != 20:
        raise RuntimeError(f"the worker ended with {process.returncode}: {errors}")
    (first, first_cpu), (last, last_cpu) = jobs.marks[0], jobs.marks[-1]
    cpu = last_cpu - first_cpu
    reporting = float(errors.rsplit("reporting took ", 1)[1].split()[0])
    return {
        "imagesPerSecond": statistics.fmean(jobs.speeds[1:]),
        "imagesPerCpuSecond": (last - first) * case["batch"] / cpu,
        "reportingCpuShare": reporting / last_cpu,
    }


def alone(
    case: dict[str, Any], plan: dict[str, Any], manifest: dict[str, Any], files: dict[str, Any], folder: Path, options: argparse.Namespace
) -> dict[str, float]:
    """The same without a server, for machines that have no gRPC; speeds come from the spool."""
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
    command = [sys.executable, "-m", "fovea_worker", "train", "--spec", str(path), "--work", str(work), "--offline"]
    marks: list[tuple[int, float]] = []
    speeds: list[float] = []
    with subprocess.Popen(pinned(options) + command, env={**os.environ, "PYTHONPATH": str(WORKER)}) as process:
        deadline = time.monotonic() + 300
        while len(speeds) < options.seconds + 1 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.5)
            spool = work / "events.jsonl"
            lines = spool.read_bytes().split(b"\n")[:-1] if spool.exists() else []
            events = [json.loads(line) for line in lines if b"images-per-second" in line]
            if len(events) > len(marks):
                marks.append((events[-1]["iterations"][-1], cpu_seconds(process.pid)))
            speeds = [value for event in events for value in event["values"]]
        process.terminate()
        process.wait(60)
    if process.returncode != 143:
        raise RuntimeError(f"the worker ended with {process.returncode}")
    per_cpu = (marks[-1][0] - marks[0][0]) * case["batch"] / (marks[-1][1] - marks[0][1])
    return {"imagesPerSecond": statistics.fmean(speeds[1:]), "imagesPerCpuSecond": per_cpu, "reportingCpuShare": 0.0}


class Jobs:
    """A gRPC server that acknowledges everything, and aborts the attempt when it has been measured long enough."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.speeds = seconds, list[float]()
        self.process = 0
        self.marks: list[tuple[int, float]] = []
        """(iteration, CPU seconds of the worker by then) at each figure of speed."""

    def __enter__(self) -> "Jobs":
        import grpc

        from fovea_worker.wire import pb

        def report(request: Any, context: Any) -> Any:
            for event in request.events:
                if event.points.series == "train/images-per-second":
                    self.speeds += event.points.values
                    self.marks.append((event.points.iterations[-1], cpu_seconds(self.process)))
            enough = len(self.speeds) >= self.seconds + 1
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
