/** `ships LeNet#3` is cloned as a variant of `ships LeNet`. */
export function cloneName(name: string, taken: readonly string[]): string {
  const stem = name.replace(/#\d+$/, '')
  for (let n = 2; ; n++) if (!taken.includes(`${stem} ${n}`)) return `${stem} ${n}`
}
