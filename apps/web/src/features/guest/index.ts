export { GuestPage } from './guest-page'
