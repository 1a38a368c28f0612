const media = (project: string, path: string) => `/media/${project}/${path}`

/** Addresses of what can be taken away; each is made as it is asked for. */
export const downloads = {
  network: (project: string, model: string) => media(project, `models/${model}/network.prototxt`),
  normalised: (project: string, run: string) => media(project, `runs/${run}/normalised.prototxt`),
  deploy: (project: string, run: string) => media(project, `runs/${run}/deploy.prototxt`),
  pytorch: (project: string, run: string) => media(project, `runs/${run}/network.py`),
  labels: (project: string, run: string) => media(project, `runs/${run}/labels.txt`),
  mean: (project: string, run: string) => media(project, `runs/${run}/mean.safetensors`),
  solver: (project: string, run: string) => media(project, `runs/${run}/solver.prototxt`),
  log: (project: string, run: string) => media(project, `runs/${run}/log.txt`),
  points: (project: string, run: string) => media(project, `runs/${run}/points.csv`),
  weights: (project: string, snapshot: string) => media(project, `snapshots/${snapshot}/weights.safetensors`),
  onnx: (project: string, snapshot: string) => media(project, `snapshots/${snapshot}/network.onnx`),
  all: (project: string, snapshot: string) => media(project, `snapshots/${snapshot}/all.zip`),
}
