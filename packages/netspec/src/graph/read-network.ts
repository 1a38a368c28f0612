import type { FaultList } from '../faults.ts'
import type { LayerType } from '../layer.ts'
import { limits } from '../limits.ts'
import { networkFields } from '../schema/network-fields.ts'
import { readMessage } from '../schema/read-message.ts'
import { upgrade } from '../schema/upgrade/upgrade.ts'
import { isSolver } from '../solver/is-solver.ts'
import type { Message } from '../text/tree.ts'
import type { LayerText, Network } from './network.ts'
import { readLayer, tableOf } from './read-layer.ts'

/** Reads the tree, in any form that prototxt has had, as a network of known layers. */
export function readNetwork(text: Message, types: readonly LayerType[], faults: FaultList): Network {
  if (isSolver(text)) {
    faults.error(text.fields[0]?.at ?? text.at, {
      code: 'not-a-network',
      message: 'This is the text of a solver, not of a network.',
      remedy: 'Give the file that it names as net, usually train_val.prototxt.',
    })
    return { name: 'network', layers: [] }
  }
  const source = upgrade(text, faults)
  const table = tableOf(types)
  const layers: LayerText[] = []
  for (const field of source.fields) {
    if (field.name !== 'layer') continue
    if (field.value.kind !== 'message') {
      const remedy = 'Write layer { name: … type: … }.'
      faults.error(field.value.at, { code: 'wrong-value', message: 'layer takes a message in braces.', remedy })
      continue
    }
    if (layers.length === limits.layers) {
      faults.error(field.at, { code: 'too-long', message: `The network has more than ${limits.layers} layers.` })
      break
    }
    layers.push(readLayer(field, field.value, layers.length, table, faults))
  }
  const { name } = readMessage(source, networkFields, { faults, where: 'The network' })
  if (layers.every(({ type }) => type?.kind === 'input') && !faults.hasErrors)
    faults.error(source.at, {
      code: 'no-layers',
      message: 'The text holds no layer that computes.',
      remedy: 'Add layer { name: … type: … }.',
    })
  return { name: name ?? 'network', layers }
}
