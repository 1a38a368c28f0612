"""Pooling (Caffe: pooling_layer.cpp, its .cu for STOCHASTIC)."""

import math

import numpy as np
from references.common import Array, Pass, pair
from references.prototxt import Fields


def pooling(layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    """A window without a pixel (stride > kernel) is not there: Caffe answers −FLT_MAX or 0/0 for it, which nobody wants."""
    param, (x,) = layer.sub("pooling_param"), bottoms
    size = x.shape[2:]
    everything = param.one("global_pooling", False)
    kernel = size if everything else pair(param, "kernel_size", None, "kernel")
    stride = (1, 1) if everything else pair(param, "stride", 1)
    pad = (0, 0) if everything else pair(param, "pad", 0)
    cut = math.floor if param.one("round_mode", "CEIL") in ("FLOOR", 1) else math.ceil
    counts = [cut((size[i] + 2 * pad[i] - kernel[i]) / stride[i]) + 1 for i in (0, 1)]
    for i in (0, 1):
        if (any(pad) or stride[i] > kernel[i]) and (counts[i] - 1) * stride[i] >= size[i] + pad[i]:
            counts[i] -= 1
    method = param.one("pool", "MAX")
    top, mask = np.zeros((*x.shape[:2], *counts)), np.zeros((*x.shape[:2], *counts))
    for i in range(counts[0]):
        for j in range(counts[1]):
            begin = i * stride[0] - pad[0], j * stride[1] - pad[1]
            # AVE counts what of the window lies within the padding, too.
            end = [min(begin[n] + kernel[n], size[n] + pad[n]) for n in (0, 1)]
            counted = (end[0] - begin[0]) * (end[1] - begin[1])
            rows, columns = (range(max(begin[n], 0), min(end[n], size[n])) for n in (0, 1))
            window = x[:, :, rows.start : rows.stop, columns.start : columns.stop]
            flat = window.reshape(*x.shape[:2], -1)
            if method in ("AVE", 1):
                top[:, :, i, j] = flat.sum(2) / counted
            elif method in ("STOCHASTIC", 2):
                # In TEST: the mean of the pixels, each weighed by itself. In TRAIN one of them is drawn.
                total = flat.sum(2)
                top[:, :, i, j] = (flat**2).sum(2) / np.where(total > 0, total, 1)
            else:
                where = flat.argmax(2)
                top[:, :, i, j] = flat.max(2)
                mask[:, :, i, j] = (rows.start + where // len(columns)) * size[1] + columns.start + where % len(columns)
    return [top, mask][: len(layer.many("top"))]
