import { describe, expect, it } from 'vitest'
import { compile } from '../compile.ts'
import { standardNetworks } from '../networks/standard.ts'
import { standardLayers } from '../standard-layers.ts'
import { toPytorch } from './pytorch.ts'

const { plan } = compile(standardNetworks.lenet, {
  classes: 10,
  input: { channels: 1, height: 28, width: 30 },
  preprocessing: { resize: 'fill', crop: 28, mean: 'pixel', scale: 0.5 },
})

describe('the PyTorch source', () => {
  it('is read from top to bottom as a person would write it', () => {
    const { text = '' } = plan ? toPytorch(plan, { meanPixel: [33.25] }) : {}
    for (const line of [
      '        self.conv1 = nn.Conv2d(1, 20, kernel_size=5)',
      '        pool1 = F.max_pool2d(conv1, kernel_size=2, stride=2, ceil_mode=True)  # 20×12×12',
      '        ip1 = self.ip1(pool2.flatten(1))  # 500',
      '        ip1 = F.relu(ip1)  # 500',
      'MEAN = (33.25,)',
      '    values = values[0:28, 1:29]  # the middle',
    ])
      expect(text).toContain(`${line}\n`)
  })

  it('leaves out what the network does not need', () => {
    const { text = '' } = plan ? toPytorch(plan) : {}
    for (const word of ['IN_FILE', 'load_mean', 'BatchNorm', 'flip']) expect(text).not.toContain(word)
    expect(text).toContain('is not known here: put it in')
  })

  it('names the layers that have no form', () => {
    const layers = standardLayers.map(({ torch, ...form }) =>
      form.type === 'Pooling' ? form : { ...form, ...(torch && { torch }) },
    )
    expect(plan && toPytorch(plan, { layers }).without).toEqual([
      { name: 'pool1', type: 'Pooling' },
      { name: 'pool2', type: 'Pooling' },
    ])
  })

  it('has a form of every layer that can classify', () => {
    expect(standardLayers.filter(({ onnx, torch }) => (onnx === undefined) !== (torch === undefined))).toEqual([])
  })
})
