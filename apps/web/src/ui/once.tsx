'use client'

import { Button, CopyButton } from '@mantine/core'
import classes from './once.module.css'

/** A secret that is shown this once, with the way to take it along; a click on it selects all of it. */
export function Once({ text, children, onClose }: { text: string; children: string; onClose?: () => void }) {
  return (
    <div className={classes.root} role="status">
      <p>{children}</p>
      <code className={classes.secret}>{text}</code>
      {/* Browsers let no page copy that came over the network without TLS. */}
      {isSecureContext && (
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-sm" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      )}
      {onClose && (
        <Button size="compact-sm" variant="default" onClick={onClose}>
          Hide
        </Button>
      )}
    </div>
  )
}
