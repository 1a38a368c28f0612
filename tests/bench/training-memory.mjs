import { printMeasured } from '../support/print-measured.mjs'

await printMeasured('/tests/bench/training-memory.ts')
