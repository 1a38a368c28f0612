import { Missing } from '../src/ui/missing'

export default function NotFound() {
  return <Missing what="This page" home="/" />
}
