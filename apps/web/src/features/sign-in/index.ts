export { AcceptInvitation } from './accept-invitation'
export { NoProject } from './no-project'
export { SignIn } from './sign-in'
