import type { Drawing, DrawingNode } from '@fovea/netspec'

/** The node of the layer that begins at a place of the text. The images have the place of the text's own data layer, where it has one. */
export function layerAt(
  { nodes }: Drawing,
  { line, column }: { line: number; column: number },
): DrawingNode | undefined {
  const here = nodes.filter(node => node.line === line && node.column === column)
  return here.find(({ type }) => type !== 'Input') ?? here[0]
}

/** Whether a node has a layer of its own in the text: a Softmax that netspec adds has none, nor have images that no data layer brings. */
export const isInText = (drawing: Drawing, node: DrawingNode): boolean =>
  node.type === 'Input' ? layerAt(drawing, node)?.id === node.id : true
