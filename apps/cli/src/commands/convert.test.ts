import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile, standardNetworks } from '@fovea/netspec'
import { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Failure } from '../outcome.js'
import { Output } from '../output.js'
import { addConvertCommand } from './convert.js'

const options = { classes: 2, input: { channels: 3, height: 32, width: 32 } }
let work: string
let network: string

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'fovea-convert-'))
  network = join(work, 'network.prototxt')
  writeFileSync(network, standardNetworks.lenet)
  writeFileSync(join(work, 'weights.safetensors'), weights())
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** A snapshot of the network above, each value the number of its place. */
function weights(leaveOut = ''): Buffer {
  const parameters = compile(standardNetworks.lenet, options).onnx?.graph.initializer ?? []
  let at = 0
  const header = Object.fromEntries(
    parameters.flatMap(({ name, dims: shape }) => {
      const start = at
      at += shape.reduce((product, side) => product * side, 4)
      return name === leaveOut ? [] : [[name, { dtype: 'F32', shape, data_offsets: [start, at] }]]
    }),
  )
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  return Buffer.concat([length, text, Buffer.from(Float32Array.from({ length: at / 4 }, (_, i) => i).buffer)])
}

/** What is printed, parsed. */
async function convert(...words: string[]): Promise<Record<string, unknown>> {
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    const program = new Command().exitOverride()
    addConvertCommand(program, () => new Output(true))
    await program.parseAsync(['convert', ...words], { from: 'user' })
    return JSON.parse(String(printed.mock.calls[0]?.[0]))
  } finally {
    printed.mockRestore()
  }
}

const failure = async (...words: string[]) => {
  const error = await convert(...words).catch((reason: unknown) => reason)
  if (!(error instanceof Failure)) throw error
  return { exit: error.exit, code: error.detail.code, message: error.message }
}

describe('convert', () => {
  it('writes prototxt and PyTorch as text', async () => {
    expect((await convert(network, '--to', 'prototxt'))['text']).toContain('  type: "Convolution"\n')
    expect((await convert(network, '--to', 'prototxt', '--deploy'))['text']).toContain('type: "Input"')
    const to = join(work, 'net.py')
    const { file, bytes } = await convert(network, '--to', 'pytorch', '--classes', '7', '-o', to)
    expect([file, bytes]).toEqual([to, readFileSync(to).length])
    expect(readFileSync(to, 'utf8')).toContain('self.ip2 = nn.Linear(500, 7)')
  })

  it('writes ONNX with weights inside, or as inputs', async () => {
    const to = join(work, 'net.onnx')
    const { bytes } = await convert(network, '--to', 'onnx', '--weights', join(work, 'weights.safetensors'), '-o', to)
    const file = readFileSync(to)
    expect(file.length).toBe(bytes)
    const values = Buffer.from(Float32Array.from({ length: 100 }, (_, i) => i).buffer)
    expect(file.indexOf(values)).toBeGreaterThan(0)
    const { bytes: bare } = await convert(network, '--to', 'onnx', '-o', to)
    expect(bare).toBeLessThan(5000)
    expect(readFileSync(to).length).toBe(bare)
  })

  it('takes a deploy text, in which nothing learns', async () => {
    const { text } = await convert(network, '--to', 'prototxt', '--deploy')
    const deploy = join(work, 'deploy.prototxt')
    writeFileSync(deploy, String(text))
    expect((await convert(deploy, '--to', 'pytorch'))['text']).toContain('class Net(nn.Module)')
  })

  it('says what is wrong, and ends accordingly', async () => {
    const broken = join(work, 'broken.prototxt')
    writeFileSync(broken, 'layer { name: "a" type: "Convolutoin" bottom: "data" top: "a" }')
    const other = join(work, 'other.safetensors')
    writeFileSync(other, weights('ip1.bias'))
    expect(await failure(join(work, 'none'), '--to', 'pytorch')).toMatchObject({ exit: 3, code: 'file-missing' })
    expect(await failure(broken, '--to', 'pytorch')).toMatchObject({ exit: 1, code: 'network-invalid' })
    expect(await failure(network, '--to', 'onnx')).toMatchObject({ exit: 2, code: 'usage' })
    expect(await failure(network, '--to', 'onnx', '--deploy', '-o', 'x')).toMatchObject({ exit: 2 })
    expect(await failure(network, '--to', 'pytorch', '--weights', other)).toMatchObject({ exit: 2 })
    const onnx = [network, '--to', 'onnx', '-o', join(work, 'x.onnx'), '--weights']
    expect(await failure(...onnx, join(work, 'none'))).toMatchObject({ exit: 3, code: 'file-missing' })
    expect(await failure(...onnx, network)).toMatchObject({ exit: 1, code: 'weights-other' })
    expect(await failure(...onnx, other)).toMatchObject({
      exit: 1,
      message: `${other} does not fit the network. It has no tensor ip1.bias, so it is of another network.`,
    })
  })
})
