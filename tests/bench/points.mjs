import { printMeasured } from '../support/print-measured.mjs'

// From `Report` to visible, on a real PostgreSQL.
await printMeasured('/tests/integration/jobs/measure-points.ts')
