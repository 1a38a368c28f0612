import { describe, expect, it } from 'vitest'
import { fuzz } from './testing/fuzz.ts'

const mutants = 100_000

describe('mutants of sound texts', () => {
  it('are answered with faults or a plan, and nothing else', { timeout: 600_000 }, () => {
    const { parsed, trainable, codes, slowest } = fuzz(mutants, 1)
    process.stdout.write(
      `${mutants} mutants, ${parsed} parsed, ${trainable} trainable; the slowest took ${slowest.ms.toFixed(1)} ms:\n${slowest.text}\n`,
    )
    expect(parsed).toBeGreaterThan(0.3 * mutants)
    expect(trainable).toBeGreaterThan(0.05 * mutants)
    // Mutants that all ended in one kind of fault would look at one place only.
    expect(codes.size).toBeGreaterThan(25)
  })
})
