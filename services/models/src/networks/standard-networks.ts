import { type StandardNetwork as Name, standardNetworks } from '@fovea/netspec'
import type { StandardNetwork } from '@fovea/proto/models/v1/models'

const TITLES: Record<Name, { title: string; summary: string }> = {
  lenet: {
    title: 'LeNet',
    summary: 'Two convolutions and two fully connected layers: quick to train on small pictures such as 28×28 digits.',
  },
  cifar: {
    title: 'CIFAR network',
    summary: 'Three convolutions for small colour pictures of things, such as 32×32 photographs.',
  },
  googlenet: {
    title: 'GoogLeNet',
    summary: 'Nine inception modules with two auxiliary losses, for photographs of 224×224 pixels and more.',
  },
}

/** The networks that come with Fovea, simplest first. */
export const standard: readonly StandardNetwork[] = (Object.keys(TITLES) as Name[]).map(name => ({
  name,
  ...TITLES[name],
  text: standardNetworks[name],
}))
