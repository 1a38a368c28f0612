/** A table of cases: one a line, its columns between bars. */
export function table(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map(line => line.split('|').map(column => column.trim()))
}
