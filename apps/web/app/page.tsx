import { NoProject } from '../src/features/sign-in'

/** The gateway leads everybody who is in a project to it. */
export default function Page() {
  return <NoProject />
}
