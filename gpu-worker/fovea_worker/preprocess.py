"""uint8 pixels to the network's input blob: (x − mean) · scale, on the device that trains."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from fovea_worker.data import Batch, Places, windows
from fovea_worker.plan import Preprocessing


class Preprocess:
    """`mean_image` is H×W×C float32 over the whole image, `mean_pixel` one value a channel, both RGB."""

    def __init__(
        self, of: Preprocessing, mean_image: NDArray[np.float32] | None, mean_pixel: tuple[float, ...], device: torch.device
    ) -> None:
        self.scale, self.device, self.is_bgr = of.scale, device, of.order == "bgr" and of.channels == 3
        self.mean: Tensor | None = None
        self.windows: NDArray[np.float32] | None = None
        if of.mean == "pixel":
            self.mean = torch.tensor(mean_pixel, dtype=torch.float32, device=device).reshape(1, 1, 1, -1)
        if of.mean == "image" and mean_image is not None:
            self._prepare(mean_image, of)

    def _prepare(self, image: NDArray[np.float32], of: Preprocessing) -> None:
        height, width = of.crop or of.height, of.crop or of.width
        top, left = (of.height - height) // 2, (of.width - width) // 2
        self.mean = torch.from_numpy(image[None, top : top + height, left : left + width].copy()).to(self.device)
        if of.crop or of.mirror:
            # The mean image is cropped and mirrored like each image: every window of it and of its mirror image.
            both = np.stack([image, image[:, ::-1]])
            self.windows = windows(both, (height, width))
            steps = [step // both.itemsize for step in self.windows.strides]
            self.windows_there = torch.from_numpy(both).to(self.device).as_strided(self.windows.shape, steps)

    def __call__(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Input N×C×h×w float32 (channels last in memory) and labels N int64."""
        pixels, labels = self._send(batch.pixels), self._send(batch.labels)
        made = pixels.to(torch.float32)
        if self.windows is not None and batch.places is not None:
            made.sub_(self._means(self.windows, batch.places).reshape(made.shape))
        elif self.mean is not None:
            made.sub_(self.mean)
        if self.scale != 1:
            made.mul_(self.scale)
        if self.is_bgr:
            made = made.flip(3)
        return made.permute(0, 3, 1, 2), labels

    def _means(self, every: NDArray[np.float32], places: Places) -> Tensor:
        """The window of the mean for each place, N×h×w·C."""
        turned, top, left = places
        left = np.where(turned == 1, every.shape[2] - 1 - left, left)
        if self.device.type == "cpu":
            # NumPy copies whole rows, PyTorch value by value.
            return torch.from_numpy(every[turned, top, left])
        turned, top, left = self._send(np.stack([turned, top, left]))
        return self.windows_there[turned, top, left]

    def _send(self, values: NDArray[np.generic]) -> Tensor:
        tensor = torch.from_numpy(values)
        return tensor if self.device.type == "cpu" else tensor.pin_memory().to(self.device, non_blocking=True)
