import { readFile, writeFile } from 'node:fs/promises'
import { type Compiled, compile, deployText, normalise, type Plan, toPytorch } from '@fovea/netspec'
import { type Command, Option } from 'commander'
import { input, whole } from '../numbers.js'
import { writeOnnx } from '../onnx-writer.js'
import { EXIT, Failure } from '../outcome.js'
import type { Output } from '../output.js'

interface ConvertOptions {
  to: 'prototxt' | 'pytorch' | 'onnx'
  input?: { channels: number; height: number; width: number }
  classes?: number
  deploy?: true
  weights?: string
  output?: string
}

export function addConvertCommand(program: Command, output: () => Output): void {
  program
    .command('convert <file>')
    .description('a network text in another form; needs no running platform')
    .addOption(
      new Option('--to <form>', 'what to write').choices(['prototxt', 'pytorch', 'onnx']).makeOptionMandatory(),
    )
    .option('--input <CxHxW>', 'size of the dataset’s images (default: the text’s own, else 3x32x32)', input)
    .option('--classes <n>', 'classes of the dataset (default: as many as the text’s scores, else 2)', whole)
    .option('--deploy', 'of prototxt: the classifying part alone')
    .option('--weights <file>', 'of onnx: a snapshot’s weights to put inside; without, they become inputs')
    .option('-o, --output <file>', 'where to write; text goes to standard output without it')
    .action(async (file: string, options: ConvertOptions) => convert(file, options, output()))
}

async function convert(file: string, options: ConvertOptions, output: Output): Promise<void> {
  checkOptions(options)
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Failure(`The file ${file} cannot be read.`, EXIT.notFound, { code: 'file-missing' })
  })
  if (options.to === 'onnx') {
    const to = options.output ?? ''
    const { plan, onnx } = compiled(file, text, options)
    const bytes = await writeOnnx(onlyProbabilities(onnx, plan), options.weights, to)
    output.result({ ok: true, to: 'onnx', file: to, bytes }, [`${to}: ${bytes} bytes`])
    return
  }
  const made = options.to === 'pytorch' ? pytorch(file, text, options) : prototxt(file, text, options)
  const { to, output: path } = options
  if (path === undefined) {
    output.result({ ok: true, to, text: made }, [made.replace(/\n$/, '')])
    return
  }
  await writeFile(path, made).catch(error => {
    throw new Failure(`${path} cannot be written: ${error.message}.`)
  })
  const bytes = Buffer.byteLength(made)
  output.result({ ok: true, to, file: path, bytes }, [`${path}: ${bytes} bytes`])
}

/** Inference shows every blob; whoever takes the network away asks it for its answer. */
function onlyProbabilities({ graph, ...model }: Whole['onnx'], { outputs }: Plan): Whole['onnx'] {
  const output = graph.output.filter(({ name }) => name === outputs.probabilities)
  return { ...model, graph: { ...graph, output } }
}

/** What makes no sense together is a fault of usage, told before anything is read. */
function checkOptions({ to, deploy, weights, output }: ConvertOptions): void {
  const usage = (message: string) => new Failure(message, EXIT.usage, { code: 'usage' })
  if (deploy && to !== 'prototxt')
    throw usage('--deploy goes with --to prototxt; the other forms only classify anyway.')
  if (weights !== undefined && to !== 'onnx')
    throw usage('--weights goes with --to onnx; a PyTorch source loads them itself.')
  if (to === 'onnx' && output === undefined) throw usage('ONNX is written to a file: name it with -o.')
}

function prototxt(file: string, text: string, options: ConvertOptions): string {
  if (options.deploy) return deployText(text, compiled(file, text, options).plan)
  const made = normalise(text)
  if (made !== undefined) return made
  // Only a text that cannot be read whole has none; compiling says where.
  compiled(file, text, options)
  throw new Failure(`${file} cannot be read whole.`)
}

function pytorch(file: string, text: string, options: ConvertOptions): string {
  const { text: made, without } = toPytorch(compiled(file, text, options).plan)
  if (made !== undefined) return made
  const names = without.map(({ name, type }) => `${name} (${type})`).join(', ')
  throw new Failure(`There is no PyTorch form of ${names}.`, EXIT.failed, { code: 'no-pytorch-form' })
}

function compiled(file: string, text: string, { input, classes }: ConvertOptions): Whole {
  const { plan, onnx, faults } = compile(text, { ...(input && { input }), ...(classes && { classes }), isAlone: true })
  if (plan !== undefined && onnx !== undefined) return { plan, onnx }
  const lines = faults
    .filter(({ severity }) => severity === 'error')
    .map(({ line, column, message, remedy }) => `${file}:${line}:${column}: ${message}${remedy ? ` ${remedy}` : ''}`)
  throw new Failure(`${file} has faults.\n${lines.join('\n')}`, EXIT.failed, {
    code: 'network-invalid',
    faults: [...faults],
  })
}

interface Whole {
  plan: Plan
  onnx: NonNullable<Compiled['onnx']>
}
