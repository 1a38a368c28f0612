"""uint8 pixels to the network's input blob: (x − mean) · scale, on the device that trains."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from fovea_worker.data import Batch
from fovea_worker.plan import Preprocessing


class Preprocess:
    """`mean_image` is H×W×C float32 over the whole image, `mean_pixel` one value a channel, both RGB."""

    def __init__(
        self, of: Preprocessing, mean_image: NDArray[np.float32] | None, mean_pixel: tuple[float, ...], device: torch.device
    ) -> None:
        self.scale, self.device, self.is_bgr = of.scale, device, of.order == "bgr" and of.channels == 3
        self.mean: Tensor | None = None
        self.means: Tensor | None = None
        if of.mean == "pixel":
            self.mean = torch.tensor(mean_pixel, dtype=torch.float32, device=device).reshape(1, 1, 1, -1)
        if of.mean == "image" and mean_image is not None:
            self._prepare(torch.from_numpy(mean_image.copy()).to(device), of)

    def _prepare(self, image: Tensor, of: Preprocessing) -> None:
        crop_h, crop_w = of.crop or of.height, of.crop or of.width
        top, left = (of.height - crop_h) // 2, (of.width - crop_w) // 2
        self.mean = image[None, top : top + crop_h, left : left + crop_w].contiguous()
        if of.crop or of.mirror:
            # The mean image is cropped and mirrored like each image; every such window as a view of two copies.
            both = torch.stack([image, image.flip(1)]).contiguous()
            tops, lefts, steps = of.height - crop_h + 1, of.width - crop_w + 1, both.stride()
            self.means = both.as_strided(
                (2, tops, lefts, crop_h, crop_w, of.channels), (steps[0], steps[1], steps[2], steps[1], steps[2], steps[3])
            )

    def __call__(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Input N×C×h×w float32 (channels last in memory) and labels N int64."""
        pixels, labels = self._send(batch.pixels), self._send(batch.labels)
        made = pixels.to(torch.float32)
        if self.means is not None and batch.places is not None:
            turned, top, left = self._send(batch.places)
            left = torch.where(turned == 1, self.means.shape[2] - 1 - left, left)
            made.sub_(self.means[turned, top, left])
        elif self.mean is not None:
            made.sub_(self.mean)
        if self.scale != 1:
            made.mul_(self.scale)
        if self.is_bgr:
            made = made.flip(3)
        return made.permute(0, 3, 1, 2), labels

    def _send(self, values: NDArray[np.generic]) -> Tensor:
        tensor = torch.from_numpy(values)
        return tensor if self.device.type == "cpu" else tensor.pin_memory().to(self.device, non_blocking=True)
