import { Refusal } from '@fovea/proto/common/v1/common'
import type { Model, ModelResult, NetworkInvalid } from '@fovea/proto/models/v1/models'

export const refusal = (code: string, field: string, message: string, remedy = '', names: string[] = []): Refusal =>
  Refusal.create({ code, field, message, remedy, names })

export const modelGone = refusal(
  'not-found',
  'id',
  'There is no such model in this project; it may have been deleted.',
  'Reload the list of models.',
)

export const nameTaken = (name: string) =>
  refusal('name-taken', 'name', `There is a model named ${name} already.`, 'Choose another name.', [name])

export const modelChanged = (name: string) =>
  refusal(
    'changed',
    'revision',
    `${name} was changed by somebody else in the meantime.`,
    'Look at what it says now, then change it again.',
  )

export const datasetGone = refusal(
  'dataset-gone',
  'datasetId',
  'There is no such dataset in this project; it may have been deleted.',
  'Choose another dataset.',
)

export const datasetUnread = (name: string) =>
  refusal(
    'dataset-unread',
    'datasetId',
    `The images of the dataset "${name}" have not been listed yet, so its classes are not known.`,
    'Wait until its classes are shown, then try again.',
  )

export const asModel = (model: Model): ModelResult => ({ result: { $case: 'model', value: model } })
export const asRefusal = (value: Refusal) => ({ result: { $case: 'refusal' as const, value } })
export const asInvalid = (value: NetworkInvalid) => ({ result: { $case: 'invalid' as const, value } })
