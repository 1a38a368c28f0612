"""LeNet and a CIFAR network as plans, written by hand after docs/contracts.md, with room for variations."""

from typing import Any

Op = dict[str, Any]


def convolution(name: str, bottom: str, inputs: int, outputs: int, kernel: int, size: int, *, pad: int = 0, filler: Op | None = None) -> Op:
    out = size + 2 * pad - kernel + 1
    return {
        "name": name,
        "type": "Convolution",
        "phases": ["train", "test", "deploy"],
        "bottoms": [bottom],
        "tops": [name],
        "shapes": [[outputs, out, out]],
        "attributes": {
            "num_output": outputs,
            "kernel_h": kernel,
            "kernel_w": kernel,
            "stride_h": 1,
            "stride_w": 1,
            "pad_h": pad,
            "pad_w": pad,
            "dilation_h": 1,
            "dilation_w": 1,
            "group": 1,
            "bias_term": True,
        },
        "parameters": learned(name, [outputs, inputs, kernel, kernel], filler),
        "lossWeights": [0],
    }


def learned(name: str, shape: list[int], filler: Op | None = None) -> list[Op]:
    return [
        {"name": f"{name}.weight", "shape": shape, "filler": filler or {"type": "xavier"}, "lrMult": 1, "decayMult": 1},
        {"name": f"{name}.bias", "shape": shape[:1], "filler": {"type": "constant", "value": 0}, "lrMult": 2, "decayMult": 0},
    ]


def pooling(name: str, bottom: str, channels: int, out: int, kernel: int, method: str = "MAX") -> Op:
    return {
        "name": name,
        "type": "Pooling",
        "phases": ["train", "test", "deploy"],
        "bottoms": [bottom],
        "tops": [name],
        "shapes": [[channels, out, out]],
        "attributes": {
            "pool": method,
            "kernel_h": kernel,
            "kernel_w": kernel,
            "stride_h": 2,
            "stride_w": 2,
            "pad_h": 0,
            "pad_w": 0,
            "global_pooling": False,
            "round_mode": "CEIL",
        },
        "parameters": [],
        "lossWeights": [0],
    }


def inner(name: str, bottom: str, inputs: int, outputs: int) -> Op:
    return {
        "name": name,
        "type": "InnerProduct",
        "phases": ["train", "test", "deploy"],
        "bottoms": [bottom],
        "tops": [name],
        "shapes": [[outputs]],
        "attributes": {"num_output": outputs, "bias_term": True, "axis": 1, "transpose": False},
        "parameters": learned(name, [outputs, inputs]),
        "lossWeights": [0],
    }


def plain(name: str, kind: str, bottom: str, top: str, shape: list[int], **attributes: Any) -> Op:
    return {
        "name": name,
        "type": kind,
        "phases": ["train", "test", "deploy"],
        "bottoms": [bottom],
        "tops": [top],
        "shapes": [shape],
        "attributes": attributes,
        "parameters": [],
        "lossWeights": [0],
    }


def batch_norm(name: str, bottom: str, shape: list[int]) -> list[Op]:
    """BatchNorm with its three kept sums, and the Scale that people put after it."""
    sums = [
        {"name": f"{name}.{role}", "shape": [size], "filler": {"type": "constant", "value": 0}, "lrMult": 0, "decayMult": 0}
        for role, size in (("mean", shape[0]), ("variance", shape[0]), ("factor", 1))
    ]
    return [
        {**plain(name, "BatchNorm", bottom, f"{bottom}@{name}", shape, eps=1e-5, moving_average_fraction=0.999), "parameters": sums},
        {
            **plain(f"{name}s", "Scale", f"{bottom}@{name}", f"{bottom}@{name}s", shape, axis=1, bias_term=True),
            "parameters": [
                {**parameter, "shape": shape[:1], "filler": {"type": "constant", "value": value}}
                for parameter, value in zip(learned(f"{name}s", shape[:1]), (1, 0), strict=True)
            ],
        },
    ]


def heads(scores: str, classes: int) -> list[Op]:
    return [
        {
            "name": "loss",
            "type": "SoftmaxWithLoss",
            "phases": ["train", "test"],
            "bottoms": [scores, "label"],
            "tops": ["loss"],
            "shapes": [[]],
            "attributes": {"axis": 1, "normalization": "VALID"},
            "parameters": [],
            "lossWeights": [1],
        },
        {
            "name": "accuracy",
            "type": "Accuracy",
            "phases": ["test"],
            "bottoms": [scores, "label"],
            "tops": ["accuracy"],
            "shapes": [[]],
            "attributes": {"top_k": 1, "axis": 1},
            "parameters": [],
            "lossWeights": [0],
        },
        {**plain("prob", "Softmax", scores, "prob", [classes], axis=1), "phases": ["deploy"]},
    ]


def plan(name: str, ops: list[Op], size: int, channels: int, classes: int, **preprocessing: Any) -> dict[str, Any]:
    crop = preprocessing.get("crop", 0)
    side = crop or size
    return {
        "version": 1,
        "name": name,
        "classes": classes,
        "input": {"channels": channels, "height": side, "width": side},
        "preprocessing": {
            "height": size,
            "width": size,
            "channels": channels,
            "order": "rgb",
            "resize": "squash",
            "crop": 0,
            "mirror": False,
            "mean": "image",
            "scale": 0.0125,
            **preprocessing,
        },
        "ops": ops,
        "outputs": {"probabilities": "prob", "losses": ["loss"], "accuracies": ["accuracy"]},
    }


def lenet(
    size: int = 28, channels: int = 1, classes: int = 10, dropout: float = 0.0, normed: bool = False, **preprocessing: Any
) -> dict[str, Any]:
    """conv20-5, pool, conv50-5, pool, fc500, ReLU, fc; `dropout` above 0 adds a Dropout before the last layer."""
    side = preprocessing.get("crop", 0) or size
    one = side - 4
    two = -(-(one - 2) // 2) + 1
    three = two - 4
    four = -(-(three - 2) // 2) + 1
    ops = [
        convolution("conv1", "data", channels, 20, 5, side),
        *(batch_norm("norm1", "conv1", [20, one, one]) if normed else []),
        pooling("pool1", "conv1@norm1s" if normed else "conv1", 20, two, 2),
        convolution("conv2", "pool1", 20, 50, 5, two),
        pooling("pool2", "conv2", 50, four, 2),
        inner("ip1", "pool2", 50 * four * four, 500),
        plain("relu1", "ReLU", "ip1", "ip1@relu1", [500], negative_slope=0.0),
    ]
    last = "ip1@relu1"
    if dropout:
        ops.append(plain("drop1", "Dropout", last, "ip1@drop1", [500], dropout_ratio=dropout))
        last = "ip1@drop1"
    ops += [inner("ip2", last, 500, classes), *heads("ip2", classes)]
    return plan("LeNet", ops, size, channels, classes, **preprocessing)


def cifar(size: int = 32, classes: int = 10, **preprocessing: Any) -> dict[str, Any]:
    """conv32-5, max pool, conv32-5, average pool, conv64-5, average pool, fc64, fc: Caffe's quick network."""
    side = preprocessing.get("crop", 0) or size
    half, quarter = side // 2, side // 4
    eighth = -(-(quarter - 3) // 2) + 1
    ops = [
        convolution("conv1", "data", 3, 32, 5, side, pad=2),
        pooling("pool1", "conv1", 32, half, 3),
        plain("relu1", "ReLU", "pool1", "pool1@relu1", [32, half, half], negative_slope=0.0),
        convolution("conv2", "pool1@relu1", 32, 32, 5, half, pad=2),
        plain("relu2", "ReLU", "conv2", "conv2@relu2", [32, half, half], negative_slope=0.0),
        pooling("pool2", "conv2@relu2", 32, quarter, 3, "AVE"),
        convolution("conv3", "pool2", 32, 64, 5, quarter, pad=2),
        plain("relu3", "ReLU", "conv3", "conv3@relu3", [64, quarter, quarter], negative_slope=0.0),
        pooling("pool3", "conv3@relu3", 64, eighth, 3, "AVE"),
        inner("ip1", "pool3", 64 * eighth * eighth, 64),
        inner("ip2", "ip1", 64, classes),
        *heads("ip2", classes),
    ]
    return plan("CIFAR", ops, size, 3, classes, **preprocessing)
