import { isAbsolute, join } from 'node:path'

/** A list on the server, by its real path, or one whose text was sent and is kept beside the dataset. */
export type ListFile = { path: string } | { kept: string }

/** Where a dataset's images come from, as its row keeps it: real paths, without texts. */
export type Origin =
  | { kind: 'folder'; folder: string; validation?: string; test?: string }
  | {
      kind: 'lists'
      train: ListFile
      validation?: ListFile
      test?: ListFile
      labels: ListFile
      imageFolder: string
      keepsOrder: boolean
    }
  | { kind: 'archive'; path: string }
  | { kind: 'upload'; upload: string; name: string }
  | ({ kind: 's3' } & BucketPlace)
  | { kind: 'dataset'; dataset: string; name: string; source: string; dealsAnew: boolean }

/** Where to look in which bucket of whom; without keys. */
export interface BucketPlace {
  /** s3://bucket/prefix, as people know it. */
  url: string
  endpoint: string
  region: string
}

/** A folder by its real path, and the data root above it. */
export interface Place {
  root: string
  folder: string
}

/** Where the bytes of a source are: in place below a data root, in an archive there, or in pieces in the object store. */
export type SourceBytes =
  | ({ kind: 'place' } & Place)
  | { kind: 'archive'; path: string; bytes: number; modifiedMs: number }
  | { kind: 'pieces'; owner: string; count: number; bytes: number; isTarParts: boolean }

/** Bytes that must be unpacked before a file of them can be opened. */
export type Packed = Exclude<SourceBytes, { kind: 'place' }>

/** Where one file of a place is; a path that begins with / is whole. */
export const inPlace = ({ folder }: Place, path: string) => (isAbsolute(path) ? path : join(folder, path))
