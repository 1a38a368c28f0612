import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import { useProject } from '../../shell'
import type { Brought } from './brought'
import { SendingFault } from './fault'
import { type Sending, type Sent, send } from './send'

/** Sends what is brought, one at a time; a fault keeps it, so that it may be gone on with. */
export function useSending(onSent: (sent: Sent) => void) {
  const client = useClient()
  const { id: projectId } = useProject()
  const [sending, setSending] = useState<Sending>()
  const [fault, setFault] = useState<{ message: string; remedy: string | null }>()
  const [brought, setBrought] = useState<Brought>()
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])

  const begin = useCallback(
    async (what: Brought) => {
      stop.current?.abort()
      const own = new AbortController()
      stop.current = own
      setBrought(what)
      setFault(undefined)
      setSending({ name: 'archive' in what ? what.archive.name : what.name, bytes: 0, sent: 0, leftOut: 0 })
      try {
        const sent = await send({ client, projectId }, what, own.signal, now => !own.signal.aborted && setSending(now))
        if (!own.signal.aborted) onSent(sent)
      } catch (error) {
        if (own.signal.aborted) return
        const { message } = error as Error
        setFault({ message, remedy: error instanceof SendingFault ? error.remedy : 'Choose it again.' })
      }
      if (stop.current === own) setSending(undefined)
    },
    [client, projectId, onSent],
  )
  const cancel = useCallback(() => {
    stop.current?.abort()
    setSending(undefined)
  }, [])
  return { sending, fault, begin, cancel, again: brought && (() => begin(brought)) }
}
