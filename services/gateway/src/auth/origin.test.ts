import { describe, expect, it } from 'vitest'
import { refusalOf } from './origin.js'

describe('who may speak to the gateway', () => {
  it.each([
    ['localhost:5000', undefined, true],
    ['localhost:5000', 'http://localhost:5000', true],
    ['127.0.0.1:8123', 'http://127.0.0.1:8123', true],
    ['[::1]:5000', undefined, true],
    ['fovea.lan', 'https://fovea.lan', true],
    ['localhost:5000', 'http://localhost:5001', false],
    ['localhost:5000', 'https://evil.example', false],
    ['localhost:5000', 'null', false],
    ['evil.example:5000', undefined, false],
    ['evil.example:5000', 'http://evil.example:5000', false],
    ['localhost.evil.example', undefined, false],
    [undefined, undefined, false],
  ])('Host %s, Origin %s: %s', (host, origin, passes) => {
    expect(refusalOf({ host, origin }, ['fovea.lan']) === undefined).toBe(passes)
  })
})
