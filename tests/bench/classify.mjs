import { join } from 'node:path'
import { printMeasured } from '../support/print-measured.mjs'

process.env.FOVEA_PIXELS_PATH ??= join(import.meta.dirname, '../../gpu-worker')
await printMeasured('/tests/bench/classify.ts')
