import { expect, it } from 'vitest'
import { layOut } from './archive-layout.js'

const laid = (...paths: string[]) => {
  const { classes, images, rejected } = layOut(paths.map((path, n) => ({ path, file: `0/${n}` })))
  return {
    classes,
    images: images.map(({ path, label, split = '' }) => `${path}:${label}${split}`),
    rejected: rejected.map(({ path }) => path),
  }
}

it('classes are the top folders', () =>
  expect(laid('b/1.png', 'a/x/2.png', 'lost.png')).toEqual({
    classes: ['a', 'b'],
    images: ['a/x/2.png:0', 'b/1.png:1'],
    rejected: ['lost.png'],
  }))

it('one folder around them is passed by', () =>
  expect(laid('set/v1/b/1.png', 'set/v1/a/2.png').classes).toEqual(['a', 'b']))

it('train and test are splits', () =>
  expect(laid('set/train/a/1.png', 'set/train/b/2.png', 'set/test/a/3.png', 'set/test/c/4.png')).toEqual({
    classes: ['a', 'b'],
    images: ['set/train/a/1.png:0', 'set/test/a/3.png:0test', 'set/train/b/2.png:1'],
    rejected: ['set/test/c/4.png'],
  }))

it('a single class stays one', () => expect(laid('a/1.png', 'a/2.png').classes).toEqual(['a']))
