import type { Refusal } from '@fovea/proto/common/v1/common'
import type { CreateModelRequest, UpdateModelRequest } from '@fovea/proto/models/v1/models'
import { standard } from '../networks/standard-networks.js'
import { refusal } from './refusals.js'

const NAME_LENGTH = 200
const GROUP_LENGTH = 100
const NOTES_LENGTH = 10_000

/** Control characters other than line breaks and tabs. */
const UNWRITABLE = /[^\P{Cc}\n\t]/u

const checkName = (name: string) =>
  name === '' || name.length > NAME_LENGTH || /\p{Cc}/u.test(name)
    ? refusal('name', 'name', 'A model needs a name of 1 to 200 characters on one line.', 'Choose another name.')
    : undefined

/** What can be said of a change of words without asking anybody; texts as they will be kept. */
export function checkWords({ name, group, notes }: Pick<UpdateModelRequest, 'name' | 'group' | 'notes'>) {
  const fault = name === undefined ? undefined : checkName(name)
  if (fault) return fault
  if (group !== undefined && (group.length > GROUP_LENGTH || /\p{Cc}/u.test(group)))
    return refusal('group', 'group', 'A group has a name of at most 100 characters on one line.', 'Shorten it.')
  if (notes === undefined) return undefined
  if (notes.length > NOTES_LENGTH)
    return refusal(
      'notes',
      'notes',
      `The notes have ${notes.length} characters; at most 10,000 are kept.`,
      'Shorten them.',
    )
  if (UNWRITABLE.test(notes))
    return refusal('notes', 'notes', 'The notes hold a control character, which is no text.', 'Type that part again.')
  return undefined
}

/** What can be said of a request without asking anybody. */
export function checkRequest({ name, standard: chosen, text }: CreateModelRequest): Refusal | undefined {
  const fault = checkName(name)
  if (fault) return fault
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
