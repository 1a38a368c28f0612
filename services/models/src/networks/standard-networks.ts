import { aboutNetworks, type StandardNetwork as Name, standardNetworks } from '@fovea/netspec'
import type { StandardNetwork } from '@fovea/proto/models/v1/models'

/** The networks that come with Fovea, simplest first. */
export const standard: readonly StandardNetwork[] = (Object.keys(standardNetworks) as Name[]).map(name => ({
  name,
  ...aboutNetworks[name],
  text: standardNetworks[name],
}))
