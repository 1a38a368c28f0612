import type { Refusal } from '@fovea/proto/common/v1/common'

export const refusal = (
  code: string,
  field: string,
  message: string,
  remedy: string,
  names: string[] = [],
): Refusal => ({ code, field, message, remedy, names })

export const quoted = (names: string[]) => {
  const shown = names.slice(0, 5).map(name => `"${name}"`)
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ')
}

export const nameTaken = (name: string) =>
  refusal('name-taken', 'name', `There is already a dataset "${name}" in this project.`, 'Choose another name.', [name])

export const held = (names: string[]) =>
  refusal(
    'in-use',
    '',
    `The dataset is used by ${names.length === 1 ? 'the model' : 'the models'} ${quoted(names)}.`,
    'Delete these models first, or keep the dataset.',
    names,
  )

export const notRunning = (state: string) =>
  refusal(
    'not-running',
    '',
    `The build is not running: the dataset is ${state.toLowerCase()}.`,
    'Only a build that is running can be aborted; a dataset that has ended can be deleted.',
  )

export const notUsable = (name: string, state: string) =>
  refusal(
    'not-usable',
    'dataset',
    `The dataset "${name}" is ${state.toLowerCase()}; no model can be made on it.`,
    'Build it again, or choose another dataset.',
  )
