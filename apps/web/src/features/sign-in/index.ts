export { AcceptInvitation } from './accept-invitation'
export { Frame } from './frame'
export { NoProject } from './no-project'
export { SignIn } from './sign-in'
