"""Trains one step of everything Fovea uses of PyTorch on the CPU; ends with an error if any of it is missing."""

import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(1)
model = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(36, 2))
optimiser = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
for memory_format in (torch.contiguous_format, torch.channels_last):
    images = torch.randn(4, 3, 8, 8).contiguous(memory_format=memory_format)
    loss = nn.functional.cross_entropy(model(images), torch.tensor([0, 1, 0, 1]))
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
with torch.autocast("cpu", dtype=torch.bfloat16):
    model(images)
if not torch.isfinite(loss):
    raise SystemExit("PyTorch trained to a loss that is no number.")
