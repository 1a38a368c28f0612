import { readFile } from 'node:fs/promises'
import { compile } from '@fovea/netspec'
import type { Command } from 'commander'
import { input, whole } from '../numbers.js'
import { EXIT, Failure } from '../outcome.js'
import { type Output, table } from '../output.js'

interface CheckOptions {
  input: { channels: number; height: number; width: number }
  classes: number
}

export function addCheckCommand(program: Command, output: () => Output): void {
  program
    .command('check <file>')
    .description('faults, shapes and parameters of a network text; needs no running platform')
    .option('--input <CxHxW>', 'size of the dataset’s images', input, { channels: 3, height: 32, width: 32 })
    .option('--classes <n>', 'classes of the dataset', whole, 2)
    .action(async (file: string, options: CheckOptions) => check(file, options, output()))
}

async function check(file: string, options: CheckOptions, output: Output): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Failure(`The file ${file} cannot be read.`, EXIT.notFound, { code: 'file-missing' })
  })
  const { faults, figures } = compile(text, options)
  const isGood = faults.every(({ severity }) => severity !== 'error')
  const { layers, parameters, flops } = figures
  output.result({ ok: isGood, faults, layers, parameters, flops }, [
    ...faults.map(
      fault =>
        `${file}:${fault.line}:${fault.column}: ${fault.severity}: ${fault.message}${fault.remedy ? ` ${fault.remedy}` : ''}`,
    ),
    ...table(
      ['LAYER', 'TYPE', 'SHAPES', 'PARAMETERS'],
      layers.map(layer => [
        layer.name,
        layer.type,
        layer.shapes.map(shape => shape.join('×')).join(' '),
        String(layer.parameters),
      ]),
    ),
    `${parameters} parameters`,
  ])
  if (!isGood) throw new Failure(`${file} has faults.`, EXIT.failed, { isShown: true })
}
