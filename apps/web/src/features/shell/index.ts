export { useProject } from './project'
export { useReconnect } from './reconnect'
export { Shell } from './shell'
export { runFigures } from './shell.graphql'
