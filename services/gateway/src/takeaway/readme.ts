import { exactness } from './exactness.js'
import type { SnapshotFacts } from './run-facts.js'

/** `README.txt` of an archive, for people. */
export function readme(facts: SnapshotFacts): string {
  const { run, snapshot, plan } = facts
  const { mean, channels, height, width } = plan.preprocessing
  const means = mean === 'image' ? 'mean.safetensors ' : ''
  return `${run.name}, epoch ${Number(snapshot.epoch.toFixed(2))}
${'='.repeat(40)}

A network of ${plan.classes} classes, trained on pictures of ${width}×${height}${channels === 1 ? ', grey' : ''}. manifest.json lists every file with its
size and SHA-256, and what is done to a picture before the network sees it.

With onnxruntime (pip install onnxruntime pillow numpy):

    import json, numpy as np, onnxruntime
    from PIL import Image, ImageOps
    session = onnxruntime.InferenceSession("network.onnx")
    classes = json.loads(session.get_modelmeta().custom_metadata_map["classes"])
    picture = ImageOps.exif_transpose(Image.open("picture.jpg")).convert("RGB")
    [probabilities] = session.run(None, {session.get_inputs()[0].name: np.asarray(picture)})
    print(classes[probabilities.argmax()], probabilities.max())

(Pictures with transparent parts or 16 bits a channel: upright() of network.py shows how these become RGB.)

With PyTorch (pip install torch safetensors pillow numpy):

    python network.py weights.safetensors ${means}picture.jpg

With Caffe: deploy.prototxt and solver.prototxt. Weights are not kept in Caffe's own format; weights.safetensors
holds them in Caffe's layout, by the names of the layers.

${exactness(facts)
  .map(sentence => `- ${sentence}\n`)
  .join('')}`
}
