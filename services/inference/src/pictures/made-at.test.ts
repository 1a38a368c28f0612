import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { madeAt } from './made-at.js'

it('reads the time of a UUIDv7', () => expect(madeAt(v7({ msecs: 1_795_435_200_123 }))).toBe(1_795_435_200_123))
it('reads none of nonsense', () => expect(madeAt('zzz')).toBeNaN())
