import { TensorProto_DataLocation as DataLocation, ModelProto } from '@fovea/proto/onnx'
import { describe, expect, it } from 'vitest'
import { classifyingGraph } from './classifying-graph.js'

const external = { dataType: 1, dataLocation: DataLocation.EXTERNAL }
const graph = Buffer.from(
  ModelProto.encode(
    ModelProto.create({
      graph: {
        initializer: [
          { name: 'ip.weight', dims: [2, 3], ...external },
          { name: 'two', dims: [1], dataType: 1, floatData: [2], dataLocation: DataLocation.DEFAULT },
        ],
        output: [{ name: 'ip' }, { name: 'prob' }],
      },
    }),
  ).finish(),
)
const place = { dtype: 'F32', shape: [2, 3], offset: 1234, length: 24 }
const made = (of = place, output = 'prob') =>
  ModelProto.decode(classifyingGraph(graph, new Map([['ip.weight', of]]), output)).graph

describe('the graph that classifies', () => {
  it('reads each parameter at its place in the file, and leaves constants alone', () => {
    const [weight, two] = made()?.initializer ?? []
    expect(weight?.externalData).toEqual([
      { key: 'location', value: 'weights.safetensors' },
      { key: 'offset', value: '1234' },
      { key: 'length', value: '24' },
    ])
    expect(two).toMatchObject({ floatData: [2], externalData: [] })
  })

  it('has the probabilities as its only output', () => expect(made()?.output.map(({ name }) => name)).toEqual(['prob']))

  it.each([
    ['another shape', () => made({ ...place, shape: [3, 2] })],
    ['another type', () => made({ ...place, dtype: 'F16' })],
    ['no such parameter', () => classifyingGraph(graph, new Map(), 'prob')],
    ['no such output', () => made(place, 'loss')],
  ])('is not made of weights with %s', (_, make) => expect(make).toThrow())
})
