type State = 'connecting' | 'open' | 'lost'

/** Whether live rows arrive; a tiny store, so that one banner and the client share it. */
export function makeConnection() {
  let state: State = 'connecting'
  const listeners = new Set<() => void>()
  const reconnects = new Set<() => void>()
  return {
    read: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    /** Told after each connection that follows a lost one: what was missed must be read again. */
    onReconnect(listener: () => void) {
      reconnects.add(listener)
      return () => {
        reconnects.delete(listener)
      }
    },
    set(next: State) {
      const before = state
      if (before === next) return
      state = next
      for (const listener of listeners) listener()
      if (before === 'lost' && next === 'open') for (const listener of reconnects) listener()
    },
  }
}

export type Connection = ReturnType<typeof makeConnection>
