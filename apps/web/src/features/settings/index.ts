export { ProjectSettings } from './project-settings'
