import { relative } from 'node:path'
import type { Platform } from '../support/platform.js'
import type { Case } from './cases.js'
import type { Folders } from './folders.js'

/** The prepared world in which the table is asked. */
export interface World {
  platform: Platform
  folders: Folders
  /** A ready dataset, the model that uses it, its run and a snapshot. */
  dataset: string
  model: string
  snapshot: string
}

/** What one way showed. */
export interface Seen {
  text: string
  field?: string | null
  code?: string
  names?: string[]
  /** line:column of each fault. */
  at?: string[]
  exit?: number
}

export type WayName = 'page' | 'api' | 'cli'

/** An id that no row has. */
export const NOBODY = '018f0000-0000-7000-8000-00000000dead'

export const WAYS: WayName[] = ['page', 'api', 'cli']

export const knows = (one: Case, way: WayName): boolean => one[way] !== undefined

export const folderOf = (name: string, { root, outside }: Folders): string =>
  name === 'outside' ? outside : name === 'dots' ? `${root}/${relative(root, outside)}` : `${root}/${name}`
