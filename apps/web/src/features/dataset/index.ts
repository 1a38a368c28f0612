export { DatasetPage } from './dataset-page'
export { ImagePage } from './image-page'
