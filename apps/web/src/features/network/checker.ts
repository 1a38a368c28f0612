/** What netspec is needed for, in one piece: it is read beside the page. */
export { checkText } from './check'
export { fitOf } from './fits'
export { memoryWords } from './memory'
