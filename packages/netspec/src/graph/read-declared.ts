import { dataMessages } from '../schema/data-fields.ts'
import { type ReadScope, readMessage } from '../schema/read-message.ts'
import type { Message } from '../text/tree.ts'
import type { DeclaredInput } from './network.ts'

type DataMessage = keyof typeof dataMessages

export function isDataMessage(name: string): name is DataMessage {
  return Object.hasOwn(dataMessages, name)
}

/** Batch and sides that the messages of a layer for the dataset give. */
export function readDeclared({ fields }: Message, scope: ReadScope): DeclaredInput {
  let batch: number | undefined
  let shapes: DeclaredInput['shapes'] = []
  for (const { name, value } of fields) {
    if (!isDataMessage(name) || value.kind !== 'message') continue
    const where = { ...scope, where: name }
    if (name === 'input_param') {
      shapes = readMessage(value, dataMessages[name], where).shape.map(({ dim }) => dim)
      batch ??= shapes[0]?.[0]
    } else if (name === 'memory_data_param') {
      const { batch_size, channels, height, width } = readMessage(value, dataMessages[name], where)
      batch = batch_size
      if (channels !== undefined && height !== undefined && width !== undefined)
        shapes = [[batch ?? 1, channels, height, width], [batch ?? 1]]
    } else batch = readMessage(value, dataMessages[name], where).batch_size
  }
  return { batch, shapes }
}
