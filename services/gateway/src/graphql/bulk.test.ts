import { AppError } from '@fovea/service-kit'
import { expect, it } from 'vitest'
import { each } from './bulk.js'

const ids = (count: number) => Array.from({ length: count }, (_, i) => `${i}`)

it('answers in the order asked for, however long each takes', async () => {
  const answers = await each(ids(20), async id => {
    await new Promise(resolve => setTimeout(resolve, 20 - Number(id)))
    return id
  })
  expect(answers).toEqual(ids(20))
})

it('refuses one that is not there beside the others', async () => {
  const answers = await each(ids(3), async id => {
    if (id === '1') throw new AppError('not-found', 'There is no such model.', 'Look at the list.')
    return id
  })
  expect(answers).toEqual([
    '0',
    expect.objectContaining({ __typename: 'Refusal', code: 'not-found', message: 'There is no such model.' }),
    '2',
  ])
})

it('fails as a whole for any other reason, and for too many', async () => {
  const lost = new AppError('unavailable', 'models does not answer.')
  await expect(each(['0'], () => Promise.reject(lost))).rejects.toBe(lost)
  await expect(each(ids(201), async id => id)).rejects.toThrow('201 rows are too many at once.')
})
