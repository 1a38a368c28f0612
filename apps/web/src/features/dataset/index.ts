export { DatasetPage } from './dataset-page'
