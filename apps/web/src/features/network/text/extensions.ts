import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { lintGutter } from '@codemirror/lint'
import { search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view'
import { faultKeys } from './fault-keys'
import { look } from './look'
import { prototxt } from './prototxt-language'

const PLACEHOLDER = 'layer {\n  name: "conv1"\n  type: "Convolution"\n  …'

/** What the text of a network is shown and written with. Tab leaves it, as it leaves any field. */
export function extensions({
  label,
  nonce,
  isReadOnly,
}: {
  label: string
  nonce: string
  isReadOnly: boolean
}): Extension {
  return [
    EditorView.cspNonce.of(nonce),
    lintGutter(),
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    bracketMatching(),
    // The browser's own search would not find lines that are out of sight, which are not in the page.
    search({ top: true }),
    keymap.of(searchKeymap),
    faultKeys,
    prototxt,
    look,
    EditorView.contentAttributes.of({
      'aria-label': label,
      tabindex: '0',
      ...(isReadOnly ? { 'aria-readonly': 'true' } : {}),
    }),
    // What is read stays in reach of the keyboard: a cursor walks through it, and nothing changes.
    EditorState.readOnly.of(isReadOnly),
    isReadOnly
      ? keymap.of(defaultKeymap)
      : [
          history(),
          indentOnInput(),
          indentUnit.of('  '),
          placeholder(PLACEHOLDER),
          keymap.of([...defaultKeymap, ...historyKeymap]),
        ],
  ]
}
