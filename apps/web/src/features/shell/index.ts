export { type Project, useProject } from './project'
export { Shell } from './shell'
export { runFigures } from './shell.graphql'
