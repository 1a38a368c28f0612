/** What keeps a queued run from starting. */
export interface Waiting {
  /** Device asked for; empty = any. */
  wantedDevice: string
  /** Why no training can start at all; empty when it can. */
  notReady: string
  /** Names of the runs that hold devices, by device. */
  holders: ReadonlyMap<string, string>
  devices: readonly string[]
  /** Queued runs that come first. */
  ahead: number
  /** Seconds until it may be tried again after a loss. */
  backOffSeconds: number
}

/** A sentence for people; never empty. */
export function whyWaiting(waiting: Waiting): string {
  const { wantedDevice, notReady, holders, devices, ahead, backOffSeconds } = waiting
  if (notReady) return notReady
  if (wantedDevice && !devices.includes(wantedDevice))
    return `waiting for the device ${wantedDevice}, which this machine does not have; it has ${devices.join(', ')}`
  if (backOffSeconds > 0) return `tried again in ${Math.ceil(backOffSeconds)} s`
  const wanted = wantedDevice ? [wantedDevice] : devices
  const held = wanted.flatMap(device => {
    const holder = holders.get(device)
    return holder ? [`${holder} is on ${device}`] : []
  })
  const others = ahead === 0 ? '' : ahead === 1 ? '; one run is ahead' : `; ${ahead} runs are ahead`
  if (held.length === 0) return `next to start${others}`
  return `waiting for ${wantedDevice || 'a device'}: ${held.join(', ')}${others}`
}
