const media = (project: string, path: string) => `/media/${project}/${path}`

/** Addresses of what can be taken away; each is made as it is asked for. */
export const downloads = {
  network: (project: string, model: string) => media(project, `models/${model}/network.prototxt`),
  solver: (project: string, run: string) => media(project, `runs/${run}/solver.prototxt`),
  log: (project: string, run: string) => media(project, `runs/${run}/log.txt`),
  points: (project: string, run: string) => media(project, `runs/${run}/points.csv`),
  weights: (project: string, snapshot: string) => media(project, `snapshots/${snapshot}/weights.safetensors`),
}
