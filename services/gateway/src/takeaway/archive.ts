import { createHash } from 'node:crypto'
import { AppError } from '@fovea/service-kit'
import { archiveManifest, type Listed } from './archive-manifest.js'
import { meanFile } from './mean.js'
import type { Objects } from './objects.js'
import { type OnnxDownload, onnxDownload } from './onnx.js'
import { readme } from './readme.js'
import type { SnapshotFacts } from './run-facts.js'
import { deployTextOf, labelsText, normalisedText, pytorchText } from './texts.js'
import { FIRST_TIME, MOST_ZIP_BYTES, type ZipEntry, zip } from './zip.js'

interface Content {
  name: string
  what: string
  body(): AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>
  isText?: true
}

/** Room for all that is no weights. */
const OTHERS = 256 * 2 ** 20

/** All that a snapshot gives away, as one zip that is made as it is sent; `manifest.json`, which knows every hash, comes last. */
export async function archive(
  objects: Objects,
  facts: SnapshotFacts,
  solver: string,
): Promise<AsyncGenerator<Uint8Array>> {
  const { snapshot } = facts
  const onnx = await onnxDownload(objects, facts)
  if (onnx.bytes + snapshot.weightsBytes > MOST_ZIP_BYTES - OTHERS)
    throw new AppError(
      'invalid',
      'Together the files are more than the 4 GiB that a zip archive holds; download them one by one.',
    )
  const contents = contentsOf(objects, facts, solver, onnx)
  return zip(entries(contents, facts), snapshot.createdAt ?? FIRST_TIME)
}

function contentsOf(objects: Objects, facts: SnapshotFacts, solver: string, onnx: OnnxDownload): Content[] {
  const text = (name: string, what: string, value: string): Content => ({
    name,
    what,
    body: () => once(Buffer.from(value)),
    isText: true,
  })
  return [
    text('README.txt', 'What is here and how to use it.', readme(facts)),
    text('network.prototxt', 'The network as it was written.', facts.model.networkText),
    text('normalised.prototxt', 'The same, a field a line, without comments.', normalisedText(facts)),
    text('deploy.prototxt', 'The classifying part alone, for Caffe.', deployTextOf(facts)),
    text('solver.prototxt', 'The solver as Caffe reads it.', solver),
    text(
      'network.py',
      'The network as a PyTorch module, with all that is done to a picture before it.',
      pytorchText(facts),
    ),
    text('labels.txt', 'The classes, one a line, in the order of the probabilities.', labelsText(facts)),
    {
      name: 'mean.safetensors',
      what: 'The mean image of the dataset, `mean`, float32 H×W×C, RGB.',
      body: async () => once(await meanFile(objects, facts)),
    },
    {
      name: 'weights.safetensors',
      what: 'The weights, float32, by layer.',
      body: () => objects.stream(facts.snapshot.weightsKey),
    },
    { name: 'network.onnx', what: 'All in one: picture in, probabilities out.', body: () => onnx.body() },
  ]
}

async function* entries(contents: readonly Content[], facts: SnapshotFacts): AsyncGenerator<ZipEntry> {
  const listed: Listed[] = []
  for (const { name, what, body, isText } of contents) {
    const hash = createHash('sha256')
    let bytes = 0
    yield {
      name,
      body: passed(await body(), chunk => {
        hash.update(chunk)
        bytes += chunk.length
      }),
      isText: isText === true,
    }
    listed.push({ name, what, bytes, sha256: hash.digest('hex') })
  }
  const manifest = `${JSON.stringify(archiveManifest(facts, listed), null, 2)}\n`
  yield { name: 'manifest.json', body: once(Buffer.from(manifest)), isText: true }
}

async function* passed(body: AsyncIterable<Uint8Array>, see: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    see(chunk)
    yield chunk
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
