export { type Check, checkText, type DatasetShape } from './check'
export { Faults } from './faults'
export { LayerTable } from './layer-table'
export { NetworkDrawing, NetworkView, Workbench } from './when-wanted'
