import type { DrawingNode } from '@fovea/netspec'
import { counted } from '../../../lib/format'
import { settingsOf } from './settings-words'

/** A layer in one sentence, for those who hear the drawing. */
export function describeLayer(node: DrawingNode): string {
  const { name, type, shapes, parameters, faults } = node
  const made = shapes.flatMap(shape => (shape && shape.length > 0 ? [shape.join(' by ')] : [])).join(' and ')
  const facts = [
    `${name}, ${type}`,
    settingsOf(node),
    made && `makes ${made}`,
    parameters > 0 && counted(parameters, 'parameter'),
    ...faults.map(({ severity, message }) => `${severity}: ${message}`),
  ]
  return facts.filter(Boolean).join('; ')
}
