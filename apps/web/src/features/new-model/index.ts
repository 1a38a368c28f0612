export { NewModel } from './new-model'
