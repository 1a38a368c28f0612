import { readFile } from 'node:fs/promises'
import { type CheckOptions, check } from '@fovea/netspec'
import type { Command } from 'commander'
import { input, phase, whole } from '../numbers.js'
import { EXIT, Failure } from '../outcome.js'
import { type Output, table } from '../output.js'

export function addCheckCommand(program: Command, output: () => Output): void {
  program
    .command('check <file>')
    .description('faults, shapes and parameters of a network text, or of a solver’s; needs no running platform')
    .option(
      '--input <CxHxW>',
      'size of the dataset’s images, before the text’s crop (default: its crop, else 3x32x32)',
      input,
    )
    .option('--classes <n>', 'classes of the dataset (default: as many as the text’s scores, else 2)', whole)
    .option('--phase <train|test>', 'only the layers of one phase', phase)
    .addHelpText(
      'after',
      '\nShapes are N×C×H×W; N is the batch that the text gives in its data layer or input, else 1. A text with inputs of its own keeps their size.',
    )
    .action(async (file: string, options: CheckOptions) => show(file, options, output()))
}

async function show(file: string, options: CheckOptions, output: Output): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Failure(`The file ${file} cannot be read.`, EXIT.notFound, { code: 'file-missing' })
  })
  const checked = check(text, options)
  const { ok: isGood, faults, layers, parameters, flops, solver } = checked
  output.result(checked, [
    ...faults.map(
      fault =>
        `${file}:${fault.line}:${fault.column}: ${fault.severity}: ${fault.message}${fault.remedy ? ` ${fault.remedy}` : ''}`,
    ),
    ...(solver ? [`${solver.type}, learning rate ${solver.baseRate}, ${solver.policy.type}`] : []),
    ...(layers.length > 0
      ? [
          ...table(
            ['LAYER', 'TYPE', 'SHAPES', 'PARAMETERS', 'FLOPS'],
            layers.map(layer => [
              layer.name,
              layer.type,
              layer.shapes.map(shape => shape.join('×') || '1').join(' '),
              String(layer.parameters),
              String(layer.flops),
            ]),
          ),
          `${parameters} parameters, ${flops} floating-point operations an image`,
        ]
      : []),
  ])
  if (!isGood) throw new Failure(`${file} has faults.`, EXIT.failed, { isShown: true })
}
