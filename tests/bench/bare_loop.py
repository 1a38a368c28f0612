"""The fastest bare PyTorch training loop known to us, to measure the worker against.

Tensors lie ready in memory as float32, channels last, already shuffled; nothing is cropped, reported, validated or
saved, and the loss is never looked at. On a GPU the whole step, optimiser included, is one recorded graph.
Prints a line of JSON now and then: {"at": seconds of the monotonic clock, "images" so far}.
"""

import argparse
import json
import os
import time

MARK_SECONDS = 0.1


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", choices=("lenet", "cifar"), required=True)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--channels", type=int, required=True)
    parser.add_argument("--images", type=int, default=8000)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = str(options.threads)
    import torch

    torch.set_num_threads(options.threads)
    if options.device != "cpu":
        torch.backends.cuda.matmul.allow_tf32 = True
        torch.backends.cudnn.allow_tf32 = True
        torch.backends.cudnn.benchmark = True
    step = Loop(options).step
    count = options.images // options.batch

    steps, now = 0, time.monotonic()
    end, next_mark = now + options.seconds, now + MARK_SECONDS
    while now < end:
        step(steps % count)
        steps += 1
        now = time.monotonic()
        if now < next_mark:
            continue
        next_mark = now + MARK_SECONDS
        if options.device != "cpu":
            torch.cuda.synchronize()
        print(json.dumps({"at": time.monotonic(), "images": steps * options.batch}), flush=True)


class Loop:
    def __init__(self, options: argparse.Namespace) -> None:
        import torch
        from torch import nn
        from torch.nn import functional

        self.batch = options.batch
        shape = (options.images, options.size, options.size, options.channels)
        # Strides of N×H×W×C also where C is 1: only they let every layer stay in the faster layout.
        self.data = torch.randn(shape, device=options.device).permute(0, 3, 1, 2)
        self.label = torch.randint(0, 10, (options.images,), device=options.device)
        side = options.size
        if options.network == "lenet":
            left = (-(-(side - 4 - 2) // 2) + 1) - 4
            left = -(-(left - 2) // 2) + 1
            layers: list[nn.Module] = [
                nn.Conv2d(options.channels, 20, 5),
                nn.MaxPool2d(2, 2, ceil_mode=True),
                nn.Conv2d(20, 50, 5),
                nn.MaxPool2d(2, 2, ceil_mode=True),
                nn.Flatten(),
                nn.Linear(50 * left * left, 500),
                nn.ReLU(inplace=True),
                nn.Linear(500, 10),
            ]
        else:
            left = -(-(side // 4 - 3) // 2) + 1
            layers = [
                nn.Conv2d(options.channels, 32, 5, padding=2),
                nn.MaxPool2d(3, 2, ceil_mode=True),
                nn.ReLU(inplace=True),
                nn.Conv2d(32, 32, 5, padding=2),
                nn.ReLU(inplace=True),
                nn.AvgPool2d(3, 2, ceil_mode=True),
                nn.Conv2d(32, 64, 5, padding=2),
                nn.ReLU(inplace=True),
                nn.AvgPool2d(3, 2, ceil_mode=True),
                nn.Flatten(),
                nn.Linear(64 * left * left, 64),
                nn.Linear(64, 10),
            ]
        model = nn.Sequential(*layers).to(options.device).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        optimiser = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, weight_decay=0.0005, fused=True)

        def whole(data: torch.Tensor, label: torch.Tensor) -> None:
            optimiser.zero_grad(set_to_none=True)
            functional.cross_entropy(model(data), label).backward()
            optimiser.step()

        self.whole = whole
        if options.device != "cpu":
            self._record(whole)

    def _record(self, whole: "object") -> None:
        import torch

        assert callable(whole)
        data, label = self.data[: self.batch].clone(memory_format=torch.preserve_format), self.label[: self.batch].clone()
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(3):
                whole(data, label)
        torch.cuda.current_stream().wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            whole(data, label)

        def replay(new_data: torch.Tensor, new_label: torch.Tensor) -> None:
            data.copy_(new_data)
            label.copy_(new_label)
            graph.replay()

        self.whole = replay

    def step(self, number: int) -> None:
        start = number * self.batch
        self.whole(self.data[start : start + self.batch], self.label[start : start + self.batch])


if __name__ == "__main__":
    main()
