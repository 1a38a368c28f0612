import { syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'

const wave = (color: string) => ({
  backgroundImage: 'none',
  textDecoration: `underline wavy 1px ${color}`,
  textUnderlineOffset: '3px',
})
const mark = (color: string) => ({ content: '"●"', color, fontSize: '10px', textAlign: 'center', lineHeight: '18px' })

/** All colours are the theme's, so that light and dark need nothing more. */
const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--fv-raised)', color: 'var(--fv-text)', fontSize: '12px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--fv-mono)', lineHeight: '18px' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--fv-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--fv-text)' },
  '.cm-line': { padding: '0 12px 0 8px' },
  '.cm-gutters': { backgroundColor: 'var(--fv-raised)', color: 'var(--fv-text-3)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 4px 0 10px', minWidth: '34px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--fv-code-line)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--fv-code-selected)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--fv-code-found)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--fv-code-selected)', outline: '1px solid var(--fv-accent)' },
  '.cm-panels': { backgroundColor: 'var(--fv-raised)', color: 'var(--fv-text)', zIndex: '301' },
  '.cm-panels-top': { borderBottom: '1px solid var(--fv-line)' },
  '.cm-panel.cm-search': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '6px',
    padding: '8px 34px 8px 10px',
    fontFamily: 'var(--mantine-font-family)',
    fontSize: '13px',
  },
  '.cm-panel.cm-search .cm-textfield': {
    // Each field with its buttons is a line of its own, what they mean stands between.
    flex: '1 1 calc(100% - 13rem)',
    minWidth: '7rem',
    margin: '0',
    padding: '3px 8px',
    border: '1px solid var(--fv-line-strong)',
    borderRadius: 'var(--fv-radius)',
    backgroundColor: 'var(--fv-raised)',
    color: 'var(--fv-text)',
    fontSize: '13px',
  },
  '.cm-panel.cm-search .cm-button': {
    margin: '0',
    padding: '3px 9px',
    border: '1px solid var(--fv-line-strong)',
    borderRadius: 'var(--fv-radius)',
    backgroundColor: 'transparent',
    backgroundImage: 'none',
    color: 'var(--fv-text)',
    fontSize: '13px',
  },
  '.cm-panel.cm-search .cm-button:hover': { backgroundColor: 'var(--fv-code-line)' },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    margin: '0',
    fontSize: '13px',
  },
  '.cm-panel.cm-search [name=close]': { top: '8px', right: '10px', color: 'var(--fv-text-2)', fontSize: '16px' },
  '.cm-placeholder': { color: 'var(--fv-text-3)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--fv-code-selected)' },
  '.cm-gutter-lint': { width: '14px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0' },
  '.cm-lint-marker': { width: '14px', height: '18px', cursor: 'default' },
  '.cm-lint-marker-error': mark('var(--fv-bad)'),
  '.cm-lint-marker-warning': { ...mark('var(--fv-wait)'), content: '"▲"' },
  '.cm-lintRange': { paddingBottom: '0' },
  '.cm-lintRange-error': wave('var(--fv-bad)'),
  '.cm-lintRange-warning': wave('var(--fv-wait)'),
  '.cm-lintRange-active': { backgroundColor: 'var(--fv-code-selected)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--fv-raised)',
    border: '1px solid var(--fv-line-strong)',
    borderRadius: 'var(--fv-radius)',
    boxShadow: '0 4px 16px rgb(0 0 0 / 0.16)',
    color: 'var(--fv-text)',
    maxWidth: '28rem',
    fontFamily: 'var(--mantine-font-family)',
    fontSize: '13px',
    lineHeight: '1.45',
    overflow: 'hidden',
  },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: '3px solid', whiteSpace: 'normal' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--fv-bad)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--fv-wait)' },
  '.fv-remedy': { color: 'var(--fv-text-2)' },
  '.tok-comment': { color: 'var(--fv-text-3)', fontStyle: 'italic' },
  '.tok-keyword': { color: 'var(--fv-code-message)', fontWeight: '600' },
  '.tok-propertyName': { color: 'var(--fv-code-field)' },
  '.tok-string': { color: 'var(--fv-code-string)' },
  '.tok-typeName': { color: 'var(--fv-code-type)', fontWeight: '600' },
  '.tok-number, .tok-bool, .tok-atom': { color: 'var(--fv-code-value)' },
  '.tok-punctuation': { color: 'var(--fv-text-2)' },
  '.tok-invalid': { color: 'var(--fv-bad)' },
})

export const look: Extension = [theme, syntaxHighlighting(classHighlighter)]
