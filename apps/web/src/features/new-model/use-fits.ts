import { useEffect, useState } from 'react'
import type { Checker, DatasetShape, Fit } from '../network'

interface Named {
  name: string
  text: string
}

/** How each network does on a dataset, one after another: the page answers between them. */
export function useFits(
  checker: Checker | undefined,
  networks: readonly Named[],
  { classes, width, height, channels }: DatasetShape,
  crop: number | undefined,
): ReadonlyMap<string, Fit> {
  const [fits, setFits] = useState<ReadonlyMap<string, Fit>>(new Map())
  useEffect(() => {
    if (!checker || width === 0) return
    const found = new Map<string, Fit>()
    const rest = [...networks]
    let timer: ReturnType<typeof setTimeout>
    const next = () => {
      const network = rest.shift()
      if (!network) return
      found.set(network.name, checker.fitOf(network.text, { classes, width, height, channels }, crop))
      setFits(new Map(found))
      timer = setTimeout(next)
    }
    timer = setTimeout(next)
    return () => clearTimeout(timer)
  }, [checker, networks, classes, width, height, channels, crop])
  return fits
}
