"""Archives as whoever downloaded them uses them: `python -I taken_away.py ORDER.json`.

ORDER.json is {pictures, folders}: files of pictures, and folders with all.zip and shown.onnx, the archive's graph that shows
its input as well. For picture i a folder's answers.safetensors holds `i.onnx` and `i.torch`, the probabilities by the two
networks of the archive, and `i.data`, what the graph makes of the picture. Nothing of ours is there to help.
"""

import hashlib
import importlib.util
import json
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from PIL import Image
from safetensors.numpy import save_file

torch.set_num_threads(1)
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
order = json.loads(Path(sys.argv[1]).read_text())


def unpack(folder: Path) -> Path:
    """Into an empty folder; every file is what the manifest says."""
    away = folder / "away"
    with zipfile.ZipFile(folder / "all.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(away)
    files = json.loads((away / "manifest.json").read_text())["files"]
    for file in files:
        content = (away / file["name"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"]), file["name"]
    assert sorted(path.name for path in away.iterdir()) == sorted(["manifest.json", *(file["name"] for file in files)])
    return away


for folder in map(Path, order["folders"]):
    away = unpack(folder)
    spec = importlib.util.spec_from_file_location("net", away / "network.py")
    assert spec and spec.loader
    net = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(net)
    module = net.load(away / "weights.safetensors")
    more = (net.load_mean(away / "mean.safetensors"),) if hasattr(net, "load_mean") else ()
    session = onnxruntime.InferenceSession(away / "network.onnx", options)
    shown = onnxruntime.InferenceSession(folder / "shown.onnx", options)
    assert json.loads(session.get_modelmeta().custom_metadata_map["classes"]) == net.CLASSES
    assert (away / "labels.txt").read_text().splitlines() == net.CLASSES
    (given,) = session.get_inputs()
    assert (given.type, given.shape[2]) == ("tensor(uint8)", 3)
    answers = {}
    for i, path in enumerate(order["pictures"]):
        with torch.no_grad():
            answers[f"{i}.torch"] = module(net.preprocess(Image.open(path), *more)).numpy()[0].copy()
        pixels = np.asarray(net.upright(Image.open(path)).convert("RGB"))
        (answers[f"{i}.onnx"],) = session.run(None, {given.name: pixels})
        (answers[f"{i}.data"],) = shown.run(["data"], {given.name: pixels})
    save_file(answers, folder / "answers.safetensors")
assert not [name for name in sys.modules if name.startswith("fovea")]
print("null")
