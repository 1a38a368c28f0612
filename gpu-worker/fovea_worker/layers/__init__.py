"""One builder a layer type. More come from outside by `network.build(plan, extra={type: builder})`."""

from fovea_worker.layers import activation, combine, convolution, distance, dropout, linear, loss, normalise, pooling, power, shape
from fovea_worker.layers.base import Builder, Context

BUILDERS: dict[str, Builder] = {
    "AbsVal": power.AbsVal,
    "Accuracy": loss.Accuracy,
    "BatchNorm": normalise.BatchNorm,
    "Bias": linear.Bias,
    "BNLL": activation.BNLL,
    "Clip": power.Clip,
    "Concat": combine.Concat,
    "ContrastiveLoss": distance.ContrastiveLoss,
    "Convolution": convolution.Convolution,
    "Deconvolution": convolution.Deconvolution,
    "Dropout": dropout.Dropout,
    "Eltwise": combine.Eltwise,
    "ELU": activation.ELU,
    "EuclideanLoss": distance.EuclideanLoss,
    "Exp": power.Exp,
    "Flatten": shape.Flatten,
    "HingeLoss": loss.HingeLoss,
    "InnerProduct": linear.InnerProduct,
    "Log": power.Log,
    "LRN": normalise.lrn,
    "MVN": normalise.MVN,
    "Pooling": pooling.Pooling,
    "Power": power.Power,
    "PReLU": activation.PReLU,
    "ReLU": activation.ReLU,
    "Scale": linear.Scale,
    "Sigmoid": activation.Sigmoid,
    "SigmoidCrossEntropyLoss": distance.SigmoidCrossEntropyLoss,
    "Softmax": activation.Softmax,
    "SoftmaxWithLoss": loss.SoftmaxWithLoss,
    "Swish": activation.Swish,
    "TanH": activation.TanH,
    "Threshold": power.Threshold,
}

__all__ = ["BUILDERS", "Builder", "Context"]
