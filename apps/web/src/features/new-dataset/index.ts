export { NewDataset } from './new-dataset'
