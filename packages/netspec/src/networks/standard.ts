import { cifar } from './cifar.js'
import { lenet } from './lenet.js'

export type StandardNetwork = 'lenet' | 'cifar'

/** Networks that come with the platform, as prototxt. */
export const standardNetworks: Readonly<Record<StandardNetwork, string>> = { lenet, cifar }
