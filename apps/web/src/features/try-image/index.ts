export { TryImage } from './try-image'
