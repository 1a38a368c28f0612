/** One block of the small CIFAR network: 5×5 filters, then pooling and ReLU. */
function convolution(n: number, bottom: string, filters: number): string {
  return `layer {
  name: "conv${n}"
  type: "Convolution"
  bottom: "${bottom}"
  top: "conv${n}"
  param { lr_mult: 1 }
  param { lr_mult: 2 }
  convolution_param {
    num_output: ${filters}
    pad: 2
    kernel_size: 5
    weight_filler { type: "xavier" }
    bias_filler { type: "constant" }
  }
}
`
}

function relu(n: number, blob: string): string {
  return `layer {
  name: "relu${n}"
  type: "ReLU"
  bottom: "${blob}"
  top: "${blob}"
}
`
}

function pooling(n: number, bottom: string, pool: 'MAX' | 'AVE'): string {
  return `layer {
  name: "pool${n}"
  type: "Pooling"
  bottom: "${bottom}"
  top: "pool${n}"
  pooling_param { pool: ${pool} kernel_size: 3 stride: 2 }
}
`
}

function innerProduct(n: number, bottom: string, outputs: number | undefined): string {
  return `layer {
  name: "ip${n}"
  type: "InnerProduct"
  bottom: "${bottom}"
  top: "ip${n}"
  param { lr_mult: 1 }
  param { lr_mult: 2 }
  inner_product_param {
${outputs === undefined ? '    # No num_output: the last layer takes the number of classes.' : `    num_output: ${outputs}`}
    weight_filler { type: "xavier" }
    bias_filler { type: "constant" }
  }
}
`
}

/** The quick CIFAR-10 network's shape with xavier fillers, since its own small gaussians learn late. */
export const cifar = `name: "CIFAR"
layer {
  name: "images"
  type: "Data"
  top: "data"
  top: "label"
  transform_param { scale: 0.0156 }
}
${convolution(1, 'data', 32)}${pooling(1, 'conv1', 'MAX')}${relu(1, 'pool1')}\
${convolution(2, 'pool1', 32)}${relu(2, 'conv2')}${pooling(2, 'conv2', 'AVE')}\
${convolution(3, 'pool2', 64)}${relu(3, 'conv3')}${pooling(3, 'conv3', 'AVE')}\
${innerProduct(1, 'pool3', 64)}${innerProduct(2, 'ip1', undefined)}layer {
  name: "accuracy"
  type: "Accuracy"
  bottom: "ip2"
  bottom: "label"
  top: "accuracy"
  include { stage: "val" }
}
layer {
  name: "loss"
  type: "SoftmaxWithLoss"
  bottom: "ip2"
  bottom: "label"
  top: "loss"
  exclude { stage: "deploy" }
}
layer {
  name: "prob"
  type: "Softmax"
  bottom: "ip2"
  top: "prob"
  include { stage: "deploy" }
}
`
