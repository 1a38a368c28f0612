import { describe, expect, it } from 'vitest'
import { compile } from '../compile.ts'
import { type StandardNetwork, standardNetworks } from '../networks/standard.ts'
import { forecastMemory } from './forecast.ts'

function figures(name: StandardNetwork, side: number) {
  const input = { channels: 3, height: side, width: side }
  return compile(standardNetworks[name], { classes: 10, input, preprocessing: { crop: 0 } }).figures
}

describe('the forecast of memory', () => {
  const resnet = figures('resnet-18', 64)
  const plain = forecastMemory(resnet, { batchSize: 8, solverArrays: 1 })

  it('is the sum of its parts, none of them below zero', () => {
    const { total, ...parts } = plain
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(total, 3)
    expect(Object.values(parts).filter(part => part < 0)).toEqual([])
    expect(parts.parameters).toBe(4 * (resnet.parameters + resnet.statistics))
    expect(parts.solver).toBe(4 * resnet.parameters)
  })

  it('grows by the same for each image, where all blobs are small', () => {
    const totals = [8, 16, 24].map(batchSize => forecastMemory(resnet, { batchSize, solverArrays: 1 }).total)
    const [first = 0, second = 0, third = 0] = totals
    expect(second - first).toBeGreaterThan(8 * resnet.activationBytes * 0.5)
    expect((third - second) / (second - first)).toBeCloseTo(1, 1)
  })

  it('has room for what another solver keeps, and for gradients that are summed over batches', () => {
    const adam = forecastMemory(resnet, { batchSize: 8, solverArrays: 2 })
    expect(adam.total - plain.total).toBe(4 * resnet.parameters)
    const summed = forecastMemory(resnet, { batchSize: 8, solverArrays: 1, accumulates: true })
    expect(summed.gradients).toBe(4 * resnet.parameters)
    expect(summed.total).toBeGreaterThan(plain.total)
  })

  it('holds no blob for a ReLU that may write over its bottom, and one for a ReLU that may not', () => {
    const layers = (top: string) => `
      layer { name: "c" type: "Convolution" bottom: "data" top: "c"
              convolution_param { num_output: 64 kernel_size: 1 weight_filler { type: "xavier" } } }
      layer { name: "r" type: "ReLU" bottom: "c" top: "${top}" }
      layer { name: "p" type: "Pooling" bottom: "${top}" top: "p" pooling_param { pool: AVE global_pooling: true } }`
    const ends = (scores: string) => `
      layer { name: "s" type: "InnerProduct" bottom: "${scores}" top: "s"
              inner_product_param { weight_filler { type: "xavier" } } }
      layer { name: "l" type: "SoftmaxWithLoss" bottom: "s" bottom: "label" top: "l" }`
    const held = (text: string) => {
      const input = { channels: 3, height: 32, width: 32 }
      const { faults, figures } = compile(text, { classes: 2, input })
      expect(faults.filter(({ severity }) => severity === 'error')).toEqual([])
      return forecastMemory(figures, { batchSize: 1, solverArrays: 0 }).activations
    }
    const once = held(layers('c') + ends('p'))
    // A second reader of the convolution's own blob: it has to stay as it was.
    const again = `
      layer { name: "q" type: "Pooling" bottom: "c" top: "q" pooling_param { pool: AVE global_pooling: true } }
      layer { name: "b" type: "Concat" bottom: "p" bottom: "q" top: "b" }`
    expect(held(layers('d') + again + ends('b')) - once).toBeGreaterThan(0.9 * 4 * 64 * 32 * 32)
  })

  it('takes a network of very many blobs in bounded time', () => {
    const bottoms = 'bottom: "data" '.repeat(200)
    const many = Array.from(
      { length: 100 },
      (_, i) => `layer { name: "e${i}" type: "Eltwise" ${bottoms} top: "e${i}" }`,
    )
    const { figures } = compile(many.join('\n'), { classes: 2, input: { channels: 3, height: 8, width: 8 } })
    expect(figures.layers).toHaveLength(100)
    expect(forecastMemory(figures, { batchSize: 2, solverArrays: 1 }).total).toBeGreaterThan(0)
  })
})
