export { datasetWords, isBuilding, isUsable } from './dataset-state'
export { canPause, isLive, isMoving, runWords } from './run-state'
