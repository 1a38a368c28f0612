import type { Split } from './split.js'

/** Names of a dataset's objects below its prefix. */
export const MANIFEST = 'manifest.json'
export const MEAN = 'mean.safetensors'
export const MEAN_PICTURE = 'mean.png'
export const IMAGES = 'images.jsonl'
export const IMAGES_BY_CLASS = 'images-by-class.jsonl'
export const INDEX = 'index.safetensors'
export const FINDINGS = 'findings.jsonl'
/** The rejected files of the report, a line each. */
export const REJECTED = 'rejected.jsonl'
export const REPORT = 'report.json'
/** What the build passes from step to step; gone when it is over. */
export const PARTS = 'parts/'
export const SCAN_REJECTED = `${PARTS}scan.rejected`

const shardName = ({ split, index }: { split: Split; index: number }) => `${split}-${String(index).padStart(5, '0')}`

export const shardKey = (shard: { split: Split; index: number }) => `shards/${shardName(shard)}.safetensors`
export const partKey = (shard: { split: Split; index: number }, part: 'plan' | 'images' | 'sums' | 'rejected') =>
  `${PARTS}${shardName(shard)}.${part}`

/** Where the objects of a source, or of an upload, are; ends in a slash. */
export const sourcePrefix = (project: string, id: string) => `${project}/sources/${id}/`
export const sourceKey = (project: string, source: string) => `${sourcePrefix(project, source)}files.jsonl`

/** Pieces of an upload. */
export const piecesPrefix = (project: string, upload: string) => `${sourcePrefix(project, upload)}pieces/`
export const pieceKey = ({ project, id }: { project: string; id: string }, number: number) =>
  `${piecesPrefix(project, id)}${String(number).padStart(5, '0')}`
