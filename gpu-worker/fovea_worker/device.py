"""The device a training runs on, and how exactly it computes."""

import torch

from fovea_worker.errors import TrainingError


def open_device(name: str, threads: int) -> torch.device:
    """Convolutions and matrix products on a GPU use TF32 (10 bits of mantissa): its noise is far below that of a batch,
    and it is several times quicker. Algorithms are chosen deterministically. A CPU computes in float32 throughout."""
    torch.set_num_threads(threads)
    device = torch.device(name)
    if device.type == "cuda":
        if not torch.cuda.is_available():
            raise TrainingError("The run asks for a GPU, but PyTorch finds none.", "Choose the CPU, or look at the GPU's driver.")
        device = torch.device("cuda", device.index or 0)
        torch.cuda.set_device(device)
        torch.backends.cuda.matmul.allow_tf32 = True
        torch.backends.cudnn.allow_tf32 = True
        torch.backends.cudnn.deterministic = True
        torch.backends.cudnn.benchmark = False
    return device
