"""Convolution and Deconvolution (Caffe: base_conv_layer.cpp, conv_layer.cpp, deconv_layer.cpp)."""

import numpy as np
from references.common import Array, Pass, expect_shapes, pair
from references.prototxt import Fields


def _sizes(param: Fields) -> list[tuple[int, int]]:
    kernel = pair(param, "kernel_size", None, "kernel")
    return [kernel, pair(param, "stride", 1), pair(param, "pad", 0), pair(param, "dilation", 1)]


def _spread(kernel: tuple[int, int], dilation: tuple[int, int]) -> tuple[int, int]:
    return dilation[0] * (kernel[0] - 1) + 1, dilation[1] * (kernel[1] - 1) + 1


def convolution(layer: Fields, bottoms: list[Array], blobs: list[Array], _: Pass) -> list[Array]:
    param = layer.sub("convolution_param")
    kernel, stride, pad, dilation = _sizes(param)
    outputs, groups, has_bias = param.one("num_output", None), param.one("group", 1), param.one("bias_term", True)
    extent = _spread(kernel, dilation)
    made = []
    for x in bottoms:
        count, channels, *size = x.shape
        expect_shapes(blobs, (outputs, channels // groups, *kernel), *[(outputs,)] * has_bias)
        height, width = ((size[i] + 2 * pad[i] - extent[i]) // stride[i] + 1 for i in (0, 1))
        padded = np.pad(x, ((0, 0), (0, 0), (pad[0],) * 2, (pad[1],) * 2)).reshape(
            count, groups, channels // groups, size[0] + 2 * pad[0], size[1] + 2 * pad[1]
        )
        weight = blobs[0].reshape(groups, outputs // groups, -1)
        top = np.zeros((count, groups, outputs // groups, height, width))
        for i in range(height):
            for j in range(width):
                rows, columns = i * stride[0], j * stride[1]
                window = padded[..., rows : rows + extent[0] : dilation[0], columns : columns + extent[1] : dilation[1]]
                top[..., i, j] = np.einsum("ngk,gok->ngo", window.reshape(count, groups, -1), weight)
        top = top.reshape(count, outputs, height, width)
        made.append(top + blobs[1][:, None, None] if has_bias else top)
    return made


def deconvolution(layer: Fields, bottoms: list[Array], blobs: list[Array], _: Pass) -> list[Array]:
    """Every pixel adds its kernel to the top at stride · its place − pad. Its kernels are in × out/group."""
    param = layer.sub("convolution_param")
    kernel, stride, pad, dilation = _sizes(param)
    outputs, groups, has_bias = param.one("num_output", None), param.one("group", 1), param.one("bias_term", True)
    extent = _spread(kernel, dilation)
    made = []
    for x in bottoms:
        count, channels, *size = x.shape
        expect_shapes(blobs, (channels, outputs // groups, *kernel), *[(outputs,)] * has_bias)
        whole = [stride[i] * (size[i] - 1) + extent[i] for i in (0, 1)]
        inputs = x.reshape(count, groups, channels // groups, *size)
        weight = blobs[0].reshape(groups, channels // groups, outputs // groups, *kernel)
        top = np.zeros((count, groups, outputs // groups, *whole))
        for i in range(size[0]):
            for j in range(size[1]):
                rows, columns = i * stride[0], j * stride[1]
                window = top[..., rows : rows + extent[0] : dilation[0], columns : columns + extent[1] : dilation[1]]
                window += np.einsum("ngc,gcohw->ngohw", inputs[..., i, j], weight)
        top = top.reshape(count, outputs, *whole)[:, :, pad[0] : whole[0] - pad[0], pad[1] : whole[1] - pad[1]]
        made.append(top + blobs[1][:, None, None] if has_bias else top)
    return made
