"""LRN in both regions, MVN, and Caffe's BatchNorm."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from fovea_worker.layers.base import Context


def lrn(context: Context) -> nn.Module:
    within = context.get("norm_region", "ACROSS_CHANNELS") == "WITHIN_CHANNEL"
    return WithinChannel(context) if within else AcrossChannels(context)


class AcrossChannels(nn.Module):
    """x / (k + α/n · Σ x²)^β over n neighbouring channels, by shifted sums: several times quicker than pooling them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.size, self.k = int(context.get("local_size", 5)), float(context.get("k", 1.0))
        self.alpha, self.beta = float(context.get("alpha", 1.0)), float(context.get("beta", 0.75))

    def forward(self, x: Tensor) -> Tensor:
        half, channels = self.size // 2, x.shape[1]
        squares = functional.pad(x * x, (0, 0, 0, 0, half, half))
        total = squares[:, :channels]
        for shift in range(1, self.size):
            total = total + squares[:, shift : shift + channels]
        return x * (total * (self.alpha / self.size) + self.k).pow(-self.beta)


class WithinChannel(nn.Module):
    """x · (1 + α · mean of x² over n×n)^−β, the padding counted; Caffe ignores k here."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.size = int(context.get("local_size", 5))
        self.alpha, self.beta = float(context.get("alpha", 1.0)), float(context.get("beta", 0.75))

    def forward(self, x: Tensor) -> Tensor:
        mean = functional.avg_pool2d(x * x, self.size, 1, self.size // 2)
        return x * (1 + self.alpha * mean).pow(-self.beta)


class MVN(nn.Module):
    """(x − mean) / (deviation + eps) of each channel, or with `across_channels` of each image."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.first = 1 if context.get("across_channels", False) else 2
        self.divides, self.eps = bool(context.get("normalize_variance", True)), float(context.get("eps", 1e-9))

    def forward(self, x: Tensor) -> Tensor:
        axes = list(range(self.first, x.dim()))
        centred = x - x.mean(axes, keepdim=True)
        if not self.divides:
            return centred
        variance = centred.square().mean(axes, keepdim=True)
        deviation = variance.detach().sqrt()
        # The root of an even map's variance has no slope; Caffe's gradient divides by (deviation + eps) there too.
        deviation = deviation + (variance - variance.detach()) / (2 * (deviation + self.eps))
        return centred / (deviation + self.eps)


class BatchNorm(nn.Module):
    """No affine part. Its parameters are the decayed sums of means and variances, and the weight of those sums."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.mean, self.variance, self.weight = (context.needed(index) for index in range(3))
        self.kept = float(context.get("moving_average_fraction", 0.999))
        self.eps = float(context.get("eps", 1e-5))
        self.fixed = context.get("use_global_stats", None)

    def forward(self, x: Tensor) -> Tensor:
        fixed = not self.training if self.fixed is None else bool(self.fixed)
        if fixed:
            scale = torch.where(self.weight == 0, 0.0, 1 / self.weight)
            return functional.batch_norm(x, self.mean * scale, self.variance * scale, eps=self.eps)
        values = x.numel() // x.shape[1]
        with torch.no_grad():
            axes = [axis for axis in range(x.dim()) if axis != 1]
            # The kept variance is unbiased, but for a single value a channel, of which there is no such thing.
            variance, mean = torch.var_mean(x, axes, correction=min(values - 1, 1))
            self.mean.mul_(self.kept).add_(mean)
            self.variance.mul_(self.kept).add_(variance)
            self.weight.mul_(self.kept).add_(1)
        # PyTorch refuses a single value a channel; it is its own mean.
        return functional.batch_norm(x, None, None, training=True, eps=self.eps) if values > 1 else x - x
