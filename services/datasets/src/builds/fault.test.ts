import { AppError, ChildError } from '@fovea/service-kit'
import { expect, it } from 'vitest'
import { faultOf } from './fault.js'

it.each([
  [Object.assign(new Error('write failed'), { code: 'ENOSPC' }), 'count'],
  [new AppError('invalid', 'The class "x" is gone.', 'Put it back.'), 'stop'],
  [new ChildError('UNREADABLE', 'the root folder cannot be opened'), 'stop'],
  [new ChildError('WRITE_FAILED', 'read-only file system'), 'count'],
  [new AppError('unavailable', 'One pixel process was lost (ended with SIGKILL).'), 'count'],
  [new AppError('unavailable', 'All pixel processes are busy.'), 'wait'],
  [Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }), 'wait'],
  [Object.assign(new Error('x'), { driverError: { code: '57P01' } }), 'wait'],
  [new Error('Connection terminated unexpectedly'), 'wait'],
  [new TypeError('undefined is not a function'), 'count'],
])('%s means: %s', (error, verdict) => expect(faultOf(error)).toMatchObject({ verdict }))
