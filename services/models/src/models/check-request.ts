import type { Refusal } from '@fovea/proto/common/v1/common'
import type { CreateModelRequest } from '@fovea/proto/models/v1/models'
import { standard } from '../networks/standard-networks.js'
import { refusal } from './refusals.js'

const NAME_LENGTH = 200

/** What can be said of a request without asking anybody. */
export function checkRequest({ name, standard: chosen, text }: CreateModelRequest): Refusal | undefined {
  if (name === '' || name.length > NAME_LENGTH || /\p{Cc}/u.test(name)) {
    return refusal('name', 'name', 'A model needs a name of 1 to 200 characters on one line.', 'Choose another name.')
  }
  if (chosen && text) {
    return refusal('network', 'network', 'Both a standard network and a text are given.', 'Give one of them.')
  }
  if (!chosen && !text.trim()) {
    return refusal('network', 'network', 'No network is given.', 'Choose a standard network or write one.')
  }
  if (chosen && !standard.some(network => network.name === chosen)) {
    const names = standard.map(network => network.name)
    return refusal(
      'network',
      'network.standard',
      `No network named ${chosen} comes with Fovea.`,
      `Use one of ${names.join(', ')}.`,
      names,
    )
  }
  return undefined
}
