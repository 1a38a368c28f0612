import { alexnet, caffenet } from './alexnet.ts'
import { cifar, cifarFull } from './cifar.ts'
import { googlenet } from './googlenet.ts'
import { lenet } from './lenet.ts'
import { resnet18, resnet50 } from './resnet.ts'
import { squeezenet } from './squeezenet.ts'
import { vgg16 } from './vgg.ts'

/** Networks that come with the platform, as prototxt, simplest first. */
export const standardNetworks = {
  lenet,
  cifar,
  'cifar-full': cifarFull,
  alexnet,
  caffenet,
  googlenet,
  'vgg-16': vgg16,
  'resnet-18': resnet18,
  'resnet-50': resnet50,
  squeezenet,
} as const satisfies Readonly<Record<string, string>>

export type StandardNetwork = keyof typeof standardNetworks
