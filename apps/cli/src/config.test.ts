import { describe, expect, it } from 'vitest'
import { takeOptions } from './config.js'

describe('options of every verb', () => {
  it.each([
    ['ls models --url http://a', 'ls models', { '--url': 'http://a' }],
    ['--token=fvt_x ls models', 'ls models', { '--token': 'fvt_x' }],
    ['token create ci --project ships --role editor', 'token create ci --role editor', { '--project': 'ships' }],
    ['ls --url a --url b', 'ls', { '--url': 'b' }],
    ['ls --token', 'ls --token', {}],
    ['ls --token --json', 'ls --token --json', {}],
    ['ls models', 'ls models', {}],
  ])('%s', (line, rest, given) => expect(takeOptions(line.split(' '))).toEqual({ rest: rest.split(' '), given }))
})
