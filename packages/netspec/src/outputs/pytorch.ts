import type { LayerType, Shape, TorchScope } from '../layer.ts'
import { standardLayers } from '../standard-layers.ts'
import { type DeployOp, deployOps } from './deploy-ops.ts'
import type { Plan } from './plan.ts'
import { Identifiers, python } from './python.ts'
import { preprocessingSource } from './pytorch-pictures.ts'

export interface PytorchOptions {
  /** Names of the classes; without them they are numbered. */
  readonly classes?: readonly string[]
  /** The dataset's mean pixel, RGB, where the plan subtracts one. */
  readonly meanPixel?: readonly number[]
  readonly layers?: readonly LayerType[]
}

export interface PytorchSource {
  /** Absent where a layer has no PyTorch form. */
  readonly text?: string
  readonly without: readonly { readonly name: string; readonly type: string }[]
}

/**
 * The classifying network as one Python file for people: a module, how to load a snapshot into it, how to make its input
 * from a picture. It needs torch, safetensors, Pillow and numpy, and nothing of ours.
 */
export function toPytorch(plan: Plan, options: PytorchOptions = {}): PytorchSource {
  const ops = deployOps(plan, options.layers ?? standardLayers)
  const without = ops.filter(({ form }) => form?.torch === undefined).map(({ name, type }) => ({ name, type }))
  if (without.length > 0) return { without }
  // A first writing finds out which names the layers' helpers take.
  const helpers = writeNetwork(plan, ops, []).helpers.flatMap(text => /^(?:def|class) (\w+)/.exec(text)?.[1] ?? [])
  const network = writeNetwork(plan, ops, helpers)
  return { text: file(plan, network, options), without }
}

interface Written {
  readonly helpers: readonly string[]
  readonly modules: readonly string[]
  readonly forward: readonly string[]
  /** Names of the state dictionary that differ from those in a snapshot. */
  readonly renamed: readonly (readonly [own: string, inFile: string])[]
  readonly result: string
}

function writeNetwork(plan: Plan, ops: readonly DeployOp[], reserved: readonly string[]): Written {
  const members = new Identifiers('member')
  const variables = new Identifiers('variable', reserved)
  /** An in-place layer's blob takes its bottom's variable, as a person would write it. */
  const variable = (blob: string) => variables.of(blob.split('@')[0] ?? blob)
  const helpers = new Set<string>()
  const modules: string[] = []
  const ties: string[] = []
  const renamed: (readonly [string, string])[] = []
  const owners = new Map<string, string>()
  const forward: string[] = []

  const module = (op: DeployOp, made: string, roles: readonly string[]) => {
    const member = members.of(op.name)
    modules.push(`self.${member} = ${made}`)
    for (const [i, { name }] of op.parameters.entries()) {
      const own = `${member}.${roles[i]}`
      if (own !== name) renamed.push([own, name])
      const owner = owners.get(name)
      if (owner !== undefined) ties.push(`self.${own} = self.${owner}`)
      else owners.set(name, own)
    }
    return `self.${member}`
  }
  for (const op of ops) {
    const scope: TorchScope = {
      inputs: op.bottoms.map(variable),
      inputShapes: op.inputShapes,
      outputShapes: op.shapes,
      attributes: op.attributes,
      parameters: op.parameters.map(({ shape }) => shape),
      module: (made, roles = ['weight', 'bias']) => module(op, made, roles),
      define: text => helpers.add(text),
    }
    const made = op.form?.torch?.(scope) ?? []
    const shapes = op.shapes.map(shape => shape.join('×') || 'one value').join(', ')
    if (typeof made === 'string') forward.push(`${op.tops.map(variable).join(', ')} = ${made}  # ${shapes}`)
    else
      for (const [i, top] of op.tops.entries())
        forward.push(`${variable(top)} = ${made[i]}  # ${op.shapes[i]?.join('×')}`)
  }
  return {
    helpers: [...helpers],
    modules: [...modules, ...ties],
    forward,
    renamed,
    result: probabilities(variable(plan.outputs.probabilities), ops.at(-1)?.shapes[0]),
  }
}

/** One row of shares an image, also where they are the sides of a map. */
function probabilities(variable: string, shape: Shape = []): string {
  return shape.length === 1 ? variable : `${variable}.flatten(1)`
}

function file(plan: Plan, { helpers, modules, forward, renamed, result }: Written, options: PytorchOptions): string {
  const { channels, height, width } = plan.input
  const isMeanFile = plan.preprocessing.mean === 'image'
  const classes =
    options.classes === undefined
      ? `CLASSES = [f"class {i}" for i in range(${plan.classes})]`
      : `CLASSES = [\n${options.classes.map(name => `    ${python(name)},\n`).join('')}]`
  const names =
    renamed.length === 0
      ? ''
      : `
# What a parameter is called in a snapshot, where that is not its name here.
IN_FILE = {
${renamed.map(([own, inFile]) => `    ${python(own)}: ${python(inFile)},\n`).join('')}}`
  return `"""A network of Fovea as a PyTorch module. It needs torch, safetensors, Pillow and numpy, and nothing else.

    python FILE.py weights.safetensors ${isMeanFile ? 'mean.safetensors ' : ''}picture.jpg

From Python: net = load("weights.safetensors"); net(preprocess(Image.open("picture.jpg")${isMeanFile ? ', load_mean("mean.safetensors")' : ''}))
gives the probabilities of the classes. load() leaves the module in evaluation mode; net.train() goes on training it.
"""

import sys

import numpy as np
import torch
${[...helpers, ...forward].some(text => text.includes('F.')) ? 'import torch.nn.functional as F\n' : ''}from PIL import Image, ImageOps
from safetensors.torch import load_file
from torch import nn

NAME = ${python(plan.name)}
${classes}${names}

${helpers.map(text => `\n${text}\n\n`).join('')}
class Net(nn.Module):
    """N×${channels}×${height}×${width} values in, N×${plan.classes} probabilities out."""

    def __init__(self):
        super().__init__()
${modules.map(line => `        ${line}\n`).join('')}
    def forward(self, data):
${forward.map(line => `        ${line}\n`).join('')}        return ${result}


def load(path):
    """The network with the weights of a snapshot, ready to classify."""
    net, weights = Net(), load_file(path)
    net.load_state_dict({name: weights[${renamed.length === 0 ? 'name' : 'IN_FILE.get(name, name)'}] for name in net.state_dict()})
    return net.eval()


${preprocessingSource(plan.preprocessing, options.meanPixel)}

def main(weights, ${isMeanFile ? 'mean, ' : ''}picture):
    net = load(weights)
    with torch.no_grad():
        probabilities = net(preprocess(Image.open(picture)${isMeanFile ? ', load_mean(mean)' : ''}))[0]
    for share, index in zip(*probabilities.topk(min(5, len(CLASSES)))):
        print(f"{share:7.2%}  {CLASSES[index]}")


if __name__ == "__main__":
    if len(sys.argv) != ${isMeanFile ? 4 : 3}:
        sys.exit(f"usage: python {sys.argv[0]} weights.safetensors ${isMeanFile ? 'mean.safetensors ' : ''}picture")
    main(*sys.argv[1:])
`
}
