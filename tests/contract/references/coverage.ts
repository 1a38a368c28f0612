import { standardLayers } from '@fovea/netspec'
import type { Order } from './orders.js'

export interface Coverage {
  readonly cases: number
  /** Fields that a case sets. */
  readonly fields: Set<string>
}

interface Difference {
  readonly off: number
  readonly gradient_off: number
}

/** How many cases each layer type has, and which of its fields they set. */
export function coverageOf(orders: readonly Order[]): Map<string, Coverage> {
  const blocks = orders.flatMap(({ text }) => text.split(/^(?=layer \{)/m))
  const types = [...new Set(orders.flatMap(({ type }) => type ?? []))]
  return new Map(
    types.map(type => {
      const own = blocks.filter(block => block.includes(`type: "${type}"`))
      const fields = Object.keys(standardLayers.find(known => known.type === type)?.fields ?? {})
      const isSet = (field: string) => own.some(block => new RegExp(`\\b${field}\\s*[:{]`).test(block))
      const cases = orders.filter(order => order.type === type).length
      return [type, { cases, fields: new Set(fields.filter(isSet)) }] as const
    }),
  )
}

/** As Markdown: cases and fields of each type, and the largest differences from its references, relative to the largest value. */
export function tableOf(coverage: ReadonlyMap<string, Coverage>, answers: ReadonlyMap<string, Difference>): string {
  const rows = [...coverage].sort().map(([type, { cases, fields }]) => {
    const own = [...answers].filter(([title]) => title.startsWith(`${type}: `)).map(([, answer]) => answer)
    const largest = (values: number[]) => Math.max(0, ...values).toExponential(1)
    const [off, gradientOff] = [largest(own.map(made => made.off)), largest(own.map(made => made.gradient_off))]
    return `| ${type} | ${cases} | ${off} | ${gradientOff} | ${[...fields].sort().join(', ')} |`
  })
  return [
    '| layer | cases | values off | gradients off | fields set |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
