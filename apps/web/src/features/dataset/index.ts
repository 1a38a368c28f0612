export { DatasetPage } from './dataset-page'
export { ImagePage } from './parts'
