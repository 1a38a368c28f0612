import { Button, CopyButton } from '@mantine/core'
import classes from './settings.module.css'

/** A secret that is shown this once, with the way to take it along. */
export function Once({ text, children, onClose }: { text: string; children: string; onClose: () => void }) {
  return (
    <div className={classes.once} role="status">
      <p>{children}</p>
      <code className={classes.secret}>{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button size="compact-sm" onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
      <Button size="compact-sm" variant="default" onClick={onClose}>
        Hide
      </Button>
    </div>
  )
}
