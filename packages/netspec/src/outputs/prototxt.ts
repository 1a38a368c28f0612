import { FaultList } from '../faults.ts'
import type { LayerText } from '../graph/network.ts'
import { readNetwork } from '../graph/read-network.ts'
import { isIncluded } from '../graph/rules.ts'
import type { LayerType } from '../layer.ts'
import { upgrade } from '../schema/upgrade/upgrade.ts'
import { standardLayers } from '../standard-layers.ts'
import { parse } from '../text/parse.ts'
import { print } from '../text/print.ts'
import type { Field, Message, Scalar, Value } from '../text/tree.ts'
import type { Plan } from './plan.ts'

const at = { line: 1, column: 1 }

/**
 * The text in one form: every field as it was written, one a line, old forms upgraded; comments go, defaults are not added.
 * Undefined for a text that cannot be read whole.
 */
export function normalise(text: string): string | undefined {
  const faults = new FaultList()
  const tree = upgrade(parse(text, faults), faults)
  return faults.hasErrors ? undefined : print(tree)
}

/**
 * The classifying part alone, as Caffe wants it of a deploy file: an Input of the plan's size in place of data layers, the
 * layers on the way to the probabilities without rules of phase, the count of outputs written where the text leaves it to
 * the classes. `plan` is what this very text compiles to.
 */
export function deployText(text: string, plan: Plan, layers: readonly LayerType[] = standardLayers): string {
  const faults = new FaultList()
  const network = readNetwork(parse(text, faults), layers, faults)
  const deployed = plan.ops.filter(({ phases }) => phases.includes('deploy'))
  const written = network.layers.flatMap(layer => {
    const op = deployed.find(({ name }) => name === layer.name)
    if (op === undefined || !isIncluded(layer, 'deploy')) return []
    const isOpen = op.type === 'InnerProduct' && layer.fields['num_output'] === undefined
    return [field('layer', message(withCount(kept(layer.source), isOpen ? op.attributes['num_output'] : undefined)))]
  })
  const known = new Set(network.layers.map(({ name }) => name))
  // The Softmax that stands in for that of the loss.
  const added = deployed
    .filter(({ name }) => !known.has(name))
    .map(({ name, type, bottoms, tops }) =>
      field(
        'layer',
        message([
          field('name', string(name)),
          field('type', string(type)),
          ...bottoms.map(blob => field('bottom', string(blob.split('@')[0] ?? blob))),
          ...tops.map(blob => field('top', string(blob))),
        ]),
      ),
    )
  const head = [field('name', string(network.name)), inputLayer(dataName(network.layers), plan)]
  return print(message([...head, ...written, ...added]))
}

function inputLayer(name: string, { input: { channels, height, width } }: Plan): Field {
  const shape = message([1, channels, height, width].map(side => field('dim', number(side))))
  return field(
    'layer',
    message([
      field('name', string(name)),
      field('type', string('Input')),
      field('top', string(name)),
      field('input_param', message([field('shape', shape)])),
    ]),
  )
}

/** What the text calls the dataset's images. */
function dataName(layers: readonly LayerText[]): string {
  const markers = layers.filter(({ type }) => type?.kind === 'input')
  const marker = markers.find(layer => isIncluded(layer, 'deploy')) ?? markers[0]
  return marker?.tops[0]?.name ?? 'data'
}

const rules = new Set(['include', 'exclude', 'phase'])

function kept({ fields }: Message): Field[] {
  return fields.filter(({ name }) => !rules.has(name))
}

function withCount(fields: readonly Field[], count: unknown): Field[] {
  if (typeof count !== 'number') return [...fields]
  const name = 'inner_product_param'
  const own = field('num_output', number(count))
  const param = fields.find(field => field.name === name && field.value.kind === 'message')
  if (param?.value.kind !== 'message') return [...fields, field(name, message([own]))]
  const filled = field(name, message([own, ...param.value.fields]))
  return fields.map(field => (field === param ? filled : field))
}

const field = (name: string, value: Value): Field => ({ name, value, at })
const message = (fields: Field[]): Message => ({ kind: 'message', fields, at })
const string = (text: string): Scalar => ({ kind: 'string', text, at })
const number = (value: number): Scalar => ({ kind: 'number', text: `${value}`, at })
