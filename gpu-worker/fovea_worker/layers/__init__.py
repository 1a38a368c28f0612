"""One builder a layer type. More come from outside by `network.build(plan, extra={type: builder})`."""

from fovea_worker.layers import activation, combine, convolution, distance, dropout, linear, loss, normalise, pooling, power, shape
from fovea_worker.layers.base import Builder, Context

BUILDERS: dict[str, Builder] = {
    "Accuracy": loss.Accuracy,
    "BatchNorm": normalise.BatchNorm,
    "Bias": linear.Bias,
    "Concat": combine.Concat,
    "ContrastiveLoss": distance.ContrastiveLoss,
    "Convolution": convolution.Convolution,
    "Deconvolution": convolution.Deconvolution,
    "Dropout": dropout.Dropout,
    "Eltwise": combine.Eltwise,
    "EuclideanLoss": distance.EuclideanLoss,
    "Flatten": shape.Flatten,
    "HingeLoss": loss.HingeLoss,
    "InnerProduct": linear.InnerProduct,
    "LRN": normalise.lrn,
    "Pooling": pooling.Pooling,
    "Power": power.Power,
    "ReLU": activation.ReLU,
    "Scale": linear.Scale,
    "Sigmoid": activation.Sigmoid,
    "SigmoidCrossEntropyLoss": distance.SigmoidCrossEntropyLoss,
    "Softmax": activation.Softmax,
    "SoftmaxWithLoss": loss.SoftmaxWithLoss,
    "TanH": activation.TanH,
}

__all__ = ["BUILDERS", "Builder", "Context"]
