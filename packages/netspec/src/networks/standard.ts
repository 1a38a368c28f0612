import { cifar } from './cifar.ts'
import { googlenet } from './googlenet.ts'
import { lenet } from './lenet.ts'

export type StandardNetwork = 'lenet' | 'cifar' | 'googlenet'

/** Networks that come with the platform, as prototxt. */
export const standardNetworks: Readonly<Record<StandardNetwork, string>> = { lenet, cifar, googlenet }
