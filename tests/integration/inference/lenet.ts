import { createHash } from 'node:crypto'
import { compile, standardNetworks, toOnnxBytes } from '@fovea/netspec'

export interface NamedTensor {
  name: string
  shape: number[]
  values: Float32Array
}

export const SIZE = { height: 36, width: 40, channels: 3 }
export const CROP = 28
export const SCALE = 0.0125
export const CLASSES = ['no ship', 'ship', 'buoy']

/** LeNet on pictures larger than its crop, with the mean image subtracted. */
export function compileLenet() {
  const preprocessing = { crop: CROP, scale: SCALE, mean: 'image', resize: 'squash' } as const
  const { plan, onnx, faults } = compile(standardNetworks.lenet, {
    classes: CLASSES.length,
    input: SIZE,
    preprocessing,
  })
  if (!plan || !onnx) throw new Error(JSON.stringify(faults))
  return { plan, onnx: Buffer.from(toOnnxBytes(onnx)) }
}

/** Numbers between −1 and 1 that a seed decides. */
function numbers(seed: number, count: number, size: number): Float32Array {
  let state = seed
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state / 2 ** 31 - 1) * size
  })
}

const product = (shape: readonly number[]) => shape.reduce((all, side) => all * side, 1)

/** Weights as small as training makes them, other ones for each seed. */
export const randomWeights = (plan: ReturnType<typeof compileLenet>['plan'], seed: number): NamedTensor[] =>
  plan.ops
    .flatMap(op => op.parameters)
    .map(({ name, shape }, index) => {
      const values = numbers(seed * 100 + index, product(shape), Math.sqrt(3 / product(shape.slice(1))))
      return { name, shape: [...shape], values }
    })

export const meanImage = (): NamedTensor => {
  const shape = [SIZE.height, SIZE.width, SIZE.channels]
  return { name: 'mean', shape, values: numbers(5, product(shape), 30).map(value => 110 + value) }
}

/** A safetensors file; `metadata` changes the length of its header, and so every place in it. */
export function safetensors(tensors: NamedTensor[], metadata = ''): Buffer {
  let end = 0
  const header: Record<string, unknown> = metadata ? { __metadata__: { fovea: metadata } } : {}
  for (const { name, shape, values } of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + values.byteLength] }
    end += values.byteLength
  }
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  return Buffer.concat([length, text, ...tensors.map(({ values }) => Buffer.from(values.buffer))])
}

export const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex')
