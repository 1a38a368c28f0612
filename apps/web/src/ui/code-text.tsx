import { CopyButton } from '@mantine/core'
import classes from './code-text.module.css'

/** A text to read and to take away. */
export function CodeText({ text, label }: { text: string; label: string }) {
  return (
    <div className={classes.root}>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <button type="button" className={classes.copy} onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </button>
        )}
      </CopyButton>
      <section aria-label={label}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard. */}
        <pre className={classes.text} tabIndex={0}>
          {text}
        </pre>
      </section>
    </div>
  )
}
