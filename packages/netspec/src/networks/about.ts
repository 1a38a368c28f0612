import type { PlanInput } from '../outputs/plan.ts'
import type { StandardNetwork } from './standard.ts'

export interface AboutNetwork {
  readonly title: string
  /** One sentence: what it is for. */
  readonly summary: string
  /** The images that it is usually trained on, before the crop. */
  readonly input: PlanInput
  /** Side of the square that its text cuts out of them; 0: it takes them whole. */
  readonly crop: number
  /** How many classes its usual dataset has. */
  readonly classes: number
  /** What it learns, at that input and number of classes. */
  readonly parameters: number
}

const digits = { input: { channels: 1, height: 28, width: 28 }, crop: 0, classes: 10 }
const small = { input: { channels: 3, height: 32, width: 32 }, crop: 0, classes: 10 }
const photographs = { input: { channels: 3, height: 256, width: 256 }, classes: 1000 }

/** What people choose the standard networks by. */
export const aboutNetworks: Readonly<Record<StandardNetwork, AboutNetwork>> = {
  lenet: {
    title: 'LeNet',
    summary: 'Two convolutions and two fully connected layers: quick to train on small pictures such as 28×28 digits.',
    ...digits,
    parameters: 431_080,
  },
  cifar: {
    title: 'CIFAR-10 quick',
    summary: 'Three convolutions for small colour pictures of things, such as 32×32 photographs.',
    ...small,
    parameters: 145_578,
  },
  'cifar-full': {
    title: 'CIFAR-10 full',
    summary: 'Three normalised convolutions and one fully connected layer: slower than quick, and a little more exact.',
    ...small,
    parameters: 89_578,
  },
  alexnet: {
    title: 'AlexNet',
    summary: 'Five convolutions and three large fully connected layers: the classic for photographs.',
    ...photographs,
    crop: 227,
    parameters: 60_965_224,
  },
  caffenet: {
    title: 'CaffeNet',
    summary: 'AlexNet with pooling before normalising, as Caffe trained it: a little quicker, as exact.',
    ...photographs,
    crop: 227,
    parameters: 60_965_224,
  },
  googlenet: {
    title: 'GoogLeNet',
    summary: 'Nine inception modules and two auxiliary losses: more exact than AlexNet with a tenth of its weights.',
    ...photographs,
    crop: 224,
    parameters: 13_378_280,
  },
  'vgg-16': {
    title: 'VGG-16',
    summary: 'Thirteen 3×3 convolutions and three fully connected layers: plain, slow, and large.',
    ...photographs,
    crop: 224,
    parameters: 138_357_544,
  },
  'resnet-18': {
    title: 'ResNet-18',
    summary: 'Eight residual blocks with batch normalisation: learns fast and well on photographs of any size.',
    ...photographs,
    crop: 224,
    parameters: 11_689_512,
  },
  'resnet-50': {
    title: 'ResNet-50',
    summary: 'Sixteen bottleneck blocks with batch normalisation: the most exact here, for many photographs.',
    ...photographs,
    crop: 224,
    parameters: 25_557_032,
  },
  squeezenet: {
    title: 'SqueezeNet 1.1',
    summary: 'Eight fire modules: about as exact as AlexNet with a fiftieth of its weights.',
    ...photographs,
    crop: 227,
    parameters: 1_235_496,
  },
}
