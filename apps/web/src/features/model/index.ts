export { ModelPage } from './model-page'
export { RunRedirect } from './run-redirect'
