import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A picture file (PPM) of noise that depends on `seed` alone. */
export function drawPicture(path: string, seed: number, width = 40, height = 30): void {
  const pixels = Buffer.alloc(width * height * 3)
  let state = seed * 2654435761 + 1
  for (let at = 0; at < pixels.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    pixels[at] = state >>> 24
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), pixels]))
}

/** A folder of two classes, `no ship` and `ship`, with so many pictures each. */
export function drawFolder(folder: string, counts: [number, number], size: [number, number] = [40, 30]): string {
  ;['no ship', 'ship'].forEach((name, label) => {
    for (let n = 0; n < (counts[label] ?? 0); n++)
      drawPicture(join(folder, name, `${String(n).padStart(4, '0')}.ppm`), label * 100_000 + n, ...size)
  })
  return folder
}
