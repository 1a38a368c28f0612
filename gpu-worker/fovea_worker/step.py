"""Forward and backward of one batch: plainly, or on a GPU as one recorded graph, which small networks need."""

from collections.abc import Callable

import torch
from torch import Tensor

from fovea_worker.network import Network

Gradients = Callable[[Tensor, Tensor], Tensor]
"""Leaves the gradients of a batch in `.grad` of the parameters and returns the loss, still on the device."""


def plain(network: Network) -> Gradients:
    parameters = [value for value in network.values.values() if value.requires_grad]

    def run(data: Tensor, label: Tensor) -> Tensor:
        for value in parameters:
            value.grad = None
        loss = network.loss(data, label)
        loss.backward()  # type: ignore[no-untyped-call]
        return loss.detach()

    return run


def recorded(network: Network, data: Tensor, label: Tensor) -> Gradients:
    """Records the pass for batches of this shape. What running it for practice changes in the network is put back."""
    run = plain(network)
    fixed_data, fixed_label = data.clone(memory_format=torch.preserve_format), label.clone()
    before = {name: value.detach().clone() for name, value in network.values.items()}
    stream = torch.cuda.Stream()  # type: ignore[no-untyped-call]
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            run(fixed_data, fixed_label)
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    graph.register_generator_state(network.generator)
    with torch.cuda.graph(graph):
        loss = run(fixed_data, fixed_label)
    with torch.no_grad():
        for name, value in network.values.items():
            value.copy_(before[name])

    def replay(data: Tensor, label: Tensor) -> Tensor:
        fixed_data.copy_(data)
        fixed_label.copy_(label)
        graph.replay()
        return loss

    return replay


def gather(network: Network, run: Callable[[int], Tensor], batches: range) -> Tensor:
    """Runs several batches, leaves the sum of their gradients in `.grad`, and returns the mean of their losses."""
    # Copies: a recorded pass writes loss and gradients to the same places again.
    loss = run(batches[0]).clone()
    total = [gradient.clone() for gradient in _gradients(network)]
    for batch in batches[1:]:
        loss += run(batch)
        torch._foreach_add_(total, _gradients(network))
    torch._foreach_copy_(_gradients(network), total)
    return loss / len(batches)


def _gradients(network: Network) -> list[Tensor]:
    return [value.grad for value in network.values.values() if value.grad is not None]
