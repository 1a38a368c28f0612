import { printMeasured } from '../support/print-measured.mjs'

await printMeasured('/tests/bench/editor.ts')
