/** Milliseconds of a fixed loop, to judge this machine by. */
export function calibrate(): number {
  const start = performance.now()
  let state = 1
  for (let n = 0; n < 1e8; n++) state = (Math.imul(state, 1_664_525) + n) | 0
  return state === 0 ? Number.NaN : performance.now() - start
}
