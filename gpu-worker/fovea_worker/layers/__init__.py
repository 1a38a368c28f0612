"""One builder a layer type. More come from outside by `network.build(plan, extra={type: builder})`."""

from fovea_worker.layers import activation, combine, convolution, dropout, linear, loss, normalise, pooling, power, shape
from fovea_worker.layers.base import Builder, Context

BUILDERS: dict[str, Builder] = {
    "Accuracy": loss.Accuracy,
    "BatchNorm": normalise.BatchNorm,
    "Concat": combine.Concat,
    "Convolution": convolution.Convolution,
    "Dropout": dropout.Dropout,
    "Eltwise": combine.Eltwise,
    "Flatten": shape.Flatten,
    "InnerProduct": linear.InnerProduct,
    "LRN": normalise.lrn,
    "Pooling": pooling.Pooling,
    "Power": power.Power,
    "ReLU": activation.ReLU,
    "Scale": linear.Scale,
    "Sigmoid": activation.Sigmoid,
    "Softmax": activation.Softmax,
    "SoftmaxWithLoss": loss.SoftmaxWithLoss,
    "TanH": activation.TanH,
}

__all__ = ["BUILDERS", "Builder", "Context"]
