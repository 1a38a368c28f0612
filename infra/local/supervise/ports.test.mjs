import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { choosePorts, isFree } from './ports.mjs'

const numbers =
  (...list) =>
  () =>
    list.shift()

test.each([
  ['keeps known ports', ['a', 'b'], { a: 1, b: 2 }, () => true, numbers(), { a: 1, b: 2 }],
  ['chooses for a new name', ['a', 'b'], { a: 1 }, () => true, numbers(7), { a: 1, b: 7 }],
  ['chooses again for a taken port', ['a', 'b'], { a: 1, b: 2 }, port => port !== 1, numbers(7), { a: 7, b: 2 }],
  ['never gives one port twice', ['a', 'b'], {}, () => true, numbers(7, 7, 8), { a: 7, b: 8 }],
  ['tries until one is free', ['a'], {}, port => port > 8, numbers(7, 8, 9), { a: 9 }],
  ['forgets names no longer used', ['b'], { a: 1, b: 2 }, () => true, numbers(), { b: 2 }],
])('%s', async (_, names, known, free, random, expected) => {
  expect(await choosePorts(names, known, async port => free(port), random)).toEqual(expected)
})

test('ends with an error when nothing is free', async () => {
  await expect(
    choosePorts(
      ['a'],
      {},
      async () => false,
      () => 7,
    ),
  ).rejects.toThrow('No free port')
})

test('sees a port that is in use', async () => {
  const server = createServer()
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  expect(await isFree(port)).toBe(false)
  await new Promise(resolve => server.close(resolve))
  expect(await isFree(port)).toBe(true)
})
