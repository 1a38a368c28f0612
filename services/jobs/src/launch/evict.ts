export interface CachedFile {
  name: string
  bytes: number
  usedMs: number
}

/** Names to remove, those used least recently first, until the rest fits. */
export function toEvict(files: readonly CachedFile[], limit: number): string[] {
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const names: string[] = []
  for (const file of [...files].sort((a, b) => a.usedMs - b.usedMs)) {
    if (bytes <= limit) break
    bytes -= file.bytes
    names.push(file.name)
  }
  return names
}
