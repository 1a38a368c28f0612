'use client'

import { createContext, useContext, useEffect } from 'react'
import type { Connection } from '../../lib/connection'

export const ConnectionContext = createContext<Connection | undefined>(undefined)

/** Called after a lost connection is back: streams say nothing of what was missed. */
export function useReconnect(again: () => void) {
  const connection = useContext(ConnectionContext)
  useEffect(() => connection?.onReconnect(again), [connection, again])
}
