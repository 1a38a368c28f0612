import type { LayerScope } from '../layer.ts'

/** The base of an Exp or a Log; −1 stands for e. */
export function checkBase(base: number, scope: LayerScope): void {
  if (base === -1 || base > 0) return
  scope.fail(
    'wrong-value',
    `${scope.name} has the base ${base}, of which there is no logarithm.`,
    'Leave base out for e.',
  )
}

export function naturalLog(base: number): number {
  return base === -1 ? 1 : Math.log(base)
}
