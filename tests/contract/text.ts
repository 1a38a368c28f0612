/** One layer of a network's text. Several bottoms or tops are separated by spaces. */
export function layer(name: string, type: string, bottoms: string, rest = '', tops = name): string {
  const each = (word: string, blobs: string) =>
    blobs
      .split(' ')
      .map(blob => `${word}: "${blob}"`)
      .join(' ')
  return `layer { name: "${name}" type: "${type}" ${each('bottom', bottoms)} ${each('top', tops)} ${rest} }\n`
}

export const xavier = 'weight_filler { type: "xavier" }'

/** Class scores from a blob, with their loss and accuracy. */
export function classifier(bottom: string): string {
  return (
    layer('scores', 'InnerProduct', bottom, `inner_product_param { ${xavier} }`) +
    layer('accuracy', 'Accuracy', 'scores label', 'include { phase: TEST }') +
    layer('loss', 'SoftmaxWithLoss', 'scores label')
  )
}
