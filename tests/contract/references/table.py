"""The reference of each layer type."""

from references import activations, affine, chance, combine, convolution, losses, normalise, pooling, shape
from references.activations import each
from references.chance import Chance
from references.common import Array, Pass, Reference
from references.prototxt import Fields


def same(_layer: Fields, bottoms: list[Array], _blobs: list[Array], _: Pass) -> list[Array]:
    return bottoms


REFERENCES: dict[str, Reference] = {
    "AbsVal": each(activations.absval),
    "Accuracy": losses.accuracy,
    "ArgMax": shape.arg_max,
    "BNLL": each(activations.bnll),
    "BatchNorm": normalise.batch_norm,
    "Bias": affine.bias,
    "Clip": each(activations.clip, "clip_param"),
    "Concat": combine.concat,
    "ContrastiveLoss": losses.contrastive_loss,
    "Convolution": convolution.convolution,
    "Crop": combine.crop,
    "Deconvolution": convolution.deconvolution,
    "Dropout": same,
    "ELU": each(activations.elu, "elu_param"),
    "Eltwise": combine.eltwise,
    "EuclideanLoss": losses.euclidean_loss,
    "Exp": each(activations.exp, "exp_param"),
    "Flatten": shape.flatten,
    "HingeLoss": losses.hinge_loss,
    "InnerProduct": affine.inner_product,
    "LRN": normalise.lrn,
    "Log": each(activations.log, "log_param"),
    "MVN": normalise.mvn,
    "PReLU": activations.prelu,
    "Pooling": pooling.pooling,
    "Power": each(activations.power, "power_param"),
    "ReLU": each(activations.relu, "relu_param"),
    "Reduction": shape.reduction,
    "Reshape": shape.reshape,
    "Scale": affine.scale,
    "Sigmoid": each(activations.sigmoid),
    "SigmoidCrossEntropyLoss": losses.sigmoid_cross_entropy_loss,
    "Silence": combine.silence,
    "Slice": combine.slices,
    "Softmax": losses.softmax,
    "SoftmaxWithLoss": losses.softmax_with_loss,
    "Split": combine.split,
    "Swish": each(activations.swish, "swish_param"),
    "TanH": each(activations.tanh),
    "Threshold": each(activations.threshold, "threshold_param"),
    "Tile": combine.tile,
}

NO_GRADIENT = {"Accuracy", "ArgMax", "DummyData", "Silence", "Threshold"}
GIVEN: dict[str, set[int]] = {"ContrastiveLoss": {2}, "Crop": {1}, "HingeLoss": {1}, "SigmoidCrossEntropyLoss": {1}, "SoftmaxWithLoss": {1}}
"""Bottoms that no gradient goes to."""
SHOWN: dict[str, set[int]] = {"Pooling": {1}, "SoftmaxWithLoss": {1}}
"""Tops that no gradient comes from."""


def chance_of(layer: Fields, *, training: bool) -> Chance | None:
    """How to check a layer that draws in this phase."""
    kind, pools = layer.one("type", ""), layer.sub("pooling_param").one("pool", "MAX")
    if kind == "DummyData":
        return chance.dummy_data
    if training and kind == "Dropout":
        return chance.dropout
    if training and kind == "Pooling" and pools in ("STOCHASTIC", 2):
        return chance.stochastic_pooling
    return None
