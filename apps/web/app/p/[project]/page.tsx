import { Home } from '../../../src/features/home'

export default function Page() {
  return <Home />
}
