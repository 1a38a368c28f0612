const INTERVAL_MS = 500

/** Asks again and again until `isDone`; tells of each state that reads differently from the last. */
export async function until<T>(
  read: () => Promise<T>,
  isDone: (state: T) => boolean,
  tell: (state: T) => void,
): Promise<T> {
  for (;;) {
    const state = await read()
    tell(state)
    if (isDone(state)) return state
    await new Promise(resolve => setTimeout(resolve, INTERVAL_MS))
  }
}

/** A teller that keeps quiet while its line stays the same. */
export function changes(note: (line: string) => void) {
  let last = ''
  return (line: string) => {
    if (line !== last) note(line)
    last = line
  }
}
