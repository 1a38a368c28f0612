import type { ObjectStore } from '@fovea/service-kit'

/** What downloads ask of the store. */
export type Objects = Pick<ObjectStore, 'get' | 'getRange' | 'stat' | 'stream'>
